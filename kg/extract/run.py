"""The ordered list of extractors, and how they run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from importlib.metadata import entry_points

from kg.errors import ResourceError
from kg.extract import (
    actions,
    areas,
    bodies,
    events,
    facilities,
    instruments,
    lac,
    mechanisms,
    people,
    quantities,
    relations,
    situation,
    times,
)
from kg.extract.lac_model import Tagger, load_tagger
from kg.extract.layout import lay_out
from kg.model import ActionClaim, Claim, Extractor, Mention, Page, Text
from kg.resources import Resources

ENTRY_POINT = "kg.extractors"


LAC = "lac"


def build_extractors(resources: Resources, reader: str | None = None) -> tuple[Extractor, ...]:
    """The extractors in the order in which they run. Later ones see what earlier ones found.

    `reader` is None, or LAC for the second reader beside the rules for bodies and persons.

    A package adds one with an entry point of group `kg.extractors`: a callable that takes `Resources` and returns an
    `Extractor`. Such extractors run after ours, ordered by entry point name.

    Raises:
        ResourceError: if the second reader is unknown or not installed.
    """
    found = sorted(entry_points(group=ENTRY_POINT), key=lambda e: e.name)
    own = _builtin(resources)
    tagger = second_reader(reader)
    if tagger is not None:
        own = lac.with_second_reader(own, resources, tagger)
    return (*own, *(e.load()(resources) for e in found))


def second_reader(reader: str | None) -> Tagger | None:
    """The tagger of a second reader, None for no name.

    Raises:
        ResourceError: if the second reader is unknown or not installed.
    """
    if reader not in (None, LAC):
        raise ResourceError(f"no second reader {reader!r}; there is {LAC!r}")
    return load_tagger() if reader else None


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
        situation.build(resources),
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
        claims = [x for x in found if not isinstance(x, Mention) and _stands(text, x)]
        page = replace(page, mentions=(*page.mentions, *mentions), claims=(*page.claims, *claims))
    return page


def _sound(text: Text, mentions: Iterable[Mention]) -> list[Mention]:
    return [m for m in mentions if not any(d.overlaps(m.span) for d in text.damaged)]


def _stands(text: Text, claim: Claim) -> bool:
    """Whether what a claim rests on is sound: an act on its verb, every other claim on all its words."""
    span = claim.trigger if isinstance(claim, ActionClaim) else claim.span
    return not any(d.overlaps(span) for d in text.damaged)
