"""Sites: one node for one site, its other names, and the area it lies in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from kg.extract.index import MentionIndex
from kg.link.areas import Places
from kg.link.base import Linked, marks, slug, surfaces
from kg.model import AreaForm, Kind, Mark, Mention, Node, Page, Ref, Statement
from kg.offsets import Span

ADDRESS = re.compile(r"地址[::][^,。;]{0,40}$")
QUAKE = re.compile(r"(?:发生)?([0-9.]+级地震)")
WATERS = ("known-water",)  # rivers and lakes lie in many areas: only what stands beside their names tells where
EARLIER_WATER = re.compile(r"(?<![一-鿿])?[一-鿿]{1,3}[江河湖溪][、和]$")
OTHER_RIVER = re.compile(r"流域|支流|干流|[江河湖溪][、和]|洪水|[电讯]\s?\(")  # or the place of a dateline
TOLD_APART = re.compile(  # 云河市|内河流水位回落,但青江…; not 云河市|受强降雨影响,青河…
    r"(?!(?:受|因|由于|遭遇|遭受|普降|出现|发生|持续|连[日续])[^,;:\n]*(?:影响|降雨|暴雨|大雨|降水|洪[水涝])[,;:])[^,;:\n]{4,}[,;:\n]"
)
PART_OF_SITE = re.compile(r"范围|境内|部分|[河区]?段")
REACH_OF_RIVER = re.compile(r"河?段(?!时)")
STATION = re.compile(r"[河江溪湖](?:干流|支流)?(?P<at>[一-鿿]{2,4}?)(?:水文|水位)?站$")
DISTRICTS = ("", "市", "县", "区", "州", "省")
REACH = 24  # characters between a place and the site in it that is pointed at
TAIL = 6  # a name as long as this is the same site as the longer name that ends with it
LAST_PLACE = re.compile(r"(?<=[省市县区乡镇道])(?:(?![省市县区乡镇道])[一-鿿]){1,6}(?:[省市县区乡镇村]|街道|社区)$")
OWN_NAME = ("named", "base")
BY_COUNTY = ("sole",)  # a county has one airport or station at most; wider areas have more


def link_facilities(page: Page, places: Places) -> Linked:
    """Link every FACILITY mention of `page`, with locatedIn where the text or the passage's area says where.

    Bare stations (火车站) become sites only in reports on one county.
    """
    index = MentionIndex(m for m in page.mentions if isinstance(m.form, AreaForm) and m.form.word is None)
    found = sorted((m for m in page.mentions if m.kind is Kind.FACILITY), key=lambda m: m.span)
    groups: dict[str, list[Mention]] = {}
    for mention in found:
        if _rule(mention) not in BY_COUNTY or _is_county(places):
            groups.setdefault(_same_as(mention, groups), []).append(mention)
    keys: dict[Mention, str] = {}
    nodes: list[Node] = []
    statements: list[Statement] = []
    for name, mentions in groups.items():
        area = next((a for m in mentions if (a := _area_of(page, index, places, m))), None)
        code = (area or places.report or "area/-").removeprefix("area/")
        key = f"facility/{code}/{slug(name)}"
        keys.update(dict.fromkeys(mentions, key))
        label, aliases = _names(page, index, name, mentions)
        if _rule(mentions[0]) == "pointed":
            label, aliases = _pointed(page, mentions[0]), (name, *aliases)
        evidence = marks(page, mentions)
        nodes.append(Node(key, Kind.FACILITY, label, evidence, aliases, hant=surfaces(page.text, mentions)))
        if area:
            first = evidence[0]
            mark = Mark(first.span, "facilities.located", first.confidence)
            statements.append(Statement(key, "locatedIn", Ref(area), (mark,)))
    return Linked(keys, tuple(nodes), tuple(statements))


def _rule(mention: Mention) -> str:
    return mention.rule.split(".")[-1]


def _name(mention: Mention) -> str:
    return mention.form.name  # type: ignore[union-attr]


def _is_county(places: Places) -> bool:
    area = places.areas.get(places.report or "")
    return area is not None and area.level == "county"


def _same_as(mention: Mention, groups: Sequence[str] | dict[str, list[Mention]]) -> str:
    """The name of a site met before that this mention shortens: 夹河滩检测点 for 夹河滩村疫情防控检测点."""
    name = _name(mention)
    if _rule(mention) == "epicentre":
        return next((g for g in groups if g.endswith("震中")), name)
    for other in groups:
        if other != name and len(name) >= 5 and other.startswith(name[:2]) and _shortens(name, other):
            return other
        if other != name and min(len(name), len(other)) >= TAIL and (other.endswith(name) or name.endswith(other)):
            return other  # 云湖大堤 and 青山垸云湖大堤
    return name


def _shortens(short: str, long: str) -> bool:
    """Whether the characters of `short` stand in `long` in order, with the same three at the end."""
    rest = iter(long)
    return len(short) < len(long) and short[-3:] == long[-3:] and all(c in rest for c in short)


def _area_of(page: Page, index: MentionIndex, places: Places, mention: Mention) -> str | None:
    """The area in the name, right before it, after 震中位于, before it in its sentence, or of its passage."""
    span = mention.span
    sentence = _sentence(page, span)
    if _rule(mention) in WATERS:
        return _beside(page, index, places, span) or _of_clause(page, index, places, sentence.start, span)
    if (reach := _reach_of(page, index, span)) is not None:
        return places.key(reach)
    if station := STATION.search(_name(mention)):
        names = {station["at"] + d for d in DISTRICTS}
        return next((key for key, area in places.areas.items() if area.name in names), None)
    if _rule(mention) == "epicentre":
        after = (
            [m for m in index.inside(Span(span.end, sentence.end)) if m.span.start > span.end]
            if span.end < sentence.end
            else []
        )
        joined = _run(after)
        return places.key(joined[-1]) if joined else None
    within = index.inside(span)
    before = index.inside(Span(sentence.start, span.start)) if sentence.start < span.start else []
    if before and ADDRESS.search(page.text.normal, sentence.start, span.start):
        return places.key(before[-1])  # 地址:云河市青山区人民路1号云河大厦
    if within and _rule(mention) not in ("way-to", "address"):
        return places.key(within[0 if _rule(mention) == "road-of-place" else -1])
    if _rule(mention) == "of-body":
        first = [m for m in page.mentions if m.kind is Kind.AREA and m.span.start == span.start]
        return places.key(first[0]) if first else places.report
    if named := _named_after(places, mention):
        return named
    if before:
        return places.key(before[-1])
    if _is_county(places):
        return places.report
    block = page.layout.blocks[bisect_right([b.span.start for b in page.layout.blocks], span.start) - 1]
    earlier = index.inside(Span(block.span.start, span.start)) if block.span.start < span.start else []
    own = None if places.report == "area/CN" else places.report
    return places.key(earlier[-1]) if earlier else own


def _named_after(places: Places, mention: Mention) -> str | None:
    """The county or city of the text whose short name a site's name begins with: 密云水库 lies in 密云区."""
    name = _name(mention)
    for key, area in places.areas.items():
        short = area.name[:-1]
        if area.level in ("county", "prefecture") and len(short) > 1 and name.startswith(short):
            return key
    return None


def _of_clause(page: Page, index: MentionIndex, places: Places, start: int, river: Span) -> str | None:
    """The place named last before a river, if the river's clause is about it: 在云河市,青河水位上涨; not before 流域, 支流."""
    text = page.text.normal
    if start >= river.start or OTHER_RIVER.search(text, start, river.start) or text.startswith("流域", river.end):
        return None
    before = Span(start, river.start)
    found = [m for m in index.inside(before) if (key := places.key(m)) and places.areas[key].level != "country"]
    if not found or TOLD_APART.match(text, found[-1].span.end, before.end):
        return None
    return places.key(found[-1])


def _reach_of(page: Page, index: MentionIndex, span: Span) -> Mention | None:
    """The place whose part of a site is meant: 青河蓄滞洪区|云河市青山县|范围."""
    run = _run([m for m in index.overlapping(Span(span.end, span.end + 12)) if m.span.start >= span.end])
    if run and run[0].span.start == span.end and PART_OF_SITE.match(page.text.normal, run[-1].span.end):
        return run[-1]
    return None


def _beside(page: Page, index: MentionIndex, places: Places, span: Span) -> str | None:
    """The area right before a river (周口市|贾鲁河), or whose reach of it is meant (郁江|贵港|段)."""
    text = page.text.normal
    start = span.start
    while chain := EARLIER_WATER.search(text, max(0, start - 8), start):
        start = chain.start()  # 云河市的青河和沙河
    if (of := _ending(index, start - text.endswith("的", 0, start))) is not None:
        return places.key(of)
    for mention in index.overlapping(Span(max(0, span.start - 1), span.end + 1)):
        reach = mention.span.start == span.end and REACH_OF_RIVER.match(text, mention.span.end)
        if mention.span.end == span.start or reach:
            return places.key(mention)
    site = next((m for m in page.mentions if m.kind is Kind.FACILITY and m.span.end == span.start), None)
    within = index.inside(site.span) if site else []  # 凤凰县古城 + 沱江
    return places.key(within[-1]) if within else None


def _run(mentions: Sequence[Mention]) -> list[Mention]:
    """The first mentions that stand side by side."""
    out: list[Mention] = []
    for mention in mentions:
        if out and out[-1].span.end != mention.span.start:
            break
        out.append(mention)
    return out


def _sentence(page: Page, span: Span) -> Span:
    starts = [s.start for s in page.layout.sentences]
    i = bisect_right(starts, span.start) - 1
    return page.layout.sentences[i] if i >= 0 else span


def _names(page: Page, index: MentionIndex, name: str, mentions: Sequence[Mention]) -> tuple[str, tuple[str, ...]]:
    """Label and other names: shorter forms, and the name with the places right before it."""
    text = page.text.normal
    names = dict.fromkeys(n for m in mentions for n in (_name(m), *_shorter(text, index, m)))
    if _rule(mentions[0]) == "epicentre":
        return _epicentre(text, index, names)
    for mention in mentions:
        start = mention.span.start
        while (
            before := next((m for m in index.overlapping(Span(max(0, start - 1), start)) if m.span.end == start), None)
            if start
            else None
        ):
            start = before.span.start
        if start < mention.span.start:
            names.setdefault(text[start : mention.span.end])
        elif text[start - 1 : start] == "的" and (of := _ending(index, start - 1)) is not None:
            names.setdefault(of.span.of(text) + text[start : mention.span.end])  # 云河县的葡萄产业园
    return name, tuple(n for n in names if n != name)


def _pointed(page: Page, mention: Mention) -> str:
    """How the text calls a site it points at, from its place or body on: 云河镇这个可住500人的安置点."""
    end = mention.span.start
    owners = (m for m in page.mentions if m.kind in (Kind.AREA, Kind.ORGANIZATION) and end - REACH < m.span.end <= end)
    owner = max(owners, key=lambda m: (m.span.end, len(m.span)), default=mention)
    return page.text.normal[owner.span.start : mention.span.end]


def _shorter(text: str, index: MentionIndex, mention: Mention) -> Iterator[str]:
    """青山省云河县柳河村蔬菜基地 is 柳河村蔬菜基地 too: its name from the last place on, and without one where it has a name left."""
    span = mention.span
    chain = [m for m in index.inside(span) if m.span.end < span.end]
    if not chain or chain[0].span.start != span.start or _name(mention) != span.of(text):
        return
    last = max(chain, key=lambda m: m.span.end)
    parts = LAST_PLACE.search(last.span.of(text))
    start = last.span.start + (parts.start() if parts else 0)
    if start > span.start:
        yield text[start : span.end]
    if span.end - last.span.end >= TAIL - 1 and _rule(mention) in OWN_NAME:
        yield text[last.span.end : span.end]


def _ending(index: MentionIndex, end: int) -> Mention | None:
    found = index.overlapping(Span(end - 1, end)) if end > 0 else []
    return next((m for m in found if m.span.end == end), None)


def _epicentre(text: str, index: MentionIndex, names: dict[str, None]) -> tuple[str, tuple[str, ...]]:
    """积石山县6.2级地震震中, from the first place right before a magnitude."""
    for match in QUAKE.finditer(text):
        before = [
            m
            for m in index.overlapping(Span(max(0, match.start() - 1), match.start() + 1))
            if m.span.end == match.start()
        ]
        if before:
            return f"{before[0].span.of(text)}{match[1]}震中", (*names, "震中", "地震震中")
    label = next(iter(names))
    return label, tuple(dict.fromkeys(n for n in (*names, "震中") if n != label))
