"""The command line. Heavy modules are imported inside the commands, so that `kg --help` is quick."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli_evaluate import evaluate_command, learn_command
from kg.cli_serve import serve_command
from kg.errors import KgError

OK, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130
ClickError: type[Exception] = typer.BadParameter.__mro__[2]  # of click, or of the copy of it that newer typers carry

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
app.command("serve")(serve_command)
app.command("evaluate")(evaluate_command)
app.command("learn")(learn_command)

Inputs = Annotated[
    list[str],
    typer.Argument(metavar="IN...", help="Files, folders or globs: text, Markdown, HTML, JSONL, CSV, TSV, Parquet."),
]
NewOut = Annotated[
    Path, typer.Option("--out", metavar="OUT", help="Folder to write: new, empty, or an earlier build to replace.")
]
Out = Annotated[Path, typer.Argument(metavar="OUT", help="Folder that kg build wrote.")]
Workers = Annotated[
    int | None, typer.Option("--workers", min=1, metavar="N", help="Processes; by default one a processor.")
]
Base = Annotated[str, typer.Option("--base", metavar="IRI", help="Start of every IRI of the graph.")]
Id = Annotated[str | None, typer.Option("--id-column", metavar="NAME", help="Column of tables that names a report.")]
Body = Annotated[str | None, typer.Option("--text-column", metavar="NAME", help="Column of tables with the text.")]
Limit = Annotated[int, typer.Option("--limit", min=1, metavar="N", help="Characters of the longest report to read.")]
Reader = Annotated[
    str | None,
    typer.Option(
        "--reader", metavar="lac", help="Second reader beside the rules (extra kg[lac]); takes twice the time."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Print nothing but failures.")]
READ_LIMIT = 2_000_000
FINDINGS_SHOWN = 50
BASE = "https://example.org/kg/"


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"kg {version('kg')}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def kg(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Chinese local-government reports, noisy as they come, as a linked-data graph with the source of every fact."""
    if context.invoked_subcommand is None:
        print(context.get_help())


@app.command("build")
def build_command(
    inputs: Inputs,
    out: NewOut,
    workers: Workers = None,
    base: Base = BASE,
    id_column: Id = None,
    text_column: Body = None,
    limit: Limit = READ_LIMIT,
    reader: Reader = None,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Build the graph of reports into a folder.

    Exit code 0: everything is built. 1: some files failed, the rest is built, and build.json names them all. 2: wrong
    usage or no place to write; nothing was changed.
    """
    from kg.build import BuildOptions, as_json, build
    from kg.read.checks import ReadOptions
    from kg.screen import print_failures, print_record, progress

    reading = ReadOptions(id_column, text_column, limit)
    options = BuildOptions(_iri(base), workers or _processors(), reading, reader)
    with progress(shown=sys.stderr.isatty() and not quiet and not json) as watch:
        record = build(inputs, out, options, watch)
    print_failures(record)
    if json:
        print(as_json(record), end="")
    elif not quiet:
        print_record(record, out)
    return FAILED if record.failed else OK


def _iri(base: str) -> str:
    from kg.graph.names import Names

    try:
        return Names(base).base
    except KgError as error:
        raise typer.BadParameter(str(error), param_hint="'--base'") from error


@app.command("explain")
def explain_command(
    out: Out,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name in either script, or an IRI.")],
    json: Json = False,
) -> None:
    """Show every fact about a name: the rule, the sentence with the words marked, the raw offsets."""
    from kg.explain import as_text, explain

    things = explain(out, name)
    if json:
        _print_json(things)
    else:
        print("\n".join(as_text(things)))


@app.command("explore")
def explore_command(
    out: Out,
    focus: Annotated[
        str | None, typer.Option("--focus", metavar="NAME", help="Only what stands around a name.")
    ] = None,
    page: Annotated[
        Path | None, typer.Option("--page", metavar="FILE", help="Where the page goes; by default into OUT.")
    ] = None,
) -> None:
    """Write the network page of a build, or with --focus a small one of what stands around a name (at most 300 nodes)."""
    from kg.explore.run import FOCUS, PAGE, write_focus, write_page
    from kg.originals import Originals

    texts = Originals(out).texts()
    if focus is None:
        print(write_page(out, texts, page or out / PAGE))
    else:
        print(write_focus(out, texts, focus, page or out / FOCUS))


@app.command("query")
def query_command(
    out: Annotated[Path | None, typer.Argument(metavar="OUT", help="Folder that kg build wrote.")] = None,
    query: Annotated[
        str | None, typer.Argument(metavar="QUERY", help="A named query, a file, or SPARQL as text.")
    ] = None,
    listing: Annotated[bool, typer.Option("--list", help="Show the named queries with their parameters.")] = False,
    values: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="Value of a parameter, in either script.")
    ] = None,
    form: Annotated[str, typer.Option("--format", metavar="FORMAT", help="table, csv, json or turtle.")] = "table",
    limit: Annotated[
        float, typer.Option("--limit-seconds", min=0.1, metavar="N", help="Seconds after which it is stopped.")
    ] = 60,
) -> None:
    """Ask a build in SPARQL, or by the name of a query that comes with kg; nothing is ever changed."""
    from kg.queries.library import assignments, find_query, listed
    from kg.queries.run import Request, run

    if listing:
        print(listed())
        return
    if out is None or query is None:
        raise typer.BadParameter("wants OUT and QUERY, or --list")
    found = find_query(query)
    text, notes = run(Request(str(out), found.text, assignments(values or []), form, found.name), limit)
    print(text, end="")
    for note in notes:
        print(f"kg: {note}", file=sys.stderr)


@app.command("clean")
def clean_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A report, or a table of reports.")],
    edits: Annotated[bool, typer.Option("--edits", help="Print the edits instead of the text.")] = False,
    id_column: Id = None,
    text_column: Body = None,
) -> int:
    """Print the restored text of a report, or every edit with its reason and raw offsets."""
    from kg.clean.report import edit_rows, restored
    from kg.clean.run import clean
    from kg.read.checks import ReadOptions
    from kg.read.files import read
    from kg.resources import load_resources

    resources, code = load_resources(), OK
    for found in read(file, ReadOptions(id_column, text_column, READ_LIMIT)):
        if isinstance(found, KgError):
            code = _complain(str(found), FAILED)
            continue
        text = clean(found, resources)
        if edits:
            for row in edit_rows(text):
                doubt = "" if row.certain else "?"
                print(row.start, row.end, row.step + doubt, row.reason, repr(row.before), repr(row.after), sep="\t")
        else:
            print(restored(text))
    return code


@app.command("validate")
def validate_command(out: Out, workers: Workers = None, json: Json = False) -> int:
    """Check a build: SHACL shapes of the ontology, evidence behind everything, quotes equal to the inputs."""
    from kg.graph.shapes import validate
    from kg.originals import Originals

    report = validate(out, Originals(out).texts(), workers or _processors())
    if json:
        _print_json(report)
    else:
        for finding in report.findings[:FINDINGS_SHOWN]:
            print(f"{finding.severity}: {finding.focus}: {finding.message}")
        if len(report.findings) > FINDINGS_SHOWN:
            print(f"and {len(report.findings) - FINDINGS_SHOWN} more findings; --json shows all")
        verdict = "valid" if report.conforms else "not valid"
        print(f"{verdict}: {report.reports} reports, {report.statements} statements, {len(report.findings)} findings")
    return OK if report.conforms else FAILED


def _print_json(value: object) -> None:
    import json
    from dataclasses import asdict, is_dataclass

    def plain(x: object) -> object:
        return asdict(x) if is_dataclass(x) and not isinstance(x, type) else str(x)

    print(json.dumps(value, default=plain, ensure_ascii=False, indent=1))


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def main(arguments: list[str] | None = None) -> int:
    """Entry point of `kg`: run a command and return its exit code.

    Whatever is wrong with the input becomes one line on standard error: 2 for wrong usage, 1 for what failed.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that cannot show a character must not end it all
    command = typer.main.get_command(app)
    try:
        code = command.main(arguments, prog_name="kg", standalone_mode=False)
    except ClickError as error:
        return _complain(" ".join(getattr(error, "format_message", error.__str__)().split()), USAGE)
    except KgError as error:
        return _complain(str(error), error.code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what read our output has gone: say no more
        return FAILED
    except OSError as error:
        return _complain(f"{error.filename or 'kg'}: {error.strerror or error}", FAILED)
    except (KeyboardInterrupt, typer.Abort):
        return _complain("interrupted; nothing was changed", INTERRUPTED)
    return code if isinstance(code, int) else OK


def _complain(line: str, code: int) -> int:
    print(f"kg: {line}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
