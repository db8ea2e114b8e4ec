"""Load lexicons (`*.tsv`) and patterns (`*.toml`) of the package.

A lexicon row is `form<TAB>class<TAB>value<TAB>note`; `value` and `note` may be empty. `#` starts a comment line. One
form may carry several classes, but a (form, class) pair stands once. Rows are sorted by class, then form, within a
file's sections as its author likes. Patterns are regular expressions in TOML tables with `id`, `when`, `examples` and
`not_examples`; `{{class}}` inside `when` stands for any form of that lexicon class, longest first.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from kg.errors import ResourceError

CLASS_REFERENCE = re.compile(r"\{\{([\w.\-|]+)\}\}")


@dataclass(frozen=True)
class Lexicon:
    """Forms by class. `classes[c][form]` is the value of that row ("" if none)."""

    classes: Mapping[str, Mapping[str, str]]

    def forms(self, *names: str) -> frozenset[str]:
        """All forms of the named classes.

        Raises:
            ResourceError: if a class does not exist; a typo must not become an empty set.
        """
        return frozenset(form for name in names for form in self.table(name))

    def table(self, name: str) -> Mapping[str, str]:
        """Form → value of one class.

        Raises:
            ResourceError: if the class does not exist.
        """
        if name not in self.classes:
            raise ResourceError(f"lexicon: no class {name!r}")
        return self.classes[name]

    def alternation(self, *names: str) -> str:
        """A regular expression (no group) that matches the longest form of the named classes."""
        return trie_pattern(self.forms(*names))

    def expand(self, pattern: str) -> str:
        """Replace every `{{class}}` or `{{a|b}}` in a pattern by its alternation."""
        return CLASS_REFERENCE.sub(lambda m: self.alternation(*m[1].split("|")), pattern)

    @cached_property
    def all_forms(self) -> Mapping[str, tuple[str, ...]]:
        """Form → the classes it carries, sorted."""
        out: dict[str, list[str]] = {}
        for name in sorted(self.classes):
            for form in self.classes[name]:
                out.setdefault(form, []).append(name)
        return {form: tuple(names) for form, names in out.items()}


def trie_pattern(forms: Iterable[str]) -> str:
    """One regular expression for many strings, shared prefixes factored, longest match first."""
    root: dict[str, Any] = {}
    for form in forms:
        node = root
        for char in form:
            node = node.setdefault(char, {})
        node[""] = {}
    return _render(root)


def _render(node: dict[str, Any]) -> str:
    ends = "" in node
    branches = [re.escape(char) + _render(child) for char, child in sorted(node.items()) if char]
    if not branches:
        return ""
    if len(branches) == 1 and not ends:
        return branches[0]
    if all(len(b) == 1 for b in branches):
        body = "[" + "".join(branches) + "]"
    else:
        body = "(?:" + "|".join(branches) + ")"
    return body + "?" if ends else body


def load_lexicon(root: Traversable | None = None) -> Lexicon:
    """Read every `*.tsv` of the lexicon folder (the package's own by default).

    Raises:
        ResourceError: for a malformed or repeated row, with file and line.
    """
    classes: dict[str, dict[str, str]] = {}
    for path in _sorted(root or files("kg.lexicon"), ".tsv"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line or line.startswith("#"):
                continue
            cells = line.split("\t")
            if not 2 <= len(cells) <= 4 or not cells[0] or not cells[1] or any(c != c.strip() for c in cells):
                raise ResourceError(f"{path.name}:{number}: want form, class, value, note; got {line!r}")
            form, name = cells[0], cells[1]
            table = classes.setdefault(name, {})
            if form in table:
                raise ResourceError(f"{path.name}:{number}: {form!r} stands twice in class {name!r}")
            table[form] = cells[2] if len(cells) > 2 else ""
    return Lexicon(classes)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A named rule: a compiled expression, what it makes, and strings that it must and must not match."""

    id: str
    regex: re.Pattern[str]
    makes: str
    confidence: float
    examples: tuple[str, ...]
    not_examples: tuple[str, ...]
    options: Mapping[str, Any]


def load_patterns(name: str, lexicon: Lexicon, root: Traversable | None = None) -> tuple[Pattern, ...]:
    """Read `<name>.toml` of the lexicon folder, in the order of the file.

    Raises:
        ResourceError: for a pattern without id, examples or meaning, or one that matches the empty string.
    """
    path = (root or files("kg.lexicon")) / f"{name}.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8")).get("pattern", [])
    return tuple(_compile(row, lexicon, path.name) for row in rows)


def _compile(row: dict[str, Any], lexicon: Lexicon, where: str) -> Pattern:
    for key in ("id", "when", "examples"):
        if not row.get(key):
            raise ResourceError(f"{where}: pattern {row.get('id')!r} lacks {key!r}")
    try:
        regex = re.compile(lexicon.expand(row["when"]))
    except re.error as error:
        raise ResourceError(f"{where}: pattern {row['id']!r}: {error}") from error
    if regex.match(""):
        raise ResourceError(f"{where}: pattern {row['id']!r} matches the empty string")
    known = {"id", "when", "makes", "confidence", "examples", "not_examples"}
    return Pattern(
        row["id"],
        regex,
        row.get("makes", ""),
        float(row.get("confidence", 0.9)),
        tuple(row["examples"]),
        tuple(row.get("not_examples", ())),
        {k: v for k, v in row.items() if k not in known},
    )


def pattern_files(root: Traversable | None = None) -> tuple[str, ...]:
    """Names (without extension) of the TOML files of the lexicon folder that hold patterns."""
    found = _sorted(root or files("kg.lexicon"), ".toml")
    return tuple(p.name.removesuffix(".toml") for p in found if "[[pattern]]" in p.read_text(encoding="utf-8"))


def _sorted(root: Traversable, suffix: str) -> list[Traversable]:
    return sorted((p for p in root.iterdir() if p.name.endswith(suffix)), key=lambda p: p.name)
