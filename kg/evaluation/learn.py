"""Learn from gold how much each sign speaks for what it is a sign of: a logistic regression for each label.

Signs of a clause speak for the measures that it tells, signs of an offer (`learn_roles`) for its being an agent or an object of an act.

scikit-learn (BSD-3-Clause) fits it; what comes out is a lexicon that can be read and that needs no library to use. Words are
those of jieba's dictionary (MIT) that name nobody and no place, so that no sentence and no name of a report gets into it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from kg.errors import InputError, ResourceError
from kg.evaluation.align import acts_by_clause
from kg.evaluation.layers import Gold
from kg.evaluation.run import read_gold
from kg.extract.act_choice import AGENTS, OBJECTS, PLACES, RIGHT, STATUS
from kg.extract.act_scan import Scanner
from kg.extract.act_signs import Words, signs
from kg.extract.act_verdict import TABLE as VERDICTS
from kg.extract.act_weights import ANY, BIAS, TABLE
from kg.extract.actions import Actions
from kg.gazetteer.lookup import Division, Gazetteer
from kg.model import Page
from kg.pipeline import Engine, page_of
from kg.read.checks import ReadOptions
from kg.read.files import read_report

NAMES = ("nr", "ns", "nt", "nz")  # jieba's tags of names
WORD_LENGTHS = range(2, 5)  # characters
RARE = 2  # clauses that a sign stands in at least
FEW = 4  # acts of a measure at least
STRENGTH = 1.0  # inverse of the penalty on weights of clauses: 0.25 and 0.5 scored lower on twenty reports left out
LEAST = 10  # hundredths: smaller weights are left out
NONE: frozenset[str] = frozenset()
TOLD = frozenset({RIGHT})
ABOUT = {  # the value of --of, and what it is learned from
    TABLE: ("measures", "clauses"),
    AGENTS: ("agents", "offers"),
    OBJECTS: ("objects", "offers"),
    PLACES: ("places", "offers"),
    STATUS: ("status", "acts"),
    VERDICTS: ("verdicts", "measures of clauses"),
}
SCALES: Mapping[str, float] = {"act": 2.0, "report": 0.6, "reports": 0.8, "before": 0.7, "after": 0.7}


@dataclass(frozen=True, slots=True)
class Lesson:
    """One clause or offer: its signs and its labels, such as the measures that gold finds in a clause (and `ANY`)."""

    signs: frozenset[str]
    labels: frozenset[str]


def lessons(texts: Path, gold: Path, engine: Engine) -> tuple[Lesson, ...]:
    """The clauses of every report that has gold.

    Args:
        texts: folder with a file for each report, named by its id.
        gold: folder with a JSON file for each report.
        engine: reads them.

    Raises:
        InputError: for a gold file that is malformed, or whose text is missing.
    """
    return tuple(lesson for _, found in clause_lessons(texts, gold, engine) for lesson in found)


def clause_lessons(texts: Path, gold: Path, engine: Engine) -> Iterator[tuple[Page, list[Lesson]]]:
    """Every report that has gold, as far as it is read before its acts, and a lesson for each of its clauses.

    Raises:
        InputError: for a gold file that is malformed, or whose text is missing.
    """
    lexicon = engine.resources.lexicon
    scanner, words = Scanner(lexicon), Words(dictionary(engine.resources.gazetteer))
    general = Words(lexicon.table("act.general"))
    for page, record in pages_with_gold(texts, gold, parted(engine)[1]):
        found = signs(page, scanner.scan(page.text.normal), words, general)
        acts = acts_by_clause(page, record)
        yield page, [Lesson(s, frozenset((*a, ANY)) if a else NONE) for s, a in zip(found, acts, strict=True)]


def parted(engine: Engine) -> tuple[Actions, Engine]:
    """The extractor of acts, and the engine with those that run before it."""
    actions = next(e for e in engine.extractors if isinstance(e, Actions))
    return actions, replace(engine, extractors=engine.extractors[: engine.extractors.index(actions)])


def pages_with_gold(texts: Path, gold: Path, engine: Engine) -> Iterator[tuple[Page, Gold]]:
    """Every report that has gold, as read.

    Raises:
        InputError: for a gold file that is malformed, or whose text is missing.
    """
    for record in read_gold(gold):
        named = sorted(texts.glob(f"{record['doc']}*"))
        path = next((p for p in named if p.suffix != ".json"), None)  # gold may lie beside the texts
        if path is None:
            raise InputError(texts, f"no text of the report {record['doc']}")
        yield page_of(read_report(path, ReadOptions()), engine), record


def dictionary(gazetteer: Gazetteer) -> Iterator[str]:
    """The common words of jieba's dictionary, two to four characters long.

    Words that it takes for names are left out, and full names of divisions and short names of provinces and prefectures
    (保定 is tagged as a verb). Short names of counties may be words (平安, 振兴) and stay.
    """
    places = set(gazetteer.by_name) | {n for n, found in gazetteer.by_short_name.items() if any(map(_large, found))}
    text = (files("jieba") / "dict.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        word, _, tag = line.split(" ")
        if len(word) in WORD_LENGTHS and not tag.startswith(NAMES) and word not in places:
            yield word


def _large(division: Division) -> bool:
    return division.level in ("province", "prefecture")


def fit(found: Sequence[Lesson], strength: float = STRENGTH) -> dict[str, dict[str, int]]:
    """Sign → label → weight in hundredths.

    Args:
        found: what to learn from.
        strength: inverse of the penalty on weights.

    Raises:
        ResourceError: if scikit-learn is not installed.
    """
    try:
        from sklearn.feature_extraction import DictVectorizer
        from sklearn.linear_model import LogisticRegression
    except ImportError as error:
        raise ResourceError(f"learning needs scikit-learn: pip install kg[learn] ({error})") from error
    seen = Counter(s for lesson in found for s in lesson.signs)
    rows = [{s: _scale(s) for s in sorted(lesson.signs) if seen[s] >= RARE} for lesson in found]
    counts = Counter(label for lesson in found for label in lesson.labels)
    vectors = DictVectorizer()
    matrix = vectors.fit_transform(rows)
    matrix.indices, matrix.indptr = matrix.indices.astype("int32"), matrix.indptr.astype("int32")
    out: dict[str, dict[str, int]] = {BIAS: {}, **{s: {} for s in vectors.get_feature_names_out()}}
    for label in sorted(m for m, n in counts.items() if n >= FEW):
        model = LogisticRegression(C=strength, solver="liblinear", random_state=0)
        model.fit(matrix, [label in lesson.labels for lesson in found])
        out[BIAS][label] = round(100 * model.intercept_[0])
        for sign, weight in zip(vectors.get_feature_names_out(), model.coef_[0], strict=True):
            hundredths = round(100 * weight * _scale(sign))
            if abs(hundredths) >= LEAST:
                out[sign][label] = hundredths
    return {sign: row for sign, row in out.items() if row}


def _scale(sign: str) -> float:
    """How large a sign counts against the penalty: what names a measure by itself may weigh more."""
    return SCALES.get(sign.partition(":")[0], 1.0)


def as_lexicon(weights: Mapping[str, Mapping[str, int]], found: Sequence[Lesson], table: str) -> Iterator[str]:
    """The lines of a lexicon of weights, in the class `table`."""
    told = sum(len(lesson.labels - {ANY}) for lesson in found)
    of, source = ABOUT[table]
    yield f"# Generated by `kg learn TEXTS GOLD --of {of} --out FILE` from {told} labels of {len(found)} {source}; do not edit."
    yield f"# scikit-learn {version('scikit-learn')}, words of jieba {version('jieba')}. See kg/evaluation/learn.py."
    yield "# Sign, labels with weights in hundredths of a logit."
    yield from rows(weights, table)


def rows(weights: Mapping[str, Mapping[str, int]], table: str) -> Iterator[str]:
    """The lines of weights in a lexicon, in the class `table`."""
    return (f"{sign}\t{table}\t{value}" for sign, value in sorted(as_table(weights).items()))


def as_table(weights: Mapping[str, Mapping[str, int]]) -> dict[str, str]:
    """Weights as a lexicon has them: sign → "label:hundredths …"."""
    return {sign: " ".join(f"{m}:{w}" for m, w in sorted(row.items())) for sign, row in weights.items()}
