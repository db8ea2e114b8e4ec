"""HTML source as tokens: what each stretch of it says as plain text. Linear in the length of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

TOKEN = re.compile(
    r"""(?P<comment><!--.*?(?:-->|\Z))
      | (?P<tag></?(?P<name>[a-zA-Z][\w:-]*)(?:[^<>"']|"[^"]*"|'[^']*')*+>)
      | (?P<other><[!?/][^<>]*>)
      | (?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?)
      | (?P<space>[ \t\n\f]+)
      | (?P<text>[^<&\s]+|[<&]|\s)""",
    re.VERBOSE | re.DOTALL,
)
SILENT = frozenset({"script", "style", "noscript", "template", "svg", "select", "textarea", "iframe", "title"})
BLOCK = re.compile(
    r"(?:address|article|aside|blockquote|body|br|caption|center|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|"
    r"head|header|hr|html|li|main|nav|ol|option|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """Characters `start` to `end` of the source stand for `text`: "" for tags, "\\n" where a block begins or ends."""

    start: int
    end: int
    text: str


def tokens(source: str) -> Iterator[Token]:
    """The whole source in tokens, without a gap. Scripts, styles, comments and the page's `title` element say nothing."""
    at = 0
    while at < len(source):
        match = TOKEN.match(source, at)
        assert match is not None
        end = match.end()
        if match["tag"]:
            name = match["name"].lower()
            if name in SILENT and not match["tag"].startswith("</"):
                end = _end_of(source, name, end)
            yield Token(at, end, "\n" if BLOCK.fullmatch(name) else "")
        elif match["comment"] or match["other"]:
            yield Token(at, end, "")
        elif match["entity"]:
            yield Token(at, end, unescape(match["entity"]))
        elif match["space"]:
            yield Token(at, end, _space(source, at, end))
        else:
            yield Token(at, end, match["text"])
        at = end


def _end_of(source: str, name: str, start: int) -> int:
    """Where a silent element ends: after its end tag, or with the page."""
    close = re.compile(rf"</{name}\b[^<>]*>", re.IGNORECASE).search(source, start)
    return close.end() if close else len(source)


def _space(source: str, start: int, end: int) -> str:
    """Source is broken into lines anywhere: a line break between Chinese characters is no space."""
    blank = source[start:end]
    if "\n" not in blank:
        return blank
    before, after = source[start - 1 : start], source[end : end + 1]
    return " " if before.isascii() and after.isascii() and before not in ("", ">") and after not in ("", "<") else ""
