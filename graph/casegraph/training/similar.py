"""The scorer of likeness is learned: from groups of recommendations that ask the same, and from pairs that do not.

Held out means: what is measured shares no recommendation that asks the same with what was learned from.
"""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from casegraph.extracting.actions import hints_of
from casegraph.extracting.themes import themes_of
from casegraph.learned import ACTS, LearnedReader, shipped_reader
from casegraph.similar.asks import Asks, asks_of
from casegraph.similar.numbers import Numbers
from casegraph.similar.scoring import LIKENESSES, likeness_of_pairs, score
from casegraph.similar.stems import stems_of
from casegraph.training.labelled import rows_of

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Doubles = npt.NDArray[np.float64]

__all__ = ["Labels", "Pair", "counted", "held_out", "labels", "numbers_of"]

Label = Literal["same", "related", "different", "unread"]

_FOLDS = 5
_NEAREST = 6  # pairs of each recommendation with its nearest, which nobody called the same
_SAME = 0.75
"""The score of what asks the same. Of the pairs of the page of 2025 that reach it, a reader holds more than half to be the same; of those from 0.5 on, 0.39."""

_COUNTS: Mapping[Label, float] = {"same": 1.5, "related": 1.0, "different": 1.0, "unread": 0.3}
_INVERSE_OF_PENALTY = 0.1
_REAL = 4  # what a recommendation of a real page counts beside one of the corpus
_LEAST_PAIRED = 3  # recommendations that a word is in for its rarity to be kept


@dataclass(frozen=True, slots=True)
class Pair:
    """Two recommendations by their numbers, and what readers say; *gold* is set for the pairs that were labelled one by one."""

    one: int
    other: int
    label: Label
    gold: bool = False


@dataclass(frozen=True, slots=True)
class Labels:
    """Texts of recommendations, pairs of them, and for each text the number of the asks that it has part in (itself if none)."""

    texts: Sequence[str]
    pairs: Sequence[Pair]
    asks: Sequence[int]


def labels(root: Path, name: str) -> Labels:
    """Return what people labelled of a collection: of ``2025``, the page that ships, or of ``invented`` pages."""
    folder = root / "data/gold/asks"
    rows = [*rows_of(folder / f"{name}.tsv")]
    number = {row["id"]: at for at, row in enumerate(rows)}
    groups = [[number[id.strip()] for id in row["members"].split(",")] for row in rows_of(folder / f"{name}-same.tsv")]
    known: dict[tuple[int, int], Pair] = {}

    def add(one: int, other: int, label: Label, *, gold: bool = False) -> None:
        key = (min(one, other), max(one, other))
        if key not in known or gold:
            known[key] = Pair(*key, label, gold)

    for group in groups:
        for one, other in combinations(group, 2):
            add(one, other, "same")
    for row in rows_of(folder / f"{name}-related.tsv"):
        add(number[row["one"]], number[row["other"]], "related")
    if (folder / f"{name}-pairs.tsv").exists():
        for row in rows_of(folder / f"{name}-pairs.tsv"):
            add(number[row["one"]], number[row["other"]], row["label"], gold=True)  # type: ignore[arg-type]
    return Labels([row["text"] for row in rows], [known[key] for key in sorted(known)], _joined(groups, len(rows)))


def _joined(groups: Sequence[Sequence[int]], size: int) -> list[int]:
    """Return for each of so many things the least number of what groups join it to."""
    asks = [*range(size)]
    for group in groups:
        joined = {asks[each] for each in group}
        asks = [min(joined) if each in joined else each for each in asks]
    return asks


def counted(root: Path) -> Numbers:
    """Return how rare words, subjects and actions are in the recommendations of the corpus; nothing is worth anything yet."""
    texts = [
        row["text"]
        for path in sorted((root / "data/corpus/clauses").glob("*.tsv"))
        for row in rows_of(path)
        if row["clause"].startswith("R")
    ]
    paraphrases = [row["text"] for row in rows_of(root / "data/corpus/paraphrases.tsv") if row["clause"] == "R"]
    real = [row["text"] for row in rows_of(root / "data/gold/asks/2025.tsv")]
    words = Counter(
        stem for text in (*texts, *paraphrases, *real * _REAL) for stem in {*stems_of(text)} - {""}
    )  # real abstracts have words of their own: ensure, relevant, processes
    themes = [{each.wording.concept for each in themes_of(text, "recommendation")} for text in real]
    hints = [hints_of(text, ()) for text in real]
    return Numbers(
        len(texts) + len(paraphrases) + len(real) * _REAL,
        {stem: times for stem, times in sorted(words.items()) if times >= _LEAST_PAIRED},
        _often(shipped_reader(), real, themes),
        _often(shipped_reader(ACTS), real, hints),
        {},
        0.0,
        _SAME,
        0.1,
    )


def _often(reader: LearnedReader, texts: Sequence[str], fired: Sequence[set[str]]) -> dict[str, int]:
    sums: Counter[str] = Counter()
    for judged in reader.judge(texts, "recommendation", [sorted(each) for each in fired], 0.01):
        for label, probability in judged:
            sums[label] += round(1000 * probability)
    return {label: round(total / len(texts)) for label, total in sorted(sums.items())}


def numbers_of(known: Numbers, sets: Sequence[Labels]) -> Numbers:
    """Return the numbers with what each likeness is worth, as *sets* of labels teach it."""
    all_asks = [asks_of(each.texts, known) for each in sets]
    pairs = [[*each.pairs, *_unread(each, asks)] for each, asks in zip(sets, all_asks, strict=True)]
    return _fitted(known, all_asks, pairs)


def _fitted(known: Numbers, all_asks: Sequence[Asks], pairs: Sequence[Sequence[Pair]]) -> Numbers:
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    table = np.concatenate([_table(asks, own) for asks, own in zip(all_asks, pairs, strict=True) if own])
    flat = [pair for own in pairs for pair in own]
    mean, spread = table.mean(axis=0), table.std(axis=0)
    model = LogisticRegression(C=_INVERSE_OF_PENALTY, max_iter=2000)
    model.fit(
        (table - mean) / spread,
        [pair.label == "same" for pair in flat],
        sample_weight=[_COUNTS[pair.label] for pair in flat],
    )
    worth = model.coef_[0] / spread
    start = float(model.intercept_[0] - (worth * mean).sum())
    return replace(
        known,
        worth={name: round(float(each), 4) for name, each in zip(LIKENESSES, worth, strict=True)},
        start=round(start, 4),
    )


def _table(asks: Asks, pairs: Sequence[Pair]) -> "Doubles":
    return likeness_of_pairs(asks, *_places(pairs)).table()


def _places(pairs: Sequence[Pair]) -> "tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]":
    import numpy as np

    return np.array([pair.one for pair in pairs], np.intp), np.array([pair.other for pair in pairs], np.intp)


def _unread(known: Labels, asks: Asks) -> Iterator[Pair]:
    """Yield pairs that share many words, and some by chance, which readers of the whole page did not call the same."""
    import numpy as np
    from scipy.sparse import csr_array

    labelled = {(pair.one, pair.other) for pair in known.pairs}
    size = len(known.texts)
    rows = csr_array((asks.weights, asks.stems, asks.starts), shape=(size, len(asks.vocabulary)))
    shared = (rows @ rows.T).toarray()
    np.fill_diagonal(shared, -1)
    chance = random.Random(1)
    more = set[tuple[int, int]]()
    for one in range(size):
        others = [*np.argsort(-shared[one], kind="stable")[:_NEAREST].tolist(), chance.randrange(size)]
        more.update((min(one, each), max(one, each)) for each in others if each != one)
    yield from (Pair(*pair, "unread") for pair in sorted(more - labelled))


def held_out(
    known: Numbers, labelled: Labels, besides: Sequence[Labels] = (), seed: int = 0
) -> dict[tuple[int, int], float]:
    """Return the score of each labelled pair by numbers that were learned without the asks of either."""
    import numpy as np

    asks, others = asks_of(labelled.texts, known), [asks_of(each.texts, known) for each in besides]
    pairs = [*labelled.pairs, *_unread(labelled, asks)]
    names = sorted({*labelled.asks})
    random.Random(seed).shuffle(names)
    fold = {name: at % _FOLDS for at, name in enumerate(names)}
    scores: dict[tuple[int, int], list[float]] = {}
    for number in range(_FOLDS):
        is_out = [number in (fold[labelled.asks[pair.one]], fold[labelled.asks[pair.other]]) for pair in pairs]
        heard = [pair for pair, out in zip(pairs, is_out, strict=True) if not out]
        unheard = [pair for pair, out in zip(pairs, is_out, strict=True) if out]
        fitted = _fitted(known, [asks, *others], [heard, *(each.pairs for each in besides)])
        for pair, each in zip(unheard, score(likeness_of_pairs(asks, *_places(unheard)), fitted).tolist(), strict=True):
            scores.setdefault((pair.one, pair.other), []).append(each)
    return {pair: float(np.mean(each)) for pair, each in scores.items()}
