"""Find the words of the measure lexicons in a text: one Aho-Corasick pass, longest match first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from kg.lexicon.loader import Lexicon
from kg.offsets import Span

TABLES = ("act", "act.family", "act.light", "act.object")


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
        tables: list[Mapping[str, str]] = [lexicon.table(name) for name in TABLES]
        self._forms = sorted({form for table in tables for form in table})
        self._tables = tables
        self._automaton = CharwiseDoubleArrayAhoCorasick(self._forms, MATCH_KIND_LEFTMOST_LONGEST)

    def scan(self, text: str) -> list[Hit]:
        """All hits in text order, not overlapping."""
        return [self._hit(form, start, end) for start, end, form in self._automaton.find(text)]

    def _hit(self, number: int, start: int, end: int) -> Hit:
        form = self._forms[number]
        act, family, light, objects = (table.get(form) for table in self._tables)
        classes = tuple(objects.split()) if objects else ()
        return Hit(Span(start, end), act or "", family or light or "", light is not None and not family, classes)


def inside(hits: Sequence[Hit], span: Span) -> list[Hit]:
    """The hits that lie wholly inside `span`; `hits` in text order."""
    i = bisect_left(hits, span.start, key=lambda h: h.span.start)
    out = []
    for hit in hits[i:]:
        if hit.span.start >= span.end:
            break
        if hit.span.end <= span.end:
            out.append(hit)
    return out
