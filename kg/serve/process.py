"""One worker process as the server sees it: it takes a request at a time and can be killed, paused and slowed down."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final, cast

from kg.serve.wire import Frame, Frames, frame

NICE: Final = 15  # of a worker whose query turned out heavy
START: Final = 30.0  # seconds in which a worker must be ready


class WorkerGoneError(Exception):
    """The process ended before it answered."""


class Process(asyncio.Protocol):
    """A running worker. `await start(…)` makes one."""

    def __init__(self, child: subprocess.Popen[bytes]) -> None:
        self._child = child
        self._frames = Frames()
        self._waiting: asyncio.Future[None] | None = None
        self._arrived: Frame | None = None
        self._transport: asyncio.WriteTransport | None = None
        self.walls: tuple[str, ...] = ()
        self.gone = False

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._child.pid

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called by the event loop."""
        self._transport = cast(asyncio.WriteTransport, transport)  # uvloop's is one in all but name

    def data_received(self, data: bytes) -> None:
        """Called by the event loop."""
        found = self._frames.feed(data)
        if found:
            self._arrived = found
            _wake(self._waiting)

    def connection_lost(self, exc: Exception | None) -> None:
        """Called by the event loop."""
        self.gone = True
        _wake(self._waiting)

    def send(self, head: bytes, body: bytes) -> None:
        """Give it a request; `wait` then brings the answer."""
        if self._transport and not self.gone:
            self._transport.write(frame(head, body))

    async def wait(self, seconds: float) -> Frame | None:
        """The answer; None if it takes longer than `seconds`, and may be waited for again.

        Raises:
            WorkerGoneError: if the process ends before.
        """
        if self._arrived is None and not self.gone:
            loop = asyncio.get_running_loop()
            self._waiting = loop.create_future()
            timer = loop.call_later(seconds, _wake, self._waiting)
            try:
                await self._waiting
            finally:
                timer.cancel()
        found, self._arrived = self._arrived, None
        if found is None and self.gone:
            raise WorkerGoneError
        return found

    async def ready(self) -> None:
        """Wait until the store is open.

        Raises:
            WorkerGoneError: if it cannot be opened.
            TimeoutError: if that takes too long.
        """
        found = await self.wait(START)
        if found is None:
            raise TimeoutError
        self.walls = tuple(json.loads(found[0]))

    def slow_down(self) -> None:
        """Let light queries go first from now on."""
        if not self.gone and self._child.poll() is None:
            os.setpriority(os.PRIO_PROCESS, self.pid, NICE)

    def pause(self) -> None:
        """Stop it where it is."""
        self._child.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let it go on."""
        self._child.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """End it now, and leave nothing behind."""
        self.gone = True
        _wake(self._waiting)
        self._child.kill()
        if self._transport:
            self._transport.close()
        asyncio.get_running_loop().run_in_executor(None, self._child.wait)


def _wake(waiting: asyncio.Future[None] | None) -> None:
    if waiting and not waiting.done():
        waiting.set_result(None)


async def start(folder: Path, setting: Mapping[str, object]) -> Process:
    """Start a worker over the build in `folder` and wait until it is ready.

    Raises:
        WorkerGoneError: if the store cannot be opened.
        TimeoutError: if that takes too long.
    """
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    arguments = {**setting, "folder": str(folder), "socket": theirs.fileno()}
    environment = {**os.environ, "MALLOC_ARENA_MAX": "2"}  # the limit of address space counts arenas too
    command = [sys.executable, "-m", "kg.serve.worker", json.dumps(arguments)]
    child = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, env=environment)
    theirs.close()
    process = Process(child)
    await asyncio.get_running_loop().create_unix_connection(lambda: process, sock=ours)
    try:
        await process.ready()
    except (WorkerGoneError, TimeoutError):
        process.kill()
        raise
    return process
