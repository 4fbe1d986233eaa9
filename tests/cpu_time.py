"""Which tests `make check` leaves out, by the CPU time that they were measured to take; and how much each takes now.

`slow.txt` names the slow ones. Whatever opens a browser or starts a server is slow without being named.
"""

import os
import re
from collections import Counter
from collections.abc import Generator
from functools import cache
from pathlib import Path

import pytest

from sampling import left_out
from sampling import named as numbers_of_cases

__all__ = [
    "is_slow",
    "pytest_addoption",
    "pytest_collection_modifyitems",
    "pytest_ignore_collect",
    "pytest_runtest_call",
    "pytest_runtest_setup",
    "pytest_runtest_teardown",
    "pytest_terminal_summary",
    "pytest_xdist_auto_num_workers",
]

LIST = Path(__file__).with_name("slow.txt")
COSTLY = {"browser", "built_of_years"}
"""Fixtures that make a test slow."""

SLOW = 1.0
"""More seconds of CPU time than a fast test takes, what it shares with others left out."""


@cache
def named() -> frozenset[str]:
    """The names in the list: of a file, or of a function in one."""
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return frozenset(name for line in lines if (name := line.partition("#")[0].strip()))


def pytest_xdist_auto_num_workers() -> int:
    """Run one file more at a time than there are processors, as tests of servers and browsers wait now and then."""
    return (os.cpu_count() or 1) + 1


@cache
def starts_servers(path: Path) -> bool:
    """Whether a module imports what starts servers, or asks the one that all share."""
    return (
        path.suffix == ".py"
        and re.search(
            r"(?m)^from (?:serving|endpoints) import .*\b(?:serving|Server|oxigraph|virtuoso)\b",
            path.read_text("utf-8"),
        )
        is not None
    )


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even import a module with slow tests only, as some take seconds to import."""
    is_check = config.option.markexpr == "not slow"
    return True if is_check and (collection_path.name in named() or starts_servers(collection_path)) else None


def is_slow(item: pytest.Item, names: frozenset[str]) -> bool:
    """Whether `make check` leaves a test out."""
    file, function = item.path.name, item.name.partition("[")[0]
    is_costly = starts_servers(item.path) or COSTLY & {*getattr(item, "fixturenames", ())}
    return bool(is_costly) or file in names or f"{file}::{function}" in names


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what prints the CPU time of files, and what runs every case of every test."""
    parser.addoption(
        "--cpu", action="store_true", help="print the CPU time of each file, and which fast tests are slow"
    )
    parser.addoption("--thorough", action="store_true", help="run every case of every test; see tests/sampling.py")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark slow tests, before others choose by marks; leave out cases that only `make thorough` runs, unless they are asked for."""
    names = named()
    for item in items:
        if is_slow(item, names):
            item.add_marker("slow")
    if config.option.thorough or any("::" in argument for argument in config.args):
        return
    out = {*left_out(items, numbers_of_cases())}
    config.hook.pytest_deselected(items=[*out])
    items[:] = [item for item in items if item not in out]


def _used() -> float:
    """The CPU time of this process, and of those that it has waited for."""
    return sum(os.times()[:4])


def _measured(item: pytest.Item, phase: str) -> Generator[None]:
    before = _used()
    try:
        return (yield)
    finally:
        item.user_properties.append((f"cpu {phase}", _used() - before))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None]:
    """Measure what a test needs first, which may be made for many."""
    return (yield from _measured(item, "setup"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Measure the test itself."""
    return (yield from _measured(item, "call"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    """Measure the end of what it needed: a server's time is known when it has ended."""
    return (yield from _measured(item, "teardown"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the time of each file, and fast tests that took as long as slow ones."""
    if not config.getoption("--cpu"):
        return
    files, slow = Counter[str](), []
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", "") != "teardown":  # whose report has the properties of all phases
                continue
            phases = dict(report.user_properties)
            files[report.nodeid.partition("::")[0]] += sum(phases.values())
            if phases.get("cpu call", 0) > SLOW and "slow" not in report.keywords:
                slow.append(f"{phases['cpu call']:6.1f}  {report.nodeid}")
    terminalreporter.section("CPU seconds of each file")
    for file, seconds in files.most_common():
        terminalreporter.line(f"{seconds:6.1f}  {file}")
    terminalreporter.line(f"{sum(files.values()):6.1f}  in all, what others share counted where it is made")
    if slow:
        terminalreporter.section(f"more than {SLOW:g} s of CPU time, and not in tests/slow.txt")
        for line in slow:
            terminalreporter.line(line)
