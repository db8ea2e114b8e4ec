"""What may be the object or the place of an act: what the rules took, and whatever else its sentence names, each with signs.

Signs: `rule` the rules took it; `at:` where it stands (before, after or in the verb, clauses back, the next clause); `zone:` the
preposition before it and its side of the verbs; `of:` it is taken for another act of the sentence, `by:` it is an agent of one,
`for:` an object, where places are asked for; `kind:` what it is; `measure:` the measure of the act; `verb:` how its verb begins;
`end:` the last one and two characters, `open:` the first one; `long:` and `far:` its length and its distance from the verb;
`left:` and `right:` the characters beside it. Joined by + where one means little without the other. The words of names are no
signs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from kg.extract.act_scan import Hit, inside
from kg.extract.act_subjects import TARGETS, Reading
from kg.extract.act_zones import zones
from kg.model import ActionClaim, GroupForm, Kind, Mention, ResourceForm, SiteForm
from kg.offsets import Span
from kg.records import quick

SITES = frozenset({Kind.AREA, Kind.FACILITY, Kind.PLACE, Kind.COLLECTIVE, Kind.ORGANIZATION})
OBJECTS = frozenset({*TARGETS, Kind.RESOURCE, Kind.INSTRUMENT, Kind.MECHANISM})
UNNAMED = frozenset({Kind.COLLECTIVE, Kind.RESOURCE, Kind.PLACE})
BACK = 3  # clauses before that of the act, in its sentence
LONG, FAR = (3, 5, 8, 12, 18), (0, 2, 5, 10, 20, 40)  # characters
RULE = "rule"


@quick
@dataclass(frozen=True, slots=True)
class Offer:
    """A mention that may be an object of an act, its wording, and what speaks for or against it."""

    mention: Mention
    name: str
    signs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sought:
    """What offers are made for: the kinds that may stand there, what the rules took, and what of an act speaks for or against."""

    kinds: frozenset[Kind]
    taken: Callable[[ActionClaim], tuple[Mention, ...]]
    beside: Callable[[ActionClaim], tuple[Mention, ...]] = lambda _: ()


def objects(claim: ActionClaim) -> tuple[Mention, ...]:
    """What an act is done to or with."""
    return (*claim.targets, *claim.resources)


def places(claim: ActionClaim) -> tuple[Mention, ...]:
    """Where an act is done, as far as its sentence says."""
    return claim.places


FOR_OBJECTS = Sought(OBJECTS, objects)
FOR_PLACES = Sought(SITES, places, objects)


@dataclass(frozen=True)
class Offers:
    """What the acts of one page may have as objects, or as places."""

    r: Reading
    claims: Sequence[ActionClaim]
    sought: Sought
    named: Mapping[int, Sequence[tuple[Mention, str]]]

    def of(self, claim: ActionClaim) -> list[Offer]:
        """The offers for one of `claims`: those of the rules first, then by distance in clauses; one for each wording."""
        found: dict[str, Mention] = {}
        where: dict[str, set[str]] = defaultdict(set)
        for mention, sign in self._all(claim):
            name = wording(mention, self.r.page.text.normal)
            found.setdefault(name, mention)
            where[name].add(sign)
        return [Offer(m, name, frozenset(self._signs(claim, m, name, where[name]))) for name, m in found.items()]

    def _all(self, claim: ActionClaim) -> Iterator[tuple[Mention, str]]:
        """Every mention that may be meant, with a sign of where it comes from; one may come more than once."""
        yield from ((m, RULE) for m in self.sought.taken(claim))
        yield from ((m, "for:itself") for m in self.sought.beside(claim) if m.kind in self.sought.kinds)
        sentence = sentence_at(self.r, claim.trigger.start)
        yield from ((m, sign) for m, sign in self._near(claim, sentence) if m.kind in self.sought.kinds)
        for other in self._beside(sentence):
            if other is not claim:
                place = (other.span.start > claim.span.start) - (other.span.start < claim.span.start)
                yield from ((m, f"of:{place}") for m in self.sought.taken(other))
                yield from ((m, f"for:{place}") for m in self.sought.beside(other) if m.kind in self.sought.kinds)
                yield from ((m, f"by:{place}") for m in other.agents if m.kind in self.sought.kinds)

    def _near(self, claim: ActionClaim, sentence: Span) -> Iterator[tuple[Mention, str]]:
        """What the clause of an act names, and the clauses about it."""
        clauses = self.r.page.layout.clauses
        here = bisect_right(self._clauses, claim.trigger.start) - 1
        for mention, zone in self.named[here]:
            side = "after" if mention.span.start >= claim.trigger.end else "in"
            yield mention, f"at:{'before' if mention.span.end <= claim.trigger.start else side}"
            yield mention, f"zone:{zone}"
        for step in (*range(-1, -BACK - 1, -1), 1):
            if 0 <= here + step < len(clauses) and sentence.covers(clauses[here + step]):
                for mention, zone in self.named[here + step]:
                    yield mention, f"at:{step}"
                    yield mention, f"zone:{'next' if step > 0 else 'back'}:{zone}"

    def _signs(self, claim: ActionClaim, m: Mention, name: str, where: set[str]) -> Iterator[str]:
        text, kind = self.r.page.text.normal, m.kind.name.lower()
        ruled = "rule" if RULE in where else "free"
        yield from where
        yield from (f"{sign}+{kind}" for sign in where)
        if RULE in where and len(where) > 1:
            yield "rule+other"
        if m in claim.agents:
            yield "by:itself"
        verb = claim.trigger.of(text)[:2]
        yield from (f"kind:{kind}", f"{ruled}+kind:{kind}", f"{ruled}+rules:{min(3, len(self.sought.taken(claim)))}")
        yield from (f"measure:{claim.measure}+{kind}", f"measure:{claim.measure}+{ruled}", f"verb:{verb}+{ruled}")
        if m.kind in UNNAMED:
            last = name[-1]
            yield from (f"end:{last}", f"end:{name[-2:]}", f"open:{name[0]}", f"measure:{claim.measure}+end:{last}")
        gap = max(m.span.start - claim.trigger.end, claim.trigger.start - m.span.end, 0)
        side = "after" if m.span.start >= claim.trigger.end else "before"
        yield from (f"long:{bisect_left(LONG, len(name))}", f"far:{side}{bisect_left(FAR, gap)}")
        left, right = beside(text, m.span)
        yield from (f"left:{left}+{ruled}", f"right:{right}+{ruled}")
        if any(h.verbal for h in inside(self.r.hits, m.span, self.r.starts)):
            yield f"verbal+{kind}"

    @cached_property
    def _clauses(self) -> list[int]:
        return [c.start for c in self.r.page.layout.clauses]

    def _beside(self, sentence: Span) -> list[ActionClaim]:
        return [c for c in self.claims if sentence.start <= c.span.start < sentence.end]


class Named(dict[int, Sequence[tuple[Mention, str]]]):
    """Clause → what it names, each with its zone; read when first asked for."""

    def __init__(self, r: Reading) -> None:
        super().__init__()
        self._r = r

    def __missing__(self, number: int) -> Sequence[tuple[Mention, str]]:
        r, clause = self._r, self._r.page.layout.clauses[number]
        verbs = [h for h in inside(r.hits, clause, r.starts) if h.verbal]
        self[number] = [
            (m, f"{side}{mark}")
            for side, start, end in _regions(clause, verbs)
            for mark, a, b in (zones(r.page.text.normal, start, end) if end - start > 1 else ())
            for m in (r.nouns.arguments(a, b) if a < b else ())
            if m.kind in OBJECTS
        ]
        return self[number]


def _regions(clause: Span, verbs: Sequence[Hit]) -> Iterator[tuple[str, int, int]]:
    """The stretches before, between and after the verbs of a clause."""
    at, side = clause.start, "pre"
    for verb in verbs:
        yield side, at, verb.span.start
        at, side = verb.span.end, "mid"
    yield "post" if verbs else "none", at, clause.end


def wording(mention: Mention, text: str) -> str:
    """How a mention is called: groups, places and goods by their trimmed name, all others as they stand."""
    form = mention.form
    return form.name if isinstance(form, GroupForm | SiteForm | ResourceForm) else mention.span.of(text)


def beside(text: str, span: Span) -> tuple[str, str]:
    """The characters before and after a span, "" for white space and the ends of the text."""
    return text[max(0, span.start - 1) : span.start].strip(), text[span.end : span.end + 1].strip()


def sentence_at(r: Reading, at: int) -> Span:
    """The sentence that an offset lies in."""
    sentences = r.page.layout.sentences
    return sentences[max(0, bisect_right(sentences, at, key=attrgetter("start")) - 1)]
