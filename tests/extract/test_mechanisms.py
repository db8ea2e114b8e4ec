"""Mechanisms: which quotations and names count, what they count, and what the text lists of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import instruments, mechanisms
from kg.extract.mechanisms_numbers import count
from kg.extract.run import extract
from kg.lexicon.loader import load_patterns
from kg.model import Document, MechanismForm, Text
from kg.offsets import OffsetMap
from kg.resources import Resources, load_resources

Finder = Callable[[str], dict[str, MechanismForm]]
EXTRACTOR = mechanisms.build(load_resources())


@pytest.fixture(scope="module")
def resources() -> Resources:
    return load_resources()


@pytest.fixture(scope="module")
def found(resources: Resources) -> Finder:
    extractors = (instruments.build(resources), mechanisms.build(resources))

    def run(text: str) -> dict[str, MechanismForm]:
        page = extract(Text(Document("t", text, "t"), text, text, OffsetMap.identity(len(text))), extractors)
        out: dict[str, MechanismForm] = {}
        for mention in page.mentions:
            if isinstance(mention.form, MechanismForm) and not (mention.form.name in out and not mention.form.items):
                out[mention.form.name] = mention.form
        return out

    return run


@pytest.mark.parametrize("name", ["mechanisms", "mechanisms_names"])
def test_patterns_match_their_examples_and_nothing_else(resources: Resources, name: str) -> None:
    for pattern in load_patterns(name, resources.lexicon):
        for example in pattern.examples:
            assert pattern.regex.search(example), (pattern.id, example)
        for example in pattern.not_examples:
            assert not pattern.regex.search(example), (pattern.id, example)


@pytest.mark.parametrize(
    ("name", "declared"),
    [
        ("六有", 6),
        ("四方责任", 4),
        ("三级网格长", 3),
        ("两手抓", 2),
        ("五位一体", 5),
        ("社区防控十条", 10),
        ("一条防线", 1),
        ("一盘棋", None),
        ("5+5", None),
        ("四不两直", None),
        ("24小时值守制度", None),
        ("一级响应机制", None),
        ("千万工程", None),
        ("联防联控", None),
    ],
)
def test_declared_number(name: str, declared: int | None) -> None:
    assert count(name).declared == declared


def labels(form: MechanismForm) -> list[str]:
    return [label for label, _ in form.items]


def test_list_before_the_slogan(found: Finder) -> None:
    form = found("清河县按照集中人员、集中车辆、集中物资、集中调度的“四集中”原则开展救援。")["四集中"]
    assert (form.declared, labels(form)) == (4, ["集中人员", "集中车辆", "集中物资", "集中调度"])


def test_declared_stays_when_nothing_is_listed(found: Finder) -> None:
    form = found("全镇落实“五个一律”要求。")["五个一律"]
    assert (form.declared, form.items) == (5, ())


@pytest.mark.parametrize(
    ("text", "name", "items"),
    [
        ("采取集中人员、集中车辆、集中调度的“三集中”办法。", "三集中", ["集中人员", "集中车辆", "集中调度"]),
        ("压实县、乡、村、组“四级联动”责任。", "四级联动", ["县", "乡", "村", "组"]),
        ("落实“三查”制度,即查人员、查车辆、查货物。", "三查", ["查人员", "查车辆", "查货物"]),
        ("实施“三坚持”:坚持日巡查;坚持周会商;坚持月通报。", "三坚持", ["日巡查", "周会商", "月通报"]),
        ("坚持“人防、物防、技防”。", "人防、物防、技防", ["人防", "物防", "技防"]),
        ("推行“网格+警格”模式。", "网格+警格", ["网格", "警格"]),
        ("每站按“4+4”配备床位,即常用、备用各4张。", "4+4", ["常用4张", "备用4张"]),
        (
            "筑牢“三道”防线。第一道防线是村口卡点;第二道防线是楼栋网格;第三道防线是乡镇医院。",
            "三道防线",
            ["村口卡点", "楼栋网格", "乡镇医院"],
        ),
        ("组建巡查、抢险、转移三支队伍。", "三支队伍", ["巡查", "抢险", "转移"]),
        ("提升“两个”能力。\n提升预警能力。建站十处。\n提升抢险能力。组队三支。", "两个能力", ["预警能力", "抢险能力"]),
        ("按照“两保一稳”思路。保供水、保供电,稳物价。", "两保一稳", ["保供水", "保供电", "稳物价"]),
        ("推行县、乡(镇)、村三级包保责任制。", "三级包保责任制", ["县", "乡(镇)", "村"]),
        ("严格执行日报告、零报告制度。", "日报告、零报告制度", ["日报告", "零报告"]),
        (
            "建立《山洪明白卡》《避险告知书》《转移路线图》“两卡一图”。",
            "两卡一图",
            ["山洪明白卡", "避险告知书", "转移路线图"],
        ),
        ("推出“马上办”、“加急办”、“预约办”的“三办”举措。", "三办", ["马上办", "加急办", "预约办"]),
        ("采用“杀菌、增效、补肥、壮根、抗旱”“五合一”模式。", "五合一", ["杀菌", "增效", "补肥", "壮根", "抗旱"]),
        (
            "按照“一断两不断”原则设卡。一断:阻断病毒传播。两不断:公路不断,电网不断。",
            "一断两不断",
            ["阻断病毒传播", "公路不断", "电网不断"],
        ),
        ("做好“两条线”作战。“一条线”是抢险前线,很紧。“另一条线”是生产前线。", "两条线", ["抢险前线", "生产前线"]),
        (
            "发布“三色预警”。将风险划分为红色(雨量超过警戒值的)、橙色、黄色,分级处置。",
            "三色预警",
            ["红色", "橙色", "黄色"],
        ),
        ("按“三步走”推进。第一步是清淤泥;第二步是修道路;第三步是建新房。", "三步走", ["清淤泥", "修道路", "建新房"]),
        ("精准做到卡口值守、物资调运、伤员救治等“六个强化”。", "六个强化", ["卡口值守", "物资调运", "伤员救治"]),
        (
            "按“两个时段”开工。全市分两个时间段:一是2月10日前,先开;二是2月20日后,再开。",
            "两个时段",
            ["2月10日前", "2月20日后"],
        ),
        (
            "做到“两个逐一、两个优先”,即逐一登记、逐一走访,优先转移、优先安置。",
            "两个逐一、两个优先",
            ["逐一登记", "逐一走访", "优先转移", "优先安置"],
        ),
        ("以“生命至上,避险为先”为主题开展演练。", "生命至上,避险为先", ["生命至上", "避险为先"]),
        ("今年的主题是“防灾减灾 守护家园”。", "防灾减灾 守护家园", ["防灾减灾", "守护家园"]),
        (
            "遵循“有险情、快上报,非必须、不外出”原则。",
            "有险情、快上报,非必须、不外出",
            ["有险情、快上报", "非必须、不外出"],
        ),
        (
            "决定实行两项制度。 一、实行险情日报告制度 各乡要报告。 二、实行干部包村制度 各村要落实。",
            "两项制度",
            ["险情日报告制度", "干部包村制度"],
        ),
        (
            "实施“红黄蓝”管理。对达标户亮“蓝牌”,对隐患户亮“黄牌”,对违规户亮“红牌”。",
            "红黄蓝",
            ["蓝牌", "黄牌", "红牌"],
        ),
        (
            "推行“无接触取物”服务。“无接触取物”是指通过提供手机下单、定点投放、自行取货等全流程服务,减少接触。",
            "无接触取物",
            ["手机下单", "定点投放", "自行取货"],
        ),
        (
            "真正做到“两手抓、两促进”。坚持一手抓救灾抢险、一手抓恢复生产的责任。",
            "两手抓、两促进",
            ["救灾抢险", "恢复生产"],
        ),
        ("值班员做到三必报:险情立即报;灾情及时报;伤情随时报。", "三必报", ["险情立即报", "灾情及时报", "伤情随时报"]),
        (
            "对照涉及保障供水、抢险救灾、群众生活及其他重要民生的“四类企业”,做好服务。",
            "四类企业",
            ["保障供水", "抢险救灾", "群众生活", "其他重要民生"],
        ),
        ("做到“扶上马,送一程”。", "扶上马,送一程", ["扶上马", "送一程"]),
        ("镇里各部门防汛、春耕“两不误”。", "两不误", ["防汛", "春耕"]),
        ("做到值守春耕两不误。", "两不误", ["值守", "春耕"]),
        ("坚持“两手抓”。一手抓抢险救灾,一手抓恢复生产。", "两手抓", ["抢险救灾", "恢复生产"]),
        (
            "严格落实“三个严禁”,即严禁擅自下河、撑船,严禁夜间进山,严禁酒后值守。",
            "三个严禁",
            ["严禁擅自下河、撑船", "严禁夜间进山", "严禁酒后值守"],
        ),
        ("执行“两不一快”(对救灾车辆实行不停车、不收费,快通行)。", "两不一快", ["不停车", "不收费", "快通行"]),
        ("青山县救灾物资扩产、转产、新建“三个一批”工作。", "三个一批", ["扩产", "转产", "新建"]),
        ("落实指挥部日例会和险情日报告制度。", "指挥部日例会和险情日报告制度", ["指挥部日例会", "险情日报告"]),
        (
            "“三类”重点企业先行。三类企业指物资生产、电力供应、粮食加工的企业。",
            "三类",
            ["物资生产", "电力供应", "粮食加工"],
        ),
        (
            "落实“一断两不断”“两个严禁”,即阻断险情;道路不断、电力不断;严禁离岗,严禁瞒报。",
            "一断两不断",
            ["阻断险情", "道路不断", "电力不断"],
        ),
        ("出台“五带头”规定,引导党员带头值守、带头宣传。", "五带头", ["带头值守", "带头宣传"]),
    ],
)
def test_items(found: Finder, text: str, name: str, items: list[str]) -> None:
    assert labels(found(text)[name]) == items


@pytest.mark.parametrize(
    ("text", "declared"),
    [("按照“两保一稳”思路。保供水、保供电,稳物价。", 3), ("按照“两保一稳”思路开展工作。", None)],
)
def test_a_compound_counts_only_what_the_text_lists(found: Finder, text: str, declared: int | None) -> None:
    assert found(text)["两保一稳"].declared == declared


@pytest.mark.parametrize(
    "text",
    [
        "“你们村有几口人?”他问。",
        "村民给大伙吃下了“定心丸”。",
        "两名村“两委”干部赶来。",
        "他说:“大家放心住下,粮油管够”。",
        "台风“海燕”登陆后风雨加大。",
        "通过“青山发布”微信公众号了解。",
        "点击“我要登记”按钮。",
        "防止“一头热一头冷”问题发生。",
        "组建“红霞志愿服务队”。",
        "成立“夕阳红”志愿服务队。",
        "网格员变身“店小二”“快递员”。",
        "“战”在第一线。",
        "通过“”工作举措凝聚合力。",
        "建立上下联动的工作机制,完善各项制度。",
        "“十四五”期间建成12座桥。",
        "共派出103支队伍。",
        "村里通了自来水,家家户户用上了放心水。",
        "修复“水、电、路”等设施。",
        "会议指出“必须把群众安全放在第一位”。",
        "围绕“加快推进灾后恢复重建”的部署开展工作。",
        "坚持两手抓、两不误。",
        "会上传达了“当前要紧的是把责任落到每个人身上”的重要指示要求。",
        "开通“青山县救灾用工服务专栏”。",
        "利用“快递服务”送达材料。",
        "举行“山洪灾害救援经验座谈会”。",
        "出台4项措施,包括3项措施,一是送粮,二是送水。另有3项措施待定。",
        "推广新的种植模式。",
        "实行交通管制,严禁通行。",
        "完善各项制度,推进体制改革。",
    ],
)
def test_no_mechanism(found: Finder, text: str) -> None:
    assert found(text) == {}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("以“时时放心不下”的责任感值守。", {"时时放心不下"}),
        ("启动“敲门行动”“清零行动”。", {"敲门行动", "清零行动"}),
        ("党员高喊“我是党员我先上”。", {"我是党员我先上"}),
        ("加强联防联控、群防群治,做到应收尽收。", {"联防联控", "群防群治", "应收尽收"}),
        ("实施易地扶贫搬迁,推行一户一策。", {"易地扶贫搬迁", "一户一策"}),
        ("建立了搬迁群众回访帮扶机制和干部夜间带班制度。", {"搬迁群众回访帮扶机制", "干部夜间带班制度"}),
        ("启用了全县返乡人员登记管理系统,效率更高。", {"返乡人员登记管理系统"}),
        ("坚持外防输入、内防反弹。", {"外防输入、内防反弹"}),
        ("创建“1234”工作法。", {"1234"}),
        ("推行“网上办”“掌上办”“预约办”等服务。", {"网上办", "掌上办", "预约办"}),
        ("执行24小时值守和领导带班制度。", {"24小时值守和领导带班制度"}),
        ("落实汛情会商和险情报告制度。", {"汛情会商和险情报告制度"}),
        ("实行分餐制、错峰就餐制,减少聚集。", {"分餐制", "错峰就餐制"}),
        ("落实暴雨、山洪等叫应响应机制。", {"叫应响应机制"}),
        ("推出“灾情线上报办”“理赔不用跑腿跑路”等服务。", {"灾情线上报办", "理赔不用跑腿跑路"}),
        ("打造20分钟急救圈。", {"20分钟急救圈"}),
        ("实施“青苗+”农房抗震改造提升工程。", {"青苗+"}),
        ("做到应转尽转、应转快转。", {"应转尽转、应转快转"}),
        ("坚持五级书记抓防汛、党员上一线。", {"五级书记抓防汛"}),
        ("使用“ 四川灾民登记查询系统 ”。", {"四川灾民登记查询系统"}),
        ("落实“五应五尽”。应转尽转。天黑前撤离。应撤尽撤。应收尽收。应治尽治。应保尽保。", {"五应五尽"}),
        ("实施提升行动计划。", set()),
        ("发挥“千人帮千户”作用。", {"千人帮千户"}),
        ("做到应赔尽赔。", {"应赔尽赔"}),
        ("启动实施新一轮粮食产能提升行动。", {"粮食产能提升行动"}),
        ("推行分时分餐制。建议各村推行分餐制,减少聚集。", {"分时分餐制"}),
        ("实行一镇(乡)一策。", {"一镇(乡)一策"}),
        ("深化路长制、城乡环境综合考评等制度,以联审联批为带动。", {"路长制", "城乡环境综合考评", "联审联批"}),
        ("建立风险补偿或奖励机制。", {"风险补偿或奖励机制"}),
        ("实施粮油等主要作物单产提升行动。", {"主要作物单产提升行动"}),
        ("提供“非接触式”救助,落实“绿色通道”政策。", {"非接触式", "绿色通道"}),
        ("推行“无接触取物”服务。提供“无接触”配送。", {"无接触取物"}),
        ("推广“青山码”。建成“青山码”共享管理平台。", {"青山码", "青山码共享管理平台"}),
        ("通过灾民信息登记系统上报。", {"灾民信息登记系统"}),
        ("全面落实粮食安全党政同责。", {"粮食安全党政同责"}),
        ("今年的主题是“防灾减灾 守护家园”。", {"防灾减灾 守护家园"}),
        ("构建上下联动、条块结合的山洪灾害责任矩阵体系。", {"山洪灾害责任矩阵体系"}),
        ("形成了一套灾情智慧研判体系。", {"灾情智慧研判体系"}),
        ("青山市山洪监测预警平台显示雨量。", {"青山市山洪监测预警平台"}),
        ("落实进货查验和索证索票制度,", {"进货查验和索证索票制度"}),
        ("落实“菜篮子”市长负责制。", {"菜篮子"}),
        ("打造青山县、河口县共用的平台,建立日调度、周通报制度。", {"日调度、周通报制度"}),
        ("实行首问负责制、河长制。", {"首问负责制", "河长制"}),
        ("他说:“坚持‘三个不过夜’,确保安全。”", {"三个不过夜"}),
    ],
)
def test_names(found: Finder, text: str, names: set[str]) -> None:
    assert set(found(text)) == names


def test_one_mechanism_for_short_and_long_name(found: Finder) -> None:
    form = found("落实“五级书记抓防汛”责任。县、乡、村、组、户五级书记冲在前。")
    assert list(form) == ["五级书记抓防汛"]
    assert labels(form["五级书记抓防汛"]) == ["县", "乡", "村", "组", "户"]


def test_names_inside_documents_do_not_count(found: Finder) -> None:
    assert found("印发《关于加强联防联控的通知》。") == {}


@given(st.text("“”三四五六有集中坚持、,。的即:村镇县1+A\n", max_size=60))
def test_spans_lie_in_the_text_and_items_are_its_words(text: str) -> None:
    page = extract(Text(Document("t", text, "t"), text, text, OffsetMap.identity(len(text))), [EXTRACTOR])
    for mention in page.mentions:
        assert isinstance(mention.form, MechanismForm)
        assert mention.span.end <= len(text)
        for label, span in mention.form.items:
            assert span.end <= len(text)
            assert "+" in mention.form.name or all(c in span.of(text) for c in label)
