"""Bodies that only the second reader sees: full names whose words no list has (a bank, a museum, a firm).

The tagger sees many wrong bodies too. A name counts only if it ends like the full name of a body, begins with a place
or with words of its own, and does not cross a body that the rules have read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import rjieba

from kg.extract.bodies_guards import counted, is_class
from kg.extract.bodies_left import PROPER_TAGS
from kg.extract.index import MentionIndex
from kg.extract.lac_model import Name, Tagger
from kg.lexicon.loader import Lexicon, trie_pattern
from kg.model import BodyForm, Claim, Extractor, Kind, Mention, Page
from kg.offsets import Span

RULE, CONFIDENCE = "bodies.lac", 0.8
JOINT = re.compile(r"会同|[和与及、, ]")
ALIEN = re.compile(
    r"[^㐀-鿿·]|[年月日的了各某]|[一二三两几多]家|相关|有关|[部直]属|大中小"
)  # no single body's name has these
COUNTRY = re.compile(r"中国|国家|全国|中央|中华")
LEVELS = "省市县区州旗盟乡镇村级"
INSIDE = re.compile(
    rf"(?:[{LEVELS}]|直辖|示范|设|所在|驻|本|园|开发|新|特|[实试]验|保税|自贸|自治|辖)$"
)  # 直辖|市, 设|区市
VAGUE = frozenset(("公司", "集团", "工厂"))  # nobody's name with a place alone: 上海公司
OWN = re.compile(r"(?![在和及与、到])[㐀-鿿)][㐀-鿿)]")  # the two characters before the last word
LEVEL = re.compile(
    "[省市县区州](?=[㐀-鿿]{3})(?![区城级域里场直民内外际属情长])"
)  # of a name without its place: 省某某协会
CUT = ("bodies.organ-bare", "bodies.proper")  # rules that may have read the end of a longer name only
SHORTEST, LONGEST_SECTION = 4, 12


@dataclass(frozen=True)
class SecondBodies:
    """The reader of bodies with the tagger beside it."""

    inner: Extractor
    tagger: Tagger
    reader: FullNames
    name: str = "bodies"

    def __call__(self, page: Page) -> Iterable[Mention | Claim]:
        """What the rules find, and the bodies that only the tagger sees; those that the rules cut short give way."""
        found = list(self.inner(page))
        bodies = MentionIndex(m for m in found if isinstance(m, Mention) and m.kind is Kind.ORGANIZATION)
        areas = MentionIndex(m for m in page.mentions if m.kind is Kind.AREA)
        text = page.text.normal
        gone: set[Mention] = set()
        new: dict[Span, Mention] = {}
        for sentence in page.layout.sentences:
            if not self.reader.undecided(text, sentence, bodies):
                continue
            for span in self.reader.named(text, sentence.start, self.tagger.names(sentence.of(text))):
                made = self.reader.body(text, span, areas, bodies)
                if made is not None:
                    new[span] = made
                    gone.update(_pieces(span, bodies.inside(span)))
        yield from (x for x in found if x not in gone)
        yield from new.values()


class FullNames:
    """Judges whether words are the full name of a body."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._kinds = lexicon.table("lac.end")
        self._end = re.compile(trie_pattern(self._kinds))
        self._last = re.compile(rf"(?:{trie_pattern(self._kinds)})$")
        self._generic = lexicon.forms("body.generic") | lexicon.forms("body.stop")
        self._words = rjieba.Jieba()

    def undecided(self, text: str, sentence: Span, bodies: MentionIndex) -> bool:
        """Whether a word that may end a name of a body stands in `sentence` outside all `bodies`."""
        found = (Span(*m.span()) for m in self._end.finditer(text, sentence.start + 2, sentence.end))
        ends = (e for e in found if OWN.match(text, e.start - 2))
        return any(not any(b.span.covers(end) for b in bodies.overlapping(end)) for end in ends)

    def named(self, text: str, offset: int, names: Iterable[Name]) -> Iterator[Span]:
        """The bodies among `names`, whose offsets count from `offset`: cut at 和, joined where one was cut (民航|某局)."""
        start = end = 0
        for name in names:
            if name.tag != "ORG":
                continue
            begin = offset + name.start
            if begin != end or self._last.search(text[start:end]):
                yield from self._parts(text, start, end)
                start = begin
            end = offset + name.end
        yield from self._parts(text, start, end)

    def _parts(self, text: str, start: int, end: int) -> Iterator[Span]:
        """The names in a stretch: 甲公司和乙公司 are two, 文化和旅游局 is one."""
        at = start
        for mark in JOINT.finditer(text, start, end):
            if self._last.search(text[at : mark.start()]) and self._last.search(text[mark.end() : end]):
                if mark.start() > at:
                    yield Span(at, mark.start())
                at = mark.end()
        if at < end:
            yield Span(at, end)

    def body(self, text: str, span: Span, areas: MentionIndex, bodies: MentionIndex) -> Mention | None:
        """The body named at `span`, or None if the words are no full name or the rules have read them already."""
        form = span.of(text)
        last = self._last.search(form)
        if last is None or len(form) < SHORTEST or ALIEN.search(form):
            return None
        if is_class(text, span.start) or counted(text, span.start):
            return None
        beside = bodies.overlapping(span)
        place = _place(text, span, areas)
        own = form[len(place) : last.start()]
        if beside and not _goes_beyond(span, beside):
            return None
        if not beside and not self._named(text, span.start, place, own):
            return None
        if (len(last[0]) == 1 or last[0] in VAGUE) and not own and not beside:  # 某区局: which one?
            return None
        kind = self._kinds[last[0]]
        return Mention(span, Kind.ORGANIZATION, BodyForm(place, form[len(place) :], kind), RULE, CONFIDENCE)

    def _named(self, text: str, start: int, place: str, own: str) -> bool:
        """Whether a name begins with a place, or with words that are no common ones."""
        if set(place) <= set(LEVELS) and place:
            return own not in self._generic and not INSIDE.search(text, max(0, start - 2), start)
        if place:
            return own not in self._generic
        if len(own) < 2 or own[0] in LEVELS:
            return False
        if COUNTRY.match(own):
            return True
        words = self._words.tag(own)
        if words[0][0] in self._generic:
            return False
        return any(tag in PROPER_TAGS or (len(w) > 1 and not self._words.has_word(w)) for w, tag in words)


def _place(text: str, span: Span, areas: MentionIndex) -> str:
    """The places that `span` begins with, one after the other (浙江省|杭州市)."""
    at = span.start
    while here := [m for m in areas.inside(Span(at, span.end)) if m.span.start == at and m.span.end < span.end]:
        at = max(m.span.end for m in here)
    return text[span.start : at] or (LEVEL.match(text, at) or [""])[0]


def _pieces(span: Span, inside: list[Mention]) -> list[Mention]:
    """The bodies that are pieces of the name at `span`: its end, and the brand before it (中国铁路|甲局集团有限公司)."""
    ends = [m for m in inside if m.span.end == span.end]
    brands = [m for m in inside if isinstance(m.form, BodyForm) and m.form.body_kind == "enterprise"]
    return [*ends, *brands] if ends else []


def _goes_beyond(span: Span, beside: list[Mention]) -> bool:
    """Whether `span` is a section of a body that the rules read (商务部|办公厅), or the whole of a name that they cut."""
    first = {b.span.end for b in beside if b.span.start == span.start}
    for body in beside:
        form = body.form
        assert isinstance(form, BodyForm)
        section = body.span.start == span.start and 2 <= span.end - body.span.end <= LONGEST_SECTION
        tail = body.span.end == span.end and span.start < body.span.start and body.rule in CUT
        if not section and not (tail and (not form.place or body.span.start in first)):
            return False
    return True
