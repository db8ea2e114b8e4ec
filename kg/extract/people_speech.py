"""What a verb of saying tells of the name before it."""

from __future__ import annotations

import re

SAYS = re.compile(r"[㐀-鿿](?:介绍|表示|强调|指出|告诉|坦言|透露|说[,:，：。道])")
ADVERBS = "还也又则就都再均曾并刚正已便才常仍先后笑哭总"


def before_speech(text: str, at: int) -> bool:
    """Whether the one character at `at` stands alone before a verb of saying and is no adverb: 林大|岗|介绍, not 林大|还|表示."""
    return SAYS.match(text, at) is not None and text[at] not in ADVERBS
