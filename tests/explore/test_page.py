"""The data of the page: what Python writes is what a reader gets back; the same bytes; nothing foreign."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kg.errors import KgError, ResourceError
from kg.explore import page as page_module
from kg.explore.encode import Encoder
from kg.explore.keys import Folder
from kg.explore.layout import lay_out
from kg.explore.page import full_page, has_bundle
from kg.explore.reading import read_book
from kg.explore.run import write_page
from kg.explore.words import KIND_WORDS, PROPERTY_WORDS
from kg.vocab import DATA_PROPERTIES, OBJECT_PROPERTIES
from tests.explore.sample import book, hostile
from tests.explore.test_small import Elements

bundled = pytest.mark.skipif(not has_bundle(), reason="the page's program is not bundled (make page)")


@pytest.fixture(scope="module")
def folder() -> Folder:
    """Folding tables."""
    return Folder()


@pytest.mark.parametrize(
    ("text", "folded"), [("崔紹民", "崔绍民"), ("ＡＢＣ", "abc"), ("臺灣", "台湾"), ("衞生", "卫生")]
)
def test_folding(folder: Folder, text: str, folded: str) -> None:
    assert folder.fold(text) == folded


@pytest.mark.parametrize(
    ("text", "phrases", "initials"),
    [
        ("崔紹民", True, "csm"),
        ("崔绍民", False, "csm"),
        ("重庆市", True, "cqs"),
        ("K3检测点", False, "k3jcd"),
        ("（一）", False, "y"),
    ],
)
def test_initials(folder: Folder, text: str, phrases: bool, initials: str) -> None:
    assert folder.initials(text, phrases) == initials


def test_a_fold_table_has_only_what_is_needed(folder: Folder) -> None:
    assert folder.table(["绍"]) == ("紹", "绍")


def blocks(data: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(Encoder(data, lay_out(data)).blocks()))
    return found


def test_columns_have_one_entry_an_item() -> None:
    data = book()
    of = blocks(data)
    lengths = {len(column) for column in of["items"].values()}
    assert lengths == {len(data.items)}
    assert {len(of["links"][c]) for c in ("source", "target", "predicate", "sure", "rules", "spans")} == {
        len(data.links)
    }
    assert of["items"]["hans"][0] == "李安平" and of["items"]["initials"][0] == "lap"


def test_a_link_with_the_evidence_of_its_source_says_so_shortly() -> None:
    data = book()
    of = blocks(data)["links"]
    assert of["spans"][0] == 0  # an assertion of its own: span 0, though a person is its source
    assert of["spans"][4] == -1


def test_quotes_stand_in_only_where_the_text_is_missing(out: Path) -> None:
    without, with_text = blocks(read_book(out, {})), blocks(book())
    assert with_text["spans"]["quotes"] == {}
    first = without["spans"]["quotes"]["0"]
    assert len(first) == 3 and first[1]


def test_offsets_of_a_build_quote_the_raw_file(out: Path, seeds: Path) -> None:
    data = read_book(out, {})
    texts = {p.stem: p.read_bytes().decode("utf-8-sig") for p in seeds.glob("*.txt")}
    for span in data.spans[::7]:
        assert texts[data.sources[span.report].name][span.start : span.end] == span.exact


def test_every_kind_and_property_has_words() -> None:
    named = set(PROPERTY_WORDS)
    inner = {"evidence", "confidence", "textHash", "textLength", "areaBasis", "publishedBasis"}
    assert (set(OBJECT_PROPERTIES) | set(DATA_PROPERTIES)) - inner - named == set()
    assert all(w.zh and w.en for w in KIND_WORDS.values())


@bundled
def test_a_page_loads_nothing_and_has_no_handlers() -> None:
    html = full_page(hostile(), "<b>").html
    for tag, attributes in Elements(html).tags:
        assert not {"src", "href", "action"} & set(attributes), (tag, attributes)
        assert not any(name.startswith("on") for name in attributes)
    assert len(re.findall("https?://(?!www.w3.org|example.org|schema.org)", html.split("kg-core")[0])) == 0


@bundled
def test_the_same_bytes_twice() -> None:
    assert full_page(book(), "kg") == full_page(book(), "kg")


@bundled
def test_large_texts_lie_beside_the_page(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = book()
    page = full_page(data, "kg", side_limit=10)
    assert list(page.beside) == ["0.js"]
    assert json.loads(page.beside["0.js"][len("kgText(0,") : -2]) == data.sources[0].text
    assert "file:" in page.html.split("</head>")[0] and "file:" not in full_page(data, "kg").html.split("</head>")[0]


def test_without_its_program_the_small_page_is_written(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_module, "BUNDLE", "not-there.js")
    with pytest.raises(ResourceError, match="make page"):
        full_page(book(), "kg")
    written = write_page(out, {}, tmp_path / "explore.html").read_text(encoding="utf-8")
    assert 'id="mynetwork"' in written


def test_a_folder_that_is_no_build(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="is the folder the output of kg build"):
        write_page(tmp_path, {})
