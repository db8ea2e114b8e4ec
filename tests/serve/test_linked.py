"""Linked data: every IRI of a build leads somewhere, in the format that is asked for; pages for people, safe and linked."""

from __future__ import annotations

import json
import re
import shutil
import time
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest
import rdflib

from kg.build import BuildOptions, build
from kg.graph.store import open_store
from kg.serve.addresses import path_of
from tests.browser.chromium import Opens
from tests.serve.server import Live, path, serving

BASE = "https://example.org/kg/"
PERSON = f"{BASE}id/person/130324/鞠世闻"
FORMATS = {
    "text/turtle": "turtle",
    "application/ld+json": "json-ld",
    "application/rdf+xml": "xml",
    "application/n-triples": "nt",
}


def iris(out: Path) -> set[str]:
    """All IRIs of ours in a build, without their fragments."""
    found: set[str] = set()
    for quad in open_store(out).quads_for_pattern(None, None, None, None):
        for term in (quad.subject, quad.predicate, quad.object):
            if isinstance(term, ox.NamedNode) and term.value.startswith(BASE):
                found.add(term.value.partition("#")[0])
    return found


def test_the_path_of_every_iri_leads_back_to_it(out: Path) -> None:
    found = iris(out)
    assert len(found) > 1000
    for iri in found:
        sent = "/" + quote(iri.removeprefix(BASE), safe="/%")
        assert path_of(sent.encode()) == "/" + iri.removeprefix(BASE)


def test_every_iri_dereferences(live: Live, out: Path) -> None:
    """One of each twenty, and some of every kind."""
    kinds: dict[str, list[str]] = {}
    for iri in sorted(iris(out)):
        kinds.setdefault("/".join(iri.removeprefix(BASE).split("/")[:2]), []).append(iri)
    chosen = [i for rows in kinds.values() for i in [*rows[:2], *rows[2::40]]]
    for iri in chosen:
        for accept in ("text/html", "text/turtle"):
            first = live.get(path(iri), Accept=accept)
            if iri.endswith("/ont"):
                assert first.status == 200
                continue
            assert (first.status, first.headers["vary"]) == (303, "Accept"), iri
            second = live.get(first.headers["location"])
            assert second.status == 200, (iri, second.text[:200])
            assert second.headers["content-type"].startswith(accept)


@pytest.mark.parametrize("media", FORMATS)
def test_a_document_is_about_its_thing(live: Live, media: str) -> None:
    first = live.get(path(PERSON), Accept=media)
    assert first.status == 303
    second = live.get(first.headers["location"])
    assert second.headers["content-type"].partition(";")[0] == media
    assert 'rel="alternate"' in second.headers["link"]
    graph = rdflib.Graph().parse(data=second.text, format=FORMATS[media])
    node = rdflib.URIRef(PERSON)
    assert (node, rdflib.SKOS.prefLabel, None) in graph
    assert (None, rdflib.RDF.subject, node) in graph  # the assertions, with their spans
    assert list(graph.objects(None, rdflib.URIRef("http://www.w3.org/ns/oa#exact")))
    assert live.get(first.headers["location"], If_None_Match=second.headers["etag"]).status == 304


def test_spans_are_in_the_document_of_their_report(live: Live, out: Path) -> None:
    span = next(i.value for q in open_store(out).quads_for_pattern(None, ox.NamedNode(BASE + "ont#evidence"), None, None)
                if isinstance(i := q.object, ox.NamedNode))  # fmt: skip
    first = live.get(path(span.partition("#")[0]), Accept="application/n-triples")
    assert f"<{span}> <http://www.w3.org/ns/oa#hasSelector> <{span};quote>" in live.get(first.headers["location"]).text


def test_the_vocabulary_is_served(live: Live) -> None:
    for where, accept, wanted in (
        ("/ont", "text/turtle", "kg:Person a owl:Class"),
        ("/ont", "text/html", 'id="Person"'),
        ("/ont/0.1.0", "text/turtle", "owl:Ontology"),
        ("/measure", "text/turtle", "skos:ConceptScheme"),
        ("/measure", "text/html", "/page/measure/Testing"),
        ("/ont.nt", "", "ont#Person"),
    ):
        found = live.get(where, Accept=accept)
        assert found.status == 200
        assert wanted in found.text
    assert live.get("/ont", Accept="image/png").status == 406
    assert live.get("/page/measure/Testing").status == 200
    assert "oxcgrt" in live.get("/page/measure/Testing").text.lower()


def test_the_data_are_described(live: Live) -> None:
    found = live.get("/.well-known/void", Accept="text/turtle")
    graph = rdflib.Graph().parse(data=found.text, format="turtle")
    void = rdflib.Namespace("http://rdfs.org/ns/void#")
    data = rdflib.URIRef(BASE + "dataset")
    assert (data, void.sparqlEndpoint, rdflib.URIRef(live.endpoint)) in graph
    assert int(next(graph.objects(data, void.triples))) > 10_000
    assert (data, rdflib.RDF.type, rdflib.URIRef("http://www.w3.org/ns/dcat#Dataset")) in graph
    assert len(list(graph.objects(data, void.classPartition))) > 10
    assert live.get("/dataset").headers["location"] == "/.well-known/void"


def test_unknown_things_are_not_found(live: Live) -> None:
    for where in (
        "/page/id/person/0/nobody",
        "/data/id/person/0/nobody.ttl",
        "/data/id/x.png",
        "/page/",
        "/list/Nothing",
    ):
        assert live.get(where).status == 404
    assert live.get(path(PERSON), Accept="image/png").status == 406


# ------------------------------------------------------------------------------------------- pages


def test_the_page_of_a_person(live: Live) -> None:
    found = live.get("/page" + path(PERSON))
    assert found.status == 200
    text = found.text
    for wanted in ("鞠世闻", "鞠世聞", "<mark>縣委書記鞠世聞</mark>", "担任", "官员", ".ttl", "/picture/id/person"):
        assert wanted in text
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    about = json.loads(data)
    assert (about["@type"], about["name"], about["alternateName"]) == ("Person", "鞠世闻", ["鞠世聞"])
    assert "unsafe-inline" not in found.headers["content-security-policy"]
    assert "<style" not in text and " style=" not in text and not re.search(r"\son\w+=", text)


def test_every_link_of_some_pages_leads_somewhere(live: Live) -> None:
    for where in ("/", "/page" + path(PERSON), "/page/id/area/130324", "/search?q=%E5%8D%A2%E9%BE%99", "/reports"):
        for target in sorted(set(re.findall(r'(?:href|src)="(/[^"#]*)', live.get(where).text)))[:60]:
            assert live.get(target.replace("&amp;", "&")).status in (200, 303), (where, target)


def test_the_page_of_a_report_marks_every_span(live: Live, out: Path, seeds: Path) -> None:
    iri = next(i for i in iris(out) if "/report/000_" in i)
    text = live.get("/page" + path(iri)).text
    raw = (seeds / "000_4f11c8cc69d2dd04.txt").read_text(encoding="utf-8-sig")
    spans = {tuple(map(int, m)) for m in re.findall(r'<li id="at-(\d+)-(\d+)"', text)}
    marks = {tuple(map(int, m)) for m in re.findall(r'id="char=(\d+),(\d+)"', text)}
    assert len(spans) > 100
    assert spans == marks
    shown = re.search(r'<div class="text" lang="zh">(.*?)</div>', text, re.DOTALL)
    assert shown is not None
    assert _plain(shown[1]) == raw
    assert text.count('<span class="s"') == shown[1].count("</span>")


def _plain(markup: str) -> str:
    import html

    return html.unescape(re.sub(r"<[^>]*>", "", markup))


@pytest.mark.parametrize("name", ["鞠世闻", "鞠世聞", "世聞"])
def test_names_are_found_in_either_script(live: Live, name: str) -> None:
    assert quote("鞠世闻") in live.get(f"/search?q={quote(name)}").text
    rows = json.loads(live.get(f"/search?q={quote(name)}", Accept="application/json").body)
    assert rows[0]["iri"] == PERSON


def test_odd_searches_are_answered(live: Live) -> None:
    for name in ("", "   ", '"}', "\\", "<script>", "?form", "%00", "x" * 5000, "\u202e"):
        assert live.get(f"/search?q={quote(name)}").status == 200


# ------------------------------------------------------------------------------------ hostile reports

HOSTILE = (
    '安吉县<script>document.title="ran"</script>抗洪纪实\n'
    '2月3日,安吉县委书记沈明权"><img src=x onerror="document.title=\'ran\'">带队到递铺街道督导检查。'
    "安吉县</script><script>document.title='ran'</script>应急管理局</div>{{7*7}}</a>设立检测点85个。\n"
    "javascript:document.title='ran' &lt;b&gt; ' \" ` \u2028 \u202e x\n"
)


@pytest.mark.browser
def test_markup_in_reports_stays_text(tmp_path: Path, opens: Opens) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "r.txt").write_text(HOSTILE, encoding="utf-8")
    (folder / "s.toml").write_text(
        "[report.r]\ntitle = '</title><script>document.title=\"ran\"</script>'\nurl = 'javascript:document.title=1'\n"
        'site = "<img src=x onerror=document.title=1>"\n',
        encoding="utf-8",
    )
    out = tmp_path / "out"
    build([str(folder)], out, BuildOptions())
    with serving(out, tmp_path / "log") as live:
        pages = {i for i in iris(out) if re.search("/id/(?:person|org|area|report|quantity|action|instrument)/", i)}
        for where in [
            "/",
            "/reports",
            "/search?q=%E5%AE%89%E5%90%89",
            *("/page" + path(i) for i in sorted(pages)[:25]),
        ]:
            watched = opens(live.root + where, offline=False)
            assert watched.page.title() not in ("ran", "1"), where
            assert not [c for c in watched.complaints if "inline style" not in c], where
            assert watched.page.locator("img").count() == 0
            assert watched.page.locator("a[href^='javascript:']").count() == 0
            assert all(url.startswith(live.root) or url.startswith("data:") for url in watched.requests)
        report = next(i for i in pages if "/report/" in i)
        watched = opens(live.root + "/page" + path(report), offline=False)
        assert watched.page.locator(".text").text_content() == HOSTILE
        assert "unsafe-inline" not in live.get("/page" + path(report)).headers["content-security-policy"]


@pytest.mark.browser
def test_pages_are_used_with_the_keyboard(live: Live, opens: Opens) -> None:
    watched = opens(live.root + "/page" + path(PERSON), offline=False)
    page = watched.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.focus("#q")
    page.keyboard.type("鞠世聞")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    assert page.locator("main ol a").first.inner_text() == "鞠世闻"


@pytest.mark.browser
def test_the_picture_is_drawn(live: Live, opens: Opens) -> None:
    watched = opens(live.root + "/picture" + path(PERSON), offline=False)
    watched.page.wait_for_selector("canvas")
    watched.shot("serve-picture")
    assert not [c for c in watched.complaints if "inline style" not in c]
    assert "unsafe-inline" not in watched.page.content()


# ------------------------------------------------------------------------------------- a new build


def test_a_new_build_is_served_without_a_lost_request(tmp_path: Path, out: Path) -> None:
    copy = tmp_path / "out"
    shutil.copytree(out, copy)
    (tmp_path / "r.txt").write_text("安吉县:织密防控网\n2月3日,安吉县委书记沈明权带队督导检查。\n", encoding="utf-8")
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?s a kg:Report }"
    with serving(copy, tmp_path / "log", "watch=0.2") as live:
        old = live.health()["build"]
        tag = live.ask(query).headers["etag"]
        seen = []
        build([str(tmp_path / "r.txt")], copy, BuildOptions())
        end = time.monotonic() + 20
        while time.monotonic() < end and live.health()["build"] == old:
            found = live.ask(query)
            assert found.status == 200
            seen.append(found.json()["results"]["bindings"][0]["n"]["value"])  # type: ignore[index]
        new = live.ask(query)
        assert live.health()["build"] != old
        assert new.headers["etag"] != tag
        assert new.json()["results"]["bindings"][0]["n"]["value"] == "1"  # type: ignore[index]
        assert set(seen) <= {"5", "1"}
        assert "沈明权" in live.get("/search?q=%E6%B2%88%E6%98%8E%E6%9D%83").text
        (copy / "build.json").write_text("{", encoding="utf-8")  # a build that is broken is not taken
        time.sleep(1)
        assert live.ask(query).status == 200
    assert not list(tmp_path.glob(".out.*.serve"))


def test_other_bases_and_places(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text("安吉县:织密防控网\n2月3日,安吉县委书记沈明权带队督导检查。\n", encoding="utf-8")
    base, out = "http://data.example.cn/gov/", tmp_path / "out"
    build([str(tmp_path / "r.txt")], out, BuildOptions(base=base))
    with serving(out, tmp_path / "log", "mount=/gov") as live:
        iri = f"{base}id/person/330523/沈明权"
        first = live.get("/gov" + path(iri, base), Accept="text/html")
        assert first.headers["location"] == "/gov/page" + path(iri, base)
        text = live.get(first.headers["location"]).text
        assert 'href="/gov/' in text and 'href="/page' not in text
        assert base in live.get("/gov/ont", Accept="text/turtle").text
        assert live.get("/gov/sparql?query=ASK%7B%7D").status == 200


def test_what_a_killed_server_left_is_swept(tmp_path: Path, out: Path) -> None:
    copy = tmp_path / "out"
    shutil.copytree(out, copy)
    with serving(copy, tmp_path / "log") as live:
        live.process.kill()
        live.process.wait()
    assert len(list(tmp_path.glob(".out.*.serve"))) == 1
    with serving(copy, tmp_path / "log"), serving(copy, tmp_path / "log2"):
        assert len(list(tmp_path.glob(".out.*.serve"))) == 2
    assert not list(tmp_path.glob(".out.*.serve"))
