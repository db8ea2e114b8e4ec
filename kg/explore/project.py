"""A map without tiles: seats of counties on a plane by an equal-area conic projection of our own."""

from __future__ import annotations

import math
from collections.abc import Mapping
from importlib.resources import files

PARALLELS, MIDDLE = (25.0, 47.0), (36.0, 105.0)  # degrees; usual for maps of China
SCALE = 1_000.0  # units a radian of arc


def _cone() -> tuple[float, float, float]:
    first, second = (math.radians(p) for p in PARALLELS)
    n = (math.sin(first) + math.sin(second)) / 2
    c = math.cos(first) ** 2 + 2 * n * math.sin(first)
    return n, c, math.sqrt(c - 2 * n * math.sin(math.radians(MIDDLE[0]))) / n


def project(latitude: float, longitude: float) -> tuple[int, int]:
    """Albers' projection of degrees: x to the east, y to the south, in units of a thousandth of a radian."""
    n, c, rho_0 = _cone()
    rho = math.sqrt(c - 2 * n * math.sin(math.radians(latitude))) / n
    theta = n * math.radians(longitude - MIDDLE[1])
    return round(SCALE * rho * math.sin(theta)), round(-SCALE * (rho_0 - rho * math.cos(theta)))


def seats() -> Mapping[str, tuple[int, int]]:
    """Seats of divisions by code, on the plane."""
    lines = (files("kg.gazetteer") / "seats.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {code: project(float(latitude), float(longitude)) for code, latitude, longitude, *_ in rows}
