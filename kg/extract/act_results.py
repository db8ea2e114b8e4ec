"""The acts of a text as a list: each told once, with what a test or check showed (检测结果均为阴性 → 阴性)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.model import ActionClaim
from kg.offsets import Span

RESULT = re.compile(
    r"结果(?:显示)?(?:均|全部|全|都|皆|一律)*(?:呈|为|是|系|达到)*(?P<what>(?:不合格|阴性|阳性|合格|正常|达标|优良))(?=[,。;!?”)\n]|$)"
)
SHORT = 6  # characters: so short a clause may be told twice and mean two acts
REACH = 40  # how far before the result its act may end, in characters


def with_results(claims: Sequence[ActionClaim], text: str) -> list[ActionClaim]:
    """The claims, those whose clause or next clause tells a result with it.

    Args:
        claims: actions in text order.
        text: `Text.normal`.
    """
    out = list(claims)
    for match in RESULT.finditer(text):
        what = Span(*match.span("what"))
        near = [k for k, c in enumerate(out) if c.trigger.start < what.start and what.start - c.span.end <= REACH]
        same = [k for k in near if not re.search(r"[。!?\n]", text[out[k].trigger.start : what.start])]
        if same:
            claim = out[same[-1]]
            span = Span(claim.span.start, max(claim.span.end, what.end))
            out[same[-1]] = replace(claim, span=span, result=what)
    return out


def once(claims: Iterable[ActionClaim], text: str) -> list[ActionClaim]:
    """Claims without those told twice in the same words (a title that the text repeats), unless by others."""
    kept: dict[tuple[str, str, int], list[ActionClaim]] = {}
    for claim in claims:
        told = kept.setdefault((claim.measure, claim.span.of(text), claim.trigger.start - claim.span.start), [])
        same = [c for c in told if not c.agents or _names(c, text) == _names(claim, text)]
        if len(claim.span) < SHORT or (claim.agents and not told):
            told.append(claim)
        elif same and claim.agents and not same[0].agents:
            told[told.index(same[0])] = claim
        elif not same and (claim.agents or not told):
            told.append(claim)
    return sorted((c for told in kept.values() for c in told), key=lambda c: (c.span, c.trigger))


def untitled(claims: Sequence[ActionClaim], title: Span, text: str) -> list[ActionClaim]:
    """Claims without those of the title that the text tells again with the same word.

    Args:
        claims: actions in text order.
        title: the title of the report.
        text: `Text.normal`.
    """
    told = {(c.measure, c.trigger.of(text)) for c in claims if not title.covers(c.span)}
    return [c for c in claims if not title.covers(c.span) or (c.measure, c.trigger.of(text)) not in told]


def _names(claim: ActionClaim, text: str) -> list[str]:
    return [m.span.of(text) for m in claim.agents]
