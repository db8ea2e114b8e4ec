"""A line a request: when, client, method, path, status, bytes, milliseconds."""

from __future__ import annotations

import asyncio
import time
from typing import Final, TextIO

from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAUSE: Final = 0.2  # seconds between two writes: lines are written together, which costs a tenth
SHOWN: Final = 300  # bytes of a path


class RequestLog:
    """Writes a line to `out` for each request that `app` answers; control characters never reach it."""

    def __init__(self, app: ASGIApp, out: TextIO) -> None:
        self._app, self._out = app, out
        self._lines: list[str] = []

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
            taken = (time.perf_counter() - begun) * 1000
            client = scope["client"][0] if scope.get("client") else "-"
            path = scope.get("raw_path", b"")[:SHOWN].decode("ascii", "backslashreplace")
            self._add(f"{client} {scope['method']} {path} {status} {size} {taken:.1f}\n")

    def _add(self, line: str) -> None:
        if not self._lines:
            asyncio.get_running_loop().call_later(PAUSE, self._write)
        self._lines.append(time.strftime("%Y-%m-%dT%H:%M:%S ") + line)

    def _write(self) -> None:
        lines, self._lines = self._lines, []
        self._out.write("".join(lines))
        self._out.flush()
