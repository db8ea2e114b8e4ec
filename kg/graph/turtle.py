"""Turtle that people can read: one block a subject, short names, the same bytes for the same statements.

Input is a stream of N-Triples lines sorted by subject, so that memory holds one subject at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import BinaryIO, Final

from kg.graph.names import Names
from kg.graph.terms import CURRENCY, DC, DCT, OA, PROV, RDF, RDFS, SCHEMA, SKOS, TIME, UNIT, XSD

TYPE: Final = f"<{RDF}type>"
FIRST: Final = ("a", "rdfs:label", "skos:prefLabel", "skos:altLabel", "skos:hiddenLabel", "dcterms:identifier")
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_BARE_INTEGER = re.compile(r'"(-?\d+)"')
_BARE_DECIMAL = re.compile(r'"(-?\d+\.\d+)"')
_UNSAFE_PATH = re.compile(r"(?:^|/)\.|//|^[^/]*:|^/|^$")
_BATCH = 1 << 16
Row = tuple[str, str, str]


def prefixes(names: Names) -> dict[str, str]:
    """The prefixes of every Turtle file of a build."""
    own = {"kg": f"{names.base}ont#", "measure": f"{names.base}measure/"}
    common = {"cur": CURRENCY, "dc": DC, "dcterms": DCT, "oa": OA, "prov": PROV, "rdf": RDF, "rdfs": RDFS}
    return own | common | {"schema": SCHEMA, "skos": SKOS, "time": TIME, "unit": UNIT, "xsd": XSD}


def write_turtle(lines: Iterable[bytes], out: BinaryIO, names: Names) -> int:
    """Write sorted N-Triples lines, each distinct, as Turtle.

    Returns:
        The number of statements.

    Raises:
        OSError: if `out` cannot be written.
    """
    short = Shortener(names)
    out.write(short.header().encode())
    count = size = 0
    parts: list[str] = []
    for subject, rows in groupby(map(_row, lines), key=lambda row: row[0]):
        block, found = _block(subject, rows, short)
        parts.append(block)
        count += found
        size += len(block)
        if size > _BATCH:
            out.write("".join(parts).encode())
            parts, size = [], 0
    out.write("".join(parts).encode())
    return count


def _row(line: bytes) -> Row:
    subject, predicate, rest = line.decode().split(" ", 2)
    return subject, predicate, rest[: rest.rindex(" .")]


def _block(subject: str, rows: Iterator[Row], short: Shortener) -> tuple[str, int]:
    by_predicate: dict[str, list[str]] = {}
    count = 0
    for _, predicate, value in rows:
        by_predicate.setdefault(short.predicate(predicate), []).append(short.term(value))
        count += 1
    order = {name: i for i, name in enumerate(FIRST)}
    names = sorted(by_predicate, key=lambda p: (order.get(p, len(order)), p))
    facts = " ;\n    ".join(f"{p} {', '.join(by_predicate[p])}" for p in names)
    return f"\n{short.term(subject)} {facts} .\n", count


class Shortener:
    """Turns N-Triples terms into the shortest Turtle that means the same: prefixed, relative to the base, bare numbers."""

    def __init__(self, names: Names) -> None:
        self._ids = f"{names.base}id/"
        self._relative = "://" in names.base  # nothing can be relative to urn:x:
        self._prefixes = prefixes(names)
        self._known: dict[str, str] = {}
        self._integer, self._decimal = f"^^<{XSD}integer>", f"^^<{XSD}decimal>"

    def header(self) -> str:
        """The declarations at the top of a file."""
        rows = [f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in sorted(self._prefixes.items())]
        base = f"@base <{self._ids}> .\n" if self._relative else ""
        return base + "".join(rows)

    def predicate(self, term: str) -> str:
        """A predicate: `a`, or its short name."""
        found = self._known.get(term)
        if found is None:
            found = self._known[term] = "a" if term == TYPE else self._iri(term)
        return found

    def term(self, term: str) -> str:
        """A subject or object."""
        if term[0] == "<":
            if self._relative and term.startswith(self._ids, 1):
                path = term[len(self._ids) + 1 : -1]
                return term if _UNSAFE_PATH.search(path) else f"<{path}>"
            known = self._known.get(term)
            return known if known and known != "a" else self._iri(term)
        if term[0] == '"' and term[-1] == ">":
            return self._typed(term)
        return term

    def _typed(self, term: str) -> str:
        for ending, bare in ((self._integer, _BARE_INTEGER), (self._decimal, _BARE_DECIMAL)):
            if term.endswith(ending):
                number = bare.fullmatch(term, 0, len(term) - len(ending))
                if number:
                    return number[1]
        lexical, _, datatype = term.rpartition("^^")
        return f"{lexical}^^{self.predicate(datatype)}" if lexical.endswith('"') else term

    def _iri(self, term: str) -> str:
        iri = term[1:-1]
        for prefix, namespace in self._prefixes.items():
            if iri.startswith(namespace) and _LOCAL.fullmatch(iri, len(namespace)):
                return f"{prefix}:{iri[len(namespace) :]}"
        return term
