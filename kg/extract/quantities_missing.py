"""Places where a figure was lost: a bare measure word where a number must have stood (志愿者余人, 安排了个储备点)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.quantities_figure import Figure
from kg.extract.quantities_thing import Namer
from kg.lexicon.loader import trie_pattern
from kg.model import Page
from kg.offsets import Span
from kg.resources import Resources

ADDRESS = re.compile(r"https?://\S+|[\w.-]+\.(?:com|cn|net|org)\S*|[A-Za-z][\w.-]*")
LONG_RUN = re.compile(r"\d{3}")
NUMERIC = frozenset(
    "0123456789一二两三四五六七八九十百千万亿数几零〇多余半第每各这那哪某整首单该本逐另前后上下同全倍双点.%好旧老新分按论成满无"
)
LARGE = "元 人次 份 亩 吨 平方米 件 只 套 公里 公斤 立方米 千瓦 条 张 剂 株 头"
ENOUGH = 2  # holes that a text must show before a weak one is believed
HEDGED = "人 名 个 户 辆 台 件 条 套 份 人次 艘 架 吨 亩 元 公里 平方米 例 支 座 箱 余人 余名 余户 余件 余米 余公里 米"


@dataclass(frozen=True, slots=True)
class Hole:
    """A lost figure: where its bare measure word stands, and whether nothing else can explain it."""

    span: Span
    classifier: str
    unit: str
    plain: bool


@dataclass(frozen=True)
class Holes:
    """Finds lost figures.

    `plain` matches what only a lost figure leaves (余人, 余万元); `inner` are measure words that a lost figure leaves
    before a noun, `final` those that it leaves at the end of a clause.
    """

    namer: Namer
    plain: re.Pattern[str]
    inner: frozenset[str]
    final: frozenset[str]

    def find(self, page: Page, figures: list[Span]) -> Iterator[tuple[Span, str, str, str | None]]:
        """Span, counted thing, unit and measure word of each lost figure.

        Only texts that show the damage are read: no run of three digits is left in them, and there are at least two
        holes or a plain one.
        """
        text = page.text.normal
        if LONG_RUN.search(ADDRESS.sub("", text)):
            return
        taken = [*figures, *(m.span for m in page.mentions)]
        holes = [(h, s) for s in page.layout.sentences for h in self._holes(text, s)]
        holes = [(h, s) for h, s in holes if not any(t.overlaps(h.span) for t in taken)]
        if not any(h.plain for h, _ in holes) and len(holes) < ENOUGH:
            return
        for hole, sentence in holes:
            named = self._name(text, hole, sentence)
            if named:
                yield named

    def _holes(self, text: str, sentence: Span) -> Iterator[Hole]:
        found: dict[int, Hole] = {}
        for match in self.plain.finditer(text, sentence.start, sentence.end):
            word = match[0].lstrip("余多万亿近共约大计总合达到超过逾突破至少不增扩加充“‘”’")
            found[match.end()] = Hole(Span(match.start(), match.end()), word, "NUM", True)
        tagged = self.namer.tagger.tag(sentence.of(text), False)
        at = sentence.start
        for i, (word, _) in enumerate(tagged):
            end = at + len(word)
            if end not in found and (word in self.inner or word in self.final) and self._bare(tagged, i):
                found[end] = Hole(Span(at, end), word, "NUM", False)
            at = end
        yield from (found[end] for end in sorted(found))

    def _bare(self, tagged: Sequence[tuple[str, str]], i: int) -> bool:
        """Whether the measure word `i` stands where only a number can explain it."""
        word = tagged[i][0]
        before, tag = tagged[i - 1] if i else ("", "x")
        after, after_tag = tagged[i + 1] if i + 1 < len(tagged) else ("", "x")
        if before and (before[-1] in NUMERIC or tag in ("m", "r", "mq")):
            return False
        mark = not before or not before[-1].isalnum()
        if not after or not after[0].isalnum():
            return word in self.final and not mark and _final(word, before, tag, self.namer.events)
        if word == "人":
            return before == "了" and after == "的"
        if word not in self.inner or after_tag[0] not in "nbvajlif" or after in ("人", "性", "里"):
            return False
        if mark:
            return before == "、" or (word in CLAUSE_FIRST and len(after) > 1 and after_tag[0] in "nbj")
        if before in ("了", "的"):
            return before == "了" or word in AFTER_OF
        return len(before) > 1 and (tag[0] == "v" or (tag[0] == "n" and word in AFTER_NOUN))

    def _name(self, text: str, hole: Hole, sentence: Span) -> tuple[Span, str, str, str | None] | None:
        figure = Figure(hole.span, (), hole.unit, hole.classifier, "missing", hole.span)
        if hole.classifier == "":
            right = self.namer.right_tokens(text, hole.span.end, sentence.end)
            thing: str | None = self.namer.after_noun(right)
        else:
            thing = self.namer.thing(text, figure, sentence.start, sentence.end, "")[0]
        if not thing or thing == hole.classifier:
            return None
        start, end = hole.span.start, hole.span.end
        if text.endswith(thing, 0, start):
            start -= len(thing)
        elif text.startswith(thing, end):
            end += len(thing)
        return Span(start, end), thing, hole.unit, hole.classifier


def _final(word: str, before: str, tag: str, events: frozenset[str]) -> bool:
    """Whether `before` and a measure word at the end of a clause miss a number: 口罩个, 人员人, 死亡人."""
    if word == "人":
        return before in events or (len(before) > 1 and before[-1] in PEOPLE and tag[0] == "n")
    return len(before) > 1 and (tag[0] == "n" or (tag[0] == "v" and word not in CONTAINER))


INNER = frozenset(
    [
        "个",
        "名",
        "辆",
        "台",
        "件",
        "间",
        "支",
        "份",
        "套",
        "条",
        "例",
        "座",
        "栋",
        "幅",
        "箱",
        "盒",
        "瓶",
        "袋",
        "顶",
        "床",
        "双",
        "户",
        "处",
        "家",
        "艘",
        "架",
        "块",
        "篇",
        "批次",
        "场次",
    ]
)
FINAL = INNER | frozenset(
    [
        "张",
        "只",
        "人",
        "次",
        "人次",
        "人份",
        "车次",
        "户次",
        "架次",
        "班次",
        "场",
        "所",
        "吨",
        "亩",
        "公里",
        "公斤",
        "平方米",
        "立方米",
        "元",
        "万元",
        "亿元",
    ]
)
AFTER_NOUN = frozenset(["个", "名", "辆", "台", "件", "套", "支", "座", "栋", "顶", "床", "箱", "艘", "架", "例", "份"])
AFTER_OF = AFTER_NOUN - {"个", "名"}
CLAUSE_FIRST = frozenset(["个", "名", "家", "辆", "台", "件", "支", "套", "例", "户"])
CONTAINER = frozenset(["袋", "箱", "瓶", "盒", "床", "间", "处", "场", "所", "只", "户", "家"])
PEOPLE = frozenset("员众民者生部工户医士口师长兵童")


def build_holes(resources: Resources, namer: Namer) -> Holes:
    """The finder, from the lexicon's measure words."""
    lexicon = resources.lexicon
    every = trie_pattern(lexicon.forms("classifier.person", "classifier.turn", "classifier.thing", "unit"))
    large, some = trie_pattern(LARGE.split()), trie_pattern(HEDGED.split())
    plain = re.compile(
        rf"(?<=[一-鿿、,])(?<![\d一二两三四五六七八九十百千万亿数几零〇剩其业空盈结富多之有])余(?:[万亿]{{1,2}})?{every}"
        rf"|(?<=[一-鿿])(?<![\d一二两三四五六七八九十百千万亿数几零上近约超逾好许])[多余]?[万亿]余?{large}(?![户店宝素])"
        rf"|(?<=[一-鿿])(?:\.\d\d?)?%"
        rf"|(?<!易)(?:近|共|共计|总计|合计|约|大约|达到|超过|逾|突破|至少|不少于|[增扩][加增充]到|增至){some}(?=[,。;、的]|[一-鿿]{{2}})"
        r"|(?<![房中期时空之夜晚日早午民乡区车世瞬行])间(?=隔离(?:房|病|用)|客房|病房|教室)"
        r"|(?<=单位|部门|街道|社区|企业|乡镇|机关|医院|学校)名(?=干部|党员|职工|工作|志愿|医|护|民警|队员|代表|教师|师生)"
        r"|(?<=[一-鿿])\.\d{1,2}[万亿]"
        r"|[“‘][”’](?=[一-鿿]{2})"
    )
    return Holes(namer, plain, INNER, FINAL)
