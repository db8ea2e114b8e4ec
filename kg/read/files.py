"""Inputs on the command line to files, and files to documents."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import InputError
from kg.model import Document
from kg.read.checks import ReadOptions, checked
from kg.read.decode import decode
from kg.read.html import as_page, declared_encoding
from kg.read.markdown import as_markdown
from kg.read.tables import SUFFIXES as TABLES
from kg.read.tables import read_table

PAGES = frozenset({".html", ".htm", ".xhtml"})
MARKDOWN = frozenset({".md", ".markdown"})
TEXTS = frozenset({".txt", ".text"})
KNOWN = PAGES | MARKDOWN | TEXTS | TABLES
BYTES_PER_CHARACTER = 4


def find(inputs: Iterable[str], without: Path | None = None) -> tuple[list[Path], list[InputError]]:
    """The files that inputs stand for, sorted and each once, and what is wrong with the rest.

    Args:
        inputs: files (of any suffix), folders (searched through for known suffixes; names with a leading dot are left
            out), or glob patterns (`**` goes into folders).
        without: a folder whose files are left out unless they are named themselves, such as an earlier build among the reports.
    """
    found: set[Path] = set()
    problems = []
    for name in inputs:
        files, reason = _expand(name, without)
        if reason:
            problems.append(InputError(name, reason))
        found.update(files)
    return sorted(found), problems


def _expand(name: str, without: Path | None) -> tuple[list[Path], str | None]:
    path = Path(name)
    if path.is_dir():
        files = [p for p in path.rglob("*") if p.suffix.lower() in KNOWN and p.is_file() and not _hidden(p, path)]
        files = _outside(files, without)
        return files, None if files else "a folder without a report"
    if path.exists():
        return [path], None
    if glob.has_magic(name):
        files = [p for p in map(Path, glob.glob(name, recursive=True)) if p.is_file()]  # noqa: PTH207 absolute ones too
        files = _outside(files, without)
        return files, None if files else "no file matches"
    return [], "no such file"


def _outside(files: list[Path], folder: Path | None) -> list[Path]:
    return files if folder is None else [p for p in files if folder.resolve() not in p.resolve().parents]


def _hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)


def is_table(path: Path) -> bool:
    """Whether a file holds many reports, one a row."""
    return path.suffix.lower() in TABLES


def read(path: Path, options: ReadOptions) -> Iterator[Document | InputError]:
    """The reports of one file. What cannot be read comes out as the error that names it; nothing is raised."""
    try:
        if is_table(path):
            yield from read_table(path, options)
        else:
            yield read_report(path, options)
    except InputError as error:
        yield error
    except OSError as error:
        yield InputError(path, error.strerror or str(error))


def read_report(path: Path, options: ReadOptions) -> Document:
    """The one report of a text file or page.

    Raises:
        InputError: if it cannot become a report.
        OSError: if the file cannot be read.
    """
    size = path.stat().st_size
    if size > BYTES_PER_CHARACTER * options.limit:
        raise InputError(path, f"{size} bytes, too large for the limit of {options.limit} characters")
    data = path.read_bytes()
    page = path.suffix.lower() in PAGES
    text, encoding = decode(data, path, declared_encoding(data) if page else None)
    document = Document(path.stem, checked(text, path, options), str(path), encoding)
    if page:
        return as_page(document)
    return as_markdown(document) if path.suffix.lower() in MARKDOWN else document
