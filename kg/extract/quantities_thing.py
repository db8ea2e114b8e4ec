"""What a figure counts: the noun phrase after its measure word, or before the figure, or the verb."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.extract.quantities_figure import Figure
from kg.extract.quantities_measure import measured, money
from kg.extract.quantities_phrase import ACTS, KIND, PERSON, PLACE, backward, forward, joined, subject, verb
from kg.extract.quantities_words import BLANKS, REACH, Tagger, Token, Words
from kg.resources import Resources

QUOTED = re.compile(r"[“「]([^”」,。\n]{1,14})[”」]")
SOMEONE = re.compile(r"人(?![工员民大才口群均次体社事家生文类力道参身])")
GRADE = re.compile(
    r"(?:[A-Z\dⅠ-Ⅴ一二三四五]{1,3}[级类]|[一二三]级甲等|副?[县处科厅][处科]?级|规模|[\d一二三四五六七八九十]+岁"
    r"|[\d.]+万?(?:千瓦|吨|亩|公斤|平方米|米)级?)(?:及|\(含\))?以[上下]"
)
RELATIVE = re.compile(r"[^,。;:、()\d]{1,10}?的(?=[一-鿿])")
OBJECT_AFTER = re.compile(r"(?:对|向|将|把|为)?[^,。;]{0,20}?(?:进行|开展|实施|组织|召开|举行|举办)(?:了|过)?")
VILLAGE = re.compile(r"(?:[县市区乡镇村寨屯组]|社区|小区)$")
LONG_CLAUSE = 8  # characters of a relative clause that stays in the name
WHOLE_THINGS = frozenset("家名位人户辆台支所座栋艘架")  # they count things and people, never acts
ABSTRACT = ("方面", "字", "关键字", "关键词")  # 从五个方面 counts nothing but the items of a list
HAPPENS = frozenset(("出现", "发生", "遭受", "遭遇"))
RATE = ("标准", "频率", "频次", "速度", "比例", "要求", "规模", "原则", "力度")  # 以每天3次的频率
NO_ACT = re.compile(
    r"[可在被由对向从以因为将按把均都也不没未已正全左其分同]|之|用于|来自|参[与加]|位于|属于|达到|实现|完成|进行|涉及|得到|受到|获得"
)
VARIOUS = frozenset("各型 各类 各种 各式 各级 各项 不同 多种 多个 其他 其它".split())  # noqa: SIM905
TEAM = re.compile(r"的[^,。;、]{0,10}?(?:队|组|团|班子|专班)")  # 20人的巡山队
WIDE = re.compile(
    r"(?:中央|国家|政府|全[国省市县区州]|我[国省市县区])$"
)  # whose things they are, never what is counted
MAKING = frozenset(("建设", "立案查办", "查办", "供应"))  # 建设集中育秧设施8个
LIGHT = frozenset("得到 受到 接受 获得 进行 获 受 遭 遭受 遭到 被 已 均 正在 实现".split())  # noqa: SIM905
PEOPLE = frozenset("名位人户")
OPEN = frozenset("名位项条件份批场次篇期辆台艘架部")  # 三项安全生产的措施, but 两个工作组 in 两个工作组的骨干


@dataclass(frozen=True, slots=True)
class Window:
    """Where a figure's thing may stand: between the figure (or sentence) before and the one after."""

    start: int
    stop: int
    previous: str = ""  # what the figure before counts, for 800户2600余人 and 30吨,同比增加5吨


@dataclass(frozen=True)
class Namer:
    """Finds the name of a counted thing.

    `defaults` say what a measure word stands for if nothing is named (例: 病例), `turns` are measure words of acts,
    `events` what may befall a counted thing.
    """

    words: Words
    defaults: Mapping[str, str]
    turns: frozenset[str]
    events: frozenset[str]

    def thing(self, text: str, figure: Figure, window: Window) -> tuple[str | None, bool]:
        """What `figure` counts.

        Returns:
            The name, or None if the figure counts nothing; and whether the text names the thing next to the figure (if
            not, the name is a verb or what the measure word stands for).
        """
        unit = figure.classifier or ""
        right = self._right(text, figure, window.stop)
        if figure.unit == "CNY" and (sum_of := money(right)):
            return sum_of, True
        name = self._after(text, figure, right, window.stop)
        if name.startswith(ABSTRACT):
            return None, False
        if name.startswith(RATE):
            name, right = "", []
        if name and figure.unit in ("NUM", "CNY"):
            return self._befallen(name, right, unit), True
        if figure.rule == "naked":
            return None, False
        if window.start == figure.span.start and window.previous and unit in ("人", "户"):
            return window.previous, True
        left = self.words.before(text, figure.span.start, window.start)
        if unit == "人" and right and right[0].text in self.events and all(t.role != "noun" for t in left):
            return f"{right[0].text}人员", True
        first = backward(left)
        if len(left) - first > 2 and left[first].text in MAKING:
            first += 1
        name = joined(left[first:])
        if figure.unit != "NUM":
            said = text[figure.span.end : min(window.stop, figure.span.end + 4)]
            return measured(figure, left, right, said, self.words) or window.previous or "数量", True
        if unit == "户" and all(t.role != "noun" for t in left[first:]):
            return "户", False
        named = any(t.role == "noun" for t in left[first:])
        clause = "" if named else self._relative(text, figure.span.end, window.stop)
        if clause:
            return clause, True
        if name and not (unit in ("户", "人") and VILLAGE.search(name)) and name not in self.defaults:
            return self._acted(name, left[first:], unit), named
        act = verb(left[:first])
        if act in self.words.changes and (grown := subject(left[:first])):
            return grown, True
        person = self.defaults.get(unit) in ("人员", "病例")
        earlier = "" if person else self._object(text, window.start, figure.span.start, act)
        return (earlier, True) if earlier else (self._by_verb(unit, act, right), False)

    def _right(self, text: str, figure: Figure, stop: int) -> list[Token]:
        """The words after a figure; none where it ends its sentence or only describes what follows (800人的学校)."""
        of = figure.classifier == "人" and text.startswith("的", figure.span.end)
        if (of and not TEAM.match(text, figure.span.end, stop)) or _breaks(text, figure):
            return []
        tokens = self.words.after(text, figure.span.end, stop)
        while tokens and (tokens[0].text in VARIOUS or (tokens[0].text == "各" and len(tokens) > 1)):
            tokens = tokens[2 if tokens[0].text == "各" and len(tokens[1].text) == 1 else 1 :]
        return tokens

    def _object(self, text: str, start: int, end: int, act: str) -> str:
        """What the same verb had as its object shortly before: 设置观察室,即设置5个."""
        last = text.rfind(act, start, end) if len(act) > 1 else -1
        first = text.rfind(act, max(start, last - REACH), last) if last >= 0 else -1
        return self.named_after(text, first + len(act), last) if first >= 0 else ""

    def _acted(self, name: str, tokens: Sequence[Token], unit: str) -> str:
        """失踪4人 → 失踪人员, 新增5例 → 新增病例: what an act alone leaves unsaid."""
        default = self.defaults.get(unit, "")
        if default in ("人员", "病例") and all(t.role in ACTS or WIDE.search(t.text) for t in tokens):
            return name + default
        return name

    def named_after(self, text: str, at: int, stop: int) -> str:
        """The noun phrase that begins at `at`, or ""."""
        tokens = self.words.after(text, at, stop)
        return joined(tokens[: forward(tokens)])

    def halves(self, name: str) -> tuple[str, str]:
        """4所乡村小学教职工260人: which part of a phrase between two figures belongs to which; the whole if it is one."""
        tokens = self.words.tokens(name)
        first = len(tokens) - 1
        while first > 0 and tokens[first - 1].role != "noun":
            first -= 1
        if first <= 0:
            return name, name
        return "".join(t.text for t in tokens[:first]), "".join(t.text for t in tokens[first:])

    def _after(self, text: str, figure: Figure, tokens: list[Token], stop: int) -> str:
        """The noun phrase that follows a figure, or ""."""
        unit, at = figure.classifier or "", figure.span.end
        quoted = QUOTED.match(text, at, stop)
        if quoted:
            return self.named_after(text, quoted.end(), stop) or quoted[1]
        if unit == "个" and SOMEONE.match(text, at, stop):
            return "人"
        grade = GRADE.match(text, at, stop)
        if grade:
            tokens = self.words.after(text, grade.end(), stop)
            return grade[0] + joined(tokens[: forward(tokens)])
        size = forward(tokens, turn=unit in self.turns, of=unit in OPEN)
        if unit in WHOLE_THINGS and [t.role for t in tokens[:size]][-2:] == ["noun", "modifier"]:
            size -= 1
        if unit in PEOPLE:
            size = next((k for k in range(size, 0, -1) if PERSON.search(tokens[k - 1].text)), size)
        if unit in WHOLE_THINGS - PEOPLE and all(t.role in ACTS for t in tokens[:size]):
            size = 0
        of = any(t.role == "of" for t in tokens[:size])
        if unit == "人" and tokens and tokens[0].role in ("either", "verb") and not of:
            return ""
        name = joined(tokens[:size]) + self._quote(text, at, stop, tokens, size)
        nouns = [t for t in tokens[:size] if t.role == "noun"]
        if all(t.place or WIDE.search(t.text) for t in nouns):
            longer = self._governed(text, figure, tokens) or (self._relative(text, at, stop) if name else "")
            if longer:
                return longer
        owned = size < len(tokens) and tokens[size].role == "of" and not tokens[size - 1].quality
        plain = owned and tokens[size - 1].role == "noun"  # 8户受灾房屋的评估
        acts = bool(name) and tokens[0].role in ("either", "verb") and not of and not plain
        if acts and (clause := self._relative(text, at, stop)):
            return clause
        if unit in self.turns and not name:
            match = OBJECT_AFTER.match(text, at, min(stop, at + REACH))
            tokens = self.words.after(text, match.end(), stop) if match else []
            return joined(tokens[: forward(tokens, turn=True)])
        return name

    def _quote(self, text: str, at: int, stop: int, tokens: Sequence[Token], size: int) -> str:
        """一所江北版“小汤山”医院: the quoted word, and the noun after it, that a name runs into."""
        if not size or not KIND.search(tokens[size - 1].text):
            return ""
        end = at + sum(len(t.text) for t in tokens[:size])
        match = QUOTED.match(text, end, stop)
        return f"“{match[1]}”{self.named_after(text, match.end(), stop)}" if match else ""

    def _governed(self, text: str, figure: Figure, tokens: Sequence[Token]) -> str:
        """梳理8个线下延期办理事项: behind a figure that is an object, verbs of two characters before a noun stand in the name."""
        if figure.unit != "NUM" or (figure.classifier or "") in PEOPLE | self.turns:
            return ""
        before = self.words.before(text, figure.span.start, max(0, figure.span.start - 8))
        if not before or before[-1].role not in ("stop", "weak", "and", *ACTS):
            return ""
        for i, token in enumerate(tokens[:6]):
            if token.role == "noun" and i:
                last = i + 1 < len(tokens) and tokens[i + 1].role == "noun"
                return joined(tokens[: i + 1 + last])
            if len(token.text) != 2 or token.role not in ("stop", *ACTS) or NO_ACT.match(token.text):
                return ""
        return ""

    def _befallen(self, name: str, right: Sequence[Token], unit: str) -> str:
        """5个乡镇停水 → 停水乡镇: what befell the counted thing says which ones are meant."""
        size = 0
        for i, token in enumerate(right):
            if size == len(name):
                near = right[i : i + 2]
                return name if unit in self.turns else self._event(name, near, right[i + 1 :])
            size += len(token.text)
        return name

    def _event(self, name: str, near: Sequence[Token], rest: Sequence[Token]) -> str:
        """`name` with what the words after it say of it: 停水乡镇, 风险下调县, 出现暴雨的区县."""
        event = next((t.text for t in near if t.text in self.events), None)
        if event and near[0].text == event and _names(near[1:]):
            return name
        if event and (near[0].text == event or near[0].role in ("stop", "weak")):
            return f"{event}{name}"
        if not PLACE.search(name) or not near:
            return name
        if event and near[0].role == "noun":
            return f"{near[0].text}{event}{name}"
        what = joined(rest[: forward(rest)]) if near[0].text in HAPPENS else ""
        return f"{near[0].text}{what}的{name}" if what else name

    def _relative(self, text: str, at: int, stop: int) -> str:
        """The head of a relative clause that follows a figure: 40个可在窗口领取的表格; "" if there is none."""
        match = RELATIVE.match(text, at, stop)
        head = self.named_after(text, match.end(), stop) if match else ""
        if not match or not head:
            return ""
        inner = self.words.tokens(match[0])
        inner = inner[1:] if match[0][0] in "因受遭" else inner
        plain = len(match[0]) < LONG_CLAUSE and all(t.role not in ("stop", "weak") for t in inner)
        return match[0] + head if plain else head

    def _by_verb(self, unit: str, act: str, right: Sequence[Token]) -> str | None:
        """A name made of the verb and of what the measure word stands for: 新增5例 → 新增病例."""
        default = self.defaults.get(unit, "")
        acts = [t for t in right[:4] if t.text not in LIGHT]
        if default == "人员" and acts and acts[0].role in ACTS:
            act = acts[0].text
        if unit in self.turns or not default:
            return act or default or "".join(t.text for t in right[:1] if t.role == "weak") or unit or None
        return act + default if default in ("人员", "病例") else default


def _breaks(text: str, figure: Figure) -> bool:
    """Whether a blank right after the figure ends the sentence: a page that puts none before or in it."""
    blank = text[figure.span.end : figure.span.end + 1] in tuple(BLANKS)
    return blank and figure.span.start > 0 and not set(text[figure.span.start - 1 : figure.span.end]) & set(BLANKS)


def _names(tokens: Sequence[Token]) -> bool:
    """Whether a noun comes first: 搬迁 in 搬迁群众 is no event."""
    return bool(tokens) and tokens[0].role == "noun"


def build_namer(resources: Resources, tagger: Tagger) -> Namer:
    """The namer, from the lexicon's classes `counted.*` and the defaults of the measure words."""
    lexicon = resources.lexicon
    roles = {form: role for role in ("stop", "modifier", "either", "noun") for form in lexicon.forms(f"counted.{role}")}
    defaults: dict[str, str] = {}
    for name in ("classifier.weak", "classifier.person", "classifier.turn", "classifier.thing"):
        defaults.update(lexicon.table(name))
    tail, changes, spending = (lexicon.forms(f"counted.{c}") for c in ("tail", "change", "money"))
    words = Words(tagger, roles, tail, changes, spending)
    return Namer(words, defaults, lexicon.forms("classifier.turn"), lexicon.forms("counted.event"))
