"""Two hundred names and texts that try to be markup, code or a broken layout: nothing runs, the layout stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.explore.page import FOLDER, full_page, has_bundle
from tests.browser.chromium import Opens, Watched
from tests.browser.test_page import ready
from tests.explore.sample import book, hostile

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not has_bundle(), reason="the page's program is not bundled (make page)"),
]
FOREIGN = "document.querySelectorAll(':is(.panel, #page, dialog, #found, .tip, .facets, .chips) :is(img, script, iframe, a, b a, svg[onload])').length"
WIDE = "[document.documentElement, ...document.querySelectorAll('.panel, .facets, header.bar')].filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.className)"


def whole(seen: Watched) -> None:
    assert seen.page.evaluate(FOREIGN) == 0
    assert seen.page.evaluate(WIDE) == []
    assert seen.complaints == []
    assert len(seen.requests) == 1


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with hostile text everywhere."""
    path = tmp_path_factory.mktemp("hostile") / "explore.html"
    path.write_text(full_page(hostile(), "</title><script>alert(0)</script>").html, encoding="utf-8")
    return path


@pytest.mark.parametrize("width", [390, 1400])
def test_nothing_runs_in_any_view(page_file: Path, opens: Opens, width: int) -> None:
    seen = ready(opens(page_file, width=width))
    seen.page.evaluate("kgApp.openAll(true)")
    seen.page.wait_for_timeout(400)
    for tab in ("timeline", "matrix", "map", "orgs", "tables", "network"):
        seen.page.click(f"#tab-{tab}")
        whole(seen)
    seen.page.click("#tab-tables")
    seen.page.click("#page button:text-is('行动')")
    seen.page.click("#tab-network")
    for n in range(0, 200, 9):
        seen.page.evaluate(f"kgApp.pick({{item: kgApp.data.at.get('resource/{n}')}}, true)")
        seen.page.wait_for_timeout(30)
        whole(seen)
        seen.page.evaluate(f"kgApp.network.hover({{item: kgApp.data.at.get('resource/{n}')}})")
    seen.shot(f"hostile-{width}")
    seen.page.evaluate("kgApp.read(0, 1)")
    seen.page.wait_for_selector("dialog mark")
    whole(seen)


def test_search_for_markup_finds_it_as_text(page_file: Path, opens: Opens) -> None:
    seen = ready(opens(page_file))
    for query in ("<img", "</script>", "長長", "href="):
        seen.page.fill("#search", query)
        seen.page.locator("#found li").first.wait_for()
        seen.page.wait_for_timeout(150)  # the answer to this query, not to the one before
        assert seen.page.locator("#found li").count() > 0
        whole(seen)


@pytest.mark.parametrize(
    "hash_", ["v=<script>", "s=i:<img src=x onerror=alert(1)>", "o=*&a=%00&cam=x,y,z&c=9&x=a~b", "p=a|b&m=~~~&f=zzz"]
)
def test_a_hostile_address_does_no_harm(page_file: Path, opens: Opens, hash_: str) -> None:
    whole(ready(opens(page_file.as_uri() + "#" + hash_)))


def test_texts_beside_the_page_are_read_when_wanted(tmp_path: Path, opens: Opens) -> None:
    page = full_page(book(), "kg", side_limit=0)
    (tmp_path / FOLDER).mkdir()
    (tmp_path / "explore.html").write_text(page.html, encoding="utf-8")
    for name, content in page.beside.items():
        (tmp_path / FOLDER / name).write_text(content, encoding="utf-8")
    seen = ready(opens(tmp_path / "explore.html"))
    assert len(seen.requests) == 1
    seen.page.fill("#search", "设立卡点")
    seen.page.wait_for_selector("#found li")
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_selector(".panel blockquote mark")
    assert seen.page.inner_text(".panel blockquote mark") == "全县设立卡点12个"
    assert [r.rpartition("/")[2] for r in seen.requests[1:]] == ["0.js"]
    assert seen.complaints == []


def test_texts_that_are_missing_leave_a_page_that_works(tmp_path: Path, opens: Opens) -> None:
    (tmp_path / "explore.html").write_text(full_page(book(), "kg", side_limit=0).html, encoding="utf-8")
    seen = ready(opens(tmp_path / "explore.html"))
    seen.page.evaluate("kgApp.read(0, 1)")
    seen.page.wait_for_selector("dialog[open] .text p")
    assert "不在手边" in seen.page.inner_text("dialog .text")
