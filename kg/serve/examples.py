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
    | [?$](?P<name>\w+)\ ? | (?P<list>\bSELECT\b|\b(?:GROUP|ORDER)\s+BY\b) | (?P<end>\bWHERE\b|\bHAVING\b|\bLIMIT\b|[{}]) | (?P<paren>[()])""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
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
    lines = [x for x in query.text.split("\n") if not (x.startswith("#") and _about(x))]
    listing, depth = False, 0

    def put(match: re.Match[str]) -> str:
        """A value in place of a variable, which is left out of lists of variables."""
        nonlocal listing, depth
        if match["list"] or match["end"]:
            listing, depth = bool(match["list"]), 0
        elif match["paren"]:
            depth += 1 if match[0] == "(" else -1
        elif match["name"] in values:
            blank = " " if match[0].endswith(" ") else ""
            return "" if listing and not depth else values[match["name"]] + blank
        return match[0]

    return TOKEN.sub(put, "\n".join(lines)).strip()


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
