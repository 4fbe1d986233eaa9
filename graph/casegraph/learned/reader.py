"""The learned reader: what a clause's words say together, as a probability for each theme, and which of them weigh most."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from casegraph.errors import CasegraphError
from casegraph.learned.features import SMALL, pair_places, pairs_of, pieces_of, places_of, words_of
from casegraph.learned.weights import Weights, read_weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["ACTS", "OWNERS", "WEIGHTS", "ClauseKind", "LearnedReader", "shipped_reader"]

ClauseKind = Literal["learning", "recommendation"]

WEIGHTS = "themes.weights"
"""The file of the weights for themes."""

ACTS, OWNERS = "acts.weights", "owners.weights"
"""The files of the weights for actions and for likely owners."""

_KINDS = {"learning": 0, "recommendation": 1}
_FIRST_WORDS = 4_096
_MOST_WORDS = 20_000  # words whose rows are kept at hand (8 MB); real collections have some thousand
_AT_ONCE = 500  # clauses that are judged together
_WINDOW = 9  # words that are marked, at most


class LearnedReader:
    """Judges clauses with what was learned."""

    def __init__(self, weights: Weights) -> None:
        """Take weights, as `read_weights` gives them."""
        import numpy as np

        self.weights = weights
        self.number = {theme: number for number, theme in enumerate(weights.labels)}
        self._hint = {hint: number for number, hint in enumerate(weights.hints)}
        self._words = {name: number for number, name in enumerate(weights.words.names)}
        self._pairs = {name: number for number, name in enumerate(weights.pairs.names)}
        self._pieces = {name: number for number, name in enumerate(weights.pieces.names)}
        self._pair_sizes: list[int] = weights.pairs.sizes.tolist()
        self._rows = np.zeros((_FIRST_WORDS, len(weights.labels)), np.int32)
        self._row: dict[str, int] = {}  # the place in _rows of a word that was met
        self._sizes: list[int] = []

    def judge(
        self, texts: Sequence[str], kind: ClauseKind, fired: Sequence[Sequence[str]], least: float
    ) -> list[list[tuple[str, float]]]:
        """Return for each clause the themes that are at least so probable, the most probable first.

        *fired* are the themes that the wordings found in each. Many clauses at once take a third of the time.
        """
        judged: list[list[tuple[str, float]]] = []
        for at in range(0, len(texts), _AT_ONCE):
            scores = self._scores(
                [words_of(text) for text in texts[at : at + _AT_ONCE]], kind, fired[at : at + _AT_ONCE]
            )
            judged += self._probable(scores, kind, least)
            if len(self._row) > _MOST_WORDS:
                self._forget()
        return judged

    def _probable(self, scores: "NDArray[np.float64]", kind: ClauseKind, least: float) -> list[list[tuple[str, float]]]:
        levels, themes = self.weights.levels[_KINDS[kind]], self.weights.labels
        clauses, numbers = (scores >= levels[max(0, round(least * 100) - 1)]).nonzero()
        chosen = scores[clauses, numbers]
        hundredths = levels.searchsorted(chosen, "right").clip(1, 99)
        judged: list[list[tuple[str, float]]] = [[] for _ in range(len(scores))]
        for number in (-chosen).argsort(kind="stable").tolist():
            judged[clauses[number]].append((themes[numbers[number]], int(hundredths[number]) / 100))
        return judged

    def words_for(self, text: str, themes: Sequence[str]) -> list[tuple[int, int]]:
        """Return for each theme where the words begin and end that speak most for it: nine at most, side by side."""
        places, words = places_of(text), words_of(text)
        if not words:
            return [(0, len(text))] * len(themes)
        numbers = [self.number[theme] for theme in themes]
        columns: list[list[int]] = self._rows[self._met(words)][:, numbers].T.tolist()
        known = [
            (number, one, other)
            for pair, (one, other) in zip(pairs_of(words), pair_places(words), strict=True)
            if (number := self._pairs.get(pair)) is not None
        ]
        if known:
            halves: list[list[int]] = (
                self.weights.pairs.rows[[pair for pair, _, _ in known]][:, numbers].T // 2
            ).tolist()
            for speaks, of_pairs in zip(columns, halves, strict=True):
                for half, (_, one, other) in zip(of_pairs, known, strict=True):
                    speaks[one] += half
                    speaks[other] += half
        spans = [_without_small(words, *_heaviest(speaks)) for speaks in columns]
        return [(places[first][0], places[last][1]) for first, last in spans]

    def _scores(
        self, clauses: Sequence[Sequence[str]], kind: ClauseKind, fired: Sequence[Sequence[str]]
    ) -> "NDArray[np.float64]":
        """Return a row a clause: what its words say for each theme, and what the themes that the wordings found say."""
        import numpy as np

        weights, known = self.weights, self._pairs
        met = [self._met(words) for words in clauses]
        pairs = [[known[pair] for pair in pairs_of(words) if pair in known] for words in clauses]
        sizes = [
            sum([self._sizes[row] for row in rows]) + sum([self._pair_sizes[number] for number in numbers])
            for rows, numbers in zip(met, pairs, strict=True)
        ]
        total = _sums(self._rows, met) + _sums(weights.pairs.rows, pairs)
        scores = total * (weights.unit / np.sqrt(np.maximum(sizes, 1)))[:, None] + weights.base[_KINDS[kind]]
        heard = [[self._hint[hint] for hint in hints if hint in self._hint] for hints in fired]
        return np.asarray(scores + _sums(weights.fired, heard))

    def _met(self, words: Sequence[str]) -> list[int]:
        """Return the places in _rows of words; those that were never met before are added."""
        try:
            return [self._row[word] for word in words]
        except KeyError:
            return [self._row[word] if word in self._row else self._meet(word) for word in words]

    def _meet(self, word: str) -> int:
        """Add what a word and its pieces say for each theme, and their size."""
        import numpy as np

        place, size = len(self._sizes), 0
        if place == len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
        self._rows[place] = 0
        pieces = [self._pieces[piece] for piece in pieces_of(word) if piece in self._pieces]
        known = [self._words[word]] if word in self._words else []
        for features, numbers in ((self.weights.words, known), (self.weights.pieces, pieces)):
            if numbers:
                self._rows[place] += features.rows[numbers].sum(axis=0)
                size += int(features.sizes[numbers].sum())
        self._sizes.append(size)
        self._row[word] = place
        return place

    def _forget(self) -> None:
        """Begin anew with the words that were met: there are too many of them."""
        self._row.clear()
        self._sizes.clear()
        self._rows = self._rows[:_FIRST_WORDS].copy()


def _sums(table: "NDArray[Any]", rows: Sequence[Sequence[int]]) -> "NDArray[Any]":
    """Return for each list of rows of a table their sum."""
    import numpy as np

    sums = np.zeros((len(rows), table.shape[1]), np.float64 if table.dtype.kind == "f" else np.int64)
    filled = [at for at, each in enumerate(rows) if each]
    if filled:
        starts = np.cumsum([0, *(len(rows[at]) for at in filled[:-1])])
        sums[filled] = np.add.reduceat(table[[row for each in rows for row in each]], starts, axis=0, dtype=sums.dtype)
    return sums


def _heaviest(speaks: list[int]) -> tuple[int, int]:
    """Return the first and the last of the words side by side that weigh most together; each has to pay for its place."""
    price = max(1, max(speaks) // 7)
    best, span = -1, (0, 0)
    for first, begins in enumerate(speaks):
        if begins > price:  # else a shorter span is better
            weight = 0
            for last, adds in enumerate(speaks[first : first + _WINDOW], start=first):
                weight += adds - price
                if weight > best:
                    best, span = weight, (first, last)
    return span if best >= 0 else (speaks.index(max(speaks)),) * 2


def _without_small(words: Sequence[str], first: int, last: int) -> tuple[int, int]:
    """Return the first and the last word of a span that neither begins nor ends with a small word, if it has any other."""
    large = [at for at in range(first, last + 1) if words[at] not in SMALL]
    return (large[0], large[-1]) if large else (first, last)


@cache
def shipped_reader(weights: str = WEIGHTS) -> LearnedReader:
    """Return the reader with weights that ship, read once a process; raises CasegraphError if they are damaged."""
    try:
        return LearnedReader(read_weights((files("casegraph.learned") / weights).read_bytes()))
    except (OSError, ValueError) as error:
        raise CasegraphError(
            f"The weights of the learned reader cannot be read ({error}).", "Install casegraph again."
        ) from None
