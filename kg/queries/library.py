"""Named queries: SPARQL files of this folder, each with a header that says what it answers and what it takes.

A header is the comment lines at the top of a file:

    # Who holds which post, and since when.            the sentence
    # 谁担任什么职务，最早见于何日。                      the same in Chinese
    # ?place name: a place or body, either script       a parameter: variable, kind, what it is
    # ?thing name!: …                                   one that must be given
    # ?least number = 0: only figures from this on      one with a default
    # example: place=泽库县                              values to try

A variable that gets a value must be one that the query selects. Kinds are in `kg.queries.values`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path

from kg.errors import KgError

SUFFIX = ".rq"
KINDS = ("name", "text", "number", "date")
EMPTY = ("name", "text")  # kinds that are the empty text where nothing is given
PARAMETER = re.compile(r"\?(?P<name>\w+) (?P<kind>\w+)(?P<must>!?)(?: = (?P<default>[^:]*?))?: (?P<what>.+)")
EXAMPLE = "example: "
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a query that a value may be given for, else it has its default; without one it is free."""

    name: str
    kind: str
    what: str
    default: str | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A query with what its header says; `text` is the whole file, so that lines of errors are lines of the file."""

    name: str
    text: str
    sentence: str = ""
    chinese: str = ""
    parameters: tuple[Parameter, ...] = ()
    example: Mapping[str, str] = field(default_factory=dict)

    def parameter(self, name: str) -> Parameter | None:
        """The parameter of this name, if the header has it."""
        return next((p for p in self.parameters if p.name == name), None)


def parse(name: str, text: str) -> Query:
    """A query and its header.

    Raises:
        KgError: if the header names a kind of parameter that there is not.
    """
    sentences: list[str] = []
    parameters: list[Parameter] = []
    example: dict[str, str] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        said = line.removeprefix("#").strip()
        if match := PARAMETER.fullmatch(said):
            if match["kind"] not in KINDS:
                raise KgError(
                    f"query {name}: ?{match['name']}: no kind {match['kind']!r} (there are {', '.join(KINDS)})"
                )
            default = match["default"] if match["default"] or match["must"] or match["kind"] not in EMPTY else ""
            parameters.append(Parameter(match["name"], match["kind"], match["what"], default, bool(match["must"])))
        elif said.startswith(EXAMPLE):
            example |= assignments(said.removeprefix(EXAMPLE).split())
        elif said:
            sentences.append(said)
    first, second = [*sentences, "", ""][:2]
    return Query(name, text, first, second, tuple(parameters), example)


def assignments(pairs: list[str] | tuple[str, ...]) -> dict[str, str]:
    """`name=value` pairs as a mapping.

    Raises:
        KgError: for one without a name or an equals sign.
    """
    found = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not re.fullmatch(r"\w+", name.lstrip("?")):
            raise KgError(f"{pair!r}: wants NAME=VALUE")
        found[name.lstrip("?")] = value
    return found


@cache
def library() -> Mapping[str, Query]:
    """All named queries by name, in the order of their names."""
    folder = files("kg.queries")
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(SUFFIX))
    return {
        name.removesuffix(SUFFIX): parse(name.removesuffix(SUFFIX), (folder / name).read_text(encoding="utf-8"))
        for name in names
    }


def find_query(given: str) -> Query:
    """The query that a user means: the name of one here, a file, or the text itself.

    Raises:
        KgError: if it is none of these.
    """
    if given in library():
        return library()[given]
    if len(given) < LONGEST_NAME and "\n" not in given and Path(given).is_file():
        try:
            return parse(Path(given).stem, Path(given).read_text(encoding="utf-8-sig"))
        except UnicodeDecodeError as error:
            raise KgError(f"{given}: not UTF-8 (byte {error.start})") from error
    if "{" in given or " " in given.strip():
        return parse("query", given)
    raise KgError(f"{given}: no file and no named query (there are {', '.join(library())})")


def listed() -> str:
    """The named queries to read: name, sentence, parameters, an example."""
    lines: list[str] = []
    for query in library().values():
        lines += [query.name, f"    {query.sentence}", f"    {query.chinese}"]
        for p in query.parameters:
            note = ", must be given" if p.required else f", by default {p.default}" if p.default else ""
            lines.append(f"    --set {p.name}={p.kind.upper()}   {p.what}{note}")
        if query.example:
            sets = " ".join(f"--set {name}={value}" for name, value in query.example.items())
            lines.append(f"    e.g. kg query OUT {query.name} {sets}")
    return "\n".join(lines)
