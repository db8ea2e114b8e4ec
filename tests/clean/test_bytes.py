"""Text read one byte off: restored where the bytes decide, marked elsewhere, and good text left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.clean.run import clean
from kg.model import Document, Text
from kg.resources import load_resources
from tests.damage import slip

RESOURCES = load_resources()


def cleaned(raw: str) -> Text:
    return clean(Document("d", raw, "d.txt"), RESOURCES)


def broken(text: str, mark: str, how: str) -> str:
    """`text` with its bytes slipped from the first `mark` to the next ASCII character."""
    at = text.index(mark)
    return text[:at] + slip(text[at:], how)


def test_a_name_known_from_the_text_is_restored() -> None:
    good = "縣長崔建軍帶隊檢查。“把工作落到實處。”崔建軍說,全縣上下一心。"
    raw = good[: good.index("。”")] + slip("。”崔建軍說", "comma") + ",全縣上下一心。"
    text = cleaned(raw)
    assert "落到实处。”崔建" in text.normal
    assert text.script == "Hant"


@pytest.mark.parametrize("how", ["comma", "first"])
def test_resuming_at_an_ascii_byte(how: str) -> None:
    # 這 is DF40 in GBK: its second byte is @, after which the reading is right again.
    raw = broken("收費站是全縣的關口。“這裡車流量大,必須守住", "。“", how)
    assert "@" in raw
    assert cleaned(raw).normal == "收费站是全县的关口。“这里车流量大,必须守住"


def test_pinyin_tells_the_lost_character() -> None:
    raw = "同時,為確?!皯?zhàn)時機制”運轉,全縣各級黨組織堅守一線,縣委書記親自督導。"
    text = cleaned(raw)
    assert text.normal.startswith("同时,为确保“战时机制”运转")
    assert text.damaged == ()


def test_what_cannot_be_restored_is_marked_and_stays() -> None:
    good = "各級幹部指導工作。“要深入貫徹落實指示批示精神,切實扛牢政治責任”。"
    raw = broken(good, "。“", "comma")
    text = cleaned(raw)
    assert text.normal.startswith("各级干部指导工作。“")
    assert text.damaged
    for span in text.damaged:
        assert text.surface[span.start : span.end] in raw
    assert text.normal.endswith("切实扛牢政治责任”。")


def test_lost_tail_is_marked() -> None:
    text = cleaned(broken("会议强调。“各级干部要深入群众,把工作落到实处", "。“", "comma"))
    assert "把工作落到实处" in text.normal
    assert any("?" in text.normal[s.start : s.end] for s in text.damaged)


GOOD = (
    "什么时候复工?企业代表王小明问道。",
    "真的吗?!他不敢相信。",
    "安排好了吗?饕餮盛宴停办!",
    "鞠靓琚、亢翀、臧娅婕三人到崆峒区邰家塬村走访。",
    "青稞、糌粑、牦牛肉和茼蒿、菠菜、鹌鹑蛋都已运到。",
    "漯河市临颍县、淅川县、汝阳县、郏县、鄢陵县,滹沱河、漳卫河、洨河沿岸",
    "登录www.example.com?id=3查询,答复:可以?可以。",
    "新冠肺炎(COVID-19)疫情防控A区B区C区管理",
    "二〇二〇年二月二十日,亳州市谯城区",
)


@pytest.mark.parametrize("raw", GOOD)
def test_good_text_is_left_alone(raw: str) -> None:
    text = cleaned(raw)
    assert text.normal == raw
    assert text.damaged == ()


SENTENCES = st.lists(
    st.sampled_from(
        [
            "县委书记王小明到防汛一线检查指导",
            "各乡镇干部深入村组逐户排查",
            "转移群众三百余人",
            "确保人民群众生命财产安全",
            "应急管理局组织专家会商研判",
            "卫生院医护人员二十四小时值守",
        ]
    ),
    min_size=2,
    max_size=5,
)


@settings(max_examples=60, deadline=None)
@given(SENTENCES, st.sampled_from(["comma", "first", "second"]), st.integers(0, 3))
def test_nothing_outside_the_damage_changes_and_nothing_is_invented(parts: list[str], how: str, which: int) -> None:
    good = "。“".join(parts) + ",会议要求压实责任。"
    at = [k for k, char in enumerate(good) if char == "。"][min(which, len(parts) - 2)]
    stop = good.index(",", at)
    text = cleaned(good[:at] + slip(good[at:stop], how) + good[stop:])
    assert text.normal.startswith(good[:at])
    assert text.normal.endswith(good[stop + 1 :])
    for edit in text.edits:
        if edit.certain and edit.after != edit.before:
            assert edit.after in good
