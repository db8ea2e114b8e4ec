"""Short names of divisions: 湖北省 → 湖北, 积石山保安族东乡族撒拉族自治县 → 积石山县, 积石山."""

from __future__ import annotations

import re

NATIONS = [
    "蒙古",
    "回",
    "藏",
    "维吾尔",
    "苗",
    "彝",
    "壮",
    "布依",
    "朝鲜",
    "满",
    "侗",
    "瑶",
    "白",
    "土家",
    "哈尼",
    "哈萨克",
    "傣",
    "黎",
    "傈僳",
    "佤",
    "畲",
    "高山",
    "拉祜",
    "水",
    "东乡",
    "纳西",
    "景颇",
    "柯尔克孜",
    "土",
    "达斡尔",
    "仫佬",
    "羌",
    "布朗",
    "撒拉",
    "毛南",
    "仡佬",
    "锡伯",
    "阿昌",
    "普米",
    "塔吉克",
    "怒",
    "乌孜别克",
    "俄罗斯",
    "鄂温克",
    "德昂",
    "保安",
    "裕固",
    "京",
    "塔塔尔",
    "独龙",
    "鄂伦春",
    "赫哲",
    "门巴",
    "珞巴",
    "基诺",
    "各",
]
BARE_NATIONS = ("维吾尔", "哈萨克", "柯尔克孜", "蒙古", "塔吉克", "锡伯", "鄂伦春")  # written without 族 in some names
NATION = "|".join([*(n + "族" for n in sorted(NATIONS, key=len, reverse=True)), *BARE_NATIONS])
AUTONOMOUS = re.compile(rf"^(?P<stem>.*?)(?P<nations>(?:{NATION})+)自治(?P<unit>[区州县旗])$")
NATION_DISTRICT = re.compile(rf"^(?P<stem>.+?)(?:{NATION})区$")
ENDINGS = ("特别行政区", "自治区", "地区", "林区", "特区", "矿区", "新区", "省", "市", "县", "区", "盟", "旗")
KEPT_UNIT = {"州": "州", "县": "县", "旗": "旗"}


def stem_of(name: str) -> str:
    """The name without its unit, or the whole name where that would leave one character: 武汉市 → 武汉, 吉县 → 吉县."""
    for ending in ENDINGS:
        if name.endswith(ending):
            stem = name.removesuffix(ending)
            return stem if len(stem) > 1 else name
    return name


def short_names(name: str) -> tuple[str, ...]:
    """Every customary short form of an official name, the longest first, without the name itself.

    A form that keeps its unit (临夏州, 融水县) comes before the bare stem (临夏, 融水). Stems of one character are no
    short names.
    """
    if (found := AUTONOMOUS.match(name)) and len(found["stem"]) != 1:  # 内蒙古自治区 is not 内 + 蒙古
        stem = found["stem"] or re.sub("族.*", "", found["nations"])
        with_unit = (stem + found["unit"],) if found["unit"] in KEPT_UNIT else ()
        return (*with_unit, stem)
    if found := NATION_DISTRICT.match(name):
        return (found["stem"] + "区", found["stem"])
    stem = stem_of(name)
    return (stem,) if stem != name else ()


NATION_TOWNSHIP = re.compile(rf"^(?P<stem>.{{2,}}?)(?:{NATION})+(?:民族)?乡$")


def short_township(name: str) -> tuple[str, ...]:
    """草科藏族乡 → 草科乡; nothing for other names."""
    found = NATION_TOWNSHIP.match(name)
    return (found["stem"] + "乡",) if found else ()
