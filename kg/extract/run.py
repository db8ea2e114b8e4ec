"""The ordered list of extractors, and how they run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from importlib.metadata import entry_points

from kg.extract import (
    actions,
    areas,
    bodies,
    events,
    facilities,
    instruments,
    mechanisms,
    people,
    quantities,
    relations,
    times,
)
from kg.extract.layout import lay_out
from kg.model import Extractor, Mention, Page, Text
from kg.resources import Resources

ENTRY_POINT = "kg.extractors"


def build_extractors(resources: Resources) -> tuple[Extractor, ...]:
    """The extractors in the order in which they run. Later ones see what earlier ones found.

    A package adds one with an entry point of group `kg.extractors`: a callable that takes `Resources` and returns an
    `Extractor`. Such extractors run after ours, ordered by entry point name.
    """
    found = sorted(entry_points(group=ENTRY_POINT), key=lambda e: e.name)
    return (*_builtin(resources), *(e.load()(resources) for e in found))


def _builtin(resources: Resources) -> tuple[Extractor, ...]:
    return (
        times.build(resources),
        instruments.build(resources),
        areas.build(resources),
        bodies.build(resources),
        facilities.build(resources),
        people.build(resources),
        mechanisms.build(resources),
        quantities.build(resources),  # after mechanisms: the numbers in their names (六有, 三道防线) count nothing
        relations.build(resources),
        actions.build(resources),
        events.build(resources),
    )


def extract(text: Text, extractors: Sequence[Extractor]) -> Page:
    """Run `extractors` over `text` and return the page with all that they found.

    Mentions and claims that touch a damaged span are dropped.
    """
    page = Page(text, lay_out(text.normal))
    for extractor in extractors:
        found = list(extractor(page))
        mentions = _sound(text, (x for x in found if isinstance(x, Mention)))
        claims = [x for x in found if not isinstance(x, Mention)]
        page = replace(page, mentions=(*page.mentions, *mentions), claims=(*page.claims, *claims))
    return page


def _sound(text: Text, mentions: Iterable[Mention]) -> list[Mention]:
    return [m for m in mentions if not any(d.overlaps(m.span) for d in text.damaged)]
