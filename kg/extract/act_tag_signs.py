"""The signs of each character of a clause that tells an act, for `act_tags`.

`zone:` how far before (L), behind (R) or in (T) the verb of the act; `verbs:` how many other verbs stand between; `verb:` its
place in one of them; `rule:` and `acts:` its place in an object and an agent that the rules took; `in:` its place in a word;
`word:` the word, `last:` the one before; `char:` and `pair:` the characters about it; `kind:` its place in what is named there;
`measure:` and `by:` the measure and the verb of the act. Places are b, i, e and o: begins, inside, ends, outside.
Characters of names are no signs: what holds for one county has to hold for the next.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from kg.extract.act_offers import objects
from kg.extract.act_scan import inside
from kg.extract.act_signs import NAMED
from kg.extract.act_subjects import Reading
from kg.extract.tagged_words import words_of
from kg.model import ActionClaim, Kind
from kg.offsets import Span

FAR = (0, 1, 2, 4, 7, 12, 20)  # characters
MANY = 3  # verbs between
BESIDE = 2  # characters to each side that count
EDGE, NAME = "^", "~"  # stand for the characters beyond a clause and those of names
SHOWN = NAMED - {Kind.PLACE} | {Kind.QUANTITY, Kind.MECHANISM, Kind.ITEM, Kind.POST}


def tag_signs(r: Reading, claim: ActionClaim) -> list[list[str]]:
    """The signs of each character of the clause of an act.

    Args:
        r: the page.
        claim: the act, with the arguments that the rules found.
    """
    clause, text = claim.span, r.page.text.normal
    verbs = [h.span for h in inside(r.hits, clause, r.starts) if h.verbal]
    zones = list(_zones(clause, claim.trigger, verbs))
    cut, words = _words(text, clause)
    kinds = _kinds(r, clause)
    ruled, acting = _places(clause, (m.span for m in objects(claim))), _places(clause, (m.span for m in claim.agents))
    verb, opens = _places(clause, verbs), claim.trigger.of(text)[:2]
    chars = EDGE * BESIDE + _shown(r, clause) + EDGE * BESIDE
    shapes = "".join(map(_shape, chars))
    out = []
    for i, (zone, passed) in enumerate(zones):
        side, at = zone[0], i + BESIDE
        out.append(
            [
                *(f"zone:{zone}", f"verbs:{side}{passed}", f"verbs:{side}{passed}{cut[i]}{chars[at - 1]}"),
                f"verb:{verb[i]}{side}",
                *(f"rule:{ruled[i]}", f"rule:{ruled[i]}{chars[at - 1]}"),
                f"rules:{ruled[i - 1 : i] or EDGE}{ruled[i : i + 2]}",
                f"acts:{acting[i]}",
                f"in:{cut[i]}",
                f"word:{words[i]}+{cut[i]}",
                f"word:{words[i]}+{side}",
                f"last:{words[i - 1] if i else EDGE}+{cut[i]}" if cut[i] in "bo" else "last:",
                f"measure:{claim.measure}+{side}{chars[at]}",
                f"by:{opens}+{side}{cut[i]}",
                f"shape:{shapes[at - 1 : at + 2]}",
                *_spelt(chars[i : at + BESIDE + 1], side),
                *(sign for kind in kinds[i] for sign in (kind, f"{kind}+{side}")),
            ]
        )
    return out


def _spelt(five: str, side: str) -> list[str]:
    """The signs of the middle one of five characters: each of them, and pairs of neighbours."""
    a, b, c, d, e = list(five)
    return [
        f"char:{side}{c}",
        f"pair:{side}{b}{c}",
        f"char:-2{a}",
        f"char:-1{b}",
        f"char:0{c}",
        f"char:1{d}",
        f"char:2{e}",
        f"pair:-2{a}{b}",
        f"pair:-1{b}{c}",
        f"pair:0{c}{d}",
        f"pair:1{d}{e}",
    ]


def _shown(r: Reading, clause: Span) -> str:
    """The clause with its names blotted out, save their last characters (局, 村, 》)."""
    chars = list(clause.of(r.page.text.normal))
    for m in r.index.inside(clause, *NAMED):
        for at in range(m.span.start, m.span.end - (m.kind is not Kind.PERSON)):
            chars[at - clause.start] = NAME
    return "".join(chars)


def _places(clause: Span, spans: Iterable[Span]) -> str:
    """b, i, e or o for each character of a clause."""
    out = ["o"] * len(clause)
    for span in spans:
        for at in range(max(span.start, clause.start), min(span.end, clause.end)):
            out[at - clause.start] = "b" if at == span.start else "e" if at == span.end - 1 else "i"
    return "".join(out)


def _words(text: str, clause: Span) -> tuple[str, list[str]]:
    """The place of each character in its word (o: a word of its own), and the word."""
    words, cut, out = words_of(text), [], []
    for at in range(clause.start, clause.end):
        first, last = words.first(at), words.last(at)
        cut.append("o" if last - first == 1 else "b" if at == first else "e" if at == last - 1 else "i")
        out.append(text[first:last])
    return "".join(cut), out


def _kinds(r: Reading, clause: Span) -> list[list[str]]:
    """The kinds of all mentions that a character lies in, each with its place there."""
    out: list[list[str]] = [[] for _ in range(len(clause))]
    for m in r.index.inside(clause, *SHOWN):
        for at, place in enumerate(_places(m.span, [m.span]), m.span.start - clause.start):
            sign = f"kind:{m.kind.name.lower()}+{place}"
            if sign not in out[at]:
                out[at].append(sign)
    return out


def _zones(clause: Span, trigger: Span, verbs: Sequence[Span]) -> Iterator[tuple[str, int]]:
    """Where each character stands by the verb of the act, and how many verbs stand between."""
    behind = [v.start for v in verbs if v.start >= trigger.end]
    before = [v.end for v in verbs if v.end <= trigger.start]
    for at in range(clause.start, clause.end):
        if at >= trigger.end:
            yield f"R{bisect_left(FAR, at - trigger.end)}", min(MANY, bisect_right(behind, at - 1))
        elif at < trigger.start:
            yield f"L{bisect_left(FAR, trigger.start - 1 - at)}", min(MANY, len(before) - bisect_right(before, at))
        else:
            yield "T", 0


def _shape(char: str) -> str:
    """0 for a digit, h for a Chinese character, a for another letter; marks as they are."""
    return "0" if char.isdigit() else "h" if "一" <= char <= "鿿" else "a" if char.isalpha() else char
