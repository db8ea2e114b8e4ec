"""Bodies that only the names of others hold, and the offices of a ministry that its name leads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from kg.link.base import slug
from kg.link.bodies_names import of_parent
from kg.link.bodies_state import Body, Linking
from kg.model import BodyForm, Mention, Page

LEADING = frozenset({"新疆生产建设兵团", "国家税务总局"})  # the first part of full names: 国家税务总局云河县税务局
TAXES = "国家税务总局"
PROVINCE = "0000"  # how the codes of provinces end
OF_PARTY = re.compile(r"(?:宣传|组织|统战|政法|社会工作|网信|政研|督查|办公)[一-鿿]{0,6}")


def of_area(state: Linking, mention: Mention, parents: list[Mention]) -> str | None:
    """The key of the ministry that leads the name of a place's own office: 国家税务总局|云河县税务局; None if none does."""
    form = mention.form
    if not (isinstance(form, BodyForm) and form.place and mention.rule == "bodies.organ" and parents):
        return None
    key = state.keys[max(parents, key=lambda m: len(m.span))]
    return key if state.bodies[key].name.label == TAXES else None


def led(body: Body, ministry: str) -> Body:
    """`body` below the `ministry` whose name leads its full name."""
    full = TAXES + body.name.label
    return replace(body, name=replace(body.name, aliases=(full, *body.name.aliases)), parents=(ministry,))


def beside_led(state: Linking, mention: Mention, form: BodyForm) -> Body | None:
    """An office that a list adds to one whose name a leading body begins: 新疆生产建设兵团财政局、|生态环境局."""
    at = mention.span.start
    if form.place or mention.rule != "bodies.organ-bare" or state.page.text.normal[at - 1 : at] not in ("、", "和"):
        return None
    for other, key in state.keys.items():
        before = state.bodies[key]
        lead = next((state.bodies[p].name.label for p in before.parents if p in state.bodies), "")
        if other.span.end == at - 1 and lead in LEADING and before.name.label.startswith(lead):
            name = of_parent(state.resources.lexicon, lead, lead, form.organ)
            return Body(
                f"org/-/{slug(name.label)}", name, form.body_kind, None, "bodies.unit", form.organ, before.parents
            )
    return None


def hidden(state: Linking) -> frozenset[str]:
    """Keys of leading bodies that stand nowhere but in the names of others."""
    out = set()
    for key, found in state.mentions.items():
        if state.bodies[key].name.label in LEADING and all(_held(state, m) for m in found):
            out.add(key)
    return frozenset(out)


def in_offices(state: Linking) -> frozenset[str]:
    """Keys of a province's Party committee that stands only in the names of its departments: 省委 of 省委宣传部.

    In reports of a county the committee is among those whom the report is about, and stays.
    """
    text = state.page.text.normal
    out = set()
    for key, found in state.mentions.items():
        body = state.bodies[key]
        if body.kind != "party" or not (body.area or "").endswith(PROVINCE):
            continue
        rests = [
            [
                text[m.span.end : o.span.end]
                for o in state.keys
                if o.span.start == m.span.start and o.span.end > m.span.end
            ]
            for m in found
        ]
        if all(any(OF_PARTY.fullmatch(rest) for rest in outer) for outer in rests):
            out.add(key)
    return frozenset(out)


def _held(state: Linking, mention: Mention) -> bool:
    if state.page.text.normal.startswith(("各", "驻各"), mention.span.end):  # 国家税务总局各省税务局
        return True
    return any(m.span.covers(mention.span) and m.span != mention.span for m in state.keys)


def shown(state: Linking, keys: frozenset[str]) -> Mapping[str, Body]:
    """The bodies without those of `keys`, which are no one's parents either."""
    return {
        key: replace(body, parents=tuple(p for p in body.parents if p not in keys))
        for key, body in state.bodies.items()
        if key not in keys
    }


def own_bodies(found: list[Mention], page: Page) -> list[Mention]:
    """`found` without brands that only their branches' names hold (建设银行 of 建设银行云河支行), and what shops hold."""
    shops = [m.span for m in page.mentions if m.rule in ("facilities.shop", "facilities.row")]
    firms = [m.span for m in found if _kind(m) == "enterprise"]
    inner = {m for m in found if _brand(m, page) and any(f.covers(m.span) and f != m.span for f in firms)}
    alone = {m.span.of(page.text.normal) for m in found if m not in inner}
    inner = {m for m in inner if m.span.of(page.text.normal) not in alone}
    return [m for m in found if m not in inner and not any(s.covers(m.span) for s in shops)]


def _brand(mention: Mention, page: Page) -> bool:
    return _kind(mention) == "enterprise" or mention.span.of(page.text.normal) in ("人民银行", "中国人民银行", "人行")


def _kind(mention: Mention) -> str:
    return mention.form.body_kind if isinstance(mention.form, BodyForm) else ""
