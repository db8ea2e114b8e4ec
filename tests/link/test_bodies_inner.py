"""Bodies that only the names of others hold: the reports are invented."""

from __future__ import annotations

from kg.pipeline import Engine
from tests.link.test_bodies import bodies, engine, facts, relations

__all__ = ["engine"]
NATION = "关于做好有关工作的通知\n各省、自治区、直辖市财政厅(局):"


def test_a_tax_office_is_one_body_with_and_without_the_ministry(engine: Engine) -> None:
    found = facts(engine, "国家税务总局卢龙县税务局发出提示,县税务局窗口照常办理。国家税务总局提出要求。")
    offices = [n for n in bodies(found).values() if "卢龙县税务局" in n.label]
    assert len(offices) == 1
    assert "国家税务总局卢龙县税务局" in (offices[0].label, *offices[0].aliases)
    assert ("卢龙县税务局", "subOrgOf", "国家税务总局") in relations(found)


def test_a_ministry_that_only_an_office_names_is_no_body(engine: Engine) -> None:
    assert "国家税务总局" not in bodies(facts(engine, "国家税务总局卢龙县税务局发出提示。"))


def test_the_corps_leads_the_names_of_its_offices(engine: Engine) -> None:
    found = bodies(facts(engine, "新疆生产建设兵团财政局、生态环境局要落实责任。", head=NATION))
    assert "新疆生产建设兵团" not in found
    assert "新疆生产建设兵团生态环境局" in found
    assert "新疆生产建设兵团" in bodies(facts(engine, "新疆生产建设兵团要落实责任。", head=NATION))


def test_departments_that_others_are_told_to_work_with_are_none(engine: Engine) -> None:
    head = "关于做好运输工作的通知\n各省、自治区、直辖市:湖北省武汉市等地要做好运输。"
    assert not bodies(facts(engine, "要会同教育、交通运输等部门做好摸排。", head=head))


def test_sections_of_those_who_say_our(engine: Engine) -> None:
    found = facts(engine, "卢龙县教育局通知如下。材料由局体育卫生科办理。")
    assert "卢龙县教育局体育卫生科" in bodies(found)
    assert ("卢龙县教育局体育卫生科", "subOrgOf", "卢龙县教育局") in relations(found)


def test_a_bare_headquarters_of_a_level_takes_up_the_full_name(engine: Engine) -> None:
    found = bodies(facts(engine, "县指挥部值班电话公布。卢龙县防汛抗旱指挥部2021年7月20日"))
    assert [n for n in found if n.endswith("指挥部")] == ["卢龙县防汛抗旱指挥部"]
