"""What all answers have in common: headers, entity tags, reasons in words, and the limit of one client."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from kg.serve.protocol import RefusedError
from kg.serve.wire import Reply

RETRY: Final = "2"  # seconds
_HEADER_NAMES: Final = re.compile(r"[A-Za-z0-9,\s_-]{1,500}")
_TAG: Final = re.compile(r'(?:W/)?("[^"]*")')
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'; object-src 'none'"
)
COMMON: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After, Content-Location",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
PAGE: Final = {
    **COMMON,
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def respond(reply: Reply, headers: Mapping[str, str] | None = None) -> Response:
    """An answer over HTTP."""
    busy = {"Retry-After": RETRY} if reply.status in (429, 503) else {}
    fixed = {"Cache-Control": "no-store"} if reply.status >= 400 else {"Cache-Control": "no-cache"}
    both = {**COMMON, **fixed, **busy, **(headers or {}), "Content-Type": reply.type}
    return Response(reply.body, reply.status, both)


def preflight(request: Request, methods: str = "GET, HEAD, POST, OPTIONS") -> Response:
    """The answer to OPTIONS: what another site's script may ask."""
    wanted = request.headers.get("access-control-request-headers", "")
    allowed = wanted if _HEADER_NAMES.fullmatch(wanted) else "Accept, Content-Type, If-None-Match"
    headers = {"Access-Control-Allow-Methods": methods, "Access-Control-Allow-Headers": allowed}
    return Response(status_code=204, headers={**COMMON, **headers, "Access-Control-Max-Age": "86400", "Allow": methods})


def tag(*parts: object) -> str:
    """A weak entity tag: the same parts, the same meaning."""
    digest = hashlib.blake2b(repr(parts).encode("utf-8", "replace"), digest_size=12).hexdigest()
    return f'W/"{digest}"'


def unchanged(request: Request, etag: str) -> bool:
    """Whether the client has this already."""
    return matches(request.headers.get("if-none-match", ""), etag)


def matches(sent: str, etag: str) -> bool:
    """Whether an If-None-Match header names this entity tag."""
    return bool(sent) and (sent.strip() == "*" or etag.removeprefix("W/") in _TAG.findall(sent))


def not_modified(etag: str, headers: Mapping[str, str] | None = None) -> Response:
    """304."""
    return Response(status_code=304, headers={**COMMON, "Cache-Control": "no-cache", **(headers or {}), "ETag": etag})


async def body_of(request: Request, limit: int) -> bytes:
    """The body of a request.

    Raises:
        RefusedError: if it has more than `limit` bytes.
    """
    parts, size = [], 0
    try:
        async for part in request.stream():
            size += len(part)
            if size > limit:
                raise RefusedError(413, f"the request has more than {limit} bytes")
            parts.append(part)
    except ClientDisconnect as error:
        raise RefusedError(400, "the request is not complete") from error
    return b"".join(parts)


class Clients:
    """Counts the requests under way of each client, and refuses more than `most`."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._count: Counter[str] = Counter()

    def enter(self, name: str) -> None:
        """A request of the client of this name begins; `leave` must follow.

        Raises:
            RefusedError: if the client has too many.
        """
        if self._count[name] >= self._most:
            raise RefusedError(429, f"more than {self._most} requests of one client at a time")
        self._count[name] += 1

    def leave(self, name: str) -> None:
        """It has ended."""
        self._count[name] -= 1
        if not self._count[name]:
            del self._count[name]

    @contextmanager
    def one(self, request: Request) -> Iterator[None]:
        """A request under way.

        Raises:
            RefusedError: if its client has too many.
        """
        name = request.client.host if request.client else ""
        self.enter(name)
        try:
            yield
        finally:
            self.leave(name)
