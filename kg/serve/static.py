"""Files of ours that pages load: styles and scripts."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kg.serve import http
from kg.serve.wire import Reply, refusal

FOLDERS: Final = (("kg.serve", "web"), ("kg.explore", "bundle"))
EDITOR: Final = "query.js"
TYPES: Final = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}


def _folders() -> Iterator[Traversable]:
    return (folder for package, name in FOLDERS if (folder := files(package) / name).is_dir())


def has_editor() -> bool:
    """Whether the query editor has been bundled."""
    return any((folder / EDITOR).is_file() for folder in _folders())


class Static:
    """Answers with the files of some folders of the package, each read once."""

    def __init__(self) -> None:
        self._known: dict[str, Reply] = {}

    async def file(self, request: Request) -> Response:
        """A request for a file by name; there are no folders below."""
        name = request.path_params["name"]
        reply = self._known.get(name) or self._read(name)
        if reply.status != 200:
            return http.respond(reply)
        etag = http.tag(name, reply.body)
        if http.unchanged(request, etag):
            return http.not_modified(etag)
        return http.respond(reply, {"ETag": etag, "Cache-Control": "public, max-age=300"})

    def _read(self, name: str) -> Reply:
        found = {f.name: f for folder in _folders() for f in folder.iterdir() if f.is_file()}
        if name not in found:
            return refusal(404, "no such file")
        suffix = name[name.rfind(".") :]
        media = TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        self._known[name] = Reply(200, media, found[name].read_bytes())
        return self._known[name]
