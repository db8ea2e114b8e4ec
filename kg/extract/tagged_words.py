"""The words of a text with their parts of speech, by jieba's dictionary and tags (rjieba)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import rjieba


@dataclass(frozen=True)
class TaggedWords:
    """The words of a text: which word each character lies in, where the words begin, and their tags (n, v …)."""

    number: tuple[int, ...]
    starts: tuple[int, ...]  # one more than there are words: the end of the text
    tags: tuple[str, ...]

    def first(self, at: int) -> int:
        """Where the word of a character begins."""
        return self.starts[self.number[at]]

    def last(self, at: int) -> int:
        """Where the word of a character ends."""
        return self.starts[self.number[at] + 1]

    def tag(self, at: int) -> str:
        """The tag of the word of a character."""
        return self.tags[self.number[at]]


@lru_cache(maxsize=2)
def words_of(text: str) -> TaggedWords:
    """The words of `text`, in one pass."""
    tagged = rjieba.tag(text)
    starts = [0, *accumulate(len(word) for word, _ in tagged)]
    number = [k for k, (word, _) in enumerate(tagged) for _ in word]
    return TaggedWords(tuple(number), tuple(starts), tuple(tag for _, tag in tagged))
