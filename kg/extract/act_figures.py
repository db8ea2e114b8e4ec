"""Figures of an action: in its own clause, or in a clause of figures that goes on with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.act_phrases import Phrase
from kg.extract.act_settle import settled
from kg.extract.act_subjects import TARGETS, Reading
from kg.model import ActionClaim, Mention
from kg.offsets import Span


def figures_only(clause: Span, quantities: Sequence[Mention], cut: Sequence[Phrase]) -> bool:
    """Whether a clause has no verb and ends in a figure."""
    return not cut and clause.end - max(q.span.end for q in quantities) <= 2


def counted(claims: list[ActionClaim], clause: Span, quantities: Sequence[Mention]) -> list[ActionClaim]:
    """Give each figure of a clause to the claim whose trigger stands last before it, else to the first."""
    mine = [k for k, c in enumerate(claims) if c.span == clause]
    for q in quantities:
        before = [k for k in mine if claims[k].trigger.start <= q.span.start]
        if mine:
            k = before[-1] if before else mine[0]
            claims[k] = replace(claims[k], quantities=(*claims[k].quantities, q))
    return claims


def continued(r: Reading, claim: ActionClaim, clause: Span, quantities: Sequence[Mention]) -> ActionClaim:
    """累计劝返车辆50辆,人员90人: a clause of figures only goes on with the action before it."""
    objects = settled(r.page.text.normal, r.nouns.arguments(clause.start, clause.end))
    return replace(
        claim,
        span=Span(claim.span.start, clause.end),
        quantities=(*claim.quantities, *quantities),
        targets=(*claim.targets, *(m for m in objects if m.kind in TARGETS)),
        resources=(*claim.resources, *(m for m in objects if m.kind not in TARGETS)),
    )
