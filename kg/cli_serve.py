"""`kg serve` on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def serve_command(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Folder that kg build wrote.")],
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="Where to listen.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, metavar="N", help="The port; 0 for a free one.")
    ] = 8000,
    values: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="A limit; --settings lists them all.")
    ] = None,
    settings: Annotated[bool, typer.Option("--settings", help="List all settings with their values, and end.")] = False,
) -> None:
    """Serve a build: a SPARQL endpoint with hard limits, a page and RDF for every IRI, search, a query editor."""
    from kg.serve.settings import chosen, listing

    wanted = chosen(values or [], host=host, port=port)
    if settings:
        print("\n".join(listing(wanted)))
        return
    from kg.serve.run import serve

    serve(out, wanted)
