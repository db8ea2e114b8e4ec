"""What a measure word says of the head of the name: 家 counts bodies, 名 persons, 辆 vehicles."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kg.extract.quantities_phrase import ACTS, PERSON, joined
from kg.extract.quantities_words import Token

BODIES = re.compile(
    r"(?:企业|公司|单位|机构|[医法书剧影产]院|银行|[商农]户|[商书药饭酒网门]?店|超市|市场|酒店|宾馆|[工药纱钢电]?厂|媒体|报社|部门|合作社|旅行社|农场"
    r"|牧场|养殖场|商场|中心|网点|协会|商会|学会|基金会|大厅|园区|集团|平台|[供服应承生经][应务包建产销]商|商家|企|商超|学校|高校|诊所|景[区点]|机关|组织"
    r"|网站|主体|码头|基地|作坊|工坊|驿站|客栈|民宿|农家乐|餐馆|场馆|事务所|研究所|实验室|工作室|厂商|门市|场所|站|馆|户)$"
)
TEAMS = re.compile(
    r"(?:队伍?|[小专]?组|团|力量|专班|军|基金|债券|股票|试剂|疫苗|温[度枪]计?|体温计|针|笔|歌曲?|乐曲|枪)$"
)
VEHICLES = re.compile(r"(?:车|车辆|大巴|巴士|出租|公交|自行车|摩托|坦克|的士)$")
SHIPS = re.compile(r"(?:[船艇舰轮舟]|船[只舶]|冲锋舟|货轮|油轮)$")
SCHOOLS = re.compile(
    r"(?:学校|[医学]院|[中小大]学|[学高院党]校|幼儿园|[所校园院室]|中心|机构|单位|监狱|站|房子?|住宅|驿站)$"
)
FITTING = re.compile(r"[业司位构院户店市场馆厂体门社园心点会团台商家校所区关织站坊栈宿行部堂铺吧舍楼城头地室队企媒]$")
MATTERS = re.compile(
    r"(?:事项|措施|举措|政策|任务|制度|规定|要求|工程|项目|行动|技术|标准|指标|业务|成果|意见|建议|办法|目录|清单|服务|内容|功能|机制|条款|费用?|税|活动|试点|专利|纪录|冠军|奖)$"
)
HEADS = {
    "项": MATTERS,
    "家": BODIES,
    "名": PERSON,
    "位": PERSON,
    "支": TEAMS,
    "辆": VEHICLES,
    "艘": SHIPS,
    "所": SCHOOLS,
}
CLAUSE = re.compile(r"(?![已均都全正将为是对向给把在到共分])[^,。;:!?\n()\d]{2,30}?的(?=[一-鿿“])")
LISTED = re.compile(r"(?:[一-鿿]{2,8}、)+[一-鿿]{2,8}?等")  # 300位妇科、儿科等专家
SHORT = 10  # characters of a clause that stays in the name
REACH = 8  # words that a name may be long
FUNCTION = re.compile(
    r"[在对向从自由被把将按以因为给让使令和与及同或而且并均都全也又再还已正未没不可能会应须需要有是了着过等之其此该\W\d]"
)
SORT = re.compile(r"[性型式类制]$")
HAN = re.compile(r"(?:(?![的和与及是在])[一-鿿]){3,18}")
INSIDE = ("noun", "and", "of", *ACTS)


def agreed(
    text: str, span: tuple[int, int, int], unit: str, tokens: Sequence[Token], name: str, named: Callable[[int], str]
) -> str:
    """`name`, read on up to a head that fits the measure word `unit`; `name` itself if none follows.

    Args:
        text: the report.
        span: where the figure begins and ends, and where its name must end.
        unit: the measure word.
        tokens: the words after the figure.
        name: what they seem to name.
        named: the noun phrase that begins at an offset.
    """
    heads = HEADS.get(unit)
    if unit == "项" and not name:
        return name
    fits = FITTING if heads is BODIES else heads
    if heads is None or (fits and fits.search(name)) or heads.search(text, max(0, span[0] - 8), span[0]):
        return name
    for i, token in enumerate(tokens[:REACH]):
        if token.role not in INSIDE and (token.role == "weak" or FUNCTION.match(token.text)):
            break
        ends = heads.search(token.text) and not any(heads.search(t.text) for t in tokens[i + 1 : i + 2])
        if ends and i and len(whole := joined(tokens[: i + 1])) > len(name):
            return whole
    at, stop = span[1], span[2]
    if SORT.search(name) and (run := HAN.match(text, at, stop)):
        return _through(run[0], name, heads)
    if (listed := LISTED.match(text, at, stop)) and heads.search(head := named(listed.end())):
        return head if listed.end() - at > SHORT else listed[0] + head
    clause = CLAUSE.match(text, at, stop)
    while clause:
        head = named(clause.end())
        if heads.search(head):
            return head if clause.end() - at > SHORT else clause[0] + head
        more = text.find("的", clause.end(), min(stop, at + 30))
        clause = re.compile(r"[^,。;:!?\n()\d]+").match(text, at, more + 1) if more > 0 else None
        if clause and clause.end() != more + 1:
            clause = None
    return name


def _through(run: str, name: str, heads: re.Pattern[str]) -> str:
    """`run` up to the first head after `name`, which only says what sort: 市场化|融资担保机构; `name` if it has none."""
    end = next((k for k in range(len(name), len(run) + 1) if heads.search(run, 0, k)), 0)
    return run[:end] or name
