"""What kind of emergency a report is about: given in a table, or guessed from its words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from kg.errors import InputError
from kg.evaluation.graph import fold
from kg.lexicon.loader import Lexicon

UNKNOWN = "unknown"


def read_domains(path: Path) -> dict[str, str]:
    """Report → domain from a table of two columns, separated by a tab; `#` starts a comment line.

    Raises:
        InputError: if the file cannot be read, or a line has not two columns.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(path, f"no table of domains: {error}") from error
    out: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != 2 or not all(c.strip() for c in cells):
            raise InputError(path, f"line {number}: want report and domain, separated by a tab")
        out[cells[0].strip()] = cells[1].strip()
    return out


def guess(texts: Mapping[str, str], lexicon: Lexicon) -> dict[str, str]:
    """Report → the domain whose words its text has most of; `unknown` without any."""
    words = lexicon.table("domain")
    look = re.compile(lexicon.alternation("domain"))
    out = {}
    for name, text in texts.items():
        counts = Counter(words[m] for m in look.findall(fold(text)))
        out[name] = min(counts, key=lambda d: (-counts[d], d)) if counts else UNKNOWN
    return out
