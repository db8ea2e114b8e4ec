"""Posts as they are written: modifiers, the organ that belongs to the title, and the head noun.

`县委宣传部副部长` is the organ 县委宣传部, the modifier 副 and the head 部长. A post says where its title starts, whether
its holder leads the body or is one of its members, and whether the post is public.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.index import MentionIndex
from kg.lexicon.loader import Lexicon, trie_pattern
from kg.model import Kind, Mention
from kg.offsets import Span

BEFORE = 16  # characters before the head in which its organ is looked for
DEPUTY = re.compile(r"副|助理|实习|见习|退休|离休|原|前|时任|名誉|荣誉")
OFFICES = "办公室|农办|编办|改革办|政研室|党史办|督查室|机要局|老干局|办"  # of a Party committee
MODS = 12  # characters before the head in which words such as 常务副 are looked for
BODY_KINDS = (Kind.ORGANIZATION, Kind.AREA, Kind.FACILITY)
LINK = re.compile(r"[ 　]*(?:[、,]|兼任|兼|暨|和)?[ 　]*")
GAP = re.compile(r"[^，,。;；:：!！?？\n“”\"《》的了着是在将把被对说]{0,32}")


@dataclass(frozen=True, slots=True)
class Post:
    """A title in the text. `start` to `end` is the title, `bare` the start of its modifiers and head noun."""

    start: int
    bare: int
    end: int
    title: str
    head: str
    role: str  # official, work, firm
    leads: bool
    body: Mention | None = None


class PostGrammar:
    """Finds posts in a text."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._heads = lexicon.table("post.head")
        mod, head = lexicon.alternation("post.mod"), lexicon.alternation("post.head")
        level, organ = lexicon.alternation("post.level"), lexicon.alternation("post.organ")
        bare = [form for form, kind in lexicon.table("post.organ").items() if kind == "bare"]
        self._bare = re.compile(trie_pattern(bare))
        self._head = re.compile(rf"(?:{head})(?!记)")
        self._mods = re.compile(rf"(?:{mod})+$")
        self._organ = re.compile(
            rf"(?:(?P<party>(?:{level})委(?:{organ}|{OFFICES})?)|(?P<level>{level})?(?P<organ>(?:{organ})+))$"
        )

    def find(self, text: str, mentions: MentionIndex) -> Iterator[Post]:
        """Every post of `text`, in order. Mentions tell where the name of the body ends."""
        last = 0
        for match in self._head.finditer(text):
            first = max(last, match.start() - MODS)
            mods = self._mods.search(text[first : match.start()])
            yield self._build(text, first + mods.start() if mods else match.start(), match, mentions)
            last = match.end()

    def _build(self, text: str, bare: int, match: re.Match[str], mentions: MentionIndex) -> Post:
        role, place = self._heads[match[0]].split()
        start = bare
        window = text[max(0, start - BEFORE) : start]
        organ = self._organ.search(window)
        if organ and role != "work":
            start -= len(window) - organ.start()
            if organ["level"] and self._named(text, start, len(organ["level"]), mentions):
                start += len(organ["level"])
            start += self._own_name(text, start, bare, mentions)
        leads = place == "head" and not DEPUTY.search(text, bare, match.start())
        title = text[start : match.end()]
        body = self._body(start, bare, mentions)
        return Post(start, bare, match.end(), title, match[0], role, leads, body)

    def _own_name(self, text: str, start: int, bare: int, mentions: MentionIndex) -> int:
        """How much of the organ is the end of a body's own name (温州市|政府副秘书长), and so no part of the title."""
        cut = 0
        for organ in self._bare.finditer(text, start, bare):
            if start and "㐀" <= text[start - 1] <= "鿿":
                own = mentions.overlapping(Span(organ.start(), organ.end()), Kind.ORGANIZATION)
                if not own or any(m.span.start < start and m.span.end <= organ.end() for m in own):
                    cut = organ.end() - start
        return cut

    @staticmethod
    def _named(text: str, start: int, size: int, mentions: MentionIndex) -> bool:
        """Whether the level word at `start` ends a place's own name (东关村党支部), so that it is no part of the title."""
        if start == 0 or not "㐀" <= text[start - 1] <= "鿿":
            return False
        found = mentions.overlapping(Span(start, start + size), Kind.AREA)
        return not found or any(m.span.start < start for m in found)

    @staticmethod
    def _body(start: int, bare: int, mentions: MentionIndex) -> Mention | None:
        """The longest body that ends where the head begins, or else at the start of the title."""
        for edge in dict.fromkeys((bare, start)):
            if edge == 0:
                continue
            here = [m for m in mentions.overlapping(Span(edge - 1, edge), *BODY_KINDS) if m.span.end == edge]
            if here:
                return min(here, key=lambda m: (m.kind != Kind.ORGANIZATION, m.span.start))
        return None


def joined(left: Post, right: Post) -> Post:
    """Two heads that touch are one title: 总经理 + 助理."""
    return replace(right, start=left.start, bare=left.bare, title=left.title + right.title, leads=False, body=left.body)


def chained(text: str, left: Post, right: Post) -> bool:
    """Whether two posts belong to one holder: `省卫健委副主任、疫情防控组组长`."""
    if right.start < left.end:
        return False
    link = LINK.match(text, left.end)
    at = link.end() if link else left.end
    if at == left.end and right.start > left.end:
        return False
    if right.body is not None and right.body.span.start == at > left.end:  # 组长 of 部应对疫情领导小组
        return True
    gap = GAP.match(text, at)
    return gap is not None and gap.end() >= right.start and "、" not in text[at : right.start]
