"""The build that is served now, and the change to the next one while requests go on."""

from __future__ import annotations

import asyncio
import errno
import fcntl
import hashlib
import json
import logging
import os
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from kg.errors import KgError
from kg.explore.page import FOLDER
from kg.explore.run import PAGE
from kg.graph.names import Names
from kg.graph.store import STORE
from kg.graph.texts import TEXTS
from kg.serve.pool import Pool
from kg.serve.process import WorkerGoneError
from kg.serve.settings import Settings

RECORD: Final = "build.json"
SUFFIX: Final = ".serve"
LOCK: Final = "in-use"
TRIES: Final = 5
log = logging.getLogger("kg.serve")


@dataclass(frozen=True)
class Build:
    """A build as it was when it was taken: its id, its record, a folder of our own with its files, workers over
    them, when it was made."""

    id: str
    record: dict[str, Any]
    names: Names
    folder: Path
    pool: Pool
    modified: str


def take(out: Path) -> tuple[str, dict[str, Any], Path]:
    """Make a folder of our own that holds the store, the texts and the network page of the build in `out`, by hard links where that goes.

    `kg build` replaces the folder as a whole and removes the old one; links keep the files. Nothing in them is changed.

    Returns:
        The id of the build (a hash of its record), the record, the folder.

    Raises:
        KgError: if `out` is no build.
    """
    for _ in range(TRIES):
        try:
            handle = os.open(out, os.O_RDONLY | os.O_DIRECTORY)
        except OSError as error:
            raise KgError(f"{out}: no build (it cannot be opened: {error.strerror})") from error
        folder = _beside(out)
        hold(folder)
        try:
            data = _read(handle, RECORD)
            record = json.loads(data)
            _copy(handle, folder)
            return hashlib.sha256(data).hexdigest()[:16], record, folder
        except FileNotFoundError as error:
            shutil.rmtree(folder, ignore_errors=True)
            if not (out / RECORD).is_file() or not (out / STORE).is_dir():
                raise KgError(f"{out}: no build (no {error.filename or RECORD} in it)") from error
        except (OSError, json.JSONDecodeError) as error:
            shutil.rmtree(folder, ignore_errors=True)
            raise KgError(f"{out}: no build (its {RECORD} cannot be read: {error})") from error
        finally:
            os.close(handle)
    raise KgError(f"{out}: changes faster than it can be read")


def _beside(out: Path) -> Path:
    """A folder on the same file system, else one for temporary files."""
    target = out.resolve()
    try:
        return Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=SUFFIX, dir=target.parent))
    except OSError:
        return Path(tempfile.mkdtemp(prefix="kg-serve-"))


def hold(folder: Path) -> None:
    """Lock a folder of ours for as long as this process lives."""
    handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)  # never closed: closing would unlock it
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def sweep(out: Path) -> None:
    """Remove the folders that servers of `out` left behind when they were killed; those in use are locked."""
    target = out.resolve()
    for folder in target.parent.glob(f".{target.name}.*{SUFFIX}"):
        try:
            handle = os.open(folder / LOCK, os.O_RDWR)
        except OSError:
            continue  # just being made
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            continue
        finally:
            os.close(handle)


def _read(folder: int, name: str) -> bytes:
    with os.fdopen(os.open(name, os.O_RDONLY, dir_fd=folder), "rb") as file:
        return file.read()


def _copy(source: int, folder: Path) -> None:
    _folder(source, STORE, folder / STORE)
    present = os.listdir(source)
    for name in (TEXTS, PAGE):
        if name in present:
            _link(source, name, folder / name)
    if FOLDER in present:
        _folder(source, FOLDER, folder / FOLDER)


def _folder(source: int, name: str, target: Path) -> None:
    """All files of a folder that has no folders below."""
    handle = os.open(name, os.O_RDONLY | os.O_DIRECTORY, dir_fd=source)
    try:
        target.mkdir()
        for file in os.listdir(handle):  # noqa: PTH208 - of a handle, not of a path
            _link(handle, file, target / file)
    finally:
        os.close(handle)


def _link(source: int, name: str, target: Path) -> None:
    """A hard link, or a copy where there can be none."""
    try:
        os.link(name, target, src_dir_fd=source)
    except OSError as error:
        if error.errno not in (errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.EACCES):
            raise
        with os.fdopen(os.open(name, os.O_RDONLY, dir_fd=source), "rb") as old, target.open("wb") as new:
            shutil.copyfileobj(old, new)


class Builds:
    """Keeps the build in a folder open, and changes to a new one as soon as it is there.

    Args:
        out: the folder that `kg build` writes.
        settings: limits.
    """

    def __init__(self, out: Path, settings: Settings) -> None:
        self._out, self._settings = out, settings
        self._current: Build | None = None
        self._seen: tuple[int, int, int] | None = None
        self._watcher: asyncio.Task[None] | None = None
        self._retiring: set[asyncio.Task[None]] = set()

    @property
    def current(self) -> Build:
        """The build to answer from."""
        assert self._current is not None
        return self._current

    async def open(self) -> None:
        """Take the build and watch for the next.

        Raises:
            KgError: if there is none, or its store cannot be opened.
        """
        await asyncio.to_thread(sweep, self._out)
        self._seen = self._stamp()
        self._current = await self._load()
        self._watcher = asyncio.create_task(self._watch())

    async def _load(self) -> Build:
        name, record, folder = await asyncio.to_thread(take, self._out)
        try:
            names = Names(record["base"])
            pool = Pool(folder, names.base, self._settings)
            await pool.open()
        except (WorkerGoneError, TimeoutError, KeyError, TypeError) as error:
            shutil.rmtree(folder, ignore_errors=True)
            raise KgError(f"{self._out}: its store cannot be opened") from error
        return Build(name, record, names, folder, pool, self._modified())

    def _modified(self) -> str:
        """When the build was made, in UTC."""
        stamp = self._stamp()
        return datetime.fromtimestamp(stamp[1] // 10**9 if stamp else 0, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def _stamp(self) -> tuple[int, int, int] | None:
        try:
            found = (self._out / RECORD).stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(self._settings.watch)
            stamp = self._stamp()
            if stamp is not None and stamp != self._seen:
                self._seen = stamp
                try:
                    await self._change()
                except KgError as error:
                    log.warning("the new build is not served: %s", error)

    async def _change(self) -> None:
        new, old = await self._load(), self.current
        self._current = new
        log.info("build %s takes the place of %s", new.id, old.id)
        task = asyncio.create_task(self._retire(old))
        self._retiring.add(task)
        task.add_done_callback(self._retiring.discard)

    async def _retire(self, build: Build) -> None:
        await build.pool.close()
        await asyncio.to_thread(shutil.rmtree, build.folder, True)

    async def close(self) -> None:
        """End all workers and remove what we made."""
        if self._watcher:
            self._watcher.cancel()
        await asyncio.gather(*self._retiring)
        if self._current:
            await self._retire(self._current)
