"""What stands around a thing as a small page drawn by pyvis, under a policy as strict as that of other pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from kg.explore.book import DRAWN, Book, Item, Link
from kg.explore.embed import script_sources, style_sources
from kg.explore.neighbours import around
from kg.explore.small import small_page

META: Final = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')  # ours stands in the header
CARD: Final = re.compile(r'(<div class="card") style="[^"]*"')  # of pyvis; styles of ours do the same


def draw(found: Mapping[str, Any], base: str) -> tuple[bytes, str]:
    """The page and its policy.

    Args:
        found: things and links, as `documents.near` gives them; the first thing stands in the middle.
        base: the base IRI.
    """
    items = tuple(_item(row, base) for row in found["things"])
    index = {row["iri"]: i for i, row in enumerate(found["things"])}
    links = tuple(Link(index[s], p, index[o]) for s, p, o in found["links"])
    book = Book(base, items, links, (), ())
    page = META.sub("", small_page(book, [around(book, [0])], items[0].label), count=1)
    page = CARD.sub(r"\1", page)
    return page.encode("utf-8", "replace"), policy(page)


def policy(page: str) -> str:
    """A policy that allows the scripts and styles of this page, by their hashes, and nothing else."""
    return (
        f"default-src 'none'; script-src {script_sources(page)}; style-src {style_sources(page)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    )


def _item(row: Mapping[str, Any], base: str) -> Item:
    kind = next((name for name in row["classes"] if name in DRAWN), "Resource")
    names = {x["lang"]: x["text"] for x in row["labels"] if x["kind"] == "pref"}
    hans = names.get("zh-hans") or row["label"]
    return Item(row["iri"].removeprefix(base + "id/"), kind, hans, names.get("zh-hant", ""))
