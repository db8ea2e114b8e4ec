"""`make bench`: the speed of the pipeline beside jieba's on the same text, in characters a second.

    python -m tests.bench.ratio [FILE or FOLDER ...]      (the seeds by default)

Ratios matter, not seconds: both run one after the other in one process, and the best of several rounds counts.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

import jieba
import jieba.posseg

from kg.batch import Laps
from kg.errors import InputError
from kg.graph.quads import Names, evidence_lines, fact_lines
from kg.model import Document
from kg.pipeline import Engine, load_engine, stages_of
from kg.read.checks import ReadOptions
from kg.read.files import find, read

ROUNDS = 3
MIN_CHARACTERS = 20_000
SEEDS = Path(__file__).parents[2] / "seeds"


def documents(inputs: Sequence[str]) -> list[Document]:
    """The reports of `inputs`, repeated until they are long enough to be timed."""
    files, _ = find(inputs or [str(SEEDS)])
    found = [d for path in files for d in read(path, ReadOptions()) if not isinstance(d, InputError)]
    size = sum(len(d.raw) for d in found)
    return found * max(1, -(-MIN_CHARACTERS // size))


def best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Seconds of the quickest round."""
    times = []
    for _ in range(rounds):
        begun = perf_counter()
        work()
        times.append(perf_counter() - begun)
    return min(times)


def pipeline(texts: Sequence[Document], engine: Engine, laps: Laps) -> None:
    """Text to quads, as a build does it, without files."""
    names = Names()
    for document in texts:
        facts = stages_of(document, engine, laps.lap)
        fact_lines(facts, names)
        evidence_lines(facts, names)
        laps.lap("graph")


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    texts, engine = documents(arguments), load_engine()
    size = sum(len(d.raw) for d in texts)
    laps = Laps()
    rows = {
        "kg, text to quads": best(lambda: pipeline(texts, engine, laps)),
        "jieba.cut": best(lambda: [list(jieba.cut(d.raw)) for d in texts]),
        "jieba.posseg.cut": best(lambda: [list(jieba.posseg.cut(d.raw)) for d in texts], 1),
    }
    own = rows["kg, text to quads"]
    print(f"{len(texts)} texts, {size} characters")
    for name, seconds in rows.items():
        print(f"{name:20}{size / seconds:12,.0f} characters/s{seconds / own:9.2f} times the time of kg")
    total = sum(laps.seconds.values())
    print("stages of kg: " + ", ".join(f"{name} {value / total:.0%}" for name, value in laps.seconds.items()))


if __name__ == "__main__":
    main(sys.argv[1:])
