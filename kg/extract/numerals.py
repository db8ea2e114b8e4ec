"""Numbers as Chinese reports write them: 3525, 1,234, 16.9万, 三千五百二十五, 100余万, 数十, 百分之八十, 零下15."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kg.model import Bound

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "俩": 2, "仨": 3}
SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
SCALE = SMALL | LARGE

_ARABIC = r"\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?"
_HAN = "[零〇一二三四五六七八九两十百千万亿]"
_FUZZ = "[余多来几]"
BLANK = "[ \\xa0\\u3000]?"  # pages put blanks around figures: 15.6 万元
NUMBER = (
    rf"(?:(?:{_ARABIC}){_FUZZ}?(?:{BLANK}(?:[万亿](?=千[米克瓦伏])|(?!千[米克瓦伏])[十百千万亿]{{1,2}}))?(?!分之)|"
    rf"(?:好几|数|几|上|近)?{_HAN}+(?:点[零〇一二三四五六七八九]+[万亿]?)?(?:[余多几来][百千万亿]{{1,2}})?){_FUZZ}?"
)
NUMBER_RE = re.compile(NUMBER)
_VAGUE = {
    "数": Bound.MORE_THAN,
    "几": Bound.MORE_THAN,
    "好几": Bound.MORE_THAN,
    "上": Bound.MORE_THAN,
    "近": Bound.NEARLY,
}
_PLAIN = re.compile(rf"({_ARABIC})({_FUZZ}?)([十百千万亿]*)({_FUZZ}?)")
_WORDS = re.compile(
    rf"(好几|数|几|上|近)?({_HAN}+)(?:点([零〇一二三四五六七八九]+)([万亿]?))?({_FUZZ}?)([百千万亿]*)({_FUZZ}?)"
)
_BLANKS = re.compile("[ \\xa0\\u3000]")
_PAIR = re.compile(r"([一二三四五六七八九两])([二三四五六七八九两])?(十|百|千|万|亿)?")
_FUZZY = {"余": Bound.MORE_THAN, "多": Bound.MORE_THAN, "几": Bound.MORE_THAN, "来": Bound.APPROX, "": Bound.EXACT}


@dataclass(frozen=True, slots=True)
class Number:
    """A parsed number: its value, how exact the numeral itself is, and the top of a spoken range (三五个 → 3, 5)."""

    value: Decimal
    bound: Bound = Bound.EXACT
    top: Decimal | None = None


def parse_number(text: str) -> Number | None:
    """Read a numeral.

    Args:
        text: the numeral alone, half-width, Simplified: 3525, 1,234.5, 16.9万, 100余万, 三千五百, 千余, 数十.

    Returns:
        The number, or None if `text` is not wholly a numeral.
    """
    text = _BLANKS.sub("", text)
    match = _PLAIN.fullmatch(text)
    if match:
        value = Decimal(match[1].replace(",", "")) * _scale(match[3])
        return Number(_trim(value), _FUZZY[match[2] or match[4]])
    match = _WORDS.fullmatch(text)
    return _words(match) if match else None


def parse_han(text: str) -> int | None:
    """A Chinese integer without hedges: 三千五百二十五 → 3525, 二〇二〇 → 2020, 两 → 2; None if it is malformed."""
    if not text:
        return None
    if all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text)) if len(text) > 1 else DIGITS[text]
    for unit in ("亿", "万"):
        if unit in text:
            head, tail = text.rsplit(unit, 1)
            high = parse_han(head) if head else 1
            low = _tail(tail, LARGE[unit])
            if low is not None and low >= LARGE[unit]:
                return None
            return None if high is None or low is None else high * LARGE[unit] + low
    return _below_wan(text)


def _tail(tail: str, unit: int) -> int | None:
    """What stands after 万 or 亿: 三万五 means 35000, 三万零五 30005."""
    if tail and tail[0] in SMALL:
        return None
    if len(tail) == 1 and tail in DIGITS and tail not in "零〇":
        return DIGITS[tail] * unit // 10
    return parse_han(tail) if tail else 0


def _below_wan(text: str) -> int | None:
    total, digit, last = 0, None, 10**5
    for i, char in enumerate(text):
        if char in DIGITS:
            if digit is not None and digit != 0:
                return None
            digit = DIGITS[char]
        elif char in SMALL:
            unit = SMALL[char]
            if unit >= last or (digit is None and i > 0 and unit != 10):
                return None
            total += (1 if digit in (None, 0) else digit) * unit
            digit, last = None, unit
        else:
            return None
    if digit is None:
        return total
    spoken = len(text) >= 2 and text[-2] in "百佰千仟" and digit
    return total + digit * (last // 10 if spoken else 1)


def _scale(chars: str) -> Decimal:
    value = Decimal(1)
    for char in chars:
        value *= SCALE[char]
    return value


def _words(match: re.Match[str]) -> Number | None:
    vague, body, decimals, decimal_unit, fuzz, scale, tail = match.groups()
    if not vague and not (decimals or scale):
        pair = _pair(body)
        if pair:
            return pair
    value = parse_han(body) if not decimals else None
    if decimals:
        whole = parse_han(body)
        if whole is None:
            return None
        value_d = Decimal(f"{whole}." + "".join(str(DIGITS[c]) for c in decimals)) * _scale(decimal_unit)
    elif value is None:
        return None
    else:
        value_d = Decimal(value)
    if vague and body[0] not in SCALE:
        return None
    bound = _VAGUE[vague] if vague else _FUZZY[fuzz or tail]
    return Number(_trim(value_d * _scale(scale)), bound)


def _pair(body: str) -> Number | None:
    """三五 → 3 to 5, 七八十 → 70 to 80; the digits must rise by one or be 三五."""
    match = _PAIR.fullmatch(body)
    if not match or not match[2]:
        return None
    low, high = DIGITS[match[1]], DIGITS[match[2]]
    if match[0] in ("一两",):
        return Number(Decimal(1), Bound.AT_LEAST, Decimal(2))
    if high - low != 1 and (low, high) != (3, 5):
        return None
    unit = SCALE.get(match[3] or "", 1)
    return Number(Decimal(low * unit), Bound.AT_LEAST, Decimal(high * unit))


def _trim(value: Decimal) -> Decimal:
    """The same number without trailing zeros and exponent."""
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole else value.normalize()
