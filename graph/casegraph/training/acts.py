"""Labelled recommendations: what is to be done, and who must do it where nobody is named."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from casegraph.extracting.agencies import mentions_in
from casegraph.training.labelled import Labelled, ids_of, rows_of

__all__ = ["labelled_acts", "labelled_owners", "without_names"]

_READ_TWICE = ("data/gold/who.tsv", "data/gold/who-annotated.tsv", "data/gold/who-again.tsv")  # or by four
_REAL = {
    "actions": 8.0,
    "owner": 5.0,
}  # what a recommendation of a real page, or one like it, counts beside one of the corpus
_MOST_SAY = 0.75  # share of readers by which a label is right
_NAMING = 0.5  # what one counts that names a body
_NEAR = 60  # characters within which these words stand
_ARTICLE = re.compile(r"(?:^|\s)(?:the|an?|each|every|all|both)\s*$", re.IGNORECASE)
_OWNERS = frozenset({"?", "other", "practitioners"})  # that are none


class _Request(NamedTuple):
    voice: str
    text: str
    is_named: bool
    readers: tuple[dict[str, str], ...]


def labelled_acts(root: Path) -> list[Labelled]:
    """Return recommendations with their actions; what half of the readers gave is doubtful."""
    return [_labelled(each, "actions") for each in _requests(root)]


def labelled_owners(root: Path) -> list[Labelled]:
    """Return recommendations that name nobody with who plainly must act, and those that name one body with it.

    Of the second kind (not fresh), `without_names` leaves the names out.
    """
    requests = [*_requests(root)]
    unnamed = [_labelled(each, "owner") for each in requests if not each.is_named]
    cleaned = [each._replace(themes=each.themes - _OWNERS, doubtful=each.doubtful - _OWNERS) for each in unnamed]
    owned = [each for each in cleaned if each.themes | each.doubtful]
    known = frozenset[str]().union(*(each.themes | each.doubtful for each in owned))
    return [*owned, *(named for each in requests if (named := _naming_one(each, known)))]


def without_names(clauses: Iterable[Labelled]) -> Iterator[Labelled]:
    """Yield clauses, those that name a body without its name: what is left is asked of this body all the same."""
    for clause in clauses:
        if clause.is_fresh:
            yield clause
            continue
        named = next((each for each in mentions_in(clause.text) if each.agency in clause.themes), None)
        if named and named.start <= _NEAR:
            before, behind = clause.text[: named.start], clause.text[named.end :]
            yield clause._replace(text=(_ARTICLE.sub(" ", before) + behind.lstrip(" ,:")).strip())


def _naming_one(request: _Request, known: Collection[str]) -> Labelled | None:
    addressee, _, basis = request.readers[0]["addressees"].partition(":")
    if basis != "explicit" or addressee not in known:
        return None
    weight = _NAMING * _weight(request.voice, "owner")
    return Labelled(
        request.voice, "recommendation", request.text, frozenset({addressee}), is_fresh=False, weight=weight
    )


def _requests(root: Path) -> Iterator[_Request]:
    for path in sorted((root / "data/corpus/who").glob("*.tsv")):
        for row in rows_of(path):
            yield _of(path.stem, [row])
    pairs: dict[tuple[str, str], list[dict[str, str]]] = {}
    for name in _READ_TWICE:
        for row in rows_of(root / name):
            pairs.setdefault((row["entry"], row["clause"]), []).append(row)
    for (entry, _), rows in pairs.items():
        yield _of(entry.partition("-")[0].lower(), rows)


def _of(voice: str, rows: Sequence[dict[str, str]]) -> _Request:
    return _Request(voice, rows[0]["text"], not _names_nobody(rows[0]), tuple(rows))


def _labelled(request: _Request, field: Literal["actions", "owner"]) -> Labelled:
    """Return a recommendation with what three quarters of its readers gave in a field, and in doubt what half of them gave.

    A reader who found somebody named gave no owner, and does not count for owners.
    """
    given = [ids_of(row[field]) for row in request.readers if field == "actions" or _names_nobody(row)]
    times = Counter(label for labels in given for label in labels)
    most = frozenset(label for label, number in times.items() if number >= _MOST_SAY * len(given))
    half = frozenset(label for label, number in times.items() if number >= len(given) / 2)
    weight = _weight(request.voice, field)
    return Labelled(request.voice, "recommendation", request.text, most, half - most, True, weight)


def _names_nobody(row: dict[str, str]) -> bool:
    return ":default" in row["addressees"]


def _weight(voice: str, field: Literal["actions", "owner"]) -> float:
    return 1.0 if voice.startswith("w") else _REAL[field]
