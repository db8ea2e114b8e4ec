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
    assert "area" not in places_of(text)
    assert places_of("抗洪指南\n\n湖北连日暴雨。抢险队员转移群众300人,加固堤坝。\n") == {"area"}


def keys_of(text: str) -> set[str]:
    nodes = facts_of(Document("r", text, "r.txt"), ENGINE()).nodes
    found = [v for n in nodes if n.kind is Kind.ACTION for name, v in n.attributes if name == "place"]
    return {v.key for v in found if isinstance(v, Ref)}


def test_a_paper_to_every_province_is_about_none() -> None:
    head = "关于减免房租的通知\n\n各省、自治区、直辖市人民政府:\n\n"
    text = (
        head
        + "各省(除湖北省外)要结合本省实际减免房租。湖北省可延长期限。\n\n各地要储备口罩。湖北省要组织干部巡查堤坝。\n"
    )
    assert not keys_of(head + "各地要储备口罩。各省要结合本省实际减免房租。\n")
    assert "area/420000" in keys_of(text)


def test_a_dateline_is_not_where_things_happen() -> None:
    text = "山东多措并举保供应\n\n新华社济南2月14日电 山东省商务厅近日储备蔬菜500吨。全省转移群众300人。\n"
    assert keys_of(text) == {"area/370000"}


def test_places_that_act_together_are_all_where_it_happens() -> None:
    assert len(keys_of("江西在行动\n\n连日来,新余、鹰潭组织干部排查隐患300处。\n")) == 2


def test_a_place_named_long_before_says_nothing_in_a_report_on_none() -> None:
    filler = "大家表示,要以更高的标准做好各项工作,让群众更有信心。" * 8
    text = f"各地抓好防汛\n\n安徽转移群众300人。{filler}随后,救援队加固堤坝2公里。\n\n浙江暴雨。江苏大风。\n"
    assert keys_of(text) == {"area/340000"}
