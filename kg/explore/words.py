"""Words and colours of the pages: kinds and properties in Chinese and English, one colour a kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kg.vocab_values import MEASURES, UNITS, VALUES


@dataclass(frozen=True, slots=True)
class KindWords:
    """How a kind is named, and its colour on light and on dark ground."""

    zh: str
    en: str
    light: str
    dark: str


# Seven hues of Okabe and Ito's palette, told apart with every common colour blindness; kin kinds differ in lightness.
KIND_WORDS: Final[Mapping[str, KindWords]] = {
    "Person": KindWords("人物", "people", "#c04f00", "#f0883e"),
    "Post": KindWords("职务", "posts", "#e39a66", "#b8683a"),
    "Organization": KindWords("组织机构", "organisations", "#0067a5", "#4ba3e3"),
    "Collective": KindWords("群体", "groups", "#6fb1de", "#2f6f9f"),
    "AdminArea": KindWords("行政区划", "divisions", "#007a5a", "#2fbf94"),
    "Place": KindWords("地点", "sites", "#58b79b", "#1f7f63"),
    "Facility": KindWords("设施", "facilities", "#8fd3bd", "#156450"),
    "Action": KindWords("行动", "actions", "#8b8f99", "#7b8190"),
    "Measure": KindWords("措施", "measures", "#1b1f2a", "#f2f4f8"),
    "Mechanism": KindWords("机制口号", "mechanisms", "#a6407f", "#f0a6d2"),
    "Instrument": KindWords("文件", "documents", "#cf8fb5", "#92527a"),
    "Resource": KindWords("资源", "resources", "#c79a00", "#e6c229"),
    "Quantity": KindWords("数字", "figures", "#5b6270", "#a3abb9"),
    "TimeSpan": KindWords("时间", "times", "#5b6270", "#a3abb9"),
    "MechanismItem": KindWords("机制条目", "items", "#a6407f", "#f0a6d2"),
    "Concept": KindWords("计数对象", "things counted", "#5b6270", "#a3abb9"),
}

PROPERTY_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "adminCode": ("区划代码", "division code"),
    "adminLevel": ("层级", "level"),
    "agent": ("行动者", "agent"),
    "asOf": ("截至", "as of"),
    "basis": ("年份依据", "year rests on"),
    "bound": ("精确度", "bound"),
    "classifier": ("量词", "classifier"),
    "countOf": ("计数对象", "counts"),
    "declaredItems": ("自称条数", "items declared"),
    "designatedAs": ("定为", "designated as"),
    "follows": ("依据机制", "follows"),
    "hasBeginning": ("起", "begins"),
    "hasEnd": ("止", "ends"),
    "headOf": ("领导", "heads"),
    "holds": ("担任", "holds"),
    "issuedBy": ("发布者", "issued by"),
    "iso": ("标准时间", "ISO time"),
    "item": ("条目", "item"),
    "jurisdiction": ("所辖", "jurisdiction"),
    "locatedIn": ("位于", "located in"),
    "measure": ("措施", "measure"),
    "memberOf": ("成员", "member of"),
    "mentions": ("提及", "mentions"),
    "notation": ("序号", "number"),
    "orgKind": ("机构类别", "kind of body"),
    "partOfAction": ("属于行动", "part of"),
    "place": ("地点", "place"),
    "postIn": ("任职于", "post in"),
    "purpose": ("目的", "purpose"),
    "quantity": ("数字", "figure"),
    "resource": ("资源", "resource"),
    "result": ("结果", "result"),
    "scope": ("口径", "scope"),
    "silent": ("未读出内容", "silent"),
    "status": ("状态", "status"),
    "subOrgOf": ("隶属", "part of"),
    "target": ("对象", "target"),
    "time": ("时间", "time"),
    "trigger": ("动词", "trigger"),
    "type": ("身份", "also"),
    "unit": ("单位", "unit"),
    "value": ("数值", "value"),
    "verbatim": ("原文数字", "as written"),
    "within": ("上级区划", "within"),
}

TERM_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "Official": ("官员", "official"),
    "province": ("省级", "province"),
    "prefecture": ("地级", "prefecture"),
    "county": ("县级", "county"),
    "township": ("乡级", "township"),
    "village": ("村", "village"),
    "community": ("社区", "community"),
    "functional zone": ("功能区", "functional zone"),
}


def value_words() -> dict[str, tuple[str, str]]:
    """Named values by local name (status, bound, unit, measure …) → Chinese and English."""
    units = {name.partition(":")[2]: words for name, words in UNITS.items()}
    return {**units, **VALUES, **TERM_WORDS}


def measure_words() -> Mapping[str, tuple[str, str]]:
    """Measure types by id → Chinese and English."""
    return MEASURES
