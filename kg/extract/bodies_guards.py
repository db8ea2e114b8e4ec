"""What around a form tells that it is no body, a class of bodies, or a body just founded."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import replace

from kg.model import BodyForm, Mention
from kg.offsets import Span

SIGNED = re.compile(r"(?P<name>[一-鿿]{5,30}(?:肺炎|疫情|病毒|防控|防治|应急|工作|应对))$")
MAX_SIGNED = 33
HAN = re.compile(r"[一-鿿]")
NUMERAL = r"[0-9一二两三四五六七八九十百千]+(?:余|多|几)?"
COUNT = re.compile(rf"(?:{NUMERAL}(?:个|支|家|所|批|只)(?:、{NUMERAL}人)?(?:的)?|{NUMERAL}人的?)$")
FOUNDING = re.compile(
    r"成立|组建|设立|设置|建立|组成|增设|新设|派出|选派|抽调|增派|启动|启用|挂牌|创建|调派|集结|下设|分设|派|转为|升级为|引进|指定|确定|配备|筹建|开设|内设"
)
WISHED = re.compile(
    r"(?:要|应|应当|须|需|必须|是否|未)(?:及时|尽快|迅速|立即|统一|专门|牵头|积极|抓紧|相应)?(?:成立|组建|设立|建立|组成|抽调)[^,]{0,16}$"
)
GENERIC_BEFORE = re.compile(
    r"(?:各(?:(?:设区|自治)?[省市县区州乡镇村街道社(、)/]+)?|[省市县区州乡镇村]级|每个|每支|每|所有|全部|相关|有关|部分|基层|其他|其它|某些|某|一些|[多几](?:家|所|支|个)|等地?区?的?|[各多]地区?的?|计划单列|各(?:级|地|类|个|大|有关|相关)(?:[省市县区州乡镇村]、?)*)$"
)
TWO_LEVELS = re.compile(r"([省市县区州]|自治区)、?[市县区州乡镇村](?:、[县区乡镇村])?[两二三]级$")
FROM_TO = re.compile(r"从$")
CENTRE = re.compile(
    r"(?<=从)(?<![中共党])中央(?=到地方)|"
    r"(?<![中共党])中央(?=(?:和|及|、|、?国务院|与)?(?:自治区|[省市县区州]|国务院)*(?:党?委)?(?:[、和及]?[省市县区州](?:党?委)?)*(?:政府)?"
    r"(?:有关|关于|的|各项|重大|统一|经济工作)?(?:决策|部署|精神|要求|指示|会议|政策|号召|批示|一号文件|环保督察|重要会议|重要讲话)|[、和]?[省市县区、]*关于)"
)
ONE_EACH = re.compile(r"、[一-鿿]{2}一[份套张支个项本][^,。;、\n]{3,16}[、的](?=[一-鿿]{2}一|“)")
SENT = re.compile(r"(?:[^,。;:\n、]{0,6}人)?(?:支援|驰援|增援|援助|赶赴|奔赴|抵达)")  # 四支医疗队共549人支援云河市
AT_WORK = re.compile(rf"(?:共|已|现|目前)有{NUMERAL}[个支]$")  # 目前共有9个工作组在云河协助
WORK = ("管理", "办理", "受理", "审理", "护理", "治理", "清理")
NO_PLACE = re.compile(  # 有关地方|交通运输部门, 流入地|医保局: whichever place it is; 当地 is the place of the news
    r"(?:有关|相关|其他|其它|各|属|两|所在|所属|所在[市县区]|户籍|居住|经营|注册|事发|案发|受灾|来源|目的|流[出入]|输[出入]|迁[出入]|调[出入]|"
    r"始发|到达|抵达|接收|产|销|生产|主产|主销)地(?:方|区|的)?(?:的|各级|各)?$"
)
EACH_OWN = re.compile(  # 各工地都成立|…指挥部: everyone has one
    r"(?:各|每个|每家|每所|所有|全部)(?:(?![一二三四五六七八九十])[^,。;:、!?\n]){1,16}?(?:[、和及][^,。;:、!?\n]{1,8}){0,3}(?:均|都|也|分别|普遍|相应|已经?|要|应当?|须|第一时间|迅速|立即|及时|专门)*"
    r"(?:成立|组建|设立|专设|设置|建立|组成)了?[^,。;、!?\n]{0,8}$"
)
LED_BY = re.compile(
    r"(?:领导|指导|指挥|支持|配合|协调|统筹|抽调|动员|组织|会同|联合|选派|分管)"
)  # 在各级党委领导下成立
MODEL = ("+", "＋")
PAIRS = (("“", "”"), ("‘", "’"), ("(", ")"), ("《", "》"))
BACK = 16
CLASS_LIST = re.compile(r"(?:各级|各类|各地|各省、自治区|各个|相关|有关)[^,。;:!?《》“”]{0,16}(?:[、或和]|以及)$")
PAPER_NUMBER = re.compile(r"[一-鿿]{0,4}[\[〔(【]\s?(?:19|20)[0-9]{2}\s?[\]〕)】]")
STREET = re.compile(  # 云河厂|胡同, 医院|路12号: the name of a street
    r"[东西南北中前后一二三四]?(?:胡同|大街|大道|街(?!道)|路(?=[0-9一二三四五六七八九十东西南北与和及段,、。;)]|$)|巷(?!子里)|弄(?=[0-9]))"
)
NOT_GOVERNMENT = (
    re.compile(  # 政府|出资, 政府|公报: what such money, papers and works are called; not 县政府|出台, 县政府|公布
        r"工作报告|工[程业]|公[务报信开共]|补[贴助]|出资|引导"
    )
)
TAILS = {
    "队": "伍员友列",
    "部": "门署",
    "组": "织",
    "局": "势面",
    "处": "罚置",
    "办": "理法事结案证件税",
}  # 医疗队|伍, 组织部|门


class Guards:
    """The characters that may not stand after or before a form."""

    def __init__(self, after: Mapping[str, str], before: Mapping[str, str]) -> None:
        self._after, self._before = after, before

    def another_word(self, form: str, text: str, start: int, end: int) -> bool:
        """Whether its neighbours make another word of `form`: 县委托, 人大代表, 民政部门, 带队."""
        if STREET.match(text, end):
            return True
        following, before = text[end : end + 1], text[start - 1 : start] if start else ""
        if following == "部" and text[end + 1 : end + 2] == "署":
            return False
        if following and following in self._after.get(form, ""):
            return True
        if form.endswith("政府") and NOT_GOVERNMENT.match(text, end):
            return True
        if following and following in TAILS.get(form[-1], ""):
            return True
        if form[-1] == "组" and following == "成" and text[end + 1 : end + 2] != "立":  # 专家|组成
            return True
        if len(form) == 1 and following == "长":
            return text[end : end + 2] != form + "长" and text[end + 1 : end + 2] != "长"
        if form == "科" and text.endswith(WORK, 0, start):  # 收费管理|科
            return False
        return bool(before) and before in self._before.get(form, "")


def is_class(text: str, at: int) -> bool:
    """Whether a word before `at` says that no single body is meant (各, 所有, 县级)."""
    return GENERIC_BEFORE.search(text, max(0, at - 10), at) is not None


def of_any_place(text: str, at: int) -> bool:
    """Whether the words before `at` speak of whichever place is concerned (有关地方, 当地, 流出地), none by name."""
    return NO_PLACE.search(text, max(0, at - 8), at) is not None


def each_has_one(text: str, at: int) -> bool:
    """Whether many are said to found such a body each, right before `at`: 各工地均成立疫情防控领导小组."""
    match = EACH_OWN.search(text, sentence_start(text, at), at)
    return match is not None and LED_BY.search(match[0]) is None


def whole_name(text: str, mention: Mention) -> Mention | None:
    """`mention` with the closing mark after it if its name opens one; None if its marks do not match, or it is part of a model.

    A model joins kinds of bodies by a plus sign: “供销社+企业+农户” means no single cooperative.
    """
    start, end = mention.span.start, mention.span.end
    form = mention.form
    assert isinstance(form, BodyForm)
    if not form.place and (text[end : end + 1] in MODEL or text[start - 1 : start] in MODEL):
        return None
    name = text[start:end]
    for opening, closing in PAIRS:
        more = name.count(opening) - name.count(closing)
        if more == 1 and text[end : end + 1] == closing and form.organ.count(opening):
            return replace(mention, span=Span(start, end + 1), form=replace(form, organ=form.organ + closing))
        if more:
            return None
    return mention


def signed(text: str, end: int, owners: Iterable[Mention]) -> bool:
    """Whether the run that a space or break ends at `end` is half of a signature: one of `owners` and words of a task."""
    match = SIGNED.search(text, max(0, end - MAX_SIGNED), end)
    if match is None or (match.start() and HAN.match(text[match.start() - 1])):
        return False
    return any(m.span.start == match.start() for m in owners)


def is_loose(text: str, start: int, end: int) -> bool:
    """Whether an organ without a place is one of a class (各级医院、|疾控中心) or part of a paper's number (人社厅|明电[2020]7号)."""
    listed = CLASS_LIST.search(text, max(0, start - 24), start)
    return listed is not None or PAPER_NUMBER.match(text, end) is not None


def counted(text: str, at: int) -> bool:
    """Whether a number of such bodies stands right before `at`."""
    return COUNT.search(text, max(0, at - BACK), at) is not None


def founded(text: str, at: int) -> bool:
    """Whether a verb of founding or sending stands in the same sentence, up to 30 characters before `at`."""
    return FOUNDING.search(text, sentence_start(text, at), at) is not None


def sent(text: str, end: int) -> bool:
    """Whether the counted teams whose name ends at `end` are said to go and help."""
    return SENT.match(text, end) is not None


def at_work(text: str, at: int) -> bool:
    """Whether the counted bodies whose name begins at `at` are said to be there already."""
    return AT_WORK.search(text, max(0, at - BACK), at) is not None


def one_each(text: str, at: int) -> bool:
    """Whether the body named after `at` stands in a run of what everybody must have: 完善一套预案、组建一支队伍、…."""
    return ONE_EACH.search(text, max(0, at - 5), min(len(text), at + 24)) is not None


def wished(text: str, at: int, bodies: Container[int] = ()) -> bool:
    """Whether the body before whose name `at` stands is only called for: 各单位要成立领导小组.

    What one body is told to found (县指挥部办公室要成立…) counts as founded; `bodies` are the offsets where bodies end.
    """
    match = WISHED.search(text, sentence_start(text, at), at)
    return match is not None and match.start() not in bodies


def sentence_start(text: str, at: int) -> int:
    """30 characters back from `at`, but not over the end of a sentence."""
    start = max(0, at - 30)
    for mark in "。;!?\n":
        start = max(start, text.rfind(mark, start, at) + 1)
    return start
