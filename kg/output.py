"""The files of a build: from the sorted parts of the batches to Turtle, N-Quads and the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, Store, Triple, parse, serialize

from kg.graph.quads import OA, PROV, RDF, SCHEMA, SKOS, XSD, Names
from kg.merge import BUFFER, merge_files, merge_lines

TYPE = f"<{RDF}type>".encode()
KINDS = ("facts", "evidence")
TURTLE = {"facts": "graph.ttl", "evidence": "evidence.ttl"}
QUADS = "graph.nq"
STORE = "store"


def write_files(parts: Path, out: Path, names: Names) -> dict[str, dict[str, int]]:
    """Merge the batches' files in `parts` and write the graph into `out`.

    Returns:
        Two tables: instances by class (`classes`), statements by file (`statements`).

    Raises:
        OSError: if a file cannot be written.
    """
    classes: Counter[str] = Counter()
    sizes = {}
    for kind in KINDS:
        whole = parts / f"{kind}.nq"
        merge_files(parts.glob(f"*.{kind}"), whole)
        plain = parts / f"{kind}.nt"
        sizes[TURTLE[kind]] = _write_triples(whole, plain, classes)
        triples = _triples(plain)
        serialize(triples, output=str(out / TURTLE[kind]), format=RdfFormat.TURTLE, prefixes=prefixes(names))
        plain.unlink()
    sizes[QUADS] = 0
    with (out / QUADS).open("wb", BUFFER) as file:
        for line in merge_lines([parts / f"{kind}.nq" for kind in KINDS]):
            file.write(line)
            sizes[QUADS] += 1
    return {"classes": dict(sorted(classes.items())), "statements": sizes}


def write_store(out: Path) -> None:
    """Load `graph.nq` of a build into its store.

    Raises:
        OSError: if the store cannot be written.
    """
    store = Store(str(out / STORE))
    store.bulk_load(path=str(out / QUADS), format=RdfFormat.N_QUADS)
    store.flush()


def prefixes(names: Names) -> dict[str, str]:
    """The prefixes of the Turtle files."""
    kg = names.kg("").value
    own = {"kg": kg, "id": names.key("").value, "measure": f"{names.base}measure/"}
    return own | {"rdf": RDF, "skos": SKOS, "oa": OA, "prov": PROV, "schema": SCHEMA, "xsd": XSD}


def _write_triples(quads: Path, triples: Path, classes: Counter[str]) -> int:
    """Drop the graph names of a sorted file; equal triples of several graphs are neighbours and become one."""
    count = 0
    with quads.open("rb", BUFFER) as source, triples.open("wb", BUFFER) as target:
        for line in _without_graph(source):
            target.write(line)
            count += 1
            _, predicate, value = line.split(b" ", 2)
            if predicate == TYPE:
                classes[_local(value)] += 1
    return count


def _without_graph(lines: Iterable[bytes]) -> Iterator[bytes]:
    last = b""
    for quad in lines:
        line = quad.rsplit(b" ", 2)[0] + b" .\n"
        if line != last:
            yield line
            last = line


def _local(value: bytes) -> str:
    return value.rpartition(b">")[0].replace(b"/", b"#").rpartition(b"#")[2].decode()


def _triples(path: Path) -> Iterator[Triple]:
    for quad in parse(path=str(path), format=RdfFormat.N_TRIPLES):
        assert isinstance(quad, Quad)
        yield quad.triple
