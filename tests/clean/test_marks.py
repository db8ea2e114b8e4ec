"""Residue of machines, doubled marks, folding and script."""

from __future__ import annotations

import pytest

from kg.clean.run import clean
from kg.model import Document, Text
from kg.resources import load_resources

RESOURCES = load_resources()


def cleaned(raw: str) -> Text:
    return clean(Document("d", raw, "d.txt"), RESOURCES)


@pytest.mark.parametrize(
    ("raw", "want"),
    [
        ("<p>全县召开会议。</p><p>县长讲话。</p>", "全县召开会议。\n县长讲话。"),
        ('县<span style="color:red">委书</span>记', "县委书记"),
        ("&ldquo;三个到位&rdquo;&nbsp;落实", "“三个到位” 落实"),
        ("甲<br/>乙", "甲\n乙"),
        ("全县<!-- 注释 -->动员<script>var a=1;</script>部署", "全县动员部署"),
        ("&lt;br&gt;全县", "\n全县"),
        ('"content":"全县动员\\n部署"', '全县动员\n部署"'),
        ("|单位|人数|\n|---|---|\n|永安镇|12|", " 单位 人数 \n 永安镇 12 "),
        ("加强领导,,压实责任,。统筹,、协调", "加强领导,压实责任。统筹、协调"),
        ("领导\uff0c\uff0c责任\uff0c、统筹\uff0c。", "领导\uff0c责任、统筹。".replace("\uff0c", ",")),
        ("全县\u200b动员\ufeff部署", "全县动员部署"),
        ("第一段。\n#$%^&*#$@@##\n第二段。", "第一段。\n\n第二段。"),
        ("■ 全县动员\n◆压实责任", "全县动员\n压实责任"),
        ("\ue00b 第一,压实责任", " 第一,压实责任"),
    ],
)
def test_residue(raw: str, want: str) -> None:
    got = cleaned(raw).normal
    assert got.strip() == want.strip()


@pytest.mark.parametrize(
    "raw",
    [
        "比例为a<b且c>d",
        "关于<防汛预案>的通知",
        "收入3000元/户&支出",
        "开展“A+B”工作……效果好",
        "上午9:00—11:30,县长说:“好,,”",
        "邮箱abc_1@example.com",
        "完成率100%,增长5%",
        "《条例》(2020版)第(一)条",
        "路径C:\\data",
    ],
)
def test_good_text_stays(raw: str) -> None:
    if ",," in raw:
        assert cleaned(raw).normal == raw.replace(",,", ",")
    else:
        assert cleaned(raw).normal == raw


def test_a_lost_character_is_marked_not_dropped() -> None:
    text = cleaned("县长张\ufffd明讲话")
    assert text.normal == "县长张\ufffd明讲话"
    assert [s.of(text.normal) for s in text.damaged] == ["\ufffd"]


@pytest.mark.parametrize(
    ("raw", "want"),
    [
        ("会议要求:一、加强领导；二、落实！", "会议要求:一、加强领导;二、落实!"),
        ("转移１２３人（含儿童）占１５％", "转移123人(含儿童)占15%"),
        ("「三個到位」、『四集中』", "“三个到位”、“四集中”"),
        ("阿布都・热合曼•买买提", "阿布都·热合曼·买买提"),
        ('开展"三清零"行动', "开展“三清零”行动"),
        ('型号"A1"', '型号"A1"'),
        ("全县\u3000动员\xa0部署", "全县 动员 部署"),
    ],
)
def test_folding_keeps_length_and_surface(raw: str, want: str) -> None:
    text = cleaned(raw)
    assert text.normal == want
    assert text.surface == raw


@pytest.mark.parametrize(
    ("raw", "want"),
    [
        ("正麵宣傳、製定方案、聯係群眾、誌願服務、複工複產", "正面宣传、制定方案、联系群众、志愿服务、复工复产"),
        ("全縣干群瞭解疫情,爭奇鬥豔,反覆核查", "全县干群了解疫情,争奇斗艳,反复核查"),
        (
            "着眼長遠、著力解決、隨著疫情發展、沿著河堤、著名作家的著作",
            "着眼长远、着力解决、随着疫情发展、沿着河堤、著名作家的著作",
        ),
        ("土著居民閱讀名著與專著", "土著居民阅读名著与专著"),
        ("責任編輯:暢任傑,黨員洛楷、馬杰參會", "责任编辑:畅任杰,党员洛楷、马杰参会"),
        (
            "皇后、後方、裡面、鄰里、頭髮、發展、穀物、山谷、乾淨、幹部",
            "皇后、后方、里面、邻里、头发、发展、谷物、山谷、干净、干部",
        ),
        ("軟體程式與資訊", "软体程式与资讯"),  # words stay, only characters change
    ],
)
def test_script(raw: str, want: str) -> None:
    text = cleaned(raw)
    assert text.script == "Hant"
    assert text.normal == want
    assert text.surface == raw


def test_simplified_names_are_not_converted() -> None:
    raw = "泽库县召开会议,全县干部职工参加,安排部署疫情防控工作,压实责任。\n审核:鲍德乾\n" * 3
    text = cleaned(raw)
    assert text.script == "Hans"
    assert "鲍德乾" in text.normal
