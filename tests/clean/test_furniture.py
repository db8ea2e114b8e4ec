"""Furniture goes, facts of the masthead stay."""

from __future__ import annotations

import pytest

from kg.clean.run import clean
from kg.lexicon.loader import Pattern
from kg.model import Document, Text
from kg.resources import load_resources

RESOURCES = load_resources()
BODY = "6月3日,永安县召开防汛工作会议,安排部署水库巡查。"


def cleaned(raw: str) -> Text:
    return clean(Document("d", raw, "d.txt"), RESOURCES)


@pytest.mark.parametrize("pattern", RESOURCES.clean_patterns, ids=lambda p: p.id)
def test_examples(pattern: Pattern) -> None:
    for example in pattern.examples:
        assert pattern.regex.search(example), example
        assert any(word in example for word in pattern.options["needs"]), example
    for example in pattern.not_examples:
        assert not pattern.regex.search(example), example


@pytest.mark.parametrize("pattern", RESOURCES.clean_patterns, ids=lambda p: p.id)
def test_examples_go_from_a_page(pattern: Pattern) -> None:
    for example in pattern.examples:
        text = cleaned(f"{BODY}\n{example}\n")
        assert text.normal.startswith(BODY)
        assert len(text.normal) < len(BODY) + len(example), example


@pytest.mark.parametrize("pattern", RESOURCES.clean_patterns, ids=lambda p: p.id)
def test_counter_examples_stay_on_a_page(pattern: Pattern) -> None:
    for example in pattern.not_examples:
        assert example in cleaned(f"{BODY}\n{example}\n{BODY[::-1]}").normal, example


@pytest.mark.parametrize(
    "line",
    [
        "来源时间为:2020-02-13",
        "时间:2022-06-13",
        "来源:永安日报",
        "文章来源:永安县融媒体中心",
        "记者 王小明 通讯员 李大山",
        "责任编辑:王小明",
        "主办:永安县人民政府办公室",
        "审核:王小明",
        "联系电话:0101-2345678",
        "暴雨黄色预警信号",
        "国产疫苗12万剂、进口疫苗3万剂",
        "亚洲开发银行在线视频会议",
        "县公安局网上直播发布会",
        "咨询网址:http://www.example.com/apply",
    ],
)
def test_masthead_stays(line: str) -> None:
    assert line in cleaned(f"永安县全力防汛\n{line}\n{BODY}\n").normal


def test_what_follows_related_articles_goes_but_not_credits() -> None:
    text = cleaned(f"{BODY}\n相关文章:\n邻县召开会议\n邻县防汛\n责任编辑:王小明\n")
    assert "邻县" not in text.normal
    assert "责任编辑:王小明" in text.normal


def test_a_paragraph_after_related_articles_stays() -> None:
    more = "随后,县委书记王小明带队检查了三座水库和两处堤防,要求各乡镇压实责任,落实二十四小时值班制度,确保群众安全度汛,确保水库安全。"
    assert more in cleaned(f"{BODY}\n相关阅读\n{more}\n").normal


def test_repeated_paragraph_goes_once() -> None:
    text = cleaned(f"{BODY}\n各乡镇落实值班制度,加强巡查。\n{BODY}\n会议结束。")
    assert text.normal.count(BODY) == 1
    assert text.normal.endswith("会议结束。")


def test_traditional_furniture_goes_too() -> None:
    raw = "縣委書記強調,要壓實責任,保護羣眾安全。\n轉載請註明:http://www.example.com/a\n分享到:微信 微博\n"
    assert cleaned(raw).surface.strip() == "縣委書記強調,要壓實責任,保護羣眾安全。"
