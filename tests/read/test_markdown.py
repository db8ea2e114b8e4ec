from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Document
from kg.offsets import Span, rewrite
from kg.read.checks import ReadOptions
from kg.read.files import read
from kg.read.markdown import as_markdown

TEXT = """---
title: "云岭县疫情防控纪实"
date: 2020-02-13
source: 云岭日报
---
# 云岭县疫情防控纪实

**县委书记王建国**到[吉祥镇](http://example.org/a(1).html)督导。

![图片](a.png)

> 全县设立检测点85个。

- 排查返乡人员678人
- 口罩2.5万只

| 乡镇 | 检测点 |
|------|--------|
| 吉祥镇 | 12个 |
"""


def plain(raw: str) -> str:
    return rewrite(raw, as_markdown(Document("r", raw, "r.md")).markup)[0]


def test_a_markdown_file(tmp_path: Path) -> None:
    (tmp_path / "r.md").write_text(TEXT, encoding="utf-8")
    (found,) = read(tmp_path / "r.md", ReadOptions())
    assert isinstance(found, Document)
    assert found.raw == TEXT
    assert (found.title, found.site) == ("云岭县疫情防控纪实", "云岭日报")
    assert (found.published, found.published_basis) == ("2020-02-13", "front matter")
    text, offsets = rewrite(found.raw, found.markup)
    assert text.startswith("云岭县疫情防控纪实\n\n县委书记王建国到吉祥镇督导。\n")
    at = text.index("检测点85个")
    assert offsets.raw(Span(at, at + 6)).of(found.raw) == "检测点85个"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("## 靠前指挥 ##\n", "靠前指挥\n"),
        ("看[通知](http://x.org)了", "看通知了"),
        ("前![图](a.png)后", "前后"),
        ("***\n下文", "\n下文"),
        ("`指挥部`", "指挥部"),
        ("| 甲 | 乙 |\n|---|---|\n", " 甲 乙 \n\n"),
        ("2\\*3", "2*3"),
        ("1. 第一项", "1. 第一项"),
        ("排查1000人，增长5%(含返乡)。", "排查1000人，增长5%(含返乡)。"),
        ("[注]不是链接", "[注]不是链接"),
    ],
)
def test_marks_go_and_words_stay(raw: str, text: str) -> None:
    assert plain(raw) == text


@given(st.text(alphabet=list("甲乙 \n#*-_|>[]()!`\\1。")))
def test_words_are_never_touched(raw: str) -> None:
    assert [c for c in plain(raw) if c in "甲乙。"] == [c for c in raw if c in "甲乙。"] or "](" in raw
