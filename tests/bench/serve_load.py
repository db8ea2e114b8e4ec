"""How light queries fare among heavy ones: clients in a closed loop, one request in so many a bomb.

python -m tests.bench.serve_load OUT [SECONDS]      (8 clients, one in five a bomb, 60 s)
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import psutil

from tests.serve.server import Live, serving

LIGHT = 'SELECT ?s ?label WHERE {{ ?s skos:prefLabel "卢龙县"@zh-Hans, ?label }} # {}'
VALUES = " ".join(f"VALUES ?v{i} {{ {' '.join(map(str, range(60)))} }}" for i in range(8))
BOMBS = (
    "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f",
    f"SELECT * WHERE {{ {VALUES} }} ORDER BY DESC(?v0) DESC(?v7)",
    "SELECT (COUNT(*) AS ?n) WHERE { ?a (!<x:none>)* ?b . ?b (!<x:none>)* ?c . ?c (!<x:none>)+ ?d }",
    'SELECT * WHERE { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(CONCAT(STR(?c), STR(?f)), "([^x]{0,40}y?){20}zz$")) } ORDER BY ?c',
)


@dataclass
class Measured:
    """Seconds and statuses of requests by kind (light, bomb)."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    counts: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))

    def statuses(self, kind: str) -> set[int]:
        """The statuses that answers of a kind had."""
        return set(self.counts[kind])


def measure(live: Live, clients: int, seconds: float, bombs: int) -> Measured:
    """Let clients ask for some seconds; one request in `bombs` is heavy (none if 0)."""
    found, end = Measured(), time.monotonic() + seconds

    def client(number: int) -> None:
        turn = number
        while time.monotonic() < end:
            turn += 1
            heavy = bombs and turn % bombs == 0
            kind = "bomb" if heavy else "light"
            query = BOMBS[turn // bombs % len(BOMBS)] if heavy else LIGHT.format(f"{number}-{turn}")
            begun = time.perf_counter()
            answer = live.ask(query)
            found.times[kind].append(time.perf_counter() - begun)
            found.counts[kind][answer.status] += 1

    threads = [threading.Thread(target=client, args=(n,)) for n in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def _memory(live: Live) -> float:
    process = psutil.Process(live.process.pid)
    return sum(p.memory_info().rss for p in (process, *process.children(recursive=True))) / 1e6


def main(arguments: list[str]) -> None:
    """Print what a load does."""
    out, seconds = Path(arguments[0]), float(arguments[1]) if len(arguments) > 1 else 60
    with tempfile.TemporaryDirectory() as folder, serving(out, Path(folder) / "log", "client=64") as live:
        one = measure(live, 1, 3, 0)
        idle = measure(live, 8, 5, 0)
        start, workers = _memory(live), live.health()["workers"]
        mixed = measure(live, 8, seconds, 5)
        time.sleep(3)
        light, bombs = mixed.times["light"], mixed.times["bomb"]
        print(f"light, one client alone: median {median(one.times['light']) * 1000:.1f} ms")
        print(f"light, 8 clients without bombs: median {median(idle.times['light']) * 1000:.1f} ms")
        print(f"light among bombs: median {median(light) * 1000:.1f} ms of {len(light)}, {dict(mixed.counts['light'])}")
        print(f"bombs: longest {max(bombs):.1f} s of {len(bombs)}, {dict(mixed.counts['bomb'])}")
        print(
            f"workers {workers} before, {live.health()['workers']} after; memory {start:.0f} MB before, {_memory(live):.0f} after"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
