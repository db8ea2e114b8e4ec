from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from kg.cli import main
from kg.queries.library import library


def test_the_list_needs_no_build(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", "--list"]) == 0
    printed = capsys.readouterr().out
    for name, query in library().items():
        assert name in printed
        assert query.sentence in printed


def test_a_named_query_with_values(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["query", str(out), "posts", "--set", "place=盧龍縣", "--set", "title=書記", "--format", "csv"]
    assert main(arguments) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["who"] for row in rows] == ["鞠世闻"]


def test_a_query_as_text_and_as_a_file(out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "SELECT (COUNT(DISTINCT ?r) AS ?n) WHERE { ?r a kg:Report }"
    (tmp_path / "count.rq").write_text(text, encoding="utf-8")
    assert main(["query", str(out), text]) == 0
    assert main(["query", str(out), str(tmp_path / "count.rq")]) == 0
    first, second = capsys.readouterr().out.split("(1 row)\n")[:2]
    assert first == second
    assert "5" in first


def test_an_error_is_told_with_its_place(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", str(out), "SELECT * WHERE { ?s ?p }"]) != 0
    error = capsys.readouterr().err
    assert error.startswith("kg: query: line 1, column ")
    assert "^" in error


@pytest.mark.parametrize(
    "arguments", [["query"], ["query", "OUT"], ["query", "OUT", "posts", "--set", "place"], ["query", "OUT", "nosuch"]]
)
def test_wrong_usage(out: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(out) if a == "OUT" else a for a in arguments]) != 0
    assert capsys.readouterr().err.startswith("kg: ")


def test_the_limit_ends_a_query(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bomb = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c < ?f && ?f < ?i) }"
    assert main(["query", str(out), bomb, "--limit-seconds", "1"]) != 0
    assert "stopped after 1 seconds" in capsys.readouterr().err
