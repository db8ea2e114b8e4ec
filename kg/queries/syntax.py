"""What is wrong with a query, and where; and what a query may not do."""

from __future__ import annotations

import re

from kg.errors import KgError
from kg.serve.guard import calls_out

PLACE = re.compile(r"error at (?P<line>\d+):(?P<column>\d+)(?::\s*(?P<what>.*))?", re.DOTALL)
WORD = re.compile(r"(?:\"(?:\\.|[^\"\\])+\"|'+|[A-Za-z_ ]{2,})")
SKIP = re.compile(
    r"#[^\n]*|<[^<>\"{}|^`\\\x00-\x20]*>"
    r"|\"\"\"(?:\"{0,2}(?:\\.|[^\"\\]))*\"\"\"|'''(?:'{0,2}(?:\\.|[^'\\]))*'''"
    r"|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'",
    re.DOTALL,
)
TOKEN = re.compile(r"[?$@:]?[\w-]+(?::[\w-]*)?")
FORBIDDEN = ("service", "load")
EXPECTED = 6


def check_local(query: str) -> None:
    """Refuse what would ask another server.

    Raises:
        KgError: for SERVICE and LOAD.
    """
    bare = SKIP.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), query)
    for match in TOKEN.finditer(bare):
        if match[0].lower() in FORBIDDEN:
            line = bare.count("\n", 0, match.start()) + 1
            column = match.start() - bare.rfind("\n", 0, match.start())
            why = f"{match[0].upper()} would ask another server, which a query here may not do"
            raise KgError(at(query, line, column, why))
    if calls_out(query):  # the engine needs no blank around the word, and < may be an operator
        raise KgError("query: SERVICE would ask another server, which a query here may not do")


def explained(query: str, message: str) -> str:
    """The engine's message on a malformed query, with the line it is in and a caret below the place."""
    match = PLACE.search(message)
    if match is None:
        return message
    expected = list(dict.fromkeys(w.strip() for w in WORD.findall(match["what"] or "")))
    words = [w for w in expected if w not in ("expected one of", "expected", "Prefix not found")][:EXPECTED]
    why = "unknown prefix" if "Prefix not found" in message else "cannot be read from here on"
    if words and why != "unknown prefix":
        why += f"; possible: {', '.join(words).replace('expected ', '')}"
    return at(query, int(match["line"]), int(match["column"]), why)


def at(query: str, line: int, column: int, why: str) -> str:
    """A message in three lines: what is wrong where, the line of the query, a caret below the column (from 1)."""
    lines = query.splitlines() or [""]
    line = min(line, len(lines))
    text = lines[line - 1]
    column = min(max(column, 1), len(text) + 1)
    wide = "".join("\u3000" if ord(c) > 0x2E7F else "\t" if c == "\t" else " " for c in text[: column - 1])
    return f"query: line {line}, column {column}: {why}\n  {text}\n  {wide}^"
