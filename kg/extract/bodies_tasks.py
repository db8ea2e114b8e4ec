"""Where the name of a group begins whose task is told by two words or by verbs: 市|文化改革和发展领导小组."""

from __future__ import annotations

import re

from kg.extract.bodies_guards import FOUNDING
from kg.extract.bodies_left import Prefix, Walk

PAIRED = re.compile(r"[一-鿿]{2,8}[和与及、]$")  # 市场和|环境整治组
FOUNDED_PAIR = re.compile(  # 成立企业疫情防控和|复工复产帮扶工作组
    r"(?:成立|组建|设立|建立|组成|参加的|参与的)了?(?P<more>(?!由|以|了)[一-鿿]{2,12}(?<![组部班队会办])[和与])$"
)
FOUNDED_VERB = re.compile(  # 成立服务外出|务工人员工作专班
    r"(?:成立|组建|设立)了?(?P<more>(?:(?![的了由以为在是将向把被从等各并和与及或于就及对该其本和多两几专相应])[一-鿿]){2,8})$"
)
NO_TASK = re.compile(
    r"^(?:[0-9一二三四五六七八九十两多几百]|专门|相应|一批|若干|临时|市级|县级|省级|联合|后|中心|小组|应急|党员)|[组部班队会办局委]$"
)
COMMAND = re.compile(r"(?:指挥部|领导小组|领导组)$")
BACK = 20  # characters before the words that were read
LEADING = ("领导小组", "领导组", "指挥部", "委员会")


def whole_task(walk: Walk, first: int, head: str) -> tuple[int, int, Prefix | None] | None:
    """The rest of a name to the left of `first`, where the words of its task were found to begin.

    Args:
        walk: the text's words, places and bodies.
        first: where the words that were read begin; nothing that owns the group stands before them.
        head: the last word of the name.

    Returns:
        Where the name begins with its place or parent, where its own words begin, and that place or parent; None if
        the name is whole already.
    """
    text = walk.tokens.text
    for founded in (FOUNDED_PAIR, FOUNDED_VERB):
        more = founded.search(text, max(0, first - BACK), first)
        if more and (founded is FOUNDED_PAIR or not NO_TASK.search(more["more"])):
            return more.start("more"), more.start("more"), None
    pair = PAIRED.search(text, max(0, first - 10), first)
    if pair is None:
        return None
    for at in range(pair.end() - 3, pair.start() - 1, -1):
        if owner := _owner(walk, at, first, head):
            return owner.start, at, owner
    return None


def _owner(walk: Walk, at: int, first: int, head: str) -> Prefix | None:
    """The headquarters, or for a leading group the place, that ends at `at` before two words of a task."""
    text = walk.tokens.text
    if at in walk.bodies:
        grouped = head.endswith("组") and COMMAND.search(text, max(0, at - 4), at)
        return walk.prefix(at) if grouped and not FOUNDING.search(text, at, first) else None
    if head not in LEADING or text[first - 1] == "、" or not walk.word_start(at):
        return None
    words = walk.tokens.words[walk.tokens.before(at + 1) : walk.tokens.before(first) + 1]
    if not walk.words.stop.isdisjoint(w for w in words if w not in "和与及"):
        return None
    prefix = walk.prefix(at)
    return prefix if prefix is not None and not prefix.generic and prefix.place[:1] not in "全" else None
