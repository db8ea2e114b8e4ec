"""What the server answers beside queries: things, reports, searches and descriptions. Runs in a worker."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolutions, Store, Triple, Variable

from kg.graph.terms import OA, RDF
from kg.serve.lookup import MENTIONS, NAMES, OBJECT, PREDICATE, READ, SPAN, SUBJECT, Lookup, Row, local

SPAN_PARTS: Final = ("", ";position", ";quote")
BEYOND: Final = 8  # further things that a picture shows around each neighbour
FOUND: Final = 1_000  # names that a search looks at
SEARCH: Final = """SELECT ?thing ?name ?form WHERE {
  VALUES ?p { skos:prefLabel skos:altLabel skos:hiddenLabel dcterms:title dcterms:identifier }
  ?thing ?p ?name . FILTER(CONTAINS(STR(?name), STR(?form))) } LIMIT 1000"""


def describe(look: Lookup, iri: str) -> Iterator[Triple]:
    """The statements about a thing: its own, those that lead to it, the assertions of both with their spans, and labels.

    Of a report also all its spans, which have hash IRIs of it. Each is yielded once; none if there is nothing of it.
    """
    node = NamedNode(iri)
    store = look.store
    seen: set[Triple] = set()
    about = [node]
    own = _triples(store, node)
    into = [] if SPAN.fullmatch(iri) else list(_incoming(look, node))
    if not own and not into:
        return
    spans = {t.object for t in own if t.predicate == look.kg("evidence")}
    if "Report" in look.classes(node):
        into = []
        spans |= {q.subject for q in store.quads_for_pattern(None, NamedNode(OA + "hasSource"), node, None)}
    else:
        about += _asserted(look, node)
        spans |= {t.object for a in about for t in _triples(store, a) if t.predicate == look.kg("evidence")}
    about += [NamedNode(f"{span}{part}") for span in sorted(_iris(spans)) for part in SPAN_PARTS]
    for triple in (*into, *(t for n in about for t in _triples(store, n))):
        if triple not in seen:
            seen.add(triple)
            yield triple
    others = {
        x for t in seen for x in (t.subject, t.object) if isinstance(x, NamedNode) and x.value.startswith(look.ids)
    }
    for other in sorted(others - {node}, key=str):
        for triple in (t for name in NAMES for t in _triples(store, other, name)):
            if triple not in seen:
                seen.add(triple)
                yield triple


def _iris(terms: Iterable[object]) -> set[str]:
    return {t.value for t in terms if isinstance(t, NamedNode)}


def _asserted(look: Lookup, node: NamedNode) -> list[NamedNode]:
    found = {s for end in (SUBJECT, OBJECT) for s, _ in look.into(node, end)}
    return sorted(found, key=str)


def _incoming(look: Lookup, node: NamedNode) -> Iterator[Triple]:
    skip = {SUBJECT, OBJECT, PREDICATE}
    return (Triple(s, p, node) for s, p in look.into(node) if p not in skip)


def _triples(store: Store, node: NamedNode, predicate: NamedNode | None = None) -> list[Triple]:
    quads: islice[Quad] = islice(store.quads_for_pattern(node, predicate, None, None), READ)
    return sorted((q.triple for q in quads), key=str)


def search(look: Lookup, forms: list[str], prefixes: dict[str, str], limit: int) -> list[Row]:
    """The things that have one of `forms` (one name in both scripts) in a name, best first: equal, at the start, short."""
    best: dict[str, tuple[tuple[int, int, str], str]] = {}
    filled: dict[Variable, NamedNode | BlankNode | Literal | Triple]
    for form in forms:
        filled = {Variable("form"): Literal(form)}
        found = look.store.query(SEARCH, prefixes=prefixes, substitutions=filled)
        assert isinstance(found, QuerySolutions)
        for row in islice(found, FOUND):
            thing, name = row["thing"], row["name"]
            if isinstance(thing, NamedNode) and isinstance(name, Literal):
                rank = (
                    0 if name.value == form else 1 if name.value.startswith(form) else 2,
                    len(name.value),
                    name.value,
                )
                best[thing.value] = min(best.get(thing.value, (rank, name.value)), (rank, name.value))
    chosen = sorted(best.items(), key=lambda pair: (pair[1][0], pair[0]))[:limit]
    return [_hit(look, iri, name) for iri, (_, name) in chosen]


def _hit(look: Lookup, iri: str, name: str) -> Row:
    node = NamedNode(iri)
    mentioned = sum(1 for _ in islice(look.store.quads_for_pattern(None, MENTIONS, node, None), READ))
    return {**look.term(node), "classes": look.classes(node), "name": name, "reports": mentioned}


def members(look: Lookup, name: str, page: int, size: int) -> Row:
    """The things of a class, a page at a time, in the order of their IRIs."""
    quads = look.store.quads_for_pattern(None, NamedNode(RDF + "type"), look.kg(name), None)
    iris = sorted(q.subject.value for q in quads if isinstance(q.subject, NamedNode))
    start = (max(page, 1) - 1) * size
    rows = [{**look.term(NamedNode(i)), "classes": [name]} for i in iris[start : start + size]]
    return {"name": name, "total": len(iris), "page": max(page, 1), "rows": rows}


def reports(look: Lookup, page: int, size: int) -> Row:
    """The reports of a build, a page at a time."""
    found = members(look, "Report", page, size)
    return found | {"rows": [look.report(NamedNode(r["iri"])) for r in found["rows"]]}


def marked(look: Lookup, iri: str) -> Row | None:
    """A report with its text and its spans: of each what it is evidence for. None if there is no such report."""
    node = NamedNode(iri)
    if "Report" not in look.classes(node):
        return None
    spans: list[Row] = []
    for subject, _ in look.into(node, NamedNode(OA + "hasSource")):
        match = SPAN.fullmatch(subject.value)
        if match:
            said = [_saying(look, s) for s, _ in look.into(subject, look.kg("evidence"))]
            spans.append({"start": int(match["start"]), "end": int(match["end"]), "iri": subject.value, "says": said})
    spans.sort(key=lambda s: (s["start"], -s["end"]))
    raw = look.raw(iri)
    if raw is None:
        for span in spans:
            span |= look.quote(span["iri"])
    return {**look.report(node), "text": raw, "spans": spans}


def _saying(look: Lookup, bearer: NamedNode) -> Row:
    """What a bearer of evidence says: an assertion its triple, any other node itself."""
    ends = [look.values(bearer, p) for p in (SUBJECT, PREDICATE, OBJECT)]
    if not all(ends):
        return {"thing": {**look.term(bearer), "classes": look.classes(bearer)}}
    subject, predicate, value = (e[0] for e in ends)
    if predicate == MENTIONS and isinstance(value, NamedNode):
        return {"thing": {**look.term(value), "classes": look.classes(value)}, "mention": True}
    return {"subject": look.term(subject), "predicate": predicate.value, "object": look.term(value)}


def near(look: Lookup, iri: str, hops: int = 2, limit: int = 60) -> Row | None:
    """Things around one, nearest first, and the links between them, for a picture; None if there is nothing of it."""
    order, edge = {iri: None}, [iri]
    links: dict[tuple[str, str, str], None] = {}
    for hop in range(hops):
        fresh: list[str] = []
        for at in edge:
            more = limit if hop == 0 else len(order) + BEYOND  # of a hub that is only passed by, a few
            for s, p, o in _links(look, NamedNode(at)):
                other = o if s == at else s
                if other not in order and len(order) < min(limit, more):
                    order[other] = None
                    fresh.append(other)
                if s in order and o in order:
                    links[s, p, o] = None
        edge = fresh
    if not look.classes(NamedNode(iri)):
        return None
    return {"things": [_named(look, NamedNode(i)) for i in order], "links": list(links)}


def _named(look: Lookup, node: NamedNode) -> Row:
    return {**look.term(node), "labels": look.labels(node), "classes": look.classes(node)}


def _links(look: Lookup, node: NamedNode) -> list[tuple[str, str, str]]:
    rows = [
        (node.value, local(p.value), o.value)
        for p, o in look.own(node)
        if isinstance(o, NamedNode) and o.value.startswith(look.ids)
    ]
    skip = {SUBJECT, OBJECT, MENTIONS}
    rows += [(s.value, local(p.value), node.value) for s, p in look.into(node) if p not in skip]
    shown = (r for r in rows if not re.search(r"/(?:assertion|rule)/|#", r[0] + r[2]))
    return sorted(shown, key=lambda r: "/action/" in r[0] + r[2])  # things before what they did
