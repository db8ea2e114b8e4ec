"""Signs for and against each agent that the rules took: where it stands, what carried it over, who acts before and after.

Signs: `alone` nobody else acts; `carry:` the field of `Carry` that holds it; `in:` the clause, the sentence, or so many sentences
back; `after` it stands after the verb; `opens:` it opens the clause or sentence; `block:` it stands in another paragraph;
`acts:` it is an agent of the act before or after; `first` the first body or place of the report; `kind:` what it is; `rules:` the
kinds that the rules took; `measure:` and `status:` of the act; `end:` its last characters; `left:` and `right:` the characters
beside it; `far:` its distance from the verb; `often:` and `share:` how many acts it has; `genre:` of the report. Pairs are joined by +.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from kg.extract.act_offers import Offer, beside, wording
from kg.extract.act_second import Heard
from kg.extract.act_subjects import Reading
from kg.model import ActionClaim, Kind, Mention, Status

CARRIED = ("sentence", "section", "speaker", "bound", "host", "lead", "addressed", "formed")
BACK = 4  # sentences; farther is all the same
FAR, OFTEN = (0, 5, 15, 40, 100, 200), (1, 2, 4, 8)  # characters, acts
SHARES = (0.05, 0.15, 0.3, 0.5, 0.7)  # of the acts of a report


@dataclass(frozen=True)
class AgentOffers:
    """The agents of the acts of one page, each with its signs."""

    r: Reading
    claims: Sequence[ActionClaim]
    heard: Sequence[Heard]

    def of(self, claim: ActionClaim) -> list[Offer]:
        """The agents of one of `claims`, in their order."""
        text = self.r.page.text.normal
        return [Offer(m, wording(m, text), frozenset(self._signs(claim, m))) for m in claim.agents]

    def _signs(self, claim: ActionClaim, m: Mention) -> Iterator[str]:
        kind, status = m.kind.name.lower(), claim.status.name.lower()
        rules = "+".join(sorted({a.kind.name.lower() for a in claim.agents}))
        for sign in self._origin(claim, m):
            yield from (
                sign,
                f"{sign}+status:{status}",
                f"{sign}+{kind}",
                f"{sign}+rules:{rules}",
                f"{sign}+{self._genre}",
            )
        yield from (f"kind:{kind}", f"rules:{rules}", f"rules:{rules}+{kind}", f"agents:{min(3, len(claim.agents))}")
        yield from (f"measure:{claim.measure}", f"measure:{claim.measure}+{kind}", f"status:{status}+{kind}")
        name = wording(m, self.r.page.text.normal)
        yield from (f"end:{name[-1]}+{kind}", f"end:{name[-2:]}" if m.kind is Kind.COLLECTIVE else f"end:{name[-1]}")
        left, right = beside(self.r.page.text.normal, m.span)
        yield from (f"left:{left}", f"right:{right}")
        yield f"far:{bisect_left(FAR, claim.trigger.start - m.span.start)}"
        share = bisect_left(SHARES, self._counts[name] / len(self.claims))
        yield from (f"often:{bisect_left(OFTEN, self._counts[name])}", f"share:{share}+{kind}", f"{self._genre}+{kind}")

    def _origin(self, claim: ActionClaim, m: Mention) -> Iterator[str]:
        """Where an agent comes from."""
        if len(claim.agents) == 1:
            yield "alone"
        yield from self._position(claim, m)
        at = bisect_right(self._clauses, claim.trigger.start) - 1
        if at >= 0:
            carry = self.heard[at].carry
            yield from (f"carry:{field}" for field in CARRIED if m in (getattr(carry, field) or ()))
        number = self._number(claim)
        for step, name in ((-1, "before"), (1, "after")):
            if 0 <= number + step < len(self._sorted) and m in self._sorted[number + step].agents:
                yield f"acts:{name}"
        if m in self._first:
            yield "first"

    def _number(self, claim: ActionClaim) -> int:
        """Which act it is in the order of the text."""
        number = bisect_left(self._sorted, claim.trigger, key=attrgetter("trigger"))
        while self._sorted[number] != claim:
            number += 1
        return number

    def _position(self, claim: ActionClaim, m: Mention) -> Iterator[str]:
        start = m.span.start
        own, number = (bisect_right(self._sentences, at) - 1 for at in (claim.trigger.start, start))
        inside = claim.span.start <= start < claim.span.end
        yield "in:clause" if inside else "in:sentence" if own == number else f"in:{max(-BACK, min(BACK, own - number))}"
        if inside and start - claim.span.start <= 1:
            yield "opens:clause"
        if number >= 0 and start - self._sentences[number] <= 1:
            yield "opens:sentence"
        if start > claim.trigger.start:
            yield "after"
        if bisect_right(self._blocks, start) != bisect_right(self._blocks, claim.span.start):
            yield "block:other"

    @cached_property
    def _counts(self) -> Mapping[str, int]:
        return Counter(wording(m, self.r.page.text.normal) for c in self.claims for m in c.agents)

    @cached_property
    def _genre(self) -> str:
        """Whether the report calls for things, mostly tells what was done, or both."""
        done = sum(c.status is Status.DONE for c in self.claims) / max(1, len(self.claims))
        return f"genre:{'notice' if self.r.normative else 'account' if done > 0.6 else 'mixed'}"

    @cached_property
    def _first(self) -> list[Mention]:
        return [*self.r.index.of(Kind.ORGANIZATION, Kind.AREA)][:2]

    @cached_property
    def _sorted(self) -> list[ActionClaim]:
        return sorted(self.claims, key=lambda c: c.trigger)

    @cached_property
    def _clauses(self) -> list[int]:
        return [h.clause.start for h in self.heard]

    @cached_property
    def _sentences(self) -> list[int]:
        return [s.start for s in self.r.page.layout.sentences]

    @cached_property
    def _blocks(self) -> list[int]:
        return [b.span.start for b in self.r.page.layout.blocks]
