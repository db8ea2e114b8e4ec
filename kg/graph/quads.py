"""Facts of one report as RDF: what the report says, and where it says it.

`fact_lines` and `evidence_lines` are the way of a build: N-Quads text, one named graph a report. `fact_triples` and
`evidence_triples` are the same as objects of pyoxigraph, which lower-cases language tags.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Quad, RdfFormat, Triple, parse

from kg.errors import VocabularyError
from kg.graph.evidence import Evidence, selectors
from kg.graph.labels import labels
from kg.graph.names import Names, Terms
from kg.graph.terms import DC, DCT, OA, PROV, RDF, RDFS, SCHEMA, SKOS, TIME, XSD, link, moment, tagged, text, typed
from kg.link.base import report_key, text_hash
from kg.model import Facts, Kind, Literal, Mark, Node, Ref, Statement, Term, Value
from kg.vocab import DATA_PROPERTIES, OBJECT_PROPERTIES, Class, Property
from kg.vocab_values import MEASURES

__all__ = ["DC", "DCT", "OA", "PROV", "RDF", "RDFS", "SCHEMA", "SKOS", "TIME", "XSD", "Names"]
__all__ += ["evidence_lines", "evidence_triples", "fact_lines", "fact_triples"]

# Nodes that are found through another one; a report does not `mention` them.
PARTS: Final = frozenset({Kind.QUANTITY, Kind.ACTION, Kind.EVENT, Kind.TIME, Kind.ITEM, Kind.CONCEPT})
# Nodes that carry their own evidence, confidence and rule.
EVIDENCED: Final = frozenset({Kind.QUANTITY, Kind.ACTION, Kind.EVENT, Kind.TIME, Kind.ITEM, Kind.MECHANISM})
# Facts between two things: each has an assertion of its own, also where it comes as an attribute of a node.
BINARY: Final = frozenset(
    {Property.HOLDS, Property.POST_IN, Property.MEMBER_OF, Property.HEAD_OF, Property.SUB_ORG_OF, Property.JURISDICTION}
    | {Property.WITHIN, Property.LOCATED_IN, Property.DESIGNATED_AS, Property.ISSUED_BY}
)
TYPE: Final = f"<{RDF}type>"
MENTIONS: Final = f"<{SCHEMA}mentions>"
DATED: Final = frozenset({Property.AS_OF})
INTERVAL: Final = (f"<{SCHEMA}startDate>", f"<{SCHEMA}endDate>")
INSTANT: Final = {"date": "inXSDDate", "gYearMonth": "inXSDgYearMonth", "gYear": "inXSDgYear"}


class Page:
    """The named graph of one report: collects its statements, each `subject predicate object` as N-Triples text."""

    def __init__(self, facts: Facts, names: Names) -> None:
        self.facts, self.terms = facts, names.terms
        self.key = report_key(facts.document)
        self.report = self.terms.key(self.key)
        self.statements: list[str] = []
        self.add = self.statements.append
        self.evidence = Evidence(self.add, self.terms, self.key)

    def lines(self) -> list[bytes]:
        """N-Quads lines in UTF-8, each ending in a newline, each once, in no particular order."""
        end = f" {self.report} .\n".encode()
        return [statement.encode() + end for statement in dict.fromkeys(self.statements)]


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
        page.add(" ".join(_triple(s, page.terms)))
    for b in facts.silent:
        page.add(
            f"{page.report} {page.terms.property(Property.SILENT)} {page.terms.ids}{page.key}#char={b.start},{b.end}>"
        )
    _measures(page)
    return page.lines()


def evidence_lines(facts: Facts, names: Names) -> list[bytes]:
    """Where the report says it: assertions, spans and rules, as N-Quads lines in the report's graph.

    Raises:
        VocabularyError: as `fact_lines`.
    """
    page = Page(facts, names)
    terms, evidence = page.terms, page.evidence
    seen: set[Mark] = set()
    for node in facts.nodes:
        seen.update(node.marks)
        if node.kind not in PARTS and node.marks:
            evidence.assertion(page.report, MENTIONS, terms.key(node.key), node.marks)
        for name, attribute in node.attributes:
            if name in BINARY and node.marks:
                statement = Statement(node.key, name, attribute, node.marks)
                evidence.assertion(*_triple(statement, terms), node.marks)
    for s in facts.statements:
        seen.update(s.marks)
        evidence.assertion(*_triple(s, terms), s.marks)
    silent = {(s.start, s.end) for s in facts.silent}
    for b, e in sorted(silent.union((m.span.start, m.span.end) for m in seen)):
        selectors(page.add, terms, page.key, facts.document.raw, b, e)
    evidence.rules({m.rule for m in seen})
    return page.lines()


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


def _triple(s: Statement, terms: Terms) -> tuple[str, str, str]:
    return terms.key(s.subject), terms.property(s.predicate), value(s.predicate, s.object, terms)


def _report(page: Page) -> None:
    facts, document, add, report = page.facts, page.facts.document, page.add, page.report
    terms = page.terms
    add(f"{report} {TYPE} {terms.cls(Class.REPORT)}")
    add(f"{report} <{DCT}identifier> {text(document.name)}")
    add(f"{report} {terms.property(Property.TEXT_HASH)} {text(text_hash(document.raw))}")
    add(f"{report} {terms.property(Property.TEXT_LENGTH)} {typed(str(len(document.raw)), 'integer')}")
    if document.title:
        add(f"{report} <{DCT}title> {tagged(document.title, 'zh')}")
    if document.url:
        add(f"{report} <{DCT}source> {link(document.url)}")
    if document.site:
        add(f"{report} <{DC}publisher> {text(document.site)}")
    if facts.published:
        add(f"{report} <{DCT}issued> {moment(facts.published)}")
    if facts.published_basis:
        add(f"{report} {terms.property(Property.PUBLISHED_BASIS)} {text(facts.published_basis)}")
    if facts.area:
        add(f"{report} <{DCT}spatial> {terms.key(facts.area)}")
        add(f"{report} {terms.property(Property.AREA_BASIS)} {text(facts.area_basis)}")


def _node(page: Page, node: Node) -> None:
    add, terms = page.add, page.terms
    subject = terms.key(node.key)
    for name in (node.kind.value, *node.classes):
        add(f"{subject} {TYPE} {terms.cls(name)}")
    for predicate, label in labels(node):
        add(f"{subject} {predicate} {label}")
    for name, attribute in node.attributes:
        add(f"{subject} {terms.property(name)} {value(name, attribute, terms)}")
        if name == Property.ISO and isinstance(attribute, Literal):
            _dates(page, subject, attribute.value)
    if node.marks and node.kind not in PARTS:
        add(f"{page.report} {MENTIONS} {subject}")
    if node.kind in EVIDENCED:
        page.evidence.of(subject, node.marks)


def _dates(page: Page, subject: str, iso: str) -> None:
    """The typed dates of an ISO 8601 time: an instant by OWL-Time, the two ends of a period by schema.org."""
    if "/" in iso:
        for predicate, end in zip(INTERVAL, iso.split("/", 1), strict=True):
            if end not in ("", ".."):
                page.add(f"{subject} {predicate} {moment(end)}")
        return
    literal = moment(iso)
    datatype = literal.rpartition("#")[2].rstrip(">")
    if datatype in INSTANT:
        page.add(f"{subject} <{TIME}{INSTANT[datatype]}> {literal}")
    else:
        page.add(f"{subject} <{RDF}value> {literal}")


def _measures(page: Page) -> None:
    """Types and labels of the measures that the report uses, so that a graph can be read without the ontology."""
    used = {v for n in page.facts.nodes for k, v in n.attributes if k == Property.MEASURE and isinstance(v, Term)}
    for term in sorted(used, key=lambda t: t.name):
        node = page.terms.value(term)
        zh, en = MEASURES[term.name]
        page.add(f"{node} {TYPE} {page.terms.cls(Class.MEASURE)}")
        page.add(f"{node} <{SKOS}prefLabel> {tagged(zh, 'zh-Hans')}")
        page.add(f"{node} <{SKOS}prefLabel> {tagged(en, 'en')}")
        page.add(f"{node} <{SKOS}notation> {text(term.name)}")


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
