"""Look mentions up by place and kind."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from kg.model import Kind, Mention
from kg.offsets import Span


class MentionIndex:
    """Mentions in text order, longest first where they start together. Built once for a page; never changed."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._all = sorted(dict.fromkeys(mentions), key=lambda m: (m.span.start, -m.span.end, m.kind, m.rule))
        self._starts = [m.span.start for m in self._all]
        self._rows = [(m.span.end, m.kind, m) for m in self._all]
        self._longest = max((len(m.span) for m in self._all), default=0)

    def __iter__(self) -> Iterator[Mention]:
        return iter(self._all)

    def of(self, *kinds: Kind) -> Iterator[Mention]:
        """Mentions of the given kinds, in text order."""
        return (m for m in self._all if m.kind in kinds)

    def inside(self, span: Span, *kinds: Kind) -> list[Mention]:
        """Mentions that lie wholly inside `span` (all kinds if none is given), in text order."""
        i = bisect_left(self._starts, span.start)
        end = span.end
        j = bisect_left(self._starts, end, i)
        if i == j:
            return []
        return [m for stop, kind, m in self._rows[i:j] if stop <= end and (not kinds or kind in kinds)]

    def overlapping(self, span: Span, *kinds: Kind) -> list[Mention]:
        """Mentions that share a character with `span`, in text order."""
        start = span.start
        i = bisect_left(self._starts, start - self._longest)
        j = bisect_left(self._starts, span.end, i)
        if i == j:
            return []
        return [m for stop, kind, m in self._rows[i:j] if stop > start and (not kinds or kind in kinds)]

    def outermost(self, span: Span, *kinds: Kind) -> list[Mention]:
        """Mentions inside `span` that lie in no longer mention of those kinds, in text order."""
        found = self.inside(span, *kinds)
        if len(found) < 2:
            return found
        out: list[Mention] = []
        for mention in found:
            if not any(o.span.covers(mention.span) for o in out):
                out = [o for o in out if not mention.span.covers(o.span)]
                out.append(mention)
        return out
