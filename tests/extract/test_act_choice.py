"""Agents, objects and status by the weights of their signs: what is offered, what goes, what is taken. Sentences are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.extract.act_choice import AGENTS, OBJECTS, RIGHT, STATUS, Choice, load_choice
from kg.extract.act_offers import Offers
from kg.extract.act_offers_agents import AgentOffers
from kg.extract.act_status_signs import StatusSigns
from kg.extract.act_weights import Weights
from kg.extract.actions import Actions
from kg.lexicon.loader import load_lexicon
from kg.model import ActionClaim, Document, Mention, Status
from kg.pipeline import Engine, load_engine, page_of
from tests.extract.rules import load_rules_alone

KEEP = {"*": f"{RIGHT}:300"}
NONE = {"*": f"{RIGHT}:-300"}
RULES = {"*": f"{RIGHT}:-300", "rule": f"{RIGHT}:600"}
STATUSES = {f"rule:{s.value}": f"{s.value}:500" for s in Status}  # what the rules say


@pytest.fixture(scope="module")
def alone() -> Engine:
    return load_rules_alone()


def chosen(
    alone: Engine, text: str, agents: dict[str, str], objects: dict[str, str], status: dict[str, str] = STATUSES
) -> list[ActionClaim]:
    """The acts of a text whose agents, objects and status are chosen by these weights."""
    choice = Choice(Weights(agents), Weights(objects), Weights(status))
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
    who, what = AgentOffers(reading, claims, heard), Offers(reading, claims)
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
    for table in (AGENTS, OBJECTS):
        assert {c.partition(":")[0] for value in lexicon.table(table).values() for c in value.split()} == {RIGHT}
    assert {c.partition(":")[0] for v in lexicon.table(STATUS).values() for c in v.split()} == {*Status}
    assert load_choice(replace(lexicon, classes={})) is None
    assert any(e.choice is not None for e in load_engine().extractors if isinstance(e, Actions))
