"""Where bodies are: teams that a place sets up, bodies whose clause says where they lie."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.index import MentionIndex
from kg.model import BodyForm, Kind, Mention, Page, RelationClaim
from kg.offsets import Span

TEAMS = ("bodies.founded", "bodies.counted", "bodies.groups")
STANDING = re.compile(r"(?:指挥部|领导小组|领导组|委员会)$")  # headquarters govern the place, they do not lie in it
MAKES = r"(?:成立|组建|组成|派出|派遣|选派|抽调|增派|确定|集结|组织)了?"
OWN_CLAUSE = re.compile(rf"(?:[^,。;!?:“”]{{0,14}}?){MAKES}(?P<rest>[^,。;!?:]{{0,24}})$")
LATER_CLAUSE = re.compile(
    rf"[^。;!?:“”]{{1,40}},(?:也|已|已经|并|还|又|共|随即|同时|连夜|紧急|迅速|立即|率先|先后){{0,3}}{MAKES}(?P<rest>[^,。;!?:]{{0,24}})$"
)
EDGES = re.compile(r"(?:^|[,。;!?:“\n ]|同时|目前|近日|截至目前)$")
LIES = re.compile(r"(?:位于|地处|坐落在|坐落于|座落于)$")
INSIDE = re.compile(r"(?:境内|辖区内|内|境)?的$")
GAP = 12  # characters between the place and the body that lies in it


def of_areas(page: Page, index: MentionIndex) -> Iterator[RelationClaim]:
    """locatedIn claims of the bodies of `page`."""
    text = page.text.normal
    for body in index.of(Kind.ORGANIZATION):
        form = body.form
        if not isinstance(form, BodyForm):
            continue
        if body.rule in TEAMS and not form.place and not STANDING.search(form.organ):
            yield from _set_up(page, text, body, index)
        yield from _lying(text, body, index)


def _set_up(page: Page, text: str, body: Mention, index: MentionIndex) -> Iterator[RelationClaim]:
    """云河县抽调骨干组成5个工作专班: the place is the subject, and no other body stands before."""
    sentence = next((s for s in page.layout.sentences if s.start <= body.span.start < s.end), None)
    if sentence is None or sentence.start >= body.span.start:
        return
    before = Span(sentence.start, body.span.start)
    if any(b.rule not in TEAMS for b in index.inside(before, Kind.ORGANIZATION)):
        return
    places = [m for m in index.inside(before, Kind.AREA) if not _followed(index, m)]
    if not places:
        return
    place = places[-1]
    start = place.span.start
    while earlier := _ending(index, start):
        start = earlier.span.start
    if not EDGES.search(text, max(0, start - 4), start):
        return
    rest = text[place.span.end : body.span.start]
    if OWN_CLAUSE.match(rest) or LATER_CLAUSE.match(rest):
        span = Span(place.span.start, body.span.end)
        yield RelationClaim(body, "locatedIn", place, span, "relations.place-founds", 0.75)


def _lying(text: str, body: Mention, index: MentionIndex) -> Iterator[RelationClaim]:
    """位于青山镇工业园区内的云河电缆公司."""
    start = body.span.start
    if not text.endswith("的", 0, start) or start < 2:
        return
    near = index.inside(Span(max(0, start - GAP - 8), start), Kind.AREA)
    place = max(near, key=lambda m: (m.span.end, len(m.span)), default=None)
    if place is None or not INSIDE.fullmatch(text, place.span.end, start):
        return
    first = place.span.start
    while earlier := _ending(index, first):
        first = earlier.span.start
    if LIES.search(text, max(0, first - 3), first):
        span = Span(place.span.start, body.span.end)
        yield RelationClaim(body, "locatedIn", place, span, "relations.lies-in", 0.85)


def _ending(index: MentionIndex, end: int) -> Mention | None:
    """The place that ends where another one begins: 云河市|青山县."""
    if end <= 0:
        return None
    found = [m for m in index.overlapping(Span(end - 1, end), Kind.AREA) if m.span.end == end]
    return max(found, key=lambda m: len(m.span), default=None)


def _followed(index: MentionIndex, place: Mention) -> bool:
    """Whether a smaller place stands right after this one."""
    end = place.span.end
    return any(m.span.start == end for m in index.overlapping(Span(end, end + 1), Kind.AREA))
