"""Words of pages: names of classes and properties in Chinese and English."""

from __future__ import annotations

from typing import Final

from kg.graph.terms import DC, DCT, OA, PROV, RDF, RDFS, SCHEMA, SKOS, TIME
from kg.serve.lookup import local
from kg.vocab import CLASSES, DATA_PROPERTIES, OBJECT_PROPERTIES

BORROWED: Final = {
    SCHEMA + "mentions": ("提及", "mentions"),
    SCHEMA + "startDate": ("起", "from"),
    SCHEMA + "endDate": ("止", "to"),
    SKOS + "notation": ("序号", "number"),
    RDF + "value": ("值", "value"),
    RDFS + "label": ("名称", "label"),
    DCT + "identifier": ("编号", "identifier"),
    DCT + "title": ("标题", "title"),
    DCT + "issued": ("日期", "issued"),
    DCT + "source": ("网址", "address"),
    DCT + "spatial": ("所涉地区", "about the place"),
    DC + "publisher": ("发布者", "publisher"),
    TIME + "inXSDDate": ("日期", "date"),
    TIME + "inXSDgYearMonth": ("年月", "month"),
    TIME + "inXSDgYear": ("年", "year"),
    OA + "hasSource": ("出处", "source"),
    PROV + "wasGeneratedBy": ("抽取规则", "rule"),
}
MATCHES: Final = {
    "closeMatch": ("相当于", "close to"),
    "broadMatch": ("属于更宽的", "within the broader"),
    "narrowMatch": ("包含更窄的", "has the narrower"),
    "exactMatch": ("等同于", "the same as"),
}
LISTED: Final = (
    "Person", "Organization", "Post", "AdminArea", "Place", "Facility", "Collective", "Mechanism", "Instrument",
    "Resource", "Action", "Quantity", "Measure",
)  # fmt: skip
SCHEMA_ORG: Final = {
    "Person": "Person", "Official": "Person", "Organization": "Organization", "Collective": "Organization",
    "AdminArea": "AdministrativeArea", "Place": "Place", "Facility": "Place", "Instrument": "CreativeWork",
    "Action": "Action", "Quantity": "QuantitativeValue", "Report": "NewsArticle", "Measure": "DefinedTerm",
}  # fmt: skip


def of_class(name: str) -> tuple[str, str]:
    """A class by local name."""
    return CLASSES.get(name, (name, name))


def of_predicate(iri: str) -> tuple[str, str]:
    """A property by IRI."""
    name = local(iri)
    return BORROWED.get(iri) or OBJECT_PROPERTIES.get(name) or DATA_PROPERTIES.get(name) or (name, name)
