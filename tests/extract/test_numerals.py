"""Numerals: every spelling of a number, and round trips through our own spelling."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.numerals import NUMBER_RE, parse_han, parse_number
from kg.model import Bound

DIGITS = "零一二三四五六七八九"


def below_wan(n: int) -> str:
    """A number below 10,000 in Chinese, the standard spelling."""
    out, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, n = divmod(n, unit)
        if digit:
            out += ("零" if gap and out else "") + DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return out


def spelled(n: int) -> str:
    """A number below 10**12 in Chinese, the standard spelling."""
    if n == 0:
        return "零"
    out = ""
    for unit, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part, n = divmod(n, unit)
        if part:
            out += ("零" if out and part < 1000 else "") + below_wan(part) + name
    return out.removeprefix("一") if out.startswith("一十") else out


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_round_trip_han(n: int) -> None:
    assert parse_han(spelled(n)) == n


@given(st.integers(min_value=0, max_value=10**15))
def test_round_trip_thousands(n: int) -> None:
    parsed = parse_number(f"{n:,}")
    assert parsed is not None
    assert parsed.value == n


@given(st.decimals(min_value=0, max_value=10**6, places=2), st.sampled_from(["", "万", "亿", "百万", "千"]))
def test_round_trip_decimal(value: Decimal, scale: str) -> None:
    parsed = parse_number(f"{value:f}{scale}")
    factor = {"": 1, "千": 10**3, "万": 10**4, "百万": 10**6, "亿": 10**8}[scale]
    assert parsed is not None
    assert parsed.value == value * factor
    assert parsed.bound is Bound.EXACT


@given(st.text(alphabet="零一二三四五六七八九十百千万亿两余多几数点0123456789.,", max_size=12))
def test_never_fails(text: str) -> None:
    parsed = parse_number(text)
    assert parsed is None or parsed.value >= 0


@pytest.mark.parametrize(
    ("text", "value", "bound"),
    [
        ("3525", "3525", "exact"),
        ("1,234", "1234", "exact"),
        ("15.6 万", "156000", "exact"),
        ("16.9万", "169000", "exact"),
        ("2.69亿", "269000000", "exact"),
        ("三千五百二十五", "3525", "exact"),
        ("十", "10", "exact"),
        ("十五", "15", "exact"),
        ("两", "2", "exact"),
        ("两千三", "2300", "exact"),
        ("三万五", "35000", "exact"),
        ("一百零八", "108", "exact"),
        ("三点五万", "35000", "exact"),
        ("100余万", "1000000", "moreThan"),
        ("552.4万余", "5524000", "moreThan"),
        ("1000多", "1000", "moreThan"),
        ("千余", "1000", "moreThan"),
        ("万余", "10000", "moreThan"),
        ("十几", "10", "moreThan"),
        ("数十", "10", "moreThan"),
        ("几百", "100", "moreThan"),
        ("上千", "1000", "moreThan"),
        ("近百", "100", "nearly"),
    ],
)
def test_parse(text: str, value: str, bound: str) -> None:
    parsed = parse_number(text)
    assert parsed is not None
    assert (parsed.value, parsed.bound.value) == (Decimal(value), bound)
    assert NUMBER_RE.fullmatch(text)


@pytest.mark.parametrize(("text", "low", "high"), [("三五", 3, 5), ("七八", 7, 8), ("七八十", 70, 80), ("一两", 1, 2)])
def test_spoken_ranges(text: str, low: int, high: int) -> None:
    parsed = parse_number(text)
    assert parsed is not None
    assert (parsed.value, parsed.top) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize("text", ["", "十十", "百百", "三百万百", "余", "点五", "数", "abc", "三\n千"])
def test_not_numbers(text: str) -> None:
    assert parse_number(text) is None
