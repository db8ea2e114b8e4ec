"""Public institutions and sections of a body: the sentences are invented."""

from __future__ import annotations

import pytest

from tests.extract.test_bodies import Readers, names, readers

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
