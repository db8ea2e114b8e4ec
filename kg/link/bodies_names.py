"""The official name of a body from its place and its organ."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.lexicon.loader import Lexicon
from kg.model import BodyForm

CLASSES = (
    *(f"organ.{k}" for k in ("party", "government", "health", "social", "media", "military", "enterprise")),
    *(f"scoped.{k}" for k in ("party", "government", "health", "social", "grassroots", "military")),
)
NATIONAL = tuple(f"nation.{k}" for k in ("party", "government", "health", "social", "media", "enterprise", "military"))
DEPARTMENT = re.compile(r"(?P<topic>.+?)(?P<end>委员会|局|厅|委|部门|办公室)$")
COMMITTEE = frozenset({"委", "党委", "委员会", "中共委员会"})
WORKING_COMMITTEE = frozenset({"党工委"})
CONGRESS = re.compile(r"^(?:人大|人大常委会|人民代表大会常务委员会)$")
YOUTH = re.compile(r"^团[省市县区州旗]?委$")
CONFERENCE = re.compile(r"^(?:政协|政协委员会|人民政协)$")
LEVEL_WORD = re.compile(
    r"[该我本全]?(?:[省市县区州旗盟镇乡村屯]|街道|社区|自治[区州县旗]|兵团|新区|开发区|高新区|经开区)"
)


@dataclass(frozen=True, slots=True)
class BodyName:
    """An official name and other names that follow from it."""

    label: str
    aliases: tuple[str, ...] = ()


def national(lexicon: Lexicon, form: str) -> str | None:
    """The full name of a body of which the country has one, or None."""
    for name in NATIONAL:
        table = lexicon.table(name)
        if form in table:
            return table[form] or form
    return None


def closed(lexicon: Lexicon, organ: str) -> str | None:
    """The full form of an organ that the lexicon or the grammar of departments knows, or None."""
    for name in CLASSES:
        table = lexicon.table(name)
        if organ in table:
            return table[organ] or organ
    match = DEPARTMENT.match(organ)
    if match and match["topic"] in (topics := lexicon.table("body.dept")):
        if match["end"] == "部门":
            return organ
        end = "委员会" if match["end"] == "委" else match["end"]
        return (topics[match["topic"]] or match["topic"]) + end
    return None


def official(lexicon: Lexicon, area: str, organ: str) -> BodyName:
    """The name of the body `organ` of the place `area` ("" if unknown), for organs with a full form.

    Organs without one get the place before them and no further names.
    """
    full = closed(lexicon, organ) or organ
    if not area:
        return BodyName(full, (organ,) if organ != full else ())
    if area in lexicon.table("country"):
        return BodyName(area + organ)  # 土耳其政府, 中国政府: no 人民政府
    if YOUTH.match(organ):
        return BodyName(area + full, (f"共青团{area}委", f"共青团{area}委员会"))
    short = area + organ
    if organ in COMMITTEE:
        tail = "县委" if area.endswith("县") and len(area) == 2 else organ
        return BodyName(f"中共{area}委员会", tuple(dict.fromkeys((short, area + tail, f"中共{short}"))))
    if organ in WORKING_COMMITTEE:
        return BodyName(f"中共{area}工作委员会", (short,))
    if organ == "纪委":
        return BodyName(f"中共{area}纪律检查委员会", (short,))
    if CONGRESS.match(organ):
        return BodyName(f"{area}人民代表大会常务委员会", (f"{area}人大", f"{area}人大常委会"))
    if CONFERENCE.match(organ):
        return BodyName(f"中国人民政治协商会议{area}委员会", (f"{area}政协",))
    if organ.startswith("委"):
        return BodyName(f"中共{area}{full}", (short,))
    return BodyName(area + full, (short,) if short != area + full else ())


def of_parent(lexicon: Lexicon, parent: str, short: str, rest: str) -> BodyName:
    """The name of the section `rest` of the body `parent` (official name), which the text calls `short` + `rest`."""
    full = closed(lexicon, rest) or rest
    for office in ("公安局", "公安厅"):  # 公安局 + 交警支队, whose full name says 公安局 again
        if parent.endswith(office):
            full = full.removeprefix(office)
    if rest in COMMITTEE:
        return BodyName(f"中共{parent}委员会", (parent + rest, short + rest))
    return BodyName(parent + full, tuple(dict.fromkeys((short + rest, parent + rest))))


def plain(area: str, form: BodyForm) -> BodyName:
    """The name of a body with an open name: its place's official name, then its own words."""
    organ = "".join(form.organ.split())
    return BodyName(area + organ, (form.place + organ,))


def is_level_word(place: str) -> bool:
    """Whether a body's place is a word of level only (县, 该市), not a name."""
    return LEVEL_WORD.fullmatch(place) is not None
