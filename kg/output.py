"""The files of a build: from the sorted parts of the batches to Turtle and N-Quads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.graph.names import Names
from kg.graph.store import QUADS
from kg.graph.terms import RDF
from kg.graph.turtle import write_turtle
from kg.merge import BUFFER, merge_files, merge_lines

TYPE = f"<{RDF}type>".encode()
TURTLE = {"facts": "graph.ttl", "evidence": "evidence.ttl"}  # kind of part → file


def write_files(parts: Path, out: Path, names: Names) -> dict[str, dict[str, int]]:
    """Merge the batches' files in `parts` and write the graph into `out`.

    Returns:
        Two tables: instances by class (`classes`), statements by file (`statements`).

    Raises:
        OSError: if a file cannot be written.
    """
    classes: Counter[str] = Counter()
    sizes = {}
    for kind, name in TURTLE.items():
        whole = parts / f"{kind}.nq"
        merge_files(parts.glob(f"*.{kind}"), whole)
        with whole.open("rb", BUFFER) as quads, (out / name).open("wb") as turtle:
            sizes[name] = write_turtle(counted(without_graph(quads), classes), turtle, names)
    sizes[QUADS] = 0
    with (out / QUADS).open("wb", BUFFER) as file:
        for line in merge_lines([parts / f"{kind}.nq" for kind in TURTLE]):
            file.write(line)
            sizes[QUADS] += 1
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
