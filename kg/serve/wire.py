"""What the server and its workers say to each other: frames of a header in JSON and a body in bytes."""

from __future__ import annotations

import json
import socket
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

PREFIX: Final = struct.Struct("!II")  # bytes of the header, bytes of the body


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of a worker, or of the server in its stead: an HTTP status, a media type, the body."""

    status: int
    type: str
    body: bytes


def refusal(status: int, reason: str) -> Reply:
    """An answer in words, one line."""
    return Reply(status, "text/plain; charset=utf-8", f"{reason}\n".encode("utf-8", "replace"))


def frame(header: Mapping[str, object], body: bytes = b"") -> bytes:
    """A frame as bytes."""
    head = json.dumps(header, ensure_ascii=False).encode()
    return PREFIX.pack(len(head), len(body)) + head + body


def receive(link: socket.socket) -> tuple[dict[str, object], bytes] | None:
    """The next frame, waiting for it; None if the other side has gone."""
    prefix = _exactly(link, PREFIX.size)
    if prefix is None:
        return None
    head_size, body_size = PREFIX.unpack(prefix)
    whole = _exactly(link, head_size + body_size)
    return None if whole is None else (json.loads(whole[:head_size]), whole[head_size:])


def _exactly(link: socket.socket, size: int) -> bytes | None:
    parts = []
    while size:
        part = link.recv(min(size, 1 << 20))
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


class Frames:
    """Cuts a stream of bytes into frames."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def feed(self, data: bytes) -> tuple[dict[str, object], bytes] | None:
        """Take in more bytes; returns a frame if one is whole now. There is never more than one under way."""
        self._bytes += data
        if len(self._bytes) < PREFIX.size:
            return None
        head_size, body_size = PREFIX.unpack_from(self._bytes)
        end = PREFIX.size + head_size + body_size
        if len(self._bytes) < end:
            return None
        whole = bytes(self._bytes[PREFIX.size : end])
        del self._bytes[:end]
        return json.loads(whole[:head_size]), whole[head_size:]
