"""Labelled recommendations: what is to be done, and who must do it where nobody is named."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from casegraph.training.labelled import Labelled, ids_of, rows_of

__all__ = ["labelled_acts", "labelled_owners"]

_REAL = 3.0  # what a recommendation of a real page, or one like it, counts beside one of the corpus
_OWNERS = frozenset({"?", "other", "practitioners"})  # that are none


class _Asked(NamedTuple):
    voice: str
    text: str
    is_named: bool
    readers: tuple[dict[str, str], ...]


def labelled_acts(root: Path) -> list[Labelled]:
    """Return recommendations with their actions; what one reader of two gave is doubtful."""
    return [_labelled(each, "actions") for each in _asked(root)]


def labelled_owners(root: Path) -> list[Labelled]:
    """Return recommendations that name nobody with who plainly must act."""
    unnamed = [_labelled(each, "owner") for each in _asked(root) if not each.is_named]
    cleaned = [each._replace(themes=each.themes - _OWNERS, doubtful=each.doubtful - _OWNERS) for each in unnamed]
    return [each for each in cleaned if each.themes | each.doubtful]


def _asked(root: Path) -> Iterator[_Asked]:
    for path in sorted((root / "data/corpus/who").glob("*.tsv")):
        for row in rows_of(path):
            yield _of(path.stem, [row])
    pairs: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in rows_of(root / "data/gold/who.tsv"):
        pairs.setdefault((row["entry"], row["clause"]), []).append(row)
    for (entry, _), rows in pairs.items():
        yield _of(entry.partition("-")[0].lower(), rows)


def _of(voice: str, rows: Sequence[dict[str, str]]) -> _Asked:
    return _Asked(voice, rows[0]["text"], ":default" not in rows[0]["addressees"], tuple(rows))


def _labelled(asked: _Asked, field: str) -> Labelled:
    given = [ids_of(row[field]) for row in asked.readers]
    both = frozenset.intersection(*given)
    weight = 1.0 if asked.voice.startswith("w") else _REAL
    return Labelled(asked.voice, "recommendation", asked.text, both, frozenset.union(*given) - both, True, weight)
