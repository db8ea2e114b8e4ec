"""Rows of systems, hotlines, sites, slogans in titles, and the lists they hold."""

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
    return {m.form.name: m.form for m in page.mentions if isinstance(m.form, MechanismForm)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("完善乡村联防工作统筹协调机制,压减报表。", {"乡村联防工作统筹协调机制"}),
        ("建立对口帮扶机制。借助12个省份对口支援机制补充人手。", {"对口帮扶机制", "对口支援机制"}),
        (
            "建立雨情日报制度、物资周报制度,险情零报告制度,及时上报。",
            {"雨情日报制度", "物资周报制度", "险情零报告制度"},
        ),
        ("建立劳资纠纷调解、仲裁、诉讼快速处理机制,提供援助。", {"劳资纠纷调解、仲裁、诉讼快速处理机制"}),
        ("严格执行开箱查验、实名登记、过机安检制度等措施。", {"开箱查验、实名登记、过机安检制度"}),
        ("保持室内通风、定期消毒、建立值班员健康监测制度。", {"值班员健康监测制度"}),
        ("充分利用河青劳务协作等机制,组织外出。", {"河青劳务协作"}),
        ("拨打12345热线。12345企业服务热线全天值守。", {"12345热线"}),
        ("拨打12328或本地电召平台。", set()),
        ("可通过电子税务局申报。登录河北省电子税务局办理。", {"河北省电子税务局"}),
        ("引导通过电子税务局、自助终端办理。", {"电子税务局"}),
        ("打开“青山战疫”小程序登记。", {"青山战疫"}),
        ("在“青山商务APP”提交申请。", {"青山商务APP"}),
        ("登录“青山县人才培训网”学习。", {"青山县人才培训网"}),
        ("开发了旅客信息登记小程序。", {"旅客信息登记小程序"}),
        ("作一次防汛措施的“回头看”。", {"回头看"}),
        ("采集到的数据将存入山洪会商信息系统。", {"山洪会商信息系统"}),
        ("健全乡镇主要干部负总责、驻村干部分头负责的工作机制,", {"乡镇主要干部负总责、驻村干部分头负责的工作机制"}),
        ("建立上下联动、左右互通的工作机制。", set()),
        ("通过官网和青山人社微信公众号公布。", {"青山人社微信公众号"}),
        ("登录青税通APP办理。", {"青税通"}),
        ("利用跨境电商平台、依托卫星定位系统销售。", set()),
        ("登录河北政务服务网申报。", {"河北政务服务网"}),
        ("河北政务服务网点照常开门。", set()),
        ("按照坚定信心、同舟共济、科学防治、精准施策的总要求,", {"坚定信心、同舟共济、科学防治、精准施策"}),
        ("按照《青山县关于落实“三方责任”进一步做好防汛的通知》执行。", {"三方责任"}),
        ("印发《“三方责任”》。", set()),
        ("印发《青山市“菜篮子”市长负责制考核办法》。", {"菜篮子"}),
        ("印发《关于落实“一村一策”的意见》。", {"一村一策"}),
        ("青山县出台《稳价保供三条措施》。三条措施如下:一、强化监测。二、强化生产。三、强化供应。", set()),
        ("青山县出台三条措施。一、强化监测。二、强化生产。三、强化供应。", {"三条措施"}),
    ],
)
def test_names(text: str, names: set[str]) -> None:
    assert set(forms(text)) == names


def test_a_hotline_keeps_its_longer_names() -> None:
    assert "12345企业服务热线" in forms("拨打12345热线。12345企业服务热线全天值守。")["12345热线"].aliases


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("发扬“一方有难、八方支援”精神。", ["一方有难", "八方支援"]),
        ("落实“6张表格、2个提示”制度。", []),
        ("坚持“分清主次、分段守护,统一会商、统一调度”的原则。", ["分清主次", "分段守护", "统一会商", "统一调度"]),
        ("遵循“能办的、线上办,不急的、缓着办”的倡议。", ["能办的、线上办", "不急的、缓着办"]),
        ("采用“大数据+网格员”方式。", ["大数据", "网格员"]),
        ("采用“互联网+监管”方式。", []),
        ("建立三省联防协作机制。河北、山西、山东商务主管部门要配合。", ["河北", "山西", "山东"]),
        ("建立三省联防协作机制。河北、山西、山东、河南要配合。", []),
        ("执行开箱查验、实名登记、过机安检制度。", ["开箱查验", "实名登记", "过机安检"]),
        ("建立水厂、电厂与物业、社区联动机制。", []),
        ("推行“健康码”,绿码通行,黄码、红码观察。", ["绿码", "黄码", "红码"]),
        ("推行“健康码”,绿码通行。", []),
        ("建立物资发放清单每日通报、信息每日发布的公示机制。", ["物资发放清单每日通报", "信息每日发布"]),
    ],
)
def test_items(text: str, items: list[str]) -> None:
    (form,) = forms(text).values()
    assert [label for label, _ in form.items] == items
