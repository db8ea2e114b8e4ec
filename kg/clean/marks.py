"""Residue of machines: HTML, JSON, table bars, invisible characters, doubled commas, runs of junk."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from kg.clean.step import Change, Kit

INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad\x00-\x08\x0b\x0e-\x1f\x7f]+")
SCRIPT = re.compile(r"<(script|style)\b.{0,20000}?</\1\s*>|<!--.{0,5000}?-->", re.S | re.I)
TAG = re.compile(r"(?:<|&lt;)/?([a-zA-Z][a-zA-Z0-9]{0,9})\b(?:[^<>\n]{0,300}?)?/?(?:>|&gt;)|(?<![\w<])/?span&gt;")
BLOCK_TAGS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "tr",
        "td",
        "th",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "header",
        "footer",
        "hr",
    ]
)
NAMED = "nbsp|ensp|emsp|thinsp|ldquo|rdquo|lsquo|rsquo|laquo|raquo|mdash|ndash|hellip|middot|bull|quot|apos|amp|lt|gt|copy|reg|times|yen|deg|permil"
ENTITY = re.compile(rf"&(?:#\d{{2,6}}|#x[0-9a-fA-F]{{2,5}}|{NAMED});?")
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\([nrt\"/])")
JSON_KEY = re.compile(r"[{\[,]*\s*\"[A-Za-z_]{1,20}\"\s*:\s*[\"\[{]?|\"\s*[}\]]+,?")
BARS = re.compile(r"^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)+\|?[ \t]*$\n?", re.M)
ROW = re.compile(r"^[^\n|]*\|[^\n|]*\|[^\n]*$", re.M)
# Expressions begin with a set of characters where they can: `re` then skips what cannot match.
DOUBLED = re.compile(
    r"[,\uff0c。、](?:(?<=[,\uff0c])\s?(?=[,\uff0c、。;\uff1b:\uff1a!\uff01?\uff1f])|(?<=。)(?<!。。)(?=。(?!。))|(?<=、)(?=、))"
)
ODD = r"#$%^&*_=+~|\\<>{}\[\]@`"
JUNK = re.compile(rf"[{ODD}](?:[{ODD}]{{3,}}|(?<![\w.].)(?:[a-z;0-9]{{0,3}}[{ODD}]){{3,}}(?!\w))")
BULLETS = re.compile(r"^[^\S\n]*[■-◿★☆❖❤➢➤✦♦✓✔]+[^\S\n]*|[□■◇◆]{2,}", re.M)
PLACEHOLDER = re.compile(r"[\ufffd\ue000-\uf8ff]+")


def find_residue(text: str, kit: Kit) -> Iterator[Change]:
    """Tags, entities, escapes, keys of JSON and bars of tables.

    Tags of blocks become line breaks, entities and escapes what they stand for.
    """
    del kit
    if not ("<" in text or "&" in text or "\\" in text or "|" in text or '":' in text):
        return
    yield from _without_overlap(sorted(_residue(text), key=lambda c: (c.start, -c.end)))


def _residue(text: str) -> Iterator[Change]:
    for match in SCRIPT.finditer(text):
        yield Change(match.start(), match.end(), "", "HTML script or comment")
    broken = 0  # where a line break was put last
    for match in TAG.finditer(text):
        breaks = (match[1] or "").lower() in BLOCK_TAGS
        if breaks and (match.start() == broken or text[match.start() - 1 : match.start()] in ("", "\n")):
            breaks, broken = False, match.end()
        elif breaks:
            broken = match.end()
        yield Change(match.start(), match.end(), "\n" if breaks else "", "HTML tag")
    for match in ENTITY.finditer(text):
        if (char := html.unescape(match[0].rstrip(";") + ";")) != match[0]:
            yield Change(match.start(), match.end(), char, "HTML entity")
    for match in ESCAPE.finditer(text):
        yield Change(match.start(), match.end(), _unescape(match), "escaped character")
    if '":' in text:
        for match in JSON_KEY.finditer(text):
            yield Change(match.start(), match.end(), "", "JSON syntax")
    for match in BARS.finditer(text):
        yield Change(match.start(), match.end(), "", "rule of a table")
    for row in ROW.finditer(text):
        for at in range(row.start(), row.end()):
            if text[at] == "|":
                yield Change(at, at + 1, " ", "bar of a table")


def _unescape(match: re.Match[str]) -> str:
    if match[1]:
        char = chr(int(match[1], 16))
        return char if char.isprintable() else " "
    return {"n": "\n", "r": "", "t": " ", '"': '"', "/": "/"}[match[2]]


def _without_overlap(changes: list[Change]) -> Iterator[Change]:
    end = 0
    for change in changes:
        if change.start >= end:
            yield change
            end = change.end


def find_invisible(text: str, kit: Kit) -> Iterator[Change]:
    """Characters of no width."""
    del kit
    if text.isascii():
        return
    for match in INVISIBLE.finditer(text):
        yield Change(match.start(), match.end(), "", "invisible character")


def find_placeholders(text: str, kit: Kit) -> Iterator[Change]:
    """Characters that stand for none: bullets of a lost font go, others are marked (张\\ufffd明 is not 张明)."""
    del kit
    if text.isascii():
        return
    bullets = [Change(m.start(), m.end(), "", "bullet") for m in BULLETS.finditer(text)]
    yield from _without_overlap(sorted([*bullets, *_placeholders(text)]))


def _placeholders(text: str) -> Iterator[Change]:
    for match in PLACEHOLDER.finditer(text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        bullet = (before.isspace() or not before) or (after.isspace() or not after)
        kept = "" if bullet else match[0]
        yield Change(
            match.start(), match.end(), kept, "placeholder glyph" if bullet else "lost character", bullet, not bullet
        )


def find_doubled(text: str, kit: Kit) -> Iterator[Change]:
    """A comma put before another mark, and runs of junk."""
    del kit
    changes = [Change(m.start(), m.end(), "", "doubled mark") for m in DOUBLED.finditer(text)]
    changes += [Change(m.start(), m.end(), "", "run of junk") for m in JUNK.finditer(text)]
    yield from _without_overlap(sorted(changes))
