"""Names from other countries after a post there: 巴西总统|卢拉, 日本首相|石破茂."""

from __future__ import annotations

import re

from kg.extract.people_names import DOTS, HYPHENS, NameModel, Reading
from kg.extract.posts import Post
from kg.lexicon.loader import Lexicon
from kg.model import Kind
from kg.offsets import Span

LONGEST, LEAST = 8, 2
MARGIN = 5.0
CLOSED = re.compile(r"(?:(?![等和与及])[㐀-鿿]){2,4}(?=[、,，。;；:：“”()\s等和与及]|$)")
LONG = re.compile(r"(?:(?![等和与及表说在的])[㐀-鿿]){4,8}(?=[、,，。;；:：“”()\s等和与及]|$)")
ENDS = re.compile(r"[^㐀-鿿]|$|和|与|及|等")
ALIEN = re.compile(r"总统|首相|国王|女王|王储|埃米尔|国务卿|总理|议长|外长|防长|财长|(?:外交|国防|内政|财政|首席)大臣")


class ForeignReader:
    """Reads a name after a post that a country or its ruler has."""

    def __init__(self, lexicon: Lexicon, names: NameModel) -> None:
        self._names = names
        self._countries = {form for form, code in lexicon.table("country").items() if code != "CN"}
        sounds = "".join(sorted(lexicon.forms("name.foreign")))
        self._sounds = frozenset(sounds)
        self._run = re.compile(rf"[{sounds}]{{{LEAST},{LONGEST}}}")
        self._speech = re.compile(rf"(?:{lexicon.alternation('verb.speech')})|[访会致出抵与和对就在将当]")

    def read(self, text: str, at: int, post: Post) -> Reading | None:
        """The name at `at`, right after `post`; None if the post is none of another country or no name ends there."""
        if at != post.end or not self._abroad(text, post) or text[at + 1 : at + 2] in (*DOTS, *HYPHENS):
            return None
        run = self._run.match(text, at)
        if run and text[run.end() : run.end() + 1] in DOTS:
            return None  # the reader of names with an interpunct knows where they end
        for end in (run.end(), run.end() + 1) if run else ():  # a last character may be rare in such names: 普拉昌|达
            if ENDS.match(text, end) or self._speech.match(text, end):
                return Reading(at, end, text[at:end], MARGIN)
        longer = LONG.match(text, at) if run else None
        if longer and sum(c in self._sounds for c in longer[0]) >= 0.7 * len(longer[0]):  # 施泰因|迈尔
            return Reading(at, longer.end(), longer[0], MARGIN)
        whole = CLOSED.match(text, at)
        if whole and (
            self._names.plausible(whole[0]) or (len(whole[0]) == 4 and not self._names.is_word(whole[0][:2]))
        ):
            return Reading(at, whole.end(), whole[0], MARGIN)
        return None

    def _abroad(self, text: str, post: Post) -> bool:
        if not ALIEN.fullmatch(post.head) and not post.title.endswith(("国家主席", "部长")):
            return False
        body = post.body
        if body is None or body.kind is not Kind.AREA:
            return False
        return Span(body.span.start, body.span.end).of(text) in self._countries
