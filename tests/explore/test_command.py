"""`kg explore`."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.cli import main
from kg.explore.page import FOLDER
from kg.explore.run import _write_beside


def test_the_page_of_a_build(out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "page.html"
    assert main(["explore", str(out), "--page", str(target)]) == 0
    assert capsys.readouterr().out.strip() == str(target)
    assert target.read_bytes() == (out / "explore.html").read_bytes()


def test_focus_in_either_script(out: Path, tmp_path: Path) -> None:
    for name in ("崔紹民", "崔绍民"):
        assert main(["explore", str(out), "--focus", name, "--page", str(tmp_path / f"{name}.html")]) == 0


def test_focus_on_nothing_is_one_line(out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explore", str(out), "--focus", "不在其中", "--page", str(tmp_path / "x.html")]) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1 and "不在其中" in error


def test_texts_of_an_earlier_page_are_replaced_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / FOLDER
    _write_beside(folder, {"0.js": "a", "1.js": "b"})
    (folder / "mine.txt").write_text("mine")
    _write_beside(folder, {"0.js": "c"})
    assert sorted(p.name for p in folder.iterdir()) == ["0.js", "mine.txt"]
    _write_beside(folder, {})
    assert [p.name for p in folder.iterdir()] == ["mine.txt"]
    (folder / "mine.txt").unlink()
    _write_beside(folder, {})
    assert not folder.exists()
