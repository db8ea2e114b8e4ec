"""Bodies with open names: headquarters, groups, teams, branches, hospitals, schools, firms, sections of a body."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.extract.bodies_guards import at_work, counted, each_has_one, founded, is_class, one_each, sent, wished
from kg.extract.bodies_heads import BRANDED, CLASSED, GOVERNING, HOSPITALS, lone_name, place_is_name
from kg.extract.bodies_institutes import BUREAUS, CENTRE, LIMITED, institute
from kg.extract.bodies_left import MAX_NAME, MAX_TOPIC, Prefix, Walk
from kg.extract.bodies_tasks import whole_task
from kg.extract.bodies_units import unit
from kg.model import BodyForm, Kind, Mention
from kg.offsets import Span

TASKS = ("adhoc", "party", "team")
PROPER = ("health", "school", "firm", "social", "media", "zone")
ORGANISE = re.compile(r"组织(?!保障|宣传|协调|动员|领导|管理|人事|建设|组)")
AID = re.compile(r"(?:支援|驰援|援)$")
CLASS_WORD = re.compile(  # 现场疫情防控指挥部: each building site has one; not 现场指挥部
    r"当地|同级|上级|下级|专[人岗车]|属地|属地的|相应|有关|相关|(?:(?:施工|建设|作业)?现场|工地|车间|班组|厂区|本?单位)(?=疫情|新冠|新型冠状|肺炎|病毒|防控|防疫)"
)
NOT_TEAM = ("专人", "专岗", "专车")  # 专人专班: somebody and some group
PEOPLE = ("员队伍", "人才队伍", "干部队伍", "医生队伍", "教师队伍", "专家队伍", "工作队伍", "执法队伍", "医务队伍")
FIRM_GOES_ON = re.compile(
    r"[^\W\d_和与及向的在]{0,8}有限(?:责任)?公司|(?:股份|集团|控股|实业|投资)?公司|集团|股份|联合社"
)
FIRM_BEGINS = ("有限", "股份", "集团")
CHOSEN = ("定点", "后备", "备用", "指定", "收治")
NUMERALS = tuple("一二两三四五六七八九十")
FORCE = re.compile(r"(?:武警|森林消防|消防)$")
FORCE_NAME = re.compile(r"武警|森林消防|消防")
FIELD = re.compile(
    r"(?:民航|海事|铁路|邮政|通信|能源|金融|银保|证监|保监|银监|外汇|气象|地震)$"
)  # 民航 + 新疆 + 管理局
OTHER_LEVEL = re.compile(r"[省市县区州镇乡]")
CHAINS = ("营业管理部", "中心支行", "中支", "支行", "分行", "分公司", "支公司", "营业部", "分院")


@dataclass
class Reader:
    """One page while it is read: `ends` are the bodies found so far by the offset where they end."""

    walk: Walk
    text: str
    ends: dict[int, Mention]
    known: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Name:
    """An open name: where it begins (place included), where its own words begin, and what stands before them."""

    first: int
    begin: int
    head: int
    end: int
    prefix: Prefix | None

    @property
    def place(self) -> str:
        """The leading place or level word."""
        return self.prefix.place if self.prefix else ""


def read_head(reader: Reader, start: int, end: int) -> Mention | None:
    """The body whose name ends with the head at [start, end), if one does."""
    form = reader.text[start:end]
    classes = reader.walk.words.heads[form]
    if len(form) == 1 and not reader.walk.ends_word(start, end):
        return None
    for group in TASKS:
        if group in classes:
            made = _task_body(reader, start, end, group, classes[group])
            if made is not None:
                return made
    for group in PROPER:
        if group in classes and (made := _proper(reader, start, end, group, classes[group])):
            return made
    if "institute" in classes or form.endswith(CENTRE) or form in BUREAUS or form in LIMITED:
        made = institute(reader.walk, start, end, classes.get("institute", classes.get("firm", "government")))
        if made is not None:
            return made
    if form == "管理处":  # 水务局|…利用管理处
        return unit(reader.walk, end - 1, end)
    if form.endswith("研究所"):  # 科学院|…研究所
        return unit(reader.walk, start, end)
    return unit(reader.walk, start, end) if "unit" in classes else None


def _name(reader: Reader, start: int, end: int, limit: int, proper: bool) -> Name | None:
    """The words before a head; None if they make a class of it."""
    begin, prefix = reader.walk.modifiers(start, limit, proper)
    if prefix and prefix.parent and reader.text[begin : begin + 1] == "或":  # 县政府或|县防汛指挥部
        begin, prefix = begin + 1, None
        if level := OTHER_LEVEL.match(reader.text, begin):
            prefix, begin = Prefix(begin, level[0]), level.end()
    first = prefix.start if prefix else begin
    if (prefix and prefix.generic) or is_class(reader.text, first):
        return None
    return Name(first, begin, start, end, prefix)


def _task_body(reader: Reader, start: int, end: int, group: str, kind: str) -> Mention | None:
    """A headquarters, group, team or branch: words of its task before the head."""
    text = reader.text
    name = _name(reader, start, end, MAX_TOPIC, proper=False)
    if name is None:
        return None
    form = text[start:end]
    name = _whole(reader, _without_verb(reader, name))
    if owned := _owned(reader, name, group, kind):
        return owned
    bare, organ = reader.walk.words.bare, text[name.begin : end]
    if (organ == form and text.endswith((*NUMERALS, *NOT_TEAM), 0, name.first)) or CLASS_WORD.match(organ):
        return None
    if each_has_one(text, name.first) or (form == "队伍" and organ.endswith(PEOPLE)):
        return None
    many = counted(text, name.first)
    made = founded(text, name.first) or (many and group == "team" and sent(text, end))
    made = made or (form.endswith("工作组") and at_work(text, name.first))
    titled = name.begin < start or (group != "adhoc" and len(form) > 4)
    in_place = name.prefix is not None and (group == "adhoc" or name.prefix.parent is None)
    if (many and not made) or wished(text, name.first, reader.ends) or one_each(text, name.first):
        return None
    if not titled and (len(form) <= 2 and form not in bare) and not (in_place and form in bare):
        return None
    if not titled and not in_place and form not in bare:
        return None
    apart = name.prefix is None and not made and organ not in reader.known and not FORCE_NAME.match(organ)
    if group != "adhoc" and titled and apart:
        return None
    if group == "team" and not titled and not made:
        return None
    if form == "队伍" and not made and organ in ("消防队伍", "救援队伍", "抢险队伍"):  # any of them
        return None
    if made:
        reader.known.add(organ)
    rule = "bodies.counted" if many else "bodies.founded" if made else f"bodies.{group}"
    if not titled and not in_place and not made:
        rule = f"bodies.{group}-bare"
    return _mention(reader, name, kind, rule, 0.85 if titled else 0.6, many)


def _owned(reader: Reader, name: Name, group: str, kind: str) -> Mention | None:
    """The team that its place owns: 柳河村的|党员应急小队."""
    text, area = reader.text, reader.walk.areas.get(name.first - 1)
    if group != "team" or name.prefix is not None or area is None or text[name.first - 1] != "的":
        return None
    if name.head - name.begin < 4 or area.rule == "areas.level-word" or counted(text, name.first):
        return None
    form = BodyForm(area.span.of(text), text[name.begin : name.end], kind)
    return Mention(Span(name.begin, name.end), Kind.ORGANIZATION, form, "bodies.team", 0.8)


def _whole(reader: Reader, name: Name) -> Name:
    """The name with the rest of its task and who owns it: 市|文化改革和|发展领导小组."""
    form = reader.text[name.head : name.end]
    whole = whole_task(reader.walk, name.first, form) if name.prefix is None else None
    return Name(whole[0], whole[1], name.head, name.end, whole[2]) if whole else name


def _without_verb(reader: Reader, name: Name) -> Name:
    """The name without 组织 as its verb, and with what stands before the place: 支援|湖北医疗队, 武警|秦皇岛支队."""
    text = reader.text
    force = FORCE.search(text, max(0, name.first - 4), name.first)
    if force and name.prefix is not None and name.prefix.parent is None:
        return Name(force.start(), force.start(), name.head, name.end, None)
    own = text[name.begin : name.end]
    if ORGANISE.match(own):
        return Name(name.begin + 2, name.begin + 2, name.head, name.end, None)
    aid = AID.search(text, max(0, name.first - 2), name.first)
    if aid and name.prefix is not None and name.prefix.parent is None:
        prefix = reader.walk.prefix(aid.start())
        first = prefix.start if prefix else aid.start()
        return Name(first, aid.start(), name.head, name.end, prefix)
    return name


def _proper(reader: Reader, start: int, end: int, group: str, kind: str) -> Mention | None:
    """A hospital, school, firm, association, paper or zone: a proper name or a place before the head."""
    walk, text = reader.walk, reader.text
    name = _name(reader, start, end, MAX_NAME, proper=True)
    if name is None or counted(text, name.first):
        return None
    own, form = text[name.begin : start], text[start:end]
    if (group == "firm" and FIRM_GOES_ON.match(text, end)) or own.endswith(CHOSEN) or name.place.startswith("全"):
        return None
    if (
        CLASSED.match(own)
        or (own in GOVERNING and group != "social")
        or (name.prefix and name.prefix.parent and group == "media")
    ):
        return None
    if group == "zone" and text.startswith(FIRM_BEGINS, end):
        return None
    if form.endswith("中心") and group == "zone" and name.prefix is not None and name.prefix.parent is not None:
        return unit(reader.walk, start, end)
    if not own and name.prefix is None and form in HOSPITALS:
        return _hospital(reader, name, kind)
    name = _branded(reader, name) if group == "firm" else name
    named = name.prefix is not None and own in walk.words.kind_of
    if not named and _classes_only(walk, own):
        return None
    chain = form in CHAINS or (form.endswith(LIMITED) and not own)
    if chain and name.first in reader.ends:
        return _mention(reader, name, kind, "bodies.proper", 0.85)
    if form == "营业管理部" and name.prefix and name.prefix.parent:  # 中国人民银行|营业管理部
        return unit(walk, start, end)
    if name.prefix is None:
        found = _unplaced(walk, name, form)
        return _mention(reader, found, kind, "bodies.proper", 0.85) if found else None
    if not own and not place_is_name(name.prefix, group, form):
        field = FIELD.search(text, max(0, name.first - 2), name.first) if group == "zone" else None
        if field is None:
            return None
        made = BodyForm(name.place, text[field.start() : end], kind)
        return Mention(Span(field.start(), end), Kind.ORGANIZATION, made, "bodies.field", 0.85)
    return _mention(reader, name, kind, "bodies.proper", 0.85)


def _unplaced(walk: Walk, name: Name, form: str) -> Name | None:
    """The name without a place, from its first proper name on; None for a class."""
    begin = walk.name_start(name.begin, name.head)
    if begin is None and (form in BRANDED or form == "医院"):
        begin = lone_name(walk, name.begin, name.head)
    if begin is None:
        return name if form.endswith(LIMITED) and name.head - name.begin >= 4 else None
    if _classes_only(walk, walk.tokens.text[begin : name.head]):
        return None
    return Name(begin, begin, name.head, name.end, None)


def _branded(reader: Reader, name: Name) -> Name:
    """The name of a firm with the place before the brand in it: 北京|京东|尚科有限公司."""
    parent = name.prefix.parent if name.prefix else None
    area = reader.walk.areas.get(name.first)
    if area is None or parent is None or parent.rule != "bodies.national":
        return name
    place = area.span.of(reader.text)
    return Name(area.span.start, name.first, name.head, name.end, Prefix(area.span.start, place))


def _hospital(reader: Reader, name: Name, kind: str) -> Mention | None:
    """A public hospital without a place, in that of the body before it: 云河县人民医院、中医院."""
    before = reader.ends.get(name.first - 1)
    place = ""
    if before is not None and isinstance(before.form, BodyForm) and reader.text[name.first - 1] in "、和及":
        place = before.form.place
    form = BodyForm(place, reader.text[name.head : name.end], kind)
    return Mention(Span(name.head, name.end), Kind.ORGANIZATION, form, "bodies.organ-bare", 0.75)


def _classes_only(walk: Walk, name: str) -> bool:
    """Whether `name` is made of class words only (三级, 民营)."""
    generic = walk.words.generic
    rest = name
    while rest:
        size = next((n for n in range(min(5, len(rest)), 0, -1) if rest[:n] in generic), 0)
        if not size:
            return False
        rest = rest[size:]
    return bool(name)


def _mention(reader: Reader, name: Name, kind: str, rule: str, confidence: float, many: bool = False) -> Mention:
    first = name.first
    if name.prefix and name.prefix.parent is None and reader.text[name.head : name.end] in (*CHAINS, *LIMITED):
        chain = reader.ends.get(first)
        first = chain.span.start if chain else first
    organ = reader.text[name.first + len(name.place) : name.end]
    form = BodyForm(
        name.place if first == name.first else "",
        organ if first == name.first else reader.text[first : name.end],
        kind,
        many,
    )
    return Mention(Span(first, name.end), Kind.ORGANIZATION, form, rule, confidence)
