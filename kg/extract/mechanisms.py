"""Mechanisms: slogans, duty systems, campaigns and technical systems with a name of their own, and their items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from kg.extract.index import MentionIndex
from kg.extract.mechanisms_items import Items, build_items
from kg.extract.mechanisms_names import OPEN_ENDED, Names, build_names
from kg.extract.mechanisms_numbers import count
from kg.extract.mechanisms_quotes import Candidate, Quotes, build_quotes
from kg.model import Claim, Extractor, Kind, MechanismForm, Mention, Page
from kg.offsets import Span
from kg.resources import Resources

FORMULA = "mechanisms.formula"
# 应治尽治 is no mechanism beside 五应五尽, of which it is a part, nor is “资料下载” beside the platform that has it
PARTS_OR_WHOLES = ("mechanisms.exhaustive", "mechanisms.quote-coin")
QUOTED_FORMULA = "mechanisms.quote-formula"
KIN = 6  # systems whose names share as many last characters are one
NUMBERED = "mechanisms.numbered"
SLOGANS = ("known", "formula", "number", "number-compound", "each", "parallel", "duty", "way", "coin")
IN_TITLES = tuple(f"mechanisms.quote-{kind}" for kind in SLOGANS)  # what counts in the title of a paper too
ARTICLES = re.compile(r"(?<![一二三四五六七八九十\d])([一二三四五六七八九十]{2,3}|\d{2})条(?:[一-鿿]{0,4}措施)?$")
REGIMES = ("mechanisms.regime", "mechanisms.policy")  # 分餐制 is the text's 分时分餐制
WAY = "mechanisms.quote-way"
HOTLINE = re.compile(r"(1\d{4})[^平]*热线$")  # one number is one hotline, whatever words stand behind it
TAX_OFFICE = "mechanisms.tax-office"  # 电子税务局 is the text's 青山省电子税务局, but not the one for 自然人
PORTAL = "mechanisms.portal"  # 青山省人民政府门户网站 begins with its body, 电子税务局 ends like one
SYSTEM = re.compile(r"(?:系统|平台|制度|机制|工程|行动|责任制|负责制)$")
OFFICE = re.compile(r"[省市州县区乡镇村]长(?:负责制|责任制)$")
OWN_NAME = 6  # so long must the words behind a quotation be to make a name of their own with it
TWICE = 2
NOUN = 2  # the last characters by which 五项措施 and 五条防控措施 are known to be the same


@dataclass(frozen=True)
class Mechanisms:
    """Finds mechanisms: `quotes` judges quotations, `names` knows the unquoted, `items` reads their lists."""

    quotes: Quotes
    names: Names
    items: Items
    name: str = "mechanisms"

    def __call__(self, page: Page) -> Iterable[Mention | Claim]:
        """Every mechanism on `page`; mentions of one mechanism share their name."""
        text = page.text.normal
        index = MentionIndex(page.mentions)
        found = _outermost(c for c in self.quotes(text) if _apart(c, index.overlapping(c.span, Kind.INSTRUMENT)))
        found = _longer_apart(_named_lists(found))
        found = _short_ways(found + _named_before(list(self._unquoted(text, found, index)), found))
        found = _no_titles(found, [m.span.of(text) for m in page.mentions if m.kind is Kind.INSTRUMENT])
        found = _merge_kin(_merge_hotlines(_merge_articles(_merge_cores(found))), self.names.generic)
        groups: dict[str, list[Candidate]] = {}
        for candidate in sorted(found, key=lambda c: c.span):
            groups.setdefault(candidate.name, []).append(candidate)
        groups = _counted_once(groups)
        mentions = [m for group in groups.values() for m in self._mentions(page, group)]
        mentions = _not_within(mentions)
        parts = {label for m in mentions for label, _ in m.form.items}  # type: ignore[union-attr]
        yield from (m for m in mentions if m.rule not in PARTS_OR_WHOLES or m.form.name not in parts)  # type: ignore[union-attr]

    def _unquoted(self, text: str, quoted: list[Candidate], index: MentionIndex) -> Iterator[Candidate]:
        """Names outside quotations, or formulas in a longer quotation; no names inside documents or bodies."""
        taken = [c.whole for c in quoted]
        for candidate in sorted(self.names(text), key=lambda c: (-len(c.span), c.span)):
            span = candidate.span
            bodies = index.overlapping(span, Kind.INSTRUMENT, Kind.ORGANIZATION)
            if bodies and candidate.rule != PORTAL:
                rest = _behind(candidate, bodies)
                if not rest:
                    continue
                candidate, span = rest, rest.span
            around = [c for c in quoted if c.whole.overlaps(span)]
            nested = candidate.rule == FORMULA and all(c.span != span and c.rule != QUOTED_FORMULA for c in around)
            if nested or not any(t.overlaps(span) for t in taken):
                taken.append(span)
                yield candidate

    def _mentions(self, page: Page, group: list[Candidate]) -> Iterator[Mention]:
        number = count(group[0].name)
        found = self.items(page.text.normal, group, number)
        items = tuple(i for i in found if not any(d.overlaps(i[1]) for d in page.text.damaged))
        if all(c.needs_items for c in group) and 2 * len(items) < max(4, number.declared or 0):
            return
        declared = number.declared
        if declared is None and len(number.parts) > 1 and len(items) == number.total:
            declared = number.total
        same = {n for n, _ in number.parts}
        if declared is None and len(number.parts) > 1 and same == {len(items)}:  # 五应五尽 counts the same five twice
            declared = len(items)
        for c in group:
            yield Mention(
                c.span, Kind.MECHANISM, MechanismForm(c.name, declared, items, c.aliases), c.rule, c.confidence
            )


def _no_titles(found: list[Candidate], titles: list[str]) -> list[Candidate]:
    """Without 十项举措 where the text names a paper …十项举措: its measures are the paper."""
    bare = [t.rstrip("》”").removesuffix("的通知") for t in titles]
    return [c for c in found if c.rule != NUMBERED or not any(t.endswith(c.name) for t in bare)]


def _apart(candidate: Candidate, papers: list[Mention]) -> bool:
    """Whether a quotation is no paper itself: outside papers, or a slogan in the title of one (《关于落实“三方责任”的通知》)."""
    whole = candidate.whole
    return not papers or (
        candidate.rule in IN_TITLES
        and all(p.span.start < whole.start - 1 and whole.end < p.span.end - 1 for p in papers)
    )


def _counted_once(groups: dict[str, list[Candidate]]) -> dict[str, list[Candidate]]:
    """Without 四项措施, 五项措施 of one text: where one noun is counted twice, the numbers are no names."""
    nouns: dict[str, set[int | None]] = {}
    for name, group in groups.items():
        if all(c.rule == NUMBERED for c in group):
            nouns.setdefault(name[-NOUN:], set()).add(count(name).declared)
    return {
        name: group
        for name, group in groups.items()
        if any(c.rule != NUMBERED for c in group) or len(nouns[name[-NOUN:]]) < TWICE
    }


def _not_within(mentions: list[Mention]) -> list[Mention]:
    """Without 八项制度 whose items another mechanism (两案八制) lists too, and more."""
    lists = [{label for label, _ in m.form.items} for m in mentions]  # type: ignore[union-attr]
    return [
        m for m, own in zip(mentions, lists, strict=True) if m.rule != NUMBERED or not any(own < more for more in lists)
    ]


def _behind(candidate: Candidate, bodies: list[Mention]) -> Candidate | None:
    """指挥部日例会和险情日报告制度 without the body that it begins with, if that leaves a pair."""
    cut = bodies[-1].span.end - candidate.span.start
    if candidate.rule not in OPEN_ENDED or bodies[0].span.start < candidate.span.start or len(bodies) > 1:
        return None
    name = candidate.name[cut:]
    if len(name) <= KIN or re.match(r"[和与及]", name):
        return None
    span = Span(candidate.span.start + cut, candidate.span.end)
    return replace(candidate, span=span, whole=span, name=name)


def _outermost(found: Iterable[Candidate]) -> list[Candidate]:
    """Without quotations inside a longer one that counts."""
    out: list[Candidate] = []
    for candidate in sorted(found, key=lambda c: (c.span.start, -c.span.end)):
        if not any(o.span.overlaps(candidate.span) for o in out[-3:]):
            out.append(candidate)
    return out


def _named_lists(found: list[Candidate]) -> list[Candidate]:
    """Without the quoted list that a quoted number right behind it names: “查人、查车、查货”“三查”."""
    counted = {c.whole.start: count(c.name).declared for c in found}
    return [c for c in found if (n := counted.get(c.whole.end)) is None or n != len(re.split("[、,]", c.name))]


def _longer_apart(found: list[Candidate]) -> list[Candidate]:
    """“健康码”共享平台 is a system of its own where the text also speaks of the “健康码” alone."""
    alone = {c.name for c in found if len(c.whole) <= len(c.span) + 2}
    return [
        replace(c, name=c.aliases[1], aliases=c.aliases[:1])
        if c.name in alone
        and len(c.aliases) == 2
        and (SYSTEM.search(c.aliases[1], len(c.name) + OWN_NAME - 2) or OFFICE.search(c.aliases[1]))
        else c
        for c in found
    ]


def _short_ways(found: list[Candidate]) -> list[Candidate]:
    """“无接触” is another name of the text's one “无接触点餐”."""
    names = {c.name for c in found}
    out: list[Candidate] = []
    for c in found:
        part = c.name if c.rule == WAY else c.name + " "  # “全民防灾” of “全民防灾 守护家园”
        longer = [n for n in names if n != c.name and (n.startswith(part) or _ends(n, c))]
        out.append(replace(c, name=longer[0], aliases=(c.name, *c.aliases)) if len(longer) == 1 else c)
    return out


def _ends(name: str, c: Candidate) -> bool:
    """分时分餐制 ends with 分餐制, 青山省电子税务局 with 电子税务局."""
    return c.rule in (*REGIMES, TAX_OFFICE) and name.endswith(c.name) and not name.startswith("自然人")


def _named_before(unquoted: list[Candidate], quoted: list[Candidate]) -> list[Candidate]:
    """扫码通行制度 is the text's “青山通”扫码通行制度."""
    full = {alias: c.name for c in quoted for alias in (c.name, *c.aliases)}
    out: list[Candidate] = []
    for c in unquoted:
        longer = {name for alias, name in full.items() if alias.endswith(c.name) and len(alias) > len(c.name)}
        tail = c.rule in OPEN_ENDED and len(longer) == 1
        out.append(replace(c, name=longer.pop(), aliases=(c.name, *c.aliases)) if tail else c)
    return out


def _merge_cores(found: list[Candidate]) -> list[Candidate]:
    """One name for 六级书记 and 六级书记抓防控: the longer, if both count the same."""
    names = sorted({c.name for c in found})
    weak = sorted({c.name for c in found if c.needs_items})
    longer: dict[str, str] = {}
    for name in names:
        number = count(name).declared
        if number is None or number < 2:
            continue
        fuller = [n for n in names if n != name and n.startswith(name) and count(n).declared == number]
        if name in weak and not fuller:
            fuller = [
                n for n in weak if len(n) > len(name) and n[-NOUN:] == name[-NOUN:] and count(n).declared == number
            ]
        if len(fuller) == 1:
            longer[name] = fuller[0]
    return [replace(c, name=longer[c.name], aliases=(c.name, *c.aliases)) if c.name in longer else c for c in found]


def _merge_articles(found: list[Candidate]) -> list[Candidate]:
    """二十条 and 二十条措施 are the text's one 优化防控二十条措施: as many articles, under the longest name."""
    names: dict[str, str] = {}
    for c in found:
        number = ARTICLES.search(c.name)
        if number:
            names[number[1]] = max(names.get(number[1], ""), c.name, key=len)
    out: list[Candidate] = []
    for c in found:
        number = ARTICLES.search(c.name)
        longest = names[number[1]] if number else c.name
        out.append(replace(c, name=longest, aliases=(c.name, *c.aliases)) if longest != c.name else c)
    return out


def _merge_hotlines(found: list[Candidate]) -> list[Candidate]:
    """12345热线 and 12345企业服务热线 are one: as many as there are numbers, under the first name."""
    names: dict[str, str] = {}
    out: list[Candidate] = []
    for c in sorted(found, key=lambda c: c.span):
        number = HOTLINE.search(c.name)
        first = names.setdefault(number[1], c.name) if number else c.name
        out.append(replace(c, name=first, aliases=(c.name, *c.aliases)) if first != c.name else c)
    return out


def _merge_kin(found: list[Candidate], generic: re.Pattern[str]) -> list[Candidate]:
    """One name for systems that end alike: 山区县应急广播体系 and 乡级应急广播体系 are the text's 应急广播体系.

    An ending that `generic` matches says nothing: 山洪会商工作协调机制, 物资保供工作协调机制 stay apart.
    """
    names = sorted({c.name for c in found if c.rule in OPEN_ENDED}, key=len)
    shared: dict[str, str] = {}
    for k, one in enumerate(names):
        for other in names[k + 1 :]:
            same = sum(1 for _ in takewhile(lambda ab: ab[0] == ab[1], zip(one[::-1], other[::-1], strict=False)))
            ending = one[len(one) - same :]
            if same >= KIN and not generic.fullmatch(ending):
                shared[one] = shared[other] = shared.get(one, ending)
    return [replace(c, name=shared[c.name], aliases=(c.name, *c.aliases)) if c.name in shared else c for c in found]


def build(resources: Resources) -> Extractor:
    """The extractor, with what it needs of `resources`."""
    lexicon = resources.lexicon
    return Mechanisms(build_quotes(lexicon), build_names(lexicon), build_items(lexicon))
