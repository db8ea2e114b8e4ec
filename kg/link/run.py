"""Linking, in order: places, bodies, people, facilities, things, mechanisms, claims."""

from __future__ import annotations

from kg.extract.times_calendar import published
from kg.link.actions import link_claims
from kg.link.areas import link_areas
from kg.link.base import merge_nodes
from kg.link.bodies import link_bodies
from kg.link.confidence import calibrated
from kg.link.facilities import link_facilities
from kg.link.mechanisms import link_mechanisms
from kg.link.people import link_people
from kg.link.things import link_things
from kg.model import Facts, MechanismForm, Mention, Page, Statement
from kg.offsets import RawSpan
from kg.resources import Resources


def link(page: Page, resources: Resources) -> Facts:
    """Resolve the mentions and claims of `page` to nodes and statements."""
    places = link_areas(page, resources)
    bodies = link_bodies(page, places, resources)
    people = link_people(page, places, bodies)
    facilities = link_facilities(page, places)
    things = link_things(page, places)
    mechanisms = link_mechanisms(page)
    named = (places.linked, bodies, people, facilities, things, mechanisms)
    keys: dict[Mention, str] = {}
    for stage in reversed(named):  # where two linkers know a mention, the first one's key stands
        keys.update(stage.keys)
    claims = link_claims(page, places, keys)
    stages = (*named, claims)
    document = page.text.document
    day, basis = published(document, page.text.normal)
    facts = Facts(
        document=document,
        published=day,
        published_basis=basis,
        area=places.report,
        area_basis=places.basis,
        nodes=merge_nodes(n for s in stages for n in s.nodes),
        statements=_merge(s for stage in stages for s in stage.statements),
        silent=_silent(page),
    )
    return calibrated(facts, resources.confidence)


def _silent(page: Page) -> tuple[RawSpan, ...]:
    """Sentences that no mention, no item of a mechanism and no claim touches, in the raw text."""
    items = [s for m in page.mentions if isinstance(m.form, MechanismForm) for _, s in m.form.items]
    found = [m.span for m in page.mentions] + [c.span for c in page.claims] + items
    spans = sorted(found, key=lambda s: (s.start, s.end))
    out, at, reach = [], 0, 0
    for sentence in page.layout.sentences:
        while at < len(spans) and spans[at].start < sentence.end:
            reach, at = max(reach, spans[at].end), at + 1
        if reach <= sentence.start and any(c.isalnum() for c in sentence.of(page.text.normal)):
            out.append(page.text.offsets.raw(sentence))
    return tuple(out)


def _merge(statements: object) -> tuple[Statement, ...]:
    out: dict[tuple[str, str, object], Statement] = {}
    for s in statements:  # type: ignore[attr-defined]
        key = (s.subject, s.predicate, s.object)
        old = out.get(key)
        every = {*s.marks, *(old.marks if old else ())}
        out[key] = Statement(s.subject, s.predicate, s.object, tuple(sorted(every, key=lambda m: (m.span, m.rule))))
    return tuple(sorted(out.values(), key=lambda s: (s.subject, s.predicate, str(s.object))))
