"""Figures of a report: how much of what, how exactly, counted over what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

import rjieba

from kg.extract.quantities_figure import Figure, FigureReader, build_reader
from kg.extract.quantities_missing import Holes, build_holes
from kg.extract.quantities_names import Cursor, named
from kg.extract.quantities_scope import scope_of, totals_of
from kg.extract.quantities_thing import Namer, build_namer
from kg.model import Bound, Claim, Extractor, Kind, Mention, Page, QuantityForm
from kg.offsets import Span
from kg.resources import Resources

QUOTED = re.compile(r"[“‘「\"][^”’」\",。;\n]{1,12}[”’」\"]|《[^》\n]{1,60}》|https?://[!-~]+")
NUMBERED = re.compile(r"[一二三四五六七八九十百千万两]")  # 六道河镇, 三河市: the number is part of a name
CALLED = re.compile(
    r"(?:以下|下文)?[简统合]称[为作]?[“\"]?(?=[一-鿿]*[一二两三四五六七八九十][项个类种条大方级])([一-鿿]{3,12})[”\"]?\)"
)
RULES = re.compile(r"(?:具体|政策|惠企|硬核|支持|有力|工作|优惠|扶持|帮扶|防控|务实)*(?:措施|举措|政策)$")
MEASURES = "措施"
RULE_WORDS = frozenset("条项")
BESIDE = re.compile(r"[^,。;:!?\n\d]{1,16}?[、和及与][^,。;:!?\n\d]{0,6}")
COUNTED = re.compile(r"[两\d二三四五六七八九十]+(?:余|多)?[项版份部件个套类种](?=[一-鿿])")
SUMS = re.compile(
    r"(?:资金|贷款|补[贴助偿]|投资|基金|债券|经费|款项?|产值|收入|利润|奖励|[房]?租金?|工资|税收?|费|费用|债务?)$"
)  # 4亿资金
CONFIDENCE, LOST_CONFIDENCE = 0.9, 0.7
SURELY_FROM = 20  # a large figure of 医疗机构 repeats that of 二级及以上医疗机构
LASTING = frozenset(("DAY", "HR", "WK", "MO", "YR"))
SERVICE = re.compile(r"终端|设备|热线|电话|自助|时间")
DAY_LONG, UNSAID = 24, "时间"
REPEAT_FROM = 5  # a repeated small count of slightly different things is not taken for a repetition


@dataclass(frozen=True)
class Quantities:
    """Finds figures (kind QUANTITY), and places where a figure was lost (bound MISSING)."""

    reader: FigureReader
    namer: Namer
    holes: Holes
    name: str = "quantities"

    def __call__(self, page: Page) -> Iterable[Mention | Claim]:
        """Every figure on `page`, in text order. A figure that the text repeats is given once."""
        text = page.text.normal
        closed = _closed(page)
        figures = [f for f in self.reader.find(text) if not _touches(closed, f.span)]
        found = [*self._quantities(page, figures), *self._missing(page, figures)]
        return sorted(_without_repeats(_without_headings(found, text), text), key=lambda m: m.span)

    def _quantities(self, page: Page, figures: list[Figure]) -> Iterator[Mention]:
        totals = totals_of(page)
        sentences = Cursor(page.layout.sentences)
        names = named(page, figures, self.namer)
        for figure, thing in zip(figures, names, strict=True):
            sentence = sentences.at(figure.span.start)
            if sentence is None or thing is None:
                continue
            unit = "CNY" if figure.rule == "naked" and SUMS.search(thing) else figure.unit
            scope, as_of = scope_of(page.text.normal, figure, sentence, totals)
            verbatim = figure.span.of(page.text.surface)
            for value, bound in figure.values:
                form = QuantityForm(value, unit, figure.classifier, thing, bound, scope, verbatim, as_of)
                yield Mention(figure.span, Kind.QUANTITY, form, f"quantity.{figure.rule}", CONFIDENCE)

    def _missing(self, page: Page, figures: list[Figure]) -> Iterator[Mention]:
        for span, thing, classifier in self.holes.find(page, [f.span for f in figures]):
            verbatim = span.of(page.text.surface)
            form = QuantityForm(None, "NUM", classifier or None, thing, Bound.MISSING, None, verbatim)
            yield Mention(span, Kind.QUANTITY, form, "quantity.missing", LOST_CONFIDENCE)


def _closed(page: Page) -> list[Span]:
    """Where numbers count nothing: dates, slogans and short quotations, titles of works, addresses, short names."""
    spans = [*_called(page.text.normal)]
    spans += [m.span for m in page.mentions if m.kind in (Kind.TIME, Kind.MECHANISM)]
    spans += [_titled(page.text.normal, m.span) for m in page.mentions if m.kind is Kind.INSTRUMENT]
    spans += [m.span for m in page.mentions if m.kind is Kind.AREA and NUMBERED.match(m.span.of(page.text.normal))]
    spans += [Span(m.start(), m.end()) for m in QUOTED.finditer(page.text.normal)]
    return sorted(spans)


def _titled(text: str, span: Span) -> Span:
    """The title without a count before it, which is none of its words: 两版|防治方案, 29项|服务事项目录."""
    counted = COUNTED.match(text, span.start, span.end)
    return Span(counted.end(), span.end) if counted else span


def _called(text: str) -> Iterator[Span]:
    """Places of short names that hold a number: 养老、失业、工伤保险(以下简称三项保险) … 三项保险."""
    for match in CALLED.finditer(text):
        at = text.find(match[1])
        while at >= 0:
            yield Span(at, at + len(match[1]))
            at = text.find(match[1], at + len(match[1]))


def _touches(closed: list[Span], span: Span) -> bool:
    return any(c.start < span.end and span.start < c.end for c in closed)


def _without_headings(mentions: list[Mention], text: str) -> Iterator[Mention]:
    """The figures without those of a heading that the report gives less roundly: 20万纳税人受益 … 近20万纳税人."""
    heading = text.find("。")
    rough: dict[tuple[Decimal | None, str], list[str]] = {}
    for mention in mentions:
        form = mention.form
        if isinstance(form, QuantityForm) and form.bound in (Bound.NEARLY, Bound.MORE_THAN, Bound.APPROX):
            rough.setdefault((form.value, form.unit), []).append(form.count_of)
    for mention in mentions:
        form = mention.form
        assert isinstance(form, QuantityForm)
        if mention.span.start < heading and form.bound is Bound.EXACT and (form.value or 0) >= SURELY_FROM:
            told = rough.get((form.value, form.unit), ())
            if form.unit not in LASTING and any(form.unit == "CNY" or alike(t, form.count_of) for t in told):
                continue
        yield mention


def _without_repeats(mentions: Iterable[Mention], text: str) -> Iterator[Mention]:
    seen: dict[tuple[Decimal | None, str, Bound], list[str]] = {}
    last: dict[tuple[Decimal | None, str, Bound], tuple[int, str]] = {}
    for mention in mentions:
        form = mention.form
        assert isinstance(form, QuantityForm)
        things = seen.setdefault((form.value, form.unit, form.bound), [])
        key = (form.value, form.unit, form.bound)
        end, before = last.get(key, (-1, ""))
        last[key] = (mention.span.end, form.count_of)
        if end >= 0 and before != form.count_of and BESIDE.fullmatch(text, end, mention.span.start):
            things.append(form.count_of)
            yield mention  # 10条市级产业链和10条县级产业链
            continue
        if form.unit in LASTING:
            if not _lasts_alike(form, things):
                things.append(form.count_of)
                yield mention
            continue
        loose = form.value is not None and abs(form.value) >= REPEAT_FROM and form.bound is not Bound.MISSING
        large = form.value is not None and abs(form.value) >= SURELY_FROM
        name = form.count_of
        name = MEASURES if form.classifier in RULE_WORDS and RULES.fullmatch(name) else name  # 16条举措: the 16条措施
        same = (
            t == name or (loose and alike(t, name)) or (large and (t.endswith(name) or name.endswith(t)))
            for t in things
        )
        if not any(same):
            things.append(name)
            yield mention


def _lasts_alike(form: QuantityForm, things: list[str]) -> bool:
    """Whether a time limit (14天内) or the hours of a service (24小时) repeat one of `things`; other spans of time are
    told apart, though they be as long."""
    name = form.count_of
    if form.unit == "HR" and form.value == DAY_LONG and SERVICE.search(name):
        return any(t in name or name in t for t in things)
    limit = form.bound is Bound.AT_MOST and form.verbatim.endswith(("内", "內"))
    return limit and any(name == t or UNSAID in (t, name) for t in things)


def alike(a: str, b: str) -> bool:
    """Whether two names of counted things mean the same: one holds the other and is at most twice as long, or most
    characters and the last one agree."""
    if a in b or b in a:
        return 2 * min(len(a), len(b)) >= max(len(a), len(b))
    common = len(set(a) & set(b))
    return common * 2 >= len(set(a) | set(b)) and a[-1:] == b[-1:]


def build(resources: Resources) -> Extractor:
    """The extractor, with what it needs of `resources`."""
    namer = build_namer(resources, rjieba.Jieba())
    return Quantities(build_reader(resources), namer, build_holes(resources, namer))
