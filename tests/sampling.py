"""Which cases of costly tests `make test` runs: enough to notice what breaks; `make thorough` runs them all.

`thorough.txt` names functions with the number of their cases that are run with every change, spread evenly from the first to
the last; 0 leaves a function to `make thorough`.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

__all__ = ["LIST", "chosen", "left_out", "named"]

LIST = Path(__file__).with_name("thorough.txt")


@cache
def named() -> Mapping[str, int]:
    """The numbers of cases in the list, by the name of a file and a function in it."""
    lines = (line.partition("#")[0].split() for line in LIST.read_text(encoding="utf-8").splitlines())
    return {words[0]: int(words[1]) for words in lines if words}


def chosen(cases: int, wanted: int) -> frozenset[int]:
    """Return the numbers of the cases that are run, of so many.

    >>> sorted(chosen(9, 3)), sorted(chosen(9, 1)), sorted(chosen(2, 5)), sorted(chosen(9, 0))
    ([0, 4, 8], [0], [0, 1], [])
    """
    if wanted >= cases:
        return frozenset(range(cases))
    return frozenset(round(each * (cases - 1) / max(wanted - 1, 1)) for each in range(wanted))


def left_out(items: Sequence[pytest.Item], numbers: Mapping[str, int]) -> list[pytest.Item]:
    """Return the cases that `make test` leaves out."""
    cases = defaultdict[str, list[pytest.Item]](list)
    for item in items:
        cases[f"{item.path.name}::{item.name.partition('[')[0]}"].append(item)
    out = []
    for name, wanted in numbers.items():
        run = chosen(len(cases[name]), wanted)
        out += [item for number, item in enumerate(cases[name]) if number not in run]
    return out
