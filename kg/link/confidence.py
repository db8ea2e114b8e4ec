"""The last step of linking: every mark gets the confidence that its rule has earned for this kind of fact."""

from __future__ import annotations

from dataclasses import replace

from kg.lexicon.confidence import Confidence
from kg.model import Facts, Mark, Node, Statement


def calibrated(facts: Facts, table: Confidence) -> Facts:
    """`facts` with the measured confidence in every mark; nothing else changes."""
    known: dict[tuple[str, str, float], float] = {}

    def measured(kind: str, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
        out = []
        for mark in marks:
            key = (kind, mark.rule, mark.confidence)
            if key not in known:
                known[key] = table.of(*key)
            out.append(Mark(mark.span, mark.rule, known[key]))
        return tuple(out)

    def node(n: Node) -> Node:
        return replace(n, marks=measured(n.kind, n.marks)) if n.marks else n

    statements = tuple(
        Statement(s.subject, s.predicate, s.object, measured(s.predicate, s.marks)) for s in facts.statements
    )
    return replace(facts, nodes=tuple(node(n) for n in facts.nodes), statements=statements)
