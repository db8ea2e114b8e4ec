"""Evidence as N-Triples text: spans with their selectors, assertions, rules."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Final

from kg.graph.names import Terms
from kg.graph.terms import OA, PROV, RDF, RDFS, XSD, number, text
from kg.model import Mark
from kg.vocab import Class, Property

CONTEXT: Final = 12  # characters before and after a quote that help to find it again
TYPE: Final = f"<{RDF}type>"
GENERATED: Final = f"<{PROV}wasGeneratedBy>"
_SOURCE, _SELECTOR = f"<{OA}hasSource>", f"<{OA}hasSelector>"
_START, _END = f"<{OA}start>", f"<{OA}end>"
_EXACT, _PREFIX, _SUFFIX = f"<{OA}exact>", f"<{OA}prefix>", f"<{OA}suffix>"
_POSITION, _QUOTE = f"<{OA}TextPositionSelector>", f"<{OA}TextQuoteSelector>"
_SUBJECT, _PREDICATE, _OBJECT = f"<{RDF}subject>", f"<{RDF}predicate>", f"<{RDF}object>"
_INTEGER = f"^^<{XSD}integer>"

Add = Callable[[str], None]  # takes `subject predicate object`


def selectors(add: Add, terms: Terms, report: str, raw: str, start: int, end: int) -> None:
    """The span of characters `start` to `end` of a report, with its position and its quote.

    Args:
        add: takes a statement.
        terms: the vocabulary.
        report: the key of the report.
        raw: its raw text.
        start: code point of the raw text at which the span starts.
        end: code point at which it ends, exclusive.
    """
    stem = f"{terms.ids}{report}#char={start},{end}"
    span, position, quote = f"{stem}>", f"{stem};position>", f"{stem};quote>"
    add(f"{span} {TYPE} {terms.cls(Class.SPAN)}")
    add(f"{span} {_SOURCE} {terms.key(report)}")
    add(f"{span} {_SELECTOR} {position}")
    add(f"{span} {_SELECTOR} {quote}")
    add(f"{position} {TYPE} {_POSITION}")
    add(f'{position} {_START} "{start}"{_INTEGER}')
    add(f'{position} {_END} "{end}"{_INTEGER}')
    add(f"{quote} {TYPE} {_QUOTE}")
    add(f"{quote} {_EXACT} {text(raw[start:end])}")
    add(f"{quote} {_PREFIX} {text(raw[max(0, start - CONTEXT) : start])}")
    add(f"{quote} {_SUFFIX} {text(raw[end : end + CONTEXT])}")


class Evidence:
    """Writes the evidence of one report through `add`."""

    def __init__(self, add: Add, terms: Terms, report: str) -> None:
        self._add, self._terms, self._report = add, terms, report
        self._evidence = terms.property(Property.EVIDENCE)
        self._confidence = terms.property(Property.CONFIDENCE)
        self._assertion = terms.cls(Class.ASSERTION)
        self._spans = f"{terms.ids}{report}#char="

    def of(self, node: str, marks: Iterable[Mark]) -> None:
        """Spans, rules and the best confidence of `marks`, on `node`."""
        add, best = self._add, 0.0
        for mark in marks:
            add(f"{node} {self._evidence} {self._spans}{mark.span.start},{mark.span.end}>")
            add(f"{node} {GENERATED} {self._rule(mark.rule)}")
            best = max(best, mark.confidence)
        if best:
            add(f"{node} {self._confidence} {number(best)}")

    def assertion(self, subject: str, predicate: str, value: str, marks: Iterable[Mark]) -> None:
        """A reified triple with its evidence; its IRI is a hash of the triple and the report."""
        digest = hashlib.sha256(f"{self._report} {subject} {predicate} {value}".encode()).hexdigest()[:24]
        node = self._terms.key(f"assertion/{digest}")
        add = self._add
        add(f"{node} {TYPE} {self._assertion}")
        add(f"{node} {_SUBJECT} {subject}")
        add(f"{node} {_PREDICATE} {predicate}")
        add(f"{node} {_OBJECT} {value}")
        self.of(node, marks)

    def rules(self, names: Iterable[str]) -> None:
        """Nodes for the rules called `names`."""
        for name in sorted(names):
            self._add(f"{self._rule(name)} {TYPE} {self._terms.cls(Class.RULE)}")
            self._add(f"{self._rule(name)} <{RDFS}label> {text(name)}")

    def _rule(self, name: str) -> str:
        return self._terms.rule(name)
