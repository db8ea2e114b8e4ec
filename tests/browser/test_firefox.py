"""A smoke test in Firefox over WebDriver BiDi, spoken to directly: no driver program is needed."""

from __future__ import annotations

import base64
import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest

from kg.explore.page import has_bundle
from tests.browser.chromium import ARTIFACTS
from tests.browser.test_page import page_file

websockets = pytest.importorskip("websockets.sync.client", reason="the package websockets is not installed")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not has_bundle(), reason="the page's program is not bundled (make page)"),
]
__all__ = ["page_file"]
STARTS = 60  # seconds


class Bidi:
    """A session with a running Firefox; events are kept."""

    def __init__(self, port: int) -> None:
        self._left = ExitStack()
        self._socket = self._left.enter_context(
            websockets.connect(f"ws://127.0.0.1:{port}/session", max_size=None, open_timeout=10)
        )
        self._number = 0
        self.events: list[dict[str, Any]] = []
        self.send("session.new", {"capabilities": {}})
        self.send("session.subscribe", {"events": ["log.entryAdded", "network.beforeRequestSent"]})
        self.context = self.send("browsingContext.getTree", {})["contexts"][0]["context"]

    def send(self, method: str, params: dict[str, Any]) -> Any:
        """Run a command and return its result."""
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": params}))
        while True:
            message = json.loads(self._socket.recv(timeout=90))
            if message.get("id") == self._number:
                assert message["type"] == "success", message
                return message["result"]
            self.events.append(message)

    def run(self, code: str) -> Any:
        """The value of an expression (a promise is waited for), as JSON."""
        params = {
            "expression": f"(async () => JSON.stringify(await ({code})))()",
            "awaitPromise": True,
            "target": {"context": self.context},
        }
        result = self.send("script.evaluate", params)
        assert result["type"] == "success", result
        return json.loads(result["result"]["value"]) if result["result"]["type"] == "string" else None

    def wait(self, code: str) -> None:
        """Until an expression holds."""
        until = time.monotonic() + 30
        while not self.run(code):
            assert time.monotonic() < until, f"never came: {code}"
            time.sleep(0.1)

    def close(self) -> None:
        """End the session."""
        self._left.close()


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bidi]:
    """Debian's Firefox with a new profile."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if program is None:
        pytest.skip("no firefox on this machine (apt-get install firefox-esr)")
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    profile = tmp_path_factory.mktemp("firefox")
    (profile / "user.js").write_text(
        'user_pref("webgl.force-enabled", true);\nuser_pref("network.captive-portal-service.enabled", false);\nuser_pref("remote.prefs.recommended", true);\n'
    )
    command = [
        program,
        "--headless",
        "--no-remote",
        "--profile",
        str(profile),
        f"--remote-debugging-port={port}",
        "about:blank",
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    session = None
    try:
        session = connect(process, port)
        yield session
    finally:
        if session is not None:
            session.close()
        process.terminate()
        process.wait(30)


def connect(process: subprocess.Popen[bytes], port: int) -> Bidi:
    """Firefox takes some seconds to listen."""
    until = time.monotonic() + STARTS
    while True:
        try:
            return Bidi(port)
        except OSError:
            if process.poll() is not None or time.monotonic() > until:
                pytest.skip("firefox does not start here")
            time.sleep(0.3)


def test_it_opens_finds_and_reads(page_file: Path, firefox: Bidi) -> None:
    firefox.send(
        "browsingContext.navigate", {"context": firefox.context, "url": page_file.as_uri(), "wait": "complete"}
    )
    firefox.wait("document.documentElement.dataset.ready === 'yes'")
    assert firefox.run("kgApp.network.labels.map((l) => l.text)").count("吉县") >= 1
    firefox.run(
        "(document.querySelector('#search').value = '崔紹民', document.querySelector('#search').dispatchEvent(new Event('input')), 1)"
    )
    firefox.wait("document.querySelectorAll('#found li').length > 0")
    firefox.run("kgApp.search.choose(0)")
    firefox.wait("document.querySelector('.panel blockquote mark')?.textContent === '崔紹民'")
    assert firefox.run("kgApp.network.graph.order") > 300
    for view in ("timeline", "matrix", "map", "orgs", "tables", "network"):
        firefox.run(f"(document.querySelector('#tab-{view}').click(), 1)")
    firefox.run("(document.querySelector('.panel blockquote button').click(), 1)")
    firefox.wait("document.querySelector('dialog[open] mark.here') !== null")
    firefox.run("(document.querySelector('dialog').close(), 1)")
    shot = firefox.send("browsingContext.captureScreenshot", {"context": firefox.context})
    ARTIFACTS.mkdir(exist_ok=True)
    (ARTIFACTS / "firefox.png").write_bytes(base64.b64decode(shot["data"]))
    logged = [
        e["params"]
        for e in firefox.events
        if e.get("method") == "log.entryAdded" and e["params"]["level"] in ("error",)
    ]
    assert [entry["text"] for entry in logged] == []
    asked = {
        e["params"]["request"]["url"]
        for e in firefox.events
        if e.get("method") == "network.beforeRequestSent" and e["params"]["context"] == firefox.context
    }
    assert not {url for url in asked if url.startswith(("http", "ws"))}
