"""`kg serve`: the application on a port."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from types import FrameType
from typing import Final

import uvicorn

from kg.serve.app import make_app
from kg.serve.builds import Builds
from kg.serve.quick import connections
from kg.serve.settings import Settings

CONNECTIONS: Final = 1_000
KEEP_ALIVE: Final = 30  # seconds
SHUTDOWN: Final = 20  # seconds for requests under way


def serve(out: Path, settings: Settings) -> None:
    """Serve the build in `out` until the process is told to end.

    Raises:
        KgError: if `out` is no build.
        SystemExit: if the port is taken.
    """
    _log()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _ended)  # uvicorn finishes what is under way, then hands the signal on
    with asyncio.Runner(loop_factory=_loop()) as runner:
        runner.run(_serve(out, settings))


async def _serve(out: Path, settings: Settings) -> None:
    builds = Builds(out, settings)
    await builds.open()
    house = make_app(builds, settings)
    config = uvicorn.Config(
        house.app,
        http=connections(house.desk),
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=SHUTDOWN,
        forwarded_allow_ips=settings.proxies,
        lifespan="off",
    )
    gc.collect()
    gc.freeze()  # what is there now stays: it need not be looked at again and again
    try:
        await uvicorn.Server(config).serve()
    finally:
        await builds.close()


def _ended(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)


def _loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop's event loop where it can be had: twice as fast."""
    if find_spec("uvloop") is None:
        return None
    import uvloop

    return uvloop.new_event_loop


def _log() -> None:
    """Lines of ours and warnings of others on standard error."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    for name in ("kg.serve", "uvicorn.error"):
        logging.getLogger(name).setLevel(logging.INFO)
