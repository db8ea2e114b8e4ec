"""What shapes cannot say or would say too slowly: checks of one report's graph by set operations on its lines."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pyoxigraph import Literal, Quad, RdfFormat, parse

from kg.graph.names import Names
from kg.graph.quads import BINARY
from kg.graph.terms import OA, PROV, RDF, SCHEMA, SKOS, XSD
from kg.vocab import Class, Property

TYPE: Final = f"<{RDF}type>"
REIFIED: Final = tuple(f"<{RDF}{part}>" for part in ("subject", "predicate", "object"))
_SPAN = re.compile(r"(.*)#char=(\d+),(\d+)>")
_SELECTORS = (";position>", ";quote>")
_INTEGER = f"^^<{XSD}integer>"
_CONFIDENCE = re.compile(rf'"(\d*\.?\d+)"\^\^<{re.escape(XSD)}decimal>')
CODED: Final = ("Span", "Position", "Quote", "Assertion")  # shapes whose work is done here, three times faster
Row = tuple[str, str, str]


class Severity(StrEnum):
    """Whether a finding makes a graph invalid."""

    VIOLATION = "violation"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something that is not as it should be: how bad, at which node, and what."""

    severity: Severity
    focus: str
    message: str


def split_line(line: bytes) -> tuple[str, str, str, str]:
    """Subject, predicate, object and graph of an N-Quads line, as N-Triples text.

    Raises:
        ValueError: if the line has no four parts.
    """
    subject, predicate, rest = line.decode().split(" ", 2)
    value, graph, _ = rest.rsplit(" ", 2)
    return subject, predicate, value, graph


def literal(term: str) -> str:
    """The value of a literal in N-Triples text, its escapes undone."""
    if "\\" not in term:
        return term[1 : term.rindex('"')]
    quad = next(iter(parse(f"<a:a> <a:a> {term} .".encode(), format=RdfFormat.N_TRIPLES)))
    assert isinstance(quad, Quad) and isinstance(quad.object, Literal)
    return quad.object.value


class ReportGraph:
    """The statements of one report, indexed for the checks.

    Args:
        graph: the report's IRI as N-Triples text.
        rows: its statements.
        names: the base of the build.
        raw: the report's raw text, if it is at hand.
    """

    def __init__(self, graph: str, rows: Iterable[Row], names: Names, raw: str | None = None) -> None:
        self.graph, self.raw, self._terms = graph, raw, names.terms
        self.rows = frozenset(rows)
        self.types: dict[str, set[str]] = defaultdict(set)
        self._by: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for subject, predicate, value in self.rows:
            self._by[predicate][subject].append(value)
            if predicate == TYPE:
                self.types[value].add(subject)
        parts = [self._by[p] for p in REIFIED]
        found = (tuple(part.get(a, [""])[0] for part in parts) for a in self.types[self._terms.cls(Class.ASSERTION)])
        self.reified = frozenset((s, p, o) for s, p, o in found)

    def findings(self) -> Iterator[Finding]:
        """Everything that is wrong with the report's graph, in no particular order."""
        yield from self._assertions()
        yield from self._nodes()
        yield from self._mechanisms()
        yield from self._spans()

    def _get(self, subject: str, predicate: str) -> list[str]:
        return self._by[predicate].get(subject, [])

    def facts(self) -> Iterator[Row]:
        """The statements that are left to the shapes: all but assertions and the insides of spans."""
        assertions, spans = (self.types[self._cls(name)] for name in (Class.ASSERTION, Class.SPAN))
        for row in self.rows:
            subject = row[0]
            if subject in assertions or (subject in spans and row[1] != TYPE) or subject.endswith(_SELECTORS):
                continue
            yield row

    def _assertions(self) -> Iterator[Finding]:
        for subject, predicate, value in self.reified - self.rows:
            what = f"the reified triple is not asserted in the graph: {subject} {predicate} {value}"
            yield Finding(Severity.VIOLATION, self.graph, what)
        for predicate in (f"<{SCHEMA}mentions>", *map(self._terms.property, sorted(BINARY))):
            for subject, values in self._by[predicate].items():
                for value in values:
                    if (subject, predicate, value) not in self.reified:
                        yield Finding(Severity.VIOLATION, subject, f"no assertion backs {predicate} {value}")
        for node in self.types[self._cls(Class.ASSERTION)]:
            for part in REIFIED:
                yield from self._one(node, part)
            yield from self._backed(node)

    def _one(self, node: str, predicate: str) -> Iterator[Finding]:
        count = len(self._get(node, predicate))
        if count != 1:
            yield Finding(Severity.VIOLATION, node, f"{predicate}: wants one value, has {count}")

    def _backed(self, node: str) -> Iterator[Finding]:
        """What is wrong with the evidence, the rule and the confidence of an assertion."""
        for name, predicate in (
            (Class.SPAN, self._terms.property(Property.EVIDENCE)),
            (Class.RULE, f"<{PROV}wasGeneratedBy>"),
        ):
            found = self._get(node, predicate)
            if not found or not self.types[self._cls(name)].issuperset(found):
                yield Finding(Severity.VIOLATION, node, f"{predicate}: wants at least one kg:{name}, and nothing else")
        confidence = self._terms.property(Property.CONFIDENCE)
        yield from self._one(node, confidence)
        for value in self._get(node, confidence):
            number = _CONFIDENCE.fullmatch(value)
            if number is None or not 0 < float(number[1]) <= 1:
                what = f"{confidence}: wants one confidence above 0 and up to 1 (is {value})"
                yield Finding(Severity.VIOLATION, node, what)

    def _nodes(self) -> Iterator[Finding]:
        """Nodes without a class, and nodes of facts that nothing in the text backs."""
        typed = {s for subjects in self.types.values() for s in subjects}
        spans = self._by[self._terms.property(Property.EVIDENCE)]
        backed = {*spans, *(s for s, _, _ in self.reified), *(o for _, _, o in self.reified)}
        counts = self._by[self._terms.property(Property.COUNT_OF)]
        backed |= {value for subject, values in counts.items() if subject in spans for value in values}
        for subject, predicate, value in self.rows:
            if value.startswith(self._terms.ids) and value not in typed:
                yield Finding(Severity.VIOLATION, value, f"has no class, though {subject} has it as {predicate}")
        helpers = {self.graph, *(s for n in (Class.MEASURE, Class.RULE, Class.SPAN) for s in self.types[self._cls(n)])}
        for subject in typed - backed - helpers:
            if "#char=" not in subject:
                yield Finding(Severity.VIOLATION, subject, "no text span backs this node")

    def _cls(self, name: str) -> str:
        return self._terms.cls(name)

    def _mechanisms(self) -> Iterator[Finding]:
        items, declared = (self._terms.property(p) for p in (Property.ITEM, Property.DECLARED_ITEMS))
        for node in self.types[self._cls(Class.MECHANISM)]:
            listed = self._get(node, items)
            numbers = sorted(int(literal(n)) for item in listed for n in self._get(item, f"<{SKOS}notation>"))
            if numbers != list(range(1, len(listed) + 1)):
                yield Finding(Severity.VIOLATION, node, f"its items are numbered {numbers}, not 1 to {len(listed)}")
            for number in self._get(node, declared):
                if listed and literal(number) != str(len(listed)):
                    what = f"its name declares {literal(number)} items, the text lists {len(listed)}"
                    yield Finding(Severity.WARNING, node, what)

    def _spans(self) -> Iterator[Finding]:
        for span in self.types[self._cls(Class.SPAN)]:
            match = _SPAN.fullmatch(span)
            if match is None or f"{match[1]}>" != self.graph:
                yield Finding(Severity.VIOLATION, span, "the IRI of a span is <report#char=start,end>")
                continue
            if self._get(span, f"<{OA}hasSource>") != [self.graph]:
                yield Finding(Severity.VIOLATION, span, "its source is not the report that its IRI names")
            start, end = int(match[2]), int(match[3])
            position, quote = f"{span[:-1]};position>", f"{span[:-1]};quote>"
            if sorted(self._get(span, f"<{OA}hasSelector>")) != [position, quote]:
                yield Finding(Severity.VIOLATION, span, "wants one position and one quote selector")
            yield from self._one(quote, f"<{OA}prefix>")
            yield from self._one(quote, f"<{OA}suffix>")
            found = [self._get(position, f"<{OA}start>"), self._get(position, f"<{OA}end>")]
            if found != [[f'"{start}"{_INTEGER}'], [f'"{end}"{_INTEGER}']] or start >= end:
                yield Finding(Severity.VIOLATION, span, "the position selector does not say what the IRI says")
            exact = self._get(quote, f"<{OA}exact>")
            yield from self._quote(span, start, end, literal(exact[0]) if len(exact) == 1 else "")

    def _quote(self, span: str, start: int, end: int, exact: str) -> Iterator[Finding]:
        if len(exact) != end - start:
            yield Finding(Severity.VIOLATION, span, f"quotes {len(exact)} characters of {end - start}")
        elif self.raw is not None and literal_form(self.raw[start:end]) != exact:
            yield Finding(Severity.VIOLATION, span, f"quotes {exact!r}, the raw text has {self.raw[start:end]!r}")


def literal_form(text: str) -> str:
    """`text` as a literal can hold it: lone surrogates become U+FFFD."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)
