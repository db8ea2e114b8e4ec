"""Every error that `kg` raises on purpose. Each names the file and the reason."""

from __future__ import annotations

from pathlib import Path


class KgError(Exception):
    """Base of all errors of this package; its text is one line that a user can act on.

    `code` is the exit code of a command that ends with it: 1 for input that failed, 2 for wrong usage.
    """

    code = 1


class InputError(KgError):
    """A file that cannot become reports: empty, binary, undecodable, too large, a missing column.

    Args:
        path: the file, as the user named it.
        reason: what is wrong with it, in a few words.
        line: 1-based line or row number, where one is known.
    """

    def __init__(self, path: Path | str, reason: str, line: int | None = None) -> None:
        self.path, self.reason, self.line = str(path), reason, line
        where = self.path if line is None else f"{self.path}:{line}"
        super().__init__(f"{where}: {reason}")

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str, int | None]]:
        return type(self), (self.path, self.reason, self.line)


class OutputError(KgError):
    """A place that cannot be written."""

    code = 2


class ResourceError(KgError):
    """A lexicon, pattern, gazetteer or ontology file of the package that is not well formed."""


class VocabularyError(KgError):
    """A class, property or named value that the ontology does not have, or one that is used in the wrong way.

    Args:
        what: class, property, value.
        name: its local name.
        reason: what is wrong.
    """

    def __init__(self, what: str, name: str, reason: str = "is not in the ontology") -> None:
        self.what, self.name, self.reason = what, name, reason
        super().__init__(f"{what} {name!r} {reason}")

    def __reduce__(self) -> tuple[type[VocabularyError], tuple[str, str, str]]:
        return type(self), (self.what, self.name, self.reason)
