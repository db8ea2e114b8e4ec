"""Functional zones: 卢龙县经济开发区, 医药高新区; and what all names below the county have in common."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import rjieba

from kg.extract.place_names import Hit, How
from kg.lexicon.loader import Lexicon

LAST = re.compile("区")
ENDINGS = ("开发区", "高新区", "经开区", "产业集聚区", "港务区", "管理区", "保税区", "新区", "工业园区")
KIND = re.compile(
    r"(?:国家级?)?(?:(?:经济技术|高新技术产业|高新技术|经济|工业|旅游|综合|化工|农业)?开发区|高新区|经开区|产业集聚区"
    r"|港务区|管理区|(?:综合)?保税区|新区|工业园区)$"
)
KIND_MAX = 12
STEM_MAX = 6
ORGAN = frozenset("委府局")  # 北京市委 + 经济技术开发区 are two things
LEFT = frozenset("在到于从自向往对为由与和及、至赴是的让给来入进驻")
NAME_TAGS = ("nr", "ns", "nz", "z", "x")
NOUN_TAGS = ("n", "s", "z", "x")


@dataclass(frozen=True, slots=True)
class Generic:
    """Words that end like names of places but name none, and characters that no such name holds."""

    endings: frozenset[str]
    whole: frozenset[str]
    stop: frozenset[str]

    @classmethod
    def of(cls, lexicon: Lexicon) -> Self:
        """The classes of the place lexicon."""
        stop = frozenset(lexicon.forms("place-stop"))
        return cls(lexicon.forms("place-generic"), lexicon.forms("place-generic-whole"), stop)

    def names(self, name: str) -> bool:
        """Whether `name` itself is such a word."""
        return name in self.endings or name in self.whole

    def covers(self, name: str) -> bool:
        """Whether `name` is such a word or ends in one (部分贫困村)."""
        return name in self.whole or any(name[-size:] in self.endings for size in range(2, len(name) + 1))


class ZoneNames:
    """Finds functional zones."""

    def __init__(self, generic: Generic) -> None:
        self._generic = generic

    def find(self, text: str, ends: Mapping[int, Hit], taken: set[int]) -> list[Hit]:
        """Zones with their place (卢龙县经济开发区), then zones by themselves (医药高新区), in no order.

        Args:
            text: the cleaned text.
            ends: places found so far, by where they end.
            taken: characters inside those places.
        """
        spots = [spot for spot in _spots(text) if spot[0] not in taken]
        out = [hit for start, end in spots if (hit := self._after_place(text, start, end, ends, taken))]
        tails = {hit.name[k:] for hit in out for k in range(2, len(hit.name) - 2)}
        covered = {i for h in out for i in range(h.start, h.end)}
        for start, end in spots:
            if start not in covered and (bare := self._bare(text, start, end, tails)):
                out.append(bare)
        return out

    def _after_place(
        self, text: str, kind: int, end: int, ends: Mapping[int, Hit], taken: Collection[int]
    ) -> Hit | None:
        for start in range(kind, kind - STEM_MAX - 1, -1):
            if start in ends and not ORGAN & set(text[start:kind]):
                first = ends[start].start
                return Hit(first, end, text[first:end], How.FULL)
            if start <= 0 or start in taken or not is_han(text[start - 1]) or text[start - 1] in self._generic.stop:
                return None
        return None

    def _bare(self, text: str, kind: int, end: int, tails: Collection[str]) -> Hit | None:
        for start in range(max(0, kind - STEM_MAX), kind):
            name = text[start:end]
            if is_edge(text, start) and (name in tails or self._own_name(name, kind - start)):
                return Hit(start, end, name, How.FULL)
        return None

    def _own_name(self, name: str, size: int) -> bool:
        """Whether a zone has a name of its own (医药高新区), not only its kind (经济开发区)."""
        stem = name[:size]
        if size < 2 or not all(map(is_han, stem)) or self._generic.stop & set(stem) or stem in self._generic.endings:
            return False
        return not self._generic.covers(name) and is_name(stem, NOUN_TAGS)


def _spots(text: str) -> Iterator[tuple[int, int]]:
    """Where the kind of a zone (经济开发区) begins and ends."""
    for match in LAST.finditer(text):
        end = match.end()
        if text.endswith(ENDINGS, 0, end) and (kind := KIND.search(text[max(0, end - KIND_MAX) : end])):
            yield end - len(kind[0]), end


def is_han(char: str) -> bool:
    """Whether `char` is a Han character of the common block."""
    return "一" <= char <= "鿿"


def is_edge(text: str, start: int) -> bool:
    """Whether a name can begin at `start`: no Han character before it, or one that stands before places."""
    return start == 0 or not is_han(text[start - 1]) or text[start - 1] in LEFT


def is_name(stem: str, tags: Sequence[str]) -> bool:
    """Whether every word of `stem` that is longer than a character has one of the tags."""
    return all(len(word) == 1 or tag.startswith(tuple(tags)) for word, tag in rjieba.tag(stem))
