"""Facts of one report as RDF: what the report says, and where it says it.

`fact_lines` and `evidence_lines` are the way of a build: N-Quads text, one named graph a report. `fact_triples` and
`evidence_triples` are the same as objects of pyoxigraph, which lower-cases language tags.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from pyoxigraph import Quad, RdfFormat, Triple, parse

from kg.errors import VocabularyError
from kg.graph.evidence import Evidence, selectors
from kg.graph.labels import labels
from kg.graph.names import Names, Terms
from kg.graph.terms import DC, DCT, OA, PROV, RDF, RDFS, SCHEMA, SKOS, TIME, XSD, link, moment, tagged, text, typed
from kg.link.base import report_key
from kg.model import Facts, Kind, Literal, Mark, Node, Ref, Term, Value
from kg.vocab import DATA_PROPERTIES, OBJECT_PROPERTIES, Class, Property
from kg.vocab_values import MEASURES

__all__ = ["DC", "DCT", "OA", "PROV", "RDF", "RDFS", "SCHEMA", "SKOS", "TIME", "XSD", "Names"]
__all__ += ["evidence_lines", "evidence_triples", "fact_lines", "fact_triples"]

# Nodes that are found through another one; a report does not `mention` them.
PARTS: Final = frozenset({Kind.QUANTITY, Kind.ACTION, Kind.TIME, Kind.ITEM, Kind.CONCEPT})
# Nodes that carry their own evidence, confidence and rule.
EVIDENCED: Final = frozenset({Kind.QUANTITY, Kind.ACTION, Kind.TIME, Kind.ITEM, Kind.MECHANISM})
TYPE: Final = f"<{RDF}type>"
MENTIONS: Final = f"<{SCHEMA}mentions>"
DATED: Final = frozenset({Property.AS_OF})
INTERVAL: Final = (f"<{SCHEMA}startDate>", f"<{SCHEMA}endDate>")
INSTANT: Final = {"date": "inXSDDate", "gYearMonth": "inXSDgYearMonth", "gYear": "inXSDgYear"}

Add = Callable[[str, str, str], None]


class Page:
    """The named graph of one report: collects its lines."""

    def __init__(self, facts: Facts, names: Names) -> None:
        self.facts, self.terms = facts, names.terms
        self.key = report_key(facts.document)
        self.report = self.terms.key(self.key)
        self.lines: list[str] = []
        self._tail = f" {self.report} ."

    def add(self, subject: str, predicate: str, value: str) -> None:
        """Add one statement; all three as N-Triples text."""
        self.lines.append(f"{subject} {predicate} {value}{self._tail}")

    def bytes(self) -> list[bytes]:
        """The lines in UTF-8, each ending in a newline, each once, in no particular order."""
        return [f"{line}\n".encode() for line in dict.fromkeys(self.lines)]


def fact_lines(facts: Facts, names: Names) -> list[bytes]:
    """What the report says, as N-Quads lines in the report's graph.

    Raises:
        VocabularyError: if linking used a term that the ontology does not have, or a literal where a node belongs.
    """
    page = Page(facts, names)
    _report(page)
    for node in facts.nodes:
        _node(page, node)
    for s in facts.statements:
        page.add(page.terms.key(s.subject), page.terms.property(s.predicate), value(s.predicate, s.object, page.terms))
    _measures(page)
    return page.bytes()


def evidence_lines(facts: Facts, names: Names) -> list[bytes]:
    """Where the report says it: assertions, spans and rules, as N-Quads lines in the report's graph.

    Raises:
        VocabularyError: as `fact_lines`.
    """
    page = Page(facts, names)
    terms = page.terms
    evidence = Evidence(page.add, terms, page.key)
    seen: set[Mark] = set()
    for node in facts.nodes:
        seen.update(node.marks)
        if node.kind not in PARTS and node.marks:
            evidence.assertion(page.report, MENTIONS, terms.key(node.key), node.marks)
    for s in facts.statements:
        seen.update(s.marks)
        evidence.assertion(
            terms.key(s.subject), terms.property(s.predicate), value(s.predicate, s.object, terms), s.marks
        )
    for b, e in sorted({(m.span.start, m.span.end) for m in seen}):
        selectors(page.add, terms, page.key, facts.document.raw, b, e)
    evidence.rules({m.rule for m in seen})
    return page.bytes()


def fact_triples(facts: Facts, names: Names) -> Iterator[Triple]:
    """`fact_lines` as objects."""
    return _triples(fact_lines(facts, names))


def evidence_triples(facts: Facts, names: Names) -> Iterator[Triple]:
    """`evidence_lines` as objects."""
    return _triples(evidence_lines(facts, names))


def _triples(lines: Iterable[bytes]) -> Iterator[Triple]:
    for quad in parse(b"".join(lines), format=RdfFormat.N_QUADS):
        assert isinstance(quad, Quad)
        yield quad.triple


def _report(page: Page) -> None:
    facts, document, add, report = page.facts, page.facts.document, page.add, page.report
    terms = page.terms
    add(report, TYPE, terms.cls(Class.REPORT))
    add(report, f"<{DCT}identifier>", text(document.name))
    digest = hashlib.sha256(document.raw.encode("utf-8", "surrogatepass")).hexdigest()
    add(report, terms.property(Property.TEXT_HASH), text(digest))
    add(report, terms.property(Property.TEXT_LENGTH), typed(str(len(document.raw)), "integer"))
    if document.title:
        add(report, f"<{DCT}title>", tagged(document.title, "zh"))
    if document.url:
        add(report, f"<{DCT}source>", link(document.url))
    if document.site:
        add(report, f"<{DC}publisher>", text(document.site))
    if facts.published:
        add(report, f"<{DCT}issued>", moment(facts.published))
    if facts.published_basis:
        add(report, terms.property(Property.PUBLISHED_BASIS), text(facts.published_basis))
    if facts.area:
        add(report, f"<{DCT}spatial>", terms.key(facts.area))
        add(report, terms.property(Property.AREA_BASIS), text(facts.area_basis))


def _node(page: Page, node: Node) -> None:
    add, terms = page.add, page.terms
    subject = terms.key(node.key)
    for name in (node.kind.value, *node.classes):
        add(subject, TYPE, terms.cls(name))
    for predicate, label in labels(node):
        add(subject, predicate, label)
    for name, attribute in node.attributes:
        add(subject, terms.property(name), value(name, attribute, terms))
        if name == Property.ISO and isinstance(attribute, Literal):
            _dates(page, subject, attribute.value)
    if node.marks and node.kind not in PARTS:
        add(page.report, MENTIONS, subject)
    if node.kind in EVIDENCED:
        Evidence(add, terms, page.key).of(subject, node.marks)


def _dates(page: Page, subject: str, iso: str) -> None:
    """The typed dates of an ISO 8601 time: an instant by OWL-Time, the two ends of a period by schema.org."""
    if "/" in iso:
        for predicate, end in zip(INTERVAL, iso.split("/", 1), strict=True):
            if end not in ("", ".."):
                page.add(subject, predicate, moment(end))
        return
    literal = moment(iso)
    datatype = literal.rpartition("#")[2].rstrip(">")
    if datatype in INSTANT:
        page.add(subject, f"<{TIME}{INSTANT[datatype]}>", literal)
    else:
        page.add(subject, f"<{RDF}value>", literal)


def _measures(page: Page) -> None:
    """Types and labels of the measures that the report uses, so that a graph can be read without the ontology."""
    used = {v for n in page.facts.nodes for k, v in n.attributes if k == Property.MEASURE and isinstance(v, Term)}
    for term in sorted(used, key=lambda t: t.name):
        node = page.terms.value(term)
        zh, en = MEASURES[term.name]
        page.add(node, TYPE, page.terms.cls(Class.MEASURE))
        page.add(node, f"<{SKOS}prefLabel>", tagged(zh, "zh-Hans"))
        page.add(node, f"<{SKOS}prefLabel>", tagged(en, "en"))
        page.add(node, f"<{SKOS}notation>", text(term.name))


def value(name: str, found: Value, terms: Terms) -> str:
    """The value of property `name` as N-Triples text.

    Raises:
        VocabularyError: if it is a literal where a node belongs or the other way round, or no term of the ontology.
    """
    if isinstance(found, Literal):
        if name in OBJECT_PROPERTIES:
            raise VocabularyError("property", name, f"wants a node, not the literal {found.value!r}")
        if found.language:
            return tagged(found.value, found.language)
        if name in DATED:
            return moment(found.value)
        return text(found.value) if found.datatype == "string" else typed(found.value, found.datatype)
    if name in DATA_PROPERTIES:
        raise VocabularyError("property", name, f"wants a literal, not {found}")
    return terms.key(found.key) if isinstance(found, Ref) else terms.value(found)
