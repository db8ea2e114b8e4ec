"""A build as an evaluation sees it: names folded to one script, and what one report says in the terms of the gold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from opencc import OpenCC
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.errors import KgError
from kg.graph.terms import DCT, OA, PROV, RDF, RDFS, SCHEMA, SKOS
from kg.model import Kind
from kg.output import TURTLE

LABELS = (SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel")
ENTITIES = (Kind.PERSON, Kind.ORGANIZATION, Kind.AREA, Kind.FACILITY, Kind.INSTRUMENT, Kind.MECHANISM)
HALF_WIDTH = str.maketrans("，：；！？（）", ",:;!?()")
IGNORED = re.compile(r"[\s“”\"'‘’《》〈〉「」()·、,。]")
GLOSS = re.compile(r"\([^()一-鿿]{1,8}\)")
Value = NamedNode | Literal


@cache
def _simplifier() -> OpenCC:
    return OpenCC("tw2s")


@cache
def fold(text: str) -> str:
    """`text` in Simplified script, without blanks, quotes and brackets, so that two spellings of a name are equal."""
    return IGNORED.sub("", _simplifier().convert(text).translate(HALF_WIDTH))


def local(value: Value) -> str:
    """The last part of an IRI, or the text of a literal."""
    return re.split(r"[#/]", value.value)[-1]


@dataclass(frozen=True, slots=True)
class Backing:
    """What stands behind a fact in one report: rules, the confidence published, spans of the raw text with their words."""

    rules: tuple[str, ...] = ()
    confidence: float | None = None
    spans: tuple[tuple[int, int, str], ...] = ()

    @property
    def place(self) -> tuple[int, int] | None:
        """The first span, if there is one."""
        return min(((start, end) for start, end, _ in self.spans), default=None)


class Built:
    """The statements of a build, by subject and predicate."""

    def __init__(self, out: Path) -> None:
        self._rows: dict[str, dict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
        self._subjects: dict[str, set[str]] = defaultdict(set)  # by class
        self.spans: dict[str, set[str]] = defaultdict(set)  # by report
        for name in TURTLE.values():
            self._load(out / name)
        self.terms = self._terms()
        self._assertions = self._by_fact()
        self.reports = {self.one(r, DCT + "identifier"): r for r in self.typed("Report")}

    def _load(self, path: Path) -> None:
        if not path.is_file():
            raise KgError(f"{path}: not found; is the folder the output of kg build?")
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            assert isinstance(quad, Quad)
            subject, predicate, value = quad.subject, quad.predicate.value, quad.object
            if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
                continue
            self._rows[subject.value][predicate].append(value)
            if predicate == RDF + "type":
                self._subjects[value.value].add(subject.value)
            elif predicate == OA + "hasSource":
                self.spans[value.value].add(subject.value)

    def _terms(self) -> str:
        for name in sorted(self._subjects):
            if name.endswith("#Report"):
                return name.removesuffix("Report")
        raise KgError("a build without reports")

    def _by_fact(self) -> dict[tuple[str, str, str], list[str]]:
        """Assertions by what they assert."""
        out: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        for node in self.typed("Assertion"):
            parts = [self.one(node, RDF + name) or "" for name in ("subject", "predicate", "object")]
            out[parts[0], parts[1], parts[2]].append(node)
        return out

    def typed(self, name: str) -> list[str]:
        """The nodes of a class, in order."""
        return sorted(self._subjects[self.terms + name])

    def values(self, node: str, name: str) -> list[Value]:
        """The objects of a property: a local name of the ontology, or a whole IRI."""
        rows = self._rows.get(node)
        return rows.get(name if "/" in name else self.terms + name, []) if rows else []

    def one(self, node: str, name: str) -> str | None:
        """The text of the first object, if there is one."""
        found = self.values(node, name)
        return found[0].value if found else None

    def names(self, node: str) -> set[str]:
        """All labels of a node, folded."""
        return {f for label in LABELS for v in self.values(node, label) if (f := fold(v.value))}

    def names_of(self, value: Value) -> set[str]:
        """The labels of a node, or the literal itself, folded."""
        return self.names(value.value) if isinstance(value, NamedNode) else {fold(value.value)}

    def quote(self, node: str) -> str:
        """The quoted words behind a node, folded, glosses out."""
        return " ".join(fold(GLOSS.sub("", exact)) for _, _, exact in self.evidence(node))

    def evidence(self, node: str) -> list[tuple[int, int, str]]:
        """Start, end and words of each span behind a node."""
        return [self._span(v.value) for v in self.values(node, "evidence")]

    def backing(self, node: str, spans: set[str]) -> Backing:
        """What stands behind a node that carries its own evidence, or an assertion, as far as it lies in `spans`."""
        found = [v.value for v in self.values(node, "evidence") if v.value in spans]
        rules = (self.one(v.value, RDFS + "label") or local(v) for v in self.values(node, PROV + "wasGeneratedBy"))
        sure = [float(v.value) for v in self.values(node, "confidence")]
        return Backing(tuple(sorted(rules)), max(sure, default=None), tuple(self._span(s) for s in sorted(found)))

    def asserted(self, fact: tuple[str, str, str], spans: set[str]) -> Backing:
        """What stands behind a triple: subject, predicate (local name or IRI), object, as far as it lies in `spans`."""
        subject, name, value = fact
        for node in self._assertions.get((subject, name if "/" in name else self.terms + name, value), ()):
            backing = self.backing(node, spans)
            if backing.spans:
                return backing
        return Backing()

    def _span(self, span: str) -> tuple[int, int, str]:
        found: dict[str, str] = {}
        for selector in self.values(span, OA + "hasSelector"):
            for key in ("start", "end", "exact"):
                if value := self.one(selector.value, OA + key):
                    found[key] = value
        return int(found["start"]), int(found["end"]), found["exact"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the graph, in the terms of the gold."""

    node: str
    value: float | None
    unit: str
    counted: frozenset[str]
    bound: str
    scope: str


UNITS = {
    "CNY": "CNY",
    "PERCENT": "percent",
    "DAY": "day",
    "HR": "hour",
    "WK": "week",
    "MO": "month",
    "YR": "year",
    "KiloGM": "kg",
    "TONNE": "ton",
    "KiloM": "km",
    "M": "m",
    "M2": "m2",
    "Mu": "mu",
    "Magnitude": "magnitude",
}
COUNT = "count"


def gold_unit(name: str) -> str:
    """A unit of the gold; all that count things are one."""
    return name if name in UNITS.values() else COUNT


class ReportView:
    """What a build says of one report. Without a report (None) it says nothing."""

    def __init__(self, built: Built, report: str | None) -> None:
        self.built, self.report = built, report
        self._spans = built.spans.get(report, set()) if report else set()
        mentioned = {v.value for v in built.values(report, SCHEMA + "mentions")} if report else set()
        mentioned |= set(self._own("Mechanism"))
        self.entities: dict[Kind, dict[str, set[str]]] = {kind: {} for kind in ENTITIES}
        for node in sorted(mentioned):
            classes = {local(v) for v in built.values(node, RDF + "type")}
            kinds = {Kind.PERSON if name == "Official" else name for name in classes}
            for kind in ENTITIES:
                if kind in kinds:
                    self.entities[kind][node] = built.names(node)
        self.figures = [self._figure(node) for node in self._own("Quantity")]
        self.actions = self._own("Action")

    def _own(self, name: str) -> list[str]:
        """Nodes of a class whose evidence lies in this report."""
        return [
            n
            for n in self.built.typed(name)
            if self._spans.intersection(v.value for v in self.built.values(n, "evidence"))
        ]

    def behind(self, node: str) -> Backing:
        """What stands behind an entity (that the report mentions it), an action, a figure or an item."""
        own = self.built.backing(node, self._spans)
        return own if own.spans or not self.report else self.asserted(self.report, SCHEMA + "mentions", node)

    def asserted(self, subject: str, name: str, value: str) -> Backing:
        """What stands behind a triple in this report."""
        return self.built.asserted((subject, name, value), self._spans)

    def _figure(self, node: str) -> Figure:
        built = self.built
        value, unit = built.one(node, "value"), built.values(node, "unit")
        counted: Iterable[str] = (n for v in built.values(node, "countOf") for n in built.names_of(v))
        bound, scope = built.values(node, "bound"), built.values(node, "scope")
        return Figure(
            node,
            None if value is None else float(value),
            UNITS.get(local(unit[0]), COUNT) if unit else COUNT,
            frozenset(counted),
            local(bound[0]) if bound else "exact",
            local(scope[0]) if scope else "",
        )

    def measures(self, action: str) -> set[str]:
        """The measure ids of an action."""
        return {local(v) for v in self.built.values(action, "measure")}
