"""Organisations of a report: committees, governments, departments, hospitals, firms, headquarters, teams, branches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.extract.bodies_left import MAX_NAME, MAX_TOPIC, Prefix, Walk, by_end, tokens_of
from kg.extract.bodies_lists import listed
from kg.extract.bodies_words import NUMERAL, BodyWords, Organ, load_words
from kg.model import BodyForm, Claim, Extractor, Kind, Mention, Page
from kg.offsets import Span
from kg.resources import Resources

PROPER = ("health", "school", "firm", "social", "media")
BARE = frozenset(
    [
        "指挥部",
        "领导小组",
        "领导组",
        "专班",
        "工作专班",
        "督导组",
        "督查组",
        "督察组",
        "检查组",
        "工作组",
        "专家组",
        "工作小组",
        "流调组",
        "指挥中心",
        "总指挥部",
        "巡查组",
        "指导组",
        "领导小组办公室",
        "指挥部办公室",
    ]
)
COUNT = re.compile(rf"(?:{NUMERAL}(?:个|支|家|所|组|批|只)(?:、{NUMERAL}人)?|{NUMERAL}人的|{NUMERAL}人)$")
FOUNDING = re.compile(
    r"成立|组建|设立|建立|组成|增设|新设|派出|选派|抽调|增派|启动|启用|挂牌|组织|创建|调派|集结|下设|分设|设|派|转为|升级为|引进|指定|确定|配备"
)
NOT_AFTER = {
    "委": "托员任派屈婉以",
    "人大": "代多",
    "组": "织成建合长员团装队别数图件阁委稿分",
    "队": "长员友列形伍",
    "局": "面部限势",
    "处": "理置于在分所境罚女方事以",
    "科": "学技普教研",
    "室": "内外",
    "站": "点在位立",
    "所": "有在以需长",
    "部": "分门署队委级位件",
    "办": "理公法事学好案证",
    "院": "士校长感内区落坝",
    "财政": "收资支预补政奖拨部厅局",
    "发布": "会了的于",
    "电视": "机剧台上",
    "政府": "部门工采网性购公信债补",
    "政协": "委",
    "工厂": "化",
    "团队": "长员",
    "股份": "有制",
}
GENERIC_BEFORE = re.compile(
    r"(?:各级|各地|各类|各个|各大|各有关|各相关|各|每个|每支|每|所有|全部|相关|有关|部分|基层|其他|其它|某些|某|一些|多家|多所|多支|多个|几家|几个|两级|等)$"
)
CENTRE = re.compile(
    r"(?<![中共党])中央(?=(?:和|及|、|、?国务院|与)?(?:自治区|[省市县区州]|国务院)*(?:党?委)?(?:[、和及]?[省市县区州](?:党?委)?)*(?:政府)?(?:有关|关于|的|各项|重大|统一|经济工作)?(?:决策|部署|精神|要求|指示|会议|政策|号召|批示|一号文件|环保督察))"
)


@dataclass
class _Pass:
    """What one pass over one page has found so far."""

    walk: Walk
    text: str
    founded: set[str] = field(default_factory=set)
    found: list[Mention] = field(default_factory=list)

    def add(self, mention: Mention, ends: dict[int, Mention]) -> None:
        self.found.append(mention)
        old = ends.get(mention.span.end)
        if old is None or len(old.span) < len(mention.span):
            ends[mention.span.end] = mention


@dataclass(frozen=True)
class Bodies:
    """Finds organisations, in text order; a body inside another one's name is found as well."""

    words: BodyWords
    name: str = "bodies"

    def __call__(self, page: Page) -> Iterable[Mention | Claim]:
        """Every organisation mention on `page`."""
        text = page.text.normal
        ends: dict[int, Mention] = {}
        areas = by_end(tuple(m for m in page.mentions if m.kind is Kind.AREA))
        walk = Walk(tokens_of(text), self.words, areas, ends)
        state = _Pass(walk, text)
        for mention in _centre(text):
            state.add(mention, ends)
        for start, end, organ in self._hits(text):
            if organ is not None:
                made = self._organ(state, start, end, organ)
            else:
                made = self._head(state, start, end)
            if made is not None:
                state.add(made, ends)
        state.found.extend(listed(walk, self.words, state.found))
        return _without_repeats(state.found)

    def _hits(self, text: str) -> list[tuple[int, int, Organ | None]]:
        """Organs and heads by their end; heads inside an organ are left out."""
        out: list[tuple[int, int, Organ | None]] = []
        covered: list[tuple[int, int]] = []
        for match in self.words.organ.finditer(text):
            if _follows(match[0], text, match.end()):
                continue
            out.append(
                (match.start(), match.end(), self.words.organs.get(match[0]) or _department(match[0], self.words))
            )
            covered.append((match.start(), match.end()))
        heads: dict[int, int] = {}
        i = 0
        for match in self.words.head.finditer(text):
            start, end = match.span(1)
            while i < len(covered) and covered[i][1] <= start:
                i += 1
            inside = i < len(covered) and covered[i][0] <= start and end <= covered[i][1]
            if not inside and not _follows(match[1], text, end):
                heads.setdefault(end, start)
        out.extend((start, end, None) for end, start in heads.items())
        return sorted(out, key=lambda h: (h[1], h[0]))

    def _organ(self, state: _Pass, start: int, end: int, organ: Organ) -> Mention | None:
        text = state.text
        if end - start < 4 and not organ.scoped and not state.walk.word_start(start) and not state.walk.prefix(start):
            return None
        if organ.national:
            return _mention(start, end, "", text[start:end], organ.kind, "bodies.national", 0.95)
        prefix = state.walk.prefix(start)
        if text[start:end] == "委" and (prefix is None or prefix.parent or prefix.place[-1:] not in "省市县区州旗盟"):
            return None
        if prefix is None:
            if organ.scoped or GENERIC_BEFORE.search(text, max(0, start - 4), start):
                return None
            return _mention(start, end, "", text[start:end], organ.kind, "bodies.organ-bare", 0.8)
        if prefix.generic:
            return None
        first = _communist(text, prefix.start)
        return _mention(
            first, end, prefix.place, text[prefix.start + len(prefix.place) : end], organ.kind, "bodies.organ", 0.93
        )

    def _head(self, state: _Pass, start: int, end: int) -> Mention | None:
        if end - start < 3 and not state.walk.whole_word(start, end):
            return None
        classes = self.words.heads[state.text[start:end]]
        for name in ("adhoc", "party", "team"):
            if name in classes:
                made = self._task_body(state, start, end, name, classes[name])
                if made is not None:
                    return made
        for name in PROPER:
            if name in classes:
                return self._proper(state, start, end, classes[name])
        return self._unit(state, start, end) if "unit" in classes else None

    def _task_body(self, state: _Pass, start: int, end: int, group: str, kind: str) -> Mention | None:
        """A headquarters, group, team or branch: words of its task before the head."""
        text = state.text
        begin, prefix = state.walk.modifiers(start, MAX_TOPIC, proper=False)
        if prefix is not None and prefix.generic:
            return None
        first = prefix.start if prefix else begin
        if GENERIC_BEFORE.search(text, max(0, first - 4), first):
            return None
        counted = bool(COUNT.search(text, max(0, first - 14), first))
        founded = bool(FOUNDING.search(text, _clause_start(text, first), first))
        organ = text[begin:end]
        named = begin < start or (prefix is not None and prefix.parent is not None and group != "team")
        if not named and prefix is not None and group != "team":
            named = True
        if counted and not founded:
            return None
        if not named and not (counted and founded) and not (group == "adhoc" and text[start:end] in BARE):
            return None
        if group == "team" and prefix is None and not founded and organ not in state.founded:
            return None
        if group == "party" and prefix is None and not founded and organ not in state.founded:
            return None
        if text[start:end] in ("组", "小组", "队") and begin == start:
            return None
        if founded:
            state.founded.add(organ)
        place = prefix.place if prefix else ""
        body = text[first + len(place) : end]
        rule = "bodies.counted" if counted else "bodies.founded" if founded else f"bodies.{group}"
        if not named and not founded:
            rule = f"bodies.{group}-bare"
        return _mention(first, end, place, body, kind, rule, 0.85 if named else 0.6, counted)

    def _proper(self, state: _Pass, start: int, end: int, kind: str) -> Mention | None:
        """A hospital, school, firm, association or paper: a proper name or a place before the head."""
        text = state.text
        begin, prefix = state.walk.modifiers(start, MAX_NAME, proper=True)
        if begin == start and prefix is None:
            prefix = state.walk.prefix(start)
        if prefix is not None and prefix.generic:
            return None
        first = prefix.start if prefix else begin
        if GENERIC_BEFORE.search(text, max(0, first - 4), first):
            return None
        name = text[begin:start]
        if self._class_only(name) and not (
            prefix and (name or kind == "health" or kind == "media") and not self._generic_name(name)
        ):
            return None
        if COUNT.search(text, max(0, first - 8), first):
            return None
        if prefix is None and not text[start:end].endswith("有限公司") and not state.walk.has_name(begin, start):
            return None
        place = prefix.place if prefix else ""
        return _mention(first, end, place, text[first + len(place) : end], kind, "bodies.proper", 0.85)

    def _class_only(self, name: str) -> bool:
        return not name or self._generic_name(name) or len(name) < 2

    def _generic_name(self, name: str) -> bool:
        """Whether `name` is made of class words only (三级, 民营)."""
        rest = name
        while rest:
            size = next((n for n in range(min(5, len(rest)), 0, -1) if rest[:n] in self.words.generic), 0)
            if not size:
                return False
            rest = rest[size:]
        return bool(name)

    def _unit(self, state: _Pass, start: int, end: int) -> Mention | None:
        """A section of a body named right before it."""
        begin, prefix = state.walk.modifiers(start, 8, proper=False)
        if prefix is None or prefix.parent is None or begin == start or prefix.generic:
            return None
        first = prefix.start
        return _mention(first, end, "", state.text[first:end], "other", "bodies.unit", 0.8)


def _follows(form: str, text: str, end: int) -> bool:
    """Whether the next character makes another word of the form: 县委托, 人大代表, 民政部门."""
    following = text[end : end + 1]
    if not following:
        return False
    barred = NOT_AFTER.get(form, "")
    if form.endswith("队") and following in NOT_AFTER["队"]:
        return True
    if form.endswith("部") and following in "门署":
        return True
    if form.endswith("组") and following in NOT_AFTER["组"]:
        return text[end : end + 2] != "组长" and following != "长"
    return following in barred


def _department(form: str, words: BodyWords) -> Organ:
    return Organ(form, "government", scoped=False)


def _communist(text: str, start: int) -> int:
    return start - 2 if text[max(0, start - 2) : start] == "中共" else start


def _clause_start(text: str, at: int) -> int:
    """Where the founding verb may stand: 30 characters back, not over a full stop."""
    start = max(0, at - 30)
    for mark in "。;!?\n":
        start = max(start, text.rfind(mark, start, at) + 1)
    return start


def _centre(text: str) -> Iterator[Mention]:
    for match in CENTRE.finditer(text):
        yield _mention(match.start(), match.end(), "", match[0], "party", "bodies.centre", 0.9)


def _mention(
    start: int, end: int, place: str, organ: str, kind: str, rule: str, confidence: float, counted: bool = False
) -> Mention:
    return Mention(Span(start, end), Kind.ORGANIZATION, BodyForm(place, organ, kind, counted), rule, confidence)


def _without_repeats(found: list[Mention]) -> list[Mention]:
    best: dict[Span, Mention] = {}
    for mention in found:
        old = best.get(mention.span)
        if old is None or old.confidence < mention.confidence:
            best[mention.span] = mention
    return [best[s] for s in sorted(best)]


def build(resources: Resources) -> Extractor:
    """The extractor, with what it needs of `resources`."""
    return Bodies(load_words(resources.lexicon))


__all__ = ["Bodies", "Prefix", "build"]
