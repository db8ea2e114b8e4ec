"""A line a request: when, client, method, path, status, bytes, milliseconds."""

from __future__ import annotations

import asyncio
import time
from typing import Final, TextIO

from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAUSE: Final = 0.2  # seconds between two writes: lines are written together, which costs a tenth
SHOWN: Final = 300  # bytes of a path


class Lines:
    """Lines that are written to `out` a little later; control characters never reach it. Without `out` there are none."""

    def __init__(self, out: TextIO | None) -> None:
        self._out = out
        self._lines: list[str] = []
        self._second, self._time = 0, ""

    def add(self, what: tuple[str, str, bytes], status: int, size: int, begun: float) -> None:
        """A request that has been answered.

        Args:
            what: client, method, path as sent.
            status: of the answer.
            size: of its body in bytes.
            begun: when it came, by `time.perf_counter`.
        """
        if self._out is None:
            return
        now = int(time.time())
        if now != self._second:
            self._second, self._time = now, time.strftime("%Y-%m-%dT%H:%M:%S", time.localtime(now))
        if not self._lines:
            asyncio.get_running_loop().call_later(PAUSE, self._write)
        client, method, raw = what
        path = raw[:SHOWN].decode("ascii", "backslashreplace")
        taken = (time.perf_counter() - begun) * 1000
        self._lines.append(f"{self._time} {client} {method} {path} {status} {size} {taken:.1f}\n")

    def _write(self) -> None:
        lines, self._lines = self._lines, []
        if self._out:
            self._out.write("".join(lines))
            self._out.flush()


class RequestLog:
    """Adds a line to `lines` for each request that `app` answers."""

    def __init__(self, app: ASGIApp, lines: Lines) -> None:
        self._app, self._lines = app, lines

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As of ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, status, size = time.perf_counter(), 0, 0

        async def watched(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            client = scope["client"][0] if scope.get("client") else "-"
            self._lines.add((client, scope["method"], scope.get("raw_path", b"")), status, size, begun)
