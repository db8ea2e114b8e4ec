"""Which person each name means, and the posts that they hold.

One name in one report is one person, unless posts of two different areas are given for it. A person's key is made of the
area of the body in which they serve and the name, so two people of one name in different counties stay two nodes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kg.link.areas import Places
from kg.link.base import Linked, mark, marks, slug, surfaces
from kg.model import HoldsClaim, Kind, Mention, Node, Page, PersonForm, PostForm, Ref, Role, Statement

NATIONAL = re.compile(
    r"^(?:中共中央|党中央|国务院|国家|中央军委)?(?:总书记|总理|副总理|国务委员|国家主席|国家副主席|委员长|军委主席|中央军委主席)$"
)
CENTRAL = re.compile(r"(?:中共中央|中国共产党中央|国务院|全国人|中央军|中国人民政治协商会议全国)")
LEVELS = re.compile(r"^(?:代|副|常务副)*(?P<level>[省市县区州盟旗镇乡村])(?P<what>长|领导|主任|支书)")
SEAT = "人民政府"
DEPUTY = re.compile(r"副|助理|名誉|荣誉|退休|离休|原|前|时任|实习|见习")
LEADS = re.compile(
    r"(?:书记|主任|局长|县长|市长|区长|省长|州长|旗长|盟长|镇长|乡长|村长|部长|厅长|司长|处长|科长|股长|主席|会长|理事长|组长|队长|院长|校长|所长|站长|馆长|台长|行长|指挥|指挥长|检察长|庭长|园长|署长|支书|(?<!监察)(?<!稽查)(?<!督查)(?<!督察)专员|董事长|总经理|厂长|店长|社长|委员长|总裁|负责人|政委|护士长|总理)$"
)
STAFF = re.compile(r"(?:财务|业务|技术|质量|生产|安全|项目|相关|有关)负责人$")  # not those in charge of the whole
NO_MEMBER = re.compile(r"记者|通讯员|编辑|责编|审核|退休|离休|原|前")


def link_people(page: Page, places: Places, bodies: Linked) -> Linked:
    """Link every PERSON and POST mention of `page`, with holds, headOf and memberOf."""
    claims = [c for c in page.claims if isinstance(c, HoldsClaim)]
    scope = _scopes(page, places, bodies, claims)
    keys: dict[Mention, str] = {}
    nodes: list[Node] = []
    people: dict[str, list[Mention]] = {}
    for mention in page.mentions:
        if isinstance(mention.form, PersonForm):
            people.setdefault(mention.form.name, []).append(mention)
    for name, found in people.items():
        key = f"person/{scope.get(name) or _area(places, found[0])}/{slug(name)}"
        keys.update(dict.fromkeys(found, key))
        official = any(isinstance(m.form, PersonForm) and m.form.role is Role.OFFICIAL for m in found)
        classes = ("Official",) if official else ()
        hidden = tuple(sorted({m.span.of(page.text.normal) for m in found} - {name}))
        nodes.append(
            Node(key, Kind.PERSON, name, marks(page, found), (), hidden, surfaces(page.text, found), (), classes)
        )
    statements: list[Statement] = []
    for claim in claims:
        made, said = _hold(page, places, bodies, keys, claim)
        keys[claim.post] = made.key
        nodes.append(made)
        statements.extend(said)
    return Linked(keys, tuple(nodes), tuple(statements))


def _scopes(page: Page, places: Places, bodies: Linked, claims: Iterable[HoldsClaim]) -> Mapping[str, str]:
    """Name → what keeps its bearer apart from others of the name: CN, the county's code, or a national body.

    The body that a person leads counts before bodies of which they are a member.
    """
    best: dict[str, tuple[bool, str]] = {}
    for claim in claims:
        person, post = claim.person.form, claim.post.form
        if not (isinstance(person, PersonForm) and isinstance(post, PostForm)):
            continue
        if NATIONAL.match(post.title) and not _abroad(claim):
            best[person.name] = (True, "CN")
            continue
        body = _body(places, bodies, claim)
        leads = _leads(post.title)
        if body and (person.name not in best or (leads and not best[person.name][0])):
            best[person.name] = (leads, _scope_of(body))
    return {name: scope for name, (_, scope) in best.items()}


def _abroad(claim: HoldsClaim) -> bool:
    """Whether a post is one of another country: 越南|总理."""
    return claim.body is not None and claim.body.kind is Kind.AREA and claim.body.rule == "areas.country"


def _scope_of(body: str) -> str:
    """The scope that a body's key gives: 141028 of area/141028101 or org/141028/…, the body itself if it has no area."""
    parts = body.split("/")
    code = parts[1]
    if code.isdigit():
        return code[:6]
    if code == "-" and CENTRAL.match(parts[-1]):
        return "CN"
    return parts[-1] if code == "-" else code


def _area(places: Places, mention: Mention) -> str:
    """The area that keeps a name apart: of the passage; for credits, which stand outside all passages, of the report."""
    credit = mention.rule.startswith("person.credit")
    area = places.report if credit else places.at(mention.span.start)
    return (area or "area/-").removeprefix("area/")


def _hold(
    page: Page, places: Places, bodies: Linked, keys: Mapping[Mention, str], claim: HoldsClaim
) -> tuple[Node, list[Statement]]:
    """The node of a post and what a claim says of its holder."""
    assert isinstance(claim.post.form, PostForm)
    title = claim.post.form.title
    body = _body(places, bodies, claim)
    tail = body.split("/", 1)[1] if body else _area(places, claim.post)
    if NATIONAL.match(title) and not _abroad(claim):
        tail = "CN"
    key = f"post/{tail}/{slug(title)}"
    attributes = (("postIn", Ref(body)),) if body else ()
    evidence = mark(page.text, claim.span, claim.rule, claim.confidence)
    hant = surfaces(page.text, [claim.post])
    node = Node(key, Kind.POST, title, marks(page, [claim.post]), hant=hant, attributes=attributes)
    person = keys[claim.person]
    said = [Statement(person, "holds", Ref(key), (evidence,))]
    if body and not body.startswith("area/"):
        relation = _relation(page, claim, title)
        if relation:
            said.append(Statement(person, relation, Ref(body), (evidence,)))
    return node, said


def _body(places: Places, bodies: Linked, claim: HoldsClaim) -> str | None:
    """The key of the body that a post is in: the government for a county's head if the report names it, else the place."""
    assert isinstance(claim.post.form, PostForm)
    found = None
    if claim.body is not None:
        found = bodies.keys.get(claim.body) or places.key(claim.body)
    level = LEVELS.match(claim.post.form.title)
    if found is None and level:
        found = places.of_word(level["level"], claim.post.span.start)
    if found and found.startswith("area/") and level and level["what"] == "长":
        return _government(places, bodies, found) or found
    return found


def _government(places: Places, bodies: Linked, area: str) -> str | None:
    """The government of an area, if the report names it: a post alone names no body (nothing is invented)."""
    if area not in places.areas:
        return None
    key = f"org/{area.removeprefix('area/')}/{slug(places.areas[area].name + SEAT)}"
    return key if any(node.key == key for node in bodies.nodes) else None


def _relation(page: Page, claim: HoldsClaim, title: str) -> str | None:
    """headOf for those who lead the body, memberOf for deputies, members and staff, None where the text says neither."""
    if _leads(title):
        return "headOf"
    if NO_MEMBER.search(title):
        credit = isinstance(claim.person.form, PersonForm) and claim.person.form.role is Role.CREDIT
        return "memberOf" if credit else None
    return "memberOf"


def _leads(title: str) -> bool:
    return LEADS.search(title) is not None and DEPUTY.search(title) is None and STAFF.search(title) is None
