"""Pinyin glosses go, everything else in brackets stays."""

from __future__ import annotations

import pytest

from kg.clean.run import clean
from kg.model import Document
from kg.resources import load_resources

RESOURCES = load_resources()


def surface(raw: str) -> str:
    return clean(Document("d", raw, "d.txt"), RESOURCES).surface


@pytest.mark.parametrize(
    ("raw", "want"),
    [
        ("召开领(lǐng)导(dǎo)小组会议", "召开领导小组会议"),
        ("第一時間(jiān)趕到", "第一時間趕到"),
        ("時間( jiān )與空間(jiān )都緊", "時間與空間都緊"),
        ("時間\uff08jiān\uff09與空間 (jiān)都緊", "時間與空間都緊"),
        ("問題(tí)(tí)68個", "問題68個"),
        ("时间(jiān)紧", "时间紧"),
        ("足跡(jì)遍布全鄉", "足跡遍布全鄉"),  # 跡 itself is listed with another tone
        ("不(bú)等不靠", "不等不靠"),  # tone sandhi
        ("幹(gàn)部的(de)心", "幹部的心"),
        ("作戰zhàn)時刻", "作戰時刻"),
        ("作戰(zhàn時刻", "作戰時刻"),
        ("綠(lǜ)色通道", "綠色通道"),
        ("女(nǚ)工", "女工"),
        ("疫情(yì qíng)防控", "疫情防控"),
        ("領導(lǐngdǎo)小組", "領導小組"),
    ],
)
def test_gloss_goes(raw: str, want: str) -> None:
    assert surface(raw) == want


@pytest.mark.parametrize(
    "raw",
    [
        "安装路灯(LED)30盏",
        "乡(镇)干部到村(社区)值守",
        "方案(A)与方案(b)",
        "乙型流感(flu)",
        "标准(试行)",
        "网络(wifi)覆盖",
        "维生素(e)发放",
        "他(ta)来了",  # toneless, and no toned gloss in the text
        "血型(a)",
        "拼音是(hǎo rén)的字",
        "方案(plan b)",
    ],
)
def test_other_brackets_stay(raw: str) -> None:
    assert surface(raw) == raw


def test_toneless_gloss_goes_where_others_have_tones() -> None:
    assert surface("领(lǐng)导的(de)话,材料(A)、他(zzz)") == "领导的话,材料(A)、他(zzz)"


def test_a_wrong_reading_goes_only_in_a_glossed_text() -> None:
    assert surface("县长(dǎo)讲话") == "县长(dǎo)讲话"
    glossed = "领(lǐng)导(dǎo)小(xiǎo)组"
    assert surface(glossed + "县长(dǎo)") == "领导小组县长"
