"""Verbs that tell another measure beside certain words. Sentences are invented."""

from __future__ import annotations

import pytest

from kg.extract.act_turns import TURNS
from kg.model import ActionClaim, Document
from kg.pipeline import Engine, page_of
from tests.extract.rules import load_rules_alone


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_rules_alone()


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("县里坚决查处擅自占道的行为。", "Accountability"),
        ("县里依法查处哄抬物价的药店。", "PriceOrder"),
        ("各教室保持通风。", "InfectionControl"),
        ("各教室做好通风消毒。", "Disinfection"),
        ("发热村民到县医院发热门诊就诊。", "FeverClinic"),
        ("红石县设立物资中转站3个。", "EssentialSupply"),
        ("当地全面排查水库险情。", "RiskAppraisal"),
        ("当地全面排查返乡人员。", "DoorToDoor"),
        ("担保费率下调为1%。", "FeeRelief"),
        ("空调系统应关闭回风。", "InfectionControl"),
        ("各单位减少召开会议。", "GatheringLimit"),
        ("县里召开会议。", "Meeting"),
        ("同学们打扫教室卫生。", "Disinfection"),
        ("村民收入显著增加。", ""),
        ("县里组织志愿者200名。", "Volunteering"),
        ("县财政局加强补贴资金追踪问效。", "Supervision"),
        ("窗口大力推行不见面服务。", "Other"),
        ("餐厅推行分餐制。", "GatheringLimit"),
        ("严格落实防汛责任制。", "Accountability"),
        ("车站对旅客免费发放口罩500只。", "Procurement"),
        ("执法时减少对企业活动的影响。", ""),
        ("铁路部门逐步恢复运营车次。", "WorkResumption"),
        ("红石县开展农民工包车运输。", "WorkResumption"),
        ("县里抢修恢复公交站牌。", "Construction"),
        ("全县已建设8个产业集群。", "Other"),
        ("红石县开展消防救援演练。", "Training"),
        ("快递行业逐步恢复。", "WorkResumption"),
        ("红石县出台金融支持政策。", "FeeRelief"),
        ("公益性捐赠支出,准予扣除。", ""),
        ("各校的方案于月底前报备县教育局。", "ReportRegime"),
        ("老师正在录制数学课。", "SchoolClosure"),
        ("深入学习贯彻会议精神。", ""),
        ("车站加开列车,确保旅客快速疏散。", "Other"),
        ("员工可以扫码。", ""),
        ("购买口罩的市民很多。", ""),
        ("县里推动外资项目落地。", "Other"),
        ("严禁商业广告进校园。", "Other"),
        ("红石县政府办公室下发紧急通知。", "Command"),
        ("红石县出台多项惠企政策。", "FeeRelief"),
        ("大家可用微信搜索“红石发布”。", ""),
    ],
)
def test_the_words_beside_a_verb_decide(engine: Engine, text: str, measure: str) -> None:
    page = page_of(Document("r", text, "r.txt"), engine)
    found = [c.measure for c in page.claims if isinstance(c, ActionClaim)]
    assert found == ([measure] if measure else [])


def test_what_is_relieved_is_told_before_its_effect(engine: Engine) -> None:
    page = page_of(Document("r", "县里减免房租20万元,切实减轻企业负担。", "r.txt"), engine)
    assert [c.span.of(page.text.normal) for c in page.claims if isinstance(c, ActionClaim)] == ["县里减免房租20万元"]


def test_no_turn_leads_back_to_its_own_measure() -> None:
    assert all(t.becomes != t.measure for t in TURNS)
