"""CPU time of calls and of whole processes, and the tables that show it."""

import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

__all__ = ["Case", "call", "command", "compare", "script"]

Case = Callable[[], float]
"""Does a piece of work once and returns the CPU seconds that it took."""


def command(*words: str | Path, cwd: Path | None = None) -> Case:
    """Return a case that runs a command to its end; the time of the processes that it starts counts too."""
    try:
        import resource
    except ImportError:
        sys.exit("The benchmarks measure processes with getrusage, which this system does not have.")

    def run() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([*words], cwd=cwd, capture_output=True, encoding="utf-8", check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode != 0:
            sys.exit(f"{' '.join(map(str, words))} exits {done.returncode}:\n{done.stderr}")
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return run


def script(text: str, *arguments: str | Path, cwd: Path | None = None) -> Case:
    """Return a case that runs a Python program in a process of its own."""
    return command(sys.executable, "-c", text, *arguments, cwd=cwd)


def call(work: Callable[..., object], *arguments: object) -> Case:
    """Return a case that calls a function in this process."""

    def run() -> float:
        start = time.process_time()
        work(*arguments)
        return time.process_time() - start

    return run


def least(cases: Mapping[str, Case], runs: int) -> dict[str, float]:
    """Run all cases *runs* times, taking turns, and return the least time of each."""
    times: dict[str, float] = {}
    for _ in range(runs):
        for name, case in cases.items():
            times[name] = min(case(), times.get(name, float("inf")))
    return times


def compare(
    title: str, cases: Mapping[str, Case], *, runs: int = 5, bounds: Mapping[str, float] | None = None
) -> dict[str, float]:
    """Measure *cases* and print them with their ratio to the first one; *bounds* are times that a case shall stay below."""
    times = least(cases, runs)
    first = next(iter(times.values()))
    limits = bounds or {}
    print(f"\n{title} (least of {runs})\n{'':44}{'CPU s':>10}{'ratio':>9}")
    for name, seconds in times.items():
        bound = f"   below {limits[name]:g} s: {'yes' if seconds < limits[name] else 'NO'}" if name in limits else ""
        print(f"  {name:42}{seconds:10.3f}{seconds / first:9.2f}{bound}")
    return times
