"""The objects of an act as a whole: what only modifies another one, or is told within it, is none of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.act_shape import first_word
from kg.model import Kind, Mention

# 感染、疑似|及密切接触者, 来自疫区|和重点区域人员: the head noun stands at the end of the list
MODIFIER = re.compile(
    r"(?:确诊|疑似|感染|无症状|有症状|危重|重症|轻症|密接|次密接|阳性|阴性|入境|返乡|返岗|外来|流动)|(?:来自|由|从|与|有过?|未|不|在).{2,8}"
)
LIST = re.compile(r"[、和及与或]|以及")
# 县委、县政府|发布的《通告》, 中央|和省市县决策部署: who made a paper is not acted on
MAKER = re.compile(
    r"(?:[、和及与][^,、;。]{1,10}){0,3}?(?:联合|共同|已经?|近日|最新)?(?:发布|印发|下发|出台|制定|制订|颁布|颁发|公布|发出|作出|提出)的"
    r"|(?:[、和及与][^,、;。]{1,8}){0,3}?(?:的)?(?:各项|有关|一系列|重要|最新|防控|工作)*(?:决策部署|部署要求|工作部署|工作要求|指示精神|批示精神|会议精神|部署|决策)"
    r"|(?:[、和及与][^,、;。]{1,8}){0,3}?(?:关于|有关)"
)
MADE = frozenset({Kind.ORGANIZATION, Kind.AREA})
COUNTED = re.compile(
    r"(?:阅读|点击|播放|浏览|访问|收视|转发|关注|下载|播出|观看|曝光|传播|点赞|交易|成交|客运|发送)+(?:量|数|人数|次数|总量)$|^(?:总)?(?:金额|价值|总额|面积|人数|总数|数量|总价值|总量|产值)$"
)
LONGEST_TOOL = 8  # characters
FIGURE = re.compile(r"[\d余多]*(?:个|名|人|户|家|件|条|辆|次|份)")


def settled(text: str, objects: Sequence[Mention]) -> tuple[Mention, ...]:
    """The objects that are arguments of their own.

    Args:
        text: `Text.normal`.
        objects: what the rules found, in order.
    """
    kept = [m for m in objects if not _modifies(text, m, objects) and not _counts(text, m)]
    return tuple(m for m in kept if not any(_within(m, other) for other in kept))


def _modifies(text: str, m: Mention, objects: Sequence[Mention]) -> bool:
    end = m.span.end
    if m.kind in MADE:
        return bool(MAKER.match(text, end)) and any(end < o.span.end <= end + 40 for o in objects)
    if m.kind is not Kind.RESOURCE or not MODIFIER.fullmatch(text, m.span.start, end):
        return False
    after = LIST.match(text, end)
    return bool(after) and any(o.kind is Kind.COLLECTIVE and end < o.span.end <= end + 20 for o in objects)


def _counts(text: str, m: Mention) -> bool:
    """Whether a thing is only what is counted (阅读量), or a figure itself (6个)."""
    if m.kind not in (Kind.RESOURCE, Kind.COLLECTIVE):
        return False
    return bool(COUNTED.search(m.span.of(text)) or FIGURE.fullmatch(m.span.of(text)))


def _within(m: Mention, other: Mention) -> bool:
    """Whether one argument is part of another (社会关切 in 社会关切和舆论关注)."""
    return (
        m is not other and m.span != other.span and other.span.covers(m.span) and m.kind is Kind.RESOURCE is other.kind
    )


def is_tool(text: str, m: Mention) -> bool:
    """Whether what an act is done by means of is a thing (广播喇叭), no way of doing it (经验推广, 加强培训)."""
    if m.kind is not Kind.RESOURCE:
        return True
    return len(m.span) <= LONGEST_TOOL and not first_word(text, m.span.start).startswith("v")
