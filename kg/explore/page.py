"""The page of a whole build: the bundled program, its data, and files beside it where these grow too large."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Final

from kg.errors import ResourceError
from kg.explore.book import Book
from kg.explore.embed import as_json, data_block, script_block, with_policy
from kg.explore.encode import Encoder
from kg.explore.layout import lay_out

BUNDLE: Final = "explore.js"
# Characters of a page above which texts go to files of their own. Measured: 120,000 nodes, 30 MB, first paint after 2.5 s
# with the texts inside and 1.7 s with them beside (50,000 nodes: 12 MB, 1.6 s with the texts inside).
SIDE_LIMIT: Final = 20_000_000
FOLDER: Final = "explore-texts"
MISSING = (
    "kg/explore/bundle/explore.js: not there. It is made from kg/explore/web by `make page` (or by building the wheel), "
    "which needs a network once"
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page as HTML text, and further files by name that must lie in the folder `FOLDER` beside it."""

    html: str
    beside: Mapping[str, str] = field(default_factory=dict)


def has_bundle() -> bool:
    """Whether the program of the page has been bundled."""
    return (files("kg.explore") / "bundle" / BUNDLE).is_file()


def full_page(book: Book, title: str, side_limit: int = SIDE_LIMIT) -> Page:
    """The page of a book.

    Args:
        book: the build.
        title: what the browser shows as its title.
        side_limit: characters of data above which texts do not stand in the page.

    Raises:
        ResourceError: if the program has not been bundled.
    """
    if not has_bundle():
        raise ResourceError(MISSING)
    blocks = Encoder(book, lay_out(book)).blocks()
    texts = {i: s.text for i, s in enumerate(book.sources) if s.text is not None}
    data = [data_block(f"kg-{name}", block) for name, block in blocks.items() if name != "core"]
    beside = sum(map(len, data)) + sum(map(len, texts.values())) > side_limit
    core = data_block("kg-core", blocks["core"] | {"beside": FOLDER if beside else 0})
    if beside:
        return Page(_html(title, core, data, folder=True), {_file(i): _side(i, text) for i, text in texts.items()})
    return Page(_html(title, core, [*data, *(data_block(f"kg-text-{i}", text) for i, text in texts.items())]))


def _file(report: int) -> str:
    return f"{report}.js"


def _side(report: int, text: str) -> str:
    return f"kgText({report},{as_json(text)})\n"


def _html(title: str, core: str, data: list[str], folder: bool = False) -> str:
    """The program stands right behind the data of the overview, so that this is shown while the rest is still read."""
    style = (files("kg.explore") / "web" / "page.css").read_text(encoding="utf-8")
    code = (files("kg.explore") / "bundle" / BUNDLE).read_text(encoding="utf-8")
    page = (
        '<!DOCTYPE html>\n<html lang="zh-Hans"><head><!--policy--><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><title>{html.escape(title)}</title>\n<style>{style}</style></head>\n'
        '<body><div id="app"></div><noscript>此页需要 JavaScript。This page needs JavaScript.</noscript>\n'
        f"{core}\n{script_block(code)}\n" + "\n".join(data) + "\n</body></html>\n"
    )
    return with_policy(page, folder)
