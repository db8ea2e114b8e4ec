"""Which division each place name means, and which area a passage is about."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from kg.gazetteer.lookup import Division, best
from kg.link.areas_levels import (
    APPOSED,
    LEVEL_OF_UNIT,
    MUNICIPALITIES,
    WHOLE_COUNTRY,
    AreaEntry,
    area_node,
    can_hold,
    is_medium,
    may_hold_zones,
    wide,
)
from kg.link.areas_zones import ZONES, coded_zone, same_zone, zone_holder, zone_meant, zone_words
from kg.link.base import Linked, mark, slug
from kg.link.places import Anchor, Places
from kg.link.scope import Found, Names, choose, fits, in_passing, is_below, names_of, report_area, words_of, year_of
from kg.model import Area, AreaForm, Mark, Mention, Page, Ref, Statement
from kg.offsets import Span
from kg.resources import Resources

__all__ = ["Places", "link_areas"]
EARLY = 200  # characters
TOWNS = ("镇", "乡", "街道", "苏木")


def link_areas(page: Page, resources: Resources) -> Places:
    """Link every AREA mention of `page`."""
    return _Linker(page, resources).run()


class _Linker:
    """Reads the mentions of one page; used once."""

    def __init__(self, page: Page, resources: Resources) -> None:
        self.page, self.gazetteer = page, resources.gazetteer
        self.countries = resources.lexicon.table("country")
        self.zones = resources.lexicon.table("zone-name")
        self.names = Names(resources.gazetteer, resources.lexicon)
        self.year = year_of(page)
        self.entries: dict[str, AreaEntry] = {}
        self.above: dict[str, tuple[str, ...]] = {}
        self.keys: dict[Mention, str] = {}
        self.resolved: dict[str, Division] = {}  # by the name that the text gives them
        self.unknown: dict[str, str] = {}
        self.report: str | None = None
        self.found: Mapping[int, Found] = {}  # names of counties and above by their start
        self.abroad: tuple[int, str] = (-1, "")  # the country read last: where its name ends, and its key
        self.inside_abroad: tuple[int, tuple[str, ...]] = (-1, ())  # the same for what lies in it
        self.blocks = tuple(b.span.start for b in page.layout.blocks)

    def run(self) -> Places:
        """Names, then the report's area, then words that lean on it."""
        mentions = names_of(self.page)
        found = choose([(m, c) for m in mentions if (c := self.names.candidates(_name(m)))], self.year)
        words = words_of(self.page)
        pointed = [w for m, _, w in words if isinstance(m.form, AreaForm) and m.form.name != w]
        division, basis = report_area(self.page, found, pointed)
        by_mention = {f.mention: f for f in found}
        self.found = {f.mention.span.start: f for f in found}
        self.report = f"area/{division.code}" if division else None
        self._read_names(self._but_papers(mentions, by_mention), by_mention)
        if division and self.report:
            self.entries.setdefault(self.report, AreaEntry(self._area(division)))
            self.above.setdefault(self.report, self._above(division.code))
        elif self._about_country() or self._whole_country():
            self.report = "area/CN"
        for zone in zone_words(self.page):
            self._read_zone(*zone)
        places = self._places(basis)
        for mention, span, level in words:
            self._read_word(places, mention, span, level)
        return self._places(basis)

    def _whole_country(self) -> bool:
        """Whether a report without an area of its own speaks of 全国, the country."""
        if not (found := list(WHOLE_COUNTRY.finditer(self.page.text.normal))):
            return False
        entry = self.entries.setdefault("area/CN", AreaEntry(Area("中国", "country")))
        self.above.setdefault("area/CN", ())
        entry.marks += [mark(self.page.text, Span(*m.span()), "areas.whole-country", 0.8) for m in found[:3]]
        entry.names.setdefault("全国")
        return True

    def _about_country(self) -> bool:
        """Whether a report names the country (我国) early or twice; once, late, says nothing of what it is about."""
        starts = [m.span.start for m, key in self.keys.items() if key == "area/CN"]
        return len(starts) > 1 or (bool(starts) and starts[0] < EARLY)

    def _but_papers(self, mentions: Sequence[Mention], found: Mapping[Mention, Found]) -> list[Mention]:
        """`mentions` without places that only the name of a paper holds (云河 of 云河日报), save the report's own."""
        papers = {i for m in self.page.mentions if is_medium(m) for i in range(m.span.start, m.span.end)}
        codes = {m: d.code for m, f in found.items() if (d := f.division) is not None}
        named = {c for m, c in codes.items() if m.span.start not in papers} | {
            (self.report or "").removeprefix("area/")
        }
        return [m for m in mentions if m.span.start not in papers or codes.get(m) in named]

    def _read_names(self, mentions: Sequence[Mention], found: Mapping[Mention, Found]) -> None:
        context: list[tuple[int, str]] = []  # end and code of the places read so far
        for mention in mentions:
            name, item = _name(mention), found.get(mention)
            division = item.division if item else self._local(mention, name, context)
            if division:
                self.resolved.setdefault(name, division)
                key, area, above = f"area/{division.code}", self._area(division), self._above(division.code)
                above = self._as_written(division.code, above, mention, context)
                context.append((mention.span.end, division.code))
            elif name in self.countries:
                key, area, above = self._country(name)
                self.abroad = (mention.span.end, key)
            else:
                key, area, above = self._unknown(mention, name, context)
            self._add(key, area, above, mention, mention.span, name)
            self._add_run(key, mention)

    def _as_written(
        self, code: str, above: tuple[str, ...], mention: Mention, context: Sequence[tuple[int, str]]
    ) -> tuple[str, ...]:
        """The ancestors of a town, led by the county right before it if the code table puts it elsewhere; of a zone, by
        the place in its name."""
        before = [c for end, c in context if end == mention.span.start and len(c) == 6 and not wide(c)]
        if (
            not before
            and _name(mention).endswith(ZONES)
            and (held := zone_holder(self.gazetteer, _name(mention), context))
        ):
            before = [held]
        if len(code) > 6 and before and not code.startswith(before[-1]):
            return (f"area/{before[-1]}", *self._above(before[-1]))
        return above

    def _local(self, mention: Mention, name: str, context: Sequence[tuple[int, str]]) -> Division | None:
        """The town or village called `name` in the place before it, or in the last county named."""
        joined = next((c for e, c in context if e == mention.span.start), None)
        if joined and (again := self.resolved.get(name)) and is_below(again.code, joined):
            return again
        if any(e == mention.span.start and wide(c) for e, c in context):
            return coded_zone(self.gazetteer, name, context[-1][1], self.year) or self._only_town(name, context[-1][1])
        for end, code in reversed(context):
            scopes = [code] if end == mention.span.start or len(code) == 6 else [code, code[:6]]
            for scope in scopes:
                if wide(scope):
                    if division := self._only_town(name, scope):
                        return division
                    continue
                if division := self.gazetteer.find(name, scope, self.year) or coded_zone(
                    self.gazetteer, name, scope, self.year
                ):
                    return division
        counties = dict.fromkeys(
            d.code[:6] for m in names_of(self.page) for d in self.names.candidates(_name(m)) if d.has_towns
        )
        named = best((d for c in counties for d in self.gazetteer.below(c).get(name, ())), self.year)
        report = (self.report or "").removeprefix("area/")
        return named or (self._only_town(name, report) if wide(report) else None)

    def _only_town(self, name: str, prefecture: str) -> Division | None:
        """延安 + 高桥镇: the one town of that name in the prefecture or municipality. Of villages (海东市 + 金田村) too many share names."""
        if not name.endswith(TOWNS) or (prefecture.endswith("0000") and prefecture not in MUNICIPALITIES):
            return None
        counties = self.gazetteer.counties(prefecture)
        found = [d for c in counties if (d := self.gazetteer.find(name, c, self.year)) and len(d.code) == 9]
        return found[0] if len(found) == 1 else None

    def _country(self, name: str) -> tuple[str, Area, tuple[str, ...]]:
        code = self.countries[name]
        label = next(n for n, c in self.countries.items() if c == code and n != "我国")
        return f"area/{code}", Area("中国" if code == "CN" else label, "country"), ()

    def _unknown(
        self, mention: Mention, name: str, context: Sequence[tuple[int, str]]
    ) -> tuple[str, Area, tuple[str, ...]]:
        """A place without a code, under the nearest place named before it that can hold it."""
        if same := same_zone(name, self.unknown):
            self.unknown.setdefault(name, self.unknown[same])
        if name in self.unknown and not any(end == mention.span.start for end, _ in context):
            key = self.unknown[name]
            return key, self.entries[key].area, self.above[key]
        if name in self.zones:
            upper = self.names.candidates(self.zones[name])[0].code
            key = self.unknown.setdefault(name, f"area/{upper}/{slug(name)}")
            return key, Area(name, "functional zone", None, (self.zones[name],)), (f"area/{upper}",)
        if self.abroad[0] == mention.span.start or mention.rule == "areas.abroad":
            key = self.unknown.setdefault(name, f"{self.abroad[1] or 'area/-'}/{slug(name)}")
            end, holds = self.inside_abroad
            holds = holds if end == mention.span.start else tuple(k for k in (self.abroad[1],) if k)
            self.inside_abroad = (mention.span.end, (key, *holds))
            return key, Area(name, "prefecture" if len(holds) > 1 else "province"), holds
        level = next((level for unit, level in LEVEL_OF_UNIT if name.endswith(unit)), "functional zone")
        code = self._holder(mention, level, context)
        parent = f"area/{code}" if code else None
        above = (parent, *self.above.get(parent, ())) if parent else ()
        path = tuple(self.entries[k].area.name for k in reversed(above) if k in self.entries)
        key = self.unknown.setdefault(name, f"area/{code or '-'}/{slug(name)}")
        return key, Area(name, level, None, path), above

    def _holder(self, mention: Mention, level: str, context: Sequence[tuple[int, str]]) -> str | None:
        """The code of the place that a place without code lies in: the one right before it, the report's county, or the
        last one named that can hold it, counties before wider ones."""
        if apposed := self._apposed(mention.span.end, level):
            return apposed
        if level == "functional zone" and (held := zone_holder(self.gazetteer, _name(mention), context)):
            return held
        joined = [c for end, c in context if end == mention.span.start and can_hold(c, level)]
        if joined:
            return joined[-1]
        named = [c for _, c in reversed(context) if can_hold(c, level)]
        report = (self.report or "").removeprefix("area/")
        own = not wide(report) or (level == "functional zone" and may_hold_zones(report))
        if report and own and level in ("township", "functional zone"):
            return report
        return next((c for c in named if not wide(c)), next(iter(named), None))

    def _apposed(self, end: int, level: str) -> str | None:
        """The code of the place that the words right after a name put it in: 柳河村是云河市青山县的一个村."""
        match = APPOSED.match(self.page.text.normal, end)
        at, code = match.end() if match else -1, None
        while (item := self.found.get(at)) is not None and item.division is not None:
            at, code = item.mention.span.end, item.division.code
        return code if code and can_hold(code, level) else None

    def _add(self, key: str, area: Area, above: tuple[str, ...], mention: Mention, span: Span, name: str) -> None:
        entry = self.entries.setdefault(key, AreaEntry(area))
        self.above.setdefault(key, above)
        entry.marks.append(mark(self.page.text, span, mention.rule, mention.confidence))
        entry.names.setdefault(name)
        if isinstance(mention.form, AreaForm):
            entry.mentions.append(mention)
            self.keys[mention] = key

    def _add_run(self, key: str, mention: Mention) -> None:
        """吉昌镇东关村 is another name of 东关村, if the parts stand side by side and one lies in the other."""
        start = mention.span.start
        for before in reversed(list(self.keys)):
            if before is mention or before.span.end != start or self.keys[before] not in self.above[key]:
                continue
            start = before.span.start
            self.entries[key].names.setdefault(self.page.text.normal[start : mention.span.end])

    def _read_word(self, places: Places, mention: Mention, span: Span, level: str) -> None:
        surface = span.of(self.page.text.normal)
        if (key := places.of_word(surface, span.start) or self._implied(places, level, span.start)) is None:
            return
        division = None if key in self.entries else self.gazetteer.get(key.removeprefix("area/"), self.year)
        area = self._area(division) if division else self.entries[key].area
        self._add(key, area, self.above.get(key, self._above(area.code or "")), mention, span, surface)

    def _read_zone(self, mention: Mention, span: Span, word: str) -> None:
        if self.report and (found := zone_meant(self.entries, word)):
            above = self.above.get(found[0], (self.report, *self.above.get(self.report, ())))
            self._add(*found, above, mention, span, word)

    def _implied(self, places: Places, level: str, offset: int) -> str | None:
        """An ancestor of the passage's area that the text names only by its level (省, 市)."""
        for start in (places.at(offset), self.report):
            for key in self.above.get(start or "", ()):
                division = self.gazetteer.get(key.removeprefix("area/"), self.year)
                if division and fits(level, division.name):
                    return key
        return None

    def _area(self, division: Division) -> Area:
        path = [d for c in reversed(self.gazetteer.ancestors(division.code)) if (d := self.gazetteer.get(c, self.year))]
        return Area(division.name, division.level, division.code, tuple(d.name for d in path))

    def _above(self, code: str) -> tuple[str, ...]:
        return tuple(f"area/{c}" for c in self.gazetteer.ancestors(code)) if code else ()

    def _places(self, basis: str) -> Places:
        listed = {k: e for k, e in self.entries.items() if e.marks}
        nodes = tuple(area_node(self.page, key, entry) for key, entry in listed.items())
        statements = tuple(s for key in listed for s in self._within(key, listed))
        order = sorted((m.span.start, k) for m, k in self.keys.items())
        text = self.page.text.normal
        anchors = tuple(Anchor(s, bisect_left(self.blocks, s + 1) - 1, k, in_passing(text, s)) for s, k in order)
        areas = {k: e.area for k, e in self.entries.items()}
        linked = Linked(dict(self.keys), nodes, statements)
        return Places(linked, areas, self.report, basis, dict(self.above), anchors, self.blocks)

    def _within(self, key: str, listed: Mapping[str, AreaEntry]) -> Iterator[Statement]:
        parent = next((a for a in self.above.get(key, ()) if a in listed), None)
        if parent:
            first = min(listed[key].marks, key=lambda m: (m.span, m.rule))
            rule = "areas.gazetteer" if listed[key].area.code else "areas.named-after-parent"
            yield Statement(key, "within", Ref(parent), (Mark(first.span, rule, first.confidence),))


def _name(mention: Mention) -> str:
    assert isinstance(mention.form, AreaForm)
    return mention.form.name
