"""The cleaning steps, in order, and the text that comes out of them."""

from __future__ import annotations

from kg.clean.bytes import find_shifted
from kg.clean.fold import fold
from kg.clean.furniture import find_furniture, find_repeats
from kg.clean.glosses import find_broken_glosses, find_glosses, find_phrase_glosses
from kg.clean.marks import find_doubled, find_invisible, find_placeholders, find_residue
from kg.clean.step import Change, Kit, Step, apply, apply_to_both, draft_of
from kg.model import Document, Text
from kg.resources import Resources

STEPS = (
    Step("invisible", find_invisible),
    Step("bytes", find_shifted),
    Step("residue", find_residue),
    Step("glosses", find_glosses),
    Step("word-glosses", find_phrase_glosses),
    Step("broken-glosses", find_broken_glosses),
    Step("placeholders", find_placeholders),
    Step("doubled", find_doubled),
)
PAGE_STEPS = (Step("furniture", find_furniture), Step("repeats", find_repeats))  # these read the folded view


def clean(document: Document, resources: Resources) -> Text:
    """Clean one document.

    Args:
        document: as read; its `raw` is never changed.
        resources: the package's loaded data.

    Returns:
        The cleaned text. `edits` hold every change between raw and `surface`, in raw offsets, sorted, none inside
        another: applied to `raw` they give `surface`. `offsets` leads from `normal` (and `surface`) to `raw`.
    """
    kit = Kit(resources.chinese, resources.lexicon, resources.clean_patterns)
    draft = draft_of(document.raw)
    for step in (_markup(document), *STEPS):
        draft = apply(draft, step, kit)
    normal, script = fold(draft.text, kit.chinese)
    for step in PAGE_STEPS:
        draft, normal = apply_to_both(draft, normal, step, kit)
    return Text(document, normal, draft.text, draft.offsets, draft.edits, draft.damaged, script)


def _markup(document: Document) -> Step:
    """The step that leads from a page's source to its plain text, as the reader found it; texts have none."""
    reason = "markup of the page, or text beside the report"
    return Step("markup", lambda text, kit: (Change(p.start, p.end, p.text, reason) for p in document.markup))
