"""Places where a figure was lost: a bare measure word where a number must have stood (志愿者余人, 安排了个储备点)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.quantities_figure import Figure
from kg.extract.quantities_thing import Namer, Window
from kg.lexicon.loader import load_patterns
from kg.model import Page
from kg.offsets import Span
from kg.resources import Resources

ADDRESS = re.compile(r"https?://\S+|[\w.-]+\.(?:com|cn|net|org)\S*|[A-Za-z][\w.-]*")
LONG_RUN = re.compile(r"\d{3}")
NUMERIC = frozenset(
    "0123456789一二两三四五六七八九十百千万亿数几零〇多余半第每各这那哪某整首单该本逐另前后上下同全倍双点.%好旧老新分按论成满无"
)
SIGNS = "余多万亿近共约大计总合达到超过逾突破至少不增扩加充“‘”’"
PEOPLE = frozenset("员众民者生部工户医士口师长兵童")
LINKS = frozenset("在有为到对由以")
CERTAIN = 4  # holes from which on the damage is certain
ENOUGH = 2  # holes that a text must show before a weak one is believed


@dataclass(frozen=True, slots=True)
class Hole:
    """A lost figure: where its bare measure word stands, and whether nothing else can explain it."""

    span: Span
    classifier: str
    plain: bool


@dataclass(frozen=True)
class Holes:
    """Finds lost figures.

    `plain` matches what only a lost figure leaves (余人, 余万元); `forms` are the classes `lost.*` of the lexicon.
    """

    namer: Namer
    plain: tuple[re.Pattern[str], ...]
    eager: tuple[re.Pattern[str], ...]
    forms: Mapping[str, frozenset[str]]

    def find(self, page: Page, figures: list[Span]) -> Iterator[tuple[Span, str, str]]:
        """Span, counted thing and measure word of each lost figure.

        Only texts that show the damage are read: no run of three digits is left in them, and there are at least two
        holes or a plain one.
        """
        text = page.text.normal
        if LONG_RUN.search(ADDRESS.sub("", text)):
            return
        taken = [*figures, *(m.span for m in page.mentions)]
        holes = self._all(page, taken, sure=False)
        if not any(h.plain for h, _ in holes) and len(holes) < ENOUGH:
            return
        if len(holes) >= CERTAIN:
            holes = self._all(page, taken, sure=True)
        for hole, sentence in holes:
            named = self._name(text, hole, sentence)
            if named:
                yield named

    def _all(self, page: Page, taken: list[Span], sure: bool) -> list[tuple[Hole, Span]]:
        """Holes with their sentences; with `sure` (the text is damaged for certain) also less plain ones."""
        text = page.text.normal
        holes = [(h, s) for s in page.layout.sentences for h in self._holes(text, s, sure)]
        return [(h, s) for h, s in holes if not any(t.overlaps(h.span) for t in taken)]

    def _holes(self, text: str, sentence: Span, sure: bool) -> Iterator[Hole]:
        found: dict[int, Hole] = {}
        for pattern in (*self.plain, *(self.eager if sure else ())):
            for match in pattern.finditer(text, sentence.start, sentence.end):
                hole = Hole(Span(match.start(), match.end()), match[0].lstrip(SIGNS), True)
                found.setdefault(match.end(), hole)
        tagged = self.namer.words.tagger.tag(sentence.of(text), False)
        at = sentence.start
        for i, (word, _) in enumerate(tagged):
            end = at + len(word)
            if end not in found and word in self.forms["any"] and self._bare(tagged, i, sure):
                found[end] = Hole(Span(at, end), word, False)
            at = end
        yield from (found[end] for end in sorted(found))

    def _bare(self, tagged: Sequence[tuple[str, str]], i: int, sure: bool) -> bool:
        """Whether the measure word `i` stands where only a number can explain it."""
        word = tagged[i][0]
        before, tag = tagged[i - 1] if i else ("", "x")
        after, after_tag = tagged[i + 1] if i + 1 < len(tagged) else ("", "x")
        if before and (before[-1] in NUMERIC or tag in ("m", "r", "mq")):
            return False
        mark = not before or not before[-1].isalnum()
        if not after or not after[0].isalnum():
            return word in self.forms["final"] and not mark and self._closes(word, before, tag)
        if word == "人":
            return before == "了" and after == "的"
        allowed = word in self.forms["inner"] or (sure and word in self.forms["sure"])
        if not allowed or after.startswith("马鲜") or after_tag[0] not in "nbvajlif" or after in ("人", "性", "里"):
            return False
        if mark:
            first = word in self.forms["clause-first"] and len(after) > 1 and after_tag[0] in "nbj"
            return before == "、" or first
        if before in ("了", "的"):
            return before == "了" or (word in self.forms["after-noun"] and (sure or word not in "个名"))
        if sure and before in LINKS:
            return True
        nouns = self.forms["sure" if sure else "after-noun"]
        verbs = tag[0] == "v" and (sure or word not in self.forms["shy"])
        return len(before) > 1 and (verbs or (tag[0] == "n" and word in nouns))

    def _closes(self, word: str, before: str, tag: str) -> bool:
        """Whether `before` and a measure word at the end of a clause miss a number: 口罩个, 人员人, 死亡人."""
        if len(before) < 2:
            return False
        if word == "人":
            return before in self.namer.events or (before[-1] in PEOPLE and tag[0] == "n")
        return tag[0] == "n" or (tag[0] == "v" and word not in self.forms["container"])

    def _name(self, text: str, hole: Hole, sentence: Span) -> tuple[Span, str, str] | None:
        figure = Figure(hole.span, (), "NUM", hole.classifier, "missing", hole.span)
        thing: str | None
        if hole.classifier:
            thing, _ = self.namer.thing(text, figure, Window(sentence.start, sentence.end))
        else:
            thing = self.namer.following.named_after(text, hole.span.end, sentence.end)
        if not thing or thing == hole.classifier:
            return None
        start, end = hole.span.start, hole.span.end
        if text.endswith(thing, 0, start):
            start -= len(thing)
        elif text.startswith(thing, end):
            end += len(thing)
        return Span(start, end), thing, hole.classifier


def build_holes(resources: Resources, namer: Namer) -> Holes:
    """The finder, from the lexicon's classes `lost.*` and the patterns of `numbers_lost`."""
    lexicon = resources.lexicon
    names = ("inner", "final", "after-noun", "clause-first", "container", "sure", "shy")
    patterns = load_patterns("numbers_lost", lexicon)
    plain = tuple(p.regex for p in patterns if not p.options.get("sure"))
    eager = tuple(p.regex for p in patterns if p.options.get("sure"))
    forms = {name: lexicon.forms(f"lost.{name}") for name in names}
    return Holes(namer, plain, eager, forms | {"any": forms["inner"] | forms["final"] | forms["sure"]})
