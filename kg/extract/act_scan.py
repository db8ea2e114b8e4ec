"""Find the words of the measure lexicons in a text: one Aho-Corasick pass, longest match first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from daachorse import MATCH_KIND_LEFTMOST_LONGEST, CharwiseDoubleArrayAhoCorasick

from kg.lexicon.loader import Lexicon
from kg.offsets import Span

TABLES = ("act", "act.family", "act.light", "act.object")
BLOCK = "act.block"  # set phrases in which those words are no acts


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
        self._block = frozenset(lexicon.table(BLOCK))
        self._forms = sorted({form for table in tables for form in table} | self._block)
        self._tables = tables
        self._automaton = CharwiseDoubleArrayAhoCorasick(self._forms, MATCH_KIND_LEFTMOST_LONGEST)

    def scan(self, text: str) -> list[Hit]:
        """All hits in text order, not overlapping."""
        found = ((start, end, self._forms[number]) for start, end, number in self._automaton.find(text))
        return [
            self._hit(form, start, end) for start, end, form in found if form not in self._block or self._known(form)
        ]

    def _known(self, form: str) -> bool:
        return any(form in table for table in self._tables)

    def _hit(self, form: str, start: int, end: int) -> Hit:
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
