from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Document
from kg.read.sources import load_sources

DOCUMENT = Document("r1", "全文", "r1.txt", title="from the file")


def test_what_stands_beside_a_report_overrides_what_it_says_itself(tmp_path: Path) -> None:
    text = '[report.r1]\ntitle = "纪实"\npublished = 2020-02-13\npublished_basis = "masthead"\n'
    (tmp_path / "sources.toml").write_text(text, encoding="utf-8")
    document = load_sources(tmp_path)["r1"].of(DOCUMENT)
    assert (document.title, document.published, document.published_basis) == ("纪实", "2020-02-13", "masthead")
    assert (document.url, document.raw) == (None, "全文")


def test_other_toml_files_do_not_matter(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    assert load_sources(tmp_path) == {}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[report.r1\n", "not TOML"),
        ("[report]\nr1 = 3\n", "report.r1 is no table"),
        ("[report.r1]\nauthor = 'x'\n", "report.r1: unknown key 'author'"),
        ("[report.r1]\ntitle = 3\n", "report.r1: title is no text"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "s.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=reason):
        load_sources(tmp_path)


def test_the_seeds_have_sources() -> None:
    seeds = Path(__file__).parents[2] / "seeds"
    sources = load_sources(seeds)
    assert set(sources) == {p.stem for p in seeds.glob("*.txt")}
    for name, source in sources.items():
        assert (source.published is None) == (source.published_basis is None), name
        raw = (seeds / f"{name}.txt").read_text(encoding="utf-8")
        for value in (source.title, source.url, source.published):
            assert value is None or value in raw
