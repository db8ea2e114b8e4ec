"""A second opinion on measures: signs of a clause, their weights, what is kept, dropped and taken. Sentences are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.extract.act_second import Second
from kg.extract.act_signs import Words, signs
from kg.extract.act_verdict import STEPS, verdict_signs
from kg.extract.act_weights import Weights
from kg.extract.actions import Actions
from kg.model import ActionClaim, Document, Page
from kg.pipeline import Engine, load_engine, page_of

BIAS = {"*": "Action:0 Disinfection:-300 HealthMonitoring:-300 Other:-300 Publicity:-300"}
# A measure of the rules needs a chance above 0.02, any other one above 0.27
VERDICTS = {f"chance:{k}+ruled": f"Right:{100 * k - 300}" for k in range(len(STEPS) + 1)}
VERDICTS |= {f"chance:{k}+free": f"Right:{100 * k - 1000}" for k in range(len(STEPS) + 1)}


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine()


def with_table(engine: Engine, table: dict[str, str] | None, verdicts: dict[str, str]) -> Engine:
    """The engine whose second opinion has only these weights; None for the rules alone."""
    out = []
    for extractor in engine.extractors:
        if isinstance(extractor, Actions):
            general = Words(engine.resources.lexicon.table("act.general"))
            second = Second(Weights(BIAS | table), Weights(verdicts), general) if table is not None else None
            extractor = replace(extractor, second=second, choice=None)
        out.append(extractor)
    return replace(engine, extractors=tuple(out))


def page(engine: Engine, text: str) -> Page:
    return page_of(Document("r", text, "r.txt"), engine)


def acts(
    engine: Engine, text: str, table: dict[str, str] | None, verdicts: dict[str, str] = VERDICTS
) -> list[tuple[str, list[str]]]:
    read = page(with_table(engine, table, verdicts), text)
    found = [c for c in read.claims if isinstance(c, ActionClaim)]
    return [(c.measure, [m.span.of(read.text.normal) for m in (*c.targets, *c.resources)]) for c in found]


def signs_of(engine: Engine, text: str, *words: str) -> list[frozenset[str]]:
    read = page(engine, text)
    scanner = next(e.scanner for e in engine.extractors if isinstance(e, Actions))
    return signs(read, scanner.scan(read.text.normal), Words(words), Words(["办理"]))


def test_words_of_a_clause_are_signs_and_names_are_not(engine: Engine) -> None:
    first, second = signs_of(engine, "平山县教育局办理入学手续,教育质量提高。", "教育", "入学", "手续", "质量")
    assert {"word:入学", "word:手续", "general", "block:paragraph", "last:手续"} <= first
    assert "word:教育" not in first
    assert not any(s.startswith("first:") for s in first)
    assert {"word:教育", "word:质量", "first:教"} <= second


def test_signs_of_neighbours_stay_in_the_paragraph(engine: Engine) -> None:
    found = signs_of(engine, "工作人员全面消毒,随后离开。\n居民在家等候。")
    assert "act:Disinfection" in found[0]
    assert "before:Disinfection" in found[1]
    assert not any(s.startswith(("before:", "after:")) for s in found[2])
    assert all("reports:Disinfection" in f for f in found)


def test_chances_are_sums_of_weights() -> None:
    weights = Weights({"*": "Testing:-200 Rescue:-100", "word:采样": "Testing:300", "word:转运": "Rescue:50"})
    rows = weights.probabilities([["word:采样", "word:转运"], ["word:没有的词"]])
    assert weights.measures == ("Rescue", "Testing")
    assert rows[0].tolist() == pytest.approx([1 / (1 + 2.718281828**0.5), 1 / (1 + 2.718281828**-1)])
    assert rows[1].tolist() == pytest.approx([1 / (1 + 2.718281828), 1 / (1 + 2.718281828**2)])


def test_an_act_that_is_all_but_impossible_is_dropped(engine: Engine) -> None:
    text = "保洁员对楼道进行消毒。"
    unlikely = {"act:Disinfection": "Disinfection:-200"}
    assert [m for m, _ in acts(engine, text, None)] == ["Disinfection"]
    assert [m for m, _ in acts(engine, text, {})] == ["Disinfection"]
    assert acts(engine, text, unlikely) == []
    assert [m for m, _ in acts(engine, text, unlikely | {"last:消毒": "Disinfection:350"})] == ["Disinfection"]


def test_an_act_gets_the_probable_measure_and_keeps_its_object(engine: Engine) -> None:
    text = "志愿者发放宣传资料。"
    assert acts(engine, text, None) == [("Publicity", ["宣传资料"])]
    assert acts(engine, text, {"word:资料": "Other:400 Publicity:-300"}) == [("Other", ["宣传资料"])]


def test_a_probable_measure_is_told_by_a_verb_that_carries_out_anything(engine: Engine) -> None:
    text = "志愿者在窗口办理有关事宜。"
    assert acts(engine, text, None) == []
    ((measure, objects),) = acts(engine, text, {"word:窗口": "Other:400"})
    assert measure == "Other"
    assert objects in (["有关事宜"], ["事宜"])


def test_without_a_verb_nothing_is_told(engine: Engine) -> None:
    assert acts(engine, "窗口的上午。", {"word:窗口": "Other:900"}) == []


def test_a_verb_that_no_lexicon_has_tells_an_act_too(engine: Engine) -> None:
    text = "镇里腾挪库房。"
    assert acts(engine, text, None) == []
    assert acts(engine, text, {"word:库房": "Other:900"}) == [("Other", ["库房"])]


def test_where_no_act_is_likely_a_measure_is_not(engine: Engine) -> None:
    text = "保洁员对楼道进行消毒。"
    silent = VERDICTS | {"any:0+ruled": "Right:-900"}
    assert acts(engine, text, {"word:楼道": "Action:-600"}, silent) == []
    assert [m for m, _ in acts(engine, text, {"word:楼道": "Action:100"}, silent)] == ["Disinfection"]


def test_signs_of_a_verdict_are_chances_and_what_the_rules_found() -> None:
    found = verdict_signs({"Action": 0.9, "Testing": 0.5, "Rescue": 0.3, "Other": 0.001}, ["Rescue"])
    assert set(found) == {"Testing", "Rescue"}
    assert {"chance:12+free", "other:10ruled+free", "any:16+free", "rules:1+free", "measure:Testing"} <= found[
        "Testing"
    ]
    assert {"chance:10+ruled", "other:12free+ruled", "chance:10+other:12free", "any:16+chance:10"} <= found["Rescue"]


def test_a_measure_that_the_table_does_not_know_stays(engine: Engine) -> None:
    assert [m for m, _ in acts(engine, "县防指启动四级应急响应。", {"word:窗口": "Other:1"})] == ["EmergencyResponse"]
