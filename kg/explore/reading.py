"""A build's Turtle files as a `Book`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.errors import KgError
from kg.explore.areas import home_areas
from kg.explore.book import KINDS, Book, Item, Link, Source, SpanRef
from kg.graph.load import EVIDENCE, FACTS
from kg.graph.names import Names
from kg.graph.terms import OA, RDF

Value = NamedNode | Literal
Facts = dict[str, list[tuple[str, Value]]]
TYPE = RDF + "type"
MENTIONS = "mentions"
SPAN = re.compile(r"(?P<report>[^#]+)#char=(?P<start>\d+),(?P<end>\d+)")
LABELS = frozenset({"prefLabel", "altLabel", "hiddenLabel"})
OWN = LABELS | {"evidence", "confidence", "wasGeneratedBy", "type", "value#rdf"}


@dataclass(slots=True)
class Said:
    """What a build says about one triple: how sure, by which rules, where."""

    confidence: float | None = None
    rules: list[str] = field(default_factory=list)
    spans: list[str] = field(default_factory=list)

    def add(self, other: Said) -> None:
        """Take in what another report says of the same triple."""
        sure = [c for c in (self.confidence, other.confidence) if c is not None]
        self.confidence = max(sure) if sure else None
        self.rules += other.rules
        self.spans += other.spans


def read_book(out: Path, texts: Mapping[str, str], base: str | None = None) -> Book:
    """The build in `out`.

    Args:
        out: the folder that `kg build` wrote.
        texts: raw texts by report key (`report/…`), of the reports that are at hand.
        base: the base IRI of the build; by default it is taken from the `@base` line of the facts.

    Raises:
        KgError: if a file is missing or is no Turtle.
    """
    start = base or _base(out / FACTS)
    return _Reader(start, texts).book(out)


def _base(path: Path) -> str:
    try:
        with path.open(encoding="utf-8") as file:
            found = re.fullmatch(r"@base <(.+/)id/> \.\s*", file.readline())
    except OSError as error:
        raise KgError(f"{path}: not found; is the folder the output of kg build?") from error
    return found[1] if found else Names().base


class _Reader:
    def __init__(self, base: str, texts: Mapping[str, str]) -> None:
        self._base, self._ids, self._texts = base, base + "id/", texts
        self._rules: dict[str, str] = {}
        self._quotes: dict[str, dict[str, str]] = defaultdict(dict)
        self._said: dict[tuple[str, str, str], Said] = {}
        self._spans: dict[str, int] = {}
        self._span_rows: list[SpanRef] = []

    def book(self, out: Path) -> Book:
        facts = self._subjects(out / FACTS)
        self._evidence(out / EVIDENCE)
        reports = sorted(k for k, rows in facts.items() if "Report" in _types(rows))
        self._reports = {key: i for i, key in enumerate(reports)}
        sources = tuple(self._source(key, facts[key]) for key in reports)
        kinds = {key: kind for key, rows in facts.items() if (kind := _kind(rows))}
        keys = sorted(kinds, key=lambda k: (KINDS.index(kinds[k]), k))
        index = {key: i for i, key in enumerate(keys)}
        mentions = self._mentions(reports, facts)
        items = [self._item(key, kinds[key], facts[key], index, mentions.get(key, Said())) for key in keys]
        links = [link for key in keys for link in self._links(key, facts[key], index)]
        items, sources = home_areas(items, links, sources)
        return Book(self._base, tuple(items), tuple(links), tuple(self._span_rows), sources)

    def _subjects(self, path: Path) -> Facts:
        found: Facts = defaultdict(list)
        for subject, predicate, value in _triples(path):
            found[self._key(subject)].append((_local(predicate), value))
        return found

    def _evidence(self, path: Path) -> None:
        """Assertions and quotes. The position of a span stands in its IRI; rules have their id as label."""
        rows: Facts = defaultdict(list)
        for subject, predicate, value in _triples(path, self._wanted):
            if subject.endswith(";quote"):
                if predicate.startswith(OA) and isinstance(value, Literal):
                    self._quotes[self._key(subject)[: -len(";quote")]][_local(predicate)] = value.value
            elif not predicate.startswith(OA):
                rows[self._key(subject)].append((_local(predicate), value))
        for key, pairs in rows.items():
            types = _types(pairs)
            if "Rule" in types:
                self._rules[key] = _first(pairs, "label") or key
        for _, pairs in sorted(rows.items()):
            if "Assertion" in _types(pairs):
                triple = tuple(self._key(_first(pairs, n)) for n in ("subject", "predicate", "object"))
                self._said.setdefault((triple[0], _local(triple[1]), triple[2]), Said()).add(self._said_by(pairs))

    def _wanted(self, subject: str) -> bool:
        """Four of five statements about evidence say what is known already: the position of a span stands in its IRI, and a
        quote in the text, if that is at hand."""
        key, mark, end = subject.partition("#char=")
        return not mark or (end.endswith(";quote") and self._key(key) not in self._texts)

    def _said_by(self, pairs: Iterable[tuple[str, Value]]) -> Said:
        pairs = list(pairs)
        sure = _first(pairs, "confidence")
        rules = [self._rules.get(k, k) for k in (self._key(v.value) for p, v in pairs if p == "wasGeneratedBy")]
        spans = [self._key(v.value) for p, v in pairs if p == "evidence"]
        return Said(float(sure) if sure else None, sorted(rules), spans)

    def _mentions(self, reports: list[str], facts: Facts) -> dict[str, Said]:
        """Where each thing is mentioned."""
        found: dict[str, Said] = {}
        for report in reports:
            for predicate, value in facts[report]:
                if predicate == MENTIONS:
                    key = self._key(value.value)
                    said = self._said.get((report, MENTIONS, key), Said())
                    found.setdefault(key, Said()).add(Said(said.confidence, said.rules, said.spans or [report]))
        return found

    def _source(self, key: str, pairs: list[tuple[str, Value]]) -> Source:
        area = _first(pairs, "spatial")
        return Source(
            key,
            _first(pairs, "identifier") or key,
            _first(pairs, "title"),
            _first(pairs, "issued"),
            _first(pairs, "publisher"),
            _first(pairs, "source"),
            self._key(area) if area else "",
            self._texts.get(key),
        )

    def _item(self, key: str, kind: str, pairs: list[tuple[str, Value]], index: dict[str, int], seen: Said) -> Item:
        own = self._said_by(pairs)
        labels = {n: [v for p, v in pairs if p == n and isinstance(v, Literal)] for n in LABELS}
        hans, hant = (_in(labels["prefLabel"], tag) for tag in ("zh-hans", "zh-hant"))
        hans = hans or next((v.value for v in labels["prefLabel"] if v.value != hant), "")
        others = {v.value for n in ("altLabel", "hiddenLabel") for v in labels[n]} - {hans, hant}
        plain = [
            (p, v.value if isinstance(v, Literal) else _local(v.value))
            for p, v in pairs
            if p not in OWN and not (isinstance(v, NamedNode) and self._key(v.value) in index)
        ]
        plain += [("type", "Official")] if "Official" in _types(pairs) else []
        places = own.spans or seen.spans
        reports = {
            self._reports[k] for k in (s.partition("#")[0] for s in (*own.spans, *seen.spans)) if k in self._reports
        }
        return Item(
            key,
            kind,
            hans,
            hant if hant != hans else "",
            tuple(sorted(others)),
            tuple(sorted(set(plain))),
            own.confidence if own.confidence is not None else seen.confidence,
            tuple(dict.fromkeys(own.rules or sorted(seen.rules))),
            self._span_ids(places),
            tuple(sorted(reports)),
        )

    def _links(self, key: str, pairs: list[tuple[str, Value]], index: dict[str, int]) -> Iterator[Link]:
        own = self._said_by(pairs)
        for predicate, value in sorted(pairs, key=lambda pair: (pair[0], pair[1].value)):
            target = index.get(self._key(value.value)) if isinstance(value, NamedNode) else None
            if target is not None and predicate not in OWN:
                said = self._said.get((key, predicate, self._key(value.value)), own)
                yield Link(
                    index[key],
                    predicate,
                    target,
                    said.confidence,
                    tuple(sorted({*said.rules})),
                    self._span_ids(said.spans),
                )

    def _span_ids(self, keys: Iterable[str]) -> tuple[int, ...]:
        found = sorted((m["report"], int(m["start"]), int(m["end"]), k) for k in set(keys) if (m := SPAN.fullmatch(k)))
        return tuple(self._span(*row) for row in found if row[0] in self._reports)

    def _span(self, report: str, start: int, end: int, key: str) -> int:
        if key not in self._spans:
            quote = self._quotes.get(key, {})
            self._spans[key] = len(self._span_rows)
            row = SpanRef(self._reports[report], start, end, *(quote.get(n, "") for n in ("exact", "prefix", "suffix")))
            self._span_rows.append(row)
        return self._spans[key]

    def _key(self, iri: str) -> str:
        return iri.removeprefix(self._ids)


def _triples(path: Path, wanted: Callable[[str], bool] = lambda subject: True) -> Iterator[tuple[str, str, Value]]:
    """Statements between nodes and literals; `wanted` is asked once for each subject, which stand together."""
    if not path.is_file():
        raise KgError(f"{path}: not found; is the folder the output of kg build?")
    last, take = "", False
    try:
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            subject = quad[0].value
            if subject != last:
                last, take = subject, wanted(subject)
            if take:
                yield subject, quad[1].value, quad[2]
    except SyntaxError as error:
        raise KgError(f"{path}: {error}") from error


@lru_cache(maxsize=1 << 12)
def _local(iri: str) -> str:
    if iri == RDF + "value":
        return "value#rdf"
    return iri.replace("/", "#").rpartition("#")[2]


def _types(pairs: Iterable[tuple[str, Value]]) -> set[str]:
    return {_local(v.value) for p, v in pairs if p == "type"}


def _kind(pairs: Iterable[tuple[str, Value]]) -> str:
    types = _types(pairs)
    return next((kind for kind in KINDS if kind in types), "")


def _first(pairs: Iterable[tuple[str, Value]], name: str) -> str:
    return min((v.value for p, v in pairs if p == name), default="")


def _in(labels: Iterable[Literal], tag: str) -> str:
    return min((v.value for v in labels if (v.language or "").lower() == tag), default="")
