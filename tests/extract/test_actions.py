"""Actions: measures by rule, phrases, arguments, carried subjects. Sentences are invented."""

from __future__ import annotations

import pytest

from kg.extract.act_measures import Namer
from kg.extract.act_phrases import load_grammar, phrases
from kg.extract.act_rules import load_rules
from kg.extract.act_scan import Scanner
from kg.model import ActionClaim, Document, Status
from kg.offsets import Span
from kg.pipeline import Engine, page_of
from tests.extract.rules import load_rules_alone

RULES = load_rules()
EXAMPLES = [(rule, e) for rule in RULES.all() for e in rule.examples]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_rules_alone()


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
        ("会宁县组织企业复工\n会宁县有序组织企业复工。", ["WorkResumption"]),
        ("确保应急物资、运输车辆有序通行。", ["EssentialSupply"]),
        ("通过微信、短信等方式,全县上下凝心聚力。", []),
        ("全面建成小康社会是我们的目标。", []),
        ("县委宣传部副部长王建国说,情况正在好转。", []),
        ("伤员救治、道路抢修等各项工作连夜展开。", ["MedicalTreatment", "Construction"]),
        ("全市春耕生产形势良好。", []),
        ("救灾物资储备充足。", []),
        ("网格员为居民代购药品。", ["EssentialSupply"]),
        ("县保险公司为农户投保。", ["Insurance"]),
        ("为企业复工复产提供保障。", []),
        ("满足企业用工需求。", ["WorkResumption"]),
        ("县公安局重点围绕车站、商圈等部位增派警力。", ["CadreDispatch"]),
        ("老师在平台上为学生批改作业。", ["SchoolClosure"]),
        ("地铁公司加开临客、缩短行车间隔。", ["Other"]),
        ("景区采取限流措施。", ["GatheringLimit"]),
        ("农技人员指导农户施药、追施肥料。", ["Other"]),
        ("县长周明、副县长吴敏参加。", ["Meeting"]),
        ("县里利用大喇叭播放防疫知识。", ["Publicity"]),
        ("医院安装消毒设备的项目仍在论证。", []),
        ("福建省的设备厂家很多。", []),
        ("省里拨付资金300万元,用于灾区道路修复。", ["FiscalAllocation"]),
        ("全县党员做到应收尽收、早诊断、早治疗。", ["MedicalTreatment"]),
        ("电力部门恢复供电5000户。", ["Construction"]),
        ("灾区搭建板房300套。", ["Construction"]),
        ("森林消防队员扑灭明火。", ["Rescue"]),
        ("给受灾群众发放棉被500床。", ["Relief"]),
        ("县里筹措救灾资金300万元。", ["FiscalAllocation"]),
        ("银行下调优惠利率。", ["FeeRelief"]),
        ("工厂加班生产口罩。", ["Procurement"]),
        ("合作社种植中药材500亩。", ["Other"]),
        ("村里销售农产品5万斤。", ["Other"]),
        ("环卫工人清运生活垃圾。", ["Disinfection"]),
        ("会宁县部署抗洪工作。", ["Command"]),
        ("渔船回港避风。", ["Evacuation"]),
        ("县里督促企业做好防疫工作。", ["Supervision"]),
        ("会宁县调度水库3座。", ["Rescue"]),
        ("民警将发热旅客移交卫生健康部门。", ["MedicalTreatment"]),
        ("各镇发现异常情况,要立即报告县指挥部。", ["ReportRegime"]),
        ("县里妥善处置医疗废物。", ["InfectionControl"]),
        ("交警在路口设置警示牌12块。", ["MovementRestriction"]),
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
        ("县里组织群众转移。", "targets", [("Evacuation", ["群众"])]),
        ("会宁县组织人员抢修道路。", "agents", [("Construction", ["会宁县"])]),
        ("常务副县长李国强、公安局局长王建国分别带队巡查。", "agents", [("Patrol", ["李国强", "王建国"])]),
        ("救灾帐篷已运至会宁县。", "places", [("Relief", ["会宁县"])]),
        ("民警对社区、小区开展巡逻。", "places", [("Patrol", ["社区", "小区"])]),
        ("专家对在各村发现的疑似病例进行会诊。", "targets", [("MedicalTreatment", ["疑似病例"])]),
        ("广播站每天播放覆盖20个乡镇的防疫广播。", "resources", [("Publicity", ["防疫广播"])]),
        ("会宁县检查物资储备、伙食供应等问题。", "resources", [("Supervision", ["物资储备、伙食供应等问题"])]),
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


def test_reports_without_headings_carry_no_subject_past_a_paragraph(engine: Engine) -> None:
    text = "测试\n\n会宁县启动应急响应,道路已经中断,多个村庄受灾。\n\n抢修道路12公里。"
    assert names(engine, text, "agents") == [("EmergencyResponse", ["会宁县"]), ("Construction", [])]


def test_a_place_that_opens_a_clause_holds_for_those_who_act_there(engine: Engine) -> None:
    found = names(engine, "甘肃多地遭遇暴雨。在榆中县,干部群众转移老人30名。", "places")
    assert found == [("Evacuation", ["榆中县"])]


def test_what_a_title_says_again_is_told_once(engine: Engine) -> None:
    text = "会宁县设立检查站12个\n\n会宁县设立检查站12个。其余工作照常。"
    assert [c.measure for c in actions(engine, text)] == ["Checkpoint"]


def test_purpose_and_what_is_followed(engine: Engine) -> None:
    (claim,) = actions(engine, "为防止疫情扩散,会宁县设立检查站12个。")
    assert claim.purpose is not None
    (claim,) = actions(engine, "按照“四集中”原则,会宁县设立隔离点3个。")
    assert [m.kind.value for m in claim.follows] == ["Mechanism"]


def test_who_only_tells_does_not_act(engine: Engine) -> None:
    found = names(engine, "县卫健局有关负责人介绍,开展消杀4次。", "agents")
    assert found == [("Disinfection", [])]


def test_a_notice_calls_for_what_a_report_would_tell(engine: Engine) -> None:
    notice = "关于做好校园防疫工作的通知\n\n各学校:\n\n一、开展消毒,设置隔离室。"
    assert {c.status for c in actions(engine, notice)} == {Status.EXHORTED}
    assert actions(engine, "各学校开展消毒。")[0].status is not Status.EXHORTED


@pytest.mark.parametrize(
    "text", ["交易市场是指登记注册的市场。", "您将如何推进复工复产?", "受影响未能办理缓缴手续的,可以补办。"]
)
def test_definitions_questions_and_conditions_are_no_acts(engine: Engine, text: str) -> None:
    assert actions(engine, text) == []
