"""The raw texts of a build's reports, in one sorted file: a line a report, found by bisection without an index.

A line is a JSON array of the report's key and its raw text. Lines are sorted by their bytes, so files of batches and of shards are
merged as those of statements are.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import BinaryIO, Final

from kg.link.base import report_key
from kg.model import Document

TEXTS: Final = "texts.jsonl"
HALF = re.compile("[\ud800-\udfff]")  # halves of a character


def text_line(document: Document) -> bytes:
    """The line of a report. Half characters are written as escapes, so that offsets stay right."""
    row = json.dumps([report_key(document), document.raw], ensure_ascii=False)
    return HALF.sub(lambda m: f"\\u{ord(m[0]):04x}", row).encode() + b"\n"


class Texts:
    """The texts of a build, read one at a time.

    Args:
        path: the file; if there is none, no text is found.
    """

    def __init__(self, path: Path) -> None:
        self._file: BinaryIO | None = path.open("rb") if path.is_file() else None
        self._size = os.fstat(self._file.fileno()).st_size if self._file else 0

    def get(self, key: str) -> str | None:
        """The raw text of the report with this key (`report/…`), None if it is not there."""
        if self._file is None:
            return None
        start = json.dumps([key], ensure_ascii=False).encode("utf-8", "replace")[:-1] + b","
        low, high = 0, self._size  # the line, if any, begins in [low, high]
        while low < high:
            middle = (low + high) // 2
            begin, line = self._line_from(middle)
            if line and line < start:
                low = begin + len(line)
            else:
                high = middle
        _, line = self._line_from(low)
        return str(json.loads(line)[1]) if line.startswith(start) else None

    def _line_from(self, at: int) -> tuple[int, bytes]:
        """The first line that begins at byte `at` or later, and where it begins."""
        assert self._file is not None
        self._file.seek(max(at - 1, 0))
        if at:
            self._file.readline()
        begin = self._file.tell()
        return begin, self._file.readline()
