"""Cut a clause into verb phrases.

A head is a verb in predicate position; what follows it up to the next head is its object region. Verbal nouns inside
the object region of a light verb (开展流调溯源、重点部位消杀) are items of that phrase, not heads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.act_scan import Hit
from kg.lexicon.loader import Lexicon, load_patterns
from kg.offsets import Span
from kg.records import quick

ADVERB = (
    "(?:并|还|又|再|也|均|都|分别|及时|积极|全面|同步|紧急|统一|集中|共|累计|已|免费|全部|进一步|依法|认真|切实|严格"
    "|全力|深入|广泛|持续|不断|主动|适时|立即|迅速|精准|科学|妥善|有效|逐一|逐步|加快|大力|先后|多次|尽快)*"
)
CONJUNCTION = re.compile(rf"(?:、|并且?|以及|及|和|与|同时|,){ADVERB}$")
LIST_MARK = re.compile(r"[、;]|以及|及(?!时)|和|与|并")
QUOTED = re.compile(r"“[^”]{1,24}”|《[^》]{1,80}》")
# 对|高风险区的诊疗和排查对象|实行管理: what is acted on holds no head
TREATED = re.compile(
    r"(?<![应绝针核面])(?:对|针对|面向)(?=[^,;。]{2,60}?(?P<light>进行|开展|予以|给予|加强|落实|启动|返还))"
    r"(?:(?!(?P=light))[^,;。])*(?<![、和与及并])(?=(?P=light))"
)
CLOSER = re.compile(
    r"的?(?:前提下|基础上|同时|期间|过程中|情况下|形势下|背景下)|(?:等)?(?:多种)?(?:方式|形式|途径|渠道|手段|办法|方法|情况"
    r"|特点|要求|原则|部署|安排|标准|精神|意见|规定|目标|媒体|载体|思路|理念|方针)"
)
IN_CLOSER = re.compile(r"的?(?:前提下|基础上|同时|期间|过程中|情况下|形势下|背景下|等方面|方面)")
# definitions, questions, conditions: 本办法所称…是指…, 是否…, 未能按时办理…的
NORM = re.compile(
    r"是指|指的是|所称|是否|会不会|能不能|该不该|是不是|要不要|(?:到底|究竟)(?=[^,]*(?:什么|何|多少|几|谁|哪|吗|呢))|如何|哪些|怎么|什么时候|怎样|请问|以下简称|(?:未能|未按|不能|无法|逾期|拒不|凡|对于|经)[^,]{2,30}的$"
)
PURPOSE = re.compile(
    r"使(?!用)|让|(?:重点|主要|专项)?用于|以(?=满足|便|免|防|期)|经过?[^,]{2,8}$"
    r"|支持[^,]{2,40}(?:做好|开展|抓好|搞好|加强|进行|落实)|为(?:了|进一步|切实|有效|确保|防止|打赢|打好|坚决|贯彻|深入|做好|加强|阻断|最大限度|全力|更好|方便|保障|解决|守"
    r"|满足|落实|充分|严防|防范|扎实|认真|全面)"
)
SERVING = re.compile(
    r"为[^,]{2,30}?(?=吃下|注入|撑起|提供|营造|创造|奠定|扫清|打下|贡献|保驾护航|助力)|从[^,]{2,50}?(?:获悉|了解到|看到)|在[^,]{2,40}?(?:会议?|仪式|活动|发布会)上"
    r"|关于[^,。]{4,80}?的(?:通知|通告|公告|意见|决定|函|方案|办法|规定|倡议书?|公开信|若干措施|实施细则|批复|报告|通报)"
    r"|采[取用][^,]{1,30}?(?:方式|形式)"
)
JOINTS = ("并", "也", "还")
NOUNISH = frozenset({"screen", "test", "control", "guide", "serve", "monitor", "record", "upgrade", "ensure"})
TAKING = frozenset(
    {"keep", "upgrade", "ensure", "attend", "restore", "include", "enquire"}
)  # heads that take verbal nouns
ALONE = ("出院", "返岗", "复工", "复学", "脱贫", "停业", "就业", "务工", "下沉", "返乡", "复产", "返校", "开学")
WHOSE = re.compile(
    r"(?:人员|病人|患者|病例|企业|职工|员工|学生|师生|群众|人口|干部|项目|期间|时间|率|者|后|前|时|情况|政策)(?![约近超共]?\d)"
)
ON_THE_JOB = frozenset(
    {"Rescue", "Patrol", "Disinfection", "Construction", "Volunteering", "Publicity", "Checkpoint", "MedicalTreatment"}
)
SAVING = ("救出", "营救", "解救", "搜救", "施救", "搜寻")
STAFFED = re.compile(r"(?:工作)?人员|专家")
EQUIPMENT = re.compile(
    r"物资|装备|器材|机械|食品|资金|集团|公司|总队|支队|大队|泵站|总站|专列|航班|融资|信贷|力量|队伍|专业|总医院|中队"
)
HELPERS = re.compile(r"[一-鿿]{2,4}?(?:抗疫|抗洪|救灾)?(?:医疗|救援|疾控|护理)队")
PROGRESS_ENDS = frozenset({"展开", "开展", "进行", "行中", "推进", "铺开", "进展", "成效", "成果"})
INSPECTED = re.compile(r"[^,]{0,60}(?:工作|情况|问题|事项|环节)等?$")
MODIFIER = re.compile(r"(?:出来|到|出|过|上来|下来|及时)?的")  # 排查|出来的人员
DONE_WITH = re.compile(r"到位|落实落细|落到实处")


@quick
@dataclass(frozen=True, slots=True)
class Phrase:
    """A verb phrase: `head` in its clause, the region before it, the region after it, and the hits of both regions.

    `chained` says that the head follows another head's object without a joint (组织党员|开展…), `list_from` where the
    object proper starts after words that only modify its last noun (入口检测、集中劝返…|六支队伍).
    """

    clause: Span
    head: Hit
    before: tuple[int, int]
    after: tuple[int, int]
    hits_before: tuple[Hit, ...]
    hits_after: tuple[Hit, ...]
    chained: bool


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled small grammars of phrases.toml."""

    tail: re.Pattern[str]
    preposition: re.Pattern[str]
    list_head: re.Pattern[str]
    stative: re.Pattern[str]
    progress: re.Pattern[str]


def load_grammar(lexicon: Lexicon) -> Grammar:
    """Read phrases.toml.

    Raises:
        ResourceError: if a pattern is missing or malformed.
    """
    found = {p.id: p.regex for p in load_patterns("phrases", lexicon)}
    return Grammar(found["tail"], found["preposition"], found["list-head"], found["stative"], found["progress"])


def phrases(text: str, clause: Span, hits: Sequence[Hit], grammar: Grammar, names: Sequence[Span] = ()) -> list[Phrase]:
    """The verb phrases of a clause.

    Args:
        text: `Text.normal`.
        clause: a clause of the layout.
        hits: all hits inside the clause, in text order.
        grammar: the small grammars.
        names: spans of names in the clause; a verb inside one (宣传部) is none.
    """
    if not any(h.verbal for h in hits) or _tells_nothing(text, clause):
        return []
    under_way = _under_way(text, clause, hits, grammar)
    if under_way:
        return [under_way]
    shadows = [*_shadows(text, clause, grammar), *((n.start, n.end) for n in names)]
    heads = list(_heads(text, clause, hits, shadows, grammar))
    out: list[Phrase] = []
    start = clause.start
    for k, (head, joined) in enumerate(heads):
        end = heads[k + 1][0].span.start if k + 1 < len(heads) else clause.end
        stop = end
        if k + 1 < len(heads) and heads[k + 1][1]:
            joint = CONJUNCTION.search(text, head.span.end, end)
            stop = joint.start() if joint else end
        after = (_object_start(text, head.span.end, stop, grammar), stop)
        out.append(
            Phrase(
                clause,
                head,
                (start, head.span.start),
                after,
                tuple(h for h in hits if start <= h.span.start and h.span.end <= head.span.start),
                tuple(h for h in hits if after[0] <= h.span.start and h.span.end <= after[1]),
                k > 0 and not joined,
            )
        )
        start = stop if stop < end else head.span.end
    return out


def under_way(phrase: Phrase) -> bool:
    """Whether the acts of a phrase stand before its verb (伤员救治等工作|连夜展开): it names nobody who acts."""
    return phrase.before[0] == phrase.before[1] and phrase.after[1] <= phrase.head.span.start


def _tells_nothing(text: str, clause: Span) -> bool:
    """A purpose, a norm or a question: 是否开展排查? tells of no act."""
    if PURPOSE.match(text, clause.start, clause.end) or NORM.search(text, clause.start, clause.end):
        return True
    return text.startswith(("?", "吗?", "呢?"), clause.end)


def _under_way(text: str, clause: Span, hits: Sequence[Hit], grammar: Grammar) -> Phrase | None:
    """人员搜救、伤员救治等各项工作|连夜展开: the acts stand before a light verb that ends the clause."""
    if text[clause.end - 2 : clause.end] not in PROGRESS_ENDS:
        return None
    match = grammar.progress.search(text, clause.start, clause.end)
    if not match or match.end() != clause.end:
        return None
    acts = tuple(h for h in hits if h.span.end <= match.start() + 1)
    if not any(h.measure for h in acts) or any(h.light for h in acts):
        return None
    head = Hit(Span(match.end() - 2, match.end()), "", "carry", True)
    return Phrase(clause, head, (clause.start, clause.start), (clause.start, match.start()), (), acts, False)


def _shadows(text: str, clause: Span, grammar: Grammar) -> Iterator[tuple[int, int]]:
    """Stretches that hold no head: quoted names, prepositional phrases, lists that modify a counted noun."""
    for match in QUOTED.finditer(text, clause.start, clause.end):
        yield match.span()
    for match in grammar.preposition.finditer(text, clause.start, clause.end):
        closer = IN_CLOSER if match[0] == "在" else CLOSER
        ends = list(closer.finditer(text, match.end(), clause.end))
        end = ends[-1] if ends else None
        if end is not None:
            yield match.start(), end.end()
        elif match[0] != "在" and _opens(text, clause, match):
            yield match.start(), clause.end
    for pattern in (SERVING, TREATED):
        for match in pattern.finditer(text, clause.start, clause.end):
            yield match.span()
    listed = grammar.list_head.search(text, clause.start, clause.end)
    if listed and text.startswith("等", listed.start()):
        yield clause.start, listed.end()


def _opens(text: str, clause: Span, match: re.Match[str]) -> bool:
    """Whether a preposition begins its clause, 作为 and 按照 also after a joint (并作为复工的条件)."""
    before = text[clause.start : match.start()]
    return not before or (match[0] in ("作为", "按照") and before in JOINTS)


def _object_start(text: str, start: int, stop: int, grammar: Grammar) -> int:
    """Where the object proper starts: at a counted noun if all before it is a list that modifies it."""
    match = grammar.list_head.search(text, start, stop)
    if match and ("、" in text[start : match.start()] or "和" in text[start : match.start()]):
        return match.start()
    return start


def _heads(
    text: str, clause: Span, hits: Sequence[Hit], shadows: Sequence[tuple[int, int]], grammar: Grammar
) -> Iterator[tuple[Hit, bool]]:
    """Heads with whether a conjunction joins them to the head before."""
    last: Hit | None = None
    for hit in hits:
        if not hit.verbal or any(a <= hit.span.start < b for a, b in shadows):
            continue
        if MODIFIER.match(text, hit.span.end, clause.end) or _nominal(text, hit, clause, grammar):
            continue
        if (
            grammar.stative.match(text, hit.span.end, clause.end)
            or _attributive(text, hit, clause)
            or _equipped(text, hit, clause)
        ):
            continue
        if last is None:
            last = hit
            yield hit, False
            continue
        between = text[last.span.end : hit.span.start]
        joined = not between or bool(CONJUNCTION.search(between))
        if _is_item(text, last, hit, joined, clause):
            continue
        last = hit
        yield hit, joined


def _equipped(text: str, hit: Hit, clause: Span) -> bool:
    """Whether a verb only tells which goods, people or bodies are meant (抢险救灾|物资, 排水|人员, 排水|集团)."""
    if hit.measure not in ON_THE_JOB:
        return False
    if STAFFED.match(text, hit.span.end, clause.end):
        return not hit.span.of(text).endswith(SAVING)
    return bool(EQUIPMENT.match(text, hit.span.end, clause.end))


def _attributive(text: str, hit: Hit, clause: Span) -> bool:
    """Whether a verb without object tells which people are meant (治愈出院|病人, 返岗|职工), with no figure after them."""
    word = hit.span.of(text)
    if word.endswith(ALONE):
        return bool(WHOSE.match(text, hit.span.end, clause.end))
    return word.endswith("支援") and bool(HELPERS.match(text, hit.span.end, clause.end))


def _nominal(text: str, hit: Hit, clause: Span, grammar: Grammar) -> bool:
    """Whether a verb only modifies the noun after it (督导组, 排查工作), or the clause praises it (宣传到位)."""
    if DONE_WITH.match(text, hit.span.end, clause.end):
        return True
    if hit.light or (hit.family and not hit.measure and hit.family not in NOUNISH):
        return False
    match = grammar.tail.match(text, hit.span.end, clause.end)
    return bool(match and match.end() <= clause.end and not (hit.family and match[0] in ("工作", "任务", "措施")))


def _is_item(text: str, head: Hit, hit: Hit, joined: bool, clause: Span) -> bool:
    """Whether `hit` is a verbal noun in the object of `head` rather than a head of its own."""
    if hit.light and head.measure == "Supervision" and INSPECTED.match(text, hit.span.end, clause.end):
        return True  # 检查|责任落实、人员登记等工作
    if hit.light:
        return head.light and hit.span.of(text) in ("作为", "列为", "设为")  # 征用酒店|作为隔离点
    if head.measure and hit.measure and head.span.end == hit.span.start:
        return True  # 召开|座谈会
    if head.measure and hit.measure == head.measure and hit.span.end == clause.end and not joined:
        return True  # 播放|防疫广播
    if head.light or head.family in TAKING or head.measure == "Supervision":
        adjacent = head.span.end == hit.span.start
        return adjacent or not (joined and _has_object(text, hit, clause))
    return False


def _has_object(text: str, hit: Hit, clause: Span) -> bool:
    rest = LIST_MARK.split(text[hit.span.end : clause.end], maxsplit=1)[0]
    return len(rest) >= 2 and not rest.startswith(("等", "工作", "任务", "制度", "措施"))
