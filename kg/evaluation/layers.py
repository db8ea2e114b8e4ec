"""The layers of an evaluation: which items of the gold a report's graph has, one to one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from pyoxigraph import NamedNode

from kg.evaluation.graph import COUNT, Backing, Figure, ReportView, Value, fold, gold_unit
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
T = TypeVar("T")


NOTHING = Backing()


def wordings(gold: Gold) -> dict[str, frozenset[str]]:
    """What each entity of a gold record is called, folded, by its id."""
    return {e["id"]: frozenset(fold(n) for n in (e["name"], *e.get("aliases", ()))) for e in gold["entities"]}


@dataclass(frozen=True, slots=True)
class Item:
    """An item of one side.

    Of the graph: `kind` is the class of its node or the local name of its predicate, `behind` its evidence. Of the
    gold: `words` are how the text says it, in Simplified script.
    """

    text: str
    kind: str = ""
    behind: Backing = NOTHING
    words: str = ""


@dataclass(frozen=True, slots=True)
class Layer:
    """How one layer of one report came out.

    `right` are the items of the graph that the gold has too. `wrong` pairs an item of the gold with the item of the
    graph that comes near it and has one part wrong; both count against the score like `missed` and `spurious`.
    """

    name: str
    hit: int
    gold: int
    built: int
    right: tuple[Item, ...] = ()
    missed: tuple[Item, ...] = ()
    spurious: tuple[Item, ...] = ()
    wrong: tuple[tuple[Item, Item], ...] = ()


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


@dataclass(frozen=True, slots=True)
class Side(Generic[T]):
    """The items of one side: what is matched, and how it is shown."""

    values: Sequence[T]
    items: Sequence[Item]


def layer(
    name: str, gold: Side[G], built: Side[B], pairs: Mapping[int, int], close: Callable[[G, B], float] | None = None
) -> Layer:
    """The counts of a layer, and what is right, left over on either side, or wrong in one part (`close`)."""
    taken = set(pairs.values())
    missed = [i for i in range(len(gold.values)) if i not in pairs]
    spurious = [j for j in range(len(built.values)) if j not in taken]
    beside: dict[int, int] = {}
    if close:
        found = pair([gold.values[i] for i in missed], [built.values[j] for j in spurious], close)
        beside = {missed[i]: spurious[j] for i, j in found.items()}
    return Layer(
        name,
        len(pairs),
        len(gold.values),
        len(built.values),
        tuple(built.items[j] for j in sorted(taken)),
        tuple(gold.items[i] for i in missed if i not in beside),
        tuple(built.items[j] for j in spurious if j not in beside.values()),
        tuple((gold.items[i], built.items[j]) for i, j in beside.items()),
    )


class Comparison:
    """One report of the gold beside what the graph says of it."""

    def __init__(self, gold: Gold, view: ReportView) -> None:
        self.gold, self.view, self.graph = gold, view, view.built
        self.names = wordings(gold)
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
        shown = [Item("/".join(sorted(names)), kind, self.view.behind(node)) for node, names in built]
        wanted = Side(gold, [Item(e["name"], words=e["name"]) for e in gold])
        return layer(name, wanted, Side(built, shown), pairs, self._alike)

    def _alike(self, entity: Gold, built: tuple[str, set[str]]) -> int:
        """Whether a name that is not the same is at least near: a wrong end of a name."""
        return int(any(near(a, b) for a in self.names[entity["id"]] for b in built[1]))

    def _officials(self) -> Layer:
        gold = [(h["person"], fold(h["title"])) for h in self.gold["holds"]]
        built = []
        shown = []
        for person in self.view.entities[Kind.PERSON]:
            for post in self.graph.values(person, "holds"):
                titles = self.graph.names(post.value) | {fold(v.value) for v in self.graph.values(post.value, "title")}
                built.append((person, titles))
                behind = self.view.asserted(person, "holds", post.value)
                shown.append(Item(f"{self.called(person)}: {'/'.join(sorted(titles))}", "holds", behind))

        def same(g: tuple[str, str], b: tuple[str, set[str]]) -> bool:
            return self.node_of.get(g[0]) == b[0] and any(near(g[1], t) or t.endswith(g[1]) for t in b[1])

        wanted = Side(gold, [Item(f"{self.shown[p]}: {t}", words=self.shown[p]) for p, t in gold])
        pairs = pair(gold, built, same)
        return layer("official", wanted, Side(built, shown), pairs, lambda g, b: self.node_of.get(g[0]) == b[0])

    def _items(self) -> Layer:
        mechanisms = [e for e in self.gold["entities"] if e["type"] == Kind.MECHANISM]
        gold = [(e["id"], fold(i)) for e in mechanisms for i in e.get("items", ())]
        nodes = self.view.entities[Kind.MECHANISM]
        values = [(n, v) for n in nodes for v in self.graph.values(n, "item")]
        built = [(n, self.graph.names_of(v)) for n, v in values]
        shown = [
            Item(f"{self.called(n)}: {'/'.join(sorted(t))}", Kind.ITEM, self.view.behind(v.value))
            for (n, v), (_, t) in zip(values, built, strict=True)
        ]

        def same(g: tuple[str, str], b: tuple[str, set[str]]) -> bool:
            return self.node_of.get(g[0]) == b[0] and any(near(g[1], t) for t in b[1])

        def beside(g: tuple[str, str], b: tuple[str, set[str]]) -> bool:
            return self.node_of.get(g[0]) == b[0] and any(g[1] in t or t in g[1] for t in b[1])

        wanted = Side(gold, [Item(f"{self.shown[m]}: {t}", words=t) for m, t in gold])
        return layer("items", wanted, Side(built, shown), pair(gold, built, same), beside)

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
        pairs = self.figure_pairs
        gold = Side(
            [q for q, _ in self.gold_figures],
            [Item(_described(q), words=q.get("verbatim", "")) for q, _ in self.gold_figures],
        )
        built = Side(self.built_figures, [self._shown(f) for f in self.built_figures])
        full = {i: j for i, j in pairs.items() if likeness(gold.values[i], built.values[j]) == FULL}
        return (
            layer("quantity", gold, built, pairs, lambda g, b: _value(g, b)),
            layer("quantity_full", gold, built, full, likeness),
        )

    def _shown(self, figure: Figure) -> Item:
        counted = "/".join(sorted(figure.counted))
        shown = counted if figure.bound == MISSING else f"{figure.value} {figure.unit} {counted} {figure.bound}"
        return Item(f"{shown} {figure.scope}".strip(), Kind.QUANTITY, self.view.behind(figure.node))

    def lost(self) -> Layer:
        """Figures that the source lost."""
        gold = [m["count_of"] for m in self.gold.get("missing", ())]
        built = [f for f in self.view.figures if f.bound == MISSING]
        pairs = pair(gold, built, lambda g, f: any(near(fold(g), c) for c in f.counted))
        wanted = Side(gold, [Item(g, words=g) for g in gold])
        return layer("missing", wanted, Side(built, [self._shown(f) for f in built]), pairs)

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

        def beside(g: tuple[str, str, str], b: tuple[str, str, Value]) -> int:
            agree = (g[1] == b[1], self.node_of.get(g[0]) == b[0], self._same_object(g[2], b[2]))
            return int(sum(agree) == 2)

        wanted = [
            Item(f"{self.shown.get(s, s)} {p} {self.shown.get(o, o)}", words=self.shown.get(s, s)) for s, p, o in gold
        ]
        pairs = pair(gold, built, same)
        return layer("relation", Side(gold, wanted), Side(built, [self._edge(b) for b in built]), pairs, beside)

    def _edge(self, edge: tuple[str, str, Value]) -> Item:
        s, p, o = edge
        text = f"{self.called(s)} {p} {'/'.join(sorted(self.graph.names_of(o)))}"
        return Item(text, p, self.view.asserted(s, p, o.value))

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


def _value(gold: Gold, built: Figure) -> int:
    """Whether the number alone agrees."""
    return int(built.value is not None and abs(float(gold["value"]) - built.value) <= 1e-6 * max(1, abs(built.value)))


def likeness(gold: Gold, built: Figure) -> int:
    """0 unless value, unit and counted thing agree; one more each for that, the bound and the scope."""
    wanted, unit = float(gold["value"]), gold_unit(gold["unit"])
    if built.value is None or abs(wanted - built.value) > 1e-6 * max(1, abs(wanted)) or unit != built.unit:
        return 0
    if unit == COUNT and not any(near(fold(gold["count_of"]), c) for c in built.counted):
        return 0
    return 1 + int(gold["bound"] == built.bound) + int((gold.get("scope") or "") == built.scope)
