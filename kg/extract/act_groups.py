"""The group that a clause begins with and tells to act (已复工的企业|要…): one noun phrase, whatever it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from kg.extract.index import MentionIndex
from kg.extract.tagged_words import words_of
from kg.model import GroupForm, Kind, Mention
from kg.offsets import Span

# where the predicate of a subject begins
CALL = re.compile(
    r"(?:原则上|在[^,在]{2,12}(?:时|中|前|后|过程中|期间)|也|还|都|均|同时|一律|主动|积极|自觉)*"
    r"(?:(?<![主重需必紧首简纲摘只不还])要(?!求|素|闻|点|道|件|么|害)|必?须|务必|需(?!求|要的)"
    r"|(?<![响适反对相供效呼感顺])应(?![急对收隔检治转])|不得|不能|不准|严禁|禁止|可(?![能见爱靠知持行]|以免)|负责(?!人|同志|单位)|每[日天周]|,(?:要(?!求)|必?须|应当?|不得|可以?(?![能见])))"
)
PREFIX = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}[、是.]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、](?!\d)|同时|此外|另外|目前|凡是?|——|\s|“|”)+"
)
# 对已复工的企业,|可…: acted on; 县里将对企业|…: a predicate inside
OTHER = re.compile(
    r"^(?:特别是|尤其是)?(?:对|向|为|给|将|把|使|让|由|以|在|从|经)|将(?=对|为|向|把|会|给)|还会|还将|正在|就会|通过|[^但]是(?!否)"
)
REMARK = re.compile(r"\((?:以下|简称|统称|即|含|包括)[^()]{1,40}\)$")
# 各级党委、政府: one scope, one group
SCOPE = re.compile(r"(?:地方|全[国省市县区])?各|广大|全体|所有")
BARE = frozenset(("组织", "个人", "单位", "部门", "机构", "企业", "人员"))  # 接受捐赠的单位和|组织
OWN_SCOPE = re.compile(r"(?:地方)?各|有关|相关|任何|每个|广大|全体|所有|当地|本")
MEMBERS = re.compile(r"等(?:相关|有关|各类|行业)*(?=[^等、]{2,})")
LEVELS = re.compile(r"[省市州县区]、[省市州县区乡]级")  # 各市、县级|水利部门
LOOSE_HEAD = 4  # characters: such a short second member shares the scope of the first
BEYOND = 6  # characters after the stretch in which the call may stand: 企业,|要…
LONGEST = 40  # characters of a subject
NAMES = (Kind.PERSON, Kind.ORGANIZATION, Kind.AREA, Kind.FACILITY)
# what a noun phrase does not begin with; verbs may where 的 follows (返回的人员)
NO_NOUN = ("p", "c", "d", "v", "r")
EVERY = re.compile(r"(?:所有|全体|广大|各|凡|任何|每[个名位]|本[^人]|该)")

# whom a letter is for: 尊敬的市民朋友:, 向广大居民发出倡议, 致全体市民的一封信
ADDRESSED = re.compile(
    r"(?:^|[\s。请])(?:尊敬的|亲爱的|各位|广大|全体)+(?P<people>[^,。!?:\n]{2,24}?)(?:朋友|同志)?们?:"
    r"|向(?:全[省市县区镇乡村]|广大|全体)+(?P<called>[^,。!?:;]{2,24}?)(?:发出|提出|作出)[^,。]{0,4}倡议"
    r"|致(?:全[省市县区镇乡村]|广大|全体|各位)+(?P<to>[^,。!?:;]{2,12}?)(?:朋友|同志)?们?的?(?:一封)?(?:公开|慰问|倡议)?[信书]"
)
# which bodies a notice is for: 各县(市、区)人民政府,市直各单位:
BODIES = re.compile(r"(?:^|[\s。》])(?P<bodies>(?:各|有关|[省市州县区]直)[^。:;!?\n]{2,160}):", re.M)
ISSUED = re.compile(r"(?<=.)(?:关于|通告|通知|公告)")
TO = re.compile(r"各|有关|[省市州县区]直")  # 各乡镇人民政府: at the top of a notice
PART = re.compile(r"(?:[^,、]|、(?![各有]))+")
FEW = 2  # bodies addressed: a longer list shares the duties out and does not say how
OPENING = 600  # characters in which an address stands


class Phrases(Protocol):
    """What is needed of the noun phrases of a page."""

    @property
    def text(self) -> str: ...  # `Text.normal`
    @property
    def index(self) -> MentionIndex: ...
    def head(self, name: str) -> str:
        """The class of the head noun that ends `name`, "" for things."""

    def items(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The members of a list."""


def called(nouns: Phrases, start: int, end: int) -> Span | None:
    """The noun phrase of people or bodies that stands before the first call (要, 应, 不得) of a stretch.

    Args:
        nouns: the noun phrases of the page.
        start: where the stretch begins, a clause as a rule.
        end: where it ends; the call itself may stand right behind.
    """
    text = nouns.text
    lead = PREFIX.match(text, start, end)
    start = lead.end() if lead else start
    for call in CALL.finditer(text, start + 2, min(end + BEYOND, start + LONGEST)):
        stop = call.start()
        if stop > end:
            return None
        remark = REMARK.search(text, start, stop)
        stop = remark.start() if remark else stop
        if nouns.head(text[start:stop]) and _is_noun(nouns, start, stop):
            return Span(start, stop)
    return None


def _is_noun(nouns: Phrases, start: int, end: int) -> bool:
    """Whether a stretch that ends in a head noun is all of it one phrase, no verb with its object."""
    text = nouns.text
    if any(m.span.start < start or m.span.end > end for m in nouns.index.overlapping(Span(start, end), *NAMES)):
        return False
    if nouns.index.inside(Span(start, end), Kind.TIME):
        return False
    if OTHER.search(text[start:end]):
        return False
    if EVERY.match(text, start) or "的" in text[start:end]:
        return True
    words = words_of(text)
    return not words.tag(start).startswith(NO_NOUN)


def members(nouns: Phrases, span: Span) -> list[Mention]:
    """The actors that a noun phrase names: one for each member that stands for itself, else one for all of it."""
    text = nouns.text
    start, end = span.start, span.end
    listed = MEMBERS.search(text, start, end)
    if listed and "的" not in text[start : listed.start()] and nouns.head(text[listed.end() : end]):
        complete = all(nouns.head(text[a:b]) for a, b in nouns.items(start, listed.start()))
        start = listed.end() if complete else start  # 饭店、餐厅等|餐饮服务单位
    items = list(nouns.items(start, end))
    shared = len(items) > 1 and (
        bool(LEVELS.search(text, start, end))
        or not all(nouns.head(text[a:b]) or _named(nouns, a, b) for a, b in items)
        or (SCOPE.match(text, start) and all(_loose(text[a:b]) for a, b in items[1:]))
        or ("的" in text[start : items[0][1]] and all(text[a:b] in BARE for a, b in items[1:]))
    )
    if shared:
        return [_group(text, start, end)]
    return [m for a, b in items for m in (_named(nouns, a, b) or [_group(text, a, b)])]


def _loose(member: str) -> bool:
    return len(member) <= LOOSE_HEAD and not OWN_SCOPE.match(member)


def _named(nouns: Phrases, start: int, end: int) -> list[Mention]:
    """The body or person that a member is or ends in."""
    named = nouns.index.outermost(Span(start, end), Kind.PERSON, Kind.ORGANIZATION)
    return named[-1:] if named and named[-1].span.end == end else []


def _group(text: str, start: int, end: int) -> Mention:
    return Mention(Span(start, end), Kind.COLLECTIVE, GroupForm(text[start:end]), "act.group", 0.7)


def issuer(index: MentionIndex, text: str) -> tuple[Mention, ...]:
    """The body whose paper a text is by its title (青山县人民政府|关于…), () if the title names none."""
    title = ISSUED.search(text, 0, OPENING)
    bodies = index.outermost(Span(0, title.start()), Kind.ORGANIZATION) if title else []
    return tuple(m for m in bodies[-1:] if title and m.span.end == title.start())


def addressees(nouns: Phrases) -> tuple[Mention, ...]:
    """The people whom a letter addresses, () if it says nobody."""
    match = ADDRESSED.search(nouns.text, 0, OPENING)
    if match is not None:
        span = Span(*match.span(match.lastgroup or 0))
        return tuple(members(nouns, span)) if nouns.head(span.of(nouns.text)) == "people" else ()
    line = BODIES.search(nouns.text, 0, OPENING)
    if line is None:
        return ()
    parts = [(a, b) for part in PART.finditer(nouns.text, *line.span("bodies")) for a, b in nouns.items(*part.span())]
    if len(parts) > FEW or not all(nouns.head(nouns.text[a:b]) == "body" or _named(nouns, a, b) for a, b in parts):
        return ()
    return tuple(m for a, b in parts for m in _named(nouns, a, b) or [_group(nouns.text, a, b)])
