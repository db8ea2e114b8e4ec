"""Who, where, what of a predication: the phrase is cut at its prepositions, each part is an argument."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.act_measures import Predication
from kg.extract.act_nouns import NounPhrases
from kg.extract.act_phrases import Phrase
from kg.model import GroupForm, Kind, Mention, ResourceForm, SiteForm
from kg.offsets import Span

PREPOSITION = re.compile(
    r"(?<![面应绝派核针])对(?![口接象策应于面照抗比待手话外内])|(?<![即必])将(?!来|军|近|士)|(?<![一])把(?!关|握|守|好|控|脉)|(?<![作成认称定更分列转划改评设变较行人])为(?!主|期|止|何|难|例|民|准|重|先|此|首)|(?<![方面转倾动流去])向(?!前|好|导|心)|面向"
    r"|(?<![正所存现潜旨实好])在(?!岗|职|编|校|建|线|位|场|于|册|内|乎|家|此|逃|即|全力)|(?<![自缘理])由(?!于|此|衷)|(?<![予所可得加用难足赖何])以(?!上|下|来|及|内|外|往|免|后|前|致|便|此|为|身|人民)|按照?|根据|依据|通过|利用|依托|(?<![参赠给])与(?!会|此|时|否)|(?<!有)针对(?!性)|会同|(?<![发交送分供付])给(?!予|力|付)|围绕|结合|就(?![业近诊地医餐读职是能可要会在有])|(?<!及时)发现(?!问题)|(?<![达直收得遇感做找看报受领])到(?!位|期|达|会|底|家|人|户|岗|账|各级)|赶?赴|进(?=社区|村|小区|企业|校园|家|农户|工地)|前往|来到|走进|深入(?=[^,]{0,6}(?:[市县区乡镇村]|社区|一线|现场|企业|基层|学校|医院|工地|街道|小区|农户|辖区|部门))|从(?!业|严|速|而|快|重|优|事|容)"
)
CAUSATIVE = re.compile(
    r"(?:组织|安排|发动|动员|带领|引导|抽调|选派|派出|协调|要求|责令|号召|鼓励|督促|指导|安排部署|集结|出动|带着|调派|由|让|令|请|吸纳|带动)$"
)
PUSHED = re.compile(r"(?:推动|推进|促进|确保|保障|保证)$")  # 推动|力量|下沉: what is pushed is acted on
MEANS = frozenset({"按", "按照", "以", "通过", "利用", "依托", "根据", "依据"})
OBEYED = frozenset({"按", "按照", "根据", "依据"})
INSTRUMENTAL = frozenset({"通过", "利用", "依托"})
MANNER = re.compile(r"(?:方式|形式|途径|渠道|手段|办法|方法|时间|措施)$")
COMPOSED = re.compile(r"由[^,;。]{2,60}?(?:组成|任(?:双)?组长|牵头|参加|参与|负责)的")
ACTED_ON = frozenset({"发现", "对", "将", "把", "为", "向", "给", "面向", "针对"})
PLACING = frozenset({"在", "到", "赴", "赶赴", "进", "前往", "来到", "走进", "深入"})
RESULT = re.compile(
    r"(?!^)(?:抗击|控制|应对|阻击|支持|支援|助力|打赢)(?:新冠肺炎|新冠|本次|此次|全国|一线|武汉|湖北|灾区)?(?:疫情|灾情|灾害|抗疫|防疫|防控|救灾|抗洪)|(?!^)(?:形成|实现|确保|达到|用于|使得|防止|避免|提高|提升|营造|支持)|成为"
)
BECOME = re.compile(r"为$")
MERGED = re.compile(r"(?:整合|统筹|汇聚|凝聚)$")  # 整合甲、乙、丙|形成合力: what is joined is acted on
CALLED = frozenset({"Donation"})  # 工商联组织|企业|捐款: who calls on others gives with them
WITH = frozenset({"带领", "率领", "带着", "带动"})
SITE_MEASURES = frozenset(
    {"Disinfection", "Patrol", "Checkpoint", "Rescue", "MovementRestriction", "ZonedControl", "Testing", "DoorToDoor"}
)
THEME = re.compile(
    r"暂停|停业|停运|关闭|关停|停课|复工|复产|开工|出院|治愈|恢复|打通|抢通|贯通|建成|竣工|运至|送达|运抵|到位|下调|接受|解除|脱贫|通车|复学|开学"
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
PATIENTS = re.compile(
    r"(?:群众|居民|村民|市民|车辆|行人|旅客|乘客|游客|学生|师生|患者|病人|病例|伤员|人员|住户|家庭|农户|灾民|老人|接触者|务工者|农民工|职工|员工|企业)$"
)
STAFF = re.compile(r"(?:工作|医务|医护|救援|技术|执法|值守|抢险|专业|施工|检测|采样|流调|科研|管理)人员$")
GENERIC = re.compile(
    r"(?:相关|有关|专业|多方|各方|专门)?(?:人员|力量|人力|人手|机构|警力|部门|单位)(?:和设备|、设备|、物资)?"
)
EACH = re.compile(r"逐(社区|楼栋|村屯|小区|村组|楼|栋|单元|街|巷|店|村|组)(?!查|步)")
SITE_NAMES = re.compile(
    r"(?:社区|村屯|小区|街道|学校|企业|商场|超市|宾馆|酒店|医院|药店|幼儿园|工地|楼宇|楼栋|单元|车站|市场|场所|银行|饭店|门店|村|村庄)$"
)
PROBLEMS = re.compile(r"(?<=[、和与及等])[^,]*?(?:问题|情况|困难|诉求|矛盾)(?=(?:\d[\d余多]*[个项件条]?)?$)")
INFLUENCE = re.compile(r"的[^的]{0,2}(?:影响|威胁|冲击|作用|破坏|依赖|支持)$")
REACHING = re.compile(r"(?:至|抵|转送|往|收住|入住|进驻|到)$")


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


def zones(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """The parts of a stretch, each with the preposition that opens it ("" for the first)."""
    cuts = list(PREPOSITION.finditer(text, start, end))
    out = [("", start, cuts[0].start() if cuts else end)]
    for k, cut in enumerate(cuts):
        out.append((cut[0], cut.end(), cuts[k + 1].start() if k + 1 < len(cuts) else end))
    return out


def arguments(text: str, nouns: NounPhrases, p: Predication, causer: Phrase | None) -> Arguments:
    """The arguments that the phrase of `p` names.

    Args:
        text: `Text.normal`.
        nouns: the noun phrases of the page.
        p: the predication.
        causer: the phrase that this one is chained to (组织党员|开展排查), if any.
    """
    found = Arguments(None, (), ())
    parts = zones(text, *p.phrase.before)
    caused = causer.head.span.of(text) if causer else ""
    if causer is not None and (CAUSATIVE.search(caused) or PUSHED.search(caused)):
        _, start, end = zones(text, *causer.after)[0]
        found = _caused(tuple(nouns.subject(start, end)), caused, p)
        parts = [z for z in parts if z[1] > end]
    elif causer is not None and MERGED.search(caused):
        found = Arguments(None, (), tuple(nouns.arguments(*causer.after)))
    for k, zone in enumerate(parts):
        if zone[0] in PLACING and k and parts[k - 1][0] in ACTED_ON and parts[k - 1][1] >= parts[k - 1][2]:
            of = text.rfind("的", zone[1], zone[2])  # 对|在各门诊碰到的疑似病例
            zone = ("对", of + 1, zone[2]) if of > 0 else zone
        found = _after(found, text, nouns, p, zone)
    each = tuple(
        Mention(Span(*m.span(1)), Kind.PLACE, SiteForm(m[1]), "act.each", 0.7)
        for m in EACH.finditer(text, *p.phrase.before)
    )
    found = replace(found, places=(*found.places, *each))
    places, objects = _object_region(text, nouns, p)
    return replace(found, places=(*found.places, *places), objects=(*found.objects, *objects))


def _caused(group: tuple[Mention, ...], verb: str, p: Predication) -> Arguments:
    """What those between two verbs are: actors (组织|党员|排查), or acted on (组织|群众|转移, 推动|力量|下沉)."""
    if PUSHED.search(verb) or (p.measure in UNDERGONE and group and all(_undergoes(m) for m in group)):
        return Arguments(None, (), group)
    if group and all(isinstance(m.form, GroupForm) and GENERIC.fullmatch(m.form.name) for m in group):
        return Arguments(None, (), ())  # 当地组织人员|抢修
    return Arguments(group or None, (), (), verb in WITH or p.measure in CALLED)


def _after(found: Arguments, text: str, nouns: NounPhrases, p: Predication, zone: tuple[str, int, int]) -> Arguments:
    """`found` and what one zone before the verb adds to it."""
    mark, start, end = zone
    if mark == "":
        return _after_subject(found, text, nouns, p, (start, end))
    if mark == "由":
        return replace(found, actors=tuple(nouns.subject(start, end)) or found.actors)
    if mark in PLACING:
        return replace(found, places=(*found.places, *_places(nouns, start, end)))
    if mark in MEANS and start < end:
        if mark in INSTRUMENTAL and p.measure == "Publicity" and not MANNER.search(text, start, end):
            named = [m for m in nouns.arguments(start, end) if m.kind is not Kind.AREA]
        else:
            named = nouns.index.outermost(Span(start, end), Kind.MECHANISM, Kind.INSTRUMENT)
        obeyed = named if mark in OBEYED else ()
        return replace(found, objects=(*found.objects, *named), follows=(*found.follows, *obeyed))
    if mark in ACTED_ON or (mark == "与" and "对话" in text[end : end + 8]):
        things = nouns.arguments(*_without_adverb(text, start, end))
        if mark == "对" and p.measure in SITE_MEASURES and _sited(nouns, start, end):
            return replace(found, places=(*found.places, *things))
        return replace(found, objects=(*found.objects, *things))
    return found


def _after_subject(found: Arguments, text: str, nouns: NounPhrases, p: Predication, zone: tuple[int, int]) -> Arguments:
    """`found` and the subject zone: actors, or what undergoes the act, or places (小区、商场|均设立展板)."""
    actors = nouns.subject(*zone)
    if actors and _moved(text, p, actors):
        return replace(found, actors=(), objects=(*found.objects, *actors))
    if actors:
        return replace(found, actors=tuple(actors))
    if THEME.search(text, p.phrase.head.span.start, p.phrase.head.span.end):
        return replace(found, objects=(*found.objects, *nouns.themes(*zone)))
    return replace(found, places=(*found.places, *_sites(nouns, *zone)))


def _moved(text: str, p: Predication, actors: Sequence[Mention]) -> bool:
    """Whether the subject undergoes the act (4名患者治愈出院, 99家旅行社暂停营业)."""
    unnamed = all(m.kind in (Kind.COLLECTIVE, Kind.PLACE, Kind.RESOURCE) for m in actors)
    return unnamed and bool(THEME.search(text, p.phrase.head.span.start, p.phrase.head.span.end))


def _object_region(text: str, nouns: NounPhrases, p: Predication) -> tuple[list[Mention], list[Mention]]:
    start, end = p.region
    composed = COMPOSED.search(text, start, end)
    start = composed.end() if composed and composed.start() <= start + 2 else start
    result = RESULT.search(text, start + 1, end) if start + 1 < end else None
    end = result.start() if result else end
    if BECOME.search(text, p.phrase.head.span.start, p.phrase.head.span.end):
        return [], []  # 将X确定为定点医院: what it becomes is a relation, not an object
    inner = p.trigger != p.phrase.head.span and start <= p.trigger.start and p.trigger.end <= end
    if inner:  # 重点部位消杀: what stands before the verbal noun is its object
        region = [(start, p.trigger.start)]
    else:
        region = [(start, end)]
    places: list[Mention] = []
    objects: list[Mention] = []
    for mark, a, b in (zone for part in region for zone in _joined(text, zones(text, *part))):
        if mark in PLACING and p.measure == "Pairing":  # 包干到社区: who is looked after, not where
            objects += _places(nouns, a, b)
            continue
        if mark in PLACING:
            places += _places(nouns, a, b)
            continue
        whole = p.measure == "Supervision" and not inner and PROBLEMS.search(text, a, b)
        found = nouns.whole(a, whole.end()) if whole else nouns.arguments(a, b)
        if not inner and p.measure != "Donation" and _reached(text, p, found):
            places += found
            continue
        if inner and p.measure in SITE_MEASURES and found and all(m.kind is Kind.PLACE for m in found):
            places += found
        else:
            objects += [m for m in found if not inner or _known(m, p)]
    named = nouns.index.overlapping(Span(start, end), Kind.MECHANISM, Kind.INSTRUMENT) if start < end else []
    return places, [*objects, *(m for m in named if m not in objects)]


def inner(text: str, p: Predication, table: Mapping[str, str]) -> list[Mention]:
    """The object that a verb holds in itself (戴|口罩, 回应|社会关切).

    Args:
        text: `Text.normal`.
        p: the predication.
        table: verb → object inside it.
    """
    name = table.get(p.trigger.of(text))
    if name is None:
        return []
    start = p.trigger.start + p.trigger.of(text).index(name)
    people = PATIENTS.search(name)
    kind, form = (Kind.COLLECTIVE, GroupForm(name)) if people else (Kind.RESOURCE, ResourceForm(name))
    return [Mention(Span(start, start + len(name)), kind, form, "act.inner", 0.8)]


def _known(mention: Mention, p: Predication) -> bool:
    """Before a verbal noun only what is surely a thing counts (“三码”核查), not its manner (反复|排查)."""
    if mention.kind is not Kind.RESOURCE:
        return True
    return any(h.classes and h.span.end == mention.span.end for h in p.phrase.hits_after)


def _places(nouns: NounPhrases, start: int, end: int) -> list[Mention]:
    text = nouns.text
    match = re.search(
        r"(?:等地|等(?:重点|公共|群众密集|人员密集)?(?:场所|区域|部位|地区|地)|[上中内里]|第一时间|范围内|范围)+$",
        text[start:end],
    )
    end = end - len(match[0]) if match else end
    found = nouns.arguments(*_without_adverb(text, start, end))
    kinds = (Kind.AREA, Kind.FACILITY, Kind.PLACE, Kind.ORGANIZATION, Kind.COLLECTIVE)
    return [m for m in found if m.kind in kinds]


def _sites(nouns: NounPhrases, start: int, end: int) -> list[Mention]:
    """小区、商场等公共场所|均设立展板: a subject zone of places only."""
    found = _places(nouns, start, end) if start < end else []
    return found if found and all(m.kind is Kind.PLACE for m in found) else []


def _joined(text: str, parts: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Zones of an object; 疫情|对生产的影响 is one noun phrase."""
    out = parts[:1]
    for mark, start, end in parts[1:]:
        if mark == "对" and out[-1][1] < out[-1][2] and INFLUENCE.search(text, start, end):
            out[-1] = (out[-1][0], out[-1][1], end)
        else:
            out.append((mark, start, end))
    return out


def _reached(text: str, p: Predication, found: Sequence[Mention]) -> bool:
    """Whether the object of a verb is where things went (运至|灾区, 转送|定点医院)."""
    if not found or not REACHING.search(text, p.phrase.head.span.start, p.phrase.head.span.end):
        return False
    kinds = (Kind.PLACE, Kind.FACILITY, Kind.AREA, Kind.ORGANIZATION)
    return all(m.kind in kinds or SITE_NAMES.search(m.span.of(text)) for m in found)


def _sited(nouns: NounPhrases, start: int, end: int) -> bool:
    found = nouns.arguments(start, end)
    return bool(found) and (
        found[0].kind in (Kind.PLACE, Kind.FACILITY, Kind.AREA) or bool(SITE_NAMES.search(found[0].span.of(nouns.text)))
    )


def _undergoes(mention: Mention) -> bool:
    name = mention.form.name if isinstance(mention.form, GroupForm) else ""
    return bool(PATIENTS.search(name)) and not STAFF.search(name)


def _without_adverb(text: str, start: int, end: int) -> tuple[int, int]:
    match = re.search(
        r"(?:逐一|逐个|全面|及时|认真|积极|深入|广泛|严格|统一|集中|分别|进一步|持续|分类|全部|均|一律|依法|实行|进行|开展|实施|予以|给予|主动|捐|免费|的|有)+$",
        text[start:end],
    )
    return start, end - len(match[0]) if match else end
