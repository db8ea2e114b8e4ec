"""Persons and posts: the sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.areas import build as build_areas
from kg.extract.layout import lay_out
from kg.extract.people import People, build
from kg.extract.people_speech import before_speech
from kg.lexicon.loader import load_lexicon
from kg.model import Document, Extractor, HoldsClaim, Kind, Mention, Page, PersonForm, PostForm, Text
from kg.offsets import OffsetMap
from kg.resources import Resources, load_resources


@pytest.fixture(scope="module")
def people() -> People:
    return build(Resources(load_lexicon()))


@pytest.fixture(scope="module")
def engine_people(people: People) -> tuple[Extractor, People]:
    return build_areas(load_resources()), people


def read(people: People, line: str) -> tuple[list[Mention], list[HoldsClaim]]:
    text = Text(Document("t", line, "t"), line, line, OffsetMap.identity(len(line)))
    found = list(people(Page(text, lay_out(line))))
    return [x for x in found if isinstance(x, Mention)], [x for x in found if isinstance(x, HoldsClaim)]


def names(people: People, line: str) -> dict[str, str]:
    mentions, _ = read(people, line)
    return {m.form.name: m.form.role.value for m in mentions if isinstance(m.form, PersonForm)}


def holds(people: People, line: str) -> set[tuple[str, str]]:
    _, claims = read(people, line)
    return {
        (c.person.form.name, c.post.form.title)
        for c in claims
        if isinstance(c.person.form, PersonForm) and isinstance(c.post.form, PostForm)
    }


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("县委书记周海涛说,要抓好春耕。", {"周海涛": "official"}),
        ("副局长郭志强带着干部到现场。", {"郭志强": "official"}),
        ("村民吴桂兰、郑小军正在排队。", {"吴桂兰": "other", "郑小军": "other"}),
        ("学习贯彻习近平总书记重要讲话精神", {"习近平": "official"}),
        ("镇党委书记欧阳明华在会上强调", {"欧阳明华": "official"}),
        ("村支书扎西顿珠带领群众转移", {"扎西顿珠": "official"}),
        ("副州长努尔兰·阿不都主持会议", {"努尔兰·阿不都": "official"}),
        ("人民医院副院长李 敏介绍", {"李敏": "official"}),
        ("患者陈女士办完出院手续", {"陈女士": "other"}),
        ("(记者 周晓 林美玲 通讯员 何建国)", {"周晓": "credit", "林美玲": "credit", "何建国": "credit"}),
        ("(记者周晓通讯员林美玲)", {"周晓": "credit", "林美玲": "credit"}),
        ("责任编辑:亓海燕", {"亓海燕": "credit"}),
        ("县长阿布都热合曼·买买提在震中", {"阿布都热合曼·买买提": "official"}),
        ("负责人阿拉·阿布-哈桑说", {"阿拉·阿布-哈桑": "official"}),
        ("市委常委、副市长苗得雨,市政协副主席辛大伟一同调研。", {"苗得雨": "official", "辛大伟": "official"}),
        ("参加会议的有:刘洋、郑凯、吴思远、孙丽萍。", dict.fromkeys(["刘洋", "郑凯", "吴思远", "孙丽萍"], "other")),
        ("旗委书记额尔敦宝力格深入牧区", {"额尔敦宝力格": "official"}),
        ("嘎查达乌云其木格挨户走访", {"乌云其木格": "official"}),
        ("民警张强和辅警刘伟把老人背到车上。", {"张强": "official", "刘伟": "other"}),
        ("来源:融媒体中心 记者:龙飞虎 编辑:田甜 校对:向阳", dict.fromkeys(["龙飞虎", "田甜", "向阳"], "credit")),
        ("文/图 李晓东 王雪", {"李晓东": "credit", "王雪": "credit"}),
        ("县疾控中心流调队队长单丽", {"单丽": "official"}),
        ("鸿运公司董事长曾宪明捐赠口罩1万只", {"曾宪明": "other"}),
        ("在西安务工的钟洪杰当晚返乡", {"钟洪杰": "other"}),
        ("今年67岁的徐俊鹏住在山上", {"徐俊鹏": "other"}),
        ("联系人:赵婷婷,联系电话:12345", {"赵婷婷": "other"}),
        ("张国清、吴政隆陪同。", {"张国清": "other", "吴政隆": "other"}),
        ("“张哲人告诉记者。居委会主任张哲人说", {"张哲人": "official"}),
        ("副主任白永和在4日的会上介绍。白永和说,粮食充足。", {"白永和": "official"}),
        ("指导员徐华正带领战士。徐华带领的队伍有19人,徐华和队员出发。", {"徐华": "official"}),
    ],
)
def test_names(people: People, line: str, expected: dict[str, str]) -> None:
    assert names(people, line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "各县委书记、镇长高度重视,全力以赴。",
        "市领导、主要负责同志冲锋在前。",
        "志愿者发放宣传资料,党员干部带头捐款。",
        "记者从市水利局了解到,水位明显下降。",
        "王书记说要抓紧。",
        "副主任医师、主治医师各两名。",
        "11个区委常委包联11个乡镇。",
        "交通运输部长江航道局表示,通航正常。",
        "主任医师和护士们、队长负责制度、市长热线、书记员宣读。",
        "县教育局局长要求各校停课,副县长全程陪同。",
        "张家湾村、何家沟、李庄镇受灾。",
        "家庭医生上门,并向医生说明情况。",
        "台风“杜苏芮”登陆。",
    ],
)
def test_no_names(people: People, line: str) -> None:
    assert names(people, line) == {}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("抗旱组组长、省水利厅副厅长孙立新说", {("孙立新", "组长"), ("孙立新", "副厅长")}),
        (
            "县委书记周海涛、代县长何立军任双组长",
            {("周海涛", "县委书记"), ("何立军", "代县长"), ("何立军", "双组长"), ("周海涛", "双组长")},
        ),
        ("市领导林志远、高小兵、苏文参加。", {("林志远", "市领导"), ("高小兵", "市领导"), ("苏文", "市领导")}),
        ("青石镇柳树村党支部书记马德福说", {("马德福", "党支部书记")}),
        ("县委宣传部副部长罗丹介绍", {("罗丹", "县委宣传部副部长")}),
        ("审核:鲁建平", {("鲁建平", "审核")}),
        (
            "市委副书记、市长、防汛指挥部总指挥林海峰说",
            {("林海峰", "市委副书记"), ("林海峰", "市长"), ("林海峰", "总指挥")},
        ),
        ("村党总支书记姜国栋带头", {("姜国栋", "村党总支书记")}),
        ("由副县长陶李春任组长的专班", {("陶李春", "副县长"), ("陶李春", "组长")}),
        ("总经理助理王小军表示", {("王小军", "总经理助理")}),
        (
            "省卫健委党组成员、副主任 谢广林 省民政厅副厅长 孟令国",
            {("谢广林", "党组成员"), ("谢广林", "副主任"), ("孟令国", "副厅长")},
        ),
        ("专班由陶李春任组长,何一鸣任副组长。", {("陶李春", "组长"), ("何一鸣", "副组长")}),
        ("陶李春(副县长)到场", {("陶李春", "副县长")}),
        ("县委办主任贺小强介绍", {("贺小强", "县委办主任")}),
        ("组长:陶李春 副组长:何一鸣、贺小强", {("陶李春", "组长"), ("何一鸣", "副组长"), ("贺小强", "副组长")}),
        ("习近平总书记强调", {("习近平", "总书记")}),
    ],
)
def test_posts(people: People, line: str, expected: set[tuple[str, str]]) -> None:
    assert holds(people, line) == expected


def test_a_name_read_once_is_found_everywhere(people: People) -> None:
    line = "县长韩雪峰主持会议。随后,韩雪峰一行来到水库。"
    mentions, _ = read(people, line)
    assert [m.span.start for m in mentions if m.kind is Kind.PERSON] == [2, 13]


@given(st.text(alphabet="县委书记王李张伟芳说,、。:(记者 )一村民", max_size=40))
def test_any_text_is_read(people: People, line: str) -> None:
    mentions, claims = read(people, line or "。")
    for mention in mentions:
        assert mention.span.end <= len(line)
    assert all(c.person in mentions and c.post in mentions for c in claims)


def test_contacts_have_their_numbers_between_them(people: People) -> None:
    line = "联系人及电话: 苗 雨:0577-55551234,55554321 何建国:13800000000 三、其他事项"
    assert holds(people, line) == {("苗雨", "联系人"), ("何建国", "联系人")}
    assert names(people, "联系人:王丽芳、赵小刚;联系电话:55551234") == {"王丽芳": "other", "赵小刚": "other"}


def test_rulers_of_other_countries(engine_people: tuple[Extractor, People]) -> None:
    areas, people = engine_people
    line = "巴西总统卢拉致电。日本首相石破茂、沙特国王萨勒曼、法国总统马克龙表示。越南国家主席武文赏等出席。美国总统大选开始。"
    text = Text(Document("t", line, "t"), line, line, OffsetMap.identity(len(line)))
    page = Page(text, lay_out(line))
    page = Page(text, page.layout, tuple(m for m in areas(page) if isinstance(m, Mention)))
    found = {x.form.name for x in people(page) if isinstance(x, Mention) and isinstance(x.form, PersonForm)}
    assert found == {"卢拉", "石破茂", "萨勒曼", "马克龙", "武文赏"}


@pytest.mark.parametrize(
    ("text", "alone"),
    [("彭大岗介绍,", True), ("彭大还表示,", False), ("彭大岗位介绍", False), ("彭大岗", False)],
)
def test_one_character_before_a_verb_of_saying(text: str, alone: bool) -> None:
    assert before_speech(text, 2) is alone
