"""A worker process: opens the store of a build read-only, goes behind walls, and answers one request after the other.

It is started as `python -m kg.serve.worker` with its settings as JSON, and speaks over a socket that it inherits. It may
be killed at any time: nothing is ever half written.
"""

from __future__ import annotations

import gc
import json
import socket
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from kg.graph.names import Names
from kg.graph.texts import Texts
from kg.graph.turtle import prefixes
from kg.serve import documents, things
from kg.serve.accept import rdf_format
from kg.serve.answer import TOO_LARGE, Asked, Bounded, Bounds, Engine, TooLargeError, graph_bytes, volatile
from kg.serve.isolate import confine
from kg.serve.lookup import Lookup
from kg.serve.protocol import RefusedError, read_get, read_post
from kg.serve.wire import Frames, Reply, asked, frame, refusal, replying

JSON = "application/json"
NO_QUERY = Reply(0, "", b"")  # asks for the service description
ACCEPT = 2000  # characters of an Accept header
Request = dict[str, Any]


class Worker:
    """One open store and what can be asked of it.

    Args:
        store: the store.
        base: the base IRI of its build.
        texts: the texts of its reports.
        bounds: of every answer.
        longest: characters that a query may have.
    """

    def __init__(self, store: Store, base: str, texts: Texts, bounds: Bounds, longest: int) -> None:
        self._store, self._base, self._texts, self._bounds, self._longest = store, base, texts, bounds, longest
        self._prefixes = prefixes(Names(base))
        self._engine = Engine(store, f"{base}id/", self._prefixes, f"{base}graph")
        self._pages: dict[str, Callable[[Lookup, Request], object]] = {
            "thing": lambda look, r: things.thing(look, r["iri"], r["page"]),
            "report": lambda look, r: documents.marked(look, r["iri"]),
            "search": lambda look, r: documents.search(look, r["forms"], self._prefixes, r["limit"]),
            "members": lambda look, r: documents.members(look, r["class"], r["page"], r["size"]),
            "reports": lambda look, r: documents.reports(look, r["page"], r["size"]),
            "near": lambda look, r: documents.near(look, r["iri"]),
        }

    def answer(self, request: Request, sent: bytes) -> Reply:
        """The answer to a request, which names what it wants in `op`, with the bytes that came with it."""
        op = request.pop("op")
        if op == "protocol":
            return self._protocol(request, sent)
        if op == "query":
            return self._engine.answer(Asked(**request), self._bounds)
        look = Lookup(self._store, self._base, self._texts)
        if op == "describe":
            return self._describe(look, request["iri"], request["format"])
        found = self._pages[op](look, request)
        if found is None:
            return refusal(404, "nothing is known of this")
        body = json.dumps(found, ensure_ascii=False).encode("utf-8", "replace")
        return Reply(200, JSON, body) if len(body) <= self._bounds.size else refusal(TOO_LARGE, "the page is too large")

    def _protocol(self, request: Request, sent: bytes) -> Reply:
        """The answer to a request as it came over HTTP; reading it takes as long as a small query, so it is done here."""
        kind = request["kind"]
        try:
            if kind is None:
                query = read_get(sent, request["accept"][:ACCEPT].decode("latin-1"), self._longest)
            else:
                url = request["url"].encode("latin-1")
                query = read_post(kind, sent, url, request["accept"][:ACCEPT], self._longest)
        except RefusedError as error:
            return refusal(error.status, str(error))
        if query is None:
            return NO_QUERY
        reply = self._engine.answer(query, self._bounds)
        return replace(reply, fixed=False) if volatile(query.query) else reply

    def _describe(self, look: Lookup, iri: str, name: str) -> Reply:
        triples = list(documents.describe(look, iri))
        if not triples:
            return refusal(404, "nothing is known of this")
        try:
            out = Bounded(self._bounds.size)  # the only limit: a document is bounded by its thing
            return Reply(200, "", graph_bytes(iter(triples), rdf_format(name), out, self._prefixes))
        except TooLargeError as error:
            return refusal(TOO_LARGE, str(error))


def main(arguments: list[str]) -> int:
    """Run until the other side of the socket closes."""
    setting = json.loads(arguments[0])
    link = socket.socket(fileno=setting["socket"])
    folder = Path(setting["folder"])
    store = Store.read_only(str(folder / "store"))
    texts = Texts(folder / "texts.jsonl")
    worker = Worker(store, setting["base"], texts, Bounds(setting["rows"], setting["answer"]), setting["query"])
    walls = confine(setting["memory"])
    gc.freeze()  # what is there now stays: it need not be looked at again and again
    link.sendall(frame(json.dumps(walls).encode()))
    frames = Frames()
    while (found := frames.receive(link)) is not None:
        link.sendall(replying(worker.answer(asked(found[0]), found[1])))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
