"""The time of an act: not that of what happened before it. Sentences are invented."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.act_times import when
from kg.model import Kind, Mention, TimeForm
from kg.offsets import Span


def told(text: str, verb: str) -> str | None:
    trigger = text.rindex(verb)
    times = [
        Mention(Span(m.start(), m.end()), Kind.TIME, TimeForm("---13", "stated"), "time.date")
        for m in re.finditer(r"\d+月\d+日|\d+日", text)
        if m.start() < trigger
    ]
    found = when(text, times, trigger)
    return found.span.of(text) if found else None


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("继13日东坪县影院复工后,西岭县影院也陆续复工。", "复工", None),
        ("继13日东坪县影院复工后,15日西岭县影院也复工。", "复工", "15日"),
        ("在6月2日接到求助后,县红十字会调拨帐篷。", "调拨", None),
        ("自6月2日响应启动后,县应急局已转移群众。", "转移", None),
        ("继13日东坪县影院复工后,西岭县影院也陆续复工。", "复工后", "13日"),  # the act of that clause itself
        ("自6月2日起,县应急局转移群众。", "转移", "6月2日"),
        ("6月2日,县应急局在接到求助后,转移群众。", "转移", "6月2日"),
        ("县医院6月2日正式启用。", "启用", "6月2日"),
    ],
)
def test_the_time_of_an_act(text: str, verb: str, expected: str | None) -> None:
    assert told(text, verb) == expected


@given(st.text(alphabet="继自在13日复工后,。县", max_size=40))
def test_only_times_of_the_sentence_are_chosen(text: str) -> None:
    found = told(text + "复工", "复工")
    assert found is None or found in text
