"""The words around a figure and the part that each may play in the name of a counted thing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
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
MEETINGS = frozenset(("会", "课"))  # 现场会3次; before a figure 会 is no auxiliary
PERIODS = "去今上昨前"  # 去年同期 is one noun
PHRASE_TAGS = frozenset("i l nl n v d z".split())  # noqa: SIM905
DATED = re.compile(  # 日产量从2月2日的(4.5万只)
    r"(?:从|由|自|到|至)?(?:(?:19|20)\d\d年|(?<!\d)\d{1,2}月|(?<!\d)\d{1,2}日|去年|今年|上年|当时|最初|起初|初期|早期|此前|之前|先前|原来|原先|过去|往年|上年|以往|目前|现在)+[底初末]?的?$"
)
SPOTS = frozenset("点岗室库站率量额费")
TRACTS = frozenset("县市区镇村方田")
LEADING = frozenset("推进 引领 提升 发展 改善 达标 先行".split())  # noqa: SIM905
LANES = frozenset("道线口门台架班")  # measure words that end nouns: 货车道
SORTS = frozenset("类型")
SORTED = frozenset(("noun", "modifier", "either", "verb"))
QUALITIES = tuple("abilz")
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
    place: bool = False  # the name of a place: an act right before it governs it (支援武汉)
    saying: bool = False  # a set phrase of four characters, a predicate after a noun (喜获丰收)
    quality: bool = False  # an adjective or set phrase: with 的 it goes on to its noun (质优价廉的蔬菜)


@dataclass(frozen=True)
class Words:
    """Cuts the text around a figure into tokens.

    `roles` are the words of the lexicon with their role, `tail` those between a thing and its figure (共, 升至),
    `changes` those that say how it grew or shrank (增长, 下降), `spending` what
    is done with money (拨付).
    """

    tagger: Tagger
    roles: Mapping[str, str]
    tail: frozenset[str]
    changes: frozenset[str] = frozenset()
    spending: frozenset[str] = frozenset()

    def tokens(self, text: str) -> list[Token]:
        """Words of `text` with roles; words of the lexicon that the dictionary splits are joined."""
        tagged = self._halved(self.tagger.tag(text, False))
        out: list[Token] = []
        i = 0
        while i < len(tagged):
            word, tag = tagged[i]
            joined = word + tagged[i + 1][0] if i + 1 < len(tagged) else ""
            if joined in self.roles:
                out.append(Token(joined, self.roles[joined]))
                i += 2
            else:
                if out and _one_word(out[-1], word):
                    out[-1] = Token(out[-1].text + word, "noun")  # 投放点, 推进县
                    i += 1
                    continue
                if word in SORTS and out and i + 1 < len(tagged) and (out[-1].role in SORTED or out[-1].text.isalpha()):
                    out[-1] = Token(out[-1].text + word, "noun")  # A类|企业, 防护类|企业
                    i += 1
                    continue
                known = self.roles.get(word)
                if word in LANES and out and out[-1].role == "noun":
                    known = "noun"
                out.append(
                    Token(word, known or _role(word, tag), tag == "ns" and not known, tag == "i", tag[:1] in QUALITIES)
                )
                i += 1
        return out

    def _halved(self, tagged: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        """Set phrases of the dictionary that are two words of which one never stands in a name: 全面 实现, 每人 每天."""
        out: list[tuple[str, str]] = []
        for word, tag in tagged:
            halves = (word[:2], word[2:])
            stops = [self.roles.get(h) == "stop" for h in halves]
            if len(word) == 3 and word[0] in "共已均" and self.roles.get(word[1:]) == "stop":
                out += [(word[0], "d"), (word[1:], "v")]
            elif len(word) == 4 and tag in PHRASE_TAGS and any(stops) and (all(stops) or word[0] not in PERIODS):
                out += [(h, tag) for h in halves]
            else:
                out.append((word, tag))
        return out

    def after(self, text: str, at: int, stop: int) -> list[Token]:
        """Tokens from `at` up to a mark (marks inside brackets do not count) or `stop`."""
        window = text[at : min(stop, at + REACH)].lstrip(BLANKS)
        cut = next((m.start() for m in CUT_RIGHT.finditer(window) if not _in_brackets(window, m.start())), len(window))
        tokens = self.tokens(window[:cut])
        return tokens[1:] if tokens and tokens[0].role == "of" else tokens

    def before(self, text: str, at: int, start: int) -> list[Token]:
        """Tokens up to `at`, from `start` or the last mark on, without 共, 达, 有 … at their end."""
        window = DATED.sub("", text[max(start, at - REACH) : at].rstrip(BLANKS))
        cuts = [m.end() for m in CUT_LEFT.finditer(window) if not _in_brackets(window, m.start())]
        tokens = self.tokens(window[cuts[-1] :] if cuts else window)
        while tokens and tokens[-1].text in self.tail:
            tokens.pop()
        if tokens and tokens[-1].text in MEETINGS:
            tokens[-1] = Token(tokens[-1].text, "noun")
        return tokens


def _one_word(before: Token, word: str) -> bool:
    """Whether the noun suffix `word` makes one word with the verb before it."""
    if len(before.text) != 2:
        return False
    spot = before.role == "stop" and word in SPOTS
    return spot or (word in TRACTS and before.text in LEADING)


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
