"""Which division each place name means, and which area a passage is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.link.base import Linked
from kg.model import Area, Mention, Page
from kg.resources import Resources


@dataclass(frozen=True)
class Places:
    """Linked places of a page.

    `report` is the area that the report is about (key), `areas` every linked area by key.
    """

    linked: Linked
    areas: Mapping[str, Area] = field(default_factory=dict)
    report: str | None = None
    basis: str = "none"

    def key(self, mention: Mention) -> str | None:
        """The area that a place mention means."""
        return self.linked.keys.get(mention)

    def at(self, offset: int) -> str | None:
        """The area that the passage around `offset` of the cleaned text is about."""
        return self.report

    def of_word(self, word: str, offset: int) -> str | None:
        """The area that a level word (县, 该市, 全省, 村) means at `offset`, or None."""
        return self.report


def link_areas(page: Page, resources: Resources) -> Places:
    """Link every AREA mention of `page`."""
    return Places(Linked())
