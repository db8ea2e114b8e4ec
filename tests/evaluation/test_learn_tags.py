"""Learning where arguments stand, where acts take place, and when a measure is told. Sentences are invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.cli import OK, main
from kg.evaluation.learn_tags import clauses, fit
from kg.evaluation.learn_verdicts import verdict_lessons
from kg.extract.act_choice import PLACES, RIGHT
from kg.extract.act_tags import TABLE, Tagger
from kg.extract.act_verdict import TABLE as VERDICTS
from kg.lexicon.loader import load_lexicon
from kg.pipeline import Engine, load_engine

GOODS = ("棉被", "大米", "帐篷", "雨衣", "毛毯", "食用油")
GOLD = Path(__file__).parents[1] / "gold"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports in which a town hands out goods, with gold."""
    out = tmp_path_factory.mktemp("gold")
    for i, goods in enumerate(GOODS):
        (out / f"r{i}.txt").write_text(f"镇政府向困难群众发放{goods}。连日来天气晴好。", encoding="utf-8")
        act: dict[str, Any] = {"measure": "Relief", "trigger": "发放", "status": "done", "place": [], "quantities": []}
        act |= {"agent": ["o1"], "target": ["困难群众"], "resource": [goods]}
        town = {"id": "o1", "type": "Organization", "name": "某镇人民政府", "aliases": ["镇政府"]}
        record = {"doc": f"r{i}", "entities": [town], "actions": [act]}
        record |= {k: [] for k in ("holds", "relations", "other_quantities", "missing")}
        (out / f"r{i}.json").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    return out


def test_arguments_are_labelled_where_they_stand(folder: Path, engine: Engine) -> None:
    found = clauses(folder, folder, engine)
    assert len(found) == len(GOODS)
    labels = found[0].labels
    assert labels[:3] == ["B-agent", "I-agent", "I-agent"]
    assert labels[4:8] == ["B-object", "I-object", "I-object", "I-object"]
    assert labels[3] == labels[8] == "-"
    assert labels[10:] == ["B-object", "I-object"]


def test_what_was_learned_finds_the_object_of_the_next_report(folder: Path, engine: Engine) -> None:
    found = clauses(folder, folder, engine)
    weights = fit(found[:-1])
    tagger = Tagger({s: " ".join(f"{label}:{w}" for label, w in row.items()) for s, row in weights.items()})
    ends = [(t.start, t.end) for t in tagger.tag(found[-1].signs) if t.what == "object"]
    assert (10, 10 + len(GOODS[-1])) in ends


def test_a_measure_of_gold_is_a_right_verdict(folder: Path, engine: Engine) -> None:
    found = verdict_lessons(folder, folder, engine)
    right = [lesson for lesson in found if RIGHT in lesson.labels]
    assert len(right) == len(GOODS)
    assert all("measure:Relief" in lesson.signs for lesson in right)


@pytest.mark.parametrize(("of", "table"), [("tags", TABLE), ("places", PLACES), ("verdicts", VERDICTS)])
def test_the_command_writes_each_table(of: str, table: str, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "table.tsv"
    source = str(folder if table == VERDICTS else GOLD)
    assert main(["learn", source, source, "--of", of, "--out", str(out)]) == OK
    assert f"--of {of} " in out.read_text(encoding="utf-8")
    assert load_lexicon(tmp_path).table(table)
