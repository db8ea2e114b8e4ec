"""Years that the text leaves out, lunar days, and days counted from the report's own (昨天)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kg.model import Document
from kg.resources import Resources

MASTHEAD = re.compile(
    r"(?:来源时间|发布(?:时间|日期)|发文(?:时间|日期)|成文日期|时\s*间|日\s*期|发表于|发布于)(?:为)?\s*[:】\]]?\s*"
    r"(20\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})"
)
DATELINE = re.compile(
    r"(?:社|报|网|台)[^\s。,;]{0,12}?(\d{1,2})月(\d{1,2})日(?:[电讯]|消息)|\((?:(20\d\d)年)?(\d{1,2})月(\d{1,2})日\)|[电讯]\(?(\d{1,2})月(\d{1,2})日"
)
TODAY = re.compile(r"(?:今天|今日|今早|今晨)\(((?:(20\d\d)年)?(\d{1,2})月)?(\d{1,2})日\)")
ISO_HEAD = re.compile(r"(?<![\d.])(20\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?![\d.])")
FULL = re.compile(r"(?<!\d)(20\d\d)\s?年\s?(\d{1,2})\s?月")
YEAR = re.compile(r"(?<!\d)(20[0-4]\d)\s?年(?!以来|代)")
HEAD = 160  # characters at either end of a report where its masthead stands
LATE = 92  # days that a report may look ahead of its own date before its year is taken for the one before


@dataclass(frozen=True, slots=True)
class Frame:
    """What a report's dates rest on.

    `published` is an ISO date, `--MM-DD` if only that is given, or None. `year` is the year for dates without one.
    """

    published: str | None
    published_basis: str | None
    year: int | None
    year_basis: str
    years: tuple[tuple[int, int], ...] = ()  # offset in the text, year: every year that the text states

    @property
    def today(self) -> tuple[int | None, int, int] | None:
        """The report's own day."""
        if not self.published:
            return None
        if self.published.startswith("--"):
            return self.year, int(self.published[2:4]), int(self.published[5:7])
        day = date.fromisoformat(self.published)
        return day.year, day.month, day.day

    def year_of(self, month: int, day: int) -> tuple[int | None, str]:
        """The year of a date without one. A date far ahead of the report's own belongs to the year before."""
        if self.year is None:
            return None, self.year_basis
        if self.published and not self.published.startswith("--"):
            own = date.fromisoformat(self.published)
            made = make(self.year, month, day)
            if made and (made - own).days > LATE:
                return self.year - 1, self.year_basis
        return self.year, self.year_basis


def frame_of(document: Document, normal: str) -> Frame:
    """The frame of a report: its date from metadata, masthead or dateline, and the year that the text gives."""
    years = tuple((m.start(), int(m[1])) for m in YEAR.finditer(normal))
    found, basis = _published(document, normal)
    if found and not found.startswith("--"):
        return Frame(found, basis, int(found[:4]), f"year of publication: {basis}", years)
    full = [int(m[1]) for m in FULL.finditer(normal)]
    stated = full or [y for _, y in years]
    if not stated:
        return Frame(found, basis, None, "the text gives no year", years)
    year = max(set(stated), key=lambda y: (stated.count(y), y))
    if found:
        whole = make(year, int(found[2:4]), int(found[5:7]))
        if whole and full:
            return Frame(whole.isoformat(), f"{basis}, year stated in the text", year, "year stated in the text", years)
    return Frame(found, basis, year, "year stated in the text", years)


def published(document: Document, normal: str) -> tuple[str | None, str | None]:
    """When a report was published (ISO date, or `--MM-DD`) and what that rests on; None if nothing says so."""
    frame = frame_of(document, normal)
    return frame.published, frame.published_basis


def _published(document: Document, normal: str) -> tuple[str | None, str | None]:
    if document.published:
        return document.published, document.published_basis or "metadata"
    head, tail = normal[:HEAD], normal[-HEAD:]
    for part in (head, tail, normal[:1000]):
        for pattern, basis in ((MASTHEAD, "masthead"), (ISO_HEAD, "masthead")):
            match = pattern.search(part)
            if match and not (pattern is ISO_HEAD and part not in (head, tail)):
                whole = make(int(match[1]), int(match[2]), int(match[3]))
                if whole:
                    return whole.isoformat(), basis
    match = DATELINE.search(normal[:400]) or DATELINE.search(tail)
    if match:
        month, day = (match[1], match[2]) if match[1] else (match[4], match[5]) if match[4] else (match[6], match[7])
        return _dated(match[3], month, day), "dateline"
    match = TODAY.search(normal)
    if match and match[3]:
        return _dated(match[2], match[3], match[4]), "today's date in the text"
    return None, None


def _dated(year: str | None, month: str, day: str) -> str | None:
    made = make(int(year) if year else 2000, int(month), int(day))
    if made is None:
        return None
    return made.isoformat() if year else f"--{made.month:02d}-{made.day:02d}"


def make(year: int, month: int, day: int) -> date | None:
    """The date, or None if there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shifted(frame: Frame, days: int) -> str | None:
    """The day `days` after the report's own, as ISO date or `--MM-DD`; None if the report has no date."""
    today = frame.today
    if today is None:
        return None
    year, month, day = today
    made = make(year or 2001, month, day)
    if made is None:
        return None
    made += timedelta(days=days)
    return made.isoformat() if year else f"--{made.month:02d}-{made.day:02d}"


@dataclass(frozen=True)
class LunarCalendar:
    """First days of lunar months, by (year, month)."""

    first: Mapping[tuple[int, int], date]

    def solar(self, year: int, month: int, day: int) -> date | None:
        """The solar date of a lunar day of the lunar year that begins in `year`; None outside the table.

        Day 0 is the last day of the month before (除夕 is day 0 of month 1).
        """
        start = self.first.get((year, month))
        return start + timedelta(days=day - 1) if start else None


def build_calendar(resources: Resources) -> LunarCalendar:
    """The calendar, from the lexicon's class `lunar.month`."""
    rows = resources.lexicon.table("lunar.month").items()
    return LunarCalendar({(int(k[:4]), int(k[5:])): date.fromisoformat(v) for k, v in rows})
