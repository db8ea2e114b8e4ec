"""The network page over HTTP: the same bytes as in the build, and it works there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.chromium import Opens
from tests.serve.server import Live, serving


def test_the_page_is_that_of_the_build(live: Live, out: Path) -> None:
    found = live.get("/explore.html")
    assert found.status == 200
    assert found.headers["content-type"] == "text/html; charset=utf-8"
    assert found.body == (out / "explore.html").read_bytes()


@pytest.mark.parametrize("name", ["0.js", "..%2fbuild.json", "../build.json", "x.js", "%2e%2e/texts.jsonl"])
def test_no_other_file_is_given_out(live: Live, name: str) -> None:
    """The texts of the seeds lie in the page itself: there is nothing beside it."""
    assert live.get(f"/explore-texts/{name}").status == 404


def test_texts_beside_the_page(tmp_path: Path, out: Path) -> None:
    import shutil

    shutil.copytree(out, tmp_path / "out")
    (tmp_path / "out" / "explore-texts").mkdir()
    (tmp_path / "out" / "explore-texts" / "7.js").write_text("kgText(7,[])\n")
    with serving(tmp_path / "out", tmp_path / "log") as served:
        found = served.get("/explore-texts/7.js")
        assert (found.status, found.body) == (200, b"kgText(7,[])\n")
        assert served.get("/explore-texts/8.js").status == 404


def test_it_works_in_a_browser(live: Live, opens: Opens) -> None:
    """Its policy allows what it needs; it asks nothing more of the server."""
    page = opens(f"{live.root}/explore.html", offline=False)
    page.page.wait_for_selector("canvas")
    page.page.wait_for_timeout(500)
    assert not [c for c in page.complaints if "favicon" not in c]
    assert {r.partition("#")[0] for r in page.requests if "favicon" not in r} == {f"{live.root}/explore.html"}
