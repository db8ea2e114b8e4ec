"""Which organisation each name means, in the scope of the report."""

from __future__ import annotations

from kg.link.areas import Places
from kg.link.base import Linked
from kg.model import Page
from kg.resources import Resources


def link_bodies(page: Page, places: Places, resources: Resources) -> Linked:
    """Link every ORGANIZATION mention of `page`, with jurisdiction, subOrgOf and locatedIn."""
    return Linked()
