"""Facts of one report as quads: facts and evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal as RdfLiteral
from pyoxigraph import NamedNode, Triple

from kg.link.base import hashed_key, report_key, slug
from kg.model import Facts, Kind, Literal, Mark, Node, Ref, Statement, Term, Value

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
XSD = "http://www.w3.org/2001/XMLSchema#"
DCT = "http://purl.org/dc/terms/"
SCHEMA = "https://schema.org/"
UNIT = "http://qudt.org/vocab/unit/"
CURRENCY = "http://qudt.org/vocab/currency/"
CONTEXT = 12  # characters of prefix and suffix


@dataclass(frozen=True)
class Names:
    """IRIs below one base."""

    base: str = "https://example.org/kg/"

    def key(self, key: str) -> NamedNode:
        return NamedNode(f"{self.base}id/{key}")

    def kg(self, name: str) -> NamedNode:
        return NamedNode(f"{self.base}ont#{name}")

    def term(self, term: Term) -> NamedNode:
        prefix = {"kg": f"{self.base}ont#", "measure": f"{self.base}measure/", "unit": UNIT, "cur": CURRENCY}
        return NamedNode(prefix[term.prefix] + term.name)

    def predicate(self, name: str) -> NamedNode:
        if name == "mentions":
            return NamedNode(SCHEMA + "mentions")
        if name == "notation":
            return NamedNode(SKOS + "notation")
        return self.kg(name)


def fact_triples(facts: Facts, names: Names) -> Iterator[Triple]:
    """What the report says."""
    report = names.key(report_key(facts.document))
    yield Triple(report, NamedNode(RDF + "type"), names.kg("Report"))
    yield Triple(report, NamedNode(DCT + "identifier"), RdfLiteral(facts.document.name))
    for node in facts.nodes:
        yield from _node(node, names)
        if node.kind not in (Kind.QUANTITY, Kind.ACTION, Kind.TIME, Kind.ITEM) and node.marks:
            yield Triple(report, NamedNode(SCHEMA + "mentions"), names.key(node.key))
        if node.kind in (Kind.QUANTITY, Kind.ACTION, Kind.TIME, Kind.ITEM, Kind.MECHANISM):
            for mark in node.marks:
                yield Triple(names.key(node.key), names.kg("evidence"), _span(report, mark))
    for s in facts.statements:
        yield Triple(names.key(s.subject), names.predicate(s.predicate), _value(s.object, names))


def _node(node: Node, names: Names) -> Iterator[Triple]:
    subject = names.key(node.key)
    for name in (node.kind.value, *node.classes):
        yield Triple(
            subject, NamedNode(RDF + "type"), NamedNode(SKOS + "Concept") if name == "Concept" else names.kg(name)
        )
    yield Triple(subject, NamedNode(SKOS + "prefLabel"), RdfLiteral(node.label, language="zh-Hans"))
    for alias in node.aliases:
        yield Triple(subject, NamedNode(SKOS + "altLabel"), RdfLiteral(alias, language="zh-Hans"))
    for form in node.hant:
        yield Triple(subject, NamedNode(SKOS + "altLabel"), RdfLiteral(form, language="zh-Hant"))
    for form in node.hidden:
        yield Triple(subject, NamedNode(SKOS + "hiddenLabel"), RdfLiteral(form))
    for name, value in node.attributes:
        yield Triple(subject, names.predicate(name), _value(value, names))


def evidence_triples(facts: Facts, names: Names) -> Iterator[Triple]:
    """Where the report says it."""
    report = names.key(report_key(facts.document))
    seen: set[Mark] = set()
    for node in facts.nodes:
        seen.update(node.marks)
        if node.kind not in (Kind.QUANTITY, Kind.ACTION, Kind.TIME, Kind.ITEM) and node.marks:
            statement = Statement(report_key(facts.document), "mentions", Ref(node.key), node.marks)
            yield from _assertion(statement, report, names)
    for s in facts.statements:
        seen.update(s.marks)
        yield from _assertion(s, report, names)
    for b, e in sorted({(m.span.start, m.span.end) for m in seen}):
        yield from _selectors(facts.document.raw, report, b, e, names)


def _assertion(s: Statement, report: NamedNode, names: Names) -> Iterator[Triple]:
    node = names.key(hashed_key("assertion", report.value, s.subject, s.predicate, s.object))
    yield Triple(node, NamedNode(RDF + "type"), names.kg("Assertion"))
    yield Triple(node, NamedNode(RDF + "subject"), names.key(s.subject))
    yield Triple(node, NamedNode(RDF + "predicate"), names.predicate(s.predicate))
    yield Triple(node, NamedNode(RDF + "object"), _value(s.object, names))
    best = max(m.confidence for m in s.marks)
    yield Triple(node, names.kg("confidence"), RdfLiteral(f"{best:g}", datatype=NamedNode(XSD + "decimal")))
    for m in s.marks:
        yield Triple(node, names.kg("evidence"), _span(report, m))
        yield Triple(node, NamedNode(PROV + "wasGeneratedBy"), names.key(f"rule/{slug(m.rule)}"))


def _selectors(raw: str, report: NamedNode, b: int, e: int, names: Names) -> Iterator[Triple]:
    span = NamedNode(f"{report.value}#char={b},{e}")
    position, text = NamedNode(f"{span.value};position"), NamedNode(f"{span.value};quote")
    integer = NamedNode(XSD + "integer")
    yield Triple(span, NamedNode(RDF + "type"), names.kg("Span"))
    yield Triple(span, NamedNode(OA + "hasSource"), report)
    yield Triple(span, NamedNode(OA + "hasSelector"), position)
    yield Triple(span, NamedNode(OA + "hasSelector"), text)
    yield Triple(position, NamedNode(RDF + "type"), NamedNode(OA + "TextPositionSelector"))
    yield Triple(position, NamedNode(OA + "start"), RdfLiteral(str(b), datatype=integer))
    yield Triple(position, NamedNode(OA + "end"), RdfLiteral(str(e), datatype=integer))
    yield Triple(text, NamedNode(RDF + "type"), NamedNode(OA + "TextQuoteSelector"))
    yield Triple(text, NamedNode(OA + "exact"), RdfLiteral(raw[b:e]))
    yield Triple(text, NamedNode(OA + "prefix"), RdfLiteral(raw[max(0, b - CONTEXT) : b]))
    yield Triple(text, NamedNode(OA + "suffix"), RdfLiteral(raw[e : e + CONTEXT]))


def _span(report: NamedNode, mark: Mark) -> NamedNode:
    return NamedNode(f"{report.value}#char={mark.span.start},{mark.span.end}")


def _value(value: Value, names: Names) -> NamedNode | RdfLiteral:
    if isinstance(value, Ref):
        return names.key(value.key)
    if isinstance(value, Term):
        return names.term(value)
    assert isinstance(value, Literal)
    if value.language:
        return RdfLiteral(value.value, language=value.language)
    if value.datatype == "string":
        return RdfLiteral(value.value)
    return RdfLiteral(value.value, datatype=NamedNode(XSD + value.datatype))
