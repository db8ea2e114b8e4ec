"""Circles packed by the division tree: counties inside prefectures inside provinces, none overlapping."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

GAP = 0.06  # between circles, as a part of the mean radius
ENCLOSE_ROUNDS = 400


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle in the plane of the network."""

    x: float
    y: float
    r: float


def pack(radii: Sequence[float]) -> tuple[list[Circle], float]:
    """Circles of these radii about the origin, and the radius of a circle that holds them all.

    Large ones first; each is put at the free spot nearest to the middle that touches two others.
    """
    if not radii:
        return [], 0.0
    order = sorted(range(len(radii)), key=lambda i: (-radii[i], i))
    gap = GAP * sum(radii) / len(radii)
    size = np.array([radii[i] + gap / 2 for i in order])
    spots = np.zeros((len(order), 2))
    if len(order) > 1:
        spots[0], spots[1] = (-size[0], 0.0), (size[1], 0.0)
    for n in range(2, len(order)):
        spots[n] = _free_spot(spots[:n], size[:n], float(size[n]))
    centre, reach = enclose(spots, size)
    found = [Circle(0.0, 0.0, 0.0)] * len(order)
    for n, i in enumerate(order):
        found[i] = Circle(float(spots[n, 0] - centre[0]), float(spots[n, 1] - centre[1]), radii[i])
    return found, reach


def _free_spot(spots: npt.NDArray[np.float64], size: npt.NDArray[np.float64], r: float) -> npt.NDArray[np.float64]:
    a, b = np.triu_indices(len(size), 1)
    way = spots[b] - spots[a]
    length = np.hypot(way[:, 0], way[:, 1])
    ra, rb = size[a] + r, size[b] + r
    near = (length < ra + rb) & (length > 0)
    way, length, ra, rb, a = way[near], length[near], ra[near], rb[near], a[near]
    along = (length**2 + ra**2 - rb**2) / (2 * length)
    across = np.sqrt(np.maximum(ra**2 - along**2, 0.0))
    unit = way / length[:, None]
    foot = spots[a] + unit * along[:, None]
    turned = np.column_stack([-unit[:, 1], unit[:, 0]]) * across[:, None]
    tries = np.vstack([foot + turned, foot - turned])
    apart = np.hypot(tries[:, None, 0] - spots[None, :, 0], tries[:, None, 1] - spots[None, :, 1])
    free = tries[(apart >= size[None, :] + r - 1e-7 * r).all(axis=1)]
    middle = np.average(spots, axis=0, weights=size**2)
    far = np.round(np.hypot(*(free - middle).T), 6)
    first = int(np.lexsort((free[:, 0].round(6), free[:, 1].round(6), far))[0])
    return np.asarray(free[first], dtype=float)


def enclose(spots: npt.NDArray[np.float64], size: npt.NDArray[np.float64]) -> tuple[npt.NDArray[np.float64], float]:
    """Centre and radius of a circle about all circles; at most a hundredth larger than the smallest one."""
    centre = np.average(spots, axis=0, weights=size**2)
    for n in range(1, ENCLOSE_ROUNDS):
        reach = np.hypot(*(spots - centre).T) + size
        far = int(reach.argmax())
        length = math.hypot(*(spots[far] - centre))
        if length == 0:
            break
        step = (spots[far] - centre) / length * (reach[far] - np.sort(reach)[-2] if len(size) > 1 else 0) / 2
        centre = centre + (step if n < 8 else (spots[far] - centre) / (n + 8))
    return centre, float((np.hypot(*(spots - centre).T) + size).max())


def pack_tree(root: str, children: Mapping[str, Sequence[str]], own: Mapping[str, float]) -> dict[str, Circle]:
    """Circles for a tree. `own` gives the radius of a node's own disc; a node that has children too stands for all of
    them, and its own disc is under its name with `/` behind it."""
    placed, reach = _sizes(root, children, own)
    found: dict[str, Circle] = {root: Circle(0.0, 0.0, reach)}
    waiting = [root]
    while waiting:
        name = waiting.pop()
        for child, circle in placed.get(name, {}).items():
            base = found[name]
            found[child] = Circle(base.x + circle.x, base.y + circle.y, circle.r)
            waiting.append(child)
    return found


def _sizes(
    root: str, children: Mapping[str, Sequence[str]], own: Mapping[str, float]
) -> tuple[dict[str, dict[str, Circle]], float]:
    inside: dict[str, dict[str, Circle]] = {}

    def size(name: str) -> float:
        below = children.get(name, ())
        if not below:
            return own.get(name, 0.0)
        parts = [(name + "/", own[name])] if own.get(name) else []
        parts += [(child, size(child)) for child in below]
        circles, reach = pack([r for _, r in parts])
        inside[name] = {part: circle for (part, _), circle in zip(parts, circles, strict=True)}
        return reach * (1.0 if len(parts) == 1 else 1.06)

    return inside, size(root)
