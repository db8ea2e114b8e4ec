"""`kg evaluate`: a build beside gold annotations, by layers.

A gold folder holds one JSON file a report (see the documentation of the gold). Precision is the share of what the graph says that
the gold has too, recall the share of the gold that the graph has, F1 their harmonic mean; matching is one to one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.evaluation.actions import action_layers
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
    """An item that only one side has: `how` is `missed` or `spurious`; `sentence` shows where it stands, if known."""

    layer: str
    report: str
    how: str
    text: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The result. `macro_f1` is the mean F1 of the layers that the gold has; `absent` are reports that the build lacks."""

    macro_f1: float
    scores: tuple[Score, ...]
    misses: tuple[Miss, ...]
    absent: tuple[str, ...]


def evaluate(out: Path, gold: Path) -> Evaluation:
    """Compare the build in `out` with the gold files in the folder `gold`.

    Raises:
        InputError: if `gold` has no gold file, or one is malformed.
        KgError: if `out` is no build.
    """
    golds = read_gold(gold)
    built, originals = Built(out), Originals(out)
    totals: dict[str, list[int]] = {}
    misses: list[Miss] = []
    for doc in golds:
        report = built.reports.get(doc["doc"])
        comparison = Comparison(doc, ReportView(built, report))
        for result in (*comparison.layers(), *action_layers(comparison), comparison.lost()):
            row = totals.setdefault(result.name, [0, 0, 0])
            row[:] = (row[0] + result.hit, row[1] + result.gold, row[2] + result.built)
            misses += _misses(doc["doc"], result, built, originals)
    scores = tuple(Score(name, *row) for name, row in totals.items())
    used = [s.f1 for s in scores if s.gold]
    absent = tuple(d["doc"] for d in golds if d["doc"] not in built.reports)
    return Evaluation(sum(used) / len(used) if used else 0.0, scores, tuple(misses), absent)


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
    digest = built.one(report, "textHash") if report else None
    for how, items in (("missed", result.missed), ("spurious", result.spurious)):
        for item in items:
            place = _place(doc, digest, item, built, originals) if digest else None
            sentence = originals.sentence(doc, digest, *place) if place and digest else ""
            yield Miss(result.name, doc, how, item.text, sentence)


def _place(doc: str, digest: str, item: Item, built: Built, originals: Originals) -> tuple[int, int] | None:
    """Where an item stands: by the evidence of its node, or where its words first stand in the text."""
    if item.node:
        return min(((start, end) for start, end, _ in built.evidence(item.node)), default=None)
    return originals.find(doc, digest, item.words) if item.words else None


def as_text(result: Evaluation, layer: str | None = None) -> Iterator[str]:
    """Lines to print: the table, then the misses of `layer` (all: of every layer)."""
    yield f"{'layer':15}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}{'built':>7}"
    for s in result.scores:
        yield f"{s.layer:15}{s.precision:7.3f}{s.recall:7.3f}{s.f1:7.3f}{s.gold:7d}{s.built:7d}"
    yield f"{'macro':15}{'':14}{result.macro_f1:7.3f}"
    for name in result.absent:
        yield f"not in the build: {name}"
    for miss in result.misses:
        if layer in (miss.layer, "all"):
            yield f"{miss.layer:14} {miss.report} {miss.how:9}{miss.text}" + (
                f"  {miss.sentence}" if miss.sentence else ""
            )
