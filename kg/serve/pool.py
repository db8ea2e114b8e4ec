"""The workers of one build, in two lanes, so that a few heavy queries never stand in the way of many light ones.

Every query begins in the light lane. One that is not done within `patience` goes over to the heavy lane with its worker, which
then gives way to others, and a fresh worker takes its place; while the heavy lane is full it is paused. Its time counts
only while it runs, but however it goes it has ended after `seconds` and `wait` together.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.serve.process import Process, WorkerGoneError, start
from kg.serve.settings import Settings
from kg.serve.wire import Frame, Reply, asking, refusal, replied

PAGE_PATIENCE = 2.0  # seconds: pages ask bounded questions of ours
TOO_BUSY = "too many queries are waiting: try again later"
TOO_LONG = "the query takes longer than {} s: ask for less"
CRASHED = "the query needs more memory than there is for one"
log = logging.getLogger("kg.serve")


@dataclass(slots=True)
class Counts:
    """What a pool has done."""

    answered: int = 0
    stopped: int = 0
    crashed: int = 0
    refused: int = 0


class Pool:
    """Workers over the build in one folder.

    Args:
        folder: holds `store/` and the texts.
        base: the base IRI of the build.
        settings: limits.
    """

    def __init__(self, folder: Path, base: str, settings: Settings) -> None:
        self._folder, self._settings = folder, settings
        limits = ("rows", "answer", "memory", "query")
        self._setting = {"base": base, **{name: getattr(settings, name) for name in limits}}
        self._idle: list[Process] = []
        self._all: set[Process] = set()
        self._starting: set[asyncio.Task[None]] = set()
        self._waiting: deque[asyncio.Future[Process]] = deque()  # requests in the order in which they came
        self._running = 0
        self._heavy = asyncio.Semaphore(settings.heavy)
        self._slow: set[Process] = set()  # with queries that turned out heavy
        self._closing = False
        self.counts = Counts()

    async def open(self) -> None:
        """Start the workers.

        Raises:
            WorkerGoneError: if the store cannot be opened.
        """
        processes = await asyncio.gather(*(self._started() for _ in range(self._settings.lights)))
        self._idle += processes

    async def _started(self) -> Process:
        process = await start(self._folder, self._setting)
        self._all.add(process)
        return process

    async def ask(self, request: Mapping[str, Any]) -> Reply:
        """The answer of a worker to a request of ours, as `query` gives it."""
        return await self.query(asking(request), b"", PAGE_PATIENCE)

    async def query(self, head: bytes, body: bytes, patience: float) -> Reply:
        """The answer of a worker to a question that counts as heavy after `patience` seconds.

        It is 503 if it takes too long or too much, or if too many are waiting.
        """
        if not self._idle and len(self._waiting) >= self._settings.queue:
            self.counts.refused += 1
            return refusal(503, TOO_BUSY)
        self._running += 1
        try:
            process = self._idle.pop() if self._idle else await self._next()
            if process is None:
                self.counts.refused += 1
                return refusal(503, TOO_BUSY)
            return await self._run(process, (head, body), patience)
        finally:
            self._running -= 1

    async def _next(self) -> Process | None:
        """A worker, as soon as one is free; None if that takes too long."""
        turn: asyncio.Future[Process] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await asyncio.wait((turn,), timeout=self._settings.wait)
        except asyncio.CancelledError:
            if turn.done():
                self._free(turn.result())
            raise
        finally:
            if not turn.done():
                self._waiting.remove(turn)
        return turn.result() if turn.done() else None

    async def _run(self, process: Process, asked: Frame, patience: float) -> Reply:
        process.send(*asked)
        try:
            reply = await self._outcome(process, patience)
        except WorkerGoneError:
            self.counts.crashed += 1
            reply = None
        except asyncio.CancelledError:
            self._end(process)
            raise
        if reply is None or process.gone:
            self._end(process)
        else:
            self._free(process)
        if reply is None:
            return refusal(503, CRASHED)
        self.counts.answered += reply.status < 500
        return reply

    async def _outcome(self, process: Process, patience: float) -> Reply:
        found = await process.wait(patience)
        if found:
            return replied(*found)
        self._slow.add(process)
        process.slow_down()
        try:
            return await self._heavily(process)
        finally:
            self._slow.discard(process)
            self._end(process)  # its priority cannot be raised again

    async def _heavily(self, process: Process) -> Reply:
        """Go on in the heavy lane; the light one gets another worker."""
        settings = self._settings
        if len(self._slow) > settings.heavy + settings.queue:
            self.counts.refused += 1
            return refusal(503, TOO_BUSY)
        self._replace()
        if self._heavy.locked():
            process.pause()
        try:
            async with asyncio.timeout(settings.wait):
                await self._heavy.acquire()
        except TimeoutError:
            self.counts.refused += 1
            return refusal(503, TOO_BUSY)
        try:
            process.resume()
            found = await process.wait(settings.seconds - settings.patience)
        finally:
            self._heavy.release()
        if found:
            return replied(*found)
        self.counts.stopped += 1
        return refusal(503, TOO_LONG.format(f"{settings.seconds:g}"))

    def _end(self, process: Process) -> None:
        """Kill a worker; another takes its place if the light lane wants one."""
        if process in self._all:
            self._all.discard(process)
            process.kill()
        self._replace()

    def _replace(self) -> None:
        """Start workers until the light lane has all of its own again."""
        light = len(self._all - self._slow) + len(self._starting)
        if not self._closing and light < self._settings.lights:
            task = asyncio.create_task(self._refill())
            self._starting.add(task)
            task.add_done_callback(self._started_one)

    def _started_one(self, task: asyncio.Task[None]) -> None:
        self._starting.discard(task)
        if not task.cancelled() and task.exception():
            log.error("a worker does not start: %r", task.exception())

    async def _refill(self) -> None:
        process = await self._started()
        if self._closing:
            self._end(process)
        else:
            self._free(process)

    def _free(self, process: Process) -> None:
        """A worker has nothing to do: it goes to the request that has waited longest."""
        if self._waiting:
            self._waiting.popleft().set_result(process)
        else:
            self._idle.append(process)

    def state(self) -> dict[str, int]:
        """How many workers there are, and what they do."""
        return {
            "workers": len(self._all),
            "idle": len(self._idle),
            "running": self._running,
            "waiting": len(self._waiting),
            "heavy": len(self._slow),
            **{name: getattr(self.counts, name) for name in ("answered", "stopped", "crashed", "refused")},
        }

    def walls(self) -> tuple[str, ...]:
        """The walls around the workers."""
        return next((p.walls for p in self._all), ())

    async def close(self) -> None:
        """Wait until all requests under way have ended, then end the workers."""
        self._closing = True
        while self._running:
            await asyncio.sleep(0.02)
        for task in list(self._starting):
            await asyncio.wait((task,))
        for process in list(self._all):
            self._all.discard(process)
            process.kill()
        self._idle.clear()
