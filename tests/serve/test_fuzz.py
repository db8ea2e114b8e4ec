"""Twenty thousand requests, hostile and broken: no connection goes out, no 5xx but 503, the server lives on."""

from __future__ import annotations

import random
import socket
from collections import Counter
from urllib.parse import quote, quote_plus, urlencode

import pytest

from tests.serve.listener import Listener
from tests.serve.server import Live
from tests.serve.test_guard import CALLS, PIECES, WORDS

REQUESTS = 20_000
VALID = [
    "ASK {}",
    "SELECT * { ?s a kg:Report }",
    "CONSTRUCT WHERE { ?s a kg:Report }",
    "DESCRIBE <area/130324>",
    "SELECT (1 AS ?x) {}",
]
UPDATES = [
    "LOAD <%s>",
    "LOAD SILENT <%s> INTO GRAPH <x:g>",
    "INSERT { ?s ?p ?o } WHERE { SERVICE <%s> { ?s ?p ?o } }",
    "CREATE GRAPH <%s>",
]
FROMS = ["SELECT * FROM <%s> { ?s ?p ?o } LIMIT 1", "ASK FROM NAMED <%s> { GRAPH ?g { ?s ?p ?o } }", "DESCRIBE <%s>"]
TYPES = [
    "application/sparql-query",
    "application/x-www-form-urlencoded",
    "application/sparql-update",
    "text/plain",
    "",
    "a/b;charset=utf-16",
    "\xff",
]
ACCEPTS = [
    "*/*",
    "text/csv",
    "text/turtle",
    "text/html",
    "application/json;q=0.1,*/*;q=0",
    "q=",
    "a/b;q=9",
    ",,,",
    "text/csv;q=1.0000",
    "x" * 3000,
]
METHODS = ["GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "get", "G\x00ET", "QUERY"]
PATHS = ["/sparql", "/sparql/", "/sparql;x", "//sparql", "/search", "/id/x", "/page/id/../../etc/passwd", "/data/id/%00.ttl", "/data/.ttl", "/static/../settings.py",
         "/static/%2e%2e/settings.py", "/page/id/person/%ff%fe", "/list/Person", "/list/%3Cscript%3E", "/reports", "/ont", "/measure/%F0%9F%98%80", "/picture/id/x",
         "/page/id/area/130324", "/data/id/area/130324.nt", "/.well-known/void", "/id/" + "a/" * 500, "/page/measure/Testing", "*", "/page/id/ %d", "/query"]  # fmt: skip


class Maker:
    """Makes requests as bytes, the same for the same seed."""

    def __init__(self, seed: int, address: str) -> None:
        self._chance, self._address = random.Random(seed), address

    def query(self) -> str:
        """A query: valid, calling out, an update, pieces, or a broken one."""
        chance = self._chance
        kind = chance.random()
        pool = (
            VALID if kind < 0.2 else CALLS if kind < 0.5 else UPDATES if kind < 0.6 else FROMS if kind < 0.7 else WORDS
        )
        query = (
            chance.choice(pool).replace("%s", self._address) if kind < 0.8 else "".join(chance.choices(PIECES, k=12))
        )
        if chance.random() < 0.4 and query:
            at = chance.randrange(len(query))
            query = (
                query[:at]
                + chance.choice([*PIECES, "\x00", "\\u0053ERVICE", "\ufeff", "é", "\U0001f600", "%53ERVICE"])
                + query[at + chance.randint(0, 2) :]
            )
        if chance.random() < 0.1:
            query = "".join(f"\\u{ord(c):04X}" if chance.random() < 0.3 and ord(c) < 0xFFFF else c for c in query)
        return query * (chance.choice([1, 1, 1, 50]) if chance.random() < 0.02 else 1)

    def request(self) -> bytes:
        """A request as it goes over the wire."""
        chance = self._chance
        method = "GET" if chance.random() < 0.4 else "POST" if chance.random() < 0.6 else chance.choice(METHODS)
        path = "/sparql" if chance.random() < 0.8 else chance.choice(PATHS)
        query, body = self.query(), b""
        name = chance.choice(["query"] * 8 + ["update", "q", "default-graph-uri", "query&query"])
        fields = f"{name}={chance.choice([quote, quote_plus])(query)}"
        if chance.random() < 0.2:
            fields += "&" + urlencode(
                {
                    chance.choice(
                        ["default-graph-uri", "named-graph-uri", "format", "using-graph-uri", "page"]
                    ): chance.choice([self._address, "csv", "9" * 30, "<", ""])
                }
            )
        if chance.random() < 0.05:
            fields = fields.replace("%", chance.choice(["%%", "%2", "%FF"]))
        headers = [
            f"Host: {chance.choice(['127.0.0.1', 'a.example', self._address, ''])}",
            f"Accept: {chance.choice(ACCEPTS)}",
        ]
        if method == "POST":
            kind = chance.choice(TYPES)
            body = (fields if "form" in kind else query).encode("utf-8", "surrogatepass")
            headers.append(f"Content-Type: {kind}")
        else:
            path += "?" + fields
        length = len(body) + (chance.choice([-1, 5]) if chance.random() < 0.001 else 0)
        headers += [f"Content-Length: {max(length, 0)}", "Connection: close"]
        if chance.random() < 0.03:
            headers.append(
                chance.choice(
                    [
                        "Transfer-Encoding: chunked",
                        "X: \x00",
                        "Expect: 100-continue",
                        "If-None-Match: *",
                        "Range: bytes=0-1",
                        "\x01: 2",
                        "X-Forwarded-For: 1.2.3.4",
                    ]
                )
            )
        head = "\r\n".join([f"{method} {path} HTTP/1.1", *headers])
        return head.encode("utf-8", "surrogatepass") + b"\r\n\r\n" + body


def send(port: int, data: bytes) -> int:
    """The status of the answer; 0 if the server closed without one, or waits for more that never comes."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as link:
        try:
            link.sendall(data)
            if _unfinished(data):
                link.shutdown(socket.SHUT_WR)
            found = link.recv(64)
            while link.recv(1 << 16):
                pass
        except (ConnectionResetError, BrokenPipeError, TimeoutError):
            return 0
    parts = found.split(b" ", 2)
    return int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else 0


def _unfinished(data: bytes) -> bool:
    """Whether a server would wait for more."""
    head, _, body = data.partition(b"\r\n\r\n")
    length = int(head.rpartition(b"Content-Length: ")[2].split(b"\r\n")[0])
    return length > len(body) or b"chunked" in head


@pytest.mark.slow
def test_twenty_thousand_hostile_requests(live: Live) -> None:
    with Listener() as listener:
        make = Maker(20200213, listener.address)
        statuses: Counter[int] = Counter()
        for number in range(REQUESTS):
            data = make.request()
            status = send(live.port, data)
            statuses[status] += 1
            assert status < 500 or status == 503, data
            if number % 2000 == 0:
                assert live.ask("ASK {}").json()["boolean"] is True
        assert listener.count == 0, "somebody was asked"
        assert live.ask("ASK { ?s a kg:Report }").json()["boolean"] is True
    assert live.process.poll() is None
    assert len(statuses) > 6, statuses
    assert statuses[200] > REQUESTS * 0.05
    assert statuses[0] < REQUESTS * 0.15, statuses
    assert statuses[503] < REQUESTS * 0.01, statuses


def test_the_wall_holds_where_the_guard_would_not(live: Live, out: object, tmp_path: object) -> None:
    """A worker asked to call out past the guard cannot: it has no network."""
    import asyncio
    from concurrent.futures import ThreadPoolExecutor
    from pathlib import Path

    from kg.serve.builds import Builds
    from kg.serve.settings import Settings

    async def ask(address: str) -> bytes:
        builds = Builds(Path(str(out)), Settings(seconds=5, light=1))
        await builds.open()
        query = f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}"
        reply = await builds.current.pool.ask({"op": "query", "query": query})
        await builds.close()
        return reply.body

    with Listener() as listener:
        # A thread of its own: the browser tests of the same run may keep an event loop in this one.
        with ThreadPoolExecutor(1) as thread:
            assert thread.submit(asyncio.run, ask(listener.address)).result()
        assert listener.count == 0
