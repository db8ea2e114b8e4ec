"""How far scores would move with other reports: intervals by resampling the reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from kg.evaluation.run import Outcome, macro, totals

MACRO = "macro"
SAMPLES = 1000
SEED = 20200217
TAIL = 0.025


@dataclass(frozen=True, slots=True)
class Interval:
    """The middle 95 % of the F1 of a layer, or of the macro F1, over resampled reports."""

    low: float
    high: float


def intervals(outcomes: Sequence[Outcome], samples: int = SAMPLES, seed: int = SEED) -> dict[str, Interval]:
    """Intervals by layer and for `macro`; the same for the same outcomes and seed."""
    rng = Random(seed)
    found: dict[str, list[float]] = {}
    for _ in range(samples if outcomes else 0):
        scores = totals(rng.choices(outcomes, k=len(outcomes)))
        for score in scores:
            if score.gold:
                found.setdefault(score.layer, []).append(score.f1)
        found.setdefault(MACRO, []).append(macro(scores))
    return {name: _middle(sorted(values)) for name, values in found.items()}


def _middle(values: Sequence[float]) -> Interval:
    last = len(values) - 1
    return Interval(values[round(TAIL * last)], values[round((1 - TAIL) * last)])
