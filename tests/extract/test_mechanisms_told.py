"""Items told under heads, as parts of a platform, or in the name itself; channels and collective names."""

from __future__ import annotations

import pytest

from kg.extract import instruments, mechanisms
from kg.extract.run import extract
from kg.model import Document, MechanismForm, Text
from kg.offsets import OffsetMap
from kg.resources import load_resources

RESOURCES = load_resources()
EXTRACTORS = (instruments.build(RESOURCES), mechanisms.build(RESOURCES))


def forms(text: str) -> list[MechanismForm]:
    page = extract(Text(Document("t", text, "t"), text, text, OffsetMap.identity(len(text))), EXTRACTORS)
    return [m.form for m in page.mentions if isinstance(m.form, MechanismForm)]


def items(text: str) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for form in forms(text):
        out[form.name] = out.get(form.name) or [label for label, _ in form.items]
    return out


@pytest.mark.parametrize(
    ("text", "name", "labels"),
    [
        (
            "河口县出台4项措施。 扩大排水能力。各站满负荷运行,水位不降不停机。 加密巡堤频次。每班不少于六人,夜间加派。 "
            "备足抢险物料。砂石到堤到段,专人看管。 转移低洼群众。镇村干部包户,不落一人。",
            "4项措施",
            ["扩大排水能力", "加密巡堤频次", "备足抢险物料", "转移低洼群众"],
        ),
        (
            "河口县出台三项措施。\n一、清理河道。由水利局负责。\n二、加固堤防。由镇负责。\n三、预置物资。由应急局负责。",
            "三项措施",
            ["清理河道", "加固堤防", "预置物资"],
        ),
        (
            "河口县将提供以下三个方面资金支持:\n一是对受灾的养殖企业,给予贷款贴息。\n二是补助排涝用电。\n三是减免摊位租金。",
            "三个方面资金支持",
            ["给予贷款贴息", "补助排涝用电", "减免摊位租金"],
        ),
        (
            "“清河惠农综合服务平台”昨日上线。平台共设置4个栏目,包括农技课堂、农资价格、灾情上报、保险理赔等。",
            "清河惠农综合服务平台",
            ["农技课堂", "农资价格", "灾情上报", "保险理赔"],
        ),
        (
            "减免单位水费、电费、排污费(以下简称三项费用)的通知。",
            "三项费用",
            ["单位水费", "电费", "排污费"],
        ),
        (
            "实施“三个一批”。对老泵站“改造一批”。在洼地“新建一批”。向邻县“借用一批”。",
            "三个一批",
            ["改造一批", "新建一批", "借用一批"],
        ),
        ("按照“先登记后领取”的方式发放种子。", "先登记后领取", ["先登记", "后领取"]),
        ("企业推出“承诺汛期不停水、不停电、不停网”服务。", None, ["不停水", "不停电", "不停网"]),
        ("开行“送岗到村 接人到厂”专列。", "送岗到村 接人到厂", ["送岗到村", "接人到厂"]),
        (
            "这套“组合拳”力度大。具体涵盖以奖代补、贷款贴息、保费补贴等政策。",
            "组合拳",
            ["以奖代补", "贷款贴息", "保费补贴"],
        ),
    ],
)
def test_items(text: str, name: str | None, labels: list[str]) -> None:
    found = items(text)
    assert (found[name] if name else next(iter(found.values()))) == labels


@pytest.mark.parametrize(
    "text",
    [
        "河口县出台四项措施。 一、清理河道。二、加固堤防。",  # fewer than it says
        "落实三级网格长制。\n一、清理河道。\n二、加固堤防。\n三、预置物资。",  # other heads
        "“清河惠农服务平台”上线。“河口讲堂”APP设有农技、农资、农机三个栏目。",  # another system's parts
        "先行先试先登记再说后来的事。",
    ],
)
def test_no_items(text: str) -> None:
    assert not any(items(text).values())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("开通困难群众转诊绿色通道,当天办结。", {"困难群众转诊绿色通道"}),
        ("车站开辟绿色通道。", set()),
        ("通过“跨省转诊快捷通道”办理。", {"跨省转诊快捷通道"}),
        ("充分发挥银企对接线上平台作用。", {"银企对接线上平台"}),
        ("用好用足工伤保险费率减免政策。", {"工伤保险费率减免政策"}),
        ("落实税收政策。", set()),
        ("确保困难群众应保尽保。", set()),
        ("做到应收尽收。", {"应收尽收"}),
        ("页面上有“是否接触牲畜”“圈舍状态”“有无咳嗽”的选项。", set()),
        ("“水电不停供”“价格不上涨”是承诺。", {"水电不停供", "价格不上涨"}),
        ("推行“清河码”出入登记制度。社区实行出入登记制度。", {"清河码"}),
    ],
)
def test_names(text: str, names: set[str]) -> None:
    assert {form.name for form in forms(text)} == names


def test_whose_channel() -> None:
    (form,) = forms("开通设施用地审批“绿色通道”。")
    assert form.name == "绿色通道"
    assert "设施用地审批绿色通道" in form.aliases
