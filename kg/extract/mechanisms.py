"""Mechanisms: slogans, duty systems, campaigns and technical systems with a name of their own, and their items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.extract.index import MentionIndex
from kg.extract.mechanisms_items import Item, Items, build_items
from kg.extract.mechanisms_names import Names, build_names
from kg.extract.mechanisms_numbers import count
from kg.extract.mechanisms_quotes import Candidate, Quotes, build_quotes
from kg.model import Claim, Extractor, Kind, MechanismForm, Mention, Page
from kg.resources import Resources

FORMULA = "mechanisms.formula"
QUOTED_FORMULA = "mechanisms.quote-formula"
NOUN = 2  # the last characters by which 五项措施 and 五条防控措施 are known to be the same


@dataclass(frozen=True)
class Mechanisms:
    """Finds mechanisms: `quotes` judges quotations, `names` knows the unquoted, `items` reads their lists."""

    quotes: Quotes
    names: Names
    items: Items
    name: str = "mechanisms"

    def __call__(self, page: Page) -> Iterable[Mention | Claim]:
        """Every mechanism on `page`; mentions of one mechanism share their name."""
        text = page.text.normal
        index = MentionIndex(page.mentions)
        found = [c for c in self.quotes(text) if not index.overlapping(c.span, Kind.INSTRUMENT)]
        found = _merge_cores(found + list(self._unquoted(text, found, index)))
        groups: dict[str, list[Candidate]] = {}
        for candidate in sorted(found, key=lambda c: c.span):
            groups.setdefault(candidate.name, []).append(candidate)
        for group in groups.values():
            yield from self._mentions(text, group)

    def _unquoted(self, text: str, quoted: list[Candidate], index: MentionIndex) -> Iterator[Candidate]:
        """Names outside quotations, or nested in a longer one; no names inside documents or bodies."""
        taken = [c.whole for c in quoted]
        for candidate in sorted(self.names(text), key=lambda c: (-len(c.span), c.span)):
            span = candidate.span
            if index.overlapping(span, Kind.INSTRUMENT, Kind.ORGANIZATION):
                continue
            nested = candidate.rule == FORMULA and all(c.span != span and c.rule != QUOTED_FORMULA for c in quoted)
            if nested or not any(t.overlaps(span) for t in taken):
                taken.append(span)
                yield candidate

    def _mentions(self, text: str, group: list[Candidate]) -> Iterator[Mention]:
        number = count(group[0].name)
        items: tuple[Item, ...] = ()
        for candidate in group:
            items = items or self.items(text, candidate, number)
        if all(c.needs_items for c in group) and len(items) < 2:
            return
        declared = number.declared
        if declared is None and len(number.parts) > 1 and len(items) == number.total:
            declared = number.total
        for k, c in enumerate(group):
            form = MechanismForm(c.name, declared, items if k == 0 else (), c.aliases)
            yield Mention(c.span, Kind.MECHANISM, form, c.rule, c.confidence)


def _merge_cores(found: list[Candidate]) -> list[Candidate]:
    """One name for 六级书记 and 六级书记抓防控: the longer, if both count the same."""
    names = sorted({c.name for c in found})
    weak = sorted({c.name for c in found if c.needs_items})
    longer: dict[str, str] = {}
    for name in names:
        number = count(name).declared
        if number is None or number < 2:
            continue
        fuller = [n for n in names if n != name and n.startswith(name) and count(n).declared == number]
        if name in weak and not fuller:
            fuller = [
                n for n in weak if len(n) > len(name) and n[-NOUN:] == name[-NOUN:] and count(n).declared == number
            ]
        if len(fuller) == 1:
            longer[name] = fuller[0]
    return [replace(c, name=longer[c.name], aliases=(c.name, *c.aliases)) if c.name in longer else c for c in found]


def build(resources: Resources) -> Extractor:
    """The extractor, with what it needs of `resources`."""
    lexicon = resources.lexicon
    return Mechanisms(build_quotes(lexicon), build_names(lexicon), build_items(lexicon))
