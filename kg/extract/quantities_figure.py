"""Read one figure: number, measure word and hedges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kg.extract.numerals import Number, parse_number
from kg.extract.quantities_pattern import figure_pattern
from kg.model import Bound
from kg.offsets import Span
from kg.resources import Resources

BEFORE_BAD = re.compile(r"(?:第|[A-Za-z.·_#№/@+&=]|\d[.:,时点]|[(]?\d{3,4}[)]?-|〔)$")
AFTER_ORDINAL = re.compile(r"号|#|[A-Za-z]|[.:]\d|\)?、")
HALF_UNIT = {
    "年": ("YR", "0.5"),
    "月": ("MO", "0.5"),
    "天": ("DAY", "0.5"),
    "小时": ("HR", "0.5"),
    "钟头": ("HR", "0.5"),
    "星期": ("WK", "0.5"),
    "学期": ("NUM", "0.5"),
}
ONE = frozenset("家支所辆架艘栋座台幢例户名位")
ONE_TURN = frozenset(("轮", "次"))
ONE_TURN_BEFORE = re.compile(r"(?:[开进]展?行?|每天|每日|每周|每月|每年|天|周|小时|至少|再|组织|开展)$")
NEVER_BEFORE = re.compile(r"(?:[新这上下本每同某另哪逐那任头首又唯]|任何|不|统|之|专|万无)$")
AT_LEAST = re.compile(r"(?:至少|最少|不少于)[^,。;\d]{1,6}(?:\d{1,4}[名个人位台辆次支间][^,。;\d]{1,8}、)*$")
SHARE_BEFORE = re.compile(r"(?:[过达占近超有为升降增减到的]|[下上]调|比例|[^一-鿿])$")
TIME_UNITS = frozenset(("SEC", "HR", "DAY", "WK", "MO", "YR"))
LEVEL = re.compile(r"级(?=[^甲乙]?(?:强?地震|余震|[左]右|[,。、;\n]|的?强震))")
WIND = re.compile(r"级(?=[,、]?(?:以上)?(?:[大强阵台]?风|[,。、;]|左右))")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as read: span, values with their bounds (two for a range), unit, measure word."""

    span: Span
    values: tuple[tuple[Decimal, Bound], ...]
    unit: str
    classifier: str | None
    rule: str
    number: Span
    thing: str = ""
    confidence: float = 0.9


@dataclass(frozen=True)
class FigureReader:
    """Finds figures. Tables come from the lexicon."""

    pattern: re.Pattern[str]
    idiom: re.Pattern[str]
    units: Mapping[str, tuple[str, Decimal]]
    before: Mapping[str, str]
    after: Mapping[str, str]
    weak: frozenset[str]
    bare: frozenset[str]

    def find(self, text: str) -> Iterator[Figure]:
        """Figures of `text` in order."""
        at = 0
        while match := self.pattern.search(text, at):
            figure = self._figure(text, match)
            if figure is None:
                at = max(self._skip(text, match), match.start() + 1)
            else:
                yield figure
                at = figure.span.end

    def _skip(self, text: str, match: re.Match[str]) -> int:
        """Where to read on after a match that is no figure: after the number, so that 三五 of 十三五 is not tried."""
        group = next((g for g in ("num", "naked", "of", "nu", "half", "most") if match[g]), None)
        end = match.end(group) if group else match.end()
        idiom = self.idiom.match(text, match.start(group) if group else match.start())
        return max(end, idiom.end()) if idiom else end

    def _figure(self, text: str, match: re.Match[str]) -> Figure | None:
        group = next(g for g in ("num", "naked", "of", "den", "half", "most") if match[g])
        start = match.start("share") if group == "of" else match.start(group)
        if match["neg"]:
            start = match.start("neg")
        if BEFORE_BAD.search(text, max(0, start - 6), start) or self.idiom.match(text, start):
            return None
        if group == "num":
            return self._counted(text, match, start)
        if group == "naked":
            return self._naked(text, match)
        return self._share(text, match, group)

    def _share(self, text: str, match: re.Match[str], group: str) -> Figure | None:
        """百分之八十, 三分之一, 半年, 过半."""
        if group == "of":
            number = parse_number(match["of"])
            part = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}[match["share"][0]]
            value = number.value * part if number else None
        elif group == "den":
            low, high = parse_number(match["den"]), parse_number(match["nu"])
            value = (
                (high.value * 100 / low.value).quantize(Decimal("1e-8")).normalize()
                if low and high and low.value
                else None
            )
        elif group == "most":
            value = Decimal(50)
        else:
            return self._half(match)
        if value is None:
            return None
        own = Bound.MORE_THAN if match[group] in ("过半", "大半") else Bound.EXACT
        return self._make(match, Number(value, own), "PERCENT", Decimal(1), None, "share")

    def _half(self, match: re.Match[str]) -> Figure | None:
        unit = match["hunit"].lstrip("个").lstrip("多")
        ident, value = HALF_UNIT[unit]
        own = Bound.MORE_THAN if "多" in match["hunit"] else Bound.EXACT
        return self._make(match, Number(Decimal(value), own), ident, Decimal(1), None, "half")

    def _counted(self, text: str, match: re.Match[str], start: int) -> Figure | None:
        number, unit = parse_number(match["num"]), match["unit"]
        if number is None:
            return None
        han = not match["num"][0].isdigit()
        if unit == "日内":
            return self._make(match, number, "DAY", Decimal(1), "日", "measure", bound=Bound.AT_MOST)
        rest = text[match.end("unit") : match.end("unit") + 6]
        if not self._plausible(text, match, start, han):
            return None
        if unit in self.bare and (
            han
            or (number.value >= 10000 and match["num"].isdigit())
            or rest.startswith(("人", "长", "委", "热线", "服务", "道"))
        ):
            return None
        if unit == "届" and number.value > 100:
            return None
        if unit in self.units:
            ident, factor = self.units[unit]
            if ident == "YR" and not han and number.value >= 1000:
                return None
            return self._make(match, number, ident, factor, unit, "measure")
        if unit == "月":
            return self._make(match, number, "MO", Decimal(1), "月", "measure")
        thing = unit if unit in self.bare else ""
        return self._make(match, number, "NUM", Decimal(1), None if thing else unit, "count", thing)

    def _plausible(self, text: str, match: re.Match[str], start: int, han: bool) -> bool:
        """Whether a number and its measure word are a count, and not an ordinary word (一起, 一面, 十分)."""
        unit, num = match["unit"], match["num"]
        hedged = bool(match["pre"] or match["post"] or match["mid"])
        after = text[match.end("unit") : match.end("unit") + 3]
        if unit == "单" and after[:1] == "元":
            return False
        if after[:1] in ("号", "#") or (unit == "年" and after[:1] == "代"):
            return False
        if num == "两" and unit in ("天", "年") and text[max(0, start - 1) : start] in ("这", "那"):
            return False
        if not han:
            return not (num.startswith("0") and len(num) > 1 and "." not in num)
        if NEVER_BEFORE.search(text, max(0, start - 2), start) and len(num) == 1 and num == "一":
            return False
        if num in ("万", "千", "百", "亿", "百万", "千万", "亿万", "千亿") or (
            after.startswith(("一", "之", "两")) and num == "一"
        ):
            return False
        if unit == "成":
            return hedged or bool(SHARE_BEFORE.search(text, max(0, start - 3), start))
        if len(num) == 1 and unit in self.weak:
            return hedged
        if num == "一":
            return hedged or self._one(text, match, start, after)
        return True

    def _one(self, text: str, match: re.Match[str], start: int, after: str) -> bool:
        """一家医院 counts, 一个缩影 and 一次性 do not."""
        unit = match["unit"]
        if unit in ONE:
            return not after.startswith(unit) and bool(after)
        if unit in ONE_TURN:
            return bool(ONE_TURN_BEFORE.search(text, max(0, start - 4), start)) and not after.startswith(("性", "又"))
        if unit in self.units:
            ident = self.units[unit][0]
            if ident in ("YR", "DAY"):
                return after.startswith(("内", "之内", "以内", "以上", "半"))
            return not after.startswith(("线", "化", "制"))
        return False

    def _naked(self, text: str, match: re.Match[str]) -> Figure | None:
        """960多万贫困群众: a figure without measure word; 6.2级地震, 8级大风."""
        num = match["naked"]
        number = parse_number(num)
        if number is None or not num[0].isdigit():
            return None
        end = match.end("top") if match["top"] else match.end("naked")
        if LEVEL.match(text, end) and (
            "地震" in text[end : end + 6] or "震" in text[max(0, match.start() - 12) : match.start()]
        ):
            return self._make(match, number, "Magnitude", Decimal(1), None, "magnitude", "地震", extra=1)
        if WIND.match(text, end) and "风" in text[max(0, match.start() - 8) : end + 6]:
            return self._make(match, number, "NUM", Decimal(1), "级", "wind", "风力", extra=1)
        if num[-1] in "万亿" and text[end] not in "元":
            return self._make(match, number, "NUM", Decimal(1), None, "naked")
        return None

    def _make(
        self,
        match: re.Match[str],
        number: Number,
        unit: str,
        factor: Decimal,
        classifier: str | None,
        rule: str,
        thing: str = "",
        extra: int = 0,
        bound: Bound | None = None,
    ) -> Figure:
        sign = -1 if match["neg"] else 1
        half = Decimal("0.5") if (match["mid"] or "").endswith("半") or match["post"] == "半" else Decimal(0)
        bound = bound or self._bound(match, number)
        values = [((number.value + half) * factor * sign, bound)]
        second = match["num2"] or match["top"]
        top = parse_number(second) if second else None
        high = top.value if top else number.top
        if high is not None and match["num2"] and match["num2"][-1] in "万亿" and match["num"][-1] not in "万亿%":
            scale = {"万": 10**4, "亿": 10**8}[match["num2"][-1]]
            if number.value < scale and not match["u1"]:
                values[0] = (values[0][0] * scale, bound)
        if high is not None:
            values = [(values[0][0], Bound.AT_LEAST), (high * factor * sign, Bound.AT_MOST)]
        span = Span(
            match.start(),
            match.end() + (extra if match["naked"] and match.end() == max(match.end("naked"), match.end("top")) else 0),
        )
        core = Span(match.start("pre") + len(match["pre"]) if match["pre"] else match.start(), span.end)
        return Figure(span, tuple((_plain(v), b) for v, b in values), unit, classifier, rule, core, thing)

    def _bound(self, match: re.Match[str], number: Number) -> Bound:
        """The hedge that decides: a word before or after the figure, then 余 or 多 in it."""
        words = (
            self.before.get(match["pre"] or ""),
            self.after.get(match["post"] or ""),
            self.after.get(match["post2"] or ""),
        )
        for word in words:
            if word:
                return Bound(word)
        lead = AT_LEAST.search(match.string, max(0, match.start() - 24), match.start())
        if lead and number.bound is Bound.EXACT:
            return Bound.AT_LEAST
        if match["post"] in ("多", "余") or (match["mid"] or "").endswith("多"):
            return Bound.MORE_THAN
        return number.bound


def _plain(value: Decimal) -> Decimal:
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole else value.normalize()


def build_reader(resources: Resources) -> FigureReader:
    """The reader, from the lexicon's units, measure words and number words."""
    lexicon = resources.lexicon
    units = {form: _unit(value) for name in ("unit", "unit.weak") for form, value in lexicon.table(name).items()}
    return FigureReader(
        figure_pattern(lexicon),
        re.compile(lexicon.alternation("number.idiom")),
        units,
        lexicon.table("number.before"),
        lexicon.table("number.after"),
        lexicon.forms("classifier.weak", "unit.weak"),
        lexicon.forms("classifier.bare"),
    )


def _unit(value: str) -> tuple[str, Decimal]:
    """KiloGM*0.5 → the unit and the factor of its measure word."""
    if "*" in value:
        ident, factor = value.split("*")
        return ident, Decimal(factor)
    if "/" in value:
        ident, part = value.split("/")
        return ident, 1 / Decimal(part)
    return value, Decimal(1)
