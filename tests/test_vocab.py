"""The vocabulary equals the ontology, and the code's own terms are in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

import kg.vocab
from kg import vocab, vocab_values
from kg.errors import ResourceError
from kg.model import Bound, Kind, Scope, Status
from kg.ontology_files import DEFAULT_BASE, ontology_folder, ontology_text
from kg.vocab_gen import main, render

ONT = DEFAULT_BASE + "ont#"
GOLD_MEASURES = re.findall(
    r"\w+",
    """EmergencyResponse Command Pairing Grid PartyFront CadreDispatch LeaveCancelled Supervision Accountability
CadreAssessment CadreRules Commendation TaskLists DoorToDoor InboundRegister ContactTracing DigitalTracing HealthMonitoring
ReportRegime RiskAppraisal Testing Quarantine HomeQuarantine MedicalTreatment FeverClinic Training InfectionControl
Disinfection Checkpoint TurnBack HealthCode MovementRestriction ZonedControl Patrol GatheringLimit BusinessClosure
WorkResumption SchoolClosure WildlifeBan PersonalProtection Publicity OpinionManagement Hotline FiscalAllocation Procurement
Insurance EssentialSupply PriceOrder FeeRelief PsychologicalSupport VulnerableCare Volunteering Donation MutualAid Meeting
Rescue Evacuation Relief Construction Other""",
)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ontology_folder() / "kg.ttl")


@pytest.fixture(scope="module")
def measures() -> Graph:
    return Graph().parse(ontology_folder() / "measures.ttl")


@pytest.mark.parametrize("name", ["vocab.py", "vocab_values.py"])
def test_generated_file_is_up_to_date(name: str) -> None:
    assert Path(kg.vocab.__file__).with_name(name).read_text(encoding="utf-8") == render()[name]


def test_check_finds_nothing_to_say(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check"]) == 0
    assert capsys.readouterr().out == ""


def test_kinds_and_values_are_terms() -> None:
    assert {k.value for k in Kind} <= vocab.CLASSES.keys()
    assert {v.value for e in (Bound, Scope, Status) for v in e} == vocab_values.VALUES.keys()


def test_measures_are_those_of_the_guidelines() -> None:
    assert set(GOLD_MEASURES) == vocab_values.MEASURES.keys()


def terms(graph: Graph) -> list[URIRef]:
    return sorted(s for s in set(graph.subjects()) if isinstance(s, URIRef) and str(s).startswith(ONT))


def test_every_term_is_labelled_and_defined(ontology: Graph) -> None:
    for term in terms(ontology):
        assert {label.language for label in ontology.objects(term, RDFS.label)} == {"zh-Hans", "en"}, term
        assert {d.language for d in ontology.objects(term, SKOS.definition)} == {"zh-Hans", "en"}, term
        assert list(ontology.objects(term, RDFS.isDefinedBy)) == [URIRef(DEFAULT_BASE + "ont")], term


@pytest.mark.parametrize("kind", [OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty])
def test_no_label_twice(ontology: Graph, kind: URIRef) -> None:
    labels = [str(label) for term in ontology.subjects(RDF.type, kind) for label in ontology.objects(term, RDFS.label)]
    assert len(labels) == len(set(labels))


def test_no_domain_or_range_that_infers(ontology: Graph) -> None:
    assert not list(ontology.subject_objects(RDFS.domain))
    assert not list(ontology.subject_objects(RDFS.range))


def test_own_superterms_exist(ontology: Graph) -> None:
    known = set(terms(ontology))
    schema = rdflib.Namespace("https://schema.org/")
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, schema.domainIncludes, schema.rangeIncludes, RDF.type):
        for subject, target in ontology.subject_objects(predicate):
            assert not str(target).startswith(ONT) or target in known, (subject, target)


def test_every_mapping_leads_to_a_labelled_code(measures: Graph) -> None:
    for predicate in (SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch):
        for subject, target in measures.subject_objects(predicate):
            assert (target, SKOS.prefLabel, None) in measures, (subject, target)
            assert (target, SKOS.inScheme, None) in measures, (subject, target)


def test_local_name_is_the_notation(measures: Graph) -> None:
    for concept in measures.subjects(RDF.type, URIRef(ONT + "Measure")):
        assert [str(n) for n in measures.objects(concept, SKOS.notation)] == [str(concept).rsplit("/", 1)[1]]


def test_another_base_replaces_every_own_iri() -> None:
    text = ontology_text("kg.ttl", "https://data.example.net/")
    assert DEFAULT_BASE not in text
    assert "https://data.example.net/ont#holds" in {str(s) for s in Graph().parse(data=text).subjects()}


def test_an_unknown_file_is_refused() -> None:
    with pytest.raises(ResourceError, match=r"other\.ttl"):
        ontology_text("other.ttl")


def test_the_readme_counts_right() -> None:
    text = (ontology_folder() / "README.md").read_text(encoding="utf-8")
    properties = len(vocab.OBJECT_PROPERTIES) + len(vocab.DATA_PROPERTIES)
    assert f"{len(vocab.CLASSES)} classes, {properties} properties" in text
    assert f"{len(vocab_values.MEASURES)} measure types" in text
