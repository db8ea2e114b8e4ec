"""Words that stand for a place by its level only: 全县, 该市, 我省, the 省 of 省委, the 省、市 of 中央和省、市."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LEVEL = "自治区|自治州|自治县|省|市|县|区|州|盟|旗"
POINTED = re.compile(
    r"(?:(?<![安健完齐])全|[我本该])(?P<level>自治区|自治州|自治县|省|市(?![场民面值容])|县|区(?![域间别块划])|州|盟|旗|镇|乡(?![村亲愁])|街道|村|社区)"
)
RUN = re.compile(rf"(?:{LEVEL})(?:[、和]?(?:{LEVEL}))*")
NOT_AFTER = frozenset(
    "各外跨全本该我邻两三多几数每某一二四五六节反俭入出进离返回来抵驻辖他异别原城都超上门股楼夜集早菜罢面花务十百0123456789"
)
BEFORE_DISTRICT = frozenset("由经和与及报向按据受请")  # 区 ends so many words that few characters may stand before it
FOLLOW = re.compile(
    r"委|[人]?[民]?政府|人大|政协|纪委|监委|直(?:属)?(?:单位|机关|部门|各)|主要领导|领导|里(?![程面])|财政(?!部)|境|城(?!市|乡|镇|区|管)|"
    r"关于|有关(?:部门|要求|规定|精神)|相关(?:部门|要求)|决策|部署|派驻|出台|统一|[作做]出|下发|印发|召开|公布|安排部署|重大突发|[两三四五]级|"
    r"(?!场|级|民|面|值|容|份|际|外|会|界|域|间|别|块|内|辖|道|略)[一-鿿]{1,12}?(?:局|厅|办(?!法|理|好|事|公|学|证)|指挥部|领导小组|委(?!员|托)|中心|医院|总工会|妇联|联合会|法院|检察院)"
)
SPLIT = re.compile(LEVEL)


@dataclass(frozen=True, slots=True)
class LevelWord:
    """A word for a place: its characters and its level in Chinese (省, 市, 县, 区, 州 …)."""

    start: int
    end: int
    level: str


def level_words(text: str) -> Iterator[LevelWord]:
    """Words with a pointing character (全县, 该市), and bare ones (省、市) before an organ, an order or a ruling."""
    for match in POINTED.finditer(text):
        yield LevelWord(match.start(), match.end(), match["level"])
    for match in RUN.finditer(text):
        if _bare(text, match.start(), match.end()):
            for part in SPLIT.finditer(text, match.start(), match.end()):
                yield LevelWord(part.start(), part.end(), part[0])


def _bare(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else ""
    if before in NOT_AFTER or not FOLLOW.match(text, end):
        return False
    is_han = "一" <= before <= "鿿"
    return not is_han or text[start] not in "区州盟旗" or before in BEFORE_DISTRICT
