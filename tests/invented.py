"""Looks for anything in the facts of a report that its text does not have.

`findings` returns one line for each name, item, figure, date or word that cannot be found, folded, in the words that its
evidence points at. What may differ from those words: the official name of a place (from the code table), of a body (place
and organ in full), and dates whose basis says how they were reckoned.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property

from kg.model import Facts, Kind, Literal, Mark, Node, Ref, Statement, Term, Text
from kg.offsets import Span
from kg.resources import Resources

NOISE = re.compile(r"[^\w%‰]|_")
DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "俩": 2, "仨": 3, "壹": 1, "贰": 2}
SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
HAN = "".join(DIGITS)
NUMERAL = re.compile(
    rf"(?:\d[\d,]*(?:\.\d+)?|[{''.join(DIGITS)}{''.join(SMALL)}半数几]|(?:[余多来]?[万亿]))+(?<!千(?=[瓦米克伏卡]))"
)
SHARE = re.compile(rf"([{''.join(DIGITS)}十百千万]+)分之([{''.join(DIGITS)}十百点\d.]+)")
RANGE = re.compile(r"(\d+(?:\.\d+)?)[-—~～至到]+\d+(?:\.\d+)?([万亿])")
PARTY = re.compile(r"中共|中国共产党|共青团|委员会|工作|中国人民政治协商会议|人民代表大会|常务|人民政府|人民")
NEAR = 150
IMPLIED = ("人员", "单位", "病例")  # what 人, 家, 例 count without a noun
CONTENTS = ("浓度", "含量")  # what mg/L measures: only where the report has the word
GENERIC = (
    "时间",
    "比例",
    "年龄",
    "数量",
    "资金",
    "倍数",
    "分数",
    "稿件",
    "货物",
)  # what a figure with a unit measures where the text does not say
OFFICES = ("省", "市", "县", "区", "部", "办", "厅", "局", "处")
BODY_CLASSES = ("organ.", "scoped.", "nation.", "body.", "head.")


def fold(text: str) -> str:
    """Without blanks and marks."""
    return NOISE.sub("", text)


class Page:
    """A cleaned text with what stands behind each mark."""

    def __init__(self, text: Text, resources: Resources) -> None:
        self.text, self.resources = text, resources
        self._starts = [text.offsets.raw(Span(i, i + 1)).start for i in range(len(text.normal))]

    def words(self, marks: Iterable[Mark]) -> list[str]:
        """The cleaned words behind each mark, folded."""
        out = []
        for mark in marks:
            first = bisect_left(self._starts, mark.span.start)
            last = bisect_left(self._starts, mark.span.end)
            out.append(fold(self.text.normal[first:last]))
        return out

    def around(self, marks: Iterable[Mark]) -> str:
        """The text near the marks, folded: a list may give its head once, for all its members."""
        out = []
        for mark in marks:
            first = bisect_left(self._starts, mark.span.start)
            out.append(fold(self.text.normal[max(0, first - NEAR) : first + NEAR]))
        return " ".join(out)

    @cached_property
    def whole(self) -> str:
        """The whole text, folded."""
        return fold(self.text.normal)

    @cached_property
    def organs(self) -> frozenset[str]:
        """Full names and topics of bodies that the lexicon knows."""
        classes = self.resources.lexicon.classes
        tables = [table for name, table in classes.items() if name.startswith(BODY_CLASSES)]
        return frozenset(x for table in tables for row in table.items() for x in row if x)

    @cached_property
    def places(self) -> frozenset[str]:
        """Official names of provinces, prefectures and counties."""
        return frozenset(self.resources.gazetteer.by_name)


def findings(facts: Facts, text: Text, resources: Resources) -> list[str]:
    """What cannot be found; an empty list if all can."""
    page = Page(text, resources)
    nodes = {n.key: n for n in facts.nodes}
    out = [f"{n.kind} {n.label!r}: {why}" for n in facts.nodes if n.marks for why in _node(page, n, nodes)]
    stated = [s for s in facts.statements if isinstance(s.object, Literal)]
    out += [f"{s.predicate} {s.object}: not in its span" for s in stated if not _said(page, s)]
    if facts.published and not facts.document.published and not _date(facts.published, page.whole):
        out.append(f"published {facts.published}: not in the text ({facts.published_basis})")
    return out


def _said(page: Page, statement: Statement) -> bool:
    assert isinstance(statement.object, Literal)
    return any(fold(statement.object.value) in w for w in page.words(statement.marks))


def _node(page: Page, node: Node, nodes: Mapping[str, Node]) -> Iterator[str]:
    words = page.words(node.marks)
    if node.kind is Kind.QUANTITY:
        yield from _quantity(page, node, words, nodes)
    elif node.kind is Kind.TIME:
        yield from _time(node, words)
    elif node.kind is Kind.ACTION:
        yield from _action(page, node, words)
    elif node.kind is Kind.AREA:
        yield from _area(page, node, words, nodes)
    elif node.kind is Kind.ORGANIZATION:
        yield from _body(page, node, words, nodes)
    elif not any(fold(node.label) in w or pieced(page, fold(node.label), w, page.around(node.marks)) for w in words):
        yield f"not in its spans {words[:3]}"
    yield from (f"other name {a!r} is not in the text" for a in node.hidden if fold(a) not in page.whole)


def pieced(page: Page, name: str, words: str, near: str) -> bool:
    """Whether a name is made of two or three pieces, one at least from its span, others from near it or a place's name.

    五孔闸 of 五孔和七孔闸; 女性干部 of 13名女性干部 with its attribute; a site with the official name of its place before it.
    """
    cuts = range(1, len(name))
    for pieces in [(name[:i], name[i:]) for i in cuts] + [
        (name[:i], name[i:j], name[j:]) for i in cuts for j in range(i + 1, len(name))
    ]:
        if any(p in words for p in pieces) and all(p in words or p in near or p in page.places for p in pieces):
            return True
    return False


def _area(page: Page, node: Node, words: list[str], nodes: Mapping[str, Node]) -> Iterator[str]:
    names = [fold(n) for n in (node.label, *node.aliases)]
    if not any(name in w for name in names for w in words):
        yield f"none of its names is in its spans {words[:3]}"
    level = next((v.value for k, v in node.attributes if k == "adminLevel" and isinstance(v, Literal)), None)
    if level == "country":
        return
    code = next((v.value for k, v in node.attributes if k == "adminCode" and isinstance(v, Literal)), None)
    if code is None and fold(node.label) not in page.whole:
        yield "no code, and not in the text"


def _body(page: Page, node: Node, words: list[str], nodes: Mapping[str, Node]) -> Iterator[str]:
    names = [fold(n) for n in (node.label, *node.aliases)]
    if not any(name in w for name in names for w in words):
        yield f"none of its names is in its spans {words[:3]}"
    if not explained(page, fold(node.label)):
        yield "its official name is neither in the text nor made of place and organ"


def explained(page: Page, name: str) -> bool:
    """Whether a body's official name is made of nothing but words of the text, official places and full organ names."""
    reach = {0}
    for start in range(len(name)):
        if start not in reach:
            continue
        for end in range(start + 1, len(name) + 1):
            part = name[start:end]
            known = part in page.organs or part in page.places or PARTY.fullmatch(part) is not None
            if known or (len(part) > 1 and part in page.whole) or part in OFFICES:
                reach.add(end)
    return len(name) in reach


def _quantity(page: Page, node: Node, words: list[str], nodes: Mapping[str, Node]) -> Iterator[str]:
    values = dict(node.attributes)
    counted, value = values["countOf"], values.get("value")
    assert isinstance(counted, Ref)
    label = nodes[counted.key].label
    label = next((label.removesuffix(w) for w in CONTENTS if label.endswith(w) and w in page.whole), label)
    if label not in GENERIC and fold(label) not in page.whole and not _composed(fold(label), page.around(node.marks)):
        yield f"what it counts, {label!r}, is not in the text"
    if isinstance(value, Literal) and not any(_equals(Decimal(value.value), w) for w in _raw(page, node)):
        yield f"its value {value.value} is not in {words}"
    bound = values.get("bound")
    if isinstance(value, Literal) and isinstance(bound, Term) and bound.name == "missing":
        yield "a lost figure has a value"


def _equals(value: Decimal, words: str) -> bool:
    return any(abs(value - n) <= abs(n) * Decimal("1e-6") for n in numbers("".join(words.split())))


def _raw(page: Page, node: Node) -> list[str]:
    """The cleaned words with their marks: a figure needs its point."""
    out = []
    for mark in node.marks:
        first, last = bisect_left(page._starts, mark.span.start), bisect_left(page._starts, mark.span.end)
        out.append(page.text.normal[first:last])
    return out


def _composed(label: str, near: str) -> bool:
    """Whether the thing counted is made of words near the figure, with the noun that its measure word implies.

    撤离人员 of 撤离167人, 受灾县区 of 63个县区受灾.
    """
    bare = next((label.removesuffix(h) for h in IMPLIED if label.endswith(h) and label != h), label).replace("的", "")
    if bare in GENERIC or bare in near:
        return True
    cuts = range(1, len(bare))
    pieces = [(bare[:i], bare[i:]) for i in cuts]
    pieces += [(bare[:i], bare[i:j], bare[j:]) for i in cuts for j in range(i + 1, len(bare))]  # type: ignore[misc]
    return any(all(p in near for p in three) for three in pieces)


def _time(node: Node, words: list[str]) -> Iterator[str]:
    values = {k: v.value for k, v in node.attributes if isinstance(v, Literal)}
    basis = values["basis"]
    for end in values["iso"].split("/"):
        if end not in ("", "..") and not _date(end, words[0], basis):
            yield f"{values['iso']} is not in {words[0]!r}, and its basis {basis!r} does not say why"


def _date(iso: str, words: str, basis: str = "") -> bool:
    """Whether year, month and day are said, or reckoned as `basis` admits."""
    if basis.startswith(("counted from", "lunar date")) or "holiday" in basis:
        return True
    said = numbers(words) | {Decimal(d) for d in re.findall(r"\d+", words)}
    said |= {Decimal(d) for run in re.findall(r"\d{8}", words) for d in (run[:4], run[4:6], run[6:])}
    parts = [Decimal(p) for p in re.findall(r"\d+", iso)]
    year = parts.pop(0) if re.match(r"\d{4}", iso) else None
    if year is not None and year not in said and year % 100 not in said and not basis:
        return False
    return all(p in said for p in parts) or bool(basis)


def _action(page: Page, node: Node, words: list[str]) -> Iterator[str]:
    values = {k: v.value for k, v in node.attributes if isinstance(v, Literal)}
    if not any(fold(values["trigger"]) in w for w in words):
        yield f"its words {values['trigger']!r} are not in its span"
    if fold(values.get("purpose", "")) not in page.whole:
        yield f"its purpose {values['purpose']!r} is not in the text"


def numbers(words: str) -> set[Decimal]:
    """Every value that the numerals in `words` can mean: 2.5万 is 25000, 三分之一 a third of a hundred, 数十 ten."""
    out: set[Decimal] = set()
    for match in NUMERAL.finditer(words):
        out |= _values(re.sub("[,余多来]", "", match[0]))
    for match in RANGE.finditer(words):
        out |= {low * LARGE[match[2]] for low in _values(match[1])}
    for match in SHARE.finditer(words):
        for below in _values(match[1]):
            out |= {100 * above / below for above in _values(match[2].replace("点", ".")) if below}
    return out | {v * 100 for v in out if "成" in words or "折" in words} | _special(words, out)


def _special(words: str, found: set[Decimal]) -> set[Decimal]:
    out = {v / 10 for v in found if "‰" in words or "角" in words} | {v * 3 for v in found if "季度" in words}
    out |= {v / 60 for v in found if "分" in words} | {v * 10 for v in found if "成" in words}
    out |= {-v for v in found if "零下" in words or "负" in words or "-" in words}
    out |= {v / 2 for v in found if "斤" in words or "里" in words} | {v * 15 for v in found if "公顷" in words}
    out |= {v * 2 for v in found if "对" in words or "双" in words}
    out |= {v + Decimal("0.5") for v in found if "半" in words} | {10 * v + 5 for v in found if "成半" in words}
    for word, value in (
        ("半", Decimal("0.5")),
        ("一半", 50),
        ("打", 12),
        ("过半", 50),
        ("半数", 50),
        ("减半", 50),
        ("多数", 50),
        ("倍", 1),
    ):
        if word in words:
            out.add(Decimal(value))
    return out


def _values(numeral: str) -> set[Decimal]:
    """What one numeral can mean; where two digits stand side by side (三五个, 十五六人) either of them."""
    pairs = [m.start() for m in re.finditer(rf"(?=[{HAN}][{HAN}])", numeral)]
    runs = [numeral, *(numeral[: i + k] + numeral[i + k + 1 :] for i in pairs for k in (0, 1))]
    return {value for run in runs if (value := read(run)) is not None}


def read(numeral: str) -> Decimal | None:
    """One numeral in digits, characters or both; None if it is none."""
    total, section, digit = Decimal(0), Decimal(0), None
    i = 0
    while i < len(numeral):
        if run := re.match(r"\d+(?:\.\d+)?", numeral[i:]):
            digit, i = Decimal(run[0]), i + len(run[0])
            continue
        char = numeral[i]
        i += 1
        if char in DIGITS:
            digit = Decimal(DIGITS[char]) if digit is None or digit == 0 else digit * 10 + DIGITS[char]
        elif char in SMALL:
            section, digit = section + (1 if digit is None else digit) * SMALL[char], None
        elif char in LARGE:
            section += digit or 0
            total, section, digit = ((total + section) or 1) * LARGE[char], Decimal(0), None
        elif char not in "数几半":
            return None
    return total + section + (digit or 0)
