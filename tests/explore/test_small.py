"""Pages of small views: nothing is asked of other hosts, nothing of a report becomes markup, bytes are the same."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.explore.embed import as_json, script_block, with_policy
from kg.explore.neighbours import LIMIT, around, named, report_view
from kg.explore.reading import read_book
from kg.explore.run import write_focus
from kg.explore.small import small_page
from tests.explore.sample import HOSTILE, book, hostile


class Elements(HTMLParser):
    """Collects start tags with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def page_of(data: object) -> str:
    return small_page(data, [report_view(data, 0)], "<b>标题</b>")  # type: ignore[arg-type]


def test_a_page_loads_nothing_and_has_no_handlers() -> None:
    for tag, attributes in Elements(page_of(hostile())).tags:
        assert not {"src", "href", "srcset", "action", "data"} & set(attributes), (tag, attributes)
        assert not any(name.startswith("on") for name in attributes), (tag, attributes)
        assert tag not in ("img", "link", "iframe", "object", "embed", "svg", "a", "b", "base")


def test_every_script_is_data_or_in_the_policy() -> None:
    page = page_of(hostile())
    policy = next(a["content"] for t, a in Elements(page).tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None and "unsafe" not in policy.split("style-src")[0] and "default-src 'none'" in policy
    scripts = [a for t, a in Elements(page).tags if t == "script"]
    assert len([a for a in scripts if a.get("type") != "application/json"]) == policy.count("sha256-")


@pytest.mark.parametrize("text", HOSTILE)
def test_json_in_a_page_cannot_end_its_element_and_reads_back(text: str) -> None:
    written = as_json({"a": text})
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == {"a": text}


def test_lone_surrogates_do_not_stop_a_page() -> None:
    assert as_json("a\ud800b") == '"a\ufffdb"'


def test_code_cannot_end_its_element() -> None:
    assert "</script>" not in script_block('const a = "</script>"')[8:-9]


def test_the_policy_has_the_hash_of_the_code() -> None:
    page = with_policy("<head><!--policy--></head>" + script_block("alert(1)"))
    assert "sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=" in page


def test_at_most_300_nodes(out: Path) -> None:
    data = read_book(out, {})
    for i in range(len(data.sources)):
        assert 50 < len(report_view(data, i).items) <= LIMIT


def test_a_neighbourhood_has_what_is_near() -> None:
    data = book()
    view = around(data, named(data, "縣委書記"))
    assert {data.items[i].label for i in view.items} == {"李安平", "县委书记", "中共安平县委员会"}
    assert len(view.links) == 2


def test_names_in_both_scripts_and_aliases() -> None:
    assert named(book(), "李安平") == named(book(), "李書記") == (0,)


def test_focus_writes_a_page_in_utf8(out: Path, tmp_path: Path) -> None:
    path = write_focus(out, {}, "崔紹民", tmp_path / "f.html")
    assert "崔绍民" in path.read_text(encoding="utf-8")
    assert write_focus(out, {}, "崔绍民", tmp_path / "g.html").read_bytes() != b""


def test_focus_on_nothing_is_an_error(out: Path, tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"nothing in .* has this name"):
        write_focus(out, {}, "不在其中", tmp_path / "f.html")


def test_the_same_bytes_twice() -> None:
    assert page_of(book()) == page_of(book())


def test_quotes_are_sentences_with_the_span_marked() -> None:
    page = page_of(book())
    data = json.loads(re.search(r'id="kg-data">(.*?)</script>', page, re.DOTALL)[1])  # type: ignore[index]
    assert data["items"]["5"]["quotes"] == [[0, 11, 20, "安平县委书记李安平说，", "全县设立卡点12个", "。"]]
