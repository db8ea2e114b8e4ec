"""Where an act took place."""

from __future__ import annotations

from functools import cache

from kg.model import Document, Kind, Ref
from kg.pipeline import Engine, facts_of, load_engine

ENGINE = cache(load_engine)


def places_of(text: str) -> set[str]:
    engine: Engine = ENGINE()
    nodes = facts_of(Document("r", text, "r.txt"), engine).nodes
    found = [v for n in nodes if n.kind is Kind.ACTION for name, v in n.attributes if name == "place"]
    return {v.key.split("/")[0] for v in found if isinstance(v, Ref)}


def test_an_opinion_is_no_place() -> None:
    text = "安吉县应急管理局局长李国强介绍了情况。在李国强看来,要做好防汛准备,组织党员干部巡查堤坝,转移群众300人。\n"
    assert places_of(text) == {"area"}


def test_a_notice_for_all_is_not_about_where_the_epidemic_broke_out() -> None:
    text = "疫情防控指南\n\n对来自湖北的人员要做好登记。员工每天测量体温,佩戴口罩,食堂每天消毒。\n"
    assert places_of(text) == set()
    assert places_of("抗洪指南\n\n湖北连日暴雨。抢险队员转移群众300人,加固堤坝。\n") == {"area"}
