"""Markdown: what of a text is markup. The raw text is the file itself; `Document.markup` leads to its plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.model import Document
from kg.offsets import Piece
from kg.read.tables import iso_date

FRONT = re.compile(r"\A---[ \t]*\n(?P<body>.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
KEY = re.compile(r"^(title|date|url|link|site|source)[ \t]*:[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.MULTILINE)
MARKUP = re.compile(
    r"""(?P<fence>^[ \t]*(?:```|~~~)[^\n]*$)
      | (?P<rule>^[ \t]*(?:\*[ \t]*){3,}$|^[ \t]*(?:-[ \t]*){3,}$|^[ \t]*(?:_[ \t]*){3,}$)
      | (?P<divider>^[ \t]*\|[ \t:|-]+$)
      | (?P<heading>^[ ]{0,3}\#{1,6}[ \t]+|[ \t]+\#+[ \t]*$)
      | (?P<quote>^[ ]{0,3}>[ \t]?)
      | (?P<bullet>^[ \t]*[-*+][ \t]+)
      | (?P<image>!\[[^\]\n]*\]\((?:[^()\n]|\([^()\n]*\))*+\))
      | (?P<open>\[(?=[^\]\n]+\]\((?:[^()\n]|\([^()\n]*\))*+\)))
      | (?P<close>(?<=[^\[\s])\]\((?:[^()\n]|\([^()\n]*\))*+\))
      | (?P<strong>\*{2,3}|(?<!_)_{2}(?!_))
      | (?P<code>`+)
      | (?P<bar>[ \t]*\|[ \t]*)
      | (?P<escape>\\(?=[\\`*_{}\[\]()\#+\-.!|>]))""",
    re.MULTILINE | re.VERBOSE,
)


def as_markdown(document: Document) -> Document:
    """A Markdown file with the edits that lead to its plain text, and the metadata of its front matter."""
    front = FRONT.match(document.raw)
    start = front.end() if front else 0
    cut = (Piece(0, start, ""),) if front else ()
    document = replace(document, markup=(*cut, *_pieces(document.raw, start)))
    found = dict(KEY.findall(front["body"])) if front else {}
    published = iso_date(found.get("date"))
    return replace(
        document,
        title=found.get("title") or None,
        url=found.get("url") or found.get("link") or None,
        site=found.get("site") or found.get("source") or None,
        published=published,
        published_basis="front matter" if published else None,
    )


def _pieces(raw: str, start: int) -> Iterator[Piece]:
    for match in MARKUP.finditer(raw, start):
        yield Piece(match.start(), match.end(), " " if match.lastgroup == "bar" else "")
