"""Who, where and what of an action: frames, lists, passives, company, what carries over."""

from __future__ import annotations

from functools import cache

import pytest

from kg.model import ActionClaim, Document
from kg.pipeline import Engine, page_of
from tests.extract.rules import load_rules_alone

ENGINE = cache(load_rules_alone)


def told(text: str, role: str) -> list[list[str]]:
    """The arguments of one role, by action."""
    engine: Engine = ENGINE()
    page = page_of(Document("r", text, "r.txt"), engine)
    claims = [c for c in page.claims if isinstance(c, ActionClaim)]
    if role == "objects":
        return [[m.span.of(page.text.normal) for m in (*c.targets, *c.resources)] for c in claims]
    return [[m.span.of(page.text.normal) for m in getattr(c, role)] for c in claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会宁县优先发布用工信息。", ["用工信息"]),
        ("455名被困群众已全部成功转移。", ["被困群众"]),
        ("4万余名群众得到妥善安置。", ["群众"]),
        ("医疗费由保险公司先行垫付。", ["医疗费"]),
        ("会宁县开展高层住宅消防演练。", ["高层住宅消防演练"]),
        ("会宁县召开疫情防控工作推进会。", ["疫情防控工作推进会"]),
        ("会宁县疫情防控工作推进会召开。", ["会宁县疫情防控工作推进会"]),
        ("全县调运粮油、蔬菜等生活必需品30吨。", ["粮油", "蔬菜", "生活必需品"]),
        ("全县保障群众生活必需品供应。", ["群众", "生活必需品"]),
        ("会宁县对责任落实不到位的干部进行通报。", ["责任落实不到位的干部"]),
        ("气象台发布暴雨橙色预警。", ["暴雨橙色预警"]),
        ("抢险人员正在封堵溃口。", ["溃口"]),
        ("抢险人员清除路障。", ["路障"]),
        ("全县加强防疫知识宣传。", ["防疫知识"]),
        ("全县加强餐具的清洗消毒。", ["餐具"]),
    ],
)
def test_objects(text: str, expected: list[str]) -> None:
    assert told(text, "objects")[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会宁县应急管理局会同会宁县财政局调拨帐篷300顶。", ["会宁县应急管理局", "会宁县财政局"]),
        ("全县公安机关配合卫健部门设置检查点12个。", ["公安机关"]),
        ("全县渔业主管部门工作人员主动靠前服务,检查渔船30艘。", ["渔业主管部门工作人员"]),
        ("甘肃等地抢险救灾工作加紧进行。", []),
        ("促进群众务工就业。", []),
        ("一、各级民政部门要储备帐篷300顶。", ["各级民政部门"]),
        ("甘肃、四川等地消防部门排查隐患30处。", ["消防部门"]),
        ("各镇要督促企业认真落实主体责任。", ["各镇"]),
        ("食堂对餐具进行消毒。", ["食堂"]),
    ],
)
def test_actors(text: str, expected: list[str]) -> None:
    assert told(text, "agents")[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会宁县在各路口悬挂条幅30幅、制作展板20块。", [["各路口"], ["各路口"]]),
        ("甘肃、四川等地抢险救灾工作加紧进行。", [["甘肃", "四川"]]),
    ],
)
def test_places(text: str, expected: list[list[str]]) -> None:
    assert told(text, "places") == expected


def test_whom_an_allocation_is_for() -> None:
    text = "财政部紧急预拨5000万元救灾资金,支持甘肃、四川开展救灾工作。"
    assert told(text, "objects")[0] == ["甘肃", "四川", "救灾资金"]


def test_fragments_are_no_objects() -> None:
    assert told("会宁县组织专家进行研判。", "objects") == [[]]


def test_who_only_tells_is_no_actor() -> None:
    text = "会宁县副县长王强介绍,全县要开展消杀。下一步将设立检查点12个。"
    assert all("王强" not in who for who in told(text, "agents"))


def test_a_team_that_a_clause_forms_acts_in_the_next() -> None:
    text = "会宁县组建巡逻队3支,对各路口开展巡逻。"
    assert told(text, "agents")[-1] == ["巡逻队"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会宁县水务局储备编织袋300条。该局设立值守点12个。", ["会宁县水务局"]),
        ("会宁县县长王强带队检查。县长强调,要设立检查点。", ["王强"]),
    ],
)
def test_who_is_meant(text: str, expected: list[str]) -> None:
    assert told(text, "agents")[-1] == expected


@pytest.mark.parametrize("source", ["县气象局传来消息", "记者从县气象局获悉"])
def test_whence_news_comes_does_not_act(source: str) -> None:
    assert told(f"{source},储备帐篷300顶。", "agents") == [[]]


def test_what_a_leader_calls_for_at_a_site_is_not_for_that_site() -> None:
    text = "王强在会宁县甘沟村调研。王强强调,要加快复工复产。"
    assert told(text, "places")[-1] == []


def test_who_attends_a_meeting_does_not_carry_out_what_it_decides() -> None:
    text = "王强、李明、张伟参加会议。会议强调,要加快复工复产。"
    assert told(text, "agents")[-1] == []


def test_who_is_asked_first_does_not_act() -> None:
    text = "款物的去向应当商当地县防控指挥部,及时制定方案。向乡镇调拨帐篷300顶。"
    assert all("指挥部" not in name for who in told(text, "agents") for name in who)


def test_people_named_before_are_cared_for() -> None:
    text = "全县走访独居老人300名,开展精准帮扶。"
    assert "独居老人" in told(text, "objects")[-1]
