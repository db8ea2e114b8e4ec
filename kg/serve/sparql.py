"""The SPARQL endpoint."""

from __future__ import annotations

import re
from collections import OrderedDict
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from kg.serve import http
from kg.serve.accept import DOCUMENTS, HTML, choose, rdf_format
from kg.serve.answer import Asked
from kg.serve.builds import Builds
from kg.serve.dataset import service_description
from kg.serve.protocol import READ_ONLY, RefusedError, read_get, read_post
from kg.serve.settings import Settings
from kg.serve.wire import Reply, refusal

VOLATILE: Final = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID)\s*\(", re.IGNORECASE)
METHODS: Final = "GET, HEAD, POST, OPTIONS"
VARY: Final = {"Vary": "Accept"}
SMALL: Final = 10_000  # bytes of an answer that may be kept ready to be sent
READY: Final = 1_000  # of them
Key = tuple[str, Asked]
Asking = tuple[str, bytes, bytes, bytes]  # build, and what of a request decides about its answer


class Kept:
    """Answers that were given, the latest used last, as many as fit into `size` bytes."""

    def __init__(self, size: int) -> None:
        self._size, self._used = size, 0
        self._replies: OrderedDict[Key, Reply] = OrderedDict()

    def get(self, key: Key) -> Reply | None:
        """The answer, if it is kept."""
        found = self._replies.get(key)
        if found:
            self._replies.move_to_end(key)
        return found

    def put(self, key: Key, reply: Reply) -> None:
        """Keep an answer; older ones make room for it."""
        weight = _weight(key, reply)
        if weight > self._size // 8 or key in self._replies:
            return
        self._used += weight
        self._replies[key] = reply
        while self._used > self._size:
            self._used -= _weight(*self._replies.popitem(last=False))


def _weight(key: Key, reply: Reply) -> int:
    return len(reply.body) + 2 * len(key[1].query) + 1_000


def _wanted(scope: Scope) -> tuple[bytes, bytes, bytes]:
    """The query string of a request, and what it accepts and has already."""
    accept = match = b""
    for name, value in scope["headers"]:
        if name == b"accept":
            accept = accept + b"," + value if accept else value
        elif name == b"if-none-match":
            match = value
    return scope["query_string"], accept, match


def _request(asked: Asked) -> dict[str, object]:
    return {
        "op": "query",
        "query": asked.query,
        "accept": asked.accept,
        "format": asked.format,
        "default": asked.default,
        "named": asked.named,
    }


class Endpoint:
    """Answers requests of the SPARQL Protocol from the build that is current."""

    def __init__(self, builds: Builds, settings: Settings, clients: http.Clients) -> None:
        self._builds, self._settings, self._clients = builds, settings, clients
        self._kept = Kept(settings.cache)
        self._ready: dict[Asking, tuple[Message, Message]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Any request to the endpoint, as of ASGI."""
        if scope["method"] == "GET":
            ready = self._ready.get((self._builds.current.id, *_wanted(scope)))
            if ready:
                for message in ready:
                    await send(message)
                return
        response = await self._safely(Request(scope, receive))
        await response(scope, receive, send)

    async def _safely(self, request: Request) -> Response:
        try:
            return await self._respond(request)
        except RefusedError as error:
            allow = {"Allow": METHODS} if error.status == 405 else {}
            return http.respond(refusal(error.status, str(error)), VARY | allow)

    async def _respond(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return http.preflight(request)
        if request.method not in ("GET", "HEAD", "POST"):
            raise RefusedError(405, READ_ONLY)
        with self._clients.one(request):
            asked = await self._read(request)
            return self._description(request) if asked is None else await self._answer(request, asked)

    async def _read(self, request: Request) -> Asked | None:
        accept = request.headers.get("accept", "")[:2000]
        url_query: bytes = request.scope["query_string"]
        if request.method != "POST":
            return read_get(url_query, accept, self._settings.query)
        body = await http.body_of(request, self._settings.body)
        content_type = request.headers.get("content-type", "")
        return read_post(content_type, body, url_query, accept, self._settings.query)

    async def _answer(self, request: Request, asked: Asked) -> Response:
        build = self._builds.current
        key = (build.id, asked)
        fixed = not VOLATILE.search(asked.query)
        etag = http.tag(*key)
        if fixed and request.method != "POST" and http.unchanged(request, etag):
            return http.not_modified(etag, VARY)
        reply = self._kept.get(key) if fixed else None
        if reply is None:
            reply = await build.pool.ask(_request(asked))
            if fixed and reply.status == 200:
                self._kept.put(key, reply)
        headers = VARY | ({"ETag": etag} if fixed and reply.status == 200 else {})
        response = http.respond(reply, headers)
        if "ETag" in headers and request.method == "GET" and len(reply.body) < SMALL and self._settings.cache:
            self._prepare((build.id, *_wanted(request.scope)), response)
        return response

    def _prepare(self, asking: Asking, response: Response) -> None:
        """Keep a small answer as the messages that it is sent in, for the very same request."""
        if len(self._ready) >= READY:
            self._ready.clear()
        start = {"type": "http.response.start", "status": response.status_code, "headers": response.raw_headers}
        self._ready[asking] = (start, {"type": "http.response.body", "body": response.body})

    def _description(self, request: Request) -> Response:
        """The service description, or for a browser the way to the page with the query editor."""
        accept = request.headers.get("accept", "")
        chosen = choose(accept, (*DOCUMENTS, HTML))
        if chosen is None:
            raise RefusedError(406, f"the service is described as {', '.join(f.types[0] for f in DOCUMENTS)}")
        if chosen is HTML:
            return Response(
                status_code=303, headers={**http.COMMON, **VARY, "Location": f"{self._settings.mount}/query"}
            )
        build = self._builds.current
        etag = http.tag(build.id, chosen.name, "service")
        if http.unchanged(request, etag):
            return http.not_modified(etag, VARY)
        address = str(request.url.replace(query="", fragment=""))
        body = service_description(build.record, build.names, address, rdf_format(chosen.name))
        return http.respond(Reply(200, chosen.content_type, body), VARY | {"ETag": etag})
