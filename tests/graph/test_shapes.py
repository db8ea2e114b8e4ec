"""What `kg validate` lets pass, and what it does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib import RDF, SKOS, XSD, Graph, Literal, Namespace, URIRef

from kg.errors import KgError
from kg.graph import shapes
from kg.graph.checks import Finding, ReportGraph, Severity, split_line
from kg.graph.load import load_graph
from kg.graph.names import Names
from kg.graph.shapes import shape_findings, validate
from kg.model import Literal as Value
from kg.ontology_files import FILES, ontology_text
from tests.graph.sample import (
    ACTION,
    BODY,
    COUNTY,
    KEY,
    LOST,
    PERSON,
    POST,
    RAW,
    SLOGAN,
    SUM,
    lines_of,
    sample,
    write_build,
)

KG = Namespace("https://example.org/kg/ont#")
ID = Namespace("https://example.org/kg/id/")
PROV = Namespace("http://www.w3.org/ns/prov#")
OA = Namespace("http://www.w3.org/ns/oa#")
Change = Callable[[Graph], None]
Row = tuple[str, str, str]


def sample_graph() -> Graph:
    return Graph().parse(data=b"".join(line.rsplit(b" ", 2)[0] + b" .\n" for line in lines_of(sample())), format="nt")


def rows_of(graph: Graph) -> set[Row]:
    return {tuple(term.n3() for term in row) for row in graph}  # type: ignore[misc]


def findings(graph: Graph, raw: str | None = RAW) -> list[Finding]:
    """Shapes and checks of a graph that is one report's."""
    checked = ReportGraph(f"<{ID}{KEY}>", rows_of(graph), Names(), raw)
    copy = Graph().parse(data="".join(f"{' '.join(row)} .\n" for row in checked.facts()), format="nt")
    return sorted({*checked.findings(), *shape_findings(copy, Names())})


def violations(graph: Graph) -> list[Finding]:
    return [f for f in findings(graph) if f.severity is Severity.VIOLATION]


def swap(graph: Graph, subject: URIRef, predicate: URIRef, value: rdflib.term.Node | None) -> None:
    """Replace all values of a property; None removes them."""
    assert (subject, predicate, None) in graph
    graph.remove((subject, predicate, None))
    if value is not None:
        graph.add((subject, predicate, value))


def span_part(graph: Graph, name: str) -> URIRef:
    return next(s for s in graph.subjects(OA[name]) if isinstance(s, URIRef))


def test_a_good_graph_has_no_findings() -> None:
    assert findings(sample_graph()) == []


def item_dropped(g: Graph) -> None:
    g.remove((ID[SLOGAN], KG.item, ID[f"{SLOGAN}/2"]))


def item_gone(g: Graph) -> None:
    item_dropped(g)
    g.remove((ID[f"{SLOGAN}/2"], None, None))


def unit_removed(g: Graph) -> None:
    swap(g, ID[SUM], KG.unit, None)


def fact_not_asserted(g: Graph) -> None:
    g.remove((ID[PERSON], KG.holds, ID[POST]))


def bad_code(g: Graph) -> None:
    swap(g, ID[COUNTY], KG.adminCode, Literal("99O101"))


def too_sure(g: Graph) -> None:
    assertion = next(s for s in g.subjects(RDF.predicate, KG.holds) if isinstance(s, URIRef))
    swap(g, assertion, KG.confidence, Literal("1.2", datatype=XSD.decimal))


FIVE = [item_dropped, unit_removed, fact_not_asserted, bad_code, too_sure]


@pytest.mark.parametrize(
    ("change", "focus"),
    [
        (item_dropped, f"{SLOGAN}/2"),
        (item_gone, SLOGAN),
        (unit_removed, SUM),
        (fact_not_asserted, KEY),
        (bad_code, COUNTY),
        (too_sure, "assertion/"),
        (lambda g: swap(g, ID[SUM], KG.value, None), SUM),
        (lambda g: g.add((ID[LOST], KG.value, Literal("5", datatype=XSD.decimal))), LOST),
        (lambda g: swap(g, ID[SUM], KG.bound, KG.about), SUM),
        (lambda g: swap(g, ID[SUM], KG.countOf, None), SUM),
        (lambda g: g.add((ID[LOST], KG.scope, KG.always)), LOST),
        (lambda g: swap(g, ID[ACTION], KG.measure, None), ACTION),
        (lambda g: swap(g, ID[ACTION], KG.status, Literal("done")), ACTION),
        (lambda g: swap(g, ID[ACTION], KG.agent, ID["resource/口罩"]), ACTION),
        (lambda g: swap(g, ID[ACTION], KG.evidence, None), ACTION),
        (lambda g: swap(g, ID[ACTION], PROV.wasGeneratedBy, None), ACTION),
        (lambda g: g.remove((ID[BODY], SKOS.prefLabel, None)), BODY),
        (lambda g: g.add((ID[BODY], SKOS.prefLabel, Literal("县委", lang="zh-Hans"))), BODY),
        (lambda g: g.add((ID[BODY], SKOS.prefLabel, Literal("comité", lang="fr"))), BODY),
        (lambda g: g.add((ID[POST], KG.postIn, ID["org/990101/无此机构"])), "org/990101/无此机构"),
        (lambda g: g.add((ID[PERSON], KG.holds, ID[POST + "2"])), PERSON),
        (lambda g: g.add((ID["person/1"], RDF.type, KG.Person)), "person/1"),
        (lambda g: swap(g, span_part(g, "start"), OA.start, Literal(7000)), "report/"),
        (lambda g: swap(g, span_part(g, "exact"), OA.exact, Literal("編造")), "report/"),
        (lambda g: swap(g, span_part(g, "prefix"), OA.prefix, None), "report/"),
        (lambda g: g.remove((None, OA.hasSource, None)), "report/"),
        (lambda g: g.remove((span_part(g, "end"), OA.end, None)), "report/"),
        (lambda g: g.remove((None, RDF.predicate, KG.holds)), "assertion/"),
        (lambda g: swap(g, ID["time/0001"], KG.iso, Literal("二月六日")), "time/0001"),
        (lambda g: swap(g, ID[KEY], KG.textHash, Literal("abc")), KEY),
    ],
)
def test_a_broken_graph_is_found_out(change: Change, focus: str) -> None:
    graph = sample_graph()
    change(graph)
    assert any(f.focus.startswith(f"<{ID}{focus}") for f in violations(graph)), violations(graph)


def test_a_quote_of_equal_length_is_compared_with_the_raw_text() -> None:
    graph = sample_graph()
    part = next(s for s, o in graph.subject_objects(OA.exact) if str(o) == "縣委")
    assert isinstance(part, URIRef)
    swap(graph, part, OA.exact, Literal("县委"))
    assert [f.severity for f in findings(graph)] == [Severity.VIOLATION]
    assert findings(graph, raw=None) == []


def test_another_number_of_items_is_only_a_warning() -> None:
    graph = sample_graph()
    swap(graph, ID[SLOGAN], KG.declaredItems, Literal(4))
    assert [(f.severity, f.message) for f in findings(graph)] == [
        (Severity.WARNING, "its name declares 4 items, the text lists 3")
    ]


def no_suffix(g: Graph) -> None:
    swap(g, span_part(g, "suffix"), OA.suffix, None)


def no_source(g: Graph) -> None:
    g.remove((None, OA.hasSource, None))


def no_rule(g: Graph) -> None:
    g.remove((next(g.subjects(RDF.predicate, KG.holds)), PROV.wasGeneratedBy, None))


@pytest.mark.parametrize("change", [*FIVE, no_suffix, no_source, no_rule, lambda g: None])
def test_the_whole_shapes_file_agrees_with_the_checks(change: Change) -> None:
    """Another validator, which runs the SPARQL constraints too, finds the same mutations."""
    graph = sample_graph()
    change(graph)
    shapes, ontology = (Graph().parse(data=ontology_text(name), format="turtle") for name in ("shapes.ttl", "kg.ttl"))
    conforms, _, _ = pyshacl.validate(graph, shacl_graph=shapes, ont_graph=ontology, inplace=False)
    assert conforms == (not findings(graph))


def test_shapes_name_only_terms_of_the_ontology() -> None:
    known = {str(s) for name in FILES[:2] for s in Graph().parse(data=ontology_text(name), format="turtle").subjects()}
    shapes = Graph().parse(data=ontology_text("shapes.ttl"), format="turtle")
    used = {str(t) for row in shapes for t in row if isinstance(t, URIRef) and str(t).startswith(KG)}
    assert used <= known


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return write_build(tmp_path / "out", sample(), sample("平川 002"))


def test_a_good_build(out: Path) -> None:
    report = validate(out, {KEY: RAW})
    assert report.conforms and report.findings == ()
    assert report.reports == 2
    assert report.statements == len(load_graph(out))


def test_two_workers_find_the_same(out: Path) -> None:
    assert validate(out, workers=2) == validate(out)


def test_the_raw_texts_are_compared(out: Path) -> None:
    report = validate(out, {KEY: "天" * len(RAW)})
    assert not report.conforms
    assert all("the raw text has" in f.message for f in report.findings)


def test_files_that_differ(out: Path) -> None:
    path = out / "graph.ttl"
    path.write_text(path.read_text(encoding="utf-8").replace("310萬元", "311萬元"), encoding="utf-8")
    assert [f.focus for f in validate(out).findings] == [str(out)]


def test_reports_that_disagree(tmp_path: Path) -> None:
    other = sample("平川 002")
    nodes = tuple(replace(n, label="平川市") if n.key == COUNTY else n for n in other.nodes)
    report = validate(write_build(tmp_path / "out", sample(), replace(other, nodes=nodes)))
    assert {f.focus for f in report.findings} == {f"<{ID}{COUNTY}>"}
    assert any("disagree" in f.message for f in report.findings)


@pytest.mark.parametrize("size", [8 << 20, 200])
def test_reports_that_read_a_body_differently_are_told_of_wherever_they_lie(
    tmp_path: Path, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same warning, once, whether the two reports are looked at together or apart."""
    monkeypatch.setattr(shapes, "BUCKET_BYTES", size)
    found = []
    for number, kind in enumerate(("party", *["other"] * 6), 1):
        facts = sample(f"平川 {number:03}")
        read = [replace(n, attributes=(*n.attributes, ("orgKind", Value(kind)))) for n in facts.nodes if n.key == BODY]
        found.append(replace(facts, nodes=(*(n for n in facts.nodes if n.key != BODY), *read)))
    report = validate(write_build(tmp_path / "out", *found))
    message = f"{KG.orgKind}: reports read its kind differently"
    assert report.findings == (Finding(Severity.WARNING, f"<{ID}{BODY}>", message),)


def test_another_base(tmp_path: Path) -> None:
    names = Names("https://data.example.net/")
    assert validate(write_build(tmp_path / "out", sample(), names=names)).findings == ()


def test_what_is_no_build_says_so(tmp_path: Path, out: Path) -> None:
    with pytest.raises(KgError, match="not found"):
        validate(tmp_path / "nowhere")
    (out / "evidence.ttl").unlink()
    with pytest.raises(KgError, match=r"evidence\.ttl"):
        validate(out)
    (out / "graph.nq").write_bytes(b"no quads\n")
    with pytest.raises(KgError, match=r"graph\.nq:1"):
        validate(out)


def test_lines_are_split_at_the_right_blanks() -> None:
    line = b'<a:s> <a:p> "x . <y> \\" z"@zh <a:g> .\n'
    assert split_line(line) == ("<a:s>", "<a:p>", '"x . <y> \\" z"@zh', "<a:g>")
