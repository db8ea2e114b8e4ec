"""Page furniture and repeats: what belongs to the web page, not to the report.

Steps here read the folded Simplified view of the text, so that one pattern serves both scripts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.clean.step import Change, Kit
from kg.lexicon.loader import Pattern

LINE = re.compile(r"[^\n]+\n?")
CREDIT = re.compile(
    r"(?:责任?编辑?|责编|编辑|审核|审签|终审|校对|监制|总监|主办|组稿|供稿|撰稿|摄影|作者|记者|通讯员)\s*[::]|记者\s*[一-鿿]{2,4}\s*(?:通讯员|摄|[))]|$)"
)
LONG_TAIL = 60
REPEATED = 20
ADJACENT = 6
ENDS = "。!?”…)"


def find_furniture(view: str, kit: Kit) -> Iterator[Change]:
    """Matches of the patterns of `clean.toml`.

    A pattern's `scope` says what goes: "line" the whole line, "part" the match alone, "tail" the line and all that
    follows, if no paragraph and no credit follows.
    """
    spans: list[tuple[int, int, str]] = []
    for pattern in kit.patterns:
        if any(word in view for word in pattern.options["needs"]):
            spans.extend(_spans(view, pattern))
    spans.sort(key=lambda s: (s[0], -s[1]))
    end = 0
    for start, stop, reason in spans:
        if stop <= end:
            continue
        yield Change(max(start, end), stop, "", reason)
        end = stop


def _spans(view: str, pattern: Pattern) -> Iterator[tuple[int, int, str]]:
    scope = pattern.options["scope"]
    for match in pattern.regex.finditer(view):
        start, stop = match.span()
        if scope != "part":
            start = view.rfind("\n", 0, start) + 1
            stop = view.find("\n", stop) + 1 or len(view)
        if scope == "tail":
            stop = _tail(view, match.start(), stop)
            start = match.start()
        if start < stop:
            yield start, stop, pattern.id


def _tail(view: str, start: int, stop: int) -> int:
    """How far the furniture goes that begins at `start`: past all lines that are neither paragraph nor credit."""
    for line in LINE.finditer(view, start):
        text = line[0].strip()
        if line.start() > start and ((len(text) > LONG_TAIL and "。" in text) or CREDIT.search(text)):
            return line.start()
        stop = line.end()
    return stop


def find_repeats(view: str, kit: Kit) -> Iterator[Change]:
    """Paragraphs that stand twice, whole: the later copy goes. Lines without 。 go only if the copy follows at once."""
    del kit
    seen: set[str] = set()
    last = ""
    for line in LINE.finditer(view):
        text = "".join(line[0].split())
        if not text:
            continue
        if (len(text) >= (REPEATED if text[-1] in ENDS else LONG_TAIL) and text in seen) or (
            len(text) >= ADJACENT and text == last
        ):
            yield Change(line.start(), line.end(), "", "repeated paragraph")
        seen.add(text)
        last = text
