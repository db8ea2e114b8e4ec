"""Which place each thing of a book belongs to, as a node of the division tree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.explore.book import Item, Link, Source

COUNTRY = ""
BY = (
    "place",
    "jurisdiction",
    "locatedIn",
    "within",
    "postIn",
    "holds",
    "subOrgOf",
    "memberOf",
    "quantity",
    "item",
    "time",
)
BACKWARDS = frozenset({"quantity", "item", "time"})  # these belong where what has them belongs
ROUNDS = 3  # of passing an area on: a person's is that of the body of the post


def parents(code: str) -> tuple[str, ...]:
    """The codes above a division, nearest first, ending with the country: a county's are prefecture and province."""
    found = [code[:9] if len(code) > 9 else "", code[:6] if len(code) > 6 else ""]
    county = code[:6]
    if len(county) == 6:
        found += [county[:4] + "00", county[:2] + "0000"]
    return (*dict.fromkeys(c for c in found if c and c != code), COUNTRY)


def common(codes: Iterable[str]) -> str:
    """The lowest division that holds all of them."""
    lines = [tuple(reversed((code, *parents(code)))) if code else (COUNTRY,) for code in codes]
    found = COUNTRY
    for step in zip(*lines, strict=False):
        if len(set(step)) > 1:
            break
        found = step[0]
    return found


def home_areas(
    items: Sequence[Item], links: Sequence[Link], sources: Sequence[Source]
) -> tuple[list[Item], tuple[Source, ...]]:
    """Items and reports with `area` filled in.

    A place is its own area; others take that of what they are linked to by the relations of `BY`, in that order; what is
    left takes that of the reports that mention it, or the lowest division above all of these.
    """
    codes = {item.key: item.fact("adminCode") for item in items if item.kind == "AdminArea"}
    known = {i: codes[item.key] for i, item in enumerate(items) if codes.get(item.key)}
    near: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for link in links:
        if link.predicate in BACKWARDS:
            near[link.target].append((BY.index(link.predicate), link.source))
        elif link.predicate in BY:
            near[link.source].append((BY.index(link.predicate), link.target))
    waiting = [i for i in range(len(items)) if i not in known]
    for _ in range(ROUNDS):
        found = {i: area for i in waiting if (area := _nearest(near.get(i, ()), known)) is not None}
        known |= found
        waiting = [i for i in waiting if i not in found]
    placed = tuple(replace(s, area=codes.get(s.area, "")) for s in sources)
    for i in waiting:
        known[i] = common({placed[r].area for r in items[i].reports} or {COUNTRY})
    return [replace(item, area=known[i]) for i, item in enumerate(items)], placed


def _nearest(near: Iterable[tuple[int, int]], known: dict[int, str]) -> str | None:
    ranked = sorted((rank, known[other]) for rank, other in near if other in known)
    best = [area for rank, area in ranked if rank == ranked[0][0]]
    return min(Counter(best).items(), key=lambda pair: (-pair[1], pair[0]))[0] if best else None
