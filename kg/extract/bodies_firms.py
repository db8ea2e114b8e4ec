"""Firms that a list names by their brands alone: 青云乳业、柳河、京东、云上等企业."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.model import BodyForm, Kind, Mention
from kg.offsets import Span

NAME = r"(?:[^\W\d_]|(?<=[^\W\d_])[A-Z0-9]){2,16}?(?:\([一-鿿]{2,6}\))?"
LIST = re.compile(rf"{NAME}(?:、{NAME}){{2,}}(?=等|[,。;]|(?:共同|联合|纷纷|均|都|也|已|先后|相继)[^、]{{1,12}}[,。;])")
KIND = re.compile(  # 等8家大型电商平台
    r"等(?:[0-9一二两三四五六七八九十百多余数几]+[家个])?(?:一批|多家|众多|各大|大型|知名|著名|重点|龙头|骨干|国内|头部|连锁|主要|本地|国有|民营|外资|上市|中央){0,3}"
    r"(?:[一-鿿]{2,4})?(?:企业|公司|电商|平台|集团|品牌|商超|超市|商家|药企|车企|央企|国企|房企)"
)
INTRODUCED = re.compile(  # 以来,由|青云乳业、
    r".*(?:例如|比如|推动|带动|要求|集结|汇集|汇聚|齐聚|包括|以及|其中|组织|协调|联系|联合|会同|引进|吸引|指导|支持|督促|鼓励|涌现出|来自|还有|得到|约谈|走访|对接|依托|通过|与|由|向|对|从|在|有|和|为)"
)
NO_NAME = re.compile(
    r"^(?:全国性|地方性|政策性|国有|民营|大型|小微|中小|各|其他|其它|有关|相关|该|本)|(?:行业|产业|领域|部门|银行业|设备|产品|用品|服务|物资|制造|生产|加工|运输|零售|批发|餐饮|物流|医药|食品|农业|工业|商业|旅游|建筑|"
    r"口罩|防护服|[省市县区镇乡村])$"
)
BY_MEANS = re.compile(
    r"(?:通过|利用|借助|依托|登录|下载|使用|在)$"
)  # 通过京东、微信等平台: channels, not firms that act
SURE, MANY = (
    2,
    4,
)  # firms known otherwise that make a list without 等企业 one of firms; at most so many items for a known one


BRAND = re.compile(
    r"(?P<brand>[^\W\d_]{3,8}?)(?:[一-鿿]{2}(?=股份|有限))?(?:股份有限公司|有限(?:责任)?公司|集团有限公司)$"
)
CLASSES = re.compile(r"(?:担保|融资|保险|银行|供水|燃气|热力|公交|运输|管理|服务|投资|发展|建设|科技|贸易|物业|物流)$")


def called(text: str, found: Sequence[Mention]) -> Iterator[Mention]:
    """Where `text` names a firm found in full by its brand alone: 柳河日化 for 柳河日化有限公司."""
    ends = {m.span.end for m in found}
    for firm in {m.span.of(text): m for m in found if _firm(m)}.values():
        form = firm.form
        match = BRAND.match(form.organ) if isinstance(form, BodyForm) else None
        if match is None or not isinstance(form, BodyForm) or form.place or CLASSES.search(match["brand"]):
            continue
        brand = match["brand"]
        at = text.find(brand)
        while at >= 0:
            end = at + len(brand)
            inside = any(m.span.start <= at and end <= m.span.end for m in found)
            if not inside and end not in ends:
                yield Mention(Span(at, end), Kind.ORGANIZATION, replace(form, place=""), "bodies.fixed", 0.8)
            at = text.find(brand, end)


def firms(text: str, found: Iterable[Mention]) -> Iterator[Mention]:
    """The firms of lists in `text` that `found`, the bodies known otherwise, leave out.

    A list is one of firms where it holds a known one and says what it lists (等企业), or holds several known ones.
    """
    known = {m.span.start: m for m in sorted(found, key=lambda m: len(m.span)) if _firm(m)}
    if not known:
        return
    done = 0
    for start in sorted(known):
        if start < done:
            continue
        match = LIST.match(text, _first(text, start))
        if match is None or not match.start() <= start < match.end():
            continue
        done = match.end()
        yield from _items(text, match, known)


def _items(text: str, match: re.Match[str], known: dict[int, Mention]) -> Iterator[Mention]:
    spans, at = [], match.start()
    for item in match[0].split("、"):
        spans.append(Span(at, at + len(item)))
        at += len(item) + 1
    if verb := INTRODUCED.match(text[spans[0].start : spans[0].end]):
        spans[0] = Span(spans[0].start + verb.end(), spans[0].end)
    sure = [s for s in spans if s.start in known and known[s.start].span.end <= s.end]
    whole = [s for s in sure if known[s.start].span == s]
    kind = KIND.match(text, match.end())
    if kind and kind[0].endswith("平台") and BY_MEANS.search(text, max(0, match.start() - 4), spans[0].start):
        return
    if not whole or (kind is None and (len(whole) < SURE or len(spans) > MANY * len(sure))):
        return
    for span in spans:
        name = span.of(text)
        last = span is spans[-1] and not text.startswith(
            ("等", "共同", "联合", "纷纷"), span.end
        )  # its verb may follow
        if span in whole or last or len(span) < 2 or NO_NAME.search(name) or _holds(span, text, known):
            continue
        yield Mention(span, Kind.ORGANIZATION, BodyForm("", name, "enterprise"), "bodies.fixed", 0.75)


def _holds(span: Span, text: str, known: dict[int, Mention]) -> bool:
    """Whether a listed item is more than the known firm in it (柳河集团宣布), save for brackets: 柳河(中国)."""
    inside = [m for start, m in known.items() if span.start <= start < span.end]
    return any(m.span.start > span.start or text[m.span.end : m.span.end + 1] != "(" for m in inside)


def _first(text: str, at: int) -> int:
    """Where the run of listed names begins that has one at `at`."""
    start = at
    while start > 0 and (text[start - 1].isalnum() or text[start - 1] in "、()"):
        start -= 1
    return start


def _firm(mention: Mention) -> bool:
    return isinstance(mention.form, BodyForm) and mention.form.body_kind == "enterprise" and not mention.form.counted
