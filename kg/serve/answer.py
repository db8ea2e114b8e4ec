"""A SPARQL query answered whole, within limits, in the format that the client wants, or refused. Runs in a worker."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from kg.serve.accept import GRAPHS, ROWS, Format, choose, named, rdf_format, results_format
from kg.serve.wire import Reply, refusal

TOO_LARGE: Final = 422
_VOLATILE: Final = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID)\s*\(", re.IGNORECASE)
_CSV_END: Final = b"\r\n"
_PLACE: Final = re.compile(r"error at (\d+):(\d+)")
_SHOWN: Final = 600  # characters of an error message


class TooLargeError(Exception):
    """An answer beyond its limits; the text says which."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as the protocol has it. `default` and `named` are graphs, None where the request names none."""

    query: str
    accept: str = ""
    format: str = ""
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bounds:
    """Rows (or statements) and bytes that an answer may have."""

    rows: int
    size: int


class Engine:
    """Queries to one store, with the prefixes and the base that need not be declared."""

    def __init__(self, store: Store, base: str, prefixes: Mapping[str, str], whole: str) -> None:
        self._store, self._base, self._prefixes, self._whole = store, base, dict(prefixes), whole

    def answer(self, asked: Asked, bounds: Bounds) -> Reply:
        """The answer, or why there is none: 400 for what is no query, 406 for a format we lack, 422 for too large a one."""
        try:
            found = self._run(asked)
            offers = GRAPHS if isinstance(found, QueryTriples) else ROWS
            chosen = named(asked.format, offers) or choose(asked.accept, offers)
            if chosen is None:
                return refusal(406, f"this query can be answered as {', '.join(f.types[0] for f in offers)}")
            return Reply(200, chosen.content_type, self._bytes(found, chosen, bounds))
        except SyntaxError as error:
            return refusal(400, message(asked.query, str(error)))
        except TooLargeError as error:
            return refusal(TOO_LARGE, str(error))
        except (RuntimeError, ValueError, OSError) as error:
            return refusal(400, f"the query cannot be answered: {str(error)[:_SHOWN]}")
        except MemoryError:
            return refusal(503, "the query needs more memory than there is for one")

    def _run(self, asked: Asked) -> QuerySolutions | QueryTriples | QueryBoolean:
        if not (asked.default or asked.named):
            return self._store.query(asked.query, base_iri=self._base, prefixes=self._prefixes)
        # A dataset of the request takes the place of the query's, also where it leaves one part empty.
        default: list[NamedNode | BlankNode | DefaultGraph] = [
            DefaultGraph() if iri == self._whole else NamedNode(iri) for iri in asked.default
        ]
        named_graphs: list[NamedNode | BlankNode] = [NamedNode(iri) for iri in asked.named]
        return self._store.query(
            asked.query,
            base_iri=self._base,
            prefixes=self._prefixes,
            default_graph=default,
            named_graphs=named_graphs,
        )

    def _bytes(self, found: Any, chosen: Format, bounds: Bounds) -> bytes:
        out = Bounded(bounds.size)
        if isinstance(found, QueryTriples):
            short = self._prefixes if chosen.name in ("ttl", "jsonld", "rdf", "trig") else None
            return graph_bytes(counted(found, bounds.rows), rdf_format(chosen.name), out, short)
        found.serialize(out, format=results_format(chosen.name))
        data = out.getvalue()
        if isinstance(found, QuerySolutions) and _rows(data, chosen.name, bounds.rows) > bounds.rows:
            raise TooLargeError(f"the answer has more than {bounds.rows} rows: add a LIMIT")
        return data


class Bounded(io.BytesIO):
    """Bytes in memory that may not be more than `limit`."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, data: Any, /) -> int:
        """As of a file.

        Raises:
            TooLargeError: if there are too many.
        """
        if self.tell() + len(data) > self._limit:
            raise TooLargeError(f"the answer has more than {self._limit} bytes: ask for less, or add a LIMIT")
        return super().write(data)


def counted(triples: QueryTriples | Sequence[Triple], limit: int) -> Iterator[Triple]:
    """The statements themselves.

    Raises:
        TooLargeError: at the first one beyond `limit`.
    """
    for number, triple in enumerate(triples):
        if number >= limit:
            raise TooLargeError(f"the answer has more than {limit} statements: add a LIMIT")
        yield triple


def graph_bytes(
    triples: Iterator[Triple], form: RdfFormat, out: Bounded, prefixes: Mapping[str, str] | None = None
) -> bytes:
    """Statements in a format of RDF.

    Raises:
        TooLargeError: if they are too many for `out`.
    """
    serialize(triples, out, format=form, prefixes=dict(prefixes) if prefixes else None)
    return out.getvalue()


def _rows(data: bytes, name: str, limit: int) -> int:
    """How many rows an answer has: by marks that end a row, and by reading it only where those are more than `limit`."""
    if name == "tsv":
        return data.count(b"\n") - 1
    if name == "xml":
        return data.count(b"<result>")
    if name == "json":
        most = data.count(b"},{") + 1
        return most if most <= limit else len(json.loads(data)["results"]["bindings"])
    most = data.count(_CSV_END) - 1
    return most if most <= limit else sum(1 for _ in csv.reader(io.StringIO(data.decode(), newline=""))) - 1


def volatile(query: str) -> bool:
    """Whether a query may have another answer each time."""
    return "(" in query and _VOLATILE.search(query) is not None


def message(query: str, error: str) -> str:
    """What is wrong with a query and where: line, column, and the line itself with a mark under the place."""
    error = error[:_SHOWN]
    place = _PLACE.search(error)
    if place is None:
        return f"not a SPARQL query: {error}"
    line, column = int(place[1]), int(place[2])
    lines = query.split("\n")
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    start = max(0, column - 61)
    return f"not a SPARQL query: {error}\n{text[start : column + 60]}\n{' ' * (column - 1 - start)}^"
