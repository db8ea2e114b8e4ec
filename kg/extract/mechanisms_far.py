"""Items that the text brings one by one: repeated words, paragraphs of one shape, 第一…第二…, 一是…二是…"""

from __future__ import annotations

import re

from kg.extract.mechanisms_lists import Part, cut_front, of_count, part, split, without_tail
from kg.extract.mechanisms_near import NEAR, Place
from kg.extract.numerals import parse_han

FAR = 900  # how far behind its mechanism a series may begin, in characters
MARK = re.compile(r"[一二三四五六七八九十]是(?:要|为)?|[一二三四五六七八九十]要")
ORDINAL = re.compile(r"第([一二三四五六七八九十])[道个条项支类大级步]?([^\W,。;是为]{0,4})[是为:,]")
OPENING = 12  # how near before 一是 the number of a list is named again, in characters
STOP = re.compile(r"[。;\n]")
FIRST_STOP = re.compile(r"[,。;\n]")
LISTED = re.compile(r"措施|举措|要求|原则|机制|任务|制度|清单")
COUNTER = re.compile(r"^(?:\d+|[一二两三四五六七八九十]+)[个项条道支方大类]?")
COUNTED = re.compile(r"(?:\d+|[二三四五六七八九十]+)[项条个]")  # 3项措施 is no item of 4项措施
KIND = re.compile(r"(?:制度|机制|原则|责任制|措施)$")
NUMBERING = r"(?:[一二三四五六七八九十]+[是、]|\([一二三四五六七八九十\d]+\)|\d+[.、])?\s*"


def repeated(place: Place) -> list[Part]:
    """四集中: a list whose parts all begin, or all end, with 集中."""
    text, parts = place.text, place.number.parts
    if len(parts) != 1:
        return _compound(place)
    total, word = parts[0]
    word = KIND.sub("", word) or word
    if total < 2 or not word:
        return []
    ahead = rf"{re.escape(word)}[^、,;。\n“”]{{1,24}}"
    behind = rf"[^、,;。\n“”]{{1,10}}?{re.escape(word)}(?=[、,;。和与及”\s]|$)"
    for shape in (ahead, behind) if text.count(word) >= total else ():
        full = re.search(rf"{shape}(?:[、,;和及与]+{shape}){{{total - 1}}}", text)
        listed = of_count(text, full.start(), full.end(), total) if full else []
        if listed and not any(COUNTED.match(p.text) for p in listed):
            return cut_front(listed, place.lead) if shape is behind else listed
    if len(word) < 2:
        return []
    after = place.at.whole.end
    twice = text.count(word, after, after + NEAR) > 1
    some = re.compile(rf"{ahead}(?:、{ahead})+").search(text, after, after + NEAR) if twice else None
    return without_tail(split(text, some.start(), some.end(), "、")) if some else _leading(place, total, word)


def strict(place: Place) -> list[Part]:
    """五个严禁: five clauses in a row that begin with 严禁; the surest sign, before any other reading."""
    parts = place.number.parts
    if len(parts) > 1 and all(len(word) > 1 for _, word in parts):
        return _compound(place)
    if len(parts) != 1 or parts[0][0] < 2 or len(KIND.sub("", parts[0][1])) < 2:
        return []
    total, word = parts[0]
    if place.text.count(word, place.at.whole.end) + place.text.count(word, 0, place.at.whole.start) < total:
        return []
    one = rf"{re.escape(word)}[^,;。\n“”]{{2,48}}"
    row = re.compile(rf"(?<=[,;。、:\n即是“ ]){one}(?:[,;。\n]+{one}){{{total - 1}}}(?=[,;。\n”]|$)")
    found = row.search(place.text)
    if not found:
        return []
    out = split(place.text, found.start(), found.end(), ",;。\n")
    return out if len(out) == total and not any(place.at.name in p.text for p in out) else []


def _leading(place: Place, total: int, word: str) -> list[Part]:
    """四个强化: sentences or paragraphs that begin with 强化, as many as the name says."""
    if place.text.count(word, place.at.whole.end) < total:
        return []
    shape = re.compile(rf"(?:^|(?<=[\n。;:]))\s*{NUMBERING}({re.escape(word)}[^,。;:\n“”]{{2,16}})")
    found = [Part(m[1], m.start(1)) for m in shape.finditer(place.text, place.at.whole.end)]
    return found if len(found) == total and not any(COUNTED.match(p.text) for p in found) else []


def _compound(place: Place) -> list[Part]:
    """三保一统筹: three parts that begin with 保 and one that begins with 统筹."""
    twins = _twins(place)
    if twins:
        return twins
    out: list[Part] = []
    here = place.at.whole.end
    for total, word in place.number.parts:
        if place.text.count(word, here, here + NEAR) < total:
            return []
        shape = re.compile(rf"(?<=[、,;。:\n即是]){re.escape(word)}[^、,;。\n]{{1,24}}")
        found = list(shape.finditer(place.text, here, here + NEAR))[:total]
        if not found or len(found) != total:
            return []
        out += [part(place.text, m.start(), m.end()) for m in found]
        here = found[-1].end()
    return out


def _twins(place: Place) -> list[Part]:
    """五应五尽: sentences that hold 应清尽清, 应管尽管 …, as many as the name says."""
    parts = place.number.parts
    if len(parts) != 2 or parts[0][0] != parts[1][0] or parts[0][0] < 2:
        return []
    (total, one), (_, other) = parts
    shape = re.compile(rf"{re.escape(one)}[一-鿿]{{1,2}}{re.escape(other)}[一-鿿]{{1,2}}(?=[、,;。\n”和及]|$)")
    here = place.at.whole.end
    found = {m[0]: Part(m[0], m.start()) for m in reversed(list(shape.finditer(place.text, here, here + FAR)))}
    return sorted(found.values(), key=lambda p: p.start) if len(found) == total else []


def headed(place: Place) -> list[Part]:
    """提升“五个”能力, and then paragraphs 提升检测能力。… 提升救治能力。…"""
    text, at, total = place.text, place.at, place.number.declared
    verb = re.search(r"([一-鿿]{2})[“(]?$", text[max(0, at.whole.start - 4) : at.whole.start])
    noun = COUNTER.sub("", at.name)
    if not total or total < 2 or not verb or len(noun) < 2 or text.count(noun) < 2:
        return []
    name = rf"“?{re.escape(at.name[: len(at.name) - len(noun)])}”?{re.escape(noun)}"
    head = rf"(?:^|(?<=[\n。;,\s])){verb[1]}(?!{name})"
    shape = re.compile(rf"{head}([^,。;:、\n]{{2,14}}?{re.escape(noun)})(?=[,。;:、\n])", re.M)
    for start in (at.whole.end, 0):
        found = [Part(m[1], m.start(1)) for m in shape.finditer(text, start)]
        if 2 <= len(found) <= total + 2 and not any(COUNTED.match(p.text) for p in found):
            return found
    return []


def ordinal(place: Place) -> list[Part]:
    """三道防线: 第一道防线是…;第二道防线是…"""
    text, total = place.text, place.number.declared
    noun = place.at.name[-2:]
    if not total or total < 2:
        return []
    out: list[Part] = []
    for match in ORDINAL.finditer(text, place.at.whole.end):
        named = match[2] == noun or (not match[2] and match[0][2] in place.at.name)  # 第一道防线, 第一步
        if parse_han(match[1]) != len(out) + 1 or not named:
            continue
        stop = STOP.search(text, match.end())
        out.append(_core(split(text, match.end(), stop.start() if stop else len(text), ",")))
        if len(out) == total:
            return out
    return []


def _core(clauses: list[Part]) -> Part:
    """The clause that says what is done: the first, unless it only says when or where."""
    first, last = clauses[0], clauses[-1]
    if not re.match(r"[从自在对由]|根据|按照|针对|通过|围绕|为了", first.text):
        return first
    if re.match(r"根据|按照|针对|通过|围绕|为了", first.text):
        return clauses[1] if len(clauses) > 1 else first
    verb = re.search(r".*(?:实行|开展|进行|实施)", last.text)
    return Part(last.text[verb.end() :], last.start + verb.end()) if verb and verb.end() < len(last.text) else last


def marked(place: Place) -> list[Part]:
    """五条措施…。一是…;二是…"""
    text, at, total = place.text, place.at, place.number.declared
    if not total:
        return []
    word = place.number.parts[0][1]
    opened = False
    out: list[Part] = []
    for match in MARK.finditer(text, at.whole.end, at.whole.end + FAR):
        if parse_han(match[0][0]) != len(out) + 1:
            continue
        stop = FIRST_STOP.search(text, match.end())
        if not out:  # 分三个时间段:一是…
            opened = at.name[0] in text[max(at.whole.end, match.start() - OPENING) : match.start()]
        out.append(part(text, match.end(), stop.start() if stop else len(text)))
        if len(out) == total:
            return out if LISTED.search(at.name) or all(word in p.text for p in out) or opened else []
    return []
