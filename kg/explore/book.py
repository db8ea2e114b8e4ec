"""The records that pages are made of: what a build says, as things, links between them, and the spans behind both."""

from __future__ import annotations

from dataclasses import dataclass, field

DRAWN = (
    "Person",
    "Post",
    "Organization",
    "Collective",
    "AdminArea",
    "Place",
    "Facility",
    "Action",
    "Mechanism",
    "Instrument",
    "Resource",
)  # kinds that stand in a network; figures, times, items and concepts are told of in the panel
ASIDE = ("Quantity", "TimeSpan", "MechanismItem", "Concept")
KINDS = (*DRAWN, *ASIDE)


@dataclass(frozen=True, slots=True)
class Item:
    """A thing of the graph.

    `key` is its IRI below the base, `hans` and `hant` its labels in Simplified and Traditional script ("" if it has
    none), `others` further names, `facts` pairs of property and value (local names or text), `spans` indices of the
    book's spans, `reports` indices of its reports, `area` the code of the place it belongs to ("" for the country).
    """

    key: str
    kind: str
    hans: str
    hant: str = ""
    others: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    confidence: float | None = None
    rules: tuple[str, ...] = ()
    spans: tuple[int, ...] = ()
    reports: tuple[int, ...] = ()
    area: str = ""

    @property
    def label(self) -> str:
        """Its name in either script, or the end of its key."""
        return self.hans or self.hant or self.key.rpartition("/")[2]

    def fact(self, name: str) -> str:
        """The first value of a property, "" if there is none."""
        return next((value for key, value in self.facts if key == name), "")


@dataclass(frozen=True, slots=True)
class Link:
    """A statement between two things of the book, which it names by index."""

    source: int
    predicate: str
    target: int
    confidence: float | None = None
    rules: tuple[str, ...] = ()
    spans: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SpanRef:
    """Characters `start` to `end` (code points of the raw file, end exclusive) of a report, which is named by index."""

    report: int
    start: int
    end: int
    exact: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A report. `text` is its raw text, None if it is not at hand."""

    key: str
    name: str
    title: str = ""
    date: str = ""
    site: str = ""
    url: str = ""
    area: str = ""
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """A whole build."""

    base: str
    items: tuple[Item, ...]
    links: tuple[Link, ...]
    spans: tuple[SpanRef, ...]
    sources: tuple[Source, ...]
    notes: tuple[str, ...] = field(default=())
