"""The cleaning steps, in order."""

from __future__ import annotations

import re

import opencc

from kg.model import Document, Text
from kg.offsets import Piece, rewrite
from kg.resources import Resources

GLOSS = re.compile(r"(?<=[一-鿿])[((][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹɡêḿ]{1,8}\s*[))]")
FOLD = str.maketrans(",:;!?()0123456789%+", ",:;!?()0123456789%+")
TW2S = opencc.OpenCC("tw2s")


def clean(document: Document, resources: Resources) -> Text:
    """Clean one document."""
    surface, offsets = rewrite(document.raw, (Piece(m.start(), m.end(), "") for m in GLOSS.finditer(document.raw)))
    folded = surface.translate(FOLD)
    simple = TW2S.convert(folded)
    changed = sum(a != b for a, b in zip(folded, simple, strict=False))
    hant = len(simple) == len(folded) and changed > 0.01 * max(1, len(folded))
    return Text(document, simple if hant else folded, surface, offsets, script="Hant" if hant else "Hans")
