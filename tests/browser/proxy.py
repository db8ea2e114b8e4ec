"""A proxy on loopback that writes down what is asked of it and passes nothing on."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Recorder(ThreadingHTTPServer):
    """Answers every request with 502; `asked` holds the request lines."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Refuser)
        self.asked: list[str] = []

    @property
    def settings(self) -> dict[str, str]:
        """What Playwright is told: everything goes through here, loopback addresses too."""
        return {"server": f"http://127.0.0.1:{self.server_port}", "bypass": "<-loopback>"}


class Refuser(BaseHTTPRequestHandler):
    """Writes the request line down, whatever the method is."""

    server: Recorder

    def handle_one_request(self) -> None:
        """One request line, or the end of the connection."""
        line = self.rfile.readline(65_537).decode("latin-1").strip()
        if line:
            self.server.asked.append(line)
            self.wfile.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        self.close_connection = True


@contextmanager
def recording() -> Iterator[Recorder]:
    """A proxy that runs as long as the block."""
    with Recorder() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
