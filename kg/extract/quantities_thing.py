"""What a figure counts: the noun phrase after its measure word, or before the figure, or the verb."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kg.extract.quantities_figure import TIME_UNITS, Figure
from kg.resources import Resources

REACH = 32  # characters read on either side of a figure
LONGEST = 18  # characters of a name
CUT_RIGHT = re.compile(r"[,。;:!?、…\n》”\"]|——")
CUT_LEFT = re.compile(r"[,。;:!?、…\n“”\"》]|——")
GRADE = re.compile(
    r"(?:[A-Z\dⅠ-Ⅴ一二三四五]{1,3}[级类]|[一二三]级甲等|副?[县处科厅][处科]?级|规模|\d+岁|[一二三四五六七八九十]+岁|[\d.]+万?(?:千瓦|吨|亩|公斤|平方米|米)级?)(?:及|\(含\))?以[上下]"
)
RELATIVE = re.compile(r"[^,。;:、()\d]{1,10}?的(?=[一-鿿])")
FULL_NOUN = frozenset(
    (
        "n",
        "nz",
        "ns",
        "nt",
        "nr",
        "nrt",
        "nrfg",
        "vn",
        "an",
        "b",
        "j",
        "l",
        "i",
        "s",
        "k",
        "g",
        "ng",
        "eng",
        "a",
        "ag",
        "z",
    )
)
TAG_STOP = frozenset(
    ("d", "p", "c", "u", "r", "ul", "uz", "ug", "uv", "ud", "y", "e", "o", "m", "t", "f", "q", "mq", "x", "df")
)
SUFFIX = frozenset("点区所组员室房站队会院厅馆店场户者车机器库池口岗亭人处家校岛圈楼栋线路")
WHOLE = re.compile(r"^(?:[全我该本][国省市县区州盟旗乡镇村]|全[区州]|目前|其中)(?=..)")
VILLAGE = re.compile(r"(?:[县市区乡镇村寨屯组]|社区|小区)$")
PLACE = re.compile(r"(?:[县市区乡镇村省州]|街道|社区|居民|农户|群众|村民|家庭|部门|单位|医院|学校|企业|公司|国家|\))$")
HEAD = re.compile(
    r"^(?:人员|对象|家庭|物资|资金|项目|工程|平台|系统|设备|机构|企业|单位|岗位?|网点|窗口|专[家班]|代表|能手|骨干)$|[员队组点站者户区车师所房]$|(?:队伍|小组|中心|场所|基地|车辆|能力)$"
)
TRIM_END = re.compile(
    r"(?<=.)(?:里|内|中|上|下|前|后|间|等|的|和|及|与|以上|左右|以来|期间|之间|之中|基础|基础上|(?<=..)新|(?<=..)全)$"
)
TAIL = frozenset(
    [
        "升至",
        "增至",
        "降至",
        "减至",
        "上升到",
        "上升至",
        "增加至",
        "增加到",
        "减少到",
        "扩大到",
        "提高到",
        "突破",
        "日均",
        "月均",
        "年均",
        "人均",
        "户均",
        "平均",
        "在",
        "从",
        "由",
        "最初",
        "原来",
        "原有",
        "初期",
        "共",
        "共计",
        "总计",
        "合计",
        "累计",
        "分别",
        "各",
        "达",
        "达到",
        "有",
        "为",
        "约",
        "近",
        "已",
        "已达",
        "超过",
        "的",
        "了",
        "等",
        "就",
        "仅",
        "只",
        "共有",
        "计",
        "多达",
        "均",
        "都",
        "也",
        "现有",
        "是",
        "突破",
        "逾",
        "超",
        "至",
        "到",
        "至少",
        "不少于",
        "不低于",
        "最多",
        "增至",
        "增加到",
        "达到了",
        "就有",
        "已有",
        "总数",
        "数量",
    ]
)
OBJECT_AFTER = re.compile(r"(?:对|向|将|把|为)?[^,。;]{0,20}?(?:进行|开展|实施|组织|召开|举行|举办)(?:了|过)?")


WHOLE_THINGS = frozenset("家名位人户辆台支所座栋艘架")
STUFF = frozenset(["Mu", "HA", "TONNE", "KiloGM", "GM", "L", "MilliL", "M3", "M2", "KiloM2", "KiloM", "M"])


class Tagger(Protocol):
    """A part-of-speech tagger with jieba's tags."""

    def tag(self, text: str, hmm: bool = True) -> list[tuple[str, str]]:
        """Words of `text` with their tags, in order and without gaps."""
        ...


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its coarse role: noun, modifier, either, verb, stop, weak (a stop by its tag only), of, and, open, close."""

    text: str
    role: str


@dataclass(frozen=True)
class Namer:
    """Finds the name of a counted thing. `roles` are the words of the lexicon with their role."""

    tagger: Tagger
    roles: Mapping[str, str]
    defaults: Mapping[str, str]
    turns: frozenset[str]
    events: frozenset[str]

    def thing(self, text: str, figure: Figure, start: int, stop: int, previous: str) -> tuple[str | None, bool]:
        """What `figure` counts.

        Args:
            text: the cleaned text.
            figure: the figure.
            start: where to stop reading backwards: the sentence or the figure before.
            stop: where to stop reading on: the sentence's end or the next figure.
            previous: what the figure before counts, for 5000户15000余人.

        Returns:
            The name, or None if the figure counts nothing; and whether the text names the thing next to the figure (if
            not, the name is a verb or what the measure word stands for).
        """
        unit = figure.classifier or ""
        end = figure.span.end
        right = self.right_tokens(text, end, stop)
        name = self.after(text, right, end, stop, unit)
        if name and figure.unit in ("NUM", "CNY"):
            return self._befallen(name, right, unit), True
        if figure.rule == "naked":
            return None, False
        if start == figure.span.start and previous and unit in ("人", "户"):
            return previous, True
        left = self.left_tokens(text, figure.span.start, start)
        first = _phrase_back(left)
        name = _trim("".join(t.text for t in left[first:]))
        verb = _verb(left[:first])
        if unit == "户" and all(t.role != "noun" for t in left[first:]):
            return "户", False
        if name and figure.unit == "NUM" and not (unit in ("户", "人") and VILLAGE.search(name)):
            return name, True
        if figure.unit == "NUM" and (clause := self._relative(text, end, stop)):
            return clause, True
        if figure.unit != "NUM":
            return self._measured(figure, name, verb, right, _subject(left[:first])), True
        return self._by_verb(unit, verb, right), False

    def halves(self, name: str) -> tuple[str, str]:
        """37所寄宿制学校师生17870人: which part of a phrase between two figures belongs to which; the whole if it is one."""
        tokens = self._tokens(name)
        first = len(tokens) - 1
        while first > 0 and tokens[first - 1].role != "noun":
            first -= 1
        if first <= 0:
            return name, name
        return "".join(t.text for t in tokens[:first]), "".join(t.text for t in tokens[first:])

    def _befallen(self, name: str, right: Sequence[Token], unit: str) -> str:
        """13个乡镇大面积停电 → 停电乡镇: what befell the counted thing says which ones are meant."""
        if unit in self.turns:
            return name
        size = 0
        for i, token in enumerate(right):
            if size == len(name):
                rest = right[i : i + 2]
                event = next((t.text for t in rest if t.text in self.events), None)
                plain = event and (rest[0].text == event or rest[0].role in ("stop", "weak"))
                return f"{event}{name}" if plain else name
            size += len(token.text)
        return name

    def _measured(self, figure: Figure, name: str, verb: str, right: Sequence[Token], subject: str) -> str:
        """What a measure (money, time, length) is of."""
        follows = "".join(t.text for t in right[: _phrase(right, turn=True)])
        if figure.unit in TIME_UNITS and not (follows or name):
            name = subject
        if figure.unit in TIME_UNITS - {"YR"}:
            return follows or name or verb or "时间"
        if figure.unit == "YR":
            return "年龄" if figure.classifier in ("岁", "周岁") else follows or name or verb or "时间"
        direct = self.after_noun(right)
        if direct and figure.unit in STUFF:
            return direct
        if figure.unit in ("M3", "M3-PER-SEC", "DEG_C", "MilliM") and name:
            return (verb if len(verb) == 2 and verb not in TAIL else "") + name
        return name or verb or follows or {"CNY": "资金", "PERCENT": "比例"}.get(figure.unit, "数量")

    def after_noun(self, right: Sequence[Token]) -> str:
        """The noun phrase right after a figure."""
        return _trim("".join(t.text for t in right[: _phrase(right)]))

    def _by_verb(self, unit: str, verb: str, right: Sequence[Token]) -> str | None:
        default = self.defaults.get(unit, "")
        if unit == "户":
            return "户"
        if default == "人员" and right and right[0].role in ("verb", "either", "modifier"):
            verb = right[0].text
        if unit in self.turns or not default:
            return verb or default or ("".join(t.text for t in right[:1] if t.role == "weak")) or unit or None
        return default if verb[-1:] == default[:1] else verb + default

    def _tokens(self, text: str) -> list[Token]:
        """Words of `text` with roles; words of the lexicon that the dictionary splits are joined."""
        tagged = self.tagger.tag(text, False)
        out: list[Token] = []
        i = 0
        while i < len(tagged):
            word, tag = tagged[i]
            joined = word + tagged[i + 1][0] if i + 1 < len(tagged) else ""
            if joined in self.roles:
                out.append(Token(joined, self.roles[joined]))
                i += 2
            else:
                out.append(Token(word, self._role(word, tag)))
                i += 1
        return out

    def _role(self, word: str, tag: str) -> str:
        known = self.roles.get(word)
        if known:
            return known
        if word == "(":
            return "open"
        if word == ")":
            return "close"
        if word == "的":
            return "of"
        if word in ("和", "及", "以及", "与", "、"):
            return "and"
        if not any(c.isalnum() for c in word) or word[0].isdigit():
            return "stop"
        if tag in FULL_NOUN or word in SUFFIX:
            return "noun"
        if tag in TAG_STOP:
            return "weak"
        return "verb" if tag.startswith("v") else "noun"

    def right_tokens(self, text: str, at: int, stop: int) -> list[Token]:
        """Tokens after a figure up to a mark (marks inside brackets do not count) or `stop`."""
        window = text[at : min(stop, at + REACH)]
        tokens = self._tokens(window[: _cut(window)])
        return tokens[1:] if tokens and tokens[0].role == "of" else tokens

    def left_tokens(self, text: str, at: int, start: int) -> list[Token]:
        """Tokens before a figure from the last mark on, without 共, 达, 有 … right before it."""
        window = text[max(start, at - REACH) : at]
        cuts = [m.end() for m in CUT_LEFT.finditer(window) if not _in_brackets(window, m.start())]
        tokens = self._tokens(window[cuts[-1] :] if cuts else window)
        while tokens and tokens[-1].text in TAIL:
            tokens.pop()
        return tokens

    def after(self, text: str, tokens: list[Token], at: int, stop: int, unit: str) -> str:
        """The noun phrase that follows a figure, or ""."""
        grade = GRADE.match(text, at, stop)
        if grade:
            tokens = self.right_tokens(text, grade.end(), stop)
            return grade[0] + "".join(t.text for t in tokens[: _phrase(tokens)])
        size = _phrase(tokens, turn=unit in self.turns)
        if (
            unit in WHOLE_THINGS
            and size > 1
            and tokens[size - 1].role == "modifier"
            and tokens[size - 2].role == "noun"
        ):
            size -= 1
        name = _trim("".join(t.text for t in tokens[:size]))
        if unit == "人" and tokens and tokens[0].role in ("either", "verb") and not _has_of(tokens[:size]):
            return ""
        if unit in self.turns and not name:
            match = OBJECT_AFTER.match(text, at, min(stop, at + REACH))
            if match:
                tokens = self.right_tokens(text, match.end(), stop)
                return _trim("".join(t.text for t in tokens[: _phrase(tokens, turn=True)]))
        return name

    def _relative(self, text: str, at: int, stop: int) -> str:
        """The head of a relative clause that follows a figure: 185个可在网上办理的缴费事项; "" if there is none."""
        match = RELATIVE.match(text, at, stop)
        if not match:
            return ""
        inner = self._tokens(match[0])
        head = self.after_noun(self.right_tokens(text, match.end(), stop))
        if not head:
            return ""
        return head if any(t.role in ("stop", "weak") for t in inner) else _trim(match[0] + head)


def _has_of(tokens: Sequence[Token]) -> bool:
    return any(t.role == "of" for t in tokens)


def _cut(window: str) -> int:
    for match in CUT_RIGHT.finditer(window):
        if not _in_brackets(window, match.start()):
            return match.start()
    return len(window)


def _in_brackets(text: str, at: int) -> bool:
    opened = text.rfind("(", 0, at)
    return opened >= 0 and text.find(")", opened, at) < 0 and 0 < text.find(")", at) - opened <= 12


def _phrase(tokens: Sequence[Token], turn: bool = False) -> int:
    """How many of `tokens` form a noun phrase from the first one on; with `turn`, a verb may be its head (三轮排查)."""
    end, i, size, depth = 0, 0, 0, 0
    while i < len(tokens) and size < LONGEST:
        token = tokens[i]
        follower = tokens[i + 1].role if i + 1 < len(tokens) else "end"
        if depth:
            depth -= token.role == "close"
            end = i + 1 if not depth else end
            if not depth and "、" in tokens[i - 2].text and follower != "of":
                break
        elif token.role == "noun":
            end = i + 1
        elif token.role in ("modifier", "either", "verb"):
            if token.role == "either" and i and tokens[i - 1].role == "noun" and not turn:
                if i + 1 >= len(tokens) or not HEAD.search(tokens[i + 1].text):
                    break
            goes_on = follower in ("noun", "modifier", "either", "verb", "of", "open")
            if not goes_on or (token.role == "verb" and end):
                if token.role == "modifier" or (turn and token.role == "either"):
                    end = i + 1
                break
        elif token.role == "of":
            if follower not in ("noun", "modifier", "either", "verb") or (
                end == i and PLACE.search(tokens[i - 1].text)
            ):
                break
        elif token.role == "open":
            if not end and i:
                break
            depth = 1
        elif not (token.role == "and" and end < i and follower in ("modifier", "either")):
            break
        size += len(token.text)
        i += 1
    return end


def _phrase_back(tokens: Sequence[Token]) -> int:
    """Index from which the last of `tokens` form a noun phrase."""
    i, size, nouns = len(tokens), 0, 0
    first = i
    depth = 0
    while i > 0 and size < LONGEST:
        token = tokens[i - 1]
        if depth:
            depth -= token.role == "open"
            first = i - 1 if not depth else first
        elif token.role == "close":
            depth = 1
        elif token.role in ("noun", "modifier"):
            first = i - 1
            nouns += token.role == "noun"
        elif token.role == "either":
            if nouns and size >= 2:
                break
            first = i - 1
        elif token.role == "verb":
            if size and not (len(token.text) == 1 and size == 1):
                break
            first = i - 1
        elif token.role == "and" and nouns and size > 1:
            break
        elif token.role in ("of", "and"):
            if not size or i < 2 or tokens[i - 2].role not in ("noun", "modifier"):
                break
        else:
            break
        size += len(token.text)
        i -= 1
    return first


def _subject(tokens: Sequence[Token]) -> str:
    """The noun phrase before the verbs at the end of `tokens`: 党龄只有 → 党龄."""
    end = len(tokens)
    while end and tokens[end - 1].role in ("stop", "weak", "verb"):
        end -= 1
    return _trim("".join(t.text for t in tokens[_phrase_back(tokens[:end]) : end]))


def _verb(tokens: Sequence[Token]) -> str:
    """The last verb of `tokens`."""
    for token in reversed(tokens):
        if token.role in ("verb", "either", "modifier") or (token.role == "stop" and len(token.text) > 1):
            return token.text
    return ""


def _trim(name: str) -> str:
    name = WHOLE.sub("", name.strip())
    while True:
        shorter = TRIM_END.sub("", name)
        if shorter == name or not shorter:
            return name
        name = shorter


def build_namer(resources: Resources, tagger: Tagger) -> Namer:
    """The namer, from the lexicon's classes `counted.*` and the defaults of the measure words."""
    lexicon = resources.lexicon
    roles = {form: role for role in ("stop", "modifier", "either", "noun") for form in lexicon.forms(f"counted.{role}")}
    defaults: dict[str, str] = {}
    for name in ("classifier.weak", "classifier.person", "classifier.turn", "classifier.thing"):
        defaults.update(lexicon.table(name))
    return Namer(tagger, roles, defaults, lexicon.forms("classifier.turn"), lexicon.forms("counted.event"))
