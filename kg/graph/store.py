"""The Oxigraph store of a build: made once from its N-Quads, then only read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, QuerySolutions, RdfFormat, Store, Triple, Variable
from pyoxigraph import Literal as RdfLiteral

from kg.errors import KgError, OutputError
from kg.graph.names import Names
from kg.graph.turtle import prefixes

STORE = "store"
QUADS = "graph.nq"
Cell = NamedNode | RdfLiteral | BlankNode


def build_store(quads: Path, folder: Path) -> int:
    """Load an N-Quads file into a new store.

    Args:
        quads: the file.
        folder: where the store will be; must not be there yet.

    Returns:
        The number of statements.

    Raises:
        OutputError: if `folder` is there already.
        OSError: if it cannot be written.
        SyntaxError: if the file is not N-Quads.
    """
    if folder.exists():
        raise OutputError(f"{folder}: there is something already")
    store = Store(str(folder))
    store.bulk_load(path=str(quads), format=RdfFormat.N_QUADS)
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
    """Rows of a SELECT query over all reports together, each a mapping from variable to text (unbound ones left out).

    The prefixes of the Turtle files need not be declared. `values` fills variables: never paste text into a query.

    Raises:
        KgError: if the query is malformed or no SELECT.
    """
    known = "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in prefixes(names or Names()).items())
    filled: dict[Variable, NamedNode | BlankNode | RdfLiteral | Triple] = {
        Variable(name): value for name, value in (values or {}).items()
    }
    try:
        found = store.query(known + query, use_default_graph_as_union=True, substitutions=filled)
    except SyntaxError as error:
        raise KgError(f"query: {error}") from error
    if not isinstance(found, QuerySolutions):
        raise KgError("query: wants a SELECT")
    variables = [v.value for v in found.variables]
    return [{v: _text(row[v]) for v in variables if row[v] is not None} for row in found]


def _text(cell: object) -> str:
    return cell.value if isinstance(cell, Cell) else str(cell)
