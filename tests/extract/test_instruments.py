"""Instruments: bracketed titles of every kind, short forms, and documents named without brackets."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import instruments
from kg.extract.instruments import brackets
from kg.extract.run import extract
from kg.model import Document, InstrumentForm, Text
from kg.offsets import OffsetMap
from kg.resources import load_resources

Finder = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def found() -> Finder:
    extractor = instruments.build(load_resources())

    def run(text: str) -> list[str]:
        page = extract(Text(Document("t", text, "t"), text, text, OffsetMap.identity(len(text))), [extractor])
        return [m.form.name for m in page.mentions if isinstance(m.form, InstrumentForm)]

    return run


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("印发《青山县防汛应急预案》。", ["青山县防汛应急预案"]),
        ("发放《致村民的信》《防火公约》、《用电常识》等资料。", ["致村民的信", "防火公约", "用电常识"]),
        ("出台《关于落实〈防洪法〉的意见》。", ["关于落实《防洪法》的意见"]),
        ("出台《关于落实《防洪法》的意见》。", ["关于落实《防洪法》的意见"]),
        ("排演了小品《回家》,编写歌曲《守望》。", ["回家", "守望"]),
        ("发布《青山县公告,请周知。", ["青山县公告"]),
        ("见《,没有内容》", []),
        ("印发《关于恢复生产 保障供应的措施》。", ["关于恢复生产保障供应的措施"]),
    ],
)
def test_bracketed(found: Finder, text: str, want: list[str]) -> None:
    assert found(text) == want


@pytest.mark.parametrize(
    "text", ["《青山日报》记者", "据《新闻联播》报道", "登载于《大河晚报》", "英国《青山报》称", "德国《焦点》周刊评论"]
)
def test_papers_and_programmes_are_no_instruments(found: Finder, text: str) -> None:
    assert found(text) == []


def test_short_form_means_the_last_document_of_its_kind(found: Finder) -> None:
    text = "印发《关于防汛的通知》(以下简称《通知》)和《抗旱方案》。《通知》要求排查险情。《公告》另发。"
    assert found(text) == ["关于防汛的通知", "关于防汛的通知", "抗旱方案", "关于防汛的通知"]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("镇里制定了物资调运预案,保障供应。", ["物资调运预案"]),
        ("发出森林防火倡议书,号召群众参与。", ["森林防火倡议书"]),
        ("招聘启事贴出后,报名者众多。", ["招聘启事"]),
        ("广播播发强降雨灾害防范应对紧急通知。", ["强降雨灾害防范应对紧急通知"]),
        ("加强对防洪法和安全生产法的宣传。", ["防洪法", "安全生产法"]),
        ("依据中华人民共和国消防法处罚。", ["中华人民共和国消防法"]),
        ("编印“职工返岗注意事项、车间消毒流程图”。", ["职工返岗注意事项", "车间消毒流程图"]),
        ("宣读了县指挥部做好汛期值守工作的实施意见。", ["县指挥部做好汛期值守工作的实施意见"]),
        ("公布地质灾害隐患情况通报,提醒避让。", ["地质灾害隐患情况通报"]),
        ("青山县财政局 关于延长 申报期限的通知 各乡镇:", ["关于延长申报期限的通知"]),
        ("县里印发关于做好防汛值守的通知,要求到岗。", ["关于做好防汛值守的通知"]),
        ("青山县防汛抗旱指挥部通告 为保障安全,现通告如下:", ["青山县防汛抗旱指挥部通告"]),
        ("发布青山县防汛指挥部令(第3号),要求撤离。", ["青山县防汛指挥部令(第3号)"]),
        ("指挥部发布第11号、第12号通告,封闭桥梁。", ["第11号通告", "第12号通告"]),
        ("据《防洪法》(国务院令第88号)", ["防洪法"]),
        ("关于做好物资“三个一批”工作的通知 各乡镇:", ["关于做好物资“三个一批”工作的通知"]),
        ("县里出台关于支持受灾企业共渡难关的若干措施,助力重建。", ["关于支持受灾企业共渡难关的若干措施"]),
        ("提交材料: 1. 灾后重建申请表; 2. 企业安全承诺书;", ["灾后重建申请表", "企业安全承诺书"]),
        ("各企业要制定灾后分批恢复生产方案。", []),
        ("关于汛期保障电梯安全的工作提示 各单位:", ["关于汛期保障电梯安全的工作提示"]),
        ("主席在二〇二三年新年贺词中说。", ["二〇二三年新年贺词"]),
        ("“青山救灾”云平台使用指南请参阅附件。", ["“青山救灾”云平台使用指南"]),
        ("关于做好汛期值守的工作提醒 各村:", ["关于做好汛期值守的工作提醒"]),
        ("发放“救灾物资运输车辆通行证”。", ["救灾物资运输车辆通行证"]),
        ("汛期青山县医保经办工作通知 各单位:", ["汛期青山县医保经办工作通知"]),
        ("省厅发布紧急通知 要求各地", []),
        ("按青防指发〔2020〕15号文件精神审核。", ["青防指发〔2020〕15号"]),
        ("《关于防汛的通知》(青办〔2020〕3号)", ["关于防汛的通知"]),
        ("会议研究了救灾“一网通办”实施方案。", ["救灾“一网通办”实施方案"]),
        ("解读今年中央一号文件。", ["中央一号文件"]),
        ("特此通知。 附件:1.救灾物资发放登记表\n2.汛期值守要点(试行)", ["救灾物资发放登记表", "汛期值守要点(试行)"]),
        ("附件:青山县政府办公室印发关于支持灾后重建的若干措施的通知.pdf", ["关于支持灾后重建的若干措施的通知"]),
        ("附件:联系人及电话", []),
        ("税务局梳理和发布汛期涉税事项办理清单。", ["汛期涉税事项办理清单"]),
        ("纳入青山省级重点防汛企业名录的8户企业", ["青山省级重点防汛企业名录"]),
        ("不列入经营异常名录,建立问题清单。", []),
        ("严格执行第九版防控方案,参照第三版流感诊疗方案", ["第九版防控方案", "第三版流感诊疗方案"]),
        ("两国外长5日发表联合声明称", ["联合声明"]),
        (
            "现将《指挥部关于印发汛期安全生产指南的通知》转发。汛期安全生产指南 一、总则",
            ["指挥部关于印发汛期安全生产指南的通知", "汛期安全生产指南"],
        ),
        ("关于印发《抗旱若干措施》实施细则的通知 各县:", ["关于印发《抗旱若干措施》实施细则的通知", "抗旱若干措施"]),
        ("市局发布汛期办税缴费有关事项的通告,提醒市民。", ["汛期办税缴费有关事项的通告"]),
        ("省里出台了一系列支持企业灾后恢复生产细则,还有一揽子重建配套办法。", []),
        ("青山县防汛指挥部通告(第7号) 青山县防汛指挥部通告(第7号) 为保障", ["青山县防汛指挥部通告(第7号)"]),
        (
            "根据青山县指挥部第8号通告要求。要严格按照第8号通告执行。",
            ["青山县指挥部第8号通告", "青山县指挥部第8号通告"],
        ),
        ("局里为确保青政发〔2021〕5号文件落地", ["青政发〔2021〕5号"]),
        ("推进堤防建设三年行动计划等工作", ["堤防建设三年行动计划"]),
        ("指挥部按照应急救灾物资需求计划,调拨帐篷。", ["应急救灾物资需求计划"]),
        ("各村发出了致全县人民的一封信。", ["致全县人民的一封信"]),
        ("青山省发布第1号总河长令。", ["第1号总河长令"]),
        ("毕业生签署就业协议书,提交材料。", []),
        ("按照工作计划推进,企业制定用电计划。", []),
        ("医院根据病情制定精确救治方案。", []),
        ("就春耕工作提出如下意见,请执行。", []),
        ("按照防控工作的方案,有序推进。", []),
        ("制定具体防控方案,压实责任。", []),
        ("完善工作方案和应急预案。", []),
        ("强化安全生产法律法规宣传。", []),
        ("必须签订一份值守责任书、完善一套汛期应急预案、配齐一批物资。", []),
    ],
)
def test_documents_without_brackets(found: Finder, text: str, want: list[str]) -> None:
    assert found(text) == want


@given(st.text("《》〈〉甲乙,。\n", max_size=40))
def test_bracket_spans_lie_in_the_text_in_order_and_apart(text: str) -> None:
    spans = [span for span, _ in brackets(text)]
    assert all(0 <= s.start < s.end <= len(text) and "\n" not in s.of(text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
