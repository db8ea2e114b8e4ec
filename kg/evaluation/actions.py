"""The layers of actions: the acts, and who, where, what and how much of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import NamedNode

from kg.evaluation.graph import Value, fold, local
from kg.evaluation.layers import ROLES, Comparison, Gold, Item, Layer, Side, layer, near, pair
from kg.graph.terms import RDF
from kg.model import Kind

QUANTITY = "quantity"
THINGS = (Kind.COLLECTIVE, Kind.PLACE, Kind.RESOURCE)


@dataclass(frozen=True, slots=True)
class Arguments:
    """One role of an act of the gold and one of the graph: what either side has, and gold index → built index."""

    role: str
    gold: Side[str]
    built: Side[str]
    pairs: dict[int, int]


class Acts:
    """The acts of one report on both sides."""

    def __init__(self, comparison: Comparison) -> None:
        self.c = comparison
        self.gold: list[tuple[int, Gold]] = list(enumerate(comparison.gold["actions"]))
        self.built = comparison.view.actions
        self.quotes = {a: comparison.graph.quote(a) for a in self.built}
        self.measures = {a: comparison.view.measures(a) for a in self.built}

    @cached_property
    def pairs(self) -> dict[int, int]:
        """Act of the gold → act of the graph: measure and trigger agree; most arguments and tightest words first."""
        return pair(self.gold, self.built, self._likeness)

    def _likeness(self, gold: tuple[int, Gold], action: str) -> float:
        if gold[1]["measure"] not in self.measures[action] or not self._triggered(gold, action):
            return 0
        agreeing = sum(len(a.pairs) for a in self.arguments(gold, action))
        return 1 + agreeing + 1 / (1 + len(self.quotes[action]))

    def _triggered(self, gold: tuple[int, Gold], action: str) -> bool:
        return fold(gold[1]["trigger"]) in self.quotes[action]

    def layers(self) -> tuple[Layer, Layer]:
        """The acts, and their arguments; arguments of acts that do not match count as missed or spurious."""
        wanted = [Item(f"{g['measure']} {g['trigger']}", words=g["trigger"]) for _, g in self.gold]
        shown = [
            Item(f"{'/'.join(sorted(self.measures[a]))} {self.quotes[a][:30]}", Kind.ACTION, self.c.view.behind(a))
            for a in self.built
        ]
        acts = layer("action", Side(self.gold, wanted), Side(self.built, shown), self.pairs, self._triggered)
        return acts, self._argument_layer()

    def _argument_layer(self) -> Layer:
        found = [a for i, j in self.pairs.items() for a in self.arguments(self.gold[i], self.built[j])]
        found += [a for g in self.gold if g[0] not in self.pairs for a in self.arguments(g, None)]
        taken = set(self.pairs.values())
        found += [a for j, act in enumerate(self.built) if j not in taken for a in self.arguments((-1, {}), act)]
        parts = [layer("action_args", a.gold, a.built, a.pairs, lambda g, b: True) for a in found]
        return Layer(
            "action_args",
            sum(p.hit for p in parts),
            sum(p.gold for p in parts),
            sum(p.built for p in parts),
            tuple(x for p in parts for x in p.right),
            tuple(x for p in parts for x in p.missed),
            tuple(x for p in parts for x in p.spurious),
            tuple(x for p in parts for x in p.wrong),
        )

    def unscored(self) -> tuple[Layer, ...]:
        """What no score counts, but a confidence rests on: things named as arguments, times of acts that match."""
        return self._things(), self._times()

    def _things(self) -> Layer:
        """Unnamed groups, places and goods: right if they are an argument of some act of the gold, in the same role."""
        right: dict[str, bool] = {}
        matched = {j: self.gold[i] for i, j in self.pairs.items()}
        for j, action in enumerate(self.built):
            for members in ROLES.values():
                nodes = {v.value: v for m in members for v in self.c.graph.values(action, m)}
                wanted = [x for m in members for x in matched[j][1].get(m) or ()] if j in matched else []
                hits = pair(wanted, list(nodes.values()), self._same)
                for k, node in enumerate(nodes):
                    right[node] = right.get(node, False) or k in hits.values()
        kinds = {node: kind for node in right for kind in THINGS if kind in self._classes(node)}
        items = {n: Item(n, kinds[n], self.c.view.behind(n)) for n in kinds}
        good = tuple(x for n, x in items.items() if right[n])
        bad = tuple(x for n, x in items.items() if not right[n])
        return Layer("thing", len(good), len(good), len(items), good, (), bad)

    def _classes(self, node: str) -> set[str]:
        return {local(v) for v in self.c.graph.values(node, RDF + "type")}

    def _times(self) -> Layer:
        """The time of each act that matches, beside that of the gold."""
        good: list[Item] = []
        bad: list[Item] = []
        for i, j in self.pairs.items():
            for time in self.c.graph.values(self.built[j], "time"):
                same = self.c.graph.one(time.value, "iso") == self.gold[i][1].get("time")
                item = Item(self.c.graph.one(time.value, "iso") or "", Kind.TIME, self.c.view.behind(time.value))
                (good if same else bad).append(item)
        return Layer("time", len(good), len(good), len(good) + len(bad), tuple(good), (), tuple(bad))

    def arguments(self, gold: tuple[int, Gold], action: str | None) -> list[Arguments]:
        """How the arguments of an act of the gold and one of the graph agree, role by role."""
        _, act = gold
        out = [self._figures(gold, action)]
        for role, members in ROLES.items():
            wanted = list(dict.fromkeys(x for m in members for x in act.get(m) or ()))
            values = [v for m in members for v in self.c.graph.values(action, m)] if action else []
            shown = list({v.value: v for v in sorted(values, key=lambda v: v.value)}.values())
            hits = pair(wanted, shown, self._same)
            names = ["/".join(sorted(self.c.graph.names_of(v))) for v in shown]
            texts = [self.c.shown.get(x, x) for x in wanted]
            out.append(Arguments(role, self._wanted(act, role, wanted, texts), self._shown(action, role, names), hits))
        return out

    def _wanted(self, act: Gold, role: str, values: list[str], texts: list[str]) -> Side[str]:
        items = [Item(f"{act.get('measure')} {role}: {t}", words=act.get("trigger", "")) for t in texts]
        return Side(values, items)

    def _shown(self, action: str | None, role: str, names: list[str]) -> Side[str]:
        if action is None or not names:
            return Side([], [])
        behind, measure = self.c.view.behind(action), "/".join(sorted(self.measures[action]))
        return Side(names, [Item(f"{measure} {role}: {n}", role, behind) for n in names])

    def _same(self, gold: str, value: Value) -> bool:
        if isinstance(value, NamedNode) and self.c.node_of.get(gold) == value.value:
            return True
        wanted = self.c.names.get(gold) or {fold(gold)}
        return any(near(n, m) for n in wanted for m in self.c.graph.names_of(value))

    def _figures(self, gold: tuple[int, Gold], action: str | None) -> Arguments:
        """Figures count where they are matched and stand under the same act."""
        index, act = gold
        nodes = [v.value for v in self.c.graph.values(action, "quantity")] if action else []
        known = [n for n in nodes if self.c.graph.one(n, "value") is not None]
        own = [i for i, (_, k) in enumerate(self.c.gold_figures) if k == index]
        place = {i: n for n, i in enumerate(own)}
        hits = {place[m]: j for j, n in enumerate(known) if (m := self._matched.get(n)) in place}
        texts = [f"{q['value']} {q['count_of']}" for q in act.get("quantities", ())]
        names = [f"{self.c.graph.one(n, 'value')}" for n in known]
        return Arguments(
            QUANTITY, self._wanted(act, QUANTITY, texts, texts), self._shown(action, QUANTITY, names), hits
        )

    @cached_property
    def _matched(self) -> dict[str, int]:
        """Figure node → the figure of the gold that it is matched with."""
        return {self.c.built_figures[j].node: i for i, j in self.c.figure_pairs.items()}
