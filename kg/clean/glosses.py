"""Pinyin put behind characters to foil copying: 領(lǐng)導(dǎo)小組."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kg.clean.step import Change, Kit

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿế"
LETTERS = "a-zɑɡüêāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
OPEN, CLOSE = "(\uff08", ")\uff09"  # brackets of half and full width
BRACKETED = re.compile(rf"(?<=[㐀-鿿])\s?[{OPEN}]\s{{0,2}}([{LETTERS}\u0300-\u030c]{{1,9}})\s{{0,2}}[{CLOSE}]")
OPENING = re.compile(rf"[{OPEN}]\s{{0,2}}[{LETTERS}]")
# Two to six syllables behind as many characters: 疫情(yì qíng), 领导(lǐngdǎo).
PHRASE = re.compile(rf"(?<=[㐀-鿿]{{2}})\s?[{OPEN}]\s?([{LETTERS}'’·\s]{{4,36}})\s?[{CLOSE}]")
# One bracket or both lost: 戰zhàn)時, 戰(zhàn時. Only a tone mark makes such letters a gloss.
BROKEN = re.compile(rf"(?<=[㐀-鿿])[{OPEN}]?\s?([{LETTERS}]{{1,7}})(?:\s?[{CLOSE}]|(?![{LETTERS}A-Z0-9]))")
HAS_TONE = re.compile(f"[{TONED}\u0300-\u030c]")
FOLD = str.maketrans("ɑɡ", "ag")
STRIP_TONES = re.compile(r"[\u0300\u0301\u0304\u030c]")
SYLLABLE = re.compile(r"(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?[aeiouüê]{1,3}(?:ng|n|r)?|[mn]g?")
ENOUGH = 3


def find_glosses(text: str, kit: Kit) -> Iterator[Change]:
    """Brackets whose letters are a reading of the character before them, or of its Simplified form.

    Letters without a tone mark (吗(ma)) count only in a text that has glosses with one, so that 药(n) and 方案(a) stay.
    A toned syllable that is no known reading of its character goes too once the text is known to be glossed.
    """
    if not OPENING.search(text):
        return
    found = [(m, _letters(m[1])) for m in BRACKETED.finditer(text)]
    toned = sum(_has_tone(letters) and _reads(kit, text, m, letters) for m, letters in found)
    for match, letters in found:
        reads = _reads(kit, text, match, letters)
        if _has_tone(letters):
            sure = reads or (toned >= ENOUGH and SYLLABLE.fullmatch(toneless(letters)) is not None)
        else:
            sure = reads and toned > 0
        if sure:
            yield Change(match.start(), match.end(), "", "pinyin gloss", certain=reads)


def find_phrase_glosses(text: str, kit: Kit) -> Iterator[Change]:
    """Brackets that hold the readings of two or more characters before them, with tone marks."""
    if not HAS_TONE.search(text):
        return
    for match in PHRASE.finditer(text):
        letters = re.sub(r"['’·\s]", "", _letters(match[1]))
        if _has_tone(letters) and _spells(letters, text[max(0, match.start() - 6) : match.start()], kit):
            yield Change(match.start(), match.end(), "", "pinyin gloss of a word")


def _spells(letters: str, before: str, kit: Kit) -> bool:
    """Whether `letters` are readings of the last two or more characters of `before`, one each."""
    for size in range(2, len(before) + 1):
        parts = ("|".join(sorted(kit.chinese.readings(char))) for char in before[-size:])
        if re.fullmatch("".join(f"(?:{part})" if part else r"(?!)" for part in parts), letters):
            return True
    return False


def find_broken_glosses(text: str, kit: Kit) -> Iterator[Change]:
    """Glosses that lost a bracket; they must be readings of the character before them, tone and all."""
    if not HAS_TONE.search(text):
        return
    for match in BROKEN.finditer(text):
        letters = _letters(match[1])
        if _has_tone(letters) and letters in kit.chinese.readings(text[match.start() - 1]):
            yield Change(match.start(), match.end(), "", "pinyin gloss without its bracket")


def toneless(letters: str) -> str:
    """A syllable without its tone mark; ü stays ü."""
    return unicodedata.normalize("NFC", STRIP_TONES.sub("", unicodedata.normalize("NFD", letters)))


def _letters(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip().translate(FOLD))


def _has_tone(letters: str) -> bool:
    return HAS_TONE.search(letters) is not None


def _reads(kit: Kit, text: str, match: re.Match[str], letters: str) -> bool:
    """Whether `letters` is a reading of the character before `match`; the tone may differ (一 yì, 不 bú)."""
    readings = kit.chinese.readings(text[match.start() - 1])
    return letters in readings or toneless(letters) in {toneless(r) for r in readings}
