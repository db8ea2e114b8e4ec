"""Acts told as things: what is provided, laid down or improved is an object, and its own object beside it."""

from __future__ import annotations

import pytest

from kg.model import ActionClaim, Document
from kg.pipeline import Engine, page_of
from tests.extract.rules import load_rules_alone


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_rules_alone()


def objects(engine: Engine, text: str) -> list[str]:
    """What all acts of a text act on, in order, without double names."""
    page = page_of(Document("r", text, "r.txt"), engine)
    claims = [c for c in page.claims if isinstance(c, ActionClaim)]
    found = [m.span.of(page.text.normal) for c in claims for m in (*c.targets, *c.resources)]
    return list(dict.fromkeys(found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县医保局为参保群众提供理赔咨询服务。", ["参保群众", "理赔咨询服务"]),
        ("各单位要优化采购流程。", ["采购流程"]),
        ("各学校要严格落实体温检测工作。", ["体温检测"]),
        ("市财政局给予一次性生产补贴。", ["一次性生产补贴"]),
        ("各镇要建立日报告制度。", ["日报告制度"]),
    ],
)
def test_a_verbal_noun_is_a_thing(engine: Engine, text: str, expected: list[str]) -> None:
    assert [name for name in expected if name not in objects(engine, text)] == []


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("镇政府对商户给予批评教育。", "批评教育"),
        ("社区工作人员开展入户排查。", "入户排查"),
        ("消防队员进行灭火救援。", "灭火救援"),
    ],
)
def test_an_act_that_is_carried_out_is_none(engine: Engine, text: str, absent: str) -> None:
    assert absent not in objects(engine, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("乘客要全程佩戴口罩。", "口罩"),
        ("各级要层层压实责任。", "责任"),
        ("农户及时追施速效肥。", "速效肥"),
        ("银行不收滞纳金。", "滞纳金"),
    ],
)
def test_a_verb_may_hold_its_object(engine: Engine, text: str, name: str) -> None:
    assert name in objects(engine, text)


@pytest.mark.parametrize(
    ("text", "whole", "parts"),
    [
        ("县政府全力保障贫困群众基本生活。", "", {"贫困群众", "基本生活"}),
        ("村里设立党员先锋岗。", "党员先锋岗", set()),
    ],
)
def test_people_and_what_is_theirs(engine: Engine, text: str, whole: str, parts: set[str]) -> None:
    found = objects(engine, text)
    assert parts <= set(found) and (not whole or whole in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全县暂停大型聚集性活动和考试等。", {"大型聚集性活动", "考试"}),
        ("镇政府落实属地责任和管理责任。", {"属地责任", "管理责任"}),
    ],
)
def test_a_list_under_one_verb_goes_on(engine: Engine, text: str, expected: set[str]) -> None:
    assert expected <= set(objects(engine, text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("交通局为重点物资运输车辆发放通行证。", "重点物资运输车辆"),
        ("医院为难民提供食品。", "难民"),
        ("专机接回滞留在外的旅客。", "旅客"),
    ],
)
def test_words_that_look_like_prepositions(engine: Engine, text: str, name: str) -> None:
    assert any(found.endswith(name) for found in objects(engine, text))


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("学校将于2月10日起推出免费直播课。", "2月10日起"),
        ("餐具煮沸消毒15-30分钟。", "-30分钟"),
    ],
)
def test_times_are_no_things(engine: Engine, text: str, absent: str) -> None:
    assert absent not in objects(engine, text)


def test_whom_a_duty_is_laid_on(engine: Engine) -> None:
    assert {"防控责任", "部门", "个人"} <= set(objects(engine, "把防控责任落实到部门和个人。"))
