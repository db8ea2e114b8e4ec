"""Which short names mean a body named in full elsewhere in the report."""

from __future__ import annotations

import re

TOPICS = (
    ("epidemic", re.compile(r"疫情|新冠|肺炎|冠状病毒|防疫|抗疫|联防联控|非典|流感|禽流感|鼠疫|猪瘟|防控")),
    ("flood", re.compile(r"防汛|抗洪|防洪|抗旱|洪涝|暴雨|防台|台风|三防|水灾")),
    ("quake", re.compile(r"抗震|地震")),
    ("fire", re.compile(r"火灾|防火|灭火|扑火")),
    ("poverty", re.compile(r"扶贫|脱贫|乡村振兴")),
    ("accident", re.compile(r"事故|爆炸|坍塌|救援|抢险|救灾")),
)
FAMILY = re.compile(r"(总指挥部|指挥部办公室|领导小组办公室|领导组办公室|指挥部|领导小组|领导组|指挥中心)$")
GROUP = re.compile(r"(?:领导小组|领导组)$")
FAMILIES = {"总指挥部": "指挥部", "领导组": "领导小组", "领导组办公室": "领导小组办公室"}
FILLER = re.compile(
    r"(?:工作|指挥|应急|处置|应对|新型|冠状病毒|感染|的|肺炎|疫情|防控|新冠|疫病|病毒|新冠病毒|统筹|突发|预防|控制|防治|处理)+"
)


def headquarters(organ: str) -> tuple[str, str] | None:
    """Family and topic of a headquarters or leading group: (指挥部, epidemic); topic "" for a bare one.

    Names of a topic not in the table are told apart by their own words.
    """
    match = FAMILY.search(organ)
    if not match:
        return None
    family = FAMILIES.get(match[1], match[1])
    rest = organ[: match.start()]
    topic = next((name for name, pattern in TOPICS if pattern.search(rest)), None)
    if topic == "epidemic" and len(FILLER.sub("", rest)) > 4:
        topic = None
    return family, FILLER.sub("", rest) if topic is None else topic
