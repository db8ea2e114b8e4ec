"""How sure a fact is, by what it says and the rule that made it: measured on gold reports, stored as a lexicon."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kg.lexicon.loader import Lexicon

PREFIX: Final = "confidence."
REST: Final = "*"  # rules without a row of their own
DOUBT: Final = 0.7  # a rule that says less of one finding keeps its own word for it
UNSEEN: Final = 0.5  # kinds of facts that no gold speaks of


class Confidence:
    """Measured confidences. Made once from a lexicon; the same question always has the same answer."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._kinds: Mapping[str, Mapping[str, float]] = {
            name.removeprefix(PREFIX): {rule: float(value) for rule, value in rows.items()}
            for name, rows in lexicon.classes.items()
            if name.startswith(PREFIX)
        }

    def of(self, kind: str, rule: str, own: float) -> float:
        """The confidence of a fact.

        Args:
            kind: the class of a node or the local name of a predicate.
            rule: the rule that made it; a rule without a row has that of its family (act.give.* for act.give.money).
            own: what the rule itself says, in (0, 1]; below `DOUBT` it caps the result.
        """
        rows = self._kinds.get(kind)
        found = lookup(rows, rule) if rows else UNSEEN
        return min(found, own) if own < DOUBT else found


def families(rule: str) -> tuple[str, ...]:
    """The names under which a rule may have a row, the narrowest first: act.give.money, act.give.*, act.*, *."""
    parts = rule.split(".")
    return (rule, *(".".join(parts[:n]) + ".*" for n in range(len(parts) - 1, 0, -1)), REST)


def lookup(rows: Mapping[str, float], rule: str) -> float:
    """The value of the narrowest family of `rule` that has one."""
    return next((rows[name] for name in families(rule) if name in rows), UNSEEN)
