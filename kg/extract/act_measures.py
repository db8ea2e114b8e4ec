"""Which measures a verb phrase carries out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.act_modifiers import modifies
from kg.extract.act_phrases import QUOTED, Phrase
from kg.extract.act_rules import MeasureRule, MeasureRules
from kg.extract.act_scan import Hit
from kg.model import Kind, Mention
from kg.offsets import Span
from kg.records import quick

ITEM_MARK = re.compile(r"[、;,]|以及|及(?!时)|和|与|并")
SUMMED = re.compile(r"(?<=[^、])、[^,;]*?等(?=[^、,;]{2,12}$)")
VAGUE = re.compile(
    r"(?:能力|水平|质量|意识|氛围|功能|(?<!督查)(?<!督导)(?<!监督)合力|需要|优势|成效|本领|素质|信心|决心|观念|程度|实效)$"
)
DIGIT = re.compile(r"\d|[一二两三四五六七八九十百千万](?=[个名支家处辆场次])")
# a verb before these only tells one thing from another: 检测|设备, 消毒|功能的传递舱
ATTRIBUTE = re.compile(
    r"到位|落实落细|的(?!工作|力度|措施|任务|责任)|(?:作业|专用|使用|所需|用)?(?:设备|设施|用品|产品|药品|功能|仪器?|器材|试剂|装备|室|通道|病房|医院|用房|工具|材料|水平|标志|标识|证明|结果|能力)(?!$|[、和]?(?:采购|储备|保障))"
)
# 办税|服务厅, 学校|食堂采购: the word before is not what the phrase is about
OTHER_HEAD = re.compile(
    r"^[^、,]+(?:场所|机构|人员|单位|业务|能力|基础|联系|沟通|认识|体检|子女|家属|申报|征管|系统|软件|窗口|大厅|服务厅|办理|作用|标准|编制|备案|登记|手续|证书|流程|负责制|落实情况|根基|意见|风险|影响|范围|对象|职责|权益|教育|管控|执法|监测|防护)$"
)
PREPOSED = re.compile(r"把|将|对|为|给|向|被|由|均|都|已|全部")
STATE = re.compile(r"(?:通行|通畅|畅通|供应|充足|稳定|运转|状态|转运|配送|无阻|不断档|到位|合格)(?=[^、,]{0,4}$)")
SAVED = frozenset({"Rescue", "Evacuation"})  # told in one breath: 搜救|转移被困人员
MADE = frozenset({"setup", "issue", "use", "build"})  # 制定|救治方案, 设立|采样点: what is made tells the measure
TAUGHT = frozenset({"Other", "Publicity", "Training"})
NAMING = ("setup",)  # heads whose object is a thing: the thing decides, not a verbal noun inside its name
ACTS_BELOW = frozenset(
    {"carry", "issue", "setup", "keep", "use", "ensure", "attend", "upgrade", "restore", "organize", "guide"}
)


@quick
@dataclass(frozen=True, slots=True)
class Predication:
    """One measure of one phrase. `trigger` is the word that names it, `region` the part of the object that is its own."""

    phrase: Phrase
    measure: str
    trigger: Span
    region: tuple[int, int]
    rule: str
    confidence: float
    agent: str = ""  # what the actor must be: person, command
    otherwise: str = ""  # the measure if it is not


@dataclass(frozen=True)
class Namer:
    """Decides measures: the rules, and the names that stand in the text."""

    text: str
    rules: MeasureRules
    words: Mapping[str, str]  # words inside mechanism names → object class

    def predications(
        self, phrase: Phrase, named: Sequence[Mention], people: Sequence[Mention] = ()
    ) -> list[Predication]:
        """The measures of a phrase, one each; empty if the phrase is no measure.

        Args:
            phrase: the verb phrase.
            named: mechanism and instrument mentions inside the clause.
            people: person mentions inside the clause: people who attend without saying what are in a meeting.
        """
        head = phrase.head
        if head.family == "attend" and not self.text[phrase.after[0] : phrase.after[1]].strip("了。"):
            who = [m for m in people if m.span.end <= head.span.start]
            return [Predication(phrase, "Meeting", head.span, phrase.after, "act.attend", 0.75)] if who else []
        if head.measure:
            return [
                Predication(phrase, measure, head.span, phrase.after, f"act.{measure}", 0.85)
                for measure in head.measure.split()
            ]
        found: list[Predication] = []
        since: int | None = None  # where items began that say nothing by themselves (口罩、手套等物资采购)
        for start, end in self._items(phrase):
            made = None if self._beside(phrase, start, end) else self._item(phrase, start, end, named)
            same = next((k for k, f in enumerate(found) if made and f.measure == made.measure), None)
            if made is None:
                since = start if since is None else since
                if found and found[-1].trigger == phrase.head.span:  # 暂停|聚集性活动、考试: one list
                    found[-1] = replace(found[-1], region=(found[-1].region[0], end))
                continue
            if since is not None:
                made, since = replace(made, region=(since, end)), None
            if same is None:
                found.append(made)
            else:
                old = found[same]
                found[same] = Predication(phrase, old.measure, old.trigger, (old.region[0], end), old.rule, 0.8)
        if found or VAGUE.search(self.text, max(phrase.after[0], phrase.after[1] - 2), phrase.after[1]):
            return [replace(f, measure=m, rule=f.rule or f"act.{m}") for f in found for m in f.measure.split()]
        return list(self._whole(phrase))

    def _items(self, phrase: Phrase) -> Iterator[tuple[int, int]]:
        """The list items of the object region; marks inside words, quotes or brackets do not cut."""
        start, end = phrase.after
        closed = [h.span for h in phrase.hits_after] + [Span(*m.span()) for m in QUOTED.finditer(self.text, start, end)]
        summed = SUMMED.search(self.text, start, end)
        if summed and any(h.span.start >= summed.end() and _telling(h) for h in phrase.hits_after):
            start = summed.end()  # A、B等培训: what stands after 等 says what it is
        at = start
        for match in ITEM_MARK.finditer(self.text, start, end):
            if any(s.start < match.end() and match.start() < s.end for s in closed):
                continue
            if at < match.start():
                yield at, match.start()
            at = match.end()
        if at < end:
            yield at, end

    def _item(self, phrase: Phrase, start: int, end: int, named: Sequence[Mention]) -> Predication | None:
        if VAGUE.search(self.text, max(start, end - 2), end):
            return None
        hits = [h for h in phrase.hits_after if start <= h.span.start and h.span.end <= end]
        hits = [h for h in hits if not any(_covers(m, h) for m in QUOTED.finditer(self.text, start, end))]
        names = [m for m in named if m.span.start < end and start < m.span.end]
        figure = bool(DIGIT.search(self.text, phrase.before[0], phrase.after[1]))
        head = phrase.head.family
        own = self._classes([h for h in hits if not OTHER_HEAD.search(self.text[h.span.end : end])], names)
        near = self._classes(phrase.hits_before, ()) if self._preposed(phrase, end) else ()
        rule = self.rules.decide(head, own, figure)
        if rule and (head in NAMING or rule.id.startswith(("mechanism.", "supply."))) and rule.id != "mechanism.named":
            return self._made(phrase, rule, phrase.head.span, (start, end), 0.8)
        if head in ACTS_BELOW:
            for hit in reversed([h for h in hits if h.verbal and not h.light]):
                if ATTRIBUTE.match(self.text, hit.span.end, end) or (
                    head not in MADE and modifies(self.text, hit.span.end, end, hit.measure)
                ):
                    continue
                if hit.measure and head == "guide" and hit.measure not in TAUGHT:  # 指导|防汛抢险工作
                    return Predication(phrase, "Supervision", phrase.head.span, (start, end), "act.guide.act", 0.8)
                if hit.measure:
                    both = next((h for h in hits if h.span.end == hit.span.start and h.measure in SAVED), hit)
                    measure = (
                        hit.measure
                        if both.measure == hit.measure or hit.measure not in SAVED
                        else f"{both.measure} {hit.measure}"
                    )
                    return Predication(phrase, measure, hit.span, (start, end), "", 0.8)
                inner = self.rules.decide(hit.family, (*own, *near), figure)
                if inner:
                    return self._made(phrase, inner, hit.span, (start, end), 0.75)
        rule = rule or self.rules.decide(head, (*own, *near), figure)
        return self._made(phrase, rule, phrase.head.span, (start, end), 0.75) if rule else None

    def _beside(self, phrase: Phrase, start: int, end: int) -> bool:
        """保障|应急物资、生活物资运输车辆通行: goods that only share the state which the last item tells."""
        last = (
            phrase.head.family == "ensure" and end < phrase.after[1] and STATE.search(self.text, end, phrase.after[1])
        )
        if not last or STATE.search(self.text, start, end):
            return False
        return not any(h.verbal for h in phrase.hits_after if start <= h.span.start and h.span.end <= end)

    def _preposed(self, phrase: Phrase, end: int) -> bool:
        """Whether the object of a verb stands before it: 把物资送达, 物资已储备."""
        return bool(PREPOSED.search(self.text, *phrase.before) or end - phrase.head.span.end < 2)

    def _made(
        self, phrase: Phrase, rule: MeasureRule, trigger: Span, region: tuple[int, int], sure: float
    ) -> Predication | None:
        if not rule.measure:
            return None
        return Predication(phrase, rule.measure, trigger, region, f"act.{rule.id}", sure, rule.agent, rule.otherwise)

    def _classes(self, hits: Sequence[Hit], names: Sequence[Mention]) -> tuple[str, ...]:
        """Object classes of an item, the last word first (Chinese noun phrases end in their head)."""
        out = [c for m in names if m.kind is Kind.MECHANISM for c in self._name_classes(m)]
        out += [c for hit in reversed(hits) for c in hit.classes]
        out += ["mechanism" for m in names if m.kind is Kind.MECHANISM]
        out += ["instrument" for m in names if m.kind is Kind.INSTRUMENT]
        return tuple(dict.fromkeys(out))

    def _name_classes(self, mention: Mention) -> list[str]:
        name = mention.span.of(self.text)
        return [cls for word, cls in self.words.items() if word in name]

    def _whole(self, phrase: Phrase) -> Iterator[Predication]:
        """The whole phrase as one item: a family that needs no object (排查), or one whose object stands before it."""
        classes = self._classes((*phrase.hits_before, *phrase.hits_after), ())
        rule = self.rules.decide(
            phrase.head.family, classes, bool(DIGIT.search(self.text, phrase.before[0], phrase.after[1]))
        )
        made = self._made(phrase, rule, phrase.head.span, phrase.after, 0.7) if rule else None
        if made:
            yield made


def _covers(quoted: re.Match[str], hit: Hit) -> bool:
    """Whether a word stands in a much longer quoted name (“企业所得税清算|报备”)."""
    inside = quoted[0][0] == "“" and quoted.start() < hit.span.start and hit.span.end < quoted.end()
    return inside and quoted.end() - quoted.start() - 2 >= len(hit.span) + 4


def _telling(hit: Hit) -> bool:
    """Whether a word says what a list is about (等培训), unlike 等工作, 等制度."""
    return hit.verbal or bool(set(hit.classes) - {"generic", "fieldwork", "mechanism", "duty"})


def merged(found: Sequence[Predication], text: str) -> list[Predication]:
    """Join neighbours of one measure in a clause unless each has an object with a figure (悬挂条幅3幅、制作展板5块)."""
    out: list[Predication] = []
    for p in found:
        old = out[-1] if out else None
        if old is None or old.measure != p.measure or (_own(old, text) and _own(p, text)):
            out.append(p)
            continue
        out[-1] = p if _own(p, text) and not _own(old, text) and old.phrase.head.family != "setup" else old
    return out


def _own(p: Predication, text: str) -> bool:
    return len(text[p.region[0] : p.region[1]].strip("了着过")) >= 2
