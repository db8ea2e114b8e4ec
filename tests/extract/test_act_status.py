"""Statuses of acts: done, under way, planned, called for. Sentences are invented."""

from __future__ import annotations

import pytest

from kg.extract.act_status import Told, calls, is_normative, status_of
from kg.model import Status
from kg.offsets import Span


def told(clause: str, trigger: str, measure: str = "Disinfection", family: str = "", **more: bool) -> Told:
    at = clause.index(trigger)
    return Told(clause, "", Span(at, at + len(trigger)), measure, family, **more)


@pytest.mark.parametrize(
    ("given", "status"),
    [
        (told("村里已经消毒", "消毒"), Status.DONE),
        (told("为了消毒准备药品", "消毒"), Status.ONGOING),
        (told("干部入户宣传政策", "宣传", "Publicity"), Status.ONGOING),
        (told("设立检查站5个", "设立", "Checkpoint", "setup", counted=True), Status.DONE),
        (told("7月3日排查危房", "排查", "RiskAppraisal"), Status.DONE),
        (told("正在抢修道路", "抢修", "Construction"), Status.ONGOING),
        (told("主要领导检查卡点", "检查", "Supervision"), Status.ONGOING),
        (told("按照上级要求开展消毒", "消毒"), Status.ONGOING),
        (told("各村要开展消毒", "消毒"), Status.EXHORTED),
        (told("不聚餐", "不聚餐", "GatheringLimit"), Status.EXHORTED),
        (told("县里将对车站消毒", "消毒"), Status.PLANNED),
        (told("企业可申请延期缴纳", "延期缴纳", "FeeRelief"), Status.PLANNED),
        (told("开展消毒", "消毒", normative=True), Status.EXHORTED),
        (told("已完成消毒", "消毒", normative=True), Status.DONE),
        (told("制定以下措施", "制定", "Other", "issue", normative=True), Status.DONE),
        (told("开展消毒", "消毒", called=True), Status.EXHORTED),
        (told("建议市民佩戴口罩", "佩戴口罩", "PersonalProtection"), Status.EXHORTED),
        (told("县里将启动排涝", "启动", "EmergencyResponse"), Status.PLANNED),
        (told("县里将救援区域划分为8个网格", "救援区域", "Rescue", counted=True), Status.DONE),
        (told("全县计划种植早稻3万亩", "种植", "Other", counted=True), Status.PLANNED),
        (told("减免房租两个月", "减免", "FeeRelief", normative=True), Status.PLANNED),
        (told("鼓励业主减免房租", "减免", "FeeRelief", normative=True), Status.EXHORTED),
        (told("县长王建国察看灾情", "察看", "Supervision"), Status.DONE),
        (told("气象台发布暴雨预警", "预警", "RiskAppraisal"), Status.DONE),
        (told("玉米采收基本完成", "采收", "Other"), Status.DONE),
        (told("水利部正科学调度水库", "调度", "Rescue", counted=True), Status.ONGOING),
    ],
    ids=lambda x: getattr(x, "clause", x),
)
def test_status(given: Told, status: Status) -> None:
    assert status_of(given) is status


@pytest.mark.parametrize(
    ("text", "normative"),
    [
        ("关于做好学校通风消毒工作的通知\n\n各学校:\n\n开展消毒。", True),
        ("会宁县农村防疫工作方案(试行)\n\n一、摸底。", True),
        ("会政办发〔2021〕7号\n\n抓好春耕。", True),
        ("尊敬的纳税人:\n\n我局推出网上办税。", True),
        ("问:如何申报?\n答:网上申报。\n问:何时申报?\n答:月底。", True),
        ("会宁县印发防疫工作方案\n\n本报讯(记者 周明)会宁县近日印发方案。", False),
        ("会宁县抢修道路12公里\n\n7月3日,会宁县抢修道路。", False),
        ("王建国:抓好各项防控措施\n\n3月2日上午,县长王建国到车站调研。他强调,要严格消毒。", False),
    ],
)
def test_papers_that_call_for_things(text: str, normative: bool) -> None:
    assert is_normative(text) is normative


def test_what_a_meeting_calls_for_lasts_until_something_is_reported() -> None:
    assert calls("会议要求,各村抓好消毒。", False)
    assert calls("落实值班制度。", True)
    assert calls("县里要求各学校做好消毒。", False)
    assert not calls("县里按照要求开展消毒。", False)
    assert not calls("截至昨天,各村已消毒两次。", True)
    assert not calls("各村开展消毒。", False)
