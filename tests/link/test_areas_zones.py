"""Zones that a text calls by their kind: the reports are invented, their cities real so that the gazetteer knows them."""

from __future__ import annotations

import pytest

from kg.link.areas_zones import same_zone
from kg.model import Document, Kind, Ref
from kg.pipeline import Engine, facts_of, load_engine


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine()


def said(engine: Engine, body: str) -> set[tuple[str, str, str]]:
    found = facts_of(Document("t", body, "t"), engine)
    label = {n.key: n.label for n in found.nodes if n.kind in (Kind.AREA, Kind.ORGANIZATION)}
    return {
        (label[s.subject], s.predicate, label[s.object.key])
        for s in found.statements
        if s.subject in label and isinstance(s.object, Ref) and s.object.key in label
    }


def test_a_kind_alone_names_no_zone(engine: Engine) -> None:
    found = said(engine, "徐州市印发通知 各县(市)区人民政府、高新区管委会,市直有关单位:徐州市要做好防汛。")
    assert not any("高新区" in s and p == "within" for s, p, _ in found)
    assert "徐州高新区" not in {name for s, _, o in found for name in (s, o)}


def test_a_kind_takes_up_the_zone_named_in_full(engine: Engine) -> None:
    found = said(engine, "徐州经济技术开发区加强防汛。由经开区防汛指挥部统筹。")
    assert ("徐州经济技术开发区防汛指挥部", "jurisdiction", "徐州经济技术开发区") in found


@pytest.mark.parametrize(
    ("name", "known", "same"),
    [
        ("徐州开发区", ["徐州经济技术开发区"], "徐州经济技术开发区"),
        ("徐州高新区", ["徐州经济技术开发区"], None),
        ("徐州高新区", ["徐州高新技术产业开发区"], "徐州高新技术产业开发区"),
        ("沛县经济开发区", ["徐州经济技术开发区"], None),
        ("徐州新区", ["徐州经济技术开发区"], None),
    ],
)
def test_short_and_full_names_of_one_zone(name: str, known: list[str], same: str | None) -> None:
    assert same_zone(name, known) == same


def test_a_coded_zone_lies_in_the_city_of_its_name_unless_a_county_stands_before(engine: Engine) -> None:
    found = said(engine, "北京市启动响应。大兴区、昌平区和北京经济技术开发区有雨。")
    assert ("北京经济技术开发区", "within", "北京市") in found


def test_a_zone_lies_in_the_place_that_its_name_begins_with(engine: Engine) -> None:
    found = said(engine, "徐州市沛县启动响应。徐州市沛县张寨镇组织转移。物资送到徐州市经开区和张寨镇工业园区。")
    zones = {(s, o) for s, p, o in found if p == "within" and s.endswith(("经开区", "工业园区"))}
    assert zones == {("徐州市经开区", "徐州市"), ("张寨镇工业园区", "张寨镇")}
