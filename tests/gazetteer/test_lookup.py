"""The code table: known places by code and by name, by year, and what every row must be."""

from __future__ import annotations

import lzma
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ResourceError
from kg.gazetteer.lookup import Division, Gazetteer, best, load_gazetteer, nearest_edition


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("code", "name", "level"),
    [
        ("130000", "河北省", "province"),
        ("500000", "重庆市", "province"),
        ("710000", "台湾省", "province"),
        ("450100", "南宁市", "prefecture"),
        ("632300", "黄南藏族自治州", "prefecture"),
        ("441900", "东莞市", "prefecture"),
        ("469005", "文昌市", "county"),
        ("150627", "伊金霍洛旗", "county"),
        ("310115", "浦东新区", "county"),
        ("621124101", "八里铺镇", "township"),
        ("450321105206", "蒙村", "village"),
    ],
)
def test_codes(gazetteer: Gazetteer, code: str, name: str, level: str) -> None:
    division = gazetteer.get(code)
    assert division is not None
    assert (division.name, division.level) == (name, level)


def test_code_that_does_not_exist(gazetteer: Gazetteer) -> None:
    assert gazetteer.get("999999") is None
    assert gazetteer.get("999999100") is None
    assert gazetteer.below("999999") == {}


@pytest.mark.parametrize(
    ("code", "above"),
    [
        ("450321105206", ("450321105", "450321", "450300", "450000")),
        ("500101", ("500000",)),  # 市辖区 of the table is no place
        ("469005", ("460000",)),
        ("441900121", ("441900", "440000")),
        ("110000", ()),
    ],
)
def test_ancestors(gazetteer: Gazetteer, code: str, above: tuple[str, ...]) -> None:
    assert gazetteer.ancestors(code) == above


@pytest.mark.parametrize(
    ("name", "within", "year", "code"),
    [
        ("东城乡", "141028", 2020, "141028202"),  # abolished before 2023
        ("东城乡", "141028", 2023, "141028202"),  # then the edition that has it answers
        ("真村", "141028", 2020, "141028202202"),
        ("真村", "141028", 2023, "141028102226"),
        ("西关社区", "141028", 2020, "141028100003"),
        ("项脚乡", "513422", 2020, "513422208"),  # 项脚蒙古族乡
        ("蒙村", "450321105", None, "450321105206"),
    ],
)
def test_find_by_year(gazetteer: Gazetteer, name: str, within: str, year: int | None, code: str) -> None:
    division = gazetteer.find(name, within, year)
    assert division is not None
    assert division.code == code


def test_a_name_is_looked_up_only_inside_its_area(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("蒙村", "450321101") is None
    assert gazetteer.find("蒙村", "130324") is None


@pytest.mark.parametrize(("year", "edition"), [(1998, 2019), (2021, 2019), (2022, 2023), (2030, 2023)])
def test_nearest_edition(year: int, edition: int) -> None:
    assert nearest_edition(year) == edition


def test_best_prefers_the_edition_then_the_newest() -> None:
    old, new = Division("130101001", "甲镇", 2019, 2019), Division("130101002", "甲镇", 2023, 2023)
    assert best([new, old], 2020) == old
    assert best([old, new], 2024) == new
    assert best([old, new], None) == new
    assert best([], 2020) is None


def test_short_names(gazetteer: Gazetteer) -> None:
    assert [d.code for d in gazetteer.by_short_name["吉林"]] == ["220000"]  # the city is 吉林市
    assert [d.code for d in gazetteer.by_short_name["河南"]] == ["410000"]  # 河南蒙古族自治县 is 河南县
    assert [d.code for d in gazetteer.by_short_name["河南县"]] == ["632324"]
    assert {d.name for d in gazetteer.by_short_name["昭山示范区"]} == {"湘潭昭山示范区"}
    assert "市辖区" not in gazetteer.by_name


def test_every_row(gazetteer: Gazetteer) -> None:
    """Codes have 6, 9 or 12 digits and stand in order; every lower row has its upper one."""
    data = (files("kg.gazetteer") / "divisions.tsv.xz").read_bytes()
    codes: set[str] = set()
    rows = 0
    for line in lzma.decompress(data).decode().splitlines():
        code, name, first, last = line.split("\t")
        rows += 1
        codes.add(code)
        assert code.isdigit() and len(code) in (6, 9, 12) and name and name == name.strip()
        assert (first, last) in {("2019", "2019"), ("2019", "2023"), ("2023", "2023")}
    assert rows > 800_000
    assert all(c[:6] in codes and (len(c) < 12 or c[:9] in codes) for c in codes if len(c) > 6)


def test_index_fits_the_data(gazetteer: Gazetteer) -> None:
    size = len((files("kg.gazetteer") / "divisions.tsv.xz").read_bytes())
    spans = sorted(gazetteer._index.values())
    assert spans[0][0] == 0
    assert all(a + n == b for (a, n), (b, _) in pairwise(spans))
    assert sum(spans[-1]) == size


def test_seats_are_in_china_and_known(gazetteer: Gazetteer) -> None:
    assert gazetteer.seat("130324") == pytest.approx((39.89, 118.885), abs=0.02)
    assert gazetteer.seat("130324100219") is None
    for division in gazetteer.upper[::50]:
        seat = gazetteer.seat(division.code)
        assert seat is None or (3 < seat[0] < 54 and 73 < seat[1] < 136)


def test_damaged_data(tmp_path: Path) -> None:
    (tmp_path / "divisions.index.tsv").write_text("upper\t0\t4\n", encoding="utf-8")
    (tmp_path / "divisions.tsv.xz").write_bytes(b"\xfd7zX")
    with pytest.raises(ResourceError, match=r"divisions\.tsv\.xz"):
        _ = Gazetteer(tmp_path).upper


@given(st.sampled_from(["110101", "450321", "632323", "441900", "659001"]), st.integers(1990, 2040))
def test_find_gives_what_below_lists(county: str, year: int) -> None:
    gazetteer = load_gazetteer()
    for name, found in list(gazetteer.below(county).items())[:20]:
        division = gazetteer.find(name, county, year)
        assert division in found
        assert division is not None and division.code.startswith(county)
