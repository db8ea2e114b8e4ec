"""Times of a report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.model import Claim, Extractor, Mention, Page
from kg.resources import Resources


@dataclass(frozen=True)
class Times:
    """Finds times."""

    name: str = "times"

    def __call__(self, page: Page) -> Iterable[Mention | Claim]:
        """Every mention on `page`."""
        return ()


def build(resources: Resources) -> Extractor:
    """The extractor, with what it needs of `resources`."""
    return Times()
