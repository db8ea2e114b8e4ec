"""What may be an argument: whole words, no function words at its sides, no verb phrase."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.act_shape import first_word, last_word, shaped
from kg.extract.index import MentionIndex
from kg.extract.tagged_words import words_of

EMPTY = MentionIndex(())


def cut(text: str, part: str) -> str:
    start = text.index(part)
    a, b = shaped(text, EMPTY, start, start + len(part), (0, len(text)))
    return text[a:b]


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("优先发布用工信息", "工信息", "用工信息"),  # half a word is made whole
        ("设立检查点和应急物资", "和应急物资", "应急物资"),
        ("理赔款正在发放", "理赔款正在", "理赔款"),
        ("组织志愿者积极投身防控", "志愿者积极投身防控", "志愿者"),
        ("禁止人员进入静态管理区域", "人员进入静态管理区域", "人员"),
        ("检查参加培训的人员", "参加培训的人员", "参加培训的人员"),
        ("发放医用口罩", "医用口罩", "医用口罩"),
    ],
)
def test_shape(text: str, part: str, expected: str) -> None:
    assert cut(text, part) == expected


@pytest.mark.parametrize(("text", "part"), [("免征各类", "各类"), ("积极组织", "组织")])
def test_what_is_no_thing(text: str, part: str) -> None:
    assert cut(text, part) == ""


def test_a_word_out_of_reach_makes_a_fragment() -> None:
    text = "优先发布用工信息"
    start = text.index("工信息")
    assert shaped(text, EMPTY, start, len(text), (start, len(text))) == (start, start)


@given(st.text(alphabet="县镇口罩和及正在发放人员的进入管理,。 a1", min_size=2, max_size=40), st.data())
def test_shape_stays_inside_its_reach(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, len(text)))
    a, b = shaped(text, EMPTY, start, end, (start, end))
    assert start <= a <= b <= end


@given(st.text(max_size=60))
def test_every_character_lies_in_one_word(text: str) -> None:
    words = words_of(text)
    assert len(words.number) == len(text)
    assert len(words.starts) == len(words.tags) + 1
    assert all(words.first(k) <= k < words.last(k) for k in range(len(text)))


def test_tags_at_borders() -> None:
    text = "发放医用口罩"
    assert last_word(text, 0, len(text)).startswith("n")
    assert first_word(text, 0).startswith("v")
    assert first_word(text, 1) == ""
    assert last_word(text, 2, 2) == ""
