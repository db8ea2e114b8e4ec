"""What touches damaged characters is not read, neither as a mention nor as a claim."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from kg.clean.run import clean
from kg.extract.run import extract
from kg.link.run import link
from kg.model import Document, Facts, HoldsClaim, Kind
from kg.offsets import Span
from kg.pipeline import Engine, load_engine
from tests.damage import damage

RAW = "安吉县委书记沈明权到递铺街道督导检查疫情防控工作。县卫健局印发《居家隔离告知书》。县财政局拨付防控资金300万元。"


@cache
def engine() -> Engine:
    return load_engine()


def read(damaged: tuple[str, ...], raw: str = RAW) -> tuple[Facts, list[str]]:
    """Facts of a text with these words damaged, and who holds a post in its claims."""
    text = clean(Document("x", raw, "x.txt"), engine().resources)
    at = [(text.normal.index(words), words) for words in damaged]
    page = extract(replace(text, damaged=tuple(Span(i, i + len(w)) for i, w in sorted(at))), engine().extractors)
    holders = [c.person.form.name for c in page.claims if isinstance(c, HoldsClaim)]  # type: ignore[union-attr]
    return link(page, engine().resources), holders


def labels(facts: Facts, kind: Kind) -> set[str]:
    return {n.label for n in facts.nodes if n.kind is kind}


def test_a_sound_text_is_read() -> None:
    facts, holders = read(())
    assert holders == ["沈明权"]
    assert labels(facts, Kind.PERSON) == {"沈明权"}
    assert len(labels(facts, Kind.ACTION)) >= 2


@pytest.mark.parametrize("words", ["沈明权", "权到", "委书", "书记沈"])
def test_no_post_is_held_by_a_damaged_name(words: str) -> None:
    facts, holders = read((words,))
    assert holders == []
    assert [s for s in facts.statements if s.predicate == "holds"] == []


def test_an_act_with_a_damaged_verb_is_dropped_and_one_with_a_damaged_object_is_kept() -> None:
    def money(facts: Facts) -> bool:
        return any("拨付" in label for label in labels(facts, Kind.ACTION))

    assert money(read(())[0])
    assert not money(read(("拨付",))[0])
    assert money(read(("防控资金",))[0])


@pytest.mark.parametrize("seed", range(6))
def test_text_with_lost_bytes_never_stops_a_build(seed: int) -> None:
    read((), damage(RAW * 3, "lost-bytes", seed))
