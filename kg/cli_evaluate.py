"""The commands `kg evaluate` and `kg learn`."""

from __future__ import annotations

import json as jsonlib
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kg.pipeline import Engine

Out = Annotated[Path, typer.Argument(metavar="OUT", help="Folder that kg build wrote.")]
Gold = Annotated[Path, typer.Argument(metavar="GOLD", help="Folder with one JSON file a report.")]
Misses = Annotated[
    str | None,
    typer.Option("--misses", metavar="LAYER", help="Show what is missed, spurious or wrong in a layer, or in all."),
]
By = Annotated[
    str | None, typer.Option("--by", metavar="rule|report", help="How often each rule is right; scores by report.")
]
Card = Annotated[
    Path | None, typer.Option("--card", metavar="DIR", help="Write the accuracy card (card.md, card.json) there.")
]
Damaged = Annotated[
    Path | None,
    typer.Option("--damaged", metavar="DIR", help="For the card: damaged reports, a folder for each kind of damage."),
]
Domains = Annotated[
    Path | None,
    typer.Option("--domains", metavar="FILE", help="For the card: lines of report, tab, domain; else guessed."),
]
Calibrate = Annotated[
    Path | None,
    typer.Option("--calibrate", metavar="FILE", help="Write the confidences of the rules as this gold has them."),
]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]


def evaluate_command(
    out: Out,
    gold: Gold,
    misses: Misses = None,
    by: By = None,
    card: Card = None,
    damaged: Damaged = None,
    domains: Domains = None,
    calibrate: Calibrate = None,
    json: Json = False,
) -> None:
    """Compare a build with gold annotations: precision, recall and F1 by layer."""
    from kg.evaluation.run import evaluate
    from kg.evaluation.text import BY, as_data, as_text, calibration

    if by not in (None, *BY):
        raise typer.BadParameter(f"{by!r} is neither rule nor report", param_hint="'--by'")
    if card is None and (damaged or domains):
        hint = "'--damaged'" if damaged else "'--domains'"
        raise typer.BadParameter("is for the card: give --card too", param_hint=hint)
    result = evaluate(out, gold)
    if calibrate is not None:
        calibrate.write_text("\n".join(calibration(result)) + "\n", encoding="utf-8")
    written = _card(out, gold, card, damaged, domains) if card is not None else ()
    if json:
        print(jsonlib.dumps(as_data(result), ensure_ascii=False, indent=1))
    elif card is not None:
        print(*written, sep="\n")
    else:
        print("\n".join(as_text(result, misses, by)))


Texts = Annotated[Path, typer.Argument(metavar="TEXTS", help="Folder with the reports, each named by its id.")]
Lexicon = Annotated[Path, typer.Option("--out", metavar="FILE", help="Lexicon to write.")]


class Learned(StrEnum):
    """What weights are learned for."""

    MEASURES = "measures"
    AGENTS = "agents"
    OBJECTS = "objects"
    PLACES = "places"
    STATUS = "status"
    TAGS = "tags"
    VERDICTS = "verdicts"


Of = Annotated[
    Learned,
    typer.Option(
        "--of",
        help="Weights for the measures of clauses, the verdicts on them, the agents, objects, places or status of acts, "
        "or the characters that name those.",
    ),
]


def learn_command(texts: Texts, gold: Gold, out: Lexicon, of: Of = Learned.MEASURES) -> None:
    """Learn from annotated reports which signs speak for a measure of a clause, or for an argument or the status of an act."""
    from kg.pipeline import load_engine

    lines, learned = _learned(of, texts, gold, load_engine())
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} lines from {learned}: {out}")


def _learned(of: Learned, texts: Path, gold: Path, engine: Engine) -> tuple[list[str], str]:
    """The lines of a lexicon, and what it is learned from."""
    from kg.evaluation import learn, learn_roles, learn_tags, learn_verdicts
    from kg.extract import act_choice, act_verdict, act_weights

    if of is Learned.TAGS:
        clauses = learn_tags.clauses(texts, gold, engine)
        return list(learn_tags.as_lexicon(learn_tags.fit(clauses), clauses)), f"{len(clauses)} clauses"
    if of is Learned.MEASURES:
        found, table = learn.lessons(texts, gold, engine), act_weights.TABLE
        weights = learn.fit(found)
    elif of is Learned.VERDICTS:
        found, table = learn_verdicts.verdict_lessons(texts, gold, engine), act_verdict.TABLE
        weights = learn.fit(found, learn_verdicts.STRENGTH)
    else:
        table = getattr(act_choice, of.name)
        found = learn_roles.role_lessons(texts, gold, engine, table)
        weights = learn.fit(found, learn_roles.STRENGTH[table])
    return list(learn.as_lexicon(weights, found, table)), f"{len(found)} {learn.ABOUT[table][1]}"


def _card(out: Path, gold: Path, folder: Path, damaged: Path | None, domains: Path | None) -> tuple[Path, Path]:
    from kg.evaluation.card import CardOptions, make_card
    from kg.evaluation.page import write_card

    return write_card(make_card(out, gold, CardOptions(damaged, domains)), folder)
