"""From the paths of requests to IRIs of the build, and back to addresses on this server."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, unquote

from kg.link.base import slug

SPACES: Final = ("id", "measure")  # whose things have documents of their own
SAFE: Final = "/-._~()+%:@!$&'*,;="


def path_of(raw: bytes) -> str:
    """The path of a request as an IRI has it: letters and Han characters plain, all else percent-encoded."""
    segments = raw.partition(b"?")[0].decode("ascii", "replace").split("/")
    return "/".join(slug(unquote(s, errors="replace")) if s else s for s in segments)


class Addresses:
    """Where things of a build stand on this server.

    Args:
        base: the base IRI of the build.
        mount: the path below which the server stands.
    """

    def __init__(self, base: str, mount: str) -> None:
        self.base, self.mount = base, mount

    def _path(self, iri: str) -> tuple[str, str]:
        """The path below the base and the fragment; "" if the IRI is not ours."""
        path, _, fragment = iri.removeprefix(self.base).partition("#") if iri.startswith(self.base) else ("", "", "")
        return path, fragment

    def page(self, iri: str) -> str:
        """The address of the page about a thing; the IRI itself if it is not ours."""
        path, fragment = self._path(iri)
        if not path:
            return iri
        kind = path.partition("/")[0]
        mark = f"#{quote(fragment, safe='=,;')}" if fragment else ""
        place = f"page/{path}" if kind in SPACES and "/" in path else path
        return f"{self.mount}/{quote(place, safe=SAFE)}{mark}"

    def data(self, iri: str, form: str) -> str:
        """The address of the document about a thing in a format."""
        path, _ = self._path(iri)
        return f"{self.mount}/data/{quote(path, safe=SAFE)}.{form}"

    def picture(self, iri: str) -> str:
        """The address of the picture of what stands around a thing."""
        path, _ = self._path(iri)
        return f"{self.mount}/picture/{quote(path, safe=SAFE)}"
