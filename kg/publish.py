"""A folder that appears whole or not at all."""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from kg.errors import OutputError

RECORD = "build.json"
AT_CWD, RENAME_EXCHANGE = -100, 2  # of Linux, linux/fcntl.h and linux/fs.h


@contextmanager
def replacing(out: Path) -> Iterator[Path]:
    """A new folder beside `out` that takes its place when the block ends well; if it does not, `out` stays as it was.

    Raises:
        OutputError: if `out` cannot be written, or is something else than an earlier build.
    """
    target = out.resolve()
    check_replaceable(target, out)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        new = target.with_name(f".{target.name}.{uuid4().hex}.new")
        new.mkdir()
    except OSError as error:
        raise OutputError(f"{out}: cannot be written: {error.strerror}") from error
    try:
        yield new
        _swap(new, target)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def check_replaceable(target: Path, name: Path) -> None:
    """Refuse to replace what no build wrote.

    Raises:
        OutputError: if `target` is a file, or a folder with other contents.
    """
    try:
        if target.is_dir():
            if any(target.iterdir()) and not (target / RECORD).is_file():
                raise OutputError(f"{name}: a folder that is no earlier build (no {RECORD} in it); not replaced")
        elif target.exists():
            raise OutputError(f"{name}: not a folder")
    except OSError as error:
        raise OutputError(f"{name}: cannot be read: {error.strerror}") from error


def _swap(new: Path, target: Path) -> None:
    """Put `new` in the place of `target`, at once where the system can exchange two folders.

    Raises:
        OutputError: if that fails; `target` is then as it was.
    """
    old = new.with_suffix(".old")
    try:
        if not target.exists():
            new.rename(target)
        elif not _exchange(new, target):
            target.rename(old)
            try:
                new.rename(target)
            except OSError:
                old.rename(target)
                raise
    except OSError as error:
        raise OutputError(f"{target}: cannot be replaced: {error.strerror}") from error
    shutil.rmtree(old, ignore_errors=True)


def _exchange(a: Path, b: Path) -> bool:
    """Exchange two folders in one step; False if this system or file system cannot."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    return bool(rename(AT_CWD, os.fsencode(a), AT_CWD, os.fsencode(b), RENAME_EXCHANGE) == 0)
