"""What is no thing but a way, a torn piece, or a list whose head stands at its end. Sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.act_nouns import NounPhrases
from kg.extract.act_trim import is_manner, one_paper, trimmed
from kg.extract.index import MentionIndex

EMPTY = MentionIndex(())


def cut(text: str, part: str) -> str:
    start = text.index(part)
    a, b = trimmed(text, EMPTY, start, start + len(part))
    return text[a:b]


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("采取入户走访的方式摸排", "入户走访的方式", ""),
        ("通过上门和电话询问的办法核对", "电话询问的办法", ""),
        ("探索订单种植的方式", "订单种植的方式", "订单种植的方式"),  # here it is what is sought
        ("采取保暖措施", "保暖措施", "保暖措施"),
        ("公布联系方式", "联系方式", "联系方式"),
        ("受理→核准", "→核准", ""),
        ("期限自影响消除之日起继续计算", "之日起继续计算", ""),
        ("印发《渔船避风", "《渔船避风", ""),
        ("指导做好渔民", "做好渔民", "渔民"),
        ("县里落实专人", "落实专人", "专人"),
        ("摸清落实情况", "落实情况", "落实情况"),
    ],
)
def test_trimmed(text: str, part: str, expected: str) -> None:
    assert cut(text, part) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("帐篷调拨及灾民转运单", [(0, 10)]),
        ("口罩和登记表", [(0, 2), (3, 6)]),
        ("药品及防护服", [(0, 2), (3, 6)]),
    ],
)
def test_a_list_with_its_head_at_the_end_is_one_thing(text: str, expected: list[tuple[int, int]]) -> None:
    assert list(NounPhrases(text, EMPTY, {}).items(0, len(text))) == expected


def test_one_paper() -> None:
    assert one_paper("帐篷调拨及灾民转运单", (0, 4), (5, 10))
    assert not one_paper("帐篷调拨及灾民转运车", (0, 4), (5, 10))


@given(st.text(alphabet="采取以通过的方式办法做好落实专人《》→县", min_size=2, max_size=30), st.data())
def test_trimmed_stays_inside(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, len(text)))
    a, b = trimmed(text, EMPTY, start, end)
    assert start <= a <= b <= max(end, start)
    assert is_manner(text, start, end) in (True, False)
