"""Bodies that a list of places shares, companies of a force, managers of an estate: the sentences are invented."""

from __future__ import annotations

import pytest

from kg.extract.areas import build as build_areas
from kg.extract.bodies import build as build_bodies
from kg.extract.layout import lay_out
from kg.model import BodyForm, Document, Extractor, Kind, Mention, Page, Text
from kg.offsets import OffsetMap
from kg.resources import load_resources

Readers = tuple[Extractor, Extractor]


@pytest.fixture(scope="module")
def readers() -> Readers:
    resources = load_resources()
    return build_areas(resources), build_bodies(resources)


def bodies(readers: Readers, line: str) -> list[str]:
    text = Text(Document("t", line, "t"), line, line, OffsetMap.identity(len(line)))
    page = Page(text, lay_out(line))
    areas = tuple(x for x in readers[0](page) if isinstance(x, Mention))
    found = readers[1](Page(text, page.layout, areas))
    forms = [x.form for x in found if isinstance(x, Mention) and x.kind is Kind.ORGANIZATION]
    return sorted(f.place + f.organ for f in forms if isinstance(f, BodyForm))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("烟台、威海两个海事局已启动响应。", ["烟台海事局", "威海海事局"]),
        ("武警河北总队某支队官兵赶到现场。", ["武警河北总队", "武警河北总队某支队"]),
        ("“真方便!”青园小区物业负责人说。", ["青园小区物业"]),
        ("局里组织农技专家组成小分队。", ["小分队"]),
        ("市里禁止旅游团组出行。", []),
        ("学生可通过中考报考普通高中。", []),
        ("各省、自治区、直辖市和计划单列市税务局要做好工作。", []),
        ("请登陆石家庄市电子税务局办理。", []),
    ],
)
def test_shared_heads_and_what_is_no_body(readers: Readers, line: str, expected: list[str]) -> None:
    assert bodies(readers, line) == sorted(expected)
