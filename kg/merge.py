"""Sorted files of statements, merged line by line: however large they are, memory stays the same.

Lines are N-Quads in bytes, sorted by their bytes, which is the order of their code points. Merging is a set union: equal lines
become one, so that the result does not depend on how the reports were divided.
"""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path

FAN_IN = 64
BUFFER = 1 << 16
CHUNK = 4096  # lines written at a time


def write_sorted(lines: Iterable[bytes], path: Path) -> bytes:
    """Write `lines`, each once and in order; returns the SHA-256 of the file."""
    digest = hashlib.sha256()
    ordered = sorted(lines if isinstance(lines, set) else set(lines))
    with path.open("wb") as file:
        for start in range(0, len(ordered), CHUNK):
            chunk = b"".join(ordered[start : start + CHUNK])
            digest.update(chunk)
            file.write(chunk)
    return digest.digest()


def merge_lines(paths: Iterable[Path]) -> Iterator[bytes]:
    """The lines of sorted files in order, each once; all files are open at a time."""
    with ExitStack() as stack:
        files = [stack.enter_context(path.open("rb", BUFFER)) for path in paths]
        last = b""
        for line in heapq.merge(*files) if len(files) > 1 else files[0] if files else ():
            if line != last:
                yield line
                last = line


def merge_files(paths: Iterable[Path], out: Path) -> None:
    """Merge sorted files into `out`, in rounds of at most `FAN_IN`; the inputs are removed."""
    queue = sorted(paths)
    rounds = 0
    while len(queue) > FAN_IN:
        rounds += 1
        queue = [_merge_some(group, out.with_name(f"{out.name}.{rounds}.{i}")) for i, group in enumerate(groups(queue))]
    _merge_some(queue, out)


def groups(paths: list[Path]) -> Iterator[list[Path]]:
    """`paths` in runs of at most `FAN_IN`."""
    return (paths[i : i + FAN_IN] for i in range(0, len(paths), FAN_IN))


def _merge_some(paths: Iterable[Path], out: Path) -> Path:
    paths = list(paths)
    with out.open("wb", BUFFER) as file:
        file.writelines(merge_lines(paths))
    for path in paths:
        path.unlink()
    return out
