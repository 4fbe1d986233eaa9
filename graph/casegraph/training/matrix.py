"""The features of many clauses as one sparse matrix, a row a clause."""

import math
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casegraph.learned.features import pairs_of, pieces_of, words_of

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

    from casegraph.training.labelled import Labelled

__all__ = ["FIRED", "KIND", "SIZE", "Vocabulary", "vocabulary_of"]

SIZE = 1.3
"""How long a clause's row of features is, beside what the wordings found."""

FIRED = 0.6
"""What a theme that the wordings found counts as a feature; other hints, of which a clause has more, count less."""

KIND = 0.5

_LEAST = (2, 2, 3)  # clauses that a word, a pair and a piece have to be in
_SHARE = (1.0, 0.7, 0.5)  # of a word, a pair and a piece


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The features that are known: for words, pairs and pieces their names in order, and how much each weighs."""

    names: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
    weights: tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]]
    hints: tuple[str, ...]
    worth: float = FIRED

    @property
    def width(self) -> int:
        """Columns of a matrix: features, hints, and the two kinds of clauses."""
        return sum(map(len, self.names)) + len(self.hints) + 2

    def matrix(self, clauses: "Sequence[Labelled]", fired: Sequence[Collection[str]]) -> "csr_matrix":
        """Return the rows of clauses; *fired* are the themes that the wordings found in each."""
        import numpy as np
        from scipy.sparse import csr_matrix

        number = [{name: at for at, name in enumerate(names)} for names in self.names]
        begins = [0, len(self.names[0]), len(self.names[0]) + len(self.names[1])]
        beyond = sum(map(len, self.names))
        theme = {name: beyond + at for at, name in enumerate(self.hints)}
        columns: list[int] = []
        values: list[float] = []
        starts = [0]
        for clause, by_wordings in zip(clauses, fired, strict=True):
            size, at = 0.0, len(columns)
            for known, begin, weights, features in zip(
                number, begins, self.weights, _features(clause.text), strict=True
            ):
                for name, times in features.items():
                    if (column := known.get(name)) is not None:
                        columns.append(begin + column)
                        values.append(times * weights[column])
                        size += times * weights[column] ** 2  # additive by word, as in reading
            scale = SIZE / math.sqrt(size) if size else 0.0
            values[at:] = [value * scale for value in values[at:]]
            fires = [theme[each] for each in sorted(by_wordings) if each in theme]
            columns += [*fires, self.width - (2 if clause.kind == "learning" else 1)]
            values += [self.worth] * len(fires) + [KIND]
            starts.append(len(columns))
        return csr_matrix((np.array(values), columns, starts), shape=(len(clauses), self.width))


def vocabulary_of(clauses: "Sequence[Labelled]", hints: Sequence[str], worth: float = FIRED) -> Vocabulary:
    """Return the features that are frequent enough in clauses, the rare ones weighing more; *worth* is what a hint counts."""
    counts: tuple[Counter[str], Counter[str], Counter[str]] = (Counter(), Counter(), Counter())
    for clause in clauses:
        for count, features in zip(counts, _features(clause.text), strict=True):
            count.update(features.keys())
    names, weights = [], []
    for count, least, share in zip(counts, _LEAST, _SHARE, strict=True):
        known = tuple(sorted(name for name, times in count.items() if times >= least))
        names.append(known)
        weights.append(tuple(share * (math.log((1 + len(clauses)) / (1 + count[name])) + 1) for name in known))
    return Vocabulary((names[0], names[1], names[2]), (weights[0], weights[1], weights[2]), tuple(hints), worth)


def _features(text: str) -> tuple[Counter[str], Counter[str], Counter[str]]:
    words = words_of(text)
    pieces = Counter(piece for word in words for piece in pieces_of(word))
    return Counter(words), Counter(pairs_of(words)), pieces
