"""The accuracy card: intervals, domains, damaged twins, and what the page shows."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kg.build import BuildOptions, build
from kg.errors import InputError
from kg.evaluation.card import Card, CardOptions, make_card
from kg.evaluation.domains import guess, read_domains
from kg.evaluation.intervals import intervals
from kg.evaluation.page import as_markdown, write_card
from kg.evaluation.run import macro, totals
from kg.lexicon.loader import load_lexicon
from tests.damage import write_twins

FOLDER = Path(__file__).parents[1] / "gold"
TEXTS = sorted(FOLDER.glob("*.txt"))


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("card") / "out"
    build([str(p) for p in TEXTS], out, BuildOptions())
    return out


@pytest.fixture(scope="module")
def card(out: Path, tmp_path_factory: pytest.TempPathFactory) -> Card:
    twins = tmp_path_factory.mktemp("twins")
    write_twins(TEXTS, twins, ("random-glosses",))
    return make_card(out, FOLDER, CardOptions(damaged=twins))


def test_the_own_gold_is_read_well(card: Card) -> None:
    scores = {s.layer: s.f1 for s in card.result.scores}
    assert card.result.macro_f1 >= 0.88
    for layer in ("person", "official", "admin_area", "instrument", "mechanism", "quantity"):
        assert scores[layer] >= 0.9, layer


def test_intervals_hold_the_score_and_repeat(card: Card) -> None:
    found = intervals(card.result.outcomes, samples=200)
    assert found == intervals(card.result.outcomes, samples=200)
    assert found != intervals(card.result.outcomes, samples=200, seed=1)
    assert found["macro"].low <= card.result.macro_f1 <= found["macro"].high
    for score in card.result.scores:
        if score.gold:
            assert found[score.layer].low <= score.f1 <= found[score.layer].high, score.layer


def test_one_report_leaves_no_interval(card: Card) -> None:
    only = card.result.outcomes[:1]
    assert intervals(only)["macro"].low == intervals(only)["macro"].high == macro(totals(only))
    assert intervals([]) == {}


def test_domains_are_guessed(card: Card) -> None:
    lexicon = load_lexicon()
    found = guess({p.stem: p.read_text(encoding="utf-8") for p in TEXTS} | {"none": "今天天气很好。"}, lexicon)
    assert found == {
        "anji": "epidemic",
        "leibo": "fire",
        "muchuan": "quake",
        "sandu": "poverty",
        "shouning": "flood",
        "none": "unknown",
    }
    assert {p.name: p.reports for p in card.domains} == dict.fromkeys(
        ("epidemic", "fire", "flood", "poverty", "quake"), 1
    )


def test_domains_from_a_table(tmp_path: Path, out: Path) -> None:
    table = tmp_path / "domains.tsv"
    table.write_text("# report, domain\nanji\tvirus\n\nleibo\tforest\n", encoding="utf-8")
    assert read_domains(table) == {"anji": "virus", "leibo": "forest"}
    parts = make_card(out, FOLDER, CardOptions(domains=table)).domains
    assert {p.name: p.reports for p in parts} == {"virus": 1, "forest": 1, "unknown": 3}


@pytest.mark.parametrize("text", ["anji", "anji\t", "a\tb\tc"])
def test_a_malformed_table_is_named_by_its_line(text: str, tmp_path: Path) -> None:
    (tmp_path / "domains.tsv").write_text("x\ty\n" + text, encoding="utf-8")
    with pytest.raises(InputError, match="line 2"):
        read_domains(tmp_path / "domains.tsv")


def test_damaged_twins_stand_beside_the_clean_reports(card: Card) -> None:
    (part,) = card.damaged
    assert (part.name, part.reports, part.clean) == ("random-glosses", 5, pytest.approx(card.result.macro_f1))
    assert card.result.macro_f1 - part.macro_f1 <= 0.02


def test_a_folder_without_twins_is_refused(out: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no folder of damaged reports"):
        make_card(out, FOLDER, CardOptions(damaged=tmp_path))


def test_the_page_and_the_data_agree(card: Card, tmp_path: Path) -> None:
    page, data = (p.read_text(encoding="utf-8") for p in write_card(card, tmp_path / "new" / "card"))
    found = json.loads(data)
    assert f"**{found['macro_f1']:.3f}**" in page
    assert found["damaged"][0]["clean_macro_f1"] == pytest.approx(found["macro_f1"])
    for layer in found["layers"]:
        shown = f"| {layer['layer']} | {layer['precision']:.3f} | {layer['recall']:.3f} | {layer['f1']:.3f} |"
        assert (shown in page) is bool(layer["gold"] or layer["built"])
    for heading in ("## By domain", "## Damaged", "## Confidence", "## Made from"):
        assert heading in page
    assert {"gold", "inputs"} == set(found["sha256"])


def test_no_path_of_the_machine_is_shown(card: Card, out: Path) -> None:
    page = "\n".join(as_markdown(card))
    assert str(out.parent) not in page
    assert str(FOLDER) not in page


def test_the_hash_changes_with_the_gold(card: Card, out: Path, tmp_path: Path) -> None:
    for path in FOLDER.glob("*.json"):
        shutil.copy(path, tmp_path)
    same = make_card(out, tmp_path, CardOptions())
    assert same.hashes == card.hashes
    (tmp_path / "anji.json").unlink()
    assert make_card(out, tmp_path, CardOptions()).hashes["gold"] != card.hashes["gold"]
