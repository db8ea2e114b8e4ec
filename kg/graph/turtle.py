"""Turtle that people can read: one block a subject, short names, the same bytes for the same statements.

Input is a stream of N-Triples lines sorted by subject, so that memory holds one subject at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import BinaryIO, Final

from kg.graph.names import Names
from kg.graph.terms import CURRENCY, DC, DCT, OA, PROV, RDF, RDFS, SCHEMA, SKOS, TIME, UNIT, XSD

TYPE: Final = f"<{RDF}type>"
FIRST: Final = ("a", "rdfs:label", "skos:prefLabel", "skos:altLabel", "skos:hiddenLabel", "dcterms:identifier")
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_BARE_INTEGER = re.compile(r'"(-?\d+)"')
_BARE_DECIMAL = re.compile(r'"(-?\d+\.\d+)"')
_UNSAFE_START = ("", "/", ".")  # of a relative IRI, which would then lead elsewhere
_BLOCKS = 200  # subjects written at a time
_KNOWN = 10_000  # short names kept; addresses of sources have no bound


def prefixes(names: Names) -> dict[str, str]:
    """The prefixes of every Turtle file of a build."""
    own = {"kg": f"{names.base}ont#", "measure": f"{names.base}measure/"}
    common = {"cur": CURRENCY, "dc": DC, "dcterms": DCT, "oa": OA, "prov": PROV, "rdf": RDF, "rdfs": RDFS}
    return own | common | {"schema": SCHEMA, "skos": SKOS, "time": TIME, "unit": UNIT, "xsd": XSD}


def write_turtle(lines: Iterable[bytes], out: BinaryIO, names: Names) -> int:
    """Write sorted N-Triples lines, each distinct and ending in a blank, a full stop and a newline, as Turtle.

    Returns:
        The number of statements.

    Raises:
        OSError: if `out` cannot be written.
    """
    short = Shortener(names)
    out.write(short.header().encode())
    count = 0
    parts: list[str] = []
    subject = ""
    block: dict[str, str] = {}
    for line in lines:
        node, predicate, rest = line.decode().split(" ", 2)
        count += 1
        if node != subject:
            if block:
                parts.append(_block(subject, block, short))
            subject, block = node, {}
            if len(parts) >= _BLOCKS:
                out.write("".join(parts).encode())
                parts.clear()
        value = short.term(rest[:-3])
        if predicate in block:
            block[predicate] += ", " + value
        else:
            block[predicate] = value
    if block:
        parts.append(_block(subject, block, short))
    out.write("".join(parts).encode())
    return count


def _block(subject: str, by_predicate: dict[str, str], short: Shortener) -> str:
    """All statements of one subject: its class first, then its labels, then the rest by name."""
    rows = sorted((short.predicate(p), values) for p, values in by_predicate.items())
    facts = " ;\n    ".join([f"{name} {values}" for (_, name), values in rows])
    return f"\n{short.term(subject)} {facts} .\n"


class Shortener:
    """Turns N-Triples terms into the shortest Turtle that means the same: prefixed, relative to the base, bare numbers."""

    def __init__(self, names: Names) -> None:
        self._ids = f"{names.base}id/"
        self._relative = "://" in names.base  # nothing can be relative to urn:x:
        self._prefixes = prefixes(names)
        self._cut = len(self._ids) + 1
        self._known: dict[str, str] = {}
        self._predicates: dict[str, tuple[int, str]] = {}
        self._integer, self._decimal = f"^^<{XSD}integer>", f"^^<{XSD}decimal>"

    def header(self) -> str:
        """The declarations at the top of a file."""
        rows = [f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(self._prefixes.items())]
        base = f"@base <{self._ids}> .\n" if self._relative else ""
        return base + "".join(rows)

    def predicate(self, term: str) -> tuple[int, str]:
        """A predicate's place in the order of a block, and its short name (`a` for the type)."""
        found = self._predicates.get(term)
        if found is None:
            name = "a" if term == TYPE else self._iri(term)
            found = self._predicates[term] = (FIRST.index(name) if name in FIRST else len(FIRST), name)
        return found

    def term(self, term: str) -> str:
        """A subject or object."""
        if term[0] != "<":
            return self._typed(term) if term[-1] == ">" else term
        if self._relative and term.startswith(self._ids, 1):
            path = term[self._cut : -1]
            if ":" in path or "/." in path or "//" in path or path[:1] in _UNSAFE_START:
                return term
            return f"<{path}>"
        found = self._known.get(term)
        if found is None:
            found = self._iri(term)
            if len(self._known) < _KNOWN:
                self._known[term] = found
        return found

    def _typed(self, term: str) -> str:
        for ending, bare in ((self._integer, _BARE_INTEGER), (self._decimal, _BARE_DECIMAL)):
            if term.endswith(ending):
                number = bare.fullmatch(term, 0, len(term) - len(ending))
                if number:
                    return number[1]
        lexical, _, datatype = term.rpartition("^^")
        return f"{lexical}^^{self.term(datatype)}" if lexical.endswith('"') else term

    def _iri(self, term: str) -> str:
        iri = term[1:-1]
        for prefix, namespace in self._prefixes.items():
            if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
                return f"{prefix}:{iri[len(namespace) :]}"
        return term
