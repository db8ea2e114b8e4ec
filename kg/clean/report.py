"""What cleaning did, for people: the restored text and the log of edits."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Edit, Text


@dataclass(frozen=True, slots=True)
class EditRow:
    """One edit as a row of a table. `start` and `end` are code points of the raw file, `end` exclusive."""

    start: int
    end: int
    step: str
    reason: str
    certain: bool
    before: str
    after: str


def restored(text: Text) -> str:
    """The cleaned text in the document's own script and punctuation."""
    return text.surface


def edit_rows(text: Text) -> tuple[EditRow, ...]:
    """All edits between the raw file and `restored(text)`, in the order of the file.

    Places that could not be restored are among them, as step "damaged" with `before == after`.
    """
    rows = [EditRow(e.span.start, e.span.end, e.step, e.reason, e.certain, e.before, e.after) for e in text.edits]
    for span in text.damaged:
        raw, here = text.offsets.raw(span), span.of(text.surface)
        rows.append(EditRow(raw.start, raw.end, "damaged", "not restored, nothing is read from it", False, here, here))
    return tuple(sorted(rows, key=lambda row: (row.start, row.end)))


def replay(raw: str, edits: tuple[Edit, ...]) -> str:
    """Apply `edits` to the raw text.

    Returns:
        The cleaned surface: nothing but the edits tells it from `raw`.

    Raises:
        ValueError: if the edits overlap or do not fit `raw`.
    """
    parts: list[str] = []
    at = 0
    for edit in edits:
        if edit.span.start < at or edit.span.of(raw) != edit.before:
            raise ValueError(f"edit at {edit.span.start} does not fit the text")
        parts += (raw[at : edit.span.start], edit.after)
        at = edit.span.end
    return "".join((*parts, raw[at:]))
