"""Relations that clauses state: the sentences are invented."""

from __future__ import annotations

import pytest

from kg.extract.run import build_extractors, extract
from kg.model import Document, Extractor, Mention, RelationClaim, Text
from kg.offsets import OffsetMap
from kg.resources import load_resources

OURS = {"relations"}


@pytest.fixture(scope="module")
def extractors() -> tuple[Extractor, ...]:
    every = build_extractors(load_resources())
    return tuple(e for e in every if e.name not in ("people", "person", "actions"))


def claims(extractors: tuple[Extractor, ...], line: str) -> set[tuple[str, str, str]]:
    text = Text(Document("t", line, "t"), line, line, OffsetMap.identity(len(line)))
    page = extract(text, extractors)
    return {
        (c.subject.span.of(line), c.predicate, c.object.span.of(line) if isinstance(c.object, Mention) else c.object)
        for c in page.claims
        if isinstance(c, RelationClaim) and c.rule.split(".")[0] in OURS
    }


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("将县医院确定为定点救治医院。", {("县医院", "designatedAs", "定点救治医院")}),
        ("沭阳县人民医院是全县新冠肺炎定点医疗机构。", {("沭阳县人民医院", "designatedAs", "定点医疗机构")}),
        ("沭阳县中医院被指定为后备医院。", {("沭阳县中医院", "designatedAs", "后备医院")}),
        ("将疫情防控作为首要任务。", set()),
    ],
)
def test_designations(extractors: tuple[Extractor, ...], line: str, expected: set[tuple[str, str, str]]) -> None:
    assert {c for c in claims(extractors, line) if c[1] == "designatedAs"} == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("县委、县政府发布《告全县人民书》。", {"县委", "县政府"}),
        ("国家卫健委《诊疗方案》要求,及时救治。", {"国家卫健委"}),
        ("沭阳县防汛抗旱指挥部印发了《关于做好防汛工作的通知》。", {"沭阳县防汛抗旱指挥部"}),
        ("《中共沭阳县委关于加强党建的意见》已经下发。", {"中共沭阳县委"}),
        ("认真落实县委《关于做好防汛工作的通知》要求。", {"县委"}),
        ("全县群众学习《防汛手册》。", set()),
        ("根据沭阳县防汛抗旱指挥部第2号通告,关闭景区。", {"沭阳县防汛抗旱指挥部"}),
        ("沭阳县防汛抗旱指挥部关于做好值守的通知", {"沭阳县防汛抗旱指挥部"}),
        ("请看《沭阳县水利局落实防汛责任实施细则》全文。", {"沭阳县水利局"}),
        ("《沭阳县水利局印象》展出。", set()),
        ("见《沭阳县财政局 沭阳县水利局关于拨付经费的通知》。", {"沭阳县财政局", "沭阳县水利局"}),
        ("国务院召开常务会议,审议通过《物业条例(草案)》。", set()),
    ],
)
def test_issuers(extractors: tuple[Extractor, ...], line: str, expected: set[str]) -> None:
    assert {o for _, p, o in claims(extractors, line) if p == "issuedBy"} == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("疾控中心成立流行病学调查组。", {("流行病学调查组", "疾控中心")}),
        ("市委、市政府组成6个督查组。", {("督查组", "市委"), ("督查组", "市政府")}),
        (
            "县防汛抗旱指挥部增设物资保障和医疗救治两个工作组。",
            {("物资保障", "县防汛抗旱指挥部"), ("医疗救治", "县防汛抗旱指挥部")},
        ),
        ("县委组织部发布消息。", set()),
        ("针对险情,水利部今天启动预案,已派出工作组指导。", {("工作组", "水利部")}),
        ("市防汛抗旱指挥部办公室要成立巡回督导组。", {("巡回督导组", "市防汛抗旱指挥部办公室")}),
    ],
)
def test_founders(extractors: tuple[Extractor, ...], line: str, expected: set[tuple[str, str]]) -> None:
    assert {(s, o) for s, p, o in claims(extractors, line) if p == "subOrgOf"} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("关于做好防汛值守工作的通知\n各镇:请做好值守。请遵照执行。\n沭阳县水利局\n2020年7月8日", {"沭阳县水利局"}),
        (
            "关于做好防汛值守工作的通知\n各镇:请做好值守工作,请遵照执行。 沭阳县水利局  沭阳县财政局 2020年7月8日",
            {"沭阳县水利局", "沭阳县财政局"},
        ),
        ("关于做好防汛值守工作的通知\n各镇:请做好值守工作,有问题请及时报告沭阳县水利局。", set()),
    ],
)
def test_a_notice_is_issued_by_those_who_sign_it(
    extractors: tuple[Extractor, ...], text: str, expected: set[str]
) -> None:
    assert {o for _, p, o in claims(extractors, text) if p == "issuedBy"} == expected


@pytest.mark.parametrize(
    ("line", "group", "members"),
    [
        (
            "成立沭阳县保供领导小组,由沭阳县财政局、沭阳县水利局负责人组成。",
            "沭阳县保供领导小组",
            {"沭阳县财政局", "沭阳县水利局"},
        ),
        (
            "沭阳县成立由沭阳县财政局牵头、沭阳县水利局等有关部门参加的企业帮扶工作组,",
            "企业帮扶工作组",
            {"沭阳县财政局", "沭阳县水利局"},
        ),
        ("由沭阳县财政局拨付资金。", "", set()),
    ],
)
def test_offices_that_make_up_a_group(
    extractors: tuple[Extractor, ...], line: str, group: str, members: set[str]
) -> None:
    assert {c for c in claims(extractors, line) if c[1] == "memberOf"} == {(m, "memberOf", group) for m in members}


def test_listed_sites_are_what_their_count_calls_them(extractors: tuple[Extractor, ...]) -> None:
    line = "各平价蔬菜销售点已备货,新增永丰超市河西店、永丰超市东门店等9个销售点。"
    expected = {(s, "designatedAs", "平价蔬菜销售点") for s in ("永丰超市河西店", "永丰超市东门店")}
    assert {c for c in claims(extractors, line) if c[1] == "designatedAs"} == expected
    assert not claims(extractors, "全县共设9个销售点。")


@pytest.mark.parametrize(
    ("signature", "expected"),
    [
        ("沭阳县水利局 二〇二一年七月八日", {"沭阳县水利局"}),
        ("中共沭阳县委宣传部\n沭阳县水利局\n2021年7月8日", {"中共沭阳县委宣传部", "沭阳县水利局"}),
        ("要求沭阳县水利局二〇二一年七月八日前完成。", set()),
        ("报沭阳县水利局。\n沭 阳 县 水 利 局 2021年7月8日", {"沭阳县水利局"}),
        ("报沭阳县水利局。\n云 河 县 水 利 局 2021年7月8日", set()),
    ],
)
def test_a_notice_is_issued_by_who_signs_it(
    extractors: tuple[Extractor, ...], signature: str, expected: set[str]
) -> None:
    text = f"关于做好防汛值守工作的通知\n各单位要加强值守,备足物资,及时报告。\n{signature}"
    assert {o for _, p, o in claims(extractors, text) if p == "issuedBy"} == expected


def test_a_signature_may_stand_before_what_is_attached(extractors: tuple[Extractor, ...]) -> None:
    duties = "各单位要加强值守,备足物资,及时报告险情。" * 12
    text = f"关于做好防汛值守工作的通知\n{duties}\n沭阳县水利局 2021年7月8日\n附件\n{duties * 2}"
    assert {o for _, p, o in claims(extractors, text) if p == "issuedBy"} == {"沭阳县水利局"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("沭阳县抽调骨干,组建12支抢险救援队。", {("抢险救援队", "沭阳县")}),
        ("连日来,江苏宿迁启动响应,派出6个督导组检查堤防。", {("督导组", "宿迁")}),
        ("宿迁市水利局派出6个督导组到沭阳县检查。", set()),
        ("在沭阳县,6个督导组正在检查。", set()),
        ("位于正定县正定镇工业园区的永丰电缆股份有限公司复工。", {("永丰电缆股份有限公司", "正定县正定镇工业园区")}),
        ("正定县正定镇的永丰电缆股份有限公司复工。", set()),
    ],
)
def test_where_teams_and_firms_are(
    extractors: tuple[Extractor, ...], line: str, expected: set[tuple[str, str]]
) -> None:
    assert {(s, o) for s, p, o in claims(extractors, line) if p == "locatedIn"} == expected


def test_a_ministry_leads_every_group_that_a_list_says_it_sends(extractors: tuple[Extractor, ...]) -> None:
    line = "水利部已组织专家制定方案,派出4个工作组和7个科技小分队前往各地。"
    assert ("科技小分队", "subOrgOf", "水利部") in claims(extractors, line)


def test_issuers_divided_by_blanks(extractors: tuple[Extractor, ...]) -> None:
    line = "青田县财政局 青田县审计局关于加强资金管理的通知\n各乡镇:现将有关事项通知如下。"
    issued = {o for _, p, o in claims(extractors, line) if p == "issuedBy"}
    assert issued == {"青田县财政局", "青田县审计局"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "按照青田县民政局、青田县财政局印发的《关于做好安置工作的通知》要求,抓紧落实。",
            {"青田县民政局", "青田县财政局"},
        ),
        (
            "财政部 税务总局关于减免费用有关问题的通知财税〔2021〕11号\n各省:",
            {"财政部", "税务总局"},
        ),
    ],
)
def test_issuers_of_cited_and_numbered_papers(extractors: tuple[Extractor, ...], line: str, expected: set[str]) -> None:
    assert {o for _, p, o in claims(extractors, line) if p == "issuedBy"} == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "新冠肺炎定点救治医院青田县人民医院护士刘丽说。",
            {("青田县人民医院", "designatedAs", "新冠肺炎定点救治医院")},
        ),
        ("定点医院的护士来到青田县人民医院。", set()),
    ],
)
def test_role_before_its_body(
    extractors: tuple[Extractor, ...], line: str, expected: set[tuple[str, str, str]]
) -> None:
    assert {c for c in claims(extractors, line) if c[1] == "designatedAs"} == expected
