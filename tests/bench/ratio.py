"""`make bench`: the speed of the pipeline beside jieba's on the same text, in characters a second.

    python -m tests.bench.ratio [FILE or FOLDER ...]      (the seeds by default)

Ratios matter, not seconds: all run one after the other in one process, and the best of several rounds counts, in
seconds of this process alone, so that other work on the machine disturbs little.
"""

from __future__ import annotations

import gc
import logging
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import process_time

import jieba
import jieba.posseg

from kg.batch import Laps
from kg.clean.run import clean
from kg.errors import InputError
from kg.extract.run import extract
from kg.graph.quads import Names, evidence_lines, fact_lines
from kg.link.run import link
from kg.model import Claim, Document, Extractor, Mention, Page
from kg.pipeline import Engine, load_engine
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
        begun = process_time()
        work()
        times.append(process_time() - begun)
    return min(times)


@dataclass(frozen=True)
class Timed:
    """An extractor whose time is kept under its own name."""

    inner: Extractor
    laps: Laps

    @property
    def name(self) -> str:
        """The extractor's."""
        return self.inner.name

    def __call__(self, page: Page) -> Iterable[Mention | Claim]:
        """What the extractor finds."""
        self.laps.lap("layout and order")
        found = list(self.inner(page))
        self.laps.lap(self.name)
        return found


def pipeline(texts: Sequence[Document], engine: Engine, laps: Laps) -> None:
    """Text to quads, as a build does it, without files."""
    names = Names()
    extractors = [Timed(e, laps) for e in engine.extractors]
    laps.lap("")
    for document in texts:
        text = clean(document, engine.resources)
        laps.lap("clean")
        page = extract(text, extractors)
        laps.lap("layout and order")
        facts = link(page, engine.resources)
        laps.lap("link")
        fact_lines(facts, names)
        laps.lap("facts as quads")
        evidence_lines(facts, names)
        laps.lap("evidence as quads")


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    texts, engine = documents(arguments), load_engine()
    gc.freeze()  # as a build does
    laps = Laps(process_time)
    pipeline(texts, engine, Laps())  # tables that are made on first use
    few = texts[: max(1, len(texts) // 5)]  # the tagger is that slow
    rows: dict[str, tuple[Sequence[Document], Callable[[Sequence[Document]], object], int]] = {
        "kg, text to quads": (texts, lambda docs: pipeline(docs, engine, laps), ROUNDS),
        "jieba.cut": (texts, lambda docs: [list(jieba.cut(d.raw)) for d in docs], ROUNDS),
        "jieba.posseg.cut": (few, lambda docs: [list(jieba.posseg.cut(d.raw)) for d in docs], 1),
    }
    print(f"{len(texts)} texts, {sum(len(d.raw) for d in texts)} characters")
    own = 0.0
    for name, (docs, work, rounds) in rows.items():
        speed = sum(len(d.raw) for d in docs) / best(partial(work, docs), rounds)
        own = own or speed
        print(f"{name:20}{speed:12,.0f} characters/s{own / speed:9.2f} times the time of kg")
    laps.seconds.pop("")
    total = sum(laps.seconds.values())
    slowest = sorted(laps.seconds.items(), key=lambda row: -row[1])
    print("stages of kg: " + ", ".join(f"{name} {value / total:.0%}" for name, value in slowest))
    print(f"load of the machine: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
