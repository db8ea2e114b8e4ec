"""Times of a report: dates, intervals, days relative to the report's own, lunar days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.extract.numerals import parse_han
from kg.extract.times_calendar import Frame, LunarCalendar, build_calendar, frame_of, make, shifted
from kg.model import Claim, Extractor, Kind, Mention, Page, TimeForm
from kg.offsets import Span
from kg.resources import Resources

CLOCK = r"(?:(?:凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|晚间|夜间|深夜|午夜|晚|夜|早)?(?:\s?\d{1,2}(?:时(?:\d{1,2}分)?(?:许)?|点(?:半|\d{1,2}分?)?|:\d{2}(?::\d{2})?))?)"
HAN_DAY = "[一二三四五六七八九十廿]{1,3}"
POINT = re.compile(
    r"(?=[\d今去明前当同本一二三四五六七八九十正腊冬农大除元昨后])(?:"
    rf"(?P<iso>(?<![\d.])(?:19|20)\d\d(?P<sep>[-/.])\d{{1,2}}(?P=sep)\d{{1,2}}(?![\d]))"
    rf"|(?:(?P<y>(?<!\d)(?:19|20)\d\d|今|去|明|前|当|同|本)\s?年的?\s?)?"
    rf"(?:(?P<m>(?<![\d.])\d{{1,2}})\s?月(?:\s?(?P<d>\d{{1,2}})\s?(?:日|号(?![楼线院门机文通公文令])|(?=[,;、(晚上下至到起以凌]|$))|(?P<part>底|初|末|上旬|中旬|下旬|份)?(?!\d))"
    rf"|(?P<hm>[一二三四五六七八九十]{{1,2}})月(?:(?P<hd>{HAN_DAY})日|(?P<hpart>底|初|末|上旬|中旬|下旬|份)))"
    rf"|(?:农历)?(?P<lm>正月|腊月|冬月)(?P<ld>初?{HAN_DAY})?"
    rf"|(?:农历)?(?P<ny>大年(?P<nd>三十|初?[一二三四五六七八九十]{{1,2}})|除夕(?:夜)?|元宵节?)"
    rf"|(?<![\d.月/])(?<!连续)(?<!提前)(?<!为期)(?<!超过)(?<!少于)(?P<day>\d{{1,2}})日(?!以[上下内](?!午)|的[^,。;]{{0,7}}(?:观察|隔离|监测|拘留))(?=[{{,、;:夜晚上下凌早中至到起,—~-]|以来|开始|\d{{1,2}}[时点:]|[^内均龄元报本常用游产间班夜餐程照历前后之以光式供]|前后?[,,])"
    rf"|(?P<rel>今天|今日|今早|今晨|今晚|昨天|昨日|昨晚|昨夜|前天|明天|明日|后天)"
    rf"|(?P<oy>(?<!\d)(?:19|20)\d\d|今|去|明|前)年(?P<season>春季|夏季|秋季|冬季|春节|春|夏|秋|冬|初|底|末|上半年|下半年)?(?!度|级|产|款|版|轻|龄|后|会))"
)
TO = re.compile(r"\s?(?:至|到|[-—–~～]{1,2})\s?")
UPTO_BEFORE = re.compile(r"(?:截[至止]到?|(?:^|[,。;\n])到|至迟|最晚至?|迟至)\s?$")
FROM_BEFORE = re.compile(r"(?:从|自|自从)\s?$")
SINCE_AFTER = re.compile(r"(?:\([^()\n]{1,12}\))?(?:以来|之?起(?!草|诉|步|点|到)|开始|至今|为?始(?!终))")
FROM_TAIL = re.compile(r"[^,。;]{0,4}?(?:起|开始|以来)")
OFFSETS = {"今": 0, "昨": -1, "前": -2, "明": 1, "后": 2}
WEAK_YEAR = {"今": 0, "本": 0, "去": -1, "明": 1, "前": -2}


@dataclass(frozen=True, slots=True)
class Point:
    """A time as read: where it stands and its ISO form, with what the year rests on."""

    start: int
    end: int
    iso: str
    basis: str
    month: int | None = None


@dataclass(frozen=True)
class Times:
    """Finds times (kind TIME)."""

    calendar: LunarCalendar
    name: str = "times"

    def __call__(self, page: Page) -> Iterable[Mention | Claim]:
        """Every time on `page` that a date or an open or closed interval can be given for, in text order."""
        text = page.text.normal
        frame = frame_of(page.text.document, text)
        points = _glossed(text, list(self._points(text, frame)))
        i = 0
        while i < len(points):
            first, last = points[i], points[i]
            joint = TO.match(text, first.end)
            if joint and i + 1 < len(points) and points[i + 1].start == joint.end():
                i, last = i + 1, points[i + 1]
            i += 1
            yield _mention(text, first, last)

    def _points(self, text: str, frame: Frame) -> Iterator[Point]:
        month: int | None = None
        year: int | None = None
        clock = re.compile(CLOCK)
        for match in POINT.finditer(text):
            made = self._read(text, match, frame, month, year)
            if made is None:
                continue
            iso, basis = made
            month = (
                int(iso[5:7]) if re.match(r"\d{4}-\d\d", iso) else int(iso[2:4]) if re.match(r"--\d\d", iso) else month
            )
            if match["y"] and match["y"].isdigit():
                year = int(match["y"])
            elif match["iso"]:
                year = int(match["iso"][:4])
            end = match.end()
            if len(iso) >= 7 and (match["d"] or match["day"] or match["iso"] or match["rel"] or match["hd"]):
                tail = clock.match(text, end)
                end = tail.end() if tail else end
            yield Point(match.start(), end, iso, basis, month)

    def _read(
        self, text: str, match: re.Match[str], frame: Frame, month: int | None, year: int | None
    ) -> tuple[str, str] | None:
        if match["iso"]:
            year_said, month_said, day_said = (int(x) for x in re.split(r"[-/.]", match["iso"]))
            whole = make(year_said, month_said, day_said)
            return (whole.isoformat(), "stated") if whole else None
        if match["rel"]:
            iso = shifted(frame, OFFSETS[match["rel"][0]])
            return (iso, f"counted from the report's date: {frame.published_basis}") if iso else None
        if match["oy"]:
            return _year(match["oy"], match["season"], frame)
        if match["lm"] or match["ny"]:
            return self._lunar(match, frame)
        if match["day"]:
            return _day_only(int(match["day"]), frame, month, year)
        m: int | None = int(match["m"]) if match["m"] else parse_han(match["hm"])
        if m is None or not 1 <= m <= 12:
            return None
        d = int(match["d"]) if match["d"] else parse_han(match["hd"]) if match["hd"] else None
        return _month_day(match["y"], m, d, frame, year)

    def _lunar(self, match: re.Match[str], frame: Frame) -> tuple[str, str] | None:
        """正月初二, 大年三十, 除夕: only when the year is known."""
        if frame.year is None:
            return None
        month, day = 1, 0
        if match["lm"]:
            month = {"正月": 1, "腊月": 12, "冬月": 11}[match["lm"]]
            number = parse_han((match["ld"] or "").removeprefix("初").replace("廿", "二十")) if match["ld"] else None
            if number is None:
                return None
            day = number
        elif match["nd"]:
            number = parse_han(match["nd"].removeprefix("初"))
            day = 0 if match["nd"] == "三十" else number or 0
        elif match["ny"].startswith("元宵"):
            day = 15
        year = frame.year - 1 if month > 10 else frame.year
        solar = self.calendar.solar(year, month, day)
        return (solar.isoformat(), f"lunar date, {frame.year_basis}") if solar else None


def _glossed(text: str, points: list[Point]) -> list[Point]:
    """今天(9月8日)10时 is one time: the date in brackets explains the word before it."""
    out: list[Point] = []
    clock = re.compile(CLOCK)
    for point in points:
        before = out[-1] if out else None
        if before and text[before.end : point.start] == "(" and text[point.end : point.end + 1] == ")":
            tail = clock.match(text, point.end + 1)
            out[-1] = replace(point, start=before.start, end=tail.end() if tail else point.end + 1)
        else:
            out.append(point)
    return out


def _mention(text: str, first: Point, last: Point) -> Mention:
    start, end = first.start, last.end
    iso = first.iso if first is last else f"{first.iso}/{last.iso}"
    before = text[max(0, start - 4) : start]
    if UPTO_BEFORE.search(before) and first is last:
        iso = f"../{iso}"
    elif first is last:
        since = SINCE_AFTER.match(text, end)
        opened = FROM_BEFORE.search(before)
        if since:
            iso, end = f"{iso}/..", since.end()
        elif (opened and FROM_TAIL.match(text, end)) or opened:
            iso = f"{iso}/.."
    return Mention(Span(start, end), Kind.TIME, TimeForm(iso, first.basis), "time.date")


def _month_day(said: str | None, month: int, day: int | None, frame: Frame, year: int | None) -> tuple[str, str] | None:
    if day is not None and make(2000, month, day) is None:
        return None
    known, basis = _said_year(said, frame, year)
    if known is None and said is None:
        known, basis = frame.year_of(month, day or 1)
    if known is not None and day is not None and make(known, month, day) is None:
        return None
    tail = f"{month:02d}" + (f"-{day:02d}" if day is not None else "")
    return (f"{known:04d}-{tail}" if known else f"--{tail}"), basis


def _said_year(said: str | None, frame: Frame, year: int | None) -> tuple[int | None, str]:
    if said is None:
        return None, frame.year_basis
    if said.isdigit():
        return int(said), "stated"
    if said in WEAK_YEAR and frame.year is not None:
        return frame.year + WEAK_YEAR[said], frame.year_basis
    if said in ("当", "同") and year is not None:
        return year, "the year named before"
    return None, frame.year_basis


def _day_only(day: int, frame: Frame, month: int | None, year: int | None) -> tuple[str, str] | None:
    """26日: the month of the date before it, else of the report's own date."""
    today = frame.today
    m = month or (today[1] if today else None)
    if not 1 <= day <= 31:
        return None
    if m is None:
        return f"---{day:02d}", "the text gives no month"
    found = _month_day(None, m, day, frame, year)
    return (found[0], f"month from the context; {found[1]}") if found else None


def _year(said: str, season: str | None, frame: Frame) -> tuple[str, str] | None:
    known, basis = _said_year(said, frame, None)
    return (f"{known:04d}", basis) if known else None


def build(resources: Resources) -> Extractor:
    """The extractor, with what it needs of `resources`."""
    return Times(build_calendar(resources))
