from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.read.decode import decode

PATH = Path("report.txt")
SIMPLIFIED = "云岭县疫情防控指挥部办公室主任王建国带队督导检查,全县共设立检测点85个,出动志愿者1200余人次。"
TRADITIONAL = "雲嶺縣疫情防控指揮部辦公室主任王建國帶隊督導檢查,全縣共設立檢測點八十五個,出動志願者一千餘人次。"


@pytest.mark.parametrize(
    ("text", "codec", "recorded"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8-sig"),
        (SIMPLIFIED, "utf-16", "utf-16"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (TRADITIONAL, "gbk", "gb18030"),
        (TRADITIONAL, "utf-8", "utf-8"),
        (TRADITIONAL, "big5", "big5"),
        ("plain ASCII, no Chinese", "ascii", "utf-8"),
    ],
)
def test_text_is_decoded_and_its_encoding_recorded(text: str, codec: str, recorded: str) -> None:
    assert decode(text.encode(codec), PATH) == (text, recorded)


@pytest.mark.parametrize("length", [15, 25, 50])
@pytest.mark.parametrize(("text", "codec"), [(SIMPLIFIED, "gb18030"), (TRADITIONAL, "gb18030"), (TRADITIONAL, "big5")])
def test_short_texts_too(text: str, codec: str, length: int) -> None:
    assert decode(text[:length].encode(codec), PATH)[0] == text[:length]


def test_characters_beyond_gbk_are_read() -> None:
    text = SIMPLIFIED + "㐂𠀀䶮"  # GB18030 has four bytes for these
    assert decode(text.encode("gb18030"), PATH)[0] == text


def test_a_byte_order_mark_is_no_character_of_the_text() -> None:
    text, _ = decode(b"\xef\xbb\xbf" + SIMPLIFIED.encode(), PATH)
    assert text[0] == SIMPLIFIED[0]


def test_a_line_end_is_one_character() -> None:
    assert decode("甲\r\n乙\r丙\n丁".encode(), PATH)[0] == "甲\n乙\n丙\n丁"


def test_what_a_file_declares_is_believed_only_where_it_fits() -> None:
    assert decode(TRADITIONAL.encode("big5"), PATH, declared="big5hkscs")[1] == "big5hkscs"
    assert decode(SIMPLIFIED.encode("utf-8"), PATH, declared="gb18030")[1] == "utf-8"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty file"),
        (b" \r\n\t ", "empty file"),
        (b"%PDF-1.7 ...", "not a text: a PDF file"),
        (b"PK\x03\x04....", "not a text: a ZIP archive or Office file"),
        (b"abc\x00def", "not a text: binary data"),
        (b"\x80\x81\xff\xff\xfe\xff", "cannot be decoded as UTF-8, GB18030 or Big5"),
        (b"\xef\xbb\xbf\xff\xfe\xfd", "starts with a byte order mark but is not utf-8-sig"),
    ],
)
def test_what_is_no_text_is_refused_with_file_and_reason(data: bytes, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, PATH)
    assert str(caught.value).startswith(f"report.txt: {reason}")


def test_a_text_that_was_cut_off_is_no_text_in_another_encoding() -> None:
    data = SIMPLIFIED.encode()[:-1]
    with pytest.raises(InputError, match=rf"\(no UTF-8 from byte {len(data) - 2} of {len(data)} on\)"):
        decode(data, PATH)


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x9FFF), min_size=1).filter(str.strip))
def test_any_utf8_text_comes_back(text: str) -> None:
    assert decode(text.encode(), PATH)[0] == text


@given(st.binary(min_size=1, max_size=200))
def test_any_bytes_give_a_text_or_an_input_error(data: bytes) -> None:
    try:
        text, encoding = decode(data, PATH)
    except InputError:
        return
    assert text
    assert encoding
