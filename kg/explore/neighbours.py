"""Small parts of a book: what one report says, or what stands around one thing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kg.explore.book import DRAWN, Book
from kg.explore.force import apart, spring

LIMIT = 300
HOPS = 3


@dataclass(frozen=True, slots=True)
class View:
    """A part of a book to be shown at once: indices of items and of links, and where each item stands."""

    name: str
    items: tuple[int, ...]
    links: tuple[int, ...]
    places: tuple[tuple[float, float], ...]


def drawn(book: Book) -> frozenset[int]:
    """The items that stand in a network."""
    return frozenset(i for i, item in enumerate(book.items) if item.kind in DRAWN)


def report_view(book: Book, report: int, limit: int = LIMIT) -> View:
    """The `limit` best linked things of a report."""
    own = [i for i in drawn(book) if report in book.items[i].reports]
    weights = Counter(i for link in book.links for i in (link.source, link.target))
    chosen = sorted(own, key=lambda i: (-weights[i], i))[:limit]
    source = book.sources[report]
    return _view(book, source.title or source.name, chosen)


def around(book: Book, centre: Iterable[int], limit: int = LIMIT) -> View:
    """At most `limit` things within a few steps of `centre`, nearest first."""
    allowed, near = drawn(book), neighbours(book)
    chosen = dict.fromkeys(centre)
    name = " / ".join(dict.fromkeys(book.items[i].label for i in chosen))
    edge: Sequence[int] = tuple(chosen)
    for _ in range(HOPS):
        edge = tuple(dict.fromkeys(n for i in edge for n in near.get(i, ()) if n not in chosen and n in allowed))
        chosen |= dict.fromkeys(edge[: max(0, limit - len(chosen))])
    return _view(book, name, sorted(chosen))


def neighbours(book: Book) -> Mapping[int, Sequence[int]]:
    """Items by the items that they are linked with."""
    found: dict[int, dict[int, None]] = defaultdict(dict)
    for link in book.links:
        found[link.source][link.target] = None
        found[link.target][link.source] = None
    return {i: sorted(others) for i, others in found.items()}


def named(book: Book, name: str) -> tuple[int, ...]:
    """The things of this name, in either script, or of this key."""
    return tuple(
        i for i, item in enumerate(book.items) if name in (item.hans, item.hant, item.key, book.base + "id/" + item.key)
    ) or tuple(i for i, item in enumerate(book.items) if name in item.others)


def _view(book: Book, name: str, chosen: Sequence[int]) -> View:
    index = {item: at for at, item in enumerate(chosen)}
    links = [n for n, link in enumerate(book.links) if link.source in index and link.target in index]
    pairs = [(index[book.links[n].source], index[book.links[n].target]) for n in links]
    radii = np.full(len(chosen), 0.62 / np.sqrt(max(len(chosen), 1)))
    places = apart(spring(len(chosen), pairs), radii)
    return View(name, tuple(chosen), tuple(links), tuple((round(float(x), 3), round(float(y), 3)) for x, y in places))
