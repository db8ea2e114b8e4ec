"""Learn from gold who acts, what is acted on and how acts stand: from the acts that gold has too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from kg.evaluation.graph import fold
from kg.evaluation.layers import ROLES, Gold, near, pair
from kg.evaluation.learn import NONE, Lesson, before_acts, pages_with_gold
from kg.extract.act_choice import AGENTS, OBJECTS, PLACES, RIGHT, STATUS
from kg.extract.act_offers import FOR_OBJECTS, FOR_PLACES, Named, Offers, objects, wording
from kg.extract.act_offers_agents import AgentOffers
from kg.extract.act_second import Heard
from kg.extract.act_status_signs import StatusSigns
from kg.extract.act_subjects import Reading
from kg.extract.actions import Actions
from kg.model import ActionClaim, Mention, Page
from kg.pipeline import Engine

# Inverse of the penalty on weights; twice or half as much scored the same or lower on the 95 reports left out
STRENGTH: Mapping[str, float] = {AGENTS: 0.1, OBJECTS: 0.2, PLACES: 0.2, STATUS: 0.5}
ROLE = {AGENTS: "agent", OBJECTS: "object", PLACES: "place"}
TOLD = frozenset({RIGHT})
Names = Mapping[str, frozenset[str]]


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
    actions = next(e for e in engine.extractors if isinstance(e, Actions))
    out: list[Lesson] = []
    for page, record in pages_with_gold(texts, gold, before_acts(engine)):
        reading, claims, heard = actions.read(page)
        names = names_of(record)
        pairs = paired(page, claims, record["actions"], names)
        if table == STATUS:
            how = StatusSigns(reading, claims)
            out += [Lesson(how.of(claim), frozenset([act["status"]])) for act, claim in pairs if act.get("status")]
            continue
        offers = _offers(table, reading, claims, heard)
        for act, claim in pairs:
            wanted = _wanted(act, ROLE[table], names)
            out += [Lesson(o.signs, TOLD if _meant(o.name, wanted) else NONE) for o in offers.of(claim)]
    return tuple(out)


def _offers(table: str, r: Reading, claims: Sequence[ActionClaim], heard: Sequence[Heard]) -> Offers | AgentOffers:
    """What a table chooses from."""
    if table == AGENTS:
        return AgentOffers(r, claims, heard)
    return Offers(r, claims, FOR_OBJECTS if table == OBJECTS else FOR_PLACES, Named(r))


def names_of(record: Gold) -> Names:
    """The wordings of each entity of a gold record, folded, by its id."""
    return {e["id"]: frozenset(fold(n) for n in (e["name"], *e.get("aliases", []))) for e in record["entities"]}


def paired(
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
