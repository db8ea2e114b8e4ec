"""The regular expression that finds figures, built from the lexicon."""

from __future__ import annotations

import re

from kg.extract.numerals import BLANK, NUMBER
from kg.lexicon.loader import Lexicon, trie_pattern

CLASSES = ("classifier.person", "classifier.turn", "classifier.thing", "classifier.weak", "classifier.bare")
UNITS = ("unit", "unit.weak")
JOIN = r"(?:至|到|[—–~～]{1,2}|-{1,2})"
DASH = r"(?:[—–~～]{1,2}|-{1,2})"  # not 5个到10个, which may tell of growth
FIRST_UNIT = (
    r"(?:个百分点|公里|小时|分钟|毫米|厘米|万元|亿元|mg/L|mg/kg|ml|mL|mm|cm|kg|km|[%℃‰元个名人家户米天年岁度吨亩倍次])"
)
MONTH = r"月(?<=[个多半]月)"
AGE = r"(?:学期|小时|钟头|星期|月|年|天)"


START = re.compile(
    r"\d|[零〇一二两三四五六七八九十百千万亿半]|[数几](?=[十百千万亿])|[上近](?=[十百千万亿])|好几|过半|大半|减半(?=征|收|缴|计)"
)


def figure_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """The pattern of a figure with its measure word, to be matched where `START` finds one.

    Groups: one of (`share`, `of`) 百分之八十, (`den`, `nu`) 三分之一, (`nu2`, `den2`) 1/3, (`half`, `hunit`) 半年, `most` 过半, (`num`, `u1`,
    `num2`, `mid`, `unit`) 10至20名, (`naked`, `top`) 70多万返乡群众; then `post`, `post2`.
    """
    unit = trie_pattern(lexicon.forms(*UNITS, *CLASSES))
    single = "[" + "".join(sorted(f for f in lexicon.forms("classifier.thing") if len(f) == 1)) + "]"
    after = rf"(?!内[容部外存涝陆河科地]){lexicon.alternation('number.after')}"
    return re.compile(
        rf"(?:(?P<share>[百千万]分之)(?P<of>{NUMBER})"
        rf"|(?P<den>[二三四五六七八九十\d]{{1,3}})分之(?P<nu>[一二两三四五六七八九十\d]{{1,3}})"
        rf"|(?P<nu2>[1-9]\d?)/(?P<den2>[2-9]|10)(?![\d/])"
        rf"|(?P<half>半)(?P<hunit>个?多?{AGE})"
        rf"|(?P<most>过半(?!百)|减半|半数|一半|大半(?!天|年|夜|辈))"
        rf"|(?P<num>{NUMBER})(?:(?:(?:{BLANK}(?P<u1>{FIRST_UNIT}))?{BLANK}{JOIN}{BLANK}|(?:{single}|[株头羽尾页])(?:{DASH}))(?P<neg2>零下|-)?(?P<num2>{NUMBER}))?"
        rf"{BLANK}(?P<mid>个[多半](?={AGE})|个(?=月))?(?P<unit>{MONTH}|{single}\((?:{single}|[次户名人])\)|{unit})"
        rf"|(?P<naked>{NUMBER})(?:{JOIN}(?P<top>\d+))?(?=[一-鿿])"
        rf")(?P<post>(?<=[米里斤吨年时亩岁克倍])[多余](?![个名种人年天月维元样层次轮方渠种])|半(?![数年月天夜径岛])|{after})?(?P<post2>{after})?(?:\(含(?:本数|[^()\s]{{1,6}})\))?"
    )


def hedge_pattern(lexicon: Lexicon) -> re.Pattern[str]:
    """What stands right before a figure and changes it; ends where it is searched. Groups: `pre` 约, `neg` 零下."""
    return re.compile(
        rf"(?:(?P<pre>(?<![最附就临靠贴]){lexicon.alternation('number.before')}) ?)?(?P<neg>零下|负|(?<![\w)])(?<!\d )-|(?<=[到至为达约温在低近下])-)?$"
    )
