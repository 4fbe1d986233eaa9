"""The parts of a build, made one after the other or in several processes, and put into files."""

import gc
import multiprocessing
import os
import shutil
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from casegraph.building.entry_texts import entry_texts
from casegraph.building.facts import Facts
from casegraph.building.part import Part, make_part
from casegraph.building.progress import Progress
from casegraph.building.spool import Spool, Spooled, SpooledEntry
from casegraph.gc_pause import gc_paused
from casegraph.record.identity import Identity, Minted

__all__ = ["PART", "Parts", "make_parts", "part_of", "piece", "process_pool"]

PART = 250
"""Reviews of a part. As few as this take 0.2 GB; with fewer, what all parts share is said again too often."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a process needs to make the part with this *number*: which reviews, where their entries are, where it goes."""

    number: int
    identities: Sequence[Identity]
    spooled: Spooled
    base: str
    folder: Path


@dataclass(frozen=True, slots=True)
class Parts:
    """Parts on disk: a *folder* with the pieces of each, and the *facts* of all; each has *size* reviews, the last one fewer."""

    folder: Path
    number: int
    size: int
    facts: Facts

    def pieces(self, name: str) -> list[Path]:
        """Return the files with the shares of the file called *name*, in the order of the parts."""
        return [piece(self.folder, number, name) for number in range(self.number)]

    def joined(self, name: str, target: Path) -> None:
        """Write the shares of the file called *name* one after the other."""
        with target.open("wb") as file:
            for path in self.pieces(name):
                with path.open("rb") as share:
                    shutil.copyfileobj(share, file, 1 << 20)

    def opened(self, name: str, stack: ExitStack) -> list[BinaryIO]:
        """Return the shares of the file called *name*, to be read; the *stack* closes them."""
        return [stack.enter_context(path.open("rb")) for path in self.pieces(name)]

    def remove(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.folder)


def make_parts(
    identities: Sequence[Identity],
    spool: Spool,
    base: str,
    folder: Path,
    *,
    jobs: int = 1,
    progress: Progress = lambda doing, done, of: None,
) -> Parts:
    """Make the parts of all reviews, which come sorted by slug, in as many processes as *jobs*; *folder* is to have them."""
    folder.mkdir()
    cuts = range(0, len(identities), PART)
    tasks = (_task(number, identities[cut : cut + PART], spool, base, folder) for number, cut in enumerate(cuts))
    facts = Facts()
    progress("Making the graph", 0, len(cuts))
    for done, each in enumerate(_in_processes(tasks, min(jobs, len(cuts))), start=1):
        facts.update(each)
        reviews = min(done * PART, len(identities))
        progress(f"Making the graph, {reviews:,} of {len(identities):,} reviews", done, len(cuts))
    return Parts(folder, len(cuts), PART, facts)


def _task(number: int, identities: Sequence[Identity], spool: Spool, base: str, folder: Path) -> Task:
    places = [place for each in identities for place in each.entries]
    return Task(number, identities, spool.some(places), base, folder)


def process_pool(jobs: int) -> ProcessPoolExecutor:
    """Return as many processes as *jobs*, which end with this one even if it is killed."""
    spawning = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=spawning, initializer=_end_with_parent)


def _end_with_parent() -> None:
    threading.Thread(target=_wait_for_end, daemon=True).start()


def _wait_for_end() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _in_processes(tasks: Iterable[Task], jobs: int) -> Iterator[Facts]:
    """Yield the facts of each task's part, in the order of the tasks; no more tasks are on their way than there are processes."""
    if jobs <= 1:
        yield from map(_make, tasks)
        return
    with process_pool(jobs) as processes:
        waiting: list[Future[Facts]] = []
        try:
            for task in tasks:
                waiting.append(processes.submit(_make, task))
                if len(waiting) > jobs:
                    yield waiting.pop(0).result()
            while waiting:
                yield waiting.pop(0).result()
        finally:
            for future in waiting:
                future.cancel()


def _make(task: Task) -> Facts:
    """Make a part, write its pieces, and return its facts."""
    part = part_of(task.identities, task.spooled.entries(), task.base)
    for name, content in part.pieces.items():
        piece(task.folder, task.number, name).write_bytes(content)
    return part.facts


@gc_paused()
def part_of(identities: Sequence[Identity], entries: Sequence[SpooledEntry], base: str) -> Part:
    """Make the part of some reviews; their *entries* come in the order in which *identities* name them."""
    reviews = iter([entry.review for entry in entries])
    minted = [Minted.of(each, [next(reviews) for _ in each.entries]) for each in identities]
    part = make_part(minted, base, pages=entry_texts(entries))
    gc.collect()
    return part


def piece(folder: Path, number: int, name: str) -> Path:
    """Return where a *folder* of parts has the share of the file called *name* that the part with this *number* made."""
    return folder / f"{number:05}-{name}"
