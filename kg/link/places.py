"""The linked places of a page, and what its words for places mean where they stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kg.link.base import Linked
from kg.link.scope import LOW, POINTED, fits, level_in
from kg.model import Area, Mention

AHEAD = 20  # characters between a level word and the place that tells what it means

NATION = "area/CN"
REACH = 150  # characters over which a place holds where the report is on none


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place at an offset of the text: what a passage may be about."""

    start: int
    block: int
    key: str
    passing: bool = False  # only the dateline names it, or people and goods go there


@dataclass(frozen=True)
class Places:
    """Linked places of a page.

    `report` is the area that the report is about (key), `areas` every linked area by key.
    """

    linked: Linked
    areas: Mapping[str, Area] = field(default_factory=dict)
    report: str | None = None
    basis: str = "none"
    above: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    anchors: tuple[Anchor, ...] = ()
    blocks: tuple[int, ...] = ()

    def key(self, mention: Mention) -> str | None:
        """The area that a place mention means."""
        return self.linked.keys.get(mention)

    def area(self, key: str) -> Area | None:
        """Name, level, code and ancestors of a linked area."""
        return self.areas.get(key)

    def named(self, name: str, offset: int) -> str | None:
        """The area called `name` (official, short or as in the text) that was named last before `offset`, or first."""
        if key := self.of_word(name, offset):
            return key
        keys = [k for k, names in self._names.items() if name in names]
        if len(keys) < 2:
            return keys[0] if keys else None
        near = [a.key for a in self.anchors if a.start <= offset and a.key in keys]
        return near[-1] if near else keys[0]

    @cached_property
    def _names(self) -> Mapping[str, frozenset[str]]:
        return {n.key: frozenset((n.label, *n.aliases)) for n in self.linked.nodes}

    def at(self, offset: int) -> str | None:
        """The area that the passage around `offset` of the cleaned text is about: county or above.

        In a report on one county that is the county; in a wider one the place named last in the same paragraph.
        """
        if self.report and self.areas[self.report].level == "county":
            return self.report
        block = self._block(offset)
        for anchor in reversed(self.anchors):
            if anchor.start > offset or anchor.block > block:
                continue
            if anchor.block < block:
                break
            if not anchor.passing and self._may_carry(anchor.key):
                return anchor.key
        return self.report

    def near(self, offset: int) -> str | None:
        """The same for what happens there: in a report on no area in particular a place named long before says nothing."""
        found = self.at(offset)
        if found is None or self.report not in (None, NATION) or found == self.report:
            return found
        reach = any(offset - REACH <= a.start <= offset and a.key == found for a in self.anchors)
        return found if reach else self.report

    def _may_carry(self, key: str) -> bool:
        if self.areas[key].level not in ("province", "prefecture", "county"):
            return False
        if self.report is None or self.areas[self.report].level == "country":
            return True
        return self.report in self.above.get(key, ())

    def of_word(self, word: str, offset: int) -> str | None:
        """The area that a level word (县, 该市, 全省, 村) means at `offset`, or None."""
        level = level_in(word)
        if level is None:
            return None
        if word[0] == "该" or level in LOW:
            return self._last(level, offset)
        for start in (self.at(offset), self.report):
            for key in (start, *self.above.get(start or "", ())):
                if key and key in self.areas and self._fits(level, key):
                    return key
        if word[0] in POINTED:
            return self._last(level, offset)
        if self.report is not None:
            return None
        return self._last(level, offset, self._block(offset)) or self._next(level, offset)

    def _next(self, level: str, offset: int) -> str | None:
        """The place of that level that holds the place named right after `offset`: 市委书记…到青山区."""
        for anchor in self.anchors:
            if offset <= anchor.start <= offset + AHEAD and anchor.block == self._block(offset):
                above = (k for k in self.above.get(anchor.key, ()) if k in self.areas and self._fits(level, k))
                return next(above, None)
        return None

    def _block(self, offset: int) -> int:
        return bisect_left(self.blocks, offset + 1) - 1

    def _last(self, level: str, offset: int, least_block: int = -1) -> str | None:
        """The place of that level named last before `offset`, in block `least_block` or later."""
        for anchor in reversed(self.anchors):
            if anchor.block < least_block:
                break
            if anchor.start < offset and self._fits(level, anchor.key):
                return anchor.key
        return None

    def _fits(self, level: str, key: str) -> bool:
        area = self.areas[key]
        return area.level != "functional zone" and fits(level, area.name)
