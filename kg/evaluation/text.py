"""An evaluation as lines to print: scores, what differs, and how often each rule is right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from kg.evaluation.calibrate import as_lexicon, fit, judged
from kg.evaluation.run import Evaluation, Outcome, Score, macro, totals

ALL = "all"
BY = ("rule", "report")
HELPS = 0.5  # a rule that is right less often costs more than it brings


def as_text(result: Evaluation, misses: str | None = None, by: str | None = None) -> Iterator[str]:
    """The scores, then the table `by` rule or report, then what differs in the layer `misses` (`all`: in every one)."""
    yield from _scores(result.scores, result.macro_f1)
    for name in result.absent:
        yield f"not in the build: {name}"
    if by == "report":
        yield from _reports(result.outcomes)
    elif by == "rule":
        yield from _rules(result.outcomes)
    for miss in result.misses:
        if misses in (miss.layer, ALL):
            rules = f" by {', '.join(miss.rules)}" if miss.rules else ""
            shown = f"  {miss.sentence}" if miss.sentence else ""
            yield f"{miss.layer:14} {miss.report} {miss.how:9}{miss.text}{rules}{shown}"


def as_data(result: Evaluation) -> dict[str, Any]:
    """The same as plain values, for JSON."""
    return {
        "macro_f1": result.macro_f1,
        "scores": [score_data(s) for s in result.scores],
        "reports": {o.report: macro(totals([o])) for o in result.outcomes},
        "rules": [asdict(r) for r in rules_of(result.outcomes)],
        "misses": [asdict(m) for m in result.misses],
        "absent": list(result.absent),
    }


def calibration(result: Evaluation) -> Iterator[str]:
    """The lines of the lexicon of confidences that this evaluation gives."""
    facts = judged(result.outcomes)
    return as_lexicon(fit(facts), facts)


def score_data(score: Score) -> dict[str, Any]:
    """A score with its ratios."""
    return {**asdict(score), "precision": score.precision, "recall": score.recall, "f1": score.f1}


def _scores(scores: Iterable[Score], mean: float) -> Iterator[str]:
    yield f"{'layer':15}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}{'built':>7}"
    for s in scores:
        yield f"{s.layer:15}{s.precision:7.3f}{s.recall:7.3f}{s.f1:7.3f}{s.gold:7d}{s.built:7d}"
    yield f"{'macro':15}{'':14}{mean:7.3f}"


def _reports(outcomes: Iterable[Outcome]) -> Iterator[str]:
    yield ""
    for outcome in outcomes:
        scores = totals([outcome])
        weak = sorted((s for s in scores if s.gold), key=lambda s: s.f1)[:3]
        yield f"{macro(scores):7.3f}  {outcome.report}  weakest: " + ", ".join(f"{s.layer} {s.f1:.2f}" for s in weak)


@dataclass(frozen=True, slots=True)
class RuleScore:
    """How often what a rule made in a layer is right, against the gold."""

    layer: str
    rule: str
    right: int
    wrong: int

    @property
    def verdict(self) -> str:
        """ "never right", "mostly wrong", or nothing to say."""
        if not self.right:
            return "never right"
        return "mostly wrong" if self.right < HELPS * (self.right + self.wrong) else ""


def rules_of(outcomes: Iterable[Outcome]) -> tuple[RuleScore, ...]:
    """Every rule by layer; what several rules made together counts for each of them."""
    counts: dict[tuple[str, str], Counter[bool]] = defaultdict(Counter)
    for outcome in outcomes:
        for one in outcome.layers:
            made = [(x, True) for x in one.right] + [(x, False) for x in (*one.spurious, *(b for _, b in one.wrong))]
            for item, right in made:
                for rule in item.behind.rules:
                    counts[one.name, rule][right] += 1
    return tuple(RuleScore(layer, rule, n[True], n[False]) for (layer, rule), n in sorted(counts.items()))


def _rules(outcomes: Iterable[Outcome]) -> Iterator[str]:
    yield ""
    yield f"{'layer':15}{'rule':32}{'right':>7}{'wrong':>7}{'share':>8}"
    for r in rules_of(outcomes):
        share = r.right / (r.right + r.wrong)
        yield f"{r.layer:15}{r.rule:32}{r.right:7d}{r.wrong:7d}{share:8.2f}  {r.verdict}".rstrip()
