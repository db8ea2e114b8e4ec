"""Read lists: 甲、乙(丙、丁)和戊 as parts with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.offsets import Span

AND = re.compile(r"以及|和|与|及(?!其(?!他))")
SHARE = 2  # a word opens no list if it leaves less than half of the next part: 政策落实|要给力、服务保障要添力
SHARED = 2  # so many first characters in common make the parts of a list alike
HALVES, HALF = 2, 4  # a proverb has two halves of four characters
COUNTED = re.compile(r"(?:\d|.[个项条道级支种类张本次])")  # 两个提示
FILLER = 4  # a first part longer than its like-sized fellows by so much carries words from before the list
OPEN, CLOSE = "((【《“", "))】》”"
TAIL = re.compile(
    r"(?:等(?:等)?|(?<![高同平中初上下优相])等[一-鿿]{0,14}|(?:等|这|共)?(?:[二三四五六七八九十]|\d{1,2})(?:个|大|项|种)(?:方面|部分|环节|领域|关键|层面))$"
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a list and where it stands."""

    text: str
    start: int

    @property
    def span(self) -> Span:
        """Its place."""
        return Span(self.start, self.start + len(self.text))


def split(text: str, start: int, end: int, marks: str) -> list[Part]:
    """The parts of text[start:end] between any of `marks`, brackets of all kinds kept whole, blanks trimmed."""
    out: list[Part] = []
    depth = 0
    at = start
    for i in range(start, end):
        char = text[i]
        if char in OPEN:
            depth += 1
        elif char in CLOSE:
            depth = max(0, depth - 1)
        elif char in marks and not depth:
            out.append(part(text, at, i))
            at = i + 1
    out.append(part(text, at, end))
    return [p for p in out if p.text]


def part(text: str, start: int, end: int) -> Part:
    """text[start:end] without blanks and stray marks at its ends."""
    while start < end and (text[start].isspace() or text[start] in "、,;:。—-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "、,;:。—-"):
        end -= 1
    return Part(text[start:end], start)


def split_and(parts: list[Part]) -> list[Part]:
    """Split the last part at its last 和, 与, 及 or 以及, if it has one."""
    if not parts:
        return parts
    last = parts[-1]
    hits = list(AND.finditer(last.text))
    if not hits:
        return parts
    cut = hits[-1]
    left, right = last.text[: cut.start()], last.text[cut.end() :]
    if not left or not right:
        return parts
    return [*parts[:-1], Part(left, last.start), Part(right, last.start + cut.end())]


def without_tail(parts: list[Part]) -> list[Part]:
    """The list without 等 behind its last part."""
    if not parts:
        return parts
    last = TAIL.sub("", parts[-1].text)
    return [*parts[:-1], Part(last, parts[-1].start)] if last else parts[:-1]


def of_count(text: str, start: int, end: int, number: int) -> list[Part]:
    """The list in text[start:end] read in the way that gives `number` parts, or [] if no way does."""
    for marks in (";", "、", ",", "、,", "、,;"):
        parts = without_tail(split(text, start, end, marks))
        if len(parts) == number:
            return parts
        joined = split_and(parts) if len(parts) == number - 1 else []
        if len(joined) == number and ("、" in marks or not any("、" in p.text for p in joined)):
            return joined
    return []


def cut_front(parts: list[Part], lead: re.Pattern[str]) -> list[Part]:
    """Take off the first part what stands before the list (按照集中病例 → 集中病例).

    Where the other parts share their first characters, the first part starts there too; else it starts behind its last
    leading verb.
    """
    first, rest = parts[0], [p.text for p in parts[1:]]
    for size in (2, 1) if len(rest) > 1 else (2,):
        head = rest[0][:size]
        if head and all(r.startswith(head) for r in rest) and head in first.text:
            at = first.text.rfind(head)
            return [Part(first.text[at:], first.start + at), *parts[1:]]
    short = min(len(r) for r in rest)
    hits = [m for m in lead.finditer(first.text) if (left := len(first.text) - m.end()) and SHARE * left >= short]
    if hits:
        alike = len(rest[0]) if len({len(r) for r in rest}) == 1 and len(rest) > 1 else 0
        even = [m.end() for m in hits if len(first.text) - m.end() == alike]  # 实行|每日重点工作清单、反映问题待办清单…
        at = even[0] if even else hits[-1].end()
        return [Part(first.text[at:], first.start + at), *parts[1:]]
    size = len(rest[0])
    if len(rest) > 1 and {len(r) for r in rest} == {size} and len(first.text) >= size + FILLER:
        return [Part(first.text[-size:], first.start + len(first.text) - size), *parts[1:]]
    return parts


def even_front(parts: list[Part]) -> list[Part]:
    """承诺春节期间不停水、不停电、不停气 → 不停水 …: the others are as long as each other and begin alike."""
    first, rest = parts[0], [p.text for p in parts[1:]]
    size, head = len(rest[0]), rest[0][:SHARED]
    if (
        any(len(r) != size or r[:SHARED] != head for r in rest)
        or len(first.text) <= size
        or first.text[-size:][:SHARED] != head
    ):
        return parts
    return [Part(first.text[-size:], first.start + len(first.text) - size), *parts[1:]]


def proverb(parts: list[Part]) -> bool:
    """一方有难、八方支援: two halves of four characters that begin with a number and count nothing to be listed."""
    return len(parts) == HALVES and all(len(p.text) == HALF and not COUNTED.match(p.text) for p in parts)
