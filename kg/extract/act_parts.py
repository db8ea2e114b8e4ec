"""Parts of an object phrase: people and what is theirs, and what a verb before or behind it adds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.act_measures import Predication
from kg.extract.act_nouns import NounPhrases
from kg.extract.act_scan import Hit
from kg.extract.act_shape import first_word
from kg.extract.tagged_words import words_of
from kg.model import Kind, Mention

OWNED = frozenset({"EssentialSupply", "Procurement", "Relief", "HealthMonitoring", "PersonalProtection", "Insurance"})
SOLVING = re.compile(r"(?:解决|化解|消除|缓解|破解|排解)(?:好|了)?$")  # 解决|群众|就业问题
# who pairs with whom stands on both sides of these: 明确|11名县领导|包联|11个乡镇
PAIRED = re.compile(r"(?:分包|包联|包保|包抓|包挂|联系|联包|结对|对接|帮扶|挂包|挂联|挂钩)(?:帮扶|联系|包保)?$")
OF_ALL = re.compile(r"(?<=[一-鿿])等(?:人|群体|人员)?的(?=[一-鿿]{2,8}$)")
# 村里的大喇叭|每天播放: what a message goes through is no actor
MEDIA = re.compile(
    r"(?P<what>(?:喇叭|广播(?:系统)?|音箱|音响|大屏|显示屏|电子屏|LED屏?|宣传车|扩音器|扩音设备|短信|微信群|公众号|横幅|条幅|标语|展板|广告牌|应急广播))(?:等)?(?:上|里|内)?(?:每天|每日|循环|滚动|不间断|准时|都会|定时|均|也|还|正在|反复|全天|不停)*$"
)
# what is called after people: 党员|先锋岗, 顾客|信息
NAMED_FOR = re.compile(r"(?:岗|岗位|区|电话|热线|[码证队室]|信息|路|隐患|事迹|典型|名单|代表)$")
DONE_TO = re.compile(
    r"解决|化解|消除|告知|支持|帮助|鼓励|引导|通知|提醒|指导|督促|促进|推动|助力|监督|组织|保障|协助|服务|关心|关爱|慰问"
)
SUPPLY = re.compile(r"(?<=[一-鿿]{2})(?:供应|供给|保障|配送|储备|采购|需求|调配)+$")


def before_verbs(nouns: NounPhrases, p: Predication, found: Sequence[Mention]) -> list[Mention]:
    """Objects without the verb that follows them: 收住|定点医院|隔离治疗, 服务|群众|转移安置."""
    out: list[Mention] = []
    usual = p.measure in OWNED or bool(SOLVING.search(nouns.text, p.phrase.head.span.start, p.phrase.head.span.end))
    for m in (peeled for one in found for peeled in _peeled(nouns, one)):
        owner = _owner(nouns, m, usual) if usual or p.phrase.head.family != "setup" else []
        if owner:
            out += owner
            continue
        cut = next((h for h in p.phrase.hits_after if _ends_with(m, h)), None)
        short = nouns.arguments(m.span.start, cut.span.start) if cut else []
        known = len(short) == 1 and short[0].kind in (Kind.COLLECTIVE, Kind.PLACE) and cut
        out += short if known else [m]
    return out


def paired(nouns: NounPhrases, p: Predication) -> tuple[list[Mention], list[Mention]]:
    """Who pairs with whom, where the verb of the pairing stands between both: 明确|机关单位|分包|小区."""
    head, trigger = p.phrase.head.span, p.trigger
    if p.measure != "Pairing" or trigger == head or not PAIRED.search(nouns.text, trigger.start, trigger.end):
        return [], []
    end = min(p.phrase.after[1], p.phrase.clause.end)
    who = nouns.subject(p.region[0], trigger.start) if p.region[0] < trigger.start else []
    whom = nouns.arguments(trigger.end, end) if who and trigger.end < end else []
    return (who, whom) if whom else ([], [])


def medium(nouns: NounPhrases, start: int, end: int) -> list[Mention]:
    """What a message goes through, if a subject zone names it: 村里的|大喇叭|每天."""
    match = MEDIA.search(nouns.text, start, end)
    if match is None:
        return []
    return nouns.arguments(max(nouns.text.rfind("的", start, match.start()) + 1, start), match.end("what"))


def of_people(nouns: NounPhrases, m: Mention) -> bool:
    """Whether a mention is a group of people."""
    return m.kind is Kind.COLLECTIVE and nouns.head(m.span.of(nouns.text)) == "people"


def of_all(nouns: NounPhrases, zone: tuple[int, int], found: Sequence[Mention]) -> list[Mention]:
    """What a list of people has: 医务人员、志愿者等的|感人事迹."""
    match = OF_ALL.search(nouns.text, *zone)
    if match is None or not found or any(m.kind is not Kind.COLLECTIVE for m in found):
        return []
    return [m for m in nouns.arguments(match.end(), zone[1]) if m not in found]


def _peeled(nouns: NounPhrases, m: Mention) -> list[Mention]:
    """A group without the verb that it is the object of: 告知|纳税人, 支持|中小企业."""
    verb = DONE_TO.match(nouns.text, m.span.start, m.span.end)
    if verb is None or m.kind not in (Kind.COLLECTIVE, Kind.RESOURCE):
        return [m]
    rest = nouns.arguments(verb.end(), m.span.end)
    if SOLVING.fullmatch(verb[0]):
        return [x for one in rest for x in _owner(nouns, one, True) or [one]] or [m]  # 解决|群众|就业问题
    return rest if rest and all(x.kind is not Kind.RESOURCE for x in rest) else [m]


def _owner(nouns: NounPhrases, m: Mention, usual: bool) -> list[Mention]:
    """People and what is theirs or for them: 群众|生活必需品, 船员|体温."""
    start, end = m.span.start, m.span.end
    words = words_of(nouns.text)
    at = words.last(start)
    while m.kind is Kind.RESOURCE and at <= end - 2:
        if nouns.heads.get(nouns.text[words.first(at - 1) : at]) == "people" and nouns.text[at] != "的":
            if not usual and (first_word(nouns.text, at).startswith("v") or NAMED_FOR.search(nouns.text, at, end)):
                return []  # 人员|集聚场所
            supply = SUPPLY.search(nouns.text, at, end)
            found = [*nouns.arguments(start, at), *nouns.arguments(at, supply.start() if supply else end)]
            return found if [f.kind for f in found] == [Kind.COLLECTIVE, Kind.RESOURCE] else []
        at = words.last(at)
    return []


def _ends_with(m: Mention, hit: Hit) -> bool:
    if m.kind is not Kind.RESOURCE or not hit.measure or hit.classes:
        return False
    return hit.span.end == m.span.end and hit.span.start >= m.span.start + 2
