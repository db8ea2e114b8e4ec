"""Linked data: every IRI of a build leads to a page or a document, by what the client accepts.

Things (`/id/…`, `/measure/…`) are no documents: 303 to `/page/…` or `/data/….ttl`. Terms and spans have hash IRIs: `/ont` is the
document of the one, that of the report the document of the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.serve import http
from kg.serve.accept import DOCUMENTS, HTML, Format, choose, named, rdf_format
from kg.serve.addresses import Addresses, path_of
from kg.serve.builds import Build, Builds
from kg.serve.dataset import void
from kg.serve.protocol import RefusedError
from kg.serve.settings import Settings
from kg.serve.terms import Vocabulary
from kg.serve.wire import Reply, refusal

OFFERS: Final = (HTML, *DOCUMENTS)
VARY: Final = {"Vary": "Accept"}


class Linked:
    """Answers requests for things, and for what is said of them in RDF."""

    def __init__(self, builds: Builds, settings: Settings, clients: http.Clients) -> None:
        self._builds, self._settings, self._clients = builds, settings, clients

    def routes(self) -> list[Route]:
        """The addresses that lead here."""
        return [
            Route("/id/{path:path}", self.thing),
            Route("/measure/{path:path}", self.thing),
            Route("/data/{path:path}", self.document),
            Route("/ont.{form}", self.terms),
            Route("/measure.{form}", self.terms),
            Route("/.well-known/void", self.description),
        ]

    def path(self, request: Request) -> str:
        """What the client asked for, below our own place, as an IRI has it."""
        raw: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
        return path_of(raw).removeprefix(self._settings.mount).lstrip("/")

    async def thing(self, request: Request) -> Response:
        """303 to the page or document about a thing."""
        chosen = choose(request.headers.get("accept", ""), OFFERS)
        if chosen is None:
            return http.respond(_not_acceptable(OFFERS), VARY)
        build = self._builds.current
        iri = build.names.base + self.path(request)
        places = Addresses(build.names.base, self._settings.mount)
        where = places.page(iri) if chosen is HTML else places.data(iri, chosen.name)
        return Response(
            status_code=303, headers={**http.COMMON, **VARY, "Location": where, "Cache-Control": "no-cache"}
        )

    async def document(self, request: Request) -> Response:
        """The document about a thing in one format, by its suffix."""
        path, _, suffix = self.path(request).removeprefix("data/").rpartition(".")
        form = named(suffix, DOCUMENTS)
        if form is None:
            return http.respond(refusal(404, "documents end in " + ", ".join(f".{f.name}" for f in DOCUMENTS)))
        build = self._builds.current
        iri = build.names.base + path
        etag = http.tag(build.id, "document", iri, form.name)
        links = {"Link": self.links(build, iri)}
        if http.unchanged(request, etag):
            return http.not_modified(etag, links)
        try:
            with self._clients.one(request):
                reply = await self._describe(build, iri, form)
        except RefusedError as error:
            return http.respond(refusal(error.status, str(error)))
        return http.respond(reply, links | ({"ETag": etag} if reply.status == 200 else {}))

    async def _describe(self, build: Build, iri: str, form: Format) -> Reply:
        known = Vocabulary(build.names).about(iri, rdf_format(form.name)) if "/measure/" in iri else b""
        if known:
            return Reply(200, form.content_type, known)
        reply = await build.pool.ask({"op": "describe", "iri": iri, "format": form.name})
        return Reply(200, form.content_type, reply.body) if reply.status == 200 else reply

    def links(self, build: Build, iri: str) -> str:
        """The Link header: the thing, and the other documents about it."""
        places = Addresses(build.names.base, self._settings.mount)
        forms = [f'<{places.data(iri, f.name)}>; rel="alternate"; type="{f.types[0]}"' for f in DOCUMENTS]
        page = f'<{places.page(iri)}>; rel="alternate"; type="text/html"'
        return ", ".join([*forms, page])

    async def terms(self, request: Request) -> Response:
        """The ontology or the measure types as a whole, in one format."""
        form = named(request.path_params["form"], DOCUMENTS)
        if form is None:
            return http.respond(refusal(404, "the vocabulary ends in " + ", ".join(f".{f.name}" for f in DOCUMENTS)))
        return self.vocabulary(request, form)

    def vocabulary(self, request: Request, form: Format) -> Response:
        """The same, from `/ont` and `/measure` by what the client accepts."""
        build = self._builds.current
        which = "ont" if self.path(request).startswith("ont") else "measure"
        etag = http.tag(build.names.base, which, form.name)
        if http.unchanged(request, etag):
            return http.not_modified(etag, VARY)
        body = Vocabulary(build.names).whole(which, rdf_format(form.name))
        where = f"{self._settings.mount}/{which}.{form.name}"
        return http.respond(Reply(200, form.content_type, body), VARY | {"ETag": etag, "Content-Location": where})

    async def description(self, request: Request) -> Response:
        """VoID and DCAT of the data."""
        chosen = choose(request.headers.get("accept", "").replace("text/html", "text/turtle"), DOCUMENTS)
        if chosen is None:
            return http.respond(_not_acceptable(DOCUMENTS), VARY)
        build = self._builds.current
        root = f"{request.url.scheme}://{request.url.netloc}{self._settings.mount}"
        etag = http.tag(build.id, root, chosen.name)
        if http.unchanged(request, etag):
            return http.not_modified(etag, VARY)
        body = void(build.record, build.names, root, build.modified, rdf_format(chosen.name))
        return http.respond(Reply(200, chosen.content_type, body), VARY | {"ETag": etag})


def _not_acceptable(offers: Sequence[Format]) -> Reply:
    return refusal(406, "there is this as " + ", ".join(f.types[0] for f in offers))
