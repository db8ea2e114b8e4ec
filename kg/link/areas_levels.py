"""What divisions of each level may hold, by their codes; what is noted of an area while a text is read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.gazetteer.lookup import WITHOUT_COUNTIES
from kg.link.base import surfaces
from kg.model import Area, BodyForm, Kind, Literal, Mark, Mention, Node, Page, Value

MUNICIPALITIES = ("110000", "120000", "310000", "500000")
LEVEL_OF_UNIT = (
    ("社区", "community"), ("街道", "township"), ("镇", "township"), ("乡", "township"), ("苏木", "township"),
    ("村", "village"), ("嘎查", "village"), ("区", "functional zone"), ("县", "county"), ("市", "prefecture"),
)  # fmt: skip
APPOSED = re.compile(r",?(?:是|位于|地处|坐落在|坐落于|隶属于|隶属|属于|在)")  # 柳河村是云河县的一个边境村
WHOLE_COUNTRY = re.compile(
    r"全国(?!人大|政协|两会|人民|妇联|总工会|爱卫|各族|工商联|劳模|统一|性|首|第|最|先进|优秀|扫黄|老龄)"
)


@dataclass
class AreaEntry:
    """What is known of one area while the mentions are read."""

    area: Area
    mentions: list[Mention] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    names: dict[str, None] = field(default_factory=dict)


def wide(code: str) -> bool:
    """Whether the division of `code` holds counties, so that a village's name says little in it."""
    return len(code) == 6 and code.endswith("00") and code not in WITHOUT_COUNTIES


def may_hold_zones(code: str) -> bool:
    """Whether zones that a report names without their county belong to its own prefecture or municipality."""
    return len(code) == 6 and (not code.endswith("0000") or code in MUNICIPALITIES)


def can_hold(code: str, level: str) -> bool:
    """Whether a place without code at `level` may lie in the division of `code`."""
    if level in ("village", "community"):
        return len(code) <= 9
    return len(code) == 6


def is_medium(mention: Mention) -> bool:
    """Whether a mention is a paper, a station or an agency."""
    return isinstance(mention.form, BodyForm) and mention.form.body_kind == "media"


def area_node(page: Page, key: str, entry: AreaEntry) -> Node:
    """The node of an area, with what `entry` has noted of it."""
    attributes: list[tuple[str, Value]] = [("adminLevel", Literal(entry.area.level))]
    if entry.area.code:
        attributes.insert(0, ("adminCode", Literal(entry.area.code)))
    evidence = tuple(sorted(set(entry.marks), key=lambda m: (m.span, m.rule)))
    aliases = tuple(n for n in entry.names if n != entry.area.name)
    hant = surfaces(page.text, entry.mentions)
    return Node(key, Kind.AREA, entry.area.name, evidence, aliases, hant=hant, attributes=tuple(attributes))
