"""Spans and the map from cleaned text back to the raw file.

Offsets count code points, spans are half-open and never empty. A `Span` lies in a cleaned text, a `RawSpan` in the
raw one; only an `OffsetMap` converts between them, so the two cannot be confused.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True, order=True)
class _Range:
    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        if not 0 <= start < end:
            raise ValueError(f"empty or negative span [{start}, {end})")
        _set_start(self, start)
        _set_end(self, end)

    def __len__(self) -> int:
        return self.end - self.start


_set_start, _set_end = (vars(_Range)[name].__set__ for name in ("start", "end"))


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span(_Range):
    """Characters `start` to `end` (exclusive) of a cleaned text."""

    def covers(self, other: Span) -> bool:
        """Whether `other` lies inside this span (equal spans cover each other)."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The characters of `text` under this span."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, order=True, init=False)
class RawSpan(_Range):
    """Characters `start` to `end` (exclusive) of the decoded raw file."""

    def of(self, text: str) -> str:
        """The characters of `text` under this span."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, order=True)
class Piece:
    """A replacement: characters `start` to `end` of the input become `text`.

    `start == end` inserts. A replacement of equal length is mapped character by character, any other one as a whole.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Where each character of an output string came from in its input string.

    Runs are four parallel columns: output start, input start, input end, and whether the run maps one to one. A run
    ends where the next one starts. Deleted input lies between runs, so a span over a deletion covers what was deleted.
    """

    out: tuple[int, ...]
    start: tuple[int, ...]
    end: tuple[int, ...]
    exact: tuple[bool, ...]
    length: int

    @classmethod
    def identity(cls, length: int) -> Self:
        """The map of a text that was not changed."""
        if length == 0:
            return cls((), (), (), (), 0)
        return cls((0,), (0,), (length,), (True,), length)

    def raw(self, span: Span) -> RawSpan:
        """The input characters that `span` of the output stands for.

        Raises:
            ValueError: if the span reaches past the output.
        """
        if span.end > self.length:
            raise ValueError(f"span [{span.start}, {span.end}) past the end {self.length}")
        i = bisect_right(self.out, span.start) - 1
        j = bisect_right(self.out, span.end - 1) - 1
        start = self.start[i] + (span.start - self.out[i] if self.exact[i] else 0)
        end = self.start[j] + (span.end - self.out[j]) if self.exact[j] else self.end[j]
        return RawSpan(start, end)

    def then(self, later: OffsetMap) -> OffsetMap:
        """This map followed by `later`, whose input is this map's output.

        Raises:
            ValueError: if the two do not fit together.
        """
        rows: list[tuple[int, int, int, bool]] = []
        for k, out in enumerate(later.out):
            size = (later.out[k + 1] if k + 1 < len(later.out) else later.length) - out
            if not later.exact[k]:
                raw = self.raw(Span(later.start[k], later.end[k]))
                rows.append((out, raw.start, raw.end, False))
                continue
            rows.extend(self._cut(later.start[k], size, out))
        return _from_rows(rows, later.length)

    def _cut(self, start: int, size: int, out: int) -> Iterable[tuple[int, int, int, bool]]:
        """The runs of this map over output [start, start + size), moved to begin at `out`."""
        if start + size > self.length:
            raise ValueError("maps do not fit together")
        stop = start + size
        k = bisect_right(self.out, start) - 1
        while start < stop:
            run_end = self.out[k + 1] if k + 1 < len(self.out) else self.length
            take = min(run_end, stop)
            if self.exact[k]:
                first = self.start[k] + start - self.out[k]
                yield out, first, first + take - start, True
            else:
                yield out, self.start[k], self.end[k], False
            out += take - start
            start = take
            k += 1


def _from_rows(rows: list[tuple[int, int, int, bool]], length: int) -> OffsetMap:
    merged: list[tuple[int, int, int, bool]] = []
    for row in rows:
        if merged and row[3] and merged[-1][3] and merged[-1][2] == row[1]:
            last = merged[-1]
            merged[-1] = (last[0], last[1], row[2], True)
        else:
            merged.append(row)
    if not merged:
        return OffsetMap((), (), (), (), length)
    out, start, end, exact = zip(*merged, strict=True)
    return OffsetMap(out, start, end, exact, length)


def rewrite(text: str, pieces: Iterable[Piece]) -> tuple[str, OffsetMap]:
    """Apply replacements to `text`.

    Args:
        text: the input.
        pieces: replacements in order of `start`, not overlapping.

    Returns:
        The output and its map back to `text`. Inserted characters borrow the place of the character before them, or
        after them at the start of the text, since no run may be empty.

    Raises:
        ValueError: if pieces overlap, are out of order, or insert into an empty text.
    """
    rows: list[tuple[int, int, int, bool]] = []
    parts: list[str] = []
    at = size = 0

    def keep(start: int, end: int) -> None:
        nonlocal size
        if start < end:
            rows.append((size, start, end, True))
            parts.append(text[start:end])
            size += end - start

    for piece in pieces:
        if not at <= piece.start <= piece.end <= len(text):
            raise ValueError(f"replacement [{piece.start}, {piece.end}) out of order or out of the text")
        keep(at, piece.start)
        at = piece.end
        if piece.text:
            start, end = _anchor(piece, len(text))
            rows.append((size, start, end, len(piece.text) == end - start))
            parts.append(piece.text)
            size += len(piece.text)
    keep(at, len(text))
    return "".join(parts), _from_rows(rows, size)


def _anchor(piece: Piece, length: int) -> tuple[int, int]:
    if piece.start < piece.end:
        return piece.start, piece.end
    if length == 0:
        raise ValueError("cannot insert into an empty text")
    first = max(0, piece.start - 1)
    return first, first + 1
