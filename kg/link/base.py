"""What the linkers share: keys, marks, and the record in which each hands its result to the next."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import quote

from kg.model import Document, Kind, Mark, Mention, Node, Page, Statement, Text
from kg.offsets import Span

KEEP = "-._~()+"


@dataclass(frozen=True)
class Linked:
    """The result of one linker.

    `keys` says which node each mention became; nodes may repeat (they are merged at the end).
    """

    keys: Mapping[Mention, str] = field(default_factory=dict)
    nodes: tuple[Node, ...] = ()
    statements: tuple[Statement, ...] = ()


def slug(name: str) -> str:
    """`name` as one segment of an IRI path: letters and Han characters stay, everything else is percent-encoded.

    So are the dots of `.` and `..`, which would change the path; half characters become question marks.
    """
    if name.isalnum():
        return name
    name = name.strip()
    if not name.strip("."):
        return name.replace(".", "%2E")
    return "".join(c if c.isalnum() or c in KEEP else quote(c, safe="", errors="replace") for c in name)


def report_key(document: Document) -> str:
    """The key of a report: its name and eight digits of the hash of its text, so that two texts never share one."""
    return _report_key(document.name, document.raw)


@lru_cache(maxsize=2)
def _report_key(name: str, raw: str) -> str:
    return f"report/{slug(name)}-{text_hash(raw)[:8]}"


@lru_cache(maxsize=2)
def text_hash(raw: str) -> str:
    """The SHA-256 of a report's text in UTF-8, half characters and all, in hexadecimal digits."""
    return hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()


def hashed_key(kind: str, *parts: object) -> str:
    """A key for nodes that are identified by their place in a report."""
    return f"{kind}/{hashlib.sha256(chr(31).join(map(str, parts)).encode('utf-8', 'replace')).hexdigest()[:16]}"


def mark(text: Text, span: Span, rule: str, confidence: float) -> Mark:
    """Evidence at `span` of the cleaned text."""
    return Mark(text.offsets.raw(span), rule, confidence)


def marks(page: Page, mentions: Iterable[Mention]) -> tuple[Mark, ...]:
    """Evidence of mentions, in text order, without repetition."""
    found = {mark(page.text, m.span, m.rule, m.confidence) for m in mentions}
    return tuple(sorted(found, key=lambda m: (m.span, m.rule)))


def surfaces(text: Text, mentions: Iterable[Mention]) -> tuple[str, ...]:
    """The forms of mentions in a Traditional document's own script, sorted; empty for Simplified documents."""
    if text.script != "Hant":
        return ()
    return tuple(sorted({m.span.of(text.surface) for m in mentions}))


def merge_nodes(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """One node a key, in key order; label of the first, everything else joined.

    Raises:
        ValueError: if one key is used for two kinds.
    """
    out: dict[str, Node] = {}
    for node in nodes:
        old = out.get(node.key)
        if old is None:
            out[node.key] = node
            continue
        if old.kind != node.kind:
            raise ValueError(f"{node.key} is both {old.kind} and {node.kind}")
        names = [*old.aliases, *node.aliases, *([node.label] if node.label != old.label else [])]
        out[node.key] = Node(
            node.key,
            node.kind,
            old.label,
            tuple(sorted({*old.marks, *node.marks}, key=lambda m: (m.span, m.rule))),
            tuple(dict.fromkeys(names)),
            tuple(dict.fromkeys((*old.hidden, *node.hidden))),
            tuple(dict.fromkeys((*old.hant, *node.hant))),
            tuple(dict.fromkeys((*old.attributes, *node.attributes))),
            tuple(dict.fromkeys((*old.classes, *node.classes))),
        )
    return tuple(out[key] for key in sorted(out))


def grouped(mentions: Iterable[Mention], kind: Kind) -> dict[str, list[Mention]]:
    """Mentions of one kind by the name of their form."""
    out: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.kind == kind:
            out.setdefault(mention.form.name, []).append(mention)  # type: ignore[union-attr]
    return out
