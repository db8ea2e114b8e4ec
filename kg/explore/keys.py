"""What a name can be found by: folded script and the initials of its pinyin."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from opencc import OpenCC
from pypinyin import Style, lazy_pinyin, pinyin_dict

FIRST, LAST = 0x3400, 0x9FFF
_LATIN = re.compile("[a-zü]")


class Folder:
    """Folds names so that both scripts, widths and cases meet."""

    def __init__(self) -> None:
        characters = "".join(map(chr, range(FIRST, LAST + 1)))
        self._table: dict[int, str] = {}
        for standard in ("hk2s", "tw2s", "t2s"):  # the last one counts where they differ
            folded = OpenCC(standard).convert("\n".join(characters)).split("\n")
            self._table |= {ord(a): b for a, b in zip(characters, folded, strict=True) if a != b and len(b) == 1}
        self._initials: dict[str, str] = {}

    def fold(self, text: str) -> str:
        """The text in Simplified script, half width and small letters."""
        return unicodedata.normalize("NFKC", text).translate(self._table).lower()

    def initials(self, text: str, phrases: bool = False) -> str:
        """First letters of the pinyin of each character; other letters and digits as they are.

        `phrases` reads characters as words want it (重庆: cq), a hundred times slower; else each has its commonest reading.
        """
        if phrases:
            text = "".join(lazy_pinyin(self.fold(text), style=Style.FIRST_LETTER))
        return "".join(self._initial(c) for c in self.fold(text) if not c.isspace())

    def table(self, texts: Iterable[str]) -> tuple[str, str]:
        """Traditional characters and what they fold to, of those that fold to a character of `texts`."""
        used = {ord(c) for text in texts for c in text}
        pairs = [(chr(a), b) for a, b in sorted(self._table.items()) if ord(b) in used]
        return "".join(a for a, _ in pairs), "".join(b for _, b in pairs)

    def _initial(self, character: str) -> str:
        if character not in self._initials:
            readings = pinyin_dict.pinyin_dict.get(ord(character), "")
            plain = unicodedata.normalize("NFD", readings.split(",")[0])
            found = _LATIN.search(plain)
            self._initials[character] = found[0] if found else character if character.isalnum() else ""
        return self._initials[character]
