"""Noun phrases around a verb: cut a stretch of text into arguments, and say what each one is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kg.extract.act_groups import called, members
from kg.extract.act_trim import before_adverbs, one_paper, trimmed
from kg.extract.act_words import (
    ADVERBIAL,
    CONNECTIVE,
    EMPTY,
    EMPTY_REST,
    JOINT_HEAD,
    LISTED,
    LISTED_HEAD,
    NO_ACTOR,
    OF_COUNTED,
    ROLE,
    WEAK,
)
from kg.extract.index import MentionIndex
from kg.model import AreaForm, Form, GroupForm, Kind, Mention, ResourceForm, SiteForm
from kg.offsets import Span

# 2月10日起, -30分钟: times and figures that are left of a stretch
NO_NAME = re.compile(r"^[^一-鿿A-Za-z]*$|^[^一-鿿]*\d[^一-鿿]*(?:月.*日?|日|年|分钟|小时|天|周|点)(?:起|前|后|内|止)?$")
OUTLETS = re.compile(
    r"”?(?:的)?(?:官方)?(?:(?:新媒体|融媒体)?(?:矩阵|平台)|新媒体|微信公众号|公众号|客户端|视频号|抖音号|微博)+(?:平台|矩阵)?"
)
LEADING = ("带着", "带领", "率领")
# 医院, 该院, 该局, 该镇: the body or place named last that ends so
MEANT = re.compile(
    r"(?P<bare>医院|社区)|[该我本](?P<word>医院|社区|公司|集团|学校|中心|街道|支队|大队|总队|协会|平台|[局委办厅院校站行部所队县区市镇乡村省州旗])"
)
LEVELS = frozenset("村镇乡县屯")
PLACES = frozenset("县区市镇乡村省州旗") | {"社区", "街道"}
ENDING = {"院": "医院", "校": "学校"}
# 桂、甘等地|消防部门: the group acts, in those places
AREAS_OF = re.compile(r"等(?:[\d一二两三四五六七八九十]+个?)?(?:地区?|省份?|省区市|市|县|区|国)的?(?=[^、,]{2})")
NAMED = (Kind.PERSON, Kind.ORGANIZATION, Kind.AREA, Kind.FACILITY, Kind.INSTRUMENT, Kind.MECHANISM)


def _bare(name: str) -> str:
    """A name without quotation marks, and without a figure inside it (单位的千余名党员 → 单位的党员)."""
    name = name.replace("“", "").replace("”", "")
    counted = OF_COUNTED.search(name)
    if counted:
        name = name[: counted.start() + 1] + name[counted.end() :] if len(name) <= 18 else name[counted.end() :]
    return name


@dataclass(frozen=True)
class NounPhrases:
    """Arguments of a page: named mentions where a phrase is one, new mentions of groups, places and goods elsewhere."""

    text: str
    index: MentionIndex
    heads: Mapping[str, str]
    # what was asked before
    _found: dict[tuple[int, int], list[Mention]] = field(default_factory=dict, repr=False)
    _actors: dict[tuple[int, int], list[Mention]] = field(default_factory=dict, repr=False)

    @cached_property
    def _ends(self) -> frozenset[str]:
        """The characters that head nouns end in, and the bracket that may follow one."""
        return frozenset(form[-1] for form in self.heads) | {")"}

    def items(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The members of a list; marks inside names, quotes or brackets do not cut."""
        closed = [m.span for m in self.index.overlapping(Span(start, end), *NAMED)] if start < end else []
        at = start
        for match in LISTED.finditer(self.text, start, end):
            if any(s.start < match.end() and match.start() < s.end for s in closed) or self._bracketed(
                at, match.start()
            ):
                continue
            if (
                match.start() - at <= 1
                or (self.text[at] == "各" == self.text[match.end() : match.end() + 1])
                or JOINT_HEAD.match(self.text, match.end(), end)
                or one_paper(self.text, (at, match.start()), (match.end(), end))
            ):
                continue
            if at < match.start():
                yield at, match.start()
            at = match.end()
        if at < end:
            yield at, end

    def _bracketed(self, start: int, at: int) -> bool:
        part = self.text[start:at]
        return part.count("(") > part.count(")") or part.count("“") > part.count("”")

    def arguments(self, start: int, end: int) -> list[Mention]:
        """Everything that a stretch of text names, in order."""
        found = self._found.get((start, end))
        if found is None:
            found = [m for a, b in self.items(start, end) for m in self.one(a, b)] if start < end else []
            self._found[start, end] = found
        return list(found)

    def whole(self, start: int, end: int) -> list[Mention]:
        """A list with one head noun as one argument (帐篷、伙食供应等问题)."""
        return self._new(self.trimmed(start, end)[0], end)

    def one(self, start: int, end: int) -> list[Mention]:
        """What one list item is: named mentions, a new mention, or nothing."""
        applied = self._applied(start, end)
        if applied:
            return applied
        start, end = self.trimmed(start, end)
        if start >= end:
            return []
        role = ROLE.search(self.text, start + 2, end) if end - start > 4 else None
        end = role.start() if role else end
        owner = self._owner(start, end)
        if owner:
            return owner
        times = [
            m for m in self.index.inside(Span(start, end), Kind.TIME) if m.span.end == end and m.span.start > start
        ]
        if times:
            start, end = self.trimmed(start, times[0].span.start)
        return self._named(start, end) or self._new(start, end)

    def _named(self, start: int, end: int) -> list[Mention]:
        """The named mention that an item is, or ends in, if any."""
        named = self.index.outermost(Span(start, max(end, start + 1)), *NAMED)
        if not named:
            return []
        first, last = named[0], named[-1]
        if (
            len(named) > 1
            and all(m.kind is Kind.AREA for m in named)
            and sum(len(m.span) for m in named) == end - start
        ):
            return [last]  # 兰州|榆中县
        own = last.kind is not Kind.AREA or last.span.start == start or self.text[last.span.start - 1] == "的"
        if end - last.span.end <= 1 and own:
            return [last]
        if last.kind is Kind.PERSON and self.text[last.span.end : end] in ("等", "等人", "一行", "同志"):
            return [last]
        if first.span.start != start:
            return []
        outlet = first.kind is Kind.ORGANIZATION and OUTLETS.fullmatch(self.text, first.span.end, end)
        near = end - first.span.end <= 4 and not self.head(self.text[start:end])
        return [first] if outlet or near else []

    def _owner(self, start: int, end: int) -> list[Mention]:
        """贫困群众的|住房困难: people and what is theirs are two arguments."""
        cut = self.text.find("的", start + 2, end - 2)
        if cut < 0 or self.head(self.text[start:cut]) != "people" or self.head(self.text[start:end]):
            return []
        return [*self.one(start, cut), *self.one(cut + 1, end)]

    def _applied(self, start: int, end: int) -> list[Mention]:
        """Mechanisms and instruments in an item, and a thing named after them (“…”请战仪式)."""
        found = self.index.outermost(Span(start, end), Kind.INSTRUMENT, Kind.MECHANISM) if start < end else []
        if not found:
            return []
        rest = found[-1].span.end + (1 if self.text[found[-1].span.end : end][:1] in ("”", "》") else 0)
        more = [] if EMPTY_REST.match(self.text[rest:end]) or end - rest < 3 else self._new(*self.trimmed(rest, end))
        return [*found, *more]

    def _new(self, start: int, end: int) -> list[Mention]:
        if start >= end:
            return []
        area = next((m for m in self.index.inside(Span(start, end), Kind.AREA) if m.span.start == start), None)
        word = isinstance(area.form, AreaForm) and area.form.word if area else None
        if area and word and self.text[area.span.end : end][:1] not in "直辖属":  # 市直|机关
            start, end = self.trimmed(area.span.end, end)
        if start >= end:
            return []
        start, end = self._unbracketed(start, end)
        name = _bare(self.text[start:end])
        if name in LEVELS and self.text[start - 1 : start] in "、和":
            return [Mention(Span(start, end), Kind.PLACE, SiteForm(name), "act.argument", 0.7)]  # 社区、|村
        if not 2 <= len(name) <= 26 or name in WEAK or EMPTY.fullmatch(name) or NO_NAME.search(name):
            return []
        kind, form = self._kind(name)
        return [Mention(Span(start, end), kind, form, "act.argument", 0.7)]

    def _unbracketed(self, start: int, end: int) -> tuple[int, int]:
        """Without a remark in brackets (设施设备(中央空调、车辆等)), but with one that is part of a name (村(社区))."""
        cut = self.text.find("(", start + 2, end)
        if cut < 0:
            return start, end
        close = self.text.find(")", cut, end)
        return (start, cut) if close < 0 or (close == end - 1 and close - cut > 4) else (start, end)

    def _kind(self, name: str) -> tuple[Kind, Form]:
        head = self.head(name)
        if head == "site":
            return Kind.PLACE, SiteForm(name)
        if head:
            return Kind.COLLECTIVE, GroupForm(name)
        return Kind.RESOURCE, ResourceForm(name)

    def head(self, name: str) -> str:
        """The class of the head noun that ends `name`: people, body, site, or "" for things."""
        if name in self.heads:  # 县(市、区), 乡镇(街道)
            return self.heads[name].replace("thing", "")
        if name[-1:] not in self._ends:
            return ""
        bare = name[: name.rindex("(")] if name.endswith(")") and "(" in name else name
        for size in range(min(8, len(bare)), 0, -1):
            if found := self.heads.get(bare[-size:]):
                return found.replace("thing", "")
        return ""

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Without figures, particles and empty words at either side."""
        return trimmed(self.text, self.index, start, end)

    def subject(self, start: int, end: int) -> list[Mention]:
        """The actors that a subject zone names, or nothing if the zone is only adverbial."""
        found = self._actors.get((start, end))
        if found is None:
            found = self._actors[start, end] = self._subject(start, end) if start < end else []
        return list(found)

    def _subject(self, start: int, end: int) -> list[Mention]:
        connective = CONNECTIVE.match(self.text, start, end)
        start = connective.end() if connective else start
        for mention in self.index.inside(Span(start, end), Kind.TIME) if start < end else ():
            if mention.span.start <= start + 1:
                start = mention.span.end
        named = self._persons(start, end)
        if named:
            return named
        group = called(self, start, end) if start < end else None
        if group:
            return members(self, group)
        listed = LISTED_HEAD.search(self.text, start, end)
        start = listed.end() if listed else start
        adverb = ADVERBIAL.search(self.text, start, end)
        end = before_adverbs(self.text, self.index, start, adverb.start() if adverb else end)
        areas = AREAS_OF.search(self.text, start, end)
        if areas and self.head(self.text[areas.end() : end]) in ("people", "body"):
            start = areas.end()
        found = (self._meant(start, end) or self.arguments(start, end)) if start < end else []
        if any(NO_ACTOR.search(m.span.of(self.text)) for m in found if m.kind is Kind.COLLECTIVE):
            return []
        actors = (Kind.PERSON, Kind.ORGANIZATION, Kind.AREA, Kind.COLLECTIVE, Kind.FACILITY)
        if found and found[0].kind in actors[:2]:  # 云河日报及客户端: a name leads, the rest goes with it
            return [m for m in found if m.kind in actors]
        return found if found and all(m.kind in actors for m in found) else []

    def _meant(self, start: int, end: int) -> list[Mention]:
        """医院, 该局, 该镇: the body or place named last that ends so; 总书记: the person named with that post."""
        match = MEANT.fullmatch(self.text, start, end)
        if match is None:
            return self.holder(start, end)
        ending = match["bare"] or ENDING.get(match["word"], match["word"])
        kind = Kind.AREA if ending in PLACES else Kind.ORGANIZATION
        named = [m for m in self.index.of(kind) if m.span.end < start]
        return [m for m in named if m.span.of(self.text).endswith(ending)][-1:]

    def holder(self, start: int, end: int) -> list[Mention]:
        """Who was named last with the post that a subject only tells (总书记|强调)."""
        post = self.text[start:end]
        if not 2 <= len(post) <= 8 or not any(m.span.of(self.text) == post for m in self.index.of(Kind.POST)):
            return []
        people = (m for m in self.index.of(Kind.PERSON) if m.span.end < start)
        text = self.text
        return [m for m in people if text.startswith(post, m.span.end) or text.endswith(post, 0, m.span.start)][-1:]

    def _persons(self, start: int, end: int) -> list[Mention]:
        """Persons named at the end of a subject zone: the titles before them are no actors (镇长王强、书记李明|分别)."""
        people = self.index.inside(Span(start, end), Kind.PERSON) if start < end else ()
        if not people:
            return []
        adverb = ADVERBIAL.search(self.text, start, end)
        at = adverb.start() if adverb else end
        at = next((t.span.start for t in self.index.inside(Span(start, end), Kind.TIME) if t.span.end == at), at)
        out: list[Mention] = []
        for person in reversed(people):
            if not self._follows(person.span.end, at):
                break
            out.insert(0, person)
            at = person.span.start
        return out

    def _follows(self, start: int, end: int) -> bool:
        """Whether nothing but a list mark and the title of the next person stands there (王强|、副县长|李明)."""
        between = self.text[start:end]
        if between in ("", "、", "和", "等", "一行", "等人", "同志", "与", "及", "分别"):
            return True
        posts = self.index.inside(Span(start, end), Kind.POST) if len(between) < 18 else []
        return bool(posts and posts[-1].span.end == end and between[0] in "、和与及") or between.startswith(LEADING)

    def themes(self, start: int, end: int) -> list[Mention]:
        """What a subject zone names if it is no actor (24条公路全面打通)."""
        adverb = ADVERBIAL.search(self.text, start, end)
        return self.arguments(start, adverb.start() if adverb else end)
