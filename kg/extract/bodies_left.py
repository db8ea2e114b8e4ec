"""Where the name of a body begins: the walk to the left from its last word."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

import rjieba

from kg.extract.bodies_guards import is_class, signed
from kg.extract.bodies_words import BodyWords
from kg.model import Mention

LEVEL = re.compile(
    r"(?:自治区|自治州|自治县|自治旗|街道|社区|新区|开发区|高新区|经开区|特区|兵团|林区|地区|[省市县区州旗盟镇乡村屯])$"
)
NOT_LEVEL = re.compile(
    r"(?:疫区|小区|景区|园区|辖区|灾区|城区|山区|校区|病区|院区|库区|牧区|矿区|片区|战区|军区|社会区|城市|超市|上市|集市|夜市|股市|菜市|门市|楼市|"
    r"农村|乡村|全村|各村|郊区|市区|县区|防区|商区|街区|厂区|厂区|港区|湖区|老区|边区|管区|震区|库区|雨区|汛区|中国|集镇|城镇|村镇|市镇|乡镇|下乡|返乡|老乡|家乡|故乡|同乡|回乡|离乡|入村|进村|驻村|包村|逐村|每村|跨省|跨市|本省|外省|外市|出省|入省|进市|超市)$"
)
COUNTRY = ("中国", "我国")
LEVEL_SIGNS = tuple("省市县区州乡镇村")  # one before another: several levels, no single body (市县疾控中心)
LOW = ("村", "社区", "镇", "乡", "街道")
MINISTRIES = ("务省", "学省", "动省", "产省", "通省", "卫省", "境省")  # 总务省: ministries of Japan
DEIXIS = "该我本全"
PREPOSITIONS = "由从在到向对与和及被将把以经给为随让使同跟于"
PROPER_TAGS = ("nr", "nrt", "nrfg", "ns", "nz", "nt", "eng")
MEASURES = frozenset("个支家名位所组批只项场处座间栋户条人")
GLUED = frozenset("长是的在和与将已为对由也")
NUMERALS = frozenset("0123456789一二两三四五六七八九十百千余多几")
CLOSED_TAGS = "cdpruqfytzo"  # first letters of tags of function words, measures, places in relation, times
QUOTED = re.compile(r"“[^“”一二三四五六七八九十0-9]{1,4}”$")
MAX_TOPIC = 22
MAX_STRADDLED = 5
HAN = re.compile(r"[一-鿿]")
MAX_NAME = 14


@dataclass(frozen=True)
class Tokens:
    """The words of a text with their tags and starts, by rjieba."""

    text: str
    words: tuple[str, ...]
    tags: tuple[str, ...]
    starts: tuple[int, ...]

    def before(self, offset: int) -> int:
        """Index of the last token that begins before `offset`."""
        return bisect_left(self.starts, offset) - 1


def tokens_of(text: str) -> Tokens:
    """Cut `text` into words."""
    tagged = rjieba.tag(text)
    words = tuple(word for word, _ in tagged)
    starts = (0, *accumulate(map(len, words)))[: len(words)]
    return Tokens(text, words, tuple(tag for _, tag in tagged), starts)


@dataclass(frozen=True, slots=True)
class Prefix:
    """What stands right before an organ: a place, a level word, or a parent body; `start` is where it begins."""

    start: int
    place: str
    parent: Mention | None = None
    generic: bool = False


@dataclass(frozen=True)
class Walk:
    """Walks to the left over one text. `areas` and `bodies` give mentions by the offset where they end."""

    tokens: Tokens
    words: BodyWords
    areas: Mapping[int, Mention]
    bodies: Mapping[int, Mention]

    def prefix(self, at: int) -> Prefix | None:
        """The place, level word or parent body that ends at `at`."""
        parent = self.bodies.get(at)
        if parent is not None:
            return Prefix(self._joint(parent), "", parent)
        area = self.areas.get(at)
        if area is None and self.tokens.text.endswith(COUNTRY, max(0, at - 2), at) and self.word_start(at - 2):
            return Prefix(at - 2, self.tokens.text[at - 2 : at])
        if area is not None and area.span.of(self.tokens.text) in LOW:
            return self._level(at)
        if area is not None:
            start = self._areas(area)
            several = len(area.span) == 1 and self.tokens.text[at - 2 : at - 1] in LEVEL_SIGNS
            return Prefix(start, self.tokens.text[start:at], generic=several or self._generic(start))
        return self._level(at)

    def _joint(self, parent: Mention) -> int:
        """Start of a run of bodies that end at each other: 省委省政府领导小组."""
        start = parent.span.start
        while start in self.bodies and self.bodies[start].span.start < start:
            start = self.bodies[start].span.start
        return start

    def _areas(self, area: Mention) -> int:
        start = area.span.start
        while start in self.areas:
            start = self.areas[start].span.start
        return start

    def _level(self, at: int) -> Prefix | None:
        text = self.tokens.text
        window = text[max(0, at - 3) : at]
        match = LEVEL.search(window)
        if not match or NOT_LEVEL.search(window) or window.endswith(MINISTRIES):
            return None
        start = at - len(match[0])
        before = text[start - 1 : start]
        if before and before in DEIXIS:
            return Prefix(start - 1, text[start - 1 : at])
        if not self._level_begins(start):
            return None
        named = self._village(start) if match[0] in LOW else start
        if named < start:
            return Prefix(named, text[named:at])
        return Prefix(start, match[0], generic=before in LEVEL_SIGNS or self._generic(start))

    def _village(self, start: int) -> int:
        """Where the name before a low level word begins (柳河|村), if the reader of places passed over it."""
        i = self.tokens.before(start)
        word, tag = (self.tokens.words[i], self.tokens.tags[i]) if i >= 0 else ("", "x")
        whole = i >= 0 and self.tokens.starts[i] + len(word) == start
        known = tag in PROPER_TAGS and 2 <= len(word) <= 3 and word not in self.words.stop
        return self.tokens.starts[i] if whole and known else start

    def _level_begins(self, start: int) -> bool:
        """Whether the level word begins a word (县|医院), not ends one (九州), save for a preposition cut wrongly."""
        i = self.tokens.before(start + 1)
        return all(c in PREPOSITIONS for c in self.tokens.text[self.tokens.starts[i] : start])

    def _generic(self, start: int) -> bool:
        return is_class(self.tokens.text, start)

    def modifiers(self, head: int, limit: int, proper: bool) -> tuple[int, Prefix | None]:
        """Walk left over the words of a name.

        Args:
            head: where the last word of the name begins.
            limit: how many characters the walk may take.
            proper: whether verbs may be part of the name (振兴康养医院) as long as they are not stop words.

        Returns:
            Where the name begins without its prefix, and the prefix if one stands there.
        """
        at, safe = head, None
        while head - at <= limit:
            if self._aid(at):
                at -= 2
                continue
            if at < head or not proper or at in self.areas or at in self.bodies:
                found = self.prefix(at)
                if found is not None and (safe is None or found.parent is None):
                    return at, found
            step = self._step(at, head, proper)
            if step == at and not proper and self._odd_verb(at):
                safe = at if safe is None else safe
                step = self.tokens.starts[self.tokens.before(at)]
            if step == at:
                step = self._straddled(at)
            if step == at:
                break
            at = step
        at = at if safe is None else safe
        return at, self.prefix(at)

    def _step(self, at: int, head: int, proper: bool) -> int:
        """Where the word of the name that ends at `at` begins; `at` itself if none does."""
        tokens = self.tokens
        i = tokens.before(at)
        if i < 0:
            return at
        word = tokens.words[i][: at - tokens.starts[i]]
        verb_beside = at == head and tokens.tags[i] == "v" and word not in self.words.topic
        if verb_beside or not self._part(word, tokens.tags[i], proper, i, at):
            return at - self._topic(at)
        return max(tokens.starts[i], self._area_inside(tokens.starts[i], at))

    def _straddled(self, at: int) -> int:
        """Where a place ends shortly before `at` that the words run over (柳河村|苗绣 cut as 柳河, 村苗, 绣), else `at`."""
        for end in range(at - 1, max(0, at - MAX_STRADDLED), -1):
            if end in self.bodies or not HAN.match(self.tokens.text[end]):
                return at
            if end in self.areas:
                i = self.tokens.before(end)
                return end if end < self.tokens.starts[i] + len(self.tokens.words[i]) <= at else at
        return at

    def _odd_verb(self, at: int) -> bool:
        """Whether a verb that no list knows ends at `at`: it may belong to a name if a place stands before (促进)."""
        i = self.tokens.before(at)
        if i < 0:
            return False
        word = self.tokens.words[i]
        return self.tokens.tags[i].startswith("v") and len(word) == 2 and word not in self.words.stop

    def _aid(self, at: int) -> bool:
        """Whether 援鄂, 援藏 end at `at`: the place is no place of the body then."""
        area = self.areas.get(at)
        return area is not None and len(area.span) == 1 and self._topic(at) == 2

    def _topic(self, at: int) -> int:
        """Length of the topic word that ends at `at` where words were cut wrongly (省援|鄂), or 0."""
        text = self.tokens.text
        return next((n for n in (4, 3, 2) if n <= at and text[at - n : at] in self.words.topic), 0)

    def _area_inside(self, start: int, at: int) -> int:
        """Words may run over the end of a place (从市|人民): stop at the place."""
        for end in range(at - 1, start, -1):
            if end in self.areas or end in self.bodies:
                return end
        return start

    def _part(self, word: str, tag: str, proper: bool, i: int, at: int) -> bool:
        words = self.words
        if word == "的" or word.isspace():  # 新型冠状病毒感染的肺炎, in signatures over two lines
            return self.tokens.text.endswith(("感染", "感染的"), max(0, at - 4), at - 1) or signed(
                self.tokens.text, at - 1, (*self.areas.values(), *self.bodies.values())
            )
        if word in words.topic or (word == "多" and self.tokens.text.startswith(("学科", "部门"), at)):
            return True
        if word in words.stop or word in LEVEL_SIGNS or not word.strip():
            return False
        if tag[0] in "xw":
            return word in "“”" and self._quoted(i, at)
        if word in MEASURES and i and self.tokens.words[i - 1][-1] in NUMERALS:
            return False
        if tag[0] == "m":
            return bool(proper and re.fullmatch(r"第?[一二三四五六七八九十0-9]+", word))
        if tag[0] == "v":
            return proper and (tag == "vn" or (len(word) > 1 and self._after_name(i)))
        if tag[0] in CLOSED_TAGS:
            return proper and tag[0] == "z"
        return proper or tag[0] not in "il" or len(word) < 4

    def _after_name(self, i: int) -> bool:
        """Whether token `i` follows a place or a name (九州|再生)."""
        return i > 0 and (self.tokens.starts[i] in self.areas or self.tokens.tags[i - 1] in PROPER_TAGS)

    def name_start(self, start: int, end: int) -> int | None:
        """Where the first word between the two offsets begins that is a name (协和, 东关), no class of things."""
        tokens = self.tokens
        i = tokens.before(start + 1)
        while i < len(tokens.starts) and tokens.starts[i] < end:
            if tokens.tags[i] in PROPER_TAGS and tokens.words[i] not in self.words.generic:
                return max(start, tokens.starts[i])
            i += 1
        return None

    def ends_word(self, start: int, end: int) -> bool:
        """Whether `end` is the end of a word, save for what may be glued to it (组|长, 科|是)."""
        i = self.tokens.before(end)
        rest = self.tokens.words[i][end - self.tokens.starts[i] :]
        return not rest or rest in GLUED or rest == self.tokens.text[start:end] + "长"

    def elsewhere(self, at: int, kind: str) -> bool:
        """Whether a place before it shows that a form is not the national body: 印度|外交部, 江夏区|雷神山医院."""
        area = self.areas.get(at)
        if area is None:
            return False
        name = area.span.of(self.tokens.text)
        return kind == "health" or (name in self.words.countries and self.words.countries[name] != "CN")

    def word_start(self, at: int) -> bool:
        """Whether a word begins at `at`."""
        i = self.tokens.before(at + 1)
        return i >= 0 and self.tokens.starts[i] == at

    def _quoted(self, i: int, at: int) -> bool:
        """A quotation mark belongs to the name if its partner does, within a few words: “战时”临时党支部."""
        text = self.tokens.text
        if self.tokens.words[i] == "“":
            return text.find("”", at, at + 6) >= 0
        return QUOTED.search(text, max(0, at - 6), at) is not None


def by_end(mentions: tuple[Mention, ...]) -> dict[int, Mention]:
    """Mentions by the offset where they end, the longest where several do."""
    out: dict[int, Mention] = {}
    for mention in mentions:
        old = out.get(mention.span.end)
        if old is None or len(old.span) < len(mention.span):
            out[mention.span.end] = mention
    return out
