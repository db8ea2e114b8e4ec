"""The page of a whole build in Chromium: reading, finding, filtering, every view, links that restore a view."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest

from kg.explore.page import has_bundle
from kg.explore.run import write_page
from kg.originals import Originals
from tests.browser.chromium import Opens, Watched

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not has_bundle(), reason="the page's program is not bundled (make page)"),
]
JI, LULONG = "141028", "130324"
OVERLAP = """() => { const boxes = kgApp.network.boxes(); for (let i = 0; i < boxes.length; i++) for (let j = 0; j < i; j++) {
 const a = boxes[i], b = boxes[j];
 if (a.x < b.x + b.width - 0.01 && b.x < a.x + a.width - 0.01 && a.y < b.y + b.height - 0.01 && b.y < a.y + a.height - 0.01) return [a, b]; } return null; }"""
INK = """() => { kgApp.network.sigma.refresh(); const seen = kgApp.network.sigma.getCanvases().nodes;
 const copy = document.createElement('canvas'); copy.width = seen.width; copy.height = seen.height;
 const c = copy.getContext('2d'); c.drawImage(seen, 0, 0); const d = c.getImageData(0, 0, copy.width, copy.height).data;
 let n = 0; for (let i = 3; i < d.length; i += 4) if (d[i]) n++; return n; }"""

FREE_LINES = """() => { const { network, data } = kgApp, view = network.view(), box = kgApp.parts.canvas.getBoundingClientRect(), found = [];
 network.graph.forEachEdge((key, at, a, b, from, to) => { if (at.sort !== 'link') return;
  for (const part of [0.5, 0.4, 0.6, 0.3, 0.7]) { const p = view.place(from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part);
   if (p.x < 20 || p.y < 20 || p.x > view.width - 20 || p.y > view.height - 20) continue;
   const near = network.graph.filterNodes((n, o) => { const q = view.place(o.x, o.y); return o.sort !== 'area' && Math.hypot(q.x - p.x, q.y - p.y) < o.size * view.scale + 6; });
   if (!near.length) found.push([p.x + box.x, p.y + box.y, data.predicate(at.n)]); } });
 return found.length ? found.slice(0, 20) : null; }"""
REST = """() => { const now = JSON.stringify(kgApp.network.sigma.getCamera().getState()), before = window.kgBefore; window.kgBefore = now;
 return now === before && !kgApp.network.sigma.getCamera().isAnimated(); }"""


@pytest.fixture(scope="module")
def page_file(out: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the five reports."""
    return write_page(out, Originals(out).texts(), tmp_path_factory.mktemp("page") / "explore.html")


def ready(watched: Watched) -> Watched:
    """The page when everything is read."""
    watched.page.wait_for_selector("html[data-ready]")
    return watched


def find(watched: Watched, query: str) -> None:
    """Search and take the first result."""
    watched.page.fill("#search", query)
    watched.page.wait_for_selector("#found li")
    watched.page.keyboard.press("Enter")
    watched.page.wait_for_selector(".panel h2")


def at_rest(watched: Watched) -> None:
    """The camera stands where it stood half a second before."""
    watched.until(REST, pause=500)


def settled(watched: Watched, file: Path) -> None:
    """Nothing was asked for, nothing complained of."""
    watched.page.wait_for_timeout(150)
    assert watched.requests == [watched.page.url.split("#")[0]] == [file.as_uri()]
    assert watched.complaints == []


def actions(watched: Watched) -> int:
    return int(watched.page.evaluate("kgApp.filtered.actions.length"))


def test_the_overview_stands_at_once(page_file: Path, opens: Opens) -> None:
    seen = ready(opens(page_file))
    assert seen.page.evaluate("kgApp.network.graph.order") < 120
    assert seen.page.evaluate(INK) > 20_000
    texts = seen.page.evaluate("kgApp.network.labels.map((l) => l.text)")
    assert {"吉县", "卢龙县", "通化市"} <= set(texts)
    assert seen.page.evaluate(OVERLAP) is None
    seen.shot("page-overview")
    settled(seen, page_file)


@pytest.mark.parametrize("query", ["崔紹民", "崔绍民", "csm"])
def test_search_in_either_script_or_by_initials(page_file: Path, opens: Opens, query: str) -> None:
    seen = ready(opens(page_file))
    find(seen, query)
    assert seen.page.inner_text(".panel h2").strip("\u2068\u2069") == "崔绍民"
    assert "崔紹民" in seen.page.inner_text(".panel .names")
    seen.page.wait_for_selector(".panel blockquote mark")
    assert seen.page.inner_text(".panel blockquote mark >> nth=0") == "崔紹民"
    if query == "崔紹民":
        seen.page.wait_for_timeout(700)
        seen.shot("page-person")
    settled(seen, page_file)


def test_from_a_fact_to_its_characters_in_two_clicks(page_file: Path, opens: Opens) -> None:
    seen = ready(opens(page_file))
    find(seen, "崔绍民")
    seen.page.click(".panel .quoteof >> nth=0")
    seen.page.wait_for_selector(".panel blockquote mark")
    assert "→" in seen.page.inner_text(".panel h2")
    seen.page.click(".panel blockquote button")
    assert "崔紹民" in "".join(seen.page.locator("dialog mark.here").all_inner_texts())
    assert seen.page.locator("dialog mark").count() > 100
    seen.shot("page-text")
    seen.page.keyboard.press("Escape")
    settled(seen, page_file)


def test_an_area_opens_and_shows_its_nodes(page_file: Path, opens: Opens) -> None:
    seen = ready(opens(page_file))
    before = seen.page.evaluate("kgApp.network.graph.order")
    spot = seen.page.evaluate(
        f"""() => {{ const a = kgApp.data.areas.find((x) => x.code === '{JI}'); const p = kgApp.network.view().place(a.disc.x, a.disc.y);
        const b = kgApp.parts.canvas.getBoundingClientRect(); return [p.x + b.x, p.y + b.y]; }}"""
    )
    seen.page.mouse.click(*spot)
    seen.page.wait_for_timeout(900)
    assert seen.page.evaluate("kgApp.network.graph.order") > before + 200
    assert seen.page.evaluate("kgApp.network.graph.size") > 300
    for ratio in (1.0, 0.5, 0.2, 0.05):
        seen.page.evaluate(
            f"kgApp.network.sigma.getCamera().setState({{ratio: {ratio}}}); kgApp.network.sigma.refresh()"
        )
        assert seen.page.evaluate(OVERLAP) is None
    seen.page.evaluate("kgApp.network.home()")
    seen.page.wait_for_timeout(400)
    seen.shot("page-area")
    assert seen.page.inner_text(".panel h2") == "吉县"
    assert "null" not in seen.page.inner_text(".panel") and "undefined" not in seen.page.inner_text(".panel")
    settled(seen, page_file)


def test_a_measure_filters_every_view(page_file: Path, opens: Opens) -> None:
    seen = ready(opens(page_file))
    everything = actions(seen)
    label = seen.page.locator(".facets label", has_text="宣传").first
    label.locator("input").check()
    some = actions(seen)
    assert 0 < some < everything
    assert seen.page.inner_text(".chips").startswith("宣传")
    seen.page.click("#tab-matrix")
    assert seen.page.locator(".matrix .heat").count() <= 6
    assert sum(int(x) for x in seen.page.locator(".matrix .heat").all_inner_texts()) == some
    seen.page.click("#tab-timeline")
    assert seen.page.locator("#page svg text", has_text="宣传").count() == 1
    assert seen.page.locator("#page svg text", has_text="督导检查").count() == 0
    seen.page.click("#tab-tables")
    seen.page.click("#page button:text-is('行动')")
    assert seen.page.inner_text("#page [role=status]").split()[0] == str(some)
    seen.page.click("#tab-map")
    assert 0 < seen.page.locator("#page svg circle").count() <= 6
    settled(seen, page_file)


def test_the_matrix_leads_to_the_network(page_file: Path, opens: Opens) -> None:
    seen = ready(opens(page_file))
    seen.page.click("#tab-matrix")
    seen.shot("page-matrix")
    cell = seen.page.locator(".matrix .heat").first
    count = int(cell.inner_text())
    cell.click()
    assert actions(seen) == count
    seen.page.click("#tab-network")
    assert seen.page.evaluate("kgApp.state.values.measures.length") == 1
    settled(seen, page_file)


def test_timeline_map_chart_and_tables(page_file: Path, opens: Opens) -> None:
    seen = ready(opens(page_file))
    for tab in ("timeline", "map", "orgs", "tables"):
        seen.page.click(f"#tab-{tab}")
        assert seen.page.locator("#page h2").count() == 1
        seen.shot(f"page-{tab}")
    everything = actions(seen)
    seen.page.click("#tab-timeline")
    seen.page.locator("#page circle.hit").last.click()
    assert 0 < actions(seen) < everything
    seen.page.click(".chips button:text('全部清除')")
    assert actions(seen) == everything
    seen.page.click("#tab-map")
    seen.page.locator("#page circle.hit").first.focus()
    seen.page.keyboard.press("Enter")
    assert 0 < actions(seen) < everything
    settled(seen, page_file)


def test_tables_sort_and_give_csv(page_file: Path, opens: Opens) -> None:
    seen = ready(opens(page_file))
    seen.page.click("#tab-tables")
    seen.page.click("#page th button >> nth=6")
    seen.page.click("#page th button >> nth=0")
    seen.page.click("#page th button >> nth=0")
    values = [x.replace(",", "") for x in seen.page.locator("#page tbody td:nth-child(1)").all_inner_texts()]
    numbers = [float(x) for x in values if x]
    assert numbers == sorted(numbers, reverse=True) and numbers[0] > 10_000
    with seen.page.expect_download() as waiting:
        seen.page.click("#page button:text('存为 CSV')")
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    assert text.count("\n") == int(seen.page.inner_text("#page [role=status]").split()[0]) + 1
    assert "310萬元" in text


def test_the_chart_of_a_command(page_file: Path, opens: Opens) -> None:
    seen = ready(opens(page_file))
    seen.page.click("#tab-orgs")
    seen.page.select_option("#page select", label="吉县疫情防控指挥工作领导小组 · 吉县")
    text = seen.page.inner_text("#page .tree")
    assert "崔绍民" in text and "赵松强" in text
    settled(seen, page_file)


def test_a_link_restores_the_view(page_file: Path, opens: Opens) -> None:
    seen = ready(opens(page_file))
    find(seen, "赵松强")
    seen.page.locator(".facets label", has_text="督导检查").first.locator("input").check()
    seen.page.wait_for_timeout(1_200)
    state = "[kgApp.state.values, kgApp.network.graph.order, kgApp.network.sigma.getCamera().getState(), document.querySelector('.panel').innerText]"
    before, link = seen.page.evaluate(state), seen.page.evaluate("location.href")
    again = ready(opens(link))
    again.page.wait_for_timeout(500)
    after = again.page.evaluate(state)
    assert after[0] == before[0] and after[1] == before[1] and after[3] == before[3]
    for name in ("x", "y", "ratio"):
        assert after[2][name] == pytest.approx(before[2][name], abs=2e-3)


def test_a_path_between_two_things(page_file: Path, opens: Opens) -> None:
    seen = ready(opens(page_file))
    find(seen, "崔绍民")
    seen.page.click("text=由此出发找路径")
    find(seen, "赵松强")
    seen.page.click("text=到此为止")
    text = seen.page.inner_text(".pathbar")
    assert "崔绍民" in text and "赵松强" in text and text.count("→") >= 2
    seen.page.wait_for_timeout(500)
    seen.shot("page-path")
    settled(seen, page_file)


def test_english_dark_and_phone(page_file: Path, opens: Opens) -> None:
    seen = ready(opens(page_file.as_uri() + "#l=en&th=dark"))
    assert seen.page.inner_text("#tab-matrix") == "Matrix"
    seen.shot("page-english-dark")
    phone = ready(opens(page_file.as_uri() + "#s=" + quote("i:person/141028/崔绍民"), 390, 844))
    assert phone.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.shot("page-phone")
    phone.page.click("button:text-is('筛选')")
    assert phone.page.is_visible(".facets")
    assert seen.complaints == phone.complaints == []


def test_the_keyboard_is_enough(page_file: Path, opens: Opens) -> None:
    seen = ready(opens(page_file))
    seen.page.keyboard.press("Tab")
    seen.page.keyboard.press("Enter")
    seen.page.keyboard.type("赵松强")
    seen.page.wait_for_selector("#found li")
    assert seen.page.get_attribute("#search", "aria-activedescendant") == "found-0"
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_selector(".panel dl")
    seen.page.focus("#tab-network")
    seen.page.keyboard.press("ArrowRight")
    assert seen.page.get_attribute("#tab-timeline", "aria-selected") == "true"


def test_the_view_as_svg_and_png(page_file: Path, opens: Opens) -> None:
    from xml.etree import ElementTree

    seen = ready(opens(page_file))
    for name, start in (("SVG", b"<svg"), ("PNG", b"\x89PNG")):
        with seen.page.expect_download() as waiting:
            seen.page.click(f".tools button:text-is('{name}')")
        content = Path(waiting.value.path()).read_bytes()
        assert content.startswith(start) and len(content) > 5_000
        if name == "SVG":
            root = ElementTree.fromstring(content)
            assert "吉县" in {e.text for e in root.iter("{http://www.w3.org/2000/svg}text")}


def test_without_webgl_it_draws_on_a_plain_canvas(page_file: Path, opens: Opens) -> None:
    seen = opens("about:blank")
    seen.page.add_init_script(
        "const own = HTMLCanvasElement.prototype.getContext; HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {"
        " return kind.startsWith('webgl') ? null : own.call(this, kind, ...rest); };"
    )
    seen.page.goto(page_file.as_uri())
    ready(seen)
    find(seen, "崔绍民")
    spot = seen.page.evaluate(
        """() => { const other = kgApp.data.at.get(kgApp.data.items.key.find((k, i) => kgApp.data.label(i) === '赵松强'));
        const at = kgApp.network.graph.getNodeAttributes('i' + other), p = kgApp.network.view().place(at.x, at.y), b = kgApp.parts.canvas.getBoundingClientRect();
        return [p.x + b.x, p.y + b.y]; }"""
    )
    seen.page.mouse.move(*spot)
    seen.page.mouse.click(*spot)
    assert "赵松强" in seen.page.inner_text(".panel h2")
    before = seen.page.evaluate("kgApp.network.sigma.getCamera().getState().ratio")
    seen.page.mouse.wheel(0, 400)
    assert seen.page.evaluate("kgApp.network.sigma.getCamera().getState().ratio") > before
    assert seen.complaints == []


def test_a_line_says_what_it_means_and_opens_its_sources(page_file: Path, opens: Opens) -> None:
    seen = ready(opens(page_file))
    find(seen, "崔绍民")
    seen.until("kgApp.network.graph.size > 100 && kgApp.network.sigma.getCamera().getState().ratio < 0.9")
    seen.page.keyboard.press("Escape")
    seen.page.evaluate("kgApp.pick(null)")
    at_rest(seen)
    spots = seen.until(FREE_LINES)
    assert spots
    for x, y, _ in spots:
        seen.page.mouse.move(x, y)
        seen.page.wait_for_timeout(120)
        if seen.page.is_visible(".tip") and "→" in seen.page.inner_text(".tip"):
            break
    assert "→" in seen.page.inner_text(".tip")
    seen.shot("page-line")
    seen.page.mouse.click(x, y)
    seen.page.wait_for_selector(".panel blockquote mark")
    assert "→" in seen.page.inner_text(".panel h2")
    settled(seen, page_file)
