"""Running a query: formats, limits, what is refused, and where an error is."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat as Rdf
from pyoxigraph import Store, parse

from kg.errors import KgError
from kg.queries.formats import Answer, written
from kg.queries.library import parse as parse_query
from kg.queries.run import Request, ask, run
from kg.queries.syntax import at, check_local, explained

PLACES = 'SELECT ?x ?l WHERE { ?x a kg:AdminArea ; skos:prefLabel ?l FILTER(STR(?l) = "卢龙县") }'
BOMB = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c < ?f && ?f < ?i) }"


def asked(out: Path, query: str, form: str = "table", limit: float = 60, **values: str) -> str:
    return run(Request(str(out), query, values, form), limit)[0]


def test_a_table_lines_han_characters_up(out: Path) -> None:
    lines = asked(out, PLACES).splitlines()
    assert lines[0].split() == ["x", "l"]
    assert lines[-1] == "(1 row)"
    assert lines[2].endswith("卢龙县")


def test_csv_is_read_back(out: Path) -> None:
    rows = list(csv.reader(io.StringIO(asked(out, PLACES, "csv"))))
    assert rows == [["x", "l"], ["https://example.org/kg/id/area/130324", "卢龙县"]]


def test_json_is_that_of_sparql(out: Path) -> None:
    found = json.loads(asked(out, PLACES, "json"))
    assert found["head"] == {"vars": ["x", "l"]}
    (row,) = found["results"]["bindings"]
    assert row["x"] == {"type": "uri", "value": "https://example.org/kg/id/area/130324"}
    assert row["l"]["xml:lang"].lower() == "zh-hans"
    assert json.loads(asked(out, "ASK { ?s ?p ?o }", "json"))["boolean"] is True


def test_turtle_of_a_construct_is_read_back(out: Path) -> None:
    text = asked(out, "CONSTRUCT WHERE { ?x kg:within ?y }", "turtle")
    triples = list(parse(text.encode(), format=Rdf.TURTLE))
    assert len(triples) > 5
    assert len(asked(out, "CONSTRUCT WHERE { ?x kg:within ?y }", "csv").splitlines()) == len(triples) + 1


def test_turtle_of_a_select_is_refused(out: Path) -> None:
    with pytest.raises(KgError, match="CONSTRUCT"):
        asked(out, PLACES, "turtle")


def test_an_unknown_format_is_refused(out: Path) -> None:
    with pytest.raises(KgError, match="no format 'xml'"):
        asked(out, PLACES, "xml")


def test_labels_are_compared_folded_by_a_function(out: Path) -> None:
    query = 'SELECT ?x WHERE { ?x skos:prefLabel ?l FILTER(kg:fold(?l) = kg:fold("盧龍縣")) }'
    assert "area/130324" in asked(out, query)


def test_a_bomb_ends_at_the_limit_and_leaves_no_process(out: Path) -> None:
    started = time.monotonic()
    with pytest.raises(KgError, match="stopped after 1 seconds"):
        asked(out, BOMB, limit=1)
    assert time.monotonic() - started < 4
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    if children.exists():
        names = [Path(f"/proc/{pid}/cmdline") for pid in children.read_text().split()]
        assert not any(b"serve_request" in n.read_bytes() for n in names if n.exists())


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a:a> <b:b> 1 }",
        "DELETE WHERE { ?s ?p ?o }",
        "DROP ALL",
        "SELECT * WHERE { ?s ?p ?o } ; DROP ALL",
    ],
)
def test_nothing_is_written(out: Path, query: str) -> None:
    size = len(Store.read_only(str(out / "store")))
    with pytest.raises(KgError, match="line 1, column"):
        asked(out, query)
    assert len(Store.read_only(str(out / "store"))) == size


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * WHERE { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * WHERE {\n?s ?p 'it''s' . SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
        "SELECT * WHERE { ?s ?p '#' SERVICE ?where { ?s ?p ?o } }",
        "LOAD <http://127.0.0.1:9/>",
    ],
)
def test_no_other_server_is_asked(query: str) -> None:
    with pytest.raises(KgError, match="would ask another server"):
        check_local(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service WHERE { ?service kg:load ?x }",
        "# SERVICE <http://x/>\nASK { ?s ?p 'SERVICE' }",
        'ASK { ?s ?p """a "quoted" SERVICE""" , <http://x/SERVICE> }',
    ],
)
def test_words_that_only_look_like_it_are_allowed(query: str) -> None:
    check_local(query)


@given(st.text(alphabet="SERVICEservice{}<>#'\"\\ \n?:x/", max_size=60))
def test_the_check_ends_on_any_text(text: str) -> None:
    try:
        check_local(text)
    except KgError as error:
        assert "would ask another server" in str(error)


def test_an_error_shows_its_place(out: Path) -> None:
    with pytest.raises(KgError) as caught:
        asked(out, "SELECT ?x\nWHERE { ?x a kg:Person ; }}")
    first, line, caret = str(caught.value).splitlines()
    assert first.startswith("query: line 2, column ")
    assert line.strip() == "WHERE { ?x a kg:Person ; }}"
    assert caret.strip() == "^"
    assert line[len(caret) - 1 - 1 :].startswith("}") or line[caret.index("^") - 1] == "}"


def test_a_caret_below_han_characters_is_wide() -> None:
    assert at('FILTER(?l = "卢龙县" }', 1, 18, "no").splitlines()[2] == "  " + " " * 13 + "\u3000" * 3 + " ^"


def test_a_message_without_a_place_is_kept() -> None:
    assert explained("ASK {}", "something else") == "something else"


def test_a_prefix_that_there_is_not(out: Path) -> None:
    with pytest.raises(KgError, match="line 1"):
        asked(out, "SELECT * WHERE { ?x foo:bar ?y }")


def test_a_variable_that_is_not_selected_cannot_get_a_value(out: Path) -> None:
    with pytest.raises(KgError, match="lang"):
        ask(out, parse_query("q", "SELECT ?x WHERE { ?x skos:prefLabel ?lang }"), {"lang": "卢龙县"})


def test_a_folder_without_a_build(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="no store"):
        asked(tmp_path, "ASK {}")


def test_another_base_is_taken_from_the_build(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text("泸定县防控纪实\n泸定县委书记王建国深入一线督导检查。\n", encoding="utf-8")
    command = [
        "build",
        str(tmp_path / "r.txt"),
        "--out",
        str(tmp_path / "out"),
        "--base",
        "https://data.example/x/",
        "--quiet",
    ]
    from kg.cli import main

    assert main(command) == 0
    assert "王建国" in asked(tmp_path / "out", "SELECT ?l WHERE { ?p kg:holds ?post ; skos:prefLabel ?l }")


def test_unbound_cells_and_control_characters(out: Path) -> None:
    text = asked(out, 'SELECT ?x ?y WHERE { BIND("a\\u0007\\nb" AS ?x) }')
    assert text.splitlines()[2] == "a\ufffd b"
    answer = Answer(("x",), ((None,),))
    assert written(answer, "csv", {}) == 'x\r\n""\r\n'


def test_results_go_to_standard_output_and_notes_to_error(out: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kg.cli", "query", str(out), "posts", "--set", "place=無此縣"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "(0 rows)" in done.stdout
    assert done.stderr.startswith("kg: nothing is called '無此縣'")
