"""Public institutions: a place, the words of their work, and 中心, 图书馆, 研究院: 云河县公共信用服务中心."""

from __future__ import annotations

import re

from kg.extract.bodies_guards import counted, is_class
from kg.extract.bodies_left import Prefix, Walk
from kg.model import BodyForm, Kind, Mention
from kg.offsets import Span

MAX_WORK = 20  # characters between the place and the last word of the name
LEAST_WORK = 2
ALONE = (
    "馆",
    "气象台",
    "地震台",
    "电视台",
    "党校",
    "科学院",
    "农科院",
    "检验检测院",
    "铁路局",
    "交易所",
)  # need no words of their work
CENTRE = "中心"
BUREAUS = ("局", "委")  # of a short name that no list holds: 区科信局
NO_BUREAU = re.compile(
    r"(?:格|布|大|开|结|全|僵|时|政|战|破|定|邮|书|危|棋|当|变|残|饭|骗|赌|牌|搅|出|各|相关|有关|分|总|支)局$|[常编纪团党工军政人省市县区]委$"
)
MAX_BUREAU = 6
LEVELS = ("省", "市", "县", "区", "州", "旗")
OWN = re.compile(r"(?![内外上下里中])(?:(?![的了在是到由从向对把被让将等各每该本其])[一-鿿])+")
SITE = re.compile(  # 云河会展中心, 青山镇中心: a place to go to, or the middle of something
    r"(?:会展|展览|会议|博览|体育|购物|商业|商务|物流|分拨|配送|集散|仓储|隔离|活动|游客|健身|文体|艺术|国际|金融|科技|科创|科技创新|政治|经济|"
    r"贸易|交通|航运|娱乐|体验|展示|展销|集中|客运|枢纽|暴雨|地震|震|台风|疫情|风暴|接种|救治|城市|市|城|副|镇|乡|村|街|区|院|校|党|为|两个|三个|文化|消费|"
    r"生产|制造|产业|教育|医疗|区域|流域|世界|全国|全球|农产品|批发|采购|直播|电竞|奥体|水上|游泳|村民|居民|业主|家长|学术|组织|筹备|评标|评审|专家|监督|管理|工会|党|省|自治|居|选举|仲裁庭)$"
)
GOES_ON = re.compile(
    r"小学|学校|中学|幼儿园|医院|卫生院|卫生室|敬老院|广场|大厦|大楼|大街|大道|路|街道|街|校区|校|站|线|村|镇|县|医|卫|组|带|工作|位置|点"
)
LIMITED = ("有限公司", "有限责任公司", "股份有限公司")
BUILT = re.compile(
    r"引导|督促|指导|帮助|协调|组织|慰问|走访|检查|调研|考察|视察|督导|督查|察看|查看|暗访|巡查|看望|调度|约谈|新建|建设|建成|打造|在建|建|迁建|扩建|开工|投资|走进|来到|位于|联合|会同|支持|鼓励|推进|推动"
)
ITEM = re.compile(r".*[、,和](?P<own>(?:(?![的了在是到由从向对把被让将等各每该本其])[一-鿿]){2,6})(?=中心$)")
MAX_ITEM = 8
LIST_GOES_ON = re.compile(r"[、,:。;)]|等|和|及")
MEANS = "upcrdyqfoe"  # first letters of tags of particles, prepositions, conjunctions, pronouns, adverbs, measures


def institute(walk: Walk, start: int, end: int, kind: str) -> Mention | None:
    """The institution whose name ends with the head at [start, end), None where a place to go to or a class is meant."""
    text = walk.tokens.text
    if text.endswith(CENTRE, start, end):
        start = end - len(CENTRE)
    if GOES_ON.match(text, end):
        return None
    found = _owner(walk, start)
    if found is None:
        return _listed(walk, start, end, kind)
    begin, prefix = found
    own = text[begin:start]
    if text[start:end] in BUREAUS and (NO_BUREAU.search(text, begin, end) or len(own) > MAX_BUREAU):
        return None
    if SITE.search(own) or BUILT.match(own) or prefix.generic or is_class(text, prefix.start):
        return None
    firm = text[start:end] in LIMITED
    if counted(text, begin) or counted(text, prefix.start) or not (firm or _words(walk, begin, start)):
        return None
    if start - begin < LEAST_WORK and not (start == begin and text.endswith(ALONE, start, end)):
        return None
    form = BodyForm(prefix.place, text[begin:end], kind)
    return Mention(Span(prefix.start, end), Kind.ORGANIZATION, form, "bodies.institute", 0.82)


def _owner(walk: Walk, start: int) -> tuple[int, Prefix] | None:
    """Where the institution's own words begin and the place before them; None if a body or nothing stands there."""
    text = walk.tokens.text
    for begin in range(start, max(-1, start - MAX_WORK - 1), -1):
        if begin < start and not OWN.fullmatch(text, begin, start):
            return None
        if begin in walk.bodies:
            return None
        if begin in walk.areas or _level(walk, begin):
            prefix = walk.prefix(begin)
            if prefix is not None and prefix.place and prefix.start < begin:
                return begin, prefix
    return None


def _listed(walk: Walk, start: int, end: int, kind: str) -> Mention | None:
    """The institution that a list adds to a body of the same place: 县水务集团、|节水中心、."""
    text = walk.tokens.text
    match = ITEM.match(text[max(0, start - MAX_ITEM) : end])
    if match is None or not LIST_GOES_ON.match(text, end):
        return None
    begin = start - len(match["own"])
    before = walk.bodies.get(begin - 1)
    if (
        before is None
        or not isinstance(before.form, BodyForm)
        or not before.form.place
        or not _words(walk, begin, start)
    ):
        return None
    if SITE.search(match["own"]):
        return None
    form = BodyForm(before.form.place, text[begin:end], kind)
    return Mention(Span(begin, end), Kind.ORGANIZATION, form, "bodies.institute", 0.75)


def _level(walk: Walk, begin: int) -> bool:
    """Whether a level word ends at `begin` that is no part of another word (区域, 市民, 社区)."""
    tokens = walk.tokens
    if tokens.text[begin - 1 : begin] not in LEVELS:
        return False
    i = tokens.before(begin)
    return tokens.starts[i] == begin - 1 and tokens.starts[i] + len(tokens.words[i]) != begin + 1


def _words(walk: Walk, begin: int, start: int) -> bool:
    """Whether the words in [begin, start) may all be part of a name."""
    tokens = walk.tokens
    first = tokens.before(begin + 1)
    for i in range(first, tokens.before(start) + 1):
        word, tag = tokens.words[i], tokens.tags[i]
        if tokens.starts[i] < begin or word in walk.words.topic or (word in "和与及" and i > first):
            continue
        if word in walk.words.stop or tag[0] in MEANS:
            return False
    return True
