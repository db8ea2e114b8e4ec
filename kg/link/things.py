"""Instruments, groups and resources; times and figures through `kg.link.figures`."""

from __future__ import annotations

from kg.link.areas import Places
from kg.link.base import Linked, grouped, marks, report_key, slug, surfaces
from kg.link.figures import link_figure
from kg.link.papers import papers_of
from kg.model import Kind, Mention, Node, Page, QuantityForm, Statement, TimeForm


def link_things(page: Page, places: Places) -> Linked:
    """Link the mentions of every kind that has no linker of its own."""
    keys: dict[Mention, str] = {}
    nodes: list[Node] = []
    statements: list[Statement] = []
    papers = papers_of(page, grouped(page.mentions, Kind.INSTRUMENT))
    for kind in (Kind.INSTRUMENT, Kind.COLLECTIVE, Kind.PLACE, Kind.RESOURCE):
        for name, found in grouped(page.mentions, kind).items():
            key = _key(kind, name, page, places, found[0])
            keys.update(dict.fromkeys(found, key))
            aliases = papers.other_names(name, found) if kind is Kind.INSTRUMENT else ()
            nodes.append(Node(key, kind, name, marks(page, found), aliases, hant=surfaces(page.text, found)))
    for mention in page.mentions:
        if isinstance(mention.form, QuantityForm | TimeForm):
            keys[mention], made = link_figure(page, mention)
            nodes.extend(made)
    return Linked(keys, tuple(nodes), tuple(statements))


def _key(kind: Kind, name: str, page: Page, places: Places, first: Mention) -> str:
    if kind is Kind.RESOURCE:
        return f"resource/{slug(name)}"
    if kind in (Kind.COLLECTIVE, Kind.PLACE):
        return f"{kind.value.lower()}/{report_key(page.text.document).removeprefix('report/')}/{slug(name)}"
    area = (places.at(first.span.start) or "area/-").removeprefix("area/")
    return f"{kind.value.lower()}/{area}/{slug(name)}"
