"""Cut a clause into verb phrases.

A head is a verb in predicate position; what follows it up to the next head is its object region. Verbal nouns inside
the object region of a light verb (开展流调溯源、重点部位消杀) are items of that phrase, not heads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.act_scan import Hit
from kg.offsets import Span

JOINT = re.compile(r"[、,]|并且?|及时?|以及|和|与|或|同时|还")
CONJUNCTION = re.compile(r"(?:、|并且?|以及|及|和|与|同时|,)\s*(?:(?:并|还|又|再|均|都|分别|及时|积极|全面|同步|紧急|统一|集中|共|累计|已|免费|全部|进一步|依法|认真|切实|严格|全力|深入|广泛|持续|不断|主动|组织|适时)*)$")
LIST_MARK = re.compile(r"[、;]|以及|及|和|与|并")
NOMINAL_TAIL = re.compile(r"(?:工作|活动|任务|措施|能力|力度|质量|水平|责任|要求|制度|机制|体系|情况|成果|成效|小组|组|队|队伍|人员|部门|中心|站|点|办|局|所|车|室|期间|阶段|形势|知识|信息|物资|资料|标语|氛围|意识|行动|一线|战线|工程|方案|预案|通知|指南|手册|志愿者|者|员|费用|资金|经费|网络|平台|系统|过程|环节|范围|频次|方式|办法|经验|典型|压力|效果|作用|医院|场所|地点|对象|名单|标准|流程|需求|需要|问题|难题|困难|第一线|主战场|阻击战|攻坚战|政策|服务|条件|秩序|力量|专家|骨干|设备|设施|用品|产品|药品|企业|行业|领域|区域|地区|记录|台账|台帐|数据|结果|报告|事业|产业|项目|对口|令|员会|会|期|率|量|地)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A verb phrase: `head` in its clause, the region before it, the region after it, and the hits of both regions."""

    clause: Span
    head: Hit
    before: tuple[int, int]
    after: tuple[int, int]
    hits_before: tuple[Hit, ...]
    hits_after: tuple[Hit, ...]
    chained: bool  # the head follows another head's object without a joint (组织党员|开展…)


def phrases(text: str, clause: Span, hits: Sequence[Hit]) -> list[Phrase]:
    """The verb phrases of a clause.

    Args:
        text: `Text.normal`.
        clause: a clause of the layout.
        hits: all hits inside the clause, in text order.
    """
    heads = list(_heads(text, clause, hits))
    out: list[Phrase] = []
    start = clause.start
    for k, (head, joined) in enumerate(heads):
        end = heads[k + 1][0].span.start if k + 1 < len(heads) else clause.end
        stop = end
        if k + 1 < len(heads) and heads[k + 1][1]:
            joint = CONJUNCTION.search(text, head.span.end, end)
            stop = joint.start() if joint else end
        before = (start, head.span.start)
        after = (head.span.end, stop)
        out.append(
            Phrase(
                clause,
                head,
                before,
                after,
                tuple(h for h in hits if before[0] <= h.span.start and h.span.end <= before[1]),
                tuple(h for h in hits if after[0] <= h.span.start and h.span.end <= after[1]),
                k > 0 and not joined,
            )
        )
        start = stop if stop < end else head.span.end
    return out


def _heads(text: str, clause: Span, hits: Sequence[Hit]) -> Iterator[tuple[Hit, bool]]:
    """Heads with whether a conjunction joins them to the head before."""
    last: Hit | None = None
    for hit in hits:
        if not hit.verbal or _attributive(text, hit, clause):
            continue
        if last is None:
            if _predicate(text, hit, clause):
                last = hit
                yield hit, False
            continue
        between = text[last.span.end : hit.span.start]
        joined = bool(CONJUNCTION.search(between)) or (not between)
        if _is_item(text, last, hit, between, joined, clause):
            continue
        last = hit
        yield hit, joined


def _attributive(text: str, hit: Hit, clause: Span) -> bool:
    """带…的: the verb stands inside an attribute (发现的患者) or is a noun after 的 without a verb's freedom."""
    return text.startswith("的", hit.span.end) and hit.span.end + 1 < clause.end


def _predicate(text: str, hit: Hit, clause: Span) -> bool:
    """Whether a first hit can be the head: not the modifier of a noun that ends there (督导组, 宣传车)."""
    rest = text[hit.span.end : clause.end]
    if not rest:
        return True
    if hit.measure and not hit.family and NOMINAL_TAIL.match(rest):
        tail = NOMINAL_TAIL.match(rest)
        assert tail
        return rest[tail.end() : tail.end() + 1] in ("", "了")
    return True


def _is_item(text: str, head: Hit, hit: Hit, between: str, joined: bool, clause: Span) -> bool:
    """Whether `hit` is a verbal noun in the object of `head` rather than a head of its own."""
    if not _predicate(text, hit, clause):
        return True
    if hit.light or (hit.family and not hit.measure):
        return not between and head.light and bool(hit.family) and not hit.light
    if head.light:
        return not (joined and _has_object(text, hit, clause) and _quantified(between))
    return False


def _quantified(between: str) -> bool:
    return bool(re.search(r"\d", between))


def _has_object(text: str, hit: Hit, clause: Span) -> bool:
    rest = LIST_MARK.split(text[hit.span.end : clause.end], maxsplit=1)[0]
    return len(rest) >= 2 and not NOMINAL_TAIL.match(rest) and not rest.startswith("等")
