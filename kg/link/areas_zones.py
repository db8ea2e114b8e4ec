"""Functional zones that a text calls by their kind only: 高新区管委会, 经开区防疫指挥部; short and full names of one zone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.gazetteer.lookup import Division, Gazetteer, best
from kg.gazetteer.names import short_names
from kg.link.areas_levels import AreaEntry
from kg.link.scope import is_below
from kg.model import Area, BodyForm, Kind, Mention, Page
from kg.offsets import Span

ZONES = ("开发区", "高新区", "经开区", "新区")
KINDS = {
    "经开区": re.compile(r"(?:经济技术开发区|经济开发区|经开区)$"),
    "开发区": re.compile(r"开发区$"),
    "高新区": re.compile(r"(?:高新区|高新技术产业开发区|高新技术开发区)$"),
    "新区": re.compile(r"新区$"),
}
WORD = re.compile(r"(?P<word>经开区|高新区|开发区|新区)(?=管委会|管理委员会|党工委|工委)")
KIND = re.compile(r"(?P<high>高新技术产业|高新技术|高新)?(?:经济技术|经济|经)?开?(?:发)?区$")


def zone_form(form: BodyForm) -> BodyForm:
    """`form` with the kind of its zone as its place: 高新区 of 高新区管委会."""
    match = None if form.place else WORD.match(form.organ)
    if match is None:
        return form
    return BodyForm(match["word"], form.organ[match.end() :], form.body_kind, form.counted)


def zone_words(page: Page) -> Iterator[tuple[Mention, Span, str]]:
    """Bodies of zones that only their kind names: the mention, where the kind stands, and the kind."""
    for mention in page.mentions:
        if mention.kind is Kind.ORGANIZATION and isinstance(mention.form, BodyForm):
            word = zone_form(mention.form).place
            if word in KINDS and page.text.normal.startswith(word, mention.span.start):
                yield mention, Span(mention.span.start, mention.span.start + len(word)), word


def zone_meant(entries: Mapping[str, AreaEntry], word: str) -> tuple[str, Area] | None:
    """Key and area of the zone that the kind `word` means: the only one named in full. A kind alone names none."""
    found = [k for k, e in entries.items() if e.area.level == "functional zone" and KINDS[word].search(e.area.name)]
    return (found[0], entries[found[0]].area) if len(found) == 1 else None


def coded_zone(gazetteer: Gazetteer, name: str, scope: str, year: int | None) -> Division | None:
    """A functional zone by what stays of its name without the places in it: 卢龙县经济开发区, 河北卢龙经济开发区."""
    core = _own_words(gazetteer, name, scope) if name.endswith("区") else ""
    if not core:
        return None
    table = [d for found in gazetteer.below(scope[:6]).values() for d in found]
    zones = [d for d in table if d.level == "functional zone"] + list(gazetteer.zones)
    inside = (d for d in zones if is_below(d.code, scope))
    return best((d for d in inside if _own_words(gazetteer, d.name, scope) == core), year)


def _own_words(gazetteer: Gazetteer, name: str, scope: str) -> str:
    for code in (*reversed(gazetteer.ancestors(scope)), scope):
        division = gazetteer.get(code)
        for part in (division.name, *short_names(division.name)) if division else ():
            name = name.removeprefix(part)
    return name


def zone_holder(gazetteer: Gazetteer, name: str, context: Sequence[tuple[int, str]]) -> str | None:
    """The code of the place of `context` whose name begins a zone's: 云河市 for 云河市经开区, whatever was named last."""
    for code in dict.fromkeys(c for _, c in reversed(context)):
        division = gazetteer.get(code)
        if division and name.startswith((division.name, *short_names(division.name))):
            return code
    return None


def same_zone(name: str, names: Iterable[str]) -> str | None:
    """The name among `names` of the zone that `name` means too: 云河经济技术开发区 for 云河开发区."""
    mine = _core(name)
    return next((n for n in names if n != name and _core(n) == mine), None) if mine else None


def _core(name: str) -> str:
    match = KIND.search(name)
    if match is None or not name.endswith(("开发区", "经开区", "高新区")) or match.start() < 2:
        return ""
    return name[: match.start()] + ("高新" if match["high"] else "")
