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
    ("成立一支多学科专家团队。", (1, "NUM", "多学科专家团队", "exact", None)),
    ("抽调两个工作组的骨干。", (2, "NUM", "工作组的骨干", "exact", None)),
    ("累计检测48210人次。", (48210, "NUM", "检测", "cumulative", "cumulative")),
    ("打通18条因灾受损的农村公路。", (18, "NUM", "因灾受损的农村公路", "exact", None)),
    ("受强降雨影响,7个乡镇停电。", (7, "NUM", "停电乡镇", "exact", None)),
    ("召开八次专题会议。", (8, "NUM", "专题会议", "exact", None)),
    ("守护800多名村民生命财产安全。", (800, "NUM", "村民", "moreThan", None)),
    ("居住着近3000户易地搬迁群众。", (3000, "NUM", "易地搬迁群众", "nearly", None)),
    ("甲乡等3个区县出现暴雨。", (3, "NUM", "出现暴雨的区县", "exact", None)),
    ("梳理185个可在网上办理的缴费事项。", (185, "NUM", "缴费事项", "exact", None)),
    ("均按比例设置观察室,即设置5个。", (5, "NUM", "观察室", "exact", None)),
    ("死亡人数已上升到至少112人。", (112, "NUM", "死亡人数", "atLeast", None)),
    ("当日新增73例。", (73, "NUM", "新增病例", "exact", None)),
    ("全县招募 320 名党员 。", (320, "NUM", "党员", "exact", None)),
    ("县财政拨付经费 15.6 万元 。", (156000, "CNY", "经费", "exact", None)),
    ("提出十条“硬核”举措。", (10, "NUM", "举措", "exact", None)),
    ("建成2所“方舱医院”。", (2, "NUM", "方舱医院", "exact", None)),
    ("稳定岗位七十多万个 本报讯 甲县动员。", (700000, "NUM", "岗位", "moreThan", None)),
    ("共计103支队伍到场。", (103, "NUM", "队伍", "exact", "cumulative")),
    ("近80万重症患者得到救治。", (800000, "NUM", "重症患者", "nearly", None)),
    ("造成3人死亡。", (3, "NUM", "死亡人员", "exact", None)),
    ("组织19家企业捐款。", (19, "NUM", "企业", "exact", None)),
    ("帮助960多万贫困群众搬新家。", (9600000, "NUM", "贫困群众", "moreThan", None)),
    # money, shares, measures
    ("县财政拨付专项经费310万元。", (3100000, "CNY", "专项经费", "exact", None)),
    ("预拨3.2亿元救灾资金。", (320000000, "CNY", "救灾资金", "exact", None)),
    ("覆盖率达到百分之九十五。", (95, "PERCENT", "覆盖率", "exact", None)),
    ("早稻插秧已超四成。", (40, "PERCENT", "早稻插秧", "moreThan", None)),
    ("全县完成率过半。", (50, "PERCENT", "完成率", "moreThan", None)),
    ("死亡率为3‰。", (Decimal("0.3"), "PERCENT", "死亡率", "exact", None)),
    ("费率下调0.5个百分点。", (Decimal("0.5"), "PERCENT", "费率下调", "exact", None)),
    ("打造15分钟生活圈。", (Decimal("0.25"), "HR", "生活圈", "exact", None)),
    ("实行24小时值班。", (24, "HR", "值班", "exact", None)),
    ("培训历时两周。", (2, "WK", "培训", "exact", None)),
    ("他拿出一个月的工资。", (1, "MO", "工资", "exact", None)),
    ("党龄只有4个多月。", (4, "MO", "党龄", "moreThan", None)),
    ("这项工程用了半年。", (Decimal("0.5"), "YR", "工程", "exact", None)),
    ("74岁的老党员带头值守。", (74, "YR", "年龄", "exact", None)),
    ("浇灌小麦2300亩。", (2300, "Mu", "小麦", "exact", None)),
    ("运来蔬菜30吨。", (30, "TONNE", "蔬菜", "exact", None)),
    ("送来大米500斤。", (250, "KiloGM", "大米", "exact", None)),
    ("降雨量达120.5毫米。", (Decimal("120.5"), "MilliM", "降雨量", "exact", None)),
    ("夜里气温在零下15度左右。", (-15, "DEG_C", "夜里气温", "approx", None)),
    ("甲县发生6.2级地震。", (Decimal("6.2"), "Magnitude", "地震", "exact", None)),
    ("修复道路12公里。", (12, "KiloM", "道路", "exact", None)),
    # bounds
    ("全县出动车辆20余辆。", (20, "NUM", "车辆", "moreThan", None)),
    ("发放传单近5000份。", (5000, "NUM", "传单", "nearly", None)),
    ("距离县城约8公里。", (8, "KiloM", "距离县城", "approx", None)),
    ("每个门诊至少配备2名医生。", (2, "NUM", "医生", "atLeast", "each")),
    ("每天巡查不少于3次。", (3, "NUM", "巡查", "atLeast", "perPeriod")),
    ("集中存放一打毛巾和十余条棉被。", (10, "NUM", "棉被", "moreThan", None)),
    ("24小时内报告。", (24, "HR", "报告", "atMost", None)),
    # scope
    ("截至目前,劝返人员6300人。", (6300, "NUM", "人员", "exact", "cumulative")),
    ("全县共有行政村210个。", (210, "NUM", "行政村", "exact", "cumulative")),
    ("每3天开展一轮排查。", (3, "DAY", "排查", "exact", "perPeriod")),
    ("党员每人包联15户居民。", (15, "NUM", "居民", "exact", "each")),
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
    ("涉及群众近500户1500余人。", [("群众", 500), ("群众", 1500)]),
    ("成立6个、53人医疗救治专家组。", [("医疗救治专家组", 6), ("医疗救治专家组", 53)]),
    ("转移7所寄宿制学校师生870人。", [("寄宿制学校", 7), ("师生", 870)]),
    ("受损的32条公路,目前已抢通30条。", [("公路", 32), ("公路", 30)]),
    ("定点医院从3个扩增到8个。", [("定点医院", 3), ("定点医院", 8)]),
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
    "汇入建设银行北京西四支行,最近一次汇款已到。",
    "详见5G基站和K1023次列车。",
    "一个支部就是一个堡垒,一名党员就是一面旗帜。",
    "二期工程完工,三类以上线路停运,复工一家,不漏一户。",
    "第二十二、二十三、二十五条不重复享受,正文分为三部分。",
    "任务统一安排,唯一标准不变。",
    "上世纪60年代修的渠。",
    "做到一户一策、一村一档。",
    "G50高速和315国道恢复通行。",
]


@pytest.mark.parametrize("text", NONE)
def test_no_figures(extractors: tuple[Extractor, Extractor], text: str) -> None:
    assert read(extractors, text) == []


def test_repeated_figure_once(extractors: tuple[Extractor, Extractor]) -> None:
    text = "该区成立了11个工作督导组。该区成立的11个工作督导组到各镇检查。"
    assert [(f[0], f[2]) for f in read(extractors, text)] == [(Decimal(11), "工作督导组")]


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
    normal, surface = "累计排查人口100余万人次。", "累計排查人口100餘萬人次。"
    text = Text(Document("x", surface, "x.txt"), normal, surface, OffsetMap.identity(len(normal)), script="Hant")
    (found,) = extractors[1](Page(text, lay_out(normal)))
    assert isinstance(found, Mention)
    assert isinstance(found.form, QuantityForm)
    assert found.form.verbatim == "100餘萬人次"
    assert found.form.classifier == "人次"


HOLES = (
    "全区抽调干部和志愿者余人,设置了个卡点,启动检测点58个、参与检测人员人。组建了人的流调队伍,安排9个街道单位名干部职工值守,"
    "配备个储备点、名配送人员。"
)


def test_lost_figures(extractors: tuple[Extractor, Extractor]) -> None:
    found = [m.form for m in mentions(extractors, HOLES) if isinstance(m.form, QuantityForm)]
    lost = [f.count_of for f in found if f.bound is Bound.MISSING]
    assert {"志愿者", "卡点", "流调队伍", "干部职工", "储备点", "配送人员"} <= set(lost)
    assert any("检测人员" in name for name in lost)
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
