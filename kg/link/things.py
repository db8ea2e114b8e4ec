"""Instruments, groups and resources; times and figures through `kg.link.figures`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kg.link.areas import Places
from kg.link.base import Linked, grouped, marks, report_key, slug, surfaces
from kg.link.figures import link_figure
from kg.model import Kind, Mention, Node, Page, QuantityForm, Statement, TimeForm

ABOUT = "关于"  # how a title begins that its issuer may precede
BLANK = re.compile(r"\s*$")
WIDEST = 3  # blanks between an issuer and its title


def link_things(page: Page, places: Places) -> Linked:
    """Link the mentions of every kind that has no linker of its own."""
    keys: dict[Mention, str] = {}
    nodes: list[Node] = []
    statements: list[Statement] = []
    issuers = {m.span.end: m.span.start for m in page.mentions if m.kind is Kind.ORGANIZATION}
    for kind in (Kind.INSTRUMENT, Kind.COLLECTIVE, Kind.PLACE, Kind.RESOURCE):
        for name, found in grouped(page.mentions, kind).items():
            key = _key(kind, name, page, places, found[0])
            keys.update(dict.fromkeys(found, key))
            aliases = _with_issuer(page.text.normal, issuers, found) if kind is Kind.INSTRUMENT else ()
            nodes.append(Node(key, kind, name, marks(page, found), aliases, hant=surfaces(page.text, found)))
    for mention in page.mentions:
        if isinstance(mention.form, QuantityForm | TimeForm):
            keys[mention], made = link_figure(page, mention)
            nodes.extend(made)
    return Linked(keys, tuple(nodes), tuple(statements))


def _with_issuer(text: str, issuers: Mapping[int, int], found: Iterable[Mention]) -> tuple[str, ...]:
    """The title with the body right before it: 青山县财政局关于延长申报期限的通知. `issuers` holds starts of bodies by their ends."""
    names: dict[str, None] = {}
    for mention in found:
        start = mention.span.start
        at = start - len(BLANK.search(text, max(0, start - WIDEST), start)[0])  # type: ignore[index]
        if at in issuers and mention.form.name.startswith(ABOUT):  # type: ignore[union-attr]
            names["".join(text[issuers[at] : mention.span.end].split())] = None
    return tuple(names)


def _key(kind: Kind, name: str, page: Page, places: Places, first: Mention) -> str:
    if kind is Kind.RESOURCE:
        return f"resource/{slug(name)}"
    if kind in (Kind.COLLECTIVE, Kind.PLACE):
        return f"{kind.value.lower()}/{report_key(page.text.document).removeprefix('report/')}/{slug(name)}"
    area = (places.at(first.span.start) or "area/-").removeprefix("area/")
    return f"{kind.value.lower()}/{area}/{slug(name)}"
