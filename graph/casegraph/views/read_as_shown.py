"""Clauses and reviews as sequences that know how many they are, and read only those that are shown."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, overload

from casegraph.views.clauses import Clause
from casegraph.views.collection import Collection
from casegraph.views.facts import facts
from casegraph.views.links import distinct
from casegraph.views.reviews import Review

if TYPE_CHECKING:
    from casegraph.views.links import Mask, Numbers

__all__ = ["Clauses", "Reviews"]


class Clauses(Sequence[Clause]):
    """Clauses of a collection by their numbers, read when they are shown."""

    def __init__(self, c: Collection, numbers: "Numbers") -> None:
        self._c, self._numbers = c, numbers

    @classmethod
    def of(cls, c: Collection, meant: "Mask") -> "Clauses":
        """Return the clauses that a mask means."""
        import numpy as np

        return cls(c, np.flatnonzero(meant))

    @classmethod
    def none(cls, c: Collection) -> "Clauses":
        """Return no clauses."""
        import numpy as np

        return cls(c, np.empty(0, np.int64))

    @property
    def collection(self) -> Collection:
        """The collection that they are of."""
        return self._c

    @property
    def reviews(self) -> int:
        """How many reviews they are from."""
        return len(distinct(facts(self._c).review_of[self._numbers]))

    @property
    def numbers(self) -> "Numbers":
        """Their numbers among all clauses, in their order."""
        return self._numbers

    def at(self, places: "Numbers") -> "Clauses":
        """Return those at some places of this list, in the order of the places."""
        return Clauses(self._c, self._numbers[places])

    @property
    def mask(self) -> "Mask":
        """Which of all clauses they are."""
        import numpy as np

        mask = np.zeros(len(facts(self._c).review_of), bool)
        mask[self._numbers] = True
        return mask

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> Clause: ...

    @overload
    def __getitem__(self, at: slice) -> "Clauses": ...

    def __getitem__(self, at: int | slice) -> "Clause | Clauses":
        if isinstance(at, slice):
            return Clauses(self._c, self._numbers[at])
        return next(iter(Clauses(self._c, self._numbers[[at]])))

    def __iter__(self) -> Iterator[Clause]:
        known = facts(self._c)
        reviews = known.review_of[self._numbers]
        places = self._numbers - known.first[reviews]
        for review, place in zip(reviews.tolist(), places.tolist(), strict=True):
            yield self._c.reviews[known.columns.ids[review]].clauses[place]


class Reviews(Sequence[Review]):
    """Reviews of a collection by their numbers, read when they are shown."""

    def __init__(self, c: Collection, numbers: "Numbers") -> None:
        self._c, self._numbers = c, numbers

    @classmethod
    def of(cls, c: Collection, meant: "Mask") -> "Reviews":
        """Return the reviews that a mask means."""
        import numpy as np

        return cls(c, np.flatnonzero(meant))

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> Review: ...

    @overload
    def __getitem__(self, at: slice) -> "Reviews": ...

    def __getitem__(self, at: int | slice) -> "Review | Reviews":
        if isinstance(at, slice):
            return Reviews(self._c, self._numbers[at])
        return next(iter(Reviews(self._c, self._numbers[[at]])))

    def __iter__(self) -> Iterator[Review]:
        ids = facts(self._c).columns.ids
        return (self._c.reviews[ids[number]] for number in self._numbers.tolist())
