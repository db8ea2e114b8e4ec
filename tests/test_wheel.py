"""The wheel carries all it needs: in an empty environment, away from the checkout, `kg build` works."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
REPORT = "安吉县:织密防控网\n2月3日,安吉县委书记沈明权带队到递铺街道督导检查。全县设立检测点85个。\n"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (found,) = folder.glob("*.whl")
    return found


def test_the_wheel_has_the_data_and_nothing_of_the_checkout(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, suffix in (
        ("kg/lexicon/", ".tsv"),
        ("kg/lexicon/", ".toml"),
        ("kg/gazetteer/", ".xz"),
        ("kg/ontology/", ".ttl"),
        ("kg/serve/templates/", ".html"),
        ("kg/serve/web/", ".css"),
        ("kg/explore/bundle/", "query.js"),
        ("kg/queries/", ".rq"),
    ):
        assert any(n.startswith(folder) and n.endswith(suffix) for n in names), f"no {folder}*{suffix}"
    assert "kg/py.typed" in names
    assert not [n for n in names if n.split("/")[0] not in ("kg",) and ".dist-info/" not in n]
    assert [n for n in names if n.endswith("licenses/LICENSE")]


@pytest.mark.slow
def test_it_builds_in_an_empty_environment_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "venv"
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", str(wheel)], check=True)
    (tmp_path / "r.txt").write_text(REPORT, encoding="utf-8")
    command = [home / "bin" / "kg", "build", "r.txt", "--out", "out"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "沈明权" in (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8")
    explained = subprocess.run(
        [home / "bin" / "kg", "explain", "out", "沈明权"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "县委书记" in explained.stdout
    where = subprocess.run(
        [python, "-c", "import kg; print(kg.__file__)"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert where.stdout.startswith(str(home))
