"""Acts told as things: 提供|融资对接服务, 落实|体温检测, 优化|采购流程: the verbal noun is what the verb acts on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.act_measures import Predication
from kg.extract.act_nouns import NounPhrases
from kg.extract.tagged_words import words_of
from kg.model import Kind, Mention, ResourceForm
from kg.offsets import Span

# verbs that take an act as their thing, unlike 进行, 开展, 做好
GIVING = re.compile(
    r"(?:提供|给予|落实|优化|完善|健全|制定|制订|建立|设立|开通|开辟|举行|履行|享受|享有|出台|印发|推出|申请)好?了?$"
)
# nouns that make a thing of the act before them: 采购|流程, 日报告|制度, 绿色理赔|通道
MADE_OF = re.compile(
    r"[、和与及]?(?:[一-鿿]{2}[、和与及]?){0,2}?(?:措施|制度|机制|体系|方案|预案|服务|通道|进度|流程|政策|规定|办法|程序|规程|标准|细则|意向书|协议|手续|义务|待遇|补贴|补助|贷款|资金|结构|模式|清单|台账|档案|平台|系统|网络|队伍|条件)(?=$|[、和与及等])"
)
WORK = re.compile(r"(?:等)?(?:各项|相关|有关)?(?:工作|力度|活动|任务|事宜|情况)?$")
LISTED = re.compile(r"[、;]|以及|及(?!时)|和(?!谐)|与(?!会)|或(?!者)")
GIFTS = frozenset({"FiscalAllocation", "FeeRelief", "Relief", "Donation", "Insurance", "VulnerableCare", "Other"})
MAX = 20  # characters


def nominal(nouns: NounPhrases, p: Predication, found: Sequence[Mention]) -> list[Mention]:
    """The objects of a predication whose trigger is a verbal noun: with that noun where it is a thing.

    Args:
        nouns: the noun phrases of the page.
        p: the predication; its trigger stands in its object.
        found: what stands before the trigger in the object.
    """
    text, trigger = nouns.text, p.trigger
    limit = p.phrase.after[1]
    mark = LISTED.search(text, trigger.end, limit)
    stop = min(mark.start() if mark else limit, limit)
    made = MADE_OF.match(text, trigger.end, limit)
    giving = GIVING.search(text, p.phrase.head.span.start, p.phrase.head.span.end)
    if (giving and giving[0] == "给予" and p.measure not in GIFTS) or text[trigger.start] in "不禁严":
        return list(found)  # 给予|批评教育, 落实|不聚集
    if made:
        end = made.end()
    elif giving and WORK.fullmatch(text, trigger.end, stop):
        end = trigger.end
    else:
        return list(found)
    kept = [m for m in found if m.kind is not Kind.RESOURCE or text[m.span.end : m.span.end + 1] == "的"]
    start = max((m.span.end for m in kept if m.span.start >= p.region[0]), default=p.region[0])
    start, end = _thing(nouns, start, end, trigger)
    if not 2 <= end - start <= MAX:
        return list(found)
    form = ResourceForm(text[start:end].replace("“", "").replace("”", ""))
    return [*kept, Mention(Span(start, end), Kind.RESOURCE, form, "act.nominal", 0.7)]


def _thing(nouns: NounPhrases, start: int, end: int, trigger: Span) -> tuple[int, int]:
    """The name of the thing: whole words, from what modifies the verbal noun to the noun after it."""
    text = nouns.text
    of = max(text.rfind(mark, start, trigger.start) for mark in ("的", ",", "、"))
    start = of + 1 if of >= 0 else start
    if nouns.index.overlapping(Span(start, end), Kind.INSTRUMENT):
        return start, start
    start, _ = nouns.trimmed(start, end)
    words = words_of(text)
    return (trigger.start, end) if not start or words.first(start) != start else (start, end)
