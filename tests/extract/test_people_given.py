"""Posts apart from the names that bear them: the reports are invented."""

from __future__ import annotations

import pytest

from kg.clean.run import clean
from kg.extract.run import build_extractors, extract
from kg.model import Document, Extractor, HoldsClaim, PersonForm, PostForm
from kg.resources import Resources, load_resources


@pytest.fixture(scope="module")
def engine() -> tuple[Resources, tuple[Extractor, ...]]:
    resources = load_resources()
    kept = ("areas", "bodies", "person")
    return resources, tuple(e for e in build_extractors(resources) if e.name in kept)


def holds(engine: tuple[Resources, tuple[Extractor, ...]], raw: str) -> set[tuple[str, str, str]]:
    page = extract(clean(Document("t", raw, "t"), engine[0]), engine[1])
    return {
        (c.person.form.name, c.post.form.title, c.body.span.of(page.text.normal) if c.body else "")
        for c in page.claims
        if isinstance(c, HoldsClaim) and isinstance(c.person.form, PersonForm) and isinstance(c.post.form, PostForm)
    }


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            "平遥县通告。联系人:县路政处周海涛(联系电话13900000001)。",
            {("周海涛", "联系人", "县路政处")},
        ),
        (
            "各县联系人: 平遥县:周海涛(联系电话13900000001); 祁县:孙玉梅(联系电话13900000002)。",
            {("周海涛", "联系人", "平遥县"), ("孙玉梅", "联系人", "祁县")},
        ),
        (
            "周海涛、孙玉梅、韩立军等专家发言。",
            {("周海涛", "专家", ""), ("孙玉梅", "专家", ""), ("韩立军", "专家", "")},
        ),
        (
            "商务部党组书记、部长、部应对灾情领导小组组长周海涛主持会议。",
            {
                ("周海涛", "党组书记", "商务部党组"),
                ("周海涛", "部长", "商务部"),
                ("周海涛", "组长", "部应对灾情领导小组"),
            },
        ),
        (
            "平遥县水利局关于防汛的通知\n各乡镇要加强巡查,发现险情及时上报,并做好转移群众的准备。\n联系人:周海涛\n平遥县水利局\n2020年7月2日",
            {("周海涛", "联系人", "平遥县水利局")},
        ),
        (
            "请报平遥县财政局“惠企”平台 联系人:周海涛 平遥县水利局 2020年7月2日",
            {("周海涛", "联系人", "平遥县财政局")},
        ),
        (
            "新华社太原7月2日电 平遥县全力防汛,堤防安全。(记者周海涛、孙玉梅)",
            {("周海涛", "记者", "新华社"), ("孙玉梅", "记者", "新华社")},
        ),
        ("平遥县全力防汛。新华社发布消息。(记者周海涛)", {("周海涛", "记者", "")}),
        ("平遥县通告。得益于周海涛等专家的帮助。", set()),
    ],
)
def test_posts_given_from_afar(
    engine: tuple[Resources, tuple[Extractor, ...]], raw: str, expected: set[tuple[str, str, str]]
) -> None:
    assert holds(engine, raw) == expected
