"""Roads, railways and their stations: 省道104线, 连霍高速, 拉滨铁路, 连霍高速云河站, 云河北站, 龙泉家园10号院."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.model import Mention

Found = tuple[int, int, str]  # start, end, rule

COUNTING, CLOSED, LEFT = "各每全多几等出入进", "的是了在", "在从到于经对由与和及"
NUMBER = r"(?:[国省县乡]道[GSXY]?[0-9]{1,4}|(?<![A-Za-z0-9])[GSXY][0-9]{1,4}(?:国道|省道|线|高速)?)"
NUMBERED = re.compile(rf"{NUMBER}[一-鿿]{{0,6}}?(?:检查站|检测点|卡点|收费站|服务区)")
ROAD = re.compile(
    r"[国省县乡]道[GSXY]?[0-9]{1,4}线?|(?<![A-Za-z0-9])[GSXY][0-9]{1,4}(?:[国省县]道|线|高速(?:公路)?)|(?<![0-9])[0-9]{3}[国省县]道(?:线)?"
)
ROUTE = re.compile(r"(?:县城|城区|市区)?通往[一-鿿]{2,8}?的?(?:高速)?(?:路口|出口|入口)")
MOTORWAY = re.compile(
    r"(?P<road>(?:(?<![一-鿿])[一-鿿]{2,4}|[一-鿿]{2})(?=高速))?高速(?:公路)?(?!公路|路)(?P<mid>[一-鿿]{1,5}?)"
    r"(?:出口|入口|出入口|高速路?口|收费站|服务区|检查站|站(?=[,。;、(驶上下口疫]|$))"
)
MOTORWAY_OF = re.compile(r"高速(?:公路)?(?:路|出入?|入)?口|高速(?:公路)?(?:收费站|服务区|检查站)|(?:出口|入口)?收费站")
# Lines are called by the abbreviations of their ends: two or three characters of places
ENDS = "京津沪渝冀晋辽吉黑皖闽赣豫鄂湘粤桂琼川贵滇陕陇青宁新藏蒙苏浙鲁台港澳沈哈长大连济青太石郑洛武汉广深珠杭甬宁合徐兰西银成昆渝遵南昌福厦拉滨包集张呼霍乌奎丰沙胶阜绥佳牡丹图珲精伊临榆延宝天水中卫定武安康襄十堰恩施宜万达巴广雅康攀丽楚玉磨百衡柳邕贵阳都匀怀化邵永郴韶赣龙岩漳泉莆温台金衢景婺黄徽芜马淮蚌新阳平漯信菏日照荣乌威烟潍东沂盐泰通启扬镇常"
LINE = re.compile(
    rf"(?<![一-鿿])(?P<name>[{ENDS}]{{2,3}}(?:高速(?:公路|铁路)?|高铁|铁路|城际铁路|客专))"
    r"(?!出口|入口|出入口|路口|口|收费站|服务区|检查站|部门|局|集团|公司|公安|职工|工人|客运|运输|系统|[东南西北]?站)"
)
AFTER_LINE = re.compile(
    rf"(?<=[在经沿由从至到与和及、的途])(?P<name>(?!国家|信息|高速|城际|地方|中国|重载|跨省|电气|地下|国有|普通|合资|全国|地区|省际|建设|参与|关闭|临时|相关|部分)(?:[{ENDS}][一-鿿]|[一-鿿][{ENDS}]|[{ENDS}]{{3}})(?:高速(?:公路)?|高铁|铁路))(?!出|入|口|收费|服务区|检查站|检测点|卡口|道口|部门|局|集团|公司|站)"
)
STATION_TAIL = r"(?:火车站|高铁站|[东南西北]站|站)"
STATION = re.compile(
    rf"{STATION_TAIL}(?=[,。;、\n]|$|(?:列车|出站|进站|候车|旅客|滞留|停靠|始发|开往|开出|最后|站台|一带|附近|共|因))"
)
STATIONS = re.compile(r"(?P<lead>[在于到至从往达靠困赴])(?P<list>[一-鿿]{2,4}站(?:[、和及与][一-鿿]{2,4}站)+)")
STATION_ROW = re.compile(  # 。云河火车站、青山站、柳河站暂停
    r"(?:(?<=[,。;:\n])|^)(?P<list>[一-鿿]{2,5}站(?:[、和及与][一-鿿]{2,4}站)+)(?=等|[,。;]|暂停|恢复|关闭|停|因|已|均|全)"
)
REACHED = re.compile(  # 抵达云河站, 从云河站出发
    r"(?:抵达|到达|驶入|驶离|停靠|开往|始发|途经|从|由)(?P<name>(?:(?![的了在和与及各有是等全到设卫生服务检防医疗救水气广播电视网])[一-鿿]){2,3}站)"
    r"(?=[,。;、\n](?!下)|(?:出站|出发|开出|候车|进站|站台|始发))"
)
NAMED_AFTER = re.compile(  # 青山区|落石岭站, 沙河镇|四新堤
    r"(?P<stem>(?:(?![的在了和与各有是等多全到设卫生服务检防医疗救水气])[一-鿿]){2,4}站(?=[,。;、\n]|$)|[一-鿿]{1,3}(?:堤|垸|圩)(?=[,。;、决溃漫出险发管加上])(?!堤)"
    r"|[一-鿿]{1,3}[江河湖][一二三四五六七八九十]桥)"
)
PORT = re.compile(
    r"港(?:(?:集装箱|自动化|客运|散货|矿石|原油|粮食)*码头|港区)?(?![口区股务澳珠航机元币资商商交人城铁闸湾汊])"
)
NO_STATION = re.compile(
    r"(?:车|各|全|每|多|首|终点|始发|中间|两|网|工作|服务|检查|收费|加油|泵|水|电|变电|卫生|气象|总|分)站$"
)
NUMBERED_HOUSE = re.compile(r"[0-9](?:号(?:院|楼|大院|小区)|弄)")
YARD = re.compile(  # 龙泉家园10号院, 河西路28号院
    r"(?P<name>(?:(?![在到于从的和与及为对住位]|前往|[进入来])[一-鿿]){2,6}(?:[0-9]{1,4}号(?:院|楼|大院|小区)(?:小区)?(?:[0-9]{1,3}(?:号楼|单元|层|室))*|路[0-9]{1,4}弄))(?!落|长|组)"
)


METRO = re.compile(r"地铁|轨道交通|轻轨")
METRO_LINE = re.compile(  # 地铁4号线, 11号线; the station on it is another site
    r"(?:(?:地铁|轨道交通|轻轨))?(?<![0-9一二三四五六七八九十])(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})号线(?:及[一-鿿]{2}线)?"
    r"(?:(?:支线|(?:[东西南北]|[一-鿿]{2})?延[长伸]?线?|[东西南北中]段)?(?:[一二三四]期)?(?:工程|项目|首通段)(?!部|经理|公司))?(?![一-鿿]{1,6}站)"
)
METRO_STATION = re.compile(  # 地铁5号线柳河路站
    r"(?:(?:地铁|轨道交通|轻轨))?(?<![0-9])[0-9]{1,2}号线(?:(?![的等各在和与及换])[一-鿿]){2,6}?(?<!车)(?<!换乘)站(?!点|内所有)"
)
HALL = re.compile(
    r"(?<![一-鿿省市县区])[省市县区州旗](?:政务|行政|便民|政务中心|公共)服务(?:中心)?(?:办事)?大厅"
)  # the report's own
WAY_TO = re.compile(
    r"(?:进出|通往|通向)(?:(?![的了在各多每该])[一-鿿]){2,6}[村镇乡组](?:的)?(?:唯一|主要)?的?(?:道路|公路|村道|便道|桥梁|山路|便桥)"
)
ON_LINE = re.compile(  # 青云高铁柳河湖特大桥
    rf"(?:(?<![一-鿿])|(?<=[赴到至在的从由、]))[{ENDS}]{{2,3}}(?:高速(?:公路)?|高铁|铁路)(?:(?![的和与及等])[一-鿿]){{2,6}}?(?:特大桥|大桥|隧道)"
)
ROADWORKS = re.compile(  # 柳河路东延工程, 青山大道二期项目
    r"(?:(?<=[、,。;:!?\s赴到至往察看研])|^)(?P<name>(?:(?![的了在和与及等将把被为是有从到对加快推进实施完成启动各])[一-鿿]){1,6}(?:路|大道|大街|快速路|环线|高架|大桥|隧道|机场|高铁|水库|枢纽)"
    r"(?:[东西南北]延|[东西南北][段线]|[一二三四]期|改?扩建|延[长伸]|拓宽|改造|提升改造|续建|迁建)(?:建设)?(?:工程|项目))(?!部|经理|公司|等)"
)
URBAN = re.compile(
    r"快速路[一二三四五六七八九十]+[纵横环射]线|(?<![0-9])[0-9]{1,3}[#号]标段|(?<![一-鿿])[东西南北内外]环快速路"
)
NO_ROADWORKS = re.compile(
    r"^(?:公路|道路|铁路|农村|国省|高速|市政|电路|线路|水路|基础|棚户|城市|城乡|老旧|重点|重大|病险|小区|乡村|通村|民用|支线|新建|改建)"
)
STRETCH = re.compile(rf"[{ENDS}]{{2,3}}高速(?:公路)?[一-鿿]{{2,4}}段(?:公路)?(?:桥梁|大桥|特大桥|隧道|路基|路面)?")


def roads(text: str, areas: Mapping[int, Mention], generic: re.Pattern[str], inside: frozenset[int]) -> Iterator[Found]:
    """Roads of `text` and what stands on them, with their rule; the more special sites come first."""
    yield from _works(text)
    for match in MOTORWAY.finditer(text):
        middle = match["mid"]
        if not generic.fullmatch(middle) and middle[0] not in COUNTING and not set(CLOSED + "和及") & set(middle):
            yield match.start() + (text[match.start()] in LEFT), match.end(), "road"
    for match in NUMBERED.finditer(text):
        yield match.start(), match.end(), "road"
    for end, mention in areas.items():
        if tail := ROUTE.match(text, end) or MOTORWAY_OF.match(text, end):
            yield mention.span.start, tail.end(), "road-of-place"
        elif tail := STATION.match(text, end):
            yield mention.span.start, tail.end(), "station"
        elif (
            (tail := NAMED_AFTER.match(text, end))
            and not NO_STATION.search(tail[0])
            and not generic.fullmatch(tail["stem"])
        ):
            yield end, tail.end(), "station"
        elif tail := PORT.match(text, end):
            yield mention.span.start, tail.end(), "port"
    for pattern in (STATIONS, STATION_ROW):
        for match in pattern.finditer(text):
            yield from _stations(match)
    for match in REACHED.finditer(text):
        if not NO_STATION.search(match["name"]) and not generic.fullmatch(match["name"][:-1]):
            yield *match.span("name"), "station"
    for pattern in (ROAD, LINE, AFTER_LINE):
        for match in pattern.finditer(text):
            yield match.start(), match.end(), "line"
    yield from _ways(text)
    for match in YARD.finditer(text) if NUMBERED_HOUSE.search(text) else ():
        area = [e for e in areas if match.start() < e < match.end()]
        start = max(area, default=match.start())
        if inside.isdisjoint(range(start, match.end())) and match.end() - start > 4:
            yield start, match.end(), "yard"


def _works(text: str) -> Iterator[Found]:
    """Stretches and bridges of a line, ring roads, lots of a building site, and works on a road with a name."""
    for pattern in (STRETCH, ON_LINE, URBAN):
        for match in pattern.finditer(text):
            yield match.start(), match.end(), "line"
    for match in ROADWORKS.finditer(text):
        if not NO_ROADWORKS.match(match["name"]):
            yield *match.span("name"), "works"


def _ways(text: str) -> Iterator[Found]:
    """Roads that their village names, underground lines, and the report's own service hall."""
    for match in WAY_TO.finditer(text):
        yield match.start(), match.end(), "way-to"
    for pattern in (HALL, METRO_STATION, METRO_LINE) if METRO.search(text) else (HALL,):
        for match in pattern.finditer(text):
            yield match.start(), match.end(), "line"


def _stations(match: re.Match[str]) -> Iterator[Found]:
    at = match.start("list")
    for item in re.split(r"([、和及与])", match["list"]):
        cut = item[0] in LEFT
        if len(item) > 1 and not NO_STATION.search(item):
            yield at + cut, at + len(item), "station"
        at += len(item)
