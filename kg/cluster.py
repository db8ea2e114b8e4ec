"""Where batches run: one seam, `map(fn, batches)`, between the build and the machines that do its work."""

from __future__ import annotations

import multiprocessing
import re
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from traceback import format_exception
from typing import Generic, Protocol, TypeVar

from kg.errors import OutputError, ResourceError

Item = TypeVar("Item")
Result = TypeVar("Result")
Batch = tuple[Item, ...]
TRIES = 2
FATAL = (OSError, OutputError, ResourceError)
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
    """This machine: `workers` processes, or a thread of this process if that is 1 or there is but one batch.

    Workers that die (killed, out of memory) are replaced. The batches that were under way are then tried one by one,
    so that only the batch that kills workers is blamed; it is halved, and an item that kills its worker `TRIES` times
    when it is alone is given up as `Failed`. So is an item whose function raises. At most two batches a worker are
    held in memory. Errors of the machine or of the package's data (`FATAL`) end the run instead.

    `modules` are imported once for all workers.
    """

    workers: int = 1
    modules: tuple[str, ...] = ()

    def map(
        self, fn: Callable[[Batch[Item]], Result], batches: Iterable[Batch[Item]]
    ) -> Iterator[Result | Failed[Item]]:
        """See `Cluster.map`."""
        queue = iter(batches)
        few = list(islice(queue, 2))
        if len(few) < 2:
            yield from self._run(fn, iter(few), [], None)
            return
        queue = chain(few, queue)
        while first := next(queue, None):
            lost: list[Batch[Item]] = []
            yield from self._run(fn, chain([first], queue), lost, self.workers)
            for batch in lost:
                yield from self._alone(fn, batch, TRIES)

    def _run(
        self,
        fn: Callable[[Batch[Item]], Result],
        queue: Iterator[Batch[Item]],
        lost: list[Batch[Item]],
        workers: int | None,
    ) -> Iterator[Result | Failed[Item]]:
        """Results until the queue is empty or a worker dies; `lost` gets the batches that were then under way."""
        with _executor(workers if self.workers > 1 else None, self.modules) as executor:
            running: dict[Future[Result], Batch[Item]] = {}
            halves: list[Batch[Item]] = []
            while True:
                room = 2 * self.workers - len(running)
                waiting = () if lost else islice(chain(_drain(halves), queue), room)
                running |= {future: batch for batch in waiting if (future := _submit(executor, fn, batch, lost))}
                if not running:
                    lost += halves
                    return
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    batch = running.pop(future)
                    error = _error(future)
                    if error is None:
                        yield future.result()
                    elif isinstance(error, BrokenProcessPool):
                        lost.append(batch)
                    elif len(batch) == 1:
                        yield Failed(batch[0], describe(error))
                    else:
                        halves += halve(batch)

    def _alone(
        self, fn: Callable[[Batch[Item]], Result], batch: Batch[Item], tries: int
    ) -> Iterator[Result | Failed[Item]]:
        """Try a batch by itself; halve it if it kills its worker."""
        lost: list[Batch[Item]] = []
        yield from self._run(fn, iter([batch]), lost, 1)
        for part in lost:
            if len(part) > 1:
                for half in halve(part):
                    yield from self._alone(fn, half, TRIES)
            elif tries > 1:
                yield from self._alone(fn, part, tries - 1)
            else:
                yield Failed(part[0], "its worker process died (killed, or out of memory)")


@contextmanager
def _executor(workers: int | None, modules: tuple[str, ...]) -> Iterator[Executor]:
    """Processes, or one thread; when the block ends early, what has not begun is dropped."""
    executor: Executor
    if workers is None:
        executor = ThreadPoolExecutor(1)
    else:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(list(modules))
        executor = ProcessPoolExecutor(workers, context, initializer=_leave_interrupts_to_the_parent)
    try:
        yield executor
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _submit(
    executor: Executor, fn: Callable[[Batch[Item]], Result], batch: Batch[Item], lost: list[Batch[Item]]
) -> Future[Result] | None:
    try:
        return executor.submit(fn, batch)
    except BrokenProcessPool:  # a worker died since the last result
        lost.append(batch)
        return None


def _drain(batches: list[Batch[Item]]) -> Iterator[Batch[Item]]:
    while batches:
        yield batches.pop()


def _error(future: Future[Result]) -> BaseException | None:
    """Why a batch has no result.

    Raises:
        OSError, OutputError, ResourceError: what no other batch can escape: no space, a broken lexicon.
    """
    error = future.exception()
    if isinstance(error, FATAL):
        raise error
    return error


def halve(batch: Batch[Item]) -> tuple[Batch[Item], Batch[Item]]:
    """The two halves of a batch of two or more."""
    middle = len(batch) // 2
    return batch[:middle], batch[middle:]


def describe(error: BaseException) -> str:
    """An error in one line: what it is and the line of code that raised it."""
    places = PLACE.findall("".join(format_exception(error)))
    where = f" at {places[-1][0]}:{places[-1][1]}" if places else ""
    first = (str(error).splitlines() or [""])[0]
    return f"internal error: {type(error).__name__}: {first}{where}"
