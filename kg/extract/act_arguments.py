"""Who, where, what of a predication: the phrase is cut at its prepositions, each part is an argument."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.act_measures import Predication
from kg.extract.act_nouns import NounPhrases
from kg.extract.act_objects import (
    SITE_MEASURES,
    inner,
    object_region,
    places_in,
    sited,
    sites_in,
    thing,
    undergoes,
    without_adverb,
)
from kg.extract.act_parts import medium, of_people, paired
from kg.extract.act_phrases import Phrase, under_way
from kg.extract.act_shape import first_word, last_word
from kg.extract.act_zones import HELPING, JOINING, PLACING, zones
from kg.model import GroupForm, Kind, Mention, SiteForm
from kg.offsets import Span
from kg.records import quick

__all__ = ["OBEYED", "Arguments", "arguments", "inner", "told", "zones"]

CAUSATIVE = re.compile(
    r"(?:组织|安排|发动|动员|带领|抽调|选派|派出|协调|要求|责令|号召|鼓励|督促|指导|安排部署|集结|出动|带着|调派|由|让|令|请|吸纳|带动)$"
)
BARE = re.compile(r"(?:等?(?:各项|有关|相关)?(?:工作|任务|进度|步伐|力度|活动))?")
PUSHED = re.compile(r"(?:引导|推动|推进|加快|促进|确保|保障|保证)$")  # 推动|力量|下沉: what is pushed is acted on
MEANS = frozenset({"按", "按照", "以", "通过", "利用", "依托", "根据", "依据"})
OBEYED = frozenset({"按", "按照", "根据", "依据"})
INSTRUMENTAL = frozenset({"通过", "利用", "依托"})
MANNER = re.compile(r"(?:方式|形式|途径|渠道|手段|办法|方法|时间|措施)$")
ACTED_ON = frozenset({"发现", "对", "将", "把", "为", "向", "给", "面向", "针对"})
MERGED = re.compile(r"(?:整合|统筹|汇聚|凝聚)$")  # 整合甲、乙、丙|形成合力: what is joined is acted on
CALLED = frozenset({"Donation"})  # 工商联组织|企业|捐款: who calls on others gives with them
MEETING = re.compile(r"(?:会议?|座谈|会商|论坛)(?=$|\d|[今昨]天|近日|日前|上午|下午)")
ISSUING = frozenset({"issue", "express"})  # 发布|暴雨橙色|预警: one thing
WITH = frozenset({"带领", "率领", "带着", "带动"})
DONE_BY = frozenset({"由", "被"})
COMPANY = re.compile(r"等?(?:人|同志|领导)?(?:的)?陪同下$")  # 在县长王强陪同下
JOINTLY = re.compile(r"(?:联合|共同|一起|一道|携手|合作|协同)$")
THEME = re.compile(
    r"暂停|停业|停运|关闭|关停|停课|复工|复产|开工|出院|治愈|恢复|打通|抢通|贯通|建成|竣工|运至|送达|运抵|到位|下调|接受|解除|脱贫|通车|复学|开学|开业|营业|开放|开市|休市|闭馆|停产"
)
UNDERGONE = frozenset(
    [
        "MovementRestriction",
        "Evacuation",
        "Testing",
        "Quarantine",
        "HomeQuarantine",
        "HealthMonitoring",
        "Relief",
        "Training",
        "WorkResumption",
        "MedicalTreatment",
        "TurnBack",
        "Insurance",
    ]
)
SUFFERED = UNDERGONE - {"WorkResumption", "MovementRestriction", "Training", "HealthMonitoring", "Insurance"}
# who stands after these acts (要求|各单位|转发), or is acted on (帮助|群众|修缮)
PIVOT = re.compile(
    r"(?:还|并|也|要|积极|主动|全力|进一步|及时|同时|想办法|想方设法|千方百计)*(?:(?P<who>要求|建议|明确|组织|安排|动员|号召|倡导|鼓励|提醒|指派|选派|派出|抽调)"
    r"|引导|帮助|支持|负责|督促|监督|助力|指导|推动|促进|实现|确保|保证|保障|协调)(?=[^,]{2})"
)
TOLD = re.compile(
    r"(?:要|应|须|应当|必须|将|会|还|也|已|并|积极|主动|及时|想办法|想方设法|千方百计)*(?:督促|指导|监督|引导|鼓励|要求|帮助|支持|推动)(?=[^,]{2})"
)
REQUIRED = re.compile(r"(?<![按照据合的级有高新关作])(?:要求|责成|责令|通知)(?![的、,和])(?=[^,]{2})")
AMONG = re.compile(r"(?:中间?|之间)(?:率先|广泛|深入|全面|逐步|大力|积极|先行|持续|普遍|集中|统一)*$")
TIED = re.compile(r"(?:直接|紧密|密切|严格)*(?:相)?(?:挂钩|挂勾|捆绑)")
GENERIC = re.compile(
    r"(?:相关|有关|专业|多方|各方|专门)?(?:人员|力量|人力|人手|机构|警力|部门|单位)(?:和设备|、设备|、物资)?"
)
EACH = re.compile(r"逐(社区|楼栋|村屯|小区|村组|楼|栋|单元|街|巷|店|村|组)(?!查|步)")


@quick
@dataclass(frozen=True, slots=True)
class Arguments:
    """The arguments of one predication.

    `actors` is what the phrase itself names as its actor, None if nothing; `joint` says that they act together with
    whoever leads them (X带领党员…).
    """

    actors: tuple[Mention, ...] | None
    places: tuple[Mention, ...]
    objects: tuple[Mention, ...]
    joint: bool = False
    follows: tuple[Mention, ...] = ()  # mechanisms and papers that the act follows (按照“四集中”原则)


NOBODY = Arguments(None, (), ())


def arguments(text: str, nouns: NounPhrases, p: Predication, causer: Phrase | None) -> Arguments:
    """The arguments that the phrase of `p` names.

    Args:
        text: `Text.normal`.
        nouns: the noun phrases of the page.
        p: the predication.
        causer: the phrase that this one is chained to (组织党员|开展排查), if any.
    """
    if under_way(p.phrase):
        return _under_way(nouns, p)
    found, parts = NOBODY, list(zones(text, *p.phrase.before))
    caused = causer.head.span.of(text) if causer else ""
    if causer is not None and (CAUSATIVE.search(caused) or PUSHED.search(caused)):
        _, start, end = zones(text, *causer.after)[0]
        found = _caused(tuple(nouns.subject(start, end)), caused, p)
        if found == NOBODY and PUSHED.search(caused) and BARE.fullmatch(text, *p.region):
            found = replace(found, objects=tuple(nouns.arguments(start, end)))  # 推进|农村公路|建设工作
        parts = [z for z in parts if z[1] > end]
    elif causer is not None and causer.head.family in ISSUING and p.region[0] >= p.region[1]:
        return Arguments(None, (), tuple(thing(nouns, causer.after[0], p.phrase.head.span.end)))
    elif causer is not None and MERGED.search(caused):
        found = Arguments(None, (), tuple(nouns.arguments(*causer.after)))
    parts = _closed(text, parts)
    for k, zone in enumerate(parts):
        if zone[0] in PLACING and k and parts[k - 1][0] in ACTED_ON and parts[k - 1][1] >= parts[k - 1][2]:
            of = text.rfind("的", zone[1], zone[2])  # 对|在各门诊碰到的疑似病例
            zone = ("对", of + 1, zone[2]) if of > 0 else zone
        found = _after(found, text, nouns, p, zone)
    each = tuple(
        Mention(Span(*m.span(1)), Kind.PLACE, SiteForm(m[1]), "act.each", 0.7)
        for m in EACH.finditer(text, *p.phrase.before)
    )
    who, whom = paired(nouns, p)
    if who:
        return replace(found, actors=tuple(who), objects=(*found.objects, *whom), places=(*found.places, *each))
    places, objects = object_region(text, nouns, p)
    if not (each or places or objects):
        return found
    return replace(found, places=(*found.places, *each, *places), objects=(*found.objects, *objects))


def _closed(text: str, parts: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Zones, a phrase inside what is acted on joined to it: 对|返乡人员以及与他们接触的人员."""
    out: list[tuple[str, int, int]] = []
    for mark, start, end in parts:
        inside = mark in ("与", "由", "从") and "的" in text[start:end]
        if out and out[-1][0] in ACTED_ON and inside and not text.startswith("的", start):
            out[-1] = (out[-1][0], out[-1][1], end)
        else:
            out.append((mark, start, end))
    return out


def _under_way(nouns: NounPhrases, p: Predication) -> Arguments:
    """桂、甘等地|防汛工作|加紧进行: nobody acts; the places that open the clause are where."""
    start, end = p.phrase.after
    areas: list[Mention] = []
    for m in nouns.index.outermost(Span(start, end), Kind.AREA):
        if m.span.start <= (areas[-1].span.end + 1 if areas else start):
            areas.append(m)
    places, objects = object_region(nouns.text, nouns, p)
    return Arguments((), (*areas, *places), tuple(m for m in objects if m not in areas))


def _caused(group: tuple[Mention, ...], verb: str, p: Predication) -> Arguments:
    """What those between two verbs are: actors (组织|党员|排查), or acted on (组织|群众|转移, 推动|力量|下沉)."""
    if PUSHED.search(verb) or (p.measure in UNDERGONE and group and all(undergoes(m) for m in group)):
        return Arguments(None, (), group)
    if group and all(isinstance(m.form, GroupForm) and GENERIC.fullmatch(m.form.name) for m in group):
        return Arguments(None, (), ())  # 当地组织人员|抢修
    return Arguments(group or None, (), (), verb in WITH or p.measure in CALLED)


def _after(found: Arguments, text: str, nouns: NounPhrases, p: Predication, zone: tuple[str, int, int]) -> Arguments:
    """`found` and what one zone before the verb adds to it."""
    mark, start, end = zone
    if mark == "":
        return _after_subject(found, text, nouns, p, (start, end))
    if mark in DONE_BY:
        return replace(found, actors=tuple(nouns.subject(start, end)) or found.actors)
    if mark in JOINING or (mark == "与" and JOINTLY.search(text, start, end)):
        return _together(found, nouns.subject(start, end))
    company = COMPANY.search(text, start, end) if mark == "在" else None
    if company:
        return _together(found, nouns.subject(start, company.start()))
    if mark in PLACING:
        named = places_in(nouns, start, end)
        if AMONG.search(text, start, end) and named and all(of_people(nouns, m) for m in named):
            return replace(found, objects=(*found.objects, *named))  # 在|学生、教师|中使用
        return replace(found, places=(*found.places, *named))
    if mark in MEANS and start < end:
        if mark in INSTRUMENTAL and p.measure == "Publicity" and not MANNER.search(text, start, end):
            named = [m for m in nouns.arguments(start, end) if m.kind is not Kind.AREA]
        else:
            named = nouns.index.outermost(Span(start, end), Kind.MECHANISM, Kind.INSTRUMENT)
        obeyed = named if mark in OBEYED else ()
        return replace(found, objects=(*found.objects, *named), follows=(*found.follows, *obeyed))
    if mark in HELPING:
        return replace(found, objects=(*found.objects, *nouns.subject(start, end)))
    if mark == "与" and (tied := TIED.search(text, start, p.phrase.head.span.end)):
        return replace(found, objects=(*found.objects, *nouns.arguments(start, tied.start())))
    if mark in ACTED_ON or (mark == "与" and "对话" in text[end : end + 8]):
        things = nouns.arguments(*without_adverb(text, start, end))
        if mark == "对" and p.measure in SITE_MEASURES and sited(nouns, start, end):
            return replace(found, places=(*found.places, *things))
        return replace(found, objects=(*found.objects, *things))
    return found


def _together(found: Arguments, others: Sequence[Mention]) -> Arguments:
    """县应急局会同|县财政局: both act, with the subject of the phrase or with who acted before."""
    if not others:
        return found
    if found.actors:
        return replace(found, actors=tuple(dict.fromkeys((*found.actors, *others))))
    return replace(found, actors=tuple(others), joint=True)


def _after_subject(found: Arguments, text: str, nouns: NounPhrases, p: Predication, zone: tuple[int, int]) -> Arguments:
    """`found` and the subject zone: actors, or what undergoes the act, or places (小区、商场|均设立展板)."""
    bare = not text[p.region[0] : p.region[1]].strip("了。中")
    if bare and p.measure == "Meeting" and MEETING.search(text, *zone):
        return replace(found, actors=(), objects=(*found.objects, *thing(nouns, *_named_event(text, nouns, zone))))
    asked = required(text, nouns, *zone)
    if asked:
        return replace(found, actors=tuple(asked))
    pivot = PIVOT.match(text, *zone) or told(text, nouns, *zone)
    if pivot and pivot.start() > zone[0]:
        found = replace(found, actors=tuple(nouns.subject(zone[0], pivot.start())) or None)
        return replace(found, objects=(*found.objects, *nouns.subject(pivot.end(), zone[1])))
    if pivot:
        group = tuple(nouns.subject(pivot.end(), zone[1]))
        return (
            replace(found, actors=group or None) if pivot["who"] else replace(found, objects=(*found.objects, *group))
        )
    said_by = medium(nouns, *zone) if p.measure == "Publicity" else []
    if said_by:
        return replace(found, objects=(*found.objects, *said_by))
    passive = text.startswith(("由", "被"), zone[1]) and zone[1] < p.phrase.before[1]
    actors = [] if passive else nouns.subject(*zone)
    if actors and (_moved(text, p, actors) or (bare and _suffered(p, actors))):
        return replace(found, actors=(), objects=(*found.objects, *actors))
    if actors:
        return replace(found, actors=tuple(actors))
    if THEME.search(text, p.phrase.head.span.start, p.phrase.head.span.end):
        return replace(found, objects=(*found.objects, *nouns.themes(*zone)))
    if passive or (bare and not p.phrase.chained):
        themes = [m for m in nouns.themes(*zone) if _nominal(text, m) or _suffered(p, [m])]
        places = bool(themes) and not passive and all(m.kind is Kind.PLACE for m in themes)
        if themes and not places:
            return replace(found, objects=(*found.objects, *themes))
    return replace(found, places=(*found.places, *sites_in(nouns, *zone)))


def required(text: str, nouns: NounPhrases, start: int, end: int) -> list[Mention]:
    """Who has to act: 教育厅|要求|各高校|设置隔离区, in the same clause."""
    match = REQUIRED.search(text, start, end)
    return nouns.subject(match.end(), end) if match else []


def told(text: str, nouns: NounPhrases, start: int, end: int) -> re.Match[str] | None:
    """Where a subject tells others to act: 各镇|要督促|企业|落实."""
    match = TOLD.search(text, start, end)
    return match if match and nouns.subject(start, match.start()) else None


def _named_event(text: str, nouns: NounPhrases, zone: tuple[int, int]) -> tuple[int, int]:
    """Where a zone names its meeting: up to its time (全县防汛会议|17日|召开)."""
    match = MEETING.search(text, *zone)
    return (zone[0], match.end()) if match else zone


def _suffered(p: Predication, actors: Sequence[Mention]) -> bool:
    """Whether a subject without an object undergoes the act (被困群众|全部转移)."""
    return p.measure in SUFFERED and all(undergoes(m) for m in actors)


def _nominal(text: str, mention: Mention) -> bool:
    """Whether what stands before a verb without object is a thing (堆积物|清理完毕), no manner (不间断|巡查)."""
    start, end = mention.span.start, mention.span.end
    if mention.kind is not Kind.RESOURCE:
        return mention.kind is not Kind.COLLECTIVE
    return last_word(text, start, end).startswith(("n", "l", "j")) and first_word(text, start) != "v"


def _moved(text: str, p: Predication, actors: Sequence[Mention]) -> bool:
    """Whether the subject undergoes the act (4名患者治愈出院, 99家旅行社暂停营业)."""
    if p.measure == "WorkResumption" and all(m.kind is Kind.COLLECTIVE for m in actors):
        return False  # 企业|复工
    unnamed = all(m.kind in (Kind.COLLECTIVE, Kind.PLACE, Kind.RESOURCE) for m in actors)
    return unnamed and bool(THEME.search(text, p.phrase.head.span.start, p.phrase.head.span.end))
