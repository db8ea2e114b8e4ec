"""Where the name of a counted thing begins and ends among the words around its figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.quantities_words import Token

LONGEST = 18  # characters of a name
PLACE = re.compile(r"(?:[县市区乡镇村省州]|街道|社区|居民|农户|群众|村民|家庭|部门|单位|医院|学校|企业|公司|国家|\))$")
WIDE = re.compile(  # whose things they are, never what is counted
    r"(?:中央|国家|政府|全[国省市县区州乡镇村旗]|我[国省市县区]|[当本各外]地|[中东西南北]+部|[国境]内外?|其中|目前)$"
)
HEAD = re.compile(
    r"^(?:人员|对象|家庭|物资|资金|项目|工程|平台|系统|设备|机构|企业|单位|岗位?|网点|窗口|专[家班]|代表|能手|骨干|病例|患者|人数|群众|居民|农户|村民)$"
    r"|[员队组点站者户区县村镇乡车师所房厂库课]$|(?<!社)会$|(?:队伍|小组|中心|场所|基地|车辆|能力|车间|设备|装置|装备|机械|机具|大棚|温室|仓库|泵站|园区|用品)$"
    r"|^[率费额量数值价金]$|^(?:成本|贷款|利率|额度|收入|支出|产值|面积|产量|金额|比例|比重|期限|规模|价格|损失|水平)$"
)
PERSON = re.compile(
    r"(?:[员众民者生师医工友警们]|干部|战士|官兵|家[属长]|儿童|老人|妇女|[农住]户|司机|代表|专家|学者|领导|书记|子女|[男女]子|男性|女性"
    r"|护士|护理|军人|[工病客商艺老青][人]|人才|骨干|选手|教练|部长|[校院所局科处队站组村镇县市厅]长|主任|经理|委员|少年|孕妇|乘客|旅客|游客"
    r"|群体|人口|对象|劳动力|能手|模范|先锋|英雄|烈士|遗体|先进个人|负责人|联系人|联络人|责任人|经纪人|当事人|受害人|嫌疑人|被告人)$"
)
ATTRIBUTE = re.compile(r"(?:冬春|[春夏秋冬]季|[国省市县区]级|应急|国家|政府|专项|商业|民用|民生)$")  # 冬季储备蔬菜
KIND = re.compile(r"(?:[款型式版级类性化]|号牌|牌照|户籍|种类|规格|质量|等级)$")  # 最新款的拖拉机
SUBJECT = re.compile(r"(?:地区|方向|公司|集团|政府|部门|委员会|指挥部|各[地县市区乡镇村])$")
REGION = re.compile(r"(?:(?:推进|引领|提升|发展|改善|达标|先行|示范)[县市区镇村方田]|[推引][进领][县市区])$")
PATIENTS = frozenset("企业 群众 居民 农户 商户 村民 学生 职工 市场 农村 国内 各地 社区 农民 百姓".split())  # noqa: SIM905
MEANS = re.compile(r"(?:措施|政策|举措|办法|意见|方案|活动|队伍|设备|资金|平台|服务)$")  # 8条措施指导企业复工
ADVERBIAL = frozenset(  # 6个县重点推广: they belong to the verb
    "重点 统一 集中 全面 直接 专门 紧急 免费 严格 联合 同步 优先 及时 迅速 主动 积极".split()  # noqa: SIM905
)
WHOLE = re.compile(r"^(?:[全我该本][国省市县区州盟旗乡镇村]|目前|其中)(?=..)")
TRIM_END = re.compile(
    r"(?<=.)(?:[台辆件艘架栋座套]套?数|最高(?:提高?到|可?达|可)?|等|的|和|及|与|以上|左右|以来|期间|之间|之中|基础|基础上)$"
)
PLACED = re.compile(
    r"(?<=.)(?:(?<![邻故公海])里|(?<![以线网晚早])上|(?<![国境室省市县区校海])内|(?<![初高集其])中)$"
)  # 车上, 田里
NOT_LAST = frozenset(  # words of their own that end no name: 16条措施|针对性强, 网格员|便捷
    (
        *"里内中上下前后间新全时强",
        *"精准 便捷 便利 有力 有效 到位 明显 显著 扎实 充足 充分 针对性 操作性 可操作性 突出 良好 顺畅 齐全 过硬 得力 及时".split(),  # noqa: SIM905
    )
)
LONGEST_CLAUSE = 18
GIVEN = frozenset(  # what is done with a thing, no part of its name
    "出台 制定 推出 提出 发布 印发 下发 落实 采取 实施 建立 设立 完成 开展 举办 建设 建成 发放 梳理 收集 查处 排查 整改 解决 新增 包括 确定".split()  # noqa: SIM905
)
ACTS = ("modifier", "either", "verb")
INSIDE = ("noun", *ACTS)


def joined(tokens: Sequence[Token]) -> str:
    """The words as one name, without 全县 before it and 内, 等, 的 … after it."""
    size = len(tokens)
    while size > 1 and tokens[size - 1].text in NOT_LAST:
        size -= 1
    name = WHOLE.sub("", "".join(t.text for t in tokens[:size]).strip(" “”"))
    while True:
        shorter = TRIM_END.sub("", PLACED.sub("", name))
        if shorter == name or not shorter:
            return name
        name = shorter


def forward(tokens: Sequence[Token], turn: bool = False, of: bool = False) -> int:
    """How many of `tokens` form a noun phrase from the first one on.

    With `turn`, a verb may be its head (三轮排查); with `of`, it may go on over 的 after a noun (三项安全生产的措施).
    """
    end, i, size = 0, 0, 0
    while i < len(tokens) and size < LONGEST:
        token = tokens[i]
        if token.role == "open" and end:
            close = next((k for k in range(i, len(tokens)) if tokens[k].role == "close"), None)
            if close is None or any(t.text[0].isdigit() for t in tokens[i:close]):
                break
            i = end = close + 1
            if any("、" in t.text for t in tokens[i - 3 : i]) and _role(tokens, i) != "of":
                break
            continue
        ends, goes_on = _step(tokens, i, end, turn, of)
        end = i + 1 if ends else end
        if not goes_on:
            break
        size += len(token.text)
        i += 1
    return end


def _role(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].role if i < len(tokens) else "end"


def _step(tokens: Sequence[Token], i: int, end: int, turn: bool, of: bool) -> tuple[bool, bool]:
    """Whether the phrase may end with token `i`, and whether it may go on after it."""
    token, follower = tokens[i], _role(tokens, i + 1)
    if token.role == "noun":
        told = token.saying and end and len(token.text) == 4 and follower not in (*INSIDE, "of")
        return (False, False) if told else (True, True)
    if token.role in ACTS and end and i + 1 < len(tokens) and tokens[i + 1].place:
        return False, False
    if token.role in ACTS:
        stored = i and ATTRIBUTE.search(tokens[i - 1].text) and follower == "noun"
        if (
            token.role == "either"
            and i
            and tokens[i - 1].role == "noun"
            and not (turn or stored or _heads(tokens, i + 1))
        ):
            return False, False
        if len(token.text) == 1 and i and len(tokens[i - 1].text) == 1 and follower == "noun":
            return False, True  # 钢构式: a word that the dictionary lacks
        if end and follower == "noun" and tokens[i + 1].text in PATIENTS and MEANS.search(tokens[i - 1].text):
            return False, False
        if end and token.text in ADVERBIAL and follower in ("either", "verb"):
            return False, False
        after_noun = token.role == "verb" and end and not _heads(tokens, i + 1)
        if follower in (*INSIDE, "of", "open") and not after_noun:
            return False, True
        return token.role == "modifier" or (turn and token.role == "either"), False
    if token.role == "of":
        whole = end == i and i > 0 and not (tokens[i - 1].quality or KIND.search(tokens[i - 1].text))
        stays = whole and (not of or PLACE.search(tokens[i - 1].text))
        return False, follower in INSIDE and not stays
    return False, token.role == "and" and end < i and follower in ("modifier", "either")


def _heads(tokens: Sequence[Token], i: int) -> bool:
    """Whether token `i` is a noun that acts stand before: 人员, 队, 中心."""
    return i < len(tokens) and bool(HEAD.search(tokens[i].text))


def backward(tokens: Sequence[Token]) -> int:
    """Index from which the last of `tokens` form a noun phrase (the length of `tokens` if none does)."""
    i, size, nouns = len(tokens), 0, 0
    first = i
    while i > 0 and size < LONGEST:
        token = tokens[i - 1]
        if token.role == "close":
            opened = next((k for k in range(i - 1, -1, -1) if tokens[k].role == "open"), None)
            if opened is None or any(t.text[0].isdigit() for t in tokens[opened:i]):
                break
            i = first = opened
            continue
        if not _back_step(tokens, i - 1, size, nouns):
            break
        if token.role in INSIDE:
            first = i - 1
        nouns += token.role == "noun"
        size += len(token.text)
        i -= 1
    return _after_subject(tokens, first)


def _after_subject(tokens: Sequence[Token], first: int) -> int:
    """湖北地区供应汽油: where the object begins if the phrase from `first` on is subject, act and object."""
    for i in range(first + 1, len(tokens) - 1):
        acts = tokens[i].role in ACTS and len(tokens[i].text) > 1 and tokens[i + 1].role == "noun"
        if acts and SUBJECT.search(tokens[i - 1].text) and not _heads(tokens, i + 1):
            return i + 1
    return first


def _back_step(tokens: Sequence[Token], i: int, size: int, nouns: int) -> bool:
    """Whether a phrase of `size` characters and `nouns` nouns may go on backwards over token `i`."""
    token = tokens[i]
    if token.role in ACTS and size and tokens[i + 1].place:
        return False
    if token.role in ("noun", "modifier"):
        return True
    if token.role == "either":
        return not nouns or size < 2 or _heads(tokens, i + 1)
    if token.role == "verb":
        if not size or _heads(tokens, i + 1):
            return True
        return len(token.text) == 1 and (size == 1 or (len(tokens[i + 1].text) == 1 and size < LONGEST // 4))
    if (token.role == "and" and nouns and size > 1) or (token.role == "of" and nouns > 1):
        return False
    return token.role in ("of", "and") and size > 0 and i > 0 and tokens[i - 1].role in ("noun", "modifier")


def through_head(tokens: Sequence[Token], size: int) -> int:
    """How many of `tokens` form a name whose first `size` have no head of their own: 玉米单产提升引领区; `size` if none."""
    if size and (HEAD.search(tokens[size - 1].text) or PERSON.search(tokens[size - 1].text)):
        return size
    for i in range(size, min(len(tokens), size + 5)):
        token = tokens[i]
        if token.role == "noun" and REGION.search(token.text):
            return i + 1
        if len(token.text) < 2 or token.role not in ("noun", "stop", *ACTS) or token.place:
            return size
    return size


def subject(tokens: Sequence[Token]) -> str:
    """The noun phrase before the verbs at the end of `tokens`: 党龄只有 → 党龄."""
    end = len(tokens)
    while end and tokens[end - 1].role in ("stop", "weak", "verb"):
        end -= 1
    return joined(tokens[backward(tokens[:end]) : end])


def verb(tokens: Sequence[Token]) -> str:
    """The last verb of `tokens`."""
    for token in reversed(tokens):
        if token.role in ACTS or (token.role == "stop" and len(token.text) > 1 and token.text.isalpha()):
            return token.text
    return ""


def qualified(left: Sequence[Token]) -> str:
    """加大金融支持力度的措施6条: the clause that qualifies the noun before a figure; "" if none does."""
    of = next((i for i in range(len(left) - 1, 0, -1) if left[i].role == "of"), 0)
    given = next((i + 1 for i in range(of - 1, -1, -1) if left[i].text in GIVEN), 0)
    left, of = left[given:], of - given
    if of < 2 or left[0].role not in ("stop", *ACTS) or len(left[0].text) < 2 or not left[0].text.isalpha():
        return ""
    name = "".join(t.text for t in left)
    plain = all(t.role == "noun" for t in left[of + 1 :]) and left[of - 1].role in ("noun", *ACTS)
    return name if plain and len(left) - of in (2, 3) and len(name) <= LONGEST_CLAUSE else ""
