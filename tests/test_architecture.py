"""The house: imports go one way, nothing works at import, files and functions stay small."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg

ROOT = Path(kg.__file__).parent
MODULES = sorted(p for p in ROOT.rglob("*.py") if p.name != "__init__.py" or p.stat().st_size)
FLOORS = (
    {"model", "offsets", "records", "errors", "vocab", "vocab_values"},
    {"lexicon", "gazetteer", "resources", "ontology_files", "vocab_gen"},
    {"read", "clean"},
    {"extract"},
    {"link"},
    {"graph"},
    {"export", "explore", "queries", "serve"},
    {"pipeline", "batch", "build", "cluster", "merge", "output", "publish", "originals", "view", "explain"}
    | {"evaluation"},
    {"cli", "cli_evaluate", "cli_serve", "screen", "__main__"},
)
FLOOR = {name: floor for floor, names in enumerate(FLOORS) for name in names}
LINES, FUNCTION_LINES, PARAMETERS = 300, 40, 6
GENERATED = {"vocab.py", "vocab_values.py"}
RECORDS = {"model.py"}  # one page that lists every record
IMPORT_ALL = """
import importlib, sys
from pathlib import Path
opened = []
sys.addaudithook(lambda event, args: event == "open" and isinstance(args[0], (str, bytes)) and opened.append(str(args[0])))
for name in sys.argv[2:]:
    importlib.import_module(name)
code = (".py", ".pyc", ".so", ".pth", ".typed")
print("\\n".join(x for x in opened if x.startswith(sys.argv[1]) and not x.endswith(code) and ".pyc." not in x))
"""


def dotted(path: Path) -> str:
    parts = ("kg", *path.relative_to(ROOT).with_suffix("").parts)
    return ".".join(p for p in parts if p != "__init__")


def part(module: str) -> str:
    """kg.extract.people → extract."""
    return module.split(".")[1] if "." in module else "__init__"


def imports(path: Path) -> Iterator[str]:
    """Every module of the package that a file imports, at its top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "kg":
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (a.name for a in node.names if a.name.split(".")[0] == "kg")


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_a_module_has_a_floor_and_imports_from_its_own_or_below(path: Path) -> None:
    own = part(dotted(path))
    if own == "__init__":
        assert not list(imports(path))
        return
    for name in imports(path):
        assert FLOOR[part(name)] <= FLOOR[own], f"{dotted(path)} imports {name}, which is on a higher floor"


def test_modules_form_no_cycle() -> None:
    graph = {dotted(p): {n for n in imports(p) if n != dotted(p)} for p in MODULES}
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " → ".join([*path, name])
        if name not in done:
            for other in sorted(graph.get(name, ())):
                visit(other, (*path, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())


def test_importing_reads_no_data_file() -> None:
    names = [dotted(p) for p in MODULES if p.name != "__main__.py"]
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, str(ROOT), *names], capture_output=True, text=True, check=True, cwd="/"
    )
    assert done.stdout.split() == []


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_files_and_functions_are_small(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    if path.name not in GENERATED | RECORDS:
        assert lines <= LINES, f"{lines} lines"
    for function in functions(path):
        size = (function.end_lineno or 0) - function.lineno + 1
        assert size <= FUNCTION_LINES, f"{function.name}: {size} lines"
        arguments = function.args
        names = [a.arg for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)]
        count = len([n for n in names if n not in ("self", "cls")])
        if not is_command(function):
            assert count <= PARAMETERS, f"{function.name}: {count} parameters"


def is_command(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a function is a command of the command line, whose parameters are the user's options."""
    return function.name.endswith("_command") or any("app." in ast.unparse(d) for d in function.decorator_list)


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_public_names_say_what_they_are(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "the module has no docstring"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name} has no docstring"


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_no_error_is_swallowed(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else "everything"
            assert caught not in ("everything", "Exception", "BaseException"), f"line {node.lineno}: catches {caught}"
