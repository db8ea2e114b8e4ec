"""Script and width: what `normal` has that `surface` has not. One character becomes one character, always."""

from __future__ import annotations

import re

from kg.lexicon.chinese import Chinese, substitute

HAN = re.compile(r"[㐀-䶿一-鿿]+")
TRADITIONAL_SHARE = 0.01  # of Han characters that only a Traditional text has
FEWEST = 2  # one such character may be a name (昇) or a slip,
SHORT_SHARE = 0.1  # unless the text is a few words
QUOTED = re.compile(r'"([^"\n]{1,80})"')


def fold(text: str, chinese: Chinese) -> tuple[str, str]:
    """Fold a text.

    Args:
        text: any text.
        chinese: what is known of characters.

    Returns:
        The normal form, as long as `text`, and the script of the text: "Hant" or "Hans".
    """
    plain = substitute(text, chinese.folds)
    if '"' in plain:
        plain = QUOTED.sub(_quote, plain)
    simple = chinese.simplify(plain)
    if simple == plain:
        return plain, "Hans"
    foreign = [a for a, b in zip(plain, simple, strict=True) if a != b and a not in chinese.gb2312]
    han = sum(len(m) for m in HAN.findall(plain))
    enough = TRADITIONAL_SHARE if len(set(foreign)) >= FEWEST else SHORT_SHARE
    return (simple, "Hant") if len(foreign) > enough * han else (plain, "Hans")


def _quote(match: re.Match[str]) -> str:
    return f"“{match[1]}”" if HAN.search(match[1]) else match[0]
