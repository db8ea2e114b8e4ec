"""The accuracy card as files: `card.md` to read, `card.json` for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kg.evaluation.calibrate import SURE, Bin
from kg.evaluation.card import Card, Part
from kg.evaluation.intervals import MACRO
from kg.evaluation.run import Score
from kg.evaluation.text import score_data

MARKDOWN, DATA = "card.md", "card.json"
SHOWN = ("person", "official", "organization", "admin_area", "quantity", "relation", "action")


def write_card(card: Card, folder: Path) -> tuple[Path, Path]:
    """Write both files into `folder`, which is made if it is not there.

    Raises:
        OSError: if it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    paths = folder / MARKDOWN, folder / DATA
    paths[0].write_text("\n".join(as_markdown(card)) + "\n", encoding="utf-8")
    paths[1].write_text(json.dumps(as_data(card), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return paths


def as_markdown(card: Card) -> Iterator[str]:
    """The lines of the page."""
    result, build = card.result, card.build
    yield "# Accuracy card"
    yield ""
    yield (
        f"kg {build['versions']['kg']} on {len(result.outcomes)} reports with gold: macro F1 **{result.macro_f1:.3f}**"
        f" ({_interval(card, MACRO)}). Intervals: 95 %, by resampling the reports."
    )
    yield from _layers(card)
    yield from _parts("By domain", "domain", card.domains)
    yield from _parts("Damaged", "damage", card.damaged)
    yield from _calibration(card)
    yield from ("", "## Made from", "")
    yield f"- gold: sha256 `{card.hashes['gold'][:16]}…`, {sum(s.gold for s in result.scores)} items"
    yield f"- inputs: sha256 `{card.hashes['inputs'][:16]}…`, {build['reports']} reports, {build['characters']} characters"
    yield f"- build: {build['seconds'].get('total', 0):.1f} s with {build['workers']} workers; card: {card.seconds:.1f} s"
    yield "- versions: " + ", ".join(f"{k} {v}" for k, v in sorted(build["versions"].items()))
    for name in result.absent:
        yield f"- not in the build: {name}"


def _interval(card: Card, name: str) -> str:
    found = card.intervals.get(name)
    return f"{found.low:.3f}–{found.high:.3f}" if found else "–"


def _layers(card: Card) -> Iterator[str]:
    yield from ("", "| layer | precision | recall | F1 | 95 % | gold | built |", "|---|---|---|---|---|---|---|")
    for s in card.result.scores:
        if s.gold or s.built:
            yield (
                f"| {s.layer} | {s.precision:.3f} | {s.recall:.3f} | {s.f1:.3f} | {_interval(card, s.layer)}"
                f" | {s.gold} | {s.built} |"
            )


def _parts(title: str, column: str, parts: Sequence[Part]) -> Iterator[str]:
    if not parts:
        return
    gap = any(p.clean is not None for p in parts)
    yield from ("", f"## {title}", "")
    yield f"| {column} | reports | macro F1 |" + (" below clean |" if gap else "") + "".join(f" {n} |" for n in SHOWN)
    yield "|---" * (3 + gap + len(SHOWN)) + "|"
    for p in parts:
        by = {s.layer: s for s in p.scores}
        below = f" {p.clean - p.macro_f1:+.3f} |" if p.clean is not None else ""
        yield f"| {p.name} | {p.reports} | {p.macro_f1:.3f} |{below}" + "".join(f" {_f1(by.get(n))} |" for n in SHOWN)
    if gap:
        lost = [p.clean - p.macro_f1 for p in parts if p.clean is not None]
        yield f"| *mean* | | | {sum(lost) / len(lost):+.3f} |" + " |" * len(SHOWN)


def _f1(score: Score | None) -> str:
    return f"{score.f1:.3f}" if score and score.gold else "–"


def _calibration(card: Card) -> Iterator[str]:
    yield from ("", "## Confidence", "")
    yield "Share of facts that are right, by the confidence that the graph gives them."
    yield "“Left out”: with confidences learned from the other reports only."
    yield from (
        "",
        "| confidence from | facts | claimed | right | left out: facts | claimed | right |",
        "|---" * 7 + "|",
    )
    mine = {b.low: b for b in card.published if b.layer == "all"}
    other = {b.low: b for b in card.left_out if b.layer == "all"}
    for low in sorted({*mine, *other}):
        yield f"| {low:.1f} | {_bin(mine.get(low))} | {_bin(other.get(low))} |"
    yield from (
        "",
        f"At {SURE} and above, by layer:",
        "",
        "| layer | facts | claimed | right | left out: facts | claimed | right |",
    )
    yield "|---" * 7 + "|"
    layers = dict.fromkeys(b.layer for b in (*card.published, *card.left_out) if b.low >= SURE)
    for name in layers:
        pair = [
            next((b for b in bins if b.layer == name and b.low >= SURE), None)
            for bins in (card.published, card.left_out)
        ]
        yield f"| {name} | {_bin(pair[0])} | {_bin(pair[1])} |"


def _bin(found: Bin | None) -> str:
    return f"{found.facts} | {found.claimed:.3f} | {found.right:.3f}" if found else "– | – | –"


def as_data(card: Card) -> dict[str, Any]:
    """The card as plain values."""
    return {
        "macro_f1": card.result.macro_f1,
        "layers": [
            {**score_data(s), "interval": asdict(card.intervals[s.layer]) if s.layer in card.intervals else None}
            for s in card.result.scores
        ],
        "macro_interval": asdict(card.intervals[MACRO]) if MACRO in card.intervals else None,
        "domains": [_part_data(p) for p in card.domains],
        "damaged": [_part_data(p) for p in card.damaged],
        "reliability": [asdict(b) for b in card.published],
        "reliability_left_out": [asdict(b) for b in card.left_out],
        "build": dict(card.build),
        "sha256": dict(card.hashes),
        "seconds": card.seconds,
        "absent": list(card.result.absent),
    }


def _part_data(part: Part) -> dict[str, Any]:
    return {
        "name": part.name,
        "reports": part.reports,
        "macro_f1": part.macro_f1,
        "clean_macro_f1": part.clean,
        "layers": [score_data(s) for s in part.scores],
    }
