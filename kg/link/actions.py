"""Claims of relations and actions, between linked nodes."""

from __future__ import annotations

from collections.abc import Mapping

from kg.link.areas import Places
from kg.link.base import Linked, hashed_key, mark, report_key
from kg.model import (
    ActionClaim,
    BodyForm,
    EventClaim,
    Kind,
    Literal,
    Mention,
    Node,
    Page,
    Ref,
    RelationClaim,
    Statement,
    Status,
    Term,
    Value,
)

ROLES = ("agents", "places", "targets", "resources", "quantities", "follows")
THINGS = (Kind.RESOURCE, Kind.QUANTITY, Kind.INSTRUMENT, Kind.MECHANISM)  # neither act nor are places (桥梁, 公告)
NATION = ("area/CN", "area/-")  # a ministry acts anywhere: where, its clause says or nobody does
EPICENTRE = ("area/420000", "area/420100")  # 湖北, 武汉: named in any report of the epidemic, as where people come from
GOVERNING = ("government", "party", "command")
NEVER = {"agents": THINGS, "places": (*THINGS, Kind.PERSON)}  # 在李明看来 names no place
PROPERTY = {"agents": "agent", "places": "place", "targets": "target", "resources": "resource"}
PROPERTY |= {"quantities": "quantity", "follows": "follows"}


def link_claims(page: Page, places: Places, keys: Mapping[Mention, str]) -> Linked:
    """Turn relation and action claims into statements and action nodes.

    A claim about a mention that no linker could place is dropped; so is nothing else.
    """
    nodes: list[Node] = []
    statements: list[Statement] = []
    for claim in page.claims:
        if isinstance(claim, RelationClaim):
            statements.extend(_relation(page, claim, keys))
        elif isinstance(claim, ActionClaim):
            nodes.append(_action(page, claim, places, keys))
        elif isinstance(claim, EventClaim):
            nodes.append(_event(page, claim, places, keys))
    return Linked({}, tuple(nodes), tuple(statements))


def _relation(page: Page, claim: RelationClaim, keys: Mapping[Mention, str]) -> list[Statement]:
    subject = keys.get(claim.subject)
    value: Value | None
    if isinstance(claim.object, str):
        value = Literal(claim.object, language="zh-Hans")
    else:
        key = keys.get(claim.object)
        value = Ref(key) if key else None
    if subject is None or value is None:
        return []
    evidence = mark(page.text, claim.span, claim.rule, claim.confidence)
    return [Statement(subject, claim.predicate, value, (evidence,))]


def _default_place(claim: ActionClaim, places: Places, keys: Mapping[Mention, str]) -> list[str]:
    """Where an act took place if its clause does not say: the actor's own area, else the one the passage is about.

    Of what a ministry does, where it goes (向甘肃调拨帐篷).
    """
    for mention in claim.agents:
        key = keys.get(mention, "")
        if mention.kind is Kind.AREA and key:
            return [keys[m] for m in claim.agents if m.kind is Kind.AREA and m in keys]
        if mention.kind is Kind.ORGANIZATION and key.startswith("org/"):
            area = "area/" + key.removeprefix("org/").rsplit("/", 1)[0]
            if area in NATION and isinstance(mention.form, BodyForm) and mention.form.body_kind in GOVERNING:
                given = () if claim.measure == "FiscalAllocation" else claim.targets
                return [keys[m] for m in given if m.kind is Kind.AREA and m in keys]
            if area in places.areas:
                return [area]
    called = claim.status is Status.EXHORTED and any(m.kind is Kind.PERSON for m in claim.agents)
    area = (places.report if called else None) or places.near(claim.trigger.start) or ""
    if area in EPICENTRE and places.report in (None, "area/CN"):
        return []  # a ministry's notice on those who return from there
    return [area] if area else []


def _action(page: Page, claim: ActionClaim, places: Places, keys: Mapping[Mention, str]) -> Node:
    evidence = mark(page.text, claim.span, claim.rule, claim.confidence)
    key = hashed_key("action", report_key(page.text.document), evidence.span, claim.measure, claim.trigger.start)
    attributes: list[tuple[str, Value]] = [
        ("measure", Term("measure", claim.measure)),
        ("status", Term("kg", claim.status.value)),
        ("trigger", Literal(claim.trigger.of(page.text.normal), language="zh-Hans")),
    ]
    for role in ROLES:
        found = [keys[m] for m in getattr(claim, role) if m in keys and m.kind not in NEVER.get(role, ())]
        if role == "places" and not found:
            found = _default_place(claim, places, keys)
        attributes.extend((PROPERTY[role], Ref(k)) for k in dict.fromkeys(found))
    if claim.time and claim.time in keys:
        attributes.append(("time", Ref(keys[claim.time])))
    if claim.purpose:
        attributes.append(("purpose", Literal(claim.purpose.of(page.text.normal), language="zh-Hans")))
    if claim.result:
        attributes.append(("result", Literal(claim.result.of(page.text.normal), language="zh-Hans")))
    label = claim.span.of(page.text.normal)
    return Node(key, Kind.ACTION, label, (evidence,), attributes=tuple(attributes))


def _event(page: Page, claim: EventClaim, places: Places, keys: Mapping[Mention, str]) -> Node:
    evidence = mark(page.text, claim.span, claim.rule, claim.confidence)
    key = hashed_key("event", report_key(page.text.document), evidence.span)
    home = places.at(claim.span.start)
    where = [keys[m] for m in claim.places if m in keys] or ([home] if home else [])
    attributes: list[tuple[str, Value]] = [("place", Ref(k)) for k in dict.fromkeys(where)]
    attributes += [("quantity", Ref(keys[q])) for q in claim.quantities if q in keys]
    if claim.time and claim.time in keys:
        attributes.append(("time", Ref(keys[claim.time])))
    return Node(key, Kind.EVENT, claim.span.of(page.text.normal), (evidence,), attributes=tuple(attributes))
