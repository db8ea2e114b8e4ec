"""Where the nodes of a crowded disc stand: packed by group, which costs no more for many nodes than for few."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from kg.explore.force import Points, sunflower
from kg.explore.pack import pack

LOOSE = 1.25  # radius of a group's circle over that of a full one


def crowd(groups: Sequence[str], hubs: Sequence[str], radii: Points) -> Points:
    """Points in the unit disc.

    Args:
        groups: the group of each node; the nodes of a group lie in a circle of their own.
        hubs: the groups whose hub is among the nodes: these are the last nodes, in this order, and stand in the middle.
        radii: the size of each node.
    """
    members: dict[str, list[int]] = defaultdict(list)
    first_hub = len(groups) - len(hubs)
    for n, group in enumerate(groups):
        if n >= first_hub:
            members[group].insert(0, n)
        else:
            members[group].append(n)
    names = sorted(members)
    sizes = [LOOSE * float(np.sqrt((radii[members[name]] ** 2).sum())) for name in names]
    circles, reach = pack(sizes)
    points = np.zeros((len(groups), 2))
    for name, circle in zip(names, circles, strict=True):
        inside = sunflower(len(members[name])) * circle.r * 0.96
        points[members[name]] = inside + np.array([circle.x, circle.y])
    return points / (reach or 1.0)
