"""The words around a figure and the part that each may play in the name of a counted thing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

REACH = 32  # characters read on either side of a figure
CUT_RIGHT = re.compile(r"[,。;:!?、…\n》”\"]|——")
CUT_LEFT = re.compile(r"[,。;:!?、…\n“”\"》]|——")
BRACKETS = 12  # characters that brackets inside a name may hold: 乡镇(街道)
BLANKS = " \xa0\u3000"  # not line ends: they separate
NOUN_TAGS = frozenset("n nz ns nt nr nrt nrfg vn an b j l i s k g ng eng a ag z".split())  # noqa: SIM905
STOP_TAGS = frozenset("d p c u r ul uz ug uv ud y e o m t f q mq x df".split())  # noqa: SIM905
SUFFIX = frozenset("点区所组员室房站队会院厅馆店场户者车机器库池口岗亭人处家校岛圈楼栋线路")
AND = frozenset(("和", "及", "以及", "与", "、"))


class Tagger(Protocol):
    """A part-of-speech tagger with jieba's tags."""

    def tag(self, text: str, hmm: bool = True) -> list[tuple[str, str]]:
        """Words of `text` with their tags, in order and without gaps."""
        ...


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its role.

    Roles: `noun`, `modifier` (救治 in 救治专家组), `either` (a verb that may be a modifier), `verb`, `stop` (never inside
    a name), `weak` (a stop by its tag only), `of` (的), `and`, `open`, `close`.
    """

    text: str
    role: str


@dataclass(frozen=True)
class Words:
    """Cuts the text around a figure into tokens.

    `roles` are the words of the lexicon with their role, `tail` those between a thing and its figure (共, 升至).
    """

    tagger: Tagger
    roles: Mapping[str, str]
    tail: frozenset[str]

    def tokens(self, text: str) -> list[Token]:
        """Words of `text` with roles; words of the lexicon that the dictionary splits are joined."""
        tagged = self.tagger.tag(text, False)
        out: list[Token] = []
        i = 0
        while i < len(tagged):
            word, tag = tagged[i]
            joined = word + tagged[i + 1][0] if i + 1 < len(tagged) else ""
            if joined in self.roles:
                out.append(Token(joined, self.roles[joined]))
                i += 2
            else:
                out.append(Token(word, self.roles.get(word) or _role(word, tag)))
                i += 1
        return out

    def after(self, text: str, at: int, stop: int) -> list[Token]:
        """Tokens from `at` up to a mark (marks inside brackets do not count) or `stop`."""
        window = text[at : min(stop, at + REACH)].lstrip(BLANKS)
        cut = next((m.start() for m in CUT_RIGHT.finditer(window) if not _in_brackets(window, m.start())), len(window))
        tokens = self.tokens(window[:cut])
        return tokens[1:] if tokens and tokens[0].role == "of" else tokens

    def before(self, text: str, at: int, start: int) -> list[Token]:
        """Tokens up to `at`, from `start` or the last mark on, without 共, 达, 有 … at their end."""
        window = text[max(start, at - REACH) : at].rstrip(BLANKS)
        cuts = [m.end() for m in CUT_LEFT.finditer(window) if not _in_brackets(window, m.start())]
        tokens = self.tokens(window[cuts[-1] :] if cuts else window)
        while tokens and tokens[-1].text in self.tail:
            tokens.pop()
        return tokens


def _role(word: str, tag: str) -> str:
    if word in "()":
        return "open" if word == "(" else "close"
    if word == "的":
        return "of"
    if word in AND:
        return "and"
    if not any(c.isalnum() for c in word) or word[0].isdigit():
        return "stop"
    if tag in NOUN_TAGS or word in SUFFIX:
        return "noun"
    if tag in STOP_TAGS:
        return "weak"
    return "verb" if tag.startswith("v") else "noun"


def _in_brackets(text: str, at: int) -> bool:
    opened = text.rfind("(", 0, at)
    return opened >= 0 and text.find(")", opened, at) < 0 and 0 < text.find(")", at) - opened <= BRACKETS
