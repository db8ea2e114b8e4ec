"""Sites that a report visits or gives the address of: 在云河镇的这个育秧中心, 河西路8号云河大厦, 柳河生态博览园里."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.model import Mention

Found = tuple[int, int, str]  # start, end, rule

LEAD = re.compile(r"(?:在|走进|来到|走访|位于|地处|依托|抵达|前往|到)了?$")
PLACE_LEAD = 4  # characters before a place that may lead to it
NAME = r"(?:(?![的了在是和与及或等各多几每该从将把被为到、一二三四五六七八九十百千万]|有(?!限)|重点|部分|全部|主要|相关)[一-鿿])"
VISITED = re.compile(  # 云河镇|的这个现代化育秧工厂里
    rf"(?:的?这[个处座家片块](?:[一-鿿]{{2,8}}的)?|的)(?P<name>{NAME}{{1,12}}?"
    r"(?:(?<!服务)(?<!指挥)(?<!救援)(?<!医疗)(?<!疾控)(?<!新闻)(?<!融媒体)(?<!检验)(?<!调解)(?<!研究)中心|工厂|基地|产业园|示范园|种植园|养殖园|采摘园|科技园|博览园|试验田|农场|牧场|渔场|果园|茶园|"
    r"菜市场|批发市场|交易市场|农机市场|花卉市场|排涝站|泵站|电站|冷库|粮库|仓库|码头|渔港|村史馆|展览馆|体验馆|书屋|驿站))"
    r"(?=[里内中,。;]|$)"
)
FIELDS = re.compile(  # 青山县|高标准农田示范区: a stretch of land, not a zone with a government
    rf"的?(?P<name>{NAME}{{0,8}}(?:农田|粮田|稻田|种植|轮作|栽培|繁育|高产|单产提升|绿色防控|绿色高产|万亩|千亩|玉米|水稻|小麦|大豆|油菜)示范[区片田])(?=[里内中,。;]|$)"
)
TOWN = re.compile(  # 柳河镇|的过渡安置点, 柳河村|茶叶基地: a town or village has one
    rf"(?:的(?:[0-9一-鿿]{{0,6}}的)?(?P<point>(?:(?!各|多|几|每)[一-鿿]){{0,8}}?(?:安置点|隔离点|救治点|停机坪|育秧点|收购点|安置房|安置小区))|的?(?P<name>{NAME}{{2,8}}(?<!服务)(?:基地|示范园|种植园|采摘园|产业园)))"
    r"(?=[里内中,。;看]|$)"
)
LOW = "乡镇村"
KIND = re.compile(  # what such a site is for and what it is; what stands before it may be its name
    r"(?:的|[0-9]+[亩平方米]*|育秧|育苗|育种|制种|种植|养殖|生产|加工|繁育|培育|供应|示范|实训|体验|采摘|观光|休闲|仓储|冷链|冷藏|农业|林业|渔业|畜牧|农产品|农副产品|粮食|粮油|蔬菜|水果|食用菌|农田|粮田|稻田|水稻|小麦|玉米|大豆|油菜|"
    r"轮作|栽培|单产提升|防控|采摘|安置|临时|[百千万]亩|高产|绿色|优质|规模|科技|工业|产业)*"
    r"(?:工厂|车间|基地|产业园|示范园|种植园|养殖园|采摘园|科技园|示范[区片田]|试验田|农场|牧场|渔场|果园|茶园|大棚|泵站|电站|排涝站|冷库|粮库|仓库|育[秧苗](?:中心|点))$"
)
HOUSE = re.compile(  # 河西路8号|云河物流仓库
    r"[路街道巷弄同][东西南北中]?[一二三四五六七八九十]?段?\s?[0-9]{1,4}号(?:院内?)?(?P<name>(?:(?![的了、])[一-鿿]){2,18}?"
    r"(?:大楼|办公楼|大厦|写字楼|仓库|库房|(?:政务|政务服务|会展|展览|会议|文化|体育|商务|活动)中心|大厅|广场|工业园|产业园|科技园|园区|博物馆|体育馆|展览馆|会展中心|酒店|宾馆|公寓))"
    r"(?=[。,;、(\s0-9]|[一二三四五六七八九十]+[楼层]|$)"
)
OPENING = re.compile(  # 。柳河生态博览园里,
    rf"(?:(?<=[,。;!?\n])|^)(?P<name>{NAME}{{2,8}}(?:博览园|博物馆|产业园|示范园|植物园|种植园|公园|景区|古城|古镇|基地|交易中心|批发市场|会展中心|农场|渔港|码头|机场|火车站))"
    r"[里内](?!的?环境|部|容|设施)"
)
INSIDE_MARK = re.compile(r"(?:园|馆|城|镇|区|基地|中心|市场|农场|渔港|码头|机场|车站)[里内]")
QUOTED = re.compile(  # 村里的“青禾书屋”
    r"[里内的为身]“(?P<name>[一-鿿]{2,8}(?:书屋|书店|书院|书房|茶馆|民宿|客栈|博物馆|村史馆|体验馆|美术馆))”(?!活动|品牌|工程|项目|计划|行动|系列)"
)


def visits(text: str, areas: Mapping[int, Mention], generic: re.Pattern[str]) -> Iterator[Found]:
    """Sites of `text` that are visited, addressed, or named by a quote.

    Args:
        text: the cleaned text.
        areas: place mentions by the offset where they end.
        generic: matches words that name no site by themselves, as often as they come.
    """
    for end, area in areas.items():
        found = VISITED.match(text, end) if text[end : end + 1] in ("的", "这") else None
        found = found or FIELDS.match(text, end)
        if found and _led_to(text, area.span.start, areas):
            if text[end - 1] in LOW or not of_many(found["name"], generic):
                yield *found.span("name"), "visited"
        elif text[end - 1] in LOW and (found := TOWN.match(text, end)) and _led_to(text, area.span.start, areas):
            yield *found.span("point" if found["point"] else "name"), "visited"
    for pattern, rule in ((HOUSE, "address"), (QUOTED, "quoted")):
        for match in pattern.finditer(text):
            yield *match.span("name"), rule
    for match in OPENING.finditer(text) if INSIDE_MARK.search(text) else ():
        start = max((e for e in areas if match.start() < e < match.end()), default=match.start())
        if not generic.match(text, start, match.end("name")).end() >= match.end("name") - 2:  # type: ignore[union-attr]
            yield start, match.end("name"), "opening"


def of_many(name: str, generic: re.Pattern[str]) -> bool:
    """Whether `name` says only what a site is like and what it is for (现代化育秧工厂): a county has many."""
    kind = KIND.search(name)
    return kind is not None and generic.fullmatch(name, 0, kind.start()) is not None


def _led_to(text: str, start: int, areas: Mapping[int, Mention]) -> bool:
    """Whether a word of going or being somewhere stands before the places that end at `start`: 在|云河市|柳河镇."""
    while start in areas:
        start = areas[start].span.start
    return LEAD.search(text, max(0, start - PLACE_LEAD), start) is not None
