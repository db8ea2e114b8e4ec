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
