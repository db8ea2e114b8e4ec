"""Linked facts of an invented report, and a build folder made from them."""

from __future__ import annotations

from pathlib import Path

from kg.graph.names import Names
from kg.graph.quads import evidence_lines, fact_lines
from kg.graph.store import build_store
from kg.graph.turtle import write_turtle
from kg.link.base import report_key
from kg.model import Document, Facts, Kind, Literal, Mark, Node, Ref, Statement, Term
from kg.offsets import RawSpan

RAW = (
    "平川縣(xiàn)「三保」戰“疫”\n"
    "平川縣委書記林遠航說,縣財政撥付310萬元,用於購置“口罩”\\藥品。\n"
    "按“三保”要求,保供應、保運輸、保秩序,志願者余人參加。\n"
    "責任製落實到戶。2月6日起每3天消毒一次。"
)
DOCUMENT = Document(
    "平川 001", RAW, "reports/平川 001.txt", title="平川縣「三保」戰“疫”", url="https://news.example.org/a?b=1&c=<2>"
)
COUNTY, BODY, POST = "area/990101", "org/990101/中共平川县委员会", "post/990101/县委书记"
PERSON = "person/990101/林远航"
ACTION, SUM, LOST = "action/0001", "quantity/0001", "quantity/0002"
SLOGAN = "mechanism/平川/三保"


def mark(quote: str, rule: str = "sample.rule", confidence: float = 0.9) -> Mark:
    """Evidence at the first occurrence of `quote`."""
    start = RAW.index(quote)
    return Mark(RawSpan(start, start + len(quote)), rule, confidence)


def sample(name: str = DOCUMENT.name) -> Facts:
    """One node of every kind, and a statement of several properties."""
    document = Document(name, RAW, DOCUMENT.path, title=DOCUMENT.title, url=DOCUMENT.url)
    return Facts(
        document=document,
        published="2020-02-17",
        published_basis="stands in the test",
        area=COUNTY,
        area_basis="title",
        nodes=(*_entities(), *_mechanism(), *_action(), *_time()),
        statements=(
            Statement(PERSON, "holds", Ref(POST), (mark("平川縣委書記林遠航", "person.post", 0.95),)),
            Statement(BODY, "jurisdiction", Ref(COUNTY), (mark("平川縣委"),)),
            Statement("facility/990101/东门卡点", "designatedAs", Literal("检查点"), (mark("保運輸"),)),
        ),
    )


def _entities() -> list[Node]:
    return [
        Node(
            COUNTY,
            Kind.AREA,
            "平川县",
            (mark("平川縣(xiàn)"), mark("平川縣委"[:3])),
            aliases=("全县",),
            hidden=("平川縣(xiàn)",),
            hant=("平川縣",),
            attributes=(("adminCode", Literal("990101")), ("adminLevel", Literal("county"))),
        ),
        Node(
            BODY, Kind.ORGANIZATION, "中共平川县委员会", (mark("縣委"),), ("平川县委", "县委"), (), ("縣委", "平川縣委")
        ),
        Node(POST, Kind.POST, "县委书记", (mark("縣委書記"),), attributes=(("postIn", Ref(BODY)),)),
        Node(PERSON, Kind.PERSON, "林远航", (mark("林遠航"),), hant=("林遠航",), classes=("Official",)),
        Node("facility/990101/东门卡点", Kind.FACILITY, "东门卡点", (mark("保運輸"),)),
        Node("instrument/990101/责任制", Kind.INSTRUMENT, "责任制", (mark("責任製"),), hant=("責任製", "責任制")),
        Node("resource/口罩", Kind.RESOURCE, '“口罩”"\\', (mark("“口罩”\\"),)),
        Node("collective/平川/志愿者", Kind.COLLECTIVE, "志愿者", (mark("志願者"),)),
    ]


def _mechanism() -> list[Node]:
    items = [("保供應", "保供应"), ("保運輸", "保运输"), ("保秩序", "保秩序")]
    nodes = [
        Node(f"{SLOGAN}/{n}", Kind.ITEM, label, (mark(quote),), attributes=(("notation", Literal(str(n))),))
        for n, (quote, label) in enumerate(items, 1)
    ]
    refs = tuple(("item", Ref(node.key)) for node in nodes)
    attributes = (("declaredItems", Literal("3", "integer")), *refs)
    return [Node(SLOGAN, Kind.MECHANISM, "三保", (mark("三保"),), attributes=attributes), *nodes]


def _action() -> list[Node]:
    attributes = (
        ("measure", Term("measure", "FiscalAllocation")),
        ("status", Term("kg", "done")),
        ("trigger", Literal("拨付", language="zh-Hans")),
        ("agent", Ref(BODY)),
        ("place", Ref(COUNTY)),
        ("resource", Ref("resource/口罩")),
        ("quantity", Ref(SUM)),
        ("follows", Ref(SLOGAN)),
    )
    clause = mark("縣財政撥付310萬元", "action.fiscal", 0.8)
    money = (
        ("unit", Term("cur", "CNY")),
        ("bound", Term("kg", "exact")),
        ("countOf", Ref("concept/经费")),
        ("verbatim", Literal("310萬元")),
        ("value", Literal("3100000.0", "decimal")),
        ("asOf", Literal("2020-02-11")),
    )
    lost = (
        ("unit", Term("unit", "NUM")),
        ("bound", Term("kg", "missing")),
        ("countOf", Ref("concept/志愿者")),
        ("verbatim", Literal("志願者余人")),
        ("classifier", Literal("人")),
    )
    return [
        Node(ACTION, Kind.ACTION, "县财政拨付310万元", (clause,), attributes=attributes),
        Node(SUM, Kind.QUANTITY, "经费 310万元", (mark("310萬元"),), attributes=money),
        Node(LOST, Kind.QUANTITY, "志愿者 余人", (mark("志願者余人"),), attributes=lost),
        Node("concept/经费", Kind.CONCEPT, "经费", ()),
        Node("concept/志愿者", Kind.CONCEPT, "志愿者", ()),
    ]


def _time() -> list[Node]:
    attributes = (("iso", Literal("--02-06")), ("basis", Literal("none")), ("verbatim", Literal("2月6日")))
    return [Node("time/0001", Kind.TIME, "2月6日", (mark("2月6日"),), attributes=attributes)]


def lines_of(*reports: Facts, names: Names | None = None) -> list[bytes]:
    """All lines of some reports, sorted, each once."""
    names = names or Names()
    return sorted({line for r in reports for line in (*fact_lines(r, names), *evidence_lines(r, names))})


def write_build(out: Path, *reports: Facts, names: Names | None = None) -> Path:
    """A folder with the files of a build of `reports`."""
    names = names or Names()
    out.mkdir(exist_ok=True)
    for name, make in (("graph.ttl", fact_lines), ("evidence.ttl", evidence_lines)):
        quads = sorted({line for r in reports for line in make(r, names)})
        triples = sorted({line.rsplit(b" ", 2)[0] + b" .\n" for line in quads})
        with (out / name).open("wb") as file:
            write_turtle(triples, file, names)
    (out / "graph.nq").write_bytes(b"".join(lines_of(*reports, names=names)))
    build_store([out / "graph.ttl", out / "evidence.ttl"], out / "store")
    return out


KEY = report_key(DOCUMENT)
