"""Whether a number with a measure word is a count at all, and not an ordinary word (一起, 十分, 一面)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

ONE = frozenset("家支所辆架艘栋座台幢例户名位")  # 一家医院 counts, 一个缩影 does not
ONE_TURN_BEFORE = re.compile(r"(?:[开进]展?行?|每天|每日|每周|每月|每年|天|周|小时|至少|再|组织|开展)$")
NEVER_BEFORE = re.compile(r"(?:[新这上下本每同某另哪逐那任头首又唯]|任何|不|统|之|专|万无)$")
SHARE_BEFORE = re.compile(r"(?:[过达占近超有为升降增减到的]|[下上]调|比例|[^一-鿿])$")
MAXIM = re.compile(r"[^,。;\n]{1,6}就是一")  # 一名党员就是一面旗帜
LOOSE = frozenset(("万", "千", "百", "亿", "百万", "千万", "亿万", "千亿", "零"))  # 千万要…, 万人空巷
WORDS = frozenset(("年代", "单元", "支行", "支部", "人力", "支付", "支持", "部制", "部委", "部分", "类以", "级以"))
REFERRING = ("这", "该", "上述", "前述")  # 这2人 says again what was counted before
DURATIONS = frozenset(("DAY", "WK", "MO", "YR"))
FIRST_OF = re.compile(r"(?:^|[,。;:、\n(今去年的])前$")  # 今年前8个月, but 发病前14天
AGO = re.compile(r"(?:多|余|左右)?(?:以|之)?[前后],|[以之]前的?(?![^,。;]{0,4}内)")
YEAR = re.compile(r"[一二][〇零○一二三四五六七八九]{3}")  # 二〇二四年
ROUND_THE_CLOCK = re.compile(r"(?:无人)?(?:自助|便利店|药店|书[房屋店]|[一-鿿]{0,4}热线|超市|智慧)")  # part of a name
SCORED = re.compile(r"(?:得分|评分|总分|成绩|分数|均分|满意度|指数)[^,。;]{0,3}$")  # not 扣2分 of a scheme of marks
COORDINATE = re.compile(r"[纬经]$")
ADDRESS = re.compile(r"\d|[一二三四五六七八九十]单元")
ROW = re.compile(r"(?:^|[ \n])\d{1,3} ?[张支包单章盘班花项] ?[一-鿿]{1,2} ")  # 27 张 晶 主治医师: a list of names
BARE_BAD = ("人", "长", "委", "热线", "服务", "道")  # 12345企业服务热线, 315国道


@dataclass(frozen=True)
class Judge:
    """Tells counts from ordinary words. `weak` are measure words that are ordinary words too."""

    units: Mapping[str, tuple[str, Decimal]]
    weak: frozenset[str]
    bare: frozenset[str]

    def counts(self, text: str, match: re.Match[str], hedged: bool) -> bool:
        """Whether the number and the measure word of `match` count something; `hedged`: a word like 约 stands before."""
        unit, num = match["unit"], match["num"]
        after = text[match.end("unit") : match.end("unit") + 3]
        if after[:1] in ("号", "#") or unit + after[:1] in WORDS or self._dates(text, match, after):
            return False
        if unit.endswith("小时") and ROUND_THE_CLOCK.match(text, match.end()):
            return False
        if unit == "分" and not SCORED.search(text, max(0, match.start() - 8), match.start()):
            return False
        if unit == "度" and COORDINATE.search(text, max(0, match.start() - 3), match.start()):
            return False
        if (ADDRESS.match(text, match.end("unit")) and unit in ("栋", "幢", "座")) or ROW.match(
            text, max(0, match.start("num") - 1)
        ):
            return False
        lasts = self.units.get(unit, ("", 0))[0] in DURATIONS
        said = text[max(0, match.start() - 2) : match.start()].endswith(REFERRING)
        if said and (lasts or unit not in self.units):
            return False
        if unit.isascii() and after[:1].isascii() and after[:1].isalpha():
            return False
        if num[0].isdigit():
            return self._digits(num, unit, after)
        return unit not in self.bare - {"部门"} and self._han(
            text, match, hedged or bool(match["post"] or match["mid"]), after
        )

    def _dates(self, text: str, match: re.Match[str], after: str) -> bool:
        """Whether it says when, not how long: 前8个月, 半年前,…, 时隔两年."""
        if match["unit"] != "月" and self.units.get(match["unit"], ("", 0))[0] not in DURATIONS:
            return False
        if match["unit"] == "年" and (after.startswith("级") or YEAR.fullmatch(match["num"])):
            return True
        before = text[max(0, match.start() - 4) : match.start()]
        first = FIRST_OF.search(before) and not after.startswith(("内", "以内", "之内"))
        return bool(first or AGO.match(text, match.end("unit")) or before.endswith("时隔"))

    def _digits(self, num: str, unit: str, after: str) -> bool:
        if num.startswith("0") and len(num) > 1 and "." not in num:
            return False
        if self.units.get(unit, ("", 0))[0] == "YR" and len(num) == 4 and num.isdigit():
            return False
        return unit not in self.bare or not (after.startswith(BARE_BAD) or (num.isdigit() and len(num) > 4))

    def _han(self, text: str, match: re.Match[str], hedged: bool, after: str) -> bool:
        unit, num = match["unit"], match["num"]
        start = match.start()
        if num == "两" and unit in ("天", "年") and text[max(0, start - 1) : start] in ("这", "那"):
            return False
        if num in LOOSE:
            return False
        if unit == "成":
            return hedged or bool(SHARE_BEFORE.search(text, max(0, start - 3), start))
        if len(num) == 1 and unit in self.weak:
            return hedged
        return num != "一" or self._one(text, match, hedged, after)

    def _one(self, text: str, match: re.Match[str], hedged: bool, after: str) -> bool:
        unit, start = match["unit"], match.start()
        if NEVER_BEFORE.search(text, max(0, start - 2), start) or after.startswith(("一", "之", "两")):
            return False
        if MAXIM.match(text, match.end()):
            return False
        if unit in ("角", "圆"):
            return False
        if hedged:
            return True
        if unit in ONE:
            return not after.startswith(unit) and bool(after)
        if unit == "次" and text[start - 1 : start] == "再":
            return False
        if unit in ("轮", "次"):
            return bool(ONE_TURN_BEFORE.search(text, max(0, start - 4), start)) and not after.startswith(("性", "又"))
        ident = self.units.get(unit, ("", Decimal(0)))[0]
        if ident in ("YR", "DAY"):
            return after.startswith(("内", "之内", "以内", "以上", "半"))
        return bool(ident) and not after.startswith(("线", "化", "制"))
