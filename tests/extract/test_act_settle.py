"""Arguments of one act as a whole: who pairs with whom, means, modifiers, what is only counted."""

from __future__ import annotations

import pytest

from tests.extract.test_act_arguments import told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全县重点排查来自疫区和重点区域人员。", ["重点区域人员"]),
        ("全县解读中央和省市县决策部署。", ["市县决策部署"]),
        ("会宁县发布信息20条,阅读量11万余次。", ["信息"]),
        ("会宁县发放口罩300只,药品20箱。", ["口罩", "药品"]),
        ("村里的大喇叭每天播放防疫知识。", ["大喇叭", "防疫知识"]),
        ("早上村里的大喇叭都会准时播放快板节目。", ["大喇叭", "快板节目"]),
        ("全县开展急救知识、防汛技能等培训。", ["急救知识", "防汛技能"]),
        ("社区解决搬迁群众就业问题。", ["搬迁群众", "就业问题"]),
        ("会宁县融媒体中心发稿62篇。", ["稿"]),
        ("全县宣传医务人员、志愿者等的感人事迹。", ["医务人员", "志愿者", "感人事迹"]),
    ],
)
def test_objects(text: str, expected: list[str]) -> None:
    assert told(text, "objects")[0] == expected


@pytest.mark.parametrize(
    ("text", "agents", "objects"),
    [
        ("会宁县明确全县85家机关单位分包114个小区。", ["机关单位"], ["小区"]),
        ("全县明确11名机关干部包联11个小区。", ["机关干部"], ["小区"]),
    ],
)
def test_who_pairs_with_whom(text: str, agents: list[str], objects: list[str]) -> None:
    assert told(text, "agents")[0] == agents
    assert told(text, "objects")[0] == objects


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("会宁县选派机关干部到社区、村。", ["社区", "村"]),
        ("在县委统一领导下,农村党员设立党员先锋岗。", []),
        ("在各路口,农村党员设立党员先锋岗。", ["各路口"]),
    ],
)
def test_places(text: str, expected: list[str]) -> None:
    assert told(text, "places")[0] == expected
