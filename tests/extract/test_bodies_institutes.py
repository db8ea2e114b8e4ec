"""Public institutions and sections of a body: the sentences are invented."""

from __future__ import annotations

import pytest

from tests.extract.test_bodies import Readers, forms, names, readers

__all__ = ["readers"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("使用平阳县数字身份认证中心的证书", "平阳县数字身份认证中心"),
        ("材料交到区公服中心。", "区公服中心"),
        ("责任单位:县投促中心、县统计局", "县投促中心"),
        ("平阳县图书馆即日起闭馆", "平阳县图书馆"),
        ("浙江省标准化研究院负责解释", "浙江省标准化研究院"),
        ("登陆温州市人力资源和社会保障事务中心网站", "温州市人力资源和社会保障事务中心"),
        ("请及时报送商务部(外资司)。", "商务部(外资司)"),
        ("温州市水务局排水监督与再生水管理处,联系电话:55551234", "温州市水务局排水监督与再生水管理处"),
    ],
)
def test_found(readers: Readers, line: str, expected: str) -> None:
    assert expected in names(readers, line)


@pytest.mark.parametrize(
    "line",
    [
        "游客来到温州市会展中心",
        "温州市建设国际金融中心",
        "送到社区卫生防护中心就诊",
        "引导区域农机服务中心参与",
        "五马街道中心小学开学",
        "把平阳县打造成区域物流中心",
        "走进市中心",
        "各县技术推广站要到位",
        "平阳县图书馆闭馆",
    ],
)
def test_no_institution(readers: Readers, line: str) -> None:
    assert not [n for n in names(readers, line) if n.endswith(("中心", "推广站", "闭馆"))]


def test_one_without_its_work_is_none(readers: Readers) -> None:
    assert names(readers, "温州市研究院") == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("报县教育局、装备中心。", ["县教育局", "装备中心"]),
        ("由局体育卫生科办理。", ["体育卫生科"]),
        ("请及时报告我部人力资源流动管理司。", ["人力资源流动管理司"]),
        ("平阳县引导银行机构加大投放", []),
        ("地址:平阳县东厂胡同5号", []),
        ("转发国家、省及各地卫健委发布的信息", []),
        ("浙江省卫生健康、交通运输等行业主管部门加强督导", ["交通运输", "浙江省卫生健康"]),
        ("温州市渔业主管部门发放补助", []),
    ],
)
def test_units_lists_and_classes(readers: Readers, line: str, expected: list[str]) -> None:
    assert sorted(names(readers, line)) == sorted(expected)


def test_a_signature_in_two_halves_is_one_name(readers: Readers) -> None:
    line = "谢谢大家! 温州市新型冠状病毒感染的肺炎疫情 防控工作指挥部 2020年2月5日"
    assert "温州市新型冠状病毒感染的肺炎疫情 防控工作指挥部" in names(readers, line)
    assert "市防控工作指挥部" in names(readers, "各县做好工作 市防控工作指挥部要求")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("对接部门:区科信局;电话另行通知", ["区科信局"]),
        ("温州市食品安全委员会印发方案", ["温州市食品安全委员会"]),
        ("指定市天悦新特药有限责任公司定点销售", ["市天悦新特药有限责任公司"]),
        ("园区的天目药业已经复工", ["天目药业"]),
        ("专家在天目医院会诊", ["天目医院"]),
        ("送到学校医院治疗", []),
        ("支持农牧业发展", []),
        ("外资和其中国有大型银行的增速", []),
        ("在温州主要政府性担保公司中", []),
        ("区域格局正在改变", []),
        ("五马村居民委员会", ["五马村居民委员会"]),
    ],
)
def test_names_that_no_list_holds(readers: Readers, line: str, expected: list[str]) -> None:
    assert names(readers, line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("土耳其和叙利亚外交部发表声明", ["叙利亚外交部", "土耳其外交部"]),
        ("土耳其外交部和叙利亚外交部发表声明", ["叙利亚外交部", "土耳其外交部"]),
        ("土耳其灾害和应急管理局公布", ["土耳其灾害和应急管理局"]),
        ("世卫组织驻土耳其办事处负责人说", ["世卫组织", "世卫组织驻土耳其办事处"]),
        ("俄军和乌军交火", ["乌军", "俄军"]),
        ("要以军事训练为主", []),
        ("世贸组织发布报告", ["世贸组织"]),
    ],
)
def test_bodies_abroad(readers: Readers, line: str, expected: list[str]) -> None:
    assert sorted(place + organ for place, organ in forms(readers, line)) == expected
