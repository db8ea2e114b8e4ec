"""What a measure is of: money, shares, time, length, mass and the like."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.quantities_figure import TIME_UNITS, Figure
from kg.extract.quantities_phrase import ACTS, PERSON, PLACE, WIDE, backward, forward, joined, subject, verb
from kg.extract.quantities_words import Token, Words

STUFF = frozenset(
    ("Mu", "HA", "TONNE", "KiloGM", "GM", "L", "MilliL", "M3", "M2", "KiloM2", "KiloM", "M", "CentiM", "MilliM")
)
FLOWING = frozenset(("M3", "M3-PER-SEC", "DEG_C"))
SMALL = frozenset(("毫米", "厘米", "mm", "cm"))  # rain, snow and the like
CURRENCIES = frozenset(("CNY", "USD", "EUR", "HKD", "JPY", "GBP", "RUB", "KRW", "AUD", "THB"))
PHYSICAL = frozenset(("DEG_C", "M3-PER-SEC", "M-PER-SEC", "Magnitude"))
LENGTHS = frozenset(("KiloM", "M", "MI_N"))
MONEY = re.compile(
    r"(?:资金|基金|贷款|借款|补助|补贴|补偿|奖励|罚款|投资|经费|捐款|债券|税[费款金收]?|租金|房租|款项?|奖金|工资|津贴|保费|保险费|物资"
    r"|支持|存款|货款|订单|损失|产值|收入|利润|额度|保证金|滞纳金|补偿金|抚恤金|救助金|慰问金|奖补|资助|红包|年薪|学费|费用?|违约金)$"
)
LEAD = frozenset("标准 给予 予以 给与 发放 进行 额度 以内 的 按 予 限额 为 标准给予 每年 一次性 幅度 享受 “".split())  # noqa: SIM905
SIZE = re.compile(
    r"(?:[高深长宽厚径距]|深度|高度|长度|宽度|厚度|直径|距离|水位|里程|面积|体积|容积|库容|重量|产量|总量|雨量|流量)$"
)
COMPARED = frozenset("比 较 同比 同比增加 同比减少 同比增长 同比下降 环比 比上年 相比 较上年 与".split())  # noqa: SIM905
SHARE_OF = frozenset("占 占到 占据 约占".split())  # noqa: SIM905
BASES = frozenset("按 按照 为 占 总额 利率 标准".split())  # noqa: SIM905
ENDURING = frozenset("不间断 全天候 轮流 连续 滚动 不停 全时段 全程 循环 轮班".split())  # noqa: SIM905
NOTHING = frozenset(("无", "未", "没有"))
MANNER = re.compile(
    r"(?:相关|有关|防控|强制|管控|必要)?(?:措施|方式|办法|形式|方法|做法|模式|政策|手段|要求|规定|标准|制度|原则)"
)
MOMENT = frozenset("前 后 之前 之后 以前 以后 中 内 为 是 达 达到 不".split())  # noqa: SIM905


def measured(figure: Figure, left: Sequence[Token], right: Sequence[Token], said: str, words: Words) -> str:
    """What a measure is of; "" if it is only compared with one said before (同比增加5吨).

    Args:
        figure: a figure whose unit is none of counting.
        left: words before it, without 共, 达, 有 … at their end.
        right: words after it, without 的 at their head.
        said: what stands right after the figure (a few characters).
        words: words between a thing and its figure, and words of change.
    """
    if figure.classifier in ("岁", "周岁"):
        return "年龄"
    if figure.unit in TIME_UNITS:
        return _duration(left, right, said, words)
    if (
        figure.unit in LENGTHS
        and figure.classifier not in SMALL
        and said.startswith(("处", "远", "外", "以外", "开外", "内", "之内"))
    ):
        return "距离"
    if left and left[0].text in COMPARED:
        return ""
    left = _compared(left)
    first = backward(left)
    name, act = joined(left[first:]), verb([t for t in left[:first] if t.text not in words.tail])
    direct = joined(right[: forward(right)])
    if direct and figure.unit == "PERCENT" and said.startswith("的") and not (left and left[-1].text in BASES):
        return direct
    if direct and figure.unit in STUFF and not SIZE.search(name):
        return _of_size(right, said) or direct
    if name and (figure.unit in FLOWING or figure.classifier in SMALL):
        return (act if len(act) == 2 and act not in words.tail else "") + name
    if not name and left and (left[-1].text in words.changes or left[-1].text[-1] in "到至为"):
        name = subject(left)
    follows = joined(right[: forward(right, turn=True)])
    if figure.unit in CURRENCIES:
        return name or (f"{act}资金" if act in words.spending else follows)
    if not name and (figure.unit in (*PHYSICAL, "M")):
        name = subject(left)  # 体温没有超过37度
    return name or (follows if act in LEAD or act in words.spending else "") or act or follows


def _of_size(right: Sequence[Token], said: str) -> str:
    """90米长的决口: the thing behind a word of dimension; "" if there is none."""
    if said[:2] not in ("长的", "宽的", "高的", "深的", "厚的", "远的"):
        return ""
    return joined(right[2 : 2 + forward(right[2:], turn=True)])


def money(right: Sequence[Token]) -> str:
    """高额罚款, 标准给予就业补助: the noun of money after a sum; "" if none stands there."""
    start = 0
    while start < len(right) and right[start].text in LEAD:
        start += 1
    for i in range(start, min(len(right), start + 7)):
        token = right[i]
        if token.role in ("and", "open") or token.text == "用于":
            break
        more = i + 1 < len(right) and (right[i + 1].role == "noun" or MONEY.search(right[i + 1].text))
        if MONEY.search(token.text) and not more:
            name = joined(right[start : i + 1])
            return name if len(name) <= 16 else token.text
        if token.role == "of" and i > start + 1 and right[i - 1].role == "noun":
            break
    return ""


def _compared(left: Sequence[Token]) -> Sequence[Token]:
    """水量比上年偏少, 面积占全国的: only what is compared or is a part."""
    for i, token in enumerate(left):
        if token.text in COMPARED or token.text in SHARE_OF:
            before = left[:i]
            if any(t.role == "noun" for t in before):
                return before[: next(k for k in range(i, 0, -1) if before[k - 1].role in ("noun", *ACTS))]
            if token.text in SHARE_OF:
                return left[i + 1 :]
    return left


def _duration(left: Sequence[Token], right: Sequence[Token], said: str, words: Words) -> str:
    """What lasts or is due: 值班, 隔离观察, 无新增; 时间 if only the bearer of it is named."""
    while right and right[0].text in ENDURING:
        right = right[1:]
    if said.startswith("的") and MANNER.fullmatch(joined(right[: forward(right, turn=True)])):
        right = []  # 隔离观察14天|的措施: the days are of what is done
    if not PERSON.search(joined(right[: forward(right)]) or " "):
        if right and right[0].text in NOTHING:
            rest = joined(right[1 : 1 + forward(right[1:], turn=True)])
            if rest:
                return right[0].text + rest
        follows = joined(right[: forward(right, turn=True)])
        if len(follows) > 1 and not WIDE.search(follows):
            return follows
        if right and right[0].role == "verb" and len(right[0].text) > 1 and right[0].text[0] != "不":
            return right[0].text + joined(right[1 : 1 + forward(right[1:])])
    if said.startswith(("来", "以来", "里", "间")):
        return "时间"
    after = bool(left) and left[-1].text in ("后", "之后", "以后")  # 疫情解除后3个月内
    while left and left[-1].text in MOMENT:
        left = left[:-1]
    if left and left[-1].text in words.changes:
        return subject(left) or "时间"
    if left and left[-1].role in ACTS:
        return joined(left[backward(left) :]) or left[-1].text
    if after and len(left) > 1 and len(left[-1].text) == 2 and left[-2].role == "noun":
        return left[-2].text + left[-1].text
    first = backward(left)
    name = joined(left[first:]) or subject(left)
    if first and name and left[first - 1].role in ("either", "verb") and len(left[first - 1].text) > 1:
        name = left[first - 1].text + name
    if len(name) > 1 and not PERSON.search(name) and not PLACE.search(name):
        return name
    return "时间"
