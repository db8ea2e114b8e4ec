"""Whether a clause reports an action as done, under way, planned, or only calls for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.model import Status
from kg.offsets import Span
from kg.records import quick

KINDS = (
    r"通知|公告|通告|办法|方案|指南|指引|须知|倡议书?|细则|规定|提醒|提示|告知书|公开信|一封信|实施意见|若干意见|意见|(?:若干|\d+条|十[一二三四五六七八九]?[条项]|政策)措施"
    r"|预案|条例|问答|解答|政策解读|明白卡|手册|清单"
)
# the first line of a paper that calls for things: 关于…的通知, X县疫情防控工作方案(试行)
TITLE = re.compile(rf"^[^。!\n]{{0,100}}?(?:{KINDS})(?:[((][^))]{{1,14}}[))])?(?=\s|$)")
ABOUT = re.compile(
    r"^[^。!\n]{0,60}?关于[^。!\n]{4,100}?的?(?:通知|公告|通告|意见|函|令|措施|办法|方案|规定|公开信|倡议书?)"
)
NUMBER = re.compile(
    r"(?<!《)[发函电字号令告办规]?[〔\[((]20\d\d[〕\]))]\s*第?\d{1,4}\s*号(?![》)])|第\s*\d+\s*号(?:\)|\s)"
)
ADDRESSED = re.compile(
    r"(?:^|[\s。])(?:各[^。!?\n:]{1,70}|尊敬的[^。!?\n:]{2,20}|(?:广大|全体|全[省市县区镇乡村])[^。!?\n:]{2,14}|(?:亲爱的)?[^。!?\n:,]{0,6}(?:朋友|同志|居民|村民|家长|纳税人)们?):"
)
OPENED = re.compile(
    r"现(?:就|将|作|做|提出|制定|印发|通知|公告|通告|发布|部署)[^。!?\n]{0,60}(?:如下|你们)|特(?:制定|通告|公告|提出|发布|通知|制订)|(?:作出|发出|制定|提出)如下|(?:通知|通告|公告|部署|倡议|措施)如下"
    r"|本(?:办法|指引|指南|方案|规定|细则|预案|条例|措施|通知|通告|公告|意见)(?:适用|所称|自)|第[一二三]条\s"
)
ASKED = re.compile(r"(?:^|[\s。?])(?:问|答|Q|A)\d*[::]|\?\s*答")
REPORTED = re.compile(r"记者|通讯员|讯[ ((]|日电|日讯|据悉|据了解|获悉|新闻发布会")
TOLD = re.compile(r"连日来|近日,|强调,|主持召开|会上|调研|印发《|\d日[上下]午")  # in a paper they may stand, too
SPREAD = re.compile(r"印发|出台|发布|下发|推出|部署|制定")  # a title with these may be news of a paper
MODAL = r"(?<![主重需必紧首简纲摘只不还])要(?!求|素|闻|点|道|件|么|害)|须|(?<![响适反对相供效呼感顺])应(?![急对收隔检治转])|应当|(?<![申邀聘提敬报])请(?!战|缨|示|求|假|愿|来)|不得|严禁|不要|禁止"
# 要, 必须, 不得 before the act; 按照要求 calls for nothing
EXHORTED = re.compile(
    r"(?:[一二三四五六七八九十]+)?(?:" + MODAL + r"|务必|必须|切勿|号召|呼吁|倡导|坚决(?!落实不))"
    r"|(?<![按照据合的级有])(?:要求(?!的|$)|强调|指出)|建议(?=[^,]{2,})|提醒(?=[^,]{2,})|(?<![必急所军内特刚亟供])需(?=做好|佩戴|及时|提前|按|提供|持|自觉|主动|严格|经|先)|^(?:不|别)(?!断|少|同|仅|久|到|足)"
)
# 各村要落实责任,|开展排查: what is called for goes on to the end of the sentence
GOES_ON = re.compile(
    r"(?:^|[,;:])[^,;:]{0,20}?(?:(?<![主重需必紧首简纲摘只不还])要(?=[^,;:求素闻点道件么害]{3,})|必须|务必|应当|(?<![按照据合的级有])要求(?=[^,;:的]{2,})|建议(?=[^,;:]{2,})|提醒(?=[^,;:]{2,})|(?<![申邀聘提敬报])请(?=[^,;:求示教假愿战缨]{3,}))"
)
REFUSED = re.compile(r"(?:不|别|严禁|请|要求)(?!断|停|忘)")  # acts that are calls by themselves (不聚餐)
PERMITTED = re.compile(
    r"可(?:以|依法|根据|按|在|申请|视|向|于|适当|优先|立即|采取|通过|暂|给予|享受|免)|允许|鼓励|支持(?=[^,]{2,12}(?:开展|采取|利用|通过|参与|发挥))"
)
PLANNED = re.compile(
    r"下一步|(?<![模虚草比])拟(?!定|订)|将(?:于|会|继续|进一步|持续|在|根据|按照|依法|被|对|加大|加强|组织|开展|全面|从|启动|采取|推出|以|为|实施|陆续|重点|不断|努力|与|向|把|严厉|严肃|追究|通过|积极|全力|大力|扩大|投入|建设|用于|派|引导|鼓励|支持|协调|及时|进行|提供|完善|推动|推进|推广|建立|设立|成立|召开|举行|举办|安排|给予|免费|延长|延续|联合|会同|再|逐步|尽快|采用|利用|增加|降低|提高|优化|深入|优先|严格|密切|着力|加快|抓紧|开通|开设|开放|恢复|下拨|拨付|发放|新建|覆盖|承担|配合|运送|赴|前往|启程|集中|统一|分批|适时|针对|围绕|结合|充分|坚持|重新|暂停|停止|取消|推迟|调整|调拨|出台|印发|制定|发布|公布|予以|面向|受到)"
    r"|(?<![按照原定施行该此项度])(?:计划|预计|争取|力争)(?=[^,的]{1,24}$)|即将|准备(?=[^,]{0,6}$)|力争|一旦|明后?[天年]"
)
AHEAD = re.compile(r"下一步|下阶段|接下来|一旦|下一阶段")
FINISHED = re.compile(
    r"(?<![为除])了(?!解|望|然)|(?<![而不])已(?!脱贫|知|有的)|累计|共(?=[设组建出排发捐投接处检开救转安完派筹调减收])|截至|曾(?!祖)|先后|完毕|基本(?:结束|完成|完工|实现|恢复)|接近尾声|(?<!完)成功"
)
ONGOING = re.compile(
    r"正在|正(?=[对加抓紧在以组全有通积结开])|持续|不断|每[天日周晚]|每\d|继续|坚持|随时|着力|进一步|积极|加紧|抓紧|连续|仍在?|陆续|逐步|有序|全天|昼夜|循环|滚动|轮流|实时"
)
NOW = re.compile(r"正在|尚在|正(?:有|全|努力|科学|紧张|抓紧|加|带领|组织|积极|陆续|通过|对|逐步|忙)|每[天日周晚月年]")
GOING = re.compile(r"正在|尚在|正(?:有|全|努力|科学|紧张|抓紧|加紧|加快|带领|组织|积极|陆续|通过|对|逐步|忙)")
DATED = re.compile(
    r"\d{1,2}日(?!起|前|内|游|至今)|昨[天日晚]|当[天日晚](?!起)|日前|近日(?!来)|凌晨|前天|去年|20\d\d年|上午|下午|当晚|\d{1,2}[时点]许?"
)
CALLS = re.compile(
    r"(?:通知|通告|公告|意见|措施|办法|方案|指南|指引|规定|文件|会议|会上|会|倡议书?|[》”]|令|函|细则|条例|要)(?:还|同时|特别|进一步|明确|中|均|都|并|,)*(?:要求|强调|指出|提出|明确|规定|称|号召|倡议)(?!的)"
    r"|(?<![按照据合的级有])要求(?=各[地级县市乡镇学校部门单位区村]|全[省市县区]|所有)"
    r"|(?:要求|强调|提出要求|号召|呼吁|叮嘱|嘱咐|倡议|提醒|建议)(?:,|:|道|$)"
)
ANNOUNCED = re.compile(
    r"(?:印发|出台|发布|下发|推出|制定)[^。]{0,30}(?:《[^》]*(?:通知|意见|措施|方案|办法|公告|通告|指南|指引|细则|规定|政策)[^》]{0,6}》|[\d一二三四五六七八九十]+[条项][^。,]{0,12}(?:措施|政策|意见|举措))"
)
REPORTS = re.compile(r"^(?:目前|截至|近日|日前|连日来|据|记者|昨|当[天日]|今年以来|同时,记者|\d+月\d+日)")
# heads whose act is over when it is told (设立, 派出, 捐赠), unlike 排查, 宣传, 巡逻
AT_ONCE = frozenset(
    {
        "setup",
        "issue",
        "give",
        "express",
        "dispatch",
        "move",
        "build",
        "handin",
        "stop",
        "upgrade",
        "form",
        "attend",
        "include",
    }
)
ENDED = re.compile(
    r"(?:出|成|到|达|抵|完|给|至|除|复|竣|通|入住|赶赴|奔赴|开工|授予|下达|解除|发表|出席|收到|召开|启动|捐赠?|拨付?|采购|募捐|获救|治愈|出院|上线|落户|[下上]调|实现了?|考察|察看|查看|视察|看望|慰问|调研|听取|询问|现场办公)$"
)
ONCE = frozenset(
    [
        "Meeting",
        "Donation",
        "FiscalAllocation",
        "Commendation",
        "FeeRelief",
        "Command",
        "EmergencyResponse",
        "LeaveCancelled",
        "MutualAid",
        "Training",
    ]
)
GRANTED = frozenset({"FeeRelief"})  # what a paper grants, it will do
TO_COME = re.compile(r"将$")  # 将|启动; in 将设备|送往 the thing stands between
TURNED = re.compile(r"[^,]{2,}[为到至给入往]")  # 将救援区域|划分为…
URGED = re.compile(r"鼓励|引导|推动|督促|支持|落实")
WARNED = re.compile(r"(?:发布|拉响)[^,]{0,14}$")
TOLD_BEFORE = re.compile(
    r"(?:特|现|近日|联合|日)[^,]{0,12}(?:制定|印发|出台|发布|公布|下发|修订)|^[^,]{0,30}印发|(?:制定|提出)(?=以下|如下)"
)


@quick
@dataclass(frozen=True, slots=True)
class Told:
    """How an act is told: its clause, the sentence before it, and what is around it.

    `called` says that somebody or something (a speech, a notice) calls for the clause, `normative` that the whole text
    does; `family` is the class of the head verb, `counted` whether the clause holds a figure.
    """

    clause: str
    before: str
    trigger: Span  # inside the clause
    measure: str
    family: str = ""
    called: bool = False
    normative: bool = False
    counted: bool = False


def is_normative(normal: str) -> bool:
    """Whether a text is a notice, a plan, a guide or a list of answers: what it says is called for, not reported.

    Args:
        normal: `Text.normal`.
    """
    head = normal[:700].lstrip()
    first = head.split("\n", 1)[0]
    title = TITLE.match(first[:200]) or ABOUT.match(first)
    own = bool(title and (not SPREAD.search(title[0]) or title[0].endswith(("的通知", "的公告", "的通告"))))
    told = bool(REPORTED.search(head[:300])) or (not own and bool(TOLD.search(head[:300])))
    signs = sum(bool(p.search(head)) for p in (ADDRESSED, OPENED)) + bool(NUMBER.search(head[:260]))
    if len(ASKED.findall(normal)) >= 3:
        return True
    if told:
        return signs >= 2
    return signs >= 1 or bool(title) or _modal(normal)


def _modal(normal: str) -> bool:
    """Many clauses that call for things, few that tell what was done."""
    called = len(re.findall(rf"[,;。\s](?:{MODAL})", normal))
    return (
        called >= 6
        and called > 3 * len(re.findall(r"已[经]?|[^为除]了(?!解)|记者", normal))
        and called * 250 > len(normal)
    )


def calls(said: str, called: bool, whole: bool = False) -> bool:
    """Whether what follows `said` in its paragraph is what a notice or a meeting calls for.

    Args:
        said: a sentence, or its part up to an act.
        called: whether those before it were.
        whole: whether `said` is a whole sentence: what a paper says is told in the sentences after its name.
    """
    if CALLS.search(said) or (whole and ANNOUNCED.search(said)):
        return True
    return called and not FINISHED.search(said) and not REPORTS.match(said)


def reports(said: str) -> bool:
    """Whether a sentence goes back to what was done (截至目前,…) after what was called for."""
    return bool(REPORTS.match(said))


def status_of(told: Told) -> Status:
    """The status of an action from its clause and what is around it."""
    clause, lead = told.clause, told.clause[: told.trigger.end]
    ask = (
        EXHORTED.search(clause[: told.trigger.start])
        or REFUSED.match(clause, told.trigger.start)
        or (GOES_ON.search(told.before) and not told.counted and not DATED.search(clause))
    )
    if FINISHED.search(clause) and not (ask and (told.normative or told.called)):
        return Status.DONE
    if (told.normative or told.called) and told.family == "issue" and not ask and TOLD_BEFORE.search(clause):
        return Status.DONE
    if told.measure == "Meeting" and not ask and not PLANNED.search(lead):
        return Status.DONE
    if not ask and (AHEAD.search(told.before) or PLANNED.search(lead) or _to_come(told)):
        return Status.PLANNED
    if not ask and not told.normative and GOING.search(lead):
        return Status.ONGOING
    if told.called and not ask and not told.normative and told.counted and told.family in AT_ONCE:
        return Status.DONE
    if ask or told.called or told.normative:
        granted = not ask and told.measure in GRANTED and not URGED.search(told.before + clause)
        return Status.PLANNED if granted else Status.EXHORTED
    if PERMITTED.search(lead):
        return Status.PLANNED
    return _reported(told, lead)


def _to_come(told: Told) -> bool:
    """Whether 将 stands right before the act and no disposal follows it (将|启动, not 将|救援区域划分为…)."""
    to_come = TO_COME.search(told.clause[: told.trigger.start])
    return bool(to_come and not TURNED.match(told.clause, told.trigger.end))


def _reported(told: Told, lead: str) -> Status:
    """Of an act that is told: over if it is counted, dated or of a kind that is over when told; else under way."""
    if NOW.search(lead) or (ONGOING.search(lead) and not told.counted):
        return Status.ONGOING
    word = told.trigger.of(told.clause)
    if PLANNED.search(told.before) and not DATED.search(lead):
        return Status.PLANNED
    if word.endswith("预警") and WARNED.search(told.clause[: told.trigger.start]):
        return Status.DONE
    if told.counted or told.family in AT_ONCE or told.measure in ONCE or ENDED.search(word):
        return Status.DONE
    return Status.DONE if DATED.search(told.before) or DATED.search(lead) else Status.ONGOING
