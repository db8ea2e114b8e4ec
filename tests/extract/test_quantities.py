"""Figures: value, unit, thing, bound, scope; what is no figure; lost figures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import quantities, times
from kg.extract.layout import lay_out
from kg.lexicon.loader import load_lexicon
from kg.model import Bound, Document, Extractor, Kind, Mention, Page, QuantityForm, Text
from kg.offsets import OffsetMap
from kg.resources import Resources

Found = tuple[Decimal | None, str, str, str, str | None]


@pytest.fixture(scope="module")
def extractors() -> tuple[Extractor, Extractor]:
    resources = Resources(load_lexicon())
    return times.build(resources), quantities.build(resources)


def mentions(extractors: tuple[Extractor, Extractor], text: str) -> list[Mention]:
    document = Document("x", text, "x.txt")
    page = Page(Text(document, text, text, OffsetMap.identity(len(text))), lay_out(text))
    seen = tuple(m for m in extractors[0](page) if isinstance(m, Mention))
    page = Page(page.text, page.layout, seen)
    return [m for m in extractors[1](page) if isinstance(m, Mention)]


def read(extractors: tuple[Extractor, Extractor], text: str) -> list[Found]:
    out: list[Found] = []
    for mention in mentions(extractors, text):
        form = mention.form
        assert isinstance(form, QuantityForm)
        scope = form.scope.value if form.scope else None
        out.append((form.value, form.unit, form.count_of, form.bound.value, scope))
    return out


CASES = [
    # where something is, and how much at most
    ("工业园3平方公里内的企业全部断电。", (3, "KiloM2", "工业园", "exact", None)),
    ("震中周边5公里内设有两个安置点。", (5, "KiloM", "距离", "exact", None)),
    ("货车须在12小时内返回。", (12, "HR", "返回", "atMost", None)),
    ("排队距离控制在2米内。", (2, "M", "排队距离控制", "atMost", None)),
    ("间距应在1米以内。", (1, "M", "间距", "atMost", None)),
    # counted places and bodies, and the rates that are told of them
    ("有6个县通车率超过九成。", (6, "NUM", "县", "exact", None)),
    ("有6个县通车率超过九成。", (90, "PERCENT", "通车率", "moreThan", None)),
    ("15家企业产值达到2亿元。", (15, "NUM", "企业", "exact", None)),
    ("8个重点企业用工人数超过500人。", (500, "NUM", "用工人数", "moreThan", None)),
    ("新增3个水质监测站。", (3, "NUM", "水质监测站", "exact", None)),
    ("设立7个车流量监测点。", (7, "NUM", "车流量监测点", "exact", None)),
    # who was carried, said a clause before
    ("全省客运站发送旅客42万人次,日均6万人次。", (60000, "NUM", "旅客", "exact", "perPeriod")),
    ("景区共接待游客9万人次。日均1.5万人次。", (15000, "NUM", "游客", "exact", "perPeriod")),
    ("出动警力80人次,开展巡查20人次。", (20, "NUM", "巡查", "exact", None)),
    # days belong to what is done, not to 措施
    ("对返乡人员采取居家观察12天的措施。", (12, "DAY", "居家观察", "exact", None)),
    ("一律实行10天的隔离措施。", (10, "DAY", "隔离措施", "exact", None)),
    # how many sorts, parts, levels, places of a list
    ("从科研、临床、康复三方面着手。", (3, "NUM", "方面", "exact", None)),
    ("围绕收购、储存、运输、销售四个方面着力推进。", (4, "NUM", "方面", "exact", None)),
    ("正文分为三部分。", (3, "NUM", "部分", "exact", None)),
    ("票据格式主要分为两种,可任选。", (2, "NUM", "票据格式", "exact", None)),
    ("可通过两种渠道办理。", (2, "NUM", "渠道", "exact", None)),
    ("对东、南、西等六大火车站加强巡查。", (6, "NUM", "火车站", "exact", None)),
    ("乡村两级干部挨户走访。", (2, "NUM", "级", "exact", None)),
    ("支援甘肃、青海两省开展救灾。", (2, "NUM", "省", "exact", None)),
    ("支援甘肃、青海、四川等13省(区、市)灾区。", (13, "NUM", "省(区、市)", "exact", None)),
    # the head that a measure word wants
    ("全县35家生活必需品和医疗物资生产企业可享受贴息。", (35, "NUM", "生活必需品和医疗物资生产企业", "exact", None)),
    ("组建36支巡堤查险队伍,不间断巡查。", (36, "NUM", "巡堤查险队伍", "exact", None)),
    ("县医院有16名从外科、儿科等科室抽调的护士。", (16, "NUM", "护士", "exact", None)),
    ("现有3家保护繁育白鹭的基地,形成产业。", (3, "NUM", "保护繁育白鹭的基地", "exact", None)),
    ("计划在清溪镇新增两个接收和处理有毒废水的站点。", (2, "NUM", "站点", "exact", None)),
    ("14家精品咖啡庄园变身景区。", (14, "NUM", "精品咖啡庄园", "exact", None)),
    # what is said of a part
    ("全省12条河流超警戒水位。", (12, "NUM", "超警戒水位的河流", "exact", None)),
    ("全镇3万余户停电。", (30000, "NUM", "停电户", "moreThan", None)),
    ("全省共有12家政策性担保再担保机构。", (12, "NUM", "政策性担保再担保机构", "exact", "cumulative")),
    ("吸纳5人以上(含5人)困难劳动力。", (5, "NUM", "困难劳动力", "atLeast", None)),
    ("甲市、乙市各抽查3个乡镇。", (3, "NUM", "乡镇", "exact", "each")),
    ("各乡镇要明确2名联络员。", (2, "NUM", "联络员", "exact", "each")),
    ("派出了一支医疗队。", (1, "NUM", "医疗队", "exact", None)),
    # figures that describe, lists, levels, quoted names
    ("门口来了一名30多岁的女顾客。", (1, "NUM", "女顾客", "exact", None)),
    ("组建了一支近200人的志愿服务队伍。", (1, "NUM", "志愿服务队伍", "exact", None)),
    ("为护士每人办理1份保额为20万元的意外保险。", (1, "NUM", "意外保险", "exact", "each")),
    ("确定2家省级、19家市级定点医院。", (2, "NUM", "省级定点医院", "exact", None)),
    ("全县发放“平安码”3000个。", (3000, "NUM", "平安码", "exact", None)),
    ("新区推出四个“百万资金”支持企业恢复生产。", (4, "NUM", "百万资金", "exact", None)),
    ("在外的教师和学生有1.2万人。", (12000, "NUM", "教师和学生", "exact", None)),
    ("涵盖医疗、科研、民生等八方面内容。", (8, "NUM", "内容", "exact", None)),
    ("公布29项网上办理事项目录。", (29, "NUM", "网上办理事项目录", "exact", None)),
    ("同一企业只申请一次。", (1, "NUM", "申请", "exact", None)),
    ("对小企业贷款利率下降30个基点。", (30, "NUM", "贷款利率下降基点", "exact", None)),
    ("种植密度由之前的800株增加到1200株。", (1200, "NUM", "种植密度", "exact", None)),
    ("截至今早,青龙河水位56.3米。", ("56.3", "M", "青龙河水位", "exact", None)),
    ("每亩增加30株—50株。", (50, "NUM", "增加", "atMost", "each")),
    ("塌方阻断11条国、省干道。", (11, "NUM", "国、省干道", "exact", None)),
    ("震后发生75次余震,其中有6起为4级以上。", (6, "NUM", "余震", "exact", None)),
    ("平台在121个街镇管理中心同步上线。", (121, "NUM", "街镇管理中心", "exact", None)),
    ("到家之日起接受14日的监督性医学观察。", (14, "DAY", "监督性医学观察", "exact", None)),
    ("情节严重的,处五日以上拘留。", (5, "DAY", "时间", "atLeast", None)),
    ("全县已连续9日无新增。", (9, "DAY", "无新增", "exact", None)),
    # measures
    ("可用500mg/L的含氯消毒液擦拭。", (500, "NUM", "含氯消毒液", "exact", None)),
    ("配制浓度如下:用500mg/L的含氯消毒液擦拭。", (500, "NUM", "含氯消毒液浓度", "exact", None)),
    ("有效氯浓度为500mg/L。", (500, "NUM", "有效氯浓度", "exact", None)),
    ("县里拨付4.2亿医保资金。", (420000000, "CNY", "医保资金", "exact", None)),
    ("监测体温,门口测温时显示37.6度。", ("37.6", "DEG_C", "体温", "exact", None)),
    ("办税可到24小时自助终端。", (24, "HR", "自助终端", "exact", None)),
    ("秋收进度已过九成。", (90, "PERCENT", "秋收", "moreThan", None)),
    ("累计缴费满15年。", (15, "YR", "缴费满", "atLeast", "cumulative")),
    ("他们每天作业时间12个小时。", (12, "HR", "作业时间", "exact", "perPeriod")),
    # the thing after the measure word, before it, or in the verb
    ("全镇购买2000个医用口罩。", (2000, "NUM", "医用口罩", "exact", None)),
    ("全镇购买医用口罩2000个。", (2000, "NUM", "医用口罩", "exact", None)),
    ("设置卡点43处,落实专人看守。", (43, "NUM", "卡点", "exact", None)),
    ("招募了180名志愿者。", (180, "NUM", "志愿者", "exact", None)),
    ("确定5家二级以上医疗机构为定点医院。", (5, "NUM", "二级以上医疗机构", "exact", None)),
    ("关闭12个A级以上景区。", (12, "NUM", "A级以上景区", "exact", None)),
    ("组建一支多部门宣讲队。", (1, "NUM", "多部门宣讲队", "exact", None)),
    ("抽调两个工作组的骨干。", (2, "NUM", "工作组", "exact", None)),
    ("累计检测48210人次。", (48210, "NUM", "检测", "cumulative", "cumulative")),
    ("修好18条因雪受阻的山区公路。", (18, "NUM", "因雪受阻的山区公路", "exact", None)),
    ("受寒潮影响,7个乡镇停水。", (7, "NUM", "停水乡镇", "exact", None)),
    ("召开九次碰头会议。", (9, "NUM", "碰头会议", "exact", None)),
    ("照看30多名村民房前屋后。", (30, "NUM", "村民", "moreThan", None)),
    ("这里安置近700户高山搬迁群众。", (700, "NUM", "高山搬迁群众", "nearly", None)),
    ("甲市等6个区县出现大雪。", (6, "NUM", "出现大雪的区县", "exact", None)),
    ("公布40个可在窗口领取的表格。", (40, "NUM", "表格", "exact", None)),
    ("按人口配置阅览室,即配置7个。", (7, "NUM", "阅览室", "exact", None)),
    ("报名人数已上升到至少90人。", (90, "NUM", "报名人数", "atLeast", None)),
    ("昨日新增11例。", (11, "NUM", "新增病例", "exact", None)),
    ("全县招募 320 名党员 。", (320, "NUM", "党员", "exact", None)),
    ("县财政拨付经费 15.6 万元 。", (156000, "CNY", "经费", "exact", None)),
    ("提出十条“硬核”举措。", (10, "NUM", "举措", "exact", None)),
    ("建成2所“方舱医院”。", (2, "NUM", "方舱医院", "exact", None)),
    ("稳定岗位三十多万个 本报讯 甲县动员。", (300000, "NUM", "岗位", "moreThan", None)),
    ("共计8支队伍到场。", (8, "NUM", "队伍", "exact", "cumulative")),
    ("近2万重症患者转诊。", (20000, "NUM", "重症患者", "nearly", None)),
    ("造成3人死亡。", (3, "NUM", "死亡人员", "exact", None)),
    ("发动26家商铺捐款。", (26, "NUM", "商铺", "exact", None)),
    ("帮助70多万返乡群众找工作。", (700000, "NUM", "返乡群众", "moreThan", None)),
    # money, shares, measures
    ("乡里拨付专项经费45万元。", (450000, "CNY", "专项经费", "exact", None)),
    ("下达1.5亿元救灾资金。", (150000000, "CNY", "救灾资金", "exact", None)),
    ("覆盖率达到百分之九十五。", (95, "PERCENT", "覆盖率", "exact", None)),
    ("早稻插秧已超四成。", (40, "PERCENT", "早稻插秧", "moreThan", None)),
    ("全县完成率过半。", (50, "PERCENT", "完成率", "moreThan", None)),
    ("死亡率为3‰。", (Decimal("0.3"), "PERCENT", "死亡率", "exact", None)),
    ("费率下调0.5个百分点。", (Decimal("0.5"), "PERCENT", "费率下调", "exact", None)),
    ("打造15分钟生活圈。", (Decimal("0.25"), "HR", "生活圈", "exact", None)),
    ("实行24小时值班。", (24, "HR", "值班", "exact", None)),
    ("培训历时两周。", (2, "WK", "培训", "exact", None)),
    ("他捐出一个月的津贴。", (1, "MO", "津贴", "exact", None)),
    ("工龄只有7个多月。", (7, "MO", "工龄", "moreThan", None)),
    ("这项工程用了半年。", (Decimal("0.5"), "YR", "工程", "exact", None)),
    ("68岁的老教师带头值守。", (68, "YR", "年龄", "exact", None)),
    ("浇灌小麦2300亩。", (2300, "Mu", "小麦", "exact", None)),
    ("运来蔬菜30吨。", (30, "TONNE", "蔬菜", "exact", None)),
    ("送来大米500斤。", (250, "KiloGM", "大米", "exact", None)),
    ("降雨量达120.5毫米。", (Decimal("0.1205"), "M", "降雨量", "exact", None)),
    ("白天气温在零下7度左右。", (-7, "DEG_C", "白天气温", "approx", None)),
    ("甲县发生4.7级地震。", (Decimal("4.7"), "Magnitude", "地震", "exact", None)),
    ("修复道路12公里。", (12, "KiloM", "道路", "exact", None)),
    # bounds
    ("全县出动车辆20余辆。", (20, "NUM", "车辆", "moreThan", None)),
    ("发放传单近5000份。", (5000, "NUM", "传单", "nearly", None)),
    ("距离镇区约3公里。", (3, "KiloM", "距离镇区", "approx", None)),
    ("每个卡口至少配备5名保安。", (5, "NUM", "保安", "atLeast", "each")),
    ("每天巡查不少于3次。", (3, "NUM", "巡查", "atLeast", "perPeriod")),
    ("集中存放一打毛巾和十余条棉被。", (10, "NUM", "棉被", "moreThan", None)),
    ("24小时内报告。", (24, "HR", "报告", "atMost", None)),
    # scope
    ("截至目前,劝返人员410人。", (410, "NUM", "人员", "exact", "cumulative")),
    ("全县共有行政村210个。", (210, "NUM", "行政村", "exact", "cumulative")),
    ("每5天开展一轮排查。", (5, "DAY", "排查", "exact", "perPeriod")),
    ("干部每人包联8户居民。", (8, "NUM", "居民", "exact", "each")),
    # what a measure is of: change, comparison, part, money, duration
    ("贷款综合成本较上年降低0.5个百分点。", (Decimal("0.5"), "PERCENT", "综合成本", "exact", None)),
    ("今年来水比多年平均偏少15%。", (15, "PERCENT", "来水", "exact", None)),
    ("玉米面积占到了全县的三分之一。", (Decimal("33.33333333"), "PERCENT", "玉米面积", "exact", None)),
    ("甲县财政占全省1/4。", (25, "PERCENT", "甲县财政", "exact", None)),
    ("按照每人每天300元予以补助。", (300, "CNY", "补助", "exact", "each")),
    ("药店将面临50万元高额罚款。", (500000, "CNY", "高额罚款", "exact", None)),
    ("按每人不超过1000元标准给予一次性就业补助。", (1000, "CNY", "就业补助", "atMost", "each")),
    ("可按不超过每人每天80元的标准发放补助。", (80, "CNY", "补助", "atMost", "each")),
    ("裁员率不超过参保职工总数的25%。", (25, "PERCENT", "职工", "atMost", None)),
    ("实训课时(不低于总课时的55%)计入线上培训。", (55, "PERCENT", "总课时", "atLeast", None)),
    ("收入高于全国平均水平5个百分点。", (5, "PERCENT", "水平", "exact", None)),
    ("商贩以超过进价8倍的价格销售口罩。", (8, "NUM", "进价", "moreThan", None)),
    ("一次性奖补标准最高提到每人3000元。", (3000, "CNY", "一次性奖补标准", "atMost", "each")),
    ("最高可给予企业实缴税款50%的补助。", (50, "PERCENT", "补助", "atMost", None)),
    ("单户企业贷款额度最高不超过300万元。", (3000000, "CNY", "单户企业贷款额度", "atMost", "each")),
    ("这片林地初步估计损失超百万元。", (1000000, "CNY", "损失", "moreThan", None)),
    ("表彰人员申报高一级职称可以提前一年。", (1, "YR", "提前", "exact", None)),
    ("小孩没满一周岁的不用检测。", (1, "YR", "年龄", "atMost", None)),
    ("每天检测5000人,其中密接300人。", (300, "NUM", "密接", "exact", "perPeriod")),
    ("省、市、县三级政府联合检查。", (3, "NUM", "级", "exact", None)),
    ("预计将有近 20 万纳税人因此受益。", (200000, "NUM", "受益纳税人", "nearly", None)),
    ("截至5月,全县产量较上年增长12%。", (12, "PERCENT", "产量", "exact", None)),
    ("各村户均增收5.5%。", (5.5, "PERCENT", "增收", "exact", None)),
    ("青山、绿水两镇分别安排资金300万元和500万元。", (3000000, "CNY", "资金", "exact", None)),
    ("两家协会分别捐赠口罩300个。", (300, "NUM", "口罩", "exact", "each")),
    ("全县家庭农场、农民合作社分别超过400家、223个。", (400, "NUM", "家庭农场", "moreThan", None)),
    ("全县家庭农场、农民合作社分别超过400家、223个。", (223, "NUM", "农民合作社", "moreThan", None)),
    ("培育10条市级产业链和10条县级产业链。", (10, "NUM", "县级产业链", "exact", None)),
    ("当地先后发布96项标准,覆盖全产业链。", (96, "NUM", "标准", "exact", None)),
    ("近千名受困旅客被临时安置在附近的东山社区。", (1000, "NUM", "受困旅客", "nearly", None)),
    ("工作组进驻5个防护类企业。", (5, "NUM", "防护类企业", "exact", None)),
    ("检查95家A类屠宰企业的台账。", (95, "NUM", "A类屠宰企业", "exact", None)),
    ("通报了6批36起价格违法典型案例。", (36, "NUM", "价格违法典型案例", "exact", None)),
    ("通报了6批36起价格违法典型案例。", (6, "NUM", "价格违法典型案例", "exact", None)),
    ("36个大中城市蔬菜零售价格与节前持平。", (36, "NUM", "大中城市", "exact", None)),
    ("15种药品价格下降。", (15, "NUM", "药品", "exact", None)),
    ("在前两轮排查中没有发现异常。", (2, "NUM", "排查", "exact", None)),
    ("目前2个乡镇全面通电。", (2, "NUM", "通电乡镇", "exact", None)),
    ("网址为https://a.example.cn。目前,平台设置10个栏目。", (10, "NUM", "栏目", "exact", None)),
    ("企业要在一周内提交材料。", (1, "WK", "提交材料", "atMost", None)),
    ("返乡人员隔离14天后,身体无恙。", (14, "DAY", "返乡人员隔离", "exact", None)),
    ("银行发放一年期贷款。", (1, "YR", "贷款", "exact", None)),
    ("各单位每三个月公布一次结果。", (1, "NUM", "结果", "exact", "perPeriod")),
    ("生产线1小时可以育秧1200盘。", (1200, "NUM", "育秧", "exact", "perPeriod")),
    ("方案共分为6个部分。", (6, "NUM", "部分", "exact", None)),
    ("县里推出10条指向明确、操作性强的具体措施。", (10, "NUM", "具体措施", "exact", None)),
    ("突击队有58名队员,他们中有30人是共产党员。", (30, "NUM", "共产党员", "exact", None)),
    ("其中8人为退役军人。", (8, "NUM", "退役军人", "exact", None)),
    ("加大金融支持力度的措施6条;", (6, "NUM", "加大金融支持力度的措施", "exact", None)),
    ("县里出台支持企业发展的措施6条;", (6, "NUM", "支持企业发展的措施", "exact", None)),
    ("这个只有300多常住人口的村庄安然无恙。", (300, "NUM", "常住人口", "moreThan", None)),
    ("目前全国共有消毒用品企业563家。", (563, "NUM", "消毒用品企业", "exact", "cumulative")),
    ("全省共有企业56家,开工率80%。", (80, "PERCENT", "开工率", "exact", None)),
    ("白菜3元/公斤。", (3, "CNY", "白菜", "exact", "each")),
    ("造成约342万美元的直接损失。", (3420000, "USD", "直接损失", "approx", None)),
    ("疫情解除后3个月内补缴。", (3, "MO", "补缴", "atMost", None)),
    ("甲市连续11天无新增病例。", (11, "DAY", "无新增病例", "exact", None)),
    ("已经连续搜救近20个小时的队员们休息了。", (20, "HR", "搜救", "nearly", None)),
    ("粮食增产是近9年里最多的。", (9, "YR", "时间", "exact", None)),
    ("就业人数连续4年稳定在3000人以上。", (3000, "NUM", "就业人数", "atLeast", None)),
    ("早稻面积预计超1800万亩。", (18000000, "Mu", "早稻面积", "moreThan", None)),
    ("大堤出现一段90多米长的决口。", (90, "M", "决口", "moreThan", None)),
    ("观测到浪高0.8米的海啸。", (Decimal("0.8"), "M", "浪高", "exact", None)),
    ("水库水位已于今早降至45.9米。", (Decimal("45.9"), "M", "水库水位", "exact", None)),
    ("洪峰流量达每秒6550立方米。", (6550, "M3-PER-SEC", "洪峰流量", "exact", None)),
    ("震源深度10千米。", (10, "KiloM", "震源深度", "exact", None)),
    ("夜里气温降到-15度。", (-15, "DEG_C", "夜里气温", "exact", None)),
    ("学生体温没有超过37.3℃。", (Decimal("37.3"), "DEG_C", "学生体温", "atMost", None)),
    ("沿海阵风9级以上。", (9, "NUM", "风力", "atLeast", None)),
    # where a name ends
    ("出台12条措施指导企业复工。", (12, "NUM", "措施", "exact", None)),
    ("全县8个乡镇全面实现通车。", (8, "NUM", "通车乡镇", "exact", None)),
    ("27个县重点推广新技术。", (27, "NUM", "县", "exact", None)),
    ("近900名农民工安全返回工作岗位。", (900, "NUM", "农民工", "nearly", None)),
    ("每天有2万箱蜜瓜销往国内。", (20000, "NUM", "蜜瓜", "exact", "perPeriod")),
    ("建设了6个单产提升引领区。", (6, "NUM", "单产提升引领区", "exact", None)),
    ("甲店、乙店等9个投放点开门。", (9, "NUM", "投放点", "exact", None)),
    ("梳理28个线下延期办理事项的办法。", (28, "NUM", "线下延期办理事项", "exact", None)),
    ("开建一所江北版“方舱”医院。", (1, "NUM", "江北版“方舱”医院", "exact", None)),
    ("投放1500吨政府冬春储备蔬菜。", (1500, "TONNE", "政府冬春储备蔬菜", "exact", None)),
    ("累计向湖北地区供应汽油18吨。", (18, "TONNE", "汽油", "exact", "cumulative")),
    ("广西将有660张床位的医院。", (660, "NUM", "床位", "exact", None)),
    ("有56万乡村医生参加学习。", (560000, "NUM", "乡村医生", "exact", None)),
    ("中西部22个有巩固任务的省份建立机制。", (22, "NUM", "省份", "exact", None)),
    ("组织20多名主动返岗的老师,准备上课。", (20, "NUM", "主动返岗的老师", "moreThan", None)),
    ("托养人员30人(含)以下的不派。", (30, "NUM", "托养人员", "atMost", None)),
    ("一日两次对大厅、电梯间等区域进行消毒。", (2, "NUM", "消毒", "exact", "perPeriod")),
    # what befell the counted
    ("28条河流水位超警。", (28, "NUM", "水位超警河流", "exact", None)),
    ("10多个乡镇通信中断。", (10, "NUM", "通信中断乡镇", "moreThan", None)),
    ("已造成中国公民3人遇难。", (3, "NUM", "遇难中国公民", "exact", None)),
    ("2000多人得到诊治。", (2000, "NUM", "诊治人员", "moreThan", None)),
    ("公路已恢复通行819处。", (819, "NUM", "公路", "exact", None)),
]


def fixed(want: tuple[float | Decimal, str, str, str, str | None]) -> Found:
    value, unit, thing, bound, scope = want
    return Decimal(str(value)), unit, thing, "exact" if bound == "cumulative" else bound, scope


@pytest.mark.parametrize(("text", "want"), CASES, ids=[c[0] for c in CASES])
def test_one_figure(extractors: tuple[Extractor, Extractor], text: str, want: Found) -> None:
    assert fixed(want) in read(extractors, text)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("每人包联1-2个小区。", 1, 2),
        ("派出10至20名队员。", 10, 20),
        ("利用率提升30%—60%。", 30, 60),
        ("转移三五户居民。", 3, 5),
        ("出现7到8级大风。", 7, 8),
        ("气温在-5℃~3℃。", -5, 3),
        ("气温降至零下12到15度。", -15, -12),
    ],
)
def test_ranges(extractors: tuple[Extractor, Extractor], text: str, low: int, high: int) -> None:
    found = [(f[0], f[3]) for f in read(extractors, text)]
    assert found == [(Decimal(low), "atLeast"), (Decimal(high), "atMost")]


LISTS = [
    ("采购口罩300个、体温计60个,订购2辆救护车。", [("口罩", 300), ("体温计", 60), ("救护车", 2)]),
    ("涉及群众近800户2600余人。", [("群众", 800), ("群众", 2600)]),
    ("组建3个、24人心理疏导小组。", [("心理疏导小组", 3), ("心理疏导小组", 24)]),
    ("慰问4所乡村小学教职工260人。", [("乡村小学", 4), ("教职工", 260)]),
    ("结冰的17条公路,目前已抢通12条。", [("公路", 17), ("公路", 12)]),
    ("便民超市从6个扩大到9个。", [("便民超市", 6), ("便民超市", 9)]),
    ("支出从1.2亿元跃升至2.7亿元。", [("支出", 120000000), ("支出", 270000000)]),
    ("比重,从2021年的53%提高到目前的超过60%。", [("比重", 53), ("比重", 60)]),
    ("日产量从2月2日的4万只增长到11日的9万只。", [("日产量", 40000), ("日产量", 90000)]),
    ("收购大豆8吨,同比增加3吨。", [("大豆", 8), ("大豆", 3)]),
    ("推出16条措施,其中3条涉税。", [("措施", 16), ("措施", 3)]),
    ("约1700人遇难 约3400人受伤", [("遇难人员", 1700), ("受伤人员", 3400)]),
    ("新建4台220千瓦排涝泵站。", [("排涝泵站", 4), ("排涝泵站", 220)]),
    ("甲镇、乙镇等3个乡镇和5家企业参加。", [("乡镇", 3), ("企业", 5)]),
]


@pytest.mark.parametrize(("text", "want"), LISTS, ids=[c[0] for c in LISTS])
def test_lists(extractors: tuple[Extractor, Extractor], text: str, want: list[tuple[str, int]]) -> None:
    assert [(f[2], f[0]) for f in read(extractors, text)] == [(t, Decimal(v)) for t, v in want]


NONE = [
    "3月5日以前完成,6日以后开工。",
    "记者12日从县政府获悉。",
    "疫情发生后9日内蒙古出台措施。",
    "仅上半年,全市游客增加。",
    "1 张晶 主治医师 \n28 周朝雄 副主任医师 ",
    "港币账号:778350162108 欧元账号:778350038760",
    "时刻表:12:27 8 大十字",
    "五角广场三楼小吃街照常营业。",
    "记者乘坐55路来到终点站。",
    "优化疫情防控二十条措施发布以来,各地落实。",
    "上线“青山通”3.0版,加快建设。",
    "党的二十大和全会精神深入人心。",
    "支持两地做好恢复工作。",
    "建立市县两级书记联动机制。",
    "排查三类以上客运班线。",
    "2020年2月6日下午,全县开展第三轮排查。",
    "启动重大突发公共卫生事件一级响应,三级医院待命。",
    "一要加强领导,二要压实责任。",
    "一是排查到位。二是宣传到位。",
    "各检测点坚持“六有”标准,做到“四集中”。",
    "印发《关于做好三项工作的通知》。",
    "咨询电话:0335-7201234,或拨打12345热线。",
    "坚守防控一线,一旦发现问题一律处理。",
    "这是全县工作的一个缩影,情况十分紧急。",
    "党的十九届五中全会和全国两会召开。",
    "详见http://example.org/2020/0213/55.html",
    "1号楼3单元的住户,请于8时30分到N95口罩发放点。",
    "二级网格员和一级网格员到岗。",
    "汇入甲市五四支行,最近一次汇款已到。",
    "详见5G基站和K1023次列车。",
    "一个支部就是一个堡垒,一名党员就是一面旗帜。",
    "二期工程完工,三类以上线路停运,复工一家,不漏一户。",
    "第三、四、七条另行通知。",
    "任务统一安排,唯一标准不变。",
    "上世纪60年代修的渠。",
    "做到一户一策、一村一档。",
    "G50高速和315国道恢复通行。",
    "今年前8个月,全市经济向好。",
    "半个月前,省政府出台政策。时隔3年,他回来了。",
    "在二〇二四年新年贺词中指出。",
    "入住3栋2单元501室。",
    "彩钢瓦被掀起一角。",
    "震中位于北纬30.5度、东经103.4度。",
    "1 27 张晶 主治医师 是",
    "养老、失业、工伤保险(以下简称三项保险)缓缴,三项保险单位部分免征。",
    "送走最后一名患者。一位教师说,要打造一支带不走的队伍。",
    "贯彻落实二十条措施不走样。",
    "三天后,他回到村里。",
    "当新的一周开始时,街上热闹起来。",
]


@pytest.mark.parametrize("text", NONE)
def test_no_figures(extractors: tuple[Extractor, Extractor], text: str) -> None:
    assert read(extractors, text) == []


def test_a_lost_digit_is_no_round_sum(extractors: tuple[Extractor, Extractor]) -> None:
    assert [f[0] for f in read(extractors, "单笔奖励最高不超过万元。")] in ([], [None])
    assert [f[0] for f in read(extractors, "初步估计损失超万元。")] == [Decimal(10000)]


def test_repeated_figure_once(extractors: tuple[Extractor, Extractor]) -> None:
    text = "该县派出了6个技术指导组。该县派出的6个技术指导组到各镇检查。"
    assert [(f[0], f[2]) for f in read(extractors, text)] == [(Decimal(6), "技术指导组")]


def test_a_heading_rounds(extractors: tuple[Extractor, Extractor]) -> None:
    found = read(extractors, "东山:20万纳税人受益\n记者获悉,将有近20万纳税人受益。当天发放口罩20万只。")
    assert [f[3] for f in found if f[2] == "受益纳税人"] == ["nearly"]
    assert [f[3] for f in found if f[2] == "口罩"] == ["exact"]


def test_rules_of_one_paper_once(extractors: tuple[Extractor, Extractor]) -> None:
    text = (
        "全市推出16条举措。记者发现,16条措施针对性强,全县12万网格员便捷可用。16条具体政策措施明日施行。共收到16条建议。"
    )
    assert [f[2] for f in read(extractors, text)] == ["举措", "网格员", "建议"]


def test_parts_of_what_each_has(extractors: tuple[Extractor, Extractor]) -> None:
    found = read(extractors, "每个县抽查4家企业,其中:2家工厂,1家商场。全县新建6家工厂,其中2家开工。")
    assert [f[4] for f in found] == ["each", "each", "each", None, None]


def test_half_a_levy(extractors: tuple[Extractor, Extractor]) -> None:
    assert [(f[0], f[1]) for f in read(extractors, "社会保险费减半征收。负担减半,效率翻番。")] == [
        (Decimal(50), "PERCENT")
    ]


def test_of_which_stays_cumulative(extractors: tuple[Extractor, Extractor]) -> None:
    text = "全市共发稿315篇。其中,日报发稿62篇;电台发稿134篇。另有稿件7篇待发。"
    assert [f[4] for f in read(extractors, text)] == ["cumulative", "cumulative", "cumulative", None]


def test_a_community_is_no_total(extractors: tuple[Extractor, Extractor]) -> None:
    assert [f[4] for f in read(extractors, "开展医共体建设,95%以上的村卫生室纳入医保。")] == [None]


def test_a_total_ends_where_other_things_are_said(extractors: tuple[Extractor, Extractor]) -> None:
    found = read(extractors, "全省共安排3亿元资金,重点推广5项技术。日产口罩9万只,给予最高9万元补助。")
    assert [(f[3], f[4]) for f in found] == [
        ("exact", "cumulative"),
        ("exact", None),
        ("exact", "perPeriod"),
        ("atMost", None),
    ]


def test_as_of(extractors: tuple[Extractor, Extractor]) -> None:
    found = mentions(extractors, "截至2020年2月11日,全县检测人员560人。")
    assert [m.form.as_of for m in found if isinstance(m.form, QuantityForm)] == ["2020-02-11"]


def test_as_of_the_report(extractors: tuple[Extractor, Extractor]) -> None:
    found = mentions(extractors, "时间:2022-06-13\n截至目前,全县检测人员560人。")
    assert [m.form.as_of for m in found if isinstance(m.form, QuantityForm)] == ["2022-06-13"]


def test_verbatim_in_own_script(extractors: tuple[Extractor, Extractor]) -> None:
    normal, surface = "累计接待游客30余万人次。", "累計接待遊客30餘萬人次。"
    text = Text(Document("x", surface, "x.txt"), normal, surface, OffsetMap.identity(len(normal)), script="Hant")
    (found,) = extractors[1](Page(text, lay_out(normal)))
    assert isinstance(found, Mention)
    assert isinstance(found.form, QuantityForm)
    assert found.form.verbatim == "30餘萬人次"
    assert found.form.classifier == "人次"


HOLES = (
    "全县发动教师和志愿者余人,开放了个书屋,启用服务站31个、参加培训人员人。组建了人的巡山队伍,安排4个乡镇单位名干部职工护林,"
    "修建了个取水点、名护林人员。"
)


def test_lost_figures(extractors: tuple[Extractor, Extractor]) -> None:
    found = [m.form for m in mentions(extractors, HOLES) if isinstance(m.form, QuantityForm)]
    lost = [f.count_of for f in found if f.bound is Bound.MISSING]
    assert {"志愿者", "书屋", "巡山队伍", "干部职工", "取水点", "护林人员"} <= set(lost)
    assert any("培训人员" in name for name in lost)
    assert all(f.value is None for f in found if f.bound is Bound.MISSING)


@pytest.mark.parametrize(
    "text",
    [
        HOLES + "另采购口罩3000个。",
        "村里的干部个个争先,人人上阵。每名党员包户。",
        "其余人员居家。业余时间参加志愿服务的人。",
        "他名下有个小店,家在县城。",
        "这个小区的居民很配合,各个卡点有人值守。",
    ],
)
def test_no_lost_figures(extractors: tuple[Extractor, Extractor], text: str) -> None:
    assert all(f[0] is not None for f in read(extractors, text))


@given(st.text(alphabet="12万亿三十余多个名人次户元%每各共约近的口罩,。、第“”零下度级", max_size=40))
def test_spans_and_values_are_sound(extractors: tuple[Extractor, Extractor], text: str) -> None:
    for mention in mentions(extractors, text):
        assert mention.kind is Kind.QUANTITY
        form = mention.form
        assert isinstance(form, QuantityForm)
        assert mention.span.end <= len(text)
        assert form.count_of
        assert (form.value is None) == (form.bound is Bound.MISSING)
        assert form.verbatim == mention.span.of(text)
