"""Items that the text spells out in a form of its own: quoted rows, 一断:… 三不断:…, 一条线是…另一条线是…, 分为甲、乙."""

from __future__ import annotations

import re

from kg.extract.mechanisms_lists import CLOSE, OPEN, Part, cut_front, of_count, part, split, without_tail
from kg.extract.mechanisms_near import NEAR, Place

ROW = re.compile(r"((?:“[^“”\n]{1,24}”[、,和及]?){2,12})(?:的|等|这)?$")
ONE = re.compile(r"“([^“”]+)”")
LISTED = re.compile(r"“([^“”\n]{3,80})”(?:的|等|这)?$")
STOP = re.compile(r"[。;\n]")
CLAUSE = re.compile(r"[,。;:\n]")
NUMERAL = "一二两双三四五六七八九十"
PIECE = re.compile(rf"[{NUMERAL}]+[^{NUMERAL}]+")
DIVIDES = re.compile(r"(?:划分为|区分为|分为|分成|划为|归为|划分成)(?:了)?")
SHORT = 8  # a bracket longer than this explains an item and is no part of its name
LEADS = re.compile(
    r"^(?:从|在|把|对|将|为|以|由|严格|精准|切实|扎实|全面|全力|认真|做到|做好|落实|按照|坚持|抓好|突出){1,3}(?=[^\W]{4})"
)
COLOURS = re.compile(r"([红橙黄绿蓝白黑]{3,5})(?![一-鿿])")
SPELLS = re.compile(r"[”,:]{0,2}(?:即|就是|包括|分别是|分别为|是指)")
MORE = re.compile(r"(?:还有|以及|和|另有|外加|加上|同时)")
TOTAL = re.compile(r"等?(?:这|共)?(?:\d+|[一二两三四五六七八九十]+)[个项条种道][一-鿿]{1,4}(?=[,;。]|$)")
CLOSING = re.compile(r"的(?:总体|有关|相关)?(?:要求|原则|标准|目标|方针|措施)(?=[,。;]|$)")
STEP = re.compile(r"[一二三四五六七八九十][^一二三四五六七八九十、,\s]{1,4}")
STEPS = "一二三四五六七八九十"
CODES = ("绿码", "黄码", "红码")
LEVEL = ("省", "省区", "省市")
PROVINCES = "北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆"
FEW = 3  # a list that ends in 等 counts from this many parts on, and so do numbered steps


def quoted_row(place: Place) -> list[Part]:
    """“马上办”“加急办”“预约办”的“三办”; “查人、查车、查货”“三查”: as many quotations, or parts of one, as the name says."""
    text, start, total = place.text, place.at.whole.start, place.number.declared or 0
    before = text[max(0, start - NEAR) : start]
    at = start - len(before)
    row = ROW.search(before)
    if row and total > 1:
        parts = [Part(m[1], at + m.start(1)) for m in ONE.finditer(before, row.start(1))]
        if len(parts) == total:
            return parts
    one = LISTED.search(before)
    if one and total > 1:
        parts = split(text, at + one.start(1), at + one.end(1), "、")
        if len(parts) == total:
            return parts
    return []


def steps(place: Place) -> list[Part]:
    """一看二问三查: at least three steps, numbered one by one, are their own list."""
    at = place.at
    found = [Part(m[0], at.span.start + m.start()) for m in STEP.finditer(at.name)]
    if len(found) < FEW or at.span.of(place.text) != at.name or sum(len(p.text) for p in found) != len(at.name):
        return []
    return found if "".join(p.text[0] for p in found) == STEPS[: len(found)] else []


def pieces(place: Place) -> list[Part]:
    """一断三不断 … 一断:阻断病毒。三不断:甲、乙、丙: each piece of the name with its own list."""
    numbers = place.number.parts
    names = [name.rstrip("、,") for name in PIECE.findall(place.at.name)]
    if len(numbers) < 2 or len(names) != len(numbers) or place.text.count(names[0]) < 2:
        return []
    out: list[Part] = []
    here = 0
    for (total, _), name in zip(numbers, names, strict=True):
        head = re.compile(rf"(?:^|(?<=[。;,、\n\s“])){re.escape(name)}”?(?:[:,]?(?:即|就是|是指|是)|:)")
        match = head.search(place.text, here)
        if not match:
            return []
        stop = STOP.search(place.text, match.end())
        here = stop.start() if stop else len(place.text)
        word = numbers[names.index(name)][1].rstrip("、,")
        found = _like(place.text, match.end(), here, total, word)
        if len(found) != total:
            return []
        out += found
    return out


def _like(text: str, start: int, end: int, total: int, word: str) -> list[Part]:
    """公路不能断,应急通道不能断,民生物资不能断: `total` parts that all hold the last character of 不断, else as they come."""
    if total == 1:
        return [part(text, start, end)]
    for marks in (";", ",", "、", "、,"):
        parts = without_tail(split(text, start, end, marks))
        if len(parts) == total and all(word[-1] in p.text for p in parts):
            return parts
    return of_count(text, start, end, total)


def either(place: Place) -> list[Part]:
    """两条线: “一条线”是救灾前线,…。“另一条线”是生产前线."""
    name = place.at.name
    if place.number.declared != 2 or name[0] not in "两双2" or len(name) < 3 or "另一" not in place.text:
        return []
    noun = re.escape(name[1:3] if len(name) < 5 else name[1:4])
    shape = re.compile(rf"“?(另)?一{noun}”?(?:就)?是([^,。;\n]{{2,24}})")
    found = {bool(m[1]): Part(m[2], m.start(2)) for m in reversed(list(shape.finditer(place.text)))}
    return [found[False], found[True]] if len(found) == 2 else []


def divided(place: Place) -> list[Part]:
    """“四色预警”。将对象划分为红色(…)、橙色、黄色、蓝色: just as many parts behind 分为."""
    total = place.number.declared or 0
    if total < 3:
        return []
    text, end = place.text, place.at.whole.end
    match = DIVIDES.search(text, end, end + NEAR)
    if not match:
        return []
    stop = _outer(text, match.end())
    parts = without_tail(split(text, match.end(), stop, "、"))
    if len(parts) != total:
        parts = of_count(text, match.end(), stop, total)
    return [_bare(p) for p in parts] if len(parts) == total else []


def _outer(text: str, start: int) -> int:
    """The next mark after `start` that ends a clause and stands in no bracket."""
    depth = 0
    for i in range(start, min(len(text), start + 2 * NEAR)):
        if text[i] in OPEN:
            depth += 1
        elif text[i] in CLOSE:
            depth -= 1
        elif depth <= 0 and CLAUSE.match(text[i]):
            return i
    return min(len(text), start + 2 * NEAR)


def _bare(p: Part) -> Part:
    """红色(确诊病例和疑似病例) → 红色."""
    cut = p.text.find("(")
    return Part(p.text[:cut], p.start) if cut > 0 and len(p.text) - cut > SHORT else p


def some(place: Place) -> list[Part]:
    """卡口管控、流调监测、病患救治等“七个强化”: a list that 等 leaves open, but shorter than the number says."""
    text, start, total = place.text, place.at.whole.start, place.number.declared or 0
    if total <= FEW or not text[:start].endswith("等"):
        return []
    first = max((m.end() for m in CLAUSE.finditer(text, max(0, start - NEAR), start)), default=max(0, start - NEAR))
    parts = split(text, first, start - 1, "、")
    if not FEW <= len(parts) < total:
        return []
    parts = cut_front(parts, place.lead)
    lead = LEADS.match(parts[0].text)
    if lead:
        parts[0] = Part(parts[0].text[lead.end() :], parts[0].start + lead.end())
    return parts


def headings(place: Place) -> list[Part]:
    """五项制度。一、实行值守制度 … 二、实行会商制度 …: as many headings that end in the word the name counts."""
    total = place.number.declared or 0
    if total < 2 or "二、" not in place.text:
        return []
    noun = re.escape(place.number.parts[0][1][-2:])
    out: list[Part] = []
    here = place.at.whole.end
    for mark in "一二三四五六七八九十"[:total]:
        shape = re.compile(rf"(?:^|[\s。;]){mark}、\s?([^\s。;,:]{{2,40}}?{noun})(?=[\s。;,:]|$)")
        match = shape.search(place.text, here)
        if not match:
            return []
        out.append(Part(match[1], match.start(1)))
        here = match.end()
    return out if len(out) == total else []


def colours(place: Place) -> list[Part]:
    """“红黄蓝”管理: 亮“蓝牌”…,亮“黄牌”…,亮“红牌”…: one thing of each colour in the name; a 健康码 has three codes."""
    if place.at.name.endswith("健康码"):
        codes = [Part(code, place.text.find(code)) for code in CODES]
        return sorted(codes, key=lambda p: p.start) if all(p.start >= 0 for p in codes) else []
    name = COLOURS.match(place.at.name)
    if not name:
        return []
    shape = re.compile(rf"“([{name[1]}][一-鿿])”")
    found: dict[str, Part] = {}
    for match in shape.finditer(place.text, place.at.whole.end):
        found.setdefault(match[1][0], Part(match[1], match.start(1)))
    return sorted(found.values(), key=lambda p: p.start) if len(found) == len(name[1]) else []


def summed(place: Place) -> list[Part]:
    """“两案八制”,即甲方案和乙预案,还有丙、丁…八项制度: two clauses of 即, each with as many parts as its number says."""
    numbers = [n for n, _ in place.number.parts]
    text, at = place.text, place.at.whole.end
    opened = SPELLS.match(text, at)
    if len(numbers) != 2 or min(numbers) < 1 or not opened:
        return []
    stop = STOP.search(text, opened.end())
    end = stop.start() if stop else len(text)
    edges = [opened.end() + m.start() for m in re.finditer("[,;]", text[opened.end() : end])] + [end]
    for k, cut in enumerate(edges[:-1]):
        one = _counted(text, opened.end(), cut, numbers[0])
        for stop_at in edges[k + 1 :] if one else ():
            other = _counted(text, cut + 1, stop_at, numbers[1])
            if other and not any("," in p.text for p in other):
                return [*one, *other]
    return []


def _counted(text: str, start: int, end: int, number: int) -> list[Part]:
    """Just `number` parts of text[start:end], without 还有 in front and 八项制度 behind."""
    more = MORE.match(text, start, end)
    start = more.end() if more else start
    total = TOTAL.search(text, start, end) or CLOSING.search(text, start, end)
    return of_count(text, start, total.start() if total else end, number)


def provinces(place: Place) -> list[Part]:
    """九省联保联供: the one row of just as many provinces in the text."""
    number = place.number
    if len(number.parts) != 1 or not number.parts[0][1].startswith(LEVEL) or number.parts[0][0] < FEW:
        return []
    names = f"(?:{PROVINCES})[省市]?"
    row = re.compile(
        rf"(?<![、和及与]){names}(?:[、和及与]{names}){{{number.parts[0][0] - 1}}}(?![、和及与](?:{PROVINCES}))"
    )
    match = row.search(place.text)
    return (
        [Part(m[0], m.start()) for m in re.finditer(names, place.text[: match.end()]) if m.start() >= match.start()]
        if match
        else []
    )
