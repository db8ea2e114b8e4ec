"""Actions: measures by rule, phrases, arguments, carried subjects. Sentences are invented."""

from __future__ import annotations

import pytest

from kg.extract.act_measures import Namer
from kg.extract.act_phrases import load_grammar, phrases
from kg.extract.act_rules import load_rules
from kg.extract.act_scan import Scanner
from kg.model import ActionClaim, Document, Status
from kg.offsets import Span
from kg.pipeline import Engine, load_engine, page_of

RULES = load_rules()
EXAMPLES = [(rule, e) for rule in RULES.all() for e in rule.examples]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine()


def actions(engine: Engine, text: str) -> list[ActionClaim]:
    page = page_of(Document("r", text, "r.txt"), engine)
    return [c for c in page.claims if isinstance(c, ActionClaim)]


def names(engine: Engine, text: str, role: str) -> list[tuple[str, list[str]]]:
    page = page_of(Document("r", text, "r.txt"), engine)
    claims = [c for c in page.claims if isinstance(c, ActionClaim)]
    return [(c.measure, [m.span.of(page.text.normal) for m in getattr(c, role)]) for c in claims]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=lambda x: getattr(x, "id", x))
def test_every_rule_decides_its_examples(engine: Engine, rule: object, example: str) -> None:
    lexicon = engine.resources.lexicon
    hits = Scanner(lexicon).scan(example)
    namer = Namer(example, RULES, lexicon.table("act.mechanism"))
    cut = phrases(example, Span(0, len(example)), hits, load_grammar(lexicon))
    assert f"act.{rule.id}" in {p.rule for f in cut for p in namer.predications(f, ())}  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("会宁县成立疫情防控指挥部。", ["Command"]),
        ("全县设立检查站12个、隔离点3个。", ["Checkpoint", "Quarantine"]),
        ("县疾控中心开展流行病学调查、重点场所消杀等工作。", ["ContactTracing", "Disinfection"]),
        ("消防救援队伍转移群众300人,救出被困人员5人。", ["Evacuation", "Rescue"]),
        ("市财政下拨救灾资金200万元。", ["FiscalAllocation"]),
        ("督导组深入乡镇。", []),
        ("通过微信、短信等方式,全县上下凝心聚力。", []),
        ("全面建成小康社会是我们的目标。", []),
        ("县委宣传部副部长王建国说,情况正在好转。", []),
    ],
)
def test_measures_of_a_sentence(engine: Engine, text: str, measures: list[str]) -> None:
    assert [c.measure for c in actions(engine, text)] == measures


@pytest.mark.parametrize(
    ("text", "role", "expected"),
    [
        ("机关干部对返乡人员逐一登记。", "agents", [("InboundRegister", ["机关干部"])]),
        ("机关干部对返乡人员逐一登记。", "targets", [("InboundRegister", ["返乡人员"])]),
        ("由志愿者发放宣传资料3000份。", "agents", [("Publicity", ["志愿者"])]),
        ("县卫健局采购医用口罩5000个、体温计200支。", "resources", [("Procurement", ["医用口罩", "体温计"])]),
        ("医护人员在火车站、汽车站测量体温。", "places", [("HealthMonitoring", ["火车站", "汽车站"])]),
        ("全市40家影院暂停营业。", "agents", [("BusinessClosure", [])]),
    ],
)
def test_arguments(engine: Engine, text: str, role: str, expected: list[tuple[str, list[str]]]) -> None:
    assert names(engine, text, role) == expected


def test_subject_carries_over_within_a_section_but_not_past_a_heading(engine: Engine) -> None:
    text = "测试\n\n会宁县高度重视,启动应急响应。同时,设立检查站5个。\n\n严管控、强保障\n\n采购口罩900个。"
    found = names(engine, text, "agents")
    assert found == [("EmergencyResponse", ["会宁县"]), ("Checkpoint", ["会宁县"]), ("Procurement", [])]


def test_a_figure_only_clause_goes_on_with_the_action_before_it(engine: Engine) -> None:
    (claim,) = actions(engine, "各卡点累计劝返车辆310辆,人员620人。")
    assert claim.measure == "TurnBack"
    assert len(claim.quantities) == 2


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("县里已建成方舱医院,设立隔离点3个。", Status.DONE),
        ("要加强巡逻。", Status.EXHORTED),
        ("下一步,全县将开展消杀。", Status.PLANNED),
        ("全县正在持续开展消杀。", Status.ONGOING),
    ],
)
def test_status(engine: Engine, text: str, status: Status) -> None:
    assert actions(engine, text)[-1].status is status
