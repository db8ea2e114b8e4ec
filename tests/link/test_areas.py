"""Places of a whole report: which division a name means, what the report is about, what lies in what."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract import areas, facilities
from kg.extract.run import extract
from kg.link.areas import Places, link_areas
from kg.link.facilities import link_facilities
from kg.model import Document, Extractor, Kind, Node, Page, Ref, Text
from kg.offsets import OffsetMap
from kg.resources import Resources, load_resources


@cache
def loaded() -> tuple[Resources, tuple[Extractor, ...]]:
    resources = load_resources()
    return resources, (areas.build(resources), facilities.build(resources))


def page_of(text: str, published: str | None = None) -> Page:
    document = Document("t", text, "t", published=published)
    return extract(Text(document, text, text, OffsetMap.identity(len(text))), loaded()[1])


def places_of(text: str, published: str | None = None) -> Places:
    return link_areas(page_of(text, published), loaded()[0])


def nodes_of(places: Places) -> dict[str, Node]:
    return {n.label: n for n in places.linked.nodes}


def within(places: Places) -> dict[str, str]:
    label = {n.key: n.label for n in places.linked.nodes}
    return {label[s.subject]: label[s.object.key] for s in places.linked.statements if isinstance(s.object, Ref)}


COUNTY = """正定县全力打好防汛硬仗
连日来,正定县委、县政府连夜部署,全县8个乡镇全部到岗。在正定镇西关村,干部上门转移群众。
我县已转移2300余人。石家庄市派出专家,会同省有关部门到县督导。正定的物资也运到湖北。
"""


def test_one_county() -> None:
    places = places_of(COUNTY)
    nodes = nodes_of(places)
    assert places.report == "area/130123"
    assert "title" in places.basis and "level words" in places.basis
    assert set(nodes) == {"正定县", "正定镇", "西关村", "石家庄市", "河北省", "湖北省"}
    assert {"正定", "全县", "我县", "县"} <= set(nodes["正定县"].aliases)
    assert nodes["西关村"].key == "area/130123100201"
    assert "正定镇西关村" in nodes["西关村"].aliases
    assert nodes["河北省"].aliases == ("省",)
    assert within(places) == {"正定县": "石家庄市", "石家庄市": "河北省", "正定镇": "正定县", "西关村": "正定镇"}


def test_words_of_one_county() -> None:
    places = places_of(COUNTY)
    middle = COUNTY.index("我县")
    assert places.of_word("县", middle) == places.of_word("全县", 0) == places.of_word("该县", middle) == "area/130123"
    assert places.of_word("市", middle) == "area/130100"
    assert places.of_word("全省", middle) == "area/130000"
    assert places.of_word("村", middle) == "area/130123100201"
    assert places.of_word("镇", middle) == "area/130123100"
    assert places.of_word("州", middle) is None
    assert places.of_word("旗帜", middle) is None
    assert places.at(0) == places.at(middle) == "area/130123"


def test_area_of_a_key() -> None:
    area = places_of(COUNTY).area("area/130123100201")
    assert area is not None
    assert (area.name, area.level, area.code) == ("西关村", "village", "130123100201")
    assert area.path == ("河北省", "石家庄市", "正定县", "正定镇")


WIDE = """四川多地出现暴雨
雅安市芦山县太平镇道路中断,全县启动响应。该县转移群众300人。
宝兴县灵关镇受灾,县里调来机械。
凉山州西昌市降下大雨,全市停课。全省共派出救援队12支。
"""


def test_a_wide_report_follows_its_paragraphs() -> None:
    places = places_of(WIDE)
    assert places.report == "area/510000"
    assert places.at(WIDE.index("转移群众")) == "area/511826"
    assert places.at(WIDE.index("调来机械")) == "area/511827"
    assert places.of_word("全县", WIDE.index("全县")) == "area/511826"
    assert places.of_word("县", WIDE.index("县里")) == "area/511827"
    assert places.of_word("全市", WIDE.index("全市")) == "area/513401"
    assert places.of_word("全省", WIDE.index("全省")) == "area/510000"


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("沈阳市和平区召开会议,和平区各街道落实。", "和平区", "210102"),
        ("和平区召开会议。天津市派员参加。", "和平区", "120101"),
        ("江苏南京鼓楼区设点。", "鼓楼区", "320106"),
        ("福建省福州市,鼓楼区设点。", "鼓楼区", "350102"),
        ("吉林启动响应。", "吉林省", "220000"),
        ("吉林市启动响应。", "吉林市", "220200"),
        ("青海海南藏族自治州共和县恰卜恰镇", "共和县", "632521"),
    ],
)
def test_names_that_several_places_share(text: str, name: str, code: str) -> None:
    assert nodes_of(places_of(text))[name].key == f"area/{code}"


def test_a_name_that_nothing_decides_has_no_code() -> None:
    node = nodes_of(places_of("城里的鼓楼区设点。"))["鼓楼区"]
    assert node.key == "area/-/鼓楼区"
    assert "adminCode" not in dict(node.attributes)


@pytest.mark.parametrize(
    ("year", "code"),
    [("2020-02-03", "141028202202"), ("2023-08-01", "141028102226")],
)
def test_the_edition_follows_the_date(year: str, code: str) -> None:
    places = places_of("吉县启动响应,吉县真村转移群众。", year)
    assert nodes_of(places)["真村"].key == f"area/{code}"


@pytest.mark.parametrize(
    ("text", "report"),
    [
        ("东山县、云霄县联防联控\n漳州市东山县、云霄县设卡。", "area/350600"),
        ("义乌:小商品走向世界\n义乌市浙江商户多。", "area/330782"),
        ("春耕有序推进\n在河南、山东、安徽、湖北,农民忙春耕。我国粮食丰收。", "area/CN"),
        ("新华社北京2月3日电\n有关部门印发通知,要求做好保供。", None),
        ("保障供应\n有关部门印发通知。", None),
    ],
)
def test_what_a_report_is_about(text: str, report: str | None) -> None:
    places = places_of(text)
    assert places.report == report
    assert places.basis


def test_places_without_code_lie_in_what_was_named_before_them() -> None:
    places = places_of("宽城满族自治县岔路沟新村建起大棚,宽城县派人指导。")
    assert within(places)["岔路沟新村"] == "宽城满族自治县"
    assert nodes_of(places)["岔路沟新村"].key.startswith("area/130827/")


def test_the_words_after_a_village_say_where_it_lies() -> None:
    places = places_of("云南加强党建\n云南各地推进。青竹垭村是西双版纳勐海县的一个边境村。\n")
    assert within(places)["青竹垭村"] == "勐海县"


def test_zones_of_a_wide_report_lie_in_its_area() -> None:
    places = places_of("重庆市召开会议\n巴南区、璧山区发言,万盛经开区设分会场。\n")
    assert within(places)["万盛经开区"] == "重庆市"


def test_provinces_of_other_countries_lie_in_them() -> None:
    places = places_of("多国发布海啸预警\n日本岩手县、美国夏威夷州观测到海啸,夏威夷州发布警报。\n")
    assert within(places) == {"岩手县": "日本", "夏威夷州": "美国"}


def test_aid_does_not_make_a_place_the_area_of_a_report() -> None:
    places = places_of("全力抗疫\n上海医疗队驰援武汉。增援武汉的队员到岗,为武汉加油。本市加强保障。\n")
    assert places.report == "area/310000"


def test_towns_without_code_lie_in_the_county_of_the_report() -> None:
    places = places_of("盘州市公告\n根据六盘水市要求,盘州市对翰林街道、双凤街道静态管理。")
    assert within(places)["双凤街道"] == "盘州市"


def test_the_text_decides_where_a_town_lies() -> None:
    places = places_of("五台县台怀镇防火\n五台县台怀镇组织巡查,五台山风景名胜区配合。")
    assert within(places)["台怀镇"] == "五台县"


@pytest.mark.parametrize(("year", "code"), [("2019-05-01", "520522"), ("2024-05-01", "520581")])
def test_a_place_that_changed_its_code(year: str, code: str) -> None:
    places = places_of("贵州省毕节市黔西化屋村", year)
    assert f"area/{code}" in {n.key for n in places.linked.nodes}


def test_facilities_lie_where_the_text_says() -> None:
    text = "芦山县发生6.1级地震\n地震震中位于芦山县太平镇。雅安市宝兴县的五福隧道中断。长江水位上涨。"
    page = page_of(text)
    places = link_areas(page, loaded()[0])
    linked = link_facilities(page, places)
    label = {n.key: n.label for n in (*places.linked.nodes, *linked.nodes)}
    located = {label[s.subject]: label[s.object.key] for s in linked.statements if isinstance(s.object, Ref)}
    assert located == {"芦山县6.1级地震震中": "太平镇", "五福隧道": "宝兴县"}
    assert "长江" in {n.label for n in linked.nodes}


def test_a_shorter_name_of_a_site_is_the_same_site() -> None:
    text = "正定县防汛\n在正定镇西关村疫情防控检测点,干部值守。西关检测点有6人。"
    page = page_of(text)
    linked = link_facilities(page, link_areas(page, loaded()[0]))
    assert [n.label for n in linked.nodes] == ["西关村疫情防控检测点"]
    assert "西关检测点" in linked.nodes[0].aliases


def test_bare_stations_are_sites_of_counties_only() -> None:
    county = page_of("正定县防汛\n在火车站、汽车站设卡。")
    wide = page_of("河北防汛\n在火车站、汽车站设卡。")
    assert len(link_facilities(county, link_areas(county, loaded()[0])).nodes) == 2
    assert link_facilities(wide, link_areas(wide, loaded()[0])).nodes == ()


WORDS = [
    "正定县",
    "全县",
    "该市",
    "石家庄市",
    "省",
    "鼓楼区",
    "和平区",
    "城关镇",
    "西关村",
    "湖北",
    "、",
    "。",
    "\n",
    "启动响应",
    "在",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12).map("".join))
def test_every_key_has_a_node_and_every_parent_too(text: str) -> None:
    places = places_of(text)
    keys = {n.key for n in places.linked.nodes}
    assert set(places.linked.keys.values()) <= keys
    assert all(isinstance(s.object, Ref) and s.object.key in keys for s in places.linked.statements)
    assert all(n.kind is Kind.AREA and n.marks for n in places.linked.nodes)
    assert all(s.subject != getattr(s.object, "key", None) for s in places.linked.statements)
    for word in ("县", "全市", "该县", "省", "村"):
        key = places.of_word(word, len(text))
        assert key is None or key in places.areas


def test_rivers_and_parts_of_sites_lie_where_their_sentence_says() -> None:
    page = page_of("多地降雨\n在湖南平江县,汨罗江水位上涨。淮河支流沙颍河水位上涨。\n")
    places = link_areas(page, loaded()[0])
    where = {s.subject.split("/")[-1]: s.object for s in link_facilities(page, places).statements}
    assert where["汨罗江"] == Ref("area/430626")
    assert "沙颍河" not in where


def test_cities_abroad_lie_in_their_province() -> None:
    places = places_of("土耳其地震\n救援队赶到土耳其,到达受灾严重的哈塔伊省安塔基亚市救援。\n")
    assert within(places) == {"哈塔伊省": "土耳其", "安塔基亚市": "哈塔伊省"}


@given(st.text("在到云河县市青江水位上涨的、和站堤,。", max_size=30))
@settings(max_examples=60, deadline=None)
def test_any_text_links_its_sites(text: str) -> None:
    page = page_of(text)
    link_facilities(page, link_areas(page, loaded()[0]))


def test_a_site_with_an_address_lies_there() -> None:
    page = page_of("正定县有关事项\n受理地址:石家庄市长安区和平路1号正定县便民服务大厅。")
    places = link_areas(page, loaded()[0])
    said = {(s.predicate, s.object.key) for s in link_facilities(page, places).statements if isinstance(s.object, Ref)}
    assert said == {("locatedIn", "area/130102")}
