"""Sites: the sentences are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.extract import areas, facilities
from kg.extract.layout import lay_out
from kg.model import Document, Extractor, FacilityForm, Mention, Page, Text
from kg.offsets import OffsetMap
from kg.resources import load_resources


@pytest.fixture(scope="module")
def extractors() -> tuple[Extractor, Extractor]:
    resources = load_resources()
    return areas.build(resources), facilities.build(resources)


def sites(extractors: tuple[Extractor, Extractor], line: str) -> list[str]:
    text = Text(Document("t", line, "t"), line, line, OffsetMap.identity(len(line)))
    page = Page(text, lay_out(line))
    page = replace(page, mentions=tuple(m for m in extractors[0](page) if isinstance(m, Mention)))
    found = sorted((m for m in extractors[1](page) if isinstance(m, Mention)), key=lambda m: m.span)
    assert all(m.span.of(line) in m.form.name for m in found if isinstance(m.form, FacilityForm))
    return [m.form.name for m in found if isinstance(m.form, FacilityForm)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("将瑞天酒店、常山宾馆确定为集中隔离点", ["瑞天酒店", "常山宾馆"]),
        ("征用天元大酒店", ["天元大酒店"]),
        ("鼓楼区:东湖公寓、永丰超市(河西店)\n云龙区:柳河苑", ["东湖公寓", "永丰超市(河西店)", "柳河苑"]),
        ("鼓楼区:东湖绿苑", []),
        ("沛县一带,沿青云河流域的电力设施受损", ["青云河"]),
        ("列车晚上抵达徐州站,明早返回", ["徐州站"]),
        ("正定县集中隔离点收治3人", ["正定县集中隔离点"]),
        ("在临洮县八里铺镇王家大庄村疫情防控检测点值守", ["王家大庄村疫情防控检测点"]),
        ("京港澳高速正定出口设卡", ["京港澳高速正定出口"]),
        ("阳朔县城通往桂林市区的高速路口设卡", []),  # 阳朔县 + 城: the route names its seat
        ("阳朔县县城通往桂林市区的高速路口设卡", ["阳朔县县城通往桂林市区的高速路口"]),
        ("图们市图们口岸闭环管理,图们江大桥设卡", ["图们口岸", "图们江大桥"]),
        ("磨盘山水库超汛限水位", ["磨盘山水库"]),
        ("长江水位上涨,黄河干流封冻", ["长江", "黄河"]),
        ("地震震中位于芦山县太平镇", ["地震震中"]),
        ("在飞机场、火车站、汽车站设卡", ["飞机场", "火车站", "汽车站"]),
        ("将市区一所学校改造为集中隔离点", ["集中隔离点"]),
        ("在济乐高速商河收费站、国道340检查站值守", ["济乐高速商河收费站", "国道340检查站"]),
        ("商河县体育馆关闭,沙河镇隔离点启用", ["商河县体育馆", "沙河镇隔离点"]),
        ("绵远河水位上涨", ["绵远河"]),
        ("县人民广场停用", ["人民广场"]),
        ("临洮县王家大庄村的老人住进新建的养老院", ["养老院"]),
        ("丹东市的浪头机场停运", ["浪头机场"]),
        ("走访福星市场、永安里市场、华兴综合市场等3个市场", ["福星市场", "永安里市场", "华兴综合市场"]),
        ("商河县沙河镇这个可住300人的安置点供电正常", ["安置点"]),
        ("先后开启三孔和九孔闸泄洪", ["三孔闸", "九孔闸"]),
        ("正定县木刀沟河段出现险情", ["木刀沟河"]),
        ("正定县周汉河段出现险情", ["周汉河"]),
        ("长江支流青弋江决口", ["长江", "青弋江"]),
        ("泗水县险情:泗泥河沿岸一处决口,泗泥河水情平稳", ["泗泥河", "泗泥河"]),
        ("淮河干流鲁台子站水位上涨", ["淮河", "淮河鲁台子站"]),
        ("湖州市的东升节制闸开闸", ["东升节制闸"]),
        ("洪水流经永定河和大清河。", ["永定河", "大清河"]),
        ("商河县木刀沟河水上涨,商河县古城进水", ["木刀沟河", "商河县古城"]),
        ("村里建起河东湾蔬菜集散中心,销路不愁", ["河东湾蔬菜集散中心"]),
        ("今年,冀中冷链物流基地落户商河县", ["冀中冷链物流基地"]),
        ("商河县许商路疫情防控点扫码登记", ["许商路疫情防控点"]),
        ("从京港澳高速正定南站驶出", ["京港澳高速正定南站"]),
        ("G318国道中断,104国道、省道104线抢通", ["G318国道", "104国道", "省道104线"]),
        ("调度长江、珠江、淮河等流域的水库", ["长江", "珠江", "淮河"]),
        ("调度三峡水库减少出库流量", ["三峡水库"]),
        ("在永丰超市河西店、大华超市等销售", ["永丰超市河西店", "大华超市"]),
        ("在商河县沙河镇的木雕营造技艺博物馆", ["木雕营造技艺博物馆"]),
        ("京沪高铁和津保铁路安全运行", ["京沪高铁", "津保铁路"]),
        ("商河县图书馆闭馆,抵达青松林场", ["商河县图书馆", "青松林场"]),
        ("兰新铁路抢通,经沪昆高速绕行", ["兰新铁路", "沪昆高速"]),
        ("被困在柳林站、石门站的旅客转移", ["柳林站", "石门站"]),
        ("有北拒马河、柳泉河、小清河三条河流经过", ["北拒马河", "柳泉河", "小清河"]),
        ("在正定县龙泉嘉园10号院门口", ["龙泉嘉园10号院"]),
        ("正定县的雪花梨种植基地被确定为示范点", ["雪花梨种植基地"]),
        ("市长前往云河国际、金色家园等楼宇检查", ["云河国际", "金色家园"]),
    ],
)
def test_sites(extractors: tuple[Extractor, Extractor], line: str, expected: list[str]) -> None:
    assert sites(extractors, line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "全县设立检测点832个",
        "正定县交通卡点严查车辆,灵寿县检测点已撤",
        "建设一批养老院",
        "建成高标准现代农业产业园,建成标准化蔬菜种植基地。",
        "到商河县沙河镇、居民小区等小区检查",
        "各高速出口设卡",
        "所有酒店、宾馆暂停营业",
        "3家酒店作为备用隔离点",
        "车站、机场、码头要加强消毒",
        "长江中下游一带有雨",
        "加固大堤、调度各水库",
        "做好小区封闭管理,老旧小区改造",
        "扩大出口、推进互联互通",
        "尽快恢复农贸市场供应",
        "大型商超、农产品批发市场正常营业",
        "中小河流水位上涨,多条河流洪水超警",
        "设置4个临时安置点",
        "徽州区部分乡村河段漫堤",
        "国际市场、国内市场等两个市场",
        "这座煤矿复产",
        "国家铁路、高速铁路加强防疫",
        "统计系统中宾馆的人数,合理安排农贸市场营业",
        "加快建设春耕农机线上服务站",
    ],
)
def test_no_sites(extractors: tuple[Extractor, Extractor], line: str) -> None:
    assert sites(extractors, line) == []
