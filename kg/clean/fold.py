"""Script and width: what `normal` has that `surface` has not. One character becomes one character, always."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from kg.lexicon.chinese import Chinese

HAN = re.compile(r"[㐀-䶿一-鿿]+")
TRADITIONAL_SHARE = 0.01
PAIRS = (
    *zip("「」『』﹁﹂﹃﹄〝〞〟｢｣", "“”“”“”“”“””“”", strict=True),
    *zip("・•‧∙⋅･", "······", strict=True),
    *zip("﹐﹔﹕﹖﹗﹙﹚﹪｡､〈〉﹝﹞", ",;:?!()%。、《》〔〕", strict=True),
)
QUOTED = re.compile(r'"([^"\n]{1,80})"')


@cache
def fold_table() -> dict[int, str]:
    """Code point → its folded form: half-width marks, digits and letters, plain blanks, “” for 「」, one middle dot."""
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0x09, 0x0B, 0x0C], " ")
    table |= dict.fromkeys(map(ord, "\r\u0085\u2028\u2029"), "\n")
    table |= {ord(a): b for a, b in PAIRS}
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFA6E)):
        whole = unicodedata.normalize("NFKC", chr(code))
        if len(whole) == 1 and whole != chr(code):
            table[code] = whole
    return table


def fold(text: str, chinese: Chinese, script: str | None = None) -> tuple[str, str]:
    """Fold a text.

    Args:
        text: any text.
        chinese: what is known of characters.
        script: "Hant" or "Hans" if that is known already.

    Returns:
        The normal form, as long as `text`, and the script of the text: "Hant" or "Hans".
    """
    plain = text.translate(fold_table())
    if '"' in plain:
        plain = QUOTED.sub(_quote, plain)
    if script == "Hans":
        return plain, script
    simple = chinese.simplify(plain)
    if script is not None:
        return simple, script
    changed = sum(map(str.__ne__, plain, simple)) if simple != plain else 0
    if changed == 0:
        return plain, "Hans"
    han = sum(len(m) for m in HAN.findall(plain))
    if changed > TRADITIONAL_SHARE * han:
        return simple, "Hant"
    return plain, "Hans"


def _quote(match: re.Match[str]) -> str:
    return f"“{match[1]}”" if HAN.search(match[1]) else match[0]
