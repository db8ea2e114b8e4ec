"""Actions: who does what measure where, to whom, with what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.act_arguments import Arguments, arguments, zones
from kg.extract.act_carry import SPEECH, Carry
from kg.extract.act_measures import Namer, Predication, merged
from kg.extract.act_nouns import NounPhrases
from kg.extract.act_phrases import Grammar, Phrase, load_grammar, phrases
from kg.extract.act_rules import MeasureRules, load_rules
from kg.extract.act_scan import Hit, Scanner, inside
from kg.extract.act_status import status_of
from kg.extract.index import MentionIndex
from kg.model import (
    ActionClaim,
    Block,
    BlockKind,
    BodyForm,
    Claim,
    Extractor,
    GroupForm,
    Kind,
    MechanismForm,
    Mention,
    Page,
    SiteForm,
    Status,
)
from kg.offsets import Span
from kg.resources import Resources

ABOUT_PEOPLE = frozenset(
    [
        "DoorToDoor",
        "InboundRegister",
        "HealthMonitoring",
        "Testing",
        "Quarantine",
        "HomeQuarantine",
        "MedicalTreatment",
        "ReportRegime",
        "ContactTracing",
        "TurnBack",
        "Evacuation",
        "Relief",
    ]
)
LEADERS = re.compile(r"(.+?)(?:牵头|带队|联手|联动|协同|高度重视|行动起来|闻令而动|挂帅|主动作为|迎难而上)")
SPHERES = frozenset(("农村", "社区", "城区", "乡村", "城市社区", "机关", "企业", "学校", "村屯", "城镇"))
LOCAL = re.compile(r"(?:目前|现在|近年来|同时|如今|,)*(?:当地|该地)(?!政府|干部|群众|居民|村民|民警)")
CLOSED = (Kind.ORGANIZATION, Kind.POST, Kind.FACILITY, Kind.PERSON, Kind.MECHANISM, Kind.INSTRUMENT)
TARGETS = (Kind.PERSON, Kind.ORGANIZATION, Kind.COLLECTIVE, Kind.AREA, Kind.FACILITY, Kind.PLACE)


@dataclass(frozen=True)
class Reading:
    """What stays the same over one page."""

    page: Page
    index: MentionIndex
    hits: Sequence[Hit]
    nouns: NounPhrases
    namer: Namer
    grammar: Grammar
    items: tuple[Span, ...]  # of mechanisms: their words are no acts


@dataclass(frozen=True)
class Actions:
    """Finds actions of the measure list, clause by clause."""

    scanner: Scanner
    rules: MeasureRules
    grammar: Grammar
    heads: dict[str, str]
    words: dict[str, str]
    name: str = "act"

    def __call__(self, page: Page) -> Iterable[Mention | Claim]:
        """Every action on `page`, and the unnamed actors, places and goods that are its arguments."""
        text = page.text.normal
        index = MentionIndex(page.mentions)
        reading = Reading(
            page,
            index,
            self.scanner.scan(text),
            NounPhrases(text, index, self.heads),
            Namer(text, self.rules, self.words),
            self.grammar,
            tuple(s for m in page.mentions if isinstance(m.form, MechanismForm) for _, s in m.form.items),
        )
        claims = list(_read(reading))
        known = set(page.mentions)
        arguments = {m for c in claims for m in (*c.agents, *c.places, *c.targets, *c.resources)} - known
        return [*sorted(arguments, key=lambda m: (m.span, m.kind)), *claims]


def _read(r: Reading) -> Iterator[ActionClaim]:
    carry = Carry()
    section = -1
    clauses = list(r.page.layout.clauses)
    at = 0
    for block in r.page.layout.blocks:
        if block.section != section:
            section, carry = block.section, Carry()
        while at < len(clauses) and clauses[at].start < block.span.start:
            at += 1
        if block.kind in (BlockKind.HEADING, BlockKind.CREDIT):
            continue
        carry = replace(carry, speaker=(), sphere=())
        for sentence in _sentences(r.page, block):
            mine = []
            while at < len(clauses) and clauses[at].end <= sentence.end:
                mine.append(clauses[at])
                at += 1
            found, carry = _sentence(r, sentence, mine, carry.next_sentence())
            yield from found


def _sentences(page: Page, block: Block) -> Iterator[Span]:
    return (s for s in page.layout.sentences if block.span.covers(s))


def _sentence(r: Reading, sentence: Span, clauses: Sequence[Span], carry: Carry) -> tuple[list[ActionClaim], Carry]:
    out: list[ActionClaim] = []
    for clause in clauses:
        names = [m.span for m in r.index.overlapping(clause, *CLOSED)] + [s for s in r.items if s.overlaps(clause)]
        cut = phrases(r.page.text.normal, clause, inside(r.hits, clause), r.grammar, names)
        named = r.index.inside(clause, Kind.MECHANISM, Kind.INSTRUMENT)
        made = [p for f in cut for p in r.namer.predications(f, named)]
        carry = _subject(r, clause, cut, carry)
        quantities = r.index.inside(clause, Kind.QUANTITY)
        if not made:
            if out and quantities and not cut:
                out[-1] = _continued(r, out[-1], clause, quantities)
            continue
        for p in merged(made, r.page.text.normal):
            claim, carry = _claim(r, sentence, clause, p, cut, carry)
            if claim:
                out.append(claim)
        out = _counted(out, clause, quantities)
    return out, carry


def _subject(r: Reading, clause: Span, cut: Sequence[Phrase], carry: Carry) -> Carry:
    """Carry after the subject of a clause, whether or not the clause is a measure."""
    text = r.page.text.normal
    speech = SPEECH.search(text, clause.start, clause.end)
    if speech:
        people = [m for m in r.index.inside(clause, Kind.PERSON) if m.span.end <= speech.start() + 2]
        if people:
            return replace(carry, speaker=(people[-1],) if speech["call"] else ())
    end = cut[0].head.span.start if cut else clause.end
    if not cut:
        if text.startswith(("由", "均由"), clause.start):
            return carry
        if text.startswith("在", clause.start):
            found = r.nouns.arguments(clause.start + 1, clause.end)
            places = tuple(m for m in found if m.kind in TARGETS)
            sphere = tuple(m for m in places if _lasts(r, m))
            return replace(carry, places=places, sphere=sphere or carry.sphere)
        return _leading(r, clause, carry)
    if text.startswith(("由", "均由"), clause.start):
        return carry
    first = _first_zone(text, clause.start, end)
    actors = r.nouns.subject(clause.start, first) or _local(r, clause.start, first)
    return carry.named(tuple(actors)) if actors else carry


def _local(r: Reading, start: int, end: int) -> list[Mention]:
    """当地, 该地: the place that was named last."""
    match = LOCAL.match(r.page.text.normal, start, end)
    before = [m for m in r.index.of(Kind.AREA) if m.span.end <= start] if match else []
    return before[-1:]


def _leading(r: Reading, clause: Span, carry: Carry) -> Carry:
    """A clause of no measure (X县高度重视): its subject still carries if it is a named one at the start."""
    lead = LEADERS.fullmatch(r.page.text.normal, clause.start, clause.end)
    group = r.nouns.subject(clause.start, lead.end(1)) if lead else []
    if group:
        return carry.named(tuple(group))
    people = r.index.inside(clause, Kind.PERSON)
    if people and _titled(r, clause.start, people[0].span.start):
        return carry.named((people[0],))
    found = [
        m
        for m in r.index.outermost(clause, Kind.AREA, Kind.ORGANIZATION, Kind.PERSON)
        if m.span.start <= clause.start + 1 and len(m.span) < len(clause) - 1
    ]
    return carry.named((found[0],)) if found else carry


def _lasts(r: Reading, place: Mention) -> bool:
    """Whether a place after 在 holds for what follows: a named site, or a sphere (农村)."""
    if r.page.text.normal[place.span.start - 1] != "在" and place.kind is not Kind.FACILITY:
        return False
    return place.kind is Kind.FACILITY or (isinstance(place.form, SiteForm | GroupForm) and place.form.name in SPHERES)


def _titled(r: Reading, start: int, end: int) -> bool:
    """Whether only bodies, places and posts stand between `start` and a name (X镇Y村党支部书记|名)."""
    while start < end:
        kinds = (Kind.ORGANIZATION, Kind.AREA, Kind.POST)
        stops = [m.span.end for m in r.index.overlapping(Span(start, end), *kinds) if m.span.start <= start]
        if not stops:
            return False
        start = max(stops)
    return True


def _first_zone(text: str, start: int, end: int) -> int:
    return zones(text, start, end)[0][2]


def _claim(
    r: Reading, sentence: Span, clause: Span, p: Predication, cut: Sequence[Phrase], carry: Carry
) -> tuple[ActionClaim | None, Carry]:
    text = r.page.text.normal
    k = cut.index(p.phrase)
    causer = cut[k - 1] if k and p.phrase.chained else None
    args: Arguments = arguments(text, r.nouns, p, causer)
    status = status_of(clause.of(text), text[sentence.start : clause.start], bool(carry.speaker))
    agents = carry.actors(status is Status.EXHORTED) if args.actors is None else args.actors
    if args.joint:
        agents = (*carry.actors(False), *agents)
    measure = p.measure if not p.agent or any(_is(m, p.agent) for m in agents) else p.otherwise
    if not measure:
        return None, carry
    objects = tuple(dict.fromkeys(m for m in args.objects if m not in agents))
    if not objects and p.measure in ABOUT_PEOPLE:
        objects = carry.people
    people = tuple(m for m in objects if m.kind is Kind.COLLECTIVE)
    sphere = tuple(m for m in args.places if _lasts(r, m) and m.kind in (Kind.PLACE, Kind.COLLECTIVE))
    carry = replace(carry, people=people or carry.people, sphere=sphere or carry.sphere)
    times = [m for m in r.index.inside(sentence, Kind.TIME) if m.span.start <= p.trigger.end]
    claim = ActionClaim(
        measure=measure,
        span=clause,
        trigger=p.trigger,
        status=status,
        rule=p.rule,
        confidence=p.confidence,
        agents=tuple(dict.fromkeys(agents)),
        places=tuple(dict.fromkeys(args.places)) or carry.places or carry.sphere,
        targets=tuple(m for m in objects if m.kind in TARGETS),
        resources=tuple(m for m in objects if m.kind not in TARGETS),
        time=times[-1] if times else None,
    )
    return claim, carry


def _is(mention: Mention, what: str) -> bool:
    if what == "person":
        return mention.kind is Kind.PERSON
    return isinstance(mention.form, BodyForm) and mention.form.body_kind == what


def _counted(claims: list[ActionClaim], clause: Span, quantities: Sequence[Mention]) -> list[ActionClaim]:
    """Give each figure of a clause to the claim whose trigger stands last before it, else to the first."""
    mine = [k for k, c in enumerate(claims) if c.span == clause]
    for q in quantities:
        before = [k for k in mine if claims[k].trigger.start <= q.span.start]
        if mine:
            k = before[-1] if before else mine[0]
            claims[k] = replace(claims[k], quantities=(*claims[k].quantities, q))
    return claims


def _continued(r: Reading, claim: ActionClaim, clause: Span, quantities: Sequence[Mention]) -> ActionClaim:
    """累计劝返车辆50辆,人员90人: a clause of figures only goes on with the action before it."""
    objects = r.nouns.arguments(clause.start, clause.end)
    return replace(
        claim,
        span=Span(claim.span.start, clause.end),
        quantities=(*claim.quantities, *quantities),
        targets=(*claim.targets, *(m for m in objects if m.kind in TARGETS)),
        resources=(*claim.resources, *(m for m in objects if m.kind not in TARGETS)),
    )


def build(resources: Resources) -> Extractor:
    """The extractor, with what it needs of `resources`."""
    lexicon = resources.lexicon
    return Actions(
        Scanner(lexicon),
        load_rules(),
        load_grammar(lexicon),
        dict(lexicon.table("group.head")),
        dict(lexicon.table("act.mechanism")),
    )
