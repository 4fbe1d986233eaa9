"""A comparison of two builds: nothing of a review is kept but where it is, so that thousands need little memory."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from os import PathLike
from pathlib import Path

from casegraph.comparing.builds import Build, build_of, differing_corrections, differing_rules
from casegraph.comparing.changes import Change, ReviewChange
from casegraph.comparing.in_words import HEADINGS
from casegraph.comparing.records import Records, records_of
from casegraph.comparing.review_changes import changed_review, one_sided_review
from casegraph.comparing.summary import Summary, summarised
from casegraph.store.build_folder import BuildFolder

__all__ = ["Comparison", "Pair", "change_of", "compare"]

Pair = tuple[str | None, str | None]
"""The id of a review in the older build and in the newer one, None where it is not in that."""


@dataclass(frozen=True)
class Comparison:
    """Two builds beside each other. Iterating gives the reviews that differ, each read when its turn comes.

    New ones come first, then those that are gone, then those that changed; each sorted by id.
    """

    old: Build
    new: Build
    _records: tuple[Records, Records]
    _candidates: tuple[Pair, ...]

    @cached_property
    def rules(self) -> tuple[str, ...]:
        """What differs in how the builds read their pages, in sentences; none if both read in the same way."""
        old, new = self._records
        corrections = differing_corrections(self.old, self.new, is_same=old.corrections == new.corrections)
        return differing_rules(self.old, self.new) + corrections

    @property
    def collection(self) -> str:
        """The name of the collection that the reviews are of, "" if there are none."""
        return self._records[1].collection or self._records[0].collection

    @property
    def summary(self) -> Summary:
        """What differs, in numbers."""
        return self._counted[0]

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """The reviews that differ, by their ids."""
        return self._counted[1]

    def __iter__(self) -> Iterator[ReviewChange]:
        """Yield the reviews that differ."""
        return self.among(self.pairs)

    def among(self, pairs: Iterable[Pair]) -> Iterator[ReviewChange]:
        """Yield those of some *pairs* that differ."""
        return (change for _, change in self._read(pairs))

    @cached_property
    def _counted(self) -> tuple[Summary, tuple[Pair, ...]]:
        """The summary, and the reviews that differ; the first time, all that may differ are read for it."""
        differing: list[Pair] = []

        def changes() -> Iterator[ReviewChange]:
            for pair, change in self._read(self._candidates):
                differing.append(pair)
                yield change

        _, records = self._records
        summary = summarised(changes(), len(records.lines), records.clauses, self.rules)
        return summary, tuple(differing)

    def _read(self, pairs: Iterable[Pair]) -> Iterator[tuple[Pair, ReviewChange]]:
        is_same_rules = not differing_rules(self.old, self.new)
        with ExitStack() as opened:
            read_old, read_new = (opened.enter_context(each.reading()) for each in self._records)
            for pair in pairs:
                was, now = pair
                change: ReviewChange | None = None
                if was is None and now is not None:
                    change = one_sided_review("new", now, read_new(now))
                elif was is not None and now is None:
                    change = one_sided_review("gone", was, read_old(was))
                elif was is not None and now is not None:
                    change = changed_review(now, was, read_old(was), read_new(now), is_same_rules=is_same_rules)
                if change:
                    yield pair, change


def compare(old: str | PathLike[str], new: str | PathLike[str]) -> Comparison:
    """Compare the builds in two folders, by the build.json and the reviews.jsonl of each.

    Raises NoBuild, DamagedBuild and NoRecords for folders that cannot be compared.
    """
    folders = BuildFolder(Path(old)), BuildFolder(Path(new))
    builds = build_of(folders[0]), build_of(folders[1])
    records = records_of(folders[0]), records_of(folders[1])
    return Comparison(*builds, records, tuple(_pairs(*records)))


def _pairs(old: Records, new: Records) -> Iterator[Pair]:
    """Yield the reviews that may differ, those with a new id beside their former one, in the order of a comparison."""
    both = [id for id in new.lines if id in old.lines and new.lines[id].says != old.lines[id].says]
    came = [id for id in new.lines if id not in old.lines]
    went = [id for id in old.lines if id not in new.lines]
    renamed = dict(_renamed(old, new, went, came))
    former = {now: was for was, now in renamed.items()}
    pairs: list[Pair] = [(id, id) for id in both]
    pairs += [(former.get(id), id) for id in came]
    pairs += [(id, None) for id in went if id not in renamed]
    yield from sorted(pairs, key=_place)


def change_of(pair: Pair) -> Change:
    """Return whether a review came, went or changed.

    >>> change_of((None, "2025-kent-child-a"))
    'new'
    """
    was, now = pair
    return "new" if was is None else "gone" if now is None else "changed"


def _place(pair: Pair) -> tuple[int, str]:
    was, now = pair
    return [*HEADINGS].index(change_of(pair)), now or was or ""


def _renamed(old: Records, new: Records, went: list[str], came: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the reviews whose ids changed though all their words below the heading are the same."""
    sides: defaultdict[bytes, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for side, (records, ids) in enumerate(((old, went), (new, came))):
        for id in sorted(ids):
            if records.lines[id].words:
                sides[records.lines[id].words][side].append(id)
    for ones, others in sides.values():
        if len(ones) == len(others) == 1:
            yield ones[0], others[0]
