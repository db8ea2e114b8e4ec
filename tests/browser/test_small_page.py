"""The page of small views in Chromium."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.explore.neighbours import report_view
from kg.explore.reading import read_book
from kg.explore.small import small_page
from tests.browser.chromium import Opens
from tests.explore.sample import hostile

pytestmark = pytest.mark.browser
INK = """() => { const c = document.querySelector('#mynetwork canvas');
 const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; let n = 0;
 for (let i = 0; i < d.length; i += 4) if (d[i + 3] > 0 && d[i] + d[i + 1] + d[i + 2] < 600) n++; return n; }"""


@pytest.fixture(scope="module")
def seeds_page(out: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Small views of the five reports."""
    book = read_book(out, {})
    path = tmp_path_factory.mktemp("small") / "small.html"
    path.write_text(small_page(book, [report_view(book, i) for i in range(5)], "kg"), encoding="utf-8")
    return path


def test_it_opens_offline_and_draws(seeds_page: Path, opens: Opens) -> None:
    seen = opens(seeds_page)
    assert seen.page.evaluate("nodes.length") > 100
    assert seen.page.evaluate("edges.length") > 100
    assert seen.page.evaluate(INK) > 3_000
    seen.shot("small-report")
    assert seen.requests == [seeds_page.as_uri()]
    assert seen.complaints == []


def test_a_click_shows_facts_and_the_sentence(seeds_page: Path, opens: Opens) -> None:
    page = (seen := opens(seeds_page)).page
    page.select_option("#kg-view", "4")
    point = page.evaluate(
        """() => { const id = nodes.getIds().find((i) => nodes.get(i).label === '崔绍民');
        const box = document.querySelector('#mynetwork').getBoundingClientRect();
        const p = network.canvasToDOM(network.getPosition(id)); return [p.x + box.x, p.y + box.y]; }"""
    )
    page.mouse.click(*point)
    assert page.inner_text("#kg-panel h2") == "崔绍民"
    assert "崔" in page.inner_text("#kg-panel blockquote mark")
    seen.shot("small-panel")
    assert seen.complaints == []


def test_hostile_text_does_not_run(tmp_path: Path, opens: Opens) -> None:
    book = hostile()
    path = tmp_path / "hostile.html"
    path.write_text(small_page(book, [report_view(book, 0)], "<script>alert(0)</script>"), encoding="utf-8")
    page = (seen := opens(path)).page
    assert page.evaluate("nodes.length") > 200
    for label in page.evaluate("nodes.getIds()")[:40]:
        page.evaluate("(id) => network.body.emitter.emit('click', {nodes: [id], edges: []})", label)
    assert page.evaluate("document.querySelectorAll('#kg-panel :is(img, script, svg, a)').length") == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.wait_for_timeout(300)
    assert seen.complaints == []
    assert seen.requests == [path.as_uri()]
