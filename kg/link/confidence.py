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
            sure = known.get(key)
            if sure is None:
                sure = known[key] = table.of(*key)
            out.append(mark if sure == mark.confidence else Mark(mark.span, mark.rule, sure))
        return tuple(out)

    nodes: list[Node] = []
    for n in facts.nodes:
        marks = measured(n.kind.value, n.marks)
        names = (n.aliases, n.hidden, n.hant)
        nodes.append(Node(n.key, n.kind, n.label, marks, *names, n.attributes, n.classes) if n.marks else n)
    said = [Statement(s.subject, s.predicate, s.object, measured(s.predicate, s.marks)) for s in facts.statements]
    return replace(facts, nodes=tuple(nodes), statements=tuple(said))
