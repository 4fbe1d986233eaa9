"""A comparison of two builds: nothing of a review is kept but where it is, so that thousands need little memory."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from os import PathLike

from casegraph.comparing.builds import Build, build_of, differing_rules
from casegraph.comparing.changes import ReviewChange
from casegraph.comparing.records import Records, records_of
from casegraph.comparing.review_changes import changed_review, one_sided_review
from casegraph.comparing.summary import Summary, summarised
from casegraph.store.build_folder import BuildFolder

__all__ = ["Comparison", "compare"]


@dataclass(frozen=True)
class Comparison:
    """Two builds beside each other. Iterating gives the reviews that differ, each read when its turn comes, sorted by id.

    Of *pairs*, each has the id of a review in the older build and in the newer one, None where it is not in that.
    """

    old: Build
    new: Build
    pairs: tuple[tuple[str | None, str | None], ...]
    _records: tuple[Records, Records]

    @cached_property
    def rules(self) -> tuple[str, ...]:
        """What differs in how the builds read their pages, in sentences; none if both read in the same way."""
        return differing_rules(self.old, self.new)

    @cached_property
    def summary(self) -> Summary:
        """What differs, in numbers; the first time, all reviews that may differ are read for it."""
        _, records = self._records
        return summarised(self, len(records.lines), records.clauses, self.rules)

    def __iter__(self) -> Iterator[ReviewChange]:
        """Yield the reviews that differ."""
        return self.among(self.pairs)

    def among(self, pairs: tuple[tuple[str | None, str | None], ...]) -> Iterator[ReviewChange]:
        """Yield those of some *pairs* that differ."""
        is_same_rules = not self.rules
        with ExitStack() as opened:
            read_old, read_new = (opened.enter_context(each.reading()) for each in self._records)
            for was, now in pairs:
                if was is None and now is not None:
                    yield one_sided_review("new", now, read_new(now))
                elif was is not None and now is None:
                    yield one_sided_review("gone", was, read_old(was))
                elif was is not None and now is not None:
                    change = changed_review(now, was, read_old(was), read_new(now), is_same_rules=is_same_rules)
                    if change:
                        yield change


def compare(old: str | PathLike[str], new: str | PathLike[str]) -> Comparison:
    """Compare the builds in two folders, by the reviews.jsonl of each.

    Raises NoBuild, DamagedBuild and NoRecords for folders that cannot be compared.
    """
    folders = BuildFolder.at(old), BuildFolder.at(new)
    builds = build_of(folders[0]), build_of(folders[1])
    records = records_of(folders[0]), records_of(folders[1])
    return Comparison(*builds, tuple(_pairs(*records)), records)


def _pairs(old: Records, new: Records) -> Iterator[tuple[str | None, str | None]]:
    """Yield the reviews that may differ, those with a new id beside their former one, sorted."""
    both = [id for id in new.lines if id in old.lines and new.lines[id].says != old.lines[id].says]
    came = [id for id in new.lines if id not in old.lines]
    went = [id for id in old.lines if id not in new.lines]
    renamed = dict(_renamed(old, new, went, came))
    former = {now: was for was, now in renamed.items()}
    pairs: list[tuple[str | None, str | None]] = [(id, id) for id in both]
    pairs += [(former.get(id), id) for id in came]
    pairs += [(id, None) for id in went if id not in renamed]
    yield from sorted(pairs, key=lambda pair: (pair[1] or pair[0] or "", pair[1] is None))


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
