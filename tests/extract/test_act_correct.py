"""Measures that depend on what a report or clause is about. Sentences are invented."""

from __future__ import annotations

import pytest

from kg.model import ActionClaim, Document
from kg.pipeline import Engine, page_of
from tests.extract.rules import load_rules_alone


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_rules_alone()


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("暴雨来袭,全县转移群众300人。", "Evacuation"),
        ("办税服务厅的业务已全部转移到网上。", ""),
        ("县医院统筹调配医务人员20名。", "CadreDispatch"),
        ("全县统筹调配口罩2万只。", "Procurement"),
        ("暴雨过后,救援队运送帐篷200顶。", "Relief"),
        ("救护车转运重症患者8人。", "MedicalTreatment"),
        ("县里转运密切接触者30人,疫情趋缓。", "Quarantine"),
        ("银行开辟信贷绿色通道。", "FeeRelief"),
        ("交通部门做好职业资格登记工作。", "Other"),
        ("物流公司运送蔬菜20吨。", "EssentialSupply"),
        ("疫情防控期间,各地保障应急物资运送。", "EssentialSupply"),
        ("食堂及时供餐。", "Other"),
        ("洪水过后,县里筹措药品2吨。", "Relief"),
        ("小微企业申请贷款的,开通绿色通道。", "FeeRelief"),
    ],
)
def test_the_measure_fits_the_report(engine: Engine, text: str, measure: str) -> None:
    page = page_of(Document("r", text, "r.txt"), engine)
    found = [c.measure for c in page.claims if isinstance(c, ActionClaim)]
    assert found == ([measure] if measure else [])
