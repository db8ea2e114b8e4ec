"""Places where a figure was lost: a bare measure word where a number must have stood (志愿者余人)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.quantities_thing import Namer
from kg.model import Page
from kg.offsets import Span
from kg.resources import Resources


@dataclass(frozen=True)
class Holes:
    """Finds lost figures."""

    namer: Namer

    def find(self, page: Page, figures: list[Span]) -> Iterator[tuple[Span, str, str, str | None]]:
        """Span, counted thing, unit and measure word of each lost figure."""
        return iter(())


def build_holes(resources: Resources, namer: Namer) -> Holes:
    """The finder, from the lexicon's measure words."""
    return Holes(namer)
