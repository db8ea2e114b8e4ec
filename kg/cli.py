"""The command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import KgError

app = typer.Typer(
    add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None, help=__doc__
)


@app.callback()
def kg() -> None:
    """Chinese local-government reports as a linked-data graph with the source of every fact."""


@app.command("build")
def build_command(
    inputs: Annotated[list[str], typer.Argument(metavar="IN...", help="Files, folders or glob patterns.")],
    out: Annotated[Path, typer.Option("--out", help="Folder of the build; replaced as a whole.")],
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes.")] = 1,
) -> None:
    """Build the graph of reports."""
    from kg.build import BuildOptions, build

    record = build(inputs, out, BuildOptions(workers=workers))
    for p in record.failed:
        print(f"kg: {p.path}: {p.reason}", file=sys.stderr)
    print(record.counts, record.seconds)
    raise typer.Exit(1 if record.failed else 0)


def main() -> None:
    """Entry point of `kg`."""
    try:
        app()
    except KgError as error:
        print(f"kg: {error}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
