"""The Oxigraph store of a build: made once from its Turtle files, then only read.

The statements of all reports stand in the default graph, each once. With one named graph a report, a query over the union
would count a statement once for every report that makes it; and the store would be twice as large.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, QuerySolutions, RdfFormat, Store, Triple, Variable
from pyoxigraph import Literal as RdfLiteral

from kg.errors import KgError, OutputError
from kg.graph.names import Names
from kg.graph.turtle import prefixes

STORE = "store"
QUADS = "graph.nq"
Cell = NamedNode | RdfLiteral | BlankNode


def build_store(files: Iterable[Path], folder: Path) -> int:
    """Load Turtle files into a new store.

    Args:
        files: the files.
        folder: where the store will be; must not be there yet.

    Returns:
        The number of statements.

    Raises:
        OutputError: if `folder` is there already.
        OSError: if it cannot be written.
        SyntaxError: if a file is no Turtle.
    """
    if folder.exists():
        raise OutputError(f"{folder}: there is something already")
    store = Store(str(folder))
    for path in files:
        store.bulk_load(path=str(path), format=RdfFormat.TURTLE)
    store.flush()
    return len(store)


def open_store(out: Path) -> Store:
    """The store of the build in `out`, read-only.

    Raises:
        KgError: if `out` is no build or its store cannot be opened.
    """
    folder = out / STORE
    if not folder.is_dir():
        raise KgError(f"{out}: no store in this folder; is it the output of kg build?")
    try:
        return Store.read_only(str(folder))
    except OSError as error:
        raise KgError(f"{folder}: cannot be opened ({error})") from error


def select(
    store: Store, query: str, values: Mapping[str, Cell] | None = None, names: Names | None = None
) -> list[dict[str, str]]:
    """Rows of a SELECT query, each a mapping from variable to text (unbound ones left out).

    The prefixes of the Turtle files need not be declared. `values` fills variables that the query selects: never paste
    text into a query.

    Raises:
        KgError: if the query is malformed or no SELECT.
    """
    known = "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in prefixes(names or Names()).items())
    filled: dict[Variable, NamedNode | BlankNode | RdfLiteral | Triple] = {
        Variable(name): value for name, value in (values or {}).items()
    }
    try:
        found = store.query(known + query, substitutions=filled)
    except (SyntaxError, RuntimeError) as error:
        raise KgError(f"query: {error}") from error
    if not isinstance(found, QuerySolutions):
        raise KgError("query: wants a SELECT")
    variables = [v.value for v in found.variables]
    return [{v: _text(row[v]) for v in variables if row[v] is not None} for row in found]


def _text(cell: object) -> str:
    return cell.value if isinstance(cell, Cell) else str(cell)
