"""What a clause says of how things stand: the region in which a place lies, and whose leaders head a group."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.extract.index import MentionIndex
from kg.model import Claim, Extractor, GroupForm, Kind, Mention, Page, RelationClaim, SiteForm
from kg.offsets import Span
from kg.resources import Resources

REGION = re.compile(
    r"(?:地处|位于|坐落[于在]|处于|居于)(?P<where>[一-鿿]{1,8}?(?:地区|山区|库区|林区|牧区|平原|盆地|流域|高原|三角洲|走廊|腹地|经济带|经济圈"
    r"|丘陵|草原|半岛|沿海|沿岸|[上中下]游|[东南西北]麓))"
)
LEADERS = re.compile(
    r"由(?P<who>(?P<bodies>[^,。;!?]{2,40}?)(?:主要|有关|相关|分管)?(?:领导干部|领导|负责人|负责同志))(?:分别|同时|共同)?(?:任|担任|带队|牵头|挂帅|领衔)"
)
JOINED = re.compile(r"(?:[、,和及与]|以及|主要|有关|相关|分管)*")
NEAR = 3  # characters between a group and 由


@dataclass(frozen=True)
class Situation:
    """Finds both in one pass over the text."""

    name: str = "situation"

    def __call__(self, page: Page) -> Iterable[Mention | Claim]:
        """Regions with locatedIn claims; unnamed leaders with headOf and memberOf claims."""
        index = MentionIndex(page.mentions)
        yield from _regions(page, index)
        yield from _leaders(page, index)


def _regions(page: Page, index: MentionIndex) -> Iterator[Mention | Claim]:
    """泽江县|地处|江南丘陵: a region is a place without a code; divisions are found by other extractors."""
    text = page.text.normal
    for match in REGION.finditer(text):
        span = Span(*match.span("where"))
        areas = index.inside(Span(max(0, match.start() - 12), match.start()), Kind.AREA) if match.start() else []
        subject = next((m for m in reversed(areas) if m.span.end == match.start()), None)
        if subject is None or index.inside(span, Kind.AREA):
            continue
        region = Mention(span, Kind.PLACE, SiteForm(match["where"]), "situation.region", 0.8)
        yield region
        whole = Span(subject.span.start, span.end)
        yield RelationClaim(subject, "locatedIn", region, whole, "situation.region", 0.8)


def _leaders(page: Page, index: MentionIndex) -> Iterator[Mention | Claim]:
    """成立了督导组,由|人大、政协领导|带队: the leaders are a group without names; they head the one set up before."""
    text = page.text.normal
    for match in LEADERS.finditer(text):
        bodies = index.outermost(Span(*match.span("bodies")), Kind.ORGANIZATION)
        before = (
            index.inside(Span(max(0, match.start() - 40), match.start()), Kind.ORGANIZATION) if match.start() else []
        )
        group = next((m for m in reversed(before) if match.start() - m.span.end <= NEAR), None)
        rest = "".join(text[a:b] for a, b in _gaps(match.start("bodies"), match.end("bodies"), bodies))
        if group is None or not bodies or not JOINED.fullmatch(rest):
            continue
        who = Mention(Span(*match.span("who")), Kind.COLLECTIVE, GroupForm(match["who"]), "situation.leaders", 0.8)
        yield who
        whole = Span(group.span.start, match.end())
        yield RelationClaim(who, "headOf", group, whole, "situation.leaders", 0.8)
        for body in bodies:
            yield RelationClaim(who, "memberOf", body, Span(*match.span("who")), "situation.leaders", 0.8)


def _gaps(start: int, end: int, mentions: Iterable[Mention]) -> Iterator[tuple[int, int]]:
    for mention in mentions:
        yield start, mention.span.start
        start = mention.span.end
    yield start, end


def build(resources: Resources) -> Extractor:
    """The extractor; it needs nothing of `resources`."""
    return Situation()
