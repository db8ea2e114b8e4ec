"""Tables with an identifier and a text column: JSON Lines, CSV, TSV, Parquet. Read row by row, in constant memory.

The raw text of a report is the cell as the table's own rules give it; its offsets count from the start of the cell.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.model import Document
from kg.read.checks import ReadOptions, checked
from kg.read.decode import decode

SUFFIXES = frozenset({".jsonl", ".ndjson", ".csv", ".tsv", ".parquet"})
NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "doc_id", "docid", "document_id", "uid", "uuid", "key", "编号", "文档编号", "序号", "標識", "标识"),
    "text": ("text", "content", "body", "fulltext", "full_text", "正文", "内容", "內容", "全文", "文本"),
    "title": ("title", "headline", "标题", "標題", "题名", "篇名"),
    "url": ("url", "link", "网址", "網址", "链接", "鏈接", "原文链接"),
    "site": ("site", "publisher", "网站", "網站", "媒体", "媒體"),
    "published": ("published", "date", "pubdate", "publish_date", "发布日期", "发布时间", "日期", "發布日期"),
}
SAMPLE = 1 << 20
DATE = re.compile(r"\s*((?:19|20)\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)")
Row = tuple[int, Mapping[str, Any] | InputError]


def read_table(path: Path, options: ReadOptions) -> Iterator[Document | InputError]:
    """The reports of a table; a bad row comes out as the error that names it.

    Raises:
        InputError: if the file as a whole cannot be read or lacks a column.
    """
    names: dict[str, str] | None = None
    encoding, rows = _rows(path, options)
    for number, row in rows:
        if isinstance(row, InputError):
            yield row
            continue
        if names is None:
            names = columns(row, path, options)
        try:
            yield _document(path, number, row, names, options, encoding)
        except InputError as error:
            yield error
    if names is None:
        raise InputError(path, "a table without a readable row")


def columns(row: Iterable[str], path: Path, options: ReadOptions) -> dict[str, str]:
    """Which column of a table plays which part.

    Raises:
        InputError: if there is no id or text column.
    """
    present = {name.strip().lower(): name for name in row}
    out = {}
    for part, known in NAMES.items():
        wanted = {"id": options.id_column, "text": options.text_column}.get(part)
        found = wanted if wanted in set(row) else None
        if wanted is None:
            found = next((present[n] for n in known if n in present), None)
        if found is not None:
            out[part] = found
        elif part in ("id", "text"):
            what = f"no column {wanted!r}" if wanted else f"no {part} column; name it with --{part}-column"
            raise InputError(path, f"{what} (columns: {', '.join(present.values())})")
    return out


def _document(
    path: Path, number: int, row: Mapping[str, Any], names: Mapping[str, str], options: ReadOptions, encoding: str
) -> Document:
    name, text = row.get(names["id"]), row.get(names["text"])
    if name is None or str(name).strip() == "":
        raise InputError(path, f"no {names['id']} in this row", number)
    if not isinstance(text, str):
        raise InputError(path, f"report {name}: no text in column {names['text']}", number)

    def extra(part: str) -> str | None:
        value = row.get(names.get(part, ""))
        return value.strip() or None if isinstance(value, str) else None

    published = iso_date(row.get(names.get("published", "")))
    return Document(
        name=str(name).strip(),
        raw=checked(text, path, options, number),
        path=str(path),
        encoding=encoding,
        title=extra("title"),
        url=extra("url"),
        site=extra("site"),
        published=published,
        published_basis=f"column {names['published']}" if published else None,
    )


def iso_date(value: object) -> str | None:
    """The date at the start of a cell (2020-02-06, 2020/2/6, 2020年2月6日, a date of Parquet), or None."""
    match = DATE.match(str(value or ""))
    if not match:
        return None
    year, month, day = map(int, match.groups())
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{year:04}-{month:02}-{day:02}"


def _rows(path: Path, options: ReadOptions) -> tuple[str, Iterator[Row]]:
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        return "utf-8", _parquet_rows(path, options)
    if suffix in (".csv", ".tsv"):
        encoding = _encoding(path)
        return encoding, _csv_rows(path, encoding, options)
    encoding = _encoding(path)
    return encoding, _json_rows(path, encoding)


def _encoding(path: Path) -> str:
    """Of a table that may be too large to hold: judged on whole lines of its first megabyte."""
    with path.open("rb") as file:
        sample = file.read(SAMPLE)
        if len(sample) == SAMPLE:
            sample += file.readline()
    return decode(sample, path)[1]


def _json_rows(path: Path, encoding: str) -> Iterator[Row]:
    with path.open(encoding=encoding, errors="strict", newline="\n") as file:
        number = 0
        try:
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield number, _json_row(line, path, number)
        except UnicodeDecodeError as error:
            raise InputError(path, f"not {encoding} after this line", number) from error


def _json_row(line: str, path: Path, number: int) -> Mapping[str, Any] | InputError:
    try:
        row = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        return InputError(path, f"not JSON: {error}", number)
    return row if isinstance(row, dict) else InputError(path, "not a JSON object", number)


def _csv_rows(path: Path, encoding: str, options: ReadOptions) -> Iterator[Row]:
    csv.field_size_limit(4 * options.limit)
    with path.open(encoding=encoding, errors="strict", newline="") as file:
        head = file.readline()
        file.seek(0)
        delimiter = "\t" if path.suffix.lower() == ".tsv" else max(",;\t", key=head.count)
        reader = csv.DictReader(file, delimiter=delimiter)
        try:
            for row in reader:
                yield reader.line_num, row
        except (UnicodeDecodeError, csv.Error) as error:
            raise InputError(path, f"not a {encoding} table after this line: {error}", reader.line_num) from error


def _parquet_rows(path: Path, options: ReadOptions) -> Iterator[Row]:
    import pyarrow
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(path)
        wanted = sorted(columns(file.schema_arrow.names, path, options).values())
        number = 0
        for batch in file.iter_batches(batch_size=256, columns=wanted):
            for row in batch.to_pylist():
                number += 1
                yield number, row
    except pyarrow.ArrowException as error:
        raise InputError(path, f"not a Parquet file: {str(error).splitlines()[0]}") from error
