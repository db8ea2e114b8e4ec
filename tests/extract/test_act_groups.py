"""Who is told to act: groups of any shape before a call, and how long they go on acting."""

from __future__ import annotations

from functools import cache

import pytest

from kg.model import ActionClaim, Document
from kg.pipeline import Engine, page_of
from tests.extract.rules import load_rules_alone

ENGINE = cache(load_rules_alone)


def agents(text: str) -> list[list[str]]:
    """Who acts, by action."""
    engine: Engine = ENGINE()
    page = page_of(Document("r", text, "r.txt"), engine)
    claims = [c for c in page.claims if isinstance(c, ActionClaim)]
    return [[m.span.of(page.text.normal) for m in c.agents] for c in claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("省级水利、财政部门要检查堤防安全。", ["省级水利、财政部门"]),
        ("各镇(街道)水务主管部门须储备编织袋300条。", ["各镇(街道)水务主管部门"]),
        ("尚未登记的返乡人员必须向村委会报告行程。", ["尚未登记的返乡人员"]),
        ("所有进入隧道人员均须测量体温。", ["所有进入隧道人员"]),
        ("已停工的企业,要对车间开展消毒。", ["已停工的企业"]),
        ("网约车平台(以下简称平台)要落实责任,掌握骑手健康状况。", ["网约车平台"]),
        ("外卖配送人员每日测量体温。", ["外卖配送人员"]),
        ("酒店、宾馆等住宿服务单位应设置测温点。", ["住宿服务单位"]),
        ("各级党委、政府要组织排查。", ["各级党委、政府"]),
        ("任何单位和个人不得瞒报疫情。", ["任何单位", "个人"]),
        ("接受捐赠的单位和组织要登记捐赠物资。", ["接受捐赠的单位和组织"]),
        ("省教育厅日前连续下发通知。", ["省教育厅"]),
        ("新华社济南2月14日电(记者王强、李明)山东省水利厅近日印发通知。", ["山东省水利厅"]),
        ("商务部重新搭建公共信息平台。", ["商务部"]),
        ("省教育厅要求各高校设置隔离点。", ["各高校"]),
        ("对已停产的企业,可减免租金。", []),
        ("养殖户和合作社要清洗消毒圈舍。", ["养殖户", "合作社"]),
        ("各市、县级水利部门要检查堤防安全。", ["各市、县级水利部门"]),
        ("做好返乡人员登记,餐具应消毒。", []),
    ],
)
def test_who_is_called_upon(text: str, expected: list[str]) -> None:
    assert agents(text)[-1] == expected


def test_a_body_told_to_act_goes_on_in_later_sentences() -> None:
    text = "各级水利部门要检查堤防安全。要储备编织袋300条。要组织群众转移。"
    assert agents(text) == [["各级水利部门"]] * 3


def test_a_body_goes_on_over_numbered_chapters() -> None:
    text = "一、各级水利部门要检查堤防安全。二、加强值守。要储备编织袋300条。"
    assert agents(text)[-1] == ["各级水利部门"]


def test_people_told_to_act_go_on_for_what_people_do_themselves() -> None:
    text = "各单位要组织消毒。员工要佩戴口罩。要避免聚集。要对车间进行消毒。"
    assert agents(text)[1:] == [["员工"], ["员工"], ["各单位"]]


def test_people_told_to_act_do_not_act_in_the_next_chapter() -> None:
    text = "一、员工要佩戴口罩。二、要减少会议聚集。"
    assert agents(text)[-1] == []


def test_what_is_forbidden_to_others_is_a_remark_on_the_side() -> None:
    text = "各级财政部门要筹措资金。任何地方不得截留资金。要拨付救灾资金300万元。"
    assert agents(text)[-1] == ["各级财政部门"]


def test_a_group_that_only_did_something_does_not_go_on() -> None:
    text = "志愿者向居民发放口罩300个。拨付救灾资金300万元。"
    assert agents(text)[-1] == []


def test_who_is_required_to_act_goes_on() -> None:
    text = "省教育厅要求各高校设置隔离点,开展消毒。"
    assert agents(text) == [["各高校"]] * 2


def test_in_a_speech_those_told_to_act_come_before_the_speaker() -> None:
    text = "会宁县县长王强强调,要排查隐患。各镇要储备编织袋300条。要转移群众。王强要求,要开展消毒。"
    assert agents(text) == [["王强"], ["各镇"], ["各镇"], ["王强"]]


def test_a_report_by_one_body_is_about_what_it_does() -> None:
    text = "会宁县城市管理局积极应对疫情。\n加强环卫车辆消毒。\n对返岗人员进行体温检测。"
    assert agents(text) == [["会宁县城市管理局"]] * 2


def test_at_a_press_conference_the_host_does_not_do_all() -> None:
    text = "会宁县卫生健康局召开新闻发布会,介绍有关情况。\n加强环卫车辆消毒。"
    assert agents(text)[-1] == []


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("广大居民朋友:", ["居民"]),
        ("尊敬的家长们:", ["家长"]),
        ("会宁县文明办向全县广大党员和群众发出以下倡议:", ["党员", "群众"]),
    ],
)
def test_whom_a_letter_addresses(address: str, expected: list[str]) -> None:
    text = f"致居民的倡议书\n{address}\n为了您的健康,现倡议如下。\n一、自觉佩戴口罩。\n二、不要聚餐,减少人员聚集。"
    assert agents(text)[-1] == expected


def test_who_is_guided_does_not_act() -> None:
    assert agents("会宁县引导银行机构加大贷款贴息力度。") == [["会宁县"]]


def test_bodies_in_a_special_case_do_not_act_for_all() -> None:
    text = "各级水利部门要检查堤防安全。受灾地区要安置群众。要储备编织袋300条。"
    assert agents(text)[-1] == ["各级水利部门"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("青山县人社局关于做好防疫工作的通知\n各科室、各下属单位:\n要做好办公区消毒工作。", ["各科室", "各下属单位"]),
        ("致全县居民的倡议书\n为了您的健康,现倡议如下。\n一、自觉佩戴口罩。\n二、不要聚餐,减少人员聚集。", ["居民"]),
        (
            "关于做好防疫工作的通知\n各乡镇人民政府,县直各单位,各社区:\n要做好办公区消毒工作。",
            [],
        ),  # who of them does what?
    ],
)
def test_who_is_addressed_does_what_a_notice_calls_for(text: str, expected: list[str]) -> None:
    assert agents(text)[-1] == expected


def test_the_body_whose_notice_it_is_gives_it_to_those_addressed() -> None:
    text = "青山县人民政府关于印发防疫措施的通知\n各乡镇人民政府,县直各单位:\n现将防疫措施印发给你们,请遵照执行。"
    assert not any("各" in name for names in agents(text)[:1] for name in names)


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("县委书记王强强调,充实督查力量,加强对企业的检查指导。", "充实督查力量"),
        ("王强强调,凝聚各方力量,排查安全隐患。", "凝聚各方力量"),
        ("各单位主要负责人是防疫第一责任人,要建立台账,对办公区消毒。", "各单位主要负责人是防疫第一责任人"),
    ],
)
def test_a_verb_with_its_object_acts_in_nothing(text: str, unwanted: str) -> None:
    assert not any(unwanted == name for names in agents(text) for name in names)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("话务员对办公区消毒两次。", ["话务员"]),
        ("有条件的地方要对办公区消毒。", ["有条件的地方"]),
        ("提倡各培训机构对办公区消毒。", ["各培训机构"]),
        ("县水利局局长王强说,我们转移群众300人。", ["王强"]),
    ],
)
def test_groups_by_the_ending_of_their_name(text: str, expected: list[str]) -> None:
    assert agents(text)[-1] == expected
