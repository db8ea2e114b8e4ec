"""The files of a build: Turtle, store, and what other parsers make of them."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, RdfFormat, parse

from kg.errors import KgError, OutputError
from kg.graph.load import load_graph
from kg.graph.names import Names
from kg.graph.store import build_store, open_store, select
from kg.graph.terms import XSD, link, tagged, text, typed
from kg.graph.turtle import write_turtle
from kg.link.base import slug
from tests.graph.sample import sample, write_build

FILES = ("graph.ttl", "evidence.ttl")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_build(tmp_path_factory.mktemp("build") / "out", sample(), sample('乙 "2" <&>'))


def turtle(lines: list[str], names: Names | None = None) -> bytes:
    file = io.BytesIO()
    write_turtle(sorted({f"{line} .\n".encode() for line in lines}), file, names or Names())
    return file.getvalue()


def triples(data: bytes, form: RdfFormat) -> set[str]:
    return {str(q.triple) for q in parse(data, format=form)}  # type: ignore[union-attr]


def counted(command: list[str], path: Path) -> int:
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=True)
    return len(set(done.stdout.splitlines()))


@pytest.mark.parametrize("name", FILES)
def test_parsers_agree(out: Path, name: str) -> None:
    data = (out / name).read_bytes()
    expected = len(list(parse(data, format=RdfFormat.TURTLE)))
    assert expected > 100
    assert len(rdflib.Graph().parse(data=data, format="turtle")) == expected


@pytest.mark.parametrize(
    "command", [["rapper", "-q", "-i", "turtle", "-o", "ntriples"], ["serdi", "-i", "turtle", "-o", "ntriples"]]
)
@pytest.mark.parametrize("name", FILES)
def test_debian_parsers_agree(out: Path, name: str, command: list[str]) -> None:
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not installed (Debian: raptor2-utils, serdi)")
    assert counted(command, out / name) == len(list(parse(path=str(out / name), format=RdfFormat.TURTLE)))


def test_turtle_says_what_the_quads_say(out: Path) -> None:
    quads = triples((out / "graph.nq").read_bytes(), RdfFormat.N_QUADS)
    both = set().union(*(triples((out / name).read_bytes(), RdfFormat.TURTLE) for name in FILES))
    assert both == quads


def test_turtle_can_be_read_by_people(out: Path) -> None:
    text = (out / "graph.ttl").read_text(encoding="utf-8")
    assert "\n<person/990101/林远航> a kg:Person, kg:Official ;\n" in text or "a kg:Official, kg:Person ;\n" in text
    assert '    skos:prefLabel "林远航"@zh-Hans, "林遠航"@zh-Hant ;\n' in text
    assert "    kg:unit cur:CNY ;\n" in text
    assert '    kg:value "3100000"^^xsd:decimal ;\n' in text
    assert "    kg:confidence 0.8 ;\n" in text


def test_the_same_bytes_again(out: Path, tmp_path: Path) -> None:
    again = write_build(tmp_path / "again", sample('乙 "2" <&>'), sample())
    for name in (*FILES, "graph.nq"):
        assert (again / name).read_bytes() == (out / name).read_bytes(), name


@pytest.mark.parametrize(
    "key", ["a/./b", "a/../b", "a//b", "x:y/z", "/a", "..", "", "a/.hidden", "report/甲-1#char=0,1;quote", "a/(b)~+c"]
)
def test_relative_names_lead_back_to_the_same_node(key: str) -> None:
    line = f"<https://example.org/kg/id/{key}> <a:p> <https://example.org/kg/id/{key}>"
    data = turtle([line])
    assert triples(data, RdfFormat.TURTLE) == triples(f"{line} .".encode(), RdfFormat.N_TRIPLES)
    graph = rdflib.Graph().parse(data=data, format="turtle")
    assert {str(s) for s in graph.subjects()} == {f"https://example.org/kg/id/{key}"}


LITERALS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])).map(text),
    st.text().map(lambda s: tagged(s, "zh-Hant")),
    st.integers().map(lambda n: typed(str(n), "integer")),
    st.decimals(allow_nan=False, allow_infinity=False, places=3).map(lambda d: typed(f"{d:f}", "decimal")),
    st.sampled_from(
        ['"x^^<a>"', '"1"', '"1"@en', f'"01"^^<{XSD}integer>', f'"a\\"^^<b>"^^<{XSD}token>', '"1.0"^^<a:decimal>']
    ),
    st.text(max_size=20).map(lambda s: link(f"https://a.example/{s}")),
)
NODES = st.text(max_size=8).map(lambda s: f"<https://example.org/kg/id/thing/{slug(s)}>")
PREDICATES = st.sampled_from(
    ["<https://example.org/kg/ont#holds>", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "<a:p>"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(NODES, PREDICATES, LITERALS | NODES | PREDICATES), min_size=1, max_size=12))
def test_any_statements_survive(rows: list[tuple[str, str, str]]) -> None:
    lines = [" ".join(row) for row in rows]
    data = turtle(lines)
    expected = triples("".join(f"{line} .\n" for line in lines).encode(), RdfFormat.N_TRIPLES)
    assert triples(data, RdfFormat.TURTLE) == expected


@pytest.mark.parametrize("base", ["https://data.example.net/a/b/", "urn:x-county:data/", "http://localhost:8000/"])
def test_other_bases_survive_too(base: str, tmp_path: Path) -> None:
    built = write_build(tmp_path / "out", sample(), names=Names(base))
    for name in FILES:
        data = (built / name).read_bytes()
        expected = triples(data, RdfFormat.TURTLE)
        assert len(rdflib.Graph().parse(data=data, format="turtle")) == len(expected)
        assert expected <= triples((built / "graph.nq").read_bytes(), RdfFormat.N_QUADS)


def test_the_loaded_graph_is_the_parsed_one(out: Path) -> None:
    loaded = load_graph(out)
    parsed = rdflib.Graph()
    for name in FILES:
        parsed.parse(out / name, format="turtle")
    assert set(loaded) == set(parsed)
    assert len(load_graph(out, evidence=False)) < len(loaded)


def test_loading_something_else_says_so(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"graph\.ttl: not found"):
        load_graph(tmp_path)
    (tmp_path / "graph.ttl").write_text("this is no Turtle", encoding="utf-8")
    with pytest.raises(KgError, match=r"graph\.ttl"):
        load_graph(tmp_path)


def test_the_store_answers_over_all_reports(out: Path) -> None:
    store = open_store(out)
    rows = select(
        store,
        """SELECT ?who ?title WHERE { ?p kg:holds ?post ; skos:prefLabel ?who . ?post skos:prefLabel ?title
           FILTER(langMatches(lang(?who), "zh-Hant")) }""",
    )
    assert rows == [{"who": "林遠航", "title": "县委书记"}]


def test_values_are_filled_in_not_pasted(out: Path) -> None:
    node = NamedNode("https://example.org/kg/id/quantity/0001")
    rows = select(open_store(out), "SELECT ?q ?v WHERE { ?q kg:value ?v }", {"q": node})
    assert rows == [{"q": node.value, "v": "3100000"}]


@pytest.mark.parametrize("query", ["SELECT WHERE {", "ASK { ?s ?p ?o }"])
def test_a_query_that_is_none_is_refused(out: Path, query: str) -> None:
    with pytest.raises(KgError, match="query"):
        select(open_store(out), query)


def test_the_store_cannot_be_written(out: Path) -> None:
    with pytest.raises(RuntimeError):
        open_store(out).clear()


def test_no_store(tmp_path: Path, out: Path) -> None:
    with pytest.raises(KgError, match="no store"):
        open_store(tmp_path)
    with pytest.raises(OutputError, match="already"):
        build_store([out / "graph.ttl"], out / "store")
