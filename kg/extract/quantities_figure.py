"""Read one figure: number, measure word and hedges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.extract.numerals import Number, parse_number
from kg.extract.quantities_limits import far_limit, says_where
from kg.extract.quantities_pattern import START, figure_pattern, hedge_pattern
from kg.extract.quantities_plausible import AGO, Judge
from kg.model import Bound
from kg.offsets import Span
from kg.resources import Resources

BEFORE_BAD = re.compile(r"(?:第|\d:\d\d |[A-Za-z.·_#№/@+&=]|\d[.:,时点]|[(]?\d{3,4}[)]?-|〔|[(]含)$")
ORDINALS = re.compile(r"第[\d一二三四五六七八九十百]{1,6}(?:[、至和到—-][\d一二三四五六七八九十百]{1,6})*[、至和到—-]$")
AT_LEAST = re.compile(r"(?:至少|最少|不少于)[^,。;\d]{1,6}(?:\d{1,4}[名个人位台辆次支间][^,。;\d]{1,8}、)*$")
AT_MOST = re.compile(
    r"(?:不超过|不高于|不得超过|最高|最多|至多)(?:按|提到|提高到|可达|达)?(?:每[人户名月日天年家亩个次])+$"
    r"|(?:最高|最多|至多)(?:可|能)?(?:按|达到?|提高?[到至]|给予|享受|补[助贴偿]?|奖励|贷款?|上浮|放宽至|返还)(?![^,。;、:]*[^最]高于)[^,。;、:\d]{0,8}$"
)
RECENT = frozenset(("年", "天", "日", "周", "个月", "月", "个星期", "年时间"))  # 近3年: the last three years
NEARLY = re.compile(r"[了达过历时用经续隔约需共]$")
TIME_UNITS = frozenset(("SEC", "HR", "DAY", "WK", "MO", "YR"))
HALVES = {"年": "YR", "月": "MO", "天": "DAY", "小时": "HR", "钟头": "HR", "星期": "WK", "学期": "NUM"}
LEVEL = re.compile(r"级(?=[^甲乙]?(?:强?地震|余震|左右|[,。、;\n]|的?强震))")
WIND = re.compile(r"级(?=[,、]?(?:以上)?(?:[大强阵台]?风|[,。、;]|左右))")
ROW_OF_NAMES = re.compile(r" \d{1,3} 万[一-鿿]{1,2} ")  # 37 万 芳: a surname
LEVELS = re.compile(r"(?:(?:中央|街[道乡镇]|社区|[省市县区乡镇村组州盟旗])(?:\([^)\n]{1,5}\))?、?){2,}$")  # 市县两级
TIERS = frozenset("两二三四五六2345")
NO_LEVELS = re.compile(r"级(?:体系|机制|网络|书记|联动|包|以|响应|[^,。;]{0,6}(?:体系|制度|机制|网络|制))")
OTHERS = re.compile(r"\((?:[省市县区旗州盟乡镇]|街道)(?:、(?:[省市县区旗州盟乡镇]|街道))*\)")  # 13省(区、市)
SERVED = re.compile(r"(?<![未不期圆])满$")  # 缴费满15年
YEARS = frozenset(("年", "个月"))
PASSED = re.compile(r"(?<![经通])过$")  # 进度已过九成
PART_OF = re.compile(r"(?:[达为超过足近约到的]|占[^,。;\d]{0,6})$")  # 占全省1/3 is a share, 3/4 may be a day
FLOWS = {"立方米": "M3-PER-SEC", "立方": "M3-PER-SEC", "方": "M3-PER-SEC", "米": "M-PER-SEC"}
PARTS = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}  # of a hundred
GROUPS = ("num", "naked", "of", "den", "half", "most", "nu2")
ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as read: span, values with their bounds (two for a range), unit, measure word.

    `number` is the span without the hedge before it, `thing` what is counted if the figure itself says it (12县).
    """

    span: Span
    values: tuple[tuple[Decimal, Bound], ...]
    unit: str
    classifier: str | None
    rule: str
    number: Span
    thing: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """What the measure word of a figure says: unit, factor into it, the word itself, the rule that read it."""

    unit: str
    rule: str
    factor: Decimal = ONE
    classifier: str | None = None
    thing: str = ""
    end: int = 0  # where a measure word outside the pattern ends
    bound: str = ""  # a hedge after such a word


@dataclass(frozen=True, slots=True)
class Hedge:
    """What stands before a figure: where it begins, the word (约, 近), and whether the figure is negative."""

    start: int
    word: str
    negative: bool
    both: bool = False  # 零下5至8度: the word holds for both ends of a range


@dataclass(frozen=True)
class FigureReader:
    """Finds figures. Tables come from the lexicon."""

    pattern: re.Pattern[str]
    hedge: re.Pattern[str]
    idiom: re.Pattern[str]
    judge: Judge
    before: Mapping[str, str]
    after: Mapping[str, str]

    def find(self, text: str) -> Iterator[Figure]:
        """Figures of `text` in order."""
        at = 0
        while begin := START.search(text, at):
            start = begin.start()
            idiom = self.idiom.match(text, start)
            match = None if idiom else self.pattern.match(text, start)
            if match is None:
                at = idiom.end() if idiom else start + 1
                continue
            figure = self._figure(text, match)
            # after a number that is no figure, read on behind it: 三五 of 十三五 is not tried
            at = figure.span.end if figure else max(start + 1, *(match.end(g) for g in GROUPS))
            if figure:
                yield figure

    def _figure(self, text: str, match: re.Match[str]) -> Figure | None:
        start = match.start()
        found = self.hedge.search(text, max(0, start - 6), start)
        hedge = Hedge(start, "", False)
        if found and found[0]:
            hedge = Hedge(found.start(), found["pre"] or "", bool(found["neg"]), found["neg"] in ("零下", "负"))
            start = found.start("neg") if found["neg"] else start
        if BEFORE_BAD.search(text, max(0, start - 6), start) or ORDINALS.search(text, max(0, start - 24), start):
            return None
        if match["num"]:
            return self._counted(text, match, hedge)
        if match["naked"]:
            return self._naked(text, match, hedge)
        if match["half"] and text[start - 1 : start] in ("上", "下"):
            return None  # 仅上半年
        if match["half"] and AGO.match(text, match.end("half") + len(match["hunit"])):
            return None
        if match["half"]:
            unit = match["hunit"].lstrip("个").lstrip("多")
            own = Bound.MORE_THAN if "多" in match["hunit"] else Bound.EXACT
            return self._make(match, hedge, Number(Decimal("0.5"), own), Measure(HALVES[unit], "half"))
        if match["nu2"] and not (hedge.word or match["post"] or PART_OF.search(text, max(0, start - 8), start)):
            return None
        share = _share(match)
        return self._make(match, hedge, share, Measure("PERCENT", "share")) if share else None

    def _counted(self, text: str, match: re.Match[str], hedge: Hedge) -> Figure | None:
        """A number with its measure word."""
        number, unit = parse_number(match["num"]), match["unit"]
        if number is None or not self.judge.counts(text, match, bool(hedge.word)):
            return None
        if unit == "日内":
            return self._make(match, hedge, Number(number.value, Bound.AT_MOST), Measure("DAY", "measure", ONE, "日"))
        if unit == "月":
            return self._make(match, hedge, number, Measure("MO", "measure", ONE, unit))
        if unit == "度" and text.endswith("烈度", 0, hedge.start):
            return self._make(match, hedge, number, Measure("NUM", "count", ONE, unit, "烈度"))
        if unit in FLOWS and text.endswith("每秒", 0, hedge.start):
            return self._make(match, hedge, number, Measure(FLOWS[unit], "measure", ONE, unit))
        if unit in self.judge.units:
            ident, factor = self.judge.units[unit]
            return self._make(match, hedge, number, Measure(ident, "measure", factor, unit))
        if unit in self.judge.bare and match["num"][-1] in "万亿":  # 56万乡村医生
            figure = self._make(match, hedge, number, Measure("NUM", "naked"))
            end = match.end("num")
            return replace(figure, span=Span(figure.span.start, end), number=Span(figure.number.start, end))
        if unit in self.judge.bare:
            others = OTHERS.match(text, match.end("unit"))
            end, thing = (others.end(), unit + others[0]) if others else (0, unit)
            return self._make(match, hedge, number, Measure("NUM", "count", thing=thing, end=end))
        return self._make(match, hedge, number, Measure("NUM", "count", ONE, unit))

    def _naked(self, text: str, match: re.Match[str], hedge: Hedge) -> Figure | None:
        """70多万返乡群众: a figure without measure word; 6.2级地震, 8级大风."""
        number = parse_number(match["naked"])
        end = match.end("top") if match["top"] else match.end("naked")
        if (
            number
            and match["naked"] in TIERS
            and text[end] == "级"
            and LEVELS.search(text, max(0, match.start() - 16), match.start())
            and (match["naked"] in ("两", "2") or text[match.start() - 1] not in "村组")
        ):
            levels = Measure("NUM", "count", thing="级", end=end + 1)
            return None if NO_LEVELS.match(text, end) else self._make(match, hedge, number, levels)
        if number is None or not match["naked"][0].isdigit():
            return None
        left, right = text[max(0, match.start() - 12) : match.start()], text[end : end + 6]
        if LEVEL.match(text, end) and ("地震" in right or "震" in left):
            level = Measure("Magnitude", "magnitude", thing="地震", end=end + 1)
            return self._make(match, hedge, number, self._past(text, level))
        if WIND.match(text, end) and "风" in left[-8:] + right:
            return self._make(
                match, hedge, number, self._past(text, Measure("NUM", "wind", ONE, "级", "风力", end + 1))
            )
        listed = match["naked"][-1] == "万" and ROW_OF_NAMES.match(text, match.start() - 1)
        several = match["naked"][-1] in "多余" and match["naked"][1:2].isdigit() and not match["top"]
        if (match["naked"][-1] in "万亿" or several) and text[end] != "元" and not listed:
            return self._make(match, hedge, number, Measure("NUM", "naked"))
        return None

    def _past(self, text: str, measure: Measure) -> Measure:
        """`measure` with the hedge that follows it: 9级以上."""
        word = text[measure.end : measure.end + 2]
        return replace(measure, end=measure.end + 2, bound=self.after[word]) if word in self.after else measure

    def _make(self, match: re.Match[str], hedge: Hedge, number: Number, measure: Measure) -> Figure:
        factor = -measure.factor if hedge.negative else measure.factor
        half = Decimal("0.5") if (match["mid"] or "").endswith("半") or match["post"] == "半" else Decimal(0)
        low, high = number.value + half, _top(match, number)
        where = says_where(match.string, hedge.start, measure.unit, match["post"])
        values: tuple[tuple[Decimal, Bound], ...] = (
            (_plain(low * factor), Bound(measure.bound) if measure.bound else self._bound(match, hedge, number, where)),
        )
        if high is not None:
            low *= _shared_scale(match, low)
            high *= -measure.factor if hedge.both or match["neg2"] else measure.factor
            ends = sorted((_plain(low * factor), _plain(high)))
            values = ((ends[0], Bound.AT_LEAST), (ends[1], Bound.AT_MOST))
        span = Span(hedge.start, max(match.start("post") if where else match.end(), measure.end))
        core = Span(hedge.start + len(hedge.word), span.end)
        return Figure(span, values, measure.unit, measure.classifier, measure.rule, core, measure.thing)

    def _bound(self, match: re.Match[str], hedge: Hedge, number: Number, where: bool) -> Bound:
        """The hedge that decides: a word before or after the figure, then 余 or 多 in it."""
        post = "" if where else match["post"] or ""
        hedges = (self.before.get(hedge.word), self.after.get(post))
        word = next((w for w in (*hedges, self.after.get(match["post2"] or "")) if w), None)
        recent = hedge.word == "近" and not NEARLY.search(match.string, max(0, hedge.start - 2), hedge.start)
        if recent and match["unit"] in RECENT:
            return number.bound
        if word:
            return Bound(word)
        if match["unit"] in ("成", "%") and PASSED.search(match.string, max(0, hedge.start - 2), hedge.start):
            return Bound.MORE_THAN
        if match["unit"] in YEARS and SERVED.search(match.string, max(0, hedge.start - 2), hedge.start):
            return Bound.AT_LEAST
        if AT_MOST.search(match.string, max(0, hedge.start - 12), hedge.start) and number.bound is Bound.EXACT:
            return Bound.AT_MOST
        lead = AT_LEAST.search(match.string, max(0, hedge.start - 24), hedge.start)
        if lead and number.bound is Bound.EXACT:
            return Bound.AT_LEAST
        unit = "%" if match["share"] else match["unit"] or ""
        limit = far_limit(match.string, hedge.start, unit, self.before) if number.bound is Bound.EXACT else None
        if limit:
            return limit
        more = match["post"] in ("多", "余") or (match["mid"] or "").endswith("多")
        return Bound.MORE_THAN if more else number.bound


def _share(match: re.Match[str]) -> Number | None:
    """百分之八十, 三分之一 and 过半 as parts of a hundred."""
    if match["most"]:
        more = match["most"] in ("过半", "大半")
        return Number(Decimal(50), Bound.MORE_THAN if more else Bound.EXACT)
    if match["of"]:
        number = parse_number(match["of"])
        return Number(number.value * PARTS[match["share"][0]], number.bound) if number else None
    whole, part = parse_number(match["den"] or match["den2"]), parse_number(match["nu"] or match["nu2"])
    if not whole or not part or not whole.value:
        return None
    return Number((part.value * 100 / whole.value).quantize(Decimal("1e-8")), part.bound)


def _top(match: re.Match[str], number: Number) -> Decimal | None:
    """The upper end of a range."""
    second = match["num2"] or match["top"]
    top = parse_number(second) if second else None
    return top.value if top else number.top


def _shared_scale(match: re.Match[str], low: Decimal) -> int:
    """3至5万元: the 万 belongs to both ends."""
    last = (match["num2"] or " ")[-1]
    scale = {"万": 10**4, "亿": 10**8}.get(last, 1)
    return scale if scale > 1 and match["num"][-1] not in "万亿" and not match["u1"] and low < scale else 1


def _plain(value: Decimal) -> Decimal:
    """The value without trailing zeros; a fraction (minutes in hours) to ten digits."""
    whole = value.to_integral_value()
    return whole.quantize(ONE) if value == whole else round(value, 10).normalize()


def build_reader(resources: Resources) -> FigureReader:
    """The reader, from the lexicon's units, measure words and number words."""
    lexicon = resources.lexicon
    units = {form: _unit(value) for name in ("unit", "unit.weak") for form, value in lexicon.table(name).items()}
    judge = Judge(units, lexicon.forms("classifier.weak", "unit.weak"), lexicon.forms("classifier.bare"))
    idiom = re.compile(lexicon.alternation("number.idiom"))
    before, after = lexicon.table("number.before"), lexicon.table("number.after")
    return FigureReader(figure_pattern(lexicon), hedge_pattern(lexicon), idiom, judge, before, after)


def _unit(value: str) -> tuple[str, Decimal]:
    """KiloGM*0.5 → the unit and the factor of its measure word."""
    if "*" in value:
        ident, factor = value.split("*")
        return ident, Decimal(factor)
    if "/" in value:
        ident, part = value.split("/")
        return ident, 1 / Decimal(part)
    return value, ONE
