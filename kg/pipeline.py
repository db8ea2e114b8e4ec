"""One report from its raw text to linked facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.clean.run import clean
from kg.extract.run import build_extractors, extract
from kg.link.run import link
from kg.model import Document, Extractor, Facts, Page
from kg.resources import Resources, load_resources


@dataclass(frozen=True)
class Engine:
    """Loaded resources and the extractors built from them; one a process."""

    resources: Resources
    extractors: tuple[Extractor, ...]


def load_engine(reader: str | None = None) -> Engine:
    """Load the package's data and build the extractors, with the second `reader` (lac) if one is named.

    Raises:
        ResourceError: if a file of the package is malformed, or the second reader is not installed.
    """
    resources = load_resources()
    return Engine(resources, build_extractors(resources, reader))


def page_of(document: Document, engine: Engine) -> Page:
    """Clean and extract one report: what its text says, before linking."""
    return extract(clean(document, engine.resources), engine.extractors)


def facts_of(document: Document, engine: Engine) -> Facts:
    """Clean, extract and link one report."""
    return stages_of(document, engine, lambda stage: None)


def stages_of(document: Document, engine: Engine, done: Callable[[str], None]) -> Facts:
    """`facts_of`, telling `done` the name of each stage as it ends."""
    text = clean(document, engine.resources)
    done("clean")
    page = extract(text, engine.extractors)
    done("extract")
    facts = link(page, engine.resources)
    done("link")
    return facts
