"""Pages of growing builds in Chromium: `python -m tests.bench.pages [nodes …]` prints a table, `… paint` a ratio.

Side by side on the same data: the page, plain vis-network (canvas, no physics, our places), pyvis as it comes.
Frames are measured while the view moves; without a graphics card the software renderer is what is slow.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as Late

import hatch_build
from kg.explore.book import Book
from kg.explore.embed import data_block, script_block
from kg.explore.layout import lay_out
from kg.explore.page import FOLDER, full_page
from tests.bench.made_up import made_up
from tests.browser.chromium import FLAGS

SIZES = (1_000, 5_000, 20_000, 50_000)
PAINTED = (5_000, 50_000)
PATIENCE = 90_000  # milliseconds
VIS_LIMIT, PYVIS_LIMIT = 20_000, 1_000
VIS = (
    Path(__file__).parents[2]
    / hatch_build.WEB
    / "node_modules"
    / "vis-network"
    / "standalone"
    / "umd"
    / "vis-network.min.js"
)
FRAMES = """async (step) => { const move = new Function('n', step); const times = [];
 await new Promise((done) => { let last = performance.now(), n = 0; const next = () => { const now = performance.now(); times.push(now - last); last = now;
 if (n++ >= 24) return done(); move(n); requestAnimationFrame(next); }; requestAnimationFrame(next); });
 return times.slice(2).sort((a, b) => a - b)[11]; }"""
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1"
OWN_MOVE = "const c = kgApp.network.sigma.getCamera(); c.setState({x: 0.5 + 0.002 * n});"
VIS_MOVE = "network.moveTo({position: {x: 4 * n, y: 0}});"
VIS_CODE = """const d = JSON.parse(document.getElementById('d').textContent);
const network = new vis.Network(document.getElementById('n'), {nodes: new vis.DataSet(d.nodes), edges: new vis.DataSet(d.edges)},
 {physics: false, edges: {smooth: false}, nodes: {shape: 'dot'}}); network.once('afterDrawing', () => { window.drawn = performance.now(); });"""


def own_page(book: Book, folder: Path) -> Path:
    """Our page."""
    page = full_page(book, "bench")
    path = folder / "explore.html"
    path.write_text(page.html, encoding="utf-8")
    if page.beside:
        (folder / FOLDER).mkdir()
        for name, content in page.beside.items():
            (folder / FOLDER / name).write_text(content, encoding="utf-8")
    return path


def vis_page(book: Book, folder: Path) -> Path:
    """vis-network with the same places, no physics."""
    points = lay_out(book).points
    nodes = [
        {"id": i, "label": book.items[i].label[:14], "x": x * 12, "y": y * 12, "size": r * 6}
        for i, (x, y, r) in points.items()
    ]
    edges = [{"from": e.source, "to": e.target} for e in book.links if e.source in points and e.target in points]
    code = script_block(VIS.read_text(encoding="utf-8")) + script_block(VIS_CODE)
    path = folder / "vis.html"
    body = '<div id="n" style="height:95vh"></div>' + data_block("d", {"nodes": nodes, "edges": edges}) + code
    path.write_text(f'<!DOCTYPE html><meta charset="utf-8"><body>{body}', encoding="utf-8")
    return path


def pyvis_page(book: Book, folder: Path) -> Path:
    """pyvis as it comes, physics and all; only its requests to other hosts are taken out."""
    from pyvis.network import Network

    from kg.explore.small import LOADING

    points = lay_out(book).points
    network = Network(cdn_resources="in_line", height="95vh", width="100%")
    for i in points:
        network.add_node(i, label=book.items[i].label[:14])
    for e in book.links:
        if e.source in points and e.target in points:
            network.add_edge(e.source, e.target)
    path = folder / "pyvis.html"
    path.write_text(LOADING.sub("", network.generate_html(notebook=False)), encoding="utf-8")
    return path


def heap(page: Page) -> float:
    """Megabytes of JavaScript objects after a collection."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    return float(session.send("Runtime.getHeapUsage")["usedSize"]) / 1e6


def measure(browser: Browser, path: Path, drawn: str, move: str, then: str = "") -> dict[str, float]:
    """First paint, until drawn, frame, heap; `then` is run before a second pair of frame and heap."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, offline=True, bypass_csp=True)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    try:
        started = time.perf_counter()
        page.goto(path.as_uri(), wait_until="commit")
        page.wait_for_function(drawn)
        row = {"drawn": time.perf_counter() - started, "frame": page.evaluate(FRAMES, move)}
        row |= {"paint": page.evaluate(PAINT) / 1e3, "heap": heap(page)}
        if then:
            page.evaluate(then)
            page.wait_for_timeout(1_500)
            row |= {"frame_all": page.evaluate(FRAMES, move), "heap_all": heap(page)}
        return row
    except Late:
        return {}
    finally:
        context.close()


def rows(browser: Browser, nodes: int) -> Iterator[tuple[str, Path, dict[str, float], float]]:
    """What each page shows on a build of this size."""
    book = made_up(nodes)
    pages: list[tuple[str, Callable[[Book, Path], Path], str, str, str]] = [
        ("page", own_page, "document.documentElement.dataset.ready === 'yes'", OWN_MOVE, "kgApp.openAll(true)")
    ]
    if nodes <= VIS_LIMIT and VIS.is_file():
        pages.append(("vis-network", vis_page, "window.drawn", VIS_MOVE, ""))
    if nodes <= PYVIS_LIMIT:
        pages.append(
            (
                "pyvis",
                pyvis_page,
                "document.getElementById('loadingBar')?.style.display === 'none' || window.network?.physics?.stabilized",
                VIS_MOVE,
                "",
            )
        )
    for name, write, drawn, move, then in pages:
        folder = Path(tempfile.mkdtemp())
        started = time.perf_counter()
        path = write(book, folder)
        seconds = time.perf_counter() - started
        yield name, path, measure(browser, path, drawn, move, then), seconds
        shutil.rmtree(folder)


def first_paints(rounds: int = 15) -> None:
    """First paint of our page, 5,000 nodes against 50,000, by turns, so that other work disturbs both alike."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        paths = [own_page(made_up(nodes), Path(tempfile.mkdtemp())) for nodes in PAINTED]
        times: list[list[float]] = [[], []]
        for _ in range(rounds):
            for path, seen in zip(paths, times, strict=True):
                context = browser.new_context(viewport={"width": 1400, "height": 900}, offline=True, bypass_csp=True)
                page = context.new_page()
                page.goto(path.as_uri(), wait_until="commit")
                page.wait_for_function("document.documentElement.dataset.ready === 'yes'")
                page.wait_for_function(f"({PAINT}) > 0")
                seen.append(page.evaluate(PAINT) / 1e3)
                context.close()
        browser.close()
        for path in paths:
            shutil.rmtree(path.parent)
    small, large = (median(seen) for seen in times)
    ratios = sorted(b / a for a, b in zip(*times, strict=True))
    print(
        f"first paint, median of {rounds}: {small:.2f} s at 5,000, {large:.2f} s at 50,000: {large / small:.2f} times"
    )
    print(f"ratio by round: {', '.join(f'{r:.2f}' for r in ratios)}")


def main(sizes: tuple[int, ...]) -> None:
    """Print the table as Markdown."""
    print(
        "| nodes | page | made in s | MB | first paint s | all read s | frame ms | heap MB | all open: frame ms | heap MB |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|")
    program = shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        for nodes in sizes:
            for name, path, row, seconds in rows(browser, nodes):
                print(line(nodes, name, path.stat().st_size, seconds, row), flush=True)
        browser.close()


def line(nodes: int, name: str, size: int, seconds: float, row: dict[str, Any]) -> str:
    """One row of the table; a page that was not drawn in time has no figures."""
    cells = [
        f"{row[k]:.{d}f}" if k in row else f"> {PATIENCE // 1000} s" if not row else ""
        for k, d in (("paint", 2), ("drawn", 2), ("frame", 0), ("heap", 0), ("frame_all", 0), ("heap_all", 0))
    ]
    return f"| {nodes:,} | {name} | {seconds:.1f} | {size / 1e6:.2f} | " + " | ".join(cells) + " |"


if __name__ == "__main__":
    if sys.argv[1:] == ["paint"]:
        first_paints()
    else:
        main(tuple(int(x) for x in sys.argv[1:]) or SIZES)
