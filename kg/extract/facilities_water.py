"""Rivers, lakes and gauging stations: names that what follows them, or what a place before them, shows to be sites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set

from kg.model import Mention

Found = tuple[int, int, str]  # start, end, rule

MARK = (
    r"水位|水量|流量|[中上下]游(?!一带|地区)|干流|支流|河?段(?!时)|[一-鿿]{2,3}段|大?堤|民堤|护岸|洪水|洪峰|防[洪汛]|决口|溃口|漫[堤溢坝]|[决溃]堤|管涌|"
    r"[河江湖]?水(?:暴涨|猛涨|上涨|漫|倒灌|面)|河道|超警|超保|超汛限|相关堤|沿岸|两岸|沿线|岸边|源头|汛情|水情|入[江湖海河]口|[0-9]{4}年第[0-9]+号洪[水峰]"
)
WATER_MARK = re.compile(  # what follows a river or lake known by name that is meant as a site, not as a region
    rf"{MARK}|洪|流域(?!生态保护|高质量|综合|经济|[一-鿿]{{0,4}}产区|[一-鿿]{{0,3}}麦区)|来水|区(?:防汛|水位|汛情)|发生|出现|等?(?:水位|河流|江河)|[、和][一-鿿]{{2,4}}等?水位|等[0-9一-鿿]{{0,3}}个?(?:重[点大])?工程|[泛滞]区"
)
BAY_MARK = re.compile(  # 青山湾、云河海峡等重点水域; the lands around a bay bear its name too
    r"(?:[、和][一-鿿]{2,4}(?:海峡|湾|水道|口))*等?(?:重点)?(?:水域|海域|海面|海区|航线|航道|水道|客滚|轮渡|沿岸|跨海)"
)
UNKNOWN = re.compile(
    rf"[河江溪湖](?={MARK}|流域(?:的|部分|多|沿|内|降|水|出|发|遭|受)|等?[0-9一二三四五六七八九十两多]+条[主]?[要]?河|[一-鿿]{{2,3}}站(?:水|流|洪|出|超|发))"
    r"|[河溪](?=[、和](?!江河|河湖)[一-鿿]{1,3}[河溪](?:[、和,。;]|等(?!地)))"
)
STEM = 4
EDGE = frozenset("但而且若虽在与和及对沿从经的着往至将因向由使被把受当处")
BEFORE = re.compile(r"(?:支流|流域|干流|上游|下游|境内|发布|随着|导致|造成|影响)$")
NO_STEM = frozenset(
    "各条这该过跨沿大小主江河界冰内外护市县省区全多几些入出近临滨邻穿流通两一二三四五六七八九十是有为等了某每段乡村镇部"
)
STATION = re.compile(r"(?:干流|支流)?(?P<at>[一-鿿]{2,4}?)(?:水文|水位)?站(?=水|流|洪|超|出|实|[,。;、的]|$)")
NAME = r"(?!江河|河湖|湖泊|山河|大江|大河|大湖|运河|河道|浙江|黑龙江)[一-鿿]{1,3}[河江湖溪]"
LIST_AFTER = re.compile(rf"[、和]{NAME}(?=[、和,。;是]|等(?!地)|来水|水位|[0-9一二三四五六七八九十两]+条)")
BASIN = re.compile(rf"(?:[、和]{NAME})*等?[一-鿿]{{0,2}}流域")
ITEM = re.compile(
    r"(?<=[、和])(?!江河|河湖|山河)[一-鿿]{1,3}[河江湖溪渠](?=[、和等]|[0-9一二三四五六七八九十两]+条|[,。;])"
)
LIST_BEFORE = re.compile(r"(?<=[河江湖溪])[、和]$")
HAN = re.compile(r"[㐀-䶿一-鿿]")


def waters(
    text: str, known: re.Pattern[str], areas: Mapping[int, Mention], inside: Set[int], no_stem: Set[str]
) -> Iterator[Found]:
    """Waters of `text` with their rule: `known-water` for waters, `water-station` for stations on them.

    Args:
        text: the cleaned text.
        known: matches waters known by name alone.
        areas: place mentions by the offset where they end.
        inside: offsets that lie in place mentions.
        no_stem: characters that no name of a water holds.
    """
    starts: set[int] = set()
    for match in known.finditer(text):
        start, end = match.span()
        if start in inside or start in starts:
            continue
        if match[0].endswith("湾"):
            if BAY_MARK.match(text, end):
                starts.add(start)
                yield start, end, "known-water"
            continue
        if text[start - 1 : start] == "至" and text.startswith(("河段", "段"), end):
            continue  # from one town to the next: 江心洲至云江河段
        station = STATION.match(text, end)
        listed = _in_list(text, start, end)
        works = match[0].endswith(("水库", "大坝", "枢纽", "工程", "海峡", "山脉"))
        if station is None and not listed and not works and not WATER_MARK.match(text, end):
            continue
        starts.add(start)
        yield start, end, "known-water"
        if station:
            yield station.start("at"), station.end(), "water-station"
    yield from _items(text, starts, inside)
    yield from _unknown(text, starts, areas, inside, no_stem)
    yield from _items(text, starts, inside)


def _items(text: str, starts: set[int], inside: Set[int]) -> Iterator[Found]:
    """The neighbours of a known water in a list: 青河、柳叶河、沙河三条河流."""
    for match in ITEM.finditer(text):
        start = match.start()
        beside = any(s < start and text[start - 2] in "河江湖溪库" and start - 6 <= s for s in starts)
        if beside and start not in starts and start not in inside and not BASIN.match(text, match.end()):
            starts.add(start)
            yield start, match.end(), "known-water"


def _unknown(
    text: str, starts: set[int], areas: Mapping[int, Mention], inside: Set[int], no_stem: Set[str]
) -> Iterator[Found]:
    """Waters that no table has, where what follows shows that a water is meant."""
    for match in UNKNOWN.finditer(text):
        if text.startswith(("口河段", "口段"), match.end()) or (
            text[match.start() - 1] == "口" and text[match.end()] == "段"
        ):  # 江心洲至裕溪口河段 is a reach, no 裕溪
            continue
        found = _stem(text, match.start(), areas, inside, no_stem)
        if found is not None and text.startswith(("段", "河段"), match.end()) and text[found - 1 : found] == "至":
            continue
        if found is not None and found not in starts:
            starts.add(found)
            yield found, match.end(), "known-water"
            yield from _again(text, text[found : match.end()], starts, inside)


def _in_list(text: str, start: int, end: int) -> bool:
    """Whether the water at [start, end) stands in a list of waters, none of basins: 永定河、大清河; not 长江、淮河等流域."""
    if text.startswith("等地", end):
        return False  # towns that bear the names of rivers
    return bool(LIST_AFTER.match(text, end) or LIST_BEFORE.search(text, max(0, start - 6), start))


def _stem(text: str, at: int, areas: Mapping[int, Mention], inside: Set[int], no_stem: Set[str]) -> int | None:
    """Where the name of the water begins whose last character stands at `at`, if its left edge is clear."""
    if at in inside:
        return None
    for start in range(at - 1, max(-1, at - STEM - 1), -1):
        if (
            start < 0
            or start in inside
            or text[start] in NO_STEM
            or text[start] in no_stem
            or not HAN.match(text[start])
        ):
            return None
        if start == 0 or start in areas or not HAN.match(text[start - 1]):
            return start
        if text[start - 1] in EDGE or BEFORE.search(text, max(0, start - 2), start):
            return start
    return None


def _again(text: str, name: str, starts: set[int], inside: Set[int]) -> Iterator[Found]:
    """The other places where a water found by its surroundings is named, and the stations on it."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if at not in inside:
            if at not in starts:
                starts.add(at)
                yield at, end, "known-water"
            if station := STATION.match(text, end):
                yield station.start("at"), station.end(), "water-station"
        at = text.find(name, end)
