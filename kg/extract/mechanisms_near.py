"""Items that stand in a mechanism's own name, right before it, right after it, or in its sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.extract.mechanisms_lists import Part, cut_front, even_front, of_count, proverb, split, split_and, without_tail
from kg.extract.mechanisms_numbers import Count
from kg.extract.mechanisms_quotes import Candidate
from kg.offsets import Span

NEAR = 160  # how far from its mechanism a list may stand, in characters
EACH_ONE = re.compile(r"^一[^一]{1,3}一")
NUMERAL = re.compile(r"^(?:[一二两双三四五六七八九十]|\d)")
SENTENCE_END = re.compile(r"[。!?\n]")
CLAUSE_END = re.compile(r"[,;。]")
BEFORE_LIST = re.compile(r"[。;:!?\n,]")
SAYS = r"(?<![立随当])即(?![将可时日使便刻])|(?<=[业员群象所目位])指(?![导挥出标示定引数令派责望])|就是|也就是|包括|包含|涵盖|分别是|分别为|具体是|具体为|指的是|是指"
EXPLICIT = re.compile(rf"[^,。;:、\n]{{0,14}}?[,:(]?\s*(?:{SAYS}|:|——|\((?=[^)]{{4,}}\)))[:“]?")
NUMBERED = re.compile(r"\s*(?:[一1]|\([一1]\))[、.]")  # :一、… is read head by head
CLOSING = re.compile(
    r"的(?:要求|原则|标准|目标|方针|制度|机制)|的(?:相关|有关)?[一-鿿]{0,4}(?:企业|人员|单位|场所|行业|对象)(?=[、,;。]|$)"
)
BOTH = re.compile(r"[两双]不误|两手|[两双]促进|双统筹")
GRASP = re.compile(r"^(?:一手)?(?:抓[好紧牢实]?|做好|统筹|推进)(?=[^\W]{2})")
PAIR = re.compile(
    r"(?:^|[,。;:!?、\s“(]|做到|实现|确保|保证|坚持|力争|推动)([一-鿿]{2})"
    r"((?!做到|实现|确保|保证|坚持|力争|推动|要求|努力|必须|真正)[一-鿿]{2})$"
)
HANDS = re.compile(
    r"一手抓?[好紧牢实]?([^,。;、“”\n]{2,14}?)[、,和]?(?:另)?一手(?:抓|促|推)?[好紧牢实]?([^,。;、“”\n]{2,14}?)(?=[,。;、“”\n的]|$)"
)
COUPLET = 4  # the usual length of one half of a motto
ALIKE = 7  # the longest half of a couplet whose halves share a character in one place
FELT = re.compile(r"感到|感受|让|体会|觉得|心里|心中|说")
LONG = 12  # the longest half of a name that two regimes share, in characters
FEW = 2  # so many parts may be words of a sentence; more are a list, and may have words before them
REACH = 300  # how far from 两手抓 its 一手抓…,一手抓… may stand, in characters
EACH = re.compile(r"即?([^,。、]{1,6})、([^,。、]{1,6})各(\d+[个间张名套])")
COUNTED = re.compile(r"^\d+(?:个|处|家|支|项|名|套)")
WORKS = re.compile(r"(?:《[^《》\n]+》[、和]?)+$")
WORK = re.compile(r"《([^《》]+)》")
GOVERNS = re.compile(
    r"(?:按照|根据|坚持|落实|实行|实施|围绕|做到|完善|健全|建立|建强|抓住|抓好|用好|守好|把好|严把|推行|开展|采取|执行|实现|确保|打造|形成)了?$"
)
EDGE = re.compile(r"(?:的|等|这|共|、?“[^“”]{1,12}”[、和]?|[(,](?:以下|并)?(?:简称|统称|合称)(?:为)?[:“]?)$")
REGULAR = re.compile(r"[日周旬月季零]")  # 日例会和险情日报告, but 进货查验和索证索票 is one routine
WORK_ON = re.compile(r"建设|工作|模式|机制|体系|服务|主要|[,:\s]")  # 体系建设工作,包括 is still about the system
PREFIX = re.compile(r"(?:互联网|5G|AI|人工智能)\+[^+]+$")  # 互联网+教学 is one thing, no list
NAME_TAIL = re.compile(r"(?:(?<=.{4})的[一-鿿]{0,6})?(?:制度|机制)$")
HEAD = re.compile(r"(?:\d+|[三四五六七八九十])[个大项条道种支]?[^\W\d]")


@dataclass(frozen=True, slots=True)
class Place:
    """One mention of a mechanism in `text`, what its name counts, and `lead`, the words that may open a list."""

    text: str
    at: Candidate
    number: Count
    lead: re.Pattern[str]

    @property
    def sentence_end(self) -> int:
        """Where the sentence of this mention ends."""
        stop = SENTENCE_END.search(self.text, self.at.whole.end)
        return stop.start() if stop else len(self.text)


def own(place: Place) -> list[Part]:
    """外防输入、内防扩散 is its own list; 一包抓、双联系 is not, nor 水厂与物业、社区联动机制, nor is a couplet."""
    at = place.at
    marks = next((m for m in ("+", "、,;", "—") if any(c in at.name.replace("——", "") for c in m)), "、")
    plus = marks == "+" and (PREFIX.match(at.name) or any(c.isdigit() for c in at.name))
    if plus or at.rule.endswith(".joint-levels"):
        return []
    parts = split(place.text, at.span.start, at.span.end, marks)
    spaced = re.split(r"\s+", at.name)
    if len(parts) == 1 and len(spaced) > 1 and len({len(s) for s in spaced}) == 1 and len(spaced[0]) >= COUPLET:
        return split(place.text, at.span.start, at.span.end, " \u3000")
    pairs = split(place.text, at.span.start, at.span.end, ",;")
    if len(pairs) > 1 and all(len(p.text) < COUPLET for p in parts) and all(p.text.count("、") == 1 for p in pairs):
        return pairs  # 涉税事、线上办,非必须、不窗口
    bare = NAME_TAIL.sub("", parts[-1].text) if parts else ""
    if len(parts) > 1 and (at.rule.endswith(".clauses") or len(bare) == len(parts[0].text)):  # 日报告、零报告制度
        parts[-1] = Part(bare, parts[-1].start)
    numbered = all(NUMERAL.match(p.text) and not EACH_ONE.match(p.text) for p in parts) and not proverb(parts)
    if numbered or (at.rule.endswith(".row") and len({len(p.text) for p in parts}) > 1):
        return []
    if len(parts) > FEW and marks == "、,;":
        parts = even_front(parts)
    if len(parts) == 2 and "," in at.name and not (_alike(parts[0].text, parts[1].text) or _motto(place, parts)):
        return []
    return parts if len(parts) > 1 else _joined(place)


def _joined(place: Place) -> list[Part]:
    """日报告和零报告制度: two reports, meetings … of one system; 日例会和险情日报告制度."""
    at = place.at
    double = at.rule.endswith(".pair")
    bare = NAME_TAIL.sub("", at.name)
    if bare == at.name or "、" in bare or at.span.of(place.text) != at.name:
        return []
    parts = split_and([Part(bare, at.span.start)])
    kin = len(parts) == 2 and parts[0].text[-1] == parts[1].text[-1] and len(parts[0].text) == len(parts[1].text)
    spelt = double and len(parts) == 2 and at.name.endswith("制度") and all(2 < len(p.text) <= LONG for p in parts)
    return parts if kin or (spelt and all(REGULAR.search(p.text) for p in parts)) else []


def _motto(place: Place, parts: list[Part]) -> bool:
    """预防为主,生命至上: two halves of three or four characters, unless the text tells them as what people feel."""
    before = place.text[max(0, place.at.whole.start - 12) : place.at.whole.start]
    even = len(parts[0].text) == len(parts[1].text) in (COUPLET - 1, COUPLET)
    return even and not FELT.search(before)


def _alike(one: str, other: str) -> bool:
    """外防输入 and 内防扩散: short, as long as each other, with a character in common."""
    return len(one) == len(other) <= ALIKE and any(a == b for a, b in zip(one, other, strict=True))


def before(place: Place) -> list[Part]:
    """甲、乙、丙“三字” and 甲、乙、丙的“三字”原则: as many parts as the name says."""
    text, number = place.text, place.number
    total = number.declared or (number.total if len(number.parts) > 1 and number.total > 2 else 0)
    end = _left_edge(text, place.at.whole.start)
    if text[:end].endswith(("、", "和", "与", "及")):  # the mechanism is a part of a list itself
        return []
    works = _works(text, end)
    if works and len(works) == total:
        return works
    start = _list_start(text, end)
    if total < 2 or end - start < 2 * total - 1:
        return []
    parts = of_count(text, start, end, total)
    if not parts or GOVERNS.search(parts[-1].text):
        return []  # 完善四项机制, 县委、县政府按照“两手抓”: what stands before is no list of them
    return _both(cut_front(parts, place.lead)) if BOTH.search(place.at.name) else cut_front(parts, place.lead)


def _both(parts: list[Part]) -> list[Part]:
    """全镇抓防汛、春耕 “两不误” → 防汛, 春耕: no verb in front, nothing before the word that pairs with the second."""
    first, second = (_after(p, GRASP) for p in parts[:2])
    extra = len(first.text) - len(second.text)
    if extra > 2:  # 各级主管部门防控、复工
        first = Part(first.text[extra:], first.start + extra)
    return [first, second]


def _after(p: Part, lead: re.Pattern[str]) -> Part:
    match = lead.match(p.text)
    return Part(p.text[match.end() :], p.start + match.end()) if match else p


def hands(place: Place) -> list[Part]:
    """两手抓: 一手抓防汛,一手抓春耕 nearby; and 值守春耕两不误."""
    text, at = place.text, place.at.whole.start
    if not BOTH.search(place.at.name) or {n for n, _ in place.number.parts} != {2}:
        return []
    pair = PAIR.search(text, max(0, at - 12), at)
    if pair:
        return [Part(pair[1], pair.start(1)), Part(pair[2], pair.start(2))]
    found = list(HANDS.finditer(text, max(0, at - REACH), min(len(text), at + REACH)))
    if not found:
        return []
    near = min(found, key=lambda m: abs(m.start() - at))
    return [Part(near[1], near.start(1)), Part(near[2], near.start(2))]


def _left_edge(text: str, end: int) -> int:
    """Where a list before the mechanism ends: before 的, 等, and quoted mechanisms in a row."""
    while match := EDGE.search(text[max(0, end - 30) : end]):
        end -= len(match[0])
    return end


def _list_start(text: str, end: int) -> int:
    """Behind the last mark before `end` that does not stand in brackets."""
    first = max(0, end - NEAR)
    marks = [m.end() for m in BEFORE_LIST.finditer(text, first, end)]
    outside = (at for at in reversed(marks) if text.count("(", at, end) >= text.count(")", at, end))
    return next(outside, first)


def _works(text: str, end: int) -> list[Part]:
    """《甲》《乙》、《丙》 right before `end`."""
    match = WORKS.search(text, max(0, end - 400), end)
    return [Part(m[1], m.start(1)) for m in WORK.finditer(text, match.start(), end)] if match else []


def explicit(place: Place) -> list[Part]:
    """“六有”,即甲、乙…; 体系,包括甲、乙和丙."""
    text, number = place.text, place.number
    match = EXPLICIT.match(text, place.at.whole.end)
    if not match or "+" in place.at.name or NUMBERED.match(text, match.end()):
        return []
    start, end = match.end(), place.sentence_end
    if not number.parts and len(WORK_ON.sub("", re.split(SAYS, match[0])[0])) > FEW:
        return []  # “菜篮子”网点包括甲、乙: the parts of something else
    if "“" in match[0][:2]:  # another slogan follows: its list comes second, or the only list is its own
        return _first_half(place, start, end)
    if match[0].endswith("(") and ")" in text[start:end]:
        end = text.index(")", start)
    close = CLOSING.search(text, start, end)
    end = close.start() if close else end
    total = number.declared or number.total
    if total > 1:
        parts = [_headline(p) for p in of_count(text, start, end, total)]
        parts = _of_word(parts, *number.parts[0])
        if parts or ":" in match[0]:
            return parts
    if not re.search(SAYS, match[0]):
        return []
    clause = CLAUSE_END.search(text, start)
    parts = split_and(without_tail(split(text, start, clause.start() if clause else end, "、")))
    if len(parts) > FEW:
        parts = cut_front(parts, place.lead)
    if len(parts) < 2 or (total and len(parts) > total):
        return []
    if not total and len(parts) == FEW and "的" in parts[0].text + parts[1].text:
        return []  # “非接触式”就是防止纳税人、缴费人聚集带来的风险
    return [_uncounted(p) for p in parts]


def _first_half(place: Place, start: int, end: int) -> list[Part]:
    """“一断三不断”“五个严禁”,即甲;乙、丙、丁;… : the clauses that add up to four parts."""
    total = place.number.total if len(place.number.parts) > 1 else place.number.declared or 0
    out: list[Part] = []
    clauses = split(place.text, start, end, ";")
    for clause in clauses[:-1]:
        out += split(place.text, clause.start, clause.start + len(clause.text), "、,")
        if len(out) >= total:
            break
    return out if len(out) == total > 1 else []


def _of_word(parts: list[Part], number: int, word: str) -> list[Part]:
    """三不一优先: 对车辆实行不停车, 不检查, 不收费 … → the first too begins with 不."""
    if 1 < number <= len(parts) and all(p.text.startswith(word) for p in parts[1:number]):
        at = parts[0].text.rfind(word)
        if at > 0:
            return [Part(parts[0].text[at:], parts[0].start + at), *parts[1:]]
    return parts


def _headline(p: Part) -> Part:
    """Of a part that goes on after a comma, what stands before it: 把好进入关,每天测温 → 把好进入关."""
    head = p.text.partition(",")[0]
    return Part(head, p.start) if len(head) > 2 else p


def _uncounted(p: Part) -> Part:
    """12个县级平台 → 县级平台."""
    match = COUNTED.match(p.text)
    return Part(p.text[match.end() :], p.start + match.end()) if match and match.end() < len(p.text) else p


def sentence(place: Place) -> list[Part]:
    """A list of just as many parts in one of the next three clauses of the sentence."""
    text, total = place.text, place.number.declared
    if not total or total < 4:
        return []
    end = min(place.sentence_end, place.at.whole.end + NEAR)
    for clause in split(text, place.at.whole.end, end, ",;:")[:3]:
        parts = without_tail(split(text, clause.start, clause.start + len(clause.text), "、"))
        if len(parts) == total - 1:
            parts = split_and(parts)
        if len(parts) == total and not any(re.search(r"\d", p.text) for p in parts):
            return cut_front(parts, place.lead)
    return []


def elsewhere(place: Place) -> list[Part]:
    """四色图: the list before another 四色 of the text (分红、黄、蓝、绿四色管理)."""
    text, at = place.text, place.at
    head = HEAD.match(at.name)
    if not head or (place.number.declared or 0) < 3:
        return []
    for match in re.finditer(re.escape(head[0]), text):
        if text[match.start() - 1] != "“" and not at.whole.start <= match.start() < at.whole.end:
            there = replace(at, whole=Span(match.start(), match.end()))
            parts = before(replace(place, at=there))
            parts = parts or (explicit(replace(place, at=there)) if head[0].endswith("类") else [])
            if parts:
                return parts
    return []


def figures(place: Place) -> list[tuple[str, Span]]:
    """“5+5”, 即设置、备用各5个 → 设置5个, 备用5个."""
    text, at, end = place.text, place.at, place.sentence_end
    start = text.find("即", at.whole.end, end) + 1
    if "+" not in at.name or not start:
        return []
    each = EACH.match(text, start)
    if each:
        return [(each[k] + each[3], Span(each.start(k), each.end(k))) for k in (1, 2)]
    parts = split(text, start, end, "、,")
    return [(p.text, p.span) for p in parts] if len(parts) == at.name.count("+") + 1 else []
