"""`explore.html`: a build as one page that works without a network."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kg.errors import KgError
from kg.explore.neighbours import around, named, report_view
from kg.explore.page import FOLDER, full_page, has_bundle
from kg.explore.reading import read_book
from kg.explore.small import small_page

PAGE, FOCUS = "explore.html", "focus.html"
REPORTS_LIMIT = 20  # views of one small page


def write_page(out: Path, texts: Mapping[str, str], target: Path | None = None) -> Path:
    """Write the page of the build in `out` into it, or to `target`.

    Args:
        out: the folder that `kg build` wrote.
        texts: raw texts by report key, of the reports that are at hand; without them quotes are shorter.

    Raises:
        KgError: if `out` is no build.
        OSError: if the page cannot be written.
    """
    book, path = read_book(out, texts), target or out / PAGE
    if not has_bundle():  # a checkout whose JavaScript has not been bundled: views of one report each
        views = [report_view(book, i) for i in range(min(len(book.sources), REPORTS_LIMIT))]
        return _write(path, small_page(book, views, "kg"))
    page = full_page(book, "kg")
    _write_beside(path.parent / FOLDER, page.beside)
    return _write(path, page.html)


def write_focus(out: Path, texts: Mapping[str, str], name: str, target: Path) -> Path:
    """Write a page with what stands around `name` (a label in either script, or an IRI) to `target`.

    Raises:
        KgError: if `out` is no build, or nothing has this name.
        OSError: if the page cannot be written.
    """
    book = read_book(out, texts)
    found = named(book, name)
    if not found:
        raise KgError(f"{name}: nothing in {out} has this name")
    view = around(book, found)
    return _write(target, small_page(book, [view], view.name))


def _write_beside(folder: Path, beside: Mapping[str, str]) -> None:
    """Replace the texts of an earlier page; other files in a folder of this name are left alone."""
    if folder.is_dir():
        for path in folder.glob("*.js"):
            if path.stem.isdigit():
                path.unlink()
        if not beside and not any(folder.iterdir()):
            folder.rmdir()
    if beside:
        folder.mkdir(exist_ok=True)
        for name, content in beside.items():
            _write(folder / name, content)


def _write(path: Path, page: str) -> Path:
    path.write_bytes(page.encode("utf-8"))
    return path
