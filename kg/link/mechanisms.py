"""Mechanisms and their items: one node for each name in a report, since 五位一体 of two reports differ."""

from __future__ import annotations

from kg.link.base import Linked, grouped, mark, marks, report_key, slug, surfaces
from kg.model import Kind, Literal, MechanismForm, Mention, Node, Page, Ref, Value


def link_mechanisms(page: Page) -> Linked:
    """A node for each mechanism of `page` and for each of its items, numbered as listed."""
    keys: dict[Mention, str] = {}
    nodes: list[Node] = []
    for found in grouped(page.mentions, Kind.MECHANISM).values():
        key, made = _mechanism(page, found)
        keys.update(dict.fromkeys(found, key))
        nodes.extend(made)
    return Linked(keys, tuple(nodes))


def _mechanism(page: Page, found: list[Mention]) -> tuple[str, list[Node]]:
    report = report_key(page.text.document).removeprefix("report/")
    forms = [m.form for m in found if isinstance(m.form, MechanismForm)]
    name = forms[0].name
    key = f"mechanism/{report}/{slug(name)}"
    declared = next((f.declared for f in forms if f.declared is not None), None)
    attributes: list[tuple[str, Value]] = []
    if declared is not None:
        attributes.append(("declaredItems", Literal(str(declared), "integer")))
    nodes: list[Node] = []
    listed = next((f.items for f in forms if f.items), ())
    for number, (label, span) in enumerate(listed, 1):
        item = f"{key}/{number}"
        evidence = (mark(page.text, span, found[0].rule, found[0].confidence),)
        nodes.append(Node(item, Kind.ITEM, label, evidence, attributes=(("notation", Literal(str(number))),)))
        attributes.append(("item", Ref(item)))
    aliases = tuple(dict.fromkeys(a for f in forms for a in f.aliases if a != name))
    hant = surfaces(page.text, found)
    wide = _wide(page, found)
    node = Node(key, Kind.MECHANISM, name, marks(page, found), aliases, wide, hant, tuple(attributes))
    return key, [node, *nodes]


def _wide(page: Page, found: list[Mention]) -> tuple[str, ...]:
    """互联网＋ is how the file writes 互联网+: forms with a full-width plus, sorted."""
    raw = page.text.document.raw
    forms = {page.text.offsets.raw(m.span).of(raw) for m in found if "+" in m.span.of(page.text.normal)}
    return tuple(sorted(f for f in forms if "＋" in f))
