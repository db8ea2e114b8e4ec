"""Where a personal name ends: family names, given-name characters and a word model of what stands around the name.

A reading of a stretch of text is a name followed (or preceded) by words. Its score is a natural logarithm of a
probability: how common the family name is, how usual its given-name characters are, and how common the words around it
are. The same stretch read as words alone is the reading to beat.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import log

import rjieba

from kg.extract.people_speech import before_speech
from kg.lexicon.loader import Lexicon

TOTAL = log(6.0e7)  # words in the counts of jieba's dictionary
LONGEST_WORD = 5
KEPT = 100_000  # entries of a cache; memory stays flat however many reports are read
LENGTHS = range(1, LONGEST_WORD + 1)
IMPOSSIBLE, WINDOW = -999.0, 9
UNKNOWN = -17.0
TWO, ONE = log(0.84), log(0.16)  # given names of two characters, of one
TIER = {"1": -5.4, "2": -7.9}
OTHER, ORGAN, STOP = -10.6, -15.0, -19.0
UNLISTED = -14.5  # a family name that is not in the list, beside a strong anchor
ELEMENTS = -9.0  # a name built from elements of a minority language
FOREIGN = 3.2  # cost of a character in a transliterated name
DOTS = "·•・‧∙"
HYPHENS = "－-"  # 阿里·阿布-哈桑; the sign itself last, for classes of characters
SPEECH = 3.0  # a verb of saying after the name
CLOSED = 1.0  # a mark after the name
KNOWN = -7.0  # cost of a name that the report has used already
RARE = 0.05  # below this prior no long transliteration is read
FAMOUS = 3.0  # a name of the dictionary
COMMON = log(2e-4)  # a family name that one in five thousand bears
OWN_WORD = -9.5  # words of such reports that begin like a name
RARE_NR = 400  # a dictionary "name" rarer than this is no word
HAN = re.compile(r"[㐀-鿿]+")
GAP = " 　\u00a0"


@dataclass(frozen=True, slots=True)
class Reading:
    """A name at `start` to `end` of the text, its normal form, and by how much it beats the text read as words."""

    start: int
    end: int
    name: str
    margin: float


class NameModel:
    """Reads names; keeps its own dictionary and a cache of word counts (a cache only: it never changes an answer)."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._surnames = {s: log(float(v) / 1e5) for s, v in lexicon.table("surname").items()}
        self._given = {c: TIER[t] for c, t in lexicon.table("name.given").items()}
        self._given.update(dict.fromkeys(lexicon.forms("name.organ"), ORGAN))
        self._given.update(dict.fromkeys(lexicon.forms("name.stop"), STOP))
        element, ending = lexicon.alternation("name.element"), lexicon.alternation("name.ending")
        self._elements = re.compile(rf"(?:{element})(?:(?:{element}){{1,2}}(?:{ending})?|{ending})?")
        foreign = "".join(sorted(lexicon.forms("name.foreign")))
        self._transliterated = re.compile(rf"[{foreign}]+")
        part = rf"[{foreign}]{{1,8}}"
        self._foreign = re.compile(rf"(?=[{foreign}{HYPHENS}]+[{DOTS}]){part}(?:[{DOTS}{HYPHENS}]{part}){{1,4}}")
        self._speech = re.compile(lexicon.alternation("verb.speech"))
        self._hamlets = lexicon.forms("name.hamlet")
        self._own_words = lexicon.forms("name.word")
        self._unfollowed = re.compile(lexicon.alternation("name.unfollowed"))
        self._words = rjieba.Jieba()
        self._famous: dict[str, bool] = {}
        self._cache: dict[str, float] = {}

    def surname(self, text: str, start: int) -> str:
        """The family name that `text` could have at `start`, compound ones first, or the empty string."""
        for size in (4, 3, 2, 1):
            form = text[start : start + size]
            if len(form) == size and form in self._surnames:
                return form
        return ""

    def is_word(self, form: str) -> bool:
        """Whether the dictionary has `form` as a word that is no personal name."""
        return self._words.has_word(form) and not self._rare_name(form)

    def usual(self, text: str, at: int) -> bool:
        """Whether the characters after the family name at `at` are used in given names; a cheap test before `read`."""
        first = at + len(self.surname(text, at))
        return text[first : first + 1] in self._given and self._given[text[first]] > OTHER

    def fits(self, text: str, start: int, end: int) -> bool:
        """Whether a name known from elsewhere stands at `start` to `end`, rather than words that begin or cross there."""
        stop = start
        while stop < min(len(text), end + WINDOW) and HAN.match(text[stop]):
            stop += 1
        if stop < end:
            return True
        rest = self._suffix_scores(text, start, stop)
        return KNOWN + rest[end - start] > rest[0]

    def plausible(self, form: str) -> bool:
        """Whether `form`, alone between marks, may be a name: a listed family name, or no character that names never have."""
        if len(form) == 2 and self._surnames.get(form[0], -99.0) > COMMON and form[1] in self._given:
            return self._given[form[1]] > ORGAN
        if self.is_word(form) or any(self._given.get(c) == STOP for c in form[1:]):
            return False
        if len(form) == 4 and self.score(form) <= -99.0:
            halves = self._words.has_word(form[:2]) and self._words.has_word(form[2:])
            return self._transliterated.fullmatch(form) is not None or (bool(self.surname(form, 0)) and not halves)
        return bool(self.surname(form, 0)) or len(form) == 3

    def read(self, text: str, start: int, prior: float, unlisted: bool = False) -> Reading | None:
        """The best name that begins at `start`, or None where plain words are likelier.

        Args:
            text: the cleaned text.
            start: where the name would begin.
            prior: probability, before looking, that a name stands here.
            unlisted: whether a family name outside the list is possible.
        """
        run = HAN.match(text, start)
        if run is None or run.end() - start < 2:
            return None
        foreign = self._foreign.match(text, start)
        if foreign and (found := self._whole(text, foreign, prior)):
            return found
        rest = self._suffix_scores(text, start, min(run.end(), start + WINDOW))
        null = rest[0] + log(1 - prior)
        best: Reading | None = None
        for size, score in self._candidates(text, start, run.end(), unlisted, prior >= RARE):
            total = log(prior) + score + rest[size] - null + self._after(text, start + size)
            if best is None or total > best.margin:
                best = Reading(start, start + size, text[start : start + size], total)
        if best and len(best.name) == len(self.surname(text, start)) + 1 and before_speech(text, best.end):
            end = best.end + (self._given.get(text[best.end]) != STOP)
            best = Reading(start, end, text[start:end], best.margin)
        return best if best and best.margin > 0 else None

    def read_before(self, text: str, end: int, floor: int, prior: float) -> Reading | None:
        """The best name that ends at `end` and begins at `floor` or later, or None where words are likelier."""
        first = max(floor, end - WINDOW)
        while any(not "㐀" <= c <= "鿿" for c in text[first:end]):
            first += 1
        if end - first < 2:
            return None
        ahead = self._prefix_scores(text, first, end)
        null = ahead[end - first] + log(1 - prior)
        best: Reading | None = None
        for size in (2, 3, 4, 5, 6):
            start = end - size
            if start < first:
                break
            for found, score in self._candidates(text, start, end):
                total = log(prior) + score + ahead[start - first] - null
                if found == size and (best is None or total > best.margin):
                    best = Reading(start, end, text[start:end], total)
        return best if best and best.margin > 0 else None

    def addressed(self, text: str, at: int, sure: bool) -> bool:
        """Whether the character at `at` is a family name before a form of address, and no word or end of a word."""
        family = text[at]
        if self.surname(text, at) != family or (at and text[at - 1].isdigit()):
            return False
        alone = at == 0 or not "㐀" <= text[at - 1] <= "鿿"
        if self._surnames[family] + log(0.5 if sure or alone else 0.1) < self._word(family):
            return False
        first = max(0, at - 3)
        before = HAN.findall(text[first:at])
        if not before or not text[first:at].endswith(before[-1]):
            return True
        return self.words(before[-1] + family) <= self.words(before[-1]) + self._word(family) + 1.0

    def score(self, name: str) -> float:
        """How likely `name` is as a full name, or minus infinity if it cannot be one."""
        return max((s for n, s in self._candidates(name, 0, len(name)) if n == len(name)), default=-99.0)

    def words(self, text: str) -> float:
        """How likely `text` is as a run of words."""
        return self._prefix_scores(text, 0, len(text))[len(text)]

    def _after(self, text: str, end: int) -> float:
        """What the text after a name says for it."""
        if end == len(text) or not "㐀" <= text[end] <= "鿿":
            return CLOSED
        if self._unfollowed.match(text, end):
            return -SPEECH
        return SPEECH if self._speech.match(text, end) else 0.0

    def _whole(self, text: str, match: re.Match[str], prior: float) -> Reading | None:
        """A name with an interpunct; its last part ends before the words that follow it."""
        if prior < RARE:
            return None
        start = max(match.start(), *(match.start() + i + 1 for i, c in enumerate(match[0]) if c in DOTS + HYPHENS))
        size = match.end() - start
        rest = self._suffix_scores(text, start, min(len(text), match.end() + 4))
        end = start + max(range(1, size + 1), key=lambda n: rest[n] - FOREIGN * n - 4.0 * (n == 1))
        name = "".join("·" if c in DOTS else c for c in text[match.start() : end])
        return Reading(match.start(), end, name, 5.0)

    def _candidates(
        self, text: str, start: int, stop: int, unlisted: bool = False, foreign: bool = False
    ) -> list[tuple[int, float]]:
        """Lengths of names at `start` with the logarithm of their probability."""
        out: list[tuple[int, float]] = []
        family = self.surname(text, start)
        sizes = {len(family), 1} if family else set()
        for size in sizes:
            base = self._surnames.get(text[start : start + size])
            if base is not None:
                out.extend(self._given_names(text, start, stop, size, base))
        if not family and unlisted:
            out.extend(self._given_names(text, start, stop, 1, UNLISTED))
        run = self._transliterated.match(text, start, min(len(text), start + 9))
        if foreign and run and 4 <= run.end() - start <= 8 and self._after(text, run.end()) > 0:
            out.append((run.end() - start, ELEMENTS - FOREIGN * (run.end() - start - 3)))
        match = self._elements.match(text, start, min(stop, start + 8))
        if match and 2 < match.end() - start <= 8:
            out.append((match.end() - start, ELEMENTS - 0.5 * (match.end() - start)))
        elif match and unlisted and match.end() - start == 2:
            out.append((2, ELEMENTS - 2.0))
        return out

    def _given_names(self, text: str, start: int, stop: int, size: int, base: float) -> list[tuple[int, float]]:
        out = []
        first = start + size
        if first + 1 <= stop:
            out.append((size + 1, base + ONE + self._given.get(text[first], OTHER)))
        if first + 2 <= stop:
            both = self._given.get(text[first], OTHER) + self._given.get(text[first + 1], OTHER)
            if text[first] == "家" and text[first + 1] in self._hamlets:
                both = 2 * STOP  # 何家沟
            out.append((size + 2, base + TWO + both))
        return [(n, score + (FAMOUS if self._rare_name(text[start : start + n]) else 0.0)) for n, score in out]

    def _suffix_scores(self, text: str, start: int, stop: int) -> list[float]:
        """`out[i]`: the best reading of `text[start + i : stop]` as words; a word may run past `stop`."""
        size = stop - start
        best = [0.0] * (size + LONGEST_WORD)
        cache = self._cache
        if len(cache) > KEPT:
            cache.clear()
        for i in range(size - 1, -1, -1):
            at = start + i
            top = IMPOSSIBLE
            for n in LENGTHS:
                form = text[at : at + n]
                value = cache.get(form)
                if value is None:
                    value = cache[form] = self._word(form)
                if (score := value + best[i + n]) > top:
                    top = score
            best[i] = top
        return best[: size + 1]

    def _prefix_scores(self, text: str, start: int, stop: int) -> list[float]:
        best = [0.0] * (stop - start + 1)
        for i in range(1, stop - start + 1):
            top = min(i, LONGEST_WORD)
            best[i] = max(best[i - n] + self._step(text, start + i - n, n) for n in range(1, top + 1))
        return best

    def _step(self, text: str, at: int, size: int) -> float:
        form = text[at : at + size]
        if len(form) < size:
            return IMPOSSIBLE
        value = self._cache.get(form)
        if value is None:
            value = self._cache[form] = self._word(form)
        return value

    def _word(self, form: str) -> float:
        if len(form) == 1:
            return (
                max(UNKNOWN, log(self._words.suggest_freq(form) + 0.1) - TOTAL)
                if self._words.has_word(form)
                else UNKNOWN
            )
        if form in self._own_words:
            return OWN_WORD
        if not self._words.has_word(form) or self._rare_name(form):
            return IMPOSSIBLE
        return log(self._words.suggest_freq(form)) - TOTAL

    def _rare_name(self, form: str) -> bool:
        """Whether the dictionary knows `form` only as a personal name."""
        known = self._famous.get(form)
        if known is None:
            if len(self._famous) > KEPT:
                self._famous.clear()
            known = self._famous[form] = self._only_a_name(form)
        return known

    def _only_a_name(self, form: str) -> bool:
        if not 2 <= len(form) <= 4 or not self.surname(form, 0):
            return False
        tagged = self._words.tag(form, hmm=False)
        return len(tagged) == 1 and tagged[0][1] in ("nr", "nrfg") and self._words.suggest_freq(form) < RARE_NR
