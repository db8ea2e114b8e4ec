"""Terms of RDF as N-Triples text. Lines are written as text because that is several times faster than building objects."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from urllib.parse import quote

from pyoxigraph import NamedNode

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
OA: Final = "http://www.w3.org/ns/oa#"
PROV: Final = "http://www.w3.org/ns/prov#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
DCT: Final = "http://purl.org/dc/terms/"
DC: Final = "http://purl.org/dc/elements/1.1/"
TIME: Final = "http://www.w3.org/2006/time#"
SCHEMA: Final = "https://schema.org/"
UNIT: Final = "http://qudt.org/vocab/unit/"
CURRENCY: Final = "http://qudt.org/vocab/currency/"

_HOSTILE = re.compile('[\x00-\x1f\x7f"\\\\\ud800-\udfff\ufffe\uffff]')
_NAMED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_NOT_IN_IRI = re.compile(
    '[\x00-\x20<>"{}|^`\\\\\x7f-\xa0\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff\U000e0000-\U0010ffff]'
)
_WEB = re.compile(r"https?://[^\s/?#]+", re.IGNORECASE)
_DECIMAL = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)")
_INTEGER = re.compile(r"[+-]?\d+")
_DATES = (
    (re.compile(r"\d{4}-\d\d-\d\d"), "date"),
    (re.compile(r"--\d\d-\d\d"), "gMonthDay"),
    (re.compile(r"\d{4}-\d\d"), "gYearMonth"),
    (re.compile(r"\d{4}"), "gYear"),
    (re.compile(r"--\d\d"), "gMonth"),
    (re.compile(r"---\d\d"), "gDay"),
)


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"  # RDF has no half characters
    return _NAMED.get(char) or f"\\u{ord(char):04X}"


def text(value: str) -> str:
    """A plain literal. Lone surrogates, which RDF cannot hold, become U+FFFD."""
    if value.isprintable() and '"' not in value and "\\" not in value:
        return f'"{value}"'
    return f'"{_HOSTILE.sub(_escape, value)}"'


def tagged(value: str, language: str) -> str:
    """A literal in `language`."""
    return f"{text(value)}@{language}"


def typed(value: str, datatype: str) -> str:
    """A literal of an XSD type, by local name; decimals and integers in canonical form.

    Raises:
        ValueError: if a decimal or integer is not one.
    """
    if datatype == "decimal":
        value = decimal(value)
    elif datatype == "integer":
        if not _INTEGER.fullmatch(value):
            raise ValueError(f"{value!r} is not an integer")
        value = str(int(value))
    return f"{text(value)}^^<{XSD}{datatype}>"


def decimal(value: str) -> str:
    """The canonical form of a decimal: no exponent, no sign but a minus, no zeros that say nothing (0.90 → 0.9).

    Raises:
        ValueError: if it is none (an exponent counts as none).
    """
    if not _DECIMAL.fullmatch(value):
        raise ValueError(f"{value!r} is not a decimal")
    sign = "-" if value[0] == "-" else ""
    whole, _, part = value.lstrip("+-").partition(".")
    whole, part = whole.lstrip("0") or "0", part.rstrip("0")
    number = f"{whole}.{part}" if part else whole
    return number if number == "0" else sign + number


@lru_cache(maxsize=4096)
def number(value: float) -> str:
    """A confidence as a decimal of at most four places."""
    return typed(f"{value:.4f}", "decimal")


def moment(iso: str) -> str:
    """A date as a literal of the type that it has the form of; anything else stays a string."""
    for pattern, datatype in _DATES:
        if pattern.fullmatch(iso):
            return typed(iso, datatype)
    return text(iso)


def iri(value: str) -> str:
    """An IRI that is known to be well formed but for single characters, which are percent-encoded."""
    return f"<{_NOT_IN_IRI.sub(_percent, value)}>"


def link(value: str) -> str:
    """A web address as an IRI, characters that no IRI may have percent-encoded; anything else as a plain literal."""
    if not _WEB.match(value):
        return text(value)
    found = iri(value)
    try:
        NamedNode(found[1:-1])
    except ValueError:
        return text(value)
    return found


def _percent(match: re.Match[str]) -> str:
    return quote(match[0], safe="", errors="replace")
