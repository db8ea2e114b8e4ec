"""Short names of divisions."""

from __future__ import annotations

import pytest

from kg.gazetteer.names import short_names, short_township


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("湖北省", ("湖北",)),
        ("驻马店市", ("驻马店",)),
        ("内蒙古自治区", ("内蒙古",)),
        ("广西壮族自治区", ("广西",)),
        ("香港特别行政区", ("香港",)),
        ("大兴安岭地区", ("大兴安岭",)),
        ("锡林郭勒盟", ("锡林郭勒",)),
        ("临夏回族自治州", ("临夏州", "临夏")),
        ("海西蒙古族藏族自治州", ("海西州", "海西")),
        ("积石山保安族东乡族撒拉族自治县", ("积石山县", "积石山")),
        ("塔什库尔干塔吉克自治县", ("塔什库尔干县", "塔什库尔干")),
        ("鄂伦春自治旗", ("鄂伦春旗", "鄂伦春")),
        ("东乡族自治县", ("东乡县", "东乡")),
        ("瀍河回族区", ("瀍河区", "瀍河")),
        ("都江堰市", ("都江堰",)),
        ("神农架林区", ("神农架",)),
        ("吉县", ()),  # one character is no short name
        ("东区", ()),
    ],
)
def test_short_names(name: str, expected: tuple[str, ...]) -> None:
    assert short_names(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"), [("草科藏族乡", ("草科乡",)), ("项脚蒙古族乡", ("项脚乡",)), ("白沙乡", ()), ("白沙镇", ())]
)
def test_short_townships(name: str, expected: tuple[str, ...]) -> None:
    assert short_township(name) == expected
