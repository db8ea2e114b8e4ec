"""The web application: which address leads where."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.serve import http
from kg.serve.answers import Answers
from kg.serve.builds import Builds
from kg.serve.linked import Linked
from kg.serve.network import Network
from kg.serve.protocol import RefusedError
from kg.serve.quick import Desk
from kg.serve.requestlog import Lines, RequestLog
from kg.serve.settings import Settings
from kg.serve.site import Site
from kg.serve.sparql import Endpoint
from kg.serve.static import Static
from kg.serve.wire import Reply


@dataclass(frozen=True, slots=True)
class House:
    """The application, and the desk for plain queries, which need no application."""

    app: ASGIApp
    desk: Desk


def make_app(builds: Builds, settings: Settings) -> House:
    """What serves `builds`, which must be open."""
    clients, answers = http.Clients(settings.client), Answers(builds, settings)
    linked = Linked(builds, settings, clients)
    site = Site(builds, settings, clients, linked)
    static = Static()

    async def health(request: Request) -> Response:
        build = builds.current
        state = {"status": "ok", "build": build.id, "reports": build.record.get("reports"), **build.pool.state()}
        body = json.dumps({**state, "walls": build.pool.walls()}).encode()
        return http.respond(Reply(200, "application/json", body), {"Cache-Control": "no-store"})

    routes = [
        Route("/health", health),
        Route("/static/{name:path}", static.file),
        *linked.routes(),
        *site.routes(),
        *Network(builds).routes(),
    ]
    inner = [Route("/health", health), Mount(settings.mount, routes=routes)] if settings.mount else routes
    app = Starlette(
        routes=inner,
        exception_handlers={404: site.missing, 405: site.missing, RefusedError: site.refused},
    )
    app.router.redirect_slashes = False
    path = f"{settings.mount}/sparql"
    lines = Lines(sys.stderr if settings.log else None)
    front = Front(app, path, Endpoint(builds, settings, clients, answers))
    return House(RequestLog(front, lines), Desk(builds, answers, clients, lines, path))


class Front:
    """Requests to the endpoint go there at once, all others to the routes."""

    def __init__(self, app: ASGIApp, path: str, endpoint: ASGIApp) -> None:
        self._app, self._path, self._endpoint = app, path, endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As of ASGI."""
        direct = scope["type"] == "http" and scope["path"] == self._path
        await (self._endpoint if direct else self._app)(scope, receive, send)
