"""Who is told to act: in notices a subject (各县要…, 员工应…) goes on where later sentences name nobody."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.act_nouns import NounPhrases
from kg.model import GroupForm, Mention

# 各县|要…, 企业|在复工前应…; what is forbidden (各地|不得…) is a remark on the side
DUTY = re.compile(
    r",?[^,。;]{0,12}?(?<![主重需必紧首简纲摘只不还])"
    r"(?:要(?!求|素|闻|点|道|件|么|害)|须|(?<![响适反对相供效呼感顺])应(?![急对收隔检治转])|务必)"
)
MAY = re.compile(r"[^,。;]{0,6}?可(?![能见爱靠知持行])")  # 各省|可结合实际…: of bodies a duty, too
BODIES = re.compile(r"(?:地方)?各|[省市县]级|有关|相关")
OFFICIALS = re.compile(r"(?:干部|领导|领导班子|负责人|党员|同志|书记|主任|力量)$")
SOME = re.compile(r"的|^(?:疫情|灾情|受灾|有条件|具备|其他|其它|个别|部分|重点|已|未|使用)")
# acts that people who hold no office do themselves
PERSONAL = frozenset(
    [
        "PersonalProtection",
        "GatheringLimit",
        "MovementRestriction",
        "Quarantine",
        "HomeQuarantine",
        "HealthMonitoring",
        "HealthCode",
        "ReportRegime",
        "InboundRegister",
        "OpinionManagement",
        "Volunteering",
        "PartyFront",
        "Testing",
        "FeverClinic",
        "WildlifeBan",
        "Hotline",
        "WorkResumption",
        "CadreRules",
    ]
)


def told_to(text: str, actors: Sequence[Mention], end: int) -> bool:
    """Whether a clause tells its subject to act.

    Args:
        text: `Text.normal`.
        actors: its subject, at least one mention.
        end: where the clause ends.
    """
    start = actors[-1].span.end
    if DUTY.match(text, start, end):
        return True
    return all(BODIES.match(text, m.span.start) for m in actors) and bool(MAY.match(text, start, end))


def private(nouns: NounPhrases, actor: Mention) -> bool:
    """Whether an actor is a group of people without office, or some bodies among others (已复工的企业)."""
    if not isinstance(actor.form, GroupForm):
        return False
    name = actor.form.name
    return bool(SOME.search(name)) or (nouns.head(name) == "people" and not OFFICIALS.search(name))
