"""The object of a predication: what stands after its verb, and what the verb holds in itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.extract.act_measures import Predication
from kg.extract.act_nominal import nominal
from kg.extract.act_nouns import NounPhrases
from kg.extract.act_parts import before_verbs, of_all
from kg.extract.act_shape import first_word, last_word
from kg.extract.act_words import WEAK
from kg.extract.act_zones import PLACING, zones
from kg.extract.tagged_words import words_of
from kg.model import GroupForm, Kind, Mention, ResourceForm, SiteForm
from kg.offsets import Span
from kg.records import quick

COMPOSED = re.compile(r"由[^,;。]{2,60}?(?:组成|任(?:双)?组长|牵头|参加|参与|负责)的")
RESULT = re.compile(
    r"(?!^)(?:抗击|控制|应对|阻击|支持|支援|助力|打赢)(?:新冠肺炎|新冠|本次|此次|全国|一线|武汉|湖北|灾区)?(?:疫情|灾情|灾害|抗疫|防疫|防控|救灾|抗洪)|(?!^)(?:形成|实现|确保|达到|用于|使得|防止|避免|提高|提升|营造|支持)|成为|(?!^)(?:奔赴|赶赴|开赴)"
)
BECOME = re.compile(r"为$")
WHEN = re.compile(
    r"(?:了|着|过|完|完成)?(?:时(?!间|令|段|长|效|政|装)|后(?!勤|备|方|续|期|遗)|前(?!线|台|哨|沿)|期间|过程中|之际|以来)"
)
EMPTY_VERBS = re.compile(r"(?:进行|予以|给予|加以|作出)$")  # 进行|通报: the verb after them is no object
OF_GOODS = frozenset({"EssentialSupply", "Procurement", "Relief", "Donation", "Volunteering", "MutualAid"})
SUM = re.compile(
    r"(?<=[一-鿿\w])等(?!其他|其它)(?:共|各类|多种|总计|合计|总价值)?(?:[\d.]+[万亿千百]?[余多]?[一-鿿]?)?(?P<sum>[一-鿿]{2,12}(?:物资|物品|用品|食品|商品|设备|装备|器材|必需品|药品|农产品|生活品))"
)
THINGS = frozenset({"issue", "setup"})  # heads whose object is a thing: 发布|暴雨预警, not its verb
SUPPORT = re.compile(
    r",(?:重点|专项|主要|全力)?(?:用于)?(?:支持|帮助)(?P<whom>[^,;。]{2,}?)(?=做好|开展|恢复|抓好|用于|应对|落实|等|进行|实施|受灾|灾后|[,;。])"
)
SITE_MEASURES = frozenset(
    {"Disinfection", "Patrol", "Checkpoint", "MovementRestriction", "ZonedControl", "Testing", "DoorToDoor"}
)
PATIENTS = re.compile(
    r"(?:群众|居民|村民|市民|车辆|行人|旅客|乘客|游客|学生|师生|患者|病人|病例|伤员|伤者|人员|住户|家庭|农户|灾民|老人|接触者|感染者|务工者|农民工|职工|员工|企业)$"
)
TOLD_OF = re.compile(r"(?:知识|常识|政策|法规|法律|典型|事迹|精神|信息)$")
STAFF = re.compile(r"(?:工作|医务|医护|救援|技术|执法|值守|抢险|专业|施工|检测|采样|流调|科研|管理)人员$")
SITE_NAMES = re.compile(
    r"(?:社区|村屯|小区|街道|学校|企业|商场|超市|宾馆|酒店|医院|药店|幼儿园|工地|楼宇|楼栋|单元|车站|市场|场所|银行|饭店|门店|村|村庄)$"
)
PROBLEMS = re.compile(r"(?<=[、和与及等])[^,]*?(?:问题|情况|困难|诉求|矛盾)(?=(?:\d[\d余多]*[个项件条]?)?$)")
INFLUENCE = re.compile(r"的[^的]{0,2}(?:影响|威胁|冲击|作用|破坏|依赖|支持)$")
REACHING = re.compile(r"(?:至|抵|转送|往|收住|入住|进驻|到)$")
# events have a name of their own: 开展|高层住宅消防演练, unlike 开展|流调
UNDER = re.compile(
    r"(?:(?:统一|坚强|正确|直接)(?:领导|指挥|部署|指导)|领导|指导|指挥|支持|帮助|帮扶|推动|努力|带领|带动|组织|配合|协助|影响|关心|关怀|引领|号召|见证|监督|鼓励|倡导|感召|共同努力)(?:之?下)?$"
)
EVENT = re.compile(
    r"(?:[一-鿿]{0,4}(?:演练|演习|大赛|比赛|竞赛|讲座|论坛|会商|培训班|推演|仪式|典礼|发布会|推进会|座谈会|动员会|调度会|现场会|视频会议?|例会|大会|(?<!社)会议|行动(?!轨迹|力)|活动(?!轨迹|室|场))"
    r"|(?<=演)练|(?<=演)习)"
)
HELD = re.compile(
    r"(?:[^,;。]{2,20}?)?(?:上午|下午|晚上?)?(?:胜利|顺利|隆重|正式|如期)?(?:召开|举行|举办|开幕|结束|开班)$"
)


@quick
@dataclass(frozen=True, slots=True)
class Region:
    """Where the objects of a predication stand; `inner` says that its trigger is a verbal noun inside its object."""

    start: int
    end: int
    inner: bool
    items: bool = False  # a list that is told whole: 检查|甲落实、乙管理情况


def object_region(text: str, nouns: NounPhrases, p: Predication) -> tuple[list[Mention], list[Mention]]:
    """The places and objects that stand after the verb of `p`.

    Args:
        text: `Text.normal`.
        nouns: the noun phrases of the page.
        p: the predication.
    """
    if BECOME.search(text, p.phrase.head.span.start, p.phrase.head.span.end):
        return [], []  # 将X确定为定点医院: what it becomes is a relation, not an object
    event = _event(text, nouns, p)
    if event:
        rest = zones(text, *p.phrase.after)[1:]
        return [m for mark, a, b in rest if mark in PLACING for m in places_in(nouns, a, b)], event
    region = _region(text, p)
    start, end = region.start, region.end
    stop = p.trigger.start if region.inner else end
    places: list[Mention] = []
    objects: list[Mention] = []
    for mark, a, b in _joined(text, list(zones(text, start, stop))):
        if mark in PLACING and p.measure in ("Pairing", "Accountability"):  # 落实到个人: who, not where
            objects += places_in(nouns, a, b)
            continue
        if mark in PLACING:
            places += places_in(nouns, a, b)
            continue
        found = _listed(nouns, p, region, (a, b))
        if (not region.inner and p.measure != "Donation" and _reached(text, p, found)) or (
            region.inner and p.measure in SITE_MEASURES and found and all(m.kind is Kind.PLACE for m in found)
        ):
            places += found
        else:
            objects += [m for m in found if not region.inner or _known(text, m, p)]
    objects = nominal(nouns, p, objects) if region.inner else objects
    if region.items and not objects and text.endswith("工作", start, end):
        objects = thing(nouns, start, end)  # 指导|防汛抢险工作
    objects += _supported(nouns, p)
    named = nouns.index.overlapping(Span(start, end), Kind.MECHANISM, Kind.INSTRUMENT) if start < end else []
    return places, [*objects, *(m for m in named if m not in objects)]


def _listed(nouns: NounPhrases, p: Predication, region: Region, zone: tuple[int, int]) -> list[Mention]:
    """What one zone of an object names."""
    whole = p.measure == "Supervision" and not region.inner and PROBLEMS.search(nouns.text, *zone)
    found = nouns.whole(zone[0], whole.end()) if whole else nouns.arguments(*zone)
    found = found if region.items or p.measure == "Meeting" else before_verbs(nouns, p, found)
    return [*found, *of_all(nouns, zone, found), *_summed(nouns, p, *zone)]


def _supported(nouns: NounPhrases, p: Predication) -> list[Mention]:
    """Whom an allocation is for, as its next clause says: 预拨5000万元,支持|甘肃、四川|开展救灾."""
    end = p.phrase.clause.end
    match = SUPPORT.match(nouns.text, end, end + 40) if p.measure == "FiscalAllocation" else None
    return nouns.index.outermost(Span(*match.span("whom")), Kind.AREA) if match else []


def _summed(nouns: NounPhrases, p: Predication, start: int, end: int) -> list[Mention]:
    """What a list of goods is summed up as: 帐篷、棉衣等3万件|救灾物资."""
    match = SUM.search(nouns.text, start, end) if p.measure == "EssentialSupply" else None
    return [m for m in nouns.arguments(*match.span("sum")) if m.kind is Kind.RESOURCE] if match else []


def _region(text: str, p: Predication) -> Region:
    head = p.phrase.head.span
    own = p.trigger == head
    items = own and p.measure == "Supervision"
    start, end = p.phrase.after if items else p.region
    composed = COMPOSED.search(text, start, end)
    start = composed.end() if composed and composed.start() <= start + 2 else start
    if p.measure in OF_GOODS and own and text.startswith("等", start - 1) and "、" in text[head.end : start]:
        start = p.phrase.after[0]  # 粮油、蔬菜等|生活必需品: the list is goods too
    if p.measure == "Training" and not own and text.startswith("等", p.trigger.start - 1):
        start = p.phrase.after[0]  # 急救知识、防汛技能等|培训: what is taught
    result = RESULT.search(text, start + 1, end) if start + 1 < end else None
    end = result.start() if result else end
    if WHEN.match(text, start, end):
        return Region(start, start, False)  # 值班时碰到…
    if own and start < end and EMPTY_VERBS.search(text, head.start, head.end) and _one_act(text, head, start, end):
        return Region(start, start, False)
    inner = not own and start <= p.trigger.start and p.trigger.end <= end and p.phrase.head.family not in THINGS
    return Region(start, end, inner, items)


def _one_act(text: str, head: Span, start: int, end: int) -> bool:
    """Whether one word for an act stands after an empty verb (进行|通报), no thing (给予|补贴)."""
    given = head.of(text).endswith("给予") and not last_word(text, start, end).startswith("v")
    return not given and words_of(text).last(start) >= end


def _event(text: str, nouns: NounPhrases, p: Predication) -> list[Mention]:
    """The event that a clause tells of, by its whole name: 开展|高层住宅消防演练, 全县防汛工作推进会|召开."""
    head = p.phrase.head.span
    if p.trigger == head:
        held = HELD.match(text, head.end, p.phrase.clause.end)
        if p.measure == "Meeting" and held:
            return thing(nouns, zones(text, *p.phrase.before)[-1][1], head.end)
        return []
    match = EVENT.match(text, p.trigger.start, p.phrase.after[1]) or EVENT.match(
        text, max(p.trigger.start, p.trigger.end - 2), p.phrase.after[1]
    )
    if match is None or match.end() < p.trigger.end:
        return []
    return thing(nouns, zones(text, p.region[0], match.end())[-1][1], match.end())


def thing(nouns: NounPhrases, start: int, end: int) -> list[Mention]:
    """A stretch as one thing, by its whole name."""
    start, end = nouns.trimmed(start, end)
    if not 3 <= end - start <= 26:
        return []
    name = nouns.text[start:end].replace("“", "").replace("”", "")
    return [Mention(Span(start, end), Kind.RESOURCE, ResourceForm(name), "act.event", 0.75)]


def inner(text: str, p: Predication, table: Mapping[str, str]) -> list[Mention]:
    """The object that a verb holds in itself (戴|口罩, 回应|社会关切).

    Args:
        text: `Text.normal`.
        p: the predication.
        table: verb → object inside it.
    """
    name = table.get(p.trigger.of(text)) or _ends_in(text, p)
    if name is None or (p.trigger != p.phrase.head.span and EVENT.fullmatch(name)):
        return []
    if p.measure == "Meeting" and HELD.match(text, p.trigger.end, p.phrase.clause.end):
        return []
    start = p.trigger.start + p.trigger.of(text).index(name)
    if start == p.trigger.start and p.trigger != p.phrase.head.span and p.region[0] < start:
        return []  # 地质灾害|隐患排查: the object proper stands before it
    people = PATIENTS.search(name)
    kind, form = (Kind.COLLECTIVE, GroupForm(name)) if people else (Kind.RESOURCE, ResourceForm(name))
    return [Mention(Span(start, start + len(name)), kind, form, "act.inner", 0.8)]


def _ends_in(text: str, p: Predication) -> str | None:
    """The noun that ends a trigger of a verb and its object: 延长|产业链."""
    start, end = p.trigger.start, p.trigger.end
    words = words_of(text)
    at = words.last(start)
    if p.trigger != p.phrase.head.span or end - start < 4 or at >= end - 1 or words.first(end) != end:
        return None
    if not first_word(text, start).startswith("v") or not last_word(text, start, end).startswith("n"):
        return None
    at = words.last(at) if text[at] in "好了" and words.last(at) == at + 1 else at
    return text[at:end] if text[at:end] not in WEAK else None


def _known(text: str, mention: Mention, p: Predication) -> bool:
    """Before a verbal noun only what is surely a thing counts (“三码”核查, 餐具的|消毒), not its manner (反复|排查)."""
    start, end = mention.span.start, mention.span.end
    if mention.kind is not Kind.RESOURCE or (text[end : end + 1] == "的" and end + 1 == p.trigger.start):
        return True
    if p.measure == "Publicity" and TOLD_OF.search(text, start, end):
        return True
    if p.measure == "Training" and text.startswith("等", p.trigger.start - 1):
        return True
    return any(h.classes and h.span.end == end for h in p.phrase.hits_after)


def places_in(nouns: NounPhrases, start: int, end: int) -> list[Mention]:
    """The places that a stretch after 在, 到, 赴 names."""
    text = nouns.text
    if UNDER.search(text, start, end):
        return []  # 在乡党委统一领导|下
    match = re.search(
        r"(?:等地|等(?:重点|公共|群众密集|人员密集)?(?:场所|区域|部位|地区|地)|[上中内里]|召开|举行|举办|第一时间|范围内|范围)+$",
        text[start:end],
    )
    end = end - len(match[0]) if match else end
    found = nouns.arguments(*without_adverb(text, start, end))
    kinds = (Kind.AREA, Kind.FACILITY, Kind.PLACE, Kind.ORGANIZATION, Kind.COLLECTIVE)
    return [m for m in found if m.kind in kinds]


def sites_in(nouns: NounPhrases, start: int, end: int) -> list[Mention]:
    """小区、商场等公共场所|均设立展板: a subject zone of places only."""
    found = places_in(nouns, start, end) if start < end else []
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


def sited(nouns: NounPhrases, start: int, end: int) -> bool:
    """Whether a stretch names a site first."""
    found = nouns.arguments(start, end)
    return bool(found) and (
        found[0].kind in (Kind.PLACE, Kind.FACILITY, Kind.AREA) or bool(SITE_NAMES.search(found[0].span.of(nouns.text)))
    )


def undergoes(mention: Mention) -> bool:
    """Whether a group is one that acts are done to (群众), not one that acts (工作人员)."""
    name = mention.form.name if isinstance(mention.form, GroupForm | SiteForm) else ""
    return bool(PATIENTS.search(name)) and not STAFF.search(name)


def without_adverb(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the adverbs and light verbs that end it."""
    match = re.search(
        r"(?:逐一|逐个|全面|及时|认真|积极|深入|广泛|严格|统一|集中|分别|进一步|持续|分类|全部|均|一律|依法|实行|进行|开展|实施|予以|给予|主动|捐|免费|的|有)+$",
        text[start:end],
    )
    return start, end - len(match[0]) if match else end
