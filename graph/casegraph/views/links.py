"""Links: which things have which values, as two columns of numbers. All counting of clauses and reviews is counting of links."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.integer]
    Mask = npt.NDArray[np.bool_]

__all__ = ["Count", "Links", "distinct"]


class Count(NamedTuple):
    """How many reviews or clauses have something, which *id* names."""

    id: str
    number: int


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """Pairs of a thing and one of its values, each pair once, sorted by thing.

    Things are clauses or reviews by their number, from 0 to before *size*; values are numbers in *ids*. A mask says of
    each thing whether it is meant.

    >>> import numpy as np
    >>> themes = Links(np.array([0, 0, 2]), np.array([1, 0, 1]), ["housing", "neglect"], 3)
    >>> themes.tally(), themes.having(["housing"]).tolist()
    ([Count(id='neglect', number=2), Count(id='housing', number=1)], [True, False, False])
    """

    things: "Numbers"
    values: "Numbers"
    ids: Sequence[str]
    size: int

    def having(self, ids: Iterable[str]) -> "Mask":
        """Return which things have any of some values; a value that does not exist has none."""
        import numpy as np

        wanted = np.zeros(len(self.ids), bool)
        wanted[[number for number, id in enumerate(self.ids) if id in set(ids)]] = True
        return self._marked(self.things[wanted[self.values]])

    def having_any(self) -> "Mask":
        """Return which things have a value at all."""
        return self._marked(self.things)

    def counts(self, meant: "Mask | None" = None) -> dict[str, int]:
        """Return how many of the things that are meant have each value, those that none has left out."""
        import numpy as np

        values = self.values if meant is None else self.values[meant[self.things]]
        numbers = np.bincount(values, minlength=len(self.ids)).tolist()
        return {id: number for id, number in zip(self.ids, numbers, strict=True) if number}

    def sums(self, weights: "Numbers") -> dict[str, int]:
        """Return the sum of the *weights* of the things that have each value, those of 0 left out."""
        import numpy as np

        numbers = np.bincount(self.values, weights[self.things], minlength=len(self.ids)).tolist()
        return {id: int(number) for id, number in zip(self.ids, numbers, strict=True) if number}

    def tally(self, meant: "Mask | None" = None) -> list[Count]:
        """Return the same, the most frequent value first, equally frequent ones by id."""
        counts = self.counts(meant).items()
        return [Count(id, number) for id, number in sorted(counts, key=lambda each: (-each[1], each[0]))]

    def only(self, meant: "Mask") -> "Links":
        """Return the links of the things that are meant."""
        chosen = meant[self.things]
        return Links(self.things[chosen], self.values[chosen], self.ids, self.size)

    def leaving_out(self, ids: Collection[str]) -> "Links":
        """Return the links to other values than these.

        >>> import numpy as np
        >>> Links(np.array([0, 0]), np.array([0, 1]), ["icb", "police"], 1).leaving_out(["icb"]).tally()
        [Count(id='police', number=1)]
        """
        import numpy as np

        kept = np.array([id not in ids for id in self.ids], bool)[self.values]
        return self if kept.all() else Links(self.things[kept], self.values[kept], self.ids, self.size)

    def mapped(self, numbers: Sequence[int], ids: Sequence[str]) -> "Links":
        """Return the links to other values: *numbers* says for each value which of the new *ids* it is, -1 for none."""
        import numpy as np

        values = np.asarray(numbers)[self.values] if len(self.values) else self.values
        kept = values >= 0
        return _distinct(self.things[kept], values[kept], ids, self.size)

    def with_broader(self, above: Sequence[int]) -> "Links":
        """Return these links and those to the values above them; *above* says which value that is, -1 for none.

        >>> import numpy as np
        >>> agencies = Links(np.array([0]), np.array([1]), ["health", "icb"], 1)
        >>> agencies.with_broader([-1, 0]).tally()
        [Count(id='health', number=1), Count(id='icb', number=1)]
        """
        links = level = self
        for _ in above:  # no line of concepts is longer
            level = level.mapped(above, self.ids)
            if not len(level.things):
                break
            links = links.joined(level)
        return links

    def lifted(self, whole_of: "Numbers", size: int) -> "Links":
        """Return the links of what things are part of: *whole_of* says for each thing which whole it belongs to."""
        return _distinct(whole_of[self.things], self.values, self.ids, size)

    def joined(self, other: "Links") -> "Links":
        """Return the links that either has."""
        import numpy as np

        things, values = np.concatenate((self.things, other.things)), np.concatenate((self.values, other.values))
        return _distinct(things, values, self.ids, self.size)

    def without(self, other: "Links") -> "Links":
        """Return the links that the other has not."""
        import numpy as np

        width = max(1, len(self.ids))
        kept = ~np.isin(
            self.things.astype(np.int64) * width + self.values, other.things.astype(np.int64) * width + other.values
        )
        return Links(self.things[kept], self.values[kept], self.ids, self.size)

    def listed(self) -> list[list[int]]:
        """Return the values of each thing, as sorted numbers."""
        import numpy as np

        order = np.lexsort((self.values, self.things))
        values = self.values[order].tolist()
        ends = np.cumsum(np.bincount(self.things, minlength=self.size)).tolist()
        return [values[start:end] for start, end in zip([0, *ends], ends, strict=False)]

    def _marked(self, things: "Numbers") -> "Mask":
        import numpy as np

        mask = np.zeros(self.size, bool)
        mask[things] = True
        return mask


def distinct(numbers: "Numbers") -> "Numbers":
    """Return different numbers, sorted; on millions of them faster than numpy.unique, which makes a table of them first."""
    import numpy as np

    ordered = np.sort(numbers)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))] if len(ordered) else ordered


def _distinct(things: "Numbers", values: "Numbers", ids: Sequence[str], size: int) -> Links:
    import numpy as np

    pairs = distinct(things.astype(np.int64) * max(1, len(ids)) + values)
    return Links(pairs // max(1, len(ids)), pairs % max(1, len(ids)), ids, size)
