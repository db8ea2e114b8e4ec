"""Linking mechanisms: one node for a name in a report, its items numbered, nothing shared between reports."""

from __future__ import annotations

from kg.extract import mechanisms
from kg.extract.run import extract
from kg.link.base import Linked
from kg.link.mechanisms import link_mechanisms
from kg.model import Document, Kind, Literal, Ref, Text
from kg.offsets import OffsetMap
from kg.resources import load_resources

TEXT = "按照查人、查车、查货的“三查”原则值守。各村落实“三查”要求,推行“两码”核验。"


def linked(text: str) -> Linked:
    extractor = mechanisms.build(load_resources())
    return link_mechanisms(
        extract(Text(Document("t", text, "t"), text, text, OffsetMap.identity(len(text))), [extractor])
    )


def test_one_node_with_both_places_and_all_surfaces() -> None:
    (node,) = [n for n in linked(TEXT).nodes if n.label == "三查"]
    assert [m.span.of(TEXT) for m in node.marks] == ["三查", "三查"]
    assert {"“三查”原则", "“三查”要求"} <= set(node.aliases)
    assert ("declaredItems", Literal("3", "integer")) in node.attributes


def test_items_are_numbered_nodes_with_evidence() -> None:
    found = linked(TEXT)
    (node,) = [n for n in found.nodes if n.label == "三查"]
    items = [n for n in found.nodes if n.kind is Kind.ITEM]
    assert [(n.label, n.attributes, [m.span.of(TEXT) for m in n.marks]) for n in items] == [
        (label, (("notation", Literal(str(k))),), [label]) for k, label in enumerate(("查人", "查车", "查货"), 1)
    ]
    assert [v for p, v in node.attributes if p == "item"] == [Ref(n.key) for n in items]


def test_declared_items_that_are_not_listed_stay_away() -> None:
    (node,) = [n for n in linked(TEXT).nodes if n.label == "两码"]
    assert node.attributes == (("declaredItems", Literal("2", "integer")),)


def test_reports_do_not_share_mechanisms() -> None:
    one, other = linked(TEXT), linked(TEXT + "另一份。")
    assert not {n.key for n in one.nodes} & {n.key for n in other.nodes}


def test_the_full_width_plus_of_the_file_is_a_hidden_name() -> None:
    raw, normal = "推行“互联网＋监管”模式。", "推行“互联网+监管”模式。"
    extractor = mechanisms.build(load_resources())
    page = extract(Text(Document("t", raw, "t"), normal, normal, OffsetMap.identity(len(raw))), [extractor])
    (node,) = [n for n in link_mechanisms(page).nodes if n.kind is Kind.MECHANISM]
    assert (node.label, node.hidden) == ("互联网+监管", ("互联网＋监管",))
