"""Figures of a report: how much of what, how exactly, counted over what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

import rjieba

from kg.extract.quantities_figure import Figure, FigureReader, build_reader
from kg.extract.quantities_missing import Holes, build_holes
from kg.extract.quantities_scope import scope_of, spans_of_totals
from kg.extract.quantities_thing import Namer, build_namer
from kg.model import Bound, Claim, Extractor, Kind, Mention, Page, QuantityForm
from kg.offsets import Span
from kg.resources import Resources

QUOTED = re.compile(r"[“‘「\"][^”’」\",。;\n]{1,12}[”’」\"]|《[^》\n]{1,60}》|https?://\S+")
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
        totals = spans_of_totals(page)
        sentences = _Cursor(page.layout.sentences)
        previous = ""
        last_end = 0
        for i, figure in enumerate(figures):
            sentence = sentences.at(figure.span.start)
            if sentence is None:
                continue
            stop = figures[i + 1].span.start if i + 1 < len(figures) else len(page.text.normal)
            start = max(sentence.start, last_end)
            thing = self._thing(page.text.normal, figure, start, min(stop, sentence.end), previous)
            last_end = figure.span.end
            if thing is None:
                continue
            previous = thing
            scope, as_of = scope_of(page, figure, sentence, totals)
            verbatim = figure.span.of(page.text.surface)
            for value, bound in figure.values:
                form = QuantityForm(value, figure.unit, figure.classifier, thing, bound, scope, verbatim, as_of)
                yield Mention(figure.span, Kind.QUANTITY, form, f"quantity.{figure.rule}", figure.confidence)

    def _thing(self, text: str, figure: Figure, start: int, stop: int, previous: str) -> str | None:
        """The counted thing; None if the number turns out to count nothing."""
        if figure.thing:
            return figure.thing
        return self.namer.thing(text, figure, start, stop, previous)

    def _missing(self, page: Page, figures: list[Figure]) -> Iterator[Mention]:
        for span, thing, unit, classifier in self.holes.find(page, [f.span for f in figures]):
            verbatim = span.of(page.text.surface)
            form = QuantityForm(None, unit, classifier, thing, Bound.MISSING, None, verbatim)
            yield Mention(span, Kind.QUANTITY, form, "quantity.missing", 0.7)


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
        if not any(t == form.count_of or (loose and alike(t, form.count_of)) for t in things):
            things.append(form.count_of)
            yield mention


def alike(a: str, b: str) -> bool:
    """Whether two names of counted things mean the same: one holds the other, or most characters and the last agree."""
    if a in b or b in a:
        return True
    common = len(set(a) & set(b))
    return common * 2 >= len(set(a) | set(b)) and a[-1:] == b[-1:]


def build(resources: Resources) -> Extractor:
    """The extractor, with what it needs of `resources`."""
    namer = build_namer(resources, rjieba.Jieba())
    return Quantities(build_reader(resources), namer, build_holes(resources, namer))
