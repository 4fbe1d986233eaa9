"""`make check` runs the tests that cost little: the list of those it leaves out names tests that exist, each once."""

import ast
import re
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

import sampling
from cpu_time import LIST, is_slow, named

TESTS = Path(__file__).parent
MAKEFILE = (TESTS.parent / "Makefile").read_text(encoding="utf-8")


def item(name: str, *fixtures: str) -> pytest.Item:
    """A test as pytest hands it over."""
    file, _, function = name.partition("::")
    return cast(pytest.Item, SimpleNamespace(path=TESTS / file, name=function, fixturenames=[*fixtures]))


def commands(target: str) -> str:
    """What a target of the Makefile runs."""
    found = re.search(rf"^{target}:.*\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE)
    assert found
    return found[1]


def test_the_list_names_files_and_functions_that_exist() -> None:
    """Whoever renames a test renames it there as well."""
    unknown = []
    for name in {*named(), *sampling.named()}:
        file, _, function = name.partition("::")
        path = TESTS / file
        functions = {each.name for each in ast.parse(path.read_text("utf-8")).body if isinstance(each, ast.FunctionDef)} if path.exists() else set()  # fmt: skip
        if not functions or (function and function not in functions):
            unknown.append(name)
    assert unknown == []


def test_the_list_is_sorted_and_has_each_name_once() -> None:
    """And no function of a file that it has as a whole; so is the list of those that are run in some of their cases."""
    lines, sampled = (
        [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        for file in (LIST, sampling.LIST)
    )
    assert lines == sorted(named())
    assert sampled == sorted(f"{name} {cases}" for name, cases in sampling.named().items())
    assert [name for name in named() if "::" in name and name.partition("::")[0] in named()] == []


@pytest.mark.parametrize(
    ("test", "slow"),
    [
        pytest.param(item("test_bodies.py::test_one[x]"), True, id="a function in the list, with any case"),
        pytest.param(item("test_bodies.py::test_two"), False, id="another function of its file"),
        pytest.param(item("test_growth.py::test_one"), True, id="any function of a file in the list"),
        pytest.param(item("test_clauses.py::test_one", "browser"), True, id="in a browser"),
        pytest.param(item("test_serve.py::test_three"), True, id="in a module that starts servers"),
        pytest.param(item("test_clauses.py::test_one", "built"), False, id="on a built graph"),
    ],
)
def test_what_is_slow(test: pytest.Item, slow: bool) -> None:
    assert is_slow(test, frozenset({"test_bodies.py::test_one", "test_growth.py"})) == slow


def test_check_runs_a_part_of_what_test_runs() -> None:
    """The same lint, and the same tests but for slow ones."""
    heads = {target: re.search(rf"^{target}: (\w+)", MAKEFILE, re.MULTILINE) for target in ("check", "test")}
    assert all(head and head[1] == "lint" for head in heads.values())
    assert '-m "not slow"' in commands("check")
    assert " -m " not in commands("test").replace("$(RUN)", "") and "--deselect" not in commands("test")


def test_thorough_runs_what_test_leaves_out() -> None:
    """Of a function in the list `make test` runs cases from the first to the last, and all of any other."""
    items = [item(f"test_bodies.py::test_{name}[{number}]") for name in ("one", "two") for number in range(5)]
    out = sampling.left_out(items, {"test_bodies.py::test_one": 2})
    assert [each.name for each in out] == ["test_one[1]", "test_one[2]", "test_one[3]"]
    assert commands("thorough").replace(" --thorough", "").splitlines()[1:] == commands("test").splitlines()[1:]
