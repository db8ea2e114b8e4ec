"""`kg evaluate`: a build beside gold annotations, by layers.

A gold folder holds one JSON file a report (see the documentation of the gold). Precision is the share of what the graph says that
the gold has too, recall the share of the gold that the graph has, F1 their harmonic mean; matching is one to one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.evaluation.actions import Acts
from kg.evaluation.graph import Built, ReportView
from kg.evaluation.layers import Comparison, Gold, Item, Layer
from kg.originals import Originals

KEYS = ("doc", "entities", "holds", "relations", "actions")


@dataclass(frozen=True, slots=True)
class Score:
    """One layer over all reports."""

    layer: str
    hit: int
    gold: int
    built: int

    @property
    def precision(self) -> float:
        """Share of what is built that is right; 0 if nothing is built."""
        return self.hit / self.built if self.built else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that is built; 0 if the gold has nothing."""
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """An item that is not right.

    `how` is `missed` (only the gold has it), `spurious` (only the graph) or `wrong` (both, but one part differs: then
    `text` is "gold ≠ graph"). `rules` made it, unless it is missed. `sentence` shows where it stands, if known.
    """

    layer: str
    report: str
    how: str
    text: str
    sentence: str
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """All layers of one report; `absent` if the build lacks it. `unscored` are layers that only calibration looks at."""

    report: str
    layers: tuple[Layer, ...]
    unscored: tuple[Layer, ...] = ()
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The result. `macro_f1` is the mean F1 of the layers that the gold has; `absent` are reports that the build lacks."""

    macro_f1: float
    scores: tuple[Score, ...]
    misses: tuple[Miss, ...]
    absent: tuple[str, ...]
    outcomes: tuple[Outcome, ...] = ()


def evaluate(out: Path, gold: Path) -> Evaluation:
    """Compare the build in `out` with the gold files in the folder `gold`.

    Raises:
        InputError: if `gold` has no gold file, or one is malformed.
        KgError: if `out` is no build.
    """
    golds = read_gold(gold)
    built, originals = Built(out), Originals(out)
    outcomes: list[Outcome] = []
    misses: list[Miss] = []
    for doc in golds:
        name = doc["doc"]
        comparison = Comparison(doc, ReportView(built, built.reports.get(name)))
        acts = Acts(comparison)
        layers = (*comparison.layers(), *acts.layers(), comparison.lost())
        outcomes.append(Outcome(name, layers, acts.unscored(), name not in built.reports))
        misses += [m for one in layers for m in _misses(name, one, built, originals)]
    scores = totals(outcomes)
    absent = tuple(o.report for o in outcomes if o.absent)
    return Evaluation(macro(scores), scores, tuple(misses), absent, tuple(outcomes))


def totals(outcomes: Iterable[Outcome]) -> tuple[Score, ...]:
    """Scores by layer over some reports."""
    rows: dict[str, list[int]] = {}
    for outcome in outcomes:
        for one in outcome.layers:
            row = rows.setdefault(one.name, [0, 0, 0])
            row[:] = (row[0] + one.hit, row[1] + one.gold, row[2] + one.built)
    return tuple(Score(name, *row) for name, row in rows.items())


def macro(scores: Iterable[Score]) -> float:
    """The mean F1 of the layers that the gold has; 0 if it has none."""
    used = [s.f1 for s in scores if s.gold]
    return sum(used) / len(used) if used else 0.0


def read_gold(folder: Path) -> list[Gold]:
    """The gold files of a folder, by name.

    Raises:
        InputError: if there is none, or one is malformed.
    """
    out = []
    for path in sorted(folder.glob("*.json")):
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise InputError(path, f"no gold file: {error}") from error
        if missing := [k for k in KEYS if not isinstance(found, dict) or k not in found]:
            raise InputError(path, f"no gold file: it lacks {missing[0]!r}")
        out.append(found)
    if not out:
        raise InputError(folder, "no gold file (*.json) in this folder")
    return out


def _misses(doc: str, result: Layer, built: Built, originals: Originals) -> Iterator[Miss]:
    report = built.reports.get(doc)
    digest = (built.one(report, "textHash") if report else None) or ""

    def sentence(item: Item) -> str:
        place = item.behind.place or (originals.find(doc, digest, item.words) if item.words else None)
        return originals.sentence(doc, digest, *place) if place else ""

    for item in result.missed:
        yield Miss(result.name, doc, "missed", item.text, sentence(item))
    for item in result.spurious:
        yield Miss(result.name, doc, "spurious", item.text, sentence(item), item.behind.rules)
    for gold, item in result.wrong:
        yield Miss(result.name, doc, "wrong", f"{gold.text} ≠ {item.text}", sentence(item), item.behind.rules)
