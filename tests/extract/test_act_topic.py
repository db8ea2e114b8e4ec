"""General verbs carry out what a report is about. Sentences are invented."""

from __future__ import annotations

import pytest

from kg.extract.act_topic import GeneralVerbs
from kg.model import ActionClaim, Document
from kg.offsets import Span
from kg.pipeline import Engine, load_engine, page_of

ABOUT = (
    "会宁县疫情捐赠工作情况\n县红十字会募集善款20万元。爱心企业捐款30万元。{}。"
    "本周,市民王先生捐赠口罩500个。县慈善总会募集善款8万元。\n"
)
MIXED = "会宁县召开防控会议。消防救援队伍转移群众300人。{}。市财政下拨救灾资金200万元。\n"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine()


def topical(engine: Engine, text: str) -> list[tuple[str, str]]:
    page = page_of(Document("r", text, "r.txt"), engine)
    found = [c for c in page.claims if isinstance(c, ActionClaim) and c.rule == "act.topic"]
    return [(c.measure, c.trigger.of(page.text.normal)) for c in found]


@pytest.mark.parametrize(
    ("clause", "verb"),
    [
        ("工作人员在窗口办理签收手续", "办理"),
        ("收到的款项全部由财务科及时入账", "入账"),
        ("请持身份证到一楼大厅领取票据", "领取"),
    ],
)
def test_a_general_verb_carries_out_the_topic(engine: Engine, clause: str, verb: str) -> None:
    assert topical(engine, ABOUT.format(clause)) == [("Donation", verb)]


@pytest.mark.parametrize(
    "clause",
    [
        "让每一份爱心得到落实",  # what comes of it
        "该会负责人介绍了有关情况",  # who tells
        "办理时间为上午九点",  # a noun
        "如需办理签收手续",  # a condition
        "市场对善款的需求继续增加",  # nobody does it
        "天气十分寒冷",  # no verb
    ],
)
def test_what_is_no_act_carries_no_topic(engine: Engine, clause: str) -> None:
    assert topical(engine, ABOUT.format(clause)) == []


def test_a_report_on_many_things_has_no_topic(engine: Engine) -> None:
    assert topical(engine, MIXED.format("工作人员在窗口办理签收手续")) == []


def test_a_topical_act_keeps_its_figure_and_span(engine: Engine) -> None:
    page = page_of(Document("r", ABOUT.format("全县推出代办点15个"), "r.txt"), engine)
    claim = next(c for c in page.claims if isinstance(c, ActionClaim) and c.rule == "act.topic")
    assert claim.span.of(page.text.normal) == "全县推出代办点15个"
    assert len(claim.quantities) == 1


def test_general_verbs_do_not_cut_known_words() -> None:
    verbs = GeneralVerbs(["办理", "推广"])
    assert [h.span for h in verbs.inside("窗口办理业务", Span(0, 6), ())] == [Span(2, 4)]
    assert verbs.inside("代办理事会", Span(0, 5), ()) != []
