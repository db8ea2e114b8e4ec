"""Web pages."""

from __future__ import annotations

from kg.model import Document


def as_page(document: Document) -> Document:
    """A page (interim)."""
    return document
