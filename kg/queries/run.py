"""Runs a query on a build: read-only, in a process of its own that is killed at the time limit."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples

from kg.errors import KgError
from kg.graph.names import Names
from kg.graph.store import open_store
from kg.graph.turtle import prefixes
from kg.ontology_files import DEFAULT_BASE
from kg.queries.formats import Answer, written
from kg.queries.library import Query, parse
from kg.queries.syntax import check_local, explained
from kg.queries.values import Folder, Term, bind

RECORD = "build.json"
LIMIT = 60.0
REFUSED = 3  # exit code of the process: the message is one for the user
CODE = "from kg.queries.run import serve_request; serve_request()"


@dataclass(frozen=True, slots=True)
class Request:
    """What to run: a build, a query, values of its parameters as the user wrote them, and the format to answer in."""

    out: str
    query: str
    values: Mapping[str, str]
    form: str = "table"
    name: str = "query"


def ask(out: Path, query: Query, values: Mapping[str, str] | None = None) -> tuple[Answer, tuple[str, ...]]:
    """Run a query here and now, without a time limit.

    Args:
        out: the folder of a build.
        query: what to run.
        values: values of its parameters, as a user writes them.

    Returns:
        The answer without the columns of parameters, and notes on names that nothing has.

    Raises:
        KgError: if `out` is no build, the query is malformed or asks for more than reading here, or a value is wrong.
    """
    store, names, fold = open_store(out), Names(base_of(out)), Folder()
    check_local(query.text)
    bound = bind(query, values or {}, store, fold)
    hidden = frozenset({*(p.name for p in query.parameters), *(v.value for v in bound.terms[0])})
    try:
        found = [
            store.query(
                query.text,
                prefixes=prefixes(names),
                base_iri=f"{names.base}id/",
                substitutions=dict(terms),
                custom_functions={names.kg("fold"): _folding(fold)},
            )
            for terms in bound.terms
        ]
        return joined([_answer(f, hidden) for f in found]), bound.notes
    except (SyntaxError, ValueError) as error:
        raise KgError(explained(query.text, str(error))) from error
    except RuntimeError as error:
        raise KgError(f"query: {error}") from error


def joined(answers: Sequence[Answer]) -> Answer:
    """The answers for each thing that a name may mean as one."""
    first = answers[0]
    if len(answers) == 1:
        return first
    if first.truth is not None:
        return Answer(truth=any(a.truth for a in answers))
    if first.triples is not None:
        return Answer(triples=tuple(dict.fromkeys(t for a in answers for t in a.triples or ())))
    return Answer(first.columns, tuple(dict.fromkeys(row for a in answers for row in a.rows)))


def base_of(out: Path) -> str:
    """The base IRI of the build in `out`; the default one if its record does not say."""
    try:
        record = json.loads((out / RECORD).read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError):
        return DEFAULT_BASE
    return str(record.get("base", DEFAULT_BASE))


def _folding(fold: Folder) -> Callable[..., Term | None]:
    """`kg:fold(?label)`: a label or text in Simplified script, half width, without quotes, as a plain string."""
    return lambda term: Literal(fold(term.value)) if isinstance(term, Literal | NamedNode) else None


def _answer(found: object, hidden: frozenset[str]) -> Answer:
    if isinstance(found, QueryBoolean):
        return Answer(truth=bool(found))
    if isinstance(found, QueryTriples):
        return Answer(triples=tuple(dict.fromkeys(found)))
    assert isinstance(found, QuerySolutions)
    shown = [v for v in found.variables if v.value not in hidden]
    rows = dict.fromkeys(tuple(row[v] for v in shown) for row in found) if hidden else None
    if rows is not None:
        return Answer(tuple(v.value for v in shown), tuple(rows))
    return Answer(tuple(v.value for v in shown), tuple(tuple(row[v] for v in shown) for row in found))


def run(request: Request, limit: float = LIMIT) -> tuple[str, tuple[str, ...]]:
    """Run a query in a process of its own.

    Args:
        request: what to run.
        limit: seconds after which the process is killed.

    Returns:
        The answer as text, and notes for the user.

    Raises:
        KgError: as `ask`; or if the query took too long.
    """
    command = [sys.executable, "-c", CODE]
    with subprocess.Popen(command, stdin=-1, stdout=-1, stderr=-1) as process:
        try:
            out, error = process.communicate(json.dumps(asdict(request)).encode(), limit)
        except subprocess.TimeoutExpired:
            raise KgError(f"query: stopped after {limit:g} seconds; --limit-seconds allows more") from None
        finally:
            process.kill()
    if process.returncode == REFUSED:
        raise KgError(error.decode("utf-8", "replace").rstrip("\n"))
    if process.returncode:
        last = error.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise KgError(f"query: its process ended with {process.returncode} ({last})")
    notes = error.decode("utf-8", "replace").splitlines()
    return out.decode("utf-8"), tuple(notes)


def serve_request() -> None:
    """What the process of a query does: a request as JSON on standard input, the answer on standard output."""
    request = Request(**json.loads(sys.stdin.buffer.read()))
    out = Path(request.out)
    try:
        answer, notes = ask(out, parse(request.name, request.query), request.values)
        text = written(answer, request.form, prefixes(Names(base_of(out))))
    except KgError as error:
        sys.stderr.buffer.write(f"{error}\n".encode())
        sys.exit(REFUSED)
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stderr.buffer.write("".join(f"{n}\n" for n in notes).encode())
