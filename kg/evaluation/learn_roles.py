"""Learn from gold who acts, what is acted on and how acts stand: from the acts that gold has too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.evaluation.graph import fold
from kg.evaluation.layers import ROLES, Gold, near, pair, wordings
from kg.evaluation.learn import NONE, TOLD, Lesson, pages_with_gold, parted
from kg.extract.act_choice import AGENTS, OBJECTS, PLACES, STATUS
from kg.extract.act_offers import FOR_OBJECTS, FOR_PLACES, Named, Offers, objects, wording
from kg.extract.act_offers_agents import AgentOffers
from kg.extract.act_second import Heard
from kg.extract.act_status_signs import StatusSigns
from kg.extract.act_subjects import Reading
from kg.model import ActionClaim, Mention, Page
from kg.pipeline import Engine

# Inverse of the penalty on weights; twice or half as much scored the same or lower on the 95 reports left out
STRENGTH: Mapping[str, float] = {AGENTS: 0.1, OBJECTS: 0.2, PLACES: 0.2, STATUS: 0.5}
ROLE = {AGENTS: "agent", OBJECTS: "object", PLACES: "place"}
Names = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Told:
    """The acts of a report that has gold: as read, with what they were read from, and those that gold has too."""

    record: Gold
    reading: Reading
    claims: Sequence[ActionClaim]
    heard: Sequence[Heard]
    pairs: Sequence[tuple[Gold, ActionClaim]]


def role_lessons(texts: Path, gold: Path, engine: Engine, table: str) -> tuple[Lesson, ...]:
    """The lessons of every act of the reports with gold that gold has too: its offers, right and wrong, or its status.

    Args:
        texts: folder with a file for each report, named by its id.
        gold: folder with a JSON file for each report.
        engine: reads them.
        table: `AGENTS`, `OBJECTS`, `PLACES` or `STATUS`.

    Raises:
        InputError: for a gold file that is malformed, or whose text is missing.
    """
    out: list[Lesson] = []
    for told in told_acts(texts, gold, engine):
        if table == STATUS:
            how = StatusSigns(told.reading, told.claims)
            out += [Lesson(how.of(claim), frozenset([act["status"]])) for act, claim in told.pairs if act.get("status")]
            continue
        offers, names = _offers(table, told), wordings(told.record)
        for act, claim in told.pairs:
            wanted = _wanted(act, ROLE[table], names)
            out += [Lesson(o.signs, TOLD if _meant(o.name, wanted) else NONE) for o in offers.of(claim)]
    return tuple(out)


def told_acts(texts: Path, gold: Path, engine: Engine) -> Iterator[Told]:
    """The acts of every report with gold, as read, and which of gold's they are.

    Raises:
        InputError: for a gold file that is malformed, or whose text is missing.
    """
    actions, before = parted(engine)
    for page, record in pages_with_gold(texts, gold, before):
        reading, claims, heard = actions.read(page)
        yield Told(record, reading, claims, heard, _paired(page, claims, record["actions"], wordings(record)))


def _offers(table: str, told: Told) -> Offers | AgentOffers:
    """What a table chooses from."""
    if table == AGENTS:
        return AgentOffers(told.reading, told.claims, told.heard)
    sought = FOR_OBJECTS if table == OBJECTS else FOR_PLACES
    return Offers(told.reading, told.claims, sought, Named(told.reading))


def _paired(
    page: Page, claims: Sequence[ActionClaim], acts: Sequence[Gold], names: Names
) -> list[tuple[Gold, ActionClaim]]:
    """Gold acts with the claims that tell them: of one measure, the trigger in the clause, the most arguments in common."""
    text = page.text.normal
    clauses = [fold(c.span.of(text)) for c in claims]

    def likeness(act: Gold, k: int) -> float:
        claim = claims[k]
        if act["measure"] != claim.measure or fold(act["trigger"]) not in clauses[k]:
            return 0.0
        mine = {"agent": claim.agents, "place": claim.places, "object": objects(claim)}
        shared = sum(_common(_wanted(act, role, names), mine[role], text) for role in ROLES)
        return 1 + shared + 1 / (1 + len(clauses[k]))

    found = pair(acts, range(len(claims)), likeness)
    return [(acts[i], claims[k]) for i, k in sorted(found.items())]


def _wanted(act: Gold, role: str, names: Names) -> list[frozenset[str]]:
    """The wordings of each argument that gold gives an act in a role."""
    return [names.get(x, frozenset([fold(x)])) for member in ROLES[role] for x in act.get(member) or []]


def _common(wanted: Sequence[frozenset[str]], mentions: Sequence[Mention], text: str) -> int:
    """How many of the wanted arguments the mentions name."""
    mine = [wording(m, text) for m in mentions]
    return sum(any(_meant(name, [forms]) for name in mine) for forms in wanted)


def _meant(name: str, wanted: Sequence[frozenset[str]]) -> bool:
    return any(near(fold(name), form) for forms in wanted for form in forms)
