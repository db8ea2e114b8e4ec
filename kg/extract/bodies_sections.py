"""Sections of a body in tables of contacts and in lists: 支付科:69044000, 办公室联系人, …分行信贷处、创新处."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from kg.extract.bodies_left import Prefix, Walk
from kg.model import BodyForm, Kind, Mention
from kg.offsets import Span

PART = r"(?:(?![的了在是和与及向对将被把由从到等为各])[一-鿿])"
HEAD = r"(?:科|处|室|股|中心|办|部|所|队|组)"
PHONE = r"(?:(?:联系|咨询|办公|值班|服务)?(?:电话|热线))?\s?[:：]?\s?(?:\(?0[0-9]{2,3}\)?[-－ ]?)?[0-9]{7,8}(?![0-9])"
ROW = re.compile(rf"(?:(?<![一-鿿\w])|(?<=\n)){PART}{{2,10}}{HEAD}(?={PHONE})")
CONTACT = re.compile(
    rf"(?:我|本)?[局委院校厅](?P<name>{PART}{{1,8}}?(?:科|处|室|股|中心))(?=\s?(?:联系人|联系电话|咨询电话|电话|负责人)\s?[:：])"
)
OWN = re.compile(  # 报我部|人力资源流动管理司, 由局|养老保险科
    rf"(?:[我本](?:局|委(?!员|托)|部(?!门|队|分|署)|厅|院|校)|(?<=[由经向至报送与])(?:局|委(?!员|托)|厅))"
    rf"(?P<name>{PART}{{2,12}}?(?:司|处|科|股|室|中心|办公室))(?![长员研学室内外])"
)
NEXT = re.compile(
    rf"[、和](?P<name>{PART}{{2,8}}(?:科|处|室|股|营业部|中心|部))(?=[、,。;和及等]|负责|主要|有关|相关|工作)"
)
CLINICAL = (
    "内科|外科|儿科|妇科|产科|妇产科|口腔科|眼科|耳鼻喉科|耳鼻咽喉科|皮肤科|康复科|中医科|针灸科|推拿科|骨科|急诊科|感染科|感染性疾病科|"
    "呼吸科|呼吸内科|消化科|消化内科|心内科|心血管内科|神经内科|神经外科|普外科|泌尿外科|肿瘤科|麻醉科|检验科|放射科|超声科|影像科|药剂科|"
    "病理科|体检科|血透室|透析室|重症医学科|预防保健科|医务科|护理部|院感科|理疗科|精神科|心理科|肛肠科|疼痛科|全科医学科|中医推拿科|美容科"
)
WARD = re.compile(rf"(?<=[)）.、;,。\s])(?:{CLINICAL})(?=(?:门诊)?(?:暂停|停诊|停止|正常|照常|恢复|开诊|只接|仅接))")
CLASSES = re.compile(r"^(?:各|有关|相关|每|所有|其他|[市县区省]级)|(?:部门|单位)")
OWN_PART = re.compile(r"(?![的了在是与及向对将被把由从到等为各])[一-鿿]")
PAIR = re.compile(r"(?<![长员人任记书位门])[和与及]")  # 污水处理与|再生水利用
CLOSES = re.compile(
    r"(?![一-鿿])|联系|电话|负责|窗口|地址|邮箱|[处科室股司]?长|副|现场|收[)）,。;]|工作人员|干部|承办|办理|提交|提出|审核|备案"
)
NO_DEPARTMENT = re.compile(r"[法机令仪]")  # 司|法, 司|机
MAX_SECTION = 14  # characters of a section's own words
LEAST = 2  # so many rows make a table


def far_parent(walk: Walk, start: int, form: str) -> tuple[int, Prefix | None]:
    """The office a few words before a section whose name holds words that are read as verbs: 工信厅|运行监测协调|处.

    Returns:
        Where the section's own words begin, and its office; `start` and None if there is none.
    """
    ministry = form == "司"
    if not (ministry or form in ("科", "处", "室", "股")) or (
        ministry and NO_DEPARTMENT.match(walk.tokens.text, start + 1)
    ):
        return start, None
    for begin in range(start - 2, max(0, start - MAX_SECTION), -1):
        text = walk.tokens.text
        if not OWN_PART.match(text, begin):
            if begin in walk.bodies or not (PAIR.match(text, begin) and (ministry or CLOSES.match(text, start + 1))):
                break
            continue
        parent = walk.bodies.get(begin)
        if parent is None or not isinstance(parent.form, BodyForm) or parent.form.body_kind != "government":
            continue
        if ministry and parent.rule != "bodies.national":  # 商务部|市场运行司: only ministries have such
            break
        words = walk.tokens.words[walk.tokens.before(begin + 1) : walk.tokens.before(start) + 1]
        if walk.words.stop.isdisjoint(w for w in words if w not in "和与及") and not parent.form.organ.endswith(
            ("政府", "部门")
        ):
            return begin, walk.prefix(begin)
        break
    return start, None


def sections(text: str, found: list[Mention]) -> Iterator[Mention]:
    """Sections whose body stands elsewhere in `text`; `found` are the bodies that were read already."""
    taken = {m.span.end for m in found}
    rows = [m for m in ROW.finditer(text) if m.end() not in taken and not CLASSES.search(m[0])]
    wards = [m for m in WARD.finditer(text) if m.end() not in taken]
    for table in (rows, wards):
        if len(table) >= LEAST:
            yield from (_section(*m.span(), m[0], "bodies.unit-table") for m in table)
    for match in CONTACT.finditer(text):
        if match.end("name") not in taken:
            yield _section(*match.span("name"), match["name"], "bodies.unit-table")
    for match in OWN.finditer(text):
        if match.end("name") not in taken:
            yield _section(*match.span("name"), match["name"], "bodies.unit-own")
    yield from _listed(text, found, taken)


def _listed(text: str, found: list[Mention], taken: Collection[int]) -> Iterator[Mention]:
    """Sections that a list adds to the first one, which its body's name leads: 农发行…分行信贷处、|创新处."""
    for unit in [m for m in found if m.rule == "bodies.unit"]:
        at = unit.span.end
        while (match := NEXT.match(text, at)) and match.end("name") not in taken:
            yield _section(*match.span("name"), match["name"], "bodies.unit-listed")
            at = match.end("name")


def _section(start: int, end: int, name: str, rule: str) -> Mention:
    return Mention(Span(start, end), Kind.ORGANIZATION, BodyForm("", name, "other"), rule, 0.75)
