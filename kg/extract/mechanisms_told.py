"""Items that the text tells under heads of their own: 一、… 二、…, short head sentences, 一是…二是…, and the parts of a platform."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.extract.mechanisms_lists import Part, split, split_and, without_tail
from kg.extract.mechanisms_near import NEAR, Place
from kg.extract.numerals import parse_han

FAR, CLOSE = 900, 80  # how far behind a bare number (五项措施), or a quoted name, its first head may stand
FEWEST = 3  # so many numbered or short heads are a list; two may be chance
HEAD = re.compile(r"(?:^|(?<=[\n。 \u3000]))([^\W\d_]{4,12})。(?=[^\n”])")
NUMBER = r"十?[一二三四五六七八九十]|二十[一二三四五六七八九]?|三十"
STYLES = (
    re.compile(rf"(?:^|(?<=[\s。;:]))({NUMBER})、\s?([^\s。;:,]{{2,32}})"),
    re.compile(rf"(?:^|(?<=[\s。;:]))\(({NUMBER})\)\s?([^\s。;:,]{{2,32}})"),
    re.compile(r"(?:^|(?<=[\s。;:]))(\d{1,2})[.、](?!\d)\s?([^\s。;:,]{2,32})"),
    re.compile(r"(?:^|(?<=[\s。;:,]))([一二三四五六七八九十])(?:是|要)(?:要|为)?([^。;\n]{2,80})"),
)
COUNTS = re.compile(r"措施|举措|要求|原则|机制|任务|制度|清单|政策|规定|意见|办法|方面|[项条点](?!线)")
OPENS = re.compile(r"[对从自在针按根围为]")  # 对困难企业, 在同等条件下: says for whom or when
GROUP = re.compile(r"(?:企业|人员|单位|场所|个人|家庭|农户|项目|机构|商户|群众|地区)$")
PART_SIZE = 16  # the longest name of a part of a platform, in characters
ANOTHER = re.compile(r"”(?:[^,。“]{0,8}(?:平台|系统|APP|小程序)|[码通办云])|[办码]通?”")
SYSTEM = re.compile(r"(?:平台|系统|APP|小程序|码|通|办|云|网|圈)$")
HOLDS = re.compile(
    r"(?:[共还]?设(?:置|立|有)了?|[开推上]设|包括|包含|涵盖|显示有|分为|集成了?|具有|具备|提供|汇集了?|整合了?)"
    r"(?:\d{1,2}|[一二两三四五六七八九十]{1,2})?[个大项类]?(?:栏目|板块|版块|模块|功能|专区|子系统|场景|服务)?[,:]?(?:包括|分别为|分别是|包含|涵盖|即)?"
)
PARTS = re.compile(
    r"等?(?:这)?(?:\d{1,2}|[一二两三四五六七八九十多]{1,2})?[个大项类]?(?:主要|核心|重点)?(?:栏目|板块|版块|模块|功能|专区|子系统|场景)"
)
CLAUSE = re.compile(r"[。;\n]")
NEXT = re.compile(r"[^。\n]{0,30}。?[^。\n]{0,24}?(?:具体|主要|分别|内容)(?:涵盖|包括|包含|有|为|是)")
END = re.compile(r"[,。;:\n]")
TWO = 2
SHORTISH = 10  # a list told in passing has short parts, in characters
QUOTE = re.compile(r"“([^“”\n]{2,24})”")
FIRST_THEN = re.compile(r"(先[^\W\d_先后再]{1,4})[,、]?([后再][^\W\d_先后再]{1,4})")


def first_then(place: Place) -> list[Part]:
    """先登记后领取 → 先登记, 后领取."""
    at = place.at
    found = FIRST_THEN.fullmatch(at.name)
    if not found or at.span.of(place.text) != at.name or abs(len(found[1]) - len(found[2])) > 1:
        return []
    start = at.span.start
    return [Part(found[1], start), Part(found[2], start + found.start(2))]


def numbered_heads(place: Place) -> list[Part]:
    """五项措施 … 一、甲。… 五、戊。: just as many heads of one style as the name says, none more, behind the name."""
    total = place.number.declared or 0
    if total < FEWEST or not COUNTS.search(place.at.name):
        return []
    reach = FAR if place.at.rule.endswith(("numbered", "aspects")) else CLOSE
    for style in STYLES:
        out: list[Part] = []
        first = style.search(place.text, place.at.whole.end)
        if not first or first.start() - place.at.whole.end > reach:
            continue
        for match in style.finditer(place.text, place.at.whole.end):
            number = int(match[1]) if match[1].isdigit() else parse_han(match[1])
            if number == 1:
                out = []
            if number == len(out) + 1:
                out.append(_short(place.text, match.start(2), match.end(2)))
            if len(out) > total:
                break
        if len(out) == total:
            return out
    return []


def _short(text: str, start: int, end: int) -> Part:
    """The clause that says what is done: 对…的企业,给予补助 → 给予补助."""
    clauses = split(text, start, end, ",")
    first = clauses[0]
    for clause in clauses if OPENS.match(first.text) else []:
        if not OPENS.match(clause.text) and not GROUP.search(clause.text):
            return clause
    return first


def titles(place: Place) -> list[Part]:
    """六项措施 … 扩大检测。各地… 保障供应。商务部门…: as many short head sentences of one length as the name says."""
    total = place.number.declared or 0
    if total < FEWEST or not COUNTS.search(place.at.name):
        return []
    heads = [Part(m[1], m.start(1)) for m in HEAD.finditer(place.text, place.at.whole.end)]
    if len(heads) == total:
        return heads
    sizes = {len(h.text) for h in heads}
    even = [same for size in sizes if len(same := [h for h in heads if len(h.text) == size]) == total]
    return even[0] if len(even) == 1 else []


def contents(place: Place) -> list[Part]:
    """平台共设置四个栏目,包括甲、乙、丙、丁等: the parts of a platform or system, told near its name."""
    text, end = place.text, place.at.whole.end
    if not SYSTEM.search(text[place.at.span.start : end].rstrip("”")) and not SYSTEM.search(place.at.name):
        return []
    match = HOLDS.search(text, end, end + NEAR)
    while match and not ANOTHER.search(text, end, match.start()):
        stop = CLAUSE.search(text, match.end())
        close = stop.start() if stop else len(text)
        told = PARTS.search(text, match.end(), close)
        if told or PARTS.search(match[0]):
            parts = _listed(text, match.end(), told.start() if told else close)
            if len(parts) >= FEWEST and all(len(p.text) <= PART_SIZE for p in parts):
                return parts
        match = HOLDS.search(text, match.end(), end + NEAR)
    return []


def _listed(text: str, start: int, end: int) -> list[Part]:
    """“甲”“乙”“丙”, or 甲、乙、丙等."""
    quoted = list(QUOTE.finditer(text, start, end))
    if len(quoted) >= FEWEST and all(text[a.end() : b.start()] in ("", "、", "和") for a, b in pairwise(quoted)):
        return [Part(m[1], m.start(1)) for m in quoted]
    return split_and(without_tail(split(text, start, end, "、")))


def next_sentence(place: Place) -> list[Part]:
    """这套“组合拳”力度大。具体涵盖甲、乙、丙等政策: a list of three or more told right after the name."""
    text = place.text
    match = NEXT.match(text, place.at.whole.end)
    if not match or place.number.parts:
        return []
    stop = END.search(text, match.end())
    parts = without_tail(split(text, match.end(), stop.start() if stop else len(text), "、"))
    return parts if len(parts) >= FEWEST and all(len(p.text) <= SHORTISH for p in parts) else []


def quoted_each(place: Place) -> list[Part]:
    """“三个一批”, and here “扩建一批”, there “改造一批”, “引进一批”: as many quotations with the word as the name counts."""
    if len(place.number.parts) != 1:
        return []
    total, word = place.number.parts[0]
    if total < FEWEST or len(word) < TWO or place.text.count(word) <= total:
        return []
    found: dict[str, Part] = {}
    for match in QUOTE.finditer(place.text):
        if word in match[1] and place.at.name not in match[1] and len(match[1]) > len(word):
            found.setdefault(match[1], Part(match[1], match.start(1)))
    return list(found.values()) if len(found) == total else []
