"""What a cleaning step is: a function from a text to the changes that it wants."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from kg.lexicon.chinese import Chinese
from kg.lexicon.loader import Lexicon, Pattern
from kg.model import Edit
from kg.offsets import OffsetMap, Piece, RawSpan, Span, rewrite


@dataclass(frozen=True, slots=True)
class Kit:
    """What steps may consult."""

    chinese: Chinese
    lexicon: Lexicon
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """Characters `start` to `end` of a step's input become `text`, for a reason.

    What is `damaged` could not be restored, or not wholly: nothing is extracted from it.
    """

    start: int
    end: int
    text: str
    reason: str
    certain: bool = True
    damaged: bool = False


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


def apply(draft: Draft, step: Step, kit: Kit) -> Draft:
    """Run one step.

    Returns:
        The next draft. Its edits are in raw offsets, sorted, and none lies inside another.
    """
    return _change(draft, step.name, list(step.find(draft.text, kit)))


def apply_to_both(draft: Draft, view: str, step: Step, kit: Kit) -> tuple[Draft, str]:
    """Run a step that reads `view`, a folded copy of the draft's text, and change both alike."""
    changes = list(step.find(view, kit))
    return _change(draft, step.name, changes), rewrite(view, _pieces(changes))[0]


def _pieces(changes: list[Change]) -> Iterable[Piece]:
    return (Piece(c.start, c.end, c.text) for c in changes)


def _change(draft: Draft, name: str, changes: list[Change]) -> Draft:
    if not changes:
        return draft
    text, offsets = rewrite(draft.text, _pieces(changes))
    moved = [s for s in (_move(span, changes) for span in draft.damaged) if s]
    moved += [s for c in changes if c.damaged and (s := _move(Span(c.start, c.end), changes))]
    edits = [_edit(draft, name, c) for c in changes if c.text != draft.text[c.start : c.end]]
    later = Draft(draft.raw, text, draft.offsets.then(offsets), (), tuple(sorted(moved)))
    return replace(later, edits=_merge(draft.edits, edits, later))


def _edit(draft: Draft, step: str, change: Change) -> Edit:
    span = draft.offsets.raw(Span(change.start, change.end))
    return Edit(step, change.reason, span, span.of(draft.raw), change.text, change.certain)


def _merge(earlier: tuple[Edit, ...], later: list[Edit], draft: Draft) -> tuple[Edit, ...]:
    """Both, sorted. Earlier edits that a later one swallows are dropped, those that it cuts become one with it."""
    out: list[Edit] = []
    for edit in sorted((*earlier, *later), key=lambda e: (e.span.start, -e.span.end)):
        last = out[-1] if out else None
        if last is None or last.span.end <= edit.span.start:
            out.append(edit)
        elif not (last in later and edit.span.end <= last.span.end):
            span = RawSpan(last.span.start, max(last.span.end, edit.span.end))
            reason = f"{last.reason}; {edit.reason}"
            after = _under(draft, span)
            out[-1] = Edit(edit.step, reason, span, span.of(draft.raw), after, last.certain and edit.certain)
    return tuple(out)


def _under(draft: Draft, span: RawSpan) -> str:
    """What became of the raw characters under `span`."""
    places = ((char, draft.offsets.raw(Span(k, k + 1))) for k, char in enumerate(draft.text))
    return "".join(char for char, raw in places if raw.start < span.end and span.start < raw.end)


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
