"""Nodes of figures and times."""

from __future__ import annotations

from kg.link.base import hashed_key, marks, report_key, slug
from kg.model import Bound, Kind, Literal, Mention, Node, Page, QuantityForm, Ref, Term, TimeForm, Value
from kg.vocab_values import UNITS

PREFIXES = ("unit", "kg", "cur")


def link_figure(page: Page, mention: Mention) -> tuple[str, list[Node]]:
    """The key and the nodes of a QUANTITY or TIME mention.

    Raises:
        TypeError: for a mention of another kind.
    """
    if isinstance(mention.form, QuantityForm):
        return _quantity(page, mention, mention.form)
    if isinstance(mention.form, TimeForm):
        return _time(page, mention, mention.form)
    raise TypeError(f"no figure or time: {mention.kind}")


def _quantity(page: Page, mention: Mention, form: QuantityForm) -> tuple[str, list[Node]]:
    evidence = marks(page, [mention])
    key = hashed_key(
        "quantity", report_key(page.text.document), evidence[0].span, form.count_of, form.value, form.bound
    )
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


def _time(page: Page, mention: Mention, form: TimeForm) -> tuple[str, list[Node]]:
    evidence = marks(page, [mention])
    key = hashed_key("time", report_key(page.text.document), evidence[0].span)
    attributes: tuple[tuple[str, Value], ...] = (
        ("iso", Literal(form.iso)),
        ("basis", Literal(form.basis)),
        ("verbatim", Literal(mention.span.of(page.text.surface))),
    )
    return key, [Node(key, Kind.TIME, mention.span.of(page.text.normal), evidence, attributes=attributes)]
