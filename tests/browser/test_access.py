"""Accessibility of the page by axe-core, and its colours for colour-blind readers."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

import hatch_build
from kg.explore.page import has_bundle
from tests.browser.chromium import Opens
from tests.browser.test_page import page_file, ready

ROOT = Path(__file__).parents[2]
AXE = ROOT / hatch_build.WEB / "node_modules" / "axe-core" / "axe.min.js"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not has_bundle(), reason="the page's program is not bundled (make page)"),
]
__all__ = ["page_file"]
RUN = """async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
 .filter((v) => ['serious', 'critical'].includes(v.impact)).map((v) => [v.id, v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160))])"""


@pytest.fixture(scope="session")
def axe() -> str:
    """The code of axe-core, from npm."""
    if not AXE.is_file():
        try:
            hatch_build.run([*hatch_build.npm(), "ci", "--ignore-scripts"], ROOT / hatch_build.WEB)
        except (hatch_build.BundleError, subprocess.SubprocessError) as error:
            pytest.skip(f"axe-core cannot be had: {error}")
    return AXE.read_text(encoding="utf-8")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("view", ["network", "timeline", "matrix", "map", "orgs", "tables"])
def test_no_serious_finding(page_file: Path, opens: Opens, axe: str, view: str, theme: str) -> None:
    address = (
        f"{page_file.as_uri()}#v={view}&th={theme}&s=i%3Aperson%2F141028%2F%E5%B4%94%E7%BB%8D%E6%B0%91&m=Supervision"
    )
    seen = ready(opens(address, bypass_csp=True))
    seen.page.wait_for_selector(".panel blockquote")
    seen.page.evaluate(axe)
    assert seen.page.evaluate(RUN) == []
