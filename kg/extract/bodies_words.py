"""The words that the reading of bodies rests on, compiled from the lexicon once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from daachorse import CharwiseDoubleArrayAhoCorasick

from kg.extract.bodies_guards import NUMERAL, Guards
from kg.lexicon.loader import Lexicon, trie_pattern

ORGANS = ("party", "government", "health", "social", "media", "military", "enterprise")
SCOPED = ("party", "government", "health", "social", "grassroots", "military")
HEADS = ("adhoc", "team", "health", "school", "firm", "social", "media", "zone", "institute", "party", "unit")
DEPARTMENT_END = r"(?:委员会|管理局|服务局|事务局|分局|总局|局|厅|委|办公室)"


@dataclass(frozen=True, slots=True)
class Organ:
    """A closed form: its kind, and whether it needs a place before it or is one of its kind in the country."""

    kind: str
    scoped: bool = False
    national: bool = False


DEPARTMENT = Organ("government")


@dataclass(frozen=True)
class BodyWords:
    """Compiled lexicon of bodies.

    `organ` matches closed forms and department names, `organ_starts` finds how they may begin; `heads` gives for the
    last word of an open name its classes with the kind that each makes, `head_forms` finds these words. `short` are
    short names of departments.
    """

    organs: Mapping[str, Organ]
    organ: re.Pattern[str]
    organ_starts: CharwiseDoubleArrayAhoCorasick
    heads: Mapping[str, Mapping[str, str]]
    head_forms: CharwiseDoubleArrayAhoCorasick
    departments: re.Pattern[str]
    short: frozenset[str]
    topic: frozenset[str]
    bare: frozenset[str]
    stop: frozenset[str]
    kind_of: frozenset[str]
    generic: frozenset[str]
    countries: Mapping[str, str]
    guards: Guards

    def organs_in(self, text: str) -> Iterator[re.Match[str]]:
        """What `organ` matches in `text`, from left to right, tried only where a form of the lexicon begins."""
        end = 0
        for start in sorted({start for start, _, _ in self.organ_starts.find_overlapping(text)}):
            if start >= end and (match := self.organ.match(text, start)):
                yield match
                end = match.end()

    def heads_in(self, text: str) -> list[tuple[int, int]]:
        """Start and end of the longest last word of a name at every offset where one begins."""
        longest: dict[int, int] = {}
        for start, end, _ in self.head_forms.find_overlapping(text):
            if end > longest.get(start, 0):
                longest[start] = end
        return sorted(longest.items())


def load_words(lexicon: Lexicon) -> BodyWords:
    """Compile what `lexicon` says of bodies.

    Raises:
        ResourceError: if a class of the lexicon is missing.
    """
    organs = _organs(lexicon)
    topics = lexicon.alternation("body.dept")
    department = rf"(?:{topics})(?:[和与]?(?:{topics}))*{DEPARTMENT_END}"
    heads: dict[str, dict[str, str]] = {}
    for name in HEADS:
        for form, kind in lexicon.table(f"head.{name}").items():
            heads.setdefault(form, {})[name] = kind or "other"
    short = lexicon.alternation("body.dept", "body.dept-short")
    return BodyWords(
        organs=organs,
        organ=re.compile(rf"{department}|(?:{trie_pattern(organs)})"),
        organ_starts=CharwiseDoubleArrayAhoCorasick(sorted({*organs, *lexicon.forms("body.dept")})),
        heads=heads,
        head_forms=CharwiseDoubleArrayAhoCorasick(sorted(heads)),
        departments=re.compile(
            rf"((?:{short})(?:[、,和及与](?:{short}|[一-鿿]{{2,4}}(?:\([一-鿿]{{2,4}}\))?(?=[、和及与等])))*)"
            rf"(等(?:相关|有关|各|多|行业|行政|主管|业务|责任|成员|监管|执法)*)?(?:{NUMERAL}个)?(?:相关|有关|职能)?部门"
        ),
        short=lexicon.forms("body.dept", "body.dept-short"),
        topic=lexicon.forms("body.topic", "body.dept"),
        bare=lexicon.forms("body.bare"),
        stop=lexicon.forms("body.stop"),
        kind_of=lexicon.forms("body.kind-of"),
        generic=lexicon.forms("body.generic"),
        countries=lexicon.table("country"),
        guards=Guards(lexicon.table("body.not-after"), lexicon.table("body.not-before")),
    )


def _organs(lexicon: Lexicon) -> dict[str, Organ]:
    out: dict[str, Organ] = {}
    for kind in SCOPED:
        out.update(dict.fromkeys(lexicon.table(f"scoped.{kind}"), Organ(kind, scoped=True)))
    for kind in ORGANS:
        out.update(dict.fromkeys(lexicon.table(f"organ.{kind}"), Organ(kind)))
    for kind in ORGANS:
        out.update(dict.fromkeys(lexicon.table(f"nation.{kind}"), Organ(kind, national=True)))
    return out
