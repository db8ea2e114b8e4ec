"""Words that bound a figure from further off: over the noun that it is a share of, or over a list."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.model import Bound

SHARE_LIMIT = re.compile(  # 不超过参保职工总数的20%, 以超过进价10倍的价格: of what a share is, between it and its bound
    r"(?P<most>不超过?|不高于|不得超过|不得高于|不大于)[^,。;、:\d]{2,16}$"
    r"|(?P<least>不低于|不少于|不得低于|不得少于|不小于)[^,。;、:\d]{2,16}$"
    r"|(?P<more>(?<!不)(?<!不得)超过|高出)(?![^,。;、:\d]*(?:[增提升长高低降减少快]|分别))[^,。;、:\d]{2,10}$"
)
LISTED = re.compile(
    r"[^,。;、:]{0,3}分别(?P<word>[^,。;、:\d]{2,6})[\d.]+[^,。;\d、]{1,3}(?:、[\d.]+[^,。;\d、]{1,3})*[、和]$"
)
SHARES = frozenset(("%", "成", "倍"))
REACH = 30  # characters before a figure
INSIDE = frozenset(("内", "之内"))  # 3平方公里内的企业: where; 3天内, 控制在3米内: how much at most
EXTENTS = frozenset(("KiloM", "M", "CentiM", "MilliM", "MI_N", "KiloM2", "M2", "HA", "Mu"))
HELD = re.compile(r"(?:在|控制|限制?|压缩至|压降至|缩小[到至]|降[到至]|不超过|不得超过|不超|不出|不多于)[约近]?$")


def far_limit(text: str, start: int, unit: str, words: Mapping[str, str]) -> Bound | None:
    """How a figure is bounded by a word that does not stand next to it; None if by none.

    Args:
        text: the report.
        start: offset where the figure begins, with the hedge next to it.
        unit: its measure word, % for shares in words.
        words: hedges with their bounds.
    """
    listed = LISTED.search(text, max(0, start - REACH), start)
    if listed and (word := words.get(listed["word"])):
        return Bound(word)
    found = SHARE_LIMIT.search(text, max(0, start - REACH), start) if unit in SHARES else None
    if not found or (found["more"] and unit != "倍"):
        return None
    return Bound.AT_MOST if found["most"] else Bound.AT_LEAST if found["least"] else Bound.MORE_THAN


def says_where(text: str, start: int, unit: str, after: str | None) -> bool:
    """Whether 内 after an extent only says where: 园区3平方公里内的企业, 县城周边5公里内.

    Args:
        text: the report.
        start: offset where the figure begins, with the hedge next to it.
        unit: the unit of the figure.
        after: the hedge that follows it.
    """
    if after not in INSIDE or unit not in EXTENTS:
        return False
    return HELD.search(text, max(0, start - 6), start) is None
