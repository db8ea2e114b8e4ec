"""Where batches run: one seam, `map(fn, batches)`, between the build and the machines that do its work."""

from __future__ import annotations

import multiprocessing
import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from traceback import format_exception
from typing import Generic, Protocol, TypeVar

from kg.errors import KgError

Item = TypeVar("Item")
Result = TypeVar("Result")
Batch = tuple[Item, ...]
TRIES = 2
PLACE = re.compile(r'File "(?:.*[/\\])?([^/\\"]+)", line (\d+)')


@dataclass(frozen=True, slots=True)
class Failed(Generic[Item]):
    """An item that could not be worked on, however often it was tried, and why."""

    item: Item
    reason: str


class Cluster(Protocol):
    """Something that applies a function to batches, elsewhere or at once."""

    def map(
        self, fn: Callable[[Batch[Item]], Result], batches: Iterable[Batch[Item]]
    ) -> Iterator[Result | Failed[Item]]:
        """Results in any order. A batch that fails is halved until the items at fault are known."""
        ...


@dataclass(frozen=True, slots=True)
class Local:
    """This machine: `workers` processes, or a thread of this process if that is 1.

    Workers that die (killed, out of memory) are replaced. The batches that were under way are then tried one by one,
    so that only the batch that kills workers is blamed; it is halved, and an item that fails twice by itself is given
    up as `Failed`. At most two batches a worker are held in memory. Errors of the machine or of the package's data
    (`KgError`, `OSError`) end the run instead.
    """

    workers: int = 1

    def map(
        self, fn: Callable[[Batch[Item]], Result], batches: Iterable[Batch[Item]]
    ) -> Iterator[Result | Failed[Item]]:
        """See `Cluster.map`."""
        queue = iter(batches)
        while first := next(queue, None):
            suspects: list[Batch[Item]] = []
            yield from self._together(fn, chain([first], queue), suspects)
            for batch in suspects:
                yield from self._alone(fn, batch)

    def _together(
        self, fn: Callable[[Batch[Item]], Result], queue: Iterator[Batch[Item]], suspects: list[Batch[Item]]
    ) -> Iterator[Result]:
        """Results until the queue is empty or a batch fails; `suspects` gets the batches without a result."""
        with self._executor(self.workers) as executor:
            running: dict[Future[Result], Batch[Item]] = {}
            while True:
                room = 0 if suspects else 2 * self.workers - len(running)
                running |= {executor.submit(fn, batch): batch for batch in islice(queue, room)}
                if not running:
                    return
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    batch = running.pop(future)
                    if _failed(future):
                        suspects.append(batch)
                    else:
                        yield future.result()

    def _alone(self, fn: Callable[[Batch[Item]], Result], batch: Batch[Item]) -> Iterator[Result | Failed[Item]]:
        """Try a batch by itself; halve it if it fails."""
        single = len(batch) == 1
        for _ in range(TRIES if single else 1):
            with self._executor(1) as executor:
                future = executor.submit(fn, batch)
                if not _failed(future):
                    yield future.result()
                    return
        if single:
            yield Failed(batch[0], describe(future.exception()))
            return
        middle = len(batch) // 2
        yield from self._alone(fn, batch[:middle])
        yield from self._alone(fn, batch[middle:])

    def _executor(self, workers: int) -> Executor:
        if self.workers == 1:
            return ThreadPoolExecutor(1)
        return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("forkserver"))


def _failed(future: Future[Result]) -> bool:
    """Whether a batch is to be tried again.

    Raises:
        KgError, OSError: what a second try cannot mend: no space, a broken lexicon.
    """
    error = future.exception()
    if isinstance(error, KgError | OSError):
        raise error
    return error is not None


def describe(error: BaseException | None) -> str:
    """An error in one line: what it is and the line of code that raised it."""
    if isinstance(error, BrokenProcessPool):
        return "its worker process died (killed, or out of memory)"
    trace = "".join(format_exception(error)) if error else ""
    places = PLACE.findall(trace)
    where = f" at {places[-1][0]}:{places[-1][1]}" if places else ""
    first = (str(error).splitlines() or [""])[0]
    return f"internal error: {type(error).__name__}: {first}{where}"
