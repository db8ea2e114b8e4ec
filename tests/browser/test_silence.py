"""The page asks for nothing: with the network off, and with a network whose only way out is a proxy that records."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.explore.page import has_bundle
from kg.explore.run import write_page
from kg.originals import Originals
from tests.browser.chromium import Opens, Watched
from tests.browser.proxy import recording

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not has_bundle(), reason="the page's program is not bundled (make page)"),
]
VIEWS = ("timeline", "matrix", "map", "orgs", "tables", "network")


@pytest.fixture(scope="module")
def page_file(out: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the five reports."""
    return write_page(out, Originals(out).texts(), tmp_path_factory.mktemp("page") / "explore.html")


def tour(seen: Watched) -> None:
    """Search, read a sentence, open the report's text, filter, see every view, take the pictures and the table."""
    page = seen.page
    page.wait_for_selector("html[data-ready]")
    page.fill("#search", "崔紹民")
    page.wait_for_selector("#found li")
    page.keyboard.press("Enter")
    page.wait_for_selector(".panel blockquote mark")
    page.click(".panel blockquote button")
    page.wait_for_selector("dialog mark.here")
    page.keyboard.press("Escape")
    page.locator(".facets label", has_text="宣传").first.locator("input").check()
    for view in VIEWS:
        page.click(f"#tab-{view}")
        page.wait_for_timeout(150)
    for name in ("SVG", "PNG"):
        with page.expect_download():
            page.click(f".tools button:text-is('{name}')")
    page.click("#tab-tables")
    with page.expect_download():
        page.click("#page button:text('存为 CSV')")
    page.wait_for_timeout(500)


def test_nothing_with_the_network_off(page_file: Path, opens: Opens) -> None:
    seen = opens(page_file, offline=True)
    tour(seen)
    assert [url for url in seen.requests if not url.startswith("blob:")] == [page_file.as_uri()]
    assert seen.complaints == []


def test_nothing_through_a_proxy_that_records(page_file: Path, opens: Opens) -> None:
    with recording() as proxy:
        seen = opens(page_file, offline=False, proxy=proxy.settings)
        tour(seen)
        assert proxy.asked == []
        assert [url for url in seen.requests if not url.startswith("blob:")] == [page_file.as_uri()]
        assert seen.complaints == []


@pytest.mark.parametrize("way", ["fetch('http://127.0.0.1:48999/x')", "new Image().src = 'https://example.org/x.png'"])
def test_the_proxy_would_have_seen_it(opens: Opens, way: str) -> None:
    with recording() as proxy:
        seen = opens("about:blank", offline=False, proxy=proxy.settings)
        seen.page.evaluate(f"{{ const asked = {way}; asked.catch?.(() => 0); }}")
        seen.page.wait_for_timeout(500)
        assert len(proxy.asked) >= 1
        assert any(name in proxy.asked[0] for name in ("127.0.0.1:48999", "example.org"))
