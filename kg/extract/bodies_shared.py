"""Bodies of one kind that a list of places shares, and companies of a force: 云河、山阳两个海事局; 武警云河总队某支队."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.extract.bodies_guards import NUMERAL
from kg.model import BodyForm, Kind, Mention
from kg.offsets import Span

SHARED = re.compile(
    rf"{NUMERAL}[个家](?P<head>海事局|海关|气象局|水文局|边检站|水文站|监管局|税务局|公安局|教育局|卫健局|应急管理局|调查队|支队|分公司|分局|供电公司)(?![长])"
)
UNNAMED = re.compile(r"武警(?:(?![的了在和与、])[一-鿿]){2,6}总队(?P<part>某(?:机动)?[支大中]队)")
ESTATE = re.compile(  # 青园小区物业|负责人
    r"(?<![一-鿿])(?P<name>(?:(?![的了在和与各是该本由向对将被把从])[一-鿿]){2,6}(?:小区|花园|家园|新村|公寓)物业)(?=负责人|经理|主任|项目经理)"
)


def shared(text: str, areas: Mapping[int, Mention]) -> Iterator[Mention]:
    """Mentions of such bodies; `areas` are place mentions by the offset where they end."""
    for match in SHARED.finditer(text):
        for area in _owners(match.start(), text, areas):
            form = BodyForm(area.span.of(text), match["head"], "government")
            yield Mention(area.span, Kind.ORGANIZATION, form, "bodies.organ", 0.88)
    for match in UNNAMED.finditer(text):
        yield _mention(match.start(), match.end(), match[0], "military")
    for match in ESTATE.finditer(text):
        yield _mention(*match.span("name"), match["name"], "enterprise")


def shared_heads(text: str, areas: Mapping[int, Mention]) -> frozenset[int]:
    """Where the heads end that such a list of places owns: none is a body besides."""
    return frozenset(m.end() for m in SHARED.finditer(text) if _owners(m.start(), text, areas))


def _owners(end: int, text: str, areas: Mapping[int, Mention]) -> list[Mention]:
    """The places of the list that ends at `end`, the last first; none if only one place stands there."""
    found: list[Mention] = []
    while (area := areas.get(end)) and area.rule != "areas.level-word":
        found.append(area)
        end = area.span.start - 1
        if end < 1 or text[end] not in "、和及":
            break
    return found if len(found) > 1 else []


def _mention(start: int, end: int, organ: str, kind: str) -> Mention:
    return Mention(Span(start, end), Kind.ORGANIZATION, BodyForm("", organ, kind), "bodies.shared", 0.85)
