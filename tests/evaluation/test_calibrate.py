"""Confidence: what is learned from right and wrong facts, and whether the graph carries it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build import BuildOptions, build
from kg.evaluation.calibrate import Judged, cautious, fit, judged, left_out, reliability, table_of
from kg.evaluation.run import Evaluation, evaluate
from kg.evaluation.text import calibration
from kg.lexicon.confidence import DOUBT, UNSEEN, Confidence, families
from kg.lexicon.loader import Lexicon, load_lexicon

FOLDER = Path(__file__).parents[1] / "gold"


def facts(rule: str, right: int, wrong: int, report: str = "a", kind: str = "Person") -> list[Judged]:
    return [Judged(report, "person", kind, (rule,), 0.9, i < right) for i in range(right + wrong)]


def learned(*groups: list[Judged]) -> dict[str, float]:
    return dict(table_of(fit(f for g in groups for f in g))["Person"])


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    out = tmp_path_factory.mktemp("own") / "out"
    build([str(p) for p in FOLDER.glob("*.txt")], out, BuildOptions())
    return evaluate(out, FOLDER)


def test_families_of_a_rule() -> None:
    assert families("act.give.money") == ("act.give.money", "act.give.*", "act.*", "*")
    assert families("plain") == ("plain", "*")


def test_more_evidence_is_more_sure() -> None:
    values = [learned(facts("p.a", n, 0))["p.a"] for n in (1, 5, 20, 100)]
    assert values == sorted(values)
    assert values[0] < 0.9 < values[-1] < 1


def test_right_and_wrong_are_told_apart() -> None:
    table = learned(facts("p.good", 60, 1), facts("p.bad", 10, 50))
    assert table["p.good"] > 0.9
    assert table["p.bad"] < 0.3
    assert table["p.bad"] < table["p.*"] < table["p.good"]


def test_a_rare_rule_is_drawn_to_its_family() -> None:
    table = learned(facts("p.good", 60, 1), facts("p.rare", 0, 1), facts("q.bad", 0, 30))
    assert table["q.bad"] < table["p.rare"] < table["p.good"]


@pytest.mark.parametrize(("share", "total"), [(1.0, 1), (0.9, 10), (0.5, 100), (0.0, 5)])
def test_the_cautious_share_lies_below_the_share_and_nears_it(share: float, total: float) -> None:
    assert 0 <= cautious(share, total) <= share
    assert cautious(share, total) <= cautious(share, 100 * total) + 1e-12


def test_confidence_by_kind_rule_and_family() -> None:
    lexicon = Lexicon({"confidence.Person": {"p.a": "0.97", "p.*": "0.8", "*": "0.6"}})
    table = Confidence(lexicon)
    assert table.of("Person", "p.a", 0.9) == 0.97
    assert table.of("Person", "p.new", 0.9) == 0.8
    assert table.of("Person", "q.new", 0.9) == 0.6
    assert table.of("Facility", "p.a", 0.9) == UNSEEN


def test_a_rule_that_doubts_keeps_its_word() -> None:
    table = Confidence(Lexicon({"confidence.Person": {"p.a": "0.97"}}))
    assert table.of("Person", "p.a", DOUBT - 0.1) == DOUBT - 0.1
    assert table.of("Person", "p.a", DOUBT) == 0.97


def test_left_out_learns_from_the_other_reports_only() -> None:
    found = left_out([*facts("p.a", 40, 0, "a"), *facts("p.a", 0, 40, "b")])
    sure = {f.report: f.confidence for f in found}
    assert sure["a"] < 0.2 and sure["b"] > 0.9


def test_bins_of_reliability() -> None:
    low = [Judged("a", "person", "Person", (), 0.55, i < 2) for i in range(4)]
    high = [Judged("a", "person", "Person", (), 0.95, True) for _ in range(3)]
    bins = {(b.layer, b.low): b for b in reliability([*low, *high])}
    assert bins["all", 0.5].right == 0.5
    assert (bins["person", 0.9].facts, bins["person", 0.9].right) == (3, 1.0)
    assert bins["person", 0.9].claimed == pytest.approx(0.95)
    assert set(bins) == {("all", 0.5), ("person", 0.5), ("all", 0.9), ("person", 0.9)}


def test_the_graph_carries_the_measured_confidence(own: Evaluation) -> None:
    table = Confidence(load_lexicon())
    persons = [f for f in judged(own.outcomes) if f.layer == "person"]
    assert persons
    for fact in persons:
        assert fact.confidence <= max(table.of(fact.kind, rule, 1.0) for rule in fact.rules)


def test_what_is_sure_is_right(own: Evaluation) -> None:
    sure = [f for f in judged(own.outcomes) if f.confidence >= 0.9]
    assert len(sure) > 30
    assert sum(f.right for f in sure) >= 0.9 * len(sure)


def test_the_lexicon_written_can_be_read_again(own: Evaluation, tmp_path: Path) -> None:
    (tmp_path / "confidence.tsv").write_text("\n".join(calibration(own)) + "\n", encoding="utf-8")
    table = Confidence(load_lexicon(tmp_path))
    rows = fit(judged(own.outcomes))
    assert rows
    for row in rows:
        if "*" not in row.rule:
            assert table.of(row.kind, row.rule, 1.0) == row.confidence
