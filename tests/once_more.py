"""`make test`: run the tests, and those that fail once more, alone, if they are few.

A test that fails beside others and passes alone is unsteady: it is named loudly, to be mended, and does not fail the run.
Whatever else goes wrong does: a test that fails both times, more than a few, a file that cannot be read, a process that dies, a run
that stops early or has no tests.
"""

import subprocess
import sys
from collections.abc import Sequence

import pytest

__all__ = ["MOST", "Outcomes", "main"]

MOST = 5
"""More failed tests than this are no accident."""

ALONE = "--alone"


class Outcomes:
    """A plugin of pytest that notes which tests passed and failed, and whether the run is all that it should be."""

    def __init__(self) -> None:
        self.passed: set[str] = set()
        self.failed: list[str] = []
        self.is_whole = True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a phase of a test: it passes if its call does, and neither what it needs nor its end fails."""
        if report.failed and report.nodeid not in self.failed:
            self.failed.append(report.nodeid)
        elif report.passed and report.when == "call":
            self.passed.add(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note a file that cannot be read."""
        self.is_whole &= not report.failed

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, error: object) -> None:
        """Note a process of xdist that died."""
        self.is_whole &= not error

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Note a run that stops early."""
        self.is_whole &= not (session.shouldfail or session.shouldstop)


def main(arguments: Sequence[str]) -> int:
    """Run pytest with these arguments, failed tests once more, and return the exit code of it all."""
    first = Outcomes()
    code = int(pytest.main([*arguments], plugins=[first]))
    if code != pytest.ExitCode.TESTS_FAILED or not first.is_whole or not 0 < len(first.failed) <= MOST:
        return code
    say(f"\nFailed beside others: {len(first.failed)}. Once more, alone:")
    unsteady = [test for test in first.failed if passes_alone(test)]
    for test in first.failed:
        say(f"{'UNSTEADY, mend it' if test in unsteady else 'FAILED both times'}: {test}")
    return 0 if unsteady == first.failed else code


def say(line: str) -> None:
    """Print a line before what other processes print."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def passes_alone(test: str) -> bool:
    """Whether a test passes in a process in which nothing else runs."""
    return subprocess.run([sys.executable, "-m", "tests.once_more", ALONE, test], check=False).returncode == 0


def alone(test: str) -> int:
    """Run one test; 0 if it passes, which a test that is skipped or is not there does not."""
    second = Outcomes()
    code = int(pytest.main([test], plugins=[second]))
    return code or int(second.failed != [] or second.passed != {test})


if __name__ == "__main__":
    sys.exit(alone(sys.argv[2]) if sys.argv[1:2] == [ALONE] else main(sys.argv[1:]))
