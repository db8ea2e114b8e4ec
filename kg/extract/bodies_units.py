"""Sections of a body whose name stands right before them: 云河县卫健局|基层卫生科, 商务部(外资司)."""

from __future__ import annotations

import re

from kg.extract.bodies_left import Walk
from kg.extract.bodies_sections import far_parent
from kg.model import BodyForm, Kind, Mention
from kg.offsets import Span

DIGIT = re.compile(r"[0-9]")
VISIT = re.compile(r"(?:走进|来到|进入|到|在)$")
BANK = ("银行", "分行", "支行", "总行")
OFFICES = ("办公室", "代表处", "办")
NOT_ONE = (
    "闭馆",
    "开馆",
    "休馆",
    "到馆",
    "入馆",
    "停诊",
    "到院",
    "来院",
    "入院",
    "出院",
    "住院",
    "到所",
    "进站",
    "出站",
    "到站",
)
BRACKETED = re.compile(r"(?:司|处|科|股|室)\)")
OPENED = re.compile(r"\((?P<name>[一-鿿]{2,14})$")
LIST_MARK = re.compile(r"[、,。;等]|负责")


def unit(walk: Walk, start: int, end: int) -> Mention | None:
    """A section of a body named right before it."""
    text = walk.tokens.text
    if text.endswith(NOT_ONE, 0, end):
        return None
    begin, prefix = walk.modifiers(start, 10, proper=True)
    if BRACKETED.match(text, start) and (opened := OPENED.search(text, max(0, start - 15), start)):
        begin = opened.start("name")  # (市场运行司): verbs are part of the name
    if text[begin - 1 : begin] == "(" and begin - 1 in walk.bodies and BRACKETED.match(text, start):
        parent = walk.bodies[begin - 1]  # 商务部(外资司)
        form = BodyForm("", text[parent.span.start : begin - 1] + text[begin:end], "other")
        return Mention(Span(parent.span.start, end + 1), Kind.ORGANIZATION, form, "bodies.unit", 0.85)
    if prefix is None and text[start:end] == "科" and VISIT.search(text, max(0, begin - 2), begin) and end - begin > 2:
        form = BodyForm("", text[begin:end], "other")
        return Mention(Span(begin, end), Kind.ORGANIZATION, form, "bodies.unit-apart", 0.7)
    if prefix is not None and prefix.place and text[start:end] in OFFICES and begin == start:
        bank = walk.bodies.get(prefix.start)  # 进出口银行…分行|云河|办公室
        if bank is not None and isinstance(bank.form, BodyForm) and bank.form.body_kind == "enterprise":
            span = Span(bank.span.start, end)
            return Mention(span, Kind.ORGANIZATION, BodyForm("", span.of(text), "enterprise"), "bodies.proper", 0.85)
    if prefix is None or prefix.parent is None:
        begin, prefix = far_parent(walk, start, text[start:end])
    if prefix is None or prefix.parent is None or prefix.generic or text[begin] in "副和及与、":
        return None
    firm = prefix.parent.form.body_kind == "enterprise" if isinstance(prefix.parent.form, BodyForm) else False
    if text.endswith(BANK, 0, prefix.parent.span.end) and text[start:end] in ("科", "处", "室"):
        firm = not LIST_MARK.match(text, end)  # …省分行信贷处、
    if firm and text[start:end] in ("科", "处", "股", "司", "局", "院", "站", "所"):
        return None
    if DIGIT.search(text, begin, end) or (begin == start and end - start < 3):
        return None
    span = Span(prefix.start, end)
    return Mention(span, Kind.ORGANIZATION, BodyForm("", span.of(text), "other"), "bodies.unit", 0.8)
