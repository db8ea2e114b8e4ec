from __future__ import annotations

import hashlib
import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import RdfFormat, Store, parse

from kg.batch import Laps
from kg.build import BuildOptions, Progress, Record, build
from kg.errors import KgError
from kg.read.checks import ReadOptions

FILES = ("graph.ttl", "evidence.ttl", "graph.nq")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
REPORT = "云岭县疫情防控纪实\n连日来,云岭县委书记王建国深入吉祥镇督导检查。全县共设立检测点85个。\n"


def same_files(a: Path, b: Path) -> bool:
    return all((a / name).read_bytes() == (b / name).read_bytes() for name in FILES)


def test_the_folder_holds_what_it_should(built: tuple[Path, Record]) -> None:
    out, record = built
    assert {*FILES, "store", "build.json"} <= {p.name for p in out.iterdir()}
    assert record.reports == 5
    assert record.problems == ()
    assert record.counts["classes"]["Report"] == 5


def test_the_record_names_inputs_versions_counts_and_seconds(built: tuple[Path, Record], seeds: Path) -> None:
    record = json.loads((built[0] / "build.json").read_text(encoding="utf-8"))
    assert [Path(i["path"]).name for i in record["inputs"]] == sorted(p.name for p in seeds.glob("*.txt"))
    for entry in record["inputs"]:
        data = Path(entry["path"]).read_bytes()
        assert (entry["sha256"], entry["size"]) == (hashlib.sha256(data).hexdigest(), len(data))
        assert entry["encoding"] == "utf-8"
    assert {"read", "clean", "extract", "link", "graph", "write", "files", "total"} <= set(record["seconds"])
    assert record["versions"]["kg"]
    assert record["reports"] == 5


def test_every_span_quotes_the_raw_file(out: Path, seeds: Path) -> None:
    graph = rdflib.Graph().parse(out / "evidence.ttl").parse(out / "graph.ttl")
    raws = {p.stem: p.read_text(encoding="utf-8") for p in seeds.glob("*.txt")}
    spans = 0
    for span, report in graph.subject_objects(OA.hasSource):
        raw = raws[str(graph.value(report, rdflib.DCTERMS.identifier))]
        values = {p: o for s in graph.objects(span, OA.hasSelector) for p, o in graph.predicate_objects(s)}
        start, end = int(values[OA.start]), int(values[OA.end])  # type: ignore[call-overload]
        assert raw[start:end] == str(values[OA.exact])
        assert raw[:start].endswith(str(values[OA.prefix]))
        assert raw[end:].startswith(str(values[OA.suffix]))
        spans += 1
    assert spans > 100


def test_the_files_say_the_same(out: Path) -> None:
    graph, evidence = ({q.triple for q in parse(path=str(out / n), format=RdfFormat.TURTLE)} for n in FILES[:2])
    quads = set(parse(path=str(out / "graph.nq"), format=RdfFormat.N_QUADS))
    assert {q.triple for q in quads} == graph | evidence
    assert {q.triple for q in Store.read_only(str(out / "store"))} == graph | evidence
    assert len({q.graph_name for q in quads}) == 5


def test_quads_are_sorted_lines(out: Path) -> None:
    lines = (out / "graph.nq").read_bytes().splitlines(keepends=True)
    assert lines == sorted(set(lines))


@pytest.mark.slow
def test_workers_and_order_of_files_leave_no_trace(
    out: Path, seeds: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.build.BATCH_REPORTS", 2)
    files = [str(p) for p in sorted(seeds.glob("*.txt"))]
    build(files[::-1], tmp_path / "two", BuildOptions(workers=2))
    assert same_files(out, tmp_path / "two")


def test_two_builds_merge_by_union(out: Path, seeds: Path, tmp_path: Path) -> None:
    files = [str(p) for p in sorted(seeds.glob("*.txt"))]
    build(files[:2], tmp_path / "a", BuildOptions())
    build(files[2:], tmp_path / "b", BuildOptions())
    lines = {line for name in "ab" for line in (tmp_path / name / "graph.nq").read_bytes().splitlines(keepends=True)}
    assert b"".join(sorted(lines)) == (out / "graph.nq").read_bytes()


def test_where_a_report_lies_does_not_matter(tmp_path: Path) -> None:
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "r.txt").write_text(REPORT, encoding="utf-8")
        build([str(tmp_path / name)], tmp_path / f"out-{name}", BuildOptions())
    assert same_files(tmp_path / "out-here", tmp_path / "out-there")


def test_a_table_and_files_of_the_same_texts_give_the_same_graph(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(REPORT, encoding="utf-8")
    row = json.dumps({"id": "r", "text": REPORT}, ensure_ascii=False)
    (tmp_path / "t.jsonl").write_text(row + "\n", encoding="utf-8")
    build([str(tmp_path / "r.txt")], tmp_path / "a", BuildOptions())
    record = build([str(tmp_path / "t.jsonl")], tmp_path / "b", BuildOptions())
    assert same_files(tmp_path / "a", tmp_path / "b")
    assert [(i.reports, i.encoding) for i in record.inputs] == [(1, "utf-8")]


def test_encodings_give_the_same_graph(tmp_path: Path) -> None:
    for name, encoding in (("a", "utf-8"), ("b", "gb18030"), ("c", "utf-8-sig")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "r.txt").write_text(REPORT, encoding=encoding)
        record = build([str(tmp_path / name)], tmp_path / f"out-{name}", BuildOptions())
        assert [i.encoding for i in record.inputs] == [encoding]
    assert same_files(tmp_path / "out-a", tmp_path / "out-b")
    assert same_files(tmp_path / "out-a", tmp_path / "out-c")


def test_what_fails_is_recorded_and_the_rest_is_built(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "binary.txt").write_bytes(b"\x00\x01\x02")
    (tmp_path / "t.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    record = build([str(tmp_path), str(tmp_path / "gone.txt")], tmp_path / "out", BuildOptions())
    assert record.reports == 1
    reasons = {Path(p.path).name: p.reason for p in record.failed}
    assert set(reasons) == {"empty.txt", "binary.txt", "t.csv", "gone.txt"}
    assert json.loads((tmp_path / "out" / "build.json").read_text(encoding="utf-8"))["problems"]


def test_if_nothing_can_be_read_an_earlier_build_stays(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    build([str(tmp_path / "good.txt")], tmp_path / "out", BuildOptions())
    before = (tmp_path / "out" / "graph.nq").read_bytes()
    with pytest.raises(KgError, match=r"no report could be read \(.*empty\.txt: empty file\); .*out stays as it was"):
        build([str(tmp_path / "empty.txt")], tmp_path / "out", BuildOptions())
    assert (tmp_path / "out" / "graph.nq").read_bytes() == before
    record = build([str(tmp_path / "empty.txt")], tmp_path / "new", BuildOptions())
    assert (record.reports, len(record.failed)) == (0, 1)


def test_two_texts_of_one_name_are_both_built(tmp_path: Path) -> None:
    for name, text in (("a", REPORT), ("b", REPORT.replace("85", "86"))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "r.txt").write_text(text, encoding="utf-8")
    record = build([str(tmp_path)], tmp_path / "out", BuildOptions())
    assert record.counts["classes"]["Report"] == 2
    assert [(p.report, p.reason, p.failed) for p in record.problems] == [("r", "several texts of this name", False)]


def test_the_limit_is_a_setting(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(REPORT, encoding="utf-8")
    options = BuildOptions(read=ReadOptions(limit=40))
    record = build([str(tmp_path / "r.txt")], tmp_path / "out", options)
    assert [p.reason for p in record.failed] == [f"{len(REPORT)} characters, more than the limit of 40"]


def test_another_base(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(REPORT, encoding="utf-8")
    build([str(tmp_path / "r.txt")], tmp_path / "out", BuildOptions(base="https://data.example.net/counties/"))
    own = list(parse(path=str(tmp_path / "out" / "graph.nq"), format=RdfFormat.N_QUADS))
    assert own
    assert all(q.subject.value.startswith("https://data.example.net/counties/") for q in own)


def test_sources_beside_the_reports_are_read(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "s.toml").write_text(
        '[report.r]\ntitle = "云岭县疫情防控纪实"\npublished = 2020-02-13\n', encoding="utf-8"
    )
    build([str(tmp_path)], tmp_path / "out", BuildOptions())
    text = (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8")
    assert '"2020-02-13"' in text
    (tmp_path / "s.toml").write_text("[report.r\n", encoding="utf-8")
    record = build([str(tmp_path)], tmp_path / "out", BuildOptions())
    assert [Path(p.path).name for p in record.failed] == ["s.toml"]


def test_an_earlier_build_among_the_reports_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(REPORT, encoding="utf-8")
    for _ in range(2):
        record = build([str(tmp_path), str(tmp_path / "*" / "*.jsonl")], tmp_path / "out", BuildOptions())
        assert [Path(i.path).name for i in record.inputs] == ["r.txt"]
        assert [p.path for p in record.problems] == [str(tmp_path / "*" / "*.jsonl")]  # nothing but the earlier build


def test_progress_is_told(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(REPORT, encoding="utf-8")
    steps: list[Progress] = []
    build([str(tmp_path / "r.txt")], tmp_path / "out", BuildOptions(), steps.append)
    assert [s.stage for s in steps] == ["reports", "files", "page"]
    assert steps[-1].reports == 1
    assert steps[-1].characters == len(REPORT)


def test_the_earlier_build_can_be_read_while_it_is_replaced(out: Path, tmp_path: Path) -> None:
    copy = tmp_path / "out"
    shutil.copytree(out, copy)
    with (copy / "graph.nq").open("rb") as file:
        build([str(Path(__file__).parents[2] / "seeds")], copy, BuildOptions())
        assert file.read() == (out / "graph.nq").read_bytes()


def test_laps() -> None:
    ticks = iter([0.0, 1.0, 3.0, 6.0])
    laps = Laps(lambda: next(ticks))
    for name in ("a", "b", "a"):
        laps.lap(name)
    assert Counter(laps.seconds) == {"a": 4.0, "b": 2.0}
