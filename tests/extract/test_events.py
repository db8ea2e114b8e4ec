from __future__ import annotations

import pytest

from kg.model import ActionClaim, Document, EventClaim, Kind, Page, RelationClaim
from kg.pipeline import Engine, load_engine, page_of


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine()


def read(engine: Engine, sentence: str) -> Page:
    return page_of(Document("r", f"泸定县防控纪实\n{sentence}\n", "r.txt"), engine)


def events(page: Page) -> list[EventClaim]:
    return [c for c in page.claims if isinstance(c, EventClaim)]


@pytest.mark.parametrize(
    ("sentence", "time", "figures"),
    [
        ("8月11日,泸定县集中隔离点发现首例输入性阳性感染者。", "8月11日", []),
        ("8月13日,全县新增5例确诊病例。", "8月13日", ["5例"]),
        ("9月5日12时,泸定县发生6.8级地震。", "9月5日12时", ["6.8级"]),
        ("洪水造成房屋倒塌132间。", None, ["132间"]),
    ],
)
def test_what_befell_a_place(engine: Engine, sentence: str, time: str | None, figures: list[str]) -> None:
    page = read(engine, sentence)
    (event,) = events(page)
    text = page.text.normal
    assert (event.time.span.of(text) if event.time else None) == time
    assert [q.span.of(text) for q in event.quantities] == figures


@pytest.mark.parametrize(
    "sentence",
    [
        "一旦发现确诊病例1例,立即上报。",
        "全县连续20天未发现新增确诊病例。",
        "严防发生山洪、泥石流等灾害,转移群众300人。",
        "8月13日,救出被困群众12人。",
        "发现不明原因肺炎病例及时报告。",
    ],
)
def test_what_might_be_or_is_not_is_no_event(engine: Engine, sentence: str) -> None:
    assert events(read(engine, sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "result"),
    [
        ("全县开展三轮全员核酸检测,累计检测45210人份,结果均为阴性。", "阴性"),
        ("对水源地开展水质检测,检测结果全部合格。", "合格"),
        ("全县开展三轮全员核酸检测。", None),
    ],
)
def test_what_a_test_showed(engine: Engine, sentence: str, result: str | None) -> None:
    page = read(engine, sentence)
    found = [c.result.of(page.text.normal) for c in page.claims if isinstance(c, ActionClaim) and c.result]
    assert found == ([result] if result else [])


def test_a_result_lies_in_the_span_of_its_act(engine: Engine) -> None:
    page = read(engine, "开展三轮全员核酸检测,累计检测45210人份,结果均为阴性。")
    (claim,) = (c for c in page.claims if isinstance(c, ActionClaim) and c.result)
    assert claim.result is not None
    assert claim.span.covers(claim.result)


def relations(page: Page) -> set[tuple[str, str, str]]:
    text = page.text.normal
    found = (c for c in page.claims if isinstance(c, RelationClaim) and c.rule.startswith("situation."))
    return {
        (c.subject.span.of(text), c.predicate, c.object if isinstance(c.object, str) else c.object.span.of(text))
        for c in found
    }


def test_a_region_is_where_a_county_lies(engine: Engine) -> None:
    page = read(engine, "泸定县地处横断山区腹地,自然灾害多发。")
    assert relations(page) == {("泸定县", "locatedIn", "横断山区")}
    assert [m.form.name for m in page.mentions if m.rule == "situation.region" and m.kind is Kind.PLACE] == ["横断山区"]  # type: ignore[union-attr]


def test_a_division_is_no_region(engine: Engine) -> None:
    assert relations(read(engine, "泸定县位于四川省甘孜藏族自治州。")) == set()


def test_leaders_of_two_bodies_head_a_group(engine: Engine) -> None:
    page = read(engine, "全县成立了6个工作督导组,由县人大、县政协领导带队,开展督导检查。")
    assert relations(page) == {
        ("县人大、县政协领导", "headOf", "工作督导组"),
        ("县人大、县政协领导", "memberOf", "县人大"),
        ("县人大、县政协领导", "memberOf", "县政协"),
    }


def test_who_leads_without_a_group_heads_nothing(engine: Engine) -> None:
    assert relations(read(engine, "由县人大、县政协领导带队,开展督导检查。")) == set()
