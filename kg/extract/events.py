"""Events: what befalls a place (cases found, disasters, losses), with its day, its site and its figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.extract.index import MentionIndex
from kg.lexicon.loader import Pattern, load_patterns
from kg.model import BlockKind, Claim, EventClaim, Extractor, Kind, Mention, Page
from kg.offsets import Span
from kg.resources import Resources

# 一旦发现病例, 防止发生火灾, 未发现, 救出被困群众, 治愈出院病例: what might be, is not, or is somebody's deed.
UNREAL = re.compile(
    r"一旦|如果|如有|若|假如|防止|避免|杜绝|谨防|严防|防范|以防|预防|未|没有|无(?!锡)|不再|可能|凡|只要|要求|力争|确保|零"
    r"|营救|解救|救出|救援|疏散|转移|治愈|出院|指标|指数"
)
REACTION = re.compile(r"(?:及时|立即|第一时间|马上|迅速)(?:上报|报告|处置|隔离|转运|采样)")
FIRST = re.compile(r"首例|首起|首次")
PLACES = (Kind.FACILITY, Kind.AREA)


@dataclass(frozen=True)
class Events:
    """Finds events clause by clause."""

    patterns: tuple[Pattern, ...]
    name: str = "events"

    def __call__(self, page: Page) -> Iterable[Mention | Claim]:
        """Events of `page`; those with neither a day, a figure nor a first case are left out."""
        index = MentionIndex(page.mentions)
        told = [b.span for b in page.layout.blocks if b.kind in (BlockKind.PARAGRAPH, BlockKind.TITLE)]
        sentences = iter(page.layout.sentences)
        sentence = next(sentences, None)
        for clause in page.layout.clauses:
            while sentence is not None and sentence.end <= clause.start:
                sentence = next(sentences, None)
            if sentence is not None and any(span.covers(clause) for span in told):
                yield from self._event(page, index, sentence, clause)

    def _event(self, page: Page, index: MentionIndex, sentence: Span, clause: Span) -> Iterator[EventClaim]:
        text = page.text.normal
        found = ((p, p.regex.search(text, clause.start, clause.end)) for p in self.patterns)
        pattern, match = next(((p, m) for p, m in found if m), (None, None))
        if pattern is None or match is None:
            return
        if UNREAL.search(text, clause.start, match.end()) or REACTION.search(text, match.end(), clause.end):
            return
        before = Span(sentence.start, clause.end)
        times = [m for m in index.inside(before, Kind.TIME) if m.span.start <= match.start()]
        figures = tuple(index.inside(clause, Kind.QUANTITY))
        if not (times or figures or FIRST.search(match[0])):
            return
        yield EventClaim(
            span=clause,
            rule=pattern.id,
            confidence=pattern.confidence,
            places=tuple(index.outermost(Span(clause.start, match.start()), *PLACES))
            if match.start() > clause.start
            else (),
            quantities=figures,
            time=times[-1] if times else None,
        )


def build(resources: Resources) -> Extractor:
    """The extractor, with what it needs of `resources`."""
    return Events(load_patterns("events", resources.lexicon))
