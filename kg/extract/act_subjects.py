"""Who acts in a clause, and what it leaves for the clauses after it: subjects, speakers, topics, places, means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.act_arguments import OBEYED, PIVOT, required, told
from kg.extract.act_carry import SPEECH, Carry
from kg.extract.act_duty import private, told_to
from kg.extract.act_groups import BEYOND, TO, called, issuer, members
from kg.extract.act_measures import Namer
from kg.extract.act_nouns import NounPhrases
from kg.extract.act_objects import UNDER, undergoes
from kg.extract.act_phrases import Grammar, Phrase, under_way
from kg.extract.act_scan import Hit
from kg.extract.act_settle import is_tool
from kg.extract.act_zones import zones
from kg.extract.index import MentionIndex
from kg.extract.tagged_words import words_of
from kg.model import GroupForm, Kind, Mention, Page, SiteForm
from kg.offsets import Span

LEADERS = re.compile(r"(.+?)(?:牵头|带队|联手|联动|协同|高度重视|行动起来|闻令而动|挂帅|主动作为|迎难而上)")
LED = re.compile(r"均?由(.+?)(?:统一|共同|联合)?(?:牵头|主导|统筹)")
AIM = re.compile(r"为(?:了|进一步|切实|有效|更好|防止|防范|确保|保障|阻断|应对|加强|做好|解决|缓解|方便|满足)")
DATELINE = re.compile(r"(?:新华社|中新社|中新网|人民网|央视网?|本报)[^,]{0,16}[电讯]|(?:本报)?记者")
SOURCE = re.compile(r"(?:传来|发来|发布)(?:最新)?消息$|(?:获悉|了解到|看到|采访)$")
NO_SUBJECT = "商经报向请据受在对与为从自把将被按依"  # a verb or preposition of one character before a name
GOING = ("走进", "进", "来到", "前往", "深入", "赴")
CONSULTED = re.compile(
    r"商(?:请|同|当地)|报(?:请|经|送)|经[^,]{2,30}(?:同意|批准|研究)"
)  # 商当地指挥部,: asked, not acting
MEETS = re.compile(r"(?:会议|全会|大会)(?=[强指要安研听审传通部决认明还同])")  # 会议强调: who attends does not act
LOCAL = re.compile(
    r"(?:目前|现在|近年来|同时|如今|,)*(?:(?:当地|该地)(?!政府|干部|群众|居民|村民|民警)|(?P<level>[省市县区镇乡村])里)"
)
OPENING = re.compile(
    r"(?:位于|走进|[在,]|同时|此外|另外|其中|目前|当前|截至目前|据悉|据了解|日前|近日|连日来|近年来|今年以来)+"
)
SPHERES = frozenset(("农村", "社区", "城区", "乡村", "城市社区", "机关", "企业", "学校", "村屯", "城镇"))
WHERE = re.compile(r"(?:重点|主要|目前|同时|先后|分别|连日来|近日|日前|随后|,)*在")
FORMING = re.compile(r"(?:组建|成立|组成|设立|抽调|派出|选派|整合)$")
TEAM = re.compile(
    r"(?:督[导查]组|检查组|巡[查视]组|工作组|专家组|指导组|调查组|小分队|服务队|突击队|应急队|巡[逻查]队|宣[传讲]队|工作队|医疗队|救援队|志愿者|专班)$"
)
SETTING_UP = frozenset({"setup", "issue", "express", "keep", "use"})
OF_LEADERS = frozenset({"EmergencyResponse", "Command", "Meeting", "PartyFront"})
OPENING_MAX = 24  # characters: a longer opening is no subject
PREDICATIVE = ("v", "d", "a", "p", "z", "i", "l")  # tags of words that may follow a subject
TARGETS = (Kind.PERSON, Kind.ORGANIZATION, Kind.COLLECTIVE, Kind.AREA, Kind.FACILITY, Kind.PLACE)


@dataclass(frozen=True)
class Reading:
    """What stays the same over one page."""

    page: Page
    index: MentionIndex
    hits: Sequence[Hit]
    starts: Sequence[int]  # of the hits
    nouns: NounPhrases
    namer: Namer
    grammar: Grammar
    inner: Mapping[str, str]  # verbs that hold their object → the object
    items: tuple[tuple[Span, Span], ...]  # of mechanisms, each with the span of its mechanism
    normative: bool = False  # the text calls for things: a notice, a plan


def scene(r: Reading, clause: Span, carry: Carry) -> Carry:
    """Carry after the place that a clause begins with (在陕西|平利县…), the last of its chain."""
    text = r.page.text.normal
    opening = OPENING.match(text, clause.start, clause.end)
    start = opening.end() if opening else clause.start
    for time in r.index.inside(clause, Kind.TIME):
        if time.span.start <= start < time.span.end:
            opening = OPENING.match(text, time.span.end, clause.end)
            start = opening.end() if opening else time.span.end
    if not r.index.overlapping(Span(start, start + 1), Kind.AREA):
        return carry
    found: list[Mention] = []
    for area in r.index.outermost(clause, Kind.AREA, Kind.ORGANIZATION, Kind.FACILITY):
        if area.span.start != start or area.kind is not Kind.AREA:
            break
        found, start = [area], area.span.end
    return replace(carry, scene=tuple(found)) if found else carry


def subject(r: Reading, clause: Span, cut: Sequence[Phrase], carry: Carry) -> Carry:
    """Carry after the subject of a clause, whether or not the clause is a measure."""
    text = r.page.text.normal
    carry = _handed_on(r, cut, _applied(r, clause, carry))
    if not cut and text.startswith(":", clause.end) and _names_one(r, clause):
        return replace(carry, speaker=(), called=False, sentence=(), section=())  # 王强:…, who answers a question
    if not cut and text.startswith(":", clause.end) and TO.match(text, clause.start, clause.end):
        return replace(carry, sentence=issuer(r.index, text))
    if MEETS.match(text, clause.start, clause.end):
        kept = tuple(m for m in carry.section if m.kind is not Kind.PERSON)
        carry = replace(carry, sentence=(), section=kept) if not carry.speaker else carry
    spoken = _spoken(r, clause, carry)
    if spoken is not None:
        return spoken
    end = cut[0].head.span.start if cut else clause.end
    carry = _topic(r, clause, cut, carry)
    carry = replace(carry, here=()) if carry.here else carry
    if not cut:
        if text.startswith(("由", "均由"), clause.start):
            led = LED.fullmatch(text, clause.start, clause.end)
            actors = r.nouns.subject(*led.span(1)) if led else []
            return carry.named(tuple(actors)) if actors else carry
        if WHERE.match(text, clause.start, clause.end):
            return _at_places(r, clause, carry)
        return _leading(r, clause, carry)
    if text.startswith(("由", "均由"), clause.start):
        return carry
    carry = _placed(r, clause.start, end, carry)
    if under_way(cut[0]):
        return replace(carry, sentence=())
    if PIVOT.match(text, clause.start, end):
        return carry
    first = zones(text, clause.start, end)[0][2]
    asked = required(text, r.nouns, clause.start, first)
    if asked:
        return carry.told(tuple(asked), not any(private(r.nouns, m) for m in asked))
    order = told(text, r.nouns, clause.start, first)
    first = order.start() if order else first
    actors = r.nouns.subject(clause.start, first) or _local(r, clause.start, first) or _acting(r, clause, first, carry)
    return _named(r, clause, actors, carry) if actors else carry


def _at_places(r: Reading, clause: Span, carry: Carry) -> Carry:
    """Carry after a clause that only says where (在各路口,)."""
    where = WHERE.match(r.page.text.normal, clause.start, clause.end)
    if UNDER.search(r.page.text.normal, clause.start, clause.end):
        return carry  # 在乡党委统一领导下,
    found = r.nouns.arguments(where.end() if where else clause.start, clause.end)
    places = tuple(m for m in found if m.kind in TARGETS)
    sphere = tuple(m for m in places if lasts(r, m))
    return replace(carry, places=places, sphere=sphere or carry.sphere)


def _named(r: Reading, clause: Span, actors: Sequence[Mention], carry: Carry) -> Carry:
    """Carry after a clause with these actors, told to act or not."""
    if told_to(r.page.text.normal, actors, clause.end):
        return carry.told(tuple(actors), not any(private(r.nouns, m) for m in actors))
    return carry.named(tuple(actors))


def _spoken(r: Reading, clause: Span, carry: Carry) -> Carry | None:
    """Carry after a clause that says who speaks (县长强调), None after any other."""
    text = r.page.text.normal
    speech = SPEECH.search(text, clause.start, clause.end)
    if speech is None:
        return None
    named = r.index.inside(clause, Kind.PERSON)
    if not speech["call"] and not named:
        return replace(carry, speaker=(), called=False)  # 有关负责人介绍: who only tells does not act
    people = [m for m in named if m.span.end <= speech.start() + 2] or r.nouns.holder(clause.start, speech.start())
    if not people:
        return None
    carry = replace(carry, speaker=(people[-1],), called=bool(speech["call"]), bound=())
    others = all(m.kind is Kind.PERSON and m.form != people[-1].form for m in carry.section)
    return replace(carry, section=()) if others and not carry.called else carry


def _handed_on(r: Reading, cut: Sequence[Phrase], carry: Carry) -> Carry:
    """组建巡查队,|对各路口巡逻: the team that one clause forms acts in the next, unless that sets up something too."""
    text = r.page.text.normal
    if carry.formed and cut and cut[0].head.family not in SETTING_UP and cut[0].head.measure not in OF_LEADERS:
        carry = replace(carry, sentence=carry.formed)
    last = cut[-1] if cut else None
    found: list[Mention] = []
    if last and FORMING.search(text, last.head.span.start, last.head.span.end):
        found = [m for m in r.nouns.arguments(*last.after) if TEAM.search(m.span.of(text))]
    return replace(carry, formed=tuple(found[-1:])) if found or carry.formed else carry


def _names_one(r: Reading, clause: Span) -> bool:
    """Whether a clause only names a person, with posts or without."""
    people = r.index.inside(clause, Kind.PERSON)
    return bool(people) and people[-1].span.end >= clause.end - 1


def _applied(r: Reading, clause: Span, carry: Carry) -> Carry:
    """A clause that tells an item of a mechanism applies the mechanism (“五应五尽”:应检尽检…)."""
    names = [name for item, name in r.items if item.overlaps(clause) and not clause.covers(name)]
    found = [m for name in dict.fromkeys(names) for m in r.index.inside(name, Kind.MECHANISM) if m.span == name]
    return replace(carry, means=(*carry.means, *found)) if found else carry


def _placed(r: Reading, start: int, end: int, carry: Carry) -> Carry:
    """A site that a clause opens with holds for all its acts (在各路口|悬挂条幅、制作展板)."""
    found = [
        m
        for mark, a, b in zones(r.page.text.normal, start, end)
        if mark == "在" and a < b
        for m in r.nouns.arguments(a, b)
        if m.kind in (Kind.PLACE, Kind.FACILITY)
    ]
    return replace(carry, here=tuple(found)) if found else carry


def _topic(r: Reading, clause: Span, cut: Sequence[Phrase], carry: Carry) -> Carry:
    """What a clause without a verb leaves behind: 对密切接触者, is acted on, 通过电视、广播等媒体, is a means."""
    if cut:
        return carry
    text = r.page.text.normal
    if AIM.match(text, clause.start, clause.end):
        return replace(carry, aim=clause)
    for mark, start, end in zones(text, clause.start, clause.end):
        if mark in OBEYED and start < end:
            named = r.index.outermost(Span(start, end), Kind.MECHANISM, Kind.INSTRUMENT)
            applied = tuple(m for m in named if m.kind is Kind.MECHANISM)
            carry = replace(carry, follows=tuple(named), means=(*carry.means, *applied))
        if mark in ("对", "针对", "面向") and start < end:
            people = [m for m in r.nouns.arguments(start, end) if m.kind is Kind.COLLECTIVE]
            carry = replace(carry, people=tuple(people) or carry.people)
        elif mark in ("通过", "利用", "以", "依托") and start < end:
            carry = replace(carry, means=tuple(m for m in r.nouns.arguments(start, end) if is_tool(text, m)))
    return carry


def _local(r: Reading, start: int, end: int) -> list[Mention]:
    """当地, 该地: the place that was named last; 村里: the last village."""
    text = r.page.text.normal
    match = LOCAL.match(text, start, end)
    level = match["level"] if match else None
    before = [m for m in r.index.of(Kind.AREA) if m.span.end <= start] if match else []
    return [m for m in before if level is None or m.span.of(text).endswith(level)][-1:]


def _acting(r: Reading, clause: Span, end: int, carry: Carry) -> list[Mention]:
    """The group that a clause begins with, up to its verb or adverb (全县渔业部门工作人员|主动靠前服务), or 我们, the speaker."""
    text = r.page.text.normal
    words, start = words_of(text), clause.start
    at = start
    while at < min(end, start + OPENING_MAX):
        at = words.last(at)
        if at >= end or not words.tag(at).startswith(PREDICATIVE):
            continue
        if r.nouns.head(text[max(start, at - 8) : at]):
            found = r.nouns.subject(start, at)
            return [] if any(undergoes(m) for m in found) else found
    return list(carry.own(text, start, end))


def _leading(r: Reading, clause: Span, carry: Carry) -> Carry:
    """A clause of no measure (X县高度重视): its subject still carries if it is a named one at the start."""
    text = r.page.text.normal
    if DATELINE.match(text, clause.start, clause.end) or SOURCE.search(text, clause.start, clause.end):
        return carry
    subject_of = called(r.nouns, clause.start, clause.end)
    if subject_of:
        return _named(r, Span(clause.start, min(clause.end + BEYOND, len(text))), members(r.nouns, subject_of), carry)
    first = zones(text, clause.start, clause.end)[0][2]
    if first == clause.start or CONSULTED.match(text, clause.start, clause.end):
        return carry
    stop = first if text.startswith(GOING, first) else clause.end  # 消防部门|走进学校
    lead = LEADERS.fullmatch(text, clause.start, clause.end)
    may_act = lead or r.nouns.head(text[max(clause.start, stop - 8) : stop])
    group = r.nouns.subject(clause.start, lead.end(1) if lead else stop) if may_act else []
    if group and (lead or (group[-1].kind is Kind.COLLECTIVE and group[-1].span.end == stop)):
        return carry.named(tuple(group))
    people = r.index.inside(clause, Kind.PERSON)
    if people and _titled(r, clause.start, people[0].span.start):
        return carry.named((people[0],))
    named: list[Mention] = []
    for m in r.index.outermost(clause, Kind.AREA, Kind.ORGANIZATION, Kind.PERSON):
        end = named[-1].span.end if named else clause.start + 1
        opens = m.span.start == clause.start or (
            m.span.start == clause.start + 1 and text[clause.start] not in NO_SUBJECT
        )
        if opens or (named and text[end : m.span.start] in ("、", "和", "与", "及")):
            named.append(m)
    if named and named[-1].span.end - clause.start < len(clause) - 1:
        kinds = {m.kind for m in named}
        return _named(r, clause, named if len(kinds) == 1 else named[:1], carry)
    group = _acting(r, clause, first, carry)
    return _named(r, clause, group, carry) if group else carry


def lasts(r: Reading, place: Mention) -> bool:
    """Whether a place after 在 holds for what follows in its paragraph: a sphere (农村), no single site."""
    if r.page.text.normal[place.span.start - 1] != "在":
        return False
    return isinstance(place.form, SiteForm | GroupForm) and place.form.name in SPHERES


def _titled(r: Reading, start: int, end: int) -> bool:
    """Whether only bodies, places and posts stand between `start` and a name (X镇Y村党支部书记|名)."""
    while start < end:
        kinds = (Kind.ORGANIZATION, Kind.AREA, Kind.POST)
        stops = [m.span.end for m in r.index.overlapping(Span(start, end), *kinds) if m.span.start <= start]
        if not stops:
            return False
        start = max(stops)
    return True
