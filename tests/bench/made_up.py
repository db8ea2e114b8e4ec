"""Made-up builds of any size, the same on every run, for measuring pages."""

from __future__ import annotations

import random

from kg.explore.areas import home_areas
from kg.explore.book import Book, Item, Link, Source, SpanRef
from kg.gazetteer.lookup import load_gazetteer
from kg.vocab_values import MEASURES

PER_AREA = 250  # nodes that a report gives, about what a real one does
SHARES = (
    ("Person", 2), ("Post", 2), ("Organization", 8), ("Collective", 15), ("Place", 4), ("Facility", 1), ("Action", 42),
    ("Mechanism", 6), ("Instrument", 2), ("Resource", 18),
)  # fmt: skip
COMMON = "县市区委政府疫情防控工作组织领导干部群众社区村镇医院排查登记检测隔离宣传物资保障人员车辆卡点值守督查落实责任开展全面加强做好确保完成设立成立安排配备发放捐赠转移抢险救援道路交通学校企业复工服务志愿党员先锋网格管理健康监测消毒口罩帐篷粮油蔬菜储备供应"
LINKS = (
    ("agent", "Organization"),
    ("target", "Collective"),
    ("resource", "Resource"),
    ("agent", "Person"),
    ("follows", "Mechanism"),
)
TEXT = 3_000


def made_up(nodes: int, seed: int = 1) -> Book:
    """A book with about `nodes` things that are drawn and twice as many links, a figure to every third action."""
    chance = random.Random(seed)
    counties = [d.code for d in load_gazetteer().upper if d.level == "county"]
    count = max(1, round(nodes / PER_AREA))
    chosen = sorted(chance.sample(counties, min(count, len(counties))))
    items: list[Item] = []
    links: list[Link] = []
    spans: list[SpanRef] = []
    sources: list[Source] = []
    for code in chosen:
        _report(chance, code, max(12, nodes // len(chosen)), (items, links, spans, sources))
    placed, reports = home_areas(items, links, sources)
    return Book("https://example.org/kg/", tuple(placed), tuple(links), tuple(spans), reports)


def _words(chance: random.Random, low: int, high: int) -> str:
    return "".join(chance.choices(COMMON, k=chance.randint(low, high)))


def _report(
    chance: random.Random, code: str, nodes: int, into: tuple[list[Item], list[Link], list[SpanRef], list[Source]]
) -> None:
    items, links, spans, sources = into
    report, first = len(sources), len(items)
    text = "。".join(_words(chance, 12, 60) for _ in range(TEXT // 37)) + "。"
    date = f"20{chance.randint(20, 23)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    sources.append(Source(f"report/{code}", f"r{code}", _words(chance, 10, 24), date, area=f"area/{code}", text=text))
    kinds = ["AdminArea", *chance.choices([k for k, _ in SHARES], [n for _, n in SHARES], k=nodes - 1)]
    measures = chance.choices(sorted(MEASURES), k=24)
    by_kind: dict[str, list[int]] = {}
    for n, kind in enumerate(sorted(kinds)):
        start = chance.randrange(len(text) - 40)
        length = chance.randint(8, 30) if kind == "Action" else chance.randint(2, 8)
        spans.append(SpanRef(report, start, start + length))
        facts: tuple[tuple[str, str], ...] = ()
        if kind == "Action":
            facts = (
                ("measure", chance.choice(measures)),
                ("status", chance.choice(("done", "ongoing", "planned", "exhorted"))),
                ("trigger", "开展"),
            )
        key, label = f"{kind}/{code}/{n}", text[start : start + length]
        if kind == "AdminArea":
            key, facts = f"area/{code}", (("adminCode", code),)
        by_kind.setdefault(kind, []).append(len(items))
        items.append(
            Item(
                key,
                kind,
                label,
                facts=facts,
                confidence=0.9,
                rules=("made.up",),
                spans=(len(spans) - 1,),
                reports=(report,),
            )
        )
    for i in by_kind.get("Action", ()):
        links.append(Link(i, "place", first + sorted(kinds).index("AdminArea"), 0.9, ("made.up",), items[i].spans))
        for predicate, kind in chance.sample(LINKS, chance.choice((3, 4, 4))):
            if by_kind.get(kind):
                links.append(Link(i, predicate, chance.choice(by_kind[kind]), 0.9, ("made.up",), items[i].spans))
        if chance.random() < 0.35:
            items.append(_figure(chance, code, len(items), report, items[i].spans))
            links.append(Link(i, "quantity", len(items) - 1, 0.9, ("made.up",), items[i].spans))


def _figure(chance: random.Random, code: str, n: int, report: int, spans: tuple[int, ...]) -> Item:
    value = str(chance.randint(1, 9_999))
    facts = (("unit", "NUM"), ("value", value), ("verbatim", value + "人"), ("bound", "exact"))
    return Item(
        f"quantity/{code}/{n}",
        "Quantity",
        value + "人",
        facts=facts,
        confidence=0.9,
        rules=("made.up",),
        spans=spans,
        reports=(report,),
    )
