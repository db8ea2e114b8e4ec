"""What in a clause, and around it, tells its measure: words, classes of words, position. Named so that a table of them can be read.

Signs: `word:消毒` a word of the dictionary; `act:Testing` a word that names a measure; `head:carry` a family of verbs and
`class:goods` a class of objects, alone and as a pair; `before:` and `after:` an act word of the neighbour clauses in the
same paragraph; `report:` what many act words of the report name; `first:` and `last:` the first and the last two characters;
`block:` the kind of the paragraph; `general` a verb that carries out anything. Names of people, bodies and places give no
signs: what holds for one county has to hold for the next.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from daachorse import CharwiseDoubleArrayAhoCorasick

from kg.extract.act_scan import Hit, inside
from kg.model import Kind, Page
from kg.offsets import Span

NAMED = frozenset(
    {Kind.PERSON, Kind.ORGANIZATION, Kind.AREA, Kind.FACILITY, Kind.INSTRUMENT, Kind.PLACE, Kind.TIME}
)  # mentions whose words are no signs
MANY, MOST = 0.15, 0.35  # share of the act words of a report that name one measure


class Words:
    """The words that count, compiled for one pass over a text; built once, never changed."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(words)
        self._automaton = CharwiseDoubleArrayAhoCorasick(self._words) if self._words else None

    def scan(self, text: str) -> list[tuple[int, int, str]]:
        """Every occurrence as start, end, word, in order of its start; words may overlap and hold each other."""
        found = self._automaton.find_overlapping(text) if self._automaton else []
        return sorted((a, b, self._words[n]) for a, b, n in found)


def signs(page: Page, hits: Sequence[Hit], words: Words, general: Words) -> list[frozenset[str]]:
    """The signs of each clause of the layout.

    Args:
        page: the page with its mentions.
        hits: the words of the measure lexicons, in text order.
        words: the dictionary.
        general: verbs that carry out anything.
    """
    text = page.text.normal
    clauses = page.layout.clauses
    named = _named(page, len(text))
    starts = [h.span.start for h in hits]
    titles = [m.span for m in page.mentions if m.kind is Kind.INSTRUMENT]
    mine = [_told(inside(hits, clause, starts), titles) for clause in clauses]
    acts = [frozenset(m for h in found for m in h.measure.split()) for found in mine]
    blocks = _blocks(page, clauses)
    report = _report(acts)
    spelt = _by_clause(words.scan(text), clauses, named)
    carrying = _by_clause(general.scan(text), clauses, bytearray(len(text)))
    out = []
    for i, clause in enumerate(clauses):
        found = {f"word:{w}" for w in spelt[i]} | _classes(mine[i]) | report
        found |= {f"act:{m}" for m in acts[i]}
        for step, name in ((-1, "before"), (1, "after")):
            if 0 <= i + step < len(clauses) and blocks[i + step] == blocks[i]:
                found |= {f"{name}:{m}" for m in acts[i + step]}
        if carrying[i]:
            found.add("general")
        found.add(f"block:{page.layout.blocks[blocks[i]].kind.name.lower()}")
        found |= _edges(text, clause, named)
        out.append(frozenset(found))
    return out


def _told(hits: Sequence[Hit], titles: Sequence[Span]) -> list[Hit]:
    """The words that stand in no title: who passes on 《关于开展消毒的通知》 does not disinfect."""
    if not hits:
        return []
    near = [t for t in titles if t.start < hits[-1].span.end and hits[0].span.start < t.end]
    return [h for h in hits if not any(t.covers(h.span) for t in near)]


def _classes(hits: Sequence[Hit]) -> set[str]:
    heads = {h.family for h in hits if h.family}
    classes = {c for h in hits for c in h.classes}
    return {f"head:{h}" for h in heads} | {f"class:{c}" for c in classes} | {f"{h}+{c}" for h in heads for c in classes}


def _report(acts: Sequence[frozenset[str]]) -> set[str]:
    counts = Counter(m for found in acts for m in found)
    total = counts.total()
    often = {f"report:{m}" for m, n in counts.items() if n >= MANY * total}
    return often | {f"reports:{m}" for m, n in counts.items() if n >= MOST * total}


def _edges(text: str, clause: Span, named: bytearray) -> set[str]:
    out = set()
    if not named[clause.start]:
        out.add(f"first:{text[clause.start]}")
    if not any(named[max(clause.start, clause.end - 2) : clause.end]):
        out.add(f"last:{text[max(clause.start, clause.end - 2) : clause.end]}")
    return {sign for sign in out if not any(c.isdigit() or c.isspace() for c in sign)}


def _named(page: Page, length: int) -> bytearray:
    """A byte for each character: 1 inside a name."""
    out = bytearray(length)
    for m in page.mentions:
        if m.kind in NAMED:
            out[m.span.start : m.span.end] = b"\x01" * len(m.span)
    return out


def _blocks(page: Page, clauses: Sequence[Span]) -> list[int]:
    starts = [b.span.start for b in page.layout.blocks]
    return [max(0, bisect_right(starts, c.start) - 1) for c in clauses]


def _by_clause(found: Iterable[tuple[int, int, str]], clauses: Sequence[Span], named: bytearray) -> list[set[str]]:
    out: list[set[str]] = [set() for _ in clauses]
    starts = [c.start for c in clauses]
    for start, end, word in found:
        i = bisect_right(starts, start) - 1
        if i >= 0 and end <= clauses[i].end and not any(named[start:end]):
            out[i].add(word)
    return out
