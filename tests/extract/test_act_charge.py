"""Who is in charge of a measure by the mark after it."""

from __future__ import annotations

import pytest

from tests.extract.test_act_groups import agents


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "一、减轻负担\n1.减免房租。对中小企业减免三个月房租。(责任单位:市国资委、市财政局)\n",
            ["市国资委", "市财政局"],
        ),
        (
            "一、稳定供应\n(一)保障供给。增加蔬菜储备500吨。(市商务局牵头,市农业农村局配合)\n",
            ["市商务局", "市农业农村局"],
        ),
        (
            "二、防疫\n3.开展环境消毒。每天组织消毒两次。(牵头单位:市卫健委;责任单位:各区政府)\n",
            ["市卫健委", "各区政府"],
        ),
        (
            "1.加强融资服务。对企业减免利息。责任单位:市财政局,各县(市、区)人民政府,各银行机构 2.稳定就业。",
            ["市财政局", "各县(市、区)人民政府", "各银行机构"],
        ),
    ],
)
def test_who_is_named_after_a_measure_acts(text: str, expected: list[str]) -> None:
    assert expected in agents(text)


def test_a_subject_of_its_own_stays() -> None:
    found = agents("一、金融\n1.各乡镇要排查隐患。组织干部巡查堤坝。(责任单位:市水利局)\n2.开展环境消毒。\n")
    assert found[0] == ["各乡镇"]
    assert ["市水利局"] not in found[2:]


def test_remarks_in_brackets_name_nobody_in_charge() -> None:
    assert ["市国资委"] not in agents("1.对企业减免房租。(解释权归市国资委)\n")


def test_a_mark_without_a_measure() -> None:
    assert agents("(责任单位:县水利局)") == []
    assert agents("(责任单位:县水利局)(责任单位:县财政局)") == []
