"""Where the nodes of one small graph stand: a spring layout with a centre, and no two nodes on one spot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import rustworkx

Points = npt.NDArray[np.float64]
GOLDEN = 2.399963  # the golden angle in radians
ROUNDS = 60  # of the spring layout; large graphs get fewer
WORK = 400 * 400 * ROUNDS  # pairs of nodes times rounds that one layout may cost
APART_ROUNDS = 24
WEIGHT_CENTRE = 0.08


def sunflower(count: int) -> Points:
    """`count` points spread evenly over the unit disc, from the middle outwards."""
    turn, radius = np.arange(count) * GOLDEN, np.sqrt((np.arange(count) + 0.5) / max(count, 1))
    return np.column_stack([radius * np.cos(turn), radius * np.sin(turn)])


def spring(count: int, pairs: Sequence[tuple[int, int]], rounds: int = ROUNDS) -> Points:
    """Points for nodes 0 to `count` - 1 in the unit disc, linked ones near each other; the same on every run.

    A weak pull towards the middle keeps unlinked parts together. `rounds` is how long it may settle.
    """
    if count < 3:
        return sunflower(count) * (count > 1)
    graph: rustworkx.PyGraph[int, float] = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(count + 1))
    degree = np.zeros(count)
    for a, b in dict.fromkeys((min(p), max(p)) for p in pairs if p[0] != p[1]):
        graph.add_edge(a, b, 1.0)
        degree[[a, b]] += 1
    graph.add_edges_from([(i, count, WEIGHT_CENTRE if degree[i] else 0.6) for i in range(count)])
    first = np.vstack([sunflower(count), [0.0, 0.0]])
    layout: Any = rustworkx.graph_spring_layout  # its type stub lists no parameters
    found = layout(
        graph,
        pos={i: (float(x), float(y)) for i, (x, y) in enumerate(first)},
        fixed={count},
        k=1.6 / float(np.sqrt(count)),
        num_iter=max(12, min(rounds, WORK // (count * count))),
        weight_fn=float,
        seed=7,
    )
    points = np.array([found[i] for i in range(count)], dtype=float)
    return _into_disc(points)


def _into_disc(points: Points) -> Points:
    """The same arrangement with radii spread so that the disc is filled evenly."""
    points = points - np.median(points, axis=0)
    length = np.hypot(points[:, 0], points[:, 1])
    rank = np.empty(len(points))
    rank[np.argsort(length, kind="stable")] = np.sqrt((np.arange(len(points)) + 0.5) / len(points))
    even = 0.55 * rank + 0.45 * length / (length.max() or 1.0)
    return points / np.maximum(length, 1e-9)[:, None] * even[:, None]


def apart(points: Points, radii: npt.NDArray[np.float64]) -> Points:
    """The points moved as little as needed so that discs of these radii about them hardly overlap."""
    points = points.copy()
    for _ in range(APART_ROUNDS):
        moved = _push(points, radii)
        if not moved:
            break
        length = np.hypot(points[:, 0], points[:, 1])
        points /= np.maximum(length, 1.0)[:, None]
    return points


def _push(points: Points, radii: npt.NDArray[np.float64]) -> int:
    """One round: every overlapping pair is moved apart by half. Returns how many pairs overlapped."""
    reach, count = 2 * float(radii.max()), len(points)
    order = np.argsort(points[:, 0], kind="stable")
    ends = np.searchsorted(points[order, 0], points[order, 0] + reach)
    lengths = ends - np.arange(count) - 1
    left = np.repeat(np.arange(count), lengths)
    right = np.arange(len(left)) - np.repeat(np.cumsum(lengths) - lengths, lengths) + left + 1
    a, b = order[left], order[right]
    way = points[b] - points[a]
    length, least = np.hypot(way[:, 0], way[:, 1]), radii[a] + radii[b]
    close = length < least
    a, b, way, length, least = a[close], b[close], way[close], length[close], least[close]
    same = length < 1e-9
    turn = (a + b) * GOLDEN
    way[same] = np.column_stack([np.cos(turn[same]), np.sin(turn[same])])
    length[same] = 1.0
    shift = way / length[:, None] * ((least - np.where(same, 0.0, length)) * 0.5)[:, None]
    np.add.at(points, a, -shift)
    np.add.at(points, b, shift)
    return len(a)
