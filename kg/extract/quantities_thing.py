"""What a figure counts: the noun phrase after its measure word, or before the figure, or the verb."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from kg.extract.quantities_figure import Figure

from kg.resources import Resources

MEASURED = {"CNY": "资金", "PERCENT": "比例"} | dict.fromkeys(("SEC", "HR", "DAY", "WK", "MO", "YR"), "时间")
RIGHT = 30  # characters read after a figure
LEFT = 30  # characters read before it
LONGEST = 16
CUT_RIGHT = re.compile(r"[,。;:!?、…\n》”\"]|——")
CUT_LEFT = re.compile(r"[,。;:!?、…\n“”\"》]|——")
NOUN_TAGS = frozenset(
    (
        "n",
        "nz",
        "ns",
        "nt",
        "nr",
        "nrt",
        "nrfg",
        "vn",
        "an",
        "b",
        "j",
        "l",
        "i",
        "s",
        "k",
        "g",
        "ng",
        "eng",
        "a",
        "ag",
        "nt",
        "z",
    )
)
SUFFIX = frozenset("点区所组员室房站队会院厅馆店场户者车机器库池口岗亭人处家校")
TRIM_END = re.compile(r"(?:里|内|中|上|下|前|后|间|等|的|和|及|与|以上|左右|以来|期间|之间|之中)$")
TAG_STOP = frozenset(
    ("d", "p", "c", "u", "r", "ul", "uz", "ug", "uv", "ud", "y", "e", "o", "m", "t", "f", "q", "mq", "x", "df")
)


class Tagger(Protocol):
    """A part-of-speech tagger with jieba's tags."""

    def tag(self, text: str, hmm: bool = True) -> list[tuple[str, str]]:
        """Words of `text` with their tags, in order and without gaps."""
        ...


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its coarse role: noun, stop, modifier, either, verb, of (的), and, open, close, other."""

    text: str
    role: str


@dataclass(frozen=True)
class Namer:
    """Finds the name of a counted thing. `roles` are the words of the lexicon with their role."""

    tagger: Tagger
    roles: Mapping[str, str]
    defaults: Mapping[str, str]
    turns: frozenset[str]

    def tokens(self, text: str) -> list[Token]:
        """Words of `text` with roles."""
        return [Token(word, self._role(word, tag)) for word, tag in self.tagger.tag(text, False)]

    def _role(self, word: str, tag: str) -> str:
        known = self.roles.get(word)
        if known:
            return known
        if word in "(（":
            return "open"
        if word in ")）":
            return "close"
        if word == "的":
            return "of"
        if word in ("和", "及", "以及", "与"):
            return "and"
        if not any(c.isalnum() for c in word) or word[0].isdigit():
            return "stop"
        if tag in NOUN_TAGS or word in SUFFIX:
            return "noun"
        if tag in TAG_STOP:
            return "stop"
        return "verb" if tag.startswith("v") else "noun"

    def thing(self, text: str, figure: Figure, start: int, stop: int, previous: str) -> str | None:
        """What `figure` counts.

        Args:
            text: the cleaned text.
            figure: the figure.
            start: where to stop reading backwards: the sentence or the figure before.
            stop: where to stop reading on: the sentence's end or the next figure.
            previous: what the figure before counts, for 5000户15000余人.

        Returns:
            The name, or None if the figure counts nothing.
        """
        unit = figure.classifier or ""
        name = self.after(text, figure.span.end, stop)
        if name and figure.unit in ("NUM", "CNY"):
            return name
        if start == figure.span.start and previous and unit in ("人", "户"):
            return previous
        name, verb = self.before(text, figure.span.start, start)
        if name and figure.unit == "NUM" and figure.rule != "naked":
            return name
        if figure.rule == "naked":
            return None
        default = self.defaults.get(unit, "")
        if figure.unit != "NUM":
            return name or verb or MEASURED.get(figure.unit, "数量")
        if unit in self.turns or not default:
            return verb or default or unit or None
        return verb + default

    def after(self, text: str, at: int, end: int) -> str:
        """The noun phrase that begins at `at`, or "". Nothing at or after `end` is read."""
        window = text[at : min(end, at + RIGHT)]
        cut = CUT_RIGHT.search(window)
        tokens = self.tokens(window[: cut.start()] if cut else window)
        if tokens and tokens[0].role == "of":
            tokens = tokens[1:]
        return _trim("".join(t.text for t in tokens[: _noun_phrase(tokens)]))

    def before(self, text: str, at: int, start: int) -> tuple[str, str]:
        """The noun phrase that ends at `at`, and the verb right before it ("" for either if there is none)."""
        start = max(start, at - LEFT)
        window = text[start:at]
        cuts = [m.end() for m in CUT_LEFT.finditer(window)]
        tokens = self.tokens(window[cuts[-1] :] if cuts else window)
        while tokens and tokens[-1].text in (
            "共",
            "共计",
            "总计",
            "合计",
            "累计",
            "分别",
            "各",
            "达",
            "达到",
            "有",
            "为",
            "约",
            "近",
            "已",
            "已达",
            "超过",
            "的",
            "了",
            "等",
            "就",
            "仅",
            "只",
        ):
            tokens.pop()
        first = _noun_phrase_back(tokens)
        name = "".join(t.text for t in tokens[first:])
        return _trim(name), self.verb(tokens[:first])

    def verb(self, tokens: list[Token]) -> str:
        """The last verb of `tokens`."""
        for token in reversed(tokens):
            if token.role in ("verb", "either", "modifier") or (token.role == "stop" and len(token.text) > 1):
                return token.text
        return ""


def _noun_phrase(tokens: list[Token]) -> int:
    """How many of `tokens` form a noun phrase from the first one on."""
    end, i, size = 0, 0, 0
    depth = 0
    while i < len(tokens) and size < LONGEST:
        token = tokens[i]
        follower = tokens[i + 1].role if i + 1 < len(tokens) else "end"
        if token.role == "noun":
            end = i + 1
        elif token.role in ("modifier", "either", "verb"):
            if follower not in ("noun", "modifier", "either", "verb", "of", "open") or (token.role == "verb" and end):
                if token.role == "modifier":
                    end = i + 1
                break
        elif token.role == "of":
            if follower not in ("noun", "modifier", "either", "verb"):
                break
        elif token.role == "and":
            if follower != "noun" or not end:
                break
        elif token.role == "open":
            depth += 1
        elif token.role == "close" and depth:
            depth -= 1
            end = i + 1
        else:
            break
        size += len(token.text)
        i += 1
    return end


def _noun_phrase_back(tokens: list[Token]) -> int:
    """Index from which the last of `tokens` form a noun phrase."""
    i, size = len(tokens), 0
    first = i
    while i > 0 and size < LONGEST:
        token = tokens[i - 1]
        if token.role in ("noun", "modifier", "close", "open"):
            first = i - 1
        elif token.role == "either":
            if size >= 2 or (size == 1 and tokens[i].text not in SUFFIX):
                break
            first = i - 1
        elif token.role == "verb":
            if size:
                break
            first = i - 1
        elif token.role in ("of", "and"):
            if not size or i < 2 or tokens[i - 2].role not in ("noun", "modifier"):
                break
        else:
            break
        size += len(token.text)
        i -= 1
    return first


def _trim(name: str) -> str:
    while True:
        shorter = TRIM_END.sub("", name).strip()
        if shorter == name or not shorter:
            return name
        name = shorter


def build_namer(resources: Resources, tagger: Tagger) -> Namer:
    """The namer, from the lexicon's classes `counted.*` and the defaults of the measure words."""
    lexicon = resources.lexicon
    roles = {form: role for role in ("stop", "modifier", "either") for form in lexicon.forms(f"counted.{role}")}
    defaults: dict[str, str] = {}
    for name in ("classifier.person", "classifier.turn", "classifier.thing"):
        defaults.update(lexicon.table(name))
    return Namer(tagger, roles, defaults, lexicon.forms("classifier.turn"))
