"""Times: dates with and without a year, intervals, lunar and relative days, the date of the report."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import times
from kg.extract.layout import lay_out
from kg.extract.times_calendar import build_calendar, published
from kg.lexicon.loader import load_lexicon
from kg.model import Document, Extractor, Mention, Page, Text, TimeForm
from kg.offsets import OffsetMap
from kg.resources import Resources


@pytest.fixture(scope="module")
def resources() -> Resources:
    return Resources(load_lexicon())


@pytest.fixture(scope="module")
def extractor(resources: Resources) -> Extractor:
    return times.build(resources)


def read(extractor: Extractor, text: str, day: str | None = None) -> list[str]:
    document = Document("x", text, "x.txt", published=day)
    page = Page(Text(document, text, text, OffsetMap.identity(len(text))), lay_out(text))
    return [m.form.iso for m in extractor(page) if isinstance(m, Mention) and isinstance(m.form, TimeForm)]


CASES = [
    ("2020年2月6日,全县动员。", ["2020-02-06"]),
    ("2020 年 2 月 6 日,全县动员。", ["2020-02-06"]),
    ("2月6日下午,全县动员。", ["--02-06"]),
    ("3月12至13日,召开会议。", ["--03-12/--03-13"]),
    ("1月28日至2月3日停课。", ["--01-28/--02-03"]),
    ("8月13日—14日出现暴雨。", ["--08-13/--08-14"]),
    ("截至6月21日,已排查完毕。", ["../--06-21"]),
    ("从5月18日起,集中观察。", ["--05-18/.."]),
    ("2月1日以来,天气转冷。", ["--02-01/.."]),
    ("4月2日至今,无新增。", ["--04-02/.."]),
    ("三月底完成任务。", ["--03"]),
    ("确保3月份开工。", ["--03"]),
    ("2020年春季开学。", ["2020"]),
    ("2019年12月建成。", ["2019-12"]),
    ("三月八日慰问妇女干部。", ["--03-08"]),
    ("近日,连日来,日前,天气转好。", []),
    ("3日内报告,每日三次,15日龄雏鸡。", []),
    ("第2次会议用时20分。", []),
    ("日期:2021-07-20\n7月19日夜间降雨。", ["2021-07-20", "2021-07-19"]),
    ("2月3日开会,5日检查,6日至8日有雨。", ["--02-03", "--02-05", "--02-06/--02-08"]),
    ("2月30日开会。", []),
]


@pytest.mark.parametrize(("text", "want"), CASES, ids=[c[0] for c in CASES])
def test_dates(extractor: Extractor, text: str, want: list[str]) -> None:
    assert read(extractor, text) == want


@pytest.mark.parametrize(
    ("text", "day", "want"),
    [
        ("昨天到今天,有暴雨。", "2024-07-05", ["2024-07-04/2024-07-05"]),
        ("今早派出工作组。", "2024-07-05", ["2024-07-05"]),
        ("26日启动广播。", "2020-01-28", ["2020-01-26"]),
        ("12月30日发现病例,1月3日排查。", "2020-01-28", ["2019-12-30", "2020-01-03"]),
        ("去年底建成,今年3月启用。", "2020-01-28", ["2019", "2020-03"]),
        ("大年三十开始值守,正月初二巡查。", "2020-02-20", ["2020-01-24/..", "2020-01-26"]),
        ("腊月廿八返乡。", "2023-02-01", ["2023-01-19"]),
        ("除夕夜值班。", "2021-02-20", ["2021-02-11"]),
        ("到今天(11月6日)15时,物资运到。", None, ["../--11-06"]),
        ("今天无事。", None, []),
        ("大年初一值守。", None, []),
    ],
)
def test_with_report_date(extractor: Extractor, text: str, day: str | None, want: list[str]) -> None:
    assert read(extractor, text, day) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("来源时间为:2021-03-15\n正文。", "2021-03-15"),
        ("标题\n时间:2019-10-24\n正文。", "2019-10-24"),
        ("标题 新华社石家庄4月17日电(记者 甲乙)正文。", "--04-17"),
        ("工作组今天(9月8日)抵达。", "--09-08"),
        ("2019年起,甲县修路。今天(2021年9月8日)通车。", "2021-09-08"),
        ("甲县修路。", None),
        ("时间:2022-13-45\n正文。", None),
    ],
)
def test_published(text: str, want: str | None) -> None:
    assert published(Document("x", text, "x.txt"), text)[0] == want


def test_metadata_wins() -> None:
    document = Document("x", "时间:2022-06-13", "x.txt", published="2022-06-14", published_basis="seeds.toml")
    assert published(document, document.raw) == ("2022-06-14", "seeds.toml")


def test_basis_names_the_source(extractor: Extractor) -> None:
    text = "确保2020年春季开学。2月9日检查。"
    page = Page(Text(Document("x", text, "x"), text, text, OffsetMap.identity(len(text))), lay_out(text))
    basis = [m.form.basis for m in extractor(page) if isinstance(m, Mention) and isinstance(m.form, TimeForm)]
    assert basis == ["stated", "year stated in the text"]


@pytest.mark.parametrize(
    ("year", "month", "day", "want"),
    [
        (2015, 1, 1, "2015-02-19"),
        (2020, 1, 1, "2020-01-25"),
        (2020, 8, 15, "2020-10-01"),
        (2023, 5, 5, "2023-06-22"),
        (2025, 8, 15, "2025-10-06"),
        (2030, 1, 1, "2030-02-03"),
    ],
)
def test_lunar_calendar(resources: Resources, year: int, month: int, day: int, want: str) -> None:
    assert build_calendar(resources).solar(year, month, day) == date.fromisoformat(want)


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2039, 12, 31)))
def test_round_trip(extractor: Extractor, day: date) -> None:
    assert read(extractor, f"{day.year}年{day.month}月{day.day}日,开会。") == [day.isoformat()]
