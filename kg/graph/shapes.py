"""`kg validate`: whether the graph of a build is as the ontology's shapes want it, and quotes its reports exactly."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Final
from zlib import crc32

import pyshacl
import rdflib
from pyoxigraph import Quad, RdfFormat, parse

from kg.errors import KgError
from kg.graph.checks import CODED, Finding, ReportGraph, Severity, split_line
from kg.graph.load import EVIDENCE, FACTS, rdflib_row
from kg.graph.names import Names
from kg.graph.terms import SKOS
from kg.ontology_files import ontology_text
from kg.vocab import Class, Property

QUADS: Final = "graph.nq"
BUCKET_BYTES: Final = 8 << 20  # about 25 reports: what one worker holds in memory at a time
MAX_BUCKETS: Final = 512
SH: Final = rdflib.Namespace("http://www.w3.org/ns/shacl#")
REPORT_TYPE: Final = f"{Class.REPORT}>"
PREF_LABEL: Final = f"<{SKOS}prefLabel>"
Texts = Mapping[str, str]


@dataclass(frozen=True)
class ValidationReport:
    """The outcome: how much was looked at, and what was found, worst first."""

    reports: int
    statements: int
    findings: tuple[Finding, ...]

    @property
    def conforms(self) -> bool:
        """Whether there is no violation; warnings do not count."""
        return all(f.severity is not Severity.VIOLATION for f in self.findings)


@dataclass(frozen=True)
class _Bucket:
    """Some reports' lines in one file, with what is known about them."""

    path: Path
    base: str
    texts: Texts


def validate(out: Path, texts: Texts | None = None, workers: int = 1) -> ValidationReport:
    """Check the build in `out`: shapes, evidence, quotes, and that its files say the same.

    Args:
        out: the folder that `kg build` wrote.
        texts: raw texts by report key (`kg.link.base.report_key`), as far as they can be reached; quotes of the other
            reports are only checked for their length.
        workers: processes to use.

    Raises:
        KgError: if `out` is no build or a file of it cannot be parsed.
    """
    quads = out / QUADS
    if not quads.is_file():
        raise KgError(f"{quads}: not found; is the folder the output of kg build?")
    with tempfile.TemporaryDirectory() as folder:
        survey = _Survey()
        buckets = list(_buckets(survey, survey.divide(quads, Path(folder)), texts or {}))
        found = set(survey.findings)
        if workers > 1 and len(buckets) > 1:
            with ProcessPoolExecutor(workers) as pool:
                found.update(f for part in pool.map(_check, buckets) for f in part)
        else:
            found.update(f for bucket in buckets for f in _check(bucket))
    statements, digest = _digest(quads, RdfFormat.N_QUADS)
    (facts, one), (evidence, other) = (_digest(out / name, RdfFormat.TURTLE) for name in (FACTS, EVIDENCE))
    if (statements, digest) != (facts + evidence, one ^ other):
        what = f"{FACTS} and {EVIDENCE} have {facts + evidence} statements, {QUADS} has {statements}, or they differ"
        found.add(Finding(Severity.VIOLATION, str(out), what))
    return ValidationReport(survey.graphs, statements, tuple(sorted(found)))


def _buckets(survey: _Survey, parts: Mapping[Path, set[str]], texts: Texts) -> Iterator[_Bucket]:
    ids = Names(survey.base).terms.ids
    for path, graphs in parts.items():
        keys = [graph.removeprefix(ids).removesuffix(">") for graph in graphs]
        yield _Bucket(path, survey.base, {key: texts[key] for key in keys if key in texts})


class _Survey:
    """One pass over the sorted N-Quads: divides them by report and checks what spans reports."""

    def __init__(self) -> None:
        self.graphs = 0
        self.findings: list[Finding] = []
        self.base = Names().base

    def divide(self, quads: Path, folder: Path) -> dict[Path, set[str]]:
        """Write each report's lines into one of several files in `folder`; returns the reports in each."""
        count = min(MAX_BUCKETS, 1 + quads.stat().st_size // BUCKET_BYTES)
        paths = [folder / str(i) for i in range(count)]
        parts: dict[Path, set[str]] = defaultdict(set)
        with ExitStack() as stack:
            files = [stack.enter_context(path.open("wb")) for path in paths]
            for subject, rows in groupby(self._rows(quads), key=lambda row: row[1][0]):
                labels: dict[str, set[str]] = defaultdict(set)
                codes: set[str] = set()
                kinds: dict[str, set[str]] = defaultdict(set)
                for line, (_, predicate, value, graph) in rows:
                    bucket = crc32(graph.encode()) % count
                    files[bucket].write(line)
                    parts[paths[bucket]].add(graph)
                    if predicate == PREF_LABEL:
                        labels[value.rpartition("@")[2]].add(value)
                    elif predicate.endswith(f"#{Property.ADMIN_CODE}>"):
                        codes.add(value)
                    elif predicate.endswith(f"#{Property.ORG_KIND}>"):
                        kinds[predicate].add(value)
                    elif value.endswith(f"#{REPORT_TYPE}"):
                        self.base = value[1:].removesuffix(f"ont#{REPORT_TYPE}")
                self._one_each(subject, [*labels.values(), codes])
                self._one_kind(subject, kinds)
        self.graphs = sum(map(len, parts.values()))
        return parts

    def _rows(self, quads: Path) -> Iterator[tuple[bytes, tuple[str, str, str, str]]]:
        with quads.open("rb") as file:
            for number, line in enumerate(file, 1):
                try:
                    yield line, split_line(line)
                except (ValueError, UnicodeDecodeError) as error:
                    raise KgError(f"{quads}:{number}: no N-Quads line") from error

    def _one_each(self, subject: str, groups: Iterable[set[str]]) -> None:
        for values in groups:
            if len(values) > 1:
                what = f"reports disagree: {', '.join(sorted(values))}"
                self.findings.append(Finding(Severity.VIOLATION, subject, what))

    def _one_kind(self, subject: str, kinds: Mapping[str, set[str]]) -> None:
        """The shapes see it too where both reports are in one bucket."""
        for predicate, values in kinds.items():
            if len(values) > 1:
                what = f"{predicate.strip('<>')}: reports read its kind differently"
                self.findings.append(Finding(Severity.WARNING, subject, what))


def _digest(path: Path, form: RdfFormat) -> tuple[int, int]:
    """How many statements a file has, and a hash that does not depend on their order; equal neighbours count once.

    Raises:
        KgError: if it is missing or cannot be parsed.
    """
    digest = count = 0
    last = ""
    try:
        for quad in parse(path=str(path), format=form):
            assert isinstance(quad, Quad)
            line = str(quad.triple)
            if line != last:
                last, count, digest = line, count + 1, digest ^ hash(line)
    except OSError as error:
        raise KgError(f"{path}: {error.strerror or error}") from error
    except SyntaxError as error:
        raise KgError(f"{path}: {error}") from error
    return count, digest


def _check(bucket: _Bucket) -> list[Finding]:
    """All findings of the reports in one bucket."""
    data = bucket.path.read_bytes()
    names = Names(bucket.base)
    graphs: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for line in data.splitlines():
        subject, predicate, value, graph = split_line(line)
        graphs[graph].append((subject, predicate, value))
    found: list[Finding] = []
    lines: set[str] = set()
    for graph, rows in graphs.items():
        raw = bucket.texts.get(graph.removeprefix(names.terms.ids).removesuffix(">"))
        report = ReportGraph(graph, rows, names, raw)
        found += report.findings()
        lines.update(f"{' '.join(row)} .\n" for row in report.facts())
    merged = rdflib.Graph(bind_namespaces="none")
    for quad in parse("".join(lines).encode(), format=RdfFormat.N_TRIPLES):
        assert isinstance(quad, Quad)
        merged.add(rdflib_row(quad))
    return [*found, *shape_findings(merged, names)]


def shape_findings(graph: rdflib.Graph, names: Names) -> list[Finding]:
    """What the shapes say of `graph`, but for what `kg.graph.checks` does; `graph` gains the ontology's class hierarchy."""
    for row in _hierarchy(names.base):
        graph.add(row)
    _, results, text = pyshacl.validate(graph, shacl_graph=_shapes(names.base), inplace=True)
    if not isinstance(results, rdflib.Graph):
        raise KgError(f"shapes.ttl: {text}")
    return sorted(_finding(results, node) for node in results.subjects(rdflib.RDF.type, SH.ValidationResult))


def _finding(results: rdflib.Graph, node: rdflib.term.Node) -> Finding:
    warning = results.value(node, SH.resultSeverity) == SH.Warning
    path, value = results.value(node, SH.resultPath), results.value(node, SH.value)
    where = f"{path}: " if isinstance(path, rdflib.URIRef) else ""
    what = f" (is {value})" if value is not None and value != results.value(node, SH.focusNode) else ""
    severity = Severity.WARNING if warning else Severity.VIOLATION
    message = f"{where}{results.value(node, SH.resultMessage)}{what}"
    return Finding(severity, f"<{results.value(node, SH.focusNode)}>", message)


@lru_cache(maxsize=2)
def _hierarchy(base: str) -> tuple[tuple[rdflib.term.Node, rdflib.term.Node, rdflib.term.Node], ...]:
    ontology = rdflib.Graph().parse(data=ontology_text("kg.ttl", base), format="turtle")
    return tuple(ontology.triples((None, rdflib.RDFS.subClassOf, None)))


@lru_cache(maxsize=2)
def _shapes(base: str) -> rdflib.Graph:
    """The shapes without those that `kg.graph.checks` does faster, and without SPARQL constraints."""
    shapes = rdflib.Graph().parse(data=ontology_text("shapes.ttl", base), format="turtle")
    shapes.remove((None, SH.sparql, None))
    for name in CODED:
        shapes.remove((rdflib.URIRef(f"{base}shape#{name}"), SH.targetClass, None))
    return shapes
