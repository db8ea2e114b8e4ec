"""Whether a number with a measure word is a count at all, and not an ordinary word (一起, 十分, 一面)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

ONE = frozenset("家所架艘栋座台幢例户名")  # 一家医院 counts; 一个缩影 and 一位同事 only bring somebody in
ONE_MADE = re.compile(
    r"(?:组[建织成]|[成建设]立|派[出遣]|选派|抽调|出动|调[来集派]|捐赠?|购[买置]|投入|配备|新增|已有)了?$"
)  # 组建了一支队伍
ONE_TURN_BEFORE = re.compile(r"(?:[开进]展?行?|每天|每日|每周|每月|每年|天|周|小时|只[一-鿿]{1,2}|至少|再|组织|开展)$")
OFTEN = re.compile(r"每隔?[^,。;每]{0,4}(?:天|日|周|月|年|小时|季度|学期)[一-鿿]{1,4}$")  # 每三个月公布一次
NEVER_BEFORE = re.compile(r"(?:[新这上下本每同某另哪逐那任头首又唯]|任何|最[后初]|不|统|之|专|万无)$")
SUMS = frozenset(("元", "美元", "吨", "亩", "公斤", "斤", "平方米", "公里", "立方米"))  # 超百万元
PEOPLE = frozenset("名人户家位")
ROUND = re.compile(r"(?:(?<!不)(?<!不得)超过?|逾|近)$")  # not 不超过万元, whose digit is lost
SHARE_BEFORE = re.compile(r"(?:[过达占近超有为升降增减到的]|偏[多少高低]|[下上]调|比例|[^一-鿿])$")
MAXIM = re.compile(r"[^,。;\n]{1,6}就是一")  # 一名党员就是一面旗帜
LOOSE = frozenset(("万", "千", "百", "亿", "百万", "千万", "亿万", "千亿", "零"))  # 千万要…, 万人空巷
WORDS = frozenset(("年代", "单元", "支行", "支部", "人力", "支付", "支持", "部制", "部委", "部分", "类以", "级以"))
REFERRING = ("这", "该", "上述", "前述")  # 这2人 says again what was counted before
DURATIONS = frozenset(("DAY", "WK", "MO", "YR"))
FIRST_OF = re.compile(r"(?:^|[,。;:、\n(今去年的])前$")  # 今年前8个月, but 发病前14天
AGO = re.compile(r"(?:多|余|左右)?(?:以|之)?[前后],|[以之]前的?(?![^,。;]{0,4}内)")
SPENT = re.compile(
    r"(?:隔离|观察|监测|连续[^,。;]{0,4}|工作|治疗|消毒|浸泡|培训|公示|住院|静置|封闭|满)(?:了|满)?$"
)  # 隔离14天后,
YEAR = re.compile(r"[一二][〇零○一二三四五六七八九]{3}")  # 二〇二四年
LISTED = re.compile(  # 甲、乙两省, 粤港澳三地, 等6国
    r"(?:、[一-鿿]{1,8}|等|[京津沪渝冀豫云辽黑湘皖鲁苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁新琼港澳台]{2,4}|[一-鿿]{2,6}[省市县区]和?[一-鿿]{2,6}[省市县区])$"
)
PLACES = frozenset(("省", "市", "县", "区", "国", "州", "镇", "乡", "村", "地", "省份"))
NO_PLACES = ("长", "委", "级", "道", "情", "貌", "两", "协", "政府", "人民", "区域", "方", "面", "外", "场", "际")
DIVIDED = re.compile(r"(?:主要|大致|共|总共|具体|可)?分(?:别?为|成)?(?:以下|如下)?$")  # 格式分为两种
NAMED_RULES = re.compile(  # 疫情防控二十条措施: the number is part of the name of a paper
    r"(?:防控|防疫|优化|纾困|助企|惠企|稳企|稳岗|保供|复工复产|[稳促保][一-鿿]{1,2}|国|新)$"
)
RULES_AGAIN = re.compile(r"(?:[。;\n“]|和|按照?|根据|落实|执行|对照|依据|贯彻)$")  # 落实二十条措施
TERM = re.compile(r"以[上下内](?!午)|的[^,。;]{0,7}(?:观察|隔离|监测|拘留)")
LASTS = re.compile(r"(?:连续|提前|为期|延[长期后]|顺延|推迟|历时|持续|长达|满|不足|不到|超过)$")  # 延长一年
SPAN_OF = re.compile(r"(?:连续|提前|为期|超过|少于|至少|不满|未满)$")
ACCOUNT = 10  # digits in a row: the number of an account, a telephone, a document
BIG = re.compile(  # 六大车站; not 十八大, 五大行动
    r"(?![会国城学人小量批多型幅局事道桥街棚巴坝豆米蒜葱风雨雪病战灾队厦以精报代召胜闭期和的中于]|规模)"
    r"(?![一-鿿]{0,5}(?:战|行动|工程|体系|机制|理念|战略|文明|战役|优势|精神|任务|工作))[一-鿿]{2}"
)
SCORED = re.compile(r"(?:得分|评分|总分|成绩|分数|均分|满意度|指数)[^,。;]{0,3}$")  # not 扣2分 of a scheme of marks
COORDINATE = re.compile(r"[纬经]$")
ADDRESS = re.compile(r"\d|[一二三四五六七八九十]单元")
ROW = re.compile(
    r"(?:^|[ \n])\d{1,3} ?[张支包单章盘班花项周方成元米石毛钱时年季] ?[一-鿿]{1,2} "
)  # 27 张 晶 主治医师: a list of names
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
        if (unit in ("路", "版") and num[0].isdigit()) or (unit == "日内" and after[:1] == "蒙"):
            return False  # 55路公交, 2.0版, 9日内蒙古
        if unit == "日" and not _days(text, match):
            return False
        if unit == "大" and (text.endswith(("的", "党"), 0, match.start()) or not BIG.match(text, match.end())):
            return False
        if unit == "条" and len(num) > 1 and not num[0].isdigit() and _names_rules(text, match.start()):
            return False
        if (unit in PLACES and not num[0].isdigit()) or unit == "地":
            listed = num != "一" and LISTED.search(text, max(0, match.start() - 14), match.start())
            return bool(listed) and not after.startswith(NO_PLACES)
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
        ago = AGO.match(text, match.end("unit")) and not SPENT.search(text, max(0, match.start() - 8), match.start())
        return bool(first or ago or before.endswith("时隔"))

    def _digits(self, num: str, unit: str, after: str) -> bool:
        if len(num) >= ACCOUNT and num.isdigit():
            return False
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
        if (
            num in LOOSE and not (ROUND.search(text, max(0, start - 4), start) and (unit in SUMS or unit in PEOPLE))
        ) or (unit == "角" and not after.startswith("钱") and not text.endswith("元", 0, start)):
            return False
        if unit == "成":
            return hedged or bool(SHARE_BEFORE.search(text, max(0, start - 3), start))
        if len(num) == 1 and unit in self.weak:
            return hedged or _sorts(text, match, after)
        return num != "一" or self._one(text, match, hedged, after)

    def _one(self, text: str, match: re.Match[str], hedged: bool, after: str) -> bool:
        unit, start = match["unit"], match.start()
        if NEVER_BEFORE.search(text, max(0, start - 2), start) or after.startswith(("一", "之", "两")):
            return False
        if MAXIM.match(text, match.end()):
            return False
        if unit == "圆":
            return False
        if hedged:
            return True
        if unit in ("支", "辆"):
            return ONE_MADE.search(text, max(0, start - 4), start) is not None and bool(after)
        if unit in ONE:
            return not after.startswith(unit) and bool(after)
        if unit == "次" and text[start - 1 : start] == "再":
            return False
        if unit in ("轮", "次"):
            turned = ONE_TURN_BEFORE.search(text, max(0, start - 4), start) or OFTEN.search(
                text, max(0, start - 14), start
            )
            return bool(turned) and not after.startswith(("性", "又"))
        ident = self.units.get(unit, ("", Decimal(0)))[0]
        if unit == "周岁" or (ident and LASTS.search(text, max(0, start - 3), start)):
            return True
        if ident in ("YR", "DAY", "WK"):
            return after.startswith(("内", "之内", "以内", "以上", "半", "期"))
        return bool(ident) and not after.startswith(("线", "化", "制"))


def _names_rules(text: str, at: int) -> bool:
    """Whether a number of rules at `at` is the name of a paper."""
    return bool(NAMED_RULES.search(text, max(0, at - 4), at)) or bool(
        RULES_AGAIN.search(text, max(0, at - 4), at) and text.startswith(("措施", "规定"), text.find("条", at) + 1)
    )


def _sorts(text: str, match: re.Match[str], after: str) -> bool:
    """两种渠道, 分为三类: how many sorts of a thing there are."""
    if match["num"] == "一" or after.startswith(("以", "人", "分")):
        return False
    before = text[max(0, match.start() - 4) : match.start()]
    if match["unit"] == "类":
        return bool(DIVIDED.search(before))
    return match["unit"] == "种" and not before.endswith(("这", "那", "各", "哪", "同", "某", "另", "每", "第", "任何"))


def _days(text: str, match: re.Match[str]) -> bool:
    """14日的隔离, 五日以上拘留, 连续9日: how long, not when."""
    long = TERM.match(text, match.end("unit")) or SPAN_OF.search(text, max(0, match.start() - 3), match.start())
    return bool(long) and text[match.start() - 1 : match.start()] != "月"
