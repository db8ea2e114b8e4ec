"""Where everything stands: discs of areas packed by the division tree, measures beside them, nodes inside the discs."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kg.explore.areas import COUNTRY, parents
from kg.explore.book import DRAWN, Book
from kg.explore.crowd import crowd
from kg.explore.force import ROUNDS, apart, spring
from kg.explore.pack import Circle, pack, pack_tree

HELD = frozenset({"place", "jurisdiction", "locatedIn", "within"})  # shown by lying inside, not by a line
DENSITY = 2.8  # radius of a disc over that of a disc with the area of all its nodes
LEAST = 4.0
CROWD = 1_200  # nodes of a disc above which they are packed by measure instead of drawn by springs
MANY, FEWEST = 10_000, 20  # nodes above which layouts settle for fewer rounds, and how few at least


@dataclass(frozen=True, slots=True)
class Hub:
    """All actions of one measure in one area, as a node."""

    area: str
    measure: str
    count: int


@dataclass(frozen=True)
class Layout:
    """Places in one plane. `discs` has the areas that hold nodes (by code) and, under `code` alone, the rings of
    provinces and prefectures; see `pack_tree` for the names."""

    discs: Mapping[str, Circle]
    tree: Mapping[str, tuple[str, ...]]
    own: Mapping[str, tuple[int, ...]]
    points: Mapping[int, tuple[float, float, float]]
    hubs: Sequence[tuple[Hub, float, float, float]]
    measures: Mapping[str, Circle]

    def disc(self, area: str) -> str:
        """The name of the disc that holds an area's own nodes."""
        return area + "/" if self.tree.get(area) else area


def disc_of(code: str) -> str:
    """The area whose disc holds things of a division: towns and villages lie in their county."""
    return code[:6]


def lay_out(book: Book) -> Layout:
    """The places of everything that is drawn; the same for the same book."""
    members: dict[str, list[int]] = defaultdict(list)
    for i, item in enumerate(book.items):
        if item.kind in DRAWN:
            members[disc_of(item.area)].append(i)
    degree = Counter(end for link in book.links if link.predicate not in HELD for end in (link.source, link.target))
    hubs = Counter(
        (disc_of(item.area), m) for item in book.items if item.kind == "Action" and (m := item.fact("measure"))
    )
    by_area: dict[str, list[Hub]] = defaultdict(list)
    for (area, measure), count in sorted(hubs.items()):
        by_area[area].append(Hub(area, measure, count))
    sizes = {a: _radii(members[a], by_area[a], degree) for a in sorted(members)}
    own = {a: max(LEAST, DENSITY * float(np.sqrt((r**2).sum()))) for a, r in sizes.items()}
    tree = _tree(own)
    discs = pack_tree(COUNTRY, tree, own)
    points, placed = _inside(book, members, by_area, sizes, (discs, tree))
    return Layout(
        discs, tree, {a: tuple(m) for a, m in sorted(members.items())}, points, placed, _measures(hubs, discs)
    )


def _tree(own: Mapping[str, float]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for code in own:
        line = (code, *parents(code)) if code else ()
        for child, parent in itertools.pairwise(line):
            found[parent].add(child)
    return {parent: tuple(sorted(below)) for parent, below in sorted(found.items())}


def _radii(members: Sequence[int], hubs: Sequence[Hub], degree: Counter[int]) -> np.ndarray:
    return np.array([min(4.0, 1 + 0.45 * degree[i] ** 0.5) for i in members] + [1.6 + 0.5 * h.count**0.5 for h in hubs])


def _inside(
    book: Book,
    members: Mapping[str, Sequence[int]],
    hubs: Mapping[str, Sequence[Hub]],
    sizes: Mapping[str, np.ndarray],
    packed: tuple[Mapping[str, Circle], Mapping[str, tuple[str, ...]]],
) -> tuple[dict[int, tuple[float, float, float]], list[tuple[Hub, float, float, float]]]:
    """Nodes and hubs of every disc: a spring layout inside it."""
    discs, tree = packed
    pairs = _pairs(book, members)
    rounds = max(FEWEST, min(ROUNDS, ROUNDS * MANY // max(1, sum(map(len, members.values())))))
    points: dict[int, tuple[float, float, float]] = {}
    placed: list[tuple[Hub, float, float, float]] = []
    for area, radii in sizes.items():
        disc, own, of = discs[area + "/" if tree.get(area) else area], members[area], hubs.get(area, ())
        at = {item: n for n, item in enumerate(own)}
        hub_at = {hub.measure: len(own) + n for n, hub in enumerate(of)}
        lines = [(at[a], at[b]) for a, b in pairs[area]]
        lines += [(at[i], hub_at[m]) for i in own if (m := book.items[i].fact("measure")) in hub_at]
        reach = disc.r - float(radii.max())
        if len(radii) > CROWD:
            local = crowd(_groups(book, own, of, lines), [g.measure for g in of], radii) * reach
        else:
            local = apart(spring(len(radii), lines, rounds), radii * 1.12 / reach) * reach
        for n, (x, y) in enumerate(local):
            spot = (disc.x + float(x), disc.y + float(y), float(radii[n]))
            if n < len(own):
                points[own[n]] = spot
            else:
                placed.append((of[n - len(own)], *spot))
    return points, placed


def _groups(book: Book, own: Sequence[int], hubs: Sequence[Hub], lines: Sequence[tuple[int, int]]) -> list[str]:
    """A group for each node of a disc: the measure of an action, for others that of an action they are linked with, else
    their kind."""
    found = [book.items[i].fact("measure") for i in own] + [hub.measure for hub in hubs]
    actions = len([i for i in own if book.items[i].kind == "Action"])
    first: dict[int, str] = {}
    for a, b in lines:
        for one, other in ((a, b), (b, a)):
            if actions and found[other] and not found[one]:
                first.setdefault(one, found[other])
    return [name or first.get(n, "") or book.items[own[n]].kind for n, name in enumerate(found)]


def _pairs(book: Book, members: Mapping[str, Sequence[int]]) -> dict[str, list[tuple[int, int]]]:
    """Links inside one disc, by its area."""
    home = {item: area for area, items in members.items() for item in items}
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for link in book.links:
        area = home.get(link.source)
        if area is not None and area == home.get(link.target) and not _held(book, link.predicate, link.target):
            found[area].append((link.source, link.target))
    return found


def _held(book: Book, predicate: str, target: int) -> bool:
    """Whether a link is shown by lying inside a disc."""
    item = book.items[target]
    return predicate in HELD and item.kind == "AdminArea" and disc_of(item.area) == item.area


def _measures(hubs: Mapping[tuple[str, str], int], discs: Mapping[str, Circle]) -> dict[str, Circle]:
    """Measure types as a cluster of their own to the right of the areas, as large as they are often."""
    counts: Counter[str] = Counter()
    for (_, measure), count in hubs.items():
        counts[measure] += count
    names = [m for m, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]
    if not names:
        return {}
    circles, reach = pack([float(counts[m]) ** 0.5 + 0.35 * max(counts.values()) ** 0.5 for m in names])
    world = discs[COUNTRY]
    scale = 0.62 * world.r / reach
    x = world.x + world.r * 1.12 + reach * scale
    return {m: Circle(x + c.x * scale, world.y + c.y * scale, c.r * scale) for m, c in zip(names, circles, strict=True)}
