"""What a body's name and kind say of where it stands: jurisdiction, parent, seat."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Protocol

from kg.link.areas import Places
from kg.link.base import marks
from kg.link.bodies_names import BodyName
from kg.model import Mention, Page, Ref, Statement

PARTY_CENTRE = "org/-/中共中央"
STATE_COUNCIL = "org/-/国务院"
COUNTRY = "area/CN"
FEW = 4  # a report on the country that names more provinces goes from one to the next
STANDING = ("party", "government", "social", "military", "grassroots")
SEATED = ("health", "school", "enterprise", "media")
PUBLIC_HEALTH = re.compile(r"疾控|疾病预防|防疫|监督|急救|卫生健康")
VOLUNTARY = re.compile(r"志愿|基金会|救援|义工|合作社|[团队院]$")
TRADE = re.compile(r"(?:协会|商会|学会|促进会|联合会|联谊会)$")
SECTION = re.compile(r"(?:处|办公室|办)$")
GROUP = re.compile(r"组$")
AUTHORITIES = ("government", "party", "command")
OFFICE = re.compile(r"(?<=政府|员会)(?:办公厅|办公室)$")
LOW_PLACE = re.compile(r"[一-鿿]{2,12}?(?:[村镇乡]|社区|街道)")
SERVICE = re.compile(r"(?:中心|馆|所|站)$")
TEAMS = ("bodies.team", "bodies.adhoc", "bodies.founded")
CENTRAL_BANK = re.compile(r"^(?:(?:中国)?人民银行|人行)")
BRANCH = re.compile(r"(?:[分支]行|中支|营业管理部)$")
NO_SEAT = (
    "bodies.groups",
    "bodies.team",
    "bodies.counted",
    "bodies.founded",
    "bodies.unit",
    "bodies.carriers",
    "bodies.national",
)
NATIONWIDE = ("bodies.national", "bodies.centre")
STANDING_RULES = ("bodies.organ", "bodies.organ-bare", "bodies.departments", "bodies.party", "bodies.account")
AUTHORITY = re.compile(r"(?:工委|管委会|管理委员会)$")
OFFICE_BRANCH = re.compile(r"机关|公司|医院|学校|企业|临时|突击|先锋|战时|青年")
COUNTRYWIDE = re.compile(r"(?:中国|中华|全国)(?!地震台网|疾病|人民政治协商)[一-鿿]{2,}会$")
COLLEGE = re.compile(r"大学|学院|研究|科学院|实验室")
CLINIC = re.compile(r"卫生|警务|文化站")
HOSPITAL = re.compile(r"医院|卫生院|医疗机构|检测机构")
COMMAND = re.compile(r"(?:指挥部|领导小组|领导组|指挥中心|办公室)$")


class _Body(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def area(self) -> str | None: ...
    @property
    def rule(self) -> str: ...
    @property
    def organ(self) -> str: ...
    @property
    def parents(self) -> tuple[str, ...]: ...
    @property
    def name(self) -> BodyName: ...
    @property
    def placed(self) -> bool: ...


def relations(
    bodies: Mapping[str, _Body],
    every: Mapping[str, _Body],
    mentions: Mapping[str, list[Mention]],
    places: Places,
    page: Page,
) -> Iterator[Statement]:
    """jurisdiction, locatedIn and subOrgOf of `bodies`, evidenced by their mentions; `every` body holds hidden ones too."""
    national = places.report == COUNTRY and _provinces(places) <= FEW
    labels = {body.name.label: key for key, body in bodies.items() if mentions.get(key)}
    for key, body in bodies.items():
        evidence = marks(page, mentions.get(key, ())[:3])
        if not evidence:
            continue
        for parent in body.parents:
            if parent != key and parent in bodies:
                yield Statement(key, "subOrgOf", Ref(parent), evidence)
        above = labels.get(OFFICE.sub("", body.name.label)) if OFFICE.search(body.name.label) else None
        if above and above not in body.parents:
            yield Statement(key, "subOrgOf", Ref(above), evidence)
        if (bank := _bank(body, labels)) and bank not in (key, *body.parents):
            yield Statement(key, "subOrgOf", Ref(bank), evidence)
        if key.startswith(PARTY_CENTRE) and key != PARTY_CENTRE and PARTY_CENTRE in bodies:
            yield Statement(key, "subOrgOf", Ref(PARTY_CENTRE), evidence)
        if STATE_COUNCIL in bodies and _state_office(body) and key != STATE_COUNCIL:
            yield Statement(key, "subOrgOf", Ref(STATE_COUNCIL), evidence)
        if national and body.rule in NATIONWIDE and not body.area and body.kind in AUTHORITIES:
            yield Statement(key, "jurisdiction", Ref(COUNTRY), evidence)
        predicate = _seat(body, [every[p].kind for p in body.parents if p in every])
        if predicate == "locatedIn" and body.area == COUNTRY:  # where in the country, its name does not say
            continue
        if body.kind == "media" and body.area and not _says(places, body):
            continue
        if predicate and body.area and (predicate == "locatedIn" or own(places, body.area)):
            yield Statement(key, predicate, Ref(body.area), evidence)


def _says(places: Places, body: _Body) -> bool:
    """Whether the name of a medium says where it is: 云河日报, not 大山网, whose seat only a table knows."""
    area = places.areas.get(body.area or "")
    return area is not None and body.name.label.startswith(area.name[:2])


def _bank(body: _Body, labels: Mapping[str, str]) -> str | None:
    """The bank, if the text names it, whose branch a body is: 中国人民银行 of 人行云河中支, with its full name among its own."""
    if body.kind != "enterprise" or not BRANCH.search(body.name.label):
        return None
    names = (body.name.label, *body.name.aliases)
    return next((k for n, k in labels.items() if n.endswith("银行") and any(m.startswith(n) for m in names)), None)


def _state_office(body: _Body) -> bool:
    """Whether a body's name says that it is an office of the State Council: 国务院扶贫办."""
    return body.kind == "government" and body.name.label.startswith("国务院") and STATE_COUNCIL not in body.parents


def _provinces(places: Places) -> int:
    return sum(area.level == "province" for area in places.areas.values())


def _seat(body: _Body, parents: list[str]) -> str | None:
    """jurisdiction for standing bodies and headquarters, locatedIn for those that only have a seat.

    `parents` are the kinds of the bodies that its own name gives as its parents.
    """
    if COUNTRYWIDE.match(body.name.label):
        return None
    low = body.placed and body.rule in TEAMS and not parents and LOW_PLACE.match(body.name.label)
    if body.kind == "command":
        group = "command" in parents and GROUP.search(body.organ)
        return "jurisdiction" if group or COMMAND.search(body.organ) else "locatedIn" if low else None
    if body.kind == "party" and set(parents) & set(SEATED):
        return None
    if body.rule == "bodies.field" or (body.rule == "bodies.national" and body.kind in ("health", "military", "media")):
        return "locatedIn"
    if body.rule in ("bodies.proper", "bodies.organ") and AUTHORITY.search(body.organ):
        return "jurisdiction"
    if body.rule == "bodies.chosen":
        return "locatedIn" if HOSPITAL.search(body.organ) else None
    if body.rule == "bodies.unit":
        if SECTION.search(body.organ) and set(parents) & set(AUTHORITIES):
            return "jurisdiction"
        near = body.placed and not (body.area or "").endswith("0000")  # a province's hospital may lie anywhere in it
        return "locatedIn" if near and HOSPITAL.search(body.name.label) else None
    if low or body.rule in NO_SEAT:
        return "locatedIn" if low else None
    return _seat_of_kind(body)


def _seat_of_kind(body: _Body) -> str | None:
    """What the kind of a standing body says of its place."""
    if body.kind == "health":
        if body.rule in ("bodies.adhoc", "bodies.founded"):
            return None
        return "jurisdiction" if PUBLIC_HEALTH.search(body.organ) else "locatedIn"
    if body.kind == "enterprise" and body.placed and CENTRAL_BANK.search(body.name.label):
        return "jurisdiction"
    if body.kind in SEATED:
        near = body.kind == "media" or (body.kind == "school" and not COLLEGE.search(body.organ))
        return "locatedIn" if body.placed or near else None
    if body.kind == "grassroots" and CLINIC.search(body.organ):
        return "locatedIn"
    if body.kind == "social" and (seat := _of_members(body)):
        return seat
    if body.kind == "party" and OFFICE_BRANCH.search(body.organ):
        return "locatedIn" if body.placed else None
    if body.kind in STANDING and body.rule in STANDING_RULES:
        return "jurisdiction"
    if body.kind == "government" and body.placed and _serves(body):
        return "jurisdiction"  # 云河区劳动鉴定中心, 云河区图书馆
    return None


def _serves(body: _Body) -> bool:
    return body.rule == "bodies.institute" or (body.rule == "bodies.proper" and SERVICE.search(body.organ) is not None)


def _of_members(body: _Body) -> str | None:
    """Clubs and volunteers have a seat, associations of a place's trades a jurisdiction."""
    if VOLUNTARY.search(body.organ):
        return "locatedIn"
    return "jurisdiction" if body.placed and TRADE.search(body.organ) else None


def own(places: Places, key: str) -> bool:
    """Whether an area is the report's own, contains it, or lies in it (by division code)."""
    if places.report in (None, "area/CN"):
        return places.report is None or key.removeprefix("area/")[:1].isdigit()
    mine, other = (_stem(k.removeprefix("area/")) for k in (places.report, key))
    return mine.startswith(other) or other.startswith(mine)


def _stem(code: str) -> str:
    while len(code) > 2 and code.endswith("00") and len(code) <= 6:
        code = code[:-2]
    return code
