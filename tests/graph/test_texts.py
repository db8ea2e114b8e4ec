"""Texts are found again by key, whatever they hold."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kg.graph.texts import TEXTS, Texts, text_line
from kg.link.base import report_key
from kg.merge import write_sorted
from kg.model import Document

NAMES = st.text(st.sampled_from('aZ9-_.县 "\\/\n%,'), min_size=1, max_size=6)
RAW = st.text(st.characters() | st.sampled_from('\ud800\u2028\n\r"\\县'), max_size=30)


@given(st.lists(st.builds(Document, NAMES, RAW, st.just("x")), max_size=12))
def test_every_text_is_found_and_no_other(tmp_path_factory: object, documents: list[Document]) -> None:
    path = tmp_path_factory.mktemp("texts") / TEXTS  # type: ignore[attr-defined]
    write_sorted([text_line(d) for d in documents], path)
    texts = Texts(path)
    for document in documents:
        assert texts.get(report_key(document)) == document.raw
    for key in ("", "report/", "report/zz-00000000", "~", 'report/"'):
        assert texts.get(key) is None


def test_a_build_without_texts_has_none(tmp_path: Path) -> None:
    assert Texts(tmp_path / TEXTS).get("report/a-12345678") is None


def test_a_build_keeps_the_texts_of_its_reports(out: Path, seeds: Path) -> None:
    texts = Texts(out / TEXTS)
    for path in seeds.glob("*.txt"):
        raw = path.read_text(encoding="utf-8-sig")
        assert texts.get(report_key(Document(path.stem, raw, ""))) == raw
