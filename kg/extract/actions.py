"""Actions: who does what measure where, to whom, with what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.extract.act_measures import Namer, merged
from kg.extract.act_phrases import Grammar, load_grammar, phrases
from kg.extract.act_rules import MeasureRules, load_rules
from kg.extract.act_scan import Scanner, inside
from kg.extract.index import MentionIndex
from kg.model import ActionClaim, BlockKind, Claim, Extractor, Kind, Mention, Page, Status
from kg.resources import Resources


@dataclass(frozen=True)
class Actions:
    """Finds actions of the measure list, clause by clause."""

    scanner: Scanner
    rules: MeasureRules
    grammar: Grammar
    name: str = "act"

    def __call__(self, page: Page) -> Iterable[Mention | Claim]:
        """Every action on `page`."""
        text = page.text.normal
        hits = self.scanner.scan(text)
        index = MentionIndex(page.mentions)
        namer = Namer(text, self.rules)
        skip = [b.span for b in page.layout.blocks if b.kind in (BlockKind.HEADING, BlockKind.CREDIT)]
        for clause in page.layout.clauses:
            if any(s.covers(clause) for s in skip):
                continue
            found = inside(hits, clause)
            if not found:
                continue
            named = index.inside(clause, Kind.MECHANISM, Kind.INSTRUMENT)
            made = [p for f in phrases(text, clause, found, self.grammar) for p in namer.predications(f, named)]
            for p in merged(made, text):
                yield ActionClaim(p.measure, clause, p.trigger, Status.DONE, p.rule, p.confidence)


def build(resources: Resources) -> Extractor:
    """The extractor, with what it needs of `resources`."""
    return Actions(Scanner(resources.lexicon), load_rules(), load_grammar(resources.lexicon))
