from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import Document
from kg.offsets import OffsetMap, Span, rewrite
from kg.read.checks import ReadOptions
from kg.read.files import read
from kg.read.html import declared_encoding
from kg.read.markup import tokens

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>云岭县疫情防控纪实 - 云岭新闻网</title>
<meta property="article:published_time" content="2020-02-20T08:00:00+08:00">
<meta property="og:site_name" content="云岭新闻网"><script>var a = "<p>坏</p>";</script><style>p{}</style></head><body>
<nav><ul><li><a href="/">首页</a></li><li><a href="/news">要闻</a></li></ul></nav>
<div class="article"><h1>云岭县疫情防控纪实</h1><div>来源:云岭日报 &nbsp; 时间:2020-02-20</div>
<p>连日来,云岭县委书记<b>王建国</b>深入吉祥镇东关村督导检查疫情防控工作,
要求各级各部门压实责任。全县共设立检测点85个,&ldquo;四集中&rdquo;工作法落实到位。</p>
<!-- <p>注释里的话不算</p> -->
<p>县卫健局局长李红梅表示,全县已筹集口罩2.5万只、消毒液&lt;10吨&gt;。目前,全县累计排查返乡人员12345人,其中重点地区返乡人员678人,
全部落实居家隔离措施,做到应隔尽隔、不漏一人。</p></div>
<div>责任编辑:赵六</div><footer>版权所有 云岭新闻网 <a href="#">联系我们</a></footer></body></html>"""


def page(tmp_path: Path, source: str = PAGE, encoding: str = "utf-8") -> tuple[Document, str, OffsetMap]:
    path = tmp_path / "page.html"
    path.write_bytes(source.encode(encoding))
    (found,) = read(path, ReadOptions())
    assert isinstance(found, Document), found
    return found, *rewrite(found.raw, found.markup)


def test_the_raw_text_is_the_source_and_every_word_leads_back_to_it(tmp_path: Path) -> None:
    document, text, offsets = page(tmp_path)
    assert document.raw == PAGE
    for words, source in (
        ("王建国", "王建国"),
        ("“四集中”", "&ldquo;四集中&rdquo;"),
        ("2.5万", "2.5万"),
        ("<10吨", "&lt;10吨"),
    ):
        at = text.index(words)
        assert offsets.raw(Span(at, at + len(words))).of(document.raw) == source


def test_the_report_stays_with_its_title_and_credits_and_the_rest_goes(tmp_path: Path) -> None:
    _, text, _ = page(tmp_path)
    lines = [line.replace("\xa0", " ") for line in text.split("\n") if line.strip()]
    assert lines[0] == "云岭县疫情防控纪实"
    assert lines[1].startswith("来源:云岭日报")
    assert lines[-1] == "责任编辑:赵六"
    for gone in ("首页", "要闻", "版权", "联系我们", "坏", "注释", "<", "p{}"):
        assert gone not in text.replace("<10吨>", "")


def test_a_line_break_of_the_source_does_not_break_a_sentence(tmp_path: Path) -> None:
    _, text, _ = page(tmp_path)
    assert "督导检查疫情防控工作,要求各级各部门压实责任" in text


def test_metadata(tmp_path: Path) -> None:
    document, _, _ = page(tmp_path)
    assert (document.title, document.site) == ("云岭县疫情防控纪实", "云岭新闻网")
    assert (document.published, document.published_basis) == ("2020-02-20", "metadata of the page")


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "gb18030"])
def test_a_declared_encoding(tmp_path: Path, declared: str) -> None:
    source = PAGE.replace('charset="utf-8"', f"charset={declared}").replace("李红梅", "李喆")  # 喆 is not in GB2312
    document, text, _ = page(tmp_path, source, "gb18030")
    assert document.encoding == "gb18030"
    assert "李喆表示" in text


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        (b'<meta http-equiv="Content-Type" content="text/html; charset=gb2312">', "gb18030"),
        (b'<?xml version="1.0" encoding="Big5"?>', "big5hkscs"),
        (b'<meta charset="utf-8">', None),
        (b"<p>charset</p>", None),
    ],
)
def test_declared_encodings(head: bytes, codec: str | None) -> None:
    assert declared_encoding(head) == codec


def test_a_page_without_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.html"
    path.write_text("<html><body><script>alert('x')</script><img src=a.png></body></html>", encoding="utf-8")
    (found,) = read(path, ReadOptions())
    assert isinstance(found, InputError)
    assert found.reason == "a page without text"


def test_an_unclosed_script_hides_the_rest() -> None:
    assert "".join(t.text for t in tokens("甲<script>var x = 1; <p>乙</p>")) == "甲"


@given(st.text(alphabet=list("<>/!-&;'\"= \npbr甲乙#39amp")))
def test_tokens_cover_any_source_without_a_gap(source: str) -> None:
    at = 0
    for token in tokens(source):
        assert token.start == at < token.end
        at = token.end
    assert at == len(source)


@pytest.mark.parametrize("piece", ["<", "<a ", '<a "', "<!--", "<script>", "&#", "<p><b>"])
def test_hostile_pages_take_linear_time(piece: str) -> None:
    source = piece * (200_000 // len(piece))
    assert sum(t.end - t.start for t in tokens(source)) == len(source)
