"""Nothing is invented: whatever a graph names, counts or dates stands in the words that its evidence points at."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.clean.run import clean
from kg.extract.run import extract
from kg.link.run import link
from kg.model import Document, Facts, Kind, Literal, Node, Text
from kg.pipeline import Engine, load_engine
from tests.damage import KINDS, LOSSY, damage
from tests.invented import findings, numbers

TEXTS = sorted([*Path(__file__).parents[1].glob("seeds/*.txt"), *(Path(__file__).parent / "gold").glob("*.txt")])
PLACES = ("安吉县", "递铺街道", "浙江省", "会昌县文武坝镇", "全县", "我市", "鲁朗镇扎西岗村")
BODIES = ("县委、县政府", "县卫健局", "市疫情防控指挥部", "人民医院", "镇党委", "3支青年突击队", "应急管理部")
PEOPLE = ("县委书记沈明权", "副镇长欧阳雪梅", "镇长扎西·多吉", "记者 林婉清", "16名县级领导")
ACTS = (
    "拨付防控资金{n}万元",
    "设立检测点{n}个",
    "转移群众{n}余人",
    "印发《告知书》{n}份",
    "开展“三查一控”",
    "抢修道路{n}公里",
    "排查{n}户",
)
TIMES = ("2月3日", "2021年7月20日至22日", "昨天", "正月初三", "截至7月5日18时", "连日来", "")
NUMBERS = ("1260", "2.5", "三十", "十几", "二", "", "3,400", "1.2万", "数百")
MARKS = (",", "。", "、", ";", "\n", "", ":")


@cache
def shared() -> Engine:
    """One engine for all tests here."""
    return load_engine()


@pytest.fixture(scope="module")
def engine() -> Engine:
    return shared()


def facts_and_text(raw: str, engine: Engine) -> tuple[Facts, Text]:
    text = clean(Document("x", raw, "x.txt"), engine.resources)
    return link(extract(text, engine.extractors), engine.resources), text


def invented(raw: str, engine: Engine) -> list[str]:
    return findings(*facts_and_text(raw, engine), engine.resources)


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.stem)
def test_reports(path: Path, engine: Engine) -> None:
    assert invented(path.read_text(encoding="utf-8"), engine) == []


@pytest.mark.parametrize("kind", sorted({**KINDS, **LOSSY}))
def test_damaged_reports(kind: str, engine: Engine) -> None:
    for path in TEXTS:
        assert invented(damage(path.read_text(encoding="utf-8"), kind), engine) == [], path.stem


@pytest.mark.parametrize(
    "raw",
    [
        "铜川市做好防汛工作\n铜川市召开会议,高新区管委会参加。\n",
        "平遥县防汛\n7月20日,平遥县县长韩立军到一线指挥。\n",
    ],
)
def test_a_kind_or_a_post_alone_names_nothing(raw: str, engine: Engine) -> None:
    assert invented(raw, engine) == []


PARTS = st.one_of(*(st.sampled_from(x) for x in (PLACES, BODIES, PEOPLE, TIMES)), st.sampled_from(ACTS))


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(PARTS, st.sampled_from(NUMBERS), st.sampled_from(MARKS)), min_size=1, max_size=14))
def test_mixtures(parts: list[tuple[str, str, str]]) -> None:
    raw = "".join(part.replace("{n}", number) + mark for part, number, mark in parts)
    assert invented(raw, shared()) == [], raw


def changed(facts: Facts, kind: Kind, **values: object) -> Facts:
    """`facts` with the first node of a kind changed."""
    at = next(i for i, n in enumerate(facts.nodes) if n.kind is kind and n.marks)
    nodes: list[Node] = list(facts.nodes)
    nodes[at] = replace(nodes[at], **values)  # type: ignore[arg-type]
    return replace(facts, nodes=tuple(nodes))


@pytest.mark.parametrize("kind", [Kind.PERSON, Kind.ORGANIZATION, Kind.INSTRUMENT, Kind.RESOURCE, Kind.POST])
def test_a_name_that_is_not_there_is_found(kind: Kind, engine: Engine) -> None:
    path = Path(__file__).parent / "gold" / "anji.txt"
    facts, text = facts_and_text(path.read_text(encoding="utf-8"), engine)
    assert findings(facts, text, engine.resources) == []
    assert findings(changed(facts, kind, label="龘龘龘", aliases=()), text, engine.resources) != []


def test_a_figure_that_is_not_there_is_found(engine: Engine) -> None:
    path = Path(__file__).parent / "gold" / "anji.txt"
    facts, text = facts_and_text(path.read_text(encoding="utf-8"), engine)
    node = next(n for n in facts.nodes if n.kind is Kind.QUANTITY)
    attributes = tuple((k, Literal("77", "decimal") if k == "value" else v) for k, v in node.attributes)
    assert findings(changed(facts, Kind.QUANTITY, attributes=attributes), text, engine.resources) != []


@pytest.mark.parametrize(
    ("words", "value", "there"),
    [
        ("2.5万只", "25000", True),
        ("二十五人", "25", True),
        ("二十五人", "5", False),
        ("1260余人", "260", False),
        ("三五个", "5", True),
        ("三分之二", "66.6666", False),
        ("百分之八", "8", True),
        ("20多万户", "200000", True),
        ("1-2亿元", "100000000", True),
        ("零下15度", "-15", True),
        ("一半", "50", True),
        ("一个半小时", "1.5", True),
        ("三成半", "35", True),
        ("220千瓦", "220", True),
    ],
)
def test_numbers_in_words(words: str, value: str, there: bool) -> None:
    assert (Decimal(value) in numbers(words)) is there
