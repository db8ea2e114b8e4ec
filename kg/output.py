"""The files of a build: from the sorted parts of the batches to Turtle, N-Quads and the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kg.cluster import Cluster, Failed
from kg.errors import OutputError
from kg.graph.names import Names
from kg.graph.store import QUADS, STORE, build_store
from kg.graph.terms import RDF
from kg.graph.texts import TEXTS
from kg.graph.turtle import write_turtle
from kg.merge import BUFFER, merge_files, merge_lines

TYPE = f"<{RDF}type>".encode()
TURTLE = {"facts": "graph.ttl", "evidence": "evidence.ttl"}  # kind of part → file


@dataclass(frozen=True, slots=True)
class Written:
    """What a finished Turtle file holds: statements, and instances by class."""

    file: str
    statements: int
    classes: dict[str, int]


def write_kinds(parts: Path, out: Path, base: str, kinds: tuple[str, ...]) -> tuple[Written, ...]:
    """Merge the batches' files of some kinds in `parts` into `<kind>.nq` there, and write their Turtle into `out`.

    Raises:
        OSError: if a file cannot be written.
    """
    done = []
    for kind in kinds:
        classes: Counter[str] = Counter()
        whole = parts / f"{kind}.nq"
        merge_files(parts.glob(f"*.{kind}"), whole)
        with whole.open("rb", BUFFER) as quads, (out / TURTLE[kind]).open("wb") as turtle:
            count = write_turtle(counted(without_graph(quads), classes), turtle, Names(base))
        done.append(Written(TURTLE[kind], count, dict(classes)))
    return tuple(done)


def write_quads(parts: Path, out: Path) -> Written:
    """Merge the kinds into one N-Quads file with a named graph a report.

    Raises:
        OSError: if it cannot be written.
    """
    count = 0
    with (out / QUADS).open("wb", BUFFER) as file:
        for line in merge_lines([parts / f"{kind}.nq" for kind in TURTLE]):
            file.write(line)
            count += 1
    return Written(QUADS, count, {})


def write_files(parts: Path, out: Path, base: str, cluster: Cluster) -> dict[str, dict[str, int]]:
    """Write everything that is made of the batches' files in `parts` into `out`: Turtle, N-Quads, store, texts.

    Returns:
        Two tables: instances by class (`classes`), statements by file (`statements`).

    Raises:
        OSError: if a file cannot be written.
    """
    done: list[Written] = []
    for result in cluster.map(partial(write_kinds, parts, out, base), [(kind,) for kind in TURTLE]):
        if isinstance(result, Failed):
            raise OutputError(f"{out / TURTLE[result.item]}: {result.reason}")
        done += result
    with ThreadPoolExecutor(1) as beside:  # loading a store leaves Python to others
        store = beside.submit(build_store, [out / name for name in TURTLE.values()], out / STORE)
        done.append(write_quads(parts, out))
        merge_files(parts.glob("*.texts"), out / TEXTS)
        store.result()
    classes = sum((Counter(w.classes) for w in done), Counter[str]())
    sizes = {w.file: w.statements for w in sorted(done, key=lambda w: (*TURTLE.values(), QUADS).index(w.file))}
    return {"classes": dict(sorted(classes.items())), "statements": sizes}


def without_graph(quads: Iterable[bytes]) -> Iterator[bytes]:
    """N-Quads lines in order as N-Triples; equal triples of several graphs are neighbours and become one."""
    last = b""
    for quad in quads:
        line = quad.rsplit(b" ", 2)[0] + b" .\n"
        if line != last:
            yield line
            last = line


def counted(triples: Iterable[bytes], classes: Counter[str]) -> Iterator[bytes]:
    """The lines themselves, while `classes` learns how many instances each class has."""
    for line in triples:
        _, predicate, value = line.split(b" ", 2)
        if predicate == TYPE:
            classes[value.rpartition(b">")[0].replace(b"/", b"#").rpartition(b"#")[2].decode()] += 1
        yield line
