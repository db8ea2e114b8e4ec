"""Cut a phrase at its prepositions."""

from __future__ import annotations

import re
from functools import lru_cache

PREPOSITION = re.compile(
    r"(?<![面应绝派核针])对(?![口接象策应于面照抗比待手话内]|外(?:开放|贸|交|宣|发布|公布|公开|经济|合作|联络|投资))|(?<![即必])将(?!来|军|近|士)|(?<![一])把(?!关|握|守|好|控|脉)|(?<![作成认称定更分列转划改评设变较行人])为(?!主(?![城要体干])|期|止|何|难(?!民)|例(?!外)|民(?![营政警工众宿办兵])|准(?![备确])|重(?![点大要症型灾庆污])|先(?![进行])|此|首(?![批次都家]))|(?<![方面转倾动流去])向(?!前|好|导|心)|面向"
    r"|(?<![正所存现潜旨实好])在(?!岗|职|编|校|建|线|位|场|于|册|内|乎|家|此|逃|即|全力|[外途押读逃营籍库售保研册](?:的|[人员企学牧旅]))|(?<![自缘理])由(?!于|此|衷)|(?<![予所可得加用难足赖何])以(?!上|下|来|及|内|外|往|免|后|前|致|便|此|为|身|人民)|按照?|根据|依据|通过|利用|依托|(?<![参赠给])与(?!会|此|时|否)|(?<!有)针对(?!性)|会同|(?<![三四多])联合(?![国会体执印发文下出开举召制惩检督救调作组成行演公攻研指巡排整办推主监防抗控部起采查印]|$)|(?:协助|配合)(?=[^,]{2,16}(?:部门|机关|单位|局|委|政府|街道|社区|医院|中心|公司|村))|(?<![发交送分供付])给(?!予|力|付)|围绕|结合|就(?![业近诊地医餐读职是能可要会在有])|(?<!及时)发现(?!问题)|(?<![达直收得遇感做找看报受领碰见听接想提谈拿买查测])到(?!位|期|达|会|底|家|人|户|岗|账|各级)|赶?赴|进(?=社区|村|小区|企业|校园|家|农户|工地)|前往|来到|走进|深入(?=[^,]{0,6}(?:[市县区乡镇村]|社区|一线|现场|企业|基层|学校|医院|工地|街道|小区|农户|辖区|部门))|从(?!业|严|速|而|快|重|优|事|容)"
)
JOINING = frozenset({"会同", "联合"})  # who stands after them acts too
HELPING = frozenset({"协助", "配合"})  # who stands after them is helped
PLACING = frozenset({"在", "到", "赴", "赶赴", "进", "前往", "来到", "走进", "深入"})


@lru_cache(maxsize=512)
def zones(text: str, start: int, end: int) -> tuple[tuple[str, int, int], ...]:
    """The parts of a stretch, each with the preposition that opens it ("" for the first)."""
    cuts = list(PREPOSITION.finditer(text, start, end))
    out = [("", start, cuts[0].start() if cuts else end)]
    for k, cut in enumerate(cuts):
        out.append((cut[0], cut.end(), cuts[k + 1].start() if k + 1 < len(cuts) else end))
    return tuple(out)
