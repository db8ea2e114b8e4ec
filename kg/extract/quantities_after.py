"""What stands after a figure: the noun phrase that it counts, a relative clause, what befell the counted thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.quantities_figure import Figure
from kg.extract.quantities_heads import CLAUSE, FUNCTION, agreed
from kg.extract.quantities_heads import SHORT as SHORT_CLAUSE
from kg.extract.quantities_limits import EXTENTS
from kg.extract.quantities_phrase import ACTS, ADVERBIAL, KIND, PERSON, PLACE, WIDE, forward, joined, through_head
from kg.extract.quantities_words import BLANKS, REACH, Token, Words

QUOTED = re.compile(r"[“「]([^”」,。\n]{1,14})[”」]")
SOMEONE = re.compile(r"人(?![工员民大才口群均次体社事家生文类力道参身])")
GRADE = re.compile(
    r"(?:[A-Z\dⅠ-Ⅴ一二三四五]{1,3}[级类]|[一二三]级甲等|副?[县处科厅][处科]?级|规模|[\d一二三四五六七八九十]+岁"
    r"|[\d.]+万?(?:千瓦|吨|亩|公斤|平方米|米)级?)(?:及|\(含\))?以[上下]"
)
RELATIVE = re.compile(r"[^,。;:、()\d]{1,16}?的(?=[一-鿿])")
OBJECT_AFTER = re.compile(r"(?:对|向|将|把|为)?[^,。;]{0,40}?(?:进行|开展|实施|组织|召开|举行|举办)(?:了|过)?")
LONG_CLAUSE = 8  # characters of a relative clause that stays in the name
WHOLE_THINGS = frozenset("家名位人户辆台支所座栋艘架")  # they count things and people, never acts
HAPPENS = frozenset(("出现", "发生", "遭受", "遭遇"))
NO_ACT = re.compile(
    r"[可在被由对向从以因为将按把均都也不没未已正全左其分同]|之|用于|来自|参[与加]|位于|属于|达到|实现|完成|进行|涉及|得到|受到|获得"
)
LIMITS = ("以上", "以下", "以内")  # 30人以上会议
PER = re.compile(r"/[一-鿿㎡]{1,3}?(?:[·/][一-鿿]{1,2})?(?=的|[,。;、]|标准|补)")  # 100元/月的补贴
VARIOUS = frozenset("各型 各类 各种 各式 各级 各项 不同 多种 多个 其他 其它".split())  # noqa: SIM905
TEAM = re.compile(r"的[^,。;、]{0,10}?(?:队|组|团|班子|专班)")  # 20人的巡山队
PRAISED = re.compile(  # 10条指向明确、操作性强的具体措施
    r"(?:[一-鿿]{2,3}[强高大好快低优广足深新确便善全捷准硬美良富小少]、)+[一-鿿]{2,3}[强高大好快低优广足深新确便善全捷准硬美良富小少]的(?=[一-鿿])"
)
LOANS = frozenset(("YR", "MO"))  # 一年期|贷款
SHORT = 5
BEING = re.compile(r"(?:[均都全]|全部)?(?:[是为系]|属于)(?!因|由|了|在)")  # 其中8人是退役军人
RANKS = re.compile(r"[国省市县区乡镇村](?:、[国省市县区乡镇村])+级?")  # 7条国、省干道
WAYS = re.compile(r"(?:河流|河道|江河|湖泊|水库|[测文]站|站点|断面|路段|[国省]道|公路|道路|铁路|隧道|桥梁)$")
STRUCK = re.compile(r"[均已也先后]{0,2}((?:超(?:警|保|历史)|发生|出现|遭受|遭遇)[^\d]{1,9})")  # 4条河流超警戒水位
ENDS = frozenset(",。;、:!?\n")
CONDITION = re.compile(r"(?:水位|通信|通讯|交通|供[水电气]|网络)$")
PEOPLE = frozenset("名位人户")
OPEN = frozenset("名位项条件份批场次篇期辆台艘架部")  # 三项安全生产的措施, but 两个工作组 in 两个工作组的骨干


@dataclass(frozen=True)
class Following:
    """Reads what follows a figure. `turns` are measure words of acts, `events` what may befall a counted thing."""

    words: Words
    turns: frozenset[str]
    events: frozenset[str]

    def tokens(self, text: str, figure: Figure, stop: int) -> list[Token]:
        """The words after a figure; none where it ends its sentence or only describes what follows (800人的学校)."""
        at = figure.span.end
        at += figure.unit in LOANS and text.startswith("期", at) and not text.startswith(("期间", "期限", "期满"), at)
        of = figure.classifier == "人" and (text.startswith("的", at) or text[at - 2 : at] in LIMITS)
        per = PER.match(text, at)
        if per:
            return self.words.after(text, per.end(), stop)
        if (of and not TEAM.match(text, at, stop)) or _breaks(text, figure):
            return []
        if figure.unit in EXTENTS and text.startswith(("内", "之内"), at):
            return []  # 园区3平方公里|内的企业
        tokens = self.words.after(text, at, stop)
        while tokens and (tokens[0].text in VARIOUS or (tokens[0].text == "各" and len(tokens) > 1)):
            tokens = tokens[2 if tokens[0].text == "各" and len(tokens[1].text) == 1 else 1 :]
        return tokens

    def named_after(self, text: str, at: int, stop: int) -> str:
        """The noun phrase that begins at `at`, or ""."""
        tokens = self.words.after(text, at, stop)
        return joined(tokens[: forward(tokens)])

    def phrase(self, text: str, figure: Figure, tokens: list[Token], stop: int) -> str:
        """The noun phrase that follows a figure, with a head that its measure word may count; or ""."""
        name = self._phrase(text, figure, tokens, stop)
        if not name and figure.classifier in ("名", "位") and self.relative(text, figure.span.end, stop):
            return ""
        span = (figure.span.start, figure.span.end, stop)
        return agreed(text, span, figure.classifier or "", tokens, name, lambda at: self.named_after(text, at, stop))

    def _phrase(self, text: str, figure: Figure, tokens: list[Token], stop: int) -> str:
        unit, at = figure.classifier or "", figure.span.end
        quoted = QUOTED.match(text, at, stop)
        if quoted:
            tokens = self.words.after(text, quoted.end(), stop)
            bare = bool(tokens) and tokens[0].role in ("either", "verb")  # 3个“直通车”支持企业
            return quoted[1] if bare else joined(tokens[: forward(tokens)]) or quoted[1]
        if unit == "个" and SOMEONE.match(text, at, stop):
            return "人"
        ranks = RANKS.match(text, at, stop)
        if ranks and (head := self.named_after(text, ranks.end(), stop)):
            return ranks[0] + head
        grade = GRADE.match(text, at, stop)
        if grade:
            tokens = self.words.after(text, grade.end(), stop)
            return grade[0] + joined(tokens[: forward(tokens)])
        if praised := PRAISED.match(text, at, stop):
            return self.named_after(text, praised.end(), stop) or praised[0]
        size = self._size(tokens, unit)
        of = any(t.role == "of" for t in tokens[:size])
        bare = all(t.role != "noun" for t in tokens[:size])  # 300人安置在学校
        if unit == "人" and tokens and not of and (bare or tokens[0].role in ("either", "verb")):
            return ""
        name = joined(tokens[:size]) + self._quote(text, at, stop, tokens, size)
        nouns = [t for t in tokens[:size] if t.role == "noun"]
        if all(t.place or WIDE.search(t.text) for t in nouns):
            longer = self._governed(text, figure, tokens) or (self.relative(text, at, stop) if name else "")
            if longer:
                return longer
        owned = size < len(tokens) and tokens[size].role == "of" and not tokens[size - 1].quality
        plain = owned and tokens[size - 1].role == "noun"  # 8户受灾房屋的评估
        acts = bool(name) and tokens[0].role in ("either", "verb") and not of and not plain
        if acts and (clause := self.relative(text, at, stop)) and (unit not in PEOPLE or PERSON.search(clause)):
            return clause
        if unit in self.turns and not name:
            match = OBJECT_AFTER.match(text, at, min(stop, at + 2 * REACH))
            tokens = self.words.after(text, match.end(), stop) if match else []
            return joined(tokens[: forward(tokens, turn=True)])
        return name

    def _size(self, tokens: Sequence[Token], unit: str) -> int:
        """How many of `tokens` name what the measure word `unit` counts."""
        size = forward(tokens, turn=unit in self.turns, of=unit in OPEN)
        if unit == "个":
            size = through_head(tokens, size)
        if unit in WHOLE_THINGS and [t.role for t in tokens[:size]][-2:] == ["noun", "modifier"]:
            size -= 1
        if unit in PEOPLE and 0 < size < len(tokens) - 1 and tokens[size].role == "and":
            size = next(
                (k for k in range(size + 1, min(size + 5, len(tokens)) + 1) if PERSON.search(tokens[k - 1].text)), size
            )
        if unit in PEOPLE:
            size = next((k for k in range(size, 0, -1) if PERSON.search(tokens[k - 1].text)), size)
        if unit in WHOLE_THINGS - PEOPLE and all(t.role in ACTS for t in tokens[:size]):
            return 0
        return size

    def _quote(self, text: str, at: int, stop: int, tokens: Sequence[Token], size: int) -> str:
        """一所江北版“小汤山”医院: the quoted word, and the noun after it, that a name runs into."""
        if not size or not KIND.search(tokens[size - 1].text):
            return ""
        end = at + sum(len(t.text) for t in tokens[:size])
        match = QUOTED.match(text, end, stop)
        return f"“{match[1]}”{self.named_after(text, match.end(), stop)}" if match else ""

    def _governed(self, text: str, figure: Figure, tokens: Sequence[Token]) -> str:
        """梳理8个线下延期办理事项: behind a figure that is an object, verbs of two characters before a noun stand in the name."""
        if figure.unit != "NUM" or (figure.classifier or "") in PEOPLE | self.turns:
            return ""
        before = self.words.before(text, figure.span.start, max(0, figure.span.start - 8))
        if not before or before[-1].role not in ("stop", "weak", "and", *ACTS):
            return ""
        whole = "".join(t.text for t in tokens)
        if (
            len(whole) < SHORT
            and tokens
            and tokens[-1].role == "noun"
            and (tokens[0].role != "weak" or tokens[0].text in "上下内外")
        ):
            return joined(tokens)  # 下凹桥
        for i, token in enumerate(tokens[:6]):
            if token.role == "noun" and i:
                last = i + 1 < len(tokens) and tokens[i + 1].role == "noun"
                return joined(tokens[: i + 1 + last])
            if len(token.text) != 2 or token.role not in ("stop", *ACTS) or NO_ACT.match(token.text):
                return ""
        return ""

    def befallen(self, name: str, right: Sequence[Token], unit: str) -> str:
        """5个乡镇停水 → 停水乡镇: what befell the counted thing says which ones are meant."""
        whole = "".join(t.text for t in right)
        struck = STRUCK.fullmatch(whole, len(name)) if whole.startswith(name) and WAYS.search(name) else None
        if struck:
            return f"{struck[1]}的{name}"
        event = next((name[k:] for k in (-2, -3) if name[k:] in self.events and len(name) >= 2 - k), "")
        if event and unit not in self.turns:
            rest = name[: -len(event)]
            told = CONDITION.search(rest)  # 河流水位超警 → 水位超警河流
            if told and told.start():
                return f"{told[0]}{event}{rest[: told.start()]}"
            return f"{event}{rest}"
        size = 0
        for i, token in enumerate(right):
            if size == len(name):
                if right[i].text in ADVERBIAL and i + 1 < len(right):
                    i += 1  # 三个乡镇|全面|通水
                near = right[i : i + 2]
                return name if unit in self.turns else self._event(name, near, right[i + 1 :])
            size += len(token.text)
        return name

    def _event(self, name: str, near: Sequence[Token], rest: Sequence[Token]) -> str:
        """`name` with what the words after it say of it: 停水乡镇, 风险下调县, 出现暴雨的区县."""
        event = next((t.text for t in near if t.text in self.events), None)
        if event and near[0].text == event and _names(near[1:]):
            return name
        if event and (near[0].text == event or near[0].role in ("stop", "weak")):
            return f"{event}{name}"
        if not PLACE.search(name) or not near:
            return name
        if event and near[0].role in ("noun", "modifier"):
            return f"{near[0].text}{event}{name}"
        what = joined(rest[: forward(rest)]) if near[0].text in HAPPENS else ""
        return f"{near[0].text}{what}的{name}" if what else name

    def being(self, text: str, at: int, stop: int) -> str:
        """30人是共产党员: who the counted persons are; "" if the words after the figure do not say it."""
        told = BEING.match(text, at, stop)
        name = self.named_after(text, told.end(), stop) if told else ""
        return name if PERSON.search(name) else ""

    def modified(self, text: str, figure: Figure, stop: int) -> str:
        """新增两个接收和处理废水的地点: behind a verb, the head of a clause that ends its sentence part; "" if none does."""
        clause = CLAUSE.match(text, figure.span.end, stop)
        if clause is None:
            return ""
        before = self.words.before(text, figure.span.start, max(0, figure.span.start - 8))
        head = self.named_after(text, clause.end(), stop) if before and before[-1].role != "noun" else ""
        if not head or text[clause.end() + len(head) : clause.end() + len(head) + 1] not in ENDS:
            return ""
        whole = clause[0] + head if len(clause[0]) <= SHORT_CLAUSE else head
        return self.relative(text, figure.span.end, stop) or whole

    def relative(self, text: str, at: int, stop: int) -> str:
        """The head of a relative clause that follows a figure: 40个可在窗口领取的表格; "" if there is none."""
        match = RELATIVE.match(text, at, stop)
        head = self.named_after(text, match.end(), stop) if match else ""
        if not match or not head:
            return ""
        inner = self.words.tokens(match[0])
        inner = inner[1:] if match[0][0] in "因受遭" else inner
        plain = len(match[0]) < LONG_CLAUSE and all(
            t.role != "weak" and (t.role != "stop" or not FUNCTION.match(t.text)) for t in inner
        )
        return match[0] + head if plain else head


def _breaks(text: str, figure: Figure) -> bool:
    """Whether a blank right after the figure ends the sentence: a page that puts none before or in it."""
    blank = text[figure.span.end : figure.span.end + 1] in tuple(BLANKS)
    return blank and figure.span.start > 0 and not set(text[figure.span.start - 1 : figure.span.end]) & set(BLANKS)


def _names(tokens: Sequence[Token]) -> bool:
    """Whether a noun comes first: 搬迁 in 搬迁群众 is no event."""
    return bool(tokens) and tokens[0].role == "noun"
