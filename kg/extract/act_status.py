"""Whether a clause reports an action as done, under way, planned, or only calls for it."""

from __future__ import annotations

import re

from kg.model import Status

EXHORTED = re.compile(
    r"(?:^|[,、;:])(?:[一二三四五六七八九十]+)?(?:要(?!求|素|闻|点|道|件)|必须|务必|应当?(?![急对])|须|请|号召|呼吁|倡导|坚决(?!落实不)|严禁|不得|切实|不)"
    r"|(?:要求|强调|指出|号召|呼吁)|要(?:进一步|加强|深入|全面|严格|坚持|切实|持续|继续|加快|充分|认真|积极|做好|抓好|强化)|不(?:聚集|外出|出门|聚会|聚餐|串门|扎堆|赴宴)"
)
PLANNED = re.compile(r"下一步|拟|将(?:于|会|继续|进一步|持续|在|根据|按照)|计划(?:于|在|用)|预计|即将|准备|力争|一旦")
NOTICE = re.compile(
    r"^[^。\n]{0,70}(?:通知|公告|通告|办法|方案|指南|指引|倡议书|细则|规定|提醒|提示|告知书|公开信)(?:[((][^))]{1,12}[))])?(?=\s|$)"
)
REPORTED = re.compile(r"记者|通讯员|讯[ ((]|日电|据悉|据了解|获悉|日前|近日|新闻发布会")
AHEAD = re.compile(r"下一步|下阶段|接下来|一旦")
FINISHED = re.compile(r"了(?!解|望)|已(?!脱贫)|累计|共(?=[设组建出排发捐投接处检开救转安])|截至")
DONE = re.compile(
    r"了|已|过(?!程|往|渡)|完成|累计|共(?!同|产|享)|截至|先后|成立|组建|设立|建成|启动|捐|召开|印发|下发|出台|拨付|采购"
)
ONGOING = re.compile(
    r"正在|正(?=[对加抓紧在])|持续|不断|每[天日周]|每\d|继续|坚持|随时|着力|进一步|积极|加强|强化|落实|实行|严格"
)


def is_normative(normal: str) -> bool:
    """Whether a text is a notice, a plan or a guide: what it says is called for, not reported.

    Args:
        normal: `Text.normal`.
    """
    head = normal[:160]
    return bool(NOTICE.search(head)) and not REPORTED.search(normal[:400])


def status_of(clause: str, before: str, called: bool) -> Status:
    """The status of an action from its clause.

    Args:
        clause: text of the clause.
        before: the sentence up to the clause.
        called: whether the clause stands in a speech that calls for things (X强调,…).
    """
    if FINISHED.search(clause):
        return Status.DONE
    if called or EXHORTED.search(clause):
        return Status.EXHORTED
    if PLANNED.search(clause) or AHEAD.search(before):
        return Status.PLANNED
    if DONE.search(clause):
        return Status.DONE
    return Status.ONGOING if ONGOING.search(clause) else Status.DONE
