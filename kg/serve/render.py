"""Templates filled in. Everything from reports is escaped by the engine; nothing is ever marked as safe."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from kg.ontology_files import DEFAULT_BASE
from kg.serve.addresses import Addresses
from kg.serve.lookup import local
from kg.serve.marking import steps
from kg.serve.schema_org import about
from kg.serve.words import LISTED, MATCHES, of_class, of_predicate

LANGUAGES = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}  # Oxigraph lower-cases them


class Renderer:
    """Fills templates of the package.

    Args:
        mount: the path below which the server stands.
    """

    def __init__(self, mount: str) -> None:
        self._mount = mount
        loader = PackageLoader("kg.serve", "templates")
        self._jinja = Environment(
            loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        self._jinja.globals |= {"steps": steps, "LISTED": LISTED, "mount": mount}
        self._jinja.filters |= {"web": web, "local": local, "lang": lambda tag: LANGUAGES.get(tag, tag)}
        self._jinja.filters |= {
            "cls": of_class,
            "prop": of_predicate,
            "match": lambda name: MATCHES.get(name, (name, name)),
        }

    def __call__(self, template: str, values: Mapping[str, Any], base: str = DEFAULT_BASE) -> bytes:
        """A page in UTF-8."""
        places = Addresses(base, self._mount)
        spans = [(s["start"], s["end"]) for s in (values.get("thing") or {}).get("spans", ())]
        text = self._jinja.get_template(template).render(values, to=places, base=base, about=about, spans=spans)
        return text.encode("utf-8", "replace")


def web(address: str) -> str:
    """An address that may stand in a link: of the web, else nothing."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in ("http", "https") and parts.netloc else ""
