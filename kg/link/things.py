"""Facilities, instruments, mechanisms, groups, resources, times and figures."""

from __future__ import annotations

from kg.link.areas import Places
from kg.link.base import Linked, grouped, hashed_key, marks, report_key, slug, surfaces
from kg.model import (
    Bound,
    Kind,
    Literal,
    MechanismForm,
    Mention,
    Node,
    Page,
    QuantityForm,
    Ref,
    Statement,
    Term,
    TimeForm,
    Value,
)
from kg.offsets import Span

UNIT_PREFIX = {"CNY": "cur", "Mu": "kg", "Magnitude": "kg"}


def link_things(page: Page, places: Places) -> Linked:
    """Link the mentions of every kind that has no linker of its own."""
    keys: dict[Mention, str] = {}
    nodes: list[Node] = []
    statements: list[Statement] = []
    for kind in (Kind.FACILITY, Kind.INSTRUMENT, Kind.COLLECTIVE, Kind.RESOURCE):
        for name, found in grouped(page.mentions, kind).items():
            key = _key(kind, name, page, places, found[0])
            keys.update(dict.fromkeys(found, key))
            nodes.append(Node(key, kind, name, marks(page, found), hant=surfaces(page.text, found)))
    for mention in page.mentions:
        if isinstance(mention.form, QuantityForm):
            keys[mention], made = _quantity(page, mention)
            nodes.extend(made)
        elif isinstance(mention.form, TimeForm):
            keys[mention], node = _time(page, mention)
            nodes.append(node)
    for found in grouped(page.mentions, Kind.MECHANISM).values():
        key, made = _mechanism(page, found)
        keys.update(dict.fromkeys(found, key))
        nodes.extend(made)
    return Linked(keys, tuple(nodes), tuple(statements))


def _key(kind: Kind, name: str, page: Page, places: Places, first: Mention) -> str:
    if kind is Kind.RESOURCE:
        return f"resource/{slug(name)}"
    if kind is Kind.COLLECTIVE:
        return f"collective/{report_key(page.text.document).removeprefix('report/')}/{slug(name)}"
    area = (places.at(first.span.start) or "area/-").removeprefix("area/")
    return f"{kind.value.lower()}/{area}/{slug(name)}"


def _quantity(page: Page, mention: Mention) -> tuple[str, list[Node]]:
    form = mention.form
    assert isinstance(form, QuantityForm)
    evidence = marks(page, [mention])
    key = hashed_key("quantity", report_key(page.text.document), evidence[0].span, form.count_of, form.value)
    counted = f"concept/{slug(form.count_of)}"
    attributes: list[tuple[str, Value]] = [
        ("unit", Term(UNIT_PREFIX.get(form.unit, "unit"), form.unit)),
        ("bound", Term("kg", form.bound.value)),
        ("countOf", Ref(counted)),
        ("verbatim", Literal(form.verbatim)),
    ]
    if form.value is not None and form.bound is not Bound.MISSING:
        attributes.append(("value", Literal(format(form.value, "f"), "decimal")))
    if form.scope:
        attributes.append(("scope", Term("kg", form.scope.value)))
    if form.classifier:
        attributes.append(("classifier", Literal(form.classifier)))
    if form.as_of:
        attributes.append(("asOf", Literal(form.as_of)))
    label = f"{form.count_of} {form.verbatim}"
    return key, [
        Node(key, Kind.QUANTITY, label, evidence, attributes=tuple(attributes)),
        Node(counted, Kind.RESOURCE, form.count_of, (), classes=("Concept",)),
    ]


def _time(page: Page, mention: Mention) -> tuple[str, Node]:
    form = mention.form
    assert isinstance(form, TimeForm)
    evidence = marks(page, [mention])
    key = hashed_key("time", report_key(page.text.document), evidence[0].span)
    attributes: tuple[tuple[str, Value], ...] = (
        ("iso", Literal(form.iso)),
        ("basis", Literal(form.basis)),
        ("verbatim", Literal(mention.span.of(page.text.surface))),
    )
    return key, Node(key, Kind.TIME, mention.span.of(page.text.normal), evidence, attributes=attributes)


def _mechanism(page: Page, found: list[Mention]) -> tuple[str, list[Node]]:
    report = report_key(page.text.document).removeprefix("report/")
    forms = [m.form for m in found if isinstance(m.form, MechanismForm)]
    name = forms[0].name
    key = f"mechanism/{report}/{slug(name)}"
    declared = next((f.declared for f in forms if f.declared is not None), None)
    items = next((f.items for f in forms if f.items), ())
    attributes: list[tuple[str, Value]] = []
    if declared is not None:
        attributes.append(("declaredItems", Literal(str(declared), "integer")))
    nodes: list[Node] = []
    for number, (label, span) in enumerate(items, 1):
        item = f"{key}/{number}"
        evidence = marks(page, [Mention(Span(span.start, span.end), Kind.ITEM, found[0].form, found[0].rule, 0.9)])
        nodes.append(Node(item, Kind.ITEM, label, evidence, attributes=(("notation", Literal(str(number))),)))
        attributes.append(("item", Ref(item)))
    aliases = tuple(dict.fromkeys(a for f in forms for a in f.aliases if a != name))
    evidence = marks(page, found)
    node = Node(
        key, Kind.MECHANISM, name, evidence, aliases, hant=surfaces(page.text, found), attributes=tuple(attributes)
    )
    return key, [node, *nodes]
