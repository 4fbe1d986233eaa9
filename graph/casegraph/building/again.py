"""Again: which parts of the former build are parts of this one, and what has changed in the graph."""

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from casegraph.building.entries import PageEntries
from casegraph.building.former import Former
from casegraph.building.kept import SAID_ONCE, KeptPart
from casegraph.building.part import NTRIPLES
from casegraph.building.spool import minted
from casegraph.rdf.changing import changed, differences
from casegraph.rdf.merging import Lines, SortedFile, merged
from casegraph.rdf.statements import review_statements

__all__ = ["Again", "Difference", "again", "difference", "difference_of"]

MOST = 0.6
"""How many reviews may go and be made, beside all, at most: with 0.8 a graph from scratch is as fast (one that changes counts twice)."""


@dataclass(frozen=True, slots=True)
class Again:
    """The *parts* of a *former* build that are there again, by their keys, and those that are *gone*.

    *numbers* are those that pages have now, by those that they had.
    """

    former: Former
    parts: Mapping[str, KeptPart]
    gone: Sequence[KeptPart]
    numbers: Mapping[int, int]

    @property
    def reviews(self) -> int:
        """How many reviews are not made again."""
        return sum(len(part.reviews) for part in self.parts.values())

    def gone_texts(self, folder: Path, base: str) -> Iterator[Path]:
        """Write the triples of the parts that are gone into a *folder*, each sorted in a file, and yield the files."""
        for number, part in enumerate(self.gone):
            statements = review_statements(minted(*self.former.entries_of(part)))
            path = folder / f"gone-{number:05}.nt"
            path.write_text(statements.own.text(base), encoding="utf-8", newline="\n")
            yield path


def again(
    former: Former | None, keys: Sequence[str], parts: Sequence[Sequence[int]], pages: Sequence[PageEntries]
) -> Again | None:
    """Return what of a *former* build is there again, for *parts* with these *keys*; None where that is too little.

    None as well where a page is there twice, as it could not be said which one a record is of.
    """
    if former is None or len({page.made_from for page in pages}) < len(pages):
        return None
    same = {key: former.parts[key] for key in keys if key in former.parts}
    gone = [part for key, part in former.parts.items() if key not in same]
    new = sum(len(part) for key, part in zip(keys, parts, strict=True) if key not in same)
    if new + sum(len(part.reviews) for part in gone) > MOST * sum(map(len, parts)):
        return None
    return Again(former, same, gone, former.numbers(pages))


@dataclass(frozen=True, slots=True)
class Difference:
    """The lines that a graph has no more, and those that it has now, each sorted in a file."""

    removed: Path
    added: Path

    def write(self, before: Path, target: Path) -> int:
        """Write the graph that had been *before* as it is now; return how many triples more there are, below 0 for fewer."""
        with self.removed.open("rb") as removed, self.added.open("rb") as added, target.open("wb") as file:
            lines = heapq.merge(((line, False) for line in removed), ((line, True) for line in added))
            return changed(before, lines, file)


def difference(again: Again, now: Sequence[Lines], folder: Path, base: str) -> Difference:
    """Return what has changed in a graph since the former build; *now* are its new parts, and what is said once.

    Files go into *folder*.
    """
    then = [*map(SortedFile, again.gone_texts(folder, base)), SortedFile(again.former.folder / SAID_ONCE)]
    return _written(_lines(then), _lines(now), folder, NTRIPLES)


def difference_of(before: Path, after: Iterable[bytes], folder: Path, name: str) -> Difference:
    """Return what has changed in a sorted text since it was *before*; files go into *folder*, and have *name* in theirs."""
    with before.open("rb") as lines:
        return _written(lines, after, folder, name)


def _written(before: Iterable[bytes], after: Iterable[bytes], folder: Path, name: str) -> Difference:
    result = Difference(folder / f"removed-{name}", folder / f"added-{name}")
    with result.removed.open("wb") as removed, result.added.open("wb") as added:
        for line, is_new in differences(before, after):
            (added if is_new else removed).write(line)
    return result


def _lines(texts: Sequence[Lines]) -> Iterator[bytes]:
    return chain.from_iterable(merged(texts))
