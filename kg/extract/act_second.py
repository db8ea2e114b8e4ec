"""A second opinion on the measures of each clause, from the weights of its signs.

The rules know verbs and objects; the weights know what else stands in a clause and around it. What both say of a measure is
weighed again (`act_verdict`): one that is unlikely then is dropped; one that is likely and that the rules lack is taken, with the
verb and the arguments that the rules read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.act_carry import Carry
from kg.extract.act_guards import cut_up
from kg.extract.act_measures import Predication
from kg.extract.act_phrases import Phrase
from kg.extract.act_scan import Hit, inside
from kg.extract.act_signs import Words, signs
from kg.extract.act_subjects import Reading
from kg.extract.act_verdict import TABLE as VERDICTS
from kg.extract.act_verdict import verdict_signs
from kg.extract.act_weights import TABLE, Weights
from kg.extract.tagged_words import words_of
from kg.lexicon.loader import Lexicon
from kg.model import ActionClaim, Kind
from kg.offsets import Span

# A measure is told if its chance of being right is above. On 95 reports that nothing had been learned from 65 % of the acts are
# right and F1 is 0.58; at 0.3 it is 61 % and the same F1.
TOLD = 0.35
RULE = "act.sign"
VERB = "v"
SHORT = 2  # characters: verbs of one are parts of others
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
    """The weights of clauses and of verdicts, and the verbs that carry out anything; built once, never changed."""

    weights: Weights
    verdicts: Weights
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
            own = by_clause.get(i, [])
            row = self._verdicts(chances[item.clause], own)
            kept, open_ = _sorted(own, row)
            out += kept
            cuts = (self._phrases(r, item.clause), _tagged(r, item.clause)) if open_ else ()
            for measure in open_:
                told = ((phrase, cut) for cut in cuts if (phrase := _telling(r, cut, item.clause, measure)))
                phrase, cut = next(told, (None, ()))
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

    def _verdicts(self, chances: Mapping[str, float], own: Sequence[ActionClaim]) -> dict[str, float]:
        """How likely each measure is told, by the rules and the weights together."""
        weighed = verdict_signs(chances, {c.measure for c in own})
        rows = self.verdicts.probabilities(list(weighed.values()))[:, 0].tolist() if weighed else []
        return dict(zip(weighed, rows, strict=True))

    def _phrases(self, r: Reading, clause: Span) -> list[Phrase]:
        """The verb phrases of a clause, those with a verb that carries out anything among them."""
        text = r.page.text.normal
        known = inside(r.hits, clause, r.starts)
        verbal = [k for k in known if k.verbal]
        found = [Span(clause.start + a, clause.start + b) for a, b, _ in self.general.scan(clause.of(text))]
        general = [Hit(s, "", "carry", True) for s in found if not any(k.span.overlaps(s) for k in verbal)]
        rest = [k for k in known if not any(k.span.overlaps(g.span) for g in general)]
        hits = sorted([*general, *rest], key=lambda h: h.span)
        return cut_up(r, clause, hits)


def _tagged(r: Reading, clause: Span) -> list[Phrase]:
    """The verb phrases of a clause by the tags of its words, for verbs that no lexicon has (加快|退税进度)."""
    words = words_of(r.page.text.normal)
    starts = [at for at in range(clause.start, clause.end) if words.first(at) == at and words.tag(at) == VERB]
    spans = [Span(at, words.last(at)) for at in starts if words.last(at) - at >= SHORT and words.last(at) <= clause.end]
    return cut_up(r, clause, [Hit(span, "", "carry", True) for span in spans])


def load_second(lexicon: Lexicon) -> Second | None:
    """The second opinion by the weights of the package; None while nothing is learned."""
    tables = lexicon.classes
    if TABLE not in tables or VERDICTS not in tables:
        return None
    return Second(Weights(tables[TABLE]), Weights(tables[VERDICTS]), Words(lexicon.table("act.general")))


def _counting(r: Reading, clause: Span, claim: ActionClaim, counted: Container[object]) -> ActionClaim:
    """A claim with the figures of its clause that no other act has."""
    return replace(claim, quantities=tuple(q for q in r.index.inside(clause, Kind.QUANTITY) if q not in counted))


def _sorted(own: Sequence[ActionClaim], row: Mapping[str, float]) -> tuple[list[ActionClaim], list[str]]:
    """The acts of a clause that stay or get another measure, and the likely measures that none of them has, the likeliest first."""
    kept = [c for c in own if row.get(c.measure, 1.0) > TOLD]
    dropped = [c for c in own if c not in kept]
    likely = sorted((m for m, p in row.items() if p > TOLD), key=lambda m: (-row[m], m))
    open_ = [m for m in likely if all(c.measure != m for c in kept)]
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
