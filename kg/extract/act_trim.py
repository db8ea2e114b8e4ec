"""Trim a stretch of text to its noun phrase: no figures, particles or empty words at either side."""

from __future__ import annotations

import re

from kg.extract.act_shape import adverbs_only, last_word, shaped
from kg.extract.act_words import FIGURE, HANGING, LEAD, TAIL
from kg.extract.index import MentionIndex
from kg.model import Kind
from kg.offsets import Span

WAY = re.compile(r"(?:的(?:方式|形式|办法|方法|做法|途径|手段|模式)|(?<!联系)(?<!支付)(?<!运输)(?:方式|形式))$")
WITH = re.compile(
    r"(?:采[取用]|通过|利用|运用|借助|(?<![可予给加难所足得])以(?![上下内外及来后前])|按照?)[^,。;:!?\n]{0,20}$"
)
BEFORE = 24  # characters
TORN = re.compile(r"之[日时后前]|起继续|后(?:及时|立即|方可|继续)|为主的|[→)】〕]|[^《]*→")
DOING = re.compile(r"(?:做好|抓好|搞好|办好)(?=[^了的])|(?:落实|安排|抽调|选派)(?=专人|人员|力量|干部)")
PAPER = re.compile(r"[^、,和与及的]{2,8}(?:[单表证函册]|清单|台账|申请书|通知书|承诺书|登记簿)")
NAMED = (Kind.PERSON, Kind.ORGANIZATION, Kind.AREA, Kind.FACILITY, Kind.INSTRUMENT, Kind.MECHANISM)


def trimmed(text: str, index: MentionIndex, start: int, end: int) -> tuple[int, int]:
    """Without figures, particles and empty words at either side, and no fragment of a word or clause."""
    reach = start, end
    start, end = _trimmed(text, index, start, end)
    named = start < end and any(m.span.end == end for m in index.inside(Span(start, end), *NAMED))
    if named:
        return start, end
    start, end = shaped(text, index, start, end, reach)
    start = _after_doing(text, start, end)
    return (start, start) if start < end and is_manner(text, start, end) else (start, end)


def is_manner(text: str, start: int, end: int) -> bool:
    """Whether a stretch is how something is done (采取|线上互动的方式) or a torn piece (之日起继续计算, half a title)."""
    part = text[start:end]
    if TORN.match(part) or part.count("《") != part.count("》"):
        return True
    manner = WAY.search(part)
    return manner is not None and WITH.search(text, max(0, start - BEFORE), start) is not None


def one_paper(text: str, first: tuple[int, int], rest: tuple[int, int]) -> bool:
    """Whether a list has its head noun at its end: 物资调拨|及|人员转运单 is one paper."""
    return PAPER.fullmatch(text, *rest) is not None and last_word(text, *first) in ("v", "vn")


def _after_doing(text: str, start: int, end: int) -> int:
    """Where a thing begins behind a verb of doing: 做好|农民工, 落实|专人."""
    doing = DOING.match(text, start, end)
    return doing.end() if doing and "的" not in text[start:end] and end - doing.end() > 1 else start


def before_adverbs(text: str, index: MentionIndex, start: int, end: int) -> int:
    """End of a subject zone without the adverbs and times after its last name (省教育厅|日前|连续)."""
    named = index.outermost(Span(start, end), Kind.PERSON, Kind.ORGANIZATION, Kind.AREA) if end - start > 2 else []
    at = named[-1].span.end if named else end
    return at if 0 < end - at <= 8 and adverbs_only(text, at, end) else end


def _trimmed(text: str, index: MentionIndex, start: int, end: int) -> tuple[int, int]:
    for _ in range(4):
        before = start, end
        lead = LEAD.match(text, start, end)
        start = lead.end() if lead else start
        figure = FIGURE.match(text, start, end)
        if figure and figure.end() < end and (figure[0][0].isdigit() or len(figure[0]) > 1):
            start = figure.end()
        start, end = _without_quantity(text, index, start, end)
        tail = TAIL.search(text, start, end)
        end = tail.start() if tail else end
        hanging = HANGING.search(text, start, end)
        end = hanging.start() if hanging and hanging.start() > start + 1 else end
        end = _without_figure(text, start, end)
        if (start, end) == before:
            break
    return start, end


def _without_quantity(text: str, index: MentionIndex, start: int, end: int) -> tuple[int, int]:
    """Cut at a figure mention: what follows one at the start, what precedes any other (党费30万元支持…)."""
    if start >= end:
        return start, end
    for m in index.overlapping(Span(start, end), Kind.QUANTITY):
        lead = Span(start, m.span.start) if start < m.span.start else None
        counted = lead is not None and any(a.span == lead for a in index.inside(lead, Kind.AREA))
        if (counted or m.span.start <= start) and start < m.span.end < end:  # 全市|40家|影院
            start = m.span.end
        elif start < m.span.start < end and (of := text.rfind("的", m.span.end, end - 2)) > 0:
            return _without_quantity(text, index, of + 1, end)  # 覆盖20个乡镇的|应急广播
        elif start < m.span.start < end and not text.startswith("的", m.span.start - 1):
            return start, m.span.start
    return start, end


def _without_figure(text: str, start: int, end: int) -> int:
    """End of the phrase without a figure behind it (医用口罩3000个)."""
    for match in FIGURE.finditer(text, start + 1, end):
        if match.end() == end and (text[match.start()].isdigit() or len(match[0]) > 1):
            return match.start()
    return end
