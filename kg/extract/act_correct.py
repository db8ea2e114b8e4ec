"""Measures that depend on what a report or clause is about: 转运 of waste is no quarantine, 转移 of business no evacuation."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.act_measures import Predication
from kg.extract.act_turns import turned
from kg.offsets import Span

DISASTER = re.compile(r"灾|地震|洪水|暴雨|台风|山火|被困|援助")
EPIDEMIC = re.compile(r"疫情|肺炎|防疫")
WASTE = 4  # times that a report names medical waste if it is about that
# 业务向网上|转移: no people are moved
PEOPLE = re.compile(
    r"人|群众|居民|村民|师生|学生|患者|伤员|病[员患]|旅客|游客|户|安置|避险|紧急|家属|老幼|职工|员工|妇|童"
)
SICK = re.compile(r"患者|病人|伤员|伤者|重症|就医|救治|收治")
CONTACTS = re.compile(r"隔离|密切接触|密接|疑似|解除|入境")
PAPERS = re.compile(
    r"注册|资格|机动车|号牌|牌照|户口|失业登记|求职|不动产|产权|抵押|婚姻|工商|商事|商标|台账跟踪|资金"
)  # 资格登记: no arrivals are registered
UPSET = re.compile(r"心理|情绪|精神")
# 融资绿色通道: what a fast lane is for
LANES = (
    ("FeeRelief", re.compile(r"融资|信贷|贷款|金融|资金|办税|退税")),
    ("Insurance", re.compile(r"理赔|保险|工伤认定")),
    ("MedicalTreatment", re.compile(r"就[医诊]|救治|急诊|转诊")),
)
LANE_NEAR = 30  # characters around a clause that tell what its lane is for
ORDINARY = {"供餐": "Other", "搬迁": "Other"}  # without a disaster a canteen serves meals and villagers move house
HANDED = frozenset({"act.raise.protective", "act.give.protective"})  # what is handed out after a flood is relief
LIVING = re.compile(r"(?:群众|灾民|村民|居民|受灾)[^,]*(?:基本生活|生活保障|生活物资|生活必需|食品|饮用水)")
GIVEN = re.compile(r"捐[款赠资献]|募捐|赠送")
STAFF = re.compile(
    r"(?:好|配|派|度|置|筹|理|的|各类|医务|医护|工作|值班|执勤|技术)?[^,、]{0,8}(?:人员|人手|力量|警力|干部|队伍|专家)(?!.*物资)"
)


def donated(p: Predication, sentence: Span, text: str) -> Predication:
    """捐款采购苹果,送往县医院: what a donor has sent to a hospital is a gift, not a patient.

    Args:
        p: the act.
        sentence: its sentence.
        text: `Text.normal`.
    """
    if p.rule == "act.transfer.medical" and GIVEN.search(text, sentence.start, p.trigger.start):
        return replace(p, measure="Donation")
    return p


def corrected(p: Predication, clause: Span, text: str) -> str:
    """The measure of an act in its report; "" if it is none.

    Args:
        p: the act.
        clause: its clause.
        text: `Text.normal`.
    """
    measure = _in_report(p, clause, text)
    return turned(replace(p, measure=measure), clause, text) if measure else ""


def _in_report(p: Predication, clause: Span, text: str) -> str:
    measure, word = p.measure, p.trigger.of(text)
    if measure == "DigitalTracing" and "疫" not in text:
        return "Other"  # data of crops trace nobody
    if measure == "Relief" and not disastrous(text) and (p.rule == "act.haul.goods" or word in ORDINARY):
        return ORDINARY.get(word, "EssentialSupply")
    if measure == "Construction" and word == "开工建设" and not disastrous(text) and "复工" in text:
        return "WorkResumption"
    if measure == "EssentialSupply" and LIVING.search(clause.of(text)) and disastrous(text):
        return "Relief"
    if measure == "Procurement" and p.rule in HANDED and disastrous(text):
        return "Relief"
    if measure == "Quarantine" and word.endswith("转运"):
        return _carried(clause.of(text), text)
    if measure == "InboundRegister" and PAPERS.search(clause.of(text)):
        return "Other"
    if measure == "MovementRestriction" and word.endswith("疏导") and UPSET.search(clause.of(text)):
        return "PsychologicalSupport"
    if measure == "EssentialSupply" and "绿色通道" in clause.of(text):
        said = text[max(0, clause.start - LANE_NEAR) : clause.end + LANE_NEAR]
        return next((m for m, words in LANES if words.search(clause.of(text)) or words.search(said)), measure)
    if measure == "Evacuation" and word == "转移" and not PEOPLE.search(clause.of(text)):
        return "" if not DISASTER.search(text) else measure
    if measure == "Procurement" and word.endswith(("调配", "调度")) and STAFF.match(text, p.trigger.end, clause.end):
        return "CadreDispatch"
    return measure


def disastrous(text: str) -> bool:
    """Whether a report is about a disaster; one on an epidemic may name disasters in passing."""
    told = len(DISASTER.findall(text))
    return told > 0 and told * 3 > len(EPIDEMIC.findall(text))


def _carried(clause: str, text: str) -> str:
    """转运: of waste, of the sick, of people in danger, or of those to be isolated."""
    if text.count("医疗废物") >= WASTE and "人" not in clause:
        return "InfectionControl"
    if SICK.search(clause) and not CONTACTS.search(clause):
        return "MedicalTreatment"
    return "Quarantine" if "疫" in text or "隔离" in text else "Evacuation"
