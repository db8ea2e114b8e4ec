"""Queries that would make the engine ask other servers are found before they run.

Oxigraph follows `SERVICE` wherever it leads and has no switch for it. Its grammar wants no blank around the word
(`trueSERVICE:a{…}` is a call), and `<` may open an IRI or be an operator, which changes what is a comment and what a string after
it. So the text is read in every way that it can be divided, and one in which `SERVICE` stands as a word is enough to refuse it.
"""

from __future__ import annotations

import re
from typing import Final

_SKIPPED: Final = re.compile(
    r"""\#[^\r\n]*                                             # a comment
    | '''(?:(?:'|'')?(?:[^'\\]|\\.))*''' | \"\"\"(?:(?:"|"")?(?:[^"\\]|\\.))*\"\"\"
    | '(?:[^'\\\r\n]|\\.)*' | "(?:[^"\\\r\n]|\\.)*"           # strings
    | [?$]\w+ | @[a-zA-Z]+(?:-[a-zA-Z0-9]+)* | :[\w-]+        # variable, language tag, what follows a prefix
    | [ \t\r\n]+""",
    re.VERBOSE | re.DOTALL,
)
_IRI: Final = re.compile(r'<[^<>"{}|^`\\\x00-\x20]*>')
_CALL: Final = re.compile(r"service", re.IGNORECASE)
_COMMENTS: Final = re.compile(r"(?:\s+|#[^\r\n]*)+")
_PROLOGUE: Final = re.compile(r"(?:BASE\s*<[^>]*>|PREFIX\s*[^\s<]*\s*<[^>]*>)", re.IGNORECASE)
_VERB: Final = re.compile(r"[A-Za-z]+")
UPDATES: Final = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "ADD", "MOVE", "COPY", "CREATE", "WITH"})


def calls_out(query: str) -> bool:
    """Whether `query` could hold a `SERVICE` clause. Comments, strings, names and IRIs with that word are no clause."""
    if not _CALL.search(query):
        return False
    seen: set[tuple[int, bool]] = set()
    todo = [(0, False)]
    while todo:
        state = todo.pop()
        if state in seen or state[0] >= len(query):
            continue
        seen.add(state)
        at, inside = state
        if _CALL.match(query, at) and not inside:
            return True
        todo += _steps(query, at, inside)
    return False


def _steps(query: str, at: int, inside: bool) -> list[tuple[int, bool]]:
    """Where the next token may begin. `inside` an expression after `<` nothing but `)` can lead back to patterns."""
    found = _SKIPPED.match(query, at)
    if found:
        return [(found.end(), inside)]
    if query[at] == "<":
        closed = _IRI.match(query, at)
        return [(at + 1, True), *([(closed.end(), inside)] if closed else [])]
    return [(at + 1, inside and query[at] != ")")]


def update_verb(query: str) -> str | None:
    """The first word after the prologue if it is one of SPARQL Update, else None."""
    at = 0
    while found := _COMMENTS.match(query, at) or _PROLOGUE.match(query, at):
        at = found.end()
    verb = _VERB.match(query, at)
    return verb[0].upper() if verb and verb[0].upper() in UPDATES else None
