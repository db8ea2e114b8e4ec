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

# Words in which 著 is the Simplified form too; everywhere else it is the particle or verb 着 (隨著, 著力). A 么 is
# Simplified already (OpenCC would read it as 幺).
KEPT = re.compile(
    r"么|(?<=[土原名巨合卓昭專专論论編编譯译遺遗顯显撰])著|著(?=名|作(?![眼力手])|述|[稱称書书錄录]|[者](?:按|[::]))"
)
LATER_FORMS = dict(zip("隣廻徬妳牠葯滙剷崐靣", "邻回彷你它药汇铲昆面", strict=True))
FOLDED = (
    *zip("「」『』﹁﹂﹃﹄〝〞〟｢｣", "“”“”“”“”“””“”", strict=True),
    *zip("・•‧∙⋅･", "······", strict=True),
    *zip("後馀", "后余", strict=True),  # Traditional characters that many Simplified pages carry
    *zip("﹐﹔﹕﹖﹗﹙﹚﹪｡､〈〉﹝﹞", ",;:?!()%。、《》〔〕", strict=True),
)
MIN_WORD = 3
# Log probability of marks in running text, in round figures: words of jieba's dictionary hold none.
MARKS = dict.fromkeys("。,、,\n", -3.0) | dict.fromkeys("“”:;!?()", -4.0) | dict.fromkeys("《》—…‘’·", -5.0)
MARKS |= dict.fromkeys("0123456789", -4.0)


LATER = re.compile(f"[{''.join(LATER_FORMS)}]")


def substitute(text: str, table: Mapping[str, str]) -> str:
    """Replace single characters; faster than `str.translate` where few of the table's characters occur."""
    for char in [c for c in set(text) if c in table]:
        text = text.replace(char, table[char])
    return text


class Chinese:
    """Character knowledge, all of it lazy and private to the object. A copy sent to another process starts empty."""

    def __reduce__(self) -> tuple[type[Chinese], tuple[()]]:
        return Chinese, ()

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
        if "著" in text or "么" in text:
            kept = list(simple.replace("著", "着"))
            for match in KEPT.finditer(text):
                kept[match.start()] = match[0]
            simple = "".join(kept)
        return LATER.sub(lambda m: LATER_FORMS[m[0]], simple)

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
    def folds(self) -> Mapping[str, str]:
        """Character → its folded form: marks, digits and letters of half width, plain blanks, “” for 「」, one middle dot."""
        table = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
        table |= dict.fromkeys([*"\xa0\u1680\u202f\u205f\u3000\t\x0b\x0c", *map(chr, range(0x2000, 0x200B))], " ")
        table |= dict.fromkeys("\r\x85\u2028\u2029", "\n")
        table |= dict(FOLDED)
        for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFA6E)):  # radicals and doubles of Han characters
            whole = unicodedata.normalize("NFKC", chr(code))
            if len(whole) == 1 and whole != chr(code):
                table[chr(code)] = whole
        return table

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
    def gb2312(self) -> frozenset[str]:
        """The 6,763 characters of GB 2312: any of them is at home in a Simplified text (乾 in a name, 著 in 著名)."""
        pairs = (bytes((hi, lo)) for hi in range(0xB0, 0xF8) for lo in range(0xA1, 0xFF))
        return frozenset("".join(pair.decode("gb2312", "ignore") for pair in pairs))

    @cached_property
    def common(self) -> frozenset[str]:
        """Characters of everyday text: level 1 of GB 2312 (3,755) and their Traditional forms."""
        pairs = (bytes((hi, lo)) for hi in range(0xB0, 0xD8) for lo in range(0xA1, 0xFF))
        level1 = "\n".join(pair.decode("gb2312", "ignore") for pair in pairs)
        return frozenset(level1 + self.traditional(level1)) - {"\n"}

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

    def is_word(self, text: str) -> bool:
        """Whether a Simplified `text` of two characters or more is a word."""
        return len(text) > 1 and text in self._words[0]

    def likelihoods(self, text: str, backward: bool = False) -> list[float]:
        """Log probability of the best division into words of every beginning of a Simplified `text`.

        Args:
            text: a few dozen characters.
            backward: score every ending instead; entry k then stands for `text[k:]`.
        """
        words, floor = self._words
        size = len(text)
        best = [0.0] * (size + 1)
        for k in range(1, size + 1):
            best[k] = -math.inf
            for n in range(1, min(5, k) + 1):
                word = text[size - k : size - k + n] if backward else text[k - n : k]
                weight = words.get(word)
                if weight is None:
                    if n > 1:
                        continue
                    weight = MARKS.get(word) or (floor - 3.0 if word > "\u2e00" else -8.0)
                best[k] = max(best[k], best[k - n] + weight)
        return best[::-1] if backward else best

    def segment(self, text: str) -> list[tuple[str, float]]:
        """The words of the likeliest division of a Simplified `text`, each with its log probability."""
        best = self.likelihoods(text)
        words: list[tuple[str, float]] = []
        end = len(text)
        while end:
            start = next(k for k in range(max(0, end - 5), end) if self._fits(best, text, k, end))
            words.append((text[start:end], best[end] - best[start]))
            end = start
        return words[::-1]

    def _fits(self, best: list[float], text: str, start: int, end: int) -> bool:
        return end == start + 1 or math.isclose(best[start] + self._words[0].get(text[start:end], math.inf), best[end])
