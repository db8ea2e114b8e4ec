"""The accuracy card: everything that a build's comparison with gold shows, as one record."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from kg.build import BuildOptions, build
from kg.errors import InputError
from kg.evaluation.calibrate import Bin, judged, left_out, reliability
from kg.evaluation.domains import UNKNOWN, guess, read_domains
from kg.evaluation.graph import Built
from kg.evaluation.intervals import Interval, intervals
from kg.evaluation.run import Evaluation, Outcome, Score, evaluate, macro, totals
from kg.lexicon.loader import load_lexicon
from kg.originals import Originals
from kg.publish import RECORD


@dataclass(frozen=True, slots=True)
class Part:
    """Scores over some of the reports: those of one domain, or damaged in one way."""

    name: str
    reports: int
    macro_f1: float
    scores: tuple[Score, ...]
    clean: float | None = None  # macro F1 of the same reports undamaged


@dataclass(frozen=True)
class Card:
    """What the card shows. `left_out` is the reliability that the confidences would have on reports not learned from."""

    result: Evaluation
    intervals: Mapping[str, Interval]
    domains: tuple[Part, ...]
    damaged: tuple[Part, ...]
    published: tuple[Bin, ...]
    left_out: tuple[Bin, ...]
    build: Mapping[str, Any]
    hashes: Mapping[str, str]
    seconds: float


@dataclass(frozen=True, slots=True)
class CardOptions:
    """`damaged` is a folder with one folder of damaged reports a kind; `domains` a table (see `read_domains`)."""

    damaged: Path | None = None
    domains: Path | None = None


def make_card(out: Path, gold: Path, options: CardOptions) -> Card:
    """Compare the build in `out` with `gold`; build the damaged reports, if any, and compare them too.

    Raises:
        InputError: for malformed gold or domains, or a folder of damaged reports without any.
        KgError: if `out` is no build.
    """
    started = perf_counter()
    result = evaluate(out, gold)
    facts = judged(result.outcomes)
    record = json.loads((out / RECORD).read_text(encoding="utf-8"))
    return Card(
        result,
        intervals(result.outcomes),
        _domains(result.outcomes, out, options),
        _damaged(result.outcomes, gold, options.damaged) if options.damaged else (),
        reliability(facts),
        reliability(left_out(facts)),
        {k: record[k] for k in ("versions", "reports", "characters", "workers", "seconds")},
        {"gold": _digest(p.read_bytes() for p in sorted(gold.glob("*.json"))), "inputs": _inputs(record)},
        round(perf_counter() - started, 1),
    )


def _digest(parts: Iterable[bytes]) -> str:
    found = hashlib.sha256()
    for part in parts:
        found.update(hashlib.sha256(part).digest())
    return found.hexdigest()


def _inputs(record: Mapping[str, Any]) -> str:
    """One hash over the hashes of the inputs, whatever their order and names."""
    return _digest(x.encode() for x in sorted(i["sha256"] for i in record["inputs"]))


def _part(name: str, outcomes: Sequence[Outcome], clean: float | None = None) -> Part:
    scores = totals(outcomes)
    return Part(name, len(outcomes), macro(scores), scores, clean)


def _domains(outcomes: Sequence[Outcome], out: Path, options: CardOptions) -> tuple[Part, ...]:
    known = read_domains(options.domains) if options.domains else guess(_texts(outcomes, out), load_lexicon())
    by: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        by.setdefault(known.get(outcome.report, UNKNOWN), []).append(outcome)
    return tuple(_part(name, by[name]) for name in sorted(by))


def _texts(outcomes: Sequence[Outcome], out: Path) -> dict[str, str]:
    built, originals = Built(out), Originals(out)
    found = {}
    for outcome in outcomes:
        report = built.reports.get(outcome.report)
        digest = built.one(report, "textHash") if report else None
        found[outcome.report] = originals.raw(outcome.report, digest) or "" if digest else ""
    return found


def _damaged(outcomes: Sequence[Outcome], gold: Path, folder: Path) -> tuple[Part, ...]:
    kinds = sorted(p for p in folder.iterdir() if p.is_dir()) if folder.is_dir() else []
    if not kinds:
        raise InputError(folder, "no folder of damaged reports in it, one for each kind of damage")
    clean = {o.report: o for o in outcomes}
    parts = []
    for kind in kinds:
        with tempfile.TemporaryDirectory() as place:
            build([str(kind)], Path(place) / "out", BuildOptions())
            found = [o for o in evaluate(Path(place) / "out", gold).outcomes if not o.absent]
        same = [clean[o.report] for o in found]
        parts.append(_part(kind.name, found, macro(totals(same))))
    return tuple(parts)
