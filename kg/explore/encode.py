"""A book as columns of numbers and strings: what a page carries, small and quick to read.

What the overview needs stands in the block `core`; the others (`items`, `links`, `spans`, a block for the text of each
report) are read by the page when they are first wanted. 0 stands for "none" in columns of lists and strings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

from kg.explore.areas import COUNTRY, parents
from kg.explore.book import DRAWN, KINDS, Book, Item, Source
from kg.explore.keys import Folder
from kg.explore.layout import HELD, Layout, disc_of
from kg.explore.project import seats
from kg.explore.words import KIND_WORDS, PROPERTY_WORDS, measure_words, value_words
from kg.gazetteer.lookup import load_gazetteer

FORMAT = 1
GRID = 10  # steps a unit of the plane
STATUSES = ("done", "ongoing", "planned", "exhorted")
CAREFUL = frozenset({"Person", "AdminArea", "Organization"})  # kinds whose pinyin is read by words
SPECIAL = frozenset({"measure", "status"})  # facts with a column of their own
Block = dict[str, Any]


class Encoder:
    """The blocks of one page."""

    def __init__(self, book: Book, layout: Layout) -> None:
        self.book, self.layout = book, layout
        self._folder = Folder()
        self._times = _times(book)
        self.areas = self._area_codes()
        self._area_at = {code: i for i, code in enumerate(self.areas)}
        used = {m for item in book.items if (m := item.fact("measure"))}
        self.measures = [m for m in measure_words() if m in used] + sorted(used - set(measure_words()))
        self._measure_at = {m: i for i, m in enumerate(self.measures)}
        self._texts: dict[str, int] = {}

    def blocks(self) -> dict[str, Block]:
        """All blocks but the texts, in the order in which they should stand."""
        items, links = self._items(), self._links()
        words = {"rules": list(self._texts)}
        return {"core": self._core() | words, "items": items, "links": links, "spans": self._spans()}

    def _core(self) -> Block:
        used = {name for item in self.book.items for name, _ in item.facts} | {
            link.predicate for link in self.book.links
        }
        values = {v for item in self.book.items for n, v in item.facts if n not in ("trigger", "purpose", "verbatim")}
        traditional, simplified = self._folder.table(n for item in self.book.items for n in (item.hans, *item.others))
        return {
            "format": FORMAT,
            "grid": GRID,
            "ids": self.book.base + "id/",
            "kinds": [(k, w.zh, w.en, w.light, w.dark) for k in (*KINDS, "Measure") if (w := KIND_WORDS[k])],
            "drawn": len(DRAWN),
            "held": sorted(HELD),
            "properties": {k: v for k, v in PROPERTY_WORDS.items() if k in used},
            "values": {k: v for k, v in value_words().items() if k in values},
            "statuses": [(s, *value_words()[s]) for s in STATUSES],
            "measures": self._measures(),
            "areas": [self._area(code) for code in self.areas],
            "rings": [(c, *self._circle(d)) for c, d in self.layout.discs.items() if self.layout.tree.get(c)],
            "hubs": [
                (self._area_at[h.area], self._measure_at[h.measure], h.count, *self._point(x, y, r))
                for h, x, y, r in self.layout.hubs
            ],
            "sources": [self._source(s) for s in self.book.sources],
            "counts": (len(self.book.items), len(self.book.links), len(self.book.spans)),
            "kindCounts": [Counter(i.kind for i in self.book.items)[k] for k in KINDS],
            "seats": [n for _, spot in sorted(seats().items()) for n in spot],
            "fold": (traditional, simplified),
        }

    def _area_codes(self) -> list[str]:
        """Divisions of the tree from the country down: those that hold something, and all above them."""
        codes = {i.area for i in self.book.items} | {s.area for s in self.book.sources} | {COUNTRY}
        return sorted(codes | {p for code in codes if code for p in parents(code)})

    def _area(self, code: str) -> tuple[Any, ...]:
        """Code, names, parent, disc, seat, things in the disc by kind."""
        own = self.layout.own.get(code)
        disc = self._circle(self.layout.discs[self.layout.disc(code)]) if own else 0
        spot = self._seats.get(disc_of(code), 0) if code else 0
        parent = self._area_at[parents(code)[0]] if code else -1
        counts = Counter(self.book.items[i].kind for i in own or ())
        per_kind = [counts[k] for k in DRAWN] if own else 0
        return (code, self._names.get(code, (code, "")), parent, disc, spot, per_kind)

    @cached_property
    def _seats(self) -> Mapping[str, tuple[int, int]]:
        return seats()

    @cached_property
    def _names(self) -> Mapping[str, tuple[str, str]]:
        found = {i.fact("adminCode"): (i.hans, i.hant) for i in self.book.items if i.kind == "AdminArea"}
        return {**_gazetteer_names(set(self.areas) - set(found)), **found, COUNTRY: ("全国", "全國")}

    def _measures(self) -> list[tuple[Any, ...]]:
        counts = Counter(m for item in self.book.items if (m := item.fact("measure")))
        words = measure_words()
        return [(m, *words.get(m, (m, m)), counts[m], *self._circle(self.layout.measures[m])) for m in self.measures]

    def _source(self, source: Source) -> tuple[Any, ...]:
        text = -1 if source.text is None else len(source.text)
        area = self._area_at[source.area]
        return (source.key, source.name, source.title, source.date, source.site, source.url, area, text)

    def _items(self) -> Block:
        items, column = self.book.items, _column(self.book.items)
        spots = [self.layout.points.get(i) for i in range(len(items))]
        return {
            "key": column(lambda i: i.key),
            "kind": column(lambda i: KINDS.index(i.kind)),
            "hans": column(lambda i: i.hans),
            "hant": column(lambda i: i.hant or 0),
            "others": column(lambda i: i.others or 0),
            "initials": column(lambda i: self._folder.initials(i.label[:40], i.kind in CAREFUL)),
            "area": column(lambda i: self._area_at[i.area]),
            "sure": column(lambda i: -1 if i.confidence is None else round(i.confidence * 100)),
            "measure": column(lambda i: self._measure_at.get(i.fact("measure"), -1)),
            "status": column(lambda i: _index(STATUSES, i.fact("status"))),
            "time": [self._times.get(n, 0) for n in range(len(items))],
            "reports": column(lambda i: _one(i.reports)),
            "facts": column(lambda i: [x for n, v in i.facts if n not in SPECIAL for x in (n, v)] or 0),
            "rules": column(lambda i: _one([self._text(r) for r in i.rules])),
            "spans": column(lambda i: _one(i.spans)),
            "spot": [0 if s is None else self._point(*s) for s in spots],
        }

    def _links(self) -> Block:
        predicates = sorted({link.predicate for link in self.book.links})
        rows = self.book.links
        own = [self._same(n) for n in range(len(rows))]
        return {
            "predicates": predicates,
            "source": [r.source for r in rows],
            "predicate": [predicates.index(r.predicate) for r in rows],
            "target": [r.target for r in rows],
            "sure": [
                0 if same else -1 if r.confidence is None else round(r.confidence * 100)
                for r, same in zip(rows, own, strict=True)
            ],
            "rules": [0 if same else _one([self._text(x) for x in r.rules]) for r, same in zip(rows, own, strict=True)],
            "spans": [-1 if same else _one(r.spans) for r, same in zip(rows, own, strict=True)],
        }

    def _same(self, number: int) -> bool:
        """Whether a link rests on the very evidence of its source, as the parts of an action do."""
        link, item = self.book.links[number], self.book.items[self.book.links[number].source]
        return link.spans == item.spans and link.confidence == item.confidence and set(link.rules) == set(item.rules)

    def _spans(self) -> Block:
        rows = self.book.spans
        without = [n for n, s in enumerate(rows) if self.book.sources[s.report].text is None]
        return {
            "report": [s.report for s in rows],
            "start": [s.start for s in rows],
            "length": [s.end - s.start for s in rows],
            "quotes": {n: (rows[n].before, rows[n].exact, rows[n].after) for n in without},
        }

    def _text(self, text: str) -> int:
        return self._texts.setdefault(text, len(self._texts))

    def _circle(self, circle: Any) -> tuple[int, int, int]:
        return self._point(circle.x, circle.y, circle.r)

    def _point(self, x: float, y: float, r: float) -> tuple[int, int, int]:
        return round(x * GRID), round(y * GRID), round(r * GRID)


def _column(items: Sequence[Item]) -> Callable[[Callable[[Item], Any]], list[Any]]:
    return lambda of: [of(item) for item in items]


def _one(values: Sequence[int]) -> Any:
    """A list of one as its number, an empty one as -1: most are."""
    return values[0] if len(values) == 1 else list(values) or -1


def _index(names: Sequence[str], name: str) -> int:
    return names.index(name) if name in names else -1


def _times(book: Book) -> dict[int, str]:
    """The time of each action that has one, as ISO 8601 text."""
    return {link.source: book.items[link.target].fact("iso") for link in book.links if link.predicate == "time"}


def _gazetteer_names(codes: set[str]) -> dict[str, tuple[str, str]]:
    gazetteer = load_gazetteer()
    found = {code: gazetteer.get(code) for code in codes if code}
    return {code: (division.name, "") for code, division in found.items() if division}
