"""Figures: value, unit, thing, bound, scope; what is no figure; lost figures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import quantities, times
from kg.extract.layout import lay_out
from kg.lexicon.loader import load_lexicon
from kg.model import Bound, Document, Extractor, Kind, Mention, Page, QuantityForm, Text
from kg.offsets import OffsetMap
from kg.resources import Resources

Found = tuple[Decimal | None, str, str, str, str | None]


@pytest.fixture(scope="module")
def extractors() -> tuple[Extractor, Extractor]:
    resources = Resources(load_lexicon())
    return times.build(resources), quantities.build(resources)


def mentions(extractors: tuple[Extractor, Extractor], text: str) -> list[Mention]:
    document = Document("x", text, "x.txt")
    page = Page(Text(document, text, text, OffsetMap.identity(len(text))), lay_out(text))
    seen = tuple(m for m in extractors[0](page) if isinstance(m, Mention))
    page = Page(page.text, page.layout, seen)
    return [m for m in extractors[1](page) if isinstance(m, Mention)]


def read(extractors: tuple[Extractor, Extractor], text: str) -> list[Found]:
    out: list[Found] = []
    for mention in mentions(extractors, text):
        form = mention.form
        assert isinstance(form, QuantityForm)
        scope = form.scope.value if form.scope else None
        out.append((form.value, form.unit, form.count_of, form.bound.value, scope))
    return out


CASES = [
    # the thing after the measure word, before it, or in the verb
    ("全镇购买2000个医用口罩。", (2000, "NUM", "医用口罩", "exact", None)),
    ("全镇购买医用口罩2000个。", (2000, "NUM", "医用口罩", "exact", None)),
    ("设置卡点43处,落实专人看守。", (43, "NUM", "卡点", "exact", None)),
    ("招募了180名志愿者。", (180, "NUM", "志愿者", "exact", None)),
    ("确定5家二级以上医疗机构为定点医院。", (5, "NUM", "二级以上医疗机构", "exact", None)),
    ("关闭12个A级以上景区。", (12, "NUM", "A级以上景区", "exact", None)),
    ("组建一支多部门宣讲队。", (1, "NUM", "多部门宣讲队", "exact", None)),
    ("抽调两个工作组的骨干。", (2, "NUM", "工作组", "exact", None)),
    ("累计检测48210人次。", (48210, "NUM", "检测", "cumulative", "cumulative")),
    ("修好18条因雪受阻的山区公路。", (18, "NUM", "因雪受阻的山区公路", "exact", None)),
    ("受寒潮影响,7个乡镇停水。", (7, "NUM", "停水乡镇", "exact", None)),
    ("召开九次碰头会议。", (9, "NUM", "碰头会议", "exact", None)),
    ("照看30多名村民房前屋后。", (30, "NUM", "村民", "moreThan", None)),
    ("这里安置近700户高山搬迁群众。", (700, "NUM", "高山搬迁群众", "nearly", None)),
    ("甲市等6个区县出现大雪。", (6, "NUM", "出现大雪的区县", "exact", None)),
    ("公布40个可在窗口领取的表格。", (40, "NUM", "表格", "exact", None)),
    ("按人口配置阅览室,即配置7个。", (7, "NUM", "阅览室", "exact", None)),
    ("报名人数已上升到至少90人。", (90, "NUM", "报名人数", "atLeast", None)),
    ("昨日新增11例。", (11, "NUM", "新增病例", "exact", None)),
    ("全县招募 320 名党员 。", (320, "NUM", "党员", "exact", None)),
    ("县财政拨付经费 15.6 万元 。", (156000, "CNY", "经费", "exact", None)),
    ("提出十条“硬核”举措。", (10, "NUM", "举措", "exact", None)),
    ("建成2所“方舱医院”。", (2, "NUM", "方舱医院", "exact", None)),
    ("稳定岗位三十多万个 本报讯 甲县动员。", (300000, "NUM", "岗位", "moreThan", None)),
    ("共计8支队伍到场。", (8, "NUM", "队伍", "exact", "cumulative")),
    ("近2万重症患者转诊。", (20000, "NUM", "重症患者", "nearly", None)),
    ("造成3人死亡。", (3, "NUM", "死亡人员", "exact", None)),
    ("发动26家商铺捐款。", (26, "NUM", "商铺", "exact", None)),
    ("帮助70多万返乡群众找工作。", (700000, "NUM", "返乡群众", "moreThan", None)),
    # money, shares, measures
    ("乡里拨付专项经费45万元。", (450000, "CNY", "专项经费", "exact", None)),
    ("下达1.5亿元救灾资金。", (150000000, "CNY", "救灾资金", "exact", None)),
    ("覆盖率达到百分之九十五。", (95, "PERCENT", "覆盖率", "exact", None)),
    ("早稻插秧已超四成。", (40, "PERCENT", "早稻插秧", "moreThan", None)),
    ("全县完成率过半。", (50, "PERCENT", "完成率", "moreThan", None)),
    ("死亡率为3‰。", (Decimal("0.3"), "PERCENT", "死亡率", "exact", None)),
    ("费率下调0.5个百分点。", (Decimal("0.5"), "PERCENT", "费率下调", "exact", None)),
    ("打造15分钟生活圈。", (Decimal("0.25"), "HR", "生活圈", "exact", None)),
    ("实行24小时值班。", (24, "HR", "值班", "exact", None)),
    ("培训历时两周。", (2, "WK", "培训", "exact", None)),
    ("他捐出一个月的津贴。", (1, "MO", "津贴", "exact", None)),
    ("工龄只有7个多月。", (7, "MO", "工龄", "moreThan", None)),
    ("这项工程用了半年。", (Decimal("0.5"), "YR", "工程", "exact", None)),
    ("68岁的老教师带头值守。", (68, "YR", "年龄", "exact", None)),
    ("浇灌小麦2300亩。", (2300, "Mu", "小麦", "exact", None)),
    ("运来蔬菜30吨。", (30, "TONNE", "蔬菜", "exact", None)),
    ("送来大米500斤。", (250, "KiloGM", "大米", "exact", None)),
    ("降雨量达120.5毫米。", (Decimal("120.5"), "MilliM", "降雨量", "exact", None)),
    ("白天气温在零下7度左右。", (-7, "DEG_C", "白天气温", "approx", None)),
    ("甲县发生4.7级地震。", (Decimal("4.7"), "Magnitude", "地震", "exact", None)),
    ("修复道路12公里。", (12, "KiloM", "道路", "exact", None)),
    # bounds
    ("全县出动车辆20余辆。", (20, "NUM", "车辆", "moreThan", None)),
    ("发放传单近5000份。", (5000, "NUM", "传单", "nearly", None)),
    ("距离镇区约3公里。", (3, "KiloM", "距离镇区", "approx", None)),
    ("每个卡口至少配备5名保安。", (5, "NUM", "保安", "atLeast", "each")),
    ("每天巡查不少于3次。", (3, "NUM", "巡查", "atLeast", "perPeriod")),
    ("集中存放一打毛巾和十余条棉被。", (10, "NUM", "棉被", "moreThan", None)),
    ("24小时内报告。", (24, "HR", "报告", "atMost", None)),
    # scope
    ("截至目前,劝返人员410人。", (410, "NUM", "人员", "exact", "cumulative")),
    ("全县共有行政村210个。", (210, "NUM", "行政村", "exact", "cumulative")),
    ("每5天开展一轮排查。", (5, "DAY", "排查", "exact", "perPeriod")),
    ("干部每人包联8户居民。", (8, "NUM", "居民", "exact", "each")),
]


def fixed(want: tuple[float | Decimal, str, str, str, str | None]) -> Found:
    value, unit, thing, bound, scope = want
    return Decimal(str(value)), unit, thing, "exact" if bound == "cumulative" else bound, scope


@pytest.mark.parametrize(("text", "want"), CASES, ids=[c[0] for c in CASES])
def test_one_figure(extractors: tuple[Extractor, Extractor], text: str, want: Found) -> None:
    assert fixed(want) in read(extractors, text)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("每人包联1-2个小区。", 1, 2),
        ("派出10至20名队员。", 10, 20),
        ("利用率提升30%—60%。", 30, 60),
        ("转移三五户居民。", 3, 5),
        ("出现7到8级大风。", 7, 8),
    ],
)
def test_ranges(extractors: tuple[Extractor, Extractor], text: str, low: int, high: int) -> None:
    found = [(f[0], f[3]) for f in read(extractors, text)]
    assert found == [(Decimal(low), "atLeast"), (Decimal(high), "atMost")]


LISTS = [
    ("采购口罩300个、体温计60个,订购2辆救护车。", [("口罩", 300), ("体温计", 60), ("救护车", 2)]),
    ("涉及群众近800户2600余人。", [("群众", 800), ("群众", 2600)]),
    ("组建3个、24人心理疏导小组。", [("心理疏导小组", 3), ("心理疏导小组", 24)]),
    ("慰问4所乡村小学教职工260人。", [("乡村小学", 4), ("教职工", 260)]),
    ("结冰的17条公路,目前已抢通12条。", [("公路", 17), ("公路", 12)]),
    ("便民超市从6个扩大到9个。", [("便民超市", 6), ("便民超市", 9)]),
    ("甲镇、乙镇等3个乡镇和5家企业参加。", [("乡镇", 3), ("企业", 5)]),
]


@pytest.mark.parametrize(("text", "want"), LISTS, ids=[c[0] for c in LISTS])
def test_lists(extractors: tuple[Extractor, Extractor], text: str, want: list[tuple[str, int]]) -> None:
    assert [(f[2], f[0]) for f in read(extractors, text)] == [(t, Decimal(v)) for t, v in want]


NONE = [
    "2020年2月6日下午,全县开展第三轮排查。",
    "启动重大突发公共卫生事件一级响应,三级医院待命。",
    "一要加强领导,二要压实责任。",
    "一是排查到位。二是宣传到位。",
    "各检测点坚持“六有”标准,做到“四集中”。",
    "印发《关于做好三项工作的通知》。",
    "咨询电话:0335-7201234,或拨打12345热线。",
    "坚守防控一线,一旦发现问题一律处理。",
    "这是全县工作的一个缩影,情况十分紧急。",
    "党的十九届五中全会和全国两会召开。",
    "详见http://example.org/2020/0213/55.html",
    "1号楼3单元的住户,请于8时30分到N95口罩发放点。",
    "二级网格员和一级网格员到岗。",
    "汇入甲市五四支行,最近一次汇款已到。",
    "详见5G基站和K1023次列车。",
    "一个支部就是一个堡垒,一名党员就是一面旗帜。",
    "二期工程完工,三类以上线路停运,复工一家,不漏一户。",
    "第三、四、七条另行通知,正文分为三部分。",
    "任务统一安排,唯一标准不变。",
    "上世纪60年代修的渠。",
    "做到一户一策、一村一档。",
    "G50高速和315国道恢复通行。",
]


@pytest.mark.parametrize("text", NONE)
def test_no_figures(extractors: tuple[Extractor, Extractor], text: str) -> None:
    assert read(extractors, text) == []


def test_repeated_figure_once(extractors: tuple[Extractor, Extractor]) -> None:
    text = "该县派出了6个技术指导组。该县派出的6个技术指导组到各镇检查。"
    assert [(f[0], f[2]) for f in read(extractors, text)] == [(Decimal(6), "技术指导组")]


def test_of_which_stays_cumulative(extractors: tuple[Extractor, Extractor]) -> None:
    text = "全市共发稿315篇。其中,日报发稿62篇;电台发稿134篇。另有稿件7篇待发。"
    assert [f[4] for f in read(extractors, text)] == ["cumulative", "cumulative", "cumulative", None]


def test_as_of(extractors: tuple[Extractor, Extractor]) -> None:
    found = mentions(extractors, "截至2020年2月11日,全县检测人员560人。")
    assert [m.form.as_of for m in found if isinstance(m.form, QuantityForm)] == ["2020-02-11"]


def test_as_of_the_report(extractors: tuple[Extractor, Extractor]) -> None:
    found = mentions(extractors, "时间:2022-06-13\n截至目前,全县检测人员560人。")
    assert [m.form.as_of for m in found if isinstance(m.form, QuantityForm)] == ["2022-06-13"]


def test_verbatim_in_own_script(extractors: tuple[Extractor, Extractor]) -> None:
    normal, surface = "累计接待游客30余万人次。", "累計接待遊客30餘萬人次。"
    text = Text(Document("x", surface, "x.txt"), normal, surface, OffsetMap.identity(len(normal)), script="Hant")
    (found,) = extractors[1](Page(text, lay_out(normal)))
    assert isinstance(found, Mention)
    assert isinstance(found.form, QuantityForm)
    assert found.form.verbatim == "30餘萬人次"
    assert found.form.classifier == "人次"


HOLES = (
    "全县发动教师和志愿者余人,开放了个书屋,启用服务站31个、参加培训人员人。组建了人的巡山队伍,安排4个乡镇单位名干部职工护林,"
    "修建了个取水点、名护林人员。"
)


def test_lost_figures(extractors: tuple[Extractor, Extractor]) -> None:
    found = [m.form for m in mentions(extractors, HOLES) if isinstance(m.form, QuantityForm)]
    lost = [f.count_of for f in found if f.bound is Bound.MISSING]
    assert {"志愿者", "书屋", "巡山队伍", "干部职工", "取水点", "护林人员"} <= set(lost)
    assert any("培训人员" in name for name in lost)
    assert all(f.value is None for f in found if f.bound is Bound.MISSING)


@pytest.mark.parametrize(
    "text",
    [
        HOLES + "另采购口罩3000个。",
        "村里的干部个个争先,人人上阵。每名党员包户。",
        "其余人员居家。业余时间参加志愿服务的人。",
        "他名下有个小店,家在县城。",
        "这个小区的居民很配合,各个卡点有人值守。",
    ],
)
def test_no_lost_figures(extractors: tuple[Extractor, Extractor], text: str) -> None:
    assert all(f[0] is not None for f in read(extractors, text))


@given(st.text(alphabet="12万亿三十余多个名人次户元%每各共约近的口罩,。、第“”零下度级", max_size=40))
def test_spans_and_values_are_sound(extractors: tuple[Extractor, Extractor], text: str) -> None:
    for mention in mentions(extractors, text):
        assert mention.kind is Kind.QUANTITY
        form = mention.form
        assert isinstance(form, QuantityForm)
        assert mention.span.end <= len(text)
        assert form.count_of
        assert (form.value is None) == (form.bound is Bound.MISSING)
        assert form.verbatim == mention.span.of(text)
