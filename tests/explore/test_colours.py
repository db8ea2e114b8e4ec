"""Colours of kinds: families stay apart for colour-blind readers, and every kind stands out from the ground."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from kg.explore.words import KIND_WORDS

FAMILIES = ("Person", "Organization", "AdminArea", "Action", "Mechanism", "Resource")
# Simulation of full dichromacy in linear RGB (Viénot, Brettel and Mollon 1999).
BLIND = {
    "none": np.eye(3),
    "protan": np.array([[0.1124, 0.8876, 0.0], [0.1124, 0.8876, 0.0], [0.0040, -0.0040, 1.0]]),
    "deutan": np.array([[0.2928, 0.7072, 0.0], [0.2928, 0.7072, 0.0], [-0.0223, 0.0223, 1.0]]),
}
LEAST = 14.0  # CIE76; 2.3 is a difference that can just be seen


def linear(colour: str) -> np.ndarray:
    value = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ rgb.clip(0, 1)
    f = np.cbrt(xyz / np.array([0.9505, 1.0, 1.089]))
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(a: str, b: str) -> float:
    low, high = sorted(float(np.array([0.2126, 0.7152, 0.0722]) @ linear(c)) for c in (a, b))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("blind", BLIND)
def test_families_can_be_told_apart(blind: str, theme: str) -> None:
    seen = {k: lab(BLIND[blind] @ linear(getattr(KIND_WORDS[k], theme))) for k in FAMILIES}
    for a, b in combinations(FAMILIES, 2):
        assert float(np.linalg.norm(seen[a] - seen[b])) > LEAST, (a, b)


@pytest.mark.parametrize("kind", FAMILIES)
def test_families_stand_out_from_the_ground(kind: str) -> None:
    assert contrast(KIND_WORDS[kind].light, "#ffffff") > 2.3
    assert contrast(KIND_WORDS[kind].dark, "#14171f") > 3
