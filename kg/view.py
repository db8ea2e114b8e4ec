"""A store as an explanation reads it: all reports together, terms as IRIs and literals, answers in a fixed order."""

from __future__ import annotations

from functools import cached_property

from pyoxigraph import Literal, NamedNode, Store

from kg.errors import KgError
from kg.graph.terms import DCT, RDF, RDFS, SKOS

TYPE, SUBJECT, PREDICATE, OBJECT = (NamedNode(RDF + n) for n in ("type", "subject", "predicate", "object"))
LABELS = tuple(NamedNode(SKOS + n) for n in ("prefLabel", "altLabel", "hiddenLabel"))
NAMES = (LABELS[0], NamedNode(RDFS + "label"), NamedNode(DCT + "identifier"))
Value = NamedNode | Literal
Row = tuple[NamedNode, NamedNode, Value]


class View:
    """Questions to a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def rows(
        self, subject: NamedNode | None, predicate: NamedNode | None = None, value: Value | None = None
    ) -> list[Row]:
        """Statements that match, whichever report says so, each once, in order."""
        found: dict[str, Row] = {}
        for quad in self._store.quads_for_pattern(subject, predicate, value, None):
            s, p, o = quad.subject, quad.predicate, quad.object
            if isinstance(s, NamedNode) and isinstance(o, NamedNode | Literal):
                found[f"{s} {p} {o}"] = (s, p, o)
        return [found[key] for key in sorted(found)]

    def values(self, subject: NamedNode, predicate: NamedNode) -> list[Value]:
        """The objects of `subject` and `predicate`."""
        return [value for _, _, value in self.rows(subject, predicate)]

    def label(self, node: Value) -> str:
        """The Simplified label of a node, else any label, else the last part of its IRI; the value of a literal."""
        if isinstance(node, Literal):
            return node.value
        found = [v for name in NAMES for v in self.values(node, name) if isinstance(v, Literal)]
        simplified = [v for v in found if v.language in ("zh-hans", None)]
        return (simplified or found)[0].value if found else local(node)

    def sort(self, node: NamedNode) -> str:
        """What a node is: its class, and its measure if it is an action."""
        measures = sorted(self.label(v) for v in self.values(node, self.kg("measure")))
        return " ".join([*(local(v) for v in self.values(node, TYPE)), *measures])

    def evidenced(self, node: NamedNode) -> bool:
        """Whether a node carries its own evidence, and is no assertion."""
        return bool(self.rows(node, self.kg("evidence"))) and not self.rows(node, SUBJECT)

    @cached_property
    def terms(self) -> str:
        """What the IRIs of the ontology's terms start with: that of the class Report without its local name."""
        for report, _, _ in self.rows(None, NamedNode(DCT + "identifier")):
            for value in self.values(report, TYPE):
                if value.value.endswith("#Report"):
                    return value.value.removesuffix("Report")
        raise KgError("a build without reports")

    def kg(self, name: str) -> NamedNode:
        """A term of the ontology."""
        return NamedNode(self.terms + name)


def local(node: Value) -> str:
    """The last part of an IRI; the value of a literal."""
    return node.value.replace("/", "#").rpartition("#")[2] if isinstance(node, NamedNode) else node.value
