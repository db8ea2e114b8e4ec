"""Everything that is loaded once and passed down: lexicons, gazetteer."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from kg.gazetteer.lookup import Gazetteer, load_gazetteer
from kg.lexicon.chinese import Chinese
from kg.lexicon.confidence import Confidence
from kg.lexicon.loader import Lexicon, Pattern, load_lexicon, load_patterns


@dataclass(frozen=True)
class Resources:
    """Loaded data of the package."""

    lexicon: Lexicon
    gazetteer: Gazetteer = field(default_factory=load_gazetteer)
    chinese: Chinese = field(default_factory=Chinese)
    clean_patterns: tuple[Pattern, ...] = ()

    @cached_property
    def confidence(self) -> Confidence:
        """Measured confidences of the rules."""
        return Confidence(self.lexicon)


def load_resources() -> Resources:
    """Load the package's own data.

    Raises:
        ResourceError: if a file of the package is malformed.
    """
    lexicon = load_lexicon()
    return Resources(lexicon, clean_patterns=load_patterns("clean", lexicon))
