"""The sixty questions: each is one query of this folder over one build of the seeds, and each answer has its span.

A query names what is asked about (a place, a mechanism, kinds of things), never the answer. Answers are compared
folded (Simplified, half width, without quotes) and without order; exact figures as numbers, others as written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.build import BuildOptions, build
from kg.queries.library import parse
from kg.queries.run import ask
from kg.queries.values import Folder

HERE = Path(__file__).parent
QUESTIONS = json.loads((HERE / "answers.json").read_text(encoding="utf-8"))
FOLD = Folder()


def answers(out: Path, name: str, **values: str) -> list[str]:
    """The answers of a question, folded and sorted; each stands in the words of its span."""
    answer, notes = ask(out, parse(name, (HERE / f"{name}.rq").read_text(encoding="utf-8")), values)
    assert notes == ()
    found: dict[tuple[str, str], None] = {}
    for row in answer.rows:
        cells = {c: "" if x is None else x.value for c, x in zip(answer.columns, row, strict=True)}  # type: ignore[attr-defined]
        said = cells.get("verbatim") or cells["answer"]
        assert FOLD(said) in FOLD(cells["quote"]), f"{said} is not in {cells['quote']}"
        figure = plain(cells["answer"])
        found[figure, cells["start"] if isinstance(number(figure), float) else ""] = None
    return sorted(key for key, _ in found)


def number(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text


def plain(value: object) -> str:
    """7 and 7.0 are one answer; words are folded."""
    folded = FOLD(str(value))
    found = number(folded)
    return (
        f"{found:g}"
        if isinstance(found, float) and found < 1e6
        else str(int(found))
        if isinstance(found, float)
        else folded
    )


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_question_has_its_answers(out: Path, name: str) -> None:
    assert answers(out, name) == sorted(plain(x) for x in QUESTIONS[name]["answer"])


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_query_does_not_hold_its_answers(name: str) -> None:
    text = (HERE / f"{name}.rq").read_text(encoding="utf-8")
    body = text.partition("\nSELECT")[2]
    for answer in QUESTIONS[name]["answer"]:
        if isinstance(answer, str) and len(answer) > 2:
            assert answer not in body and FOLD(answer) not in body


def test_there_are_sixty() -> None:
    assert len(QUESTIONS) == len(list(HERE.glob("*.rq"))) == 60


def test_a_lost_figure_has_no_value_but_is_told(out: Path) -> None:
    """cq-002-11: 参与检测人员人, whose digits the source lost."""
    text = 'SELECT ?written WHERE { ?x kg:bound kg:missing ; kg:countOf/skos:prefLabel "检测人员"@zh-Hans ; kg:verbatim ?written }'
    answer, _ = ask(out, parse("lost", text))
    assert [str(row[0].value) for row in answer.rows] == ["检测人员人"]  # type: ignore[attr-defined]


REPORT = """\
时间:2021-08-20
泸定县众志成城打赢疫情防控阻击战
“我们一定要守住每一道关口。”泸定县委书记王建国说。
8月11日,泸定县集中隔离点发现首例输入性阳性感染者。8月13日,新增5例阳性感染者。
泸定县疫情防控指挥部下设综合协调组、物资保障组。全县21家机关单位分包36个小区、设立检测点40个。各检测点坚持有帐篷、有台账、有专人“三有”标准,累计劝返车辆812辆,人员1306人。
连续开展三轮全员核酸检测,累计检测45210人份,结果均为阴性。
县财政专门拨付120万元,用于疫情防控物资购置。县工商联组织7家企业共捐款8.5万元。
成立了6个工作督导组,由县人大、县政协领导带队,对重点场所开展督导检查。
将泸定县康宁医院、锦江宾馆确定为隔离医学观察定点场所,将大渡河宾馆作为备用隔离医学观察场所。
编辑:李小明
"""


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A build of a report of our own on another county."""
    folder = tmp_path_factory.mktemp("other")
    (folder / "luding.txt").write_text(REPORT, encoding="utf-8")
    build([str(folder / "luding.txt")], folder / "out", BuildOptions())
    yield folder / "out"


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("cq-000-01", {"place": "泸定县"}, ["王建国"]),
        ("cq-000-01", {"place": "瀘定縣"}, ["王建国"]),
        ("cq-000-05", {"place": "泸定县"}, ["21", "36", "40"]),
        ("cq-000-06", {"place": "泸定县", "mechanism": "三有"}, ["有专人", "有台账", "有帐篷"]),
        ("cq-000-08", {"place": "泸定县"}, ["1306", "812"]),
        ("cq-000-09", {"place": "泸定县"}, ["1200000"]),
        ("cq-000-10", {"place": "泸定县"}, ["泸定县康宁医院", "锦江宾馆"]),
        ("cq-002-04", {"place": "泸定县"}, ["6", "县人大", "县政协"]),
        ("cq-003-01", {"place": "泸定县"}, ["5", "8月11日", "8月13日"]),
        ("cq-003-07", {"place": "泸定县"}, ["3", "45210", "阴性"]),
        ("cq-004-09", {"body": "泸定县工商业联合会"}, ["7", "85000"]),
    ],
)
def test_a_question_about_another_county_changes_the_name(
    other: Path, name: str, values: dict[str, str], expected: list[str]
) -> None:
    assert answers(other, name, **values) == sorted(expected)
