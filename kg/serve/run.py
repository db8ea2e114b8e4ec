"""`kg serve`: the application on a port."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Final

import uvicorn

from kg.errors import KgError
from kg.serve.app import make_app
from kg.serve.builds import RECORD
from kg.serve.settings import Settings

CONNECTIONS: Final = 1_000
KEEP_ALIVE: Final = 30  # seconds
SHUTDOWN: Final = 20  # seconds for requests under way


def serve(out: Path, settings: Settings) -> None:
    """Serve the build in `out` until the process is told to end.

    Raises:
        KgError: if `out` is no build.
        OSError: if the port is taken.
    """
    if not (out / RECORD).is_file():
        raise KgError(f"{out}: no build (no {RECORD} in it)")
    _log()
    uvicorn.run(
        make_app(out, settings),
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=SHUTDOWN,
        forwarded_allow_ips=settings.proxies,
        lifespan="on",
        workers=1,
    )


def _log() -> None:
    """Lines of ours and warnings of others on standard error."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    for name in ("kg.serve", "uvicorn.error"):
        logging.getLogger(name).setLevel(logging.INFO)
