"""Which last words of a name need no more than a place before them: 云河县医院, 云河新区管委会, 云河中学."""

from __future__ import annotations

import re

from kg.extract.bodies_left import Prefix, Walk

BRANDED = ("药业", "酒业", "乳业", "置业", "股份", "集团", "实业", "药厂")
COMMON = tuple("校院局县市区家类型级地位户民员业种")  # 学校|医院: no name
BEFORE_NAME = "的在到从由与和至向对"
HAN = re.compile(r"[一-鿿]")
HOSPITALS = frozenset(
    ("人民医院", "中医院", "中医医院", "妇幼保健院", "妇保院", "中心医院", "保健院", "第一人民医院", "第二人民医院")
)
RAILWAY = frozenset(
    ("客运段", "机务段", "车务段", "工务段", "电务段", "供电段", "车辆段", "动车段", "动车所", "货运中心", "工务大修段")
)
AUTHORITIES = ("管委会", "管理委员会", "党工委", "工委")
NUMBERED_SCHOOLS = frozenset(("一中", "二中", "三中", "四中", "五中", "六中", "七中", "八中", "实验中学", "职教中心"))
SCHOOLS = frozenset((*NUMBERED_SCHOOLS, "中学", "小学", "初中", "高中", "大学", "学院", "幼儿园", "职校", "技校"))
GOVERNING = frozenset(  # 云河引导|银行: verbs whose object is a class of firms
    (
        *(
            "引导",
            "鼓励",
            "支持",
            "督促",
            "指导",
            "推动",
            "协调",
            "帮助",
            "监督",
            "组织",
            "动员",
            "扶持",
            "联合",
            "联系",
            "对接",
        ),
        *(
            "倡导",
            "呼吁",
            "约谈",
            "走访",
            "慰问",
            "检查",
            "督查",
            "辅导",
            "推荐",
            "服务",
            "保障",
            "带动",
            "吸引",
            "要求",
            "号召",
        ),
    )
)
CLASSED = re.compile(
    r"有?(?:主要|大型|国有|跨国|政府性|中小(?!企业)|相关|有关|各家|多家|知名|重点|部分|其他|合作|开户|代理|指定|定点|涉事|上述|该)"
)
WHOLE_DIVISION = re.compile(r"(?:[省市县区旗盟]|自治州)$")


def place_is_name(prefix: Prefix, group: str, form: str) -> bool:
    """Whether the place before a head makes a name of it without further words: 县医院, 通化日报."""
    level = prefix.place in ("", *"省市县区州旗镇乡村")
    if form.endswith("车间"):
        return not level
    if form in RAILWAY:  # 云河客运段
        return len(prefix.place) > 1 and not level
    if form == "医院" or form in HOSPITALS:
        return prefix.place[-1:] in ("省", "市", "县", "区", "州", "旗")
    if form in AUTHORITIES:  # 云河新区管委会
        return len(prefix.place) > 2 and prefix.place.endswith(("区", "街道") if form.endswith("工委") else "区")
    if form in SCHOOLS:  # 云河中学, 云河县一中; not 云河县中学, which may be any
        return len(prefix.place) > 1 and (form in NUMBERED_SCHOOLS or not WHOLE_DIVISION.search(prefix.place))
    return not level and group not in ("firm", "school", "zone")


def lone_name(walk: Walk, begin: int, start: int) -> int | None:
    """Where a name of one word begins that stands between marks or after a preposition: 在|天目医院, 园区的|江南药业."""
    i = walk.tokens.before(begin + 1)
    tokens = walk.tokens
    whole = i >= 0 and tokens.starts[i] == begin and tokens.starts[i] + len(tokens.words[i]) == start
    apart = begin == 0 or not HAN.match(tokens.text[begin - 1]) or tokens.text[begin - 1] in BEFORE_NAME
    usual = whole and tokens.tags[i] in ("n", "nz", "nr", "j", "ns") and 2 <= start - begin <= 3
    usual = usual and not tokens.words[i].endswith(COMMON)
    return begin if usual and apart and tokens.words[i] not in walk.words.generic else None
