"""Labels of a node: one preferred label a script, the other forms as alternatives, noisy ones hidden."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

import opencc

from kg.graph.terms import SKOS, tagged, text
from kg.model import Node

HANS: Final = "zh-Hans"
HANT: Final = "zh-Hant"
PREF: Final = f"<{SKOS}prefLabel>"
ALT: Final = f"<{SKOS}altLabel>"
HIDDEN: Final = f"<{SKOS}hiddenLabel>"
STANDARDS: Final = ("s2tw", "s2t", "s2hk")  # Taiwan's, OpenCC's own, Hong Kong's


@cache
def _converter(config: str) -> opencc.OpenCC:
    return opencc.OpenCC(config)


def traditional(names: Iterable[str], config: str) -> list[str]:
    """How each of `names` is written in Traditional script by a standard; all are converted in one call."""
    converted: str = _converter(config).convert("\n".join(n.replace("\n", " ") for n in names))
    return converted.split("\n")


def labels(node: Node) -> list[tuple[str, str]]:
    """Label properties and literals of `node` as N-Triples text.

    A Traditional form becomes the preferred label only if it is attested and is the standard way to write the
    Simplified one, so that reports that spell it differently (衛生, 衞生) still agree on one. Attested forms that are
    standard somewhere are alternatives; all others (責任製) are noise and stay hidden.
    """
    name = node.label.strip()  # as in the IRI, so that reports agree
    rows = [(PREF, tagged(name, HANS))]
    rows += [(ALT, tagged(alias, HANS)) for alias in dict.fromkeys(node.aliases) if alias != name]
    hidden = dict.fromkeys(node.hidden)
    if node.hant:
        names = (name, *node.aliases)
        ours = traditional(names, STANDARDS[0])
        standard = {*ours}
        if not standard.issuperset(node.hant):
            standard.update(form for config in STANDARDS[1:] for form in traditional(names, config))
        for form in dict.fromkeys(node.hant):
            if form == ours[0]:
                rows.append((PREF, tagged(form, HANT)))
            elif form in standard:
                rows.append((ALT, tagged(form, HANT)))
            else:
                hidden[form] = None
    shown = {name, *node.aliases}
    rows += [(HIDDEN, text(form)) for form in hidden if form not in shown]
    return rows
