"""What a figure counts: the noun phrase after its measure word, or before the figure, or the verb."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.extract.quantities_after import Following
from kg.extract.quantities_figure import Figure
from kg.extract.quantities_measure import COMPARED, CURRENCIES, STUFF, measured, money
from kg.extract.quantities_phrase import ACTS, PERSON, PLACE, WIDE, backward, forward, joined, qualified, subject, verb
from kg.extract.quantities_plausible import DIVIDED
from kg.extract.quantities_words import REACH, Tagger, Token, Words
from kg.resources import Resources

FROM = re.compile(
    r",(?:(?:目前|现在|预计)?(?:就|已|则|也)?(?:从|由|自)[^,。;]{0,9}|(?:目前|现在)(?:就|已|已经)?"
    r"|(?:目前|现在)?(?:共|共计|总计|合计|累计|总共|一共|多达|总数)(?:有|达|达到|为)?"
    r"|(?:已|更|也)?(?:达到?|高达|为|约为|升至|降至|超过))$"
)
UNNAMED = {"CNY": "资金", "PERCENT": "比例"}
VILLAGE = re.compile(r"(?:[县市区乡镇村寨屯组]|社区|小区)$")
ABSTRACT = ("字", "关键字", "关键词")  # 从五个方面 counts nothing but the items of a list
RATIOS = frozenset(("mg/L", "mg/kg", "ppm"))
SOLUTION = re.compile(r"的?([一-鿿A-Za-z]{1,10}?(?:液|剂|水|粉|片))(?!溶)")
CONTENTS = ("浓度", "含量")
NAMED = re.compile(r"(?:“([一-鿿A-Za-z]{2,8})”|《([^》\n]{2,16})》)(?:共|已?达)?$")  # 发放“平安码”3000个
BODY_HEAT = re.compile(r"[体测]温|发热|发烧")  # 测温时显示37.1度
ASPECTS = ("方面", "部分")  # 从科研、临床、康复三方面: what stands before is their list
BASIS_POINTS = "基点"  # 贷款利率下降30个基点
RATED = re.compile(r"(?:[A-Z]{2,4}|[存贷]款)?(?:市场)?(?:报价)?(?:利率|LPR|费率)[一-鿿]{0,3}$")
WHOLES = frozenset("项条个部份套种起件宗例家名位")  # 发布5项标准, 36起价格违法案例
RATE = (
    "标准",
    "频率",
    "频次",
    "速度",
    "比例",
    "要求",
    "规模",
    "原则",
    "力度",
    "税率",
    "利率",
    "费率",
    "价格",
)  # 以每天3次的频率
LIGHT = frozenset("得到 受到 接受 获得 进行 获 受 遭 遭受 遭到 被 已 均 正在 实现".split())  # noqa: SIM905
REACHING = frozenset("解决 满足 保障 惠及 覆盖 达到 超过 属于 确保 涉及 总共 达".split())  # noqa: SIM905
AMOUNTS = frozenset("人数 户数 次数 数量 金额 面积 比例 幅度 规模 额度 家数 总量 总额".split())  # noqa: SIM905
OWNING = frozenset("个种")
OWNERS = re.compile(  # 40个城市数据, 15种蔬菜价格: what their data are of
    r"((?:大中|中小|重点|主要|受灾)?(?:城市|省份|地市|区县|县市区?|[县市区](?:\([^)]{1,7}\))?|乡镇|街道|[乡镇村]|国家|社区))的?"
    r"[一-鿿]{0,6}(?:数据|价格|需求|资源|产量|均价|情况|人口|形势|疫情)$"
    r"|([一-鿿]{2,6}?)(?:零售|批发|市场|平均|销售)*(?:价格比?|均价|批发价|零售价)$"
)
MEMBERS = frozenset("个家户所座县市区镇乡村省")
RATED_OWNER = re.compile(  # 4个市|复工率超过, 12家企业|产值达到: the counted places and bodies, not what is told of them
    r"([一-鿿]{0,8}?(?:[省市县区州盟旗乡镇村]|街道|社区|园区|企业|公司|单位|学校|医院|部门|商户|工厂|农户|门店|项目|工地|机构|合作社))(?![省市县区乡镇村])"
    r"[一-鿿]{0,6}?(?:率|比例|比重|(?<![质数力容流海能分重])量|产值|(?<![大超])数额|金额|总额|销售额|营业额|余额|(?<![指系参函少多倍岁个单双])数|数量|增速|增幅|水平|收入|税收|利润)"
    r"(?=[均都也已仅约]|[超达为增下上提降不低高较比突过同环实,。;\d])"
)
BEARER = re.compile(r"(?:铁路|系统|行业|地区|公司|集团|[省市县区州])$")  # 全国铁路8个办理客运的车站
SITES = frozenset("处条座所栋")
PERSONS = frozenset("人名位")
CLOSES = frozenset(";。\n,")
MAKING = frozenset(("建设", "立案查办", "查办", "供应"))  # 建设集中育秧设施8个


@dataclass(frozen=True, slots=True)
class Window:
    """Where a figure's thing may stand: between the figure (or sentence) before and the one after."""

    start: int
    stop: int
    end: int = 0  # where the words before it end, if not at the figure (人数连续3年稳定在500人)
    previous: str = ""  # what the figure before counts, for 800户2600余人 and 30吨,同比增加5吨


@dataclass(frozen=True)
class Namer:
    """Finds the name of a counted thing.

    `defaults` say what a measure word stands for if nothing is named (例: 病例).
    """

    words: Words
    defaults: Mapping[str, str]
    following: Following

    @property
    def events(self) -> frozenset[str]:
        """What may befall a counted thing."""
        return self.following.events

    def thing(self, text: str, figure: Figure, window: Window) -> tuple[str | None, bool]:
        """What `figure` counts.

        Returns:
            The name, or None if the figure counts nothing; and whether the text names the thing next to the figure (if
            not, the name is a verb or what the measure word stands for).
        """
        unit = figure.classifier or ""
        right = self.following.tokens(text, figure, window.stop)
        if figure.unit in CURRENCIES and (sum_of := money(right)):
            return sum_of, True
        if figure.unit in CURRENCIES and right and right[0].text == "规模":
            return joined(right[2 : 2 + forward(right[2:])]) or "资金", True  # 近千万元规模的资金压力
        if unit in RATIOS:
            return self._share_of(text, figure, window), True
        name = self.following.phrase(text, figure, right, window.stop)
        if name == BASIS_POINTS:
            rate = RATED.search(text, window.start, figure.span.start)
            return (rate[0] if rate else "") + name, True
        if name.startswith(ASPECTS[0]) or name.startswith(ABSTRACT):
            return (ASPECTS[0], True) if name.startswith(ASPECTS[0]) else (None, False)
        if name.startswith(RATE) and (unit not in WHOLES or name.endswith("以上")):
            name, right = "", []
        if (
            not name
            and unit in ("名", "位")
            and (clause := self.following.relative(text, figure.span.end, window.stop))
        ):
            return clause, True
        if figure.unit in CURRENCIES and (PLACE.search(name) or PERSON.search(name)):
            name = ""  # 销售2亿元以上企业
        name = _counted(text, figure, name) if name else name
        if name and figure.unit in ("NUM", *CURRENCIES):
            return self.following.befallen(name, right, unit), True
        if figure.rule == "naked" or unit in ("大", *ASPECTS):
            return (unit, True) if unit in ASPECTS else (None, False)
        if window.start == figure.span.start and window.previous and unit in ("人", "户"):
            return window.previous, True
        return self._before(text, figure, window, right)

    def _share_of(self, text: str, figure: Figure, window: Window) -> str:
        """500mg/L含氯消毒液, 有效氯浓度500mg/L: the concentration of what, if the report has a word for it."""
        solution = SOLUTION.match(text, figure.span.end, window.stop)
        left = self.words.before(text, figure.span.start, window.start)
        name = solution[1] if solution else joined(left[backward(left) :]) or UNNAMED["PERCENT"]
        said = next((w for w in CONTENTS if w in text), "")  # never a word that the report lacks
        return name if name.endswith(CONTENTS) else name + said

    def _before(self, text: str, figure: Figure, window: Window, right: list[Token]) -> tuple[str | None, bool]:
        """The name if the words after the figure give none."""
        unit = figure.classifier or ""
        if figure.unit == "NUM" and (shown := self._shown(text, figure, window)) is not None:
            return shown or None, True
        left = self.words.before(text, window.end or figure.span.start, window.start)
        first = self._first(text, figure, left)
        if unit == "人" and right and right[0].text in self.events:
            if all(t.role != "noun" for t in left[first:]):
                return f"{right[0].text}人员", True
            if PERSON.search(name := joined(left[first:])):
                return right[0].text + name, True  # 中国公民3人遇难
        if figure.unit != "NUM":
            return self._measured(text, figure, window, (left, right)), True
        if unit in PERSONS and (are := self.following.being(text, figure.span.end, window.stop)):
            return are, True
        if text[figure.span.end : figure.span.end + 1] in CLOSES and (clause := qualified(left)):
            return clause, True
        if unit == "户" and all(t.role != "noun" for t in left[first:]):
            struck = bool(right) and right[0].text in self.events
            return (f"{right[0].text}户", True) if struck else ("户", False)
        name, named = joined(left[first:]), any(t.role == "noun" for t in left[first:])
        clause = "" if named else self.following.relative(text, figure.span.end, window.stop)
        if clause:
            return clause, True
        if name and not named and unit in SITES and (owner := subject(left[:first])):
            return owner, True  # 公路恢复通行8处
        if name and not (unit in ("户", "人") and VILLAGE.search(name)) and name not in self.defaults:
            return self._acted(name, left[first:], unit), named
        if not left and (clause := self._clause_before(text, figure, window)):
            return clause, True
        if unit == "倍" and (grown := subject(left)):
            return grown, True
        act = verb(left[:first])
        if act in self.words.changes and (grown := subject(left[:first])):
            return grown, True
        person = self.defaults.get(unit) in ("人员", "病例")
        earlier = "" if person else self._object(text, window.start, figure.span.start, act)
        return (earlier, True) if earlier else (self._by_verb(unit, act, right), False)

    def _shown(self, text: str, figure: Figure, window: Window) -> str | None:
        """What marks of its own show a figure to count: 格式分为两种, “平安码”3000个, 两个处理废水的站点; None if there are none."""
        at = figure.span.start
        if divided := DIVIDED.search(text, window.start, at):
            return subject(self.words.before(text, divided.start(), window.start))
        if clause := self.following.modified(text, figure, window.stop):
            return clause
        quoted = NAMED.search(text, window.start, at)
        return (quoted[1] or quoted[2]) if quoted else None

    def _first(self, text: str, figure: Figure, left: list[Token]) -> int:
        """Where in `left` the name before a figure begins; its length if there is none."""
        first = len(left) if text[: figure.span.start].endswith("了") else backward(left)
        if len(left) - first > 2 and left[first].text in MAKING:
            first += 1
        listed = first > 1 and figure.rule != "missing"
        paired = listed and left[first - 1].text in ("和", "与", "及") and bool(PERSON.search(left[first - 2].text))
        if paired and (figure.classifier or "") in ("人", "名", "位") and PERSON.search(left[-1].text):
            first -= 2  # 教师和学生有300人
        nouns = [t for t in left[first:] if t.role == "noun"]
        if len(left) - first == 1 and first and left[first].text in AMOUNTS and _qualifies(left[first - 1]):
            first -= 1  # 上岗人数
        wide = WIDE.search(joined(left[first:])) or (nouns and all(t.place for t in nouns))
        bearer = BEARER.search(joined(left[first:])) and self.following.relative(text, figure.span.end, len(text))
        return len(left) if wide or (bearer and figure.unit == "NUM") else first

    def _measured(
        self, text: str, figure: Figure, window: Window, around: tuple[Sequence[Token], Sequence[Token]]
    ) -> str:
        """What a measure (money, share, time, length) is of; `around` are the words before and after it."""
        said = text[figure.span.end : min(window.stop, figure.span.end + 4)]
        name = measured(figure, *around, said, self.words)
        if figure.unit == "DEG_C" and not name.endswith(("温", "温度")) and 35 <= figure.values[0][0] <= 42:
            near = BODY_HEAT.search(text, max(0, figure.span.start - 40), figure.span.end)
            name = "体温" if near and "体温" in text else name  # never a word that the report lacks
        name = name or self._clause_before(text, figure, window)
        name = name or (self.following.relative(text, figure.span.end, window.stop) if figure.unit in STUFF else "")
        name = name or self._owner(around[0])
        return name or window.previous or UNNAMED.get(figure.unit, "数量")

    def _owner(self, left: Sequence[Token]) -> str:
        """河水位已于今早降至80米: the noun phrase before the adverbs and verbs of `left`; "" if it is a place."""
        name = "" if left and left[0].text in COMPARED else subject(left)
        return "" if not name or VILLAGE.search(name) or WIDE.search(name) else name

    def _clause_before(self, text: str, figure: Figure, window: Window) -> str:
        """产业发展的比重,从2021年的53%: what the clause before names at its end; "" if the figure's own names something."""
        clause = FROM.search(text, max(window.start, figure.span.start - 16), figure.span.start)
        if not clause:
            return ""
        left = self.words.before(text, clause.start(), window.start)
        name = joined(left[backward(left) :])
        if VILLAGE.search(name) or all(t.place for t in left[backward(left) :] if t.role == "noun"):
            plain = [t for t in left if t.text != "累计"]
            name = joined(plain[: forward(plain)])  # 最大雨量出现在甲县,达到80毫米
        return name

    def _object(self, text: str, start: int, end: int, act: str) -> str:
        """What the same verb had as its object shortly before: 设置观察室,即设置5个."""
        last = text.rfind(act, start, end) if len(act) > 1 else -1
        first = text.rfind(act, max(start, last - REACH), last) if last >= 0 else -1
        return self.following.named_after(text, first + len(act), last) if first >= 0 else ""

    def _acted(self, name: str, tokens: Sequence[Token], unit: str) -> str:
        """失踪4人 → 失踪人员, 新增5例 → 新增病例: what an act alone leaves unsaid."""
        default = self.defaults.get(unit, "")
        if default in ("人员", "病例") and all(t.role in ACTS or WIDE.search(t.text) for t in tokens):
            return name + default
        return name

    def halves(self, name: str) -> tuple[str, str]:
        """4所乡村小学教职工260人: which part of a phrase between two figures belongs to which; the whole if it is one."""
        tokens = self.words.tokens(name)
        first = len(tokens) - 1
        while first > 0 and tokens[first - 1].role != "noun":
            first -= 1
        if first <= 0:
            return name, name
        return "".join(t.text for t in tokens[:first]), "".join(t.text for t in tokens[first:])

    def _by_verb(self, unit: str, act: str, right: Sequence[Token]) -> str | None:
        """A name made of the verb and of what the measure word stands for: 新增5例 → 新增病例."""
        default = self.defaults.get(unit, "")
        acts = [t for t in right[:4] if t.text not in LIGHT]
        if default == "人员" and acts and acts[0].role in ACTS:
            act = acts[0].text
        if unit in self.following.turns or not default:
            return act or default or "".join(t.text for t in right[:1] if t.role == "weak") or unit or None
        whole = default == "人员" and act in REACHING
        return act + default if default in ("人员", "病例") and not whole else default


def _counted(text: str, figure: Figure, name: str) -> str:
    """`name` without what is told of the counted things: 40个城市|数据, 4个市|复工率超过60%."""
    unit = figure.classifier or ""
    if unit in OWNING and (owner := OWNERS.match(name)):
        return owner[1] or owner[2]
    told = RATED_OWNER.match(text, figure.span.end) if unit in MEMBERS else None
    return told[1] if told and name.startswith(told[1]) else name


def _qualifies(token: Token) -> bool:
    return len(token.text) == 2 and token.role in ("stop", *ACTS) and token.text.isalpha()


def build_namer(resources: Resources, tagger: Tagger) -> Namer:
    """The namer, from the lexicon's classes `counted.*` and the defaults of the measure words."""
    lexicon = resources.lexicon
    roles = {form: role for role in ("stop", "modifier", "either", "noun") for form in lexicon.forms(f"counted.{role}")}
    defaults: dict[str, str] = {}
    for name in ("classifier.weak", "classifier.person", "classifier.turn", "classifier.thing"):
        defaults.update(lexicon.table(name))
    tail, changes, spending = (lexicon.forms(f"counted.{c}") for c in ("tail", "change", "money"))
    words = Words(tagger, roles, tail, changes, spending)
    following = Following(words, lexicon.forms("classifier.turn"), lexicon.forms("counted.event"))
    return Namer(words, defaults, following)
