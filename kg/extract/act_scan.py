"""Find the words of the measure lexicons in a text: one Aho-Corasick pass, longest match first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from kg.lexicon.loader import Lexicon
from kg.offsets import Span
from kg.records import quick

TABLES = ("act", "act.family", "act.light", "act.object")
BLOCK = "act.block"  # set phrases in which those words are no acts


@quick
@dataclass(frozen=True, slots=True)
class Hit:
    """A word of the measure lexicons in the text.

    `measure` is set for words that name a measure by themselves, `family` for verbs that need an object, `classes`
    for object words. A word may be several of these.
    """

    span: Span
    measure: str = ""
    family: str = ""
    light: bool = False
    classes: tuple[str, ...] = ()

    @property
    def verbal(self) -> bool:
        """Whether the word can head a phrase."""
        return bool(self.measure or self.family)


class Scanner:
    """The compiled lexicons; built once, never changed."""

    def __init__(self, lexicon: Lexicon) -> None:
        tables = [lexicon.table(name) for name in TABLES]
        known = {form for table in tables for form in table}
        forms = sorted(known | set(lexicon.table(BLOCK)))
        self._values = [_values(form, tables) if form in known else None for form in forms]
        self._automaton = CharwiseDoubleArrayAhoCorasick(forms, MATCH_KIND_LEFTMOST_LONGEST)

    def scan(self, text: str) -> list[Hit]:
        """All hits in text order, not overlapping."""
        values = self._values
        return [
            Hit(Span(start, end), *value)
            for start, end, number in self._automaton.find(text)
            if (value := values[number]) is not None
        ]


def _values(form: str, tables: Sequence[Mapping[str, str]]) -> tuple[str, str, bool, tuple[str, ...]]:
    act, family, light, objects = (table.get(form) for table in tables)
    classes = tuple(objects.split()) if objects else ()
    return act or "", family or light or "", light is not None and not family, classes


def inside(hits: Sequence[Hit], span: Span, starts: Sequence[int]) -> list[Hit]:
    """The hits that lie wholly inside `span`; `hits` in text order, `starts` where each begins."""
    i = bisect_left(starts, span.start)
    out = []
    for hit in hits[i:]:
        if hit.span.start >= span.end:
            break
        if hit.span.end <= span.end:
            out.append(hit)
    return out
