"""The items of a mechanism: only those that the text lists, in order, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.extract.mechanisms_lists import Part, cut_front, of_count, part, split, split_and, without_tail
from kg.extract.mechanisms_numbers import Count, count
from kg.extract.mechanisms_quotes import Candidate
from kg.extract.numerals import parse_han
from kg.lexicon.loader import Lexicon, trie_pattern
from kg.offsets import Span

Item = tuple[str, Span]
NUMERAL = re.compile(r"^(?:[一二两双三四五六七八九十]|\d)")
LIST_END = re.compile(r"[。!?\n]")
BACK_STOP = re.compile(r"[。;:!?\n,]")
EXPLICIT = re.compile(
    r"[^,。;:、\n]{0,14}?[,:(]?\s*(?:即|就是|也就是|包括|包含|分别是|分别为|具体是|具体为|指的是|是指|指|:|——|\((?=[^)]{4,}\)))[:“]?"
)
EACH = re.compile(r"即?([^,。、]{1,6})、([^,。、]{1,6})各(\d+[个间张名套])")
MARKS = re.compile(r"[一二三四五六七八九十]是(?:要|为)?|[一二三四五六七八九十]要")
ORDINAL = re.compile(r"第([一二三四五六七八九十])[道个条项支类大级步]?[^\W,。;是为]{0,4}[是为:,]")
NEAR, FAR = 160, 900
STRIP = re.compile(r"^(?:坚持|做到|落实|实行)(?=[^\W]{2,})")
COUNTED = re.compile(r"^\d+(?:个|处|家|支|项|名|套)")


@dataclass(frozen=True)
class Items:
    """Reads the items of mechanisms. `lead` finds the verbs that may stand before a list."""

    lead: re.Pattern[str]

    def __call__(self, text: str, at: Candidate, number: Count) -> tuple[Item, ...]:
        """What `text` lists as the parts of the mechanism at one of its places; () if nothing."""
        parts = self._own(text, at)
        if not parts and "+" in at.name:
            return _figures(text, at)
        ways = (
            self._before,
            self._explicit,
            self._repeated,
            self._headed,
            _ordinal,
            _marked,
            self._sentence,
            self._elsewhere,
        )
        for way in ways:
            parts = parts or way(text, at, number)
        return tuple((_label(p), _span(p)) for p in parts)

    def _own(self, text: str, at: Candidate) -> list[Part]:
        """外防输入、内防扩散 is its own list; 一包联、双报到 is not."""
        marks = "+" if "+" in at.name else "、,;"
        name = re.sub(r"(?:制度|机制)$", "", at.span.of(text))
        parts = split(text, at.span.start, at.span.start + len(name), marks)
        plain = [p for p in parts if not NUMERAL.match(p.text) and len(p.text) > 1]
        if len(parts) == 2 and "," in name and not _alike(parts[0].text, parts[1].text):  # a couplet is one saying
            return []
        return parts if len(parts) > 1 and len(plain) == len(parts) else []

    def _before(self, text: str, at: Candidate, number: Count) -> list[Part]:
        """甲、乙、丙“三字” and 甲、乙、丙的“三字”原则."""
        total = number.declared or (number.total if len(number.parts) > 1 and number.total > 2 else 0)
        end = _left_edge(text, at.whole.start)
        if text[:end].endswith(("、", "和", "与", "及")):  # it is a part of a list itself
            return []
        works = _works(text, end)
        if works and len(works) == total:
            return works
        start = max(
            (m.end() for m in BACK_STOP.finditer(text, max(0, end - NEAR), end) if _outside(text, m.start(), end)),
            default=max(0, end - NEAR),
        )
        if total < 2 or end - start < 2 * total - 1:
            return []
        parts = of_count(text, start, end, total)
        return cut_front(parts, self.lead) if parts else []

    def _explicit(self, text: str, at: Candidate, number: Count) -> list[Part]:
        """“六有”,即甲、乙…; 体系,包括甲、乙和丙."""
        match = EXPLICIT.match(text, at.whole.end)
        if not match or "“" in match[0][:2]:  # another slogan follows: the list is not this one's
            return []
        start = match.end()
        stop = LIST_END.search(text, start)
        end = stop.start() if stop else len(text)
        if match[0].endswith("(") and ")" in text[start:end]:
            end = text.index(")", start)
        total = number.declared or number.total
        if total > 1:
            parts = [_headline(p) for p in of_count(text, start, end, total)]
            if parts or ":" in match[0]:
                return parts
        if not re.search(r"即|就是|包括|包含|分别|具体|指", match[0]):
            return []
        clause = re.compile(r"[,;。]").search(text, start)
        parts = split_and(without_tail(split(text, start, clause.start() if clause else end, "、")))
        if total and not 2 <= len(parts) <= total:
            return []
        return [_uncounted(p) for p in parts] if len(parts) > 1 else []

    def _repeated(self, text: str, at: Candidate, number: Count) -> list[Part]:
        """四集中: a list whose parts all begin, or all end, with 集中."""
        if not number.parts:
            return []
        if len(number.parts) > 1:
            return _compound(text, at, number)
        total, word = number.parts[0]
        word = re.sub(r"(?:制度|机制|原则|责任制|措施)$", "", word) or word
        if total < 2 or not word:
            return []
        esc = re.escape(word)
        ahead = rf"{esc}[^、,;。\n]{{1,24}}"
        behind = rf"[^、,;。\n“”]{{1,10}}?{esc}(?=[、,;。和与及”\s]|$)"
        for shape in (ahead, behind):
            full = re.search(rf"{shape}(?:[、,;和及与]+{shape}){{{total - 1}}}", text)
            if full:
                parts = of_count(text, full.start(), full.end(), total)
                if parts:
                    return cut_front(parts, self.lead) if shape is behind else parts
        if len(word) < 2:
            return []
        some = re.compile(rf"{ahead}(?:、{ahead})+").search(text, at.whole.end, at.whole.end + NEAR)
        return split(text, some.start(), some.end(), "、") if some else []

    def _headed(self, text: str, at: Candidate, number: Count) -> list[Part]:
        """提升“五个”能力, and then paragraphs 提升检测能力。… 提升救治能力。…"""
        total = number.declared
        before = re.search(r"([一-鿿]{2})[“(]?$", text[max(0, at.whole.start - 4) : at.whole.start])
        if not total or total < 2 or not before:
            return []
        noun = re.sub(r"^(?:\d+|[一二两三四五六七八九十]+)[个项条道支方大类]?", "", at.name)
        if len(noun) < 2:
            return []
        shape = re.compile(
            rf"(?:^|(?<=[\n。;,\s])){before[1]}([^,。;:、\n]{{2,14}}?{re.escape(noun)})(?=[,。;:、\n])", re.M
        )
        own = rf"“?{re.escape(at.name[: len(at.name) - len(noun)])}”?{re.escape(noun)}"
        for start in (at.whole.end, 0):
            found = [Part(m[1], m.start(1)) for m in shape.finditer(text, start) if not re.fullmatch(own, m[1])]
            if 2 <= len(found) <= total + 2:
                return found
        return []

    def _sentence(self, text: str, at: Candidate, number: Count) -> list[Part]:
        """A list of just as many parts in what is left of the sentence."""
        total = number.declared
        if not total or total < 4:
            return []
        stop = LIST_END.search(text, at.whole.end)
        end = stop.start() if stop else len(text)
        for clause in split(text, at.whole.end, min(end, at.whole.end + NEAR), ",;:")[:3]:
            parts = without_tail(split(text, clause.start, clause.start + len(clause.text), "、"))
            if len(parts) == total - 1:
                parts = split_and(parts)
            if len(parts) == total and not any(re.search(r"\d", p.text) for p in parts):
                return cut_front(parts, self.lead)
        return []

    def _elsewhere(self, text: str, at: Candidate, number: Count) -> list[Part]:
        """五色图: the list before another 五色 of the text (由红、橙、黄、蓝、绿五色表示)."""
        head = re.match(r"(?:\d+|[三四五六七八九十])[^\W\d]", at.name)
        if not head or (number.declared or 0) < 3:
            return []
        for match in re.finditer(re.escape(head[0]), text):
            if text[match.start() - 1] != "“" and not at.whole.start <= match.start() < at.whole.end:
                there = replace(at, whole=Span(match.start(), match.end()))
                parts = self._before(text, there, number)
                if parts:
                    return parts
        return []


def _alike(one: str, other: str) -> bool:
    """外防输入 and 内防扩散: short, as long as each other, with a character in common."""
    return len(one) == len(other) <= 5 and any(a == b for a, b in zip(one, other, strict=True))


def _left_edge(text: str, end: int) -> int:
    """Where a list before the mechanism ends: before 的, 等, and quoted mechanisms in a row."""
    while True:
        left = text[max(0, end - 30) : end]
        match = re.search(r"(?:的|等|这|共|、?“[^“”]{1,12}”[、和]?)$", left)
        if not match:
            return end
        end -= len(match[0])


def _outside(text: str, at: int, end: int) -> bool:
    """Whether the mark at `at` is not inside a bracket that closes before `end`."""
    return text.count("(", at, end) >= text.count(")", at, end)


def _works(text: str, end: int) -> list[Part]:
    """《甲》《乙》、《丙》 right before `end`."""
    match = re.search(r"(?:《[^《》\n]+》[、和]?)+$", text[max(0, end - 400) : end])
    if not match:
        return []
    base = end - len(match[0])
    return [Part(m[1], base + m.start(1)) for m in re.finditer(r"《([^《》]+)》", match[0])]


def _figures(text: str, at: Candidate) -> tuple[Item, ...]:
    """“5+5”, 即设置、备用各5个 → 设置5个, 备用5个."""
    stop = LIST_END.search(text, at.whole.end)
    end = stop.start() if stop else len(text)
    start = text.find("即", at.whole.end, end) + 1
    if not start:
        return ()
    each = EACH.match(text, start)
    if each:
        spans = [Span(each.start(k), each.end(k)) for k in (1, 2)]
        return tuple((each[k] + each[3], span) for k, span in zip((1, 2), spans, strict=True))
    parts = split(text, start, end, "、,")
    return tuple((p.text, p.span) for p in parts) if len(parts) == at.name.count("+") + 1 else ()


def _compound(text: str, at: Candidate, number: Count) -> list[Part]:
    """三保一统筹 → three parts that begin with 保 and one that begins with 统筹."""
    out: list[Part] = []
    here = at.whole.end
    for total, word in number.parts:
        if not 1 <= total <= 10:
            return []
        shape = re.compile(rf"(?:(?<=[、,;。:\n即是])|(?<=\A)){re.escape(word)}[^、,;。\n]{{1,24}}")
        found = list(shape.finditer(text, here, here + FAR))[:total]
        if len(found) != total or found[-1].end() - here > NEAR:
            return []
        out += [part(text, m.start(), m.end()) for m in found]
        here = found[-1].end()
    return out


def _ordinal(text: str, at: Candidate, number: Count) -> list[Part]:
    """三道防线: 第一道防线是…;第二道防线是…"""
    if not number.declared or number.declared < 2 or "防线" not in at.name + text[at.whole.start : at.whole.end + 4]:
        return []
    out: list[Part] = []
    for match in ORDINAL.finditer(text, at.whole.end):
        if parse_han(match[1]) != len(out) + 1 or "防线" not in match[0]:
            continue
        stop = re.compile(r"[。;\n]").search(text, match.end())
        clauses = split(text, match.end(), stop.start() if stop else len(text), ",")
        out.append(_core_clause(clauses))
        if len(out) == number.declared:
            return out
    return []


def _core_clause(clauses: list[Part]) -> Part:
    """The clause that says what is done: the first, unless it only says when or where."""
    first = clauses[0]
    if not re.match(r"(?:从|自|在|对|由)", first.text):
        return first
    last = clauses[-1]
    verb = re.search(r".*(?:实行|开展|进行|实施)", last.text)
    return Part(last.text[verb.end() :], last.start + verb.end()) if verb and verb.end() < len(last.text) else last


def _marked(text: str, at: Candidate, number: Count) -> list[Part]:
    """五条措施…。一是…;二是…"""
    if not number.declared or not re.search(r"措施|举措|要求|原则|机制|任务|制度|清单", at.name):
        return []
    out: list[Part] = []
    for match in MARKS.finditer(text, at.whole.end, at.whole.end + FAR):
        if parse_han(match[0][0]) != len(out) + 1:
            continue
        stop = re.compile(r"[,。;\n]").search(text, match.end())
        out.append(part(text, match.end(), stop.start() if stop else len(text)))
        if len(out) == number.declared:
            return out
    return []


def _headline(p: Part) -> Part:
    """Of a part that goes on after a comma, what stands before it: 把好进入关,每天测温 → 把好进入关."""
    head = p.text.partition(",")[0]
    return Part(head, p.start) if len(head) > 2 else p


def _uncounted(p: Part) -> Part:
    match = COUNTED.match(p.text)
    return Part(p.text[match.end() :], p.start + match.end()) if match and match.end() < len(p.text) else p


def _label(p: Part) -> str:
    return STRIP.sub("", p.text).replace("“", "").replace("”", "") or p.text


def _span(p: Part) -> Span:
    return p.span


def build_items(lexicon: Lexicon) -> Items:
    """The reader of items, with the verbs that lead a list."""
    words = lexicon.forms("mechanism.verb", "mechanism.lead")
    verbs = trie_pattern(w for w in words if len(w) > 1)
    single = trie_pattern(w for w in words if len(w) == 1)
    return Items(re.compile(rf"(?:{verbs})(?:了|好|起|出|着|由)?|[由将把让]|^(?:{single})"))


__all__ = ["Items", "build_items", "count"]
