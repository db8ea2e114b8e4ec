from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.model import Document
from kg.read.checks import ReadOptions, checked
from kg.read.files import find, read

SENTENCE = "云岭县设立检测点85个。"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.md", "page.html", "t.csv", "sub/c.txt", ".hidden/d.txt", "notes.docx", "seeds.toml"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(SENTENCE, encoding="utf-8")
    return tmp_path


def test_a_folder_is_searched_through_for_what_can_be_read(folder: Path) -> None:
    files, problems = find([str(folder)])
    assert [p.relative_to(folder).as_posix() for p in files] == ["a.md", "b.txt", "page.html", "sub/c.txt", "t.csv"]
    assert problems == []


def test_globs_and_files_are_found_once_and_in_order(folder: Path) -> None:
    files, _ = find([str(folder / "**/*.txt"), str(folder / "b.txt"), str(folder / "a.md")])
    assert [p.name for p in files] == ["a.md", "b.txt", "c.txt"]


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    _, problems = find([str(tmp_path / "no.txt"), str(tmp_path / "*.zzz"), str(tmp_path / "empty")])
    assert [p.reason for p in problems] == ["no such file", "no file matches", "a folder without a report"]


def test_a_report_is_named_by_its_file_without_extension(folder: Path) -> None:
    (found,) = read(folder / "sub" / "c.txt", ReadOptions())
    assert isinstance(found, Document)
    assert (found.name, found.raw, found.encoding) == ("c", SENTENCE, "utf-8")


def test_a_file_of_an_unknown_suffix_is_read_if_it_is_named(folder: Path) -> None:
    (found,) = read(folder / "notes.docx", ReadOptions())
    assert isinstance(found, Document)


def test_a_file_that_has_gone_is_an_error_not_an_exception(tmp_path: Path) -> None:
    (found,) = read(tmp_path / "gone.txt", ReadOptions())
    assert str(found) == f"{tmp_path / 'gone.txt'}: No such file or directory"


def test_a_folder_in_the_place_of_a_file(tmp_path: Path) -> None:
    (found,) = read(tmp_path, ReadOptions())
    assert isinstance(found, InputError)


def test_a_huge_file_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(10_000_001)
    (found,) = read(path, ReadOptions())
    assert str(found) == f"{path}: 10000001 bytes, too large for the limit of 2000000 characters"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("  \u3000\n", "empty text"),
        ("县" * 11, "11 characters, more than the limit of 10"),
        ("县\x01\x02\x03", "not a text: binary data"),
        ("县\ud800", "half a surrogate pair, which is no character"),
    ],
)
def test_checks(text: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        checked(text, "x.txt", ReadOptions(limit=10))
