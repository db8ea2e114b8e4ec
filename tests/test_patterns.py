"""Lexicons are well formed; every pattern matches its examples and none of its counter-examples.

A pattern is looked for anywhere in an example; with `at = "start"` in its table, only at the start.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from kg.errors import ResourceError
from kg.lexicon.loader import Lexicon, Pattern, load_lexicon, load_patterns, pattern_files

TABLES = sorted(p.name for p in files("kg.lexicon").iterdir() if p.name.endswith(".tsv"))
LEXICON = load_lexicon()
PATTERNS = [(name, p) for name in pattern_files() for p in load_patterns(name, LEXICON)]
IDS = [f"{name}:{p.id}" for name, p in PATTERNS]


@pytest.mark.parametrize(("name", "pattern"), PATTERNS, ids=IDS)
def test_examples_match_and_counter_examples_do_not(name: str, pattern: Pattern) -> None:
    look = pattern.regex.match if pattern.options.get("at") == "start" else pattern.regex.search
    assert [x for x in pattern.examples if not look(x)] == []
    assert [x for x in pattern.not_examples if look(x)] == []


def test_ids_of_patterns_are_unique() -> None:
    counts = Counter(pattern.id for _, pattern in PATTERNS)
    assert [name for name, n in counts.items() if n > 1] == []


@pytest.mark.parametrize("name", TABLES)
def test_rows_are_clean(name: str) -> None:
    wrong = []
    for number, line in enumerate(files("kg.lexicon").joinpath(name).read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        form = line.split("\t")[0]
        if unicodedata.normalize("NFC", form) != form or form != form.strip():
            wrong.append((number, form))
    assert wrong == []


def test_every_row_is_loaded_once() -> None:
    """The loader refuses a form that stands twice in a class; so rows and loaded forms are as many."""
    rows = 0
    for name in TABLES:
        lines = files("kg.lexicon").joinpath(name).read_text(encoding="utf-8").splitlines()
        rows += sum(1 for line in lines if line and not line.startswith("#"))
    assert rows == sum(len(table) for table in LEXICON.classes.values())


def test_a_form_in_two_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("县\tlevel\n", encoding="utf-8")
    (tmp_path / "b.tsv").write_text("县\tlevel\n", encoding="utf-8")
    with pytest.raises(ResourceError, match=r"b\.tsv:1: '县' stands twice"):
        load_lexicon(tmp_path)


def test_expansion_prefers_the_longest_form() -> None:
    lexicon = Lexicon({"post": {"书记": "", "书记员": "", "县长": ""}})
    assert re.findall(lexicon.expand("{{post}}"), "书记员张,县长李,书记王") == ["书记员", "县长", "书记"]
