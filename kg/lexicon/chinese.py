"""What is known of single characters: script, readings, how common they are. Each table is built on first use.

One object serves a process; it is made by `kg.resources` and passed down. Nothing is loaded when it is made.
"""

from __future__ import annotations

import importlib.util
import math
import re
import unicodedata
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import opencc

from kg.errors import ResourceError

# Words in which 著 is the Simplified form too; everywhere else it is the particle or verb 着 (隨著, 著力).
KEEP_ZHU = re.compile(
    r"(?<=[土原名巨合卓昭專专論论編编譯译遺遗顯显撰])著|著(?=名|作[^眼力手]|述|[稱称書书錄录]|[者](?:按|[::]))"
)
LATER_FORMS = str.maketrans("隣廻徬妳牠葯滙剷崐靣", "邻回彷你它药汇铲昆面")
MIN_WORD = 3


class Chinese:
    """Character knowledge, all of it lazy and private to the object."""

    @cached_property
    def _to_simplified(self) -> opencc.OpenCC:
        return opencc.OpenCC("tw2s")

    @cached_property
    def _to_traditional(self) -> opencc.OpenCC:
        return opencc.OpenCC("s2t")

    @cached_property
    def _simple_chars(self) -> dict[str, str]:
        return {}

    def simplify(self, text: str) -> str:
        """`text` in Simplified characters, with as many characters as before."""
        simple: str = self._to_simplified.convert(text)
        if len(simple) != len(text):
            simple = "".join(map(self.simplify_char, text))
        if "著" in text:
            kept = list(simple.replace("著", "着"))
            for match in KEEP_ZHU.finditer(text):
                kept[match.start()] = "著"
            simple = "".join(kept)
        return simple.translate(LATER_FORMS)

    def simplify_char(self, char: str) -> str:
        """The Simplified form of one character, without regard to its neighbours."""
        known = self._simple_chars.get(char)
        if known is None:
            converted: str = self._to_simplified.convert(char)
            known = self._simple_chars[char] = converted if len(converted) == 1 else char
        return known

    def traditional(self, text: str) -> str:
        """`text` in Traditional characters; the length may change."""
        converted: str = self._to_traditional.convert(text)
        return converted

    @cached_property
    def _pinyin(self) -> Mapping[int, str]:
        from pypinyin.pinyin_dict import pinyin_dict  # takes 0.2 s to load; most texts carry no glosses

        table: Mapping[int, str] = pinyin_dict
        return table

    def readings(self, char: str) -> frozenset[str]:
        """Readings with tone marks (NFC) of `char` and of its Simplified form; empty if unknown."""
        forms = {char, self.simplify_char(char)}
        found = (self._pinyin.get(ord(form), "") for form in forms)
        return frozenset(unicodedata.normalize("NFC", r) for row in found for r in row.split(",") if r)

    @cached_property
    def common(self) -> frozenset[str]:
        """Characters of everyday text: level 1 of GB 2312 (3,755) and their Traditional forms."""
        level1 = "".join(
            bytes((hi, lo)).decode("gb2312", "ignore") for hi in range(0xB0, 0xD8) for lo in range(0xA1, 0xFF)
        )
        return frozenset(level1) | frozenset("".join(self.traditional(c) for c in level1))

    @cached_property
    def _words(self) -> tuple[dict[str, float], float]:
        """Log probability of each word of jieba's dictionary (0.3 s; only for texts with damaged bytes)."""
        spec = importlib.util.find_spec("jieba")
        if spec is None or spec.origin is None:
            raise ResourceError("jieba: its dictionary is not installed")
        rows = Path(spec.origin).with_name("dict.txt").read_text(encoding="utf-8").splitlines()
        counts = {cells[0]: int(cells[1]) for cells in (row.split(" ") for row in rows) if len(cells) > 1}
        total = math.log(sum(counts.values()))
        return {w: math.log(n) - total for w, n in counts.items() if n >= MIN_WORD and len(w) <= 5}, -total

    def likelihood(self, text: str) -> float:
        """Log probability of the best division of a Simplified `text` into words; unknown characters cost most."""
        words, floor = self._words
        best = [0.0] + [-math.inf] * len(text)
        for end in range(1, len(text) + 1):
            for start in range(max(0, end - 5), end):
                weight = words.get(text[start:end], floor - 3.0 if end - start == 1 else -math.inf)
                best[end] = max(best[end], best[start] + weight)
        return best[-1]
