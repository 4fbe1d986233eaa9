"""What a command costs together with all processes that it starts, which Linux tells of them while they run."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

__all__ = ["Used", "watched"]

_PROC = Path("/proc")
_EVERY = 0.2
"""Seconds between looks."""


@dataclass(slots=True)
class Used:
    """CPU seconds of all processes, and those of the *first* one alone; seconds of *wall* time; bytes of *memory* at the most.

    Memory that processes share counts once.
    """

    cpu: float = 0.0
    first: float = 0.0
    wall: float = 0.0
    memory: int = 0


def watched(words: Sequence[str | Path]) -> Used:
    """Run a command to its end, and return what it used."""
    if not _PROC.exists():
        sys.exit("This benchmark looks at processes in /proc, which this system does not have.")
    import resource

    used, start, before = Used(), time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    with (
        tempfile.TemporaryFile() as errors,
        subprocess.Popen([*words], stdout=subprocess.DEVNULL, stderr=errors) as process,
    ):
        while process.poll() is None:
            _look(process.pid, used)
            time.sleep(_EVERY)
        used.wall = time.monotonic() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used.cpu = max(used.cpu, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        if process.returncode:
            errors.seek(0)
            sys.exit(
                f"{' '.join(map(str, words[:6]))} … exits {process.returncode}:\n{errors.read().decode()[-4_000:]}"
            )
    return used


def _look(pid: int, used: Used) -> None:
    """Add what a process and those that it has started have used until now; who has ended counts with who waited for it."""
    ticks = os.sysconf("SC_CLK_TCK")
    processes = {each.pid: each for each in _processes()}
    family: dict[int, _Process] = {}
    waiting = [pid] if pid in processes else []
    while waiting:
        family[waiting[-1]] = processes[waiting[-1]]
        parent = waiting.pop()
        waiting += [each.pid for each in processes.values() if each.parent == parent]
    used.cpu = max(used.cpu, sum(each.own + each.ended for each in family.values()) / ticks)
    used.first = max(used.first, family[pid].own / ticks if family else 0)
    used.memory = max(used.memory, sum(map(_memory, family)))


class _Process(NamedTuple):
    """A process, with the clock ticks of its own and of the processes that it has waited for."""

    pid: int
    parent: int
    own: int
    ended: int


def _processes() -> Iterator[_Process]:
    for path in _PROC.glob("[0-9]*/stat"):
        if fields := _text(path).rpartition(")")[2].split():
            user, system, user_ended, system_ended = map(int, fields[11:15])
            yield _Process(int(path.parent.name), int(fields[1]), user + system, user_ended + system_ended)


def _memory(pid: int) -> int:
    """Return the bytes of a process, of what it shares its share."""
    for line in _text(_PROC / str(pid) / "smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:  # the process has ended
        return ""
