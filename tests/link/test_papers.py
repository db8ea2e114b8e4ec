"""Linking documents: a paper has its number and its title without its issuer as other names."""

from __future__ import annotations

import pytest

from kg.extract import instruments
from kg.extract.instruments_numbers import number_of
from kg.extract.run import extract
from kg.link.papers import papers_of
from kg.model import Document, InstrumentForm, Text
from kg.offsets import OffsetMap, Span
from kg.resources import load_resources


def names(text: str) -> list[tuple[str, ...]]:
    """Every document of `text`: its name and its other names."""
    page = extract(
        Text(Document("t", text, "t"), text, text, OffsetMap.identity(len(text))),
        [instruments.build(load_resources())],
    )
    mentions = [m for m in page.mentions if isinstance(m.form, InstrumentForm)]
    labels = list(dict.fromkeys(m.form.name for m in mentions))  # type: ignore[union-attr]
    papers = papers_of(page, labels)
    return [(n, *papers.other_names(n, [m for m in mentions if m.form.name == n])) for n in labels]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("《关于防汛的通知》(青办发〔2021〕5号)要求", [("关于防汛的通知", "青办发〔2021〕5号")]),
        ("关于做好防汛的通知 青办发〔2021〕5号 各乡镇:", [("关于做好防汛的通知", "青办发〔2021〕5号")]),
        ("按照县水利局青水办〔2021〕 5号《防汛要点》执行", [("防汛要点",)]),
        ("按照(青水办〔2021〕 5号)《防汛要点》执行", [("防汛要点", "青水办〔2021〕5号")]),
        ("依据《救灾办法》(商务部令2021年第3号),", [("救灾办法", "商务部令2021年第3号")]),
        ("落实《青山县水利局关于防汛的通知》。", [("青山县水利局关于防汛的通知", "关于防汛的通知")]),
        (
            "落实《云河县水利局关于防汛的通知》和《青山县水利局关于防汛的通知》。",
            [("云河县水利局关于防汛的通知",), ("青山县水利局关于防汛的通知",)],
        ),
        ("落实《县政府转发水利局关于防汛的通知》。", [("县政府转发水利局关于防汛的通知",)]),
        ("落实《青山县关于防汛的通知》,截至2021年5月", [("青山县关于防汛的通知",)]),
    ],
)
def test_other_names(text: str, want: list[tuple[str, ...]]) -> None:
    assert names(text) == want


def test_a_number_right_before_a_title() -> None:
    text = "政策原文:青政发〔2021〕3号-关于防汛的通知"
    assert number_of(text, Span(text.index("关于"), len(text))) == "青政发〔2021〕3号"
