"""Trim a stretch of text to its noun phrase: no figures, particles or empty words at either side."""

from __future__ import annotations

from kg.extract.act_shape import adverbs_only, shaped
from kg.extract.act_words import FIGURE, HANGING, LEAD, TAIL
from kg.extract.index import MentionIndex
from kg.model import Kind
from kg.offsets import Span

NAMED = (Kind.PERSON, Kind.ORGANIZATION, Kind.AREA, Kind.FACILITY, Kind.INSTRUMENT, Kind.MECHANISM)


def trimmed(text: str, index: MentionIndex, start: int, end: int) -> tuple[int, int]:
    """Without figures, particles and empty words at either side, and no fragment of a word or clause."""
    reach = start, end
    start, end = _trimmed(text, index, start, end)
    named = start < end and any(m.span.end == end for m in index.inside(Span(start, end), *NAMED))
    return (start, end) if named else shaped(text, index, start, end, reach)


def before_adverbs(text: str, index: MentionIndex, start: int, end: int) -> int:
    """End of a subject zone without the adverbs and times after its last name (省教育厅|日前|连续)."""
    named = index.outermost(Span(start, end), Kind.PERSON, Kind.ORGANIZATION, Kind.AREA) if end - start > 2 else []
    at = named[-1].span.end if named else end
    return at if 0 < end - at <= 8 and adverbs_only(text, at, end) else end


def _trimmed(text: str, index: MentionIndex, start: int, end: int) -> tuple[int, int]:
    for _ in range(4):
        before = start, end
        lead = LEAD.match(text, start, end)
        start = lead.end() if lead else start
        figure = FIGURE.match(text, start, end)
        if figure and figure.end() < end and (figure[0][0].isdigit() or len(figure[0]) > 1):
            start = figure.end()
        start, end = _without_quantity(text, index, start, end)
        tail = TAIL.search(text, start, end)
        end = tail.start() if tail else end
        hanging = HANGING.search(text, start, end)
        end = hanging.start() if hanging and hanging.start() > start + 1 else end
        end = _without_figure(text, start, end)
        if (start, end) == before:
            break
    return start, end


def _without_quantity(text: str, index: MentionIndex, start: int, end: int) -> tuple[int, int]:
    """Cut at a figure mention: what follows one at the start, what precedes any other (党费30万元支持…)."""
    if start >= end:
        return start, end
    for m in index.overlapping(Span(start, end), Kind.QUANTITY):
        lead = Span(start, m.span.start) if start < m.span.start else None
        counted = lead is not None and any(a.span == lead for a in index.inside(lead, Kind.AREA))
        if (counted or m.span.start <= start) and start < m.span.end < end:  # 全市|40家|影院
            start = m.span.end
        elif start < m.span.start < end and (of := text.rfind("的", m.span.end, end - 2)) > 0:
            return _without_quantity(text, index, of + 1, end)  # 覆盖20个乡镇的|应急广播
        elif start < m.span.start < end and not text.startswith("的", m.span.start - 1):
            return start, m.span.start
    return start, end


def _without_figure(text: str, start: int, end: int) -> int:
    """End of the phrase without a figure behind it (医用口罩3000个)."""
    for match in FIGURE.finditer(text, start + 1, end):
        if match.end() == end and (text[match.start()].isdigit() or len(match[0]) > 1):
            return match.start()
    return end
