"""A second opinion on the measures of each clause, from the weights of its signs.

The rules know verbs and objects; the weights know what else stands in a clause and around it. A measure that the rules found
and the weights find all but impossible is dropped; one that the weights find probable is taken, with the verb and the
arguments that the rules read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.act_carry import Carry
from kg.extract.act_guards import shadows
from kg.extract.act_measures import Predication
from kg.extract.act_phrases import Phrase, phrases
from kg.extract.act_scan import Hit, inside
from kg.extract.act_signs import Words, signs
from kg.extract.act_subjects import Reading
from kg.extract.act_weights import ANY, Weights
from kg.model import ActionClaim, Kind
from kg.offsets import Span

# Chances, chosen on 4,159 acts of 131 reports that nothing had been learned from: F1 by clause is 0.557 and 57 % are right. The
# best F1 of 1,080 such settings is 0.564, with 55 % right; of the rules alone it is 0.438, with 51 % right.
# Beside a likely measure a measure of the rules needs `HOLD`; without one it needs `KEEP` where the chance of any act is below `OPEN`.
HOLD = 0.1
KEEP = 0.12
OPEN = 0.8
# Where the chance of any act is below, only an act on which rules and weights agree is told.
SILENT = 0.3
# What a measure that the rules lack needs, and a second one of a clause.
TAKE = 0.3
MORE = 0.5
RULE = "act.sign"
NOUN = re.compile(
    r"(?:电话|热线|者|人(?!次|民|工|员工)|率|点(?!对点)|处|范围|流程|对象|条件|时间|地点|方式|渠道|情况|事项|需求|程序|指南|部门|单位|机构|窗口|大厅|说明|表|书|及|完毕|[后前时](?![勤往台续])|的|过程|期间|章程|能力|水平|力度|问题|成本)"
)


@dataclass(frozen=True, slots=True)
class Heard:
    """A clause with what carries over into it."""

    sentence: Span
    clause: Span
    carry: Carry


Make = Callable[[Reading, Span, Span, Predication, Sequence[Phrase], Carry], tuple[ActionClaim | None, Carry]]


@dataclass(frozen=True)
class Second:
    """The weights and the verbs that carry out anything; built once, never changed."""

    weights: Weights
    general: Words

    def weigh(self, r: Reading, claims: Sequence[ActionClaim], heard: Sequence[Heard], make: Make) -> list[ActionClaim]:
        """The acts of a page after the second opinion, clause by clause.

        Args:
            r: the page.
            claims: the acts that the rules found.
            heard: the clauses that tell anything, in text order.
            make: makes the claim of a predication.
        """
        chances = self._chances(r)
        starts = [h.clause.start for h in heard]
        by_clause: dict[int, list[ActionClaim]] = defaultdict(list)
        for claim in claims:
            by_clause[bisect_right(starts, claim.trigger.start) - 1].append(claim)
        counted = {q for c in claims for q in c.quantities}
        out = list(by_clause.get(-1, ()))
        for i, item in enumerate(heard):
            own, row = by_clause.get(i, []), chances[item.clause]
            kept, open_ = _sorted(own, row)
            out += kept
            cut = self._phrases(r, item.clause) if open_ else []
            for measure in open_:
                phrase = _telling(r, cut, item.clause, measure)
                if phrase is not None:
                    p = Predication(phrase, measure, phrase.head.span, phrase.after, RULE, round(row[measure], 2))
                    made = make(r, item.sentence, item.clause, p, cut, item.carry)[0]
                    out += [_counting(r, item.clause, made, counted)] if made else []
        return out

    def _chances(self, r: Reading) -> dict[Span, Mapping[str, float]]:
        found = signs(r.page, r.hits, self.weights.words, self.general)
        rows = self.weights.probabilities(found)
        names = self.weights.measures
        return {
            clause: dict(zip(names, row.tolist(), strict=True))
            for clause, row in zip(r.page.layout.clauses, rows, strict=True)
        }

    def _phrases(self, r: Reading, clause: Span) -> list[Phrase]:
        """The verb phrases of a clause, those with a verb that carries out anything among them."""
        text = r.page.text.normal
        known = inside(r.hits, clause, r.starts)
        verbal = [k for k in known if k.verbal]
        found = [Span(clause.start + a, clause.start + b) for a, b, _ in self.general.scan(clause.of(text))]
        general = [Hit(s, "", "carry", True) for s in found if not any(k.span.overlaps(s) for k in verbal)]
        rest = [k for k in known if not any(k.span.overlaps(g.span) for g in general)]
        hits = sorted([*general, *rest], key=lambda h: h.span)
        return phrases(text, clause, hits, r.grammar, list(shadows(r, clause, hits))) if hits else []


def _counting(r: Reading, clause: Span, claim: ActionClaim, counted: Container[object]) -> ActionClaim:
    """A claim with the figures of its clause that no other act has."""
    return replace(claim, quantities=tuple(q for q in r.index.inside(clause, Kind.QUANTITY) if q not in counted))


def _sorted(own: Sequence[ActionClaim], row: Mapping[str, float]) -> tuple[list[ActionClaim], list[str]]:
    """The acts of a clause that stay or get another measure, and the probable measures that none of them has."""
    if row.get(ANY, 1.0) < SILENT:  # only an act on which both agree
        return [c for c in own if row.get(c.measure, 1.0) > TAKE], []
    likely = sorted((m for m, p in row.items() if p > TAKE and m != ANY), key=lambda m: (-row[m], m))
    least = HOLD if likely else KEEP if row.get(ANY, 1.0) < OPEN else 0.0
    kept = [c for c in own if row.get(c.measure, 1.0) > least]
    dropped = [c for c in own if c not in kept]
    open_ = [m for m in likely if all(c.measure != m for c in kept) and (not kept or row[m] > MORE)]
    while dropped and open_:
        measure = open_.pop(0)
        kept.append(replace(dropped.pop(0), measure=measure, rule=RULE, confidence=round(row[measure], 2)))
    return _handed(sorted(kept, key=lambda c: c.trigger), dropped), open_


def _handed(kept: list[ActionClaim], dropped: Sequence[ActionClaim]) -> list[ActionClaim]:
    """What dropped acts of a clause counted, and where, belongs to the one that stays: 选派9人参加医疗队|赴湖北救治."""
    if len(kept) != 1 or not dropped:
        return kept
    one = kept[0]
    figures = (*one.quantities, *(q for c in dropped for q in c.quantities))
    places = one.places or tuple(m for c in dropped for m in c.places)
    return [replace(one, quantities=tuple(dict.fromkeys(figures)), places=tuple(dict.fromkeys(places)))]


def _telling(r: Reading, cut: Sequence[Phrase], clause: Span, measure: str) -> Phrase | None:
    """The phrase that tells a measure: with a word that names it, else the first whose head is no part of a noun."""
    text = r.page.text.normal
    for phrase in cut:
        if measure in phrase.head.measure.split() or any(measure in h.measure.split() for h in phrase.hits_after):
            return phrase
    open_ = [p for p in cut if not NOUN.match(text, p.head.span.end, clause.end)]
    return next(iter(open_), None)
