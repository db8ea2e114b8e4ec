"""The other names of a document: with and without the body that gave it, and its number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.extract.instruments_numbers import number_of
from kg.model import Kind, Mention, Page

ABOUT = "关于"  # how a title begins that its issuer may precede
BODY_END = "[府会局厅部办委院室司署心行关组]"
ISSUED = re.compile(rf"(?P<issuer>[^《》“”〈〉]{{2,80}}?{BODY_END})(?P<title>关于.+)")
PASSED_ON = re.compile(r"转发|印发|批转")  # 国务院办公厅转发教育部关于…的通知: the inner title is another paper
BLANK = re.compile(r"\s*$")
WIDEST = 3  # blanks between an issuer and its title


@dataclass(frozen=True)
class Papers:
    """The documents of a report: its text, the starts of its bodies by their ends, and every name of a document."""

    text: str
    issuers: Mapping[int, int]
    names: frozenset[str]

    def other_names(self, name: str, found: Iterable[Mention]) -> tuple[str, ...]:
        """Names of the document `name`, mentioned at `found`, that the text gives it besides.

        A title without its issuer is no name where two bodies gave papers with the same title.
        """
        out: dict[str, None] = {}
        issued = ISSUED.fullmatch(name)
        if issued and not PASSED_ON.search(issued["issuer"]) and self._alone(issued["title"]):
            out[issued["title"]] = None
        for mention in found:
            out.update(dict.fromkeys(self._beside(mention)))
        out.pop(name, None)
        return tuple(out)

    def _beside(self, mention: Mention) -> Iterable[str]:
        """青山县财政局|关于延长申报期限的通知|青财发〔2020〕5号: with the body right before it; its number."""
        start = mention.span.start
        at = start - len(BLANK.search(self.text, max(0, start - WIDEST), start)[0])  # type: ignore[index]
        if at in self.issuers and mention.form.name.startswith(ABOUT):  # type: ignore[union-attr]
            yield "".join(self.text[self.issuers[at] : mention.span.end].split())
        if number := number_of(self.text, mention.span):
            yield number

    def _alone(self, title: str) -> bool:
        return sum(name.endswith(title) for name in self.names) == 1


def papers_of(page: Page, names: Iterable[str]) -> Papers:
    """The documents of `page` that have `names`."""
    issuers = {m.span.end: m.span.start for m in page.mentions if m.kind is Kind.ORGANIZATION}
    return Papers(page.text.normal, issuers, frozenset(names))
