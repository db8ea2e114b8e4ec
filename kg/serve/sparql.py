"""The SPARQL endpoint as an ASGI application."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from kg.serve import http
from kg.serve.accept import DOCUMENTS, HTML, choose, rdf_format
from kg.serve.answers import VARY, Answers, Sent
from kg.serve.builds import Builds
from kg.serve.dataset import service_description
from kg.serve.protocol import READ_ONLY, RefusedError
from kg.serve.settings import Settings
from kg.serve.wire import Reply, refusal

METHODS: Final = "GET, HEAD, POST, OPTIONS"


class Endpoint:
    """Answers requests of the SPARQL Protocol from the build that is current."""

    def __init__(self, builds: Builds, settings: Settings, clients: http.Clients, answers: Answers) -> None:
        self._builds, self._settings, self._clients, self._answers = builds, settings, clients, answers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Any request to the endpoint, as of ASGI."""
        response = await self._safely(Request(scope, receive))
        await response(scope, receive, send)

    async def _safely(self, request: Request) -> Response:
        try:
            return await self._respond(request)
        except RefusedError as error:
            allow = {"Allow": METHODS} if error.status == 405 else {}
            return http.respond(refusal(error.status, str(error)), VARY | allow)

    async def _respond(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return http.preflight(request)
        if request.method not in ("GET", "HEAD", "POST"):
            raise RefusedError(405, READ_ONLY)
        with self._clients.one(request):
            if request.method != "POST" and not request.scope["query_string"]:
                return self._description(request)
            sent, match = await self._read(request)
            given = await self._answers.give(sent, match)
        if given is None:
            return self._description(request)
        if given.reply.status == 304:
            return http.not_modified(given.etag, VARY)
        return http.respond(given.reply, VARY | ({"ETag": given.etag} if given.etag else {}))

    async def _read(self, request: Request) -> tuple[Sent, str]:
        """What a request asks, and what its client has already."""
        wanted = ",".join(request.headers.getlist("accept")).encode("latin-1")
        url: bytes = request.scope["query_string"]
        if request.method != "POST":
            return Sent(url, wanted), request.headers.get("if-none-match", "")
        body = await http.body_of(request, self._settings.body)
        return Sent(url, wanted, request.headers.get("content-type", ""), body), ""

    def _description(self, request: Request) -> Response:
        """The service description, or for a browser the way to the page with the query editor."""
        accept = request.headers.get("accept", "")
        chosen = choose(accept, (*DOCUMENTS, HTML))
        if chosen is None:
            raise RefusedError(406, f"the service is described as {', '.join(f.types[0] for f in DOCUMENTS)}")
        if chosen is HTML:
            return Response(
                status_code=303, headers={**http.COMMON, **VARY, "Location": f"{self._settings.mount}/query"}
            )
        build = self._builds.current
        etag = http.tag(build.id, chosen.name, "service")
        if http.unchanged(request, etag):
            return http.not_modified(etag, VARY)
        address = str(request.url.replace(query="", fragment=""))
        body = service_description(build.record, build.names, address, rdf_format(chosen.name))
        return http.respond(Reply(200, chosen.content_type, body), VARY | {"ETag": etag})
