"""IRIs below one base, and the check that every term is one of the ontology."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from pyoxigraph import NamedNode

from kg.errors import KgError, VocabularyError
from kg.graph.terms import CURRENCY, SCHEMA, SKOS, UNIT, iri
from kg.link.base import slug
from kg.model import Term
from kg.ontology_files import DEFAULT_BASE
from kg.vocab import CLASSES, DATA_PROPERTIES, OBJECT_PROPERTIES
from kg.vocab_values import MEASURES, UNITS, VALUES

_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\#?]+/")
BORROWED: Final[Mapping[str, str]] = {"mentions": SCHEMA + "mentions", "notation": SKOS + "notation"}


@dataclass(frozen=True)
class Names:
    """IRIs below one base, as objects; `terms` has them as text.

    Raises:
        KgError: if the base is not an absolute IRI that ends in a slash.
    """

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        if not _BASE.fullmatch(self.base):
            raise KgError(f"base IRI {self.base!r}: must be an absolute IRI that ends in /")

    def key(self, key: str) -> NamedNode:
        """The node with this key."""
        return NamedNode(f"{self.base}id/{key}")

    def kg(self, name: str) -> NamedNode:
        """A term of the ontology by local name."""
        return NamedNode(f"{self.base}ont#{name}")

    def term(self, term: Term) -> NamedNode:
        """A named value. Raises VocabularyError if there is none of this name."""
        return NamedNode(self.terms.value(term)[1:-1])

    def predicate(self, name: str) -> NamedNode:
        """A property. Raises VocabularyError if there is none of this name."""
        return NamedNode(self.terms.property(name)[1:-1])

    @property
    def terms(self) -> Terms:
        """The same names as N-Triples text."""
        return _terms(self.base)


class _Known(dict[str, str]):
    """A dictionary that says which term the ontology lacks."""

    def __init__(self, what: str, terms: Mapping[str, str]) -> None:
        super().__init__(terms)
        self._what = what

    def __missing__(self, name: str) -> str:
        raise VocabularyError(self._what, name)


class Terms:
    """The vocabulary under one base as N-Triples text: looked up, not built, line by line."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.ids = f"<{base}id/"
        self._classes = _Known("class", {name: iri(f"{base}ont#{name}") for name in CLASSES})
        own = {name: iri(f"{base}ont#{name}") for name in (*OBJECT_PROPERTIES, *DATA_PROPERTIES)}
        borrowed = {name: iri(value) for name, value in BORROWED.items()}
        self._properties = _Known("property", own | borrowed)
        self._rules: dict[str, str] = {}

    def key(self, key: str) -> str:
        """The node with this key."""
        return f"{self.ids}{key}>"

    def rule(self, name: str) -> str:
        """The node of an extraction rule."""
        found = self._rules.get(name)
        if found is None:
            found = self._rules[name] = self.key(f"rule/{slug(name)}")
        return found

    def cls(self, name: str) -> str:
        """A class of the ontology.

        Raises:
            VocabularyError: if there is none of this name.
        """
        return self._classes[name]

    def property(self, name: str) -> str:
        """A property of the ontology, or one of the borrowed ones.

        Raises:
            VocabularyError: if there is none of this name.
        """
        return self._properties[name]

    @cached_property
    def _values(self) -> dict[Term, str]:
        found = {Term("kg", name): iri(f"{self.base}ont#{name}") for name in VALUES}
        found |= {Term("measure", name): iri(f"{self.base}measure/{name}") for name in MEASURES}
        spaces = {"kg": f"{self.base}ont#", "unit": UNIT, "cur": CURRENCY}
        for unit in UNITS:
            prefix, _, name = unit.partition(":")
            found[Term(prefix, name)] = iri(spaces[prefix] + name)
        return found

    def value(self, term: Term) -> str:
        """A bound, scope, status, unit or measure type.

        Raises:
            VocabularyError: if there is none of this name.
        """
        found = self._values.get(term)
        if found is None:
            raise VocabularyError("value", f"{term.prefix}:{term.name}")
        return found


@lru_cache(maxsize=8)
def _terms(base: str) -> Terms:
    return Terms(base)
