"""Which body a post belongs to where its title does not end in the body's name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kg.extract.index import MentionIndex
from kg.extract.people_anchors import Found
from kg.extract.posts import Post
from kg.model import BodyForm, Kind, Mention, RelationClaim, Role
from kg.offsets import Span

TEAM = re.compile(r"(?:组长|指挥长|总指挥|指挥|召集人|队长|政委)$")
LOCAL = re.compile(
    r"^(?:代|副|常务|原|前|时任)*(?:[省市县区州盟旗镇乡村]|自治区)(?:长|主任|支书|领导|干部)|^(?:国家副?主席|中央军委副?主席|总理|副总理|国务委员)$"
)
PARTY_PART = re.compile(r"(?:党组|党委|党工委|工委|机关党委|党总支|党支部|党委会)$")
DATELINE = re.compile(r"[^。!?\n]{0,14}(?:电|讯|消息|报道)[ 　]*[(（]?[ 　]*(?:首席|特约|实习|见习|全媒体)?$")
WIRE = re.compile(r"[^。!?\n,]{1,12}[0-9]{1,2}月[0-9]{1,2}日电")
TOP = 200  # characters within which the dateline of a report stands
JOINS = re.compile(r"[ 　(（]*$")
OF = re.compile(r"的[^，,。;；\n]{0,4}$")
PUBLIC = frozenset({"party", "government", "command", "grassroots", "military"})
PRIVATE = frozenset({"enterprise", "media"})
FIRM = re.compile(
    r"(?:公司|集团|厂|店|企业|商会|协会|合作社|物业|药房|银行|平台|科技|车间|门店|食堂|酒店|宾馆|超市)[^，,。、;；\n]{0,4}$"
)
OFFICE = re.compile(
    r"(?:局|委|部|厅|处|科|办|办公室|政府|街道|[镇乡村]|社区|支队|大队|派出所|管委会)(?:相关|有关|主要)?$"
)
OWN = re.compile(  # 局党组书记、局长, 院长: of the office, hospital or school that the text speaks of
    r"^(?P<word>局|厅|署|院|校|园)(?P<rest>(?:党组|党委|党总支|机关党委|常务副|副|总经济师|总工程师|总会计师|总农艺师|总规划师|一级巡视员|二级巡视员)[一-鿿]*|长)$"
)
OWN_ENDS = {
    "局": ("局",),
    "厅": ("厅",),
    "署": ("署",),
    "院": ("医院", "卫生院", "研究院", "学院", "法院", "检察院"),
    "校": ("学校", "小学", "中学", "大学", "一中", "二中", "三中", "党校"),
    "园": ("幼儿园",),
}
REACH = 400  # characters in which such an office is looked for
BACK = 80  # characters in which a team named before `任组长` is looked for
MEMBERS = re.compile(r"(?:党员|职工|员工|工作人员|会员|社员|队员|学生|医护人员|医务人员)[ 　]?$")


def with_bodies(found: Iterable[Found], index: MentionIndex, text: str) -> list[Found]:
    """`found` with a body for each post that has one in its neighbourhood."""
    out = []
    for one in found:
        posts = tuple(_chain(one, index, text))
        role = one.role
        if role is not Role.CREDIT and posts:
            role = Role.OFFICIAL if any(_public(p, text) for p in posts) else Role.OTHER
        out.append(replace(one, posts=posts, role=role))
    return out


def _public(post: Post, text: str) -> bool:
    """Whether a post is a public or Party one; that of a firm's or club's Party branch is, the firm's own is not."""
    if post.role not in ("official", "firm") or "党" in post.title:
        return post.role == "official"
    if post.body is not None and isinstance(post.body.form, BodyForm):
        kind = post.body.form.body_kind
        return kind in PUBLIC if post.role == "firm" else kind not in PRIVATE
    before = text[max(0, post.start - 8) : post.start]
    if post.role == "firm":
        return post.head == "负责人" and OFFICE.search(before) is not None
    return FIRM.search(before) is None


def _chain(one: Found, index: MentionIndex, text: str) -> Iterable[Post]:
    last: Mention | None = None
    end = -1
    for post in one.posts:
        body = post.body or _near(post, index, text)
        touches = text[end : post.start] in ("、", "兼", "") and end >= 0
        if body is None and last is not None and touches and not LOCAL.match(post.title):
            body = _carried(last, index, text)
        end = post.end
        if body is not None and body.kind is Kind.ORGANIZATION:
            last = body
        yield replace(post, body=body)


def _carried(last: Mention, index: MentionIndex, text: str) -> Mention | None:
    """The body of the next post in a chain: 局党组书记、局长 is head of the bureau, not of its Party group."""
    part = PARTY_PART.search(last.span.of(text))
    if part is None:
        return last
    end = last.span.start + part.start()
    whole = [m for m in index.inside(last.span, Kind.ORGANIZATION) if m.span.end == end]
    return max(whole, key=lambda m: len(m.span), default=None)


def _near(post: Post, index: MentionIndex, text: str) -> Mention | None:
    if post.role == "credit":
        return _medium(post, index, text)
    if own := OWN.match(post.title):
        return _office(post, own["word"], index, text)
    if not TEAM.search(post.title):
        return None
    after = index.overlapping(Span(post.end, post.end + 6), Kind.ORGANIZATION)
    for body in after:
        if OF.fullmatch(text, post.end, body.span.start):
            return max((m for m in after if m.span.start == body.span.start), key=lambda m: len(m.span))
    line = text.rfind("\n", 0, post.start) + 1
    window = Span(max(line, post.start - BACK), post.start) if post.start > line else None
    teams = [m for m in index.inside(window, Kind.ORGANIZATION) if _is_team(m)] if window else []
    return max(teams, key=lambda m: (m.span.end, len(m.span)), default=None)


def _office(post: Post, word: str, index: MentionIndex, text: str) -> Mention | None:
    """The office, hospital or school named last before a post that leaves its name out, if nothing else stands there."""
    if post.start and "㐀" <= text[post.start - 1] <= "鿿":
        return None
    window = Span(max(0, post.start - REACH), post.start) if post.start else None
    found = list(index.inside(window, Kind.ORGANIZATION)) if window else []
    ends = OWN_ENDS[word]
    last = max(
        (m for m in found if m.span.of(text).endswith(ends)), key=lambda m: (m.span.end, len(m.span)), default=None
    )
    return last


def _is_team(mention: Mention) -> bool:
    return isinstance(mention.form, BodyForm) and mention.form.body_kind == "command"


def _medium(post: Post, index: MentionIndex, text: str) -> Mention | None:
    """The paper or agency of a reporter: before the word, or at the head of the dateline."""
    if post.start == 0:
        return None
    window = Span(max(0, post.start - 30), post.start)
    media = [m for m in index.inside(window, Kind.ORGANIZATION) if _is_medium(m)]
    for body in sorted(media, key=lambda m: (-m.span.end, m.span.start)):
        if JOINS.fullmatch(text, body.span.end, post.start) or DATELINE.fullmatch(text, body.span.end, post.start):
            return body
    return _agency(index, text)


def _agency(index: MentionIndex, text: str) -> Mention | None:
    """The agency whose dateline begins the report: 新华社云河1月2日电 … (记者张三)."""
    if not text:
        return None
    top = [m for m in index.inside(Span(0, min(len(text), TOP)), Kind.ORGANIZATION) if _is_medium(m)]
    return next((m for m in top if WIRE.match(text, m.span.end)), None)


def _is_medium(mention: Mention) -> bool:
    return isinstance(mention.form, BodyForm) and mention.form.body_kind == "media"


def memberships(
    found: Iterable[Found], people: dict[tuple[int, int], Mention], index: MentionIndex, text: str
) -> Iterable[RelationClaim]:
    """`某党支部党员张三`: people whom a word for members of a body announces."""
    for one in found:
        if one.rule != "person.noun-before":
            continue
        window = text[max(0, one.start - 8) : one.start]
        noun = MEMBERS.search(window)
        if noun is None:
            continue
        edge = one.start - len(window) + noun.start()
        here = (
            [m for m in index.overlapping(Span(edge - 1, edge), Kind.ORGANIZATION) if m.span.end == edge]
            if edge
            else []
        )
        if here:
            body = max(here, key=lambda m: len(m.span))
            span = Span(body.span.start, one.end)
            yield RelationClaim(people[one.start, one.end], "memberOf", body, span, "person.member-word", 0.85)
