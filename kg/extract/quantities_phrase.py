"""Where the name of a counted thing begins and ends among the words around its figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.quantities_words import Token

LONGEST = 18  # characters of a name
PLACE = re.compile(r"(?:[县市区乡镇村省州]|街道|社区|居民|农户|群众|村民|家庭|部门|单位|医院|学校|企业|公司|国家|\))$")
HEAD = re.compile(
    r"^(?:人员|对象|家庭|物资|资金|项目|工程|平台|系统|设备|机构|企业|单位|岗位?|网点|窗口|专[家班]|代表|能手|骨干|病例|患者|人数|群众|居民|农户|村民)$"
    r"|[员队组点站者户区车师所房]$|(?:队伍|小组|中心|场所|基地|车辆|能力)$"
)
WHOLE = re.compile(r"^(?:[全我该本][国省市县区州盟旗乡镇村]|目前|其中)(?=..)")
TRIM_END = re.compile(
    r"(?<=.)(?:里|内|中|上|下|前|后|间|等|的|和|及|与|以上|左右|以来|期间|之间|之中|基础|基础上|(?<=..)[新全])$"
)
ACTS = ("modifier", "either", "verb")
INSIDE = ("noun", *ACTS)


def joined(tokens: Sequence[Token]) -> str:
    """The words as one name, without 全县 before it and 内, 等, 的 … after it."""
    name = WHOLE.sub("", "".join(t.text for t in tokens).strip())
    while True:
        shorter = TRIM_END.sub("", name)
        if shorter == name or not shorter:
            return name
        name = shorter


def forward(tokens: Sequence[Token], turn: bool = False) -> int:
    """How many of `tokens` form a noun phrase from the first one on; with `turn`, a verb may be its head (三轮排查)."""
    end, i, size = 0, 0, 0
    while i < len(tokens) and size < LONGEST:
        token = tokens[i]
        if token.role == "open" and end:
            close = next((k for k in range(i, len(tokens)) if tokens[k].role == "close"), None)
            if close is None or any(t.text[0].isdigit() for t in tokens[i:close]):
                break
            i = end = close + 1
            if any("、" in t.text for t in tokens[i - 3 : i]) and _role(tokens, i) != "of":
                break
            continue
        ends, goes_on = _step(tokens, i, end, turn)
        end = i + 1 if ends else end
        if not goes_on:
            break
        size += len(token.text)
        i += 1
    return end


def _role(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].role if i < len(tokens) else "end"


def _step(tokens: Sequence[Token], i: int, end: int, turn: bool) -> tuple[bool, bool]:
    """Whether the phrase may end with token `i`, and whether it may go on after it."""
    token, follower = tokens[i], _role(tokens, i + 1)
    if token.role == "noun":
        return True, True
    if token.role in ACTS:
        if token.role == "either" and i and tokens[i - 1].role == "noun" and not turn and not _heads(tokens, i + 1):
            return False, False
        after_noun = token.role == "verb" and end and not _heads(tokens, i + 1)
        if follower in (*INSIDE, "of", "open") and not after_noun:
            return False, True
        return token.role == "modifier" or (turn and token.role == "either"), False
    if token.role == "of":
        of_place = end == i and i > 0 and PLACE.search(tokens[i - 1].text)
        return False, follower in INSIDE and not of_place
    return False, token.role == "and" and end < i and follower in ("modifier", "either")


def _heads(tokens: Sequence[Token], i: int) -> bool:
    """Whether token `i` is a noun that acts stand before: 人员, 队, 中心."""
    return i < len(tokens) and bool(HEAD.search(tokens[i].text))


def backward(tokens: Sequence[Token]) -> int:
    """Index from which the last of `tokens` form a noun phrase (the length of `tokens` if none does)."""
    i, size, nouns = len(tokens), 0, 0
    first = i
    while i > 0 and size < LONGEST:
        token = tokens[i - 1]
        if token.role == "close":
            opened = next((k for k in range(i - 1, -1, -1) if tokens[k].role == "open"), None)
            if opened is None:
                break
            i = first = opened
            continue
        if not _back_step(tokens, i - 1, size, nouns):
            break
        if token.role in INSIDE:
            first = i - 1
        nouns += token.role == "noun"
        size += len(token.text)
        i -= 1
    return first


def _back_step(tokens: Sequence[Token], i: int, size: int, nouns: int) -> bool:
    """Whether a phrase of `size` characters and `nouns` nouns may go on backwards over token `i`."""
    token = tokens[i]
    if token.role in ("noun", "modifier"):
        return True
    if token.role == "either":
        return not nouns or size < 2 or _heads(tokens, i + 1)
    if token.role == "verb":
        return not size or (len(token.text) == 1 and size == 1) or _heads(tokens, i + 1)
    if token.role == "and" and nouns and size > 1:
        return False
    return token.role in ("of", "and") and size > 0 and i > 0 and tokens[i - 1].role in ("noun", "modifier")


def subject(tokens: Sequence[Token]) -> str:
    """The noun phrase before the verbs at the end of `tokens`: 党龄只有 → 党龄."""
    end = len(tokens)
    while end and tokens[end - 1].role in ("stop", "weak", "verb"):
        end -= 1
    return joined(tokens[backward(tokens[:end]) : end])


def verb(tokens: Sequence[Token]) -> str:
    """The last verb of `tokens`."""
    for token in reversed(tokens):
        if token.role in ACTS or (token.role == "stop" and len(token.text) > 1 and token.text.isalpha()):
            return token.text
    return ""
