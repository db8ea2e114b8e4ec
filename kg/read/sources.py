"""What is known of reports beside their files: `*.toml` next to them with a table `[report.<name>]` each.

    [report.000_4f11c8cc69d2dd04]
    title = "盧龍縣以“三實”為抓手助力打贏疫情防控阻擊戰"
    url = "https://www.toutiao.com/item/6794281823326175748/"
    published = 2020-02-17
    published_basis = "..."

Keys are `title`, `url`, `site`, `published`, `published_basis`. What stands there overrides what a file says itself.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from kg.errors import InputError
from kg.model import Document

KEYS = ("title", "url", "site", "published", "published_basis")


@dataclass(frozen=True, slots=True)
class Source:
    """Metadata of one report; None where nothing is known."""

    title: str | None = None
    url: str | None = None
    site: str | None = None
    published: str | None = None
    published_basis: str | None = None

    def of(self, document: Document) -> Document:
        """`document` with what is known of its source."""
        known = {key: value for key in KEYS if (value := getattr(self, key)) is not None}
        return replace(document, **known) if known else document


def load_sources(folder: Path) -> Mapping[str, Source]:
    """Report name → source, from every TOML file of a folder that has a table `report`.

    Raises:
        InputError: if such a file is no TOML or has an unknown key.
    """
    out: dict[str, Source] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8")).get("report", {})
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise InputError(path, f"not TOML: {error}") from error
        if isinstance(table, dict):
            out |= {name: _source(name, row, path) for name, row in table.items()}
    return out


def _source(name: str, row: object, path: Path) -> Source:
    if not isinstance(row, dict):
        raise InputError(path, f"report.{name} is no table")
    if unknown := sorted(set(row) - set(KEYS)):
        raise InputError(path, f"report.{name}: unknown key {unknown[0]!r} (known: {', '.join(KEYS)})")
    values = {key: value.isoformat() if isinstance(value, date) else value for key, value in row.items()}
    if wrong := [key for key, value in values.items() if not isinstance(value, str)]:
        raise InputError(path, f"report.{name}: {wrong[0]} is no text")
    return Source(**values)
