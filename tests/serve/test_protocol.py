"""The SPARQL 1.1 Protocol, case by case from the specification, against a live server."""

from __future__ import annotations

import json
import time
from urllib.parse import urlencode

import pytest

from tests.serve.server import Live

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
ASK = "ASK { ?s a kg:Report }"
SELECT = "SELECT ?s WHERE { ?s a kg:Report } ORDER BY ?s"
CONSTRUCT = "CONSTRUCT { ?s a kg:Report } WHERE { ?s a kg:Report }"


def truth(body: bytes) -> bool:
    found = json.loads(body)["boolean"]
    assert isinstance(found, bool)
    return found


# ------------------------------------------------------------------------------ 2.1: query operations


def test_query_via_get(live: Live) -> None:
    found = live.ask(ASK)
    assert (found.status, truth(found.body)) == (200, True)


def test_query_via_url_encoded_post(live: Live) -> None:
    found = live.post(urlencode({"query": ASK}), FORM)
    assert (found.status, truth(found.body)) == (200, True)


def test_query_via_direct_post(live: Live) -> None:
    for kind in (DIRECT, f"{DIRECT}; charset=UTF-8", f'{DIRECT};charset="utf-8"', DIRECT.upper()):
        found = live.post(ASK, kind)
        assert (found.status, truth(found.body)) == (200, True)


def test_head_has_the_headers_of_get_and_no_body(live: Live) -> None:
    path = f"/sparql?{urlencode({'query': ASK})}"
    head, get = live.get(path, "HEAD"), live.get(path)
    assert (head.status, head.body) == (200, b"")
    for name in ("content-type", "content-length", "etag", "vary"):
        assert head.headers[name] == get.headers[name]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
def test_other_methods_are_refused(live: Live, method: str) -> None:
    found = live.get(f"/sparql?{urlencode({'query': ASK})}", method)
    assert found.status == 405
    assert "GET" in found.headers["allow"] and "POST" in found.headers["allow"]


def test_a_request_has_one_query(live: Live) -> None:
    twice = urlencode([("query", ASK), ("query", "ASK {}")])
    assert live.get(f"/sparql?{twice}").status == 400
    assert live.post(twice, FORM).status == 400
    assert live.post(ASK, DIRECT, f"/sparql?{urlencode({'query': ASK})}").status == 400
    assert live.post("", FORM).status == 400
    assert live.post("x=1", FORM).status == 400


@pytest.mark.parametrize(
    "kind", ["", "text/plain", "application/json", "multipart/form-data", "a", ";", "application/sparql"]
)
def test_a_post_has_a_media_type_of_the_protocol(live: Live, kind: str) -> None:
    found = live.get("/sparql", "POST", ASK.encode(), **({"Content_Type": kind} if kind else {}))
    assert found.status == 415


def test_a_query_is_in_utf_8(live: Live) -> None:
    assert live.post(ASK.encode("utf-16"), f"{DIRECT}; charset=UTF-16").status == 415
    assert live.post(ASK.encode("utf-16"), DIRECT).status == 400
    assert live.post(b"query=%FF%FEASK", FORM).status == 400
    assert live.get("/sparql?query=%ff%fe").status == 400
    name = live.ask('ASK { ?s skos:prefLabel "鞠世聞"@zh-Hant }')
    assert (name.status, truth(name.body)) == (200, True)


@pytest.mark.parametrize("query", ["ASK {", "SELECT WHERE {}", "", " ", "ASK { ?s ?p ?o } x", "ASK { ex:a ?p ?o }"])
def test_what_is_no_query_is_a_bad_request_and_says_where(live: Live, query: str) -> None:
    found = live.ask(query)
    assert found.status == 400
    assert "error at" in found.text
    assert found.headers["content-type"].startswith("text/plain")


def test_an_error_shows_the_line(live: Live) -> None:
    found = live.ask("SELECT *\nWHERE { ?s ?p }")
    assert "error at 2:" in found.text
    assert "\nWHERE { ?s ?p }\n" in found.text
    assert found.text.rstrip("\n").endswith("^")


# --------------------------------------------------------------------- 2.1.4, 2.1.5: the dataset


def test_a_dataset_of_the_request(live: Live) -> None:
    """The statements of a build are all in the default graph; its name is `{base}graph`. Other graphs are empty."""
    whole, other = "https://example.org/kg/graph", "https://example.org/nothing"
    for default, wanted in ((whole, True), (other, False)):
        fields = urlencode({"query": ASK, "default-graph-uri": default})
        assert truth(live.get(f"/sparql?{fields}").body) is wanted
        assert truth(live.post(fields, FORM).body) is wanted
        assert truth(live.post(ASK, DIRECT, f"/sparql?{urlencode({'default-graph-uri': default})}").body) is wanted


def test_several_graphs_make_one_default_graph(live: Live) -> None:
    fields = [
        ("query", ASK),
        ("default-graph-uri", "https://example.org/a"),
        ("default-graph-uri", "https://example.org/kg/graph"),
    ]
    assert truth(live.get(f"/sparql?{urlencode(fields)}").body) is True


def test_named_graphs_leave_the_default_graph_empty(live: Live) -> None:
    fields = urlencode({"query": ASK, "named-graph-uri": "https://example.org/a"})
    assert truth(live.get(f"/sparql?{fields}").body) is False
    within = urlencode({"query": "ASK { GRAPH ?g { ?s ?p ?o } }", "named-graph-uri": "https://example.org/a"})
    assert truth(live.get(f"/sparql?{within}").body) is False


def test_the_dataset_of_the_request_takes_the_place_of_the_querys(live: Live) -> None:
    query = "ASK FROM <https://example.org/nothing> { ?s a kg:Report }"
    assert truth(live.ask(query).body) is False
    assert truth(live.ask(query, **{"default-graph-uri": "https://example.org/kg/graph"}).body) is True


def test_a_graph_that_is_no_iri_is_a_bad_request(live: Live) -> None:
    assert live.ask(ASK, **{"default-graph-uri": "no iri"}).status == 400
    assert live.ask(ASK, **{"named-graph-uri": "<>"}).status == 400


# --------------------------------------------------------------------- 2.1.6, 2.1.7: what comes back

ROWS = {
    "application/sparql-results+json": b'{"head"',
    "application/sparql-results+xml": b"<?xml",
    "text/csv": b"s\r\n",
    "text/tab-separated-values": b"?s\n",
}
GRAPHS = [
    "text/turtle",
    "application/n-triples",
    "application/rdf+xml",
    "application/ld+json",
    "application/n-quads",
    "application/trig",
    "text/n3",
]


@pytest.mark.parametrize("media", ROWS)
def test_rows_in_every_format(live: Live, media: str) -> None:
    found = live.ask(SELECT, media)
    assert (found.status, found.headers["content-type"].partition(";")[0]) == (200, media)
    assert found.body.startswith(ROWS[media])
    assert live.ask(ASK, media).headers["content-type"].partition(";")[0] == media


@pytest.mark.parametrize("media", GRAPHS)
def test_graphs_in_every_format(live: Live, media: str) -> None:
    for query in (CONSTRUCT, "DESCRIBE ?s WHERE { ?s a kg:Report }"):
        found = live.ask(query, media)
        assert (found.status, found.headers["content-type"].partition(";")[0]) == (200, media)
        assert found.body


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/*", "application/sparql-results+json"),
        ("text/*", "text/csv"),
        ("application/json", "application/sparql-results+json"),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.6", "application/sparql-results+xml"),
        ("text/csv;q=0, */*;q=0.1", "application/sparql-results+json"),
        ("application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
        ("text/turtle, text/csv;q=0.001", "text/csv"),
        ("TEXT/CSV", "text/csv"),
        ("text/csv; charset=utf-8", "text/csv"),
        ("nonsense", "application/sparql-results+json"),
    ],
)
def test_the_best_format_is_taken(live: Live, accept: str, media: str) -> None:
    found = live.ask(SELECT, accept)
    assert (found.status, found.headers["content-type"].partition(";")[0]) == (200, media)
    assert "Accept" in found.headers["vary"]


@pytest.mark.parametrize(
    ("query", "accept"), [(SELECT, "text/turtle"), (ASK, "image/png"), (CONSTRUCT, "text/csv"), (SELECT, "*/*;q=0")]
)
def test_a_format_that_there_is_not_is_not_acceptable(live: Live, query: str, accept: str) -> None:
    found = live.ask(query, accept)
    assert found.status == 406
    assert "/" in found.text  # it names those that there are


def test_a_format_can_be_asked_for_by_name(live: Live) -> None:
    assert live.ask(SELECT, "text/html", format="csv").headers["content-type"].startswith("text/csv")
    assert live.ask(SELECT, "text/tab-separated-values", format="none").headers["content-type"].startswith("text/tab")
    assert live.ask(CONSTRUCT, format="xml").headers["content-type"] == "application/rdf+xml"


# --------------------------------------------------------------------------------- updates: refused

UPDATES = [
    "INSERT DATA { <x:a> <x:b> <x:c> }",
    "DELETE WHERE { ?s ?p ?o }",
    "PREFIX a: <x:a>\n# comment\nDROP ALL",
    "LOAD <http://127.0.0.1/x>",
    "WITH <x:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "CLEAR ALL",
    "COPY <x:a> TO <x:b>",
]


@pytest.mark.parametrize("update", UPDATES)
def test_updates_are_refused(live: Live, update: str) -> None:
    sent = [
        live.post(urlencode({"update": update}), FORM),
        live.post(update, "application/sparql-update"),
        live.get(f"/sparql?{urlencode({'update': update})}"),
        live.ask(update),
        live.post(update, DIRECT),
    ]
    assert [x.status for x in sent] == [403] * 5
    assert all("read-only" in x.text for x in sent)


@pytest.mark.parametrize("path", ["/sparql?default", "/sparql?graph=x:g", "/store", "/data", "/rdf-graph-store"])
@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_graph_store_writes_are_refused(live: Live, path: str, method: str) -> None:
    assert live.get(path, method, b"<x:a> <x:b> <x:c> .", Content_Type="text/turtle").status in (404, 405, 415)


# ---------------------------------------------------------------------------- what is around it


def test_other_sites_may_ask(live: Live) -> None:
    found = live.get(
        "/sparql",
        "OPTIONS",
        Origin="https://a.example",
        Access_Control_Request_Method="POST",
        Access_Control_Request_Headers="content-type,x-mine",
    )
    assert found.status == 204
    assert found.headers["access-control-allow-origin"] == "*"
    assert "POST" in found.headers["access-control-allow-methods"]
    assert found.headers["access-control-allow-headers"] == "content-type,x-mine"
    assert live.ask(ASK).headers["access-control-allow-origin"] == "*"
    assert live.ask("ASK {").headers["access-control-allow-origin"] == "*"


def test_the_service_describes_itself(live: Live) -> None:
    import rdflib

    for media, name in (
        ("text/turtle", "turtle"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
        ("*/*", "turtle"),
    ):
        found = live.get("/sparql", Accept=media)
        assert found.status == 200
        graph = rdflib.Graph().parse(data=found.text, format=name)
        sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
        (service,) = graph.subjects(rdflib.RDF.type, sd.Service)
        assert [str(x) for x in graph.objects(service, sd.endpoint)] == [live.endpoint]
        assert (service, sd.supportedLanguage, sd.SPARQL11Query) in graph
        assert len(set(graph.objects(service, sd.resultFormat))) == 11
        assert not list(graph.triples((None, sd.supportedLanguage, sd.SPARQL11Update)))
    assert live.get("/sparql", Accept="image/png").status == 406


def test_answers_carry_a_tag_of_the_build(live: Live) -> None:
    found = live.ask(SELECT)
    tag = found.headers["etag"]
    path = f"/sparql?{urlencode({'query': SELECT})}"
    accept = "application/sparql-results+json"
    assert live.get(path, Accept=accept, If_None_Match=tag).status == 304
    assert live.get(path, Accept=accept, If_None_Match=f'"other", {tag}').status == 304
    assert live.get(path, Accept="text/csv", If_None_Match=tag).status == 200
    assert live.get(path, Accept=accept, If_None_Match='"other"').status == 200
    assert "etag" not in live.ask("SELECT (NOW() AS ?now) {}").headers


def test_relative_iris_and_prefixes_are_those_of_the_files(live: Live) -> None:
    assert truth(live.ask("ASK { <area/130324> a kg:AdminArea ; skos:prefLabel ?name }").body) is True


def test_the_log_has_a_line_a_request(live: Live) -> None:
    live.get("/health?one=%0Aline")
    time.sleep(0.5)
    lines = [x for x in live.log.read_text().splitlines() if " GET /health" in x]
    assert lines and lines[-1].split(" GET ")[1].split()[1] == "200"
