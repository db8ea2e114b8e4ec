"""Clients that people use, against a live server: SPARQLWrapper, rdflib, pandas, curl, a browser."""

from __future__ import annotations

import json
import shutil
import subprocess
from urllib.parse import quote, urlencode

import pytest

from kg.serve.static import has_editor
from tests.browser.chromium import Opens
from tests.serve.server import Live, path

REPORTS = "SELECT ?s ?name WHERE { ?s a kg:Report ; dcterms:identifier ?name } ORDER BY ?name"
PREFIXED = "PREFIX kg: <https://example.org/kg/ont#> PREFIX dcterms: <http://purl.org/dc/terms/> " + REPORTS


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_sparqlwrapper(live: Live, method: str) -> None:
    from SPARQLWrapper import CSV, JSON, TSV, TURTLE, XML, SPARQLWrapper

    client = SPARQLWrapper(live.endpoint)
    client.setMethod(method)
    client.setQuery(PREFIXED)
    client.setReturnFormat(JSON)
    rows = client.query().convert()["results"]["bindings"]
    assert len(rows) == 5
    client.setReturnFormat(XML)
    assert len(client.query().convert().getElementsByTagName("result")) == 5
    for form in (CSV, TSV):
        client.setReturnFormat(form)
        assert len(client.query().convert().decode().strip().splitlines()) == 6
    client.setQuery("DESCRIBE <https://example.org/kg/id/area/130324>")
    client.setReturnFormat(TURTLE)
    assert b"130324" in client.query().convert()


def test_sparqlwrapper_is_told_of_errors(live: Live) -> None:
    from SPARQLWrapper import SPARQLWrapper
    from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

    client = SPARQLWrapper(live.endpoint)
    client.setQuery("SELECT WHERE {")
    with pytest.raises(QueryBadFormed, match="error at"):
        client.query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflibs_sparql_store(live: Live, method: str) -> None:
    import rdflib
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    store = SPARQLStore(live.endpoint, method=method)
    graph = rdflib.Graph(store)
    assert len(list(graph.query(PREFIXED))) == 5
    area = rdflib.URIRef("https://example.org/kg/id/area/130324")
    label = rdflib.Literal("卢龙县", lang="zh-Hans")
    assert (area, rdflib.SKOS.prefLabel, label) in graph
    assert graph.query("ASK { ?s a <https://example.org/kg/ont#Report> }").askAnswer is True


def test_pandas_reads_csv(live: Live) -> None:
    import pandas

    table = pandas.read_csv(f"{live.endpoint}?{urlencode({'query': PREFIXED, 'format': 'csv'})}")
    assert list(table.columns) == ["s", "name"]
    assert len(table) == 5
    assert table["name"].str.startswith("00").all()


def test_rdflib_follows_an_iri_to_its_data(live: Live) -> None:
    import rdflib

    graph = rdflib.Graph().parse(live.root + path("https://example.org/kg/id/area/130324"), format="turtle")
    assert (rdflib.URIRef("https://example.org/kg/id/area/130324"), None, None) in graph


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl on this machine")
def test_curl(live: Live) -> None:
    def curl(*options: str) -> str:
        done = subprocess.run(["curl", "-sSf", *options], capture_output=True, check=True)
        return done.stdout.decode()

    get = curl("-G", live.endpoint, "--data-urlencode", f"query={REPORTS}", "-H", "Accept: text/csv")
    form = curl(live.endpoint, "--data-urlencode", f"query={REPORTS}", "-H", "Accept: text/csv")
    direct = curl(
        live.endpoint,
        "-H",
        "Content-Type: application/sparql-query",
        "-H",
        "Accept: text/csv",
        "--data-binary",
        REPORTS,
    )
    assert get == form == direct
    assert len(get.splitlines()) == 6
    turtle = curl("-L", "-H", "Accept: text/turtle", live.root + path("https://example.org/kg/id/area/130324"))
    assert "130324" in turtle
    page = curl("-L", live.root + "/id/" + quote("area/130324"))
    assert "<!DOCTYPE html>" in page


@pytest.mark.browser
@pytest.mark.skipif(not has_editor(), reason="the query editor is not bundled (make page)")
def test_a_browser_on_the_query_page(live: Live, opens: Opens) -> None:
    watched = opens(f"{live.root}/query", offline=False)
    page = watched.page
    page.wait_for_selector(".yasqe .CodeMirror")
    page.click("a[data-example=money]")
    watched.until("document.querySelector('.tabPanel.active .CodeMirror').CodeMirror.getValue().includes('SELECT')")
    page.evaluate(
        "document.querySelector('.tabPanel.active .CodeMirror').CodeMirror.setValue('SELECT ?s WHERE { ?s a kg:Report } # mine')"
    )
    page.click(".tabPanel.active .yasqe_queryButton")
    page.wait_for_selector(".tabPanel.active .yasr table tbody tr")
    assert page.locator(".tabPanel.active .yasr table tbody tr").count() == 5
    watched.shot("serve-query")
    assert all(url.startswith((live.root, "data:", "blob:")) for url in watched.requests)
    assert not [c for c in watched.complaints if "inline style" not in c]


@pytest.mark.browser
def test_the_query_page_works_without_scripts(live: Live, opens: Opens) -> None:
    watched = opens(f"{live.root}/query?example=money", offline=False, java_script_enabled=False)
    watched.page.fill("#query", REPORTS)
    watched.page.select_option("#format", "json")
    watched.page.click("form.plain button")
    found = json.loads(watched.page.inner_text("body"))
    assert len(found["results"]["bindings"]) == 5
