"""What a figure is counted over: up to a day (累计), each period (每天), each member (每名)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.quantities_figure import TIME_UNITS, Figure
from kg.extract.times_calendar import published
from kg.model import Page, Scope, TimeForm
from kg.offsets import Span

TOTAL = re.compile(
    r"累计(?!确诊病例数|[^,。;]{1,8}[数量]、)|累积|至今|截至|截止|共计|总计|合计|总共|一共|(?<![时日天夜晚点分午晨])到今天|"
    r"(?<![公中党改总一联合与])(?<!(?<![全我各])国)共(?!分[为成\d一-鿿]|包[括含]|[同享建青产和治识商管处用创赢聚性鸣克体济谋渡进融情通抗促担富育存生勉度话襄筑护赴绘办迎奋振])"
)
PERIOD = re.compile(
    r"每[天日周月年]|每(?:小时|星期|季度|学期|晚|晨|班)|[日月年周]均|(?<!昨)(?<!今)(?<!当)(?:[日年]|每?月)(?:产能|产量|产值|产(?=[\d一-龥]{0,8}$)|销量|销售额|检测|处理|供应|加工|接待|发送|客流)|[一1](?:天|年|个月|周|小时)[就便]?[能可](?!以内)|每隔?[一两二三四五六七八九十\d]+(?:个?小时|天|日|周|个月|年)"
)
EACH = re.compile(
    r"单[个户笔家项只](?=[^位据体元])|每(?:[一]?[名个人户家位辆栋幢村乡镇县校所处支组车班批间床座层条份台单企点站院]|亩|平方米|公里|吨|斤|公斤)|人均|户均|各(?=[\d一二两三四五六七八九十]+[^\d一二两三四五六七八九十级界地])|(?<![^,。;、\n\s])平均|均(?=配备|设|不|有|配)|万人(?=\d)"
)


PER = re.compile(
    r"/([天日月年周]|小时|季度|[人名户个家亩吨斤米只头件位辆台套份]|公斤|千克|公顷|平方米|平米|[㎡度])"
)  # 36元/公斤
PERIODS = frozenset(("天", "日", "月", "年", "周", "小时", "季度"))
APART = re.compile(
    r"[,;](?=重点|组[建成]|成立|在|分[赴布]|目前|预计|其余|支持|为|将|主要|惠及|带动|用于|保障|要求|从|并|由)"
)
GAUGED = re.compile(r"(?:水位|流量|[气体水]温)[^,;。]{0,6}$")  # read off, not added up
SUMMED = re.compile(r"累计[^、]{0,6}$")
OFTEN = re.compile(r"每(?:[天日周月年]|晚|小时)")
DAILY = re.compile(r"[一每](?:日|天|周|月|年)$")  # 一日三次
NOW = re.compile(r"截[至止]到?(?:目前|现在)")
GIVES = r"(?:抽[查取调]|[选指委]派|派出|安排|配[备置]|明确|指定|确定|推荐|设[立置]|建[成立]?|报送|组[建织]|推[选送荐]|补[助贴]|奖励|发放|捐[赠助]?|拨付?|落实)"
ALLOTS = re.compile(  # 甲、乙两市各抽查|3个县, 各乡镇要明确|1名联络员
    rf"(?:各|(?<![一-鿿])各(?:(?![的和与及])[一-鿿]){{1,14}}?(?:原则上|[要应须需可均都])*){GIVES}[^,。;一-鿿]{{0,2}}$"
)
EACH_FIRST = re.compile(r"每[人户名家亩位](?:每[天日月年]|[天日月年]均)[^,。;]{0,6}$")  # 每人每天100元
AVERAGE = re.compile(r"平均|[人户]均")
COMPARED = re.compile(r"同比|环比|(?<!占)比(?![例重率赛])|较(?![大小多少高低好为])|回落|回升|[增提]长|上升|下降|提高")
APIECE = re.compile("分别(?=[^于])")
IN_ROW = re.compile(r"(?:[、和及与]|以及)[约近超达]?\d")
ROW_BEFORE = re.compile(r"\d[^,。;\d]{1,6}(?:[、和及与]|以及)[约近超达]?$")
PART = re.compile(r"[,(]?其中[::]?")


@dataclass(frozen=True, slots=True)
class Total:
    """A stretch of text in which figures are totals, and the day up to which they count (ISO, None if not said)."""

    span: Span
    as_of: str | None


def totals_of(page: Page) -> list[Total]:
    """Stretches in which figures are totals: from 累计, 共 or 截至 to the end of its sentence, and on over a sentence
    that says what of that total (其中…;…)."""
    text = page.text.normal
    upto = [m for m in page.mentions if isinstance(m.form, TimeForm) and m.form.iso.startswith("../")]
    own, _ = published(page.text.document, text) if NOW.search(text) else (None, None)
    today = own if own and not own.startswith("--") else None
    out: list[Total] = []
    running = False
    for sentence in page.layout.sentences:
        gap = text[out[-1].span.end : sentence.start] if out else "\n"
        part = text.startswith("其中", sentence.start) or (running and text[out[-1].span.end - 1] == ";")
        running = part and not gap.strip() and "\n" not in gap
        match = TOTAL.search(text, sentence.start, sentence.end)
        if running:
            out.append(Total(sentence, out[-1].as_of))
        elif match:
            stated = next((m.form.iso[3:] for m in upto if sentence.covers(m.span)), None)  # type: ignore[union-attr]
            now = NOW.search(text, sentence.start, sentence.end)
            end = sentence.end
            if match[0] == "共":  # of other things, after a comma, it says nothing
                end = next((m.start() for m in APART.finditer(text, match.end(), end)), end)
            out.append(Total(Span(match.start(), end), today if now else stated))
    return out


def scope_of(text: str, figure: Figure, sentence: Span, totals: list[Total]) -> tuple[Scope | None, str | None]:
    """Scope of a figure and, for totals, the day up to which they count."""
    start = figure.number.start
    clause = max(sentence.start, *(text.rfind(mark, sentence.start, start) + 1 for mark in ",;。:"))
    if figure.unit in TIME_UNITS:
        every = text[max(0, figure.span.start - 2) : start].rstrip("隔").endswith("每")
        return (Scope.PER_PERIOD if every else _of_time(text[clause:start])), None
    if figure.unit != "NUM" and GAUGED.search(text, clause, start):
        return None, None
    compared = figure.unit == "PERCENT" and COMPARED.search(text, clause, figure.span.end)
    if EACH_FIRST.search(text, clause, start):
        return Scope.EACH, None
    if PERIOD.search(text, clause, start) or (figure.classifier == "次" and DAILY.search(text, clause, start)):
        return Scope.PER_PERIOD, None
    if not (figure.unit == "PERCENT" and AVERAGE.search(text, clause, start)) and (
        EACH.search(text, clause, figure.span.end)
        or _shared_out(text, clause, figure)
        or ALLOTS.search(text, clause, start)
        or _part_of(EACH, text, sentence, start)
    ):
        return Scope.EACH, None
    per = PER.match(text, figure.span.end)
    if per:
        return (Scope.PER_PERIOD if per[1] in PERIODS else Scope.EACH), None
    if _part_of(PERIOD, text, sentence, start) and figure.unit != "PERCENT":
        return Scope.PER_PERIOD, None
    total = None if compared else next((t for t in totals if t.span.covers(figure.span)), None)
    if total and figure.unit == "PERCENT" and clause > total.span.start and text.startswith("共", total.span.start):
        return None, None  # 共有企业563家,开工率80%
    return (Scope.CUMULATIVE, total.as_of) if total else (None, None)


def _shared_out(text: str, clause: int, figure: Figure) -> bool:
    """Whether 分别 gives the same figure to each; in 分别安排300元和500元 each thing has one of its own."""
    apart = APIECE.search(text, clause, figure.span.start)
    if not apart or IN_ROW.match(text, figure.span.end):
        return False
    return ROW_BEFORE.search(text, apart.end(), figure.span.start) is None


def _part_of(words: re.Pattern[str], text: str, sentence: Span, at: int) -> bool:
    """Whether a figure says of what the number for each is made: 每个乡镇抽查4家企业,其中|2家工厂,|1家商场."""
    parts = [m.start() for m in PART.finditer(text, sentence.start, at)]
    if not parts:
        return False
    clause = max(sentence.start, *(text.rfind(mark, sentence.start, parts[-1]) + 1 for mark in ",;。:"))
    return ";" not in text[parts[-1] : at] and words.search(text, clause, parts[-1]) is not None


def _of_time(clause: str) -> Scope | None:
    """Scope of a span of time, from what stands before it in its clause: 每天工作8小时, 每次30分钟, 累计缴费满15年."""
    if SUMMED.search(clause):
        return Scope.CUMULATIVE
    if OFTEN.search(clause):
        return Scope.PER_PERIOD
    return Scope.EACH if "每次" in clause else None
