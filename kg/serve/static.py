"""Files of ours that pages load: styles and scripts."""

from __future__ import annotations

import mimetypes
from importlib.resources import files
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kg.serve import http
from kg.serve.wire import Reply, refusal

FOLDER: Final = "web"
TYPES: Final = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}


class Static:
    """Answers with the files of one folder of the package, each read once."""

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
        found = {f.name: f for f in (files("kg.serve") / FOLDER).iterdir() if f.is_file()}
        if name not in found:
            return refusal(404, "no such file")
        suffix = name[name.rfind(".") :]
        media = TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        self._known[name] = Reply(200, media, found[name].read_bytes())
        return self._known[name]
