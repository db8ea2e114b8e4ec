"""Sites named by a list, by a body, or by a word that points back: A、B等多个渔港, A医院扩建工程, 云河镇的这个安置点."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from kg.extract.facilities_visits import of_many
from kg.lexicon.loader import Lexicon
from kg.model import Kind, Mention
from kg.offsets import Span

ITEM = r"[一-鿿“”]{2,10}"
COUNT = r"(?:[0-9一二三四五六七八九十两]+|多|数|几)(?:余|多)?(?:个|座|家|处|大|条)"
EDGE = re.compile(
    r".*(?:[对从在到于往赴至为将把由经是有及和与括了的向]|走访|走进|检查|查看|视察|调研|暗访|巡查|督查|督导|慰问|考察|增加|新增|增设|增至|原有|投放|关闭|关停|暂停|停用|承担|负责|开启|启用|设置|改造|新建|修建|发展|鼓励|打造)"
)
WORKS = re.compile(
    r"(?:改?扩建|改建|迁建|新建|重建|异地新建|改造|改造提升|提升改造|除险加固|加固|维修加固|二期|三期|配套)(?:建设)?(?:工程|项目)(?!部|组|办|公司|管理|指挥|法人)"
)
WARD = re.compile(  # 云河县人民医院|的隔离病房
    r"的?(?P<name>(?:(?![的和与及等各或新所在从到将设有要])[一-鿿]){0,6}?(?:隔离病[房区]|负压病[房区]|重症病[房区]|感染病[房区]|发热门诊|住院楼|住院部|门诊楼|急诊楼|病房楼|"
    r"远程(?:诊疗|会诊|医疗)中心|会诊中心|仓库|库房|办公大?楼|宿舍楼|教学楼|实验楼|综合楼|检测实验室))"
    r"(?!主任|负责|医[生护]|护士|工作人员|值班|建设|管理|改造|设置|设立|人员|等)"
)
LOW = ("镇", "乡", "村", "街道", "社区", "小区")
REASON = re.compile(r"的?这[个处座所家][^,。;:!?\n]{0,16}?的?$")
MARKETS = "市场"
SEPARATOR = re.compile(r"[、和及]")
BASE_HEAD = re.compile(r"(?:基地|产业园区?|示范园|物流园|集散中心|交易中心|综合体)$")
BASE = (
    r"(?P<name>(?:(?![与和及或各多几每这该本]|[一二三四五六七八九十两]+[个批座处家条]|一系列)[一-鿿]){4,16}?"
    r"(?:基地|产业园区?|示范园|物流园|集散中心|交易中心|综合体))"
)
BASE_TAIL = re.compile(
    r"(?:种植|养殖|生产|产业|示范|繁育|培育|加工|供应|实训|教育|大棚|蔬菜|水果|茶叶|苗木|育苗)*(?:基地|产业园区?|示范园|采摘园|生态园|长廊|综合体|中心|冷库|馆)$"
)
BUILT_BASE = re.compile(rf"(?:建起|建成|建有)了?{BASE}(?=[,。;]|$)")  # 建起河东蔬菜集散中心。
SETTLED_BASE = re.compile(rf"(?:(?<=[,。;、的\n])|^){BASE}(?=落户|揭牌|投产|投用|投入使用|正式启用|被[确认评授列定])")
PLACED_BASE = re.compile(  # 云河县柳河村蔬菜种植基地: right after its place
    r"的?(?P<name>(?!各|多|几|每|[0-9一二三四五六七八九十两]+[个家处])(?:(?![的了在与和及等将把被为是有从到建成打造发展推进依托通过])[一-鿿]){2,12}?"
    r"(?:种植基地|养殖基地|生产基地|产业基地|示范基地|繁育基地|培育基地|加工基地|供应基地|实训基地|教育基地|产业园|示范园|产业园区|大棚基地|蔬菜基地|水果基地|茶叶基地|苗木基地|育苗基地|采摘园|生态园|长廊|综合体|集散中心|交易中心|物流中心|仓储中心|冷库|村史馆|纪念馆|博物馆))(?![一-鿿]?建设)"
)
TOWERS = re.compile(  # 前往云河国际、金色家园等楼宇
    r"(?:前往|走访|走进|来到|深入|先后到|实地到|在|赴|到|覆盖|涉及|包括)了?(?P<list>[一-鿿·]{3,10}(?:、[一-鿿·]{3,10}){0,4})"
    r"等[0-9]{0,3}[多余]?[个家座]?(?:商务|老旧|居民|住宅|重点|主要|大型)?(?:楼宇|写字楼|小区|楼盘|商厦|商圈|园区(?!企业))"
)
NO_TOWER = re.compile(r"[的了各多几全每等]|(?:[县市区镇乡村院校店]|街道|楼宇|写字楼|企业)$")
NAME_CHAR = r"(?:(?![的在到由和与及等了为是各每])[一-鿿])"
CHAIN_SHOP = re.compile(r"(?:超市|商场|百货|商城|卖场)[一-鿿(]{1,9}店")
SHOP = re.compile(
    rf"{NAME_CHAR}{{2,12}}?(?:超市|商场|百货|商城|卖场)(?:\({NAME_CHAR}{{2,8}}店\)|{NAME_CHAR}{{1,8}}店)(?=[、,。;等0-9一二三四五六七八九十(\n]|$)"
)
SHOP_ITEM = re.compile(
    rf"(?<=[、,]){NAME_CHAR}{{2,8}}(?:超市|商场|百货|商城|卖场)(?=[、,。;等0-9一二三四五六七八九十])"
)
ROW = re.compile(r"[:：](?P<list>[一-鿿0-9()]{3,20}(?:、[一-鿿0-9()]{3,20})*)(?=[\n。; ]|$)")
ROW_ITEM = re.compile(
    r"(?:苑|园|公寓|小区|[0-9]弄|[0-9]号|新城|家园|新村|府|湾|庭|邸|名居|雅居|里|坊|轩|阁|大厦|广场|店\)?|超市|市场|酒店|宾馆|中心|机场|车站|大院|宿舍|商厦|商城)$"
)
ROWS = 2
CALLS = re.compile(  # 青山、青山东、柳河南等车站; 青山南、柳河火车站
    r"(?:(?<=[。,;:!?\s在到往从])|^)(?P<list>[一-鿿]{2,4}(?:、[一-鿿]{2,4})+)等[0-9]{0,2}[多余]?个?(?:铁路|高铁|主要|重点|大)?(?:火车站|高铁站|车站)(?!点|[务工])"
)
NO_CALL = re.compile(r"[场站头口院校店村局司场馆区]$")
SEVERAL = ("各", "等", "全部", "所有", "多家")
GATES = re.compile(r"(?:[一二三四五六七八九十]+孔[、和及与])*[一二三四五六七八九十]+孔(?P<head>闸|水闸|大闸|桥)")
GATE = re.compile(r"[一二三四五六七八九十]+孔(?:水闸|大闸|闸|桥)?")


@dataclass(frozen=True)
class ListWords:
    """Patterns of listed sites. `tail` is how every match of `lists` ends, which is quick to look for."""

    lists: re.Pattern[str]
    tail: re.Pattern[str]
    generic: re.Pattern[str]
    point: re.Pattern[str]
    site: re.Pattern[str]

    def lists_in(self, text: str) -> Iterator[re.Match[str]]:
        """What `lists` matches in `text`; it is tried only on lines that have its tail."""
        done = -1
        for tail in self.tail.finditer(text):
            if tail.start() > done:
                start, end = text.rfind("\n", 0, tail.start()) + 1, text.find("\n", tail.end())
                done = len(text) if end < 0 else end
                yield from self.lists.finditer(text, start, done)


def list_words(lexicon: Lexicon) -> ListWords:
    """Compile what the lexicon says of listed sites.

    Raises:
        ResourceError: if a class of the lexicon is missing.
    """
    listed = lexicon.alternation("facility-listed")
    generic = lexicon.alternation("facility-generic")
    point = lexicon.alternation("facility-point")
    return ListWords(
        re.compile(
            rf"(?P<list>{ITEM}(?:[、和及]{ITEM})*?)(?:等[一-鿿]{{0,4}}?)?{COUNT}[一-鿿]{{0,6}}?(?P<head>{listed})(?!业|群|管理|经营|建设|主)"
        ),
        re.compile(rf"{COUNT}[一-鿿]{{0,6}}?(?:{listed})"),
        re.compile(rf"(?:{generic}|农副产品|水产|禽类|活禽|交易|专业|国际|国内|资本|海外)*"),
        re.compile(rf"(?:临时|集中|避险|避灾|应急|转移|受灾群众|群众)*(?:{point})"),
        re.compile(
            rf"(?:临时|集中|避险|避灾|应急|转移|受灾群众|群众)*(?:{point}|{lexicon.alternation('facility-village')})"
        ),
    )


@dataclass(frozen=True, slots=True)
class ListedSite:
    """A site with the name that its list gives it."""

    start: int
    end: int
    name: str
    rule: str


def listed_sites(
    text: str, words: ListWords, areas: Mapping[int, Mention], mentions: Iterable[Mention]
) -> Iterator[ListedSite]:
    """Sites of lists, of bodies, and pointed at, in `text`."""
    for match in words.lists_in(text):
        yield from _items(text, match, words, areas)
    for match in CALLS.finditer(text) if "等" in text and "车站" in text else ():
        yield from _calls(match, areas)
    for match in GATES.finditer(text):
        for gate in GATE.finditer(text, *match.span()):
            name = gate[0] if gate.end() == match.end() else gate[0] + match["head"]
            yield ListedSite(*gate.span(), name, "gate")
    yield from _bases(text, words, areas)
    yield from _shops(text, words.generic)
    yield from _rows(text, areas, mentions)
    bodies = [m for m in mentions if m.kind is Kind.ORGANIZATION]
    low = {end for end in areas if text.endswith(LOW, 0, end)}  # a county has many such points
    ends = low | {body.span.end for body in bodies}
    for body in bodies:
        yield from _of_body(text, body, bodies, words)
    for match in words.site.finditer(text):
        if site := _pointed(text, match, ends):
            yield site


def _items(text: str, match: re.Match[str], words: ListWords, areas: Mapping[int, Mention]) -> Iterator[ListedSite]:
    """Each name of a list of sites: with its own head (东城市场), or with the head that closes the list (崇武 of 渔港)."""
    head, at = match["head"], match.start("list")
    if not SEPARATOR.search(match["list"]):
        return
    for number, item in enumerate(re.split(r"([、和及])", match["list"])):
        start, end = at, at + len(item)
        at = end
        if item in "、和及":
            continue
        end = start + len(item.split("等")[0])
        if number == 0 and (edge := EDGE.match(item)):
            start += edge.end()
        area = next((areas[e] for e in range(end, start, -1) if e in areas and areas[e].span.start <= start), None)
        market = MARKETS if head.endswith(MARKETS) else head
        if head.endswith("火车站") and 2 <= end - start <= 4 and not words.generic.fullmatch(text[start:end]):
            yield ListedSite(start, end, text[start:end] + "站", "listed")  # 云河、云河西、青山等三大火车站
            continue
        own = text[start:end].endswith(market)
        begin = start if own and market == MARKETS else area.span.end if area else start
        name = text[begin:end]
        stem = name.removesuffix(market)
        if len(stem) < 2 or len(stem) > 8 or words.generic.fullmatch(stem) or (not own and len(stem) > 4):
            continue
        if own or (area and begin > start):
            yield ListedSite(begin, end, name if own else name + head, "listed")


def _calls(match: re.Match[str], areas: Mapping[int, Mention]) -> Iterator[ListedSite]:
    """The stations of a list that says 车站 once, at its end; one of them at least is called by a place."""
    at, items = match.start("list"), match["list"].split("、")
    if any(NO_CALL.search(item) for item in items) or not any(at < e <= match.end("list") for e in areas):
        return
    for item in items:
        yield ListedSite(at, at + len(item), item + "站", "listed")
        at += len(item) + 1


def _bases(text: str, words: ListWords, areas: Mapping[int, Mention]) -> Iterator[ListedSite]:
    """Bases and parks that are built or settle somewhere, and the buildings of a visit before 等楼宇."""
    for pattern in (BUILT_BASE, SETTLED_BASE):
        for match in pattern.finditer(text):
            start = next((e + text.startswith("的", e) for e in areas if match.start("name") < e < match.end()), -1)
            start = match.start("name") if start < 0 or not text.startswith("的", start - 1) else start
            name = text[start : match.end("name")]
            if len(name) > 6 and "的" not in name and not words.generic.fullmatch(BASE_HEAD.sub("", name)):
                yield ListedSite(start, match.end("name"), name, "base")
    for end, area in areas.items():
        placed = PLACED_BASE.match(text, end)
        stem = BASE_TAIL.sub("", placed["name"]) if placed else ""
        kind = text.endswith("认定的", 0, area.span.start)  # whatever has been given that title
        many = placed and not text.endswith(LOW, 0, end) and of_many(placed["name"], words.generic)
        if placed and not kind and not many and len(stem) > 1 and not words.generic.fullmatch(stem):
            start = placed.start("name") if text.startswith("的", end) else area.span.start
            yield ListedSite(start, placed.end(), text[start : placed.end()], "base")
    for match in TOWERS.finditer(text):
        at = match.start("list")
        for item in match["list"].split("、"):
            if not words.generic.fullmatch(item) and not NO_TOWER.search(item):
                yield ListedSite(at, at + len(item), item, "tower")
            at += len(item) + 1


def _shops(text: str, generic: re.Pattern[str]) -> Iterator[ListedSite]:
    """Shops of a chain, and shops beside them in a list: 永丰超市河西店、大华超市."""
    ends: set[int] = set()
    for match in SHOP.finditer(text) if CHAIN_SHOP.search(text) else ():
        start = match.start() + (edge.end() if (edge := EDGE.match(match[0])) else 0)
        if match.end() - start > 4 and not generic.fullmatch(re.sub(r"[()]", "", text[start : match.end()])):
            ends.update((start, match.end()))
            yield ListedSite(start, match.end(), text[start : match.end()], "shop")
    if ends:
        for match in SHOP_ITEM.finditer(text):
            if (match.start() - 1 in ends or match.end() + 1 in ends) and match.start() not in ends:
                ends.update(match.span())
                yield ListedSite(*match.span(), match[0], "shop")


def _rows(text: str, areas: Mapping[int, Mention], mentions: Iterable[Mention]) -> Iterator[ListedSite]:
    """Sites by district, a row each: 青山区:柳河苑、大华超市(河西店) and 云河区:东湖公寓."""
    rows = [row for row in (ROW.match(text, end) for end in sorted(areas)) if row is not None]
    if len(rows) < ROWS:
        return
    named = [m.span for m in mentions if m.kind in (Kind.ORGANIZATION, Kind.AREA)]
    for row in rows:
        at = row.start("list")
        for item in row["list"].split("、"):
            whole = any(s.end == at + len(item) and s.start <= at for s in named)
            if not whole and ROW_ITEM.search(item):
                yield ListedSite(at, at + len(item), item, "row")
            at += len(item) + 1


def _of_body(text: str, body: Mention, bodies: list[Mention], words: ListWords) -> Iterator[ListedSite]:
    """The works on a body's ground, or the point that it houses: 云河县人民医院扩建工程, 云河二中安置点."""
    start, end = body.span.start, body.span.end
    tail = WORKS.match(text, end) or words.point.match(text, end)
    ward = WARD.match(text, end) if tail is None and not text.endswith(SEVERAL, 0, start) else None
    if ward and not any(o.span.overlaps(Span(*ward.span("name"))) for o in bodies if o.span != body.span):
        yield ListedSite(start, ward.end(), text[start:end] + ward["name"], "of-body")
    if tail and not any(o.span != body.span and o.span.covers(body.span) for o in bodies):
        yield ListedSite(start, tail.end(), text[start : tail.end()], "of-body")


def _pointed(text: str, match: re.Match[str], ends: Set[int]) -> ListedSite | None:
    """云河镇的这个可住500人的安置点: the one site of a place or body right before it, which ends at one of `ends`."""
    low = max(0, match.start() - 24)
    for end in range(match.start(), low, -1):
        if end in ends and REASON.fullmatch(text, end, match.start()):
            return ListedSite(match.start(), match.end(), match[0], "pointed")
    return None
