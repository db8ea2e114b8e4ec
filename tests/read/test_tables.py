from __future__ import annotations

import csv
import json
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

from kg.errors import InputError
from kg.model import Document
from kg.read.checks import ReadOptions
from kg.read.files import read
from kg.read.tables import columns, iso_date

TEXT = "云岭县委书记王建国说,\n“全县设立检测点85个。”"
ROWS = [{"id": "r1", "text": TEXT, "title": "纪实"}, {"id": 7, "text": "第二篇:吉祥镇排查返乡人员678人。", "title": ""}]


def write(path: Path, rows: list[dict[str, object]], encoding: str = "utf-8") -> Path:
    """A table in the format of the suffix of `path`."""
    if path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding=encoding)
    elif path.suffix == ".parquet":
        columns_ = {name: [str(r[name]) for r in rows] for name in rows[0]}
        parquet.write_table(pyarrow.table(columns_), path)
    else:
        with path.open("w", encoding=encoding, newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), delimiter="\t" if path.suffix == ".tsv" else ",")
            writer.writeheader()
            writer.writerows(rows)
    return path


def documents(path: Path, options: ReadOptions | None = None) -> list[Document]:
    found = list(read(path, options or ReadOptions()))
    assert all(isinstance(d, Document) for d in found), found
    return [d for d in found if isinstance(d, Document)]


def errors(path: Path, options: ReadOptions | None = None) -> list[str]:
    return [str(e) for e in read(path, options or ReadOptions()) if isinstance(e, InputError)]


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".tsv", ".parquet"])
def test_each_row_is_a_report_and_its_cell_the_raw_text(tmp_path: Path, suffix: str) -> None:
    first, second = documents(write(tmp_path / f"t{suffix}", ROWS))
    assert (first.name, first.raw, first.title) == ("r1", TEXT, "纪实")
    assert (second.name, second.title) == ("7", None)


@pytest.mark.parametrize("suffix", [".jsonl", ".csv"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_tables_come_in_any_encoding(tmp_path: Path, suffix: str, encoding: str) -> None:
    first, _ = documents(write(tmp_path / f"t{suffix}", ROWS, encoding))
    assert (first.name, first.raw, first.encoding) == ("r1", TEXT, encoding)


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("编号", "正文", "标题"), {"id": "编号", "text": "正文", "title": "标题"}),
        (("ID", "Content"), {"id": "ID", "text": "Content"}),
        (("url", "id", "text", "date"), {"id": "id", "text": "text", "url": "url", "published": "date"}),
    ],
)
def test_columns_are_found_by_name(names: tuple[str, ...], found: dict[str, str]) -> None:
    assert columns(names, Path("t.csv"), ReadOptions()) == found


def test_columns_can_be_named(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", [{"nr": "a", "words": "全县干群", "id": "wrong"}])
    (document,) = documents(path, ReadOptions(id_column="nr", text_column="words"))
    assert (document.name, document.raw) == ("a", "全县干群")


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".parquet"])
def test_a_missing_column_is_named_with_what_there_is(tmp_path: Path, suffix: str) -> None:
    path = write(tmp_path / f"t{suffix}", [{"a": "1", "b": "2"}])
    assert errors(path) == [f"{path}: no id column; name it with --id-column (columns: a, b)"]
    options = ReadOptions(id_column="a", text_column="words")
    assert errors(path, options) == [f"{path}: no column 'words' (columns: a, b)"]


def test_a_bad_row_is_named_by_its_line_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    good = json.dumps({"id": "ok", "text": "全县干群"}, ensure_ascii=False)
    rows = ["{", "[1]", '{"id": "x"}', '{"text": "y"}', '{"id": "e", "text": "  "}', r'{"id": "s", "text": "\ud800"}']
    path.write_text("\n".join([good, *rows, good.replace("ok", "last")]), encoding="utf-8")
    found = list(read(path, ReadOptions()))
    assert [d.name for d in found if isinstance(d, Document)] == ["ok", "last"]
    assert [e.line for e in found if isinstance(e, InputError)] == [2, 3, 4, 5, 6, 7]
    reasons = [e.reason for e in found if isinstance(e, InputError)]
    assert reasons[0].startswith("not JSON")
    assert reasons[1:] == [
        "not a JSON object",
        "report x: no text in column text",
        "no id in this row",
        "empty text",
        "half a surrogate pair, which is no character",
    ]


def test_a_long_cell_is_read_up_to_the_limit(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", [{"id": "long", "text": "县" * 200_000}])
    assert len(documents(path)[0].raw) == 200_000
    assert errors(path, ReadOptions(limit=100_000)) == [f"{path}:2: 200000 characters, more than the limit of 100000"]


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    for name, data, reason in (
        ("t.parquet", b"no parquet", "not a Parquet file"),
        ("t.jsonl", b"", "empty file"),
        ("t.csv", b"id,text\n", "a table without a readable row"),
    ):
        (tmp_path / name).write_bytes(data)
        (line,) = errors(tmp_path / name)
        assert line.startswith(f"{tmp_path / name}: {reason}")


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        ("2020-02-06", "2020-02-06"),
        ("2020/2/6 08:00", "2020-02-06"),
        ("2020年2月6日", "2020-02-06"),
        ("2020-13-01", None),
        ("2月6日", None),
        (None, None),
    ],
)
def test_dates_of_cells(cell: object, date: str | None) -> None:
    assert iso_date(cell) == date
