from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from kg.cli import app, main

REPORT = "云岭县疫情防控纪实\n连日来,云岭县委书记王建国深入吉祥镇督导检查。全县共设立检测点85个。\n"
COMMANDS = sorted(get_command(app).commands)  # type: ignore[attr-defined]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "r.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """`kg` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "kg.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        check=False,
    )


def test_help_names_every_command_and_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    text = capsys.readouterr().out
    for name in COMMANDS:
        assert f"  {name} " in text
        assert main([name, "--help"]) == 0
        assert get_command(app).commands[name].help  # type: ignore[attr-defined]


def test_without_arguments_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "Commands:" in capsys.readouterr().out


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; from kg.cli import main; main(['--help']); print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    for heavy in ("pyoxigraph", "rdflib", "trafilatura", "pyarrow", "opencc", "jieba", "networkx", "kg.build"):
        assert f"'{heavy}'" not in done.stdout


def test_build_prints_a_table_and_exits_with_0(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", str(report), "--out", str(tmp_path / "out")]) == 0
    printed = capsys.readouterr()
    for word in ("reports", "people", "actions", "figures", "seconds", "problems"):
        assert word in printed.out
    assert printed.err == ""


def test_build_can_print_json_or_nothing(report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(report), "--out", str(tmp_path / "out"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["reports"] == 1
    assert main(["build", str(report), "--out", str(tmp_path / "out"), "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["frob"], "No such command 'frob'."),
        (["build"], "Missing argument 'IN...'."),
        (["build", "IN"], "Missing option '--out'."),
        (["build", "IN", "--out", "OUT", "--workers", "two"], "Invalid value for '--workers'"),
        (["build", "IN", "--out", "OUT", "--workers", "0"], "Invalid value for '--workers'"),
        (["build", "IN", "--out", "OUT", "--limit", "-1"], "Invalid value for '--limit'"),
        (["build", "IN", "--out", "OUT", "--base", "nowhere"], "Invalid value for '--base'"),
        (["build", "IN", "--out", "OUT", "--frob"], "No such option: --frob"),
        (["build", "IN", "--out", "IN"], "r.txt: not a folder"),
        (["build", "IN", "--out", "IN/out"], "r.txt/out: cannot be"),
    ],
)
def test_wrong_usage_is_one_line_and_exits_with_2(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], complaint: str
) -> None:
    given = [a.replace("IN", str(report)).replace("OUT", str(tmp_path / "out")) for a in arguments]
    assert main(given) == 2
    printed = capsys.readouterr()
    assert printed.err.startswith("kg: ")
    assert complaint in printed.err
    assert printed.err.count("\n") == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty file"),
        ("blank.txt", "　\n ".encode(), "empty text"),
        ("binary.txt", b"\x00\x01\x02\x03", "not a text: binary data"),
        ("letter.docx", b"PK\x03\x04....", "not a text: a ZIP archive or Office file"),
        ("broken.txt", b"\x80\x81\xff\xff\xfe\xff", "cannot be decoded as UTF-8, GB18030 or Big5"),
        ("huge.txt", "县".encode() * 2_000_001, "characters, more than the limit of 2000000"),
        ("columns.csv", b"a,b\n1,2\n", "no id column; name it with --id-column (columns: a, b)"),
        ("rows.jsonl", b"{\n", "not JSON"),
        ("t.parquet", b"no parquet", "not a Parquet file"),
        ("page.html", b"<html><body><img src=a.png></body></html>", "a page without text"),
        (None, b"", "no such file"),
    ],
)
def test_bad_input_is_one_line_with_file_and_reason_and_the_rest_is_built(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str | None, data: bytes, reason: str
) -> None:
    bad = tmp_path / (name or "gone.txt")
    if name:
        bad.write_bytes(data)
    out = tmp_path / "out"
    assert main(["build", str(report), str(bad), "--out", str(out), "--quiet"]) == 1
    first, *others = capsys.readouterr().err.splitlines()
    assert first.startswith(f"kg: {bad}")
    assert reason in first
    assert len(others) <= 1  # a table without a good row says both
    record = json.loads((out / "build.json").read_text(encoding="utf-8"))
    assert record["reports"] == 1
    assert {p["path"] for p in record["problems"] if p["failed"]} == {str(bad)}


@pytest.mark.slow
def test_no_bad_input_shows_a_traceback(report: Path, tmp_path: Path) -> None:
    (tmp_path / "binary.txt").write_bytes(os.urandom(5000))
    done = run("build", tmp_path, "nowhere/*.txt", "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr + done.stdout
    assert done.stderr.count("\n") == 2


@pytest.mark.slow
def test_hashing_leaves_no_trace(seeds: Path, tmp_path: Path) -> None:
    """Sets and dictionaries are ordered anew in every process; the graph is not."""
    for seed in "12":
        run("build", seeds, "--out", tmp_path / seed, "--quiet", PYTHONHASHSEED=seed)
    for name in ("graph.ttl", "evidence.ttl", "graph.nq"):
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes()


def test_an_unwritable_place_under_another_locale(report: Path) -> None:
    done = run("build", report, "--out", report / "out", LC_ALL="C", PYTHONUTF8="0")
    assert (done.returncode, done.stdout) == (2, "")


def test_explain_in_both_scripts(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = []
    for name in ("鞠世闻", "鞠世聞"):
        assert main(["explain", str(out), name]) == 0
        texts.append(capsys.readouterr().out)
    assert texts[0] == texts[1]
    assert "鞠世闻 — holds → 县委书记" in texts[0]
    assert "000_4f11c8cc69d2dd04 [95, 102): 盧龍⟦縣委書記鞠世聞⟧說。" in texts[0]
    assert "by person." in texts[0]


def test_a_terminal_without_chinese(out: Path) -> None:
    done = run("explain", out, "鞠世闻", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "000_4f11c8cc69d2dd04 [95, 102)" in done.stdout


def test_explain_as_json(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(out), "鞠世闻", "--json"]) == 0
    (thing,) = json.loads(capsys.readouterr().out)
    assert "Official" in thing["classes"]
    assert {f["predicate"] for f in thing["facts"]} >= {"holds", "mentions"}


def test_explain_an_unknown_name_gives_similar_ones(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(out), "鞠世"]) == 1
    assert capsys.readouterr().err == f"kg: {out}: nothing is called '鞠世'; similar: 鞠世聞, 鞠世闻\n"


@pytest.mark.parametrize("command", [["explain", "DIR", "x"], ["validate", "DIR"], ["evaluate", "DIR", "DIR"]])
def test_a_folder_that_is_no_build(tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    assert main([c.replace("DIR", str(tmp_path)) for c in command]) == 1
    printed = capsys.readouterr().err
    assert printed.startswith(f"kg: {tmp_path}")
    assert printed.count("\n") == 1


def test_clean_prints_the_text_or_the_edits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "r.txt"
    path.write_text("雲嶺縣委書記王建國時間(jiān)緊,督導(dǎo)檢查。\n", encoding="utf-8")
    assert main(["clean", str(path)]) == 0
    assert "時間緊,督導檢查" in capsys.readouterr().out
    assert main(["clean", str(path), "--edits"]) == 0
    start, end, step, _, before, after = capsys.readouterr().out.splitlines()[0].split("\t")
    assert (start, end, step, before, after) == ("11", "17", "glosses", "'(jiān)'", "''")


def test_clean_of_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clean", str(tmp_path / "gone.txt")]) == 1
    assert capsys.readouterr().err == f"kg: {tmp_path / 'gone.txt'}: No such file or directory\n"


def test_validate_says_how_it_went(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["validate", str(out)])
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("valid: 5 reports" if code == 0 else "not valid: 5 reports")


def test_a_reader_that_goes_away_is_no_error(out: Path) -> None:
    script = f"{sys.executable} -m kg.cli explain {out} 卢龙县 | head -1"
    done = subprocess.run(script, shell=True, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
