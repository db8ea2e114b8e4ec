"""What a report is about: general verbs (办理, 推广, 落实) carry out its topic where no word names a measure.

In a notice on donations 及时入账 and 办理手续 are acts of donation; in a report on a health code 上线 and 申领 are acts of that.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from kg.extract.act_carry import Carry
from kg.extract.act_guards import shadows
from kg.extract.act_measures import Predication
from kg.extract.act_phrases import Phrase, phrases
from kg.extract.act_scan import Hit, inside
from kg.extract.act_subjects import Reading
from kg.model import ActionClaim, Kind
from kg.offsets import Span

# how a report tells anything, not what it is about
NO_TOPIC = frozenset({"Meeting", "Supervision", "Command", "Publicity", "Accountability", "ReportRegime"})
# news of a disaster tells many things; only who goes there does what it is about
EVENTS = frozenset({"Rescue", "Evacuation", "Relief", "Construction", "MedicalTreatment", "RiskAppraisal"})
GOING = frozenset({"抵达", "赶赴", "前往", "奔赴", "集结", "出动", "启程", "出发", "发现", "投入"})
SHARE, LEAST = 0.4, 3  # of the acts of a report that are of its topic, and how many at least
WIDE_SHARE = 0.5  # of a topic that takes in anything (Other)
OWN_SHARE, OWN_LEAST = 0.6, 4  # of the acts of a section with a topic of its own
FOREIGN = 0.2  # a section with fewer acts of the topic of the report is about something else
# what an act is for or leads to, who tells of it, praise, what something is
RESULT = re.compile(
    r"(?:从而|进而|并|也|更|切实|有效|全力|充分|最大(?:限度|程度)|努力)*(?:为|以|使|让|对?保证|确保|保障|提[高升]|满足|促进|避免|防止|降低|减轻|维护|发扬|缓解|打下|夯实)"
    r"|[^,]*(?:负责人|记者|发言人|领导)[^,]{0,8}$|[^,]*(?:贡献|基础|氛围|站位|思维|导向|理解|意识|能力|关怀|厚爱|精神|效果|作用|意义)$|[^,]*(?:感谢|致敬|是(?!否)|成为|作为|得到|取得|有助于|有利于|离不开|值得)|[^,]*(?:降雨|雨势|水位|气温|台风|产量|收入|需求|降水|灾情|形势|秩序|增速|负荷|价格)[^,]{0,10}(?:加强|减少|增加|下降|上升|恢复|扩大|提高|回升)|[^,]*(?:困难|帮助和支持|的[^,的]{0,12}(?:主体|企业|单位|人员|个人|者|户|机构|组织))$"
)
NOUN = re.compile(
    r"(?:电话|热线|者|人(?!次|民|工|员工)|率|点(?!对点)|处|范围|流程|对象|条件|时间|地点|方式|渠道|情况|事项|需求|程序|指南|部门|单位|机构|窗口|大厅|说明|表|书|及|完毕|[后前时](?![勤往台续])|的|过程|期间|章程|能力|水平|力度|问题|成本)"
)


@dataclass(frozen=True, slots=True)
class Idle:
    """A clause that names no measure, with what carries over into it."""

    sentence: Span
    clause: Span
    carry: Carry


Make = Callable[[Reading, Span, Span, Predication, Sequence[Phrase], Carry], tuple[ActionClaim | None, Carry]]


class GeneralVerbs:
    """The compiled class of verbs that carry out anything; built once, never changed."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._automaton = CharwiseDoubleArrayAhoCorasick(sorted(forms), MATCH_KIND_LEFTMOST_LONGEST)

    def inside(self, text: str, clause: Span, known: Sequence[Hit]) -> list[Hit]:
        """The general verbs of a clause, in text order, none across a word that is known.

        Args:
            text: `Text.normal`.
            clause: a clause of the layout.
            known: the hits of the measure lexicons inside the clause.
        """
        start = clause.start
        found = [Span(start + a, start + b) for a, b, _ in self._automaton.find(clause.of(text))]
        return [
            Hit(span, "", "carry", True)
            for span in found
            if not any(k.span != span and k.span.overlaps(span) and not span.covers(k.span) for k in known)
        ]


class Topics:
    """The measure that a report, or a section of it, is about."""

    def __init__(self, r: Reading, claims: Sequence[ActionClaim]) -> None:
        self._starts = [b.span.start for b in r.page.layout.blocks]
        self._sections = [b.section for b in r.page.layout.blocks]
        self.main = _topic(Counter(c.measure for c in claims), SHARE, LEAST)
        acts: dict[int, Counter[str]] = {}
        for claim in claims:
            acts.setdefault(self._section(claim.span), Counter())[claim.measure] += 1
        self._topics = {section: self._own(found) for section, found in acts.items()}

    def _own(self, acts: Counter[str]) -> str:
        own = _topic(acts, OWN_SHARE, OWN_LEAST)
        foreign = acts.total() >= OWN_LEAST and acts[self.main] < FOREIGN * acts.total()
        return own or ("" if foreign else self.main)

    def any(self) -> bool:
        """Whether the report or a section of it has a topic."""
        return bool(self.main) or any(self._topics.values())

    def of(self, clause: Span) -> str:
        """The measure that a clause is about, "" if none."""
        return self._topics.get(self._section(clause), self.main)

    def _section(self, span: Span) -> int:
        return self._sections[bisect_right(self._starts, span.start) - 1]


def _topic(acts: Counter[str], share: float, least: int) -> str:
    for measure, count in acts.most_common(2):
        wide = WIDE_SHARE if measure == "Other" else share
        if measure not in NO_TOPIC and count >= least and count >= wide * acts.total():
            return measure
    return ""


def topical(
    r: Reading, claims: Sequence[ActionClaim], idle: Sequence[Idle], verbs: GeneralVerbs, make: Make
) -> list[ActionClaim]:
    """The acts of the topic that clauses without measure tell with a general verb.

    Args:
        r: the page.
        claims: the acts found, in text order.
        idle: the clauses that told none.
        verbs: the general verbs.
        make: makes the claim of a predication.
    """
    topics = Topics(r, claims)
    if not topics.any():
        return []
    order = sorted(claims, key=lambda c: c.trigger)
    starts = [c.trigger.start for c in order]
    counted = {q for c in claims for q in c.quantities}
    out = []
    for item in idle:
        topic = topics.of(item.clause)
        leads = RESULT.match(r.page.text.normal, item.clause.start, item.clause.end)
        if not topic or leads or not _near(r, item, topic, order, starts):
            continue
        made, cut = _predication(r, item.clause, verbs, topic)
        claim = make(r, item.sentence, item.clause, made, cut, item.carry)[0] if made else None
        if claim:
            figures = [q for q in r.index.inside(item.clause, Kind.QUANTITY) if q not in counted]
            out.append(replace(claim, quantities=tuple(figures)))
    return out


def _near(r: Reading, item: Idle, topic: str, order: Sequence[ActionClaim], starts: Sequence[int]) -> bool:
    """Whether the act before or after a clause is of its topic, in the same or the next paragraph."""
    at = bisect_left(starts, item.clause.start)
    text = r.page.text.normal
    before, after = order[max(0, at - 1) : at], order[at : at + 1]
    return any(
        c.measure == topic and text.count("\n", *sorted((c.trigger.start, item.clause.start))) <= 1
        for c in (*before, *after)
    )


def _predication(r: Reading, clause: Span, verbs: GeneralVerbs, topic: str) -> tuple[Predication | None, list[Phrase]]:
    """The first general verb in predicate position that is no part of a name or noun."""
    text = r.page.text.normal
    known = inside(r.hits, clause, r.starts)
    general = verbs.inside(text, clause, [k for k in known if k.verbal])
    if not general:
        return None, []
    hits = sorted([*general, *(k for k in known if not any(k.span.overlaps(g.span) for g in general))], key=_place)
    cut = phrases(text, clause, hits, r.grammar, list(shadows(r, clause, hits)))
    for phrase in cut:
        head = phrase.head
        if topic in EVENTS and head.span.of(text) not in GOING:
            continue
        if head not in general or NOUN.match(text, head.span.end, clause.end):
            continue
        if phrase.after[1] - phrase.after[0] < 2 and phrase.before[1] - phrase.before[0] < 2:
            continue
        return Predication(phrase, topic, head.span, phrase.after, "act.topic", 0.5), cut
    return None, cut


def _place(hit: Hit) -> Span:
    return hit.span
