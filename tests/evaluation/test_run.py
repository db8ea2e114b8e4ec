"""The evaluation: its matching by hand-made cases, its counts on a small report with gold of our own."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.build import BuildOptions, build
from kg.errors import InputError
from kg.evaluation.graph import Figure, fold, gold_unit
from kg.evaluation.layers import Gold, likeness, near, pair
from kg.evaluation.run import Evaluation, Score, evaluate
from kg.evaluation.text import as_text, rules_of

FOLDER = Path(__file__).parents[1] / "gold"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("small") / "out"
    build([str(FOLDER / "anji.txt")], out, BuildOptions())
    return out


@pytest.fixture
def score(small: Path, tmp_path: Path) -> Callable[[Callable[[Gold], None]], dict[str, Score]]:
    """Scores by layer against the gold, after a change to it."""

    def run(change: Callable[[Gold], None]) -> dict[str, Score]:
        gold = json.loads((FOLDER / "anji.json").read_text(encoding="utf-8"))
        change(gold)
        (tmp_path / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
        return {s.layer: s for s in evaluate(small, tmp_path).scores}

    return run


def nothing(gold: Gold) -> None:
    """No change."""


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("志愿者", "志愿者", True),
        ("口罩", "医用口罩", True),
        ("口罩", "一次性医用口罩", False),
        ("医用口罩", "防护口罩", False),
        ("卡点", "检测点", False),
        ("", "检测点", False),
    ],
)
def test_wordings_that_may_mean_one_thing(a: str, b: str, same: bool) -> None:
    assert near(a, b) is same
    assert near(b, a) is same


def test_matching_is_one_to_one_and_the_likest_first() -> None:
    table = {("a", "x"): 1, ("a", "y"): 3, ("b", "y"): 2, ("b", "x"): 0}
    assert pair(["a", "b"], ["x", "y"], lambda g, b: table[g, b]) == {0: 1}
    assert pair(["a", "a"], ["a"], lambda g, b: g == b) == {0: 0}
    assert pair([], ["x"], lambda g, b: 1) == {}


def test_folding_makes_two_spellings_equal() -> None:
    assert fold("《盧龍縣“三信一書”》") == fold("卢龙县三信一书")
    assert fold("組 長：王") == "组长:王"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, 3),
        ({"bound": "approx"}, 2),
        ({"scope": "each", "bound": "approx"}, 1),
        ({"value": 84.0}, 0),
        ({"unit": "day"}, 0),
        ({"counted": frozenset({"村"})}, 0),
        ({"value": None}, 0),
    ],
)
def test_likeness_of_figures(change: dict[str, object], expected: int) -> None:
    gold = {"value": 85, "unit": "item", "count_of": "检测点", "bound": "exact", "scope": None}
    values: dict[str, object] = {
        "value": 85.0,
        "unit": "count",
        "counted": frozenset({"检测点"}),
        "bound": "exact",
        "scope": "",
    }
    assert likeness(gold, Figure("n", **{**values, **change})) == expected  # type: ignore[arg-type]


def test_units_that_count_things_are_one() -> None:
    assert [gold_unit(u) for u in ("item", "person", "household", "CNY", "percent")] == ["count"] * 3 + [
        "CNY",
        "percent",
    ]


def test_a_score_is_what_it_says() -> None:
    score = Score("person", 3, 4, 6)
    assert (score.precision, score.recall, score.f1) == (0.5, 0.75, pytest.approx(0.6))
    assert Score("person", 0, 0, 0).f1 == 0.0


def test_what_the_graph_has_is_found(score: Callable[..., dict[str, Score]]) -> None:
    scores = score(nothing)
    for layer in ("person", "official", "instrument"):
        assert scores[layer].f1 == 1.0, layer
    assert scores["quantity"].recall == 1.0
    assert scores["admin_area"].recall == 1.0


def test_one_more_in_the_gold_costs_recall_and_one_less_precision(score: Callable[..., dict[str, Score]]) -> None:
    def more(gold: Gold) -> None:
        gold["entities"].append({"id": "p9", "type": "Person", "name": "高远", "aliases": []})
        gold["holds"].append({"person": "p9", "title": "镇长", "org": None})

    scores = score(more)
    assert (scores["person"].recall, scores["person"].precision) == (pytest.approx(2 / 3), 1.0)
    assert (scores["official"].recall, scores["official"].precision) == (pytest.approx(2 / 3), 1.0)

    def less(gold: Gold) -> None:
        gold["entities"] = [e for e in gold["entities"] if e["id"] != "p2"]
        gold["holds"] = gold["holds"][:1]

    scores = score(less)
    assert (scores["person"].recall, scores["person"].precision) == (1.0, 0.5)


def test_a_wrong_bound_costs_only_the_full_layer(score: Callable[..., dict[str, Score]]) -> None:
    before = score(nothing)

    def approx(gold: Gold) -> None:
        gold["actions"][1]["quantities"][0]["bound"] = "approx"

    after = score(approx)
    assert after["quantity"] == before["quantity"]
    assert after["quantity_full"].hit == before["quantity_full"].hit - 1


def test_a_relation_wants_its_direction(score: Callable[..., dict[str, Score]]) -> None:
    before = score(nothing)

    def turn(gold: Gold) -> None:
        gold["relations"][0] = {"s": "l1", "p": "within", "o": "l2"}

    assert score(turn)["relation"].hit == before["relation"].hit - 1


def test_misses_show_their_sentence(small: Path, tmp_path: Path) -> None:
    gold: Gold = json.loads((FOLDER / "anji.json").read_text(encoding="utf-8"))
    gold = copy.deepcopy(gold)
    gold["entities"].append({"id": "f1", "type": "Facility", "name": "发热门诊", "aliases": []})
    (tmp_path / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    lines = list(as_text(evaluate(small, tmp_path), "facility"))
    assert any(line.endswith("missed   发热门诊  安吉县人民医院设立⟦发热门诊⟧。") for line in lines)


def test_what_is_near_is_wrong_not_missing(small: Path, tmp_path: Path) -> None:
    gold: Gold = json.loads((FOLDER / "anji.json").read_text(encoding="utf-8"))
    gold["holds"][1]["title"] = "书记员"
    gold["relations"] = [r if r["p"] != "headOf" else {**r, "o": "o3"} for r in gold["relations"]]
    (tmp_path / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    wrong = {m.layer: m for m in evaluate(small, tmp_path).misses if m.how == "wrong"}
    assert wrong["official"].text.startswith("林婉清: 书记员 ≠ 林婉清: ")
    assert wrong["official"].rules[0].startswith("person.")
    assert "⟦" in wrong["official"].sentence
    assert wrong["relation"].text.startswith("沈明权 headOf 安吉县人民医院 ≠ 沈明权 headOf ")


def test_wrong_items_count_on_both_sides(score: Callable[..., dict[str, Score]]) -> None:
    before = score(nothing)["official"]

    def change(gold: Gold) -> None:
        gold["holds"][1]["title"] = "书记员"

    after = score(change)["official"]
    assert (after.hit, after.gold, after.built) == (before.hit - 1, before.gold, before.built)


def test_rules_that_never_help_are_named(small: Path, tmp_path: Path) -> None:
    gold: Gold = json.loads((FOLDER / "anji.json").read_text(encoding="utf-8"))
    gold["entities"] = [e for e in gold["entities"] if e["type"] != "Instrument"]
    (tmp_path / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    result = evaluate(small, tmp_path)
    rules = {(r.layer, r.rule): r for r in rules_of(result.outcomes)}
    bracketed = rules["instrument", "instruments.bracketed"]
    assert (bracketed.right, bracketed.wrong, bracketed.verdict) == (0, 1, "never right")
    assert any(line.endswith("never right") for line in as_text(result, by="rule"))
    assert any("anji" in line and "weakest" in line for line in as_text(result, by="report"))


def test_a_report_that_is_not_built_is_named_and_missed_as_a_whole(out: Path) -> None:
    result: Evaluation = evaluate(out, FOLDER)
    assert "anji" in result.absent
    assert result.macro_f1 == 0.0
    assert "not in the build: anji" in list(as_text(result))


@pytest.mark.parametrize(
    ("text", "reason"), [("{", "no gold file"), ("[]", "it lacks 'doc'"), ('{"doc": "x"}', "it lacks 'entities'")]
)
def test_malformed_gold_is_named(small: Path, tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "gold.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=reason):
        evaluate(small, tmp_path)


def test_an_empty_folder_is_no_gold(small: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no gold file"):
        evaluate(small, tmp_path)
