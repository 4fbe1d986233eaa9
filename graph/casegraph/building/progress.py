"""Progress: how a build says what it is doing, and how much of all that there is to do is done."""

from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Progress", "Stages", "part_of"]

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many steps of it are done, and how many there are."""

STEPS = 1_000
"""Steps of a whole build."""

_SHARES = {"pages": 60, "parts": 420, "graph": 60, "store": 340, "files": 120}
"""The steps that each stage takes, by CPU time with 2,000 reviews."""


def part_of(progress: Progress, number: int, of: int) -> Progress:
    """Return the progress of the part with this *number*, from 0, among so many of a whole.

    >>> shown = []
    >>> part_of(lambda doing, done, of: shown.append((doing, done, of)), 1, 2)("Reading pages", 1, 10)
    >>> shown
    [('Reading pages', 11, 20)]
    """
    return progress if of == 1 else lambda doing, done, steps: progress(doing, number * steps + done, of * steps)


@dataclass(frozen=True, slots=True)
class Stages:
    """Makes the progress of a whole build of that of its stages."""

    progress: Progress

    def stage(self, name: str) -> Progress:
        """Return what is called with the progress of a stage alone.

        >>> shown = []
        >>> Stages(lambda doing, done, of: shown.append((doing, done, of))).stage("parts")("Making the graph", 1, 2)
        >>> shown
        [('Making the graph', 270, 1000)]
        """
        names = [*_SHARES]
        before, share = sum(_SHARES[each] for each in names[: names.index(name)]), _SHARES[name]

        def report(doing: str, done: int, of: int) -> None:
            self.progress(doing, before + share * done // max(of, 1), STEPS)

        return report
