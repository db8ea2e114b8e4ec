"""The items of a mechanism: only those that the text lists, in order, each with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.extract.mechanisms_far import headed, marked, ordinal, repeated, strict
from kg.extract.mechanisms_lists import Part
from kg.extract.mechanisms_near import Place, before, elsewhere, explicit, figures, hands, own, sentence
from kg.extract.mechanisms_numbers import Count
from kg.extract.mechanisms_quotes import Candidate
from kg.extract.mechanisms_spelt import (
    colours,
    divided,
    either,
    headings,
    pieces,
    provinces,
    quoted_row,
    some,
    steps,
    summed,
)
from kg.extract.mechanisms_told import contents, first_then, next_sentence, numbered_heads, quoted_each, titles
from kg.lexicon.loader import Lexicon, trie_pattern
from kg.offsets import Span

Item = tuple[str, Span]
WAYS: tuple[Callable[[Place], list[Part]], ...] = (
    own,
    first_then,
    steps,
    quoted_row,
    pieces,
    summed,
    strict,
    before,
    explicit,
    hands,
    repeated,
    headed,
    ordinal,
    marked,
    either,
    headings,
    numbered_heads,
    titles,
    quoted_each,
    colours,
    divided,
    elsewhere,
    sentence,
    provinces,
    some,
    contents,
    next_sentence,
)
OPENING = re.compile(r"^(?:坚持|做到|落实|实行)(?=\S{3,})")
NEWS = re.compile(r"新华社|记者")  # a headline with a colon ran on into the report
QUOTES = str.maketrans("", "", "“”‘’")


@dataclass(frozen=True)
class Items:
    """Reads the items of mechanisms. `lead` finds the words that may stand before a list."""

    lead: re.Pattern[str]

    def __call__(self, text: str, group: Sequence[Candidate], number: Count) -> tuple[Item, ...]:
        """What `text` lists as the parts of one mechanism.

        Args:
            text: the cleaned text.
            group: the mentions of the mechanism, in text order.
            number: what its name counts.

        Returns:
            Labels and places in the order of the text, found in the surest way that finds any; () if none does.
        """
        places = [Place(text, at, number, self.lead) for at in group]
        for way in WAYS:
            for place in places:
                parts = way(place)
                if parts and not any(NEWS.search(p.text) or _torn(p.text) for p in parts):
                    even = _of_one_length(parts)
                    return tuple((_bare(p.text) if even else _label(p), p.span) for p in parts)
        return tuple(figures(places[0]))


def _of_one_length(parts: list[Part]) -> bool:
    """凝聚众人力, 落实好政策: the verbs belong to the parts, unless all share one."""
    return len({len(p.text) for p in parts}) == 1 and len({p.text[:2] for p in parts}) > 1


def _torn(text: str) -> bool:
    """Whether a bracket stands without its fellow: no part of a list but a piece of a sentence."""
    return any(text.count(one) != text.count(other) for one, other in ("()", "“”", "《》"))


def _label(p: Part) -> str:
    """As short as the text allows: without 坚持 in front, and without quotation marks."""
    return OPENING.sub("", _bare(p.text)) or p.text


def _bare(text: str) -> str:
    return text.translate(QUOTES)


def build_items(lexicon: Lexicon) -> Items:
    """The reader of items, with the words that lead a list."""
    words = lexicon.forms("mechanism.verb", "mechanism.lead")
    verbs = trie_pattern(w for w in words if len(w) > 1)
    single = trie_pattern(w for w in words if len(w) == 1)
    return Items(re.compile(rf"(?:{verbs})(?:了|好|起|出|着|由)?|[由将把让]|^(?:{single})"))
