"""Which measure a verb and its object make: rules as data (measures.toml) over families and object classes."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files

from kg.errors import ResourceError

WEAK = frozenset({"problem", "generic", "content", "fieldwork"})  # say little: 贫困群众的困难 is about 贫困群众
ANY, NONE = "*", "-"
KEYS = frozenset({"otherwise", "id", "heads", "objects", "measure", "examples", "also", "figure", "agent"})


@dataclass(frozen=True, slots=True)
class MeasureRule:
    """Heads × object classes → measure; see the header of measures.toml."""

    id: str
    heads: frozenset[str]
    objects: tuple[str, ...]
    measure: str
    examples: tuple[str, ...]
    also: str = ""
    figure: bool = False
    agent: str = ""
    otherwise: str = ""

    def fits(self, found: frozenset[str], figure: bool) -> bool:
        """Whether the rule holds where `found` are all object classes of the phrase."""
        return not (self.figure and not figure) and not (self.also and self.also not in found)


@dataclass(frozen=True)
class MeasureRules:
    """All rules, by head and object class, in the order of the file."""

    by_head: Mapping[str, Mapping[str, tuple[MeasureRule, ...]]]

    def decide(self, head: str, classes: Iterable[str], figure: bool = False) -> MeasureRule | None:
        """The rule for the first class that has one, in the order of `classes` (head noun first), or None.

        `figure` says whether the object holds a figure. Rules for any object, or for none, come last.
        """
        given = tuple(classes)
        ordered = (*(c for c in given if c not in WEAK), *(c for c in given if c in WEAK))
        found = frozenset(ordered)
        rules = self.by_head.get(head)
        if rules is None:
            return None
        for thing in (*ordered, ANY if ordered else NONE):
            for rule in rules.get(thing, ()):
                if rule.fits(found, figure):
                    return rule
        return None

    def all(self) -> tuple[MeasureRule, ...]:
        """Every rule once, by id."""
        found = {r.id: r for things in self.by_head.values() for rules in things.values() for r in rules}
        return tuple(found[i] for i in sorted(found))


def load_rules() -> MeasureRules:
    """Read measures.toml of the lexicon folder.

    Raises:
        ResourceError: for a rule without id, heads or objects, an unknown key, or an id used twice.
    """
    text = (files("kg.lexicon") / "measures.toml").read_text(encoding="utf-8")
    by_head: dict[str, dict[str, list[MeasureRule]]] = {}
    seen: set[str] = set()
    for row in tomllib.loads(text)["rule"]:
        faults = [k for k in ("id", "heads", "objects", "measure") if k not in row] + sorted(set(row) - KEYS)
        if faults or row["id"] in seen:
            raise ResourceError(f"measures.toml: rule {row.get('id')!r}: {faults or 'id used twice'}")
        seen.add(row["id"])
        rule = MeasureRule(
            row["id"],
            frozenset(row["heads"]),
            tuple(row["objects"]),
            row["measure"],
            tuple(row.get("examples", ())),
            row.get("also", ""),
            row.get("figure", False),
            row.get("agent", ""),
            row.get("otherwise", ""),
        )
        for head in sorted(rule.heads):
            for thing in rule.objects:
                by_head.setdefault(head, {}).setdefault(thing, []).append(rule)
    return MeasureRules({h: {t: tuple(rules) for t, rules in things.items()} for h, things in by_head.items()})
