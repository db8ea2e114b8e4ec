"""Bodies that the text names only by their task, in a list: 安全保卫和心理疏导两个工作组; 发改、卫健等部门; 电信、移动公司."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.bodies_left import Walk
from kg.extract.bodies_guards import NUMERAL
from kg.extract.bodies_words import BodyWords
from kg.model import BodyForm, Kind, Mention
from kg.offsets import Span

ITEM = r"[一-鿿]{2,8}"
GROUPS = re.compile(
    rf"(?P<list>(?:{ITEM}[、和及])+{ITEM}?)等?(?:{NUMERAL}|几|多)个(?P<head>(?:专项)?工作(?:小)?组|小组|专班|工作专班)"
)
SEPARATOR = re.compile(r"[、,和及与]")
CARRIERS = re.compile(r"(?:电信|移动|联通|铁塔|广电|网通)(?:[、和](?:电信|移动|联通|铁塔|广电|网通))+(?:分?公司|等)?")
CARRIER = re.compile(r"电信|移动|联通|铁塔|广电|网通")


def listed(walk: Walk, words: BodyWords, found: list[Mention]) -> Iterator[Mention]:
    """Mentions of the bodies that lists name, given those `found` already."""
    text = walk.tokens.text
    yield from _groups(walk, text)
    yield from _departments(words, text, {m.span for m in found})
    for match in CARRIERS.finditer(text):
        for item in CARRIER.finditer(text, match.start(), match.end()):
            yield _mention(item.start(), item.end(), item[0] + "公司", "enterprise", "bodies.carriers")


def _groups(walk: Walk, text: str) -> Iterator[Mention]:
    for match in GROUPS.finditer(text):
        at = match.start("list")
        for item in re.split(r"([、和及])", match["list"]):
            end = at + len(item)
            if item and not SEPARATOR.fullmatch(item):
                begin, _ = walk.modifiers(end, 8, proper=False)
                begin = max(begin, at)
                if end - begin >= 2:
                    yield _mention(begin, end, text[begin:end] + match["head"], "command", "bodies.groups")
            at = end


def _departments(words: BodyWords, text: str, taken: set[Span]) -> Iterator[Mention]:
    for match in words.departments.finditer(text):
        items = list(re.finditer(r"[^、,和及与]+", match[1]))
        if text[match.start() - 1 : match.start()] in ("各", "级"):
            continue
        single = len(items) == 1 and not match[2]
        for item in items:
            start = match.start() + item.start()
            end = match.end() if single else match.start() + item.end()
            if Span(start, end) not in taken:
                place = text[start - 1 : start] if text[start - 1 : start] in ("省", "市", "县", "区", "州") else ""
                yield Mention(
                    Span(start - len(place), end),
                    Kind.ORGANIZATION,
                    BodyForm(place, item[0] + "部门", "government"),
                    "bodies.departments",
                    0.8,
                )


def _mention(start: int, end: int, organ: str, kind: str, rule: str) -> Mention:
    return Mention(Span(start, end), Kind.ORGANIZATION, BodyForm("", organ, kind), rule, 0.85)
