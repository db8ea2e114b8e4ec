"""Which organisation each name means, in the scope of the report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.link.areas import Places
from kg.link.base import Linked, marks, slug, surfaces
from kg.link.bodies_names import BodyName, closed, national, of_parent, official
from kg.link.bodies_relations import relations
from kg.link.bodies_same import head_of, headquarters
from kg.model import Area, BodyForm, Kind, Literal, Mention, Node, Page
from kg.resources import Resources

BARE = ("bodies.adhoc-bare", "bodies.party-bare", "bodies.proper-bare")
OPEN = (
    "bodies.adhoc",
    "bodies.founded",
    "bodies.team",
    "bodies.counted",
    "bodies.party",
    "bodies.proper",
    "bodies.groups",
    "bodies.carriers",
)
COUNTY = ("county", "prefecture", "province")


@dataclass(frozen=True, slots=True)
class Body:
    """A resolved body: its key, its names, the area it belongs to, and the parents that its own name gives."""

    key: str
    name: BodyName
    kind: str
    area: str | None
    rule: str
    organ: str
    parents: tuple[str, ...] = ()
    placed: bool = False


@dataclass
class _Pass:
    """The bodies of one page while they are being linked."""

    page: Page
    places: Places
    resources: Resources
    keys: dict[Mention, str] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    mentions: dict[str, list[Mention]] = field(default_factory=dict)
    headquarters: dict[tuple[str | None, str, str], str] = field(default_factory=dict)
    last: dict[tuple[str, str], str] = field(default_factory=dict)

    def area_name(self, key: str | None) -> str:
        area = self.places.areas.get(key) if key else None
        return area.name if area else ""

    def area(self, key: str | None) -> Area | None:
        return self.places.areas.get(key) if key else None

    def record(self, mention: Mention, body: Body) -> None:
        self.keys[mention] = body.key
        self.bodies.setdefault(body.key, body)
        self.mentions.setdefault(body.key, []).append(mention)


def link_bodies(page: Page, places: Places, resources: Resources) -> Linked:
    """Link every ORGANIZATION mention of `page`, with jurisdiction, subOrgOf and locatedIn."""
    state = _Pass(page, places, resources)
    found = sorted((m for m in page.mentions if m.kind is Kind.ORGANIZATION), key=lambda m: (m.span.start, len(m.span)))
    areas = {m.span.start: m for m in sorted(page.mentions, key=lambda m: len(m.span)) if m.kind is Kind.AREA}
    at_start: dict[int, list[Mention]] = {}
    for mention in found:
        parents = [p for p in at_start.get(mention.span.start, ()) if p.span.end < mention.span.end and p in state.keys]
        at_start.setdefault(mention.span.start, []).append(mention)
        body = _resolve(state, mention, parents, areas)
        if body is not None:
            state.record(mention, body)
    nodes = tuple(_node(state, key) for key in state.bodies)
    return Linked(dict(state.keys), nodes, tuple(relations(state.bodies, state.mentions, places, page)))


def _resolve(state: _Pass, mention: Mention, parents: list[Mention], areas: dict[int, Mention]) -> Body | None:
    form = mention.form
    assert isinstance(form, BodyForm)
    lexicon = state.resources.lexicon
    if not form.place:
        full = national(lexicon, form.organ)
        if full or mention.rule == "bodies.centre":
            name = full or "中共中央"
            return Body(f"org/-/{slug(name)}", BodyName(name), form.body_kind, None, mention.rule, form.organ)
    if parents:
        return _section(state, mention, parents)
    placed = bool(form.place)
    area = _area(state, mention, form, areas)
    if placed and area is None and form.place in LEVEL_WORDS:
        return None
    return (
        _headquarters(state, mention, form, area) or _again(state, mention, form) or _plain(state, mention, form, area)
    )


LEVEL_WORDS = frozenset(
    [
        "省",
        "市",
        "县",
        "区",
        "州",
        "旗",
        "盟",
        "镇",
        "乡",
        "村",
        "街道",
        "社区",
        "自治区",
        "自治州",
        "自治县",
        "自治旗",
        "兵团",
        "屯",
        "我省",
        "我市",
        "我县",
        "我区",
        "我州",
        "我镇",
        "我乡",
        "我村",
        "该省",
        "该市",
        "该县",
        "该区",
        "该州",
        "该镇",
        "该乡",
        "该村",
        "该社区",
        "该街道",
        "全省",
        "全市",
        "全县",
        "全区",
        "全州",
        "全镇",
        "全乡",
        "全村",
        "本省",
        "本市",
        "本县",
        "本区",
        "本镇",
        "本乡",
        "本村",
        "本社区",
        "我社区",
        "新区",
        "开发区",
        "高新区",
    ]
)


def _area(state: _Pass, mention: Mention, form: BodyForm, areas: dict[int, Mention]) -> str | None:
    """The area that a body belongs to: of its own place, or the one that the passage is about."""
    start = mention.span.start
    text = state.page.text.normal
    if text.startswith("中共", start):
        start += 2
    if not form.place:
        return state.places.at(start)
    inside = areas.get(start)
    if inside is not None and inside.span.end <= start + len(form.place):
        last = _last_area(state, start, start + len(form.place))
        key = state.places.key(last or inside)
        if key:
            return key
    return state.places.of_word(form.place, start) if form.place in LEVEL_WORDS else None


def _last_area(state: _Pass, start: int, end: int) -> Mention | None:
    inside = [m for m in state.page.mentions if m.kind is Kind.AREA and m.span.end == end and m.span.start >= start]
    return max(inside, key=lambda m: len(m.span), default=None)


def _section(state: _Pass, mention: Mention, parents: list[Mention]) -> Body:
    """A body that another one's name begins: 县委组织部."""
    form = mention.form
    assert isinstance(form, BodyForm)
    parent = max(parents, key=lambda m: len(m.span))
    key = state.keys[parent]
    above = state.bodies[key]
    text = state.page.text.normal
    rest = text[parent.span.end : mention.span.end]
    name = of_parent(state.resources.lexicon, above.name.label, parent.span.of(text), rest)
    owners = (key, *_joined(state, parent))
    code = above.key.split("/")[1]
    return Body(
        f"org/{code}/{slug(name.label)}", name, form.body_kind, above.area, mention.rule, rest, owners, above.placed
    )


def _joined(state: _Pass, parent: Mention) -> list[str]:
    """The body right before a parent that shares the founding with it: 省委 in 省委省政府领导小组."""
    start = parent.span.start
    return [k for m, k in state.keys.items() if m.span.end == start]


def _headquarters(state: _Pass, mention: Mention, form: BodyForm, area: str | None) -> Body | None:
    """A headquarters or leading group, with its short and bare forms."""
    found = headquarters(form.organ)
    if found is None:
        return None
    family, topic = found
    if not topic and mention.rule in BARE:
        key = state.headquarters.get((area, family, "")) or state.headquarters.get((None, family, ""))
        if key:
            return state.bodies[key]
        if family != "指挥部":
            return None
    key = state.headquarters.get((area, family, topic)) if topic else None
    if key is None:
        name = official(state.resources.lexicon, state.area_name(area), form.organ)
        body = Body(_key(area, name.label), name, "command", area, mention.rule, form.organ, placed=bool(form.place))
        key = body.key
        state.bodies.setdefault(key, body)
        state.headquarters[area, family, topic] = key
    state.headquarters[area, family, ""] = state.headquarters[None, family, ""] = key
    return state.bodies[key]


def _again(state: _Pass, mention: Mention, form: BodyForm) -> Body | None:
    """A bare head that takes up a body named before: 督导组 after 11个工作督导组."""
    head = head_of(form.organ)
    if head is None or mention.rule not in BARE:
        return None
    key = state.last.get((head, ""))
    return state.bodies[key] if key else None


def _plain(state: _Pass, mention: Mention, form: BodyForm, area: str | None) -> Body | None:
    if mention.rule in BARE:
        return None
    lexicon = state.resources.lexicon
    is_open = mention.rule in OPEN and closed(lexicon, form.organ) is None
    text = mention.span.of(state.page.text.normal)
    if not is_open:
        name = official(lexicon, state.area_name(area), form.organ)
        if not state.area_name(area):
            name = BodyName(text)
    elif form.place in LEVEL_WORDS:
        name = BodyName(state.area_name(area) + form.organ)
    else:
        name = BodyName(text)
    body = Body(_key(area, name.label), name, form.body_kind, area, mention.rule, form.organ, placed=bool(form.place))
    head = head_of(form.organ)
    if head:
        state.last[head, ""] = body.key
    return body


def _key(area: str | None, label: str) -> str:
    return f"org/{(area or 'area/-').removeprefix('area/')}/{slug(label)}"


def _node(state: _Pass, key: str) -> Node:
    body = state.bodies[key]
    found = state.mentions.get(key, [])
    text = state.page.text.normal
    names: Iterable[str] = (*body.name.aliases, *(m.span.of(text) for m in found), *(_short(m) for m in found))
    aliases = tuple(n for n in dict.fromkeys(names) if n and n != body.name.label)
    return Node(
        key,
        Kind.ORGANIZATION,
        body.name.label,
        marks(state.page, found),
        aliases,
        hant=surfaces(state.page.text, found),
        attributes=(("orgKind", Literal(body.kind)),),
    )


def _short(mention: Mention) -> str:
    """The name that a list gives to a body by implication: 卫健部门, 安全保卫工作组."""
    form = mention.form
    assert isinstance(form, BodyForm)
    return form.organ if mention.rule in ("bodies.departments", "bodies.groups", "bodies.carriers") else ""
