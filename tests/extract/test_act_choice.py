"""Agents, objects and status by the weights of their signs: what is offered, what goes, what is taken. Sentences are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.extract.act_choice import AGENTS, OBJECTS, PLACES, RIGHT, STATUS, Choice, load_choice
from kg.extract.act_offers import FOR_OBJECTS, FOR_PLACES, Named, Offers
from kg.extract.act_offers_agents import AgentOffers
from kg.extract.act_status_signs import StatusSigns
from kg.extract.act_tags import TABLE as TAGS
from kg.extract.act_tags import Tagger
from kg.extract.act_weights import Weights
from kg.extract.actions import Actions
from kg.lexicon.loader import load_lexicon
from kg.model import ActionClaim, Document, Kind, Mention, Status
from kg.pipeline import Engine, load_engine, page_of
from tests.extract.rules import load_rules_alone

KEEP = {"*": f"{RIGHT}:300"}
NONE = {"*": f"{RIGHT}:-300"}
RULES = {"*": f"{RIGHT}:-300", "rule": f"{RIGHT}:600"}
STATUSES = {f"rule:{s.value}": f"{s.value}:500" for s in Status}  # what the rules say


@pytest.fixture(scope="module")
def alone() -> Engine:
    return load_rules_alone()


NO_TAGS = {"zone:T": "-:100"}


def chosen(
    alone: Engine,
    text: str,
    agents: dict[str, str],
    objects: dict[str, str],
    status: dict[str, str] = STATUSES,
    *,
    places: dict[str, str] = RULES,
    tags: dict[str, str] = NO_TAGS,
) -> list[ActionClaim]:
    """The acts of a text whose arguments and status are chosen by these weights."""
    choice = Choice(Weights(agents), Weights(objects), Weights(places), Weights(status), Tagger(tags))
    found = tuple(replace(e, choice=choice) if isinstance(e, Actions) else e for e in alone.extractors)
    page = page_of(Document("r", text, "r.txt"), replace(alone, extractors=found))
    return [c for c in page.claims if isinstance(c, ActionClaim)]


def named(mentions: tuple[Mention, ...], text: str) -> list[str]:
    return [m.span.of(text) for m in mentions]


def objects_of(alone: Engine, text: str, table: dict[str, str]) -> list[list[str]]:
    return [named((*c.targets, *c.resources), text) for c in chosen(alone, text, KEEP, table)]


def signs(alone: Engine, text: str) -> tuple[list[dict[str, frozenset[str]]], list[dict[str, frozenset[str]]]]:
    """For each act the signs of its agents, and of all that may be its objects, by wording."""
    actions = next(e for e in alone.extractors if isinstance(e, Actions))
    before = alone.extractors[: alone.extractors.index(actions)]
    page = page_of(Document("r", text, "r.txt"), replace(alone, extractors=before))
    reading, claims, heard = actions.read(page)
    who, what = AgentOffers(reading, claims, heard), Offers(reading, claims, FOR_OBJECTS, Named(reading))
    return [{o.name: o.signs for o in who.of(c)} for c in claims], [
        {o.name: o.signs for o in what.of(c)} for c in claims
    ]


TEXT = "平山县疾控中心组织消杀队,对车站候车厅进行消毒。"


def test_weights_of_the_rules_alone_change_nothing(alone: Engine) -> None:
    page = page_of(Document("r", TEXT, "r.txt"), alone)
    rules = [c for c in page.claims if isinstance(c, ActionClaim)]
    mine = chosen(alone, TEXT, KEEP, RULES)
    assert mine == rules
    assert any(c.agents for c in rules)


def test_unlikely_agents_go(alone: Engine) -> None:
    assert all(not c.agents for c in chosen(alone, TEXT, NONE, RULES))


def test_an_object_may_come_from_an_earlier_clause(alone: Engine) -> None:
    text = "针对返乡人员,村医每天上门,测量体温。"
    assert objects_of(alone, text, NONE) == [[] for _ in objects_of(alone, text, NONE)]
    table = {"*": f"{RIGHT}:-300", "end:人员": f"{RIGHT}:600"}
    assert ["返乡人员"] in objects_of(alone, text, table)


def test_of_offers_that_hold_each_other_the_likelier_is_taken(alone: Engine) -> None:
    text = "志愿者向居民发放宣传资料,发放资料三百份。"
    table = {"*": f"{RIGHT}:100", "long:0": f"{RIGHT}:100"}
    for found in objects_of(alone, text, table):
        assert not any(a != b and a in b for a in found for b in found)


def test_signs_tell_where_an_object_stands(alone: Engine) -> None:
    _, found = signs(alone, "镇政府向困难群众发放棉被。")
    (act,) = found
    assert {"rule", "at:after", "kind:resource", "end:棉被", "verb:发放+rule"} <= act["棉被"]
    assert {"at:before", "kind:collective", "end:群众"} <= act["困难群众"]


def test_names_are_no_signs(alone: Engine) -> None:
    _, found = signs(alone, "县政府向平山县人民医院捐赠口罩。")
    for act in found:
        for name, own in act.items():
            if "平山" in name:
                assert not any("平" in s or "end:" in s for s in own)


def test_signs_tell_where_an_agent_comes_from(alone: Engine) -> None:
    found, _ = signs(alone, "平山县公安局高度重视,出动警力巡逻,劝返外来车辆。")
    own = [s for act in found for name, s in act.items() if name.endswith("公安局")]
    assert own
    assert all("carry:sentence" in s and "opens:sentence" in s for s in own)
    assert any("acts:after" in s or "acts:before" in s for s in own)


def test_a_place_is_chosen_among_what_the_sentence_names(alone: Engine) -> None:
    text = "在各卡点,志愿者给返乡人员测温。"
    likely = {"*": f"{RIGHT}:-300", "end:卡点": f"{RIGHT}:600"}
    (found,) = ([named(c.places, text) for c in chosen(alone, text, KEEP, RULES, places=likely)],)
    assert found
    assert all(p == ["各卡点"] or p == ["卡点"] for p in found)
    assert all(not c.places for c in chosen(alone, text, KEEP, RULES, places=NONE))


def test_signs_of_a_place_tell_whether_it_is_acted_on(alone: Engine) -> None:
    actions = next(e for e in alone.extractors if isinstance(e, Actions))
    before = alone.extractors[: alone.extractors.index(actions)]
    page = page_of(Document("r", "志愿者到隔离点检查食堂。", "r.txt"), replace(alone, extractors=before))
    reading, claims, _ = actions.read(page)
    (offers,) = (Offers(reading, claims, FOR_PLACES, Named(reading)).of(c) for c in claims)
    found = {o.name: o.signs for o in offers}
    assert "for:itself" in found["食堂"]
    assert "rule" in found["隔离点"]
    assert "for:itself" not in found["隔离点"]


def test_tagged_objects_and_agents_come_first(alone: Engine) -> None:
    text = "镇政府向困难群众发放棉被。"
    tags = {"zone:R0": "B-object:500", "zone:R1": "I-object:500", "zone:T": "-:100"}
    (act,) = chosen(alone, text, KEEP, NONE, tags=tags)
    assert named(act.resources, text) == ["棉被"]
    assert named(act.agents, text) == ["镇政府"]
    tags = {"rule:b": "B-agent:500", "rule:i": "I-agent:500", "rule:e": "I-agent:500", "zone:T": "-:100"}
    (act,) = chosen(alone, text, NONE, NONE, tags=tags)
    assert {m.kind for m in act.agents} <= {Kind.COLLECTIVE}
    assert "困难群众" in named(act.agents, text)


def test_a_site_that_acts_is_its_people(alone: Engine) -> None:
    text = "收费站登记返乡人员。"
    tags = {"char:L收": "B-agent:900", "char:L费": "I-agent:900", "char:L站": "I-agent:900", "zone:T": "-:100"}
    (act,) = chosen(alone, text, NONE, NONE, tags=tags)
    assert [(m.kind, m.span.of(text)) for m in act.agents] == [(Kind.COLLECTIVE, "收费站")]


def test_who_acts_goes_on_acting(alone: Engine) -> None:
    text = "网格员小李挨家登记返乡人员,发放宣传资料。"
    tags = {"char:L网": "B-agent:900", "char:L格": "I-agent:900", "char:L员": "I-agent:300", "zone:T": "-:100"}
    first, second = chosen(alone, text, NONE, NONE, tags=tags)
    assert named(first.agents, text) == ["网格员"]
    assert second.agents == first.agents


def test_the_likeliest_status_is_taken(alone: Engine) -> None:
    text = "镇里已发放棉被,拟发放大米。"
    by_cue = STATUSES | {"near:拟": "planned:900"}
    assert [c.status for c in chosen(alone, text, KEEP, RULES, by_cue)] == [Status.DONE, Status.PLANNED]
    assert {c.status for c in chosen(alone, text, KEEP, RULES, STATUSES | {"*": "ongoing:900"})} == {Status.ONGOING}


def test_signs_of_status_are_cues_neighbours_and_the_report(alone: Engine) -> None:
    text = "关于防汛工作的通知\n各村要及时转移群众。"
    actions = next(e for e in alone.extractors if isinstance(e, Actions))
    before = alone.extractors[: alone.extractors.index(actions)]
    page = page_of(Document("r", text, "r.txt"), replace(alone, extractors=before))
    reading, claims, _ = actions.read(page)
    (found,) = (StatusSigns(reading, claims).of(c) for c in claims)
    assert {"rule:exhorted", "near:要", "before:要", "title:通知", "last:群众", "report:exhorted5"} <= found
    assert not any(s.startswith("after:要") for s in found)


def test_the_package_has_all_tables(alone: Engine) -> None:
    lexicon = load_lexicon()
    assert load_choice(lexicon) is not None
    for table in (AGENTS, OBJECTS, PLACES):
        assert {c.partition(":")[0] for value in lexicon.table(table).values() for c in value.split()} == {RIGHT}
    assert {c.partition(":")[0] for v in lexicon.table(STATUS).values() for c in v.split()} == {*Status}
    assert {c.rpartition(":")[0].partition("-")[2] for v in lexicon.table(TAGS).values() for c in v.split()} == {
        "",
        *("agent", "object", "place"),
    }
    assert load_choice(replace(lexicon, classes={})) is None
    assert any(e.choice is not None for e in load_engine().extractors if isinstance(e, Actions))
