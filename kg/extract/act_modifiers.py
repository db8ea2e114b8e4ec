"""Verbs that only tell which thing is meant, by what stands after them."""

from __future__ import annotations

import re

WHEN = re.compile(
    r"(?:完毕|结束|工作)?(?:前(?!往|移|线|沿|方|来|景|期)|[后後](?!勤|续|备|方|台|援|重建|救助|服务)|时(?!间|刻|期|任|代|长|效)|期间|过程)"
)
OF_IT = re.compile(
    r"(?:[、和][^、,]{2,8}){1,6}?(?:部门|机关|主管单位)(?=要|应|须|负责|会同|联合|加强|按照|共同|各|在|将)|(?:、[^、,]{1,8}){0,5}等(?:相关|有关|多个|临时|公益性)?(?:部门|行业|领域|环节|岗位|企业|单位|机构|业务|方面)|专用|等?(?:工作)?(?:方面|环节|领域|行业|业务|费用|水平|能力|经验|力量|意识|理念|成本|岗位|齐头并进|等?(?:临时|公益性)岗位|方法|技术|知识|理论|市场主体|主体|小区|窗口)"
)
# 收治|医院, 施工|景象, 减免租金|措施的企业: a verb that only tells which one is meant, by its measure
MODIFIED = {
    "MedicalTreatment": re.compile(
        r"(?:定点|重点|专门)?(?:医疗)?(?:机构|医院|病[区房]|设备|药品?物?|方案|中心|能力|费用|量|环节|经验|指南|率|病例|条件|物资|科室|床位|医师|场所)"
    ),
    "Construction": re.compile(
        r"(?:景象|现场|场面|场地|场所|单位|人员|企业|方|工地|进度|图|许可|队|合同|意见|条件|项目|机械|工人|团队|期间)"
    ),
    "Insurance": re.compile(r"(?:人员|患者|企业|单位|地|职工|群众|人|居民|机构|对象)"),
    "MutualAid": re.compile(
        r"(?:省|市|灾区|一线|武汉|湖北)*(?:疫情防控)?(?:的)?(?:医疗|医务|医护|救援|护理)?(?:队|人员|工作者|任务|之手|物资)"
    ),
    "Quarantine": re.compile(
        r"(?:人员|对象|村民|居民|点|客车|车辆|工具|站|能力|场所|酒店|宾馆|宿舍|房间?|楼|单元|病[房区]|区|期|室|衣|带|服|告示|条件|患者|费用?)(?![^,]{0,4}\d)"
    ),
    "HomeQuarantine": re.compile(r"(?:人员|对象|家庭|者|村民|居民|户)(?![^,]{0,4}\d)"),
    "Evacuation": re.compile(r"(?:人员|群众|村民|对象)的|联单|输出|登记|支付|路线|通道"),
    "Relief": re.compile(
        r"(?:群众|人员)的|(?:人口|社区)(?![^,]{0,4}\d)|来的|点(?!位?\d)|通道|车辆|车次|(?:\([^)]*\))?(?:时间|方式)"
    ),
    "Procurement": re.compile(r"(?:渠道|容器|库|价格|成本|合同|人|单|需求|方|主体|资金|费用|指导)"),
    "EssentialSupply": re.compile(r"(?:餐箱|容器|人员|车辆|企业|费|站|能力|渠道|时间)"),
    "FeeRelief": re.compile(r"(?:期限|金额|标准|范围|对象|额|申请|总额|比例|期|税额|事项|清单|资格|目录)"),
    "Testing": re.compile(r"(?:证明|报告|结果|机构|能力|费用|阴性|阳性|试剂|设备|合格|点位?|人员|费|数据|项目)"),
    "HealthMonitoring": re.compile(r"(?:证明|报告|结果|表|卡|信息|数据|设备|仪|点|记录)"),
    "Disinfection": re.compile(
        r"(?:液|剂|机|柜|用品|产品|湿巾|设备|药|人员|记录|室|间|片|粉|水|后|标准|时间|浓度|效果)"
    ),
    "PersonalProtection": re.compile(r"(?:用品|装备|物资|意识|知识|能力|措施|指南)"),
    "WorkResumption": re.compile(
        r"(?:率|餐|证明|申请|条件|安全|时间|(?:的)?新?形势|计划|备案|审批|企业|人员|方案|难|需求|信心|进度|职工|员工|工人|潮|期|面)(?![^,]{0,4}\d)"
    ),
    "Training": re.compile(r"(?:补贴|机构|费|班|券|基地|教材|平台|资料|学校|中心|需求|对象)"),
    "Other": re.compile(
        r"(?:损失|率|地区|县|村|群众|家庭|劳动力|攻坚|时代|大户|工厂|盘|大棚|基质|主体|面积|户|补贴|比重|资金|机具?|机械|技能|园|基地|车间|项目|形势|关键|季节|时节|热潮|人员|人口|难|者|企业|农户|专家|合作社|担保|贷款|期|比例|政策|规划|战略|图景|之路|任务|成果)(?![^,]{0,4}\d)"
    ),
    "Rescue": re.compile(
        r"(?:现场|设备|装备|物资|车辆|经验|直升机|专家|人员|能力|条件|舰|船|艇|犬|机器人|工程|设施|管网|系统|泵站)(?![^,]{0,4}\d)"
    ),
    "RiskAppraisal": re.compile(r"(?:信息|信号|级别|结果|等级|系统|平台|能力|模型|报告|体系|机制|范围|期|标准)"),
    "Publicity": re.compile(r"(?:函|书(?!记)|厅|中心|平台|渠道|会上|员|册|力度|口径|部|片|车|栏|语)"),
    "Supervision": re.compile(r"(?:组|专席|队|结果|报告|员|费|站|清单|方式|频次|意见|关口|团)"),
    "VulnerableCare": re.compile(r"(?:对象|资金|标准|金|人员|车间|项目|干部|单位|待遇|力量|站|中心|体系)"),
    "Donation": re.compile(
        r"(?:物资|资金|款项?|活动|财产|协议|意愿|项目|信息|情况|工作|需求|人员|主体|者|人|方|资产|支出|收入|票据|协议|渠道|账户|凭证)(?![^,]{0,6}\d)"
    ),
    "Accountability": re.compile(r"(?:制度|机制|责任|情形|办法|工作)"),
    "Hotline": re.compile(r":|\(|是|为"),
    "Meeting": re.compile(r"上(?![午下])|精神|要求|审议|指出|强调|认为|提出|的(?:要求|精神|部署)|纪要|室|记录|通过"),
    "Checkpoint": re.compile(r"(?:机关|部门|机构|人员|站|表|人员|电话|制度|室|安排)"),
}


def modifies(text: str, start: int, end: int, measure: str) -> bool:
    """Whether an act of `measure` that ends at `start` only modifies what follows up to `end` (收治|医院, 复工|后)."""
    if WHEN.match(text, start, end) or OF_IT.match(text, start, end):
        return True
    after = MODIFIED.get(measure)
    return bool(after and after.match(text, start, end))
