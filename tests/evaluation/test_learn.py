"""Learning from annotated reports: where gold acts stand, and what the weights of their signs say. Sentences are invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.cli import FAILED, OK, main
from kg.errors import InputError
from kg.evaluation.align import acts_by_clause
from kg.evaluation.learn import LEAST, Lesson, as_lexicon, dictionary, fit, lessons
from kg.extract.act_weights import ANY, BIAS, TABLE, Weights
from kg.lexicon.loader import load_lexicon
from kg.model import Document
from kg.pipeline import Engine, load_engine, page_of
from kg.vocab_values import MEASURES

FOLDER = Path(__file__).parents[1] / "gold"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine()


def act(measure: str, trigger: str, *objects: str) -> dict[str, Any]:
    return {"measure": measure, "trigger": trigger, "agent": [], "place": [], "target": [], "resource": list(objects)}


def laid(engine: Engine, text: str, *acts: dict[str, Any]) -> dict[str, list[str]]:
    page = page_of(Document("r", text, "r.txt"), engine)
    found = acts_by_clause(page, {"entities": [], "actions": list(acts)})
    return {c.of(page.text.normal): a for c, a in zip(page.layout.clauses, found, strict=True) if a}


def test_acts_lie_on_the_clause_with_trigger_and_object(engine: Engine) -> None:
    text = "镇里开展会议精神学习,开展环境消毒,开展入户走访。"
    assert laid(engine, text, act("Disinfection", "开展", "环境")) == {"开展环境消毒": ["Disinfection"]}


def test_acts_without_arguments_lie_in_their_order(engine: Engine) -> None:
    text = "镇里开展消毒,村里开展消毒。"
    found = laid(engine, text, act("Disinfection", "开展"), act("Testing", "开展"))
    assert found == {"镇里开展消毒": ["Disinfection"], "村里开展消毒": ["Testing"]}


def test_an_act_out_of_order_takes_its_clause_and_a_strange_one_none(engine: Engine) -> None:
    text = "镇里登记返乡人员。村里消毒楼道。"
    found = laid(
        engine, text, act("Disinfection", "消毒", "楼道"), act("InboundRegister", "登记"), act("Other", "飞行")
    )
    assert found == {"村里消毒楼道": ["Disinfection"], "镇里登记返乡人员": ["InboundRegister"]}


def lesson(measure: str | None, *signs: str) -> Lesson:
    return Lesson(frozenset(signs), frozenset([measure, ANY] if measure else []))


def test_a_sign_of_a_measure_speaks_for_it_and_against_others() -> None:
    found = [lesson("Testing", "word:采样", f"word:{i}") for i in range(20)]
    found += [lesson("Rescue", "word:搜救") for _ in range(20)] + [lesson(None, "word:天气") for _ in range(40)]
    weights = fit(found)
    assert weights["word:采样"]["Testing"] > 100
    assert weights["word:搜救"]["Testing"] < 0
    assert weights[BIAS]["Testing"] < 0
    assert "word:3" not in weights  # seen once
    assert all(abs(w) >= LEAST for sign, row in weights.items() if sign != BIAS for w in row.values())
    table = Weights({s: " ".join(f"{m}:{w}" for m, w in row.items()) for s, row in weights.items()})
    chances = table.probabilities([["word:采样"], ["word:天气"]])
    assert chances[0][table.measures.index("Testing")] > 0.5 > chances[1][table.measures.index("Testing")]


def test_rare_measures_are_not_learned() -> None:
    weights = fit(
        [lesson("Testing", "a") for _ in range(10)]
        + [lesson("Rescue", "b") for _ in range(3)]
        + [lesson(None, "c") for _ in range(9)]
    )
    assert {m for row in weights.values() for m in row} == {ANY, "Testing"}


def test_the_same_lessons_give_the_same_lines(engine: Engine) -> None:
    found = lessons(FOLDER, FOLDER, engine)
    lines = list(as_lexicon(fit(found), found, TABLE))
    assert lines == list(as_lexicon(fit(found), found, TABLE))
    assert f"{len(found)} clauses" in lines[0]


def test_a_report_without_text_is_named(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes((FOLDER / "leibo.json").read_bytes())
    with pytest.raises(InputError, match="leibo"):
        lessons(tmp_path, tmp_path, engine)


def test_the_command_writes_a_lexicon(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "act_weights.tsv"
    assert main(["learn", str(FOLDER), str(FOLDER), "--out", str(out)]) == OK
    assert str(out) in capsys.readouterr().out
    table = load_lexicon(tmp_path).table(TABLE)
    assert BIAS in table
    assert main(["learn", str(tmp_path), str(tmp_path / "none"), "--out", str(out)]) == FAILED


def test_places_are_no_common_words(engine: Engine) -> None:
    words = set(dictionary(engine.resources.gazetteer))
    assert not {"保定", "吉林", "卢龙县", "北京市", "代县"} & words
    assert {"消毒", "平安", "转移", "发放"} <= words


def test_what_the_package_learned_names_nobody(engine: Engine) -> None:
    table = load_lexicon().classes.get(TABLE, {})
    words = {s.removeprefix("word:") for s in table if s.startswith("word:")}
    assert words <= set(dictionary(engine.resources.gazetteer))
    assert {c.partition(":")[0] for value in table.values() for c in value.split()} <= {ANY, *MEASURES}
