"""Figures of a report: how much of what, how exactly, counted over what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

import rjieba

from kg.extract.quantities_figure import TIME_UNITS, Figure, FigureReader, build_reader
from kg.extract.quantities_missing import Holes, build_holes
from kg.extract.quantities_scope import scope_of, totals_of
from kg.extract.quantities_thing import Namer, Window, build_namer
from kg.model import Bound, Claim, Extractor, Kind, Mention, Page, QuantityForm
from kg.offsets import Span
from kg.resources import Resources

QUOTED = re.compile(r"[“‘「\"][^”’」\",。;\n]{1,12}[”’」\"]|《[^》\n]{1,60}》|https?://\S+")
CONFIDENCE, LOST_CONFIDENCE = 0.9, 0.7
GROWN = re.compile(
    r"(?:[增扩减升降提上下缩延翻发跃回跌攀涨压调改放拓][^,。;\d]{0,4})?(?:到|至|为)了?(?:今年|目前|现在|去年|当前)?的?平?均?"
)
SHARED = frozenset("个家所座处栋条项户套台辆支艘架间")
SURELY_FROM = 20  # a large figure of 医疗机构 repeats that of 二级及以上医疗机构
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
        return sorted(_without_repeats(found), key=lambda m: m.span)

    def _quantities(self, page: Page, figures: list[Figure]) -> Iterator[Mention]:
        totals = totals_of(page)
        sentences = _Cursor(page.layout.sentences)
        names = self._names(page, figures)
        for figure, thing in zip(figures, names, strict=True):
            sentence = sentences.at(figure.span.start)
            if sentence is None or thing is None:
                continue
            scope, as_of = scope_of(page.text.normal, figure, sentence, totals)
            verbatim = figure.span.of(page.text.surface)
            for value, bound in figure.values:
                form = QuantityForm(value, figure.unit, figure.classifier, thing, bound, scope, verbatim, as_of)
                yield Mention(figure.span, Kind.QUANTITY, form, f"quantity.{figure.rule}", CONFIDENCE)

    def _names(self, page: Page, figures: list[Figure]) -> list[str | None]:
        """What each figure counts; None for one that turns out to count nothing."""
        text = page.text.normal
        sentences = _Cursor(page.layout.sentences)
        names: list[str | None] = []
        seen: dict[str, str] = {}  # measure word → what the last figure with it in this sentence counts
        at = -1
        for i, figure in enumerate(figures):
            sentence = sentences.at(figure.span.start)
            if sentence is None:
                names.append(None)
                continue
            if sentence.start != at:
                seen, at = {}, sentence.start
            before, after = figures[i - 1] if i else None, figures[i + 1] if i + 1 < len(figures) else None
            start = max(sentence.start, before.span.end if before else 0)
            stop = min(sentence.end, after.span.start if after else len(text))
            previous = names[-1] if before and before.span.start >= sentence.start else None
            name, own = (
                (figure.thing, True)
                if figure.thing
                else self.namer.thing(text, figure, Window(start, stop, previous or ""))
            )
            gap = text[before.span.end : figure.span.start] if before else ""
            unit = figure.classifier or ""
            if GROWN.fullmatch(gap) and before and previous and before.classifier == unit:
                name = previous
            elif name and previous and gap == previous == name:
                names[-1], name = self.namer.halves(name)
            elif not own and unit in SHARED and unit in seen:
                name = seen[unit]
            if own and name:
                seen[unit] = name
            if not own and text[figure.number.start] == "一":
                name = None  # 合格一家, 不漏一户
            names.append(name)
        return self._paired(text, figures, names)

    def _paired(self, text: str, figures: list[Figure], names: list[str | None]) -> list[str | None]:
        """3个、24人心理疏导小组: both figures count the same thing."""
        out = list(names)
        for i in range(len(figures) - 2, -1, -1):
            one, two = figures[i], figures[i + 1]
            if (
                one.unit in TIME_UNITS
                and text[one.number.start - 1 : one.number.start] == "每"
                and two.span.start - one.span.end < 6
            ):
                out[i] = out[i + 1]
            if text[one.span.end : two.span.start] == "、" and two.unit == one.unit == "NUM" and not one.thing:
                out[i] = out[i + 1]
        return out

    def _missing(self, page: Page, figures: list[Figure]) -> Iterator[Mention]:
        for span, thing, classifier in self.holes.find(page, [f.span for f in figures]):
            verbatim = span.of(page.text.surface)
            form = QuantityForm(None, "NUM", classifier or None, thing, Bound.MISSING, None, verbatim)
            yield Mention(span, Kind.QUANTITY, form, "quantity.missing", LOST_CONFIDENCE)


class _Cursor:
    """Spans in order; looks up the one that holds an offset, for offsets that only grow."""

    def __init__(self, spans: tuple[Span, ...]) -> None:
        self._spans = spans
        self._i = 0

    def at(self, offset: int) -> Span | None:
        while self._i < len(self._spans) and self._spans[self._i].end <= offset:
            self._i += 1
        if self._i < len(self._spans) and self._spans[self._i].start <= offset:
            return self._spans[self._i]
        return None


def _closed(page: Page) -> list[Span]:
    """Where numbers count nothing: dates, slogans and short quotations, titles of works, addresses."""
    spans = [m.span for m in page.mentions if m.kind in (Kind.TIME, Kind.MECHANISM, Kind.INSTRUMENT)]
    spans += [Span(m.start(), m.end()) for m in QUOTED.finditer(page.text.normal)]
    return sorted(spans)


def _touches(closed: list[Span], span: Span) -> bool:
    return any(c.start < span.end and span.start < c.end for c in closed)


def _without_repeats(mentions: Iterable[Mention]) -> Iterator[Mention]:
    seen: dict[tuple[Decimal | None, str, Bound], list[str]] = {}
    for mention in mentions:
        form = mention.form
        assert isinstance(form, QuantityForm)
        if form.unit in ("DAY", "HR", "WK", "MO", "YR"):
            yield mention
            continue
        things = seen.setdefault((form.value, form.unit, form.bound), [])
        loose = form.value is not None and abs(form.value) >= REPEAT_FROM and form.bound is not Bound.MISSING
        large = form.value is not None and abs(form.value) >= SURELY_FROM
        name = form.count_of
        same = (
            t == name or (loose and alike(t, name)) or (large and (t.endswith(name) or name.endswith(t)))
            for t in things
        )
        if not any(same):
            things.append(form.count_of)
            yield mention


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
