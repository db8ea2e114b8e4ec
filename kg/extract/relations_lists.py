"""Relations of lists: shops that are points of sale, offices that make up a group."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.index import MentionIndex
from kg.model import BodyForm, Kind, Mention, Page, RelationClaim
from kg.offsets import Span

NUMBER = r"[0-9一二两三四五六七八九十百]+"
POINTS = re.compile(
    rf"等?(?:{NUMBER})[个家处所](?P<role>(?:[一-鿿]{{0,8}}?)(?:投放点|销售点|供应点|配送点|提货点|便民点|接种点|采样点|检测点|安置点|隔离点|留观点"
    r"|避难所|避灾点|服务点|定点医院|定点医疗机构|定点救治医院|救治医院|后备医院|定点药店|定点酒店|隔离酒店|保供企业|重点保供企业|检测机构|哨点医院))"
)
ROLE_BEFORE = re.compile(  # 定点救治医院|云河县人民医院的护士
    r"(?P<role>(?:新冠肺炎|新冠)?(?:定点|后备|集中|指定)(?:救治|收治|医疗|接种|隔离|检测|诊疗)*(?:医院|医疗机构|机构|单位))[“]?$"
)
JOIN = re.compile(r"[、,和及与]|以及")
POINT = 3  # a role of so many characters is named in full elsewhere: 投放点, after 储备冻猪肉投放点
LEAST = 2
BACK = 200  # characters before a sentence in which the group whose members it lists may stand
MADE_UP_OF = re.compile(
    r"(?P<list>由[^。;!?\n]{4,160}?)(?:负责人|负责同志|主要负责人|相关人员|等)?(?:[^,。;、]{0,12})(?:共同)?(?:组成|参加|参与)(?P<of>的)?"
)
MEMBERS = re.compile(
    r"(?P<list>[^。;!?\n]{4,160}?)(?:等|等部门|等单位)?(?:为|作为|任|是)(?:其|主要)?成员(?:单位)?(?=[,。;]|$)"
)
GROUP = re.compile(r"(?:组|专班|指挥部|队|中心|委员会|联盟)$")


def of_lists(page: Page, index: MentionIndex) -> Iterator[RelationClaim]:
    """designatedAs of listed sites and memberOf of listed offices on `page`."""
    text = page.text.normal
    for match in POINTS.finditer(text):
        found = _before(text, index, match.start())
        if len(found) >= LEAST:
            span = Span(found[-1].span.start, match.end())
            role = _whole_role(text, match["role"])
            for site in found:
                yield RelationClaim(site, "designatedAs", role, span, "relations.points", 0.85)
    for body in index.of(Kind.ORGANIZATION):
        before = ROLE_BEFORE.search(text, max(0, body.span.start - 16), body.span.start)
        if (
            before
            and isinstance(body.form, BodyForm)
            and body.form.body_kind == "health"
            and body.rule != "bodies.chosen"
        ):
            span = Span(before.start(), body.span.end)
            yield RelationClaim(body, "designatedAs", before["role"], span, "relations.role-before", 0.85)
    for sentence in page.layout.sentences:
        yield from _members(text, sentence, index)


def _before(text: str, index: MentionIndex, end: int) -> list[Mention]:
    """The sites of the list that ends at `end`, the last one first."""
    out: list[Mention] = []
    while end > 0:
        near = index.overlapping(Span(end - 1, end), Kind.ORGANIZATION, Kind.FACILITY)
        here = [m for m in near if m.span.end == end]
        if not here:
            return out
        out.append(max(here, key=lambda m: len(m.span)))
        end = out[-1].span.start
        if not JOIN.fullmatch(text, end - 1, end):
            return out
        end -= 1
    return out


def _whole_role(text: str, role: str) -> str:
    """The role as the text names it in full: 储备冻猪肉投放点 for 投放点."""
    if len(role) > POINT:
        return role
    longer = re.search(rf"(?:各|的|[个家处])(?P<name>[一-鿿]{{2,6}}{role})", text)
    return longer["name"] if longer else role


def _members(text: str, sentence: Span, index: MentionIndex) -> Iterator[RelationClaim]:
    """The offices that a sentence says a group is made up of: 工作组由县财政局、县民政局组成."""
    bodies = index.outermost(sentence, Kind.ORGANIZATION)
    groups = [b for b in bodies if isinstance(b.form, BodyForm) and GROUP.search(b.form.organ)]
    if len(bodies) < LEAST:
        return
    told = sentence.of(text)
    for pattern, words in ((MADE_UP_OF, ("组成", "参加", "参与")), (MEMBERS, ("成员",))):
        if not any(word in told for word in words):
            continue
        for match in pattern.finditer(text, sentence.start, sentence.end):
            inside = index.outermost(Span(*match.span()), Kind.ORGANIZATION)
            listed = [b for b in inside if b not in groups and b.rule != "bodies.departments"]
            outside = [g for g in groups if not (match.start() <= g.span.start and g.span.end <= match.end())]
            earlier = [g for g in outside if g.span.end <= match.start()]
            if match.groupdict().get("of"):  # 由县财政局、县民政局组成的专班
                earlier = []
                outside = [g for g in outside if g.span.start >= match.end()]
            group = earlier[-1] if earlier else next(iter(outside), None) or _last_group(index, sentence.start)
            if group is None or len(listed) < LEAST:
                continue
            whole = Span(min(match.start(), group.span.start), max(match.end(), group.span.end))
            for body in listed:
                yield RelationClaim(body, "memberOf", group, whole, "relations.members", 0.8)


def _last_group(index: MentionIndex, end: int) -> Mention | None:
    """The group that the lines before have set up: its members follow in lines of their own."""
    near = index.inside(Span(max(0, end - BACK), end), Kind.ORGANIZATION) if end else []
    found = [m for m in near if isinstance(m.form, BodyForm) and m.form.body_kind == "command"]
    return found[-1] if found else None
