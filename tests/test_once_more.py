"""`make test` forgives a test that fails beside others and passes alone, and nothing else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from once_more import MOST

ROOT = Path(__file__).parent.parent
UNSTEADY = """
from pathlib import Path
seen = Path(__file__).with_name("seen")
def test_unsteady():
    again = seen.exists()
    seen.touch()
    assert again
"""
PASSES = "def test_passes(): pass\n"
FAILS = "def test_fails(): assert False\n"
NEEDS = """
import pytest
@pytest.fixture
def needed(): raise OSError
def test_needs(needed): pass
"""
SKIPPED = """
def test_is_skipped():
    if (again := seen.with_name("skip")).exists():
        pytest.skip()
    again.touch()
    assert False
"""


def run(folder: Path, source: str, *options: str) -> tuple[int, str]:
    """The exit code of a run of a file of tests, and what it printed."""
    (folder / "test_it.py").write_text(source, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\naddopts = -p no:cacheprovider", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.once_more", *options],
        cwd=folder,
        env=os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_test_that_passes_alone_is_named_and_forgiven(tmp_path: Path) -> None:
    code, printed = run(tmp_path, PASSES + UNSTEADY)
    assert code == 0 and "UNSTEADY, mend it: test_it.py::test_unsteady\n" in printed


def test_a_second_run_has_to_pass(tmp_path: Path) -> None:
    """Though another test is forgiven: one fails again, or lacks what it needs, or is skipped the second time."""
    code, printed = run(tmp_path, UNSTEADY + FAILS + NEEDS + SKIPPED)
    assert code == 1 and "UNSTEADY, mend it: test_it.py::test_unsteady\n" in printed
    for test in ("fails", "needs", "is_skipped"):
        assert f"FAILED both times: test_it.py::test_{test}\n" in printed


@pytest.mark.parametrize(
    ("source", "options", "code"),
    [
        pytest.param(UNSTEADY + "".join(f"def test_{n}(): assert seen.with_name('s{n}').exists() or seen.with_name('s{n}').touch()\n" for n in range(MOST)), (), 1, id="many that fail"),
        pytest.param(UNSTEADY + "import nothing_like_that\n", (), 2, id="a file that cannot be imported"),
        pytest.param(UNSTEADY + FAILS, ("-x",), 1, id="a run that stops early"),
        pytest.param(UNSTEADY + "def test_stops(): raise KeyboardInterrupt\n", (), 2, id="an interrupt"),
        pytest.param(UNSTEADY + "def test_dies(): __import__('os')._exit(3)\n", ("-p", "xdist", "-n", "1"), 1, id="a process that dies"),
        pytest.param("", (), 5, id="no tests"),
    ],
)  # fmt: skip
def test_nothing_else_is_tried_again(tmp_path: Path, source: str, options: tuple[str, ...], code: int) -> None:
    """The tests that failed would pass now, so a second run would be green."""
    first, printed = run(tmp_path, source, *options)
    assert first == code and "Once more" not in printed
