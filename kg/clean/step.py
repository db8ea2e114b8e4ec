"""What a cleaning step is: a function from a text to the changes that it wants."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.lexicon.chinese import Chinese
from kg.lexicon.loader import Lexicon, Pattern
from kg.model import Edit
from kg.offsets import OffsetMap, Piece, Span, rewrite


@dataclass(frozen=True, slots=True)
class Kit:
    """What steps may consult."""

    chinese: Chinese
    lexicon: Lexicon
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """Characters `start` to `end` of a step's input become `text`, for a reason.

    A change to the same text marks it as damaged: it stays as it is, and nothing is extracted from it.
    """

    start: int
    end: int
    text: str
    reason: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Draft:
    """A text on its way from raw to clean, with all that happened to it. `damaged` spans lie in `text`."""

    raw: str
    text: str
    offsets: OffsetMap
    edits: tuple[Edit, ...] = ()
    damaged: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A named step. `find` gets a text and the kit, and gives changes in order of place, without overlap."""

    name: str
    find: Callable[[str, Kit], Iterable[Change]]


def draft_of(raw: str) -> Draft:
    """A draft of an untouched text."""
    return Draft(raw, raw, OffsetMap.identity(len(raw)))


def apply(draft: Draft, step: Step, kit: Kit, view: str | None = None) -> Draft:
    """Run one step.

    Args:
        draft: the text so far.
        step: what to do.
        kit: what the step may consult.
        view: what the step reads instead of the draft's text; as long as that.

    Returns:
        The next draft. Its edits are in raw offsets, sorted, and none lies inside another.
    """
    changes = list(step.find(draft.text if view is None else view, kit))
    if not changes:
        return draft
    damage = [c for c in changes if _is_mark(c, draft.text if view is None else view)]
    real = [c for c in changes if c not in damage]
    text, offsets = rewrite(draft.text, (Piece(c.start, c.end, c.text) for c in real))
    edits = [_edit(draft, step.name, change) for change in real]
    spans = [*draft.damaged, *(Span(c.start, c.end) for c in damage)]
    moved = tuple(s for s in (_move(span, real) for span in sorted(spans)) if s)
    return Draft(draft.raw, text, draft.offsets.then(offsets), _merge(draft, edits), moved)


def _is_mark(change: Change, text: str) -> bool:
    return change.text == text[change.start : change.end]


def _edit(draft: Draft, step: str, change: Change) -> Edit:
    span = draft.offsets.raw(Span(change.start, change.end))
    return Edit(step, change.reason, span, span.of(draft.raw), change.text, change.certain)


def _merge(draft: Draft, later: list[Edit]) -> tuple[Edit, ...]:
    """Earlier edits that `later` ones swallow are dropped: applying what remains to the raw text gives the result."""
    starts = sorted((e.span.start, e.span.end) for e in later)
    kept = [e for e in draft.edits if not any(a <= e.span.start and e.span.end <= b for a, b in starts)]
    return tuple(sorted([*kept, *later], key=lambda e: e.span))


def _move(span: Span, changes: list[Change]) -> Span | None:
    """Where `span` lies after `changes`; None if it went."""
    start, end = span.start, span.end
    for change in changes:
        grown = len(change.text) - (change.end - change.start)
        if change.end <= span.start:
            start, end = start + grown, end + grown
        elif change.start < span.end:
            end = max(start, end + grown)
    return Span(start, end) if start < end else None
