"""Labels of characters: the likeliest path, the spans it gives, and the signs it rests on. Sentences are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.evaluation.learn import dictionary
from kg.evaluation.learn_tags import telling
from kg.extract.act_tag_signs import tag_signs
from kg.extract.act_tags import TABLE, Tagged, Tagger
from kg.extract.actions import Actions
from kg.lexicon.loader import load_lexicon
from kg.model import Document
from kg.pipeline import Engine, page_of
from tests.extract.rules import load_rules_alone

TEXT = "平山县民政局向困难群众发放棉被二百床。"


@pytest.fixture(scope="module")
def alone() -> Engine:
    return load_rules_alone()


def signs(alone: Engine, text: str) -> list[list[str]]:
    """The signs of the characters of the clause of the only act of a text."""
    actions = next(e for e in alone.extractors if isinstance(e, Actions))
    before = alone.extractors[: alone.extractors.index(actions)]
    reading, (claim,), _ = actions.read(page_of(Document("r", text, "r.txt"), replace(alone, extractors=before)))
    return tag_signs(reading, claim)


def test_spans_are_the_stretches_that_open_and_go_on() -> None:
    tagger = Tagger({"a": "B-object:100", "b": "I-object:100", "c": "B-agent:100", "d": "-:100"})
    assert tagger.tag([["c"], ["d"], ["a"], ["b"], ["b"], ["a"]]) == [
        Tagged(0, 1, "agent"),
        Tagged(2, 5, "object"),
        Tagged(5, 6, "object"),
    ]
    assert tagger.tag([]) == []


def test_what_only_goes_on_is_no_span() -> None:
    tagger = Tagger({"b": "I-object:100", "d": "-:100", "a": "B-agent:100"})
    assert tagger.tag([["d"], ["b"], ["b"]]) == []
    assert tagger.tag([["a"], ["b"]]) == [Tagged(0, 1, "agent")]


def test_labels_are_the_likeliest_together() -> None:
    """The second character alone would open anew; behind the first it rather goes on."""
    rows = {"a": "B-object:100", "x": "B-object:120 I-object:100", "d": "-:1"}
    assert Tagger(rows).tag([["a"], ["x"]]) == [Tagged(0, 1, "object"), Tagged(1, 2, "object")]
    assert Tagger(rows | {"after:B-object": "I-object:50"}).tag([["a"], ["x"]]) == [Tagged(0, 2, "object")]


def test_signs_tell_where_a_character_stands(alone: Engine) -> None:
    found = signs(alone, TEXT)
    assert len(found) == len(TEXT) - 1
    quilt = found[TEXT.index("棉")]
    assert {"zone:R0", "verbs:R0", "rule:b", "in:b", "word:棉被+b", "char:0棉", "pair:0棉被", "by:发放+Rb"} <= set(
        quilt
    )
    assert "zone:T" in found[TEXT.index("发")]
    assert "zone:L0" in found[TEXT.index("众")]


def test_characters_of_names_are_no_signs(alone: Engine) -> None:
    shown = {sign for found in signs(alone, TEXT) for sign in found if sign.startswith(("char:", "pair:", "rule:"))}
    assert not any(c in sign for sign in shown for c in "平山民政")
    assert "char:0局" in shown


def test_what_the_package_learned_names_no_place(alone: Engine) -> None:
    gazetteer = alone.resources.gazetteer
    common = set(dictionary(gazetteer))
    signs_ = load_lexicon().table(TABLE)
    assert len(signs_) > 10_000
    assert [s for s in signs_ if not telling(s, common, gazetteer.by_short_name)] == []
    assert not telling("word:卢龙县+b", common, gazetteer.by_short_name)
    assert not telling("pair:0云溪", common, gazetteer.by_short_name)
    assert telling("pair:0发放", common, gazetteer.by_short_name)
