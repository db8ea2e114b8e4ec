"""What a test or check showed: 检测结果均为阴性 → 阴性, given to the act that it is the result of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.model import ActionClaim
from kg.offsets import Span

RESULT = re.compile(
    r"结果(?:显示)?(?:均|全部|全|都|皆|一律)*(?:呈|为|是|系|达到)*(?P<what>(?:不合格|阴性|阳性|合格|正常|达标|优良))(?=[,。;!?”)\n]|$)"
)
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
