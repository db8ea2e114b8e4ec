"""A report's text cut into runs, with the spans that open and close between them, properly nested."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Step:
    """One step through a text: a span opens (`span`, `first` at its start), a run of text, or the innermost span closes."""

    kind: str  # open, text, close
    span: int = -1  # index of the span that opens, or of the innermost one around a run (-1: none)
    text: str = ""
    first: bool = False


def steps(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Step]:
    """Walk through `text`. Spans that overlap without one holding the other are divided where they cross.

    Args:
        text: the raw text.
        spans: start and end of each, code points, end exclusive; those outside the text are cut or left out.
    """
    size = len(text)
    rows = [(min(max(b, 0), size), min(e, size), i) for i, (b, e) in enumerate(spans)]
    rows = sorted((r for r in rows if r[0] < r[1]), key=lambda r: (r[0], -r[1], r[2]))
    edges = sorted({0, size, *(r[0] for r in rows), *(r[1] for r in rows)})
    stack: list[tuple[int, int]] = []  # end and index, outermost first
    upcoming = iter(rows)
    row = next(upcoming, None)
    for at, until in pairwise(edges):
        while row and row[0] == at:
            yield from _open(stack, row[1], row[2])
            row = next(upcoming, None)
        yield Step("text", stack[-1][1] if stack else -1, text[at:until])
        while stack and stack[-1][0] == until:
            stack.pop()
            yield Step("close")


def _open(stack: list[tuple[int, int]], end: int, index: int) -> Iterator[Step]:
    """Open a span; shorter ones that are open and end before it are closed first and opened again inside."""
    reopened = []
    while stack and stack[-1][0] < end:
        reopened.append(stack.pop())
        yield Step("close")
    stack.append((end, index))
    yield Step("open", index, first=True)
    for old in reversed(reopened):
        stack.append(old)
        yield Step("open", old[1])
