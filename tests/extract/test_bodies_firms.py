"""Firms named in lists by their brands: the sentences are invented, the firms well known or invented."""

from __future__ import annotations

import pytest

from kg.extract.bodies_firms import firms
from kg.model import BodyForm, Kind, Mention
from kg.offsets import Span


def named(text: str, *known: str) -> list[str]:
    found = [
        Mention(Span(at, at + len(k)), Kind.ORGANIZATION, BodyForm("", k, "enterprise"), "bodies.national", 0.9)
        for k in known
        if (at := text.find(k)) >= 0
    ]
    return [m.span.of(text) for m in firms(text, found)]


@pytest.mark.parametrize(
    ("text", "known", "expected"),
    [
        ("柳河、京东、云朵、小橘灯等电商平台响应号召。", ["京东"], ["柳河", "云朵", "小橘灯"]),
        ("活动启动,青石(中国)、京东、大橘子等8家企业参加。", ["京东"], ["青石(中国)", "大橘子"]),
        ("协调青石、京东、大橘子等企业。", ["京东"], ["青石", "大橘子"]),
        ("青石、京东、大橘子、美团共同发起倡议。", ["京东", "美团"], ["青石", "大橘子"]),
    ],
)
def test_lists_of_firms(text: str, known: list[str], expected: list[str]) -> None:
    assert named(text, *known) == expected


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("柳河、青石、云朵等电商平台响应号召。", []),  # none of them is known
        ("苹果、京东、香蕉、橘子。", ["京东"]),  # nothing says what the list holds
        ("医药行业、京东、食品加工等企业复工。", ["京东"]),  # trades, not firms
        ("柳河性银行局、京东宣布,美团说。", ["京东"]),
        ("支持京东、美团、柳河物流宣布,开通专线。", ["京东", "美团"]),  # the verb of the last one
        ("美团、推动京东、柳河宣布,开通专线。", ["京东", "美团"]),
        ("通过京东、柳河、云朵等平台购买。", ["京东"]),  # channels
    ],
)
def test_other_lists(text: str, known: list[str]) -> None:
    assert named(text, *known) == []
