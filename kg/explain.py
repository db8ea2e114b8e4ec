"""`kg explain`: everything that a build says of a name, with the rule and the sentence behind each fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from opencc import OpenCC
from pyoxigraph import Literal, NamedNode

from kg.errors import KgError
from kg.graph.store import open_store
from kg.graph.terms import DCT, OA, PROV
from kg.originals import Originals
from kg.view import LABELS, OBJECT, PREDICATE, SUBJECT, TYPE, View, local

TAGS = ("zh-hans", "zh-hant", "zh")
NEAR = 10


@dataclass(frozen=True, slots=True)
class Quote:
    """Where a report says something: raw offsets (code points, end exclusive), the words, and what stands around them."""

    report: str
    start: int
    end: int
    before: str
    exact: str
    after: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: for a binary one `details` is empty, an action or figure has its parts there."""

    subject: str
    predicate: str
    object: str
    details: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]
    confidence: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """A node of the graph that a name stands for."""

    iri: str
    classes: tuple[str, ...]
    labels: tuple[str, ...]
    facts: tuple[Fact, ...]


def explain(out: Path, name: str) -> tuple[Thing, ...]:
    """What the build in `out` says of `name`.

    Args:
        out: a folder that `kg build` wrote.
        name: any label of a thing in either script, or its IRI.

    Raises:
        KgError: if `out` is no build, or nothing has this name; the message then gives similar ones.
    """
    graph = Explained(out)
    found = sorted(graph.named(name), key=lambda n: n.value)
    if not found:
        near = "; similar: " + ", ".join(graph.similar(name)) if graph.similar(name) else ""
        raise KgError(f"{out}: nothing is called {name!r}{near}")
    return tuple(graph.thing(node) for node in found)


class Explained:
    """A build's store, read only, with the questions that an explanation asks."""

    def __init__(self, out: Path) -> None:
        self._view = View(open_store(out))
        self._originals = Originals(out)

    def named(self, name: str) -> set[NamedNode]:
        """The nodes that carry `name` as a label in either script, or have it as their IRI."""
        forms = {name, *(OpenCC(way).convert(name) for way in ("tw2s", "s2tw", "s2t"))}
        tagged = [Literal(form, language=tag) for form in sorted(forms) for tag in TAGS]
        literals = [*tagged, *(Literal(form) for form in sorted(forms))]
        found = {s for label in LABELS for x in literals for s, _, _ in self._view.rows(None, label, x)}
        if "://" in name and not any(c in '<>"{}|^`\\ ' for c in name):
            found |= {s for s, _, _ in self._view.rows(NamedNode(name))}
        return found

    def similar(self, name: str) -> list[str]:
        """Labels that hold `name` or lie in it, the shortest first."""
        simple = OpenCC("tw2s").convert(name)
        labels = {value.value for _, _, value in self._view.rows(None, LABELS[0])}
        near = (x for x in labels if simple in x or (len(x) > 1 and x in simple))
        return sorted(near, key=lambda x: (len(x), x))[:NEAR]

    def thing(self, node: NamedNode) -> Thing:
        """Everything about `node`; what merely mentions it comes last."""
        view = self._view
        labels = dict.fromkeys(value.value for label in LABELS for value in view.values(node, label))
        classes = tuple(sorted(local(value) for value in view.values(node, TYPE)))
        facts = (*self._own(node), *self._asserted(node), *self._parts(node))
        return Thing(node.value, classes, tuple(labels), tuple(sorted(facts, key=_order)))

    def _own(self, node: NamedNode) -> Iterator[Fact]:
        """The node itself, where it carries its own evidence (actions, figures, mechanisms)."""
        if self._view.evidenced(node):
            yield self._fact(node, self._view.label(node), "is", self._view.sort(node), tuple(self._details(node)))

    def _asserted(self, node: NamedNode) -> Iterator[Fact]:
        """Binary facts with `node` at either end."""
        view = self._view
        found = {s for end in (SUBJECT, OBJECT) for s, _, _ in view.rows(None, end, node)}
        for assertion in sorted(found, key=str):
            subject, predicate, value = (view.values(assertion, p)[0] for p in (SUBJECT, PREDICATE, OBJECT))
            yield self._fact(assertion, view.label(subject), local(predicate), view.label(value))

    def _parts(self, node: NamedNode) -> Iterator[Fact]:
        """Actions and figures that `node` takes part in."""
        view = self._view
        for other, predicate, _ in view.rows(None, None, node):
            if predicate not in (SUBJECT, OBJECT) and view.evidenced(other):
                role = f"{local(predicate)} of"
                yield self._fact(other, view.label(node), role, view.sort(other), tuple(self._details(other)))

    def _details(self, node: NamedNode) -> Iterator[tuple[str, str]]:
        for _, predicate, value in self._view.rows(node):
            name = local(predicate)
            if predicate.value.startswith(self._view.terms) and name not in ("evidence", "confidence", "trigger"):
                yield name, self._view.label(value)

    def _fact(
        self, node: NamedNode, subject: str, predicate: str, value: str, details: tuple[tuple[str, str], ...] = ()
    ) -> Fact:
        view = self._view
        rules = tuple(sorted(map(view.label, view.values(node, NamedNode(PROV + "wasGeneratedBy")))))
        confidence = max((v.value for v in view.values(node, view.kg("confidence"))), default="")
        quotes = (self.quote(v) for v in view.values(node, view.kg("evidence")) if isinstance(v, NamedNode))
        sorted_quotes = tuple(sorted(quotes, key=lambda q: (q.report, q.start, q.end)))
        return Fact(subject, predicate, value, tuple(sorted(details)), rules, confidence, sorted_quotes)

    def quote(self, span: NamedNode) -> Quote:
        """The words of a span in their sentence: from the original if it is still there, else what the graph keeps."""
        view = self._view
        values: dict[str, str] = {}
        for selector in view.values(span, NamedNode(OA + "hasSelector")):
            if isinstance(selector, NamedNode):
                values |= {local(p): v.value for _, p, v in view.rows(selector)}
        start, end = int(values["start"]), int(values["end"])
        source = view.values(span, NamedNode(OA + "hasSource"))[0]
        assert isinstance(source, NamedNode)
        name = view.values(source, NamedNode(DCT + "identifier"))[0].value
        digest = view.values(source, view.kg("textHash"))[0].value
        around = self._originals.around(name, digest, start, end)
        before, after = around or (values["prefix"], values["suffix"])
        return Quote(name, start, end, before, values["exact"], after)


def _order(fact: Fact) -> tuple[bool, str, int, str]:
    first = fact.quotes[0] if fact.quotes else None
    return fact.predicate == "mentions", first.report if first else "", first.start if first else 0, fact.predicate


def as_text(things: Iterable[Thing]) -> Iterator[str]:
    """Lines to print; the words of a span stand between ⟦ and ⟧."""
    for thing in things:
        yield f"{' · '.join(thing.labels)}   ({', '.join(thing.classes)})"
        yield thing.iri
        for fact in thing.facts:
            yield f"\n  {fact.subject} — {fact.predicate} → {fact.object}"
            for name, value in fact.details:
                yield f"      {name}: {value}"
            yield f"      by {', '.join(fact.rules)}" + (f", confidence {fact.confidence}" if fact.confidence else "")
            for q in fact.quotes:
                yield f"      {q.report} [{q.start}, {q.end}): " + f"{q.before}⟦{q.exact}⟧{q.after}".replace("\n", " ")
        yield ""
