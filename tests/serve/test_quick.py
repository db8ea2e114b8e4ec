"""Plain queries, which the connection answers by itself, beside the same that go the long way."""

from __future__ import annotations

import contextlib
import json
import signal
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest

from kg.serve.answers import Sent
from kg.serve.quick import plain
from tests.serve.server import Live, serving

ASK = quote("ASK { ?s a kg:Report }")
HEAVY = quote("SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
REST = " HTTP/1.1\r\nHost: a\r\nAccept: text/csv\r\n\r\n"
WHOLE = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\n"


@contextlib.contextmanager
def line(live: Live) -> Iterator[socket.socket]:
    """A connection."""
    with socket.create_connection(("127.0.0.1", live.port), timeout=30) as link:
        yield link


def answers(link: socket.socket, count: int) -> list[tuple[bytes, bytes]]:
    """Head and body of the next answers, which all have a length."""
    data, found = b"", []
    while len(found) < count:
        piece = link.recv(1 << 16)
        if not piece:
            break
        data += piece
        while b"\r\n\r\n" in data:
            head, _, rest = data.partition(b"\r\n\r\n")
            size = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
            if len(rest) < size:
                break
            found.append((head, rest[:size]))
            data = rest[size:]
    return found


def get(query: str) -> bytes:
    return f"GET /sparql?query={query}{REST}".encode()


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        (b"Host: a\r\n", b""),
        (b"accept: text/csv\r\nACCEPT:  text/plain \r\n", b"text/csv,text/plain"),
        (b"Connection: keep-alive\r\nUpgrade-Insecure-Requests: 1\r\n", b""),
        (b"Connection: close\r\n", None),
        (b"Connection: keep-alive, Upgrade\r\n", None),
        (b"content-LENGTH: 3\r\n", None),
        (b"Host: a\r\nTransfer-Encoding: chunked\r\n", None),
        (b"Expect: 100-continue\r\n", None),
        (b"If-None-Match: *\r\n", None),
        (b"X-Forwarded-For: 1.1.1.1\r\n", None),
        (b"Host : a\r\n", None),
        (b"Host: a\r\n b\r\n", None),
        (b"Host: \xff\r\n", None),
        (b"Host: a\n", None),
        (b"", None),
    ],
)
def test_only_what_is_read_in_one_way_is_plain(fields: bytes, wanted: bytes | None) -> None:
    assert plain(WHOLE + fields + b"\r\n") == (None if wanted is None else Sent(b"query=ASK%7B%7D", wanted))


@pytest.mark.parametrize(
    "data",
    [
        WHOLE.replace(b"1.1", b"1.0") + b"Host: a\r\n\r\n",
        WHOLE + b"Host: a\r\n\r\n" + WHOLE,
        WHOLE + b"Host: a\r\n",
        WHOLE.replace(b"ASK", b"A K") + b"Host: a\r\n\r\n",
        WHOLE.replace(b"ASK", b"#ASK") + b"Host: a\r\n\r\n",
    ],
)
def test_what_is_not_one_whole_request_is_not_plain(data: bytes) -> None:
    assert plain(data) is None


def test_both_ways_give_the_same_answer(live: Live) -> None:
    long = get(ASK).replace(b"Host: a\r\n", b"Host: a\r\nX-Forwarded-For: 127.0.0.1\r\n")
    with line(live) as link:
        found = []
        for request in (get(ASK), long, get(ASK), get(ASK), long):
            link.sendall(request)
            found += answers(link, 1)
    heads = {frozenset(x for x in head.lower().split(b"\r\n") if not x.startswith(b"date")) for head, _ in found}
    assert len(heads) == 1
    assert [body for _, body in found] == [b"true"] * 5


def test_requests_that_follow_one_another_at_once_are_answered_in_order(live: Live) -> None:
    queries = [quote(f"SELECT ({n} AS ?n) {{}}") for n in range(6)]
    with line(live) as link:
        link.sendall(get(queries[0]))
        for query in queries[1:3]:
            time.sleep(0.001)
            link.sendall(get(query))
        link.sendall(b"".join(get(query) for query in queries[3:]))
        found = answers(link, 6)
    assert [body.split()[1] for _, body in found] == [b"%d" % n for n in range(6)]


def test_a_request_may_come_in_pieces(live: Live) -> None:
    whole = get(ASK)
    for at in (1, 10, 40, len(whole) - 1):
        with line(live) as link:
            link.sendall(whole[:at])
            time.sleep(0.05)
            link.sendall(whole[at:] + whole)
            assert [body for _, body in answers(link, 2)] == [b"true"] * 2


def test_a_body_that_looks_like_a_request_is_a_body(live: Live) -> None:
    inside = get(ASK)
    head = f"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: {len(inside)}\r\n\r\n"
    with line(live) as link:
        link.sendall(head.encode())
        time.sleep(0.1)
        link.sendall(inside)
        time.sleep(0.1)
        link.sendall(get(ASK))
        found = answers(link, 2)
    assert [head.split()[1] for head, _ in found] == [b"415", b"200"]


def test_a_heavy_one_gets_a_status_and_the_connection_lives(live: Live) -> None:
    with line(live) as link:
        link.sendall(get(HEAVY))
        link.sendall(get(ASK))
        found = answers(link, 2)
    assert [head.split()[1] for head, _ in found] == [b"503", b"200"]
    assert b"retry-after" in found[0][0]


def test_a_client_has_so_many_under_way(out: Path, tmp_path: Path) -> None:
    def status(live: Live) -> bytes:
        with line(live) as link:
            link.sendall(get(HEAVY))
            return answers(link, 1)[0][0].split()[1]

    with serving(out, tmp_path / "log", "seconds=2", "client=2") as live, ThreadPoolExecutor(6) as pool:
        found = list(pool.map(status, [live] * 6))
        assert set(found) == {b"429", b"503"}
        assert found.count(b"503") <= 3  # a late one may come when the first have ended


def test_who_goes_away_takes_nothing_along(live: Live) -> None:
    for _ in range(5):
        with line(live) as link:
            link.sendall(get(HEAVY))
    with line(live) as link:
        link.sendall(get(ASK))
        assert answers(link, 1)[0][1] == b"true"


def test_the_end_waits_for_what_is_under_way(out: Path, tmp_path: Path) -> None:
    with serving(out, tmp_path / "log", "seconds=2") as live, line(live) as link:
        link.sendall(get(HEAVY))
        time.sleep(0.5)
        live.process.send_signal(signal.SIGTERM)
        ((head, body),) = answers(link, 1)
        assert head.split()[1] == b"503" and body
        assert b"connection: close" in head.lower()
        assert link.recv(100) == b""
        assert live.process.wait(20) == 0


def test_an_answer_that_changes_is_not_kept(live: Live) -> None:
    with line(live) as link:
        found = []
        for _ in range(5):
            link.sendall(get(quote("SELECT (STRUUID() AS ?u) {}")))
            found += answers(link, 1)
    assert len({body for _, body in found}) == 5
    assert b"\r\netag:" not in found[0][0].lower()


def test_the_log_has_them(live: Live) -> None:
    time.sleep(0.6)
    before = live.log.read_text().count(" GET /sparql 200 ")
    with line(live) as link:
        for _ in range(7):
            link.sendall(get(ASK))
            assert json.loads(answers(link, 1)[0][1]) is True
    time.sleep(0.6)
    assert live.log.read_text().count(" GET /sparql 200 ") == before + 7
