"""Answers to requests of the SPARQL Protocol: those that are kept, and those that a worker gives."""

from __future__ import annotations

import time
from collections import OrderedDict
from typing import Final, NamedTuple

from kg.serve import http
from kg.serve.builds import Builds
from kg.serve.settings import Settings
from kg.serve.wire import Frame, Reply, asking, plain

VARY: Final = {"Vary": "Accept"}
UNCHANGED: Final = Reply(304, "", b"")
ONCE: Final = 20_000  # tags
CHEAP: Final = 0.02  # seconds: what takes no longer is kept only if it comes again, for keeping costs too


class Sent(NamedTuple):
    """What of a request decides about its answer: the query string, what it accepts, and of a POST the media type
    (None for GET) and the body."""

    url: bytes
    accept: bytes
    kind: str | None = None
    body: bytes = b""


class Given(NamedTuple):
    """An answer, its entity tag if it has one, and whether it is kept; status 304 if the client has it already."""

    reply: Reply
    etag: str = ""
    kept: bool = False


Key = tuple[str, Sent]  # build and request


class Kept:
    """Answers that were given, the latest used last, as many as fit into `size` bytes."""

    def __init__(self, size: int) -> None:
        self._size, self._used = size, 0
        self._given: OrderedDict[Key, Given] = OrderedDict()

    def get(self, key: Key) -> Given | None:
        """The answer, if it is kept."""
        found = self._given.get(key)
        if found:
            self._given.move_to_end(key)
        return found

    def put(self, key: Key, given: Given) -> None:
        """Keep an answer; older ones make room for it."""
        weight = _weight(key, given)
        if weight > self._size // 8 or key in self._given:
            return
        self._used += weight
        self._given[key] = given
        while self._used > self._size:
            self._used -= _weight(*self._given.popitem(last=False))


def _weight(key: Key, given: Given) -> int:
    sent = key[1]
    return len(given.reply.body) + len(sent.url) + len(sent.accept) + len(sent.body) + 1_000


class Answers:
    """Answers from the build that is current. One is kept if it took its time, or is asked for again.

    Args:
        builds: where they come from.
        settings: limits.
    """

    def __init__(self, builds: Builds, settings: Settings) -> None:
        self._builds, self._patience = builds, settings.patience
        self._kept = Kept(settings.cache)
        self._once: set[str] = set()  # tags of answers given once

    async def give(self, sent: Sent, match: str = "") -> Given | None:
        """The answer; None if the request has no query. `match` is the header If-None-Match."""
        build = self._builds.current
        key = (build.id, sent)
        given = self._kept.get(key)
        if given is None:
            etag = http.tag(*key)
            if match and match.strip() != "*" and http.matches(match, etag):
                return Given(UNCHANGED, etag)  # we gave this tag for this very request, and the build is the same
            begun = time.perf_counter()
            reply = await build.pool.query(*_asking(sent), self._patience)
            if not reply.status:
                return None
            if reply.status != 200 or not reply.fixed:
                return Given(reply)
            given = Given(reply, etag, self._again(etag) or time.perf_counter() - begun > CHEAP)
            if given.kept:
                self._kept.put(key, given)
        same = match and sent.kind is None and http.matches(match, given.etag)
        return Given(UNCHANGED, given.etag) if same else given

    def _again(self, etag: str) -> bool:
        """Whether this answer was given before, as far as we remember."""
        if etag in self._once:
            self._once.discard(etag)
            return True
        if len(self._once) >= ONCE:
            self._once.clear()
        self._once.add(etag)
        return False


def _asking(sent: Sent) -> Frame:
    """The question to a worker."""
    if sent.kind is None:
        return plain(sent.accept), sent.url
    fields = {"accept": sent.accept.decode("latin-1"), "kind": sent.kind, "url": sent.url.decode("latin-1")}
    return asking({"op": "protocol", **fields}), sent.body
