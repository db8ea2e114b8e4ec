"""Divide a cleaned text into blocks, sentences and clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.model import Block, BlockKind, Layout
from kg.offsets import Span

LINE = re.compile(r"[^\n]+")
SENTENCE_END = re.compile(r"(?:[。!?…]|;(?=——|[一-鿿]))+[”’」』)]*")
CLAUSE_END = re.compile(r"[,;:,。!?…]|——|(?<=[一-鿿]{6})[ \u3000]+(?=[一-鿿\d]{4})")
FIRST_TITLE = re.compile(r"[^。!?;]{6,60}?(?<=[一-鿿\d)”])[ \u3000]+(?=[一-鿿“\d])")
CREDIT = re.compile(
    r"^[((【]?\s*(?:来源|责任?编辑?|责编|编辑|审核|审签|终审|监制|总监|主办|供稿|供图|组稿|撰稿|文字|摄影|图片|作者|记者|通讯员|时间|发布时间|日期|编审|校对|校审|值班[编总])"
    r"[^。]{0,40}$"
)
HEADING_MAX = 32
SENTENCE_MARK = re.compile(r"[。!?;]|…$")


def lay_out(normal: str) -> Layout:
    """Blocks, sentences and clauses of a cleaned text.

    Args:
        normal: `Text.normal`.

    Returns:
        A layout; every span is trimmed of white space and lies within one line.
    """
    blocks = _captioned(tuple(_blocks(normal)))
    sentences = tuple(s for block in blocks for s in _split(normal, block.span, SENTENCE_END, keep_mark=True))
    clauses = tuple(c for s in sentences for c in _split(normal, s, CLAUSE_END, keep_mark=False))
    return Layout(blocks, sentences, clauses)


def _blocks(normal: str) -> Iterator[Block]:
    section = 0
    first = True
    for match in LINE.finditer(normal):
        span = _trim(normal, match.start(), match.end())
        if span is None:
            continue
        title = FIRST_TITLE.match(normal, span.start, span.end) if first else None
        if title and title.end() + 40 < span.end:  # 标题 正文…: a title run into the text
            section += 1
            head = _trim(normal, title.start(), title.end())
            if head:
                yield Block(head, BlockKind.TITLE, section)
            span, first = Span(title.end(), span.end), False
        kind = _kind(span.of(normal), first)
        if kind in (BlockKind.HEADING, BlockKind.TITLE):
            section += 1
        first = False
        yield Block(span, kind, section)


def _captioned(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Several short lines between title and first paragraph are captions of pictures, not headings."""
    first = next((k for k, b in enumerate(blocks) if b.kind is BlockKind.PARAGRAPH), 0)
    lines = [k for k in range(1, first) if blocks[k].kind is BlockKind.HEADING]
    if len(lines) < 3:
        return blocks
    return tuple(replace(b, kind=BlockKind.CAPTION) if k in lines else b for k, b in enumerate(blocks))


def _kind(line: str, first: bool) -> BlockKind:
    if CREDIT.match(line):
        return BlockKind.CREDIT
    if SENTENCE_MARK.search(line) or len(line) > HEADING_MAX * 2:
        return BlockKind.PARAGRAPH
    if first:
        return BlockKind.TITLE
    return BlockKind.HEADING if len(line) <= HEADING_MAX else BlockKind.PARAGRAPH


def _split(text: str, span: Span, mark: re.Pattern[str], keep_mark: bool) -> Iterator[Span]:
    """Parts of `span` between marks. Marks inside brackets of any kind do not split."""
    start = span.start
    for match in mark.finditer(text, span.start, span.end):
        if not keep_mark and _inside(text, span.start, match.start()):
            continue
        part = _trim(text, start, match.end() if keep_mark else match.start())
        if part:
            yield part
        start = match.end()
    part = _trim(text, start, span.end)
    if part:
        yield part


def _inside(text: str, start: int, at: int) -> bool:
    """Whether `at` stands inside 《…》 or (…) opened since `start`."""
    return any(text.count(a, start, at) > text.count(b, start, at) and text.find(b, at) >= 0 for a, b in ("《》", "()"))


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
