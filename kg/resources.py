"""Everything that is loaded once and passed down: lexicons, gazetteer."""

from __future__ import annotations

from dataclasses import dataclass

from kg.lexicon.loader import Lexicon, load_lexicon


@dataclass(frozen=True)
class Resources:
    """Loaded data of the package."""

    lexicon: Lexicon


def load_resources() -> Resources:
    """Load the package's own data.

    Raises:
        ResourceError: if a file of the package is malformed.
    """
    return Resources(load_lexicon())
