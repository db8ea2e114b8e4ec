"""What a page tells of an item or a link: labels, facts, and the sentences that say so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.explore.book import Book, SpanRef
from kg.explore.words import PROPERTY_WORDS, measure_words, value_words

SENTENCE_END = re.compile(r"[。！？!?\n][”’」』）)]*")
REACH = 150  # characters on either side at most
QUOTES = 12  # that are told of one item


def quote(book: Book, span: SpanRef) -> tuple[int, int, int, str, str, str]:
    """Report, start and end, and what the sentence has before, in and after the span."""
    text = book.sources[span.report].text
    if text is None:
        return span.report, span.start, span.end, span.before, span.exact, span.after
    head, tail = text[max(0, span.start - REACH) : span.start], text[span.end : span.end + REACH]
    begins = [m.end() for m in SENTENCE_END.finditer(head)]
    stop = SENTENCE_END.search(tail)
    exact = text[span.start : span.end]
    if SENTENCE_END.search(exact[-2:]):
        stop, tail = None, ""
    return (
        span.report,
        span.start,
        span.end,
        head[begins[-1] if begins else 0 :],
        exact,
        tail[: stop.end() if stop else None],
    )


def quotes(book: Book, spans: Sequence[int]) -> list[tuple[int, int, int, str, str, str]]:
    """The first quotes of an item, in text order."""
    return [quote(book, book.spans[i]) for i in spans[:QUOTES]]


def fact_words(book: Book, index: int) -> list[tuple[str, str]]:
    """Facts of an item in Chinese: its own, and its links either way."""
    item, values, measures = book.items[index], value_words(), measure_words()
    told = []
    for name, value in item.facts:
        words = measures.get(value) if name == "measure" else values.get(value)
        told.append((PROPERTY_WORDS.get(name, (name, name))[0], words[0] if words else value))
    return told
