"""What each figure of a report counts, read in order: a figure may count what one before it counted."""

from __future__ import annotations

import re

from kg.extract.quantities_figure import TIME_UNITS, Figure
from kg.extract.quantities_phrase import WHOLE
from kg.extract.quantities_thing import Namer, Window
from kg.model import Bound, Page
from kg.offsets import Span

GROWN = re.compile(
    r"(?:/[^,。;\d/]{1,3})?(?:[增扩减升降提上下缩延翻发跃回跌攀涨压调改放拓哄][^,。;\d]{0,4})?(?:到|至|为)了?"
    r"(?:(?:今年|目前|现在|去年|当前|(?:\d{1,2}月)?\d{1,2}[日月]|(?:19|20)\d\d年)?[底末]?的?)?(?:平均)?"
)
RATE = re.compile(r"(?:率|比例|比重|量|[产价]值|额|数|增速|增幅|水平|收入|税收|利润)$")
SHARED = frozenset("个家所座处栋条项户套台辆支艘架间")
LEVEL = re.compile(r"^(?:国家|[省市县区乡镇村]|社区|自治区)级")
OF_THEM = re.compile(r"其中(?:有|就有|包括|含)?$")  # 余震75次,其中6起
MEMBERS = frozenset("家户个条所座处名位")
ASPECTS = frozenset(("方面", "部分"))
TRIPS = frozenset(("人次", "车次", "辆次", "架次"))
PART_ONLY = frozenset(  # what does not say who is counted
    (
        "人次",
        "车次",
        "其中",
        "日均",
        "高峰日",
        "单日",
        "最高",
        "发送",
        "运送",
        "输送",
        "接待",
        "运输",
        "到达",
        "客运量",
        "客流",
    )
)
BATCHES = frozenset(("类", "大类", "批", "种", "大"))  # 六大类20条措施
RESPECTIVE = re.compile(
    r"(?:^|[,。;:\n])(?P<things>(?:(?:(?![从由把将对在是有为和与及])[一-鿿A-Z]){2,12}(?:以及|[、和与及]))+(?:(?![从由把将对在是有为和与及])[一-鿿]){2,12}?)(?:总?数|数量|总量)?[已也均]*分别"
    r"(?:[达到为有共超过完成新增约近逾]|增[长加]|下降|减少|提高|升至|降至){0,4}$"
)
ROW_GAP = re.compile(r"[、和及与,]|以及")
NEXT = re.compile("")
MEASURED = re.compile(r"(?:[一-鿿]{1,5}(?:为|达到?|超过?|在|约))?")  # 1份保额为20万元的保险
STATE = re.compile(
    r"(?:目前|现)?(?:已经?|正在?|又)?((?:开始|恢复|存在|外出|获得?|实现|完成|通过|纳入|复[工产]|返岗|营业|开[业工]|投产|签约|落地|竣工)"
    r"[^,。;:、\n\d(共累的]{0,8})"
)
RATED = frozenset(("HR", "KiloW", "MegaW", "KiloV", "M2", "M3", "M", "TONNE", "L"))
LASTING = re.compile(r"(?:连续|近|比|较|过去|未来|历时|用|经过|前)$")
LASTED = re.compile(r"(?!前|后|[内的])[^,。;:、\d]{0,7}(?<!的)")


class Cursor:
    """Spans in order; looks up the one that holds an offset, for offsets that only grow."""

    def __init__(self, spans: tuple[Span, ...]) -> None:
        self._spans = spans
        self._i = 0

    def at(self, offset: int) -> Span | None:
        while self._i < len(self._spans) and self._spans[self._i].end <= offset:
            self._i += 1
        if self._i < len(self._spans) and self._spans[self._i].start <= offset:
            return self._spans[self._i]
        return None


def named(page: Page, figures: list[Figure], namer: Namer) -> list[str | None]:
    """The name of what each of `figures` (in text order) counts; None for one that turns out to count nothing."""
    reading = _Reading(page, figures, namer)
    for i in range(len(figures)):
        reading.read(i)
    return _paired(page.text.normal, figures, reading.names)


class _Reading:
    """Reads the figures of one page in order; keeps the names found so far."""

    def __init__(self, page: Page, figures: list[Figure], namer: Namer) -> None:
        self.names: list[str | None] = []
        self._text = page.text.normal
        self._figures = figures
        self._namer = namer
        self._sentences = Cursor(page.layout.sentences)
        self._seen: dict[str, str] = {}  # measure word → what the last figure with it in this sentence counts
        self._recent: dict[str, str] = {}  # the same in this paragraph
        self._at = -1
        self._owned = True

    def read(self, i: int) -> None:
        """Find the name of figure `i` and add it to `names`."""
        figure, text = self._figures[i], self._text
        sentence = self._sentences.at(figure.span.start)
        if sentence is None:
            self.names.append(None)
            return
        if sentence.start != self._at:
            if self._at < 0 or "\n" in text[self._at : sentence.start]:
                self._recent = {}
            self._seen, self._at = {}, sentence.start
        name, own = (figure.thing, True) if figure.thing else self._namer.thing(text, figure, self._window(i, sentence))
        if head := self._described(i):
            name, own = head, True
        name = self._carried(i, self._own(i, name), own, sentence)
        unit = figure.classifier or ""
        if own and name and name != unit:
            self._seen[unit] = self._recent[unit] = name
        if not own and text[figure.number.start] == "一" and unit != "次":
            name = None  # 合格一家, 不漏一户
        if name and not own and (state := self._state(i, name)):
            name = state
        self.names.append(name)
        before = self._figures[i - 1] if i else None
        adjoins = before is not None and before.span.end == figure.span.start and before.unit == "NUM"
        if adjoins and name and figure.unit in RATED and not self._owned:
            self.names[i - 1] = name  # 新建4台220千瓦泵站
        self._owned = own

    def _described(self, i: int) -> str:
        """一名30多岁的顾客, 一支200人的队伍: the noun behind the figure that describes it; "" if there is none."""
        figures, text = self._figures, self._text
        if i + 1 == len(figures) or figures[i].unit != "NUM":
            return ""
        gap = text[figures[i].span.end : figures[i + 1].span.start]
        if not (MEASURED if figures[i + 1].unit != "NUM" else NEXT).fullmatch(gap):
            return ""
        end = figures[i + 1].span.end
        return self._namer.following.named_after(text, end + 1, end + 16) if text.startswith("的", end) else ""

    def _own(self, i: int, name: str | None) -> str | None:
        """`name` without the places or bodies that the figure before counts: 4个市|复工率60%."""
        owner = self.names[-1] if i else None
        if not owner or not name or self._figures[i - 1].unit != "NUM" or not name.startswith(owner):
            return name
        said = self._text.startswith(owner + name[len(owner) :], self._figures[i - 1].span.end)
        return name[len(owner) :] if said and len(name) > len(owner) + 1 and RATE.search(name) else name

    def _state(self, i: int, name: str) -> str:
        """其中3家已恢复营业 → 恢复营业的(门店): what a figure without a noun of its own says of a part; "" if nothing."""
        figure = self._figures[i]
        if figure.unit != "NUM" or (figure.classifier or "") not in MEMBERS:
            return ""
        state = STATE.match(self._text, figure.span.end)
        return f"{state[1]}的{name}" if state else ""

    def _window(self, i: int, sentence: Span) -> Window:
        """Where the name of figure `i` may stand. A stretch of time before it is read over (人数连续3年稳定在500人)."""
        figure, figures = self._figures[i], self._figures
        before = figures[i - 1] if i and figures[i - 1].span.start >= sentence.start else None
        stop = min(sentence.end, figures[i + 1].span.start if i + 1 < len(figures) else len(self._text))
        previous = (self.names[i - 1] if before else "") or ""
        start = before.span.end if before else sentence.start
        if before is None or before.unit not in TIME_UNITS or figure.unit in TIME_UNITS:
            return Window(start, stop, previous=previous)
        lasting = LASTING.search(self._text, sentence.start, before.span.start)
        if not lasting or not LASTED.fullmatch(self._text, before.span.end, figure.span.start):
            return Window(start, stop, previous=previous)
        earlier = figures[i - 2] if i > 1 and figures[i - 2].span.start >= sentence.start else None
        start = earlier.span.end if earlier else sentence.start
        compared = lasting[0] in ("比", "较", "近")
        return Window(start, stop, lasting.start(), (self.names[i - 2] if earlier and compared else "") or "")

    def _carried(self, i: int, name: str | None, own: bool, sentence: Span) -> str | None:
        """`name`, or what an earlier figure counts, where the two belong together."""
        figure = self._figures[i]
        unit = figure.classifier or ""
        before = self._figures[i - 1] if i else None
        previous = self.names[-1] if before and before.span.start >= sentence.start else None
        gap = self._text[before.span.end : figure.span.start] if before else ""
        if GROWN.fullmatch(gap) and before and previous and before.classifier == unit:
            return previous
        counts = before is not None and before.unit == figure.unit == "NUM"
        if counts and name and previous and gap == previous == name:
            if name in ASPECTS:
                return self._seen.get(unit) or self._recent.get(unit)  # 五个部分28条
            self.names[-1], name = self._namer.halves(name)
            return name
        if not own and previous and counts and OF_THEM.search(gap):
            return previous
        if not own and unit in SHARED and unit in self._seen:
            return self._seen[unit]
        opens = self._text[figure.span.start - 1 : figure.span.start] in (";", ",")
        if not own and unit == "人" and opens and figure.values[0][1] is not Bound.EXACT and unit in self._seen:
            return self._seen[unit]  # 人数为50人以上的…;100人以上的…
        if unit in TRIPS and name in PART_ONLY:
            return self._seen.get(unit) or self._recent.get(unit) or name  # 发送旅客50万人次,日均2万人次
        if name == unit and unit not in self._namer.defaults.values():
            return self._seen.get(unit) or self._recent.get(unit)
        return name


def _respective(text: str, figures: list[Figure], names: list[str | None]) -> list[str | None]:
    """甲、乙、丙分别达到3家、4家、5家: each figure counts the thing in its place of the list before."""
    out = list(names)
    for i, figure in enumerate(figures):
        listed = RESPECTIVE.search(text, max(0, figure.span.start - 60), figure.span.start)
        if not listed:
            continue
        things = re.split("、|以?及|和|与", WHOLE.sub("", listed["things"]))
        row = [i]
        while row[-1] + 1 < len(figures):
            gap = text[figures[row[-1]].span.end : figures[row[-1] + 1].span.start]
            if not ROW_GAP.fullmatch(gap):
                break
            row.append(row[-1] + 1)
        if len(row) == len(things) and all(len(t) > 1 for t in things):
            for k, thing in zip(row, things, strict=True):
                out[k] = thing
    return out


def _paired(text: str, figures: list[Figure], names: list[str | None]) -> list[str | None]:
    """3个、24人心理疏导小组: both figures count the same thing; 2家省级、9家市级医院: kinds of one thing."""
    out = list(names)
    for i in range(len(figures) - 2, -1, -1):
        one, two = figures[i], figures[i + 1]
        every = text[one.number.start - 1 : one.number.start] == "每"
        if one.unit in TIME_UNITS and every and two.span.start - one.span.end < 6:
            out[i] = out[i + 1]
        if one.span.end == two.span.start and one.unit == two.unit != "NUM":
            out[i] = out[i + 1]  # 二万元以上二十万元以下罚款
        gap, last = text[one.span.end : two.span.start], out[i + 1] or ""
        if not gap and one.unit == two.unit == "NUM" and not one.thing and one.classifier in BATCHES:
            out[i] = out[i + 1]
        if gap == f"{out[i]}、" and LEVEL.fullmatch(out[i] or "") and one.classifier == two.classifier:
            out[i] = f"{out[i]}{LEVEL.sub('', last)}"
        if gap in ("、", "或") and two.unit == one.unit == "NUM" and not one.thing:
            out[i] = out[i + 1]
    return _respective(text, figures, out)
