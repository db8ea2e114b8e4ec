"""Towns, villages, communities and functional zones: from the gazetteer inside known counties, and by grammar."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

import rjieba

from kg.extract.place_names import Hit, How
from kg.extract.place_zones import NAME_TAGS, NOUN_TAGS, Generic, ZoneNames, is_edge, is_name
from kg.gazetteer.lookup import Division, Gazetteer
from kg.lexicon.loader import Lexicon

UNIT = re.compile(
    r"街道(?:办事处)?|社区|苏木|嘎查|镇(?![痛静定压])|乡(?![村亲愁镇])|村(?![民级委干组务支两庄医史情规屯落镇寨官企]|风(?![景光]))"
)
NAME_MAX = 8
STEM_MAX = 5
EDGE_STEM_MAX = 4
EDGE_STEM = re.compile(r"(?:^|(?<![一-鿿])|(?<=[在到于从对为与和及至赴的是]))(?!中国|全国|我国)[一-鿿]{2,4}$")
CHAIN = re.compile(  # 在河口镇大坪村: a town and a village that no county named in the text has
    r"(?:^|(?<=[在于到从对,。;、的]))(?P<town>(?!中国|全国|我国|[各某在于到从对的])[一-鿿]{2,3}[镇乡])(?P<village>[一-鿿]{2,4}村)(?![民级委干组务支两庄])"
)
CHAIN_STOP = frozenset("的了在是有为和与及或各每多几等个这那该将被把从到于至全进驻入")
MARKET = re.compile(
    r"(?:[一-鿿]{0,4}?(?:综合|农贸|批发|交易|水产|肉|果|菜|牲畜|建材))+[一-鿿]{0,2}?市场"
)  # 高家村综合市场
COUNTRYSIDE = frozenset({"镇", "乡", "村", "苏木", "嘎查"})

Table = Mapping[str, tuple[Division, ...]]


def _repeated(text: str, rest: Sequence[re.Match[str]], out: Sequence[Hit], taken: set[int]) -> list[Hit]:
    """Names that grammar found once, wherever else they stand: 像柳河村这样的村."""
    names = {h.name for h in out if not h.divisions and len(h.name) > 2 and h.name[-1] in "村区镇乡"}
    found: list[Hit] = []
    for match in rest:
        name = next(
            (text[match.end() - n : match.end()] for n in (3, 4, 5, 6) if text[match.end() - n : match.end()] in names),
            None,
        )
        if name and taken.isdisjoint(range(match.end() - len(name), match.end())):
            found.append(Hit(match.end() - len(name), match.end(), name, How.FULL))
    return found


class LocalNames:
    """Finds places below the county. Built once."""

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        self._gazetteer = gazetteer
        self._generic = Generic.of(lexicon)
        self._zones = ZoneNames(self._generic)
        self._stop = self._generic.stop

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
        out = self._zones.find(text, ends, taken)
        for zone in out:
            ends[zone.end] = zone
            taken.update(range(zone.start, zone.end))
        rest: list[re.Match[str]] = []
        for match in UNIT.finditer(text):
            if MARKET.match(text, match.end()):
                continue
            hit: Hit | None = (
                self._known(text, match, tables, taken, ends)
                or self._by_grammar(text, match, taken, ends)
                or self._at_edge(text, match, taken)
            )
            if hit is None:
                rest.append(match)
                continue
            out.append(hit)
            ends[hit.end] = hit
            taken.update(range(hit.start, hit.end))
        out += self._listed(text, rest, out, taken)
        out += self._chains(text, taken)
        return sorted([*out, *_repeated(text, rest, out, taken)], key=lambda h: h.start)

    def _listed(self, text: str, rest: list[re.Match[str]], out: Sequence[Hit], taken: set[int]) -> list[Hit]:
        """Names that no table has, in a list with one that was found: 双凤街道、亦资街道."""
        starts, ends = {h.start for h in out}, {h.end for h in out}
        found: list[Hit] = []
        for matches in (rest, rest[::-1]):
            for match in matches:
                stem = EDGE_STEM.search(text, max(0, match.start() - EDGE_STEM_MAX - 1), match.start())
                if stem is None or not taken.isdisjoint(range(stem.start(), match.end())):
                    continue
                joined = (text[match.end() : match.end() + 1] == "、" and match.end() + 1 in starts) or (
                    text[stem.start() - 1 : stem.start()] == "、" and stem.start() - 1 in ends
                )
                if joined and self._usable(stem[0], stem[0] + match.group()):
                    found.append(Hit(stem.start(), match.end(), stem[0] + match.group(), How.FULL))
                    starts.add(stem.start())
                    ends.add(match.end())
                    taken.update(range(stem.start(), match.end()))
        return found

    def _chains(self, text: str, taken: set[int]) -> list[Hit]:
        """Towns with their village right after them: 河口镇大坪村."""
        found: list[Hit] = []
        for match in CHAIN.finditer(text):
            names = (match["town"], match["village"])
            if taken.isdisjoint(range(*match.span())) and not any(
                self._generic.covers(n) or n[:-1] in self._generic.endings or CHAIN_STOP & set(n) for n in names
            ):
                found += [Hit(*match.span(group), match[group], How.FULL) for group in ("town", "village")]
                taken.update(range(*match.span()))
        return found

    def _usable(self, stem: str, name: str) -> bool:
        """Whether a stem and its unit can be a name: no function word in it, no word that only ends like one."""
        return not (self._stop & set(stem) or self._generic.covers(name) or stem in self._generic.endings)

    def _known(
        self, text: str, unit: re.Match[str], tables: Sequence[Table], taken: set[int], ends: Collection[int]
    ) -> Hit | None:
        end = unit.end()
        for start in range(max(0, end - NAME_MAX), end - 1):
            if start in taken:
                continue
            name = text[start:end].removesuffix("办事处")
            found = tuple(d for table in tables for d in table.get(name, ()))
            if found and not self._generic.names(name) and (len(name) > 2 or start in ends or is_edge(text, start)):
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
                usable = (
                    ends[start].how < How.COUNTRY
                    and stem not in self._generic.endings
                    and not self._generic.covers(name)
                )
                return Hit(start, unit.end(), name, How.FULL) if usable else None
        return None

    def _at_edge(self, text: str, unit: re.Match[str], taken: set[int]) -> Hit | None:
        """A name that no table has, after an edge: 龙利村与外界. Its stem is no word, or the text repeats it."""
        match = EDGE_STEM.search(text, max(0, unit.start() - EDGE_STEM_MAX - 1), unit.start())
        if match is None or not taken.isdisjoint(range(match.start(), unit.end())):
            return None
        stem, name = match[0], match[0] + unit.group()
        if not self._usable(stem, name):
            return None
        times = text.count(name)
        rural = unit.group() in COUNTRYSIDE
        common = rjieba.has_word(stem) and not is_name(stem, NAME_TAGS)
        least = (3 if common else 1) if rural else 2
        if times < least or not is_name(stem, NOUN_TAGS if rural else NAME_TAGS):
            return None
        return Hit(match.start(), unit.end(), name, How.FULL)
