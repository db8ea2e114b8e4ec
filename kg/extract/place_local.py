"""Towns, villages, communities and functional zones: from the gazetteer inside known counties, and by grammar."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

import rjieba

from kg.extract.place_names import Hit, How
from kg.gazetteer.lookup import Division, Gazetteer
from kg.lexicon.loader import Lexicon

UNIT = re.compile(
    r"街道(?:办事处)?|社区|苏木|嘎查|镇(?![痛静定压])|乡(?![村亲愁镇])|村(?![民级里内委干组务支两口庄医史情规屯落镇寨官企风])"
)
ZONE = re.compile(
    r"(?P<kind>(?:国家级?)?(?:经济技术|高新技术产业|高新技术|经济|工业|旅游|综合|化工|农业)?开发区|高新区|经开区|产业集聚区|港务区|管理区|综合?保税区"
    r"|新区|工业园区)"
)
NAME_MAX = 8
STEM_MAX = 5
ZONE_STEM_MAX = 6
EDGE_STEM_MAX = 4
EDGE_STEM = re.compile(r"(?:^|(?<![一-鿿])|(?<=[在到于从对为与和及至赴的是]))(?!中国|全国|我国)[一-鿿]{2,4}$")
ORGAN = frozenset("委府局")  # 北京市委 + 经济技术开发区 are two things
COUNTRYSIDE = frozenset({"镇", "乡", "村", "苏木", "嘎查"})
NAME_TAGS = ("nr", "ns", "nz", "z", "x")
NOUN_TAGS = ("n", "s", "z", "x")
LEFT = frozenset("在到于从自向往对为由与和及、至赴是的让给来入进驻")

Table = Mapping[str, tuple[Division, ...]]


class LocalNames:
    """Finds places below the county. Built once."""

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        self._gazetteer = gazetteer
        self._generic = lexicon.forms("place-generic")
        self._generic_whole = lexicon.forms("place-generic-whole")
        self._stop = frozenset(lexicon.forms("place-stop"))

    def find(self, text: str, upper: Sequence[Hit], counties: Collection[str]) -> list[Hit]:
        """Every town, village or zone of `text`, in text order.

        Args:
            text: the cleaned text.
            upper: names of counties and above that were found; a zone may begin with one, others do not touch them.
            counties: codes of the counties to look names up in.
        """
        tables = [self._gazetteer.below(c) for c in sorted(counties)]
        ends = {h.end: h for h in upper}
        taken = {i for h in upper for i in range(h.start, h.end)}
        out = self._zones(text, ends, taken)
        for zone in out:
            ends[zone.end] = zone
            taken.update(range(zone.start, zone.end))
        for match in UNIT.finditer(text):
            hit: Hit | None = (
                self._known(text, match, tables, taken, ends)
                or self._by_grammar(text, match, taken, ends)
                or self._at_edge(text, match, taken)
            )
            if hit:
                out.append(hit)
                ends[hit.end] = hit
                taken.update(range(hit.start, hit.end))
        return sorted(out, key=lambda h: h.start)

    def _known(
        self, text: str, unit: re.Match[str], tables: Sequence[Table], taken: set[int], ends: Collection[int]
    ) -> Hit | None:
        end = unit.end()
        for start in range(max(0, end - NAME_MAX), end - 1):
            if start in taken:
                continue
            name = text[start:end].removesuffix("办事处")
            found = tuple(d for table in tables for d in table.get(name, ()))
            if (
                found
                and name not in self._generic | self._generic_whole
                and (len(name) > 2 or start in ends or _edge(text, start))
            ):
                return Hit(start, end, name, How.FULL, found)
        return None

    def _by_grammar(self, text: str, unit: re.Match[str], taken: set[int], ends: Mapping[int, Hit]) -> Hit | None:
        """A name that no table has, right after a known place: 融水县 + 党鸠村."""
        for size in range(1, STEM_MAX + 1):
            start = unit.start() - size
            if start < 0 or start in taken or not "一" <= text[start] <= "鿿" or text[start] in self._stop:
                return None
            name = text[start : unit.end()].removesuffix("办事处")
            if start in ends:
                stem = text[start : unit.start()]
                usable = ends[start].how < How.COUNTRY and stem not in self._generic and not self._is_generic(name)
                return Hit(start, unit.end(), name, How.FULL) if usable else None
        return None

    def _at_edge(self, text: str, unit: re.Match[str], taken: set[int]) -> Hit | None:
        """A name that no table has, after an edge: 龙利村与外界. Its stem is no word, or the text repeats it."""
        match = EDGE_STEM.search(text, max(0, unit.start() - EDGE_STEM_MAX - 1), unit.start())
        if match is None or not taken.isdisjoint(range(match.start(), unit.end())):
            return None
        stem, name = match[0], match[0] + unit.group()
        if self._stop & set(stem) or self._is_generic(name) or stem in self._generic:
            return None
        times = text.count(name)
        rural = unit.group() in COUNTRYSIDE
        least = (3 if rjieba.has_word(stem) else 1) if rural else 2
        if times < least or not _is_name(stem, NOUN_TAGS if rural else NAME_TAGS):
            return None
        return Hit(match.start(), unit.end(), name, How.FULL)

    def _is_generic(self, name: str) -> bool:
        return name in self._generic_whole or any(name[-size:] in self._generic for size in range(2, len(name) + 1))

    def _zones(self, text: str, ends: Mapping[int, Hit], taken: set[int]) -> list[Hit]:
        """Zones with their place (卢龙县经济开发区), then their bare forms (医药高新区) elsewhere in the text."""
        out: list[Hit] = []
        for match in ZONE.finditer(text):
            if match.start() in taken:
                continue
            for size in range(ZONE_STEM_MAX + 1):
                start = match.start() - size
                if start in ends and not ORGAN & set(text[start : match.start()]):
                    out.append(Hit(ends[start].start, match.end(), text[ends[start].start : match.end()], How.FULL))
                    break
                if start <= 0 or start in taken or not "一" <= text[start - 1] <= "鿿" or text[start - 1] in self._stop:
                    break
        tails = {hit.name[k:] for hit in out for k in range(2, len(hit.name) - 2)}
        return [*out, *self._bare_zones(text, tails, out, taken)]

    def _bare_zones(self, text: str, tails: Collection[str], known: Sequence[Hit], taken: set[int]) -> list[Hit]:
        covered = taken | {i for h in known for i in range(h.start, h.end)}
        found: list[Hit] = []
        for match in ZONE.finditer(text):
            if match.start() in covered:
                continue
            for size in range(ZONE_STEM_MAX, 0, -1):
                start = match.start() - size
                name = text[max(start, 0) : match.end()]
                if start >= 0 and _edge(text, start) and (name in tails or self._own_name(name, size)):
                    found.append(Hit(start, match.end(), name, How.FULL))
                    break
        return found

    def _own_name(self, name: str, size: int) -> bool:
        """Whether a zone has a name of its own (医药高新区), not only its kind (经济开发区)."""
        stem = name[:size]
        return (
            size > 1
            and min(stem) >= "一"
            and max(stem) <= "鿿"
            and not self._stop & set(stem)
            and not self._is_generic(name)
            and stem not in self._generic
            and _is_name(stem, NOUN_TAGS)
        )


def _edge(text: str, start: int) -> bool:
    """Whether a name can begin at `start`: no Han character before it, or one that stands before places."""
    return start == 0 or not "一" <= text[start - 1] <= "鿿" or text[start - 1] in LEFT


def _is_name(stem: str, tags: tuple[str, ...]) -> bool:
    """Whether every word of `stem` that is longer than a character has one of the tags."""
    return all(len(word) == 1 or tag.startswith(tags) for word, tag in rjieba.tag(stem))
