"""Bytes and characters of GBK, and where a pair of bytes may have vanished between two characters."""

from __future__ import annotations

from kg.lexicon.chinese import Chinese

# First bytes of pairs that GBK leaves unassigned or to users: readers dropped such pairs without a trace.
UNASSIGNED = (*range(0xA1, 0xB0), *range(0xF8, 0xFF))
WINDOW = 3
LONGER = 6.0  # what the longer reading, having one character more, may cost (natural log)


def pair_of(char: str) -> tuple[int, int] | None:
    """The two bytes of a character; None for ASCII and for what GBK lacks."""
    try:
        data = char.encode("gbk")
    except UnicodeEncodeError:
        return None
    return (data[0], data[1]) if len(data) == 2 else None


def char_of(lead: int, trail: int) -> str | None:
    """The character of two bytes; None if there is none."""
    try:
        char = bytes((lead, trail)).decode("gbk")
    except UnicodeDecodeError:
        return None
    return char if len(char) == 1 else None


def hides_two(text: str, at: int, original: str, chinese: Chinese) -> bool:
    """Whether the character at `at` is rather the first half of one and the second half of another.

    Between the halves a pair of bytes vanished: 政(D5 FE) 策(B2 DF) is read as 者(D5 DF) if FE B2 means nothing.

    Args:
        text: a Simplified text around the character.
        at: its place.
        original: the character itself, in the script of the document.
        chinese: what is known of characters and words.
    """
    pair = pair_of(original)
    if pair is None:
        return False
    left, right = text[max(0, at - WINDOW) : at], text[at + 1 : at + 1 + WINDOW]
    plain = chinese.likelihoods(left + text[at] + right)[-1]
    seconds = [(lead, c) for lead in range(0x81, 0xFF) if (c := char_of(lead, pair[1])) and c in chinese.common]
    for trail in UNASSIGNED:
        first = char_of(pair[0], trail)
        if first is None or first not in chinese.common:
            continue
        first = chinese.simplify_char(first)
        starts = chinese.is_word(left[-1:] + first)
        for lead, second in seconds:
            if char_of(trail, lead) is not None:
                continue
            other = chinese.simplify_char(second)
            fits = chinese.is_word(first + other) or (starts and chinese.is_word(other + right[:1]))
            if fits and chinese.likelihoods(left + first + other + right)[-1] > plain - LONGER:
                return True
    return False
