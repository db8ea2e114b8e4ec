from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.merge import FAN_IN, merge_files, merge_lines, write_sorted
from kg.output import counted, without_graph

LINES = st.lists(st.text(alphabet="ab县委\u2028", max_size=4).map(lambda s: s.encode() + b"\n"), max_size=20)


@settings(max_examples=50)
@given(st.lists(LINES, max_size=5))
def test_merging_is_a_sorted_union(tmp_path_factory, parts: list[list[bytes]]) -> None:  # type: ignore[no-untyped-def]
    folder: Path = tmp_path_factory.mktemp("merge")
    for i, lines in enumerate(parts):
        write_sorted(lines, folder / f"{i}.part")
    assert list(merge_lines(folder.glob("*.part"))) == sorted({line for lines in parts for line in lines})


def test_more_files_than_may_be_open_are_merged_in_rounds(tmp_path: Path) -> None:
    count = FAN_IN * 2 + 3
    for i in range(count):
        write_sorted([b"%06d\n" % i, b"every\n"], tmp_path / f"{i}.part")
    merge_files(tmp_path.glob("*.part"), tmp_path / "whole")
    assert (tmp_path / "whole").read_bytes() == b"".join(b"%06d\n" % i for i in range(count)) + b"every\n"
    assert [p.name for p in tmp_path.iterdir()] == ["whole"]


def test_one_triple_of_two_graphs_is_one_triple_and_order_is_kept() -> None:
    quads = [b'<s> <p> "a b"@zh <g1> .\n', b'<s> <p> "a" <g1> .\n', b'<s> <p> "a" <g2> .\n', b"<s> <p> <o> <g1> .\n"]
    assert quads == sorted(quads)
    triples = list(without_graph(quads))
    assert triples == [b'<s> <p> "a b"@zh .\n', b'<s> <p> "a" .\n', b"<s> <p> <o> .\n"]


def test_instances_are_counted_by_class() -> None:
    from collections import Counter

    kind = b"<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    lines = [
        b"<a> " + kind + b" <https://x.org/ont#Person> .\n",
        b'<a> <p> "Person" .\n',
        b"<b> " + kind + b" <urn:x/Post> .\n",
    ]
    classes: Counter[str] = Counter()
    assert list(counted(lines, classes)) == lines
    assert classes == {"Person": 1, "Post": 1}
