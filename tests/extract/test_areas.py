"""Place names: the sentences are invented, the places are real."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.areas import build
from kg.extract.layout import lay_out
from kg.gazetteer.lookup import load_gazetteer
from kg.model import AreaForm, Document, Extractor, Mention, Page, Text
from kg.offsets import OffsetMap
from kg.resources import load_resources


@pytest.fixture(scope="module")
def areas() -> Extractor:
    return build(load_resources())


def mentions(areas: Extractor, line: str) -> list[Mention]:
    text = Text(Document("t", line, "t"), line, line, OffsetMap.identity(len(line)))
    return sorted((m for m in areas(Page(text, lay_out(line))) if isinstance(m, Mention)), key=lambda m: m.span)


def names(areas: Extractor, line: str) -> list[str]:
    return [m.form.name for m in mentions(areas, line) if isinstance(m.form, AreaForm) and m.form.word is None]


def words(areas: Extractor, line: str) -> list[str]:
    return [m.form.name for m in mentions(areas, line) if isinstance(m.form, AreaForm) and m.form.word]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("正定县、灵寿县同时启动响应。", ["正定县", "灵寿县"]),
        ("全市沿海地区增加纳税人服务点,依法国有资产由精英国际学校管理。", []),  # no country across words
        ("8日本报讯,今日本市座谈,其中国有企业五家。", []),
        ("美国专家与法国人赴日本,加纳籍游客在海地。", ["美国", "法国", "日本", "加纳", "海地"]),
        ("山东滨州启动响应。", ["山东", "滨州"]),  # no 滨 in the east
        ("台湾花莲县海域地震,花莲县有感。", ["台湾", "花莲县", "花莲县"]),
        ("台湾同胞回乡,台湾各县市有雨。", ["台湾", "台湾"]),
        ("车辆从河北方向驶入山西。", ["河北", "山西"]),
        ("北京市昌平、通州、延庆等区受灾。", ["北京市", "昌平", "通州", "延庆"]),
        ("重庆市涪陵区降下暴雨。", ["重庆市", "涪陵区"]),
        ("四川省凉山彝族自治州木里藏族自治县", ["四川省", "凉山彝族自治州", "木里藏族自治县"]),
        ("凉山州木里县发生火灾", ["凉山州", "木里县"]),
        ("湖南湘潭雨湖区受灾", ["湖南", "湘潭", "雨湖区"]),
        ("辽宁朝阳北票市上园镇种菜", ["辽宁", "朝阳", "北票市", "上园镇"]),
        ("正定县的物资运到湖北、武汉和驻马店", ["正定县", "湖北", "武汉", "驻马店"]),
        ("青海海东民和、循化、化隆三个县受灾", ["青海", "海东", "民和", "循化", "化隆"]),
        ("陕西洛川、富平等2个县", ["陕西", "洛川", "富平"]),
        ("地震波及韩国、日本", ["韩国", "日本"]),
        ("我国北方降温", ["我国"]),
        ("支援雄安新区建设", ["雄安新区"]),
        ("陕西安康、商洛等地强降雨。在安康,有人受困", ["陕西", "安康", "商洛", "安康"]),
        ("九江、赣州、吉安、新余", ["九江", "赣州", "吉安", "新余"]),
        ("内蒙古包头市", ["内蒙古", "包头市"]),
    ],
)
def test_counties_and_above(areas: Extractor, line: str, expected: list[str]) -> None:
    assert names(areas, line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("临洮县八里铺镇王家大庄村脱贫", ["临洮县", "八里铺镇", "王家大庄村"]),
        ("阳朔县白沙镇、高田镇受灾,高田镇蒙村断电", ["阳朔县", "白沙镇", "高田镇", "高田镇", "蒙村"]),
        ("木里县项脚乡", ["木里县", "项脚乡"]),  # 项脚蒙古族乡
        ("大理市下关街道办事处", ["大理市", "下关街道"]),
        ("东莞市虎门镇", ["东莞市", "虎门镇"]),
        ("宽城县岔路沟新村建起大棚", ["宽城县", "岔路沟新村"]),  # in no table, right after its county
        ("走进涞水的三坡镇,三坡镇正在重建。", ["三坡镇", "三坡镇"]),
        ("正定县正定镇、双凤镇封控", ["正定县", "正定镇", "双凤镇"]),  # in no table of that county, but in a list
        ("洛阳高新区、洛阳市洛龙区", ["洛阳高新区", "洛阳", "洛阳市", "洛龙区"]),
    ],
)
def test_towns_villages_zones(areas: Extractor, line: str, expected: list[str]) -> None:
    assert sorted(names(areas, line)) == sorted(expected)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("排查入滇人员", ["滇"]),
        ("援鄂医疗队返回", ["鄂"]),
        ("苏皖等地有大雨", ["苏", "皖"]),
        ("返京人员须报备", ["京"]),
        ("苏浙沪成为主要市场,京津冀客商增多", ["苏", "浙", "沪", "京", "津", "冀"]),
        ("京津冀协同发展,港澳台同胞捐款,京津冀地区有雨", []),
        ("小麦返青期管理", []),
        ("沪渝高速检查站", []),
        ("鄂牌车辆", []),
    ],
)
def test_one_character_forms(areas: Extractor, line: str, expected: list[str]) -> None:
    assert names(areas, line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "各村、各社区设卡,行政村和自然村全覆盖",
        "城中村、城乡结合部是重点",
        "西南地区、长三角地区、老城区有雨",
        "和平、安定、友好、合作",
        "平安通行证和安康码",
        "弘扬延安精神",
        "沿解放路、中山路、北京路清扫",
        "代县长到会",
        "市和县两级联动",
        "省公安厅、市资源局",
        "确保定点医院不停诊,树立远大理想",
        "新疆生产建设兵团",
        "黄河南岸和淮河北岸",
        "太湖水位较高,里下河排涝",
        "黄淮海地区持续少雨",
        "适用《中华人民共和国行政复议法》",
        "(记者 李汉中)",
        "驻村工作队走村入户",
        "静态管理区、封控区、防范区",
        "中国移动和中国人寿捐款",
        "住房城乡建设部门",
        "解热镇痛药",
        "充分发挥社区作用,指导社区排查,指导社区消杀",
    ],
)
def test_no_places(areas: Extractor, line: str) -> None:
    assert names(areas, line) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("全县上下,我省各地,该市启动,本区落实", ["全县", "我省", "该市", "本区"]),
        ("中央和省、市作出部署", ["省", "市"]),
        ("省委、省政府要求", ["省", "省"]),
        ("县委常委到会", ["县"]),
        ("会同省、州派驻专家", ["省", "州"]),
        ("落实中央、省市关于防汛的要求", ["省", "市"]),
        ("超市关于退货的说明,各县关于防汛的经验", []),
        ("自治区疾控中心派人", ["自治区"]),
        ("全市场、全区域、本区间", []),
        ("各县区、各省市", []),
        ("超市、城市、夜市", []),
        ("市民在市场买菜", []),
    ],
)
def test_level_words(areas: Extractor, line: str, expected: list[str]) -> None:
    assert words(areas, line) == expected


COUNTIES = [
    d.name for d in load_gazetteer().upper if d.level == "county" and d.name.endswith(("县", "旗")) and len(d.name) > 2
]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(COUNTIES), st.sampled_from(["在{}召开会议", "{}委书记说", "来到{},看望群众", "。{}启动响应"]))
def test_every_full_county_name_is_found_where_it_stands(county: str, frame: str) -> None:
    line = frame.format(county)
    areas = build(load_resources()) if not CACHE else CACHE[0]
    CACHE[:] = [areas]
    found = [m for m in mentions(areas, line) if isinstance(m.form, AreaForm) and m.form.word is None]
    assert [m.span.of(line) for m in found] == [county]


CACHE: list[Extractor] = []


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="全我该省市县区州镇村社区街道湖北武汉南岸吉林路在,。、的和 3\n", max_size=60))
def test_spans_never_leave_the_text_nor_repeat(line: str) -> None:
    areas = CACHE[0] if CACHE else build(load_resources())
    CACHE[:] = [areas]
    found = mentions(areas, line)
    assert all(0 <= m.span.start < m.span.end <= len(line) for m in found)
    assert len({(m.span, m.form) for m in found}) == len(found)
