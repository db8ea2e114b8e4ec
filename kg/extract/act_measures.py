"""Which measures a verb phrase carries out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.act_phrases import Phrase
from kg.extract.act_rules import MeasureRules
from kg.extract.act_scan import Hit
from kg.model import Kind, Mention
from kg.offsets import Span

ITEM_MARK = re.compile(r"[、;,]|以及|及|和|与|并|或")


@dataclass(frozen=True, slots=True)
class Predication:
    """One measure of one phrase. `trigger` is the word that names it, `region` the part of the object that is its own."""

    phrase: Phrase
    measure: str
    trigger: Span
    region: tuple[int, int]
    rule: str
    confidence: float


def predications(
    text: str, phrase: Phrase, named: Sequence[Mention], rules: MeasureRules
) -> list[Predication]:
    """The measures of a phrase, one each; empty if the phrase is no measure.

    Args:
        text: `Text.normal`.
        phrase: the verb phrase.
        named: mechanism and instrument mentions inside the clause.
        rules: the verb × object rules.
    """
    head = phrase.head
    if head.measure:
        return [Predication(phrase, head.measure, head.span, phrase.after, f"act.{head.measure}", 0.85)]
    found: list[Predication] = []
    for start, end in _items(text, phrase):
        made = _item(phrase, start, end, named, rules)
        if made is None:
            continue
        if any(f.measure == made.measure for f in found):
            k = next(k for k, f in enumerate(found) if f.measure == made.measure)
            old = found[k]
            found[k] = Predication(phrase, old.measure, old.trigger, (old.region[0], end), old.rule, old.confidence)
        else:
            found.append(made)
    return found or list(_fallback(phrase, named, rules))


def _items(text: str, phrase: Phrase) -> Iterator[tuple[int, int]]:
    """The list items of the object region; marks inside quotes or brackets do not cut."""
    start, end = phrase.after
    at = start
    for match in ITEM_MARK.finditer(text, start, end):
        if any(h.span.start < match.end() and match.start() < h.span.end for h in phrase.hits_after):
            continue
        if at < match.start():
            yield at, match.start()
        at = match.end()
    if at < end:
        yield at, end


def _item(
    phrase: Phrase, start: int, end: int, named: Sequence[Mention], rules: MeasureRules
) -> Predication | None:
    hits = [h for h in phrase.hits_after if start <= h.span.start and h.span.end <= end]
    names = [m for m in named if m.span.start < end and start < m.span.end]
    verbal = [h for h in hits if h.verbal and not h.light]
    classes = _classes(hits, names, phrase)
    if verbal:
        last = verbal[-1]
        after = [h for h in hits if h.span.start >= last.span.end]
        if last.measure and (phrase.head.light or phrase.head.family in ("move", "vow", "use", "ensure", "attend", "role", "upgrade", "restore", "guide")):
            if not any(h.classes for h in after) or not phrase.head.light:
                return Predication(phrase, last.measure, last.span, (start, end), f"act.{last.measure}", 0.8)
        elif last.family and not last.measure:
            rule = rules.decide(last.family, classes)
            if rule and rule.measure:
                return Predication(phrase, rule.measure, last.span, (start, end), f"act.{rule.id}", 0.75)
    rule = rules.decide(phrase.head.family, classes)
    if rule and rule.measure:
        return Predication(phrase, rule.measure, phrase.head.span, (start, end), f"act.{rule.id}", 0.75)
    return None


def _classes(hits: Sequence[Hit], names: Sequence[Mention], phrase: Phrase) -> tuple[str, ...]:
    """Object classes of an item, the last word first (Chinese noun phrases end in their head)."""
    out: list[str] = []
    for hit in reversed(hits):
        out.extend(hit.classes)
    for hit in reversed(phrase.hits_before):
        out.extend(hit.classes)
    if any(m.kind is Kind.MECHANISM for m in names):
        out.append("mechanism")
    if any(m.kind is Kind.INSTRUMENT for m in names):
        out.append("instrument")
    return tuple(dict.fromkeys(out))


def _fallback(phrase: Phrase, named: Sequence[Mention], rules: MeasureRules) -> Iterator[Predication]:
    """The whole phrase as one item: a family that needs no object (排查), or one whose object stands before it."""
    head = phrase.head
    rule = rules.decide(head.family, _classes(phrase.hits_after, (), phrase))
    if rule and rule.measure:
        yield Predication(phrase, rule.measure, head.span, phrase.after, f"act.{rule.id}", 0.7)
