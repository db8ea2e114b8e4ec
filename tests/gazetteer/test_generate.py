"""The parts of the generator that need no network."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.gazetteer.generate import LEVELS, clean_town, clean_village, edition, to_wgs84, union, write_divisions
from kg.gazetteer.lookup import Gazetteer


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("多福巷社区居委会", "多福巷社区"),
        ("岗贝社区居民委员会", "岗贝社区"),
        ("夹河滩村委会", "夹河滩村"),
        ("夹河滩村村委会", "夹河滩村"),
        ("王庄村村民委员会", "王庄村"),
        ("南村村", "南村"),
        ("向阳街居委会", "向阳街"),
        ("西关社区", "西关社区"),
        ("农场一队", "农场一队"),
    ],
)
def test_village_names(name: str, expected: str) -> None:
    assert clean_village(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("博爱县柏山镇", "柏山镇"),
        ("柏山镇", "柏山镇"),
        ("博爱县经济开发区", "博爱县经济开发区"),
        ("博爱县镇", "博爱县镇"),
    ],
)
def test_town_names(name: str, expected: str) -> None:
    assert clean_town(name, "博爱县") == expected


def test_union_keeps_both_names_of_a_renamed_place() -> None:
    rows = union({2019: {"1": "甲县", "2": "乙县"}, 2023: {"1": "甲市", "2": "乙县"}})
    assert set(rows) == {("1", "甲县", 2019, 2019), ("1", "甲市", 2023, 2023), ("2", "乙县", 2019, 2023)}
    assert [row[0] for row in rows] == ["1", "1", "2"]


@given(st.floats(20, 50), st.floats(80, 130))
def test_datum_shift_is_small_but_there(lat: float, lon: float) -> None:
    moved = to_wgs84(lat, lon)
    distance = max(abs(moved[0] - lat), abs(moved[1] - lon))
    assert 0.0 < distance < 0.02


def _package(path: Path) -> Path:
    tables = {
        "provinces": "code,name\n13,某省\n",
        "cities": "code,name,provinceCode\n1303,某市,13\n",
        "areas": "code,name,cityCode,provinceCode\n130324,某县,1303,13\n",
        "streets": "code,name\n130324100,某县东关镇\n",
        "villages": "code,name\n130324100201,河西村委会\n",
    }
    with tarfile.open(path, "w:gz") as archive:
        for level in LEVELS:
            data = tables[level].encode()
            info = tarfile.TarInfo(f"package/dist/{level}.csv")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def test_from_package_to_look_up(tmp_path: Path) -> None:
    names = edition(_package(tmp_path / "p.tgz"))
    assert names["130324100201"] == "河西村" and names["130324100"] == "东关镇" and names["130300"] == "某市"
    write_divisions(union({2019: names, 2023: names}), tmp_path)
    gazetteer = Gazetteer(tmp_path)
    found = gazetteer.find("河西村", "130324", 2020)
    assert found is not None and found.code == "130324100201"
    assert gazetteer.ancestors(found.code) == ("130324100", "130324", "130300", "130000")
