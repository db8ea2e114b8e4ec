"""The words that the reading of bodies rests on, compiled from the lexicon once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kg.lexicon.loader import Lexicon, trie_pattern

KINDS = ("party", "government", "health", "social", "grassroots", "media", "military", "enterprise")
NATIONAL = ("party", "government", "health", "social", "media", "enterprise", "military")
HEADS = ("adhoc", "team", "health", "school", "firm", "social", "media", "party", "unit")
NUMERAL = r"[0-9０-９一二两三四五六七八九十百千]+(?:余|多|几)?"
DEPARTMENT_END = r"(?:委员会|管理局|服务局|事务局|分局|总局|局|厅|委|办公室)"


@dataclass(frozen=True, slots=True)
class Organ:
    """A closed form: its full name, its kind, and whether it needs a place before it."""

    full: str
    kind: str
    scoped: bool
    national: bool = False


@dataclass(frozen=True)
class BodyWords:
    """Compiled lexicon of bodies.

    `organ` matches closed forms and department names, `head` the last word of open names; `heads` gives for a head its
    classes with the kind that each makes.
    """

    organs: Mapping[str, Organ]
    organ: re.Pattern[str]
    heads: Mapping[str, Mapping[str, str]]
    head: re.Pattern[str]
    departments: Mapping[str, str]
    short_list: re.Pattern[str]
    topic: frozenset[str]
    stop: frozenset[str]
    generic: frozenset[str]


def load_words(lexicon: Lexicon) -> BodyWords:
    """Compile what `lexicon` says of bodies.

    Raises:
        ResourceError: if a class of the lexicon is missing.
    """
    organs = _organs(lexicon)
    departments = {form: full or form for form, full in lexicon.table("body.dept").items()}
    topics = trie_pattern(departments)
    department = rf"(?:{topics})(?:[、和]?(?:{topics}))*{DEPARTMENT_END}"
    heads: dict[str, dict[str, str]] = {}
    for name in HEADS:
        for form, kind in lexicon.table(f"head.{name}").items():
            heads.setdefault(form, {})[name] = kind or "other"
    short = trie_pattern((*departments, *lexicon.table("body.dept-short")))
    return BodyWords(
        organs=organs,
        organ=re.compile(rf"{department}|(?:{trie_pattern(organs)})"),
        heads=heads,
        head=re.compile(rf"(?=({trie_pattern(heads)}))"),
        departments=departments,
        short_list=re.compile(
            rf"((?:{short})(?:[、,和及与](?:{short}))*)(等|等相关|等有关|等各)?(?:{NUMERAL}个)?(?:相关|有关|职能)?(部门|系统单位|执法部门)"
        ),
        topic=lexicon.forms("body.topic") | frozenset(departments),
        stop=lexicon.forms("body.stop"),
        generic=lexicon.forms("body.generic"),
    )


def _organs(lexicon: Lexicon) -> dict[str, Organ]:
    out: dict[str, Organ] = {}
    for kind in KINDS:
        for group, scoped in (("scoped", True), ("organ", False)):
            for form, full in lexicon.classes.get(f"{group}.{kind}", {}).items():
                out.setdefault(form, Organ(full or form, kind, scoped))
    for kind in NATIONAL:
        for form, full in lexicon.table(f"nation.{kind}").items():
            out[form] = Organ(full or form, kind, scoped=False, national=True)
    return out
