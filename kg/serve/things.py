"""The contents of the page of a thing: names, facts with their evidence, what it takes part in, neighbours. In a worker."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg.graph.terms import RDF
from kg.serve.lookup import GENERATED, MENTIONS, NOTATION, OBJECT, PREDICATE, SUBJECT, Lookup, Row, Value, local

PAGE: Final = 100  # facts on one page
PARTS: Final = ("Action", "Quantity", "TimeSpan", "MechanismItem", "Mechanism")  # nodes that carry evidence themselves
Triple = tuple[NamedNode, NamedNode, Value]


def thing(look: Lookup, iri: str, page: int = 1) -> Row | None:
    """Everything that a page shows of the thing `iri`; None if the store has nothing of it.

    `page` counts from 1 and divides the facts, `PAGE` at a time; the other parts are whole.
    """
    node = NamedNode(iri)
    own = list(look.own(node))
    classes = look.classes(node)
    if not own and not classes:
        return None
    triples = _triples(look, node)
    reports = [s for s, _ in look.into(node, MENTIONS)]
    start = (max(page, 1) - 1) * PAGE
    shown = [_fact(look, t) for t in triples[start : start + PAGE]]
    own_evidence = bool(look.values(node, look.kg("evidence")))
    return {
        "iri": iri,
        "label": look.label(node),
        "labels": look.labels(node),
        "classes": classes,
        "plain": [{"predicate": p.value, **look.term(o)} for p, o in own if _plain(look, o)],
        "said": look.said([node]) if own_evidence else None,
        "facts": shown,
        "total": len(triples),
        "page": max(page, 1),
        "reports": [_mention(look, s, node) for s in reports[:PAGE]],
        "mentioned": len(reports),
        "neighbours": _neighbours(look, node, triples),
    }


def _plain(look: Lookup, value: Value) -> bool:
    """Literals, terms of the vocabulary and web addresses: what is no thing of the graph."""
    return isinstance(value, Literal) or not value.value.startswith(look.ids)


def _triples(look: Lookup, node: NamedNode) -> list[Triple]:
    """Statements between `node` and another thing, and those that it has as reified text; mentions are told of apart."""
    found: dict[str, Triple] = {}
    for predicate, value in look.own(node):
        if isinstance(value, NamedNode) and value.value.startswith(look.ids):
            found[f"0{predicate}{value}"] = (node, predicate, value)
    skip = {SUBJECT, OBJECT, MENTIONS, GENERATED, look.kg("evidence")}
    for subject, predicate in look.into(node):
        if predicate not in skip:
            found[f"1{predicate}{subject}"] = (subject, predicate, node)
    return [found[key] for key in sorted(found)]


def assertions(look: Lookup, triple: Triple) -> list[NamedNode]:
    """The assertions of a triple, one a report that says so."""
    subject, predicate, value = triple
    found = {s for s, _ in look.into(subject, SUBJECT)}
    return sorted(
        (a for a in found if predicate in look.values(a, PREDICATE) and value in look.values(a, OBJECT)), key=str
    )


def _fact(look: Lookup, triple: Triple) -> Row:
    subject, predicate, value = triple
    bearers = (
        assertions(look, triple) or [n for n in (subject, value) if isinstance(n, NamedNode) and _bears(look, n)][:1]
    )
    return {
        "subject": look.term(subject),
        "predicate": predicate.value,
        "object": look.term(value),
        "details": details(look, subject) if _bears(look, subject) else [],
        **look.said(bearers),
    }


def _bears(look: Lookup, node: NamedNode) -> bool:
    return any(name in PARTS for name in look.classes(node))


def details(look: Lookup, node: NamedNode) -> list[Row]:
    """The parts of an action or a figure."""
    skip = (look.kg("trigger"),)
    return [{"predicate": p.value, **look.term(o)} for p, o in look.own(node) if p not in skip]


def _mention(look: Lookup, report: NamedNode, node: NamedNode) -> Row:
    return {"report": look.report(report), **look.said(assertions(look, (report, MENTIONS, node)))}


def _neighbours(look: Lookup, node: NamedNode, triples: Iterable[Triple]) -> list[Row]:
    """The things at the other end, each once; an action stands for those that take part in it."""
    found: dict[str, Row] = {}
    for subject, predicate, value in triples:
        other = value if subject == node else subject
        assert isinstance(other, NamedNode)
        if other != node and len(found) < 3 * PAGE:
            found.setdefault(
                other.value, {**look.term(other), "classes": look.classes(other), "by": local(predicate.value)}
            )
    return list(found.values())


def numbered(look: Lookup, node: NamedNode) -> str:
    """The number of an item in its mechanism."""
    return look.first(node, NOTATION) or look.first(node, NamedNode(RDF + "value"))
