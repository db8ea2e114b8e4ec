"""Damage costs next to nothing: what is read from damaged twins of reports is what is read from the clean ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from kg.evaluation.graph import fold
from kg.model import Document, Facts, Kind, Literal, Node, Ref, Term, Value
from kg.pipeline import Engine, facts_of, load_engine
from tests.damage import KINDS, damage

TEXTS = sorted([*Path(__file__).parents[1].glob("seeds/*.txt"), *(Path(__file__).parent / "gold").glob("*.txt")])
BOUND = 0.02  # mean F1 over the layers, below the clean reading
WORST = 0.05  # the same for one kind of damage
MARK = re.compile(r"\W")
Said = tuple[str, ...]


@cache
def engine() -> Engine:
    return load_engine()


def read(raw: str) -> dict[str, Counter[Said]]:
    """What a text says by layer, in words that do not depend on where it stands."""
    facts = facts_of(Document("x", raw, "x.txt"), engine())
    nodes = {n.key: n for n in facts.nodes}
    out: dict[str, Counter[Said]] = {}
    for node in facts.nodes:
        if node.marks:
            out.setdefault(node.kind.value, Counter())[said(node, nodes)] += 1
    for s in facts.statements:
        subject = nodes[s.subject].label
        out.setdefault("relation", Counter())[fold(subject), s.predicate, shown(s.object, nodes)] += 1
    return out


def said(node: Node, nodes: dict[str, Node]) -> Said:
    """A node by its names and values, without offsets and document script."""
    values = [f"{k}={shown(v, nodes)}" for k, v in node.attributes if k != "verbatim"]
    label = "" if node.kind in (Kind.QUANTITY, Kind.TIME, Kind.ACTION) else fold(node.label)
    return (label, *sorted(values))


def shown(value: Value, nodes: dict[str, Node]) -> str:
    if isinstance(value, Ref):
        node = nodes.get(value.key)
        return "|".join(said(node, {})) if node and node.kind is Kind.QUANTITY else fold(node.label) if node else "?"
    return (
        value.name if isinstance(value, Term) else MARK.sub("", fold(value.value)) if isinstance(value, Literal) else ""
    )


def likeness(clean: dict[str, Counter[Said]], twin: dict[str, Counter[Said]]) -> float:
    """Mean F1 of the layers of the clean reading."""
    return sum(f1(clean[name], twin.get(name, Counter())) for name in clean) / len(clean)


def f1(a: Counter[Said], b: Counter[Said]) -> float:
    return 2 * (a & b).total() / (a.total() + b.total())


def gap(kind: str, paths: Iterable[Path] = TEXTS) -> float:
    """How far the twins of one kind of damage lie below their clean texts, on average."""
    gaps = []
    for path in paths:
        raw = path.read_text(encoding="utf-8")
        gaps.append(1 - likeness(read(raw), read(damage(raw, kind))))
    return sum(gaps) / len(gaps)


@cache
def gaps() -> dict[str, float]:
    return {kind: gap(kind) for kind in sorted(KINDS)}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_kind_of_damage(kind: str) -> None:
    assert gaps()[kind] <= WORST


def test_damage_on_average() -> None:
    assert sum(gaps().values()) / len(gaps()) <= BOUND, gaps()


def test_the_measure_notices_a_lost_sentence() -> None:
    """The bound means something: one sentence less in a short report is far beyond it."""
    raw = (Path(__file__).parent / "gold" / "anji.txt").read_text(encoding="utf-8")
    less = raw.replace("县财政局拨付防控资金300万元,用于采购口罩2.5万只。", "")
    assert less != raw
    assert 1 - likeness(read(raw), read(less)) > BOUND


def facts(raw: str) -> Facts:
    return facts_of(Document("x", raw, "x.txt"), engine())


@pytest.mark.parametrize("kind", ["random-glosses", "fixed-glosses", "blank-glosses"])
def test_glosses_leave_no_trace_in_names(kind: str) -> None:
    for path in TEXTS:
        for node in facts(damage(path.read_text(encoding="utf-8"), kind)).nodes:
            assert not re.search(r"[a-zāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜü]{2,}", node.label), node.label
