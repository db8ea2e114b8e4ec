"""Which quoted strings name a slogan or system, and what it is called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.lexicon.loader import Lexicon, Pattern, load_patterns
from kg.offsets import Span

QUOTED = (re.compile(r"“([^“”\n]{1,60})”"), re.compile(r"‘([^‘’\n]{1,40})’"))
BETWEEN = ("", "、", "和", "及", "与")
COMPANION = "mechanisms.quote-companion"
AGAIN = "mechanisms.quote-again"  # a quotation that counts elsewhere in the text
COIN = "mechanisms.quote-coin"
LABELS = re.compile(  # a row of quotations that are words on a screen
    r"[、和及]?(?:“[^“”\n]{1,40}”[、和及]?)*等?的?(?:\d+|[两三四五六七八九十多]+)?[个项类]?(?:选项|按钮|栏目?|菜单|模块|板块|版块|字段|字样|标签|页面|链接|入口)"
)
ROW = 5  # from this length on, quotations side by side are of one kind
CONTEXT = 12
VERBS = "推动|推进|建立|建成|完善|健全|落实|压实|抓牢|抓实|彰显|实现|促进|提升|成为|按照|要求|加强|开展|全部|作出|进行|实施|覆盖|带动|助力|引领|贯穿"
OF_KIND = re.compile(r"[一-鿿]{0,2}?(企业|人员|人群|对象|场所|行业|项目|车辆|地区|单位|家庭|群体)")
OF_CHANNEL = re.compile(
    r"(?:开[通辟设启]|建立|设[立置]|提供|纳入|落实|畅通|打通)(?:了|好)?([^\W\d_的了和与及、]{4,14})$"
)  # whose “绿色通道” it is
BARE = re.compile(r"^(?:[一两双二三四五六七八九十]{1,3}|\d{1,2})(?:个|项|条|道|级|支|大|种|类|方|张)$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mechanism at one place. `span` is its core (六有), `whole` the core with what belongs to it (六有标准).

    `needs_items` marks names that count only if the text lists what they count (六支队伍).
    """

    span: Span
    whole: Span
    name: str
    aliases: tuple[str, ...]
    rule: str
    confidence: float
    needs_items: bool = False


@dataclass(frozen=True)
class Quotes:
    """Judges quotations by ordered patterns; `frame` is the noun phrase that may follow one."""

    patterns: tuple[Pattern, ...]
    frame: re.Pattern[str]

    def __call__(self, text: str) -> Iterator[Candidate]:
        """Every quoted slogan or system of `text`, “…” before ‘…’."""
        for marks in QUOTED:
            last: re.Match[str] | None = None
            names: set[str] = set()
            others: list[re.Match[str]] = []
            found = list(marks.finditer(text))
            for k, match in enumerate(found):
                pattern = self.judge(text, match.start(), match.end())
                if pattern and (pattern.makes == "no" or (pattern.id == COIN and LABELS.match(text, match.end()))):
                    continue
                leads = not pattern and k + 1 < len(found) and self._leads(text, match, found[k + 1])
                if pattern or leads or (last and _companion(text, last, match)):
                    last = match
                    names.add(match[1].strip())
                    yield self._candidate(text, match, pattern)
                else:
                    others.append(match)
            yield from (self._candidate(text, m, None, AGAIN) for m in others if m[1].strip() in names)

    def _leads(self, text: str, match: re.Match[str], after: re.Match[str]) -> bool:
        """Whether a quotation opens a row: “水电不停供”“价格不上涨”, as long as the next one, which counts."""
        if match.end() != after.start() or len(match[1]) != len(after[1]) or len(match[1]) < ROW:
            return False
        pattern = self.judge(text, after.start(), after.end())
        return pattern is not None and pattern.makes != "no"

    def judge(self, text: str, start: int, end: int) -> Pattern | None:
        """The first pattern that matches the quotation text[start:end] (marks included) in its context."""
        left = text[max(0, start - CONTEXT) : start].rpartition("\n")[2]
        right = text[end : end + CONTEXT].partition("\n")[0]
        if text[start + 1] == text[end - 2] == " ":  # “ 一户一策 ” 办法: blanks within the marks stand outside them too
            left, right = left.rstrip(" "), right.lstrip(" ")
        window = f"{left}⟦{text[start + 1 : end - 1].strip()}⟧{right}"
        return next((p for p in self.patterns if p.regex.search(window)), None)

    def _candidate(self, text: str, match: re.Match[str], pattern: Pattern | None, other: str = COMPANION) -> Candidate:
        core = match[1].strip()
        start = match.start(1) + len(match[1]) - len(match[1].lstrip())
        span = Span(start, start + len(core))
        rule, sure = (pattern.id, pattern.confidence) if pattern else (other, 0.7)
        kinds = OF_KIND.match(text, match.end()) if core.endswith("类") else None
        if kinds:  # “四类”重点企业 is called 四类, or 四类企业 further on
            short = core + kinds[1]
            return Candidate(span, Span(match.start(), kinds.end()), core, (core + kinds[0], short), rule, sure)
        blank = match[1].endswith(" ") and text[match.end() : match.end() + 1] == " "
        tail = self.frame.match(text, match.end() + blank)
        if not tail:
            longer = (
                OF_CHANNEL.search(text, max(0, match.start() - CONTEXT - 4), match.start())
                if core.endswith("通道")
                else None
            )
            aliases = (f"{longer[1]}“{core}”", longer[1] + core) if longer else ()
            return Candidate(span, Span(match.start(), match.end()), core, aliases, rule, sure)
        whole = Span(match.start(), tail.end())
        long = f"“{core}”{tail[0]}"
        name = core + tail["noun"] if BARE.match(core) else core
        return Candidate(span, whole, name, (long, core + tail[0]), rule, sure)


def _companion(text: str, last: re.Match[str], match: re.Match[str]) -> bool:
    """Whether a quotation stands in a row with one that counts, and looks like it: “网上办”“掌上办”."""
    one, other = last[1].strip(), match[1].strip()
    between = text[last.end() : match.start()]
    if between == "" and min(len(one), len(other)) >= ROW:
        return True
    return between in BETWEEN and len(one) == len(other) > 2 and one[-1] == other[-1]


def build_quotes(lexicon: Lexicon) -> Quotes:
    """The judge of quotations, from the package's patterns."""
    word = rf"(?:(?!{VERBS})[一-鿿])"
    headed = (
        rf"(?:{word}{{2,8}}、)?{word}{{3,14}}?(?:工程|行动(?:计划)?|制度|机制|责任制|负责制)(?![一-鿿]{{0,1}}[化性人])"
    )
    systems = rf"{word}{{0,10}}?(?:共享|管理|服务|信息|监测|感知|预警|指挥|调度|监管)(?:平台|系统|体系)"
    framed = rf"(?:{word}{{2}}|{word}{{4}})??(?:{lexicon.alternation('mechanism.frame')})(?:体系|机制|制度)?"
    frame = rf"的?(?P<noun>(?<=书记”)抓[一-鿿]{{2,6}}?(?:责任制|责任)?(?![一-鿿])|[省市州县区乡镇村]长(?:负责制|责任制)|{headed}|{systems}|{framed})"
    return Quotes(load_patterns("mechanisms", lexicon), re.compile(frame))
