"""What a store knows of one thing, ready for a page: plain dictionaries and lists. Runs in a worker."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Store

from kg.graph.terms import DC, DCT, OA, PROV, RDF, RDFS, SCHEMA, SKOS
from kg.graph.texts import Texts

TYPE, SUBJECT, PREDICATE, OBJECT = (NamedNode(RDF + n) for n in ("type", "subject", "predicate", "object"))
PREF, ALT, HIDDEN, NOTATION = (NamedNode(SKOS + n) for n in ("prefLabel", "altLabel", "hiddenLabel", "notation"))
NAMES: Final = (PREF, NamedNode(RDFS + "label"), NamedNode(DCT + "title"), NamedNode(DCT + "identifier"))
MENTIONS, GENERATED = NamedNode(SCHEMA + "mentions"), NamedNode(PROV + "wasGeneratedBy")
EXACT, PREFIX, SUFFIX = (NamedNode(OA + n) for n in ("exact", "prefix", "suffix"))
SPAN: Final = re.compile(r"(?P<report>[^#]+)#char=(?P<start>\d+),(?P<end>\d+)")
SENTENCE_END: Final = re.compile(r"[。！？!?\n][”’」』）)]*")
REACH: Final = 150  # characters of a sentence on either side of a span at most
READ: Final = 20_000  # statements about one thing that are read at most
Value = NamedNode | Literal
Row = dict[str, Any]


def local(iri: str) -> str:
    """The last part of an IRI."""
    return iri.replace("/", "#").rpartition("#")[2]


class Lookup:
    """Questions to a store that pages ask. One is made for each request, and remembers labels and texts for its time."""

    def __init__(self, store: Store, base: str, texts: Texts) -> None:
        self.store, self.base, self.ids = store, base, base + "id/"
        self._texts = texts
        self._raw: dict[str, str | None] = {}
        self._labels: dict[str, str] = {}
        self._classes: dict[str, list[str]] = {}

    def kg(self, name: str) -> NamedNode:
        """A term of the ontology."""
        return NamedNode(f"{self.base}ont#{name}")

    def out(self, node: NamedNode, predicate: NamedNode | None = None) -> list[tuple[NamedNode, Value]]:
        """Predicates and values of a node, in order."""
        quads = islice(self.store.quads_for_pattern(node, predicate, None, None), READ)
        rows = ((q.predicate, q.object) for q in quads)
        return sorted(((p, o) for p, o in rows if isinstance(o, Value)), key=str)

    def into(self, node: Value, predicate: NamedNode | None = None) -> list[tuple[NamedNode, NamedNode]]:
        """Subjects and predicates of the statements whose value is `node`, in order; `READ` of them at most."""
        quads = islice(self.store.quads_for_pattern(None, predicate, node, None), READ)
        rows = ((q.subject, q.predicate) for q in quads)
        return sorted(((s, p) for s, p in rows if isinstance(s, NamedNode)), key=str)

    def values(self, node: NamedNode, predicate: NamedNode) -> list[Value]:
        """The values of one predicate."""
        return [o for _, o in self.out(node, predicate)]

    def first(self, node: NamedNode, predicate: NamedNode) -> str:
        """The first value of a predicate as text, "" if there is none."""
        return next((o.value for o in self.values(node, predicate)), "")

    def classes(self, node: NamedNode) -> list[str]:
        """Local names of its classes."""
        known = self._classes.get(node.value)
        if known is None:
            known = self._classes[node.value] = [local(o.value) for o in self.values(node, TYPE)]
        return known

    def labels(self, node: NamedNode) -> list[Row]:
        """All names: text, language tag, and whether preferred, alternative or noisy."""
        found = []
        for kind, predicate in (("pref", PREF), ("alt", ALT), ("hidden", HIDDEN)):
            values = (v for v in self.values(node, predicate) if isinstance(v, Literal))
            found += [{"text": v.value, "lang": v.language or "", "kind": kind} for v in values]
        return found

    def label(self, value: Value) -> str:
        """The Simplified name of a node, or any name, or the end of its IRI; a literal's text."""
        if isinstance(value, Literal):
            return value.value
        known = self._labels.get(value.value)
        if known is None:
            found = [o for name in NAMES for o in self.values(value, name) if isinstance(o, Literal)]
            simple = [o for o in found if o.language in ("zh-hans", "zh", None)]
            known = (simple or found)[0].value if found else local(value.value)
            self._labels[value.value] = known
        return known

    def term(self, value: Value) -> Row:
        """A value as a page shows it."""
        if isinstance(value, NamedNode):
            return {"iri": value.value, "label": self.label(value)}
        return {"label": value.value, "lang": value.language or "", "type": local(value.datatype.value)}

    def raw(self, report: str) -> str | None:
        """The raw text of the report with this IRI."""
        if report not in self._raw:
            self._raw[report] = self._texts.get(report.removeprefix(self.ids))
        return self._raw[report]

    def quote(self, span: str) -> Row:
        """A span in its sentence: from the text, or what the graph keeps of it. Raises ValueError if it is no span's IRI."""
        match = SPAN.fullmatch(span)
        if match is None:
            raise ValueError(f"{span}: no span")
        report, start, end = match["report"], int(match["start"]), int(match["end"])
        row: Row = {"span": span, "report": report, "start": start, "end": end}
        raw = self.raw(report)
        if raw is None:
            quote = NamedNode(f"{span};quote")
            before, exact, after = (self.first(quote, p) for p in (PREFIX, EXACT, SUFFIX))
        else:
            before, exact, after = sentence(raw, start, end)
        return row | {"before": before, "exact": exact, "after": after}

    def said(self, nodes: Iterable[NamedNode]) -> Row:
        """Rules, confidence and quotes of nodes that carry evidence."""
        rules: set[str] = set()
        spans: set[str] = set()
        best = 0.0
        for node in nodes:
            for predicate, value in self.out(node):
                if predicate == GENERATED:
                    rules.add(value.value)
                elif predicate.value == f"{self.base}ont#evidence":
                    spans.add(value.value)
                elif predicate.value == f"{self.base}ont#confidence":
                    best = max(best, float(value.value))
        quotes = sorted((self.quote(s) for s in spans if SPAN.fullmatch(s)), key=lambda q: (q["report"], q["start"]))
        terms = [{"iri": r, "label": self.label(NamedNode(r))} for r in sorted(rules)]
        return {"rules": terms, "confidence": best or None, "quotes": quotes}

    def report(self, node: NamedNode) -> Row:
        """What is known of a report as a source."""
        names = (("name", DCT + "identifier"), ("title", DCT + "title"), ("date", DCT + "issued"))
        more = (("url", DCT + "source"), ("site", DC + "publisher"), ("area", DCT + "spatial"))
        row = {name: self.first(node, NamedNode(iri)) for name, iri in (*names, *more)}
        area = self.term(NamedNode(row["area"])) if row["area"] else None
        return {"iri": node.value, **row, "area": area}

    def own(self, node: NamedNode) -> Iterator[tuple[NamedNode, Value]]:
        """What a node itself has, without its names, classes and evidence."""
        hidden = {TYPE, PREF, ALT, HIDDEN, GENERATED, MENTIONS, self.kg("evidence"), self.kg("confidence")}
        return ((p, o) for p, o in self.out(node) if p not in hidden)


def sentence(raw: str, start: int, end: int) -> tuple[str, str, str]:
    """What stands before, in and after characters `start` to `end` in their sentence."""
    head, exact, tail = raw[max(0, start - REACH) : start], raw[start:end], raw[end : end + REACH]
    begins = [m.end() for m in SENTENCE_END.finditer(head)]
    stop = SENTENCE_END.search(tail)
    if SENTENCE_END.search(exact[-2:]):
        return head[begins[-1] if begins else 0 :], exact, ""
    return head[begins[-1] if begins else 0 :], exact, tail[: stop.end() if stop else None]
