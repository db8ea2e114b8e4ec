"""Learn from gold which characters of a clause name who acts, where, and on what.

python-crfsuite (MIT; CRFsuite by N. Okazaki, BSD) fits a conditional random field; what comes out is a lexicon that can be read
and that needs no library to use. Of words, only those of jieba's dictionary (MIT) count that name nobody and no place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.errors import ResourceError
from kg.evaluation.graph import HALF_WIDTH
from kg.evaluation.layers import ROLES, Gold
from kg.evaluation.learn import LEAST, dictionary, rows
from kg.evaluation.learn_roles import told_acts
from kg.extract.act_tag_signs import tag_signs
from kg.extract.act_tags import AFTER, AGENT, GOES_ON, OBJECT, OPENS, OUTSIDE, PLACE, TABLE
from kg.model import ActionClaim
from kg.pipeline import Engine

# Penalties on the size and the square of weights, and rounds: half the first kept twice as many weights, for nothing on 95 reports
SETTINGS: Mapping[str, float] = {"c1": 1.0, "c2": 0.1, "max_iterations": 100, "feature.minfreq": 2}
SHORTEST = 2  # characters of a word


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that tells an act: the signs and the label of each character."""

    signs: list[list[str]]
    labels: list[str]


def clauses(texts: Path, gold: Path, engine: Engine) -> tuple[Clause, ...]:
    """The clause of every act of the reports with gold that gold has too.

    Args:
        texts: folder with a file for each report, named by its id.
        gold: folder with a JSON file for each report.
        engine: reads them.

    Raises:
        InputError: for a gold file that is malformed, or whose text is missing.
    """
    gazetteer = engine.resources.gazetteer
    common, places = frozenset(dictionary(gazetteer)), gazetteer.by_short_name
    out: list[Clause] = []
    for told in told_acts(texts, gold, engine):
        text = told.reading.page.text.normal
        surfaces = {e["id"]: (e["name"], *e.get("aliases", [])) for e in told.record["entities"]}
        for act, claim in told.pairs:
            signs = [[s for s in found if telling(s, common, places)] for found in tag_signs(told.reading, claim)]
            out.append(Clause(signs, _labels(text, claim, act, surfaces)))
    return tuple(out)


def telling(sign: str, common: Container[str], places: Container[str]) -> bool:
    """Whether a sign can stand in a lexicon and names nobody and no place.

    Args:
        sign: of a character.
        common: words that may be learned from.
        places: short names of divisions: no pair of characters may be one that is no common word.
    """
    if any(c.isspace() for c in sign):
        return False
    what, _, value = sign.partition(":")
    if what == "pair":
        return value[-2:] not in places or value[-2:] in common
    word = value.partition("+")[0]
    return what not in ("word", "last") or len(word) < SHORTEST or word in common


def _labels(text: str, claim: ActionClaim, act: Gold, surfaces: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Labels of the characters of a clause: the longest arguments first, each where it is nearest to the verb."""
    clause = claim.span.of(text)
    start, end = claim.trigger.start - claim.span.start, claim.trigger.end - claim.span.start
    out = [OUTSIDE] * len(clause)
    wanted = {(form, what) for what in (OBJECT, AGENT, PLACE) for form in _forms(act, what, clause, surfaces)}
    for form, what in sorted(wanted, key=lambda x: (-len(x[0]), x)):
        for at in sorted(
            (m.start() for m in re.finditer(re.escape(form), clause)), key=_distance(what, form, start, end)
        ):
            if all(label == OUTSIDE for label in out[at : at + len(form)]):
                out[at : at + len(form)] = [OPENS + what, *[GOES_ON + what] * (len(form) - 1)]
                break
    return out


def _forms(act: Gold, role: str, clause: str, surfaces: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """How a clause calls the arguments of an act in a role: of each the first of its names that the clause has."""
    for member in ROLES[role]:
        for argument in act.get(member) or []:
            names = (name.translate(HALF_WIDTH) for name in surfaces.get(argument, (argument,)))
            yield from [name for name in names if len(name) > 1 and name in clause][:1]


def _distance(what: str, form: str, start: int, end: int) -> Callable[[int], int]:
    """How far a form stands from the verb; objects are looked for behind it, agents before it."""

    def far(at: int) -> int:
        if at >= end:
            return at - end + (30 if what == AGENT else 0)
        return max(0, start - at - len(form)) + (3 if what == OBJECT and at < start else 0)

    return far


def fit(found: Sequence[Clause]) -> dict[str, dict[str, int]]:
    """Sign → label → weight in hundredths.

    Args:
        found: what to learn from.

    Raises:
        ResourceError: if python-crfsuite is not installed.
    """
    try:
        import pycrfsuite
    except ImportError as error:
        raise ResourceError(f"learning needs python-crfsuite: pip install kg[learn] ({error})") from error
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=dict(SETTINGS), verbose=False)
    for clause in found:
        trainer.append(clause.signs, clause.labels)
    with TemporaryDirectory() as folder:
        trainer.train(f"{folder}/model")
        tagger = pycrfsuite.Tagger()
        tagger.open(f"{folder}/model")
        model = tagger.info()
        tagger.close()
    out: dict[str, dict[str, int]] = {}
    for (before, label), weight in model.transitions.items():
        out.setdefault(AFTER + before, {})[label] = round(100 * weight)
    for (sign, label), weight in model.state_features.items():
        if abs(weight) * 100 >= LEAST:
            out.setdefault(sign, {})[label] = round(100 * weight)
    return out


def as_lexicon(weights: Mapping[str, Mapping[str, int]], found: Sequence[Clause]) -> Iterator[str]:
    """The lines of the lexicon."""
    yield f"# Generated by `kg learn TEXTS GOLD --of tags --out FILE` from {len(found)} clauses; do not edit."
    yield f"# python-crfsuite {version('python-crfsuite')}, words of jieba {version('jieba')}. See kg/evaluation/learn_tags.py."
    yield "# Sign, labels with weights in hundredths."
    yield from rows(weights, TABLE)
