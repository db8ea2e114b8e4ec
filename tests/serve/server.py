"""A live server for tests: `kg serve` in a process of its own, on a free port."""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

SECONDS = 60


@dataclass
class Live:
    """A server under test."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def root(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def endpoint(self) -> str:
        """The address of the SPARQL endpoint."""
        return f"{self.root}/sparql"

    def get(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        """A request; names of headers with underscores."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            link.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            found = link.getresponse()
            return Answer(found.status, {k.lower(): v for k, v in found.getheaders()}, found.read())
        finally:
            link.close()

    def ask(self, query: str, accept: str = "application/sparql-results+json", **more: str) -> Answer:
        """A query by GET."""
        return self.get(f"/sparql?{urlencode({'query': query, **more})}", Accept=accept)

    def post(self, body: bytes | str, content_type: str, path: str = "/sparql", **headers: str) -> Answer:
        """A POST."""
        data = body.encode() if isinstance(body, str) else body
        return self.get(path, "POST", data, Content_Type=content_type, **headers)

    def health(self) -> dict[str, object]:
        """What it says of itself."""
        found = json.loads(self.get("/health").body)
        assert isinstance(found, dict)
        return found


@dataclass
class Answer:
    """Status, headers by lower-case name, body."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    def json(self) -> dict[str, object]:
        """The body as JSON."""
        found = json.loads(self.body)
        assert isinstance(found, dict)
        return found


def path(iri: str, base: str = "https://example.org/kg/") -> str:
    """The path of an IRI of the build on the server."""
    return "/" + quote(iri.removeprefix(base), safe="/%:-._~()+")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port


@contextlib.contextmanager
def serving(out: Path, log: Path, *settings: str) -> Iterator[Live]:
    """A server over the build in `out` while the block runs; `settings` are `name=value`."""
    port = free_port()
    options = [x for s in settings for x in ("--set", s)]
    command = [sys.executable, "-m", "kg.cli", "serve", str(out), "--port", str(port), *options]
    with log.open("ab") as file, subprocess.Popen(command, stdout=file, stderr=file) as process:
        live = Live(port, process, log)
        try:
            _wait(live)
            yield live
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(live: Live) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if live.process.poll() is not None:
            break
        with contextlib.suppress(OSError, http.client.HTTPException):
            if live.get("/health").status == 200:
                return
        time.sleep(0.1)
    raise RuntimeError(f"the server does not start: {live.log.read_text()[-2000:]}")
