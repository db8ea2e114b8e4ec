"""Signs of how an act stands: done, going on, planned or called for.

Signs: `rule:` what the rules say, with the measure or without; `report:` how the acts of the report stand by the rules, in parts
of it; `near:`, `before:`, `after:` a cue word just before the verb, before it and after it in the sentence; `left:`, `right:`
the characters beside the verb; `first:`, `last:` how the clause begins and ends; `by:` what kinds of agents it has; `title:`
what kind of paper the report is by its first line; `figures`. Pairs are joined by +.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.extract.act_offers import beside, sentence_at
from kg.extract.act_subjects import Reading
from kg.model import ActionClaim, Kind
from kg.offsets import Span

MOOD = (
    "要",
    "应",
    "须",
    "将",
    "已",
    "了",
    "正在",
    "拟",
    "可",
    "不得",
    "请",
    "鼓励",
    "支持",
    "继续",
    "必须",
    "计划",
    "严禁",
    "禁止",
)
TELLING = (
    "提出",
    "指出",
    "强调",
    "通知",
    "表示",
    "要求",
    "规定",
    "明确",
    "决定",
    "予以",
    "给予",
    "做好",
    "加强",
    "对",
    "按",
)
TIME = (
    "截至",
    "目前",
    "近日",
    "日",
    "今年",
    "去年",
    "近年来",
    "累计",
    "共",
    "自",
    "起",
    "前",
    "后",
    "时",
    "的",
    "如",
    "凡",
    "若",
)
CUES = (*MOOD, *TELLING, *TIME)
PAPERS = (
    "通知",
    "通告",
    "公告",
    "措施",
    "意见",
    "方案",
    "政策",
    "会议",
    "讲话",
    "倡议",
    "指南",
    "问答",
    "办法",
    "公开信",
)
TITLE = 60  # characters
NEAR = 12  # characters before the verb
PARTS = (0.05, 0.2, 0.4, 0.6, 0.8)


@dataclass(frozen=True)
class StatusSigns:
    """What speaks for each status of the acts of one page."""

    r: Reading
    claims: Sequence[ActionClaim]

    def of(self, claim: ActionClaim) -> frozenset[str]:
        """The signs of one of `claims`."""
        return frozenset(self._signs(claim))

    def _signs(self, claim: ActionClaim) -> Iterator[str]:
        text, rule = self.r.page.text.normal, claim.status.name.lower()
        verb, sentence = claim.trigger, sentence_at(self.r, claim.trigger.start)
        yield from (f"rule:{rule}", f"rule:{rule}+{claim.measure}", f"measure:{claim.measure}")
        yield f"rule:{rule}+{'notice' if self.r.normative else 'account'}"
        yield from (f"rule:{rule}+{share}" for share in self._shares)
        yield from self._shares
        yield from self._titles
        yield from (f"rule:{rule}+{title}" for title in self._titles)
        before, after = text[min(sentence.start, verb.start) : verb.start], text[verb.end : max(sentence.end, verb.end)]
        for cue in CUES:
            if cue in before:
                yield f"before:{cue}"
                if cue in before[-NEAR:]:
                    yield f"near:{cue}"
            if cue in after:
                yield f"after:{cue}"
        left, right = beside(text, verb)
        yield from (f"left:{left}", f"right:{right}")
        yield f"by:{'+'.join(sorted({m.kind.name.lower() for m in claim.agents})) or 'nobody'}"
        if self._plain(claim.span.start, claim.span.start + 1):
            yield f"first:{text[claim.span.start]}"
        if self._plain(claim.span.end - 2, claim.span.end):
            yield f"last:{text[claim.span.end - 2 : claim.span.end]}"
        if claim.quantities:
            yield from ("figures", f"figures+{rule}")

    def _plain(self, start: int, end: int) -> bool:
        """Whether a stretch holds no name, figure or white space."""
        if start < 0 or any(c.isdigit() or c.isspace() for c in self.r.page.text.normal[start:end]):
            return False
        named = (Kind.PERSON, Kind.ORGANIZATION, Kind.AREA, Kind.FACILITY, Kind.INSTRUMENT, Kind.TIME)
        return not self.r.index.overlapping(Span(start, end), *named)

    @cached_property
    def _shares(self) -> list[str]:
        counts: Mapping[str, int] = Counter(c.status.name.lower() for c in self.claims)
        return [f"report:{name}{bisect_left(PARTS, n / len(self.claims))}" for name, n in sorted(counts.items())]

    @cached_property
    def _titles(self) -> list[str]:
        return [f"title:{p}" for p in PAPERS if p in self.r.page.text.normal[:TITLE]]
