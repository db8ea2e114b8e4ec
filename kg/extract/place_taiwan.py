"""Counties and cities of Taiwan, which the code table does not hold: 台湾花莲县."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.place_names import Hit, How

TAIWAN = ("台湾", "台湾省")
COUNTY = re.compile(r"(?:(?![省的在和与等各全同])[一-鿿]){2}[县市](?![委长民场])")


def taiwan_counties(text: str, above: Sequence[Hit]) -> list[Hit]:
    """Counties right after the name of Taiwan among `above`, and wherever `text` names them again."""
    taken = {i for hit in above for i in range(hit.start, hit.end)}
    names = {m[0] for h in above if h.name in TAIWAN and (m := COUNTY.match(text, h.end))}
    out: list[Hit] = []
    for name in sorted(names):
        for match in re.finditer(name, text):
            if taken.isdisjoint(range(*match.span())):
                taken.update(range(*match.span()))
                out.append(Hit(match.start(), match.end(), name, How.FULL))
    return out
