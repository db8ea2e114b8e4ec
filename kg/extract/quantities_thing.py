"""What a figure counts: the noun phrase after its measure word, or before the figure, or the verb."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.extract.quantities_figure import TIME_UNITS, Figure
from kg.extract.quantities_phrase import ACTS, backward, forward, joined, subject, verb
from kg.extract.quantities_words import REACH, Tagger, Token, Words
from kg.resources import Resources

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
STUFF = frozenset(("Mu", "HA", "TONNE", "KiloGM", "GM", "L", "MilliL", "M3", "M2", "KiloM2", "KiloM", "M"))
FLOWING = frozenset(("M3", "M3-PER-SEC", "DEG_C", "MilliM"))
UNNAMED = {"CNY": "资金", "PERCENT": "比例"}


@dataclass(frozen=True, slots=True)
class Window:
    """Where a figure's thing may stand: between the figure (or sentence) before and the one after."""

    start: int
    stop: int
    previous: str = ""  # what the figure before counts, for 5000户15000余人


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
        right = self.words.after(text, figure.span.end, window.stop)
        name = self._after(text, figure, right, window.stop)
        if name.startswith(ABSTRACT):
            return None, False
        if name and figure.unit in ("NUM", "CNY"):
            return self._befallen(name, right, unit), True
        if figure.rule == "naked":
            return None, False
        if window.start == figure.span.start and window.previous and unit in ("人", "户"):
            return window.previous, True
        left = self.words.before(text, figure.span.start, window.start)
        first = backward(left)
        name = joined(left[first:])
        if figure.unit != "NUM":
            return self._measured(figure, left, right), True
        if unit == "户" and all(t.role != "noun" for t in left[first:]):
            return "户", False
        if name and not (unit in ("户", "人") and VILLAGE.search(name)):
            return self._acted(name, left[first:], unit), True
        clause = self._relative(text, figure.span.end, window.stop)
        return (clause, True) if clause else (self._by_verb(unit, verb(left[:first]), right), False)

    def _acted(self, name: str, tokens: Sequence[Token], unit: str) -> str:
        """失踪4人 → 失踪人员, 新增5例 → 新增病例: what an act alone leaves unsaid."""
        default = self.defaults.get(unit, "")
        if default in ("人员", "病例") and all(t.role in ACTS for t in tokens):
            return name + default
        return name

    def named_after(self, text: str, at: int, stop: int) -> str:
        """The noun phrase that begins at `at`, or ""."""
        tokens = self.words.after(text, at, stop)
        return joined(tokens[: forward(tokens)])

    def halves(self, name: str) -> tuple[str, str]:
        """37所寄宿制学校师生17870人: which part of a phrase between two figures belongs to which; the whole if it is one."""
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
        grade = GRADE.match(text, at, stop)
        if grade:
            tokens = self.words.after(text, grade.end(), stop)
            return grade[0] + joined(tokens[: forward(tokens)])
        size = forward(tokens, turn=unit in self.turns)
        if unit in WHOLE_THINGS and [t.role for t in tokens[:size]][-2:] == ["noun", "modifier"]:
            size -= 1
        of = any(t.role == "of" for t in tokens[:size])
        if unit == "人" and tokens and tokens[0].role in ("either", "verb") and not of:
            return ""
        name = joined(tokens[:size])
        if name and tokens[0].role in ("either", "verb") and not of and (clause := self._relative(text, at, stop)):
            return clause
        if unit in self.turns and not name:
            match = OBJECT_AFTER.match(text, at, min(stop, at + REACH))
            tokens = self.words.after(text, match.end(), stop) if match else []
            return joined(tokens[: forward(tokens, turn=True)])
        return name

    def _befallen(self, name: str, right: Sequence[Token], unit: str) -> str:
        """13个乡镇大面积停电 → 停电乡镇: what befell the counted thing says which ones are meant."""
        size = 0
        for i, token in enumerate(right):
            if size == len(name):
                near = right[i : i + 2]
                event = next((t.text for t in near if t.text in self.events), None)
                plain = event and (near[0].text == event or near[0].role in ("stop", "weak"))
                return f"{event}{name}" if plain and unit not in self.turns else name
            size += len(token.text)
        return name

    def _relative(self, text: str, at: int, stop: int) -> str:
        """The head of a relative clause that follows a figure: 185个可在网上办理的缴费事项; "" if there is none."""
        match = RELATIVE.match(text, at, stop)
        head = self.named_after(text, match.end(), stop) if match else ""
        if not match or not head:
            return ""
        inner = self.words.tokens(match[0])
        plain = len(match[0]) < LONG_CLAUSE and all(t.role not in ("stop", "weak") for t in inner)
        return match[0] + head if plain else head

    def _measured(self, figure: Figure, left: Sequence[Token], right: Sequence[Token]) -> str:
        """What a measure (money, time, length) is of."""
        first = backward(left)
        name, act = joined(left[first:]), verb(left[:first])
        follows = "".join(t.text for t in right[: forward(right, turn=True)])
        if figure.classifier in ("岁", "周岁"):
            return "年龄"
        if figure.unit in TIME_UNITS:
            return follows or name or subject(left[:first]) or act or "时间"
        direct = joined(right[: forward(right)])
        if direct and figure.unit in STUFF:
            return direct
        if name and figure.unit in FLOWING:
            return (act if len(act) == 2 and act not in self.words.tail else "") + name
        return name or act or follows or UNNAMED.get(figure.unit, "数量")

    def _by_verb(self, unit: str, act: str, right: Sequence[Token]) -> str | None:
        """A name made of the verb and of what the measure word stands for: 新增5例 → 新增病例."""
        default = self.defaults.get(unit, "")
        if default == "人员" and right and right[0].role in ACTS:
            act = right[0].text
        if unit in self.turns or not default:
            return act or default or "".join(t.text for t in right[:1] if t.role == "weak") or unit or None
        return default if act[-1:] == default[:1] else act + default


def build_namer(resources: Resources, tagger: Tagger) -> Namer:
    """The namer, from the lexicon's classes `counted.*` and the defaults of the measure words."""
    lexicon = resources.lexicon
    roles = {form: role for role in ("stop", "modifier", "either", "noun") for form in lexicon.forms(f"counted.{role}")}
    defaults: dict[str, str] = {}
    for name in ("classifier.weak", "classifier.person", "classifier.turn", "classifier.thing"):
        defaults.update(lexicon.table(name))
    words = Words(tagger, roles, lexicon.forms("counted.tail"))
    return Namer(words, defaults, lexicon.forms("classifier.turn"), lexicon.forms("counted.event"))
