"""A small query over HTTP beside the same in process and beside `oxigraph serve-read-only`.

    python -m tests.bench.serve_speed OUT [SECONDS]

Queries differ from one another, so that no answer is kept, but for the last line. Rounds alternate and the best counts: ratios
matter, not figures, and the client takes its share of the machine in each of them alike.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

from kg.graph.names import Names
from kg.graph.store import open_store
from kg.graph.turtle import prefixes
from kg.serve.answer import Asked, Bounds, Engine
from tests.serve.server import free_port, serving

QUERY = (
    "SELECT ?n WHERE { <https://example.org/kg/id/area/130324> <http://www.w3.org/2004/02/skos/core#prefLabel> ?n } #"
)
CLIENTS, ROUNDS = 4, 3


def over_http(port: int, path: str, seconds: float, vary: bool = True) -> float:
    """Requests a second of some clients that each keep one connection."""
    counts = [0] * CLIENTS
    end = time.monotonic() + seconds

    def client(number: int) -> None:
        with socket.create_connection(("127.0.0.1", port)) as link:
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while time.monotonic() < end:
                query = quote(f"{QUERY}{number}-{counts[number] if vary else 0}-{port}")
                request = (
                    f"GET {path}?query={query} HTTP/1.1\r\nHost: a\r\nAccept: application/sparql-results+json\r\n\r\n"
                )
                link.sendall(request.encode())
                _read(link)
                counts[number] += 1

    threads = [threading.Thread(target=client, args=(n,)) for n in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds


def _read(link: socket.socket) -> None:
    data = link.recv(1 << 16)
    head, _, body = data.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(head.decode())
    lower = head.lower()
    if b"content-length:" in lower:
        wanted = int(lower.split(b"content-length:")[1].split(b"\r\n")[0])
        while len(body) < wanted:
            body += link.recv(1 << 16)
    else:
        while not body.endswith(b"0\r\n\r\n"):
            body += link.recv(1 << 16)


def in_process(out: Path, seconds: float) -> float:
    """Queries a second by the same code that a worker runs, one after the other."""
    engine = Engine(open_store(out), "https://example.org/kg/id/", prefixes(Names()), "x:whole")
    count, end = 0, time.monotonic() + seconds
    while time.monotonic() < end:
        engine.answer(Asked(f"{QUERY}{count}", "application/sparql-results+json"), Bounds(100_000, 1 << 25))
        count += 1
    return count / seconds


@contextlib.contextmanager
def oxigraph(out: Path) -> Iterator[int]:
    """`oxigraph serve-read-only` from PyPI on a free port."""
    port = free_port()
    program = str(Path(sys.executable).with_name("oxigraph"))
    command = [program, "serve-read-only", "--location", str(out / "store"), "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(100):
                with contextlib.suppress(OSError):
                    http.client.HTTPConnection("127.0.0.1", port).connect()
                    break
                time.sleep(0.1)
            yield port
        finally:
            process.terminate()


def main(arguments: list[str]) -> None:
    """Print the table."""
    out, seconds = Path(arguments[0]), float(arguments[1]) if len(arguments) > 1 else 3
    with tempfile.TemporaryDirectory() as folder, serving(out, Path(folder) / "log") as live, oxigraph(out) as other:
        ways: dict[str, Callable[[], float]] = {
            "in process, one thread": lambda: in_process(out, seconds),
            "oxigraph serve-read-only": lambda: over_http(other, "/query", seconds),
            "kg serve": lambda: over_http(live.port, "/sparql", seconds),
            "oxigraph, the same query": lambda: over_http(other, "/query", seconds, vary=False),
            "kg serve, the same query": lambda: over_http(live.port, "/sparql", seconds, vary=False),
        }
        best = dict.fromkeys(ways, 0.0)
        for _ in range(ROUNDS):
            for name, way in ways.items():
                best[name] = max(best[name], way())
    for name, value in best.items():
        print(f"{name:26}{value:10,.0f} a second{value / best['oxigraph serve-read-only']:8.2f} of oxigraph's")


if __name__ == "__main__":
    main(sys.argv[1:])
