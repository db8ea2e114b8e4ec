"""The vocabulary of a build, ready to be served: the ontology and the measure types with their mappings."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg.graph.names import Names
from kg.graph.terms import RDF, RDFS, SKOS
from kg.graph.turtle import prefixes
from kg.ontology_files import ontology_text

FILES: Final = {"ont": "kg.ttl", "measure": "measures.ttl"}
LABELS: Final = (SKOS + "prefLabel", RDFS + "label")
MATCHES: Final = ("closeMatch", "broadMatch", "narrowMatch", "exactMatch")
Row = dict[str, Any]


class Vocabulary:
    """The ontology under the base of a build."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def whole(self, which: str, form: RdfFormat) -> bytes:
        """All of `ont` or `measure`."""
        if form == RdfFormat.TURTLE:
            return ontology_text(FILES[which], self._names.base).encode()
        return self._bytes(_triples(which, self._names.base), form)

    def about(self, iri: str, form: RdfFormat) -> bytes:
        """What the measure types say of a term; nothing if they have none of this IRI."""
        found = tuple(t for t in _triples("measure", self._names.base) if iri in (_text(t.subject), _text(t.object)))
        return self._bytes(found, form) if any(_text(t.subject) == iri for t in found) else b""

    def term(self, iri: str) -> Row | None:
        """What a page shows of a measure type or of a code of a tracker; None if there is none."""
        triples = [t for t in _triples("measure", self._names.base) if _text(t.subject) == iri]
        if not triples:
            return None
        matches = [
            {"how": t.predicate.value.removeprefix(SKOS), "iri": _text(t.object), "label": self.label(_text(t.object))}
            for t in triples
            if t.predicate.value.removeprefix(SKOS) in MATCHES
        ]
        back = [
            {
                "how": t.predicate.value.removeprefix(SKOS),
                "iri": _text(t.subject),
                "label": self.label(_text(t.subject)),
            }
            for t in _triples("measure", self._names.base)
            if _text(t.object) == iri and t.predicate.value.removeprefix(SKOS) in MATCHES
        ]
        return {
            "iri": iri,
            "label": self.label(iri),
            "labels": _words(triples, LABELS),
            "matches": matches,
            "back": back,
        } | {name: _words(triples, (SKOS + name,)) for name in ("definition", "notation", "scopeNote", "note")}

    def label(self, iri: str) -> str:
        """The name of a measure type, Chinese if there is one, with its code; the end of the IRI without one."""
        return _labels(self._names.base).get(iri, iri.rpartition("/")[2])

    def listing(self, which: str) -> list[Row]:
        """All terms of a file with their names, definitions and kinds, for a page."""
        by_subject: dict[str, list[Triple]] = {}
        for triple in _triples(which, self._names.base):
            if isinstance(triple.subject, NamedNode):
                by_subject.setdefault(triple.subject.value, []).append(triple)
        rows = []
        for iri, triples in by_subject.items():
            kinds = [
                _text(t.object).replace("/", "#").rpartition("#")[2]
                for t in triples
                if t.predicate.value == RDF + "type"
            ]
            if iri.startswith(self._names.base):
                words = {"labels": _words(triples, LABELS), "definition": _words(triples, (SKOS + "definition",))}
                rows.append({"iri": iri, "kinds": kinds, **words, "notation": _words(triples, (SKOS + "notation",))})
        return rows

    def _bytes(self, triples: tuple[Triple, ...], form: RdfFormat) -> bytes:
        done = serialize(triples, format=form, prefixes=prefixes(self._names))
        assert isinstance(done, bytes)
        return done


def _text(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""


def _words(triples: list[Triple], predicates: tuple[str, ...]) -> list[Row]:
    return [
        {"text": t.object.value, "lang": t.object.language or ""}
        for t in triples
        if t.predicate.value in predicates and isinstance(t.object, Literal)
    ]


@lru_cache(maxsize=8)
def _triples(which: str, base: str) -> tuple[Triple, ...]:
    found = []
    for quad in parse(ontology_text(FILES[which], base), format=RdfFormat.TURTLE):
        assert isinstance(quad, Quad)
        found.append(quad.triple)
    return tuple(found)


@lru_cache(maxsize=8)
def _labels(base: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for triple in _triples("measure", base):
        value, subject = triple.object, _text(triple.subject)
        if triple.predicate.value in LABELS and isinstance(value, Literal):
            if value.language in ("zh-hans", "zh"):
                found[subject] = value.value
            else:
                found.setdefault(subject, value.value)
    return found
