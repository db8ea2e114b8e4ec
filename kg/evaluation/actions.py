"""The layers of actions: the acts, and who, where, what and how much of them."""

from __future__ import annotations

from typing import NamedTuple

from pyoxigraph import NamedNode

from kg.evaluation.graph import Value, fold
from kg.evaluation.layers import ROLES, Comparison, Gold, Item, Layer, layer, near, pair


class Counts(NamedTuple):
    """Arguments that agree, of the gold, of the graph."""

    hit: int
    gold: int
    built: int


def action_layers(c: Comparison) -> tuple[Layer, Layer]:
    """The acts, and their arguments; arguments of acts that do not match count as missed or spurious."""
    gold, built = list(enumerate(c.gold["actions"])), c.view.actions
    quotes = {a: c.graph.quote(a) for a in built}
    measures = {a: c.view.measures(a) for a in built}

    def likeness(g: tuple[int, Gold], action: str) -> float:
        if g[1]["measure"] not in measures[action] or fold(g[1]["trigger"]) not in quotes[action]:
            return 0
        tighter = 1 / (1 + len(quotes[action]))
        return 1 + arguments(c, g, action).hit + tighter

    pairs = pair(gold, built, likeness)
    wanted = [Item(f"{g['measure']} {g['trigger']}", words=g["trigger"]) for _, g in gold]
    shown = [Item(f"{'/'.join(sorted(measures[a]))} {quotes[a][:30]}", a) for a in built]
    return layer("action", wanted, shown, pairs), _argument_layer(c, pairs)


def _argument_layer(c: Comparison, pairs: dict[int, int]) -> Layer:
    gold, built = list(enumerate(c.gold["actions"])), c.view.actions
    found = [arguments(c, gold[i], built[j]) for i, j in pairs.items()]
    found += [arguments(c, g, None) for g in gold if g[0] not in pairs]
    taken = set(pairs.values())
    found += [arguments(c, (-1, {}), a) for j, a in enumerate(built) if j not in taken]
    return (
        Layer("action_args", *(sum(column) for column in zip(*found, strict=True)))
        if found
        else Layer("action_args", 0, 0, 0)
    )


def arguments(c: Comparison, gold: tuple[int, Gold], action: str | None) -> Counts:
    """How the arguments of an act of the gold and one of the graph agree."""
    index, act = gold
    total = _figures(c, index, act, action)
    for members in ROLES.values():
        wanted = list(dict.fromkeys(x for m in members for x in act.get(m) or ()))
        values = [v for m in members for v in c.graph.values(action, m)] if action else []
        shown = list({v.value: v for v in sorted(values, key=lambda v: v.value)}.values())
        hits = pair(wanted, shown, lambda g, v: _same(c, g, v))
        total = Counts(total.hit + len(hits), total.gold + len(wanted), total.built + len(shown))
    return total


def _same(c: Comparison, gold: str, value: Value) -> bool:
    if isinstance(value, NamedNode) and c.node_of.get(gold) == value.value:
        return True
    wanted = c.names.get(gold) or {fold(gold)}
    return any(near(n, m) for n in wanted for m in c.graph.names_of(value))


def _figures(c: Comparison, index: int, act: Gold, action: str | None) -> Counts:
    """Figures count where they are matched and stand under the same act."""
    nodes = [v.value for v in c.graph.values(action, "quantity")] if action else []
    known = [n for n in nodes if c.graph.one(n, "value") is not None]
    matched = {c.built_figures[j].node: i for i, j in c.figure_pairs.items()}
    hits = sum(n in matched and c.gold_figures[matched[n]][1] == index for n in known)
    return Counts(hits, len(act.get("quantities", ())), len(known))
