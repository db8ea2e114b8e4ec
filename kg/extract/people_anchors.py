"""Names beside what announces them: posts, words for people, civil forms of address, verbs of saying, labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.people_foreign import ForeignReader
from kg.extract.people_free import FreeReader
from kg.extract.people_names import NameModel, Reading
from kg.extract.posts import Post, chained, joined
from kg.lexicon.loader import Lexicon
from kg.model import Role
from kg.offsets import Span

SPACE = " 　\u00a0\t"
AFTER = re.compile(rf"[{SPACE}]{{0,6}}(?:[:：][{SPACE}]{{0,3}})?")
LIST = re.compile(rf"[{SPACE}]*[、,，][{SPACE}]*|[{SPACE}]+|(?:和|与|及|以及)")
JOINED = re.compile(rf"[{SPACE}]*[、,，和及与][^，,。;；:：、\n]{{0,24}}")
STRADDLE = 3.0  # margin that a name needs when its first character also ends a word with the title
WEAK = 1.2  # and after a post that mostly stands for many people
PRIOR = {"official": 0.5, "work": 0.3, "firm": 0.4}
BEFORE_PRIOR = {"总书记": 0.6, "总理": 0.5, "副总理": 0.4, "委员长": 0.4, "主席": 0.2, "教授": 0.2, "院士": 0.3}
ITEM = re.compile(r"[㐀-鿿]{2,3}(?=[、,，。;；\n]|$)")
COUNTED = re.compile(r"(?:[0-9一二三四五六七八九十百千两几余多]+(?:个|名|位|多|余)|各|每个|每位|每名)[㐀-鿿]{0,3}$")
AFTER_BODY = 6.0
CIVIL = frozenset(["女士", "先生", "小姐"])
TAKES = re.compile(r"(?:同志)?(?:分别|共同)?(?:担任|兼任|出任|当选为|任命为|任|为|系|是)")
TAKEN = re.compile(r"(?:同志)?(?:担任|兼任|出任|任)$")
SPEAKER = re.compile(rf"(?:^|[\n{SPACE}。?!”】》])(?P<name>[㐀-鿿]{{2,4}})(?P<mark>[:：]|答[:：]?|问[:：])")
MASKED = re.compile(r"(?P<name>[㐀-鿿](?:某某|某[甲乙丙丁]?))(?![种个些地国县市省村镇人日年月天时类项家公小单企])")


@dataclass(frozen=True, slots=True)
class Found:
    """A person named at `start` to `end`, the posts that the text gives them there, and by how much the name is sure."""

    start: int
    end: int
    name: str
    role: Role
    posts: tuple[Post, ...]
    rule: str
    margin: float


class AnchorReader:
    """Reads names beside anchors."""

    def __init__(self, lexicon: Lexicon, names: NameModel) -> None:
        self._names = names
        self._generic = lexicon.forms("post.generic")
        noun, form = lexicon.alternation("person.noun"), lexicon.alternation("person.honorific")
        self._noun = re.compile(rf"(?:{noun})[{SPACE}]?(?=[㐀-鿿])")
        self._civil = re.compile(rf"(?P<family>[㐀-鿿])(?P<form>{form})")
        self._free = FreeReader(lexicon, names)
        self._foreign = ForeignReader(lexicon, names)

    def find(self, text: str, posts: Sequence[Post]) -> Iterator[Found]:
        """Every name beside an anchor; the same name may be found by several rules."""
        yield from self._after_posts(text, posts)
        yield from self._before_posts(text, posts)
        yield from self._after_nouns(text)
        yield from self._civil_forms(text)
        yield from self._speakers(text)

    def unannounced(self, text: str, bodies: Iterable[Span]) -> Iterator[Found]:
        """Names with no title, credit or word for people beside them, those right after the name of a body included."""
        for body in bodies:
            reading = self._names.read(text, body.end, 0.03) if self._names.usual(text, body.end) else None
            if reading and reading.margin > AFTER_BODY:
                yield _found(reading, Role.OTHER, (), "person.after-body")
        for reading, rule in self._free.find(text):
            yield _found(reading, Role.OTHER, (), rule)

    def _after_posts(self, text: str, posts: Sequence[Post]) -> Iterator[Found]:
        chain: list[Post] = []
        group: list[Reading] = []
        for i, post in enumerate(posts):
            if chain and not chained(text, chain[-1], post):
                chain = []
            if chain and chain[-1].end == post.start:
                post = joined(chain.pop(), post)
            chain.append(post)
            if i + 1 < len(posts) and posts[i + 1].start < post.end:
                continue
            found = self._named_after(text, post)
            if not found:
                continue
            role = Role.OFFICIAL if any(p.role == "official" for p in chain) else Role.OTHER
            for reading in found:
                yield _found(reading, role, tuple(chain), "person.post-before")
            together = bool(group) and JOINED.fullmatch(text, group[-1].end, chain[0].start) is not None
            group = [*group, *found] if together else found
            yield from self._taken(text, group, posts[i + 1 :])
            chain = []

    def _named_after(self, text: str, post: Post) -> list[Reading]:
        if COUNTED.search(text, max(0, post.start - 8), post.start):
            return []
        gap = AFTER.match(text, post.end)
        at = gap.end() if gap else post.end
        if abroad := self._foreign.read(text, at, post):
            return [abroad]
        prior = PRIOR[post.role] * (0.4 if post.head in self._generic else 1.0)
        if post.role == "official" and ITEM.match(text, at):
            prior = 0.8
        found = list(self._list(text, at, prior, unlisted=True))
        if not found and (civil := self._civil.match(text, at)) and self._names.addressed(text, at, sure=True):
            return [Reading(at, civil.end(), civil[0], 4.0)]
        straddled = at == post.end and found and self._names.is_word(text[post.end - 1 : post.end + 1])
        floor = STRADDLE if straddled else WEAK if post.head in self._generic else 0.0
        if found and found[0].margin < floor:
            return []
        return found

    def _taken(self, text: str, found: list[Reading], later: Sequence[Post]) -> Iterator[Found]:
        """`A、B任双组长`: posts that the named take."""
        match = TAKES.match(text, found[-1].end)
        if match and later and match.end() <= later[0].start <= match.end() + 30:
            between = text[match.end() : later[0].start]
            if not re.search(r"[,，。;:、的]", between):
                for reading in found:
                    role = Role.OFFICIAL if later[0].role == "official" else Role.OTHER
                    yield _found(reading, role, (later[0],), "person.takes-post")

    def _before_posts(self, text: str, posts: Sequence[Post]) -> Iterator[Found]:
        for post in posts:
            edge, prior = self._edge(text, post)
            if not edge:
                continue
            reading = self._names.read_before(text, edge, max(0, edge - 9), prior)
            if reading and reading.margin > 1.0:
                role = Role.OFFICIAL if post.role == "official" else Role.OTHER
                yield _found(reading, role, (post,), "person.post-after")

    def _edge(self, text: str, post: Post) -> tuple[int, float]:
        """Where a name before a post would end (0 for nowhere), and how likely one is: 张三县长, 张三(县长), 张三任县长."""
        window = text[max(0, post.start - 6) : post.start]
        taken = TAKEN.search(window)
        if taken:
            return post.start - len(window) + taken.start(), 0.4
        edge = post.start
        apart = edge > 0 and text[edge - 1] in SPACE + "("
        while edge > 0 and text[edge - 1] in SPACE + "(":
            edge -= 1
        if apart and text[post.end : post.end + 1] not in (":", "："):
            return edge, 0.2
        if (
            apart
            or post.bare != post.start
            or post.head in self._generic
            or text[post.end : post.end + 1] in (":", "：")
        ):
            return 0, 0.0
        return edge, BEFORE_PRIOR.get(post.head, 0.03)

    def _after_nouns(self, text: str) -> Iterator[Found]:
        for match in self._noun.finditer(text):
            for reading in self._list(text, match.end(), 0.1, unlisted=False):
                yield _found(reading, Role.OTHER, (), "person.noun-before")

    def _civil_forms(self, text: str) -> Iterator[Found]:
        for match in self._civil.finditer(text):
            if not self._names.addressed(text, match.start(), sure=match["form"] in CIVIL):
                continue
            reading = Reading(match.start(), match.end(), match[0], 4.0)
            yield _found(reading, Role.OTHER, (), "person.civil-form")

    def _speakers(self, text: str) -> Iterator[Found]:
        """`张三:` at the start of a line or after a time, as in transcripts."""
        for match in SPEAKER.finditer(text):
            start = match.start("name")
            reading = self._names.read(text, start, 0.3)
            if reading and reading.end == match.end("name") and reading.margin > 2.0:
                yield _found(reading, Role.OTHER, (), "person.speaker")

    def _list(self, text: str, at: int, prior: float, unlisted: bool) -> Iterator[Reading]:
        """Names joined by 、, 和 or spaces from `at` on."""
        reading = self._names.read(text, at, prior, unlisted) or self._spaced(text, at)
        while reading:
            yield reading
            link = LIST.match(text, reading.end)
            if link is None:
                return
            strong = "、" in link[0]
            alone = strong and ITEM.match(text, link.end()) is not None
            reading = self._names.read(text, link.end(), 0.95 if alone else 0.4 if strong else 0.05)
            if reading and reading.margin < (0.0 if alone else 1.0 if strong else 4.0):
                return

    def _spaced(self, text: str, at: int) -> Reading | None:
        """`王 娜`: a name of two characters set with a space between them."""
        match = re.compile(rf"([㐀-鿿])[{SPACE}]{{1,4}}([㐀-鿿])").match(text, at)
        if match is None or not self._names.surname(text, at):
            return None
        name = match[1] + match[2]
        rest = self._names.read(name + text[match.end() : match.end() + 8], 0, 0.3)
        if rest is None or len(rest.name) != 2:
            return None
        return replace(rest, start=at, end=match.end(), name=name)


def _found(reading: Reading, role: Role, posts: tuple[Post, ...], rule: str) -> Found:
    return Found(reading.start, reading.end, reading.name, role, posts, rule, reading.margin)
