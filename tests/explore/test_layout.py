"""Places: discs by the division tree that do not overlap, nodes inside their discs, the same on every run."""

from __future__ import annotations

import math
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.explore.areas import common, parents
from kg.explore.force import apart, spring, sunflower
from kg.explore.layout import disc_of, lay_out
from kg.explore.pack import Circle, enclose, pack, pack_tree
from kg.explore.project import project, seats
from tests.bench.made_up import made_up


def overlap(a: Circle, b: Circle) -> float:
    return a.r + b.r - math.hypot(a.x - b.x, a.y - b.y)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(0.5, 50), min_size=1, max_size=25))
def test_packed_circles_do_not_overlap_and_lie_in_the_circle(radii: list[float]) -> None:
    circles, reach = pack(radii)
    assert [c.r for c in circles] == radii
    for i, a in enumerate(circles):
        assert math.hypot(a.x, a.y) + a.r <= reach + 1e-6
        assert all(overlap(a, b) < 1e-6 * reach for b in circles[:i])
    assert reach <= sum(radii) * 1.2


def test_the_enclosing_circle_is_tight() -> None:
    spots = np.array([[0.0, 0.0], [10.0, 0.0]])
    centre, reach = enclose(spots, np.array([1.0, 3.0]))
    assert reach == pytest.approx(7.0, rel=0.02)
    assert centre[0] == pytest.approx(6.0, abs=0.3)


def test_a_tree_is_packed_ring_in_ring() -> None:
    discs = pack_tree("", {"": ("a", "b"), "a": ("c", "d")}, {"a": 2.0, "b": 3.0, "c": 4.0, "d": 5.0})
    for inner, outer in (("c", "a"), ("d", "a"), ("a/", "a"), ("a", ""), ("b", "")):
        i, o = discs[inner], discs[outer]
        assert math.hypot(i.x - o.x, i.y - o.y) + i.r <= o.r + 1e-6
    assert overlap(discs["c"], discs["d"]) < 1e-6 and overlap(discs["a"], discs["b"]) < 1e-6


@pytest.mark.parametrize("count", [0, 1, 2, 3, 40])
def test_springs_stay_in_the_unit_disc(count: int) -> None:
    points = spring(count, [(0, 1)] * (count > 1))
    assert points.shape == (count, 2)
    assert np.isfinite(points).all() and (np.hypot(*points.T) <= 1 + 1e-9).all()


def test_linked_nodes_are_nearer() -> None:
    pairs = [(i, i + 1) for i in range(0, 60, 2)]
    points = spring(60, pairs)
    linked = [math.dist(points[a], points[b]) for a, b in pairs]
    others = [math.dist(points[a], points[(a + 17) % 60]) for a, _ in pairs]
    assert sum(linked) < 0.5 * sum(others)


def test_apart_moves_discs_off_each_other() -> None:
    points, radii = np.zeros((30, 2)), np.full(30, 0.06)
    moved = apart(points + sunflower(30) * 0.01, radii)
    close = [math.dist(moved[i], moved[j]) < 0.09 for i in range(30) for j in range(i)]
    assert sum(close) < 10


@pytest.mark.parametrize(
    ("code", "above"),
    [("130324100219", ("130324100", "130324", "130300", "130000", "")), ("130324", ("130300", "130000", "")), ("130300", ("130000", "")), ("130000", ("",))],
)  # fmt: skip
def test_parents(code: str, above: tuple[str, ...]) -> None:
    assert parents(code) == above


@pytest.mark.parametrize(
    ("codes", "found"),
    [(("130324", "130324100"), "130324"), (("130324", "130321"), "130300"), (("130324", "141028"), ""), (("", "130324"), ""), (("130324",), "130324")],
)  # fmt: skip
def test_the_lowest_division_above_several(codes: tuple[str, ...], found: str) -> None:
    assert common(codes) == found


def test_nodes_lie_in_the_disc_of_their_area() -> None:
    book = made_up(800)
    layout = lay_out(book)
    for i, (x, y, r) in layout.points.items():
        disc = layout.discs[layout.disc(disc_of(book.items[i].area))]
        assert math.hypot(x - disc.x, y - disc.y) + r <= disc.r + 0.5
    assert {h.measure for h, *_ in layout.hubs} == set(layout.measures)


def test_measures_stand_beside_the_areas() -> None:
    layout = lay_out(made_up(500))
    world = layout.discs[""]
    assert all(c.x - c.r > world.x + world.r for c in layout.measures.values())


def test_another_process_gives_the_same_places() -> None:
    code = "from tests.bench.made_up import made_up; from kg.explore.layout import lay_out; import hashlib; print(hashlib.sha256(repr(sorted(lay_out(made_up(600)).points.items())).encode()).hexdigest())"
    root = Path(__file__).parents[2]
    found = {
        subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    }
    assert len(found) == 1


def test_the_map_has_north_above_and_east_to_the_right() -> None:
    beijing, guangzhou, lhasa = project(39.9, 116.4), project(23.1, 113.3), project(29.6, 91.1)
    assert beijing[1] < guangzhou[1] and lhasa[0] < beijing[0]
    assert project(36.0, 105.0) == (0, 0)
    assert len(seats()) > 3_000
