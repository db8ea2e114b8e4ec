"""The engine with the rules alone: what a rule finds in one sentence is not for a second opinion on reports to decide."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.actions import Actions
from kg.pipeline import Engine, load_engine


def load_rules_alone() -> Engine:
    """The engine whose acts come from the rules only."""
    engine = load_engine()
    alone = (replace(e, second=None, choice=None) if isinstance(e, Actions) else e for e in engine.extractors)
    return replace(engine, extractors=tuple(alone))
