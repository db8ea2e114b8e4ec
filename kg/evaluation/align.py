"""Which clause of a report each act of the gold is told in: gold names acts by trigger and arguments, not by offsets."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from kg.evaluation.graph import fold
from kg.evaluation.layers import Gold, wordings
from kg.model import Page

OBJECT, OTHER, NEAR = 1.0, 0.3, 0.3  # what an argument in the clause counts; in its sentence this part of it
ROLES: Mapping[str, float] = {"target": OBJECT, "resource": OBJECT, "agent": OTHER, "place": OTHER}


def acts_by_clause(page: Page, gold: Gold) -> list[list[str]]:
    """The measures told in each clause of the layout, in text order.

    Acts stand in the order of the text in gold; of all ways to lay them on clauses in that order that hold their triggers, the
    one with most of their arguments in place is taken. An act that fits nowhere in order takes its best clause; one
    whose trigger stands nowhere is left out.

    Args:
        page: the report as read.
        gold: its gold record.
    """
    text = page.text.normal
    clauses = [fold(c.of(text)) for c in page.layout.clauses]
    around = _sentences(page, clauses)
    names = wordings(gold)
    scores = [_scores(act, names, clauses, around) for act in gold["actions"]]
    out: list[list[str]] = [[] for _ in clauses]
    for act, at in zip(gold["actions"], _in_order(scores, _apart(gold["actions"]), len(clauses)), strict=True):
        if at is not None:
            out[at].append(act["measure"])
    return out


def _sentences(page: Page, clauses: Sequence[str]) -> list[str]:
    out = [""] * len(clauses)
    for sentence in page.layout.sentences:
        inside = [i for i, c in enumerate(page.layout.clauses) if sentence.covers(c)]
        for i in inside:
            out[i] = "".join(clauses[k] for k in inside)
    return out


def _scores(
    act: Gold, names: Mapping[str, Collection[str]], clauses: Sequence[str], around: Sequence[str]
) -> list[float]:
    """How well an act fits each clause, 0 where its trigger does not stand."""
    trigger = fold(act["trigger"])
    wanted = [(names.get(a, [fold(a)]), part) for role, part in ROLES.items() for a in act.get(role) or []]
    wanted += [([fold(q["verbatim"])], OBJECT) for q in act.get("quantities", [])]
    out = []
    for clause, sentence in zip(clauses, around, strict=True):
        score = 0.0
        if trigger in clause:
            score = 1.0
            for forms, part in wanted:
                held = any(f and f in clause for f in forms)
                score += part if held else NEAR * part * any(f and f in sentence for f in forms)
        out.append(score)
    return out


def _apart(acts: Sequence[Gold]) -> list[int]:
    """1 for an act with the trigger of the one before it: it stands in a later clause."""
    triggers = [fold(a["trigger"]) for a in acts]
    return [int(k > 0 and triggers[k - 1] == t) for k, t in enumerate(triggers)]


def _in_order(scores: Sequence[Sequence[float]], apart: Sequence[int], width: int) -> list[int | None]:
    """The best clause for each act such that clauses do not go back; acts left over take their best one."""
    best = [[0.0] * (width + 1)]
    for row, later in zip(scores, apart, strict=True):
        last, line = best[-1], [0.0] * (width + 1)
        line[0] = last[0]
        for i in range(1, width + 1):
            take = last[i - later] + row[i - 1] if row[i - 1] else 0.0
            line[i] = max(last[i], line[i - 1], take)
        best.append(line)
    out: list[int | None] = [None] * len(scores)
    k, i = len(scores), width
    while k:
        if i and best[k][i] == best[k][i - 1]:
            i -= 1
        elif best[k][i] == best[k - 1][i]:
            k -= 1
        else:
            out[k - 1] = i - 1
            k, i = k - 1, i - apart[k - 1]
    return [_alone(row) if at is None else at for at, row in zip(out, scores, strict=True)]


def _alone(row: Sequence[float]) -> int | None:
    at = max(range(len(row)), key=lambda i: row[i], default=None)
    return at if at is not None and row[at] else None
