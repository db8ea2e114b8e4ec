"""Mechanisms known by their shape: coined quotations, named systems, counted articles, and lists in two clauses."""

from __future__ import annotations

import pytest

from kg.extract import instruments, mechanisms
from kg.extract.run import extract
from kg.model import Document, MechanismForm, Text
from kg.offsets import OffsetMap
from kg.resources import load_resources

RESOURCES = load_resources()
EXTRACTORS = (instruments.build(RESOURCES), mechanisms.build(RESOURCES))


def forms(text: str) -> dict[str, MechanismForm]:
    page = extract(Text(Document("t", text, "t"), text, text, OffsetMap.identity(len(text))), EXTRACTORS)
    out: dict[str, MechanismForm] = {}
    for mention in page.mentions:
        if isinstance(mention.form, MechanismForm) and not (mention.form.name in out and not mention.form.items):
            out[mention.form.name] = mention.form
    return out


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("当地积极调整种植结构“稳粮扩油”,扩种大豆。", {"稳粮扩油"}),
        ("推进“以铝代木”“以铝代钢”项目。", {"以铝代木", "以铝代钢"}),
        ("在备注栏注明“用于防汛救灾”。", set()),
        ("填写“税务登记信息申报”表。", set()),
        ("购买“止咳化痰药”要登记。", set()),
        ("落实 “ 日报告 ” 制度。", {"日报告"}),
        ("将失信企业纳入“黑名单”。", {"黑名单"}),
        ("每日“上工前、下工后”各消毒一次。", set()),
        ("个体“双定户”按季申报。", set()),
        ("力争班线“不断线”。", {"不断线"}),
        ("一架“无人机”升空。", set()),
        ("干部“嵌入式”服务企业。", {"嵌入式"}),
        ("登录浙里办、皖事通APP申报。", {"浙里办", "皖事通"}),
        ("充分发挥数字江西大数据优势。", {"数字江西"}),
        ("拨打12366纳税服务热线或12345服务热线。", {"12366纳税服务热线"}),
        ("数据传回智慧果园管理平台。", {"智慧果园管理平台"}),
        ("使用集中空调通风系统时开窗。", set()),
        ("餐具做到一人一用一消毒。", {"一人一用一消毒"}),
        ("落实好窗口导引、首问责任等制度,方便群众。", {"窗口导引", "首问责任"}),
        ("启动突发公共卫生事件一级响应机制。", {"突发公共卫生事件一级响应机制"}),
        ("本着急事急办、特事特办的原则。", {"急事急办、特事特办"}),
        ("实施内防蔓延、外防输出的策略。", {"内防蔓延、外防输出"}),
        ("建立联动机制,摸清底数。", {"联动机制"}),
        ("严格落实疫情报告制度,做到及时。", {"疫情报告制度"}),
        ("建立工作机制,完善管理制度。", set()),
        ("在“用工超市”平台登记。", {"用工超市"}),
        ("推出“稳企贷”产品,做到“应贷尽贷”。", {"稳企贷", "应贷尽贷"}),
        ("扫“蓝天白云”图片。", set()),
        ("在“青山云”上填报,推进“减证便民”。", {"青山云", "减证便民"}),
        ("通过“云上清河”APP预约,打开“清河税务”APP。", {"云上清河"}),
        ("打出政策“组合拳”,打通“最后一公里”。", {"组合拳", "最后一公里"}),
        ("实行“三班倒”,扫“二维码”。", set()),
        ("持续推进湖区水质提升行动。", {"湖区水质提升行动"}),
        ("建设渔民健康登记系统、渔船进出港登记系统、智能外呼系统,", {"渔船进出港登记系统", "智能外呼系统"}),
        ("通过河阳省投资项目在线审批监管平台申报。", {"河阳省投资项目在线审批监管平台"}),
        ("选择“青小税”获取帮助。", {"青小税"}),
        ("扶持“中小微”在线客服。", set()),
        ("在当地文化资源公共服务平台的课堂上批改。", {"文化资源公共服务平台"}),
        ("直接通过清河市退审系统完成核准。", {"清河市退审系统"}),
        ("实行一把手负责制。", {"一把手负责制"}),
        ("进入“乙类乙管”常态化阶段,点击“我要预约”。", {"乙类乙管"}),
        ("提出了减租、减税、建立渔民转产帮扶机制3项具体举措。", {"渔民转产帮扶机制"}),
    ],
)
def test_names(text: str, names: set[str]) -> None:
    assert set(forms(text)) == names


def test_a_system_that_begins_with_a_quotation_has_one_node() -> None:
    (form,) = forms("构建“山河路桥塘”一体化监测感知系统。“山河路桥塘”一体化监测感知体系上线。").values()
    assert "“山河路桥塘”一体化监测感知系统" in form.aliases


def test_articles_have_one_node_under_the_longest_name() -> None:
    assert set(forms("优化防控二十条出台。各地对照“二十条”,落实“二十条措施”。")) == {"优化防控二十条"}


def test_a_list_in_two_clauses_adds_up() -> None:
    found = forms("制定“两案三制”,即开学方案和应急预案,还有晨检、消毒、登记三项制度。")
    assert {n: [label for label, _ in f.items] for n, f in found.items()} == {
        "两案三制": ["开学方案", "应急预案", "晨检", "消毒", "登记"]
    }


def test_a_list_that_the_number_does_not_open_is_none() -> None:
    text = "制定“两案三制”。开学方案和应急预案,还有晨检、消毒、登记。"
    assert forms(text)["两案三制"].items == ()


def test_a_routine_of_two_words_has_no_items() -> None:
    assert forms("严格落实进货查验和索证索票制度,")["进货查验和索证索票制度"].items == ()


@pytest.mark.parametrize(
    ("text", "name", "items"),
    [
        (
            "坚持“一堵三不停”,即堵住溃口,供水不停、供电不停、通信不停的要求,确保群众安心。",
            "一堵三不停",
            ["堵住溃口", "供水不停", "供电不停", "通信不停"],
        ),
        (
            "落实“两持久、三着重”。“两持久”是指持久抓堤防、持久抓水库。“三着重”是指着重抓巡查、着重抓会商、着重抓演练。",
            "两持久、三着重",
            ["持久抓堤防", "持久抓水库", "着重抓巡查", "着重抓会商", "着重抓演练"],
        ),
        (
            "按照政策落实要给力、“上门式”服务要添力、防汛值守要加力的“三力”要求。",
            "三力",
            ["政策落实要给力", "上门式服务要添力", "防汛值守要加力"],
        ),
        ("抓好“菜篮子”工作。“菜篮子”零售网点包括超市、菜场和菜店。", "菜篮子", []),
        ("推进“四大战役”。影响最大的是客运、餐饮、住宿、旅游四大行业。", "四大战役", []),
        ("清河县:落实“三不”:水利厅发布通知 新华社清河2月1日电(记者甲),甲、乙。", "三不", []),
    ],
)
def test_items(text: str, name: str, items: list[str]) -> None:
    assert [label for label, _ in forms(text)[name].items] == items


def test_a_noun_counted_twice_is_no_name() -> None:
    text = "推行网上办、邮寄办、预约办等三项措施。第二部分推行错峰办、就近办、代办、帮办等四项措施。"
    assert forms(text) == {}
