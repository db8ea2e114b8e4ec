"""Bodies with open names: headquarters, groups, teams, branches, hospitals, schools, firms, sections of a body."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.extract.bodies_guards import counted, founded, is_class
from kg.extract.bodies_left import MAX_NAME, MAX_TOPIC, Prefix, Walk
from kg.model import BodyForm, Kind, Mention
from kg.offsets import Span

TASKS = ("adhoc", "party", "team")
PROPER = ("health", "school", "firm", "social", "media", "zone")
VISIT = re.compile(r"(?:走进|来到|进入|到|在)$")
LIMITED = ("有限公司", "有限责任公司")
CHAINS = ("支行", "分行", "分公司", "支公司", "营业部", "分院")


@dataclass
class Reader:
    """One page while it is read: `ends` are the bodies found so far by the offset where they end."""

    walk: Walk
    text: str
    ends: dict[int, Mention]
    known: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Name:
    """An open name: where it begins (place included), where its own words begin, and what stands before them."""

    first: int
    begin: int
    head: int
    end: int
    prefix: Prefix | None

    @property
    def place(self) -> str:
        """The leading place or level word."""
        return self.prefix.place if self.prefix else ""


def read_head(reader: Reader, start: int, end: int) -> Mention | None:
    """The body whose name ends with the head at [start, end), if one does."""
    form = reader.text[start:end]
    classes = reader.walk.words.heads[form]
    if len(form) == 1 and not reader.walk.ends_word(start, end):
        return None
    for group in TASKS:
        if group in classes:
            made = _task_body(reader, start, end, group, classes[group])
            if made is not None:
                return made
    for group in PROPER:
        if group in classes:
            return _proper(reader, start, end, group, classes[group])
    return _unit(reader, start, end) if "unit" in classes else None


def _name(reader: Reader, start: int, end: int, limit: int, proper: bool) -> Name | None:
    """The words before a head; None if they make a class of it."""
    begin, prefix = reader.walk.modifiers(start, limit, proper)
    first = prefix.start if prefix else begin
    if (prefix and prefix.generic) or is_class(reader.text, first):
        return None
    return Name(first, begin, start, end, prefix)


def _task_body(reader: Reader, start: int, end: int, group: str, kind: str) -> Mention | None:
    """A headquarters, group, team or branch: words of its task before the head."""
    text = reader.text
    name = _name(reader, start, end, MAX_TOPIC, proper=False)
    if name is None:
        return None
    form, organ = text[start:end], text[name.begin : end]
    bare = reader.walk.words.bare
    if organ.startswith("组织") and organ[2:] in bare:
        name = Name(name.begin + 2, name.begin + 2, start, end, None)
        organ = organ[2:]
    if organ == form and text[name.first - 1 : name.first] in "一二两三四五六七八九十":
        return None
    made, many = founded(text, name.first), counted(text, name.first)
    titled = name.begin < start or (group == "party" and len(form) > 4)
    in_place = name.prefix is not None and (group == "adhoc" or name.prefix.parent is None)
    if many and not made:
        return None
    if not titled and (len(form) <= 2 and form not in bare) and not (in_place and form in bare):
        return None
    if not titled and not in_place and form not in bare:
        return None
    if group != "adhoc" and titled and name.prefix is None and not made and organ not in reader.known:
        return None
    if group == "team" and not titled and not made:
        return None
    if made:
        reader.known.add(organ)
    rule = "bodies.counted" if many else "bodies.founded" if made else f"bodies.{group}"
    if not titled and not in_place and not made:
        rule = f"bodies.{group}-bare"
    return _mention(reader, name, kind, rule, 0.85 if titled else 0.6, many)


def _proper(reader: Reader, start: int, end: int, group: str, kind: str) -> Mention | None:
    """A hospital, school, firm, association, paper or zone: a proper name or a place before the head."""
    walk, text = reader.walk, reader.text
    name = _name(reader, start, end, MAX_NAME, proper=True)
    if name is None or counted(text, name.first):
        return None
    own, form = text[name.begin : start], text[start:end]
    named = name.prefix is not None and own in walk.words.kind_of
    if not named and _classes_only(walk, own):
        return None
    if name.prefix is None:
        begin = walk.name_start(name.begin, start)
        if begin is None and (not form.endswith(LIMITED) or len(own) < 4):
            return None
        if begin is not None:
            name = Name(begin, begin, start, end, None)
    elif not own and not _place_is_name(name.prefix, group, form):
        return None
    return _mention(reader, name, kind, "bodies.proper", 0.85)


def _place_is_name(prefix: Prefix, group: str, form: str) -> bool:
    """Whether the place before a head makes a name of it without further words: 县医院, 通化日报."""
    level = prefix.place in ("", *"省市县区州旗镇乡村")
    if form == "医院":
        return prefix.place[-1:] in ("省", "市", "县", "区", "州", "旗")
    return not level and group not in ("firm", "school", "zone")


def _classes_only(walk: Walk, name: str) -> bool:
    """Whether `name` is made of class words only (三级, 民营)."""
    generic = walk.words.generic
    rest = name
    while rest:
        size = next((n for n in range(min(5, len(rest)), 0, -1) if rest[:n] in generic), 0)
        if not size:
            return False
        rest = rest[size:]
    return bool(name)


def _unit(reader: Reader, start: int, end: int) -> Mention | None:
    """A section of a body named right before it."""
    begin, prefix = reader.walk.modifiers(start, 10, proper=True)
    text = reader.text
    if prefix is None and text[start:end] == "科" and VISIT.search(text, max(0, begin - 2), begin) and end - begin > 2:
        form = BodyForm("", text[begin:end], "other")
        return Mention(Span(begin, end), Kind.ORGANIZATION, form, "bodies.unit-apart", 0.7)
    if prefix is None or prefix.parent is None or prefix.generic or begin == start or text[begin] == "副":
        return None
    span = Span(prefix.start, end)
    return Mention(span, Kind.ORGANIZATION, BodyForm("", span.of(text), "other"), "bodies.unit", 0.8)


def _mention(reader: Reader, name: Name, kind: str, rule: str, confidence: float, many: bool = False) -> Mention:
    first = name.first
    if name.prefix and name.prefix.parent is None and reader.text[name.head : name.end] in CHAINS:
        chain = reader.ends.get(first)
        first = chain.span.start if chain else first
    organ = reader.text[name.first + len(name.place) : name.end]
    form = BodyForm(
        name.place if first == name.first else "",
        organ if first == name.first else reader.text[first : name.end],
        kind,
        many,
    )
    return Mention(Span(first, name.end), Kind.ORGANIZATION, form, rule, confidence)
