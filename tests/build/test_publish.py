from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import OutputError
from kg.publish import RECORD, _exchange, replacing


def write(out: Path, text: str) -> None:
    with replacing(out) as new:
        (new / RECORD).write_text(text, encoding="utf-8")


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_a_new_folder_appears_with_its_parents(tmp_path: Path) -> None:
    write(tmp_path / "a" / "b", "one")
    assert (tmp_path / "a" / "b" / RECORD).read_text(encoding="utf-8") == "one"


def test_an_earlier_build_is_replaced_whole(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, "one")
    (out / "old.ttl").touch()
    write(out, "two")
    assert names(out) == [RECORD]
    assert names(tmp_path) == ["out"]


def test_a_system_that_cannot_exchange_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.publish._exchange", lambda a, b: False)
    write(tmp_path / "out", "one")
    write(tmp_path / "out", "two")
    assert (tmp_path / "out" / RECORD).read_text(encoding="utf-8") == "two"
    assert names(tmp_path) == ["out"]


def test_folders_are_exchanged_in_one_step(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / f"of-{name}").touch()
    if _exchange(tmp_path / "a", tmp_path / "b"):
        assert (names(tmp_path / "a"), names(tmp_path / "b")) == (["of-b"], ["of-a"])


def test_if_a_build_fails_the_earlier_one_stays(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, "one")
    with pytest.raises(KeyboardInterrupt), replacing(out) as new:
        (new / RECORD).write_text("half", encoding="utf-8")
        raise KeyboardInterrupt
    assert (out / RECORD).read_text(encoding="utf-8") == "one"
    assert names(tmp_path) == ["out"]


def test_an_empty_folder_is_taken_and_a_strange_one_is_not(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    write(tmp_path / "empty", "one")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").touch()
    with pytest.raises(OutputError, match=r"mine: a folder that is no earlier build"):
        write(tmp_path / "mine", "one")
    assert names(tmp_path / "mine") == ["thesis.txt"]


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="file: not a folder"):
        write(tmp_path / "file", "one")
    with pytest.raises(OutputError, match=r"file/out: cannot be"):
        write(tmp_path / "file" / "out", "one")


def test_a_link_keeps_pointing_at_the_folder(tmp_path: Path) -> None:
    write(tmp_path / "real", "one")
    (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    write(tmp_path / "link", "two")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / RECORD).read_text(encoding="utf-8") == "two"


def test_the_folder_has_the_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    write(tmp_path / "out", "one")
    assert (tmp_path / "out").stat().st_mode == (tmp_path / "plain").stat().st_mode
