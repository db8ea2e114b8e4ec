"""Organisations of a report: committees, governments, departments, hospitals, firms, headquarters, teams, branches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.extract.bodies_firms import called, firms
from kg.extract.bodies_fixed import fixed
from kg.extract.bodies_guards import CENTRE, FROM_TO, TWO_LEVELS, is_class, is_loose, of_any_place, whole_name
from kg.extract.bodies_institutes import institute
from kg.extract.bodies_left import MINISTRIES, Walk, by_end, tokens_of
from kg.extract.bodies_lists import listed, lists_groups
from kg.extract.bodies_open import Reader, read_head
from kg.extract.bodies_police import STATIONS, branches, station
from kg.extract.bodies_sections import sections
from kg.extract.bodies_shared import shared, shared_heads
from kg.extract.bodies_words import DEPARTMENT, BodyWords, Organ, load_words
from kg.model import BodyForm, Claim, Extractor, Kind, Mention, Page
from kg.offsets import Span
from kg.resources import Resources

COMMITTEE_PLACE = "省市县区州旗盟"
MAX_ORGAN_WORDS = 8
CORPS, CORPS_PLACE = "兵团", "新疆"  # the corps is meant only in texts on its region
LEAGUE = re.compile(r"[一-鿿]{1,9}?(?:省|市|县|区|州|旗|盟)委(?![员托])")
STREET = re.compile(r"(?:(?![的了和与及、在各])[一-鿿]){2,6}")
MADE_UP = re.compile(r"电子税务局|等[省市县区州地旗]|属地")  # a list of places, a class
BRANCHES = ("办事处", "商会", "办公室", "代表处")  # of a firm or association in a place: 进出口银行|云河办公室
OWNERS = ("enterprise", "social")
LINKS = ("及", "和", "与", "或", "各")  # 省|及各地卫健委
BRANDS = ("国网", "南网", "国家电网", "国家税务总局", "国家统计局")


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
        reader = Reader(walk, text, ends)
        found = [_mention(*m.span(), BodyForm("", m[0], "party"), "bodies.centre", 0.9) for m in CENTRE.finditer(text)]
        named = list(fixed(text, self.words, areas))
        found += named
        ends.update((m.span.end, m) for m in named)
        complete = lists_groups(text) | shared_heads(text, areas) | {m.span.end for m in named}
        for start, end, organ in self._hits(text):
            if end in complete:
                continue
            made = read_head(reader, start, end) if organ is None else self._organ(walk, text, start, end, organ)
            if made is None:
                continue
            found.append(made)
            old = ends.get(end)
            if old is None or len(old.span) < len(made.span):
                ends[end] = made
        own = {m.span for m in named}
        found = [m for m in found if m.span in own or not any(s.covers(m.span) and s.start < m.span.start for s in own)]
        found += listed(walk, self.words, found)
        found += shared(text, walk.areas)
        found += firms(text, found)
        found = branches(text, [*found, *called(text, found)])
        named_whole = (whole_name(text, m) for m in (*found, *sections(text, found)))
        return _tidy([m for m in named_whole if m is not None])

    def _hits(self, text: str) -> list[tuple[int, int, Organ | None]]:
        """Organs, and heads outside of them, by their end."""
        guards = self.words.guards
        organs = [m for m in self.words.organs_in(text) if not guards.another_word(m[0], text, *m.span())]
        out: list[tuple[int, int, Organ | None]] = [
            (*m.span(), self.words.organs.get(m[0], DEPARTMENT)) for m in organs
        ]
        heads: dict[int, int] = {}
        i = 0
        for start, end in self.words.heads_in(text):
            while i < len(organs) and organs[i].end() <= start:
                i += 1
            inside = i < len(organs) and organs[i].start() <= start and end <= organs[i].end()
            if not inside and not guards.another_word(text[start:end], text, start, end):
                heads.setdefault(end, start)
        out.extend((start, end, None) for end, start in heads.items())
        return sorted(out, key=lambda h: (h[1], h[0]))

    def _organ(self, walk: Walk, text: str, start: int, end: int, organ: Organ) -> Mention | None:
        form = text[start:end]
        if text.endswith(MINISTRIES, 0, start) or (form == "共青团" and LEAGUE.match(text, end)):
            return None
        if organ.national and not walk.elsewhere(start, organ.kind):
            return _national(walk, text, start, end, organ)
        start += 2 if form.startswith("街道") else 0
        prefix = walk.prefix(start)
        begin = start
        if prefix is None and not form.startswith("委"):
            begin, prefix = walk.modifiers(start, MAX_ORGAN_WORDS, proper=False)
            if prefix is not None and prefix.parent is not None:
                return _in_street(walk, text, begin, start, end, organ)
        if form.startswith(("政府", "人民政府")) and (committee := _committee(walk, text, start)):
            return _mention(start, end, BodyForm(committee, form, organ.kind), "bodies.organ", 0.9)
        if prefix is None and form in STATIONS:
            return station(walk, start, end)
        if prefix is None:
            vague = organ.scoped or begin < start or (form.endswith("办公室") and form not in self.words.organs)
            if form == "委员会":  # 云河县食品安全|委员会
                return institute(walk, start, end, "government")
            return None if vague else _bare(walk, text, start, end, organ)
        if prefix.generic or (form == "委" and (prefix.parent or prefix.place[-1:] not in COMMITTEE_PLACE)):
            return None
        place = prefix.place
        first = prefix.start
        body = text[first + len(place) : end]
        if MADE_UP.search(text, first, end) or body.startswith(LINKS):
            return None
        first = next((first - len(b) for b in BRANDS if text.endswith(b, max(0, first - 8), first)), first)
        if form == "委" and text.endswith("共青团", max(0, first - 3), first):
            return _mention(first - 3, end, BodyForm(place, "团委", "social"), "bodies.organ", 0.93)
        if form in BRANCHES and (branch := _branch(walk, first, end)):
            return branch
        if form == "商会" and (town := _inner_area(walk, first, place)):  # 云河县山西商会
            return _mention(first, end, BodyForm(town, text[first + len(town) : end], "social"), "bodies.proper", 0.9)
        if text.endswith("中共", max(0, first - 2), first):
            first -= 2
        return _mention(first, end, BodyForm(place, body, organ.kind), "bodies.organ", 0.93)


def _branch(walk: Walk, at: int, end: int) -> Mention | None:
    """The branch of the bank, insurer or association whose name ends at `at`, before the branch's place; None if none does."""
    owner = walk.bodies.get(at)
    form = owner.form if owner is not None else None
    if owner is None or not isinstance(form, BodyForm) or form.counted or form.body_kind not in OWNERS:
        return None
    name = walk.tokens.text[owner.span.start : end]
    return _mention(owner.span.start, end, BodyForm("", name, form.body_kind), "bodies.proper", 0.88)


def _inner_area(walk: Walk, first: int, place: str) -> str:
    """The first of two places that make up `place` (云河县 of 云河县山西), "" if the second lies in the first."""
    for end in range(first + len(place) - 1, first, -1):
        if end in walk.areas and walk.areas[end].span.start == first and place[end - first - 1] in "县市区镇":
            rest = walk.areas.get(first + len(place))
            return place[: end - first] if rest is not None and rest.span.start == end and len(rest.span) == 2 else ""
    return ""


def _national(walk: Walk, text: str, start: int, end: int, organ: Organ) -> Mention | None:
    """A body of which the country has one."""
    form = text[start:end]
    if (form == CORPS and CORPS_PLACE not in text) or (
        end - start < 4 and not walk.word_start(start) and not text.endswith("国家", 0, start)
    ):
        return None
    return _mention(start, end, BodyForm("", form, organ.kind), "bodies.national", 0.95)


def _in_street(walk: Walk, text: str, begin: int, start: int, end: int, organ: Organ) -> Mention | None:
    """The local office that its street names: 云河区市场监管局|南京西路|市场监管所, where the words begin at `begin`."""
    parent = walk.bodies.get(begin)
    if organ.kind != "grassroots" or parent is None or not STREET.fullmatch(text, begin, start):
        return None
    first = parent.span.start
    return _mention(first, end, BodyForm("", text[first:end], organ.kind), "bodies.unit", 0.85)


def _committee(walk: Walk, text: str, start: int) -> str:
    """The place of the Party committee that a government shares: 镇党委政府, 镇党委、政府; "" if there is none."""
    before = walk.bodies.get(start) or (walk.bodies.get(start - 1) if text[start - 1 : start] in ("、", "和") else None)
    shared = before is not None and isinstance(before.form, BodyForm) and before.form.organ in ("党委", "党工委", "委")
    return before.form.place if shared and before and isinstance(before.form, BodyForm) else ""


def _bare(walk: Walk, text: str, start: int, end: int, organ: Organ) -> Mention | None:
    """An organ without a place: 疾控中心, 人大."""
    if end - start < 4 and not walk.word_start(start):
        return None
    before = walk.bodies.get(start - 1)
    if before is not None and text[start - 1] in "、和及与" and isinstance(before.form, BodyForm):
        place = before.form.place if before.rule in ("bodies.organ", "bodies.organ-bare") else ""
        return _mention(start, end, BodyForm(place, text[start:end], organ.kind), "bodies.organ-bare", 0.85)
    levels = TWO_LEVELS.search(text, max(0, start - 10), start)
    place = levels[1] if levels else ""
    if is_loose(text, start, end) or (not levels and (is_class(text, start) or of_any_place(text, start))):
        return None
    if FROM_TO.search(text, max(0, start - 2), start) and text.find("到", end, end + 2) >= 0:
        return None
    return _mention(start, end, BodyForm(place, text[start:end], organ.kind), "bodies.organ-bare", 0.8)


def _tidy(found: list[Mention]) -> Iterator[Mention]:
    """One mention a span; a bare organ inside a longer name that does not begin with it is no body of its own."""
    best: dict[Span, Mention] = {}
    for mention in found:
        old = best.get(mention.span)
        if old is None or old.confidence < mention.confidence:
            best[mention.span] = mention
    first = reach = 0
    for span in sorted(best, key=lambda s: (s.start, -s.end)):
        mention = best[span]
        if span.end <= reach and span.start > first and mention.rule == "bodies.organ-bare":
            continue
        if span.end > reach:
            first, reach = span.start, span.end
        yield mention


def _mention(start: int, end: int, form: BodyForm, rule: str, confidence: float) -> Mention:
    return Mention(Span(start, end), Kind.ORGANIZATION, form, rule, confidence)


def build(resources: Resources) -> Extractor:
    """The extractor, with what it needs of `resources`."""
    return Bodies(load_words(resources.lexicon))
