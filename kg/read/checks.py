"""What a text must be to become a report, and the settings of reading."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError

CONTROL = frozenset(map(chr, range(32))) - set("\t\n\r\f\v")
CONTROL_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Settings of reading: column names of tables (None: found by name) and the longest report in characters."""

    id_column: str | None = None
    text_column: str | None = None
    limit: int = 2_000_000


def checked(text: str, path: Path | str, options: ReadOptions, line: int | None = None) -> str:
    """`text` itself.

    Raises:
        InputError: if it is blank, longer than the limit, binary, or cannot be written as UTF-8.
    """
    if not text.strip("\ufeff \t\r\n\u3000"):
        raise InputError(path, "empty text", line)
    if len(text) > options.limit:
        raise InputError(path, f"{len(text)} characters, more than the limit of {options.limit}", line)
    if sum(map(text.count, CONTROL)) > CONTROL_SHARE * len(text):
        raise InputError(path, "not a text: binary data", line)
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise InputError(path, "half a surrogate pair, which is no character", line)
    return text
