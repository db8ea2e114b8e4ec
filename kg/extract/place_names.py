"""Names of counties and above in a text: full names, short names, countries, one-character abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from enum import IntEnum

import daachorse

from kg.extract.tagged_words import words_of
from kg.gazetteer.lookup import Division, Gazetteer
from kg.lexicon.loader import Lexicon, trie_pattern

UNITS = ("省", "市", "县", "区", "州", "旗", "盟")
SIDES = re.compile(r"[岸侧麓坡滨]|部(?![分署门委])|方(?![面案针式法向])")
LANDFORM = re.compile(r"江(?![西苏南北])|河(?![北南西东])|岛|海峡")  # 图们江 is a river, 海南岛 an island
LOWER_UNIT = re.compile(r"[镇乡](?!镇|村)|街道|社区|村(?!镇|民)")  # 卢龙镇 is a town, not 卢龙
LEFT_OK = frozenset("在从到赴于为对向由自与和及是的至往抵了将经给跟同把被让据往说给")
LETTERS_TOGETHER = re.compile(r"(?=等[地省]|两省|三省|四省|两地|三地|交界|边界|边境|[一二三四五]省)")
OF_WATER = re.compile(
    r"水位|水量|流量|河?段|流域|[上中下]游|干流|支流|洪|江水|湖水|河水|两岸|沿岸|暴涨|超警|大桥|防洪|大堤|堤"
)
ROLE_ENDS = frozenset("者员长辑影记席任师民")
AFTER_PERSON = re.compile(r"$|[^一-鿿]|说|表示|介绍|告诉|带领|同志|摄|报道")
LANDFORMS = frozenset("山河湖江海岛沟岭口")  # 井冈山 is more often the mountain than the city
ACTING = frozenset({"代县"})  # 代县长 is an acting head, not the head of 代县


class How(IntEnum):
    """How sure a form is by itself."""

    FULL = 0  # 卢龙县
    UNIT = 1  # 融水县 for 融水苗族自治县
    SHORT = 2  # 湖北
    COUNTRY = 3
    LETTER = 4  # 鄂
    BLOCK = 5
    ABROAD = 6  # 日本岩手县


@dataclass(frozen=True, slots=True)
class Hit:
    """A possible place name: characters `start` to `end`, and what it may stand for."""

    start: int
    end: int
    name: str
    how: How
    divisions: tuple[Division, ...] = ()


class UpperNames:
    """Finds names of counties and above. Built once from the gazetteer and the lexicon."""

    def __init__(self, gazetteer: Gazetteer, lexicon: Lexicon) -> None:
        self._gazetteer = gazetteer
        self._common = lexicon.forms("area-common")
        self._words = lexicon.forms("area-word")
        self._surnames = lexicon.forms("surname") - LEFT_OK
        self._common_full = lexicon.forms("area-common-full")
        self._waters = lexicon.forms("facility-water")
        self._not_before = re.compile(trie_pattern(lexicon.forms("place-not-before")))
        self._letters = {letter: gazetteer.by_name[name] for letter, name in lexicon.table("area-letter").items()}
        table: dict[str, tuple[How, tuple[Division, ...]]] = {}
        for name in lexicon.forms("place-blocker"):
            table[name] = (How.BLOCK, ())
        for name in lexicon.forms("zone-name"):
            table[name] = (How.FULL, ())
        for name in lexicon.forms("country"):
            table[name] = (How.COUNTRY, ())
        for short, divisions in gazetteer.by_short_name.items():
            kept = short.endswith(UNITS) and all(not d.name.startswith(short) for d in divisions)
            how = How.UNIT if kept else How.SHORT
            table[short] = (how, divisions)
        for short, name in lexicon.table("area-alias").items():
            table[short] = (How.UNIT if short.endswith(UNITS) else How.SHORT, gazetteer.by_name[name])
        for name, divisions in gazetteer.by_name.items():
            table[name] = (How.FULL, divisions)
        self._names = sorted(table)
        self._table = table
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick(self._names, daachorse.MATCH_KIND_LEFTMOST_LONGEST)
        letters = "".join(sorted(self._letters))
        self._moves = re.compile(rf"(?<=[入来返离赴援抵驻在留滞出进回往])([{letters}])")
        self._line = re.compile(rf"[{letters}昆蓉杭汉广深武]|[一-鿿]?(?:高速|高铁|铁路|牌)")  # 沪渝高速, 鄂牌
        self._three = re.compile(rf"(?<![{letters}])(?:江浙沪皖?|[{letters}]{{3,6}}){NO_REGION}")
        self._runs = re.compile(rf"[{letters}]{{2,6}}{LETTERS_TOGETHER.pattern}")

    def find(self, text: str) -> list[Hit]:
        """Every name that its context lets stand, in text order, without overlap."""
        raw = [self._hit(*found) for found in self._automaton.find(text)]
        full = {d.code for hit in raw if hit.how in (How.FULL, How.UNIT) for d in hit.divisions if len(hit.name) > 2}
        full |= {d.code for hit in raw if hit.how is How.SHORT for d in hit.divisions if d.level == "province"}
        kept: list[Hit] = []
        for i, hit in enumerate(raw):
            after = raw[i + 1] if i + 1 < len(raw) else None
            if hit.how is not How.BLOCK and self._stands(text, hit, kept, after, full):
                kept.append(hit)
        kept += [h for h in raw if h.how is How.SHORT and h not in kept and self._heads_town(text, h, kept)]
        kept += _abroad(text, kept)
        return sorted([*kept, *self._abbreviations(text, kept)], key=lambda h: h.start)

    def _heads_town(self, text: str, hit: Hit, kept: Sequence[Hit]) -> bool:
        """Whether the short name of a county of a named prefecture stands right before one of its towns: 惠安|崇武."""
        if not _left_edge(text, hit.start):
            return False
        above = {d.code[:4] for h in kept for d in h.divisions if d.level == "prefecture"}
        counties = [d.code for d in hit.divisions if d.level == "county" and d.code[:4] in above]
        return any(
            text[hit.end : hit.end + size] + unit in self._gazetteer.below(code)
            for code in counties
            for size in (2, 3)
            for unit in ("镇", "乡", "街道")
        )

    def _hit(self, start: int, end: int, number: int) -> Hit:
        name = self._names[number]
        how, divisions = self._table[name]
        return Hit(start, end, name, how, divisions)

    def _stands(self, text: str, hit: Hit, before: Sequence[Hit], after: Hit | None, full: Set[str]) -> bool:
        previous = before[-1] if before and before[-1].end == hit.start else None
        nested = previous is not None and _inside(hit, previous)
        if hit.how is How.COUNTRY:
            begins = words_of(text).first(hit.start) == hit.start  # not 沿海地区, 增加纳税人, 今日本市
            return begins and (hit.name not in CHINA or CHINA_RIGHT.match(text, hit.end) is not None)
        if hit.how in (How.FULL, How.UNIT):
            return nested or self._full_stands(text, hit)
        return self._short_stands(text, hit, before, after, full)

    def _full_stands(self, text: str, hit: Hit) -> bool:
        if hit.name in self._common_full:
            return False
        if text.startswith("长", hit.end) and hit.name in ACTING:
            return False
        if len(hit.name) == 2:
            return _left_edge(text, hit.start)
        return not (hit.name.endswith("区") and text[hit.end : hit.end + 1] in tuple("域间"))

    def _short_stands(self, text: str, hit: Hit, before: Sequence[Hit], after: Hit | None, full: Set[str]) -> bool:
        nested = bool(before) and before[-1].end == hit.start and _inside(hit, before[-1])
        joined = after is not None and after.start == hit.end  # 山东|滨州 is no 滨 in the east
        if not joined and (
            (hit.name[-1] in "南北东西" and SIDES.match(text, hit.end)) or LANDFORM.match(text, hit.end)
        ):
            return False
        if hit.name in self._waters and OF_WATER.match(text, hit.end):
            return False  # 柳州|柳江|水位: the river, not 柳江区
        if hit.name in self._words or self._is_given_name(text, hit):
            return False
        if (LOWER_UNIT.match(text, hit.end) and not joined) or (self._not_before.match(text, hit.end) and not nested):
            return False
        if nested or (after and joined and _inside(after, hit)):
            return True
        if hit.name in self._waters and all(d.level == "county" for d in hit.divisions):
            return _beside(text, hit, before, after)  # 太湖 is the lake, not 太湖县
        named = any(d.code in full for d in hit.divisions)
        if hit.name in self._common:
            listed = _beside(text, hit, before, after)
            if any(d.code.endswith("00") for d in hit.divisions):
                return (listed or _placed(hit, full)) and _alone(text, hit)
            return (_counted(text, hit) and _placed(hit, full)) or (listed and _alone(text, hit))
        if any(d.level in ("province", "prefecture") for d in hit.divisions):
            return True
        if (len(hit.name) > 2 and hit.name[-1] not in LANDFORMS) or _heads_line(text, hit):
            return len({d.code for d in hit.divisions}) == 1
        return named or _counted(text, hit) or (_placed(hit, full) and _alone(text, hit))

    def _is_given_name(self, text: str, hit: Hit) -> bool:
        """记者 李汉中: a surname before a short name, with an edge or a role on its left and an edge or 说 on its right."""
        if hit.start == 0 or text[hit.start - 1] not in self._surnames:
            return False
        left = text[hit.start - 2 : hit.start - 1]
        return (not "一" <= left <= "鿿" or left in ROLE_ENDS) and AFTER_PERSON.match(text, hit.end) is not None

    def _abbreviations(self, text: str, kept: Sequence[Hit]) -> Iterator[Hit]:
        taken = {i for hit in kept for i in range(hit.start, hit.end)}
        for match in self._runs.finditer(text):
            for at in range(match.start(), match.end()):
                if at not in taken:
                    taken.add(at)
                    yield Hit(at, at + 1, text[at], How.LETTER, self._letters[text[at]])
        for match in self._three.finditer(text):
            names = ["江苏省" if c == "江" else self._letters[c][0].name for c in match[0]]
            if taken.isdisjoint(range(*match.span())) and len(set(names)) == len(names) and match[0] not in NO_LIST:
                for at, name in enumerate(names, match.start()):
                    taken.add(at)
                    yield Hit(
                        at, at + 1, text[at] if text[at] != "江" else name, How.LETTER, self._gazetteer.by_name[name]
                    )
        for match in self._moves.finditer(text):
            if match.start() not in taken and _moved(text, match.start()) and not self._line.match(text, match.end()):
                yield Hit(match.start(), match.end(), match[1], How.LETTER, self._letters[match[1]])


ABROAD = re.compile(
    r"(?P<name>(?:(?![的在和与等已向对将是了有多各全该为从到于由被宣发表政地总国外方人民内本当部两三几])[一-鿿]){2,7}?(?:边疆区|自治区|大区|[州县邦府]|(?<!务)(?<!学)(?<!动)(?<!产)(?<!通)(?<!卫)(?<!境)省))(?![长委])"
)


def _abroad(text: str, kept: Sequence[Hit]) -> list[Hit]:
    """Provinces of other countries right after the country's name (日本岩手县), and wherever they are named again."""
    taken = {i for hit in kept for i in range(hit.start, hit.end)}
    out: list[Hit] = []
    for hit in kept:
        if hit.how is not How.COUNTRY or hit.name in OWN or not (match := ABROAD.match(text, hit.end)):
            continue
        at = match.start()
        while at >= 0:
            end = at + len(match[0])
            if taken.isdisjoint(range(at, end)):
                taken.update(range(at, end))
                out.append(Hit(at, end, match["name"], How.ABROAD))
            at = text.find(match["name"], end)
    if any(h.how is How.COUNTRY and h.name not in OWN for h in kept):
        for match in ABROAD_CITY.finditer(text):
            if taken.isdisjoint(range(*match.span())):
                taken.update(range(*match.span()))
                out += [Hit(*match.span(group), match[group], How.ABROAD) for group in ("name", "city")]
    return out


ABROAD_CITY = re.compile(  # 受灾严重的哈塔伊省安塔基亚市, in a report that names another country
    r"(?<=[的在到于从、,。])(?P<name>(?:(?![的在和与等各全多重大级外跨])[一-鿿]){2,7}[省州])(?P<city>(?:(?![的在和与等各全])[一-鿿]){2,5}市)"
)
CHINA = frozenset({"中国", "中华人民共和国"})  # also the first word of laws and firms
OWN = CHINA | {"我国"}
NO_REGION = r"(?!高速|高铁|铁路|[甬深杭]|线|边|根据地|军区|一体化|协同|地区|区域|城市群|都市圈|大湾区|革命|老区|片区|同胞|胞|籍|货|菜)(?![一-鿿]?(?:高速|高铁|铁路|一体化))"
NO_LIST = frozenset({"港澳台", "陕甘宁", "粤港澳"})  # other regions, borders and roads
SURE_LETTERS = frozenset("津沪渝冀晋辽皖闽赣豫鄂湘粤桂琼蜀黔滇陕陇疆")
WEAK_LETTERS = frozenset("京川苏浙吉贵藏鲁甘青宁蒙")  # 返青 is what wheat does; these need a traveller after them
MOVED = re.compile(
    r"[返来]?[一-鿿]?(?:人员|人数|人群|车辆|务工|返乡|旅客|游客|医疗队|抗疫|支援|航班|列车)|[返来](?=[一-鿿])"
)


def _moved(text: str, at: int) -> bool:
    """Whether the letter at `at`, after a verb of moving (入滇, 援鄂), stands for a province."""
    if text[at] in SURE_LETTERS or (text[at] == "京" and text[at - 1] in "入返来离抵进赴在回"):
        return True
    return text[at] in WEAK_LETTERS and text[at - 1] in "入返来离援抵" and MOVED.match(text, at + 1) is not None


def _inside(inner: Hit, outer: Hit) -> bool:
    """Whether some reading of `inner` lies inside some reading of `outer`."""
    return any(_below(d.code, o.code) for d in inner.divisions for o in outer.divisions)


def _below(code: str, above: str) -> bool:
    prefix = above[:2] if above.endswith("0000") else above[:4] if above.endswith("00") else above
    return code != above and code.startswith(prefix)


def _left_edge(text: str, start: int) -> bool:
    """Whether a name can begin at `start`: no Han character before it, or one of those that stand before places."""
    if start == 0:
        return True
    before = text[start - 1]
    return not "一" <= before <= "鿿" or before in LEFT_OK or before in "市省州盟"


def _beside(text: str, hit: Hit, before: Sequence[Hit], after: Hit | None) -> bool:
    """Whether a list joins `hit` to a place of its kind: in 赣州、吉安 a prefecture, in 房山、大兴 one of its prefecture."""
    sides = [h for h in before[-1:] if h.end + 1 == hit.start and text[h.end] in "、和"]
    sides += [h for h in (after,) if h and hit.end + 1 == h.start and text[hit.end] in "、和"]
    return any(
        d.code.endswith("00") == o.code.endswith("00") and (d.code.endswith("00") or d.code[:4] == o.code[:4])
        for side in sides
        for o in side.divisions
        for d in hit.divisions
    )


def _heads_line(text: str, hit: Hit) -> bool:
    """义乌:… at the head of a line."""
    return text[hit.end : hit.end + 1] == ":" and (hit.start == 0 or text[hit.start - 1] == "\n")


def _placed(hit: Hit, full: Set[str]) -> bool:
    """Whether places named for certain (their codes are in `full`) hold one reading of `hit`, and one only."""
    held = {d.code for d in hit.divisions if any(_below(d.code, above) for above in full)}
    return len(held) == 1


def _alone(text: str, hit: Hit) -> bool:
    """Whether a short name of a county stands by itself: 在绵竹, 密云、平谷等地."""
    return _left_edge(text, hit.start) and RIGHT_EDGE.match(text, hit.end) is not None


RIGHT_EDGE = re.compile(r"$|[^一-鿿]|等地?|的|和|与|及|至|区(?:水务|政府)")
CHINA_RIGHT = re.compile(
    r"$|[^一-鿿]|[的是在有将已与和向对为]|境内|大陆|各地|政府(?!网)|人民(?!解放|武装|银行|政治|财产|保险|大学|公安)"
)
COUNTED = re.compile(r"(?:[、和及与][一-鿿]{2,5}){0,6}等?[0-9一二三四五六七八九十两]+个?(?:[区市]?县|县市|县区|县\()")


def _counted(text: str, hit: Hit) -> bool:
    """民和、循化、化隆三个县; 云阳等3个区县."""
    return COUNTED.match(text, hit.end) is not None
