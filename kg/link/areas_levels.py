"""What divisions of each level may hold, by their codes."""

from __future__ import annotations

from kg.gazetteer.lookup import WITHOUT_COUNTIES

MUNICIPALITIES = ("110000", "120000", "310000", "500000")
LEVEL_OF_UNIT = (
    ("社区", "community"), ("街道", "township"), ("镇", "township"), ("乡", "township"), ("苏木", "township"),
    ("村", "village"), ("嘎查", "village"), ("区", "functional zone"), ("县", "county"), ("市", "prefecture"),
)  # fmt: skip


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
