"""What a worker does: some reports in, sorted files of statements and texts out."""

from __future__ import annotations

import gc
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from time import perf_counter

from kg.errors import InputError
from kg.graph.quads import Names, evidence_lines, fact_lines
from kg.graph.texts import text_line
from kg.merge import write_sorted
from kg.model import Document, Facts
from kg.pipeline import Engine, load_engine, stages_of
from kg.read.checks import ReadOptions
from kg.read.files import read
from kg.read.sources import Source

HASH_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Job:
    """What all batches of one build share: where their files go, the base IRI, how files are read, the second reader."""

    folder: Path
    base: str
    options: ReadOptions
    reader: str | None = None


@dataclass(frozen=True, slots=True)
class FileItem:
    """A file that is one report, and what is known of its source."""

    path: Path
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class RowItem:
    """A report that was read from a table."""

    document: Document


Item = FileItem | RowItem


@dataclass(frozen=True, slots=True)
class Input:
    """One input file of a build."""

    path: str
    sha256: str
    size: int
    reports: int
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong. `report` is its name, where it is known; `failed` tells that it is not in the graph."""

    path: str
    reason: str
    report: str | None = None
    failed: bool = True


@dataclass(frozen=True)
class BatchResult:
    """What became of a batch. `part` names its files in the job's folder: `<part>.facts`, `<part>.evidence`, `<part>.texts`."""

    part: str | None
    reports: tuple[tuple[str, int], ...]  # name, characters
    inputs: tuple[Input, ...]
    problems: tuple[Problem, ...]
    seconds: dict[str, float] = field(default_factory=dict)


@cache
def _engine(reader: str | None) -> Engine:
    """One a process: loading takes longer than many reports.

    What is loaded stays, so the collector of garbage need not walk over it again and again (a tenth of the time).
    """
    engine = load_engine(reader)
    gc.collect()
    gc.freeze()
    return engine


def run_batch(job: Job, items: tuple[Item, ...]) -> BatchResult:
    """Read, clean, extract, link and write some reports.

    Raises:
        OSError: if the job's folder cannot be written.
    """
    names = Names(job.base)
    laps = Laps()
    lines: dict[str, set[bytes]] = {"facts": set(), "evidence": set(), "texts": set()}
    inputs: list[Input] = []
    problems: list[Problem] = []
    reports: list[tuple[str, int]] = []
    for document in _documents(job, items, inputs, problems):
        laps.lap("read")
        facts = stages_of(document, _engine(job.reader), laps.lap)
        lines["facts"].update(fact_lines(facts, names))
        lines["evidence"].update(evidence_lines(facts, names))
        lines["texts"].add(text_line(document))
        laps.lap("graph")
        reports.append((document.name, len(document.raw)))
        problems += _doubts(facts)
    laps.lap("read")
    part = _write(job.folder, lines) if reports else None
    laps.lap("write")
    return BatchResult(part, tuple(reports), tuple(inputs), tuple(problems), laps.seconds)


def _documents(job: Job, items: tuple[Item, ...], inputs: list[Input], problems: list[Problem]) -> Iterator[Document]:
    for item in items:
        if isinstance(item, RowItem):
            yield item.document
            continue
        for found in read(item.path, job.options):
            if isinstance(found, InputError):
                problems.append(Problem(found.path, found.reason))
                continue
            try:
                inputs.append(describe(item.path, 1, found.encoding))
            except OSError as error:
                problems.append(Problem(str(item.path), error.strerror or str(error)))
                continue
            yield item.source.of(found) if item.source else found


def describe(path: Path, reports: int, encoding: str | None) -> Input:
    """The record of an input file.

    Raises:
        OSError: if it cannot be read.
    """
    digest = hashlib.sha256()
    size = 0
    with path.open("rb") as file:
        while block := file.read(HASH_BLOCK):
            digest.update(block)
            size += len(block)
    return Input(str(path), digest.hexdigest(), size, reports, encoding)


def _doubts(facts: Facts) -> list[Problem]:
    document = facts.document
    return [Problem(document.path, reason, document.name, failed=False) for reason in facts.problems]


def _write(folder: Path, by_kind: Mapping[str, set[bytes]]) -> str:
    """Write the files of a batch; they count, under the hash of their contents, once they are whole."""
    digest = hashlib.sha256()
    names = {}
    for kind, lines in by_kind.items():
        handle, name = tempfile.mkstemp(dir=folder)
        os.close(handle)
        digest.update(write_sorted(lines, Path(name)))
        names[kind] = Path(name)
    part = digest.hexdigest()
    for kind, path in names.items():
        path.rename(folder / f"{part}.{kind}")
    return part


class Laps:
    """A stopwatch with named laps: `lap(name)` adds the time since the last lap to `name`."""

    def __init__(self, clock: Callable[[], float] = perf_counter) -> None:
        self._clock, self._last = clock, clock()
        self.seconds: dict[str, float] = {}

    def lap(self, name: str) -> None:
        """End the lap that is running."""
        now = self._clock()
        self.seconds[name] = self.seconds.get(name, 0.0) + now - self._last
        self._last = now
