"""What the server says of itself in RDF: the service description of SPARQL 1.1, and VoID with DCAT of the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from kg.graph.names import Names
from kg.graph.terms import DCT, OA, PROV, RDF, RDFS, SCHEMA, SKOS, TIME, XSD
from kg.serve.accept import DOCUMENTS, GRAPHS, ROWS, Format
from kg.vocab import CLASSES

SD: Final = "http://www.w3.org/ns/sparql-service-description#"
VOID: Final = "http://rdfs.org/ns/void#"
DCAT: Final = "http://www.w3.org/ns/dcat#"
FORMATS: Final = "http://www.w3.org/ns/formats/"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
MEDIA: Final = "https://www.iana.org/assignments/media-types/"
LICENCE: Final = "https://www.apache.org/licenses/LICENSE-2.0"
W3C: Final = {
    "json": "SPARQL_Results_JSON", "xml": "SPARQL_Results_XML", "csv": "SPARQL_Results_CSV", "tsv": "SPARQL_Results_TSV",
    "ttl": "Turtle", "nt": "N-Triples", "rdf": "RDF_XML", "jsonld": "JSON-LD", "nq": "N-Quads", "trig": "TriG", "n3": "N3",
}  # fmt: skip
PREFIXES: Final = {"sd": SD, "void": VOID, "dcat": DCAT, "dcterms": DCT, "rdf": RDF, "xsd": XSD, "foaf": FOAF}
Rows = Iterator[tuple[str, str, str | int | tuple[str, str]]]


def service_description(record: Mapping[str, Any], names: Names, address: str, form: RdfFormat) -> bytes:
    """The service description.

    Args:
        record: of the build (`build.json`).
        names: its IRIs.
        address: that of the endpoint.
        form: of the answer.
    """
    return _bytes(_service(record, names, address), form)


def void(record: Mapping[str, Any], names: Names, root: str, modified: str, form: RdfFormat) -> bytes:
    """The description of the data; `root` is the address of the server without its last slash, `modified` a date and time."""
    return _bytes(_void(record, names, root, modified), form)


def _service(record: Mapping[str, Any], names: Names, address: str) -> Rows:
    service, data = f"{address}#service", f"{names.base}dataset"
    graph = f"{names.base}graph"
    yield service, RDF + "type", SD + "Service"
    yield service, SD + "endpoint", address
    yield service, SD + "supportedLanguage", SD + "SPARQL11Query"
    yield service, SD + "feature", SD + "EmptyGraphs"
    for form in (*ROWS, *GRAPHS):
        yield service, SD + "resultFormat", FORMATS + W3C[form.name]
    yield service, SD + "defaultDataset", data
    yield service, SD + "availableGraphs", data
    yield data, RDF + "type", SD + "Dataset"
    yield data, SD + "defaultGraph", graph
    yield graph, RDF + "type", SD + "Graph"
    yield graph, RDF + "type", VOID + "Dataset"
    yield graph, VOID + "triples", _triples(record)


def _triples(record: Mapping[str, Any]) -> int:
    found = record.get("counts", {}).get("statements", {})
    return sum(int(found.get(name, 0)) for name in ("graph.ttl", "evidence.ttl"))


def _void(record: Mapping[str, Any], names: Names, root: str, modified: str) -> Rows:
    data, page = f"{names.base}dataset", f"{root}/.well-known/void"
    yield page, RDF + "type", VOID + "DatasetDescription"
    yield page, FOAF + "primaryTopic", data
    for kind in (VOID, DCAT):
        yield data, RDF + "type", kind + "Dataset"
    yield data, DCT + "title", ("地方政府报道知识图谱", "zh-Hans")
    yield data, DCT + "title", ("Knowledge graph of local-government reports", "en")
    yield data, DCT + "description", (
        "Officials, bodies, places, measures and figures of Chinese local-government reports, each with its source.", "en"
    )  # fmt: skip
    yield data, DCT + "language", ("zh", "")
    yield data, DCT + "modified", (modified, XSD + "dateTime")
    yield data, VOID + "uriSpace", (f"{names.base}id/", "")
    yield data, VOID + "sparqlEndpoint", f"{root}/sparql"
    yield data, VOID + "triples", _triples(record)
    yield data, FOAF + "homepage", f"{root}/"
    yield data, VOID + "openSearchDescription", f"{root}/opensearch.xml"
    for space in (f"{names.base}ont#", SKOS, OA, PROV, TIME, SCHEMA, DCT):
        yield data, VOID + "vocabulary", space
    yield from _partitions(record, names, data)
    yield from _distributions(root, data)


def _partitions(record: Mapping[str, Any], names: Names, data: str) -> Rows:
    for name, count in sorted(record.get("counts", {}).get("classes", {}).items()):
        if name in CLASSES:
            part = f"{names.base}dataset/{name}"
            yield data, VOID + "classPartition", part
            yield part, VOID + "class", f"{names.base}ont#{name}"
            yield part, VOID + "entities", int(count)


def _distributions(root: str, data: str) -> Rows:
    service = f"{root}/sparql#dcat"
    yield service, RDF + "type", DCAT + "DataService"
    yield service, DCAT + "endpointURL", f"{root}/sparql"
    yield service, DCAT + "endpointDescription", f"{root}/sparql"
    yield service, DCAT + "servesDataset", data
    yield service, DCT + "conformsTo", "https://www.w3.org/TR/sparql11-protocol/"
    for form in DOCUMENTS:
        yield data, VOID + "feature", FORMATS + W3C[form.name]
    distribution = f"{root}/sparql#distribution"
    yield data, DCAT + "distribution", distribution
    yield distribution, RDF + "type", DCAT + "Distribution"
    yield distribution, DCAT + "accessURL", f"{root}/sparql"
    yield distribution, DCAT + "accessService", service
    yield from ((distribution, DCAT + "mediaType", MEDIA + form.types[0]) for form in GRAPHS[:4])


def _bytes(rows: Rows, form: RdfFormat) -> bytes:
    triples = (Triple(NamedNode(s), NamedNode(p), _term(o)) for s, p, o in rows)
    done = serialize(triples, format=form, prefixes=PREFIXES)
    assert isinstance(done, bytes)
    return done


def _term(value: str | int | tuple[str, str]) -> NamedNode | Literal:
    if isinstance(value, str):
        return NamedNode(value)
    if isinstance(value, int):
        return Literal(str(value), datatype=NamedNode(XSD + "integer"))
    text, kind = value
    if kind.startswith("http"):
        return Literal(text, datatype=NamedNode(kind))
    return Literal(text, language=kind) if kind else Literal(text)


__all__ = ["RDFS", "Format", "service_description", "void"]
