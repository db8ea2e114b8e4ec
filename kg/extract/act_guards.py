"""Stretches of a clause in which a verb is no act: names, conditions, relative clauses, brackets, modifiers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.act_scan import Hit
from kg.extract.act_subjects import Reading
from kg.model import Kind
from kg.offsets import Span

ITEM_MAX = 5  # characters: a longer item of a mechanism that stands in a clause of its own is told as an act
CLOSED = (Kind.ORGANIZATION, Kind.POST, Kind.FACILITY, Kind.PERSON, Kind.MECHANISM, Kind.INSTRUMENT)
# 对暂不能开工的企业, 符合条件的, 凡参加救治的人员: whom something concerns, told before what is done with them
CONCERNED = re.compile(
    r"(?:[一二三四五六七八九十\d]+[是、.)]|同时|此外|其中|并|但|且|[((][一二三四五六七八九十\d]+[))]|\s)*"
    r"(?:对于?|针对|凡是?|除|因|受|由于|符合|属于|享受|位于|来自|经|以及)[^,]*的[^,的]{0,16}$"
)
BARE = re.compile(r"(?<!是)(?<!目)[^,]的$")
# 如发现异常, 若需采购: what may be
SUPPOSED = re.compile(
    r"(?:但|且|并|而)?(?:如果|如(?![下期数实何此今同约]|火)|若|假如|倘若|一旦|只要|即使|无论|不管|除非)"
)
RESULT = re.compile(r"及时|立即|应|要|可|须|请|将|必须|就")
CAUSE = re.compile(
    r"(?:因|由于|受|鉴于|随着|面对|在)[^,]{2,40}?(?:影响|原因|限制|冲击|(?:的)?(?:情况|前提|基础|背景|形势)下|(?:的)?(?:同时|基础上|过程中?))"
)
# (责任单位:人行营业管理部), (财税〔2016〕36号印发), 【政策依据】
BRACKETS = re.compile(
    r"\([^)]*(?:责任|牵头|配合|负责|号|部门|委员?会?、|局、)[^)]*\)?|【[^】]{1,12}】|^[^(]{0,60}(?:负责|配合|局|委)\)"
)
SERVES = re.compile(
    r"用于(?!口)[^,]*|(?:据|经)[^,]{0,20}(?:报道|介绍|统计|了解|透露|通报)|[^,]{0,12}(?:温馨|特别|友情)提[醒示]$|[^,]{2,16}提醒$"
)
# verbs that need an object, by their word: 运输|通道, 生产|企业, 供应|问题
WORDS = re.compile(
    r"(?:运输|装运|发运|空运)(?=绿色|通道|车辆|企业|服务|部门|司机|能力|组织|线路|市场|保障|行业|秩序|方式|成本|工具|局|厅|部|业|人员|船|机|枢纽|环节|过程|证)"
    r"|(?:生产|加工生产|产出)(?=企业|经营|线|车间|者|力|资料|秩序|能力|成本|基地|规模|方式|任务|安全|环境|用|厂|销售|条件|水平|工艺|单位|组织|许可|自救|生活|难|资金|计划|进度|情况|要素|过程|技术|作业|损失|总值|形势|指导|服务|流通|加工|和|、|及|防护|供应|性|区|主体|功能|方面|发展|建设|旺季|季|期|、)"
    r"|(?:销售|收购|售卖|促销)(?=额|收入|渠道|人员|价格|企业|商|市场|情况|方|网络|平台|点|部|活动|量|不畅|难|旺季|形势|和|、)"
    r"|(?:供应|供给|保障|稳定|管理|处置|安排|准备|检测|投入|统计|服务|维护|治理|利用|使用|发展)(?=等|问题|情况|难题|困难|秩序|不足|不畅|充足|紧张|充分|较|有限|费)"
    r"|(?:推进|推动|发展|改造|建设|利用|使用|投入|投资|创新|开发|培育|培养)(?=力度|情况|会|器|者|商|区|局|部|厅|规划|银行|集团|趋势|潜力|空间|模式|动力|水平|质量|环境|理念|能力|阶段|不平衡)"
)
NOT_DONE = re.compile(
    r"(?:不能|无法|未能|尚未|没有|难以|暂不|无需|不需|不便|未)(?:正常|及时|按时|按期|如期|按|外出|参加|进行|开展|出现)*$"
)
WHEN = re.compile(
    r"(?:完毕|结束|工作)?(?:前(?!往|移|线|沿|方|来|景|期)|后(?!勤|续|备|方|台|援|重建|救助|服务)|时(?!间|刻|期|任|代|长|效)|期间|过程)"
)
# 收治|医院, 施工|景象, 减免租金|措施的企业: a verb that only tells which one is meant, by its measure
MODIFIED = {
    "MedicalTreatment": re.compile(
        r"(?:定点|重点|专门)?(?:医疗)?(?:机构|医院|病[区房]|设备|药品?物?|方案|中心|能力|费用|量|环节|经验|指南|率|病例|条件|物资|科室|床位|医师|场所)"
    ),
    "Construction": re.compile(
        r"(?:景象|现场|场面|单位|人员|企业|方|工地|进度|图|许可|队|合同|意见|条件|项目|机械|工人|团队|期间)"
    ),
    "Insurance": re.compile(r"(?:人员|患者|企业|单位|地|职工|群众|人|居民|机构|对象)"),
    "MutualAid": re.compile(
        r"(?:省|市|灾区|一线|武汉|湖北)*(?:疫情防控)?(?:的)?(?:医疗|医务|医护|救援|护理)?(?:队|人员|工作者|任务|之手|物资)"
    ),
    "Quarantine": re.compile(
        r"(?:人员|对象|村民|居民|点|场所|酒店|宾馆|病[房区]|区|期|室|衣|带|服|告示|条件|患者|费用?)(?![^,]{0,4}\d)"
    ),
    "HomeQuarantine": re.compile(r"(?:人员|对象|家庭|者|村民|居民|户)(?![^,]{0,4}\d)"),
    "Evacuation": re.compile(r"(?:人员|群众|村民|对象)的|联单|输出|登记|支付|路线|通道"),
    "Relief": re.compile(r"(?:群众|人员)的|点(?!位?\d)|通道|车辆|车次"),
    "Procurement": re.compile(r"(?:渠道|容器|库|价格|成本|合同|人|单|需求|方|主体|资金|费用|指导)"),
    "EssentialSupply": re.compile(r"(?:餐箱|容器|人员|车辆|企业|等|费|站|能力|渠道|时间)"),
    "FeeRelief": re.compile(r"(?:期限|金额|标准|范围|对象|额|申请|总额|比例|期|税额|事项|清单|资格|目录)"),
    "Testing": re.compile(r"(?:证明|报告|结果|机构|能力|费用|阴性|阳性|试剂|设备|合格|点位?|人员|费|数据|项目)"),
    "HealthMonitoring": re.compile(r"(?:证明|报告|结果|表|卡|信息|数据|设备|仪|点|记录)"),
    "Disinfection": re.compile(
        r"(?:液|剂|机|柜|用品|产品|湿巾|设备|药|人员|记录|室|间|片|粉|水|后|标准|时间|浓度|效果)"
    ),
    "PersonalProtection": re.compile(r"(?:用品|装备|物资|意识|知识|能力|措施|指南)"),
    "WorkResumption": re.compile(
        r"(?:率|证明|申请|条件|安全|时间|(?:的)?新?形势|计划|备案|审批|企业|人员|方案|难|需求|信心|进度|职工|员工|工人|潮|期|面)(?![^,]{0,4}\d)"
    ),
    "Training": re.compile(r"(?:补贴|机构|费|班|券|基地|教材|平台|资料|学校|中心|需求|对象)"),
    "Other": re.compile(
        r"(?:损失|率|大户|主体|面积|户|补贴|比重|资金|机具?|机械|技能|园|基地|车间|项目|形势|关键|季节|时节|热潮|人员|人口|难|者|企业|农户|专家|合作社|担保|贷款|期|比例|政策|规划|战略|图景|之路|任务|成果)(?![^,]{0,4}\d)"
    ),
    "Rescue": re.compile(
        r"(?:现场|设备|装备|物资|车辆|经验|直升机|专家|人员|能力|条件|舰|船|艇|犬|机器人|工程|设施|管网|系统|泵站)(?![^,]{0,4}\d)"
    ),
    "RiskAppraisal": re.compile(r"(?:信息|信号|级别|结果|等级|系统|平台|能力|模型|报告|体系|机制|范围|期|标准)"),
    "Publicity": re.compile(r"(?:厅|中心|平台|渠道|会上|员|册|力度|口径|部|片|车|栏|语)"),
    "Supervision": re.compile(r"(?:组|专席|队|结果|报告|员|费|站|清单|方式|频次|意见|关口|团)"),
    "VulnerableCare": re.compile(r"(?:对象|资金|标准|金|人员|车间|项目|干部|单位|政策|措施|力量|站|中心|体系)"),
    "Donation": re.compile(r"(?:物资|资金|款项?|活动|者|人|方|资产|支出|收入|票据|协议|渠道|账户|凭证)(?![^,]{0,6}\d)"),
    "Accountability": re.compile(r"(?:制度|机制|责任|情形|办法|工作)"),
    "Hotline": re.compile(r":|\(|是|为"),
    "Checkpoint": re.compile(r"(?:表|人员|电话|制度|室|安排)"),
}
COVERED = re.compile(
    r"(?:突出(?=贡献|问题|成绩|表现|矛盾|特点|位置)|大数据分析(?=发现|显示|表明)|介绍(?=[^,]{0,4}(?:说|称|道|,|$)))"
)


def shadows(r: Reading, clause: Span, hits: Sequence[Hit]) -> Iterator[Span]:
    """Where in a clause no act is told.

    Args:
        r: the page with its mentions.
        clause: a clause of it.
        hits: all hits inside the clause.
    """
    yield from _names(r, clause, hits)
    text = r.page.text.normal
    verbal = [h for h in hits if h.verbal]
    if not verbal:
        return
    if _whole(text, clause, verbal):
        yield clause
        return
    for pattern in (CAUSE, BRACKETS, SERVES, COVERED, WORDS):
        for match in pattern.finditer(text, clause.start, clause.end):
            if match.end() > match.start():
                yield Span(*match.span())
    for hit in verbal:
        if _modifier(text, clause, hit):
            yield hit.span


def _names(r: Reading, clause: Span, hits: Sequence[Hit]) -> Iterator[Span]:
    """Names in which a verb is no act, but not those that are acts themselves (应收尽收) nor items told as clauses."""
    text = r.page.text.normal
    for m in r.index.overlapping(clause, *CLOSED):
        acts = sum(len(h.span) for h in hits if h.measure and m.span.covers(h.span))
        said = m.kind is Kind.MECHANISM and text[m.span.start - 1] != "“" and acts * 3 >= len(m.span) * 2
        if not said:
            yield m.span
    for item, name in r.items:
        if item.overlaps(clause) and (clause.covers(name) or len(item) <= ITEM_MAX):
            yield item


def _modifier(text: str, clause: Span, hit: Hit) -> bool:
    if NOT_DONE.search(text, max(clause.start, hit.span.start - 8), hit.span.start):
        return True
    if hit.measure and WHEN.match(text, hit.span.end, clause.end):
        return True
    after = MODIFIED.get(hit.measure)
    return bool(after and after.match(text, hit.span.end, clause.end))


def _whole(text: str, clause: Span, verbal: Sequence[Hit]) -> bool:
    """Whether a clause only says whom or what something concerns, or what may be."""
    last = text.rfind("的", clause.start, clause.end)
    if last >= 0 and verbal[-1].span.end <= last + 1:
        if CONCERNED.match(text, clause.start, clause.end):
            return True
        if last == clause.end - 1 and BARE.search(text, clause.start, clause.end):
            return True
    return bool(
        SUPPOSED.match(text, clause.start, clause.end) and not RESULT.search(text, clause.start + 1, clause.end)
    )
