"""Facilities, instruments, groups, resources, times and figures."""

from __future__ import annotations

from kg.link.areas import Places
from kg.link.base import Linked, grouped, hashed_key, marks, report_key, slug, surfaces
from kg.model import (
    Bound,
    Kind,
    Literal,
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
from kg.vocab_values import UNITS

PREFIXES = ("unit", "kg", "cur")


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
        ("unit", _unit(form.unit)),
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
        Node(counted, Kind.CONCEPT, form.count_of, ()),
    ]


def _unit(name: str) -> Term:
    """The unit of the ontology with this local name; a name that it does not have stays for the writer to refuse."""
    return Term(next((p for p in PREFIXES if f"{p}:{name}" in UNITS), "unit"), name)


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
