"""Verbs that tell one measure by themselves and another beside certain words (查处 of prices, of officials, of traffic)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.act_measures import Predication
from kg.offsets import Span

NEAR = 120  # characters before a clause in which its topic (prices) may be told


@dataclass(frozen=True, slots=True)
class Turn:
    """An act of `measure` told with `verb` is one of `becomes` ("" for none) in a clause with `beside`.

    `unless` keeps the measure: what else may stand in the clause or, with `near`, shortly before it.
    """

    measure: str
    verb: re.Pattern[str]
    beside: re.Pattern[str]
    becomes: str
    unless: re.Pattern[str] | None = None
    near: bool = False

    def holds(self, word: str, clause: str, around: str) -> bool:
        """Whether the act told with `word` in `clause` is the other one; `around` begins before the clause."""
        if not (self.verb.search(word) and self.beside.search(clause)):
            return False
        return not (self.unless and self.unless.search(around if self.near else clause))


def _turn(measure: str, verb: str, beside: str, becomes: str, unless: str = "", near: bool = False) -> Turn:
    kept = re.compile(unless) if unless else None
    return Turn(measure, re.compile(verb), re.compile(beside), becomes, kept, near)


TURNS = (
    # 依法查处擅自复工的企业: punishing is about prices only where prices or goods are told of
    _turn(
        "PriceOrder",
        r"(?:查处|打击|处罚|惩处|严惩|惩治|查办|惩戒)$",
        r"",
        "Accountability",
        r"价|囤|假冒|伪劣|假劣|市场|垄断|牟利|商品|经营者|商家|商户|消费|质量|食品安全",
        near=True,
    ),
    _turn("PriceOrder", r"监管力度$|^加[大强]$", r"监管", "Supervision", r"价|囤|商品|农资|药店|超市"),
    # 打开门窗通风: air alone disinfects nothing
    _turn("Disinfection", r"通风$", r"", "InfectionControl", r"消毒|消杀|清洁|洗消|杀菌|灭菌|保洁"),
    _turn(
        "Disinfection",
        r"",
        r"垃圾(?!箱|桶)|污水|医疗?废",
        "InfectionControl",
        r"消毒|消杀|杀菌|灭菌|[清打]扫|清运|清理|通风",
    ),
    _turn("MedicalTreatment", r"就[诊医]$", r"发热门诊", "FeverClinic"),
    # 设立应急物资中转站: a place through which goods come is no purchase
    _turn(
        "Procurement",
        r"^(?:设[立置]|建[立设]|开[设辟通])",
        r"(?:中转站|接驳|通道|运输|配送|转运|供应点|集散)",
        "EssentialSupply",
    ),
    _turn("Procurement", r"^设[立置]", r"(?:回收|垃圾)[箱桶]|废弃口罩", "InfectionControl"),
    _turn(
        "Procurement",
        r"^(?:切实|全力|有效|优先)?(?:保障|确保|保证)",
        r"(?:运输|通行|配送|运力|运送|流通)",
        "EssentialSupply",
    ),
    # 核对申报信息: papers are no people
    _turn(
        "DoorToDoor",
        r"^(?:核[对实查验]|查[明清])",
        r"信息|申报|资料|材料|单据|数据|清单|金额|凭证|核对确认",
        "Other",
        r"(?:人员|居民|住户|旅客|乘客|返[乡回]|外来|身份|行程|户籍|逐户|底数)",
    ),
    _turn("DoorToDoor", r"^查明", r"原因|责任|事实", "Accountability"),
    _turn(
        "DoorToDoor",
        r"排查|核查|摸排",
        r"隐患|矛盾|纠纷|险情|(?:地质|山洪)灾害|水库|堤|险工险段|低洼|危房|危旧|管网|桥梁",
        "RiskAppraisal",
        r"人员|群众|住户|居民|返乡|疫区|逐户|隐患人",
    ),
    _turn("RiskAppraisal", r"[下上]调", r"费率|利率|税率|价格|费用|租金|保费|电价|气价|水价", "FeeRelief"),
    _turn(
        "BusinessClosure", r"^关闭", r"关闭(?:[^,、]{0,4})(?:回风|空调|新风|门窗|阀门|电源|风机)", "InfectionControl"
    ),
    # 减少召开会议, 提倡视频会议: fewer meetings are no meeting
    _turn(
        "Meeting",
        r"",
        r"(?:减少|控制|压缩|精简|取消|推迟|暂停|尽量不|避免|不得|不|禁止|停止)[^,]{0,8}(?:召开|举[办行]|组织|开)?[^,]{0,6}(?:会议|活动|聚会)|提倡[^,]{0,6}(?:视频|电话|网络|线上)",
        "GatheringLimit",
    ),
    _turn("Rescue", r"打扫|清扫", r"卫生|庭院|居室|环境|教室|宿舍", "Disinfection", r"灾|洪|淤|震"),
    _turn(
        "Rescue",
        r"清运|清理|清除",
        r"垃圾|卫生间|杂物|卫生死角",
        "InfectionControl",
        r"灾|洪|淤|震|汛|泥|倒|积水|漂浮",
        near=True,
    ),
    _turn("Rescue", r"", r"(?:医疗|医废|废物|垃圾|污水)[^,]{0,6}应急处置", "InfectionControl"),
    _turn("ContactTracing", r"追踪", r"资金|问效|项目|款|质量|整改|落实", "Supervision", r"接触|病例|疫"),
    _turn("Relief", r"安置", r"就业|务工|劳动力|岗位", "Other"),
    _turn(
        "Volunteering",
        r"",
        r"",
        "",
        r"志愿|社会(?:各界|力量|组织)|参[与加]|投身|义务|义工|爱心|吸纳|加入|投入|群防|助力|巡",
    ),
    # 下发通知 calls for many things; 出台惠企政策 relieves firms
    _turn(
        "Other",
        r"(?:印发|下发|发出|转发)$",
        r"(?:印发|下发|发出|转发)了?(?:紧急|补充|专门|相关|有关)*通知|转发给|转发《[^》]*(?:疫情|防汛|抗震)",
        "Command",
    ),
    _turn(
        "Other",
        r"(?:出台|推出|制定|发布)",
        r"(?:支持|扶持|帮扶|服务)[^,]{0,14}企业[^,]*(?:政策|措施|意见)|惠企|助企|纾困|利好政策|(?:减税|税费|减免|房租|租金|贷款|融资|贴息|金融支持|信贷)[^,]*(?:政策|措施|办法|细则)",
        "FeeRelief",
    ),
    _turn("FiscalAllocation", r"支出$", r"(?:捐赠|费用|成本|经营|家庭|消费|生活)支出", ""),
    _turn(
        "EssentialSupply",
        r"^(?:运输|运送|转运)$",
        r"农民工|务工|返岗|返乡|复工|员工|工人",
        "WorkResumption",
        r"物资|货|粮|菜|食|药",
    ),
    # 恢复公交运营: a service goes on, nothing is repaired
    _turn(
        "Construction", r"恢复", r"运营|航班|班次|车次|公交|客运|航线|运输(?:服务|秩序)", "WorkResumption", r"抢修|修复"
    ),
    _turn("Construction", r"恢复", r"恢复(?:农业|粮食)?生产|秋粮|作物", "Other", r"电|路|通信|供水|设施"),
    _turn(
        "Construction",
        r"建设|搭建|打造|提升",
        r"产业(?:集群|园|强镇|体系)|平台|大数据|数字|数据|信息系统|管理系统",
        "Other",
        r"厂房|道路|管网|大桥|安置|孪生|车间|工厂|水网",
    ),
    _turn("Construction", r"改造", r"盐碱地", "Other"),
    _turn("Construction", r"打通", r"环节|堵点|物流|供应链|产业链", "EssentialSupply"),
    _turn("Construction", r"投入使用", r"疫苗|药[品物]|试剂|系统|平台", ""),
    _turn("Rescue", r"", r"模拟|演练|演习", "Training"),
    _turn("EssentialSupply", r"恢复", r"快递|公交|客运|物流企业|商超|门店", "WorkResumption"),
    _turn("EssentialSupply", r"", r"进货查验|索证|烧熟|食品安全|不?受?污染", "Other"),
    _turn("Publicity", r"倡导$", r"网上|线上|非接触|不见面|掌上|在线", "Other"),
    _turn("DigitalTracing", r"", r"政府网站|政务|办税|税务局|缴费|招聘|教学", "Other"),
    # 落实工作部署: what was deployed before is carried out; 减少影响: no gathering is limited
    _turn("Command", r"部署$", r"(?:落实|贯彻|执行|遵照|服从)[^,]*部署$", ""),
    _turn("GatheringLimit", r"减少|降低|避免", r"(?:影响|损失|损害|浪费|负担)$", "", r"聚|人群|人流|感染|传播"),
    # 微信搜索公众号: nobody is sought
    _turn("Rescue", r"搜索", r"微信|公众号|小程序|网站|网页|APP|关键[词字]|浏览器|百度", ""),
    # 红石县作为农业大县: what somebody is, no deed
    _turn("Other", r"^作为$", r"", "", r"把|将|以|被|列|拿"),
    _turn("HealthCode", r"^作为$", r"", "", r"把|将|以|被"),
    _turn(
        "InboundRegister", r"报备$", r"", "ReportRegime", r"返|来[^,]{0,4}人员|社区|行程|村|居委|抵达|入境|外出|旅居"
    ),
    _turn("Publicity", r"录制|直播", r"课(?!题)|教学", "SchoolClosure"),
    # 学习贯彻…精神: rhetoric, unless somebody holds a course
    _turn("Training", r"^(?:深入|认真)?学习(?:贯彻|领会)", r"", "", r"组织|召开|专题|举办|集中学习|宣讲|中心组|\d"),
    _turn("Rescue", r"^医疗救援", r"热线|服务|救援队", ""),
    _turn("Evacuation", r"疏散", r"客流|旅客|乘客", "", r"灾|震|火|险|洪|被困"),
    _turn("HealthCode", r"^扫码", r"", "", r"健康码|行程|场所码|通行码|吉祥码|测温|入|出|登记|查验|核验|亮码"),
    _turn("Meeting", r"会议$", r"(?:利用|通过|采用|搭建|借助)[^,]{0,8}会议", ""),
    _turn("SchoolClosure", r"严禁|禁止|取消|不得", r"(?:学校|机构)[^,]{0,6}(?:借|违规|收费)|进入?校园", "Other"),
    _turn("Procurement", r"^购买", r"市民|顾客|居民|群众|消费者|记录|患者", ""),
    # 推进项目落地: nothing is resumed
    _turn(
        "WorkResumption",
        r"推动|推进|加快",
        r"",
        "Other",
        r"复[工产市商业学航运]|开工|开[业市]|返[岗工]|恢复|到岗|用工|复苏|重启|达产|生产",
    ),
    # 首诊负责制, 法人责任制: whose duty it is, nobody is paired
    _turn("Pairing", r"", r"首诊", "MedicalTreatment"),
    _turn(
        "Pairing", r"", r"法人|主体责任|(?:防汛|抗旱|安全生产|防火)责任", "Accountability", r"包[保联村户组干片]|结对"
    ),
    _turn("Pairing", r"", r"首[问接]|链长", "Other"),
    # 密闭运输废物, not goods
    _turn("EssentialSupply", r"^(?:运输|转运|清运)$", r"垃圾|废物|废弃", "InfectionControl"),
    _turn(
        "FeeRelief",
        r"^减轻$|^降低$",
        r"^(?:并|也|更好地?|切实|有效|进一步|最大(?:限度|程度)地?|从而|努力|充分|全面|不断)*减轻[^,]{0,8}(?:负担|压力)$|成本[^,]{0,4}降低",
        "",
    ),
)
_BY_MEASURE = {m: tuple(t for t in TURNS if t.measure == m) for m in {t.measure for t in TURNS}}


def turned(p: Predication, clause: Span, text: str) -> str:
    """The measure of an act beside the words of its clause; "" if it is none.

    Args:
        p: the act.
        clause: its clause.
        text: `Text.normal`.
    """
    turns = _BY_MEASURE.get(p.measure)
    if not turns:
        return p.measure
    word, said = p.trigger.of(text), clause.of(text)
    around = text[max(0, clause.start - NEAR) : clause.end]
    return next((t.becomes for t in turns if t.holds(word, said, around)), p.measure)
