"""What a figure is counted over: up to a day (累计), each period (每天), each member (每名)."""

from __future__ import annotations

import re

from kg.extract.quantities_figure import TIME_UNITS, Figure
from kg.model import Page, Scope, TimeForm
from kg.offsets import Span

TOTAL = re.compile(
    r"累计(?!确诊病例数|[^,。;]{1,8}[数量]、)|累积|至今|截至|截止|共计|总计|合计|总共|一共|(?<![时日天夜晚点分])到今天|"
    r"(?<![公中国党改总一])共(?![同享建青产和治识商管处用创赢聚用性鸣克])"
)
PERIOD = re.compile(
    r"每[天日周月年]|每(?:小时|星期|季度|学期|晚|晨|班)|[日月年周]均|每隔?[一两二三四五六七八九十\d]+(?:个?小时|天|日|周|个月|年)|一日(?=[一二三四]次)"
)
EACH = re.compile(
    r"每(?:[一]?[名个人户家位辆栋幢村乡镇县校所处支组车班批间床座层条份台单企点站院]|亩|平方米|公里|吨|斤|公斤)|人均|户均|各(?=[\d一二两三四五六七八九十]+[^\d一二两三四五六七八九十级界地])|(?<![^,。;、\n\s])平均|均(?=配备|设|不|有|配)|分别(?=[^于])|万人(?=\d)"
)


def spans_of_totals(page: Page) -> list[Span]:
    """Stretches in which figures are totals: from 累计, 共 or 截至 to the end of its sentence, and on over a sentence
    that says what of that total (其中…;…)."""
    text = page.text.normal
    out: list[Span] = []
    running = False
    for sentence in page.layout.sentences:
        match = TOTAL.search(text, sentence.start, sentence.end)
        follows = (
            bool(out)
            and not text[out[-1].end : sentence.start].strip()
            and "\n" not in text[out[-1].end : sentence.start]
        )
        of_which = follows and (text.startswith("其中", sentence.start) or (running and text[out[-1].end - 1] in ";;"))
        running = bool(of_which)
        if of_which:
            out.append(sentence)
        elif match:
            out.append(Span(match.start(), sentence.end))
    return out


def scope_of(page: Page, figure: Figure, sentence: Span, totals: list[Span]) -> tuple[Scope | None, str | None]:
    """Scope and, for totals, the day that they were counted to (ISO, if the sentence names it)."""
    text = page.text.normal
    start = figure.number.start
    clause = max(text.rfind(mark, sentence.start, start) for mark in ",;。:") + 1
    clause = max(clause, sentence.start)
    duration = figure.unit in TIME_UNITS
    if text[max(0, figure.span.start - 2) : start].rstrip("隔").endswith("每") and duration:
        return Scope.PER_PERIOD, None
    if not duration:
        if PERIOD.search(text, clause, start):
            return Scope.PER_PERIOD, None
        if EACH.search(text, clause, figure.span.end):
            return Scope.EACH, None
    if not duration and any(t.covers(figure.span) for t in totals):
        return Scope.CUMULATIVE, _as_of(page, sentence)
    return None, None


def _as_of(page: Page, sentence: Span) -> str | None:
    for mention in page.mentions:
        if isinstance(mention.form, TimeForm) and sentence.covers(mention.span) and mention.form.iso.startswith("../"):
            return mention.form.iso.removeprefix("../")
    return None
