"""Numbers of papers, 青政发〔2020〕5号: as another name of the title beside them, or as a paper's only name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.instruments_titles import Found
from kg.offsets import Span

YEAR = r"[〔\[【]\s?20\d\d\s?[〕\]】]\s?第?\s?\d{1,4}\s?号"
OF_YEAR = r"(?:公告|通告|令)\s?(?:20\d\d年第\s?\d{1,4}\s?号|\(20\d\d年第\d{1,4}号\))"  # 海关总署公告2021年第7号
CODE = rf"(?:[一-鿿]{{2,12}}\s?{YEAR}|[一-鿿]{{0,20}}{OF_YEAR})"
AFTER = re.compile(rf"[》”]{{0,2}}\s{{0,3}}\(?\s?(?:[一-鿿]{{2,14}}文件\s)?(?P<code>{CODE})")
BEFORE = re.compile(rf"(?:^|[^一-鿿])(?P<code>{CODE})\)?[\s—–-]{{0,3}}《?$")
CITED = re.compile(  # 按青防指发〔2020〕15号文件精神, (青防指发〔2020〕15号)文件
    rf"(?:{YEAR}|{OF_YEAR})(?!》|\)?\s?\(?《)(?P<noun>\)?等?(?:文件|通知|精神))?"
)
ISSUER = re.compile(r"[一-鿿]{2,14}$")
GOVERNS = re.compile(
    r".*(?:按照|比照|按|确保|保证|依据|根据|落实|执行|对照|参照|符合|遵照|转发|印发|关于|的(?:通知|公告|通告|意见|函)?|为|我[省市县区])"
)
GOVERNED = re.compile(r"(?:按照?|根据|依据|依照|执行|落实|对照|参照|转发)\($")  # 按照(青政发〔2020〕5号)执行
WINDOW = 48  # characters before a title or a number in which its other name stands


def plain(code: str) -> str:
    """A number without blanks, its year in the brackets that the standard asks for: 青政发[2020] 5号 → 青政发〔2020〕5号."""
    return "".join(code.split()).translate(str.maketrans("[]【】", "〔〕〔〕"))


def number_of(text: str, title: Span) -> str:
    """The number of the paper whose title stands at `title`, in its brackets or right beside it; "" if there is none.

    《防汛通知》(青防发〔2020〕5号), 关于防汛的通知 青防发〔2020〕5号, 青防发〔2020〕5号《防汛通知》.
    """
    found = AFTER.match(text, title.end)
    if found is None:
        low = max(0, title.start - WINDOW)
        found = BEFORE.search(text[low : title.start])
    if found is None or GOVERNS.match(found["code"]):
        return ""
    return "".join(found["code"].split())


def numbers(text: str) -> Iterator[Found]:
    """Papers that are cited by their numbers alone."""
    for match in CITED.finditer(text):
        before = text[max(0, match.start() - WINDOW) : match.start()]
        first = ISSUER.search(before)
        if first is None:
            continue
        verb = GOVERNS.match(first[0])
        front = before[: first.start()]
        verb_first = verb or GOVERNED.search(front)
        if not (verb_first or match["noun"]) or front.endswith(("》(", "”(", "》")):
            continue
        start = match.start() - len(first[0]) + (verb.end() if verb else 0)
        end = match.start("noun") if match["noun"] else match.end()
        if start < match.start():
            yield Found(Span(start, end), "".join(text[start:end].split()), "number", 0.75)
