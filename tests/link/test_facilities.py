"""Linking sites: a site named with all its places is the one named with the last of them."""

from __future__ import annotations

import pytest

from kg.model import Document, Kind
from kg.pipeline import facts_of, load_engine


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("在河南安阳林州市防汛史纪念馆,大家参观学习。", {"林州市防汛史纪念馆", "防汛史纪念馆"}),
        ("在密云水库,水位上涨。", {"密云水库"}),
    ],
)
def test_names_from_the_last_place_on(text: str, want: set[str]) -> None:
    nodes = facts_of(Document("t", text, "t"), load_engine()).nodes
    names = {name for n in nodes if n.kind is Kind.FACILITY for name in (n.label, *n.aliases)}
    assert want <= names
    assert all(name in text for name in names)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("位于商河县的这处临时安置点住着500人。", []),
        ("商河县沙河镇的这处临时安置点住着500人。", [("沙河镇的这处临时安置点", "沙河镇")]),
        ("目前,商河县内河流水位回落,但青江流域水位仍高。", [("青江", None)]),
        ("目前,商河县内涝已经排除,但青江水位仍高。", [("青江", None)]),
        ("在商河县,青江水位上涨。", [("青江", "商河县")]),
        ("商河县受强降雨影响,青江水位上涨。", [("青江", "商河县")]),
        ("商河县的青江水位上涨。", [("青江", "商河县")]),
    ],
)
def test_labels_stand_in_the_text_and_rivers_lie_where_their_clause_says(
    text: str, want: list[tuple[str, str | None]]
) -> None:
    facts = facts_of(Document("t", text, "t"), load_engine())
    labels = {n.key: n.label for n in facts.nodes}
    places = {s.subject: labels[s.object.key] for s in facts.statements if s.predicate == "locatedIn"}  # type: ignore[union-attr]
    assert [(n.label, places.get(n.key)) for n in facts.nodes if n.kind is Kind.FACILITY] == want
