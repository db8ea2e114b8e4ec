"""Organisations: the sentences are invented, the places real or invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.areas import build as build_areas
from kg.extract.bodies import build as build_bodies
from kg.extract.layout import lay_out
from kg.lexicon.loader import load_lexicon
from kg.model import BodyForm, Document, Extractor, Kind, Mention, Page, Text
from kg.offsets import OffsetMap
from kg.resources import Resources, load_resources

Readers = tuple[Extractor, Extractor]


@pytest.fixture(scope="module")
def readers() -> Readers:
    resources = load_resources()
    return build_areas(resources), build_bodies(resources)


def read(readers: Readers, line: str) -> list[Mention]:
    text = Text(Document("t", line, "t"), line, line, OffsetMap.identity(len(line)))
    page = Page(text, lay_out(line))
    areas = tuple(x for x in readers[0](page) if isinstance(x, Mention))
    found = readers[1](Page(text, page.layout, areas))
    mentions = [x for x in found if isinstance(x, Mention) and x.kind is Kind.ORGANIZATION]
    return sorted(mentions, key=lambda m: (m.span.start, m.span.end))


def names(readers: Readers, line: str) -> list[str]:
    return [m.span.of(line) for m in read(readers, line)]


def forms(readers: Readers, line: str) -> list[tuple[str, str]]:
    return [(m.form.place, m.form.organ) for m in read(readers, line) if isinstance(m.form, BodyForm)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("县委、县政府高度重视。", ["县委", "县政府"]),
        ("县委县政府高度重视。", ["县委", "县政府"]),
        ("沭阳县委书记到场。", ["沭阳县委"]),
        ("中共沭阳县委召开会议", ["中共沭阳县委"]),
        ("县委宣传部副部长说", ["县委", "县委宣传部"]),
        ("县委组织部部长说", ["县委", "县委组织部"]),
        ("县纪委监委进行督查", ["县纪委监委"]),
        ("全面落实党中央、国务院部署", ["党中央", "国务院"]),
        ("落实中央和省委决策部署", ["中央", "省委"]),
        ("中央和省级救灾物资运到", []),
        ("市人大常委会主任带队", ["市人大常委会"]),
        ("落实省委、省政府部署", ["省委", "省政府"]),
        ("到政府部门办事", []),
        ("中国铁路南昌局集团有限公司加开列车", ["中国铁路南昌局集团有限公司"]),
        ("民航新疆管理局到场", ["民航新疆管理局"]),
        ("国家防减救灾办调拨物资", ["国家防减救灾办"]),
        ("柳河村竹编扶贫车间复工", ["柳河村竹编扶贫车间"]),
        ("柳河村歌舞团演出", ["柳河村歌舞团"]),
        ("江苏省药品检测中心出具报告", ["江苏省药品检测中心"]),
        ("由县指挥部医疗救治和物资保障组负责", ["县指挥部", "县指挥部医疗救治和物资保障组"]),
        ("配合柳河镇党委、城镇社区工委排查", ["柳河镇党委", "城镇社区工委"]),
        ("县指挥部办公室要成立巡回督导组", ["县指挥部", "县指挥部办公室", "巡回督导组"]),
        ("各单位要成立巡回督导组", []),
        ("经省市农业部门认证", ["省市农业部门", "市农业部门"]),
        ("协调农商、邮储等金融机构", ["农商", "邮储"]),
        ("红山网讯(记者王小明)", ["红山网"]),
        ("公布9家(不含部队1家)定点救治医院,", ["定点救治医院"]),
        ("武汉“火神山”“雷神山”医院", ["武汉“火神山”", "“雷神山”医院"]),
        ("区人大、区政协领导带队", ["区人大", "区政协"]),
        ("柳林村村委会主任组织群众", ["柳林村村委会"]),
        ("省委常委会召开会议", ["省委", "省委常委会"]),
        ("各级党委和政府要重视", []),
        ("各县委书记要负责", []),
        ("县委托第三方评估", []),
        ("自治区党委、政府召开会议", ["自治区党委", "政府"]),
        ("卢龙镇党委政府组织转移", ["卢龙镇党委", "政府"]),
        ("政府部门要负责", []),
    ],
)
def test_committees_and_governments(readers: Readers, line: str, expected: list[str]) -> None:
    assert names(readers, line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("省卫健委、省卫生健康委发布", ["省卫健委", "省卫生健康委"]),
        ("县人社局联合县总工会举办招聘会", ["县人社局", "县总工会"]),
        ("义乌市文化广电旅游体育局开展检查", ["义乌市文化广电旅游体育局"]),
        ("省海洋与渔业局发布预警", ["省海洋与渔业局"]),
        ("省财政厅、应急管理厅下达资金", ["省财政厅", "应急管理厅"]),
        ("市扶贫办社会扶贫科负责", ["市扶贫办", "市扶贫办社会扶贫科"]),
        ("公安部交管局指导各地", ["公安部", "公安部交管局"]),
        ("财政部、应急管理部下达资金", ["财政部", "应急管理部"]),
        ("民政部门正在核查", ["民政部门"]),
        ("宿迁市铁路部门停运列车", ["宿迁市铁路部门"]),
        ("长三角铁路部门增开列车", []),
        ("宿迁海关、宿迁银保监局、市科委支持", ["宿迁海关", "宿迁银保监局", "市科委"]),
        ("昌平、延庆等区水务局受理", []),
        ("沭阳县市场监管局沂河东路市场监管所检查", ["沭阳县市场监管局", "沭阳县市场监管局沂河东路市场监管所"]),
        ("日本总务省消防厅发布警报", ["日本总务省消防厅"]),
        ("教育部门、学校要重视", ["教育部门"]),
        ("国家防总派出工作组", ["国家防总", "工作组"]),
        ("印度外交部发言人说", ["印度外交部"]),
        ("居民进行登记", []),
        ("全市大局格局稳定,就业局势向好", []),
        ("全面落实财政资金", []),
    ],
)
def test_departments(readers: Readers, line: str, expected: list[str]) -> None:
    assert names(readers, line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("在县医院设立发热门诊", ["县医院"]),
        ("沭阳县人民医院、中医院收治", ["沭阳县人民医院", "中医院"]),
        ("转到武汉市第四医院救治", ["武汉市第四医院"]),
        ("沭阳县人民医院急诊科主任", ["沭阳县人民医院", "沭阳县人民医院急诊科"]),
        ("支援武汉协和医院", ["武汉协和医院"]),
        ("各乡镇卫生院要值守", []),
        ("所有医院、三级医院都要预检", []),
        ("每家定点医院都要准备", []),
        ("在沭阳县中等职业学校调研", ["沭阳县中等职业学校"]),
        ("沭阳县青年企业家协会捐款", ["沭阳县青年企业家协会"]),
        ("沭阳县山西商会捐款", ["沭阳县山西商会"]),
        ("共青团沭阳县委号召", ["共青团沭阳县委"]),
        ("她从卓玛大学毕业", []),
        ("北京京东晨光信息技术有限公司提供", ["北京京东晨光信息技术有限公司", "京东"]),
        ("土耳其灾害和应急管理局表示", ["土耳其灾害和应急管理局"]),
        ("沭阳中学停课,沭阳县一中复课", ["沭阳中学", "沭阳县一中"]),
        ("沭阳县中学、小学停课", []),
        ("东陵(沭阳)食品有限公司宿迁分公司捐款", ["东陵(沭阳)食品有限公司宿迁分公司"]),
        ("中国苗木与花卉协会发布数据", ["中国苗木与花卉协会"]),
        ("陆军第78集团军某旅赶到", ["陆军第78集团军某旅"]),
        ("国铁南昌局组织职工巡线", ["国铁南昌局"]),
        ("滨湖新区管委会配合", ["滨湖新区管委会"]),
        ("沭阳县晨光纺织有限公司和鹏程物流有限公司捐款", ["沭阳县晨光纺织有限公司", "鹏程物流有限公司"]),
        ("沭阳县晨光股份有限公司复工", ["沭阳县晨光股份有限公司"]),
        ("99家旅行社停业", []),
        ("企业、学校、医院要落实责任", []),
        ("通化日报发稿100篇", ["通化日报"]),
        ("市融媒体中心滚动播报", ["市融媒体中心"]),
        ("严格执行日报告制度", []),
        ("协调电信、移动、联通公司发送短信", ["电信", "移动", "联通公司"]),
        ("通化市推进防汛,“通化发布”推送消息", ["通化发布"]),
        ("“天天发布”信息及时", []),
    ],
)
def test_proper_names(readers: Readers, line: str, expected: list[str]) -> None:
    assert names(readers, line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("成立企业疫情防控和复工复产帮扶工作组", ["企业疫情防控和复工复产帮扶工作组"]),
        ("成立了新冠肺炎疫情防控工作领导小组", ["新冠肺炎疫情防控工作领导小组"]),
        ("沭阳县防汛抗旱指挥部启动响应", ["沭阳县防汛抗旱指挥部"]),
        ("在该市疫情防控工作领导小组及指挥部领导下", ["该市疫情防控工作领导小组", "指挥部"]),
        (
            "省委省政府应对暴雨灾害工作领导小组",
            ["省委", "省委省政府应对暴雨灾害工作领导小组", "省政府"],
        ),
        ("市疫情防控指挥部办公室印发", ["市疫情防控指挥部", "市疫情防控指挥部办公室"]),
        ("省促进就业工作领导小组研究", ["省促进就业工作领导小组"]),
        ("当地疫情防控指挥部负责", []),
        ("各单位要成立防控工作领导小组", []),
        ("组织专家组研判", ["专家组"]),
        ("任组长、副组长,村组干部", []),
        ("基层防控工作组织体系", []),
        ("均由市领导带队检查", []),
        ("实行“四人一专班”", []),
        ("选派9人参加省援鄂医疗队", ["省援鄂医疗队"]),
        ("组建支援湖北医疗队", ["支援湖北医疗队"]),
        ("启动党员先锋队91支", ["党员先锋队"]),
        ("成立“战时”临时党支部54个", ["“战时”临时党支部"]),
        ("柳林村党支部书记带头", ["柳林村党支部"]),
    ],
)
def test_ad_hoc_bodies(readers: Readers, line: str, expected: list[str]) -> None:
    assert names(readers, line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "沭阳县疫情防控指挥部下设综合协调组、医疗救治组和宣传组",
            [("沭阳县", "疫情防控指挥部"), ("", "综合协调组"), ("", "医疗救治组"), ("", "宣传组")],
        ),
        ("增设安全保卫和心理疏导两个工作组", [("", "安全保卫工作组"), ("", "心理疏导工作组")]),
        (
            "综合协调、医疗救治和疾病防控等8个工作小组分别到位",
            [("", "综合协调工作小组"), ("", "医疗救治工作小组"), ("", "疾病防控工作小组"), ("", "工作小组")],
        ),
        ("发改、卫健等部门联合行动", [("", "发改部门"), ("", "卫健部门")]),
        ("公安、交警、镇村等部门联合行动", [("", "公安部门"), ("", "交警部门")]),
        ("确定10家二级医疗机构为定点医院", [("", "定点医院")]),
        ("指定25家经营门店,每天配送", [("", "经营门店")]),
        ("确定12家机构开展检测,加快进度", [("", "检测机构")]),
        ("定点医院从3个增加到8个", [("", "定点医院")]),
        ("两支医疗队共80人支援云河", [("", "医疗队")]),
        ("要完善一套应急预案、组建一支应急队伍、建立一套制度", []),
        ("通化日报讯 (记者 王强)", [("通化", "日报")]),
    ],
)
def test_lists_and_sets(readers: Readers, line: str, expected: list[tuple[str, str]]) -> None:
    assert forms(readers, line) == expected


@pytest.mark.parametrize(
    ("line", "counted"),
    [("成立了11个工作督导组", True), ("派出6个医疗队", True), ("成立工作督导组", False)],
)
def test_sets_that_the_text_founds_are_counted(readers: Readers, line: str, counted: bool) -> None:
    (found,) = read(readers, line)
    assert isinstance(found.form, BodyForm)
    assert found.form.counted is counted


def test_a_list_hands_its_place_on(readers: Readers) -> None:
    assert forms(readers, "湖北省卫健委、公安厅联合发文") == [("湖北省", "卫健委"), ("湖北省", "公安厅")]


def test_the_place_is_split_from_the_organ(readers: Readers) -> None:
    assert forms(readers, "沭阳县疾控中心与县妇联") == [("沭阳县", "疾控中心"), ("县", "妇联")]


PIECES = (
    "县委",
    "指挥部",
    "成立",
    "沭阳县",
    "、",
    "和",
    "医院",
    "3个",
    "工作组",
    "领导小组",
    "。",
    "“",
    "”",
    "第一",
    "公司",
    "组",
    "队",
    "等部门",
)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_any_text_gives_spans_inside_it_and_no_span_twice(line: str) -> None:
    found = read(_READERS, line)
    assert all(0 <= m.span.start < m.span.end <= len(line) for m in found)
    assert len({m.span for m in found}) == len(found)


_LEXICON = Resources(load_lexicon())
_READERS: Readers = (lambda page: (), build_bodies(_LEXICON))  # type: ignore[assignment]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("参保科:61230001 待遇科:61230002", ["参保科", "待遇科"]),
        ("咨询电话 参保科:61230001", []),
        ("现有登记科:3个 综合科:4个", []),
        ("局信息中心联系人:王某", ["信息中心"]),
        ("(1)口腔科暂停门诊 (2)皮肤科门诊暂停", ["口腔科", "皮肤科"]),
    ],
)
def test_sections_of_tables(readers: Readers, line: str, expected: list[str]) -> None:
    assert [m.span.of(line) for m in read(readers, line) if m.rule == "bodies.unit-table"] == expected


def test_sections_that_a_list_goes_on_with(readers: Readers) -> None:
    line = "成员由沭阳县财政局预算科、社会保障科、办公室负责人组成"
    assert [m.span.of(line) for m in read(readers, line) if m.rule.startswith("bodies.unit")] == [
        "沭阳县财政局预算科",
        "社会保障科",
        "办公室",
    ]


def test_a_section_may_be_called_by_what_it_does(readers: Readers) -> None:
    assert "沭阳县财政局运行监测协调科" in names(readers, "请致电沭阳县财政局运行监测协调科、或来人")
    assert names(readers, "请沭阳县财政局派出处理") == ["沭阳县财政局"]


def test_chemists_of_a_list_begin_with_their_places(readers: Readers) -> None:
    line = "经查,徐州沛县汉源路德康药店、无锡滨湖区颐和大药房连锁有限公司河西店涉嫌违法。"
    shops = [n for n in names(readers, line) if n.endswith("店")]
    assert shops == ["徐州沛县汉源路德康药店", "无锡滨湖区颐和大药房连锁有限公司河西店"]
    assert names(readers, "经查,沛县各药店均已开门。") == []


def test_sections_of_ministries_and_of_the_railway(readers: Readers) -> None:
    assert "农业农村部办公厅" in names(readers, "农业农村部办公厅印发通知。")
    assert "徐州客运段" in names(readers, "列车由徐州客运段值乘。")


@pytest.mark.parametrize(
    "line",
    [
        "支持各级医院、防疫站、疾控中心等公共卫生设施建设",
        "可报告至有关街镇或疾控中心",
        "文件(人社厅明电[2020]7号)已印发",
    ],
)
def test_organs_of_a_class_or_a_papers_number_are_no_bodies(readers: Readers, line: str) -> None:
    assert names(readers, line) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("烟台、威海两个海事局已启动响应。", ["烟台海事局", "威海海事局"]),
        ("武警河北总队某支队官兵赶到现场。", ["武警河北总队", "武警河北总队某支队"]),
        ("“真方便!”青园小区物业负责人说。", ["青园小区物业"]),
        ("局里组织农技专家组成小分队。", ["小分队"]),
        ("市里禁止旅游团组出行。", []),
        ("学生可通过中考报考普通高中。", []),
        ("各省、自治区、直辖市和计划单列市税务局要做好工作。", []),
        ("请登陆石家庄市电子税务局办理。", []),
    ],
)
def test_shared_heads_and_what_is_no_body(readers: Readers, line: str, expected: list[str]) -> None:
    assert sorted(place + organ for place, organ in forms(readers, line)) == sorted(expected)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("按照县政府工作安排,抓好落实。", ["县政府"]),
        ("这是县政府出台的第一个办法。", ["县政府"]),
        ("县政府工作报告提出三项任务。", []),
        ("县政府出资修路。", []),
        ("青田县调研检查城市副中心建设。", []),
        ("中国人民银行营业管理部发布通知。", ["中国人民银行", "中国人民银行营业管理部"]),
    ],
)
def test_words_after_the_name(readers: Readers, line: str, expected: list[str]) -> None:
    assert names(readers, line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("静安公安分局民警说,静安分局抽调了民警。", ["静安公安分局", "静安分局"]),
        ("虹桥派出所民警说。", ["虹桥派出所"]),
        ("辖区派出所、属地派出所和各公安分局。", []),
        ("宝鸡市公安局渭滨分局成立。渭滨公安分局来人。", ["宝鸡市公安局", "宝鸡市公安局渭滨分局", "渭滨公安分局"]),
        ("山西省第二批支援湖北医疗队出发。", ["山西省第二批支援湖北医疗队"]),
        ("第二批支援湖北医疗队出发。", []),  # of whatever place
        ("大橘日化有限公司复工。大橘日化总经理说。", ["大橘日化有限公司", "大橘日化"]),
    ],
)
def test_police_teams_and_brands(readers: Readers, line: str, expected: list[str]) -> None:
    assert names(readers, line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("教育部职业与成人教育司司长说", "教育部职业与成人教育司"),
        ("教育部(体育卫生司)收到来函", "教育部(体育卫生司)"),
        ("沭阳县司法局行政复议与应诉科现场办理", "沭阳县司法局行政复议与应诉科"),
        ("中国出口信用保险公司徐州办事处到场", "中国出口信用保险公司徐州办事处"),
        ("由中国进出口银行徐州办公室负责", "中国进出口银行徐州办公室"),
        ("沭阳县文化改革和发展领导小组办公室印发", "沭阳县文化改革和发展领导小组"),
        ("县政府成立服务外出务工人员工作专班。", "服务外出务工人员工作专班"),
        ("联系沭阳县路政处办理", "沭阳县路政处"),
    ],
)
def test_names_with_verbs_and_branches(readers: Readers, line: str, expected: str) -> None:
    assert expected in names(readers, line)


@pytest.mark.parametrize(
    ("line", "refused"),
    [
        ("教育部要求加强司法鉴定", "教育部要求加强司"),
        ("县政府成立由县长任组长的工作专班。", "由县长任组长的工作专班"),
        ("县医院组建六支多学科专家队伍", "六支多学科专家队伍"),
        ("县政府和发展领导小组开会", "县政府和发展领导小组"),
        ("教育部通报各地公司情况", "教育部通报各地公司"),
    ],
)
def test_verbs_that_are_no_part_of_a_name(readers: Readers, line: str, refused: str) -> None:
    assert refused not in names(readers, line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("沭阳县交通局组建公路“党员突击队”抢通道路", ["沭阳县交通局", "公路“党员突击队”"]),
        ("推行“供销社+企业+农户”模式", []),
        ("推行“合作社+供销社”模式", []),
        ("组建专人专班负责落实", []),
        ("组建工作专班负责落实", ["工作专班"]),
        ("在现场疫情防控指挥部内设立隔离区", []),
        ("成立抢险救援现场指挥部", ["抢险救援现场指挥部"]),
        ("各工地均成立疫情防控领导小组", []),
        ("全市所有企业和学校都成立了疫情防控工作专班", []),
        ("在各级党委领导下成立疫情防控领导小组", ["疫情防控领导小组"]),
        ("沭阳县成立疫情防控领导小组", ["疫情防控领导小组"]),
        ("有关地方交通运输、卫生健康等部门加强协作", []),
        ("人员流出地卫生健康部门指导", []),
        ("沭阳县交通运输、卫生健康等部门加强协作", ["沭阳县交通运输", "卫生健康"]),
    ],
)
def test_bodies_of_anybody_and_names_in_quotes(readers: Readers, line: str, expected: list[str]) -> None:
    assert names(readers, line) == expected
