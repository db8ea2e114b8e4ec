"""Documents named without brackets by what they stand in or are: annexes, rolls, editions, joint statements, works, titles in titles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.instruments_titles import Found
from kg.offsets import Span

PAPERS = (
    "表|书|指南|指引|须知|方案|预案|名单|名录|名册|清单|目录|格式|样式|说明|办法|流程|证明|手册|通知|公告|通告|标准|要点|规范|规程|措施|意见|函|"
    "示意图|流程图|路线图|问答|解答|答疑|政策|细则|一览|汇总|计划|规划|制度|模板|样本|提示"
)
ANNEX = re.compile(r"附件(?:下载)?\s?[0-9]?\s?[:：]\s*")
ANNEX_NUMBER = re.compile(r"[;\s]*(?:附件)?[0-9]{1,2}[.、:]?\s*(?![0-9年])")
ANNEX_NAME = re.compile(
    rf"(?P<name>[^\s。,;:!?《》、\d][^\s。,;:!?《》]{{3,50}}?(?:{PAPERS})(?:\((?:试行|暂行|式样|样式|样表|首批|第[一二三]批)\))?)"
    r"(?=\s|[。;(]|\.(?:pdf|docx?|xlsx?|wps)|[0-9]\.|附件|$)"
)
NUMBERED_NAME = re.compile(  # 2.青山县卫生机构咨询电话: whatever a numbered list of annexes names
    r"(?P<name>[一-鿿“”()]{6,50})(?=\s+(?:附件)?\s?[0-9]|\s*\n|$)"
)
ISSUED = re.compile(r"[一-鿿]{2,24}(?:印发|转发|下发|发布)(?=关于)")
MOST = 12  # annexes of one paper
STEM = r"(?:(?![了着过将把对为由在是有被从并来与及各等])[^\W\d_]|“[^“”\n]{2,12}”)"
ROLL = re.compile(  # 发布“零跑腿”办事清单, 列入省级重点项目名录的
    r"(?:纳入|列入|发布|公布|制作|编印|印制|推出|公示)了?(?:有关|相关|关于)?(?:\d+[项个份家])?(?P<name>(?!经营异常|失信|黑名单|问题)"
    rf"{STEM}{{5,24}}?(?:名录|目录|清单|答疑|问答))(?=[,。;的\s]|$)"
)
EDITION = re.compile(  # 第九版防控方案
    r"第[一二三四五六七八九十]+版(?:(?![的了在和与及对版])[一-鿿]){0,12}?(?:诊疗|防控|防治|监测|救治|防护)方案"
)
PLAN = re.compile(  # 推进青山建设三年行动计划; 按照救灾物资需求计划
    rf"(?:(?:推进|实施|开展|落实|启动|深化|印发|出台|制定|编制)了?(?P<years>{STEM}{{4,20}}?[两三五]年行动(?:计划|方案))"
    rf"|(?:根据|按照|依据|编制|制定)了?(?P<needs>(?!企业|各|单位|自身){STEM}{{4,14}}?(?:需求|供应|投放|收储|调度|转移|采购|用水|用电)计划))(?=[,。;、等\s]|$)"
)
JOINT = re.compile(
    r"(?:发表|签署|发布|通过|签订|达成)了?(?:一份)?(?P<name>联合声明|联合公报|联合宣言|联合倡议|共同声明|谅解备忘录)"
)
WORK = re.compile(  # 这首由县文化馆创作的抗旱山歌, 该部禁毒微电影: a work that is pointed at, by what it is about and its kind
    r"[这该](?:一)?[首部支段幅出曲](?:由[^,。;:!?\n]{2,20}?(?:创作|制作|编写|编排|改编|录制|拍摄|推出)的)?"
    r"(?P<name>(?!(?:作品|优秀|新|老|短|优美|动人|感人))(?:(?![的了是由在被])[一-鿿]){2,6}?"
    r"(?:山歌|民歌|儿歌|歌曲|童谣|快板书?|三句半|顺口溜|相声|小品|评书|鼓书|渔鼓|小戏|短剧|情景剧|话剧|漫画|动漫|动画片?|短视频|微视频|微电影|宣传片|纪录片|公益广告))"
    r"(?!创作|作品|团|队|家|[者迷])"
)
INNER = re.compile(r"(?:关于)?(?:印发|转发|发布|公布|颁布)(?P<name>[^《》〈〉\n]{6,60}?)的(?:紧急)?(?:通知|公告|函)$")


def listed(text: str) -> Iterator[Found]:
    """Documents of `text` that a list, an edition or a kind names, in no particular order."""
    for head in ANNEX.finditer(text):
        yield from _annexes(text, head.end())
    for pattern, rule in ((ROLL, "roll"), (JOINT, "joint"), (WORK, "work")):
        for match in pattern.finditer(text):
            yield Found(Span(*match.span("name")), match["name"], rule, 0.75)
    for match in PLAN.finditer(text):
        group = match.lastgroup or "years"
        yield Found(Span(*match.span(group)), match[group], "plan", 0.7)
    for match in EDITION.finditer(text):
        yield Found(Span(*match.span()), match[0], "edition", 0.85)


def _annexes(text: str, at: int) -> Iterator[Found]:
    """The names after 附件:, the first with or without a number, the others numbered."""
    first = ANNEX_NUMBER.match(text, at)
    at = first.end() if first else at
    for _ in range(MOST):
        name = ANNEX_NAME.match(text, at) or (NUMBERED_NAME.match(text, at) if first else None)
        if name is None:
            return
        cut = ISSUED.match(name["name"])
        span = Span(name.start("name") + (cut.end() if cut else 0), name.end("name"))
        yield Found(span, span.of(text), "annex", 0.8)
        following = ANNEX_NUMBER.match(text, name.end())
        if first is None or following is None:
            return
        at = following.end()


def inner_titles(text: str, names: Iterator[str]) -> Iterator[Found]:
    """Other places of the paper that a notice brings: 关于印发防汛指南的通知 … 防汛指南."""
    for name in names:
        inner = INNER.search(name)
        at = text.find(inner["name"]) if inner else -1
        while inner and at >= 0:
            span = Span(at, at + len(inner["name"]))
            yield Found(span, inner["name"], "inner-title", 0.8)
            at = text.find(inner["name"], span.end)
