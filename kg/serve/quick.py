"""Plain queries by GET, answered by the protocol of uvicorn itself: the way over ASGI costs more than a small query does.

A request that is plain (the endpoint's path, nothing in its headers that changes how it is to be read) and comes in one piece while
nothing else of its connection is under way is answered here; a small one that came before, byte for byte, without being read again.
All others go the way of all requests.
"""

from __future__ import annotations

import asyncio
import re
import sys
import time
from functools import partial
from typing import Any, Final, cast

from starlette.responses import Response
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from kg.serve import http
from kg.serve.answers import VARY, Answers, Given, Sent
from kg.serve.builds import Builds
from kg.serve.protocol import RefusedError
from kg.serve.requestlog import Lines
from kg.serve.wire import Reply, refusal

SMALL: Final = 10_000  # bytes of a request and its answer that are kept ready
READY: Final = 1_000  # of them
FAILED: Final = b"content-type: text/plain\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
_REQUEST: Final = re.compile(
    rb"GET [!\"$->@-~]+\?(?P<url>[!\"$-~]+) HTTP/1\.1\r\n(?P<fields>(?:[A-Za-z0-9-]+:[\t -~]*\r\n)+)\r\n"
)
_SPECIAL: Final = re.compile(  # framing, conditions, and what proxies say of clients
    rb"^(?:(?:content-length|transfer-encoding|te|trailer|expect|upgrade|forwarded):|if-|x-forwarded-"
    rb"|connection:(?![ \t]*keep-alive[ \t]*\r))",
    re.IGNORECASE | re.MULTILINE,
)
_ACCEPT: Final = re.compile(rb"^accept:[ \t]*([^\r]*?)[ \t]*\r", re.IGNORECASE | re.MULTILINE)


def plain(data: bytes) -> Sent | None:
    """The question of a request that is plain and whole, else None."""
    found = _REQUEST.fullmatch(data)
    if found is None or _SPECIAL.search(data, found.start("fields")):
        return None
    return Sent(found["url"], b",".join(_ACCEPT.findall(data, found.start("fields"))))


class Desk:
    """What all connections share.

    Args:
        builds: where answers come from.
        answers: to questions.
        clients: limits of each.
        lines: of the log.
        path: of the endpoint.
    """

    def __init__(self, builds: Builds, answers: Answers, clients: http.Clients, lines: Lines, path: str) -> None:
        self._builds, self._answers, self._clients = builds, answers, clients
        self.lines, self.path = lines, path.encode()
        self.start = b"GET " + self.path + b"?query="
        self._build = ""
        self._ready: dict[bytes, tuple[bytes, int]] = {}
        self._heads: dict[str, bytes] = {}  # headers of answers of a media type

    @property
    def build(self) -> str:
        """The id of the build that is current."""
        return self._builds.current.id

    def ready(self, data: bytes) -> tuple[bytes, int] | None:
        """The answer to a request that came before, from its headers on, and the size of its body."""
        if self._build != self.build:
            self._build = self.build
            self._ready.clear()
        return self._ready.get(data)

    async def answer(self, client: str, sent: Sent) -> Given:
        """The answer to a question."""
        try:
            self._clients.enter(client)
        except RefusedError as error:
            return Given(refusal(error.status, str(error)))
        try:
            return await self._answers.give(sent) or Given(refusal(400, "the request has no query"))
        finally:
            self._clients.leave(client)

    def rest(self, given: Given) -> bytes:
        """An answer from its headers on."""
        reply, etag = given.reply, given.etag
        if not etag:
            return _rest(http.respond(reply, VARY))
        if reply.type not in self._heads:
            self._heads[reply.type] = _rest(http.respond(Reply(200, reply.type, b""), VARY)).partition(
                b"content-length"
            )[0]
        return b"%betag: %b\r\ncontent-length: %d\r\n\r\n%b" % (
            self._heads[reply.type],
            etag.encode(),
            len(reply.body),
            reply.body,
        )

    def keep(self, build: str, data: bytes, rest: bytes, size: int) -> None:
        """Have an answer of a build ready if it may be needed again."""
        if build == self._build and len(data) + len(rest) < SMALL:
            if len(self._ready) >= READY:
                self._ready.clear()
            self._ready[data] = rest, size


class Under:
    """A request under way, as `HttpToolsProtocol` knows it."""

    __slots__ = ("disconnected", "keep_alive", "message_event", "response_complete")

    def __init__(self, event: asyncio.Event) -> None:
        self.disconnected = self.response_complete = False
        self.keep_alive = True
        self.message_event = event


class Quick(HttpToolsProtocol):
    """One connection."""

    def __init__(self, *arguments: Any, desk: Desk, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._desk = desk
        self._event = asyncio.Event()
        self._inside = False  # the parser has begun a request and not ended it

    def on_message_begin(self) -> None:
        """Called by the parser."""
        self._inside = True
        super().on_message_begin()

    def on_message_complete(self) -> None:
        """Called by the parser."""
        self._inside = False
        super().on_message_complete()

    def data_received(self, data: bytes) -> None:
        """Called by the event loop."""
        if not (self._free() and data.startswith(self._desk.start) and self._taken(data)):
            super().data_received(data)

    def _free(self) -> bool:
        """Whether nothing of this connection is under way, and it may have more."""
        most = self.limit_concurrency or sys.maxsize
        return (
            not self._inside
            and (self.cycle is None or self.cycle.response_complete)
            and not self.flow.write_paused
            and len(self.connections) < most
            and len(self.tasks) < most
        )

    def _taken(self, data: bytes) -> bool:
        """Answer a request, at once or soon; False if it is none for us."""
        begun = time.perf_counter()
        ready = self._desk.ready(data)
        if ready:
            self._write(200, *ready, begun)
            self.on_response_complete()
            return True
        sent = plain(data)
        if sent is None:
            return False
        self._unset_keepalive_if_required()
        under = Under(self._event)
        self.cycle = cast(RequestResponseCycle, under)
        task = self.loop.create_task(self._answer(under, data, sent, begun))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return True

    async def _answer(self, under: Under, data: bytes, sent: Sent, begun: float) -> None:
        build, status, rest, size = self._desk.build, 500, FAILED, 0
        try:
            given = await self._desk.answer(self._name, sent)
            status, size = given.reply.status, len(given.reply.body)
            rest = self._desk.rest(given)
            if given.kept:
                self._desk.keep(build, data, rest, size)
        finally:
            under.response_complete = True
            if self.transport.is_closing():
                self._note(status, size, begun)  # the client has gone
            else:
                self._write(status, rest if under.keep_alive else b"connection: close\r\n" + rest, size, begun)
                if not under.keep_alive or status == 500:
                    self.transport.close()
                self.on_response_complete()

    @property
    def _name(self) -> str:
        return self.client[0] if self.client else ""

    def _write(self, status: int, rest: bytes, size: int, begun: float) -> None:
        """Send an answer and note it."""
        fixed = [b"%b: %b\r\n" % field for field in self.server_state.default_headers]
        self.transport.write(b"".join([STATUS_LINE[status], *fixed, rest]))
        self._note(status, size, begun)

    def _note(self, status: int, size: int, begun: float) -> None:
        self._desk.lines.add((self._name, "GET", self._desk.path), status, size, begun)


def _rest(response: Response) -> bytes:
    """The headers and the body of an answer."""
    return b"".join([*(b"%b: %b\r\n" % field for field in response.raw_headers), b"\r\n", response.body])


def connections(desk: Desk) -> type[asyncio.Protocol]:
    """What uvicorn makes its connections of."""
    return cast(type[asyncio.Protocol], partial(Quick, desk=desk))
