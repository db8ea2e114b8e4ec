"""Mechanisms: which quotations and names count, what they count, and what the text lists of them."""

from __future__ import annotations

import pytest

from kg.extract import instruments, mechanisms
from kg.extract.mechanisms_numbers import count
from kg.extract.run import extract
from kg.lexicon.loader import load_patterns
from kg.model import Document, MechanismForm, Text
from kg.offsets import OffsetMap
from kg.resources import Resources, load_resources


@pytest.fixture(scope="module")
def resources() -> Resources:
    return load_resources()


@pytest.fixture(scope="module")
def found(resources: Resources):
    extractors = (instruments.build(resources), mechanisms.build(resources))

    def run(text: str) -> dict[str, MechanismForm]:
        page = extract(Text(Document("t", text, "t"), text, text, OffsetMap.identity(len(text))), extractors)
        out: dict[str, MechanismForm] = {}
        for mention in page.mentions:
            if isinstance(mention.form, MechanismForm) and not (mention.form.name in out and not mention.form.items):
                out[mention.form.name] = mention.form
        return out

    return run


@pytest.mark.parametrize("name", ["mechanisms", "systems"])
def test_patterns_match_their_examples_and_nothing_else(resources: Resources, name: str) -> None:
    for pattern in load_patterns(name, resources.lexicon):
        for example in pattern.examples:
            assert pattern.regex.search(example), (pattern.id, example)
        for example in pattern.not_examples:
            assert not pattern.regex.search(example), (pattern.id, example)


@pytest.mark.parametrize(
    ("name", "declared"),
    [
        ("六有", 6),
        ("四方责任", 4),
        ("三级网格长", 3),
        ("两手抓", 2),
        ("五位一体", 5),
        ("社区防控十条", 10),
        ("一条防线", 1),
        ("一盘棋", None),
        ("5+5", None),
        ("四不两直", None),
        ("24小时值守制度", None),
        ("一级响应机制", None),
        ("千万工程", None),
        ("联防联控", None),
    ],
)
def test_declared_number(name: str, declared: int | None) -> None:
    assert count(name).declared == declared


def labels(form: MechanismForm) -> list[str]:
    return [label for label, _ in form.items]


def test_list_before_the_slogan(found) -> None:
    form = found("清河县按照集中人员、集中车辆、集中物资、集中调度的“四集中”原则开展救援。")["四集中"]
    assert (form.declared, labels(form)) == (4, ["集中人员", "集中车辆", "集中物资", "集中调度"])


def test_declared_stays_when_nothing_is_listed(found) -> None:
    form = found("全镇落实“五个一律”要求。")["五个一律"]
    assert (form.declared, form.items) == (5, ())
