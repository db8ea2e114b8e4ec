"""What the server and its workers say to each other: frames of a head and a body."""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

PREFIX: Final = struct.Struct("!II")  # bytes of the head, bytes of the body
PLAIN: Final = b"?"  # JSON never begins so
PIECE: Final = 1 << 14  # bytes read at a time: more would be mapped and unmapped for each
Frame = tuple[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of a worker, or of the server in its stead: an HTTP status, a media type, the body, and whether the
    same request has the same answer as long as the build is the same."""

    status: int
    type: str
    body: bytes
    fixed: bool = True


def refusal(status: int, reason: str) -> Reply:
    """An answer in words, one line."""
    return Reply(status, "text/plain; charset=utf-8", f"{reason}\n".encode("utf-8", "replace"))


def frame(head: bytes, body: bytes = b"") -> bytes:
    """A frame as bytes."""
    return PREFIX.pack(len(head), len(body)) + head + body


def asking(header: Mapping[str, object]) -> bytes:
    """The head of a question; `plain` makes that of most."""
    return json.dumps(header).encode()


def plain(accept: bytes) -> bytes:
    """The head of a query that came by GET: JSON would cost as much as reading the query."""
    return PLAIN + accept


def asked(head: bytes) -> dict[str, Any]:
    """What a head asks."""
    if head.startswith(PLAIN):
        return {"op": "protocol", "accept": head[1:], "kind": None}
    found: dict[str, Any] = json.loads(head)
    return found


def replying(reply: Reply) -> bytes:
    """A reply as a frame."""
    return frame(b"%d %d %b" % (reply.status, reply.fixed, reply.type.encode()), reply.body)


def replied(head: bytes, body: bytes) -> Reply:
    """The reply of a frame."""
    status, fixed, media = head.split(b" ", 2)
    return Reply(int(status), media.decode(), body, fixed == b"1")


class Frames:
    """Cuts a stream of bytes into frames."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def feed(self, data: bytes) -> Frame | None:
        """Take in more bytes; returns a frame if one is whole now. There is never more than one under way."""
        if self._bytes:
            self._bytes += data
        whole: bytes | bytearray = self._bytes or data
        if len(whole) >= PREFIX.size:
            head_size, body_size = PREFIX.unpack_from(whole)
            start = PREFIX.size + head_size
            end = start + body_size
            if len(whole) >= end:
                found = bytes(whole[PREFIX.size : start]), bytes(whole[start:end])
                if self._bytes:
                    del self._bytes[:end]
                return found
        if not self._bytes:
            self._bytes += data
        return None

    def receive(self, link: socket.socket) -> Frame | None:
        """The next frame from a socket, waiting for it; None if the other side has gone."""
        while data := link.recv(PIECE):
            found = self.feed(data)
            if found:
                return found
        return None
