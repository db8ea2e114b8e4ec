"""Pages for people: the things of a build, its reports, lists, searches, the query page. They work without scripts."""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import urlencode

from opencc import OpenCC
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.graph.turtle import prefixes
from kg.serve import http
from kg.serve.accept import DOCUMENTS, HTML, choose
from kg.serve.builds import Build, Builds
from kg.serve.examples import examples
from kg.serve.linked import OFFERS, VARY, Linked
from kg.serve.picture import draw
from kg.serve.protocol import RefusedError
from kg.serve.render import Renderer
from kg.serve.settings import Settings
from kg.serve.static import has_editor
from kg.serve.terms import Vocabulary
from kg.serve.wire import Reply, refusal
from kg.serve.words import LISTED

FOUND: Final = 100  # hits of a search
ROWS: Final = 100  # of a list
LONGEST: Final = 100  # characters of a name that is searched
FIRST: Final = """SELECT ?person ?name ?post WHERE {
  ?person a kg:Person ; skos:prefLabel ?name ; kg:holds/skos:prefLabel ?post .
} LIMIT 100"""
LAST_PAGE: Final = 100_000


class Site:
    """Answers with pages."""

    def __init__(self, builds: Builds, settings: Settings, clients: http.Clients, linked: Linked) -> None:
        self._builds, self._settings, self._clients, self._linked = builds, settings, clients, linked
        self._render = Renderer(settings.mount)
        self._scripts = tuple(OpenCC(way) for way in ("tw2s", "s2tw", "s2t"))

    def routes(self) -> list[Route]:
        """The addresses of pages."""
        return [
            Route("/", self.home),
            Route("/search", self.search),
            Route("/reports", self.reports),
            Route("/list/{name}", self.members),
            Route("/page/{path:path}", self.thing),
            Route("/ont", self.terms),
            Route("/ont/{version}", self.terms),
            Route("/measure", self.terms),
            Route("/query", self.query),
            Route("/picture/{path:path}", self.picture),
            Route("/dataset", self.dataset),
            Route("/dataset/{name}", self.dataset),
            Route("/graph", self.dataset),
        ]

    async def home(self, request: Request) -> Response:
        """What there is."""
        build = self._builds.current
        found = await self._ask(request, build, {"op": "reports", "page": 1, "size": 10})
        counts = build.record.get("counts", {}).get("classes", {})
        kinds = [(name, counts[name]) for name in LISTED if counts.get(name)]
        return self._page(request, build, "home.html", {"reports": found, "kinds": kinds, "record": build.record})

    async def search(self, request: Request) -> Response:
        """Things by name, in either script."""
        build = self._builds.current
        name = " ".join(request.query_params.get("q", "").split())[:LONGEST]
        forms = list(dict.fromkeys([name, *(script.convert(name) for script in self._scripts)]))
        asked = {"op": "search", "forms": forms, "limit": FOUND}
        found = await self._ask(request, build, asked) if name else []
        if choose(request.headers.get("accept", ""), (HTML, *DOCUMENTS[1:2])) is not HTML:
            body = json.dumps(found, ensure_ascii=False).encode()
            return http.respond(Reply(200, "application/json", body), VARY)
        return self._page(request, build, "search.html", {"name": name, "hits": found})

    async def reports(self, request: Request) -> Response:
        """All reports."""
        build = self._builds.current
        found = await self._ask(request, build, {"op": "reports", "page": _number(request), "size": ROWS})
        return self._page(request, build, "reports.html", {"reports": found, "size": ROWS})

    async def members(self, request: Request) -> Response:
        """The things of a class."""
        name = request.path_params["name"]
        if name not in LISTED and name != "Official":
            return await self.missing(request, RefusedError(404, ""))
        build = self._builds.current
        asked = {"op": "members", "class": name, "page": _number(request), "size": ROWS}
        return self._page(request, build, "list.html", {"found": await self._ask(request, build, asked), "size": ROWS})

    async def thing(self, request: Request) -> Response:
        """A thing or a report."""
        build = self._builds.current
        path = self._linked.path(request).removeprefix("page/")
        iri = build.names.base + path
        term = Vocabulary(build.names).term(iri) if path.startswith("measure/") else None
        if path.startswith("id/report/"):
            found = await self._ask(request, build, {"op": "report", "iri": iri})
            template = "report.html"
        else:
            found = await self._ask(request, build, {"op": "thing", "iri": iri, "page": _number(request)})
            template = "thing.html"
        if found is None and term is None:
            return await self.missing(request, RefusedError(404, ""))
        links = {"Link": self._linked.links(build, iri)}
        return self._page(request, build, template, {"thing": found, "term": term, "iri": iri}, links)

    async def terms(self, request: Request) -> Response:
        """The ontology or the measure types: a page, or a document in RDF."""
        chosen = choose(request.headers.get("accept", ""), OFFERS)
        if chosen is None:
            return http.respond(refusal(406, "there is this as " + ", ".join(f.types[0] for f in OFFERS)), VARY)
        if chosen is not HTML:
            return self._linked.vocabulary(request, chosen)
        build = self._builds.current
        which = "ont" if self._linked.path(request).startswith("ont") else "measure"
        rows = Vocabulary(build.names).listing(which)
        return self._page(request, build, "terms.html", {"which": which, "rows": rows}, VARY)

    async def query(self, request: Request) -> Response:
        """The query editor."""
        build = self._builds.current
        known = examples()
        given = {
            "endpoint": f"{self._settings.mount}/sparql",
            "prefixes": sorted(prefixes(build.names).items()),
            "examples": [{"name": e.name, "query": e.text} for e in known],
        }
        wanted = next((e for e in known if e.name == request.query_params.get("example")), None)
        text = wanted.text if wanted else request.query_params.get("query", FIRST)[: self._settings.query]
        values = {"examples": known, "given": given, "text": text, "editor": has_editor()}
        return self._page(request, build, "query.html", values)

    async def picture(self, request: Request) -> Response:
        """What stands around a thing, drawn."""
        build = self._builds.current
        iri = build.names.base + self._linked.path(request).removeprefix("picture/")
        found = await self._ask(request, build, {"op": "near", "iri": iri})
        if not found:
            return await self.missing(request, RefusedError(404, ""))
        etag = http.tag(build.id, "picture", iri)
        body, policy = draw(found, build.names.base)
        headers = {**http.PAGE, "Content-Security-Policy": policy, "ETag": etag}
        if http.unchanged(request, etag):
            return http.not_modified(etag, headers)
        return http.respond(Reply(200, HTML.content_type, body), headers)

    async def dataset(self, request: Request) -> Response:
        """The data as a whole are described by VoID."""
        where = f"{self._settings.mount}/.well-known/void"
        return Response(status_code=303, headers={**http.COMMON, "Location": where})

    async def missing(self, request: Request, error: Exception) -> Response:
        """What there is not, or is asked for in a way that there is not."""
        status = getattr(error, "status_code", 404)
        if choose(request.headers.get("accept", ""), (HTML, *DOCUMENTS)) is not HTML:
            return http.respond(refusal(status, "there is nothing here"))
        reason = "这里没有内容" if status == 404 else "不支持这种请求"
        return self._error(Reply(status, HTML.content_type, reason.encode()))

    async def refused(self, request: Request, error: Exception) -> Response:
        """A request that gets no answer, in words."""
        assert isinstance(error, RefusedError)
        return self._error(refusal(error.status, str(error)))

    def _error(self, reply: Reply) -> Response:
        body = self._render("error.html", {"status": reply.status, "reason": reply.body.decode()})
        return http.respond(Reply(reply.status, HTML.content_type, body), http.PAGE)

    async def _ask(self, request: Request, build: Build, asked: dict[str, object]) -> Any:
        """The contents of a page from a worker; None if there is nothing of it.

        Raises:
            RefusedError: if the worker, or the pool, refuses.
        """
        with self._clients.one(request):
            reply = await build.pool.ask(asked)
        if reply.status == 404:
            return None
        if reply.status != 200:
            raise RefusedError(reply.status, reply.body.decode())
        return json.loads(reply.body)

    def _page(
        self, request: Request, build: Build, template: str, values: dict[str, Any], more: dict[str, str] | None = None
    ) -> Response:
        address = f"{request.url.path}?{urlencode(request.query_params)}"
        etag = http.tag(build.id, "page", template, address)
        headers = {**http.PAGE, **(more or {}), "ETag": etag, "Cache-Control": "no-cache"}
        if http.unchanged(request, etag):
            return http.not_modified(etag, headers)
        body = self._render(template, values, build.names.base)
        return http.respond(Reply(200, HTML.content_type, body), headers)


def _number(request: Request) -> int:
    """The number of a page of a list; 1 if it is none."""
    text = request.query_params.get("page", "1")
    return max(1, min(int(text), LAST_PAGE)) if text.isascii() and text.isdigit() and len(text) < 10 else 1
