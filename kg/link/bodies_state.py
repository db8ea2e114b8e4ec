"""What linking knows of the bodies of a page so far, and what the words around a name say of the body it means."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.extract.index import MentionIndex
from kg.extract.relations_signed import signers
from kg.link.areas import Places
from kg.link.areas_zones import KINDS
from kg.link.bodies_names import BodyName, closed, is_level_word, national
from kg.link.bodies_same import GROUP
from kg.model import BodyForm, Kind, Mention, Page
from kg.resources import Resources

BARE = ("bodies.adhoc-bare", "bodies.party-bare", "bodies.team-bare")
OFFICES = ("government", "health", "school", "enterprise")
WIDE_LISTS = ("prefecture", "province")
SCOPED_LISTS = ("county", "township")
TOLD = re.compile(  # 要会同教育等部门, 移交公安部门: whoever is in charge, no single body
    r"(?:(?<![重主需纪概必])要(?!求)|(?<![反响适相供效回])应(?!急|对|用|变|战)|须|请|必须|会同|配合|移交|报告|送给|共享给|提供给|推送给|立足|发挥|协同|主动与|与各|各地|各级|同级|属地)[^。;!?\n]*$"
)
CLAUSE = 60
SHORT_BRANCH = re.compile(
    r"(?P<bank>人行|人民银行|[工农中建交]行|[一-鿿]{2,4}银行)[一-鿿]{2,8}?(?P<end>中支|中心支行|[分支]行)$"
)
WORDS_OF_OFFICES = {"委": ("委", "委员会"), "校": ("学校", "大学", "学院", "中学", "小学", "校"), "院": ("医院", "院")}


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
class Linking:
    """The bodies of one page while they are being linked."""

    page: Page
    places: Places
    resources: Resources
    keys: dict[Mention, str] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    mentions: dict[str, list[Mention]] = field(default_factory=dict)
    headquarters: dict[tuple[str | None, str, str], str] = field(default_factory=dict)

    def area_name(self, key: str | None) -> str:
        """The official name of an area, "" if there is none."""
        area = self.places.areas.get(key) if key else None
        return area.name if area else ""

    def record(self, mention: Mention, body: Body) -> None:
        """Say that `mention` means `body`."""
        self.keys[mention] = body.key
        self.bodies.setdefault(body.key, body)
        self.mentions.setdefault(body.key, []).append(mention)

    def latest(self, before: int, suffix: str) -> str | None:
        """The body mentioned last before an offset whose organ ends with `suffix`."""
        found = [m for m, k in self.keys.items() if m.span.end <= before and self.bodies[k].organ.endswith(suffix)]
        last = max(found, key=lambda m: m.span, default=None)
        return self.keys[last] if last else None


def beside(state: Linking, mention: Mention) -> Mention | None:
    """The leading group that a bare 指挥部 right after it belongs to: 领导小组及指挥部."""
    text, start = state.page.text.normal, mention.span.start
    if mention.rule not in BARE or text[start - 1 : start] not in ("及", "和", "、"):
        return None
    end = start - (2 if text.endswith("以及", 0, start) else 1)
    return next((m for m in state.keys if m.span.end == end and GROUP.search(m.span.of(text))), None)


def above_of(state: Linking, mention: Mention) -> Mention | None:
    """The body of a section that stands apart: of the list it continues, of the text's signer, or the last office."""
    if mention.rule == "bodies.unit-listed":
        before = next((m for m in state.keys if m.span.end == mention.span.start - 1), None)
        parents = state.bodies[state.keys[before]].parents if before else ()
        return next((m for m, key in state.keys.items() if key in parents), None)
    if mention.rule == "bodies.unit-table":
        return owner(state)
    if mention.rule == "bodies.unit-own":
        return _called(state, state.page.text.normal[mention.span.start - 1])
    return office(state, mention)


def _called(state: Linking, word: str) -> Mention | None:
    """The body that calls itself 我局, 我部: the one named most whose name ends so."""
    ends = WORDS_OF_OFFICES.get(word, (word,))
    own = [m for m, key in state.keys.items() if state.bodies[key].name.label.endswith(ends)]
    return max(own, key=lambda m: (len(state.mentions[state.keys[m]]), -m.span.start), default=None)


def owner(state: Linking) -> Mention | None:
    """The office, hospital or school whose own notice a page is: its signer, or else the one named most."""
    whole = {
        m: key
        for m, key in state.keys.items()
        if state.bodies[key].kind in OFFICES
        if not m.rule.startswith("bodies.unit") and m.rule != "bodies.national"
        if not state.bodies[key].organ.endswith(("政府", "部门"))
    }
    signed = [m for m in signers(state.page.text.normal, MentionIndex(state.keys)) if m in whole]
    if signed:
        return signed[0]
    return max(whole, key=lambda m: (len(state.mentions[whole[m]]), -m.span.start), default=None)


def office(state: Linking, mention: Mention) -> Mention | None:
    """The office or hospital named last before a section that stands alone: 来到市扶贫办,首先走进社会扶贫科."""
    before = [
        m
        for m, key in state.keys.items()
        if m.span.end <= mention.span.start and state.bodies[key].kind in ("government", "health")
        if not state.bodies[key].organ.endswith("政府")
    ]
    return max(before, key=lambda m: m.span, default=None)


def ministry(state: Linking, mention: Mention) -> Mention | None:
    """The ministry that has sent the working groups that a sentence counts: 水利部派出3个工作组."""
    form = mention.form
    if mention.rule != "bodies.counted" or not isinstance(form, BodyForm) or form.place or form.organ != "工作组":
        return None
    text, end = state.page.text.normal, mention.span.start
    start = max(text.rfind(mark, 0, end) for mark in "。;!\n") + 1
    before = [m for m in state.keys if start <= m.span.start and m.span.end <= end]
    last = max(before, key=lambda m: m.span, default=None)
    sends = last is not None and last.rule == "bodies.national" and state.bodies[state.keys[last]].kind == "government"
    return last if sends else None


def beside_ministry(state: Linking, mention: Mention, form: BodyForm) -> str | None:
    """The national office that a short name in a list of ministries means: 统计局 of 工业和信息化部、统计局、财政部."""
    if mention.rule != "bodies.organ-bare" or state.page.text.normal[
        mention.span.start - 1 : mention.span.start
    ] not in ("、", " "):
        return None
    before = (key for m, key in state.keys.items() if m.span.end == mention.span.start - 1)
    listed = any(state.bodies[k].rule == "bodies.national" and state.bodies[k].kind == "government" for k in before)
    return national(state.resources.lexicon, "国家" + form.organ) if listed else None


def local(state: Linking, key: str | None) -> bool:
    """Whether an organ without a place (疾控中心) can only be that of the passage's area."""
    area = state.places.areas.get(key) if key else None
    return area is not None and area.level in ("county", "prefecture", "township", "functional zone")


def named_before(state: Linking, mention: Mention, form: BodyForm) -> Body | None:
    """The body that an organ without a place takes up in a report on a province: 卫健委 after 自治区卫生健康委员会."""
    full = closed(state.resources.lexicon, form.organ)
    before = [
        m
        for m, key in state.keys.items()
        if full and m.span.end <= mention.span.start and state.bodies[key].name.label.endswith(full)
    ]
    last = max(before, key=lambda m: m.span, default=None)
    return state.bodies[state.keys[last]] if last else None


def of_country(state: Linking, mention: Mention, form: BodyForm) -> Body | None:
    """The national office that an organ without a place takes up in a report on no place: 国资委 after 国务院国资委."""
    if form.place or mention.rule != "bodies.organ-bare" or state.places.report not in (None, "area/CN"):
        return None
    body = named_before(state, mention, form)
    return body if body is not None and body.key.startswith("org/-/") else None


def branch_name(state: Linking, text: str, area: str) -> str | None:
    """The full name of a bank's branch whose name is cut short: 中国人民银行云河市中心支行 for 人行云河中支."""
    match = SHORT_BRANCH.match(text)
    bank = national(state.resources.lexicon, match["bank"]) if match else None
    if match is None or bank is None:
        return None
    return bank + state.area_name(area) + match["end"].replace("中支", "中心支行")


def told(state: Linking, mention: Mention) -> bool:
    """Whether a report on more than a county only says with whom others are to work: 要会同交通运输等部门."""
    report = state.places.areas.get(state.places.report or "")
    if report is not None and report.level in SCOPED_LISTS:
        return False
    start = mention.span.start
    return TOLD.search(state.page.text.normal, max(0, start - CLAUSE), start) is not None


def in_county(state: Linking, key: str | None) -> bool:
    """Whether an area is a county or a town: lists of departments there name single bodies."""
    area = state.places.areas.get(key) if key else None
    many = state.places.report in (None, "area/CN")  # what each passage of such a report is about is named there
    return area is not None and (area.level in SCOPED_LISTS or (many and area.level in WIDE_LISTS))


def area_of(state: Linking, mention: Mention, form: BodyForm) -> str | None:
    """The area that a body belongs to: of its own place, or the one that the passage is about."""
    start, text = mention.span.start, state.page.text.normal
    if not form.place:
        return state.places.at(start)
    if is_level_word(form.place) and (key := state.places.of_word(form.place, start)):
        return key
    at = text.find(form.place, start, mention.span.end)
    if at < 0:
        return state.places.named(form.place, start)
    if form.place in KINDS:
        return state.places.named(form.place, start)
    end = at + len(form.place)
    named = [m for m in state.page.mentions if m.kind is Kind.AREA and m.span.end == end and m.span.start >= at >= 0]
    for area in sorted(named, key=lambda m: -len(m.span)):
        key = state.places.key(area)
        if key:
            return key
    return None
