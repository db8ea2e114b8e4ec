"""The shape of an argument: whole words, no function word at either side, no verb phrase."""

from __future__ import annotations

import re

import rjieba

from kg.extract.index import MentionIndex
from kg.extract.tagged_words import TaggedWords, words_of
from kg.offsets import Span

LOOSE = re.compile(
    r"和|与|及|或|并|而|的|地|得|了|着|过|都|也|还|就|才|则|且|但|被|把|将|对|从|向|于|以|为|由|在|到|是|使|让|令|因|若|如|不|未|没|没有|可|应|要|须|更|最|很"
    r"|较|均|共|再|又|先|即|所|之|其|该|此|时|后|前|中|内|里|上|下|至|等|给|用|有|已|已经|正在|正|以及|并且|而且|或者|但是|同时|及时|积极|主动|迅速|立即|全面|逐一"
    r"|逐步|逐渐|分别|纷纷|陆续|相继|先后|随时|按时|及早|尽早|尽快|加快|大力|切实|认真|严格|坚决|坚持|全力|妥善|有序|有效|充分|不断|持续|进一步|继续|专门|自觉|自愿|可以|能够"
    r"|应当|应该|必须|需要|不得|不能|不要|无法|如何|是否|因为|由于|为了|关于|对于|根据|按照|通过|除了|随着|作为|包括|其中|此外|另外|目前|当前|如果|一旦|只要|只有|这|那|这些"
    r"|那些|这个|那个|我|你|他|她|它|我们|你们|他们|她们|自己|大家|今天|昨天|明天|今年|去年|明年|当天|当日|每天|每日|进行|开展|予以|给予|加以|非常|十分|更加|特别|尤其|甚至"
    r"|一律|一直|仍然|依然|仍|便|却|只|仅|约|近|超|超过|达|共计|总计|累计|合计|分批|集中|统一|免费|优先|直接|共同|联合|协同|基本|大体|总体"
    r"|充足|充裕|畅通|通畅|平稳|有力|到位|良好|齐全|完备|紧缺|短缺|为主|完好|迅速及时|顶格|定点|依法|从严|从重|从快|从优|医用|专项"
)
# 中心城区, 上游, 统一战线 begin with such words and are names
NOT_OPENING = re.compile(
    r"基本|总体|被|中|上|下|前|后|内|时|不|无|集中|联合|免费|统一|共同|特别|优先|直接|协同|累计|持续|充足|充裕|畅通|通畅|平稳|有力|到位|良好|齐全|完备|紧缺|短缺|为主|完好|迅速及时|顶格|定点|依法|从严|从重|从快|从优|医用|专项"
)
# verbs that begin a predicate after what a list item names (人员|进入静态管理区域, 志愿者|投身防控)
PREDICATE = re.compile(
    r"进入|投身|投入|参加|参与|主抓|承担|担任|前往|奔赴|赶赴|深入|坚守|享受|享有|获得|取得|接受|遭受|受到|具备|具有|拥有|属于|成为|形成|实现"
    r"|达到|完成|做好|搞好|抓好|做到|度过|渡过|走出|提高|提升|降低|扩大|增收|助力|关注|同比|申请|应对|有望|确有|确需|就近|积极|主动|迅速|及时|全部|全面|正在|已经|不得|必须|应当|可以"
)
VERB_FIRST = re.compile(
    r"进入|面临|存在|具备|具有|涉及|造成|导致|防止|避免|成为|达到|做到|实现|遭受|受到|取得|处于|属于|符合|参与|参加|减少|告别|多措|缴纳|享受|使得|确保"
)
NUMBER = re.compile(r"\d{3,}-|[-—]$|^\W")  # a telephone number, a row of a table
NO_NOUN = frozenset({"a", "ad", "d", "r", "t", "b", "p", "c", "z", "vd"})
# nouns that the word list takes for something else
NOUNS_YET = re.compile(
    r"清单|落实|长|难|畅|密接|接|严格|等级|低|各(?![类种项自个样式])[一-鿿]{1,4}|大家|公众|被|衣被|大衣|卫生|安全|平安|健康|困难|秩序|便利|稳定|公平|危险|严禁|人均|高低|大小|多少|远近|中小|大型"
    r"|小型|中型|新型|优秀|先进|典型|知识|部位|设施|物品|用品"
)
ACTS_AS_THINGS = re.compile(
    r"就业|创业|感染|整改|转运|返贫|致贫|超市|吃饭|保暖|明察|暗访|疑似|确诊|值守|施工|教育|医疗|养老|住房|饮水|用水|用电|通信|交通|供水|知识|手续|设施|保险|津贴|补助|贷款"
    r"|捐款|捐赠|支出|收入|编制|规划|总结|建议|服务|指示|批示|决定|通知|报告|公告|通告|倡议|承诺|预案|方案"
)
STEADY = frozenset(
    ("连续", "接连", "首次", "首批", "联合", "及时", "积极", "主动", "迅速", "先行", "日前", "近日", "重新", "昨天")
)
LONG_NAME = 16  # characters
RELATIVE = re.compile(r"的")


def last_word(text: str, start: int, end: int) -> str:
    """The tag of the only or last word of a stretch, "" where it is cut: v, vn, n …"""
    if start >= end:
        return ""
    words = words_of(text)
    return words.tag(end - 1) if words.last(end - 1) == end else ""


def first_word(text: str, start: int) -> str:
    """The tag of the word that begins at `start`, "" inside a word."""
    words = words_of(text)
    return words.tag(start) if words.first(start) == start else ""


def adverbs_only(text: str, start: int, end: int) -> bool:
    """Whether a stretch is nothing but adverbs and times (日前|首次), words whole."""
    words = words_of(text)
    if words.first(start) != start:
        return False
    while start < end:
        stop = min(words.last(start), end)
        whole = stop == words.last(start) and words.tag(start).startswith(("d", "t", "ad", "vd"))
        if not whole and text[start:stop] not in STEADY:
            return False
        start = stop
    return True


def shaped(text: str, index: MentionIndex, start: int, end: int, reach: tuple[int, int]) -> tuple[int, int]:
    """The part of a stretch that can be an argument, (start, start) if none.

    Args:
        text: `Text.normal`.
        index: all mentions of the page; their borders are borders of words.
        start: where the stretch begins.
        end: where it ends.
        reach: how far it may grow to complete a word at its border.
    """
    if end - start < 2 or len(text) < end:
        return start, end
    words = words_of(text)
    start, end = _whole(text, index, words, start, end, reach)
    while end - start >= 2:
        head = text[start : words.last(start)]
        tail = text[words.first(end - 1) : end]
        if words.last(start) < end and LOOSE.fullmatch(head) and not NOT_OPENING.fullmatch(head):
            start = words.last(start)
        elif LOOSE.fullmatch(tail) and words.first(end - 1) > start:
            end = words.first(end - 1)
        else:
            break
    start, end = _noun(text, start, end)
    return (start, start) if end > start and _is_no_thing(text, index, words, start, end) else (start, end)


def _is_no_thing(text: str, index: MentionIndex, words: TaggedWords, start: int, end: int) -> bool:
    """Whether a stretch ends in a word that is no noun (一批针对性|强, 各类), or is one bare verb (组织, 整改)."""
    if LOOSE.fullmatch(text, start, end):
        return True
    if _border(index, end - 1):
        return False
    alone = words.first(end - 1) <= start
    tag, word = words.tag(end - 1), text[words.first(end - 1) : end]
    if words.last(end - 1) != end or end - start > LONG_NAME:
        return False
    return (tag in NO_NOUN and not NOUNS_YET.fullmatch(word)) or (
        alone and tag == "v" and not ACTS_AS_THINGS.fullmatch(word)
    )


def _whole(
    text: str, index: MentionIndex, words: TaggedWords, start: int, end: int, reach: tuple[int, int]
) -> tuple[int, int]:
    """The stretch with the words at its borders whole, (start, start) where one would reach too far."""
    first, last = words.first(start), words.last(end - 1)
    if first < start and not _border(index, start) and rjieba.has_word(text[first : words.last(start)]):
        if first < reach[0]:
            return start, start
        start = first
    if last > end and not _border(index, end) and rjieba.has_word(text[words.first(end - 1) : last]):
        if last > reach[1]:
            return start, start
        end = last
    return start, end


def _border(index: MentionIndex, at: int) -> bool:
    """Whether a mention begins, ends or lies there."""
    return bool(index.overlapping(Span(max(at - 1, 0), at + 1)))


def _noun(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch up to its predicate, if it has one: 人员|进入静态管理区域."""
    if (VERB_FIRST.match(text, start, end) and not RELATIVE.search(text, start, end)) or NUMBER.search(
        text, start, end
    ):
        return start, start
    if end - start < 5:
        return start, end
    match = PREDICATE.search(text, start + 2, end)
    if match is None or RELATIVE.search(text, match.end(), end):
        return start, end
    return start, match.start()
