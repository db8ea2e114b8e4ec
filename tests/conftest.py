"""What several tests share: the seeds, and one build of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from kg.build import BuildOptions, Record, build
from tests.browser.chromium import browser, opens

__all__ = ["browser", "opens"]  # one browser for all tests of a process: Playwright starts once only

settings.register_profile("busy", deadline=None)  # a loaded machine is no failure
settings.load_profile("busy")

SEEDS = Path(__file__).parents[1] / "seeds"


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder with the five reports."""
    return SEEDS


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Record]:
    """A build of the seeds and its record; tests must not change it."""
    out = tmp_path_factory.mktemp("build") / "out"
    return out, build([str(SEEDS)], out, BuildOptions())


@pytest.fixture(scope="session")
def out(built: tuple[Path, Record]) -> Path:
    """The folder of a build of the seeds; tests must not change it."""
    return built[0]
