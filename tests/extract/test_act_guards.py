"""Verbs that tell of no act: conditions, relative clauses, brackets, modifiers. Sentences are invented."""

from __future__ import annotations

import pytest

from kg.model import ActionClaim, Document
from kg.pipeline import Engine, page_of
from tests.extract.rules import load_rules_alone


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_rules_alone()


def measures(engine: Engine, text: str) -> list[str]:
    page = page_of(Document("r", text, "r.txt"), engine)
    return [c.measure for c in page.claims if isinstance(c, ActionClaim)]


@pytest.mark.parametrize(
    "text",
    [
        "对暂时不能开工的企业,情况各不相同。",
        "凡参加救治的人员,名单另附。",
        "如发现有人采购假药,后果自负。",
        "结合企业逐步复工复产的新形势,心中有数。",
        "经社区现场核查、审核通过后,方可通行。",
        "检查中,大家都很认真。",
        "在返岗复工前,心里要有数。",
        "目前正值春耕备耕的关键时期,天气晴好。",
        "避免因防疫检测引发拥堵,这是底线。",
        "(一)不按规定测量体温、登记信息,隐瞒病情的行为;",
        "具备复工条件的快递企业,名单另附。",
        "在抢险救援一线,到处是忙碌的身影。",
        "对重点物资采购企业,情况要摸透。",
        "拒绝接受隔离治疗,后果自负。",
        "募捐方案包括募捐目的、捐赠方式、银行账户。",
        "副县长周明对开展救援处置、群众安置提出明确要求。",
        "此时救援已经持续了两个小时。",
        "到底一天消毒多少次,谁也说不清。",
        "大家走进生产车间和隔离宿舍。",
        "牢牢打牢了排查隔离的基础。",
        "防疫物资采购和储备的资金需求。",
        "1.为超市配送蔬菜的商贸企业;",
        "这是我县支援湖北的重要力量之一。",
        "二要关爱困难群众。数字说明一切。",
        "全市定点收治医院的名单另附。",
        "工地上一派施工景象。",
        "企业尚未复工。",
        "(责任单位:县巡逻大队、县消毒站)",
        "资金用于产业发展。",
        "参保人员的名单另附。",
        "县气象局提醒。",
        "为抢修道路,",
        "生产口罩的企业可享受优惠。",
        "村民拒绝隔离。",
        "内容涵盖培训、消毒。",
        "医疗废物的转运车停在院内。",
        "脱贫地区的特产很多。",
        "物流保证:名单另附。",
        "排查发现为密切接触者,另行通知。",
        "路口立着隔离栏。",
        "认真落实上级工作部署。",
        "现在距秋粮收获还有一个月。",
        "今年春耕,人人忙碌。",
        "在小麦育种试验田里,麦苗青青。",
        "粮食产量再创新高。",
        "公共服务水平持续提升。",
        "今年秋粮收购中,大家都很忙。",
        "修复完成后,一切如常。",
        "承担援建任务的有关干部,名单另附。",
        "现就疫情防控期间捐赠工作有关事项公告如下:",
        "进一步提高财政资金安排使用水平。",
        "抗震救灾总体顺利。",
        "延迟开学会不会耽误学业。",
        "一、加强健康监测 (一)做好健康管理。",
        "新增的保洁、防疫消杀、巡查值守等临时岗位,人人都可报名。",
        "在县政府统一领导下,",
        "关于做好防疫工作的通知\n\n各乡镇:\n\n4.安全检查",
    ],
)
def test_no_act(engine: Engine, text: str) -> None:
    assert measures(engine, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对返乡人员进行隔离观察。", ["Quarantine"]),
        ("医院收治病人30名。", ["MedicalTreatment"]),
        ("受台风影响,渔船回港避险。", ["Evacuation"]),
        ("如发现异常立即隔离。", ["Quarantine"]),
        ("工人连夜施工。", ["Construction"]),
        ("消防员加紧搜救转移被困人员。", ["Rescue", "Evacuation"]),
        ("工作组赴会宁县指导防汛抢险。", ["Supervision"]),
        ("会宁县召开视频会议。", ["Meeting"]),
    ],
)
def test_acts_beside_them(engine: Engine, text: str, expected: list[str]) -> None:
    assert measures(engine, text) == expected


def test_what_is_punished_is_no_act_of_its_own(engine: Engine) -> None:
    assert measures(engine, "要坚决查处擅自封闭高速公路、阻断道路等行为。") == ["Accountability"]


def test_the_aims_before_what_a_paper_says_are_no_acts(engine: Engine) -> None:
    assert measures(engine, "为做好防汛工作,有效减少人员聚集,现决定关闭红石广场。") == ["BusinessClosure"]
    assert measures(engine, "为做好防汛工作,有效减少人员聚集。") == ["GatheringLimit"]


def test_what_the_next_clause_is_about_is_no_act(engine: Engine) -> None:
    assert measures(engine, "医院接受的捐赠物资,应登记造册。") == measures(engine, "应登记造册。")
