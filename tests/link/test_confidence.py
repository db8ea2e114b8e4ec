"""Measured confidence replaces the rules' own, and nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.lexicon.confidence import UNSEEN, Confidence
from kg.lexicon.loader import Lexicon
from kg.link.confidence import calibrated
from kg.model import Document, Facts, Kind, Mark, Node, Ref, Statement
from kg.offsets import RawSpan
from kg.pipeline import facts_of, load_engine

TABLE = Confidence(Lexicon({"confidence.Person": {"p.a": "0.97"}, "confidence.headOf": {"p.*": "0.8"}}))


def mark(rule: str, confidence: float = 0.9) -> Mark:
    return Mark(RawSpan(0, 2), rule, confidence)


def facts(nodes: tuple[Node, ...], statements: tuple[Statement, ...] = ()) -> Facts:
    return Facts(Document("x", "王强", "x.txt"), None, None, None, "", nodes, statements)


def test_the_same_rule_is_as_sure_as_the_fact_allows() -> None:
    node = Node("person/1/王强", Kind.PERSON, "王强", (mark("p.a"), mark("p.b"), mark("p.a", 0.4)))
    said = Statement("person/1/王强", "headOf", Ref("org/1"), (mark("p.a"),))
    found = calibrated(facts((node,), (said,)), TABLE)
    assert [m.confidence for m in found.nodes[0].marks] == [0.97, UNSEEN, 0.4]
    assert [m.confidence for m in found.statements[0].marks] == [0.8]


def test_nodes_without_marks_stay() -> None:
    node = Node("concept/口罩", Kind.CONCEPT, "口罩", ())
    assert calibrated(facts((node,)), TABLE).nodes == (node,)


@pytest.fixture(scope="module")
def read() -> Facts:
    text = (Path(__file__).parents[1] / "gold" / "muchuan.txt").read_text(encoding="utf-8")
    return facts_of(Document("muchuan", text, "muchuan.txt"), load_engine())


def plain(found: Facts) -> list[object]:
    """Everything but the confidence."""
    nodes = [(n.key, n.kind, n.label, n.aliases, n.hidden, n.hant, n.attributes, n.classes) for n in found.nodes]
    said = [(s.subject, s.predicate, s.object) for s in found.statements]
    places = [[(m.span, m.rule) for m in x.marks] for x in (*found.nodes, *found.statements)]
    return [nodes, said, places, found.published, found.area]


def test_nothing_else_changes(read: Facts) -> None:
    assert plain(calibrated(read, TABLE)) == plain(read)
    assert calibrated(read, TABLE) == calibrated(read, TABLE)


def test_every_fact_of_a_report_has_a_confidence_in_range(read: Facts) -> None:
    found = [m.confidence for x in (*read.nodes, *read.statements) for m in x.marks]
    assert found
    assert all(0 < c < 1 for c in found)
    assert len(set(found)) > 5
