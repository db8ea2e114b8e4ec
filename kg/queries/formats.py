"""Answers as a table to read, CSV, JSON or Turtle."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kg.errors import KgError
from kg.graph.terms import XSD

FORMATS = ("table", "csv", "json", "turtle")
GAP = "  "


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows of a SELECT (None: unbound), the truth of an ASK, or the triples of a CONSTRUCT or DESCRIBE."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[object, ...], ...] = ()
    truth: bool | None = None
    triples: tuple[Triple, ...] | None = None


def written(answer: Answer, form: str, prefixes: Mapping[str, str]) -> str:
    """An answer as text.

    Raises:
        KgError: if there is no such format, or this answer has none in it.
    """
    if form == "turtle":
        if answer.triples is None:
            raise KgError("Turtle is for CONSTRUCT and DESCRIBE; a SELECT or ASK has table, csv and json")
        turtle = serialize(answer.triples, format=RdfFormat.TURTLE, prefixes=dict(prefixes))
        return (turtle or b"").decode()
    if answer.triples is not None:
        rows = tuple((t.subject, t.predicate, t.object) for t in answer.triples)
        answer = Answer(("subject", "predicate", "object"), rows)
    if form == "json":
        return json.dumps(_json(answer), ensure_ascii=False, indent=1) + "\n"
    if answer.truth is not None:
        return f"{str(answer.truth).lower()}\n"
    if form == "csv":
        return _csv(answer)
    if form == "table":
        return _table(answer, prefixes)
    raise KgError(f"no format {form!r} (there are {', '.join(FORMATS)})")


def _csv(answer: Answer) -> str:
    """SPARQL 1.1 CSV: values without types, lines that end in CR LF."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(answer.columns)
    writer.writerows([_plain(cell) for cell in row] for row in answer.rows)
    return out.getvalue()


def _plain(cell: object) -> str:
    return "" if cell is None else cell.value if isinstance(cell, Literal | NamedNode) else str(cell)


def _json(answer: Answer) -> dict[str, object]:
    """SPARQL 1.1 JSON results."""
    if answer.truth is not None:
        return {"head": {}, "boolean": answer.truth}
    rows = [
        {name: _binding(cell) for name, cell in zip(answer.columns, row, strict=True) if cell is not None}
        for row in answer.rows
    ]
    return {"head": {"vars": list(answer.columns)}, "results": {"bindings": rows}}


def _binding(cell: object) -> dict[str, str]:
    if isinstance(cell, NamedNode):
        return {"type": "uri", "value": cell.value}
    if isinstance(cell, Literal):
        if cell.language:
            return {"type": "literal", "value": cell.value, "xml:lang": cell.language}
        plain = cell.datatype.value == XSD + "string"
        return {"type": "literal", "value": cell.value} | ({} if plain else {"datatype": cell.datatype.value})
    return {"type": "bnode", "value": str(cell).removeprefix("_:")}


def _table(answer: Answer, prefixes: Mapping[str, str]) -> str:
    cells = [[_short(cell, prefixes) for cell in row] for row in answer.rows]
    widths = [max(map(_width, column)) for column in zip(answer.columns, *cells, strict=True)]
    lines = [_line(answer.columns, widths), GAP.join("-" * w for w in widths)] if answer.columns else []
    lines += [_line(row, widths) for row in cells]
    count = f"{len(cells)} row" + ("" if len(cells) == 1 else "s")
    return "\n".join([*lines, f"({count})"]) + "\n"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return GAP.join(c + " " * (w - _width(c)) for c, w in zip(cells, widths, strict=True)).rstrip()


def _width(text: str) -> int:
    """Columns on a screen: a Han character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _short(cell: object, prefixes: Mapping[str, str]) -> str:
    if isinstance(cell, NamedNode):
        for prefix, iri in prefixes.items():
            if cell.value.startswith(iri) and len(cell.value) > len(iri):
                return f"{prefix}:{cell.value.removeprefix(iri)}"
    text = " ".join(_plain(cell).split())
    return "".join(c if c.isprintable() else "\ufffd" for c in text)
