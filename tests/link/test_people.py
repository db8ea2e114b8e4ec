"""Persons, posts and what they hold, linked; the reports are invented, the places are real."""

from __future__ import annotations

import pytest

from kg.model import Document, Facts, Kind, Literal, Ref
from kg.pipeline import Engine, facts_of, load_engine

REPORT = (
    "平遥县全力防汛\n"
    "7月20日,平遥县委书记周海涛、县长韩立军到一线指挥。县委、县政府要求全力以赴。\n"
    "县水利局副局长孙玉梅说,水位已经下降。平遥县古陶镇党委书记梁志远带领党员巡堤。\n"
    "学习贯彻习近平总书记重要讲话精神。\n"
    "责任编辑:亓海燕\n"
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine()


def linked(engine: Engine, raw: str, name: str = "r") -> Facts:
    return facts_of(Document(name, raw, name), engine)


def said(facts: Facts, predicate: str) -> set[tuple[str, str]]:
    labels = {n.key: n.label for n in facts.nodes}
    return {
        (labels[s.subject], labels[s.object.key])
        for s in facts.statements
        if s.predicate == predicate and isinstance(s.object, Ref) and s.subject.startswith("person/")
    }


def people(facts: Facts) -> dict[str, str]:
    return {n.label: n.key for n in facts.nodes if n.kind is Kind.PERSON}


def test_posts_and_their_holders(engine: Engine) -> None:
    assert said(linked(engine, REPORT), "holds") == {
        ("周海涛", "县委书记"),
        ("韩立军", "县长"),
        ("孙玉梅", "副局长"),
        ("梁志远", "党委书记"),
        ("习近平", "总书记"),
        ("亓海燕", "责任编辑"),
    }


def test_heads_lead_and_deputies_are_members(engine: Engine) -> None:
    facts = linked(engine, REPORT)
    heads, members = said(facts, "headOf"), said(facts, "memberOf")
    assert ("周海涛", "中共平遥县委员会") in heads
    assert ("韩立军", "平遥县人民政府") in heads
    assert {p for p, _ in members} == {"孙玉梅"}
    assert "孙玉梅" not in {p for p, _ in heads}


def test_a_county_head_leads_no_government_that_the_report_does_not_name(engine: Engine) -> None:
    facts = linked(engine, "平遥县防汛\n7月20日,平遥县县长韩立军到一线指挥。\n")
    assert said(facts, "headOf") == set()
    post = next(n for n in facts.nodes if n.kind is Kind.POST)
    assert dict(post.attributes)["postIn"] == Ref("area/140728")


def test_a_county_head_leads_the_government_that_the_report_names(engine: Engine) -> None:
    facts = linked(engine, "平遥县防汛\n县政府启动响应。7月20日,平遥县县长韩立军到一线指挥。\n")
    assert said(facts, "headOf") == {("韩立军", "平遥县人民政府")}


def test_official_is_a_class_of_its_own(engine: Engine) -> None:
    facts = linked(engine, REPORT)
    official = {n.label for n in facts.nodes if "Official" in n.classes}
    assert official == {"周海涛", "韩立军", "孙玉梅", "梁志远", "习近平"}


def test_one_name_in_two_counties_is_two_people(engine: Engine) -> None:
    one = people(linked(engine, "平遥县防汛\n平遥县委书记李伟到一线。\n", "a"))
    two = people(linked(engine, "祁县防汛\n祁县县委书记李伟到一线。\n", "b"))
    again = people(linked(engine, "平遥县防火\n平遥县委书记李伟巡山。\n", "c"))
    assert one["李伟"] != two["李伟"]
    assert one["李伟"] == again["李伟"]


def test_national_leaders_are_the_same_everywhere(engine: Engine) -> None:
    assert people(linked(engine, REPORT))["习近平"] == "person/CN/习近平"


def test_everything_said_of_a_person_is_quoted(engine: Engine) -> None:
    facts = linked(engine, REPORT)
    for statement in facts.statements:
        if statement.subject.startswith("person/"):
            assert statement.marks
            assert not isinstance(statement.object, Literal)
            for one in statement.marks:
                assert one.span.of(facts.document.raw)


def test_members_by_a_word_for_members(engine: Engine) -> None:
    facts = linked(engine, "平遥县防汛\n古陶镇机关党支部党员吴天佑主动报名。\n")
    assert ("吴天佑", "古陶镇机关党支部") in {(p, b[-8:]) for p, b in said(facts, "memberOf")}


def test_posts_of_the_office_that_the_text_speaks_of(engine: Engine) -> None:
    raw = (
        "国家邮政局部署工作。局党组书记、局长马海胜出席会议。\n平遥县人民医院开设门诊,院长李建国说。县水利局召开会议。"
    )
    heads = said(linked(engine, raw), "headOf")
    assert {("马海胜", "国家邮政局"), ("李建国", "平遥县人民医院")} <= heads


def test_contacts_belong_to_the_office_named_right_before(engine: Engine) -> None:
    raw = "平遥县举办活动。(对接部门:平遥县水利局;联系人:赵小媛;联系电话:55551234)"
    assert ("赵小媛", "平遥县水利局") in said(linked(engine, raw), "memberOf")


@pytest.mark.parametrize(
    ("line", "heads", "members"),
    [
        ("教育部基础教育司司长周海涛说。", {"周海涛"}, set()),
        ("教育部基础教育司监察专员周海涛说。", set(), {"周海涛"}),
        ("教育部党组成员、秘书长周海涛说。", set(), {"周海涛"}),
        ("平遥县柳河食品有限公司财务负责人周海涛说。", set(), {"周海涛"}),
    ],
)
def test_who_leads_and_who_serves(engine: Engine, line: str, heads: set[str], members: set[str]) -> None:
    facts = linked(engine, "平遥县动态\n" + line + "\n")
    assert {p for p, _ in said(facts, "headOf")} == heads
    assert {p for p, _ in said(facts, "memberOf")} == members
