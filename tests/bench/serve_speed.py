"""A small query over HTTP beside the same in process and beside `oxigraph serve-read-only` of PyPI.

    python -m tests.bench.serve_speed OUT [SECONDS [CONNECTIONS]]      (1 s a round, 4 connections)

Both servers have the same store, queries, headers and client: one thread that keeps some connections busy, with requests that
were made before the time runs. Rounds alternate, so that the load of the machine falls on all alike; the median of the rounds counts,
and ratios are those of a round. Queries are distinct (so that no answer is kept) or one again and again. Beside each figure stands how
busy the client was: near 100 %, it is the client that is measured, and a ratio above 1 is really higher.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import select
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count, repeat
from pathlib import Path
from statistics import median
from urllib.parse import quote

from kg.graph.names import Names
from kg.graph.store import open_store
from kg.graph.turtle import prefixes
from kg.serve.answer import Asked, Bounds, Engine
from tests.serve.server import free_port, serving

AREA = "https://example.org/kg/id/area/130324"
QUERY = f"SELECT ?n WHERE {{ <{AREA}> <http://www.w3.org/2004/02/skos/core#prefLabel> ?n }} #"
JSON = "application/sparql-results+json"
ROUNDS = 7
ASSUMED = 40_000  # requests a second at most
NUMBERS = count()


@dataclass(frozen=True, slots=True)
class Rate:
    """Answers a second, and the share of the time in which the client was busy."""

    speed: float
    busy: float


def request(path: str, number: object) -> bytes:
    """A request whose answer is the same whatever the number, but who could know."""
    return f"GET {path}?query={quote(f'{QUERY}{number}')} HTTP/1.1\r\nHost: a\r\nAccept: {JSON}\r\n\r\n".encode()


def over_http(port: int, path: str, seconds: float, connections: int, vary: bool) -> Rate:
    """The rate at which some connections get their answers, each with one request under way."""
    made = [request(path, next(NUMBERS)) for _ in range(int(ASSUMED * seconds))] if vary else [request(path, "")]
    requests = iter(made) if vary else repeat(made[0])
    links = {link.fileno(): link for link in (_connected(port) for _ in range(connections))}
    with select.epoll() as poll:
        for number, link in links.items():
            poll.register(number, select.EPOLLIN)
            link.sendall(next(requests))
        done, begun, worked = 0, time.perf_counter(), time.process_time()
        while (taken := time.perf_counter() - begun) < seconds:
            for number, _ in poll.poll(1):
                _read(links[number])
                done += 1
                links[number].sendall(next(requests))
        busy = (time.process_time() - worked) / taken
    for link in links.values():
        link.close()
    return Rate(done / taken, busy)


def _connected(port: int) -> socket.socket:
    link = socket.create_connection(("127.0.0.1", port))
    link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return link


def _read(link: socket.socket) -> None:
    """One answer, with a length or in chunks."""
    data = link.recv(1 << 14)
    if not data.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(data.decode())
    while b"\r\n\r\n" not in data:
        data += link.recv(1 << 14)
    at = data.find(b"\r\n\r\n") + 4
    length = data.lower().find(b"content-length:", 0, at)
    if length < 0:
        while not data.endswith(b"0\r\n\r\n"):
            data += link.recv(1 << 14)
        return
    missing = int(data[length + 15 : data.find(b"\r\n", length)]) + at - len(data)
    while missing > 0:
        missing -= len(link.recv(missing))


def in_process(engine: Engine, seconds: float) -> Rate:
    """The rate of the code that a worker runs, without server and protocol."""
    done, begun = 0, time.perf_counter()
    while (taken := time.perf_counter() - begun) < seconds:
        engine.answer(Asked(f"{QUERY}{next(NUMBERS)}", JSON), Bounds(100_000, 1 << 25))
        done += 1
    return Rate(done / taken, 0)


@contextlib.contextmanager
def oxigraph(out: Path) -> Iterator[int]:
    """`oxigraph serve-read-only` on a free port."""
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


def table(found: dict[str, list[Rate]], beside: list[tuple[str, str]]) -> Iterator[str]:
    """A line a way: its median, its range, how busy the client was; then the ratios, round by round."""
    for name, rates in found.items():
        speeds = sorted(rate.speed for rate in rates)
        busy = median(rate.busy for rate in rates)
        yield f"{name:22}{median(speeds):9,.0f} a second ({speeds[0]:,.0f} to {speeds[-1]:,.0f}), client busy {busy:.0%}"
    for one, other in beside:
        ratios = sorted(a.speed / b.speed for a, b in zip(found[one], found[other], strict=True))
        yield f"{one} / {other}: {median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})"


def main(arguments: list[str]) -> None:
    """Print the table."""
    out, seconds = Path(arguments[0]), float(arguments[1]) if len(arguments) > 1 else 1
    clients = int(arguments[2]) if len(arguments) > 2 else 4
    engine = Engine(open_store(out), "https://example.org/kg/id/", prefixes(Names()), "x:whole")
    limits = (f"client={clients}", f"queue={clients}")
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(out, Path(folder) / "log", *limits) as live,
        oxigraph(out) as other,
    ):
        ways: dict[str, Callable[[float], Rate]] = {
            "oxigraph, repeated": lambda s: over_http(other, "/query", s, clients, vary=False),
            "kg serve, repeated": lambda s: over_http(live.port, "/sparql", s, clients, vary=False),
            "oxigraph, distinct": lambda s: over_http(other, "/query", s, clients, vary=True),
            "kg serve, distinct": lambda s: over_http(live.port, "/sparql", s, clients, vary=True),
            "in process": lambda s: in_process(engine, s),
        }
        for way in ways.values():  # warm up
            way(seconds / 2)
        found: dict[str, list[Rate]] = {name: [] for name in ways}
        for _ in range(ROUNDS):
            for name, way in ways.items():
                found[name].append(way(seconds))
    load = " ".join(f"{x:.1f}" for x in os.getloadavg())
    print(f"{clients} connections, {ROUNDS} rounds of {seconds:g} s, load {load}")
    beside = [(f"kg serve, {which}", f"oxigraph, {which}") for which in ("repeated", "distinct")]
    print("\n".join(table(found, [*beside, ("kg serve, distinct", "in process")])))


if __name__ == "__main__":
    main(sys.argv[1:])
