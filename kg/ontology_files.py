"""Where the ontology's files are: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kg.errors import ResourceError

FILES: Final = ("kg.ttl", "measures.ttl", "shapes.ttl")
DEFAULT_BASE: Final = "https://example.org/kg/"


def ontology_folder() -> Path:
    """The folder that holds `kg.ttl`, `measures.ttl` and `shapes.ttl`.

    Raises:
        ResourceError: if the package was installed without them.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "ontology", package.parent / "ontology"):
        if (folder / FILES[0]).is_file():
            return folder
    raise ResourceError(f"{package / 'ontology'}: the ontology files are missing from this installation")


def ontology_text(name: str, base: str = DEFAULT_BASE) -> str:
    """The text of one ontology file, for a graph whose IRIs lie below `base`.

    Args:
        name: one of `FILES`.
        base: the base IRI of the graph, with its final slash.

    Raises:
        ResourceError: if there is no such file.
    """
    path = ontology_folder() / name
    if name not in FILES or not path.is_file():
        raise ResourceError(f"{path}: no such ontology file")
    text = path.read_text(encoding="utf-8")
    return text if base == DEFAULT_BASE else text.replace(DEFAULT_BASE, base)
