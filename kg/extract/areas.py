"""Places of a report: names of divisions at every level, and words that stand for one by its level."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from kg.extract.place_local import LocalNames
from kg.extract.place_names import Hit, How, UpperNames
from kg.extract.place_taiwan import taiwan_counties
from kg.extract.place_words import level_words
from kg.model import AreaForm, Claim, Extractor, Kind, Mention, Page
from kg.offsets import Span
from kg.resources import Resources

CONFIDENCE = {How.FULL: 0.97, How.UNIT: 0.95, How.SHORT: 0.9, How.COUNTRY: 0.9, How.LETTER: 0.8, How.ABROAD: 0.85}
MOST_COUNTIES = 40  # a text that names more has no county of its own


@dataclass(frozen=True)
class Areas:
    """Finds areas."""

    upper: UpperNames
    local: LocalNames
    name: str = "areas"

    def __call__(self, page: Page) -> Iterable[Mention | Claim]:
        """Every mention on `page`."""
        text = page.text.normal
        above = self.upper.find(text)
        above += taiwan_counties(text, above)
        below = self.local.find(text, above, counties_of(above))
        hits = sorted([*above, *below], key=lambda h: h.start)
        yield from (_mention(hit) for hit in hits)
        yield from self._words(text, hits)

    def _words(self, text: str, hits: Collection[Hit]) -> Iterator[Mention]:
        taken = {i for h in hits for i in range(h.start, h.end)}
        for word in level_words(text):
            if taken.isdisjoint(range(word.start, word.end)):
                taken.update(range(word.start, word.end))
                form = AreaForm(text[word.start : word.end], word.level)
                yield Mention(Span(word.start, word.end), Kind.AREA, form, "areas.level-word", 0.85)


def counties_of(hits: Collection[Hit]) -> frozenset[str]:
    """Codes of the counties that the hits can mean, unless they are too many to tell anything."""
    found = {d.code for h in hits for d in h.divisions if d.has_towns and h.how in (How.FULL, How.UNIT, How.SHORT)}
    return frozenset(found) if len(found) <= MOST_COUNTIES else frozenset()


def _mention(hit: Hit) -> Mention:
    rule = f"areas.{hit.how.name.lower()}"
    return Mention(Span(hit.start, hit.end), Kind.AREA, AreaForm(hit.name), rule, CONFIDENCE[hit.how])


def build(resources: Resources) -> Extractor:
    """The extractor, with what it needs of `resources`."""
    lexicon, gazetteer = resources.lexicon, resources.gazetteer
    return Areas(UpperNames(gazetteer, lexicon), LocalNames(gazetteer, lexicon))
