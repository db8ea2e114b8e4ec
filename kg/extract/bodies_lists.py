"""Bodies named by a list or a number: 安全保卫和心理疏导两个工作组; 发改、卫健等部门; 电信、移动公司; 确定10家医院为定点医院."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.bodies_guards import NUMERAL, is_class, of_any_place
from kg.extract.bodies_left import Walk
from kg.extract.bodies_words import BodyWords
from kg.model import BodyForm, Kind, Mention
from kg.offsets import Span

ITEM = r"[^\W\d_和及]{2,8}"
GROUPS = re.compile(
    rf"(?P<list>(?:{ITEM}[、和及])+{ITEM}?)(?P<more>等?)(?:{NUMERAL}|几|多)个(?P<head>(?:专项)?工作(?:小)?组|小组|专班|工作专班|专项组)"
)
GROUPS_TAIL = re.compile(r"个(?:(?:专项)?工作(?:小)?组|小组|专班|工作专班|专项组)")
MAX_LIST = 80
GROUP_ITEM = r"(?:(?![与和及])[一-鿿]){2,12}?(?<!小)(?:组|专班)"
SUBGROUPS = re.compile(
    rf"(?:下设|内设|分设|设立|设置|成立|组建|设有|设)了?(?:办公室[、和及])?(?P<list>{GROUP_ITEM}(?:[、和及与]{GROUP_ITEM})+)(?![织成长员建])"
)
CLASS_OF_GROUP = re.compile(r"^(?:工作|专项|各|几|多|[0-9一二三四五六七八九十]+个)|(?:领导小组|领导组)$")
TWO_LEVELS = re.compile(r"(?<![一-鿿])省、?[市州]$|(?<=[经由向按据与和及报受])省、?[市州]$")
BANK = "农商|邮储|农信|工商|农业|建设|交通|中国|浦发|招商|民生|光大|兴业|中信|华夏"
BANKS = re.compile(
    rf"(?:{BANK})(?:、(?:{BANK}))+(?=(?:银行)?等(?:[一-鿿]{{0,6}})(?:银行|金融机构))|(?:{BANK})(?:、(?:{BANK}))+(?=银行)"
)
BANK_NAMES = {
    "农商": "农村商业银行",
    "邮储": "中国邮政储蓄银行",
    "农信": "农村信用合作联社",
    "交通": "交通银行",
    "中国": "中国银行",
}
NATIONAL_BANKS = ("工商", "农业", "建设")
SEPARATOR = re.compile(r"[、,和及与]")
CARRIERS = re.compile(r"(?:电信|移动|联通|铁塔|广电|网通)(?:[、和](?:电信|移动|联通|铁塔|广电|网通))+(?:分?公司|等)?")
CARRIER = re.compile(r"(?:电信|移动|联通|铁塔|广电|网通)(?:分?公司)?")
CHOSEN = re.compile(
    rf"(?:指定|确定|确认|征用|引进|选定|遴选|认定|设立|设置|公布|设有)了?(?:{NUMERAL})[家所](?:\([^()]{{2,24}}\))?(?P<name>[一-鿿]{{2,10}}?)"
    r"(?:(?:为|作为|定为)(?P<post>[一-鿿]{2,12}?(?:医院|医疗机构|药店|超市|企业|门店|机构|场所))|(?=[,。;、]))"
)
CHOSEN_FOR = re.compile(  # 确定10家机构开展检测: bodies of a kind that their work names
    rf"(?:指定|确定|选定|遴选|认定)了?{NUMERAL}[家所]机构(?=(?:开展|承担|负责|从事|进行|提供)(?:核酸)?(?P<work>检测|检验|隔离|鉴定|培训|评估))"
)
GROWN = re.compile(  # 定点医院从13个扩增到30个
    rf"(?P<name>定点(?:救治)?医院|定点(?:医疗|救治|检测)机构|后备医院|方舱医院|检测机构)(?:数量|数)?(?:已|也)?[从由][一-鿿]{{0,4}}{NUMERAL}[家个所](?:扩增|增加|扩充|扩大|增)[到至]"
)
CHOSEN_END = re.compile(r"(?:医院|医疗机构|药店|超市|企业|门店|机构|工厂|公司|商店|学校|银行|菜店|饭店)$")
FIRM = re.compile(r"(?:(?![的了在与及等对将把各家由])[一-鿿]){3,16}?有限(?:责任)?公司(?=[、,。;等和(]|$)")
SHOP = re.compile(
    r"(?:(?![的了在与及等对将把各家])[一-鿿]){2,16}?(?:大药房|药店|药房)(?:(?:连锁)?有限公司)?(?:(?![的了在与和及等涉因])[一-鿿]){0,6}?店?"
    r"(?=[、,。;等涉因未存(被销]|$)"
)
MASTHEAD = re.compile(
    r"(?:^|[\n 。!])(?P<name>[一-鿿]{2,6}(?:网|在线|客户端|日报|晚报|晨报|早报|时报|发布|融媒))(?=(?:[0-9]{1,2}月[0-9]{1,2}日)?(?:讯|消息|报道)[ \u3000]*[(:])"
)
ACCOUNT = re.compile(
    r"“(?P<name>[一-鿿]{2,6}发布)”|(?P<bare>[一-鿿]{2,4}发布)(?=微信|公众号|客户端|抖音|微博|新媒体|APP)"
)


def listed(walk: Walk, words: BodyWords, found: list[Mention]) -> Iterator[Mention]:
    """Mentions of the bodies that lists and numbers make, given those `found` already."""
    text = walk.tokens.text
    yield from _groups(walk, text)
    yield from _subgroups(text)
    yield from _departments(walk, words, text, {m.span for m in found})
    yield from _chosen(text)
    for match in CARRIERS.finditer(text):
        for item in CARRIER.finditer(text, *match.span()):
            name = item[0] if item[0].endswith("公司") else item[0] + "公司"
            yield _mention(*item.span(), name, "enterprise", "bodies.carriers")
    for match in BANKS.finditer(text):
        for item in re.finditer(BANK, match[0]):
            span = Span(match.start() + item.start(), match.start() + item.end())
            bank = "中国" if item[0] in NATIONAL_BANKS else ""
            full = BANK_NAMES.get(item[0], f"{bank}{item[0]}银行")
            yield _mention(span.start, span.end, full, "enterprise", "bodies.carriers")
    yield from _shops(walk, text)
    for match in MASTHEAD.finditer(text):
        if match["name"] not in ("本网", "本报"):
            yield _masthead(walk, match)
    for match in ACCOUNT.finditer(text):
        group = "name" if match["name"] else "bare"
        if match.end(group) - len("发布") not in walk.areas:
            continue
        yield _mention(*match.span(group), match[group], "media", "bodies.account")


def _shops(walk: Walk, text: str) -> Iterator[Mention]:
    """Chemists' and other shops of a list, each led by its place: 云河青山区柳河路德康药店、正阳滨湖区颐和大药房."""
    for area in walk.areas.values():
        start, end = area.span.start, area.span.end
        if start in walk.areas or not (start == 0 or text[start - 1] in "、,。;:( \n"):
            continue
        while (beyond := next((e for e in range(end + 2, end + 6) if e in walk.areas), None)) and (
            walk.areas[beyond].span.start == end
        ):
            end = beyond
        if shop := SHOP.match(text, end) or FIRM.match(text, end):
            form = BodyForm(text[start:end], shop[0], "enterprise")
            yield Mention(Span(start, shop.end()), Kind.ORGANIZATION, form, "bodies.proper", 0.9)


def _masthead(walk: Walk, match: re.Match[str]) -> Mention:
    """The paper of a dateline, its place apart from its name."""
    span = Span(*match.span("name"))
    own = [e for e in range(span.start + 1, span.end) if e in walk.areas and walk.areas[e].span.start == span.start]
    size = own[-1] - span.start if own else 0
    form = BodyForm(match["name"][:size], match["name"][size:], "media")
    return Mention(span, Kind.ORGANIZATION, form, "bodies.masthead", 0.88)


def _subgroups(text: str) -> Iterator[Mention]:
    """The groups that a headquarters is divided into: 下设综合协调组、医疗救治组和办公室."""
    for match in SUBGROUPS.finditer(text):
        for item in re.finditer(r"[^、和及与]+", match["list"]):
            if not CLASS_OF_GROUP.search(item[0]):
                start = match.start("list") + item.start()
                yield _mention(start, start + len(item[0]), item[0], "command", "bodies.groups")


def lists_groups(text: str) -> frozenset[int]:
    """Where the counted head of a complete list ends: the list names all its bodies, the head is none besides."""
    return frozenset(m.end() for m in _group_lists(text) if not m["more"])


def _group_lists(text: str) -> Iterator[re.Match[str]]:
    """Lists before a counted head; looked for only around such heads, for speed."""
    done = 0
    for tail in GROUPS_TAIL.finditer(text):
        match = GROUPS.search(text, max(done, tail.start() - MAX_LIST), tail.end())
        if match and match.end() == tail.end():
            done = tail.end()
            yield match


def _groups(walk: Walk, text: str) -> Iterator[Mention]:
    for match in _group_lists(text):
        at = match.start("list")
        for item in re.split(r"([、和及])", match["list"]):
            end = at + len(item)
            if item and not SEPARATOR.fullmatch(item):
                begin, _ = walk.modifiers(end, 8, proper=False)
                begin = max(begin, at)
                if end - begin >= 2 and not text.endswith(("办公室", "组", "办"), begin, end):
                    yield _mention(begin, end, text[begin:end] + match["head"], "command", "bodies.groups")
            at = end
        if match["more"]:
            yield _mention(*match.span("head"), match["head"], "command", "bodies.groups", many=True)


# regions of several provinces: the department is not that of the report's own place (长三角|铁路部门)
REGION = re.compile(
    r"(?:[长珠]三角|京津冀|粤港澳|大湾区|长江|黄河|流域|沿[海江边]|[东西南北中]部|[华东西][东南西北中]|片区|全路)(?:地区)?$"
)


def _departments(walk: Walk, words: BodyWords, text: str, taken: set[Span]) -> Iterator[Mention]:
    for match in words.departments.finditer(text):
        items = list(re.finditer(r"[^、,和及与]+", match[1]))
        if (
            is_class(text, match.start())
            or of_any_place(text, match.start())
            or REGION.search(text, max(0, match.start() - 6), match.start())
        ):
            continue
        single = len(items) == 1 and not match[2]
        place = text[match.start() - 1 : match.start()]
        place = place if place in ("省", "市", "县", "区", "州") else ""
        area = walk.areas.get(match.start())
        if area is not None and len(area.span) > 1 and area.rule != "areas.level-word":
            place = area.span.of(text) if area.rule != "areas.country" else ""  # 云河市铁路部门
        upper = TWO_LEVELS.search(text, max(0, match.start() - 4), match.start()) if single else None
        if upper:  # 省市农业部门: one at each level
            form = BodyForm("省", items[0][0] + "部门", "government")
            yield Mention(Span(upper.start(), match.end()), Kind.ORGANIZATION, form, "bodies.departments", 0.75)
        for item in items:
            start = match.start() + item.start()
            end = match.end() if single else match.start() + item.end()
            if item[0] not in words.short or Span(start, end) in taken:
                continue
            form = BodyForm(place, item[0] + "部门", "government")
            start -= len(place) if item.start() == 0 else 0
            yield Mention(Span(start, end), Kind.ORGANIZATION, form, "bodies.departments", 0.8)


def _chosen(text: str) -> Iterator[Mention]:
    """A counted set that the text designates: 指定25家经营门店, 确定10家医疗机构为定点医院."""
    for match in CHOSEN.finditer(text):
        if match["post"]:
            yield _mention(*match.span("name"), match["post"], "other", "bodies.chosen", many=True)
        elif CHOSEN_END.search(match["name"]):
            yield _mention(*match.span("name"), match["name"], "enterprise", "bodies.chosen", many=True)
    for match in CHOSEN_FOR.finditer(text):
        span = (match.end() - 2, match.end())
        yield _mention(*span, match["work"] + "机构", "health", "bodies.chosen", many=True)
    for match in GROWN.finditer(text):
        yield _mention(*match.span("name"), match["name"], "health", "bodies.chosen", many=True)


def _mention(start: int, end: int, organ: str, kind: str, rule: str, many: bool = False) -> Mention:
    return Mention(Span(start, end), Kind.ORGANIZATION, BodyForm("", organ, kind, many), rule, 0.88)
