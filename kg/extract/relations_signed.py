"""Who signs a text, and the notice that the text itself is."""

from __future__ import annotations

import re

from kg.extract.index import MentionIndex
from kg.model import Kind, Mention
from kg.offsets import Span

DIGIT = "[0-9〇○零一二三四五六七八九十]"
DATE = re.compile(rf"\s*(?:(?:20[0-9]{{2}}|[二2]{DIGIT}{{3}})年{DIGIT}{{1,2}}月{DIGIT}{{1,3}}\s*日)")
ENDS = re.compile(r"\s*(?:\(此件公开发布\)\s*)?$")
STARTS = re.compile(r"(?:^|[\s。!?;\)])$")
BETWEEN = re.compile(r"[\s、]+")
UNSIGNED = ("bodies.departments", "bodies.masthead", "bodies.carriers", "bodies.chosen")
OWN_TITLE = ("instruments.heading", "instruments.title")
TOP = 150  # characters within which the title of a notice begins, the names of those who give it before it
TAIL = 0.5  # a signature stands in the second half of a text


def signers(text: str, index: MentionIndex) -> list[Mention]:
    """The bodies that sign `text`: alone on a line or between spaces, before the date or the end of the text."""
    out: list[Mention] = []
    half = Span(int(len(text) * TAIL), len(text))
    for body in reversed(index.outermost(half, Kind.ORGANIZATION) if text else []):
        if out:
            if body.span.end <= out[-1].span.start and BETWEEN.fullmatch(text, body.span.end, out[-1].span.start):
                out.append(body)
            elif body.span.end <= out[-1].span.start:
                break
            continue
        signed = DATE.match(text, body.span.end) or ENDS.match(text, body.span.end)
        if signed and body.rule not in UNSIGNED and STARTS.search(text, max(0, body.span.start - 1), body.span.start):
            out.append(body)
    return out


def own_paper(text: str, index: MentionIndex) -> Mention | None:
    """The notice that `text` is: the first document named by its title at the very top."""
    found = [m for m in index.of(Kind.INSTRUMENT) if m.span.start < TOP and m.rule in OWN_TITLE]
    return found[0] if found else None
