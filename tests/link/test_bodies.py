"""Identity of organisations: the reports are invented; counties are real so that the gazetteer knows them."""

from __future__ import annotations

import pytest

from kg.model import Document, Facts, Kind, Node, Ref
from kg.pipeline import Engine, facts_of, load_engine

HEAD = "卢龙县加强防汛工作\n卢龙县位于河北省秦皇岛市。卢龙县全县上下行动起来。"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine()


def facts(engine: Engine, body: str, head: str = HEAD) -> Facts:
    return facts_of(Document("t", f"{head}\n{body}", "t"), engine)


def bodies(found: Facts) -> dict[str, Node]:
    return {n.label: n for n in found.nodes if n.kind is Kind.ORGANIZATION}


def relations(found: Facts) -> set[tuple[str, str, str]]:
    label = {n.key: n.label for n in found.nodes}
    return {
        (label[s.subject], s.predicate, label[s.object.key])
        for s in found.statements
        if isinstance(s.object, Ref) and s.predicate in ("subOrgOf", "jurisdiction", "locatedIn")
    }


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("县委召开会议。", "中共卢龙县委员会"),
        ("县政府拨付资金。", "卢龙县人民政府"),
        ("县人大、县政协领导带队。", "卢龙县人民代表大会常务委员会"),
        ("县政协领导带队检查。", "中国人民政治协商会议卢龙县委员会"),
        ("疾控中心开展消杀。", "卢龙县疾病预防控制中心"),
        ("县纪委监委督查。", "卢龙县纪委监委"),
        ("县人社局举办招聘会。", "卢龙县人力资源和社会保障局"),
        ("县医院接诊。", "卢龙县医院"),
        ("省委部署工作。", "中共河北省委员会"),
        ("国家防总派出人员。", "国家防汛抗旱总指挥部"),
        ("党中央作出部署。", "中共中央"),
        ("从中央到地方多方驰援。", "中共中央"),
        ("西藏军区出动官兵。", "西藏军区"),
        ("村庄获联合国旅游组织表彰。", "联合国旅游组织"),
        ("县委组织部发文。", "中共卢龙县委员会组织部"),
        ("县公安局党委研究。", "中共卢龙县公安局委员会"),
        ("发改、卫健等部门联合行动。", "卢龙县卫健部门"),
    ],
)
def test_names(engine: Engine, line: str, label: str) -> None:
    named = {name for n in bodies(facts(engine, line)).values() for name in (n.label, *n.aliases)}
    assert label in named


def test_short_and_full_names_are_one_body(engine: Engine) -> None:
    found = bodies(facts(engine, "卢龙县委部署防汛。县委要求落实责任。中共卢龙县委发出通知。"))
    assert list(found) == ["中共卢龙县委员会"]
    assert {"卢龙县委", "县委", "中共卢龙县委"} <= set(found["中共卢龙县委员会"].aliases)


def test_a_bare_headquarters_is_the_one_named_in_full(engine: Engine) -> None:
    found = bodies(facts(engine, "指挥部连夜会商。县防汛抗旱指挥部启动响应。指挥部要求加强巡堤。"))
    assert list(found) == ["卢龙县防汛抗旱指挥部"]


def test_headquarters_of_two_levels_stay_apart(engine: Engine) -> None:
    found = bodies(facts(engine, "河北省防汛抗旱指挥部发文。卢龙县防汛抗旱指挥部落实。"))
    assert len({n.key for n in found.values()}) == 2


def test_a_working_group_is_taken_up_by_its_head(engine: Engine) -> None:
    found = bodies(facts(engine, "成立了11个工作督导组。督导组深入一线检查。"))
    assert [n for n in found if n.endswith("督导组")] == ["工作督导组"]


def test_generic_organs_of_wider_reports_are_no_bodies(engine: Engine) -> None:
    found = facts(engine, "疾控中心要做好监测。", head="河北省加强防汛工作\n河北省全省上下行动起来。河北省落实责任。")
    assert bodies(found) == {}


@pytest.mark.parametrize("line", ["水利部派出3个工作组赴各地。", "水利部召开会商,目前共有9个工作组在各地协助。"])
def test_working_groups_of_a_ministry_are_part_of_it(engine: Engine, line: str) -> None:
    found = facts(engine, line)
    assert "水利部工作组" in {node.label for node in bodies(found).values()}
    assert "subOrgOf" in {predicate for _, predicate, _ in relations(found)}


def test_keys_do_not_depend_on_the_order_of_names(engine: Engine) -> None:
    one = bodies(facts(engine, "县委部署。卢龙县委要求。"))
    two = bodies(facts(engine, "卢龙县委要求。县委部署。"))
    assert {n.key for n in one.values()} == {n.key for n in two.values()}


def test_a_provinces_committee_only_in_its_departments_name_is_none(engine: Engine) -> None:
    found = relations(facts(engine, "河北省委组织部、省医院参加。", "河北省动态"))
    assert ("中共河北省委员会组织部", "jurisdiction", "河北省") in found
    assert not any("中共河北省委员会" in (s, o) for s, _, o in found)
    named = relations(facts(engine, "河北省委组织部参加,省委要求抓紧春耕。", "河北省动态"))
    assert ("中共河北省委员会组织部", "subOrgOf", "中共河北省委员会") in named
    county = relations(facts(engine, "县委组织部、县医院参加。"))
    assert ("中共卢龙县委员会组织部", "subOrgOf", "中共卢龙县委员会") in county


def test_only_a_medium_that_says_where_it_is_lies_there(engine: Engine) -> None:
    found = relations(facts(engine, "卢龙县政府网站、大河网报道,河南省、河南发来物资。"))
    assert not any(s == "大河网" for s, _, _ in found)


def test_relations(engine: Engine) -> None:
    found = relations(facts(engine, "县委组织部、县医院、卢龙县晨光纺织有限公司参加。"))
    assert {
        ("中共卢龙县委员会", "jurisdiction", "卢龙县"),
        ("中共卢龙县委员会组织部", "subOrgOf", "中共卢龙县委员会"),
        ("卢龙县医院", "locatedIn", "卢龙县"),
        ("卢龙县晨光纺织有限公司", "locatedIn", "卢龙县"),
    } <= found


def test_bodies_of_other_places_have_no_jurisdiction(engine: Engine) -> None:
    found = relations(facts(engine, "湖北省卫健委来函致谢。"))
    assert not [r for r in found if r[1] == "jurisdiction"]


def test_governments_of_countries_keep_their_names(engine: Engine) -> None:
    assert {"土耳其政府", "中国政府"} <= set(bodies(facts(engine, "应土耳其政府请求,中国政府派遣救援队。")))
    assert "卢龙县人民政府" in bodies(facts(engine, "卢龙县政府拨付资金。"))


def test_a_brand_that_only_its_branch_names_is_no_body_of_its_own(engine: Engine) -> None:
    found = facts(engine, "中国电信卢龙分公司捐款10万元。")
    assert "中国电信" not in bodies(found)
    assert ("中国电信卢龙分公司", "locatedIn", "卢龙县") in relations(found)


def test_departments_of_a_passage_belong_to_its_area(engine: Engine) -> None:
    text = "山西平遥县出现暴雨,交警部门加强疏导。\n河北正定县启动响应。\n"
    assert "平遥县交警部门" in bodies(facts(engine, text, "多地强降雨 各地积极应对"))


def test_an_office_of_a_government_is_part_of_it(engine: Engine) -> None:
    found = relations(facts(engine, "卢龙县政府部署工作。卢龙县政府办公室印发通知。柳河村的党员应急小队巡查。"))
    assert ("卢龙县人民政府办公室", "subOrgOf", "卢龙县人民政府") in found


def test_sections_of_a_table_belong_to_the_signer(engine: Engine) -> None:
    found = facts(engine, "咨询电话如下。 参保科:61230001 待遇科:61230002\n卢龙县社会保险局\n2020年3月2日")
    assert ("卢龙县社会保险局参保科", "subOrgOf", "卢龙县社会保险局") in relations(found)
    assert ("卢龙县社会保险局待遇科", "subOrgOf", "卢龙县社会保险局") in relations(found)


def test_short_names_in_a_list_of_ministries_are_national(engine: Engine) -> None:
    found = bodies(facts(engine, "按照工业和信息化部、统计局、财政部的规定办理。"))
    assert "国家统计局" in found and "卢龙县统计局" not in found


def test_a_word_said_twice_makes_no_section(engine: Engine) -> None:
    assert [n for n in bodies(facts(engine, "县水利局水利局印发通知。")) if "水利局" in n] == ["卢龙县水利局"]


def test_national_bodies_govern_the_country_in_a_report_on_it(engine: Engine) -> None:
    found = relations(facts(engine, "水利部派出工作组,国务院扶贫办、国务院作出部署。", "全国防汛形势严峻"))
    assert {("水利部", "jurisdiction", "中国"), ("国务院扶贫办", "subOrgOf", "国务院")} <= {
        (s.replace("扶贫开发领导小组办公室", "扶贫办"), p, o) for s, p, o in found
    }
    assert not any(o == "中国" for _, _, o in relations(facts(engine, "水利部派出工作组,国务院作出部署。")))


def test_a_branch_lies_where_its_name_says_and_a_service_serves_its_place(engine: Engine) -> None:
    found = relations(facts(engine, "人保财险秦皇岛分公司开通热线。卢龙县劳动鉴定中心暂停服务。"))
    assert ("人保财险秦皇岛分公司", "locatedIn", "秦皇岛市") in found
    assert ("卢龙县劳动鉴定中心", "jurisdiction", "卢龙县") in found


def test_level_word_before_the_place_that_it_holds(engine: Engine) -> None:
    found = facts(engine, "2月9日,市委书记王大明到卢龙县和海港区看望群众。秦皇岛市各部门参加。", head="新闻")
    assert "中共秦皇岛市委员会" in bodies(found)


def test_ministry_in_a_list_divided_by_blanks(engine: Engine) -> None:
    found = facts(engine, "根据《财政部 发展改革委 工业和信息化部关于资金支持的通知》执行。")
    assert "国家发展和改革委员会" in bodies(found)


def test_branch_of_the_central_bank(engine: Engine) -> None:
    found = facts(engine, "贷款按人民银行规定办理,由人行秦皇岛中支负责。")
    branch = bodies(found)["人行秦皇岛中支"]
    assert "中国人民银行秦皇岛市中心支行" in branch.aliases
    assert ("人行秦皇岛中支", "subOrgOf", "中国人民银行") in relations(found)


@pytest.mark.parametrize(
    ("told", "whole"),
    [("国务院国资委召开会议。", "国务院国有资产监督管理委员会宣传局"), ("", "国资委宣传局")],
)
def test_section_of_a_national_office(engine: Engine, told: str, whole: str) -> None:
    found = facts(engine, f"{told}国资委宣传局局长王大明说,情况很好。", head="新闻")
    assert [n for n in bodies(found) if n.endswith("宣传局")] == [whole]
