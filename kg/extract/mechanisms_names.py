"""Systems and slogans that are named without quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.mechanisms_quotes import Candidate
from kg.lexicon.loader import Lexicon, Pattern, load_patterns
from kg.offsets import Span

LEVEL = re.compile(
    r"^(?:当地|本地)(?=[一-鿿]{6})|^(?:[全我本该][国省市州县区旗镇乡村]|省(?![级际会直属内外长])|市(?![级民场区政容直属长内外])|"
    r"县(?![级域城乡直属长内外])|区(?![级域块间直属长内外]))(?:现有|原有|现行|已有)?(?=[一-鿿]{4})|^(?:现有|原有|现行|已有)(?=[一-鿿]{4})"
)
OPEN_ENDED = frozenset(
    {
        "mechanisms.system",
        "mechanisms.platform",
        "mechanisms.built",
        "mechanisms.system-second",
        "mechanisms.system-joined",
        "mechanisms.pair",
        "mechanisms.through",
        "mechanisms.platform-named",
        "mechanisms.advanced",
        "mechanisms.service-platform",
        "mechanisms.systems-row",
    }
)
PLANT = re.compile(
    r"(?:空调|通风|供[水电热气暖氧]|[排给]水|排[污烟]|消防|喷淋|滴灌|灌溉|照明|新风|制冷|暖通|电梯|污水处理|消毒|监控|安防|配电|输电|广播音响|"
    r"(?:呼吸|消化|免疫|神经|循环|泌尿|生态|操作))系统$"
)  # machines, organs and nature: no systems of administration
SECTOR = re.compile(
    r"(?:税务|卫生健康|卫生|卫健|教育|公安|交通运输|交通|民政|财政|政法|检察|法院|司法行政|司法|应急管理|消防救援|电力|金融|银行|铁路|邮政|工会|共青团|妇联|组织|宣传|"
    r"统战|纪检监察|纪检|监察|农业农村|农业|水利|林业|林草|气象|海关|市场监管|自然资源|住建|人社|医保|商务|文旅|供销|工信|国资|科技|审计|统计|信访|烟草|电网|粮食|机关|党政)系统$"
)  # everybody who works in a branch, no machine
KIND = re.compile(
    r"(?:电商|电子商务|直播|外卖|展览|贸易|购物|团购|零售|社交|媒体)平台$|(?:卫星)?(?:定位|导航)系统$"
)  # a kind of trade or tool that everybody uses, no system of one's own
TELLS = re.compile(
    r"介绍|表示|指出|发挥|召开|发布会|咨询|填报|访问|下载"
)  # 局长介绍发挥电商平台: no name but a sentence
VERBS = 4  # so many characters may be verbs before a name; more belong to it
SPELT_OUT = 10  # a name as long as this is one, even if every word of it is general


@dataclass(frozen=True)
class Names:
    """Finds names by patterns over the whole text; `generic` matches systems without a name of their own.

    `purpose` matches those of them that say what they are for: 疫情报告制度, but not 工作机制.
    """

    patterns: tuple[Pattern, ...]
    generic: re.Pattern[str]
    purpose: re.Pattern[str]
    lead: re.Pattern[str]

    def __call__(self, text: str) -> Iterator[Candidate]:
        """Every named system of `text`, pattern by pattern; none right after a character of the pattern's `not_after`.

        A pattern with `needs` is tried only on texts that hold one of those words, which is faster.
        """
        for pattern in self.patterns:
            needed = pattern.options.get("needs")
            if needed and not any(word in text for word in needed):
                continue
            banned = pattern.options.get("not_after", "")
            for match in pattern.regex.finditer(text):
                at = match.start()
                if at and text[at - 1] in banned:
                    continue
                found = self._candidate(pattern, match)
                if found:
                    yield found

    def general(self, name: str) -> bool:
        """Whether `name` says nothing of its own: 工作机制, but not 疫情报告制度."""
        return bool(len(name) < SPELT_OUT and self.generic.fullmatch(name) and not self.purpose.fullmatch(name))

    def _candidate(self, pattern: Pattern, match: re.Match[str]) -> Candidate | None:
        groups = match.groupdict()
        needs_items = pattern.makes == "items"
        if groups.get("bare"):
            span = Span(match.start("bare"), match.end("bare"))
            whole = Span(match.start(), match.end())
            return Candidate(span, whole, f"{groups['bare']}管理", (match[0],), pattern.id, pattern.confidence)
        name, start = match["name"], match.start("name")
        if pattern.id in OPEN_ENDED:
            while cut := self.lead.match(name):  # 实施|新一轮|粮食产能提升行动
                if cut.end() > VERBS and self.general(name[cut.end() :]):  # 乡村联防工作统筹|协调机制
                    break
                name, start = name[cut.end() :], start + cut.end()
            if self.general(name) or any(no.search(name) for no in (PLANT, SECTOR, KIND, TELLS)):
                return None
        span = Span(start, start + len(name))
        short = LEVEL.sub("", name)
        aliases = (name,) if short != name else ()
        if groups.get("last"):  # 日例会和险情日报告制度 is also called by its second part
            aliases = (*aliases, groups["last"])
        if match.end() > match.end("name"):
            aliases = (*aliases, match[0][match.start("name") - match.start() :])
        return Candidate(span, span, short, aliases, pattern.id, pattern.confidence, needs_items)


def build_names(lexicon: Lexicon) -> Names:
    """The finder of unquoted names, from the package's patterns."""
    empty = lexicon.alternation("mechanism.generic", "mechanism.formula")
    content = lexicon.alternation("mechanism.content")
    heads = lexicon.alternation("mechanism.system", "mechanism.platform")
    verbs = lexicon.alternation("mechanism.verb")
    return Names(
        load_patterns("mechanisms_names", lexicon),
        re.compile(
            rf"(?:(?:[两二三四五六七八九十]{{1,2}}|\d+)(?:个|项|种|套|类|大))?(?:一(?:批|系列|整套))?(?:{empty})*(?:{content})?(?:{empty})*(?:{heads})(?:计划)?"
        ),
        re.compile(rf"(?:疫情|防汛|应急|重大)?(?!管理|组织|领导|标准|法[律规治])(?:{content})(?:制度|机制|责任制)"),
        re.compile(
            rf"^(?:[型式化性]|[一-鿿]{{0,6}}(?:{verbs}|加快|加强|结合|统筹|抓好|搞好|做好)(?:了|好)?|新一[轮批]|一整?套|一(?:系列|批|种|个)|\d+个(?:省份|省区市|地市|部门|单位|企业|乡镇|街道)?)(?=[^\W_和与及或]{{4,}})"
        ),
    )
