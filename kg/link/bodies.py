"""Which organisation each name means, in the scope of the report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.link.areas import Places
from kg.link.areas_zones import zone_form
from kg.link.base import Linked, marks, slug, surfaces
from kg.link.bodies_inner import beside_led, hidden, in_offices, led, of_area, own_bodies, shown
from kg.link.bodies_names import BodyName, closed, is_level_word, national, of_parent, official, plain
from kg.link.bodies_relations import relations
from kg.link.bodies_same import headquarters
from kg.link.bodies_state import (
    BARE,
    Body,
    Linking,
    above_of,
    area_of,
    beside,
    beside_ministry,
    branch_name,
    in_county,
    local,
    ministry,
    named_before,
    of_country,
    told,
)
from kg.model import BodyForm, Kind, Literal, Mention, Node, Page
from kg.resources import Resources

OPEN = (
    "adhoc",
    "founded",
    "team",
    "counted",
    "party",
    "proper",
    "groups",
    "carriers",
    "chosen",
    "account",
    "lac",
    "field",
    "masthead",
    "fixed",
)
WHOLE = ("bodies.proper", "bodies.fixed")  # names that mean one body wherever they stand
IMPLIED = ("bodies.departments", "bodies.groups", "bodies.carriers", "bodies.chosen")
APART = (
    "bodies.unit-apart",
    "bodies.unit-table",
    "bodies.unit-listed",
    "bodies.unit-own",
)  # sections whose body stands elsewhere
FIRST = ("bodies.unit", "bodies.organ", "bodies.organ-bare", "bodies.national", "bodies.centre")


def link_bodies(page: Page, places: Places, resources: Resources) -> Linked:
    """Link every ORGANIZATION mention of `page`, with jurisdiction, subOrgOf and locatedIn.

    Names that carry their place or parent come first, then names without one, then bare heads (指挥部), so that a
    short name finds the full one wherever it stands.
    """
    state = Linking(page, places, resources)
    found = own_bodies([m for m in page.mentions if m.kind is Kind.ORGANIZATION], page)
    parents: dict[Mention, list[Mention]] = {}
    by_start: dict[int, list[Mention]] = {}
    for mention in sorted(found, key=lambda m: (m.span.start, len(m.span))):
        same = by_start.setdefault(mention.span.start, [])
        parents[mention] = [p for p in same if p.span.end < mention.span.end]
        same.append(mention)
    turns: dict[Mention, int] = {}
    for mention in sorted(found, key=lambda m: (m.span.start, len(m.span))):
        turns[mention] = max(_turn(mention), *(turns[p] for p in parents[mention]), 0)
    for mention in sorted(found, key=lambda m: (turns[m], m.span.start, len(m.span))):
        body = _resolve(state, mention, [p for p in parents[mention] if p in state.keys])
        if body is not None:
            state.record(mention, body)
    inner = hidden(state)
    bodies = shown(state, inner)
    inner |= in_offices(state)
    bodies = {key: body for key, body in bodies.items() if key not in inner}
    nodes = tuple(_node(state, key) for key in bodies if state.mentions.get(key))
    keys = {mention: key for mention, key in state.keys.items() if key not in inner}
    return Linked(keys, nodes, tuple(relations(bodies, state.bodies, state.mentions, places, page)))


def _turn(mention: Mention) -> int:
    form = mention.form
    assert isinstance(form, BodyForm)
    if mention.rule in BARE or mention.rule in APART:
        return 3
    found = headquarters(form.organ)
    if mention.rule in FIRST or (form.place and (found is None or found[1])):
        return 0
    return 1 if len(form.organ) > 4 else 2


def _resolve(state: Linking, mention: Mention, parents: list[Mention]) -> Body | None:
    assert isinstance(mention.form, BodyForm)
    form = zone_form(mention.form)
    if not form.place:
        bank = state.resources.lexicon.table("body.bank").get(form.organ)
        if bank and mention.rule == "bodies.organ-bare":
            return Body(f"org/-/{slug(bank)}", BodyName(bank), "enterprise", None, "bodies.national", form.organ)
        full = national(state.resources.lexicon, form.organ) or beside_ministry(state, mention, form)
        if full or mention.rule == "bodies.centre":
            name = full or "中共中央"
            seated = form.body_kind == "health" or name.endswith("军区")
            seat = state.places.named(name[:2], mention.span.start) if seated else None
            if province := state.resources.lexicon.table("media.seat").get(name):
                seat = state.places.named(province, mention.span.start)
            return Body(f"org/-/{slug(name)}", BodyName(name), form.body_kind, seat, "bodies.national", form.organ)
    if mention.rule in APART:
        return _section(state, mention, form, [above]) if (above := above_of(state, mention)) else None
    if leader := of_area(state, mention, parents):
        body = _plain(state, mention, form, area_of(state, mention, form))
        return led(body, leader) if body else None
    if parents:
        return _section(state, mention, form, parents)
    if sender := ministry(state, mention):
        return _section(state, mention, form, [sender])
    if named := beside_led(state, mention, form) or of_country(state, mention, form):
        return named
    area = area_of(state, mention, form)
    if form.place and area is None and is_level_word(form.place):
        alone = state.places.report is None and mention.rule == "bodies.organ" and form.place[0] not in "全各"
        return _nowhere(mention, form) if alone and len(form.organ) > 2 else None
    if mention.rule == "bodies.departments" and not form.place and (not in_county(state, area) or told(state, mention)):
        return None
    if mention.rule == "bodies.organ-bare" and not form.place and not local(state, area):
        return named_before(state, mention, form)
    found = headquarters(form.organ)
    if found and not found[1] and (group := beside(state, mention)):
        return _section(state, mention, form, [group])
    if found:
        return _headquarters(state, mention, form, area, found)
    return _again(state, mention, form) or _plain(state, mention, form, area)


def _nowhere(mention: Mention, form: BodyForm) -> Body:
    """A body of a place that the report names by level only, 市市场监管局: its own words are its name."""
    label = form.place + form.organ
    return Body(_key(None, label), BodyName(label), form.body_kind, None, mention.rule, form.organ)


def _section(state: Linking, mention: Mention, form: BodyForm, parents: list[Mention]) -> Body:
    """A body that another one's name begins: 县委组织部."""
    chain = _chain(state, mention, max(parents, key=lambda m: len(m.span)))
    above = state.bodies[state.keys[chain[0]]]
    text = state.page.text.normal
    inside = chain[-1].span.end < mention.span.end and chain[0].span.start == mention.span.start
    rest = text[chain[-1].span.end : mention.span.end].strip("()") if inside else form.organ
    if inside and above.organ == rest:  # 市教委教委: a word said twice
        return above
    name = of_parent(state.resources.lexicon, above.name.label, chain[0].span.of(text), rest)
    name = replace(name, aliases=(*name.aliases, *(a + rest for a in above.name.aliases)))  # 市工商局档案科
    found = headquarters(rest)
    if len(chain) > 1:
        name = BodyName(state.area_name(above.area) + mention.span.of(text), (mention.span.of(text),))
    owners = tuple(dict.fromkeys(state.keys[m] for m in chain))
    if above.key == "org/-/国务院" and rest.endswith("联防联控机制"):
        name = BodyName("国务院联防联控机制", name.aliases)
    key = f"org/{above.key.split('/')[1]}/{slug(name.label)}"
    seat = _area_inside(state, mention) if form.body_kind == "enterprise" and not above.placed else None
    placed = above.placed or seat is not None  # 建设银行云河支行
    body = Body(key, name, form.body_kind, seat or above.area, mention.rule, rest, owners, placed)
    if found:
        state.headquarters[above.area, *found] = state.headquarters[above.area, found[0], ""] = body.key
    return body


def _chain(state: Linking, mention: Mention, first: Mention) -> list[Mention]:
    """`first` and the bodies that stand right after it within `mention`: 省委, 省政府 in 省委省政府领导小组."""
    out = [first]
    for body in sorted(state.keys, key=lambda m: (m.span.start, -len(m.span))):
        if body.span.start == out[-1].span.end and body.span.end < mention.span.end:
            out.append(body)
    return out


def _headquarters(
    state: Linking, mention: Mention, form: BodyForm, area: str | None, found: tuple[str, str]
) -> Body | None:
    """A headquarters or leading group, with its short and bare forms."""
    family, topic = found
    if not topic:
        key = state.latest(mention.span.start, family) or next(
            (k for (a, f, _), k in state.headquarters.items() if f == family and a == area), None
        )
        if key:
            return state.bodies[key]
        if family != "指挥部" and mention.rule in BARE:
            return None
    key = state.headquarters.get((area, family, topic))
    if key is None:
        name = plain(state.area_name(area), form)
        body = Body(_key(area, name.label), name, "command", area, mention.rule, form.organ, placed=bool(form.place))
        key = body.key
        state.bodies.setdefault(key, body)
        state.headquarters[area, family, topic] = key
    return state.bodies[key]


def _again(state: Linking, mention: Mention, form: BodyForm) -> Body | None:
    """A short name that takes up a body named in full: 督导组 after 11个工作督导组, 振兴康养医院."""
    if form.place or form.counted or mention.rule in IMPLIED:
        return None
    if form.organ in state.resources.lexicon.table("body.taken-up"):
        key = state.latest(mention.span.start, form.organ)
        return state.bodies[key] if key else None
    if mention.rule.removeprefix("bodies.") not in OPEN or len(form.organ) < 4:
        return None
    full = next((b for b in state.bodies.values() if b.placed and b.organ.endswith(form.organ)), None)
    if full is not None or mention.rule not in WHOLE:
        return full
    return next((b for b in state.bodies.values() if b.name.label == form.organ and b.rule in WHOLE), None)


def _plain(state: Linking, mention: Mention, form: BodyForm, area: str | None) -> Body | None:
    if mention.rule in BARE:
        return None
    written = form.organ
    inside = _area_inside(state, mention) if form.body_kind == "enterprise" and not form.place else None
    area = inside or area
    if mention.rule == "bodies.departments":
        form = replace(form, organ=state.resources.lexicon.table("body.department-as").get(form.organ, form.organ))
    lexicon, where = state.resources.lexicon, state.area_name(area)
    text = mention.span.of(state.page.text.normal)
    if form.organ in lexicon.table("body.as-written") and form.place and not is_level_word(form.place):
        name = BodyName(text)  # 云河海关, 云河银保监局: not 云河市海关
    elif mention.rule.removeprefix("bodies.") not in OPEN or closed(lexicon, form.organ) is not None:
        name = official(lexicon, where, form.organ) if where else BodyName(text)
    elif is_level_word(form.place):
        name = plain(where, form)
    else:
        name = BodyName(form.organ if mention.rule in IMPLIED else "".join(text.replace("“战时”", "").split()))
    if form.place and where and name.label != where + form.organ and form.body_kind not in ("media", "enterprise"):
        name = replace(name, aliases=(*name.aliases, where + form.organ))  # 云河市青山县工作专班 is 青山县工作专班
    if inside and (branch := branch_name(state, text, inside)):
        name = replace(name, aliases=(*name.aliases, branch))
    if form.organ != written and where:
        name = replace(name, aliases=(*name.aliases, where + written))
    return Body(
        _key(area, name.label), name, form.body_kind, area, mention.rule, form.organ, placed=bool(form.place or inside)
    )


def _area_inside(state: Linking, mention: Mention) -> str | None:
    """The area that the name of a branch or firm holds: 中国电信云河分公司, 青山(云河)食品有限公司."""
    named = [m for m in state.page.mentions if m.kind is Kind.AREA and mention.span.covers(m.span)]
    return next((key for m in named if (key := state.places.key(m))), None)


def _key(area: str | None, label: str) -> str:
    return f"org/{(area or 'area/-').removeprefix('area/')}/{slug(label)}"


def _node(state: Linking, key: str) -> Node:
    body = state.bodies[key]
    found = state.mentions[key]
    text = state.page.text.normal
    names: Iterable[str] = (
        "".join(n.split()) for n in (*body.name.aliases, *(m.span.of(text) for m in found), *(_short(m) for m in found))
    )
    return Node(
        key,
        Kind.ORGANIZATION,
        body.name.label,
        marks(state.page, found),
        tuple(n for n in dict.fromkeys(names) if n and n != body.name.label),
        hant=surfaces(state.page.text, found),
        attributes=(("orgKind", Literal(body.kind)),),
    )


def _short(mention: Mention) -> str:
    """The name that a list gives to a body by implication: 卫健部门, 安全保卫工作组."""
    form = mention.form
    assert isinstance(form, BodyForm)
    return form.organ if mention.rule in IMPLIED else ""
