"""Who signs a text, and the notice that the text itself is."""

from __future__ import annotations

import re

from kg.extract.index import MentionIndex
from kg.model import Kind, Mention
from kg.offsets import Span

DIGIT = "[0-9〇○零一二三四五六七八九十]"
DATE = re.compile(rf"\s*(?:(?:20[0-9]{{2}}|[二2]{DIGIT}{{3}})年{DIGIT}{{1,2}}月{DIGIT}{{1,3}}\s*日)")
ENDS = re.compile(r"\s*(?:\(此件公开发布\)\s*)?$")
STARTS = re.compile(r"(?:^|[\s。!?;\)])$")
BETWEEN = re.compile(r"[\s、]+")
JOINED = re.compile(r"[\s、和与]*")
OWN_TITLE = re.compile(  # 云河市水务局落实…实施细则: the rest of a title after who gives it
    r"(?:办公室)?关于|[^\n]{2,}(?:通知|公告|通告|意见|办法|细则|方案|预案|指南|指引|指导|措施|规定|决定|命令|令|函|批复|倡议书?|公开信|声明|须知|规程|规范)[》”]?$"
)
NUMBERED = re.compile(
    r"[^\n。,;!?]*?(?P<own>关于[^\n。;!?]{4,80}(?:通知|公告|通告|意见|办法|方案|措施|决定|函))[ \u3000]*$"
)
LINE = 150
UNSIGNED = ("bodies.departments", "bodies.masthead", "bodies.carriers", "bodies.chosen")
OWN_RULES = ("instruments.heading", "instruments.title")
TOP = 150  # characters within which the title of a notice begins, the names of those who give it before it
TAIL = 0.5  # a signature stands in the second half of a text, or ends a sentence and has its date on its line
CLOSED = re.compile(r"[。!?]\s*$")
LINE_END = re.compile(r"\s|$")
SPACED = re.compile(rf"(?:^|[\s。])(?P<name>(?:[一-鿿][ \u3000]{{1,4}}){{2,9}}[一-鿿]){DATE.pattern}")


def signers(text: str, index: MentionIndex) -> list[Mention]:
    """The bodies that sign `text`: alone on a line or between spaces, before the date or the end of the text."""
    out: list[Mention] = []
    if not text:
        return out
    rest = Span(min(TOP, int(len(text) * TAIL)), len(text))
    for body in reversed(_outer(index.inside(rest, Kind.ORGANIZATION))):
        if out:
            if body.span.end <= out[-1].span.start and BETWEEN.fullmatch(text, body.span.end, out[-1].span.start):
                out.append(body)
            elif body.span.end <= out[-1].span.start:
                break
            continue
        signed = DATE.match(text, body.span.end) or ENDS.match(text, body.span.end)
        early = body.span.start <= len(text) * TAIL
        if (
            signed
            and early
            and not (
                CLOSED.search(text, max(0, body.span.start - 6), body.span.start) and LINE_END.match(text, signed.end())
            )
        ):
            continue
        if signed and body.rule not in UNSIGNED and STARTS.search(text, max(0, body.span.start - 1), body.span.start):
            out.append(body)
    return out or _spaced(text, index)


def _outer(found: list[Mention]) -> list[Mention]:
    """Those of `found`, in text order, that no earlier one reaches beyond: 中共云河县委宣传部, not 中共云河县委."""
    out: list[Mention] = []
    for mention in found:
        if not out or mention.span.end > out[-1].span.end:
            out.append(mention)
    return out


def _spaced(text: str, index: MentionIndex) -> list[Mention]:
    """The body that signs with blanks between its characters, by a mention without them: 财  政  部 2020年1月2日."""
    match = SPACED.search(text, int(len(text) * TAIL))
    name = "".join(match["name"].split()) if match else ""
    return [m for m in index.of(Kind.ORGANIZATION) if m.span.of(text) == name][:1]


def own_paper(text: str, index: MentionIndex) -> Mention | None:
    """The notice that `text` is: the first document named by its title at the very top."""
    found = [m for m in index.of(Kind.INSTRUMENT) if m.span.start < TOP and m.rule in OWN_RULES]
    return found[0] if found else None


def titled(text: str, paper: Mention, index: MentionIndex) -> list[Mention]:
    """The bodies whose names begin a document's title: 财政部 税务总局关于…的公告; its number may stand for it."""
    start, end = paper.span.start, paper.span.end
    if paper.rule == "instruments.number" and (title := NUMBERED.search(text, max(0, start - LINE), start)):
        named = [
            m
            for m in index.outermost(Span(title.start(), start), Kind.ORGANIZATION)
            if m.span.end <= title.start("own")
        ]
        return named if named and named[-1].span.end == title.start("own") else []
    out: list[Mention] = []
    for body in index.outermost(paper.span, Kind.ORGANIZATION):
        near = JOINED.fullmatch(text, out[-1].span.end, body.span.start) if out else body.span.start - start <= 1
        if not near:
            break
        out.append(body)
    if not out:
        return []
    unbracketed = out[0].span.start == start and text[start - 1 : start] not in ("《", "“")
    return out if unbracketed or OWN_TITLE.match(text, out[-1].span.end, end) else []
