"""What the numerals in a slogan's name count: 六有 → 6, 三信一书 → 3 + 1, 24小时值守制度 → nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.numerals import parse_han

PART = re.compile(r"(\d+|[一二两双三四五六七八九十百千万]+)([^\d一二两双三四五六七八九十百千万]+)")
NO_COUNT = re.compile(
    r"八闽|八桂|三秦|三晋|三湘|三江|三峡|三农|四川|四海|九州|七彩|五谷|五洲|百姓|万家|万众|"  # names and fixed words
    r"[两三四]班(?:倒|制)|两用|\d+[GgKk]|\d+\.\d+|第[一二三四五六七八九十\d]+|[统唯专逐划万]一|(?:\d+|[一二两三四五六七八九十]+)[次号]|一(?:体|线|律|批|致|样|流|定|把手|切|次)|"
    r"(?:\d+|[一二两三四五六七八九十百千万]+)(?:小时|分钟|秒|天|日|周|年|月|公里|里|米|度|元|亩|度|周年|级响应)|24h"
)
CLASSIFIER = re.compile(r"^[个项条道级支大种类张方位包本色步]")
ONE_OF = re.compile(r"^一[条道张]")
ONES = re.compile(r"([二两三四五六七八九十])个(一[一-鿿]{1,2})$")
MOST = 50


@dataclass(frozen=True, slots=True)
class Count:
    """`parts` are (number, word it counts) in order; `declared` the number if there is exactly one part."""

    parts: tuple[tuple[int, str], ...]
    declared: int | None

    @property
    def total(self) -> int:
        """The sum of the parts: 三信一书 → 4."""
        return sum(n for n, _ in self.parts)


def count(name: str) -> Count:
    """The numbers in the name of a slogan.

    A sole 一 counts only in 一条防线, 一张网; a + joins figures that count nothing to be listed (5+5).
    """
    if "+" in name:
        return Count((), None)
    ones = ONES.match(name)
    if ones:  # 三个一批 counts three, each 一批
        return Count(((_value(ones[1]), ones[2]),), _value(ones[1]))
    parts = tuple((_value(m[1]), CLASSIFIER.sub("", m[2]) or m[2]) for m in PART.finditer(NO_COUNT.sub("", name)))
    if len(parts) != 1:
        return Count(parts if any(n > 1 for n, _ in parts) else (), None)
    number = parts[0][0]
    if 2 <= number <= MOST or (number == 1 and ONE_OF.match(name)):
        return Count(parts, number)
    return Count((), None)


def _value(numeral: str) -> int:
    if numeral.isdigit():
        return int(numeral)
    return parse_han(numeral.replace("双", "两")) or 0
