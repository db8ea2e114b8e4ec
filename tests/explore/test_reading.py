"""A build read back: items with kinds, labels, evidence and the place they belong to."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kg.explore.areas import home_areas
from kg.explore.book import DRAWN, KINDS, Book, Item, Link, Source
from kg.explore.crowd import crowd
from kg.explore.reading import read_book
from kg.originals import Originals

HEAD = "@base <https://k.example/id/> .\n@prefix kg: <https://k.example/ont#> .\n@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix dcterms: <http://purl.org/dc/terms/> .\n@prefix oa: <http://www.w3.org/ns/oa#> .\n@prefix prov: <http://www.w3.org/ns/prov#> .\n@prefix schema: <https://schema.org/> .\n@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
FACTS = """<report/a> a kg:Report ; dcterms:identifier "a" ; dcterms:spatial <area/131125> ; schema:mentions <person/x>, <area/131125> .
<area/131125> a kg:AdminArea ; skos:prefLabel "安平县"@zh-Hans ; kg:adminCode "131125" .
<person/x> a kg:Official, kg:Person ; skos:prefLabel "李安"@zh-Hans, "李安"@zh-Hant ; skos:altLabel "老李"@zh-Hans ; kg:holds <post/x> .
<post/x> a kg:Post ; skos:prefLabel "县长"@zh-Hans, "縣長"@zh-Hant .
"""
EVIDENCE = """<assertion/1> a kg:Assertion ; rdf:subject <person/x> ; rdf:predicate kg:holds ; rdf:object <post/x> ; kg:confidence 0.97 ;
 kg:evidence <report/a#char=0,4> ; prov:wasGeneratedBy <rule/r> .
<assertion/2> a kg:Assertion ; rdf:subject <report/a> ; rdf:predicate schema:mentions ; rdf:object <person/x> ; kg:confidence 0.9 ;
 kg:evidence <report/a#char=2,4> ; prov:wasGeneratedBy <rule/r> .
<rule/r> a kg:Rule ; rdfs:label "person.x" .
<report/a#char=0,4> a kg:Span ; oa:hasSource <report/a> .
<report/a#char=2,4> a kg:Span ; oa:hasSource <report/a> .
<report/a#char=2,4;quote> a oa:TextQuoteSelector ; oa:exact "李安" ; oa:prefix "县长" ; oa:suffix "说" .
<report/a#char=2,4;position> a oa:TextPositionSelector ; oa:start 2 ; oa:end 4 .
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A build of one sentence, with a base of its own."""
    (tmp_path / "graph.ttl").write_text(HEAD + FACTS, encoding="utf-8")
    (tmp_path / "evidence.ttl").write_text(HEAD + EVIDENCE, encoding="utf-8")
    return tmp_path


def by_key(book: Book) -> dict[str, Item]:
    return {item.key: item for item in book.items}


def test_items_and_links_with_what_is_said_of_them(small: Path) -> None:
    book = read_book(small, {})
    person = by_key(book)["person/x"]
    assert (person.kind, person.hans, person.hant, person.others) == ("Person", "李安", "", ("老李",))
    assert person.fact("type") == "Official" and person.confidence == 0.9 and person.rules == ("person.x",)
    assert [(book.spans[n].start, book.spans[n].end, book.spans[n].exact) for n in person.spans] == [(2, 4, "李安")]
    (link,) = book.links
    assert (link.predicate, link.confidence, link.rules) == ("holds", 0.97, ("person.x",))
    assert book.base == "https://k.example/"


def test_quotes_are_not_kept_where_the_text_is_at_hand(small: Path) -> None:
    book = read_book(small, {"report/a": "县长李安说。"})
    assert {s.exact for s in book.spans} == {""}
    assert book.sources[0].text == "县长李安说。"


def test_a_build_of_seeds_has_every_kind_and_evidence_behind_links(out: Path) -> None:
    book = read_book(out, Originals(out).texts())
    assert {i.kind for i in book.items} <= set(KINDS) and {"Person", "Action", "Quantity"} <= {
        i.kind for i in book.items
    }
    assert all(link.spans for link in book.links)
    assert all(item.spans for item in book.items if item.kind in DRAWN)
    assert {s.area for s in book.sources} == {"130324", "141028", "141102", "220500", "632323"}
    assert len([i for i in book.items if not i.area]) < len(book.items) / 8


def test_things_take_the_area_of_what_they_are_linked_with() -> None:
    items = [
        Item("area/1", "AdminArea", "甲县", facts=(("adminCode", "130324"),)),
        Item("org/1", "Organization", "县委"),
        Item("post/1", "Post", "书记"),
        Item("person/1", "Person", "王五", reports=(1,)),
        Item("action/1", "Action", "设卡"),
        Item("quantity/1", "Quantity", "3个"),
        Item("resource/1", "Resource", "口罩", reports=(0, 1)),
        Item("resource/2", "Resource", "药品", reports=(1,)),
    ]
    links = [
        Link(1, "jurisdiction", 0),
        Link(2, "postIn", 1),
        Link(3, "holds", 2),
        Link(4, "place", 0),
        Link(4, "quantity", 5),
    ]
    sources = [Source("report/a", "a", area="area/1"), Source("report/b", "b", area="area/9")]
    items.append(Item("area/9", "AdminArea", "乙县", facts=(("adminCode", "130321"),)))
    placed, reports = home_areas(items, links, sources)
    assert [i.area for i in placed[:8]] == ["130324"] * 6 + ["130300", "130321"]
    assert [s.area for s in reports] == ["130324", "130321"]


def test_a_crowd_is_packed_by_group() -> None:
    groups = ["a"] * 500 + ["b"] * 300 + ["a", "b"]
    points = crowd(groups, ["a", "b"], np.ones(len(groups)))
    assert (np.hypot(*points.T) <= 1).all()
    centre = {g: points[[i for i, x in enumerate(groups) if x == g]].mean(axis=0) for g in "ab"}
    assert np.hypot(*(points[-2] - centre["a"])) < 0.06 and np.hypot(*(points[-1] - centre["b"])) < 0.06
    assert len({tuple(p) for p in points.round(9)}) == len(groups)
