"""The layers of an evaluation: which items of the gold a report's graph has, one to one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from pyoxigraph import NamedNode

from kg.evaluation.graph import COUNT, Figure, ReportView, Value, fold, gold_unit
from kg.model import Kind

LAYERS = {
    Kind.PERSON: "person",
    Kind.ORGANIZATION: "organization",
    Kind.AREA: "admin_area",
    Kind.FACILITY: "facility",
    Kind.INSTRUMENT: "instrument",
    Kind.MECHANISM: "mechanism",
}
RELATIONS = ("designatedAs", "headOf", "issuedBy", "jurisdiction", "locatedIn", "memberOf", "subOrgOf", "within")
RELATED = (Kind.PERSON, Kind.ORGANIZATION, Kind.AREA, Kind.FACILITY, Kind.INSTRUMENT)
ROLES = {"agent": ("agent",), "place": ("place",), "object": ("target", "resource")}
MISSING = "missing"
Gold = dict[str, Any]
G = TypeVar("G")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Item:
    """An item that one side has and the other lacks.

    Of the graph: `node` is its node. Of the gold: `words` are how the text says it, in Simplified script.
    """

    text: str
    node: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Layer:
    """How one layer of one report came out."""

    name: str
    hit: int
    gold: int
    built: int
    missed: tuple[Item, ...] = ()
    spurious: tuple[Item, ...] = ()


def near(a: str, b: str) -> bool:
    """Whether two wordings may mean one thing: equal, one inside the other at half its length or more, or like it."""
    if not a or not b:
        return False
    short, long = sorted((a, b), key=len)
    if a == b or (short in long and 2 * len(short) >= len(long)):
        return True
    return a[-1] == b[-1] and 2 * len(set(a) & set(b)) >= len(set(a) | set(b))


def pair(gold: Sequence[G], built: Sequence[B], likeness: Callable[[G, B], float]) -> dict[int, int]:
    """Gold index → built index, one to one, the likest first; a likeness of 0 is no match."""
    scored = ((likeness(g, b), i, j) for i, g in enumerate(gold) for j, b in enumerate(built))
    out: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted((x for x in scored if x[0] > 0), key=lambda x: (-x[0], x[1], x[2])):
        if i not in out and j not in taken:
            out[i] = j
            taken.add(j)
    return out


def layer(name: str, gold: Sequence[Item], built: Sequence[Item], pairs: dict[int, int]) -> Layer:
    """The counts of a layer, with what is left over on either side."""
    taken = set(pairs.values())
    missed = tuple(x for i, x in enumerate(gold) if i not in pairs)
    spurious = tuple(x for j, x in enumerate(built) if j not in taken)
    return Layer(name, len(pairs), len(gold), len(built), missed, spurious)


class Comparison:
    """One report of the gold beside what the graph says of it."""

    def __init__(self, gold: Gold, view: ReportView) -> None:
        self.gold, self.view, self.graph = gold, view, view.built
        self.names = {e["id"]: {fold(n) for n in (e["name"], *e.get("aliases", ()))} for e in gold["entities"]}
        self.shown = {e["id"]: e["name"] for e in gold["entities"]}
        self.node_of: dict[str, str] = {}
        self._entity_layers = [self._entities(kind, name) for kind, name in LAYERS.items()]

    def layers(self) -> list[Layer]:
        """Every layer but those of actions and of lost figures."""
        return [*self._entity_layers, self._officials(), self._items(), *self._figure_layers(), self._relations()]

    def _entities(self, kind: Kind, name: str) -> Layer:
        gold = [e for e in self.gold["entities"] if e["type"] == kind]
        built = list(self.view.entities[kind].items())
        pairs = pair(gold, built, lambda e, b: len(self.names[e["id"]] & b[1]))
        self.node_of |= {gold[i]["id"]: built[j][0] for i, j in pairs.items()}
        shown = [Item("/".join(sorted(names)), node) for node, names in built]
        return layer(name, [Item(e["name"], words=e["name"]) for e in gold], shown, pairs)

    def _officials(self) -> Layer:
        gold = [(h["person"], fold(h["title"])) for h in self.gold["holds"]]
        built = []
        for person in self.view.entities[Kind.PERSON]:
            for post in self.graph.values(person, "holds"):
                titles = self.graph.names(post.value) | {fold(v.value) for v in self.graph.values(post.value, "title")}
                built.append((person, titles))

        def same(g: tuple[str, str], b: tuple[str, set[str]]) -> bool:
            return self.node_of.get(g[0]) == b[0] and any(near(g[1], t) or t.endswith(g[1]) for t in b[1])

        shown = [Item(f"{self.called(p)}: {'/'.join(sorted(t))}", p) for p, t in built]
        return layer(
            "official",
            [Item(f"{self.shown[p]}: {t}", words=self.shown[p]) for p, t in gold],
            shown,
            pair(gold, built, same),
        )

    def _items(self) -> Layer:
        mechanisms = [e for e in self.gold["entities"] if e["type"] == Kind.MECHANISM]
        gold = [(e["id"], fold(i)) for e in mechanisms for i in e.get("items", ())]
        nodes = self.view.entities[Kind.MECHANISM]
        built = [(n, self.graph.names_of(v)) for n in nodes for v in self.graph.values(n, "item")]

        def same(g: tuple[str, str], b: tuple[str, set[str]]) -> bool:
            return self.node_of.get(g[0]) == b[0] and any(near(g[1], t) for t in b[1])

        shown = [Item(f"{self.called(n)}: {'/'.join(sorted(t))}", n) for n, t in built]
        return layer("items", [Item(f"{self.shown[m]}: {t}", words=t) for m, t in gold], shown, pair(gold, built, same))

    @cached_property
    def gold_figures(self) -> list[tuple[Gold, int | None]]:
        """Figures of the gold, each with the index of its action if it has one."""
        own = [(q, k) for k, a in enumerate(self.gold["actions"]) for q in a.get("quantities", ())]
        return [*own, *((q, None) for q in self.gold.get("other_quantities", ()))]

    @cached_property
    def built_figures(self) -> list[Figure]:
        """Figures of the graph that have a value."""
        return [f for f in self.view.figures if f.bound != MISSING]

    @cached_property
    def figure_pairs(self) -> dict[int, int]:
        """Gold figure → built figure."""
        return pair(self.gold_figures, self.built_figures, lambda g, b: likeness(g[0], b))

    def _figure_layers(self) -> tuple[Layer, Layer]:
        gold = [Item(_described(q), words=q.get("verbatim", "")) for q, _ in self.gold_figures]
        built = [
            Item(f"{f.value} {f.unit} {'/'.join(sorted(f.counted))} {f.bound} {f.scope}", f.node)
            for f in self.built_figures
        ]
        full = {
            i: j
            for i, j in self.figure_pairs.items()
            if likeness(self.gold_figures[i][0], self.built_figures[j]) == FULL
        }
        return layer("quantity", gold, built, self.figure_pairs), layer("quantity_full", gold, built, full)

    def lost(self) -> Layer:
        """Figures that the source lost."""
        gold = [m["count_of"] for m in self.gold.get("missing", ())]
        built = [f for f in self.view.figures if f.bound == MISSING]
        pairs = pair(gold, built, lambda g, f: any(near(fold(g), c) for c in f.counted))
        shown = [Item("/".join(sorted(f.counted)), f.node) for f in built]
        return layer("missing", [Item(g) for g in gold], shown, pairs)

    def _relations(self) -> Layer:
        gold = [(r["s"], r["p"], r["o"]) for r in self.gold["relations"] if r["p"] in RELATIONS]
        known = {n for nodes in self.view.entities.values() for n in nodes}
        built = [
            (node, p, value)
            for kind in RELATED
            for node in self.view.entities[kind]
            for p in RELATIONS
            for value in self.graph.values(node, p)
            if not isinstance(value, NamedNode) or value.value in known
        ]

        def same(g: tuple[str, str, str], b: tuple[str, str, Value]) -> bool:
            return g[1] == b[1] and self.node_of.get(g[0]) == b[0] and self._same_object(g[2], b[2])

        shown = [Item(f"{self.called(s)} {p} {'/'.join(sorted(self.graph.names_of(o)))}", s) for s, p, o in built]
        wanted = [Item(f"{self.shown.get(s, s)} {p} {self.shown.get(o, o)}") for s, p, o in gold]
        return layer("relation", wanted, shown, pair(gold, built, same))

    def _same_object(self, gold: str, value: Value) -> bool:
        if isinstance(value, NamedNode):
            if self.node_of.get(gold) == value.value:
                return True
            return gold not in self.names and any(near(fold(gold), n) for n in self.graph.names(value.value))
        return near(fold(gold), fold(value.value))

    def called(self, node: str) -> str:
        """The labels of a node, to show."""
        return "/".join(sorted(self.graph.names(node)))


FULL = 3


def _described(figure: Gold) -> str:
    return " ".join(str(figure.get(key) or "") for key in ("value", "unit", "count_of", "bound", "scope")).strip()


def likeness(gold: Gold, built: Figure) -> int:
    """0 unless value, unit and counted thing agree; one more each for that, the bound and the scope."""
    wanted, unit = float(gold["value"]), gold_unit(gold["unit"])
    if built.value is None or abs(wanted - built.value) > 1e-6 * max(1, abs(wanted)) or unit != built.unit:
        return 0
    if unit == COUNT and not any(near(fold(gold["count_of"]), c) for c in built.counted):
        return 0
    return 1 + int(gold["bound"] == built.bound) + int((gold.get("scope") or "") == built.scope)
