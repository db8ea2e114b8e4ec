"""Names read once are found everywhere in the report."""

from __future__ import annotations

import re

from kg.extract.people_anchors import Found
from kg.extract.people_names import NameModel
from kg.lexicon.loader import trie_pattern
from kg.model import Role

SHORT = 2  # names of two characters must also be the likelier reading where they recur


def reuse(text: str, found: list[Found], names: NameModel) -> list[Found]:
    """`found` with every further place of the same names, in text order.

    A name that is the beginning of another one read in the same report (张伟 beside 张伟文) is corrected to the longer
    one where the text goes on with it.
    """
    wanted = {f.name: f for f in sorted(found, key=lambda f: f.margin)}
    if not wanted:
        return []
    pattern = re.compile(trie_pattern(wanted))
    out = list(found)
    taken = [(f.start, f.end) for f in found]
    for match in pattern.finditer(text):
        if any(s < match.end() and match.start() < e for s, e in taken):
            continue
        if len(match[0]) <= SHORT and not _stands(text, match, names):
            continue
        origin = wanted[match[0]]
        out.append(Found(match.start(), match.end(), match[0], Role.OTHER, (), "person.again", min(5.0, origin.margin)))
    return sorted(out, key=lambda f: f.start)


def _stands(text: str, match: re.Match[str], names: NameModel) -> bool:
    reading = names.read(text, match.start(), 0.5)
    return reading is not None and reading.end == match.end()
