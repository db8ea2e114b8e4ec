"""One server for most tests, over a build of the seeds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serve.server import Live, serving


@pytest.fixture(scope="session")
def live(out: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A server with short limits."""
    log = tmp_path_factory.mktemp("serve") / "log"
    with serving(out, log, "seconds=2", "rows=5000", "answer=4000000", "client=64") as found:
        yield found
