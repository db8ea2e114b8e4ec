"""The network page of the build, `explore.html`, and the texts beside it, as `kg build` wrote them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from kg.explore.page import FOLDER
from kg.explore.run import PAGE
from kg.serve import http
from kg.serve.builds import Builds

TEXT: Final = re.compile(r"[0-9]{1,9}\.js")
# The page has a policy of its own in its head, by the hashes of its scripts; a header says what a head cannot.
HEADERS: Final = {**http.PAGE, "Content-Security-Policy": "frame-ancestors 'self'", "Cache-Control": "no-cache"}


class Network:
    """Answers with the files of the page."""

    def __init__(self, builds: Builds) -> None:
        self._builds = builds

    def routes(self) -> list[Route]:
        """The addresses: those of the files in the folder of a build."""
        return [Route(f"/{PAGE}", self.page), Route(f"/{FOLDER}/{{name}}", self.text)]

    async def page(self, request: Request) -> Response:
        """The page itself."""
        return self._file(self._builds.current.folder / PAGE, "text/html; charset=utf-8")

    async def text(self, request: Request) -> Response:
        """A report's text, where the page has them beside it."""
        name = request.path_params["name"]
        if not TEXT.fullmatch(name):
            raise HTTPException(404)
        return self._file(self._builds.current.folder / FOLDER / name, "text/javascript; charset=utf-8")

    def _file(self, path: Path, media: str) -> Response:
        if not path.is_file():
            raise HTTPException(404)
        return FileResponse(path, headers=HEADERS, media_type=media)
