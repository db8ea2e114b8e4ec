"""Values of parameters as RDF terms. They reach a query by substitution, never by pasting.

Kinds:
    name    a label as the graph has it, whichever script and quotes the user writes
    text    part of a label or quote: Simplified, without quotes
    number  a decimal
    date    2020-02, 2020-02-13 …, compared as text
A name or text that is not given is the empty text.
A value in N-Triples syntax (`<iri>`, `"text"@zh-Hans`) is taken as that term whatever the kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, Triple, Variable, parse

from kg.errors import KgError
from kg.graph.terms import DCT, SKOS, XSD, decimal
from kg.lexicon.chinese import Chinese, substitute
from kg.queries.library import Query

Term = NamedNode | BlankNode | Literal | Triple
LABELS = tuple(NamedNode(SKOS + name) for name in ("prefLabel", "altLabel", "hiddenLabel"))
NAMED = (*LABELS, NamedNode(SKOS + "notation"), NamedNode(DCT + "identifier"))
TAGS = ("zh-hans", "zh-hant", "en", None)
QUOTES = re.compile(r"[“”‘’\"'「」『』《》〈〉]")
GLOSS = re.compile(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿ]{1,6}\)", re.IGNORECASE)
NEAR = 5
MEANINGS = 50  # sets of terms at most
DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


class Folder:
    """Writes a text in the way in which texts are compared: Simplified, half width, without quotes and glosses."""

    def __init__(self) -> None:
        self._chinese = Chinese()

    def __call__(self, text: str) -> str:
        """`text` folded."""
        plain = substitute(text.strip(), self._chinese.folds)
        return QUOTES.sub("", self._chinese.simplify(GLOSS.sub("", plain)))


@dataclass(frozen=True)
class Bound:
    """The terms of a query's variables, one set for each thing that a name may mean, and notes for the user."""

    terms: tuple[Mapping[Variable, Term], ...]
    notes: tuple[str, ...] = ()


def bind(query: Query, given: Mapping[str, str], store: Store, fold: Folder) -> Bound:
    """Terms for the variables of a query: what is given, else the defaults.

    A value for a variable that the header does not name counts as a name. Where a name means several things (通化 is a
    city and a county), there is a set of terms for each.

    Raises:
        KgError: if a value is not of its kind, or one that must be given is not.
    """
    missing = [p for p in query.parameters if p.required and not given.get(p.name)]
    if missing:
        wanted = ", ".join(f"{p.name} ({p.what})" for p in missing)
        raise KgError(f"query {query.name}: a value is wanted for {wanted}")
    defaults = {p.name: p.default for p in query.parameters if p.default is not None}
    choices: dict[Variable, Sequence[Term]] = {}
    notes: list[str] = []
    for name, value in (defaults | dict(given)).items():
        parameter = query.parameter(name)
        kind = parameter.kind if parameter else "name"
        if value[:1] in ("<", '"') and (term := _term(value)) is not None:
            choices[Variable(name)] = (term,)
        elif kind == "name" and value:
            found = labels(store, value, fold)
            if not found:
                notes.append(f"nothing is called {value!r}" + similar(store, value, fold))
            choices[Variable(name)] = found or (Literal(fold(value), language=TAGS[0]),)
        else:
            choices[Variable(name)] = (_literal(name, kind, value, fold),)
    sets = product(*choices.values())
    return Bound(tuple(dict(zip(choices, terms, strict=True)) for terms in islice(sets, MEANINGS)), tuple(notes))


def _term(value: str) -> Term | None:
    """A value in N-Triples syntax; None if it is none."""
    try:
        rows = list(parse(f"<x:s> <x:p> {value} .", format=RdfFormat.N_TRIPLES))
    except SyntaxError:
        return None
    return rows[0].object if len(rows) == 1 else None


def _literal(name: str, kind: str, value: str, fold: Folder) -> Literal:
    if kind in ("name", "text"):
        return Literal(fold(value))
    if kind == "number":
        try:
            return Literal(decimal(value), datatype=NamedNode(XSD + "decimal"))
        except ValueError as error:
            raise KgError(f"{name}={value}: wants a number") from error
    if not DATE.fullmatch(value):
        raise KgError(f"{name}={value}: wants a date such as 2020, 2020-02 or 2020-02-13")
    return Literal(value)


def labels(store: Store, name: str, fold: Folder) -> tuple[Literal, ...]:
    """The preferred labels, Simplified, of what the graph calls `name` in any script or form; () if nothing is.

    Where something has it as its preferred label only that counts; identifiers of reports stand for themselves.
    """
    found = _written(store, name, fold)
    if found is None:
        return ()
    things = [q.subject for p in NAMED for q in store.quads_for_pattern(None, p, found, None)]
    if found.language == TAGS[0] and next(store.quads_for_pattern(None, LABELS[0], found, None), None):
        return (found,)
    names = (q.object for thing in things for q in store.quads_for_pattern(thing, LABELS[0], None, None))
    preferred = {x for x in names if isinstance(x, Literal) and x.language == TAGS[0]}
    return tuple(sorted(preferred, key=lambda x: x.value)) or (found,)


def _written(store: Store, name: str, fold: Folder) -> Literal | None:
    """The literal that the graph has for `name`: as it is, folded, or one that folds to the same; None if none."""
    folded = fold(name)
    for form in dict.fromkeys((folded, name)):
        for tag in TAGS:
            term = Literal(form, language=tag) if tag else Literal(form)
            if any(next(store.quads_for_pattern(None, p, term, None), None) for p in NAMED):
                return term
    alike = (x for x in _labels(store) if len(QUOTES.sub("", x.value)) == len(folded))
    same = (x for x in alike if fold(x.value) == folded)
    return min(same, key=lambda x: (x.language != TAGS[0], x.value), default=None)


def similar(store: Store, name: str, fold: Folder) -> str:
    """A few labels that hold `name` or lie in it, for a message; "" if there are none."""
    folded = fold(name)
    values = {x.value for x in _labels(store) if x.language == TAGS[0]}
    near: Iterable[str] = (x for x in values if folded in x or (len(x) > 1 and x in folded))
    found = sorted(near, key=lambda x: (abs(len(x) - len(folded)), x))[:NEAR]
    return f"; similar: {', '.join(found)}" if found else ""


def _labels(store: Store) -> Iterator[Literal]:
    for predicate in LABELS:
        for quad in store.quads_for_pattern(None, predicate, None, None):
            if isinstance(quad.object, Literal):
                yield quad.object
