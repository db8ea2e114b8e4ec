"""Learn from gold when a measure is told, from what the rules found in a clause and how probable the weights find it.

The weights are learned from the same reports, so the chances of a report are taken from weights that have not seen it: a
quarter of the reports is weighed with what the other three teach.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.evaluation.learn import NONE, TOLD, Lesson, as_table, clause_lessons, fit, parted
from kg.extract.act_verdict import verdict_signs
from kg.extract.act_weights import Weights
from kg.extract.actions import Actions
from kg.model import Page
from kg.pipeline import Engine

PARTS = 4
STRENGTH = 0.02  # inverse of the penalty on weights: 0.1 scored lower on the 95 reports left out


@dataclass(frozen=True, slots=True)
class _Report:
    lessons: tuple[Lesson, ...]
    ruled: tuple[frozenset[str], ...]


def verdict_lessons(texts: Path, gold: Path, engine: Engine) -> tuple[Lesson, ...]:
    """A lesson for every measure that a clause of the reports with gold may tell.

    Args:
        texts: folder with a file for each report, named by its id.
        gold: folder with a JSON file for each report.
        engine: reads them.

    Raises:
        InputError: for a gold file that is malformed, or whose text is missing.
    """
    actions = replace(parted(engine)[0], second=None)
    reports = [
        _Report(tuple(lessons), tuple(_ruled(actions, page))) for page, lessons in clause_lessons(texts, gold, engine)
    ]
    return tuple(lesson for part in range(PARTS) for lesson in _weighed(reports, part))


def _ruled(actions: Actions, page: Page) -> Iterator[frozenset[str]]:
    """The measures that the rules find in each clause."""
    starts = [c.start for c in page.layout.clauses]
    found: list[set[str]] = [set() for _ in starts]
    for claim in actions.read(page)[1]:
        found[bisect_right(starts, claim.trigger.start) - 1].add(claim.measure)
    return map(frozenset, found)


def _weighed(reports: Sequence[_Report], part: int) -> Iterator[Lesson]:
    """The lessons of every fourth report, by what the others teach."""
    weights = Weights(as_table(fit([x for i, r in enumerate(reports) if i % PARTS != part for x in r.lessons])))
    for report in reports[part::PARTS]:
        rows = weights.probabilities([lesson.signs for lesson in report.lessons]).tolist()
        for lesson, ruled, row in zip(report.lessons, report.ruled, rows, strict=True):
            for measure, signs in verdict_signs(dict(zip(weights.measures, row, strict=True)), ruled).items():
                yield Lesson(signs, TOLD if measure in lesson.labels else NONE)
