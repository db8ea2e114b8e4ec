"""Which of the formats that we have a client wants, by its Accept header (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pyoxigraph import QueryResultsFormat, RdfFormat


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its short name, the media types it goes by (the first is the one that we answer with), its kind."""

    name: str
    types: tuple[str, ...]
    kind: str  # rows, graph, html

    @property
    def content_type(self) -> str:
        """What stands in the Content-Type header."""
        text = self.types[0].startswith("text/") or self.name in ("nt", "nq", "trig")
        return self.types[0] + ("; charset=utf-8" if text else "")


ROWS: Final = (
    Format("json", ("application/sparql-results+json", "application/json"), "rows"),
    Format("xml", ("application/sparql-results+xml", "application/xml", "text/xml"), "rows"),
    Format("csv", ("text/csv",), "rows"),
    Format("tsv", ("text/tab-separated-values",), "rows"),
)
GRAPHS: Final = (
    Format("ttl", ("text/turtle", "application/x-turtle"), "graph"),
    Format("jsonld", ("application/ld+json", "application/json"), "graph"),
    Format("nt", ("application/n-triples", "text/plain"), "graph"),
    Format("rdf", ("application/rdf+xml", "application/xml", "text/xml"), "graph"),
    Format("nq", ("application/n-quads",), "graph"),
    Format("trig", ("application/trig",), "graph"),
    Format("n3", ("text/n3",), "graph"),
)
HTML: Final = Format("html", ("text/html", "application/xhtml+xml"), "html")
DOCUMENTS: Final = GRAPHS[:4]  # how things are described
ALIASES: Final = {
    "turtle": ("ttl",),
    "n-triples": ("nt",),
    "ntriples": ("nt",),
    "json-ld": ("jsonld",),
    "rdf+xml": ("rdf",),
    "xml": ("xml", "rdf"),
    "json": ("json", "jsonld"),
}  # those of SPARQLWrapper and others; one name may mean a format of rows and one of statements
_RANGE: Final = re.compile(r"\s*([!#$%&'*+.^_`|~\w-]+)/([!#$%&'*+.^_`|~\w-]+)\s*((?:;[^,]*)?)\s*", re.ASCII)
_WEIGHT: Final = re.compile(r";\s*q\s*=\s*(1(?:\.0{0,3})?|0(?:\.\d{0,3})?)\s*(?:;|$)", re.IGNORECASE)
LONGEST: Final = 2_000  # characters of a header that are read


@lru_cache(maxsize=1024)
def choose(header: str, offers: Sequence[Format]) -> Format | None:
    """The best of `offers` for an Accept header; the first of equals; None if the client wants none of them.

    An empty header accepts everything. Ranges that are not well formed count as absent; if none is left, so does the header.
    """
    ranges = _ranges(header[:LONGEST])
    if not ranges:
        return offers[0]
    best, weight = None, 0.0
    for offer in offers:
        found = max([_weight(offer.types[0], ranges), *(_exact(media, ranges) for media in offer.types[1:])])
        if found > weight:
            best, weight = offer, found
    return best


def _ranges(header: str) -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    for part in header.split(","):
        match = _RANGE.fullmatch(part)
        if match:
            q = _WEIGHT.search(match[3]) if match[3] else None
            found[match[1].lower(), match[2].lower()] = float(q[1]) if q else 1.0
    return found


def _exact(media: str, ranges: dict[tuple[str, str], float]) -> float:
    """The weight of a type that is named as it is: other names of a format are in no range."""
    main, _, sub = media.partition("/")
    return ranges.get((main, sub), 0.0)


def _weight(media: str, ranges: dict[tuple[str, str], float]) -> float:
    """The weight of the most specific range that holds `media`."""
    main, _, sub = media.partition("/")
    for key in ((main, sub), (main, "*"), ("*", "*")):
        if key in ranges:
            return ranges[key]
    return 0.0


def named(name: str, offers: Sequence[Format]) -> Format | None:
    """The format of this short name, media type, or name that clients have for it."""
    if not name:
        return None
    known = ALIASES.get(name, (name,))
    return next((f for f in offers if f.name in known or name in f.types), None)


def results_format(name: str) -> QueryResultsFormat:
    """Oxigraph's name of a format of rows."""
    found = QueryResultsFormat.from_extension("srx" if name == "xml" else name)
    assert found is not None
    return found


def rdf_format(name: str) -> RdfFormat:
    """Oxigraph's name of a format of statements."""
    found = RdfFormat.from_extension(name)
    assert found is not None
    return found
