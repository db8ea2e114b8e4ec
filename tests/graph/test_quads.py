"""What a report becomes in the graph."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import NamedNode, Triple
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Dataset, Graph, Literal, Namespace, URIRef

from kg.errors import KgError, VocabularyError
from kg.graph.names import Names
from kg.graph.quads import evidence_lines, evidence_triples, fact_lines, fact_triples
from kg.model import Kind, Node, Ref, Statement, Term
from kg.model import Literal as Value
from kg.ontology_files import ontology_text
from tests.graph.sample import ACTION, BODY, COUNTY, KEY, LOST, PERSON, POST, RAW, SLOGAN, SUM, lines_of, mark, sample

KG = Namespace("https://example.org/kg/ont#")
ID = Namespace("https://example.org/kg/id/")
OA = Namespace("http://www.w3.org/ns/oa#")
PROV = Namespace("http://www.w3.org/ns/prov#")
SCHEMA = Namespace("https://schema.org/")
DCT = Namespace("http://purl.org/dc/terms/")
REPORT = URIRef(ID + KEY)


def graph_of(names: Names | None = None) -> Graph:
    triples = {line.rsplit(b" ", 2)[0] + b" .\n" for line in lines_of(sample(), names=names)}
    return Graph().parse(data=b"".join(triples), format="nt")


@pytest.fixture(scope="module")
def graph() -> Graph:
    return graph_of()


def labels(graph: Graph, key: str) -> set[tuple[str, str, str | None]]:
    found = set()
    for name in ("prefLabel", "altLabel", "hiddenLabel"):
        found |= {(name, str(o), o.language) for o in graph.objects(ID[key], SKOS[name])}
    return found


def test_every_term_is_one_of_the_ontology(graph: Graph) -> None:
    ontology = Graph()
    for name in ("kg.ttl", "measures.ttl"):
        ontology.parse(data=ontology_text(name), format="turtle")
    known = set(ontology.subjects())
    used = {t for row in graph for t in row if str(t).startswith(KG) and isinstance(t, URIRef)}
    assert used and used <= known
    assert {p for p in graph.predicates() if str(p).startswith(KG)} <= {
        *ontology.subjects(RDF.type, OWL.ObjectProperty),
        *ontology.subjects(RDF.type, OWL.DatatypeProperty),
    }


def test_the_report(graph: Graph) -> None:
    assert str(graph.value(REPORT, DCT.identifier)) == "平川 001"
    assert graph.value(REPORT, DCT.spatial) == ID[COUNTY]
    assert graph.value(REPORT, DCT.issued) == Literal("2020-02-17", datatype=XSD.date)
    assert graph.value(REPORT, DCT.source) == URIRef("https://news.example.org/a?b=1&c=%3C2%3E")
    assert graph.value(REPORT, KG.textLength) == Literal(len(RAW))


def test_what_it_mentions(graph: Graph) -> None:
    mentioned = {str(o).removeprefix(ID) for o in graph.objects(REPORT, SCHEMA.mentions)}
    assert {COUNTY, BODY, PERSON, POST, SLOGAN} <= mentioned
    assert not mentioned & {ACTION, SUM, LOST, "time/0001", "concept/经费", f"{SLOGAN}/1"}


def test_an_official_is_a_person_too(graph: Graph) -> None:
    assert set(graph.objects(ID[PERSON], RDF.type)) == {KG.Person, KG.Official}


def test_one_preferred_label_a_script(graph: Graph) -> None:
    assert labels(graph, COUNTY) == {
        ("prefLabel", "平川县", "zh-Hans"),
        ("prefLabel", "平川縣", "zh-Hant"),
        ("altLabel", "全县", "zh-Hans"),
        ("hiddenLabel", "平川縣(xiàn)", None),
    }


def test_short_forms_in_the_other_script_are_alternatives(graph: Graph) -> None:
    found = labels(graph, BODY)
    assert {("altLabel", "縣委", "zh-Hant"), ("altLabel", "平川縣委", "zh-Hant")} <= found
    assert [form for kind, form, tag in found if kind == "prefLabel" and tag == "zh-Hant"] == []


def test_noise_stays_hidden(graph: Graph) -> None:
    found = labels(graph, "instrument/990101/责任制")
    assert ("prefLabel", "責任制", "zh-Hant") in found
    assert ("hiddenLabel", "責任製", None) in found


@pytest.mark.parametrize(
    ("forms", "preferred"), [(("衛生室",), "衛生室"), (("衞生室",), None), (("衞生室", "衛生室"), "衛生室")]
)
def test_reports_that_spell_differently_agree_on_one_label(forms: tuple[str, ...], preferred: str | None) -> None:
    node = Node("org/1/卫生室", Kind.ORGANIZATION, "卫生室", (mark("縣委"),), hant=forms)
    facts = replace(sample(), nodes=(node,), statements=())
    found = {str(t.object) for t in fact_triples(facts, Names()) if t.predicate.value.endswith("prefLabel")}
    assert found == {'"卫生室"@zh-hans', *([f'"{preferred}"@zh-hant'] if preferred else [])}


def test_blanks_around_a_name_are_no_part_of_it() -> None:
    nodes = [Node("resource/口罩", Kind.RESOURCE, label, (mark("口罩"),)) for label in ("口罩", " 口罩", "口罩\u3000")]
    found = {line for n in nodes for line in fact_lines(replace(sample(), nodes=(n,), statements=()), Names())}
    assert sum('prefLabel> "口罩"@zh-Hans'.encode() in line for line in found) == 1


def test_spans_quote_the_raw_text(graph: Graph) -> None:
    spans = list(graph.subjects(RDF.type, KG.Span))
    assert len(spans) > 10
    for span in spans:
        found = {
            str(p).rpartition("#")[2]: o
            for s in graph.objects(span, OA.hasSelector)
            for p, o in graph.predicate_objects(s)
        }
        start, end = int(found["start"]), int(found["end"])
        assert str(span) == f"{REPORT}#char={start},{end}"
        assert RAW[start:end] == str(found["exact"])
        assert RAW[:start].endswith(str(found["prefix"]))
        assert RAW[end:].startswith(str(found["suffix"]))
        assert graph.value(span, OA.hasSource) == REPORT


def test_binary_facts_have_assertions(graph: Graph) -> None:
    found = {
        tuple(graph.value(a, RDF[p]) for p in ("subject", "predicate", "object"))
        for a in graph.subjects(RDF.type, KG.Assertion)
    }
    assert (ID[PERSON], KG.holds, ID[POST]) in found
    assert (ID[POST], KG.postIn, ID[BODY]) in found
    assert (REPORT, SCHEMA.mentions, ID[PERSON]) in found
    assert all(row in graph for row in found)


def test_an_assertion_says_how_sure_and_by_which_rule(graph: Graph) -> None:
    assertion = next(a for a in graph.subjects(RDF.predicate, KG.holds))
    assert graph.value(assertion, KG.confidence) == Literal("0.95", datatype=XSD.decimal)
    rule = graph.value(assertion, PROV.wasGeneratedBy)
    assert str(graph.value(rule, RDFS.label)) == "person.post"


def test_nodes_with_many_parts_carry_their_evidence(graph: Graph) -> None:
    for key in (ACTION, SUM, LOST, SLOGAN, f"{SLOGAN}/2", "time/0001"):
        assert list(graph.objects(ID[key], KG.evidence)), key
        assert len(list(graph.objects(ID[key], KG.confidence))) == 1, key


def test_figures(graph: Graph) -> None:
    value = graph.value(ID[SUM], KG.value)
    assert isinstance(value, Literal)
    assert (str(value), value.datatype) == ("3100000", XSD.decimal)
    assert graph.value(ID[SUM], KG.asOf) == Literal("2020-02-11", datatype=XSD.date)
    assert graph.value(ID[SUM], KG.unit) == URIRef("http://qudt.org/vocab/currency/CNY")
    assert graph.value(ID[LOST], KG.value) is None
    assert graph.value(ID[LOST], KG.bound) == KG.missing


def test_a_day_without_a_year(graph: Graph) -> None:
    assert graph.value(ID["time/0001"], RDF.value) == Literal("--02-06", datatype=XSD.gMonthDay)


@pytest.mark.parametrize(
    ("iso", "expected"),
    [
        ("2020-02-06", {("inXSDDate", "2020-02-06")}),
        ("2020-02", {("inXSDgYearMonth", "2020-02")}),
        ("2020-01-22/2020-01-23", {("startDate", "2020-01-22"), ("endDate", "2020-01-23")}),
        ("../2020-02-11", {("endDate", "2020-02-11")}),
        ("2020-02-11/..", {("startDate", "2020-02-11")}),
    ],
)
def test_times_are_typed(iso: str, expected: set[tuple[str, str]]) -> None:
    node = Node("time/1", Kind.TIME, "那时", (mark("2月6日"),), attributes=(("iso", Value(iso)),))
    facts = replace(sample(), nodes=(node,), statements=())
    names = ("inXSDDate", "inXSDgYearMonth", "startDate", "endDate")
    rows = [(t.predicate.value.replace("#", "/").rpartition("/")[2], t.object) for t in fact_triples(facts, Names())]
    assert {(p, o.value) for p, o in rows if p in names} == expected  # type: ignore[union-attr]


def test_measures_are_labelled_in_the_graph_itself(graph: Graph) -> None:
    node = graph.value(ID[ACTION], KG.measure)
    assert (node, RDF.type, KG.Measure) in graph
    assert {o.language for o in graph.objects(node, SKOS.prefLabel)} == {"zh-Hans", "en"}


@pytest.mark.parametrize(
    "broken",
    [
        Node("x/1", Kind.ORGANIZATION, "甲", (), attributes=(("kindOfBody", Value("party")),)),
        Node("x/1", Kind.ORGANIZATION, "甲", (), classes=("Committee",)),
        Node("x/1", Kind.ACTION, "甲", (), attributes=(("measure", Term("measure", "Teleport")),)),
        Node("x/1", Kind.ACTION, "甲", (), attributes=(("status", Term("kg", "maybe")),)),
        Node("x/1", Kind.QUANTITY, "甲", (), attributes=(("unit", Term("unit", "CNY")),)),
        Node("x/1", Kind.ACTION, "甲", (), attributes=(("agent", Value("县委")),)),
        Node("x/1", Kind.QUANTITY, "甲", (), attributes=(("value", Ref("y/1")),)),
    ],
)
def test_what_the_ontology_lacks_is_refused(broken: Node) -> None:
    with pytest.raises(VocabularyError):
        fact_lines(replace(sample(), nodes=(broken,)), Names())


def test_an_unknown_property_of_a_statement_is_refused_by_name() -> None:
    facts = replace(sample(), statements=(Statement(PERSON, "worksFor", Ref(BODY), (mark("縣委"),)),))
    for write in (fact_lines, evidence_lines):
        with pytest.raises(VocabularyError, match="worksFor"):
            write(facts, Names())


def test_the_same_facts_give_the_same_lines() -> None:
    assert lines_of(sample()) == lines_of(sample())
    assert len(set(fact_lines(sample(), Names()))) == len(fact_lines(sample(), Names()))


def test_lines_are_in_the_graph_of_their_report() -> None:
    data = Dataset()
    data.parse(data=b"".join(lines_of(sample(), sample("平川 002"))), format="nquads")
    names = {str(g.identifier) for g in data.graphs() if len(g)}
    assert len(names) == 2 and str(REPORT) in names


def test_objects_are_the_same_statements() -> None:
    names = Names()
    for lines, triples in ((fact_lines, fact_triples), (evidence_lines, evidence_triples)):
        found = set(triples(sample(), names))
        assert len(found) == len(lines(sample(), names))
        assert all(isinstance(t, Triple) for t in found)


def test_another_base() -> None:
    names = Names("https://data.example.net/county/")
    text = b"".join(lines_of(sample(), names=names))
    assert b"https://example.org/" not in text
    assert names.kg("holds") == NamedNode("https://data.example.net/county/ont#holds")


@pytest.mark.parametrize(
    "base", ["", "kg/", "https://example.org/kg", "https://example.org/k g/", "https://example.org/#/"]
)
def test_a_base_that_makes_no_iris_is_refused(base: str) -> None:
    with pytest.raises(KgError, match="base IRI"):
        Names(base)
