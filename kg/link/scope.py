"""Which division each place name means, and which one a report is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from kg.extract.times_calendar import published
from kg.gazetteer.lookup import Division, Gazetteer, best
from kg.lexicon.loader import Lexicon
from kg.model import AreaForm, BlockKind, BodyForm, Kind, Mention, Page
from kg.offsets import Span

OPENING = 80  # characters that count as a title where a text has none
LATE, SOON = 200, 60  # a place first named after so many characters is not what a report is about,
OFTEN = 3  # the less so if it is named seldom
DATELINE = re.compile(r"(?:新华社|中新社|中新网|人民网|本报|讯)$")
AWAY = re.compile(  # people and goods go to a place or come from it: it is not the one that acts
    r"(?:赴|除|驰援|支援|援助|增援|援|来自|离开|返回|前往|抵达|飞抵|运往|发往|捐给|去过|到过|往返|为)$"
)
# a paper addressed to every province is on none of them
EVERY_PROVINCE = re.compile(
    r"各省[、,(]?(?:各?自治区|区)[、,]?(?:各?直辖市|市)|各省级|各(?:直属|省)海关|省、自治区、直辖市"
)
ADDRESS = 400  # characters in which an address stands
POINTED = tuple("全我本该")
LEVELS = ("自治区", "自治州", "自治县", "街道", "社区", "省", "市", "县", "区", "州", "盟", "旗", "镇", "乡", "村")
LOW = frozenset({"镇", "乡", "街道", "村", "社区"})


@dataclass(frozen=True, slots=True)
class Found:
    """A place name with the divisions that it can mean; `division` is the one chosen, None for places without code."""

    mention: Mention
    candidates: tuple[Division, ...]
    division: Division | None = None

    @property
    def name(self) -> str:
        """The text's own form."""
        assert isinstance(self.mention.form, AreaForm)
        return self.mention.form.name


@dataclass(frozen=True, slots=True)
class Names:
    """From a place name to the counties and above that it can mean."""

    gazetteer: Gazetteer
    lexicon: Lexicon

    def candidates(self, name: str) -> tuple[Division, ...]:
        """Divisions called `name` officially, customarily, or by their one-character abbreviation."""
        letter = self.lexicon.table("area-letter").get(name)
        name = letter or self.lexicon.table("area-alias").get(name, name)
        return self.gazetteer.by_name.get(name) or self.gazetteer.by_short_name.get(name, ())


def is_below(code: str, above: str) -> bool:
    """Whether the division of `code` lies inside that of `above`."""
    prefix = above[:2] if above.endswith("0000") else above[:4] if above.endswith("00") and len(above) == 6 else above
    return code != above and code.startswith(prefix)


def choose(found: Sequence[tuple[Mention, tuple[Division, ...]]], year: int | None) -> list[Found]:
    """Decide names that several divisions share by the other names of the text.

    A name right after its parent's (陕西安康) is decided by that; else the candidate with a named parent, then one with
    a named relative, then the highest level, wins. What stays undecided between equals has no division.
    """
    sure = Counter(codes.pop() for _, c in found if len(codes := {d.code for d in c}) == 1)
    out: list[Found] = []
    for mention, candidates in found:
        before = out[-1] if out and out[-1].mention.span.end == mention.span.start else None
        out.append(Found(mention, candidates, _pick(candidates, before, sure, year)))
    return out


def _pick(
    candidates: Collection[Division], before: Found | None, sure: Mapping[str, int], year: int | None
) -> Division | None:
    codes = {d.code for d in candidates}
    if len(codes) > 1 and before and before.division:
        above = before.division.code
        codes = {c for c in codes if is_below(c, above)} or codes
    if len(codes) > 1:
        ranked = sorted(((_support(c, sure), c) for c in codes), reverse=True)
        codes = {code for support, code in ranked if support == ranked[0][0]}
        if len(codes) > 1 and not _one_after_another([d for d in candidates if d.code in codes]):
            return None
    return best((d for d in candidates if d.code in codes), year)


def _one_after_another(divisions: Sequence[Division]) -> bool:
    """Whether the divisions are one place whose code changed between editions: 黔西县, then 黔西市."""
    years = [y for d in divisions for y in {d.first, d.last}]
    return len({d.code[:2] for d in divisions}) == 1 and len(years) == len(set(years))


def _support(code: str, sure: Mapping[str, int]) -> tuple[int, int, int, int]:
    """How well the sure places of a text speak for `code`: itself, named parents, named relatives, own level."""
    itself = sure.get(code, 0)
    parents = sum(n for c, n in sure.items() if is_below(code, c))
    relatives = sum(n for c, n in sure.items() if c != code and c[:2] == code[:2])
    level = 2 if code.endswith("0000") else 1 if code.endswith("00") else 0
    return itself, parents, relatives, level


def report_area(page: Page, found: Sequence[Found], words: Sequence[str]) -> tuple[Division | None, str]:
    """The division that a report is about, and what says so in words.

    Title, masthead, how often and how early a place is named, and words like 全县 (`words`), each speak for it.
    """
    scores: Counter[str] = Counter()
    basis: dict[str, list[str]] = {}
    divisions = {f.division.code: f.division for f in found if f.division}
    for code, points, why in _votes(page, found):
        scores[code] += points
        if why not in basis.setdefault(code, []):
            basis[code].append(why)
    for code in scores:
        if points := word_votes(divisions[code].name, words):
            scores[code] += points
            basis[code] += ["level words"] * (points > 0)
    if not scores:
        return None, "no place named"
    top = max(scores, key=lambda c: (scores[c], sum(is_below(o, c) for o in scores) > 1, len(c.rstrip("0")), c))
    if shared := _shared(top, scores, basis):
        return divisions.get(shared), "title names several places in it"
    if not {"title", "opening"} & set(basis[top]):
        if EVERY_PROVINCE.search(page.text.normal, 0, ADDRESS):
            return None, "addressed to every province"
        provinces = Counter(f.division.code[:2] for f in found if f.division)
        if len(provinces) > 2 and provinces[top[:2]] * 2 <= provinces.total():
            return None, "several provinces named alike"
        starts = [f.mention.span.start for f in found if f.division and _holds(top, f.division.code)]
        if basis[top] == ["frequency"] and min(starts) > (LATE if len(starts) >= OFTEN else SOON):
            return None, "named in passing"
    return divisions[top], ", ".join(basis[top])


def _votes(page: Page, found: Sequence[Found]) -> Iterator[tuple[str, int, str]]:
    end, why = _heading(page)
    credits = [b.span for b in page.layout.blocks if b.kind is BlockKind.CREDIT]
    for item, after in zip_longest(found, found[1:]):
        if item.division is None or item.mention.rule.endswith("letter"):
            continue
        code, span = item.division.code, item.mention.span
        if DATELINE.search(page.text.normal, max(0, span.start - 4), span.start):
            continue
        if span.end > end and AWAY.search(page.text.normal, max(0, span.start - 2), span.start):
            continue
        yield code, 2, "frequency"
        if span.end <= end:
            yield code, 4 if after and _leads_on(item, after) else 12, why
        elif any(c.covers(span) for c in credits):
            yield code, 2, "masthead"


def in_passing(text: str, start: int) -> bool:
    """Whether the place named at `start` of `text` (`Text.normal`) is that of a dateline, or one that people and goods
    go to or come from: no passage is about it."""
    before = max(0, start - 4)
    return bool(DATELINE.search(text, before, start) or AWAY.search(text, before, start))


def _shared(top: str, scores: Mapping[str, int], basis: Mapping[str, Sequence[str]]) -> str | None:
    """The named parent of several places that share a title: 漳州市 for 东山县、云霄县、诏安县联防联控."""
    peers = [c for c in scores if {"title", "opening"} & set(basis[c]) and c[4:] != "00" and not is_below(top, c)]
    parents = {c[:4] + "00" for c in peers}
    parent = parents.pop() if len(peers) > 1 and len(parents) == 1 else None
    return parent if parent in scores and scores[top] < 2 * min(scores[c] for c in peers) else None


def _leads_on(item: Found, after: Found) -> bool:
    """Whether `after` follows `item` at once and lies in it: 山西省 of 山西省吉县."""
    if item.division is None or after.division is None or after.mention.span.start != item.mention.span.end:
        return False
    return is_below(after.division.code, item.division.code)


def _holds(above: str, code: str) -> bool:
    return code == above or is_below(code, above)


def _heading(page: Page) -> tuple[int, str]:
    """Where the title of a text ends, and what it is: a line of its own, or the words before the first blank."""
    blocks = page.layout.blocks
    if not blocks:
        return 0, "opening"
    if blocks[0].kind is BlockKind.TITLE:
        return blocks[0].span.end, "title"
    blank = page.text.normal.find(" ", blocks[0].span.start, blocks[0].span.start + OPENING)
    return (blank, "title") if blank > 0 else (blocks[0].span.start + OPENING // 2, "opening")


def word_votes(name: str, words: Sequence[str]) -> int:
    """What 全县, 我市 … say for a place called `name`: positive if they fit its level."""
    high = [w for w in words if w not in LOW]
    fitting = sum(fits(w, name) for w in high)
    return min(3 * fitting, 24)


def fits(word: str, name: str) -> bool:
    """Whether a level word (县, 市, 区 …, without 全 or 该) can mean a place of that official name."""
    if word == "区":
        return name.endswith("区") and not name.endswith("社区")
    if word == "州":
        return name.endswith("自治州")
    return name.endswith(word) or (word == "县" and name.endswith("自治县")) or (word == "旗" and name.endswith("旗"))


def level_in(word: str) -> str | None:
    """The level of a word for a place: 县 of 全县, 该县 or 县; None if it is no such word."""
    bare = word[1:] if word[:1] in POINTED else word
    return bare if bare in LEVELS else None


def names_of(page: Page) -> list[Mention]:
    """Mentions of places by name, in text order."""
    found = (m for m in page.mentions if isinstance(m.form, AreaForm) and m.form.word is None)
    return sorted(found, key=lambda m: (m.span.start, m.span.end))


def words_of(page: Page) -> list[tuple[Mention, Span, str]]:
    """Words that stand for a place by level, alone or at the head of a body (县 of 县委): mention, span, level."""
    out: dict[Span, tuple[Mention, Span, str]] = {}
    for mention in page.mentions:
        form, span = mention.form, mention.span
        if isinstance(form, AreaForm) and form.word:
            if not _of_each(page.text.normal, span, form.word):
                out[span] = (mention, span, form.word)
        elif isinstance(form, BodyForm) and form.place and (level := level_in(form.place)):
            head = Span(span.start, span.start + len(form.place))
            if mention.kind is Kind.ORGANIZATION and head.of(page.text.normal) == form.place:
                out.setdefault(head, (mention, head, level))
    return [out[s] for s in sorted(out)]


def _of_each(text: str, span: Span, level: str) -> bool:
    """Whether 本省 is that of each: 各省结合|本省|实际."""
    if text[span.start] != "本":
        return False
    sentence = text.rfind("。", 0, span.start) + 1
    return text.find("各" + level, sentence, span.start) >= 0


def year_of(page: Page) -> int | None:
    """The year of a report: of its date, else the first year that its text names."""
    day, _ = published(page.text.document, page.text.normal)
    if day and day[:4].isdigit():
        return int(day[:4])
    found = re.search(r"(?<!\d)(?:19[89]|20[0-4])\d(?=年|-\d)", page.text.normal)
    return int(found[0]) if found else None
