"""Small books of our own for tests of pages."""

from __future__ import annotations

from kg.explore.book import Book, Item, Link, Source, SpanRef

TEXT = "安平县委书记李安平说，全县设立卡点12个。\n县医院开设发热门诊。"
HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(2)</script>",
    "<!--<script>",
    "href=javascript:alert(3)",
    '<a href="x" onclick="alert(4)">链接</a>',
    "&lt;script&gt;alert(5)&lt;/script&gt;",
    "{{7*7}}${alert(6)}`alert(7)`",
    "\u202e倒写文字\u202c",
    "\u2028\u2029行",
    "长" * 10_000,
    "]]><svg/onload=alert(8)>",
    "';alert(9);//\"",
)


def book() -> Book:
    """A report, two places, two bodies, a person with a post, two actions and a figure."""
    items = (
        Item("person/1/李安平", "Person", "李安平", others=("李書記",), spans=(0,), reports=(0,), area="131125"),
        Item("post/1/县委书记", "Post", "县委书记", "縣委書記", spans=(0,), reports=(0,), area="131125"),
        Item("org/1/县委", "Organization", "中共安平县委员会", spans=(0,), reports=(0,), area="131125"),
        Item("org/1/县医院", "Organization", "安平县医院", "安平縣醫院", spans=(2,), reports=(0,), area="131125"),
        Item("area/131125", "AdminArea", "安平县", facts=(("adminCode", "131125"),), reports=(0,), area="131125"),
        Item("action/1", "Action", "全县设立卡点12个", facts=(("measure", "Checkpoint"), ("status", "done")), confidence=0.9,
             rules=("act.x",), spans=(1,), reports=(0,), area="131125"),
        Item("action/2", "Action", "开设发热门诊", facts=(("measure", "FeverClinic"), ("status", "planned")), confidence=0.8,
             spans=(2,), reports=(0,), area="131125"),
        Item("quantity/1", "Quantity", "卡点 12个", facts=(("unit", "NUM"), ("value", "12"), ("verbatim", "12个")),
             spans=(3,), reports=(0,), area="131125"),
    )  # fmt: skip
    links = (
        Link(0, "holds", 1, 0.9, ("person.x",), (0,)),
        Link(1, "postIn", 2, 0.9, (), (0,)),
        Link(5, "place", 4, 0.9, (), (1,)),
        Link(5, "quantity", 7, 0.9, (), (1,)),
        Link(6, "agent", 3, 0.8, (), (2,)),
    )
    spans = (SpanRef(0, 0, 9), SpanRef(0, 11, 20), SpanRef(0, 22, 31), SpanRef(0, 17, 20))
    return Book(
        "https://example.org/kg/", items, links, spans, (Source("report/a", "a", "安平县", text=TEXT, area="131125"),)
    )


def hostile() -> Book:
    """The same with labels, facts, rules and texts that try to be markup or code."""
    from dataclasses import replace

    good = book()
    words = [HOSTILE[i % len(HOSTILE)] + str(i) for i in range(200)]
    extra = tuple(
        Item(f"resource/{i}", "Resource", w, w[::-1], (w,), (("purpose", w),), 0.5, (w,), (i % 4,), (0,), "131125")
        for i, w in enumerate(words)
    )
    first = len(good.items)
    links = tuple(Link(5, "resource", first + i, 0.5, (words[i],), (1,)) for i in range(len(extra)))
    text = TEXT + "\n" + "\n".join(w[:200] for w in words)
    sources = tuple(
        replace(s, text=text, title=words[0], site=words[1], url="javascript:alert(10)") for s in good.sources
    )
    return replace(good, items=good.items + extra, links=good.links + links, sources=sources)
