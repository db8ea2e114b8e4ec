"""Police offices that only their town's or street's name marks: 青山公安分局, then 青山分局; 柳河路派出所."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kg.extract.bodies_left import PROPER_TAGS, Walk
from kg.model import BodyForm, Kind, Mention
from kg.offsets import Span

STATIONS = ("公安分局", "派出所")
BRANCH, SHORT = "公安分局", "分局"
PARTS = 2  # a name is one or two proper words: 虹河|柳树
SIZES = (2, 3)


def station(walk: Walk, start: int, end: int) -> Mention | None:
    """The office whose last word is [start, end) and whose name's other words are proper ones right before it."""
    tokens, begin = walk.tokens, start
    for _ in range(PARTS):
        i = tokens.before(begin)
        if i < 0 or tokens.starts[i] + len(tokens.words[i]) != begin or len(tokens.words[i]) not in SIZES:
            break
        word = tokens.words[i]
        if tokens.tags[i] not in PROPER_TAGS or word in walk.words.generic or word in walk.words.stop:
            break
        begin = tokens.starts[i]
    if begin == start:
        return None
    form = BodyForm("", tokens.text[begin:end], "government" if tokens.text.endswith(BRANCH, 0, end) else "grassroots")
    return Mention(Span(begin, end), Kind.ORGANIZATION, form, "bodies.fixed", 0.8)


def branches(text: str, found: Iterable[Mention]) -> list[Mention]:
    """`found` with the short names of police branches: 青山分局 after 青山公安分局.

    A branch that the text also names in full (云河市公安局青山分局) takes the last part of that name.
    """
    out = list(found)
    own = [m for m in out if m.rule == "bodies.fixed" and m.span.of(text).endswith(BRANCH)]
    others = [m for m in out if m not in own]
    for stem in dict.fromkeys(m.span.of(text).removesuffix(BRANCH) for m in own):
        whole = [m for m in others if m.span.of(text).endswith(f"公安局{stem}{SHORT}")]
        form = BodyForm("", stem + (SHORT if whole else BRANCH), "government")
        out = [replace(m, form=form) if m in own and m.span.of(text) == stem + BRANCH else m for m in out]
        for match in re.finditer(re.escape(stem + SHORT), text):
            span = Span(*match.span())
            if not any(m.span.covers(span) for m in others):
                out.append(Mention(span, Kind.ORGANIZATION, form, "bodies.fixed", 0.8))
    return out
