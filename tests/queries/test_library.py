"""The named queries: headers, values, and what each answers on the seeds and on a report of our own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, Store, Variable

from kg.build import BuildOptions, build
from kg.errors import KgError
from kg.graph.store import open_store
from kg.queries.library import assignments, find_query, library, listed, parse
from kg.queries.run import ask
from kg.queries.values import Folder, bind, labels

FOLD = Folder()
REPORT = """\
时间:2021-08-20
甘孜藏族自治州泸定县众志成城打赢疫情防控阻击战
泸定县委书记王建国、县长李志强深入一线督导检查。
8月11日,泸定县集中隔离点发现首例输入性阳性感染者。8月13日,新增5例阳性感染者。
泸定县疫情防控指挥部增设综合协调和物资保障两个工作组。全县21名县级领导包联9个乡镇。全县设立检测点40个。
各检测点坚持有帐篷、有台账、有专人“三有”标准,累计劝返车辆812辆,人员1306人。
县财政专门拨付120万元,用于疫情防控物资购置。已采购医用口罩5000个。
青山不语,绿水长流,人间自有真情在。
编辑:李小明
"""
SECOND = """\
时间:2021-09-01
泸定县疫情防控工作综述
泸定县委书记张伟民主持召开会议。全县设立检测点52个。
"""


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("other")
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    (folder / "b.txt").write_text(SECOND, encoding="utf-8")
    build([str(folder / "a.txt"), str(folder / "b.txt")], folder / "out", BuildOptions())
    yield folder / "out"


def rows(out: Path, query: str, /, **values: str) -> list[dict[str, str]]:
    answer, _ = ask(out, library()[query], values)
    return [
        {c: x.value for c, x in zip(answer.columns, row, strict=True) if x is not None}  # type: ignore[attr-defined]
        for row in answer.rows
    ]


def column(found: list[dict[str, str]], name: str) -> set[str]:
    return {row.get(name, "") for row in found}


@pytest.mark.parametrize("name", library())
def test_a_named_query_says_what_it_answers_and_has_an_example(name: str) -> None:
    query = library()[name]
    assert query.sentence.endswith(".")
    assert query.chinese.endswith("。")
    assert query.example
    assert set(query.example) <= {p.name for p in query.parameters}
    selected = query.text.partition("SELECT")[2].partition("WHERE")[0]
    assert all(f"?{p.name}" in selected for p in query.parameters), "a parameter must be selected to get a value"


@pytest.mark.parametrize("name", library())
def test_the_example_of_a_named_query_has_rows_on_the_seeds(out: Path, name: str) -> None:
    query = library()[name]
    found = rows(out, name, **query.example)
    assert found
    assert not column(found, "place") - {""}, "columns of parameters are not shown"


@pytest.mark.parametrize("name", [n for n, q in library().items() if not any(p.required for p in q.parameters)])
def test_without_values_a_query_answers_for_everything(out: Path, name: str) -> None:
    assert len(rows(out, name)) >= len(rows(out, name, **library()[name].example))


@pytest.mark.parametrize("place", ["泸定县", "瀘定縣"])
def test_who_holds_which_post_in_either_script(other: Path, place: str) -> None:
    found = rows(other, "posts", place=place)
    assert {(r["who"], r["post"], r.get("since", "")) for r in found} >= {
        ("王建国", "县委书记", "2021-08-20"),
        ("李志强", "县长", "2021-08-20"),
        ("张伟民", "县委书记", "2021-09-01"),
        ("李小明", "编辑", "2021-08-20"),
    }
    assert column(rows(other, "posts", place=place, title="县长"), "who") == {"李志强"}
    assert column(rows(other, "posts", person="張偉民"), "who") == {"张伟民"}


def test_a_prefecture_finds_what_lies_in_it(other: Path) -> None:
    assert column(rows(other, "posts", place="甘孜藏族自治州"), "who") == column(
        rows(other, "posts", place="泸定县"), "who"
    )


def test_org_chart(other: Path) -> None:
    assert column(rows(other, "command-chart", place="泸定县"), "part") == {"综合协调工作组", "物资保障工作组"}


def test_who_answers_for_which_place(other: Path) -> None:
    (found,) = {r["figures"] for r in rows(other, "pairing", place="泸定县")}
    assert {f.split()[-1] for f in found.split("；")} == {"21名", "9个"}


def test_measures_in_order_of_time(other: Path) -> None:
    times = [r["when"] for r in rows(other, "measures-of-place", place="泸定县") if "when" in r]
    assert times == sorted(times)
    only = rows(other, "measures-of-place", place="泸定县", measure="劝返")
    assert column(only, "type") == {"劝返"}
    assert rows(other, "measures-of-place", measure="TurnBack") == only


def test_places_that_took_a_measure_with_codes(other: Path) -> None:
    found = {(r["code"], r["name"]) for r in rows(other, "places-with-measure", measure="劝返")}
    assert ("513322", "泸定县") in found
    assert ("513300", "甘孜藏族自治州") in found


def test_resources_and_money(other: Path) -> None:
    (masks,) = {(r["what"], r["amount"]) for r in rows(other, "resources", resource="口罩", place="泸定县")}
    assert masks == ("医用口罩", "5000个")
    assert [(r["sum"], r["by"]) for r in rows(other, "money", place="泸定县")] == [("1200000", "泸定县财政")]
    assert rows(other, "money", place="泸定县", least="2000000") == []


def test_figures_with_bound_and_scope(other: Path) -> None:
    (found,) = rows(other, "figures", place="泸定县", thing="车辆")
    assert (found["value"], found["unit"], found["exactness"], found["over"]) == ("812", "NUM", "exact", "cumulative")


def test_mechanisms_with_items_in_order(other: Path) -> None:
    found = rows(other, "mechanisms", mechanism="三有")
    assert [r["item"] for r in found] == ["有帐篷", "有台账", "有专人"]
    assert column(found, "declared") == {"3"}


def test_what_two_reports_say_differently(other: Path) -> None:
    found = rows(other, "differences", place="泸定县")
    assert {(r["kind"], r["about"], frozenset((r["first"], r["second"]))) for r in found} >= {
        ("figure", "检测点", frozenset({"40个", "52个"})),
        ("holder", "县委书记", frozenset({"王建国", "张伟民"})),
    }


def test_sentences_that_gave_nothing(other: Path) -> None:
    found = rows(other, "silent-sentences", report="a")
    assert "青山不语,绿水长流,人间自有真情在。" in column(found, "sentence")
    raw = REPORT
    assert all(raw[int(r["start"]) : int(r["end"])] == r["sentence"] for r in found)


def test_what_a_report_does_not_say(other: Path) -> None:
    first = {r["english"] for r in rows(other, "gaps", place="泸定县") if r["report"] == "a"}
    assert {"deaths and injuries", "donations", "hotline"} <= first
    assert not {"money", "procurement", "named officials", "date of publication", "area"} & first
    second = {r["english"] for r in rows(other, "gaps") if r["report"] == "b"}
    assert {"money", "procurement"} <= second


def test_everything_about_a_name(other: Path) -> None:
    found = rows(other, "about", name="王建国")
    assert {(r["role"], r["relation"], r["with"]) for r in found} >= {
        ("subject", "holds", "县委书记"),
        ("subject", "headOf", "中共泸定县委员会"),
        ("object", "mentions", "a"),
    }
    assert column(rows(other, "about", name="a"), "relation") == {"mentions"}


def test_a_value_that_must_be_given_is_asked_for(out: Path) -> None:
    with pytest.raises(KgError, match="about: a value is wanted for name"):
        ask(out, library()["about"])


# ---------------------------------------------------------------------------------------------- headers and values


def test_a_header_is_read() -> None:
    query = parse(
        "q", "# Says.\n# 说。\n# ?a name: where\n# ?n number = 5: least\n# ?m text!: must\n# example: a=x n=7\nASK {}"
    )
    assert (query.sentence, query.chinese) == ("Says.", "说。")
    assert [(p.name, p.kind, p.default, p.required) for p in query.parameters] == [
        ("a", "name", "", False),
        ("n", "number", "5", False),
        ("m", "text", None, True),
    ]
    assert query.example == {"a": "x", "n": "7"}


def test_a_header_with_an_unknown_kind_is_refused() -> None:
    with pytest.raises(KgError, match="no kind 'colour'"):
        parse("q", "# ?a colour: what\nASK {}")


@pytest.mark.parametrize("pair", ["place", "=x", "a b=x", ""])
def test_a_pair_without_name_or_value_is_refused(pair: str) -> None:
    with pytest.raises(KgError, match="NAME=VALUE"):
        assignments([pair])


def test_a_value_may_hold_an_equals_sign() -> None:
    assert assignments(["?a=b=c"]) == {"a": "b=c"}


def test_a_query_is_found_by_name_file_or_text(tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text("# Mine.\nSELECT * WHERE { ?s ?p ?o }", encoding="utf-8")
    assert find_query("posts").name == "posts"
    assert find_query(str(path)).sentence == "Mine."
    assert find_query("ASK { ?s ?p ?o }").text == "ASK { ?s ?p ?o }"
    with pytest.raises(KgError, match="no file and no named query"):
        find_query("nosuch")


def test_the_list_names_every_query_and_parameter() -> None:
    text = listed()
    for name, query in library().items():
        assert f"\n{name}\n" in f"\n{text}\n"
        assert all(f"--set {p.name}=" in text for p in query.parameters)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("盧龍縣", "卢龙县"),
        ("“六有”", "六有"),
        ("習近(jìn)平", "习近平"),
        ("ＡＢ（１）", "AB(1)"),
        ("卢龙县", "卢龙县"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert FOLD(text) == folded


@pytest.mark.parametrize("name", ["鲍德乾", "巴音朝魯", "“三实”", "三實", "夾河灘村疫情防控檢測點"])
def test_a_name_finds_its_label_whatever_the_script(out: Path, name: str) -> None:
    assert len(labels(open_store(out), name, FOLD)) == 1


def test_values_become_terms_never_text(out: Path) -> None:
    hostile = '卢龙县"@zh } UNION { ?s ?p ?o } #'
    query = library()["posts"]
    bound = bind(query, {"place": hostile}, open_store(out), FOLD)
    assert isinstance(bound.terms[0][Variable("place")], Literal)
    assert rows(out, "posts", place=hostile) == []


@pytest.mark.parametrize(
    ("value", "kind"), [("many", "number"), ("1e5", "number"), ("spring", "date"), ("2020-13-1", "date")]
)
def test_a_value_of_another_kind_is_refused(value: str, kind: str) -> None:
    query = parse("q", f"# ?x {kind}: it\nSELECT ?x WHERE {{}}")
    with pytest.raises(KgError, match=f"x={value}: wants a"):
        bind(query, {"x": value}, Store(), FOLD)


@pytest.mark.parametrize(
    "value",
    ["<https://example.org/kg/id/area/130324>", '"卢龙县"@zh-Hans', '"5"^^<http://www.w3.org/2001/XMLSchema#integer>'],
)
def test_a_value_may_be_a_term(value: str) -> None:
    query = parse("q", "# ?x name: it\nSELECT ?x WHERE {}")
    assert str(bind(query, {"x": value}, Store(), FOLD).terms[0][Variable("x")]).lower() == value.lower()
