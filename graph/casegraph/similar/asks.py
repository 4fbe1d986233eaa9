"""Asks: what recommendations ask, as numbers that can be held side by side: words, subjects, actions and verbs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from casegraph.extracting.actions import hints_of
from casegraph.extracting.themes import themes_of
from casegraph.learned import ACTS, shipped_reader
from casegraph.similar.numbers import Numbers, shipped_numbers
from casegraph.similar.stems import stems_of
from casegraph.similar.verbs import VERBS, verbs_in

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Whole = npt.NDArray[np.int32]

__all__ = ["LONGEST", "Asks", "asks_of"]

LONGEST = 4_000
"""The characters of a text that are compared."""

_AT_ONCE = 1_000
_LEAST = 0.01  # how probable a subject or an action has to be
_TELLING = 1.5  # how much more a rare word weighs


@dataclass(frozen=True, slots=True, eq=False)
class Asks:
    """What recommendations ask; a row of each table is one of them, and has length 1 (or 0 where there is nothing).

    The words of each are in *stems*, numbers of *vocabulary*, from its place in *starts* to the next, and weigh what is in
    *weights*. *sizes* are how many words there are.
    """

    vocabulary: dict[str, int]
    starts: "Whole"
    stems: "Whole"
    weights: "Floats"
    themes: "Floats"
    actions: "Floats"
    verbs: "Floats"
    sizes: "Floats"

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.sizes)

    def taken(self, numbers: "npt.NDArray[np.intp]") -> "Asks":
        """Return those with some *numbers*, which can come several times."""
        import numpy as np

        lengths = np.diff(self.starts)[numbers]
        starts = np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)
        places = np.arange(starts[-1]) + np.repeat(self.starts[:-1][numbers] - starts[:-1], lengths)
        return Asks(
            self.vocabulary,
            starts,
            self.stems[places],
            self.weights[places],
            self.themes[numbers],
            self.actions[numbers],
            self.verbs[numbers],
            self.sizes[numbers],
        )


def asks_of(texts: Sequence[str], numbers: Numbers | None = None) -> Asks:
    """Return what recommendations ask: 0.2 ms of CPU each.

    >>> asks = asks_of(["Review the escalation policy", ""])
    >>> len(asks), sorted(asks.vocabulary)
    (2, ['escal', 'polic', 'review'])
    """
    import numpy as np

    numbers = numbers or shipped_numbers()
    texts = [text[:LONGEST] for text in texts]
    vocabulary: dict[str, int] = {}
    starts, stems, weights, sizes = [0], list[int](), list[float](), list[int]()
    verbs = np.zeros((len(texts), len(VERBS)), np.float32)
    for number, text in enumerate(texts):
        own = stems_of(text)
        once = dict.fromkeys(filter(None, own))
        weighed = [numbers.rarity(each) ** _TELLING for each in once]
        length = sum(each * each for each in weighed) ** 0.5 or 1.0
        stems += [vocabulary.setdefault(each, len(vocabulary)) for each in once]
        weights += [each / length for each in weighed]
        starts.append(len(stems))
        sizes.append(sum(map(bool, own)))
        for verb in verbs_in(own):
            verbs[number, VERBS.index(verb)] = 1
    themes, actions = _read(texts, numbers)
    return Asks(
        vocabulary,
        np.array(starts, np.int32),
        np.array(stems, np.int32),
        np.array(weights, np.float32),
        themes,
        actions,
        _of_length_one(verbs),
        np.array(sizes, np.float32),
    )


def _read(texts: Sequence[str], numbers: Numbers) -> "tuple[Floats, Floats]":
    """Return the roots of the probabilities of subjects and of actions, each the heavier the rarer it is."""
    import numpy as np

    reader, acts = shipped_reader(), shipped_reader(ACTS)
    themes = np.zeros((len(texts), len(reader.weights.labels)), np.float32)
    actions = np.zeros((len(texts), len(acts.weights.labels)), np.float32)
    of_theme = np.array([numbers.theme(each) for each in reader.weights.labels])
    of_action = np.array([numbers.action(each) for each in acts.weights.labels])
    for at in range(0, len(texts), _AT_ONCE):
        some = texts[at : at + _AT_ONCE]
        fired = [[*dict.fromkeys(each.wording.concept for each in themes_of(text, "recommendation"))] for text in some]
        hints = [sorted(hints_of(text, ())) for text in some]
        for number, judged in enumerate(reader.judge(some, "recommendation", fired, _LEAST), at):
            for theme, probability in judged:
                themes[number, reader.number[theme]] = probability
        for number, judged in enumerate(acts.judge(some, "recommendation", hints, _LEAST), at):
            for action, probability in judged:
                actions[number, acts.number[action]] = probability
    return _of_length_one(np.sqrt(themes) * of_theme), _of_length_one(np.sqrt(actions) * of_action)


def _of_length_one(rows: "npt.NDArray[Any]") -> "Floats":
    import numpy as np

    lengths = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
    return np.asarray(rows / np.where(lengths > 0, lengths, 1), np.float32)
