"""What the tags of a clause say: mentions of who acts and of what is acted on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kg.extract.act_subjects import TARGETS, Reading
from kg.extract.act_tag_signs import tag_signs
from kg.extract.act_tags import AGENT, OBJECT, Tagger
from kg.model import ActionClaim, GroupForm, Kind, Mention, ResourceForm, SiteForm
from kg.offsets import Span

RULE = "act.tag"
CONFIDENCE = 0.7
LONGEST = 26  # characters
NAMED = frozenset({*TARGETS, Kind.INSTRUMENT, Kind.MECHANISM})


class InClause(NamedTuple):
    """The arguments of an act that its clause names."""

    agents: list[Mention]
    objects: list[Mention]


def named_in_clause(r: Reading, claim: ActionClaim, tagger: Tagger) -> InClause:
    """Who acts and what is acted on by the tags of the clause of an act.

    Args:
        r: the page.
        claim: the act, with the arguments that the rules found.
        tagger: tags its clause.
    """
    found: dict[str, list[Mention]] = {AGENT: [], OBJECT: []}
    for start, end, what in tagger.tag(tag_signs(r, claim)):
        if what in found:
            span = Span(claim.span.start + start, claim.span.start + end)
            found[what] += _mentions(r, span, what)
    return InClause(found[AGENT], [m for m in found[OBJECT] if m not in found[AGENT]])


def _mentions(r: Reading, span: Span, what: str) -> Iterator[Mention]:
    """The names that a tagged span is made of, else a group or a thing of that name."""
    named = r.index.outermost(span, *NAMED)
    if named and sum(len(m.span) for m in named) >= len(span) - 2 * len(named):
        yield from (m for m in named if what == OBJECT or m.kind in TARGETS)
        return
    new = r.nouns.whole(span.start, span.end) or _plain(r, span)
    for m in new:
        if what == AGENT and isinstance(m.form, ResourceForm | SiteForm):  # 各地区: who works there acts
            yield Mention(m.span, Kind.COLLECTIVE, GroupForm(m.form.name), RULE, CONFIDENCE)
        else:
            yield m


def _plain(r: Reading, span: Span) -> list[Mention]:
    name = span.of(r.page.text.normal)
    sound = 2 <= len(name) <= LONGEST and not any(c.isspace() for c in name)
    return [Mention(span, Kind.RESOURCE, ResourceForm(name), RULE, CONFIDENCE)] if sound else []
