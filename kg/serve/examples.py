"""The named queries as texts that run by themselves: their parameters filled in with the values of their example."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg.graph.terms import XSD, decimal
from kg.queries.library import Parameter, Query, library

TOKEN: Final = re.compile(
    r"""\#[^\r\n]* | <[^<>"{}|^`\\\x00-\x20]*> | '''.*?''' | \"\"\".*?\"\"\" | '(?:[^'\\\r\n]|\\.)*' | "(?:[^"\\\r\n]|\\.)*"
    | [?$](?P<name>\w+)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Example:
    """A query that shows what can be asked."""

    name: str
    sentence: str
    chinese: str
    text: str


@lru_cache(maxsize=1)
def examples() -> tuple[Example, ...]:
    """All named queries, in the order of their names."""
    return tuple(Example(q.name, q.sentence, q.chinese, filled(q)) for q in library().values())


def filled(query: Query) -> str:
    """The text of a query with the values of its example in the places of its parameters, its header without them.

    >>> filled(Query("q", "SELECT ?place ?x WHERE { ?x rdfs:label ?place }", parameters=(Parameter("place", "name", ""),)))
    'SELECT ?x WHERE { ?x rdfs:label "" }'
    """
    values = {p.name: _value(p, query.example.get(p.name, p.default or "")) for p in query.parameters}
    head, where, body = query.text.partition("WHERE")
    lines = [x for x in head.split("\n") if not (x.startswith("#") and _about(x))]
    for name in values:
        lines = [x if x.startswith("#") else re.sub(rf"[?$]{name}\b ?", "", x) for x in lines]

    def put(match: re.Match[str]) -> str:
        return values.get(match["name"] or "", match[0])

    return ("\n".join(lines) + where + TOKEN.sub(put, body)).strip()


def _about(line: str) -> bool:
    """Whether a line of a header is about a parameter."""
    said = line.removeprefix("#").strip()
    return said.startswith(("?", "example:"))


def _value(parameter: Parameter, value: str) -> str:
    """A value as SPARQL text, escaped by the engine."""
    if parameter.kind == "number" and value:
        return str(Literal(decimal(value), datatype=NamedNode(XSD + "decimal")))
    if parameter.kind == "name" and value:
        return str(Literal(value, language="zh-Hans"))
    return str(Literal(value))
