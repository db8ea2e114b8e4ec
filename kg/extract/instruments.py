"""Named documents and works: 《…》 of every kind, and plans, notices, letters and laws named without brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from kg.extract.instruments_lists import INNER, inner_titles, listed
from kg.extract.instruments_numbers import number_of, numbers, plain
from kg.extract.instruments_titles import Found, titles
from kg.lexicon.loader import Lexicon, trie_pattern
from kg.model import Claim, Extractor, InstrumentForm, Kind, Mention, Page
from kg.offsets import Span
from kg.resources import Resources

BRACKET = re.compile(r"[《》\n]")
NAMED = re.compile(r"[^\W_]|[《“(\[【]")
ANGLES = str.maketrans("〈〉", "《》")
LONGEST = 120
LONGER = 8  # 就业协议书 is a kind of paper, not one
PLURAL = re.compile(r"一系列|一揽子|多[项个份]|一条")  # no document of their own
NUMBERED = re.compile(r"第\d+号(?:令|通告|公告)")
DRAWN = re.compile(r"(?:^|(?<=[\s::]))一[图张]+读懂《[^《》\n]{4,60}》(?=\s|$)")  # a paper told in pictures
AROUND = re.compile(
    r"(?<![《〈“])关于(?:印发|转发|发布|公布|贯彻|落实|执行|修订|解读|调整|做好)?《[^《》\n]{4,80}》[^。,;!?\n《》]{0,20}的(?:补充|紧急)?(?:通知|通告|公告|批复|函|决定|意见)(?=[\s。,;(]|$)"
)
ALONE = 6  # a name as long as this is no short form
OF_PAPER = r"(?:实施|指导|若干|紧急)?(?:意见|方案|办法|通知|通告|公告|规定|决定)(?:[,。;、!?\s]|$)"
ONE_EACH = re.compile(  # 签订一份责任书、完善一套预案: what everybody must have is no single document
    r"[一-鿿]{2}一[份套张支个项本][^,。;、\n]{3,16}、[一-鿿]{2}一[份套张支个项本]"
)
TO_BE_MADE = ("方案", "预案", "计划", "台账", "办法")
DUTY = re.compile(  # 各单位要制定复工方案, 根据病情制定救治方案: everybody's own plan has no name
    r"[要应须需](?!对|急|求|素)|必须|根据(?:个人|病情|灾情|需要|企业|自身|实际|本)|各(?:级|地|单位|部门|企业|学校|村|乡镇)|企业|单位|指导|督促|要求|科学|合理"
)
PERIODICAL = re.compile(r"》(?:周刊|月刊|杂志|报纸|网站|网|电视|(?:刊文|报道称|评论))")
BLANK = re.compile(r"(?<=[一-鿿\d])\s+(?=[一-鿿\d])")
ISSUED_BY = re.compile(r"[府会局厅部办委院室司署心]$")
OWNER = 12  # so many characters before a title tell whose it is
TOP = 150  # within so many characters begins the title of what the text itself is
OWN_KIND = re.compile(
    r"(?:措施|意见|办法|方案|预案|指南|指引|规定|细则|举措|规程|规范|计划|规划|要点|清单|制度|标准)(?:\((?:试行|暂行)\))?$"
)
STATE = "中华人民共和国"
UNCLOSED_END = re.compile(r"[,。;:!?\n“”]")


@dataclass(frozen=True)
class Instruments:
    """Finds instruments. `media` ends names of newspapers; `short` matches names by which a text calls one again."""

    media: re.Pattern[str]
    short: re.Pattern[str]
    law: re.Pattern[str]
    named: re.Pattern[str]
    quoted: re.Pattern[str]
    generic: re.Pattern[str]
    name: str = "instruments"

    def __call__(self, page: Page) -> Iterable[Mention | Claim]:
        """Every mention of a document or work on `page`, in text order; a short form carries the full name."""
        text = page.text.normal
        found = sorted(self._bracketed(text), key=lambda m: m.span)
        taken = [m.span for m in found]
        shaped = (*titles(text), *numbers(text), *listed(text), *inner_titles(text, (_name(m) for m in found)))
        for mention in (*self._in_quotes(text), *_longest(shaped), *self._laws(text), *self._plain(text)):
            if not any(mention.span.overlaps(s) for s in taken):
                found.append(mention)
                taken.append(mention.span)
        found += [m for m in (*_around(text), *_brought(found)) if m.span not in taken]
        return self._resolve(text, sorted(found, key=lambda m: m.span))

    def _bracketed(self, text: str) -> Iterator[Mention]:
        for span, closed in brackets(text):
            name = _tidy(span.of(text))
            if NAMED.match(name) and not self.media.search(name) and not PERIODICAL.match(text, span.end):
                yield _mention(span, name, "bracketed" if closed else "bracket-open", 0.98 if closed else 0.7)

    def _in_quotes(self, text: str) -> Iterator[Mention]:
        for match in self.quoted.finditer(text):
            at = match.start(1)
            for part in re.split(r"、", match[1]):
                yield _mention(Span(at, at + len(part)), part, "quoted-list", 0.8)
                at += len(part) + 1

    def _laws(self, text: str) -> Iterator[Mention]:
        for match in self.law.finditer(text):
            start = match.start() - len(STATE) * text.endswith(STATE, 0, match.start())
            yield _mention(Span(start, match.end()), text[start : match.end()], "law", 0.9)

    def _plain(self, text: str) -> Iterator[Mention]:
        for match in self.named.finditer(text):
            group = match.lastgroup or "weak"
            name = match[group]
            if (group != "letter" and self.generic.fullmatch(name)) or ONE_EACH.search(text, *_clause(text, match)):
                continue
            if PLURAL.search(match[0].removesuffix(name)) or name.startswith(("一条", "一系列", "一揽子")):
                continue
            if name.endswith("协议书") and len(name) < LONGER:
                continue
            if name.endswith(TO_BE_MADE) and DUTY.search(text, *_before(text, match)):
                continue
            yield _mention(Span(match.start(group), match.end(group)), name, f"named-{group}", 0.75)

    def _resolve(self, text: str, found: list[Mention]) -> Iterator[Mention]:
        """Give later short forms (《通知》) the name of the last document of that kind; drop short forms of nothing."""
        full: list[str] = []
        names = {_name(m) for m in found}
        numbered = {plain(number_of(text, m.span)): _name(m) for m in found}
        for mention in found:
            name = _name(mention)
            fuller = numbered.get(plain(name)) or _fuller(name, names)
            if fuller and _of_another(text, mention, fuller):
                fuller = ""
            if fuller:
                yield _mention(mention.span, fuller, mention.rule.partition(".")[2], mention.confidence)
                continue
            if self.short.fullmatch(name):
                long = next((n for n in reversed(full) if n.endswith(name)), None)
                if long:
                    yield _mention(mention.span, long, "short-form", 0.85)
                continue
            full.append(name)
            yield mention


def _of_another(text: str, mention: Mention, fuller: str) -> bool:
    """Whether another body stands right before a title than in its fuller form: both gave a notice on the same matter."""
    before = text[max(0, mention.span.start - OWNER) : mention.span.start].rstrip()
    return ISSUED_BY.search(before) is not None and not fuller.startswith(before[-2:], fuller.find(_name(mention)) - 2)


def _fuller(name: str, names: set[str]) -> str:
    """The one longer name that ends with `name`: 关于防汛的通知 of 县政府关于防汛的通知; "" if there is none."""
    if len(name) < ALONE and not NUMBERED.fullmatch(name):
        return ""
    longer = [n for n in names if len(n) > len(name) and n.endswith(name)]
    return longer[0] if len(longer) == 1 else ""


def _clause(text: str, match: re.Match[str]) -> tuple[int, int]:
    """From the verb of `match` over the 24 characters after it, and as many before it."""
    return max(0, match.start() - 24), min(len(text), match.end() + 24)


def _before(text: str, match: re.Match[str]) -> tuple[int, int]:
    """The clause before the verb of `match`, from the last stop or semicolon on."""
    start = max(text.rfind(mark, 0, match.start()) for mark in "。;\n")
    return start + 1, match.start()


def _longest(found: Iterable[Found]) -> Iterator[Mention]:
    """Documents without brackets, longest first where they overlap."""
    for one in sorted(found, key=lambda f: (-len(f.span), f.span)):
        yield _mention(one.span, one.name, one.rule, one.confidence)


def _around(text: str) -> Iterator[Mention]:
    """关于印发《防汛方案》实施细则的通知: the notice around the title that it names; the title stays another document."""
    for match in chain(AROUND.finditer(text), DRAWN.finditer(text)):
        yield _mention(Span(*match.span()), _tidy(match[0]), "around", 0.8)


def _brought(found: Iterable[Mention]) -> Iterator[Mention]:
    """关于印发青山县防汛若干措施的通知 at the top: the text brings the measures too, though it may not name them again."""
    names = {_name(m).replace("的", "") for m in found}  # …政策指南 is brought again as …政策的指南
    for mention in found:
        name = _name(mention)
        inner = INNER.search(name) if mention.rule.endswith("title") and mention.span.start < TOP else None
        if (
            inner
            and not any(n.endswith(inner["name"].replace("的", "")[2:]) for n in names - {name.replace("的", "")})
            and len(mention.span) == len(name)
            and OWN_KIND.search(inner["name"])
        ):
            start = mention.span.start + inner.start("name")
            yield _mention(Span(start, start + len(inner["name"])), inner["name"], "inner-title", 0.8)


def brackets(text: str) -> Iterator[tuple[Span, bool]]:
    """The contents of 《…》, outermost only, and whether the bracket is closed.

    《…《…》…》 counts as one. An opening bracket without its partner on the line ends at the next comma or stop.
    """
    depth = start = 0
    for match in BRACKET.finditer(text):
        at, mark = match.start(), match[0]
        if mark == "《":
            if depth == 0:
                start = at + 1
            depth += 1
        elif mark == "》" and depth:
            depth -= 1
            if depth == 0 and at > start:
                yield Span(start, at), True
        elif mark == "\n" and depth:
            yield from _unclosed(text, start, at)
            depth = 0
    if depth:
        yield from _unclosed(text, start, len(text))


def _unclosed(text: str, start: int, line_end: int) -> Iterator[tuple[Span, bool]]:
    """《甲《乙》 … : the first bracket never closes; 《甲, … : read to the next mark."""
    closed = text.find("》", start, line_end)
    if closed > start:
        first = max(start, text.rfind("《", start, closed) + 1)
        if first < closed:
            yield Span(first, closed), True
        return
    stop = UNCLOSED_END.search(text, start, line_end)
    end = stop.start() if stop else line_end
    if 2 < end - start <= LONGEST:
        yield Span(start, end), False


def _tidy(name: str) -> str:
    """《…〈…〉…》 keeps its inner brackets as 《》; blanks at the ends go."""
    return BLANK.sub("", name.strip()).translate(ANGLES)


def _name(mention: Mention) -> str:
    return mention.form.name  # type: ignore[union-attr]


def _mention(span: Span, name: str, rule: str, confidence: float) -> Mention:
    return Mention(span, Kind.INSTRUMENT, InstrumentForm(name), f"instruments.{rule}", confidence)


def build(resources: Resources) -> Extractor:
    """The extractor, with what it needs of `resources`."""
    lexicon = resources.lexicon
    heads = trie_pattern(lexicon.forms("instrument.head"))
    letters = trie_pattern(lexicon.forms("instrument.head", "instrument.letter"))
    weak = trie_pattern(lexicon.forms("instrument.weakhead"))
    return Instruments(
        media=re.compile(rf"(?:{lexicon.alternation('instrument.media')}|[^通简海捷快急战情喜墙壁板小手周半黑]报)$"),
        short=re.compile(lexicon.alternation("instrument.short")),
        law=re.compile(
            rf"(?:{lexicon.alternation('instrument.law', 'instrument.closed')})(?![规律治定人学庭官盲]|[一-鿿]?院)"
        ),
        named=_named(lexicon, heads, weak),
        quoted=re.compile(rf"“((?:[^“”、,。\n]{{2,24}}(?:{letters})、)*[^“”、,。\n]{{2,24}}(?:{letters}))”"),
        generic=re.compile(rf"(?:{lexicon.alternation('instrument.generic')})*的?(?:{heads}|{weak})"),
    )


def _named(lexicon: Lexicon, heads: str, weak: str) -> re.Pattern[str]:
    """Verb of issuing, then a modifier without 的 or marks, then the kind of document.

    A kind that is no document by itself (方案, 通知) needs a longer modifier and must end its clause.
    """
    verb = lexicon.alternation("instrument.verb")
    skip = r"(?:[一两二三四五六七八九十\d]版|最新的?|一[条则纸]|一系列的?|完善|修订|修改|发布|实施|本(?:单位|企业|公司|系统|部门|行业|辖区|地区|社区|[校院局县市区省地村镇乡])|各自|相应|相关|有关|一系列|多[项个份]|\d{1,3}[项个份]|一套|[一两三]?[份个项封]|[一-鿿]{1,6}的)*"
    word = r"[^\W\d的了着过将把对为由在是有被从并按来或和与及其各等]"
    word = rf"(?:感染的(?=肺炎)|(?<=[作管理施题见制度复产化项])的(?={OF_PAPER})|有(?=关(?:事项|问题|政策))|(?<=[一-鿿])的(?=一封信|公开信)|应对|(?!制定|制订|提出|如下|另行|自行|满足|需要|强调|要求|决定|采取){word})"
    year = r"(?:20\d\d年度?)?(?:\d{1,2}月份?)?"
    weakly = rf"(?P<weak>(?!本(?:意见|通知|办法|方案|公告|通告|规定)){year}{word}{{6,36}}?(?:{weak}))"
    letter = rf"{word}{{2,20}}?(?:{lexicon.alternation('instrument.letter')})"
    strongly = rf"(?:(?P<letter>{letter})|(?P<strong>{year}{word}{{2,20}}?(?:{heads})))(?![一-鿿]{{0,2}}》|制度)"
    end = r"(?=[,。;、!?\s]|和《|$)"
    return re.compile(rf"(?>{verb})(?:了|好)?{skip}(?:{strongly}|{weakly}{end})")
