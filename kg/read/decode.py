"""Bytes to text: UTF-8 with or without a byte order mark, UTF-16 with one, GB18030, Big5.

The decoded text is the raw text that all offsets count. A byte order mark is no part of it, and every line end
(`\\r\\n`, `\\r`) is one `\\n`: RFC 5147, whose `#char=` fragments name our spans, counts a line end as one character.
"""

from __future__ import annotations

import codecs
from pathlib import Path

from charset_normalizer import from_bytes

from kg.errors import InputError

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or Office file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip file"),
    (b"PAR1", "a Parquet file without the suffix .parquet"),
)
LEGACY = ("gb18030", "big5", "big5hkscs", "cp950")


def decode(data: bytes, path: Path, declared: str | None = None) -> tuple[str, str]:
    """Text and name of the encoding of a file's bytes.

    Args:
        data: the bytes.
        path: their file, for the error.
        declared: the encoding that the file itself names; believed where the bytes are no UTF-8 and fit it.

    Raises:
        InputError: if the bytes are empty, binary, or in none of the encodings.
    """
    if not data.strip():
        raise InputError(path, "empty file")
    text, encoding = _decode(data, path, declared)
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding


def _decode(data: bytes, path: Path, declared: str | None) -> tuple[str, str]:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, path), encoding
    for magic, what in MAGIC:
        if data.startswith(magic):
            raise InputError(path, f"not a text: {what}")
    if b"\x00" in data:
        raise InputError(path, "not a text: binary data")
    for likely in ("utf-8", declared):
        if likely and (text := _try(data, likely)) is not None:
            return text, likely
    encoding = detect(data, path)
    return data.decode(encoding), encoding


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _strict(data: bytes, encoding: str, path: Path) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(path, f"starts with a byte order mark but is not {encoding}: {error.reason}") from error


def detect(data: bytes, path: Path) -> str:
    """Which legacy Chinese encoding bytes that are no UTF-8 are in.

    Raises:
        InputError: if none of them fits.
    """
    best = from_bytes(data, cp_isolation=list(LEGACY)).best()
    if best is None:
        raise InputError(path, f"cannot be decoded as UTF-8, GB18030 or Big5{_wrong_from(data)}")
    return best.encoding


def _wrong_from(data: bytes) -> str:
    """Where UTF-8 ends to be UTF-8: a file that was cut off is told from one in another encoding."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return f" (no UTF-8 from byte {error.start} of {len(data)} on)"
    return ""
