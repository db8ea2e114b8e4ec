"""Web pages: which of their text is the report, and what they say of themselves.

The raw text of a page is its decoded source, tags and all, so that spans can be checked against the file. trafilatura
tells the main text and the metadata; its lines are looked up in the source, and `Document.markup` gets what is left
out or resolved elsewhere: applied to `raw`, it leaves the plain text of the report, one block a line.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from kg.errors import InputError
from kg.model import Document
from kg.offsets import Piece
from kg.read.markup import Token, tokens

DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]{2,20})""", re.IGNORECASE
)
CREDIT = re.compile(
    r"^\W*(?:文章|信息|稿件|新闻|新聞)?(?:来源|來源|发布|發布|时间|時間|日期|作者|记者|記者|通讯员|通訊員|编辑|編輯|责编|責編|责任|責任|"
    r"审核|審核|审签|监制|監製|总监|總監|主办|主辦|供稿|供图|供圖|撰稿|组稿|組稿|摄影|攝影|文字|校对|校對|终审|終審)"
)
CREDIT_LENGTH = 80
LEFT_OUT = re.compile(r"[\s|\-*•·#>_`]+")
FIRST_DATE = date(1995, 1, 1)
LAST_DATE = date(2100, 1, 1)  # a fixed one: by default it is today, and a build must not depend on the day


def declared_encoding(data: bytes) -> str | None:
    """The encoding that the head of a page names, as a codec: GB2312 and GBK are read as GB18030, which holds them."""
    match = DECLARED.search(data[:4096])
    name = match[1].decode("ascii").lower() if match else ""
    if name.startswith(("gb", "cp936", "x-gb")):
        return "gb18030"
    return "big5hkscs" if name.startswith("big5") else None


def as_page(document: Document) -> Document:
    """A decoded page with its metadata and the edits that lead to its main text.

    Raises:
        InputError: if the page shows no text at all.
    """
    from trafilatura import bare_extraction

    found = bare_extraction(
        document.raw,
        with_metadata=True,
        include_comments=False,
        favor_recall=True,
        date_extraction_params={
            "extensive_search": False,
            "original_date": True,
            "min_date": FIRST_DATE.isoformat(),
            "max_date": LAST_DATE.isoformat(),
        },
    )
    data = found if isinstance(found, dict) else found.as_dict() if found else {}
    page = Page(document.raw)
    lines = [line for line in (data.get("text") or "").split("\n") if line.strip()]
    markup = page.pieces(page.kept(data.get("title"), lines))
    if not any(c.isalnum() for c in page.plain):
        raise InputError(document.path, "a page without text")
    published = data.get("date")
    return replace(
        document,
        title=data.get("title"),
        url=data.get("url"),
        site=data.get("sitename") or data.get("hostname"),
        published=published,
        published_basis="metadata of the page" if published else None,
        markup=markup,
    )


class Page:
    """A page's source, its plain text, and the way from one to the other."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._tokens = tuple(tokens(source))
        self.plain = "".join(t.text for t in self._tokens)
        self._packed, self._starts, self._ends = _pack(self._tokens)

    def kept(self, title: str | None, lines: Sequence[str]) -> list[tuple[int, int]]:
        """Source ranges of the report: its title, its lines, and the credits around them; everything if there is none."""
        found = list(self._aligned(lines))
        if not found:
            return [(0, len(self._source))]
        head = self._find(title, 0) if title else None
        if head and head[0] < found[0][0]:
            found.insert(0, head)
        found += self._credits(found)
        return _joined(found)

    def pieces(self, kept: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
        """The edits that leave the plain text of the ranges `kept`, which are in order."""
        out: list[Piece] = []
        at = 0
        for start, end in kept:
            if at < start:
                out.append(Piece(at, start, "\n" if at else ""))
            first = bisect_left(self._tokens, start, key=lambda t: t.start)
            for token in self._tokens[first:]:
                if token.start >= end:
                    break
                if token.text != self._source[token.start : token.end]:
                    out.append(Piece(token.start, token.end, token.text))
            at = end
        if at < len(self._source):
            out.append(Piece(at, len(self._source), ""))
        return tuple(out)

    def _aligned(self, lines: Iterable[str]) -> Iterator[tuple[int, int]]:
        """Where lines of the main text stand in the source; lines that are not found are passed over."""
        at = 0
        for line in lines:
            for cell in line.split("|"):
                span = self._find(cell, at)
                if span:
                    at = span[1]
                    yield span

    def _find(self, text: str, start: int) -> tuple[int, int] | None:
        """The source range of `text`, blanks aside, after source offset `start`."""
        wanted = LEFT_OUT.sub("", text)
        if not wanted:
            return None
        i = self._packed.find(wanted, bisect_left(self._starts, start))
        if i < 0:
            return None
        return self._starts[i], self._ends[i + len(wanted) - 1]

    def _credits(self, found: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Short lines outside the main text that name a source, a date or an author."""
        line: list[Token] = []
        for token in (*self._tokens, Token(len(self._source), len(self._source), "\n")):
            if token.text != "\n":
                line.append(token)
                continue
            text = "".join(t.text for t in line).strip()
            if line and len(text) <= CREDIT_LENGTH and CREDIT.match(text):
                start, end = line[0].start, line[-1].end
                if not any(a < end and start < b for a, b in found):
                    yield start, end
            line = []


def _pack(all_tokens: Iterable[Token]) -> tuple[str, list[int], list[int]]:
    """The plain text without blanks and list marks, with the source start and end of each character."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for token in all_tokens:
        exact = len(token.text) == token.end - token.start
        for i, char in enumerate(token.text):
            if not LEFT_OUT.match(char):
                parts.append(char)
                starts.append(token.start + i if exact else token.start)
                ends.append(token.start + i + 1 if exact else token.end)
    return "".join(parts), starts, ends


def _joined(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges in order, those that touch made one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
