"""Names of persons that only the second reader sees.

The rules read a name beside an anchor, or without one where they are very sure. Between the two lie names such as the
subject of a clause with an unusual given name. Here the tagger and the model of names vote together: both must read
the same characters, at a place where a name can begin. Names that the rules read are left alone, whether the tagger
sees them or not: where the two differ, the rules are right more often.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.extract.index import MentionIndex
from kg.extract.lac_model import Tagger
from kg.extract.people import People
from kg.extract.people_names import DOTS, NameModel
from kg.model import Claim, Kind, Mention, Page, PersonForm
from kg.offsets import Span

RULE, CONFIDENCE = "person.lac", 0.8
PRIOR, SHORT, LONG = 0.3, 4.0, 2.0  # margins that names of two, and of more characters need: the tagger sees them too
BEGINS = re.compile(r"(?:(?<![㐀-鿿“‘《〔(·])|(?<=联系|财务|同学|同事))[㐀-鿿]")
PROVINCES = re.compile("[京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤琼川贵云陕甘青宁蒙桂藏新港澳台]+")  # short: 苏浙沪
TAKEN = (Kind.PERSON, Kind.ORGANIZATION, Kind.AREA, Kind.FACILITY, Kind.MECHANISM)


@dataclass(frozen=True)
class SecondPeople:
    """The reader of persons with the tagger beside it."""

    inner: People
    tagger: Tagger
    words: tuple[str, ...]  # that the tagger takes for names
    name: str = "person"

    def __call__(self, page: Page) -> Iterator[Mention | Claim]:
        """What the rules find, and names that the tagger and the model of names see where the rules have none."""
        found = list(self.inner(page))
        people = [x for x in found if isinstance(x, Mention) and x.kind is Kind.PERSON]
        taken = MentionIndex([*page.mentions, *people])
        text = page.text.normal
        wanted = set(self._candidates(text, taken))
        seen: set[Span] = set()
        for sentence in page.layout.sentences:
            if any(sentence.covers(s) for s in wanted):
                names = self.tagger.names(sentence.of(text))
                seen.update(Span(sentence.start + n.start, sentence.start + n.end) for n in names if n.tag == "PER")
        yield from found
        yield from self._new(text, sorted(seen & wanted), taken)

    def _candidates(self, text: str, taken: MentionIndex) -> Iterator[Span]:
        """Places where the model of names reads one that no rule has taken."""
        model = self.inner.names
        for match in BEGINS.finditer(text):
            at = match.start()
            if not _may_begin(model, text, at) or taken.overlapping(Span(at, at + 1), *TAKEN):
                continue
            reading = model.read(text, at, PRIOR)
            if reading is None or reading.margin < (SHORT if len(reading.name) == 2 else LONG):
                continue
            if model.is_word(reading.name) or reading.name.startswith(self.words) or PROVINCES.fullmatch(reading.name):
                continue
            span = Span(reading.start, reading.end)
            if not taken.overlapping(span, *TAKEN):
                yield span

    def _new(self, text: str, spans: Iterable[Span], taken: MentionIndex) -> Iterator[Mention]:
        """The names at `spans`, and the other places where they stand."""
        for name in sorted({s.of(text) for s in spans}):
            for match in re.finditer(re.escape(name), text):
                span = Span(*match.span())
                if not taken.overlapping(span, *TAKEN) and (
                    span in spans or self.inner.names.fits(text, *match.span())
                ):
                    yield Mention(span, Kind.PERSON, PersonForm(name), RULE, CONFIDENCE)


def _may_begin(model: NameModel, text: str, at: int) -> bool:
    """A cheap test: a family name before characters that given names have, or a name with an interpunct."""
    return (bool(model.surname(text, at)) and model.usual(text, at)) or any(c in DOTS for c in text[at + 1 : at + 8])
