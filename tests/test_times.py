"""No test asserts a time: how long something takes says more about the machine than about the code."""

import ast
from pathlib import Path

import pytest

TESTS = sorted(Path(__file__).parent.rglob("*.py"))
CLOCKS = {"monotonic", "perf_counter", "process_time", "thread_time", "time", "getrusage", "elapsed"}
CLOCKS |= {f"{clock}_ns" for clock in CLOCKS}
TRANSPARENT = {"abs", "float", "int", "max", "min", "round", "sum"}
"""What leaves a time a time; any other function makes something else of it."""


def asserted_times(source: str) -> list[int]:
    """The lines of a module that assert something of a clock's reading, or of what was worked out from one."""
    return sorted(
        line
        for function in ast.walk(ast.parse(source))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for line in _in_function(function)
    )


def _in_function(function: ast.FunctionDef | ast.AsyncFunctionDef) -> set[int]:
    times: set[str] = set()
    nodes = [*ast.walk(function)]
    for _ in nodes:  # a name may be worked out from one that is worked out further down
        before = len(times)
        for node in nodes:
            if not isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign | ast.NamedExpr):
                continue
            if node.value and _is_time(node.value, times):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                times |= {each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)}
        if len(times) == before:
            break
    return {node.lineno for node in nodes if isinstance(node, ast.Assert) and _is_time(node.test, times)}


def _is_time(node: ast.AST, times: set[str]) -> bool:
    """Whether an expression has a clock's reading in it, other than as an argument of what makes something else of it."""
    if isinstance(node, ast.Name):
        return node.id in times
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        inside = isinstance(node.func, ast.Attribute) and _is_time(node.func.value, times)
        return name in CLOCKS or inside or (name in TRANSPARENT and any(_is_time(each, times) for each in node.args))
    if isinstance(node, ast.Attribute) and node.attr == "elapsed":
        return True
    return any(_is_time(each, times) for each in ast.iter_child_nodes(node))


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.relative_to(Path(__file__).parent).as_posix())
def test_no_test_asserts_a_time(path: Path) -> None:
    """Say how often, in which order, or how much was done instead; wait with ``serving.until``."""
    assert asserted_times(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "asserts",
    [
        "assert time.monotonic() < give_up",
        "assert perf_counter() - begun < 2",
        "took = time.perf_counter() - begun\n assert took < 2",
        "begun = time.time()\n took = round(time.time() - begun, 1)\n assert x and took < 2",
        "assert max(t2 - t1, 0) < 1\n t1, t2 = monotonic(), monotonic()",
        "assert answer.elapsed.total_seconds() < 1",
        "assert (took := time.process_time()) < 1",
    ],
)
def test_an_asserted_time_is_seen(asserts: str) -> None:
    """Straight from the clock, or by way of names."""
    assert len(asserted_times(f"def test():\n {asserts}\n")) == 1


@pytest.mark.parametrize(
    "asserts",
    [
        "begun = time.monotonic()\n time.sleep(begun)\n assert x == 1",
        "assert ask(f'{time.monotonic_ns()}') == 200",
        "assert len(times) == 2",
    ],
)
def test_a_clock_may_be_read_for_something_else(asserts: str) -> None:
    assert asserted_times(f"def test():\n {asserts}\n") == []
