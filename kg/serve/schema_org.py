"""What a page tells search engines: its thing in the words of schema.org, as JSON-LD."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.serve.words import SCHEMA_ORG

CODES = (
    "https://www.wikidata.org/w/index.php?search=haswbstatement%3AP442%3D"  # P442: China administrative division code
)


def about(thing: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON-LD of a thing (of `things.thing`) or a report (of `documents.marked`)."""
    if "spans" in thing:
        return _report(thing)
    kind = next((SCHEMA_ORG[name] for name in thing["classes"] if name in SCHEMA_ORG), "Thing")
    names = [row["text"] for row in thing["labels"] if row["kind"] != "hidden" and row["text"] != thing["label"]]
    found: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@id": thing["iri"],
        "@type": kind,
        "name": thing["label"],
    }
    if names:
        found["alternateName"] = names
    codes = [row["label"] for row in thing["plain"] if row["predicate"].endswith("#adminCode")]
    if codes:
        found["identifier"] = {"@type": "PropertyValue", "propertyID": "GB/T 2260", "value": codes[0]}
    if thing["reports"]:
        found["subjectOf"] = [{"@id": row["report"]["iri"], "@type": "NewsArticle"} for row in thing["reports"][:20]]
    return found


def _report(report: Mapping[str, Any]) -> dict[str, Any]:
    found = {"@context": "https://schema.org/", "@id": report["iri"], "@type": "NewsArticle", "inLanguage": "zh"}
    more = {
        "headline": report["title"] or report["name"],
        "datePublished": report["date"],
        "url": report["url"],
        "publisher": {"@type": "Organization", "name": report["site"]} if report["site"] else "",
        "contentLocation": {"@id": report["area"]["iri"], "name": report["area"]["label"]} if report["area"] else "",
    }
    return found | {name: value for name, value in more.items() if value}
