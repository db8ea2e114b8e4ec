"""Facilities of a report: sites with a name of their own, or that their place makes unique."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import rjieba

from kg.extract.facilities_lists import ListWords, list_words, listed_sites
from kg.extract.facilities_roads import roads
from kg.extract.facilities_visits import visits
from kg.extract.facilities_water import waters
from kg.lexicon.loader import Lexicon
from kg.model import AreaForm, Claim, Extractor, FacilityForm, Kind, Mention, Page
from kg.offsets import Span
from kg.resources import Resources

HEADS = ("facility-hotel", "facility-transport", "facility-built", "facility-point")
REACH = 14  # characters before a head that can belong to its name
NAME_TAGS = ("nr", "ns", "nz", "nt", "z", "j", "x")  # tags of words that are names, or unknown to the dictionary
PART_TAGS = ("n", "s", "b", "q", *NAME_TAGS)
UNITS = "县市区省"
TO_NAME = ("在", "到", "从", "往", "达")
TAKING = "将把被在从由为对"
SITE_OF_PLACE = re.compile(  # 云河镇的|古建营造技艺博物馆
    r"的?(?P<name>(?:(?![的了在是和与及等各将把被有为从到])[一-鿿]){3,9}(?:博物馆|纪念馆|陈列馆|展览馆|体验馆|体验中心|博览园|公园|书店|书院|文化园|植物园|产业园|景区|度假区|实训室))"
)
VERBAL = re.compile(r"安排|采集|积极|合理|加强|推进|推动|全面|企业代|系统中|线上|网上|建立|完善|须|运[至往]|天气|航空$")
ORDINAL = re.compile(r"第[一二三四五六七八九十]+")  # 云江第五大桥
CLOSED = "的是了在"  # no name holds these, even where the tagger joins them to one
BY_HEAD = ("named", "of-place", "base", "port")  # what a body of the same words wins over
KINDS_OF = ("重点", "主要", "知名", "大型", "各类")  # 云河县重点物流园区 are many
LONGER = re.compile(  # 青山林场|探险公园
    r"(?:(?![的了在和是与及等内里外边上下将把被有为从到发出周附])[一-鿿]){0,4}?(?:公园|景区|度假[村区]|博物馆|纪念馆|产业园|展览馆|体验馆)"
)
COUNT_AFTER = re.compile(r"(?:[0-9.]+[万千]?|[一二三四五六七八九十百千数]+)[余多]?[个座处家条]")  # 建成育秧中心1300多个
GOVERNED = re.compile(r"(?:、[一-鿿]{2,12}){0,4}?管(?:理)?委(?:员)?会")  # 青山产业园区、云河示范区管委会: bodies
COUNTED = re.compile(r"[0-9余多几数]\s?[个处座家条所项批]$")  # 420个物联网监测点
LONGEST = 9  # characters of a name before its head, unless it begins right after a place
HAN_RUN = re.compile(r"[一-鿿]*$")
CONVERTED = re.compile(r"将[^,。;]{0,8}一[家所座处][^,。;]{1,8}?改[造建设]?[为成]")
EPICENTRE = re.compile(r"(?:地震)?震中(?=位于|在|距)")


@dataclass(frozen=True)
class Words:
    """The lexicon classes of facility names."""

    head: re.Pattern[str]
    water: re.Pattern[str]
    generic: re.Pattern[str]
    stop: frozenset[str]
    sole: frozenset[str]
    transport: frozenset[str]
    one: frozenset[str]
    many_points: frozenset[str]
    village: frozenset[str]
    open: frozenset[str]
    arrival: tuple[str, ...]
    many: tuple[str, ...]
    not_before: re.Pattern[str]


@dataclass(frozen=True)
class Site:
    """What the words of a page say before one head."""

    text: str
    head: re.Match[str]
    areas: Mapping[int, Mention]
    inside: frozenset[int]


@dataclass(frozen=True)
class Facilities:
    """Finds facilities."""

    words: Words
    listed: re.Pattern[str]  # what stands before a station that is the only one of its kind: 在飞机场、 or 在
    point: re.Pattern[str]
    lists: ListWords
    name: str = field(default="facilities")

    def __call__(self, page: Page) -> Iterable[Mention | Claim]:
        """Every mention on `page`."""
        bodies = [m.span for m in page.mentions if m.kind is Kind.ORGANIZATION]
        for mention in self._sites(page):
            as_body = mention.rule.rpartition(".")[2] in BY_HEAD and any(b.covers(mention.span) for b in bodies)
            if not as_body:  # 云河县图书馆 is a body
                yield mention

    def _sites(self, page: Page) -> Iterator[Mention]:
        text = page.text.normal
        areas = {m.span.end: m for m in page.mentions if _is_named_area(m)}
        inside = frozenset(i for m in areas.values() for i in range(m.span.start, m.span.end))
        taken: set[int] = set()
        water = ""  # the one named last: a station's name holds it (长江 + 汉口站)
        for site in listed_sites(text, self.lists, areas, page.mentions):
            span = Span(site.start, site.end)
            if taken.isdisjoint(range(span.start, span.end)):
                taken.update(range(span.start, span.end))
                yield Mention(span, Kind.FACILITY, FacilityForm(site.name), f"facilities.{site.rule}", 0.8)
        for start, end, rule in self._all(text, areas, inside):
            if taken.isdisjoint(range(start, end)):
                taken.update(range(start, end))
                if rule == "known-water":
                    water = text[start:end]
                form = FacilityForm(water + text[start:end] if rule == "water-station" else text[start:end])
                yield Mention(Span(start, end), Kind.FACILITY, form, f"facilities.{rule}", 0.85)

    def _all(self, text: str, areas: Mapping[int, Mention], inside: frozenset[int]) -> Iterator[tuple[int, int, str]]:
        for match in EPICENTRE.finditer(text):
            yield match.start(), match.end(), "epicentre"
        yield from visits(text, areas, self.words.generic)
        yield from roads(text, areas, self.words.generic, inside)
        for match in CONVERTED.finditer(text):
            if site := self.point.match(text, match.end()):
                yield site.start(), site.end(), "converted"
        for match in self.words.head.finditer(text):
            barred = any(p.match(text, match.end()) for p in (self.words.not_before, COUNT_AFTER, GOVERNED))
            if match.start() not in inside and not barred:
                yield from self._named(Site(text, match, areas, inside))
        yield from waters(text, self.words.water, areas, inside, self.words.stop)

    def _named(self, site: Site) -> Iterator[tuple[int, int, str]]:
        text, head = site.text, site.head
        start, named, arrived = self._left(site)
        start -= (
            text[start - 1 : start] == "内" and text[start - 2 : start - 1] in TO_NAME
        )  # 在内江…: no 内 without a place
        stem = text[start : head.start()]
        if (
            stem[:1] in ("这", "那", "号", "代", "各", "每")
            or COUNTED.search(text, max(0, start - 3), start + 1)
            or VERBAL.search(stem)
            or self._many(text[max(0, start - 3) : head.start()])
            or (start not in site.areas and len(stem) > LONGEST)
        ):
            return
        generic = self.words.generic.fullmatch(stem) is not None
        placed = start in site.areas
        if not placed and stem[:1] in UNITS and len(stem) > 2:
            cut = 2 if stem[1] in "城区" else 1
            start, stem = start + cut, stem[cut:]  # 县 + 人民广场, 县城 + 锦江宾馆
        if placed and (generic or not stem) and self._of_place(site.areas[start], text, head[0], stem):
            yield site.areas[start].span.start, head.end(), "of-place"
        elif not generic and len(stem) >= 2 and (named or placed or arrived or head[0] in self.words.open):
            longer = LONGER.match(text, head.end())
            yield start, longer.end() if longer else head.end(), "named"
        elif not stem and head[0] in self.words.village and _in_village(site):
            yield start, head.end(), "of-village"
        elif not stem and head[0] in self.words.sole and self.listed.search(text, max(0, start - REACH), start):
            yield start, head.end(), "sole"

    def _of_place(self, area: Mention, text: str, head: str, stem: str) -> bool:
        """Whether a place and a kind of site name one site: 图们口岸, 沙河镇隔离点; not 正定县检测点."""
        if stem.startswith(KINDS_OF):
            return False
        low = text[area.span.end - 1] in "镇乡村道" or text.startswith("社区", area.span.end - 2)
        if head in self.words.many_points:
            return low
        return bool(stem) or low or head in self.words.transport or head in self.words.one

    def _many(self, before: str) -> bool:
        """Whether the words before a head count sites instead of naming one: 所有酒店, 各景区, 虹桥等机场."""
        return before.endswith(("各", "每", "等")) or any(word in before for word in self.words.many)

    def _left(self, site: Site) -> tuple[int, bool, bool]:
        """Where the name that ends in the head begins, whether it holds a name, whether an arrival verb leads to it."""
        text, head = site.text, site.head
        low = max([head.start() - REACH, 0, *(e for e in site.areas if head.start() - REACH <= e <= head.start())])
        low = head.start() - len(HAN_RUN.search(text, low, head.start())[0])  # type: ignore[index]
        low += text[low] in TAKING  # 将瑞天酒店: the tagger may join the first two
        words = [(w, t) for w, t in rjieba.tag(text[low : head.end()])]
        end, named = head.end(), False
        while words:
            word, tag = words.pop()
            start = end - len(word)
            if start >= head.start():
                end = start
                continue
            if not self._part(word, tag, end <= head.start()):
                if low in site.areas and (whole := SITE_OF_PLACE.fullmatch(text, low, head.end())):
                    return whole.start("name"), True, False
                return max(end, low), named, word.endswith(self.words.arrival)
            if cut := max(word.rfind(c) for c in CLOSED) + 1:
                return start + cut, True, False
            named = named or tag.startswith(NAME_TAGS) or len(word) == 1 or not rjieba.has_word(word)
            end = start
        before = text[max(0, low - 2) : low]
        return low, named, before.endswith(self.words.arrival)

    def _part(self, word: str, tag: str, whole: bool) -> bool:
        """Whether a word can stand in the name of a site."""
        if self.words.generic.fullmatch(word) or ORDINAL.fullmatch(word):
            return True
        if len(word) == 1 or not whole:
            return word[0] not in self.words.stop
        return (tag.startswith(PART_TAGS) or not rjieba.has_word(word)) and not self.words.stop & {word}


def _is_named_area(mention: Mention) -> bool:
    """Whether a mention names a place of the country in full or in short: no level word, no letter, no country."""
    form = mention.form
    return isinstance(form, AreaForm) and form.word is None and not mention.rule.endswith(("letter", "country"))


def _in_village(site: Site) -> bool:
    """Whether a village or community is named before the head in its sentence, and the head stands for its only one."""
    start = site.head.start()
    sentence = max(site.text.rfind("。", 0, start), site.text.rfind("\n", 0, start)) + 1
    named = [m for end, m in site.areas.items() if sentence <= m.span.start and end <= start]
    last = max(named, key=lambda m: m.span.start, default=None)
    return last is not None and site.text[last.span.end - 1] in "村区" and site.text[start - 1] in "的了起到进"


def _words(lexicon: Lexicon) -> Words:
    return Words(
        re.compile(lexicon.alternation(*HEADS)),
        re.compile(lexicon.alternation("facility-water")),
        re.compile(f"(?:{lexicon.alternation('facility-generic')})*"),
        lexicon.forms("facility-stop"),
        lexicon.forms("facility-sole"),
        lexicon.forms("facility-transport"),
        lexicon.forms("facility-one"),
        lexicon.forms("facility-many-points"),
        lexicon.forms("facility-village"),
        lexicon.forms("facility-open"),
        tuple(sorted(lexicon.forms("facility-arrival"))),
        tuple(sorted(lexicon.forms("facility-many"))),
        re.compile(rf"(?!(?:建设|改造)(?:现场|工地|[为成]))(?:{lexicon.alternation('facility-not-before')})"),
    )


def build(resources: Resources) -> Extractor:
    """The extractor, with what it needs of `resources`."""
    lexicon = resources.lexicon
    sole, generic = lexicon.alternation("facility-sole"), lexicon.alternation("facility-generic")
    point = rf"(?:{generic})+?(?:{lexicon.alternation('facility-point')})"
    return Facilities(_words(lexicon), re.compile(rf"在(?:{sole}[、和])*$"), re.compile(point), list_words(lexicon))
