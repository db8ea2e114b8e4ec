"""Actions: who does what measure where, to whom, with what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.act_arguments import Arguments, arguments, inner
from kg.extract.act_carry import Carry
from kg.extract.act_charge import charged
from kg.extract.act_choice import Choice, load_choice
from kg.extract.act_correct import corrected, donated
from kg.extract.act_figures import continued, counted, figures_only
from kg.extract.act_groups import addressees
from kg.extract.act_guards import cut_up
from kg.extract.act_measures import Namer, Predication, merged
from kg.extract.act_nouns import NounPhrases
from kg.extract.act_phrases import Grammar, Phrase, load_grammar
from kg.extract.act_results import RESULT, once, untitled, with_results
from kg.extract.act_rules import MeasureRules, load_rules
from kg.extract.act_scan import Scanner, inside
from kg.extract.act_second import Heard, Second, load_second
from kg.extract.act_settle import settled
from kg.extract.act_status import Told, calls, is_normative, reports, status_of
from kg.extract.act_subjects import TARGETS, Reading, lasts, scene, subject
from kg.extract.act_times import when
from kg.extract.index import MentionIndex
from kg.model import (
    ActionClaim,
    Block,
    BlockKind,
    BodyForm,
    Claim,
    Extractor,
    Kind,
    MechanismForm,
    Mention,
    Page,
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
        "VulnerableCare",
    ]
)
NEWS = re.compile(r"发布会|记者会|答记者|答问|问答")  # who speaks there does not act in all of the report
HEAD = 300  # characters
TITLE_MAX = 80  # characters of the first block if it is a title
AIM_AFTER = re.compile(r"(?:重点|主要|专项|全部)?用于|以便|以确保|以保障|以满足|以防|以免")
NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|[((][一二三四五六七八九十]{1,3}[))]|\d{1,2}[.、](?!\d)")
LISTED = re.compile(r"[((]?[一二三四五六七八九十\d]+[))、是要.]|第[一二三四五六七八九十]|首先|其次|同时|此外|另外")


@dataclass(frozen=True)
class Actions:
    """Finds actions of the measure list, clause by clause."""

    scanner: Scanner
    rules: MeasureRules
    grammar: Grammar
    heads: dict[str, str]
    words: dict[str, str]
    inner: dict[str, str]
    second: Second | None
    choice: Choice | None
    name: str = "act"

    def __call__(self, page: Page) -> Iterable[Mention | Claim]:
        """Every action on `page`, and the unnamed actors, places and goods that are its arguments."""
        reading, claims, heard = self.read(page)
        if self.choice is not None:
            claims = self.choice.choose(reading, claims, heard)
        known = set(page.mentions)
        arguments = {m for c in claims for m in (*c.agents, *c.places, *c.targets, *c.resources)} - known
        return [*sorted(arguments, key=lambda m: (m.span, m.kind)), *claims]

    def read(self, page: Page) -> tuple[Reading, list[ActionClaim], list[Heard]]:
        """What was read of `page`, its actions with the arguments that the rules found, and what carried over where."""
        text = page.text.normal
        index = MentionIndex(page.mentions)
        hits = self.scanner.scan(text)
        reading = Reading(
            page,
            index,
            hits,
            [h.span.start for h in hits],
            NounPhrases(text, index, self.heads),
            Namer(text, self.rules, self.words),
            self.grammar,
            self.inner,
            tuple((s, m.span) for m in page.mentions if isinstance(m.form, MechanismForm) for _, s in m.form.items),
            is_normative(text),
        )
        heard: list[Heard] = []
        claims = list(_read(reading, heard))
        if self.second is not None:
            claims = self.second.weigh(reading, claims, heard, _claim)
        claims = once(claims, text)
        title = page.layout.blocks[0].span if claims else None
        if title and len(title) <= TITLE_MAX:
            claims = untitled(claims, title, text)
        return reading, charged(with_results(claims, text), reading.nouns), heard


def _read(r: Reading, heard: list[Heard]) -> Iterator[ActionClaim]:
    lead = () if r.normative or NEWS.search(r.page.text.normal[:HEAD]) else None
    carry = Carry(lead=lead, addressed=addressees(r.nouns) if r.normative else ())
    section = -1
    clauses = list(r.page.layout.clauses)
    at = 0
    headed = sum(b.kind is BlockKind.HEADING for b in r.page.layout.blocks) > 1
    for block in r.page.layout.blocks:
        if block.section != section:
            section, carry = block.section, Carry(lead=carry.lead, addressed=carry.addressed)
        while at < len(clauses) and clauses[at].start < block.span.start:
            at += 1
        if block.kind in (BlockKind.HEADING, BlockKind.CREDIT):
            continue
        carry = carry.next_block(headed or bool(LISTED.match(r.page.text.normal, block.span.start)))
        for sentence in _sentences(r.page, block):
            if NUMBERED.match(r.page.text.normal, sentence.start):
                carry = carry.next_chapter()
            mine = []
            while at < len(clauses) and clauses[at].end <= sentence.end:
                mine.append(clauses[at])
                at += 1
            if carry.called and reports(sentence.of(r.page.text.normal)):
                carry = replace(carry, called=False)
            found, carry = _sentence(r, sentence, mine, carry.next_sentence(), heard)
            called = calls(sentence.of(r.page.text.normal), carry.called, whole=True)
            carry = carry if called is carry.called else replace(carry, called=called)
            yield from found


def _sentences(page: Page, block: Block) -> Iterator[Span]:
    return (s for s in page.layout.sentences if block.span.covers(s))


def _sentence(
    r: Reading, sentence: Span, clauses: Sequence[Span], carry: Carry, heard: list[Heard]
) -> tuple[list[ActionClaim], Carry]:
    text = r.page.text.normal
    out: list[ActionClaim] = []
    told: list[Mention] = []  # figures of clauses before the first act (69个支部的党员分赴54个小区,|开展包联)
    for clause in clauses:
        hits = inside(r.hits, clause, r.starts)
        cut = cut_up(r, clause, hits)
        named = r.index.inside(clause, Kind.MECHANISM, Kind.INSTRUMENT) if cut else []
        people = r.index.inside(clause, Kind.PERSON) if cut else []
        made = [p for f in cut for p in r.namer.predications(f, named, people)]
        made, means = _tools(r, cut, made, clause is clauses[-1])
        carry = subject(r, clause, cut, scene(r, clause, carry))
        if means:
            carry = replace(carry, means=(*carry.means, *means))
        heard.append(Heard(sentence, clause, carry))
        quantities = r.index.inside(clause, Kind.QUANTITY)
        if not made and out and AIM_AFTER.match(r.page.text.normal, clause.start):
            out[-1] = replace(out[-1], purpose=clause)
        if not made:
            if out and quantities and (figures_only(clause, quantities, cut) or RESULT.search(clause.of(text))):
                out[-1] = continued(r, out[-1], clause, quantities)
            told = [] if out else [*told, *quantities]
            continue
        for p in merged(made, r.page.text.normal):
            claim, carry = _claim(r, sentence, clause, donated(p, sentence, r.page.text.normal), cut, carry)
            if claim:
                out.append(claim)
        out, told = counted(out, clause, [*told, *quantities]), []
    return out, carry


def _tools(
    r: Reading, cut: Sequence[Phrase], made: list[Predication], last: bool
) -> tuple[list[Predication], list[Mention]]:
    """利用广播喇叭|播放通告: what is only used for the act that follows is its means, no act of its own."""
    acts = [cut.index(p.phrase) for p in made if p.phrase.head.family != "use"]
    if not any(f.head.family == "use" for f in cut):
        return made, []
    used = [
        k
        for k, f in enumerate(cut)
        if f.head.family == "use" and (any(a > k for a in acts) or (not last and not acts and _heard(made, f)))
    ]
    means = [m for k in used for m in r.nouns.arguments(*cut[k].after) if m.kind is not Kind.COLLECTIVE]
    return [p for p in made if cut.index(p.phrase) not in used], means


def _heard(made: Sequence[Predication], phrase: Phrase) -> bool:
    return any(p.phrase is phrase and p.measure == "Publicity" for p in made)


def _claim(
    r: Reading, sentence: Span, clause: Span, p: Predication, cut: Sequence[Phrase], carry: Carry
) -> tuple[ActionClaim | None, Carry]:
    text = r.page.text.normal
    k = cut.index(p.phrase)
    causer = cut[k - 1] if k and p.phrase.chained else None
    args: Arguments = arguments(text, r.nouns, p, causer)
    status = _status(r, sentence, clause, p, carry)
    agents = _agents(args, carry, status, p.measure)
    measure = corrected(_by(p, agents), clause, text)
    if not measure:
        return None, carry
    objects = tuple(dict.fromkeys(m for m in args.objects if m not in agents))
    if not objects and p.measure in ABOUT_PEOPLE:
        objects = carry.people
    if measure == "Meeting":
        objects = objects or carry.meeting
        carry = replace(carry, meeting=objects)
    objects = settled(text, (*objects, *inner(text, p, r.inner), *(m for m in carry.means if m not in objects)))
    people = tuple(m for m in objects if m.kind is Kind.COLLECTIVE)
    sphere = tuple(m for m in args.places if lasts(r, m) and m.kind in (Kind.PLACE, Kind.COLLECTIVE))
    if people or sphere or carry.means:
        carry = replace(carry, people=people or carry.people, sphere=sphere or carry.sphere, means=())
    times = [m for m in r.index.inside(sentence, Kind.TIME) if m.span.start <= p.trigger.end]
    claim = ActionClaim(
        measure=measure,
        span=clause,
        trigger=p.trigger,
        status=status,
        rule=p.rule,
        confidence=p.confidence,
        agents=tuple(dict.fromkeys(agents)),
        places=tuple(dict.fromkeys(args.places)) or carry.place(agents),
        targets=tuple(m for m in objects if m.kind in TARGETS),
        resources=tuple(m for m in objects if m.kind not in TARGETS),
        time=when(text, times, p.trigger.start),
        follows=tuple(dict.fromkeys((*args.follows, *carry.follows))),
        purpose=carry.aim,
    )
    return claim, carry


def _by(p: Predication, agents: Sequence[Mention]) -> Predication:
    """The act with the measure that fits who does it."""
    return p if not p.agent or any(_is(m, p.agent) for m in agents) else replace(p, measure=p.otherwise)


def _status(r: Reading, sentence: Span, clause: Span, p: Predication, carry: Carry) -> Status:
    text = r.page.text.normal
    trigger = Span(p.trigger.start - clause.start, p.trigger.end - clause.start)
    told = Told(
        clause.of(text),
        text[sentence.start : clause.start],
        trigger,
        p.measure,
        p.phrase.head.family,
        carry.called or calls(text[sentence.start : p.trigger.start], False),
        r.normative,
        bool(r.index.inside(clause, Kind.QUANTITY)),
    )
    return status_of(told)


def _agents(args: Arguments, carry: Carry, status: Status, measure: str) -> tuple[Mention, ...]:
    if args.actors is not None and not args.joint:
        return args.actors
    return (*carry.actors(status is Status.EXHORTED, measure), *(args.actors or ()))


def _is(mention: Mention, what: str) -> bool:
    if what == "person":
        return mention.kind is Kind.PERSON
    return isinstance(mention.form, BodyForm) and mention.form.body_kind == what


def build(resources: Resources) -> Extractor:
    """The extractor, with what it needs of `resources`."""
    lexicon = resources.lexicon
    return Actions(
        Scanner(lexicon),
        load_rules(),
        load_grammar(lexicon),
        dict(lexicon.table("group.head")),
        dict(lexicon.table("act.mechanism")),
        dict(lexicon.table("act.inner")),
        load_second(lexicon),
        load_choice(lexicon),
    )
