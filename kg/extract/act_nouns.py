"""Noun phrases around a verb: cut a stretch of text into arguments, and say what each one is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.extract.index import MentionIndex
from kg.model import AreaForm, Form, GroupForm, Kind, Mention, ResourceForm, SiteForm
from kg.offsets import Span

# 县委、县政府主要领导 is one group, 市、县直部门 another
JOINT_HEAD = re.compile(
    r"[^、,和与及]{1,7}(?:主要领导|主要负责同志|主要负责人|领导干部|领导班子|领导)(?=[、,和与及]|$)"
)
NAMED = (Kind.PERSON, Kind.ORGANIZATION, Kind.AREA, Kind.FACILITY, Kind.INSTRUMENT, Kind.MECHANISM)
LISTED = re.compile(r"[、;,]|作为|以及|并(?!发)|及(?![时其格])|和(?![谐平睦田县])|与(?![会众])|或(?!者)|暨")
LEAD = re.compile(
    r"(?:[了着过起好的、]|相关|有关|其他|其它|一批|大量|部分|广大|等|有|用|全部|更多|各自|以下|上述|新的|所需的?|必要的?|,|:|“|”|\s)+"
)
FIGURE = re.compile(
    r"(?:第?[\d.]+|[一二两三四五六七八九十百千万亿几数]+)(?:[余多来]|[十百千万亿])*[余多]?(?:个|名|位|人次|人|户|家|支|处|条|辆|台|件|套|只|副|箱|吨"
    r"|公斤|场|次|轮|份|篇|块|幅|栋|座|间|张|批|项|所|艘|架|顶|床|双|瓶|桶|袋|万|元|亩|公里|米|天|小时|类|种|级|口|片|株|头|部|本|期|组|具|周|个月|月|年|岁|小时|步|棵|枚|盒|包|根|面|层|门|宗|起)?"
)
TAIL = re.compile(
    r"(?:等(?!级|待|候)[^、,]{0,9}|[的了着等]|进行|分别|工作|共|累计|各|均|全部|都|等地|“|”|\s|已|共计)+$"
)
WEAK = frozenset(
    [
        "工作",
        "活动",
        "措施",
        "情况",
        "基础",
        "作用",
        "时间",
        "力度",
        "方面",
        "要求",
        "责任",
        "问题",
        "机制",
        "制度",
        "体系",
        "任务",
        "能力",
        "水平",
        "重点",
        "关键",
        "前提",
        "同时",
        "期间",
        "各项",
        "全面",
        "认真",
        "积极",
        "深入",
        "依法",
        "广泛",
        "及时",
        "相关",
        "自身",
        "自己",
        "他们",
        "我们",
        "它们",
        "大家",
        "对此",
        "为此",
        "成效",
        "成果",
        "效果",
        "全程",
        "全力",
        "全员",
        "现场",
        "其中",
        "目前",
        "当前",
        "今年",
        "有序",
        "随时",
        "每天",
        "每日",
        "面对面",
        "其",
        "该",
        "此",
        "之",
        "者",
        "全覆盖",
        "一线工作",
        "有效",
        "严格",
        "科学",
        "到位",
        "落实",
        "服务",
        "管理",
        "建设",
        "发展",
        "保障",
        "安全",
        "上述",
        "以上",
        "生产",
        "生活",
        "计划",
        "方案",
    ]
)
ADVERBIAL = re.compile(
    r"(?:逐一|逐个|逐户|逐人|全面|及时|认真|积极|深入|广泛|严格|切实|统一|集中|分别|进一步|持续|不断|主动|立即|迅速|依法|先后|多次|共同|联合|相继|同步|紧急|连夜|"
    r"加强|均|都|也|还|就|要|将|已经?|正在?|正|并|又|再|曾|共|累计|总|可|能|会|应当?|必须|一律|全部|全员|全体|分类|分批|精准|科学|有序|妥善|大力|全力|自觉|自发|始终|坚持|坚决|率先|带头|牵头|带队|负责|配合|参与|更加|每天|每日|综合|大幅|高效|高质量|有效|充分|日夜|昼夜|不分昼夜|"
    r"提前|按时|轮流|按照|随时|第一时间|目前|当前|截至目前|同时|此外|另外|随后|其中|对此|为此|据悉|据了解|现场|实地|亲自|一线|当场|当天|当日|普遍|到|共计|点对点|面对面|每人|每户|人人|落地|主要|重点|直接|单独|专门|专项|定期|不定期)+$"
)
LISTED_HEAD = re.compile(r"等(?=[\d一二两三四五六七八九十]+余?多?(?:名|个|位|家|支))")
NO_ACTOR = re.compile(
    r"要求|随着|记者|通知|若|让|使(?!用)|被|应当|可以|已经|如果|如有|通过|进行|是否|没有|什么|[((].{0,2}$|。"
)
HANGING = re.compile(
    r"(?:优先|未能|必须|彻底|长期|逐步|更加|严格|尽快|及时|提前|一律|尽早|尽量|逐一|分别|正在|已经?|没有|不能|不得|能够|可以|有序|随时|按规定)+$"
)
CONNECTIVE = re.compile(
    r"(?:同时|此外|另外|随后|其中|目前|当前|截至目前|近日|连日来|近年来|日前|据悉|据了解|据介绍|为此|对此|因此|于是|而且|并且|同日|当天|当日|近期|今年以来|疫情发生以来|疫情发生后|[一二三四五六七八九十]+是|[一二三四五六七八九十]+要|均?由|首先|其次|最后|今后|下一步|今年|去年|现在|如今|期间|并|还|也|又|而|——|-|—|\s|“|”)+"
)


OF_COUNTED = re.compile(
    r"的(?:[\d.]+[余多]?|[一二两三四五六七八九十百千万]+[余多]?)[万亿]?[余多]?(?:名|个|位|家|户|支|条|台|辆)"
)
EMPTY_REST = re.compile(
    r"的?(?:管护|防控|工作|推选)?(?:制度|机制|责任制?|责任体系|体系|要求|标准|原则|方式|办法|工作|活动|行动|政策|模式|措施|理念|精神|制|格局|服务|管理|网络|等.*|使用|查验|核查)?$"
)


def _bare(name: str) -> str:
    """A name without quotation marks, and without a figure inside it (单位的千余名党员 → 单位的党员)."""
    name = name.replace("“", "").replace("”", "")
    counted = OF_COUNTED.search(name)
    if counted:
        name = name[: counted.start() + 1] + name[counted.end() :] if len(name) <= 18 else name[counted.end() :]
    return name


@dataclass(frozen=True)
class NounPhrases:
    """Arguments of a page: named mentions where a phrase is one, new mentions of groups, places and goods elsewhere."""

    text: str
    index: MentionIndex
    heads: Mapping[str, str]

    def items(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The members of a list; marks inside names, quotes or brackets do not cut."""
        closed = [m.span for m in self.index.overlapping(Span(start, end), *NAMED)] if start < end else []
        at = start
        for match in LISTED.finditer(self.text, start, end):
            if any(s.start < match.end() and match.start() < s.end for s in closed) or self._bracketed(
                at, match.start()
            ):
                continue
            if (
                match.start() - at <= 1
                or (self.text[at] == "各" == self.text[match.end() : match.end() + 1])
                or JOINT_HEAD.match(self.text, match.end(), end)
            ):
                continue
            if at < match.start():
                yield at, match.start()
            at = match.end()
        if at < end:
            yield at, end

    def _bracketed(self, start: int, at: int) -> bool:
        part = self.text[start:at]
        return part.count("(") > part.count(")") or part.count("“") > part.count("”")

    def arguments(self, start: int, end: int) -> list[Mention]:
        """Everything that a stretch of text names, in order."""
        return [m for a, b in self.items(start, end) for m in self.one(a, b)]

    def one(self, start: int, end: int) -> list[Mention]:
        """What one list item is: named mentions, a new mention, or nothing."""
        start, end = self.trimmed(start, end)
        if start >= end:
            return []
        times = [
            m for m in self.index.inside(Span(start, end), Kind.TIME) if m.span.end == end and m.span.start > start
        ]
        if times:
            start, end = self.trimmed(start, times[0].span.start)
        span = Span(start, max(end, start + 1))
        named = self.index.outermost(span, *NAMED)
        applied = [m for m in named if m.kind in (Kind.INSTRUMENT, Kind.MECHANISM)]
        if applied:
            rest = applied[-1].span.end + (1 if self.text[applied[-1].span.end : end][:1] in "”》" else 0)
            more = [] if EMPTY_REST.match(self.text[rest:end]) or end - rest < 3 else self._new(rest, end)
            return [*applied, *more]
        last = named[-1] if named else None
        if (
            last
            and (last.span.end == end or end - last.span.end <= 1)
            and (last.kind is not Kind.AREA or last.span.start == start)
        ):
            return [last]
        first = named[0] if named else None
        if first and first.span.start == start and end - first.span.end <= 4 and not self.head(self.text[start:end]):
            return [first]
        if last and last.kind is Kind.PERSON and self.text[last.span.end : end] in ("等", "等人", "一行", "同志"):
            return [last]
        return self._new(start, end)

    def _new(self, start: int, end: int) -> list[Mention]:
        area = next((m for m in self.index.inside(Span(start, end), Kind.AREA) if m.span.start == start), None)
        if area and isinstance(area.form, AreaForm) and area.form.word and area.span.end < end:
            start, end = self.trimmed(area.span.end, end)
        if start >= end:
            return []
        name = _bare(self.text[start:end])
        if not 2 <= len(name) <= 26 or name in WEAK or not re.search(r"[一-鿿A-Za-z]", name):
            return []
        kind, form = self._kind(name)
        return [Mention(Span(start, end), kind, form, "act.argument", 0.7)]

    def _kind(self, name: str) -> tuple[Kind, Form]:
        head = self.head(name)
        if head == "site":
            return Kind.PLACE, SiteForm(name)
        if head:
            return Kind.COLLECTIVE, GroupForm(name)
        return Kind.RESOURCE, ResourceForm(name)

    def head(self, name: str) -> str:
        """The class of the head noun that ends `name`: people, body, site, or "" for things."""
        bare = re.sub(r"\([^)]*\)$", "", name)
        for size in range(min(8, len(bare)), 0, -1):
            found = self.heads.get(bare[-size:])
            if found:
                return found
        return ""

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """Without figures, particles and empty words at either side."""
        text = self.text
        for _ in range(4):
            before = start, end
            lead = LEAD.match(text, start, end)
            start = lead.end() if lead else start
            figure = FIGURE.match(text, start, end)
            if figure and figure.end() < end and (figure[0][0].isdigit() or len(figure[0]) > 1):
                start = figure.end()
            start, end = self._without_quantity(start, end)
            tail = TAIL.search(text, start, end)
            end = tail.start() if tail else end
            hanging = HANGING.search(text, start, end)
            end = hanging.start() if hanging and hanging.start() > start + 1 else end
            end = self._without_figure(start, end)
            if (start, end) == before:
                break
        return start, end

    def _without_quantity(self, start: int, end: int) -> tuple[int, int]:
        """Cut at a figure mention: what follows one at the start, what precedes any other (党费30万元支持…)."""
        if start >= end:
            return start, end
        for m in self.index.overlapping(Span(start, end), Kind.QUANTITY):
            lead = Span(start, m.span.start) if start < m.span.start else None
            counted = lead is not None and any(a.span == lead for a in self.index.inside(lead, Kind.AREA))
            if (counted or m.span.start <= start) and start < m.span.end < end:  # 全市|40家|影院
                start = m.span.end
            elif start < m.span.start < end and not self.text.startswith("的", m.span.start - 1):
                return start, m.span.start
        return start, end

    def _without_figure(self, start: int, end: int) -> int:
        """End of the phrase without a figure behind it (医用口罩3000个)."""
        for match in FIGURE.finditer(self.text, start + 1, end):
            if match.end() == end and (self.text[match.start()].isdigit() or len(match[0]) > 1):
                return match.start()
        return end

    def subject(self, start: int, end: int) -> list[Mention]:
        """The actors that a subject zone names, or nothing if the zone is only adverbial."""
        connective = CONNECTIVE.match(self.text, start, end)
        start = connective.end() if connective else start
        for mention in self.index.inside(Span(start, end), Kind.TIME) if start < end else ():
            if mention.span.start <= start + 1:
                start = mention.span.end
        listed = LISTED_HEAD.search(self.text, start, end)
        start = listed.end() if listed else start
        adverb = ADVERBIAL.search(self.text, start, end)
        end = adverb.start() if adverb else end
        found = self.arguments(start, end) if start < end else []
        if any(NO_ACTOR.search(m.span.of(self.text)) for m in found if m.kind is Kind.COLLECTIVE):
            return []
        actors = (Kind.PERSON, Kind.ORGANIZATION, Kind.AREA, Kind.COLLECTIVE, Kind.FACILITY)
        return found if found and all(m.kind in actors for m in found) else []

    def themes(self, start: int, end: int) -> list[Mention]:
        """What a subject zone names if it is no actor (24条公路全面打通)."""
        adverb = ADVERBIAL.search(self.text, start, end)
        return self.arguments(start, adverb.start() if adverb else end)
