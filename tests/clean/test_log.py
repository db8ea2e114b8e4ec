"""The edit log: whatever is done to a text, raw + edits = surface, and every span leads back to raw."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.clean.report import edit_rows, replay, restored
from kg.clean.run import clean
from kg.model import Document, Text
from kg.offsets import Span
from kg.resources import load_resources
from tests.damage import KINDS, LOSSY, damage, strip_digits

RESOURCES = load_resources()
REPORT = """永安县众志成城抗洪水
7月12日,永安县遭遇特大暴雨,县委书记王小明、县长李大山赶赴一线指挥。“人民至上、生命至上。”王小明说,全县共转移群众1200余人。

各乡镇组建12支抢险队,出动挖掘机35台,清理淤泥4600立方米。县防汛抗旱指挥部启动Ⅲ级应急响应,落实“三个到位”。同时,为确保“四级包保”落实,县委连夜召开会议。
县水利局、县应急管理局联合下发《关于做好当前防汛工作的通知》(永汛〔2021〕5号),要求加强水库巡查(24小时值守)。
来源:永安县融媒体中心
责任编辑:赵红梅
"""


def cleaned(raw: str) -> Text:
    return clean(Document("d", raw, "d.txt"), RESOURCES)


def check(raw: str) -> Text:
    text = cleaned(raw)
    assert len(text.normal) == len(text.surface) == text.offsets.length
    assert replay(raw, text.edits) == text.surface == restored(text)
    touched = [e.span for e in text.edits]
    for k, char in enumerate(text.surface):
        place = text.offsets.raw(Span(k, k + 1))
        if not any(s.start < place.end and place.start < s.end for s in touched):
            assert place.of(raw) == char
    for span in text.damaged:
        assert span.end <= len(text.normal)
    return text


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("kind", [*KINDS, *LOSSY])
def test_log_is_whole(kind: str, seed: int) -> None:
    check(damage(REPORT, kind, seed))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_harmless_damage_is_undone(kind: str, seed: int) -> None:
    """The text reads as it did, blanks and line breaks aside."""
    got = check(damage(REPORT, kind, seed)).normal
    assert "".join(got.split()) == "".join(cleaned(REPORT).normal.split())


def test_damage_is_deterministic() -> None:
    for kind in [*KINDS, *LOSSY]:
        assert damage(REPORT, kind, 3) == damage(REPORT, kind, 3)


def test_stripped_digits_are_told_and_leave_the_bare_measure() -> None:
    text, gone = strip_digits(REPORT)
    assert gone == ["1200", "4600", "2021"]
    assert "共转移群众余人" in check(text).normal


@pytest.mark.parametrize("first", sorted(KINDS))
def test_two_kinds_at_once(first: str) -> None:
    for second in KINDS:
        check(damage(damage(REPORT, first, 1), second, 2))


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="县委會記者(jiān)製,。、“”?!<p>&nbsp;|\n\u200b\ufffd\ue000首页>@A贝藿B1", max_size=60))
def test_any_text(raw: str) -> None:
    check(raw)


def test_rows() -> None:
    text = cleaned("召開領(lǐng)導(dǎo)小組會議")
    rows = edit_rows(text)
    assert [(r.start, r.end, r.step, r.before, r.after) for r in rows] == [
        (3, 9, "glosses", "(lǐng)", ""),
        (10, 15, "glosses", "(dǎo)", ""),
    ]
    with pytest.raises(ValueError, match="does not fit"):
        replay("短文", text.edits)
