"""The benchmark runs; what it measures is not judged here, as other work on the machine would judge with it."""

from __future__ import annotations

import pytest

from tests.bench.ratio import SEEDS, best, documents, main


@pytest.mark.slow
def test_the_benchmark_prints_a_table(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.bench.ratio.MIN_CHARACTERS", 1)
    main([str(min(SEEDS.glob("*.txt"), key=lambda path: path.stat().st_size))])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["1", "kg,", "jieba.cut", "jieba.posseg.cut", "stages", "load"]


def test_the_seeds_are_repeated_until_they_are_long_enough() -> None:
    texts = documents([])
    assert sum(len(d.raw) for d in texts) >= 20_000
    assert len({d.name for d in texts}) == 5


def test_the_best_round_counts() -> None:
    assert best(lambda: None) < 1
