"""Chromium without a network, driven by Playwright; what a page asks for and complains of is written down."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ARTIFACTS = Path(__file__).parents[2] / "test-artifacts"
FLAGS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"]


@dataclass
class Watched:
    """A page with everything that went wrong in it."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def shot(self, name: str) -> Path:
        """Keep a screenshot."""
        ARTIFACTS.mkdir(exist_ok=True)
        path = ARTIFACTS / f"{name}.png"
        self.page.screenshot(path=str(path))
        return path

    def until(self, script: str, seconds: float = 60, pause: float = 100) -> Any:
        """What `script` gives as soon as that is true of anything; asked from outside, since the page's policy forbids `eval`.

        `seconds` is the longest wait and `pause` the milliseconds between two looks. Raises AssertionError at the end of it.
        """
        end = time.monotonic() + seconds
        while not (seen := self.page.evaluate(script)):
            assert time.monotonic() < end, f"never true: {script}"
            self.page.wait_for_timeout(pause)
        return seen


Opens = Callable[..., Watched]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("no chromium on this machine (apt-get install chromium)")
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def opens(browser: Browser) -> Iterator[Opens]:
    """Opens a file or address in a fresh context without a network."""
    contexts = []

    def go(path: Path | str, width: int = 1400, height: int = 900, offline: bool = True, **options: object) -> Watched:
        context = browser.new_context(viewport={"width": width, "height": height}, offline=offline, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        watched = Watched(page)
        page.on(
            "console",
            lambda m: watched.complaints.append(f"{m.type}: {m.text}") if m.type in ("error", "warning") else None,
        )
        page.on("pageerror", lambda e: watched.complaints.append(str(e)))
        page.on("dialog", lambda d: (watched.complaints.append(f"dialog: {d.message}"), d.dismiss()))
        page.on("request", lambda r: watched.requests.append(r.url))
        page.goto(path.as_uri() if isinstance(path, Path) else path)
        return watched

    yield go
    for context in contexts:
        context.close()
