"""The reports that a build was made of, looked up again where they still are what they were."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from opencc import OpenCC

from kg.errors import InputError, KgError
from kg.link.base import report_key
from kg.publish import RECORD
from kg.read.checks import ReadOptions
from kg.read.files import is_table, read

SENTENCE_END = re.compile(r"[。！？!?\n][”’」』）)]*")
TEXTS_LIMIT = 200_000_000  # bytes
REACH = 150  # characters on either side at most


class Originals:
    """Finds the raw text of reports through the inputs that `build.json` names."""

    def __init__(self, out: Path) -> None:
        try:
            record = json.loads((out / RECORD).read_text(encoding="utf-8"))
        except (OSError, json.JSONDecodeError) as error:
            raise KgError(f"{out}: no build (no readable {RECORD} in it)") from error
        self._paths = [Path(i["path"]) for i in record["inputs"]]
        self._size = sum(i["size"] for i in record["inputs"])
        self._options = ReadOptions(**record["reading"])
        self._texts: dict[tuple[str, str], str | None] = {}

    def around(self, name: str, digest: str, start: int, end: int) -> tuple[str, str] | None:
        """What stands before and after characters `start` to `end` in their sentence; None if the report is gone."""
        raw = self.raw(name, digest)
        if raw is None:
            return None
        head, tail = raw[max(0, start - REACH) : start], raw[end : end + REACH]
        begins = [m.end() for m in SENTENCE_END.finditer(head)]
        stop = SENTENCE_END.search(tail)
        return head[begins[-1] if begins else 0 :], tail[: stop.end() if stop else None].rstrip("\n")

    def sentence(self, name: str, digest: str, start: int, end: int) -> str:
        """The sentence around characters `start` to `end`, these between ⟦ and ⟧, on one line; "" if it is gone."""
        around, raw = self.around(name, digest, start, end), self.raw(name, digest)
        return f"{around[0]}⟦{raw[start:end]}⟧{around[1]}".replace("\n", " ") if around and raw else ""

    def find(self, name: str, digest: str, words: str) -> tuple[int, int] | None:
        """Where `words` (Simplified) first stand in a report of either script, if they do."""
        raw = self.raw(name, digest) or ""
        simple = OpenCC("tw2s").convert(raw)
        at = (simple if len(simple) == len(raw) else raw).find(words)
        return (at, at + len(words)) if at >= 0 else None

    def texts(self) -> dict[str, str]:
        """Raw texts by report key, of all inputs that are still there; none if they are too large to hold."""
        return texts_of(self._paths, self._options) if self._size <= TEXTS_LIMIT else {}

    def raw(self, name: str, digest: str) -> str | None:
        """The raw text of report `name` whose SHA-256 (of its UTF-8) is `digest`; None if no input has it any more."""
        key = (name, digest)
        if key not in self._texts:
            self._texts[key] = next((t for t in self._candidates(name) if _digest(t) == digest), None)
        return self._texts[key]

    def _candidates(self, name: str) -> Iterator[str]:
        for path in self._paths:
            if is_table(path) or path.stem == name:
                found = (d for d in read(path, self._options) if not isinstance(d, InputError))
                yield from (d.raw for d in found if d.name == name)


def texts_of(paths: Iterable[Path], options: ReadOptions) -> dict[str, str]:
    """Raw texts by report key, of all reports in `paths` that can be read."""
    found = (d for path in paths for d in read(path, options))
    return {report_key(d): d.raw for d in found if not isinstance(d, InputError)}


def _digest(raw: str) -> str:
    return hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()
