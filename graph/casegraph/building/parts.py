"""The parts of a build, made one after the other or in several processes, and put into files; unchanged ones are not made again."""

import gc
import multiprocessing
import os
import shutil
import threading
from array import array
from collections.abc import Generator, Iterable, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

from casegraph.building.again import Again
from casegraph.building.entry_texts import entry_texts
from casegraph.building.facts import Facts
from casegraph.building.kept import KeptPart
from casegraph.building.kept_facts import facts_of, kept_facts
from casegraph.building.part import NTRIPLES, RECORDS, REVIEWS, TABLES, Part, make_part
from casegraph.building.progress import Progress
from casegraph.building.rows import Rows
from casegraph.building.spool import Spool, Spooled, SpooledEntry, minted
from casegraph.gc_pause import gc_paused
from casegraph.rdf.merging import SortedFile
from casegraph.record.identity import Identity

__all__ = ["MadePart", "Parts", "made_part", "make_parts", "part_of", "piece", "process_pool"]


@dataclass(frozen=True, slots=True)
class Task:
    """What a process needs to make the part with this *number*: which reviews, where their entries are, where it goes."""

    number: int
    identities: Sequence[Identity]
    spooled: Spooled
    base: str
    folder: Path


@dataclass(frozen=True, slots=True)
class MadePart:
    """What a build remembers of a part that is on disk: its *facts*, and where the rows of each file *end*, by its name."""

    facts: Facts
    ends: Mapping[str, "array[int]"]


@dataclass(slots=True)
class Parts:
    """Parts on disk, in a *folder*: those *made*, by number, with the *facts* of all and the *rows* of all reviews.

    *kept* is what a next build needs to know of each, None where nobody keeps that, and *stamp* what they depend on
    beside pages; *again* says what was not made.
    """

    folder: Path
    made: list[int]
    facts: Facts
    rows: Mapping[str, Rows]
    kept: list[KeptPart] | None = None
    stamp: str = ""
    again: Again | None = None

    @classmethod
    def of(cls, folder: Path, reviews: int) -> "Parts":
        """Return parts of so many reviews, of which none is there yet."""
        return cls(folder, [], Facts(), {name: Rows(reviews) for name in (RECORDS, REVIEWS, TABLES)})

    def add(self, number: int, part: MadePart, reviews: Sequence[int]) -> None:
        """Add a part that was made, with these *reviews*."""
        self.made.append(number)
        self.facts.update(part.facts)
        for name, ends in part.ends.items():
            self.rows[name].put(piece(self.folder, number, name), reviews, [*pairwise([0, *ends])])

    def texts(self) -> list[SortedFile]:
        """Return the N-Triples of the parts that were made."""
        return [SortedFile(piece(self.folder, number, NTRIPLES)) for number in self.made]

    def remove_graph(self) -> None:
        """Remove the N-Triples of the parts that were made."""
        for number in self.made:
            piece(self.folder, number, NTRIPLES).unlink()

    def close(self) -> None:
        """Close the files of rows."""
        for rows in self.rows.values():
            rows.close()

    def remove(self) -> None:
        """Remove the folder."""
        self.close()
        shutil.rmtree(self.folder)


def make_parts(
    parts: Sequence[Sequence[int]],
    identities: Sequence[Identity],
    spool: Spool,
    base: str,
    folder: Path,
    *,
    keys: Sequence[str] | None = None,
    again: Again | None = None,
    jobs: int = 1,
    progress: Progress = lambda doing, done, of: None,
) -> Parts:
    """Make the *parts* of reviews, which are places among *identities*, in as many processes as *jobs*; *folder* is to have them.

    Those whose *keys* are there *again* are not made. What a next build needs to know is kept of parts that have keys.
    """
    folder.mkdir()
    known = [again.parts.get(key) if again else None for key in keys or [""] * len(parts)]
    tasks = (
        _task(number, [identities[each] for each in part], spool, base, folder)
        for number, part in enumerate(parts)
        if not known[number]
    )
    result = Parts.of(folder, len(identities))
    result.again = again
    kept: list[KeptPart] = []
    progress("Making the graph", 0, len(parts))
    made = _in_processes(tasks, min(jobs, known.count(None)))
    reviews = 0
    for number, (part, former) in enumerate(zip(parts, known, strict=True)):
        if again and former:
            facts = facts_of(former.facts, again.numbers)
            result.facts.update(facts)
            again.former.put(result.rows, former, part, again.numbers)
        else:
            new = next(made)
            facts = new.facts
            result.add(number, new, part)
        if keys:
            kept.append(KeptPart(keys[number], [*part], kept_facts(facts)))
        reviews += len(part)
        progress(f"Making the graph, {reviews:,} of {len(identities):,} reviews", number + 1, len(parts))
    made.close()
    result.kept = None if keys is None else kept
    return result


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


def _in_processes(tasks: Iterable[Task], jobs: int) -> Generator[MadePart]:
    """Yield what each task makes, in the order of the tasks; no more tasks are on their way than there are processes."""
    if jobs <= 1:
        yield from map(_make, tasks)
        return
    with process_pool(jobs) as processes:
        waiting: list[Future[MadePart]] = []
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


def _make(task: Task) -> MadePart:
    """Make a part and write its pieces."""
    part = part_of(task.identities, task.spooled.entries(), task.base)
    piece(task.folder, task.number, NTRIPLES).write_bytes(part.ntriples)
    for name, rows in part.rows.items():
        piece(task.folder, task.number, name).write_bytes(b"".join(rows))
    return made_part(part)


def made_part(part: Part) -> MadePart:
    """Return what a build remembers of a part."""
    return MadePart(part.facts, {name: array("q", accumulate(map(len, rows))) for name, rows in part.rows.items()})


@gc_paused()
def part_of(identities: Sequence[Identity], entries: Sequence[SpooledEntry], base: str) -> Part:
    """Make the part of some reviews; their *entries* come in the order in which *identities* name them."""
    part = make_part(minted(identities, entries), base, pages=entry_texts(entries))
    gc.collect(0)  # all that was made meanwhile is young; what the process holds besides need not be searched
    return part


def piece(folder: Path, number: int, name: str) -> Path:
    """Return where a *folder* of parts has the share of the file called *name* that the part with this *number* made."""
    return folder / f"{number:05}-{name}"
