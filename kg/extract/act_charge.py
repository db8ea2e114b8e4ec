"""Who is in charge by a mark after the measure: (责任单位:市人社局、市财政局), (县商务局牵头,县财政局配合)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.act_nouns import NounPhrases
from kg.model import ActionClaim, Kind, Mention
from kg.offsets import Span

ROLES = r"(?:责任|牵头|配合|协同|落实|负责|参与|承办)(?:责任)?(?:单位|部门)"
# who is named (各县(市、区)人民政府), up to the next item (3.…, 二、…)
NAMES = r"(?:[^。;:()\n\d\s]|\([^()\n]{1,8}\)|\d(?!\d?[.、])|[ \t](?![一二三四五六七八九十]{1,3}、)){2,160}"
MARK = re.compile(
    rf"[(【\[]?{ROLES}:(?P<named>{NAMES}(?:[;,。]\s*{ROLES}:{NAMES})*)"
    r"|\((?P<noted>[^()。\n]{2,160}?(?:牵头|负责|配合|落实))\)"
)
INSIDE = re.compile(rf"[;,。]?\s*{ROLES}:|(?:分别|按职责分工|按照职责分工|共同)*(?:牵头|负责|配合|落实|参加)[;,]?|[;,]")
# where the measure begins to which such a mark belongs
ITEM = re.compile(
    r"(?:^|[\s。;)])(?:\d{1,2}[.、](?!\d)|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))", re.M
)
LONGEST = 1500  # characters of a measure
ACTORS = (Kind.ORGANIZATION, Kind.COLLECTIVE, Kind.AREA)


@dataclass(frozen=True, slots=True)
class Charge:
    """The stretch of a measure, the mark after it, and who the mark says is in charge."""

    measure: Span
    mark: Span
    actors: tuple[Mention, ...]


def charges(nouns: NounPhrases) -> Iterator[Charge]:
    """Every measure of a page with a mark of who is in charge, in order."""
    text, last = nouns.text, 0
    if "单位:" not in text and "部门:" not in text and "牵头" not in text and "负责)" not in text:
        return
    for match in MARK.finditer(text):
        actors = tuple(_actors(nouns, *match.span(match.lastgroup or 0)))
        if not actors:
            continue
        start = last or max((m.start() for m in ITEM.finditer(text, last, match.start())), default=-1)
        if start < 0:
            start = text.rfind("\n", 0, match.start()) + 1
        if start < match.start():
            yield Charge(Span(max(start, match.start() - LONGEST), match.start()), Span(*match.span()), actors)
        last = match.end()


def _actors(nouns: NounPhrases, start: int, end: int) -> Iterator[Mention]:
    at = start
    for cut in (*INSIDE.finditer(nouns.text, start, end), None):
        stop = cut.start() if cut else end
        if at < stop:
            yield from (m for m in nouns.arguments(at, stop) if m.kind in ACTORS)
        at = cut.end() if cut else end


def charged(claims: Sequence[ActionClaim], nouns: NounPhrases) -> list[ActionClaim]:
    """`claims`, those whose own sentence names nobody with the actors whom the mark after them names."""
    out = list(claims)
    found = list(charges(nouns))
    for k, claim in enumerate(out):
        charge = next((c for c in found if c.measure.covers(claim.trigger)), None)
        if charge is None or any(_own(m, claim, nouns.text, found) for m in claim.agents):
            continue
        out[k] = replace(claim, agents=tuple(dict.fromkeys(charge.actors)))
    return out


def _own(actor: Mention, claim: ActionClaim, text: str, found: Sequence[Charge]) -> bool:
    """Whether the sentence itself names an actor before the act, not the mark of the measure before it."""
    trigger = claim.trigger.start
    sentence = max(text.rfind(stop, 0, trigger) for stop in "。\n")
    return sentence < actor.span.start < trigger and not any(c.mark.overlaps(actor.span) for c in found)
