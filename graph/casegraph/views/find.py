"""Find: names and sentences that have the words that somebody looks for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from casegraph.nearest import ALIKE, likeness
from casegraph.store.protocol import Store
from casegraph.store.rows import Rows
from casegraph.views.clauses import Clause
from casegraph.views.collection import KINDS, Collection, Kind
from casegraph.views.facets import Facet, choose, facets
from casegraph.views.facts import facts
from casegraph.views.plain_text import alphabetical, plain, words_in
from casegraph.views.role_wish import agency_called, role_wish
from casegraph.views.roles import Way, by_way
from casegraph.views.word_search import clauses_with

__all__ = ["Matches", "Thing", "Unused", "find", "near_names", "unused_names"]

_CHOOSE_BY: tuple[str, ...] = ("nation", "region", "agency", "theme", "keyword")  # facets named among other words
_NAMED: tuple[Kind, ...] = ("agency", "theme", "partnership", "keyword")  # kinds whose names can be mistyped
_NEAREST = 5  # names that are offered
_LONGEST = 80  # letters that are compared
_NAMES = """
SELECT ?scheme ?id ?label ?name {
  VALUES ?scheme { <https://w3id.org/casegraph/scheme/agency> <https://w3id.org/casegraph/scheme/theme> }
  ?id skos:inScheme ?scheme ; skos:prefLabel ?label ; skos:prefLabel|skos:altLabel ?name
}"""


class Thing(NamedTuple):
    """A thing that has a page."""

    kind: Kind
    id: str


class Unused(NamedTuple):
    """An agency or a theme that the graph knows and no review has."""

    kind: str
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Matches:
    """What has the words that are *sought*: things by kind, clauses, and how many reviews, with the *filters* that give these.

    *near* are things with a similar name, if nothing has the words. *role* is the agency that the words name, or whose role
    they ask for. *ways* are the numbers of recommendations that are an agency's business, by way; *on* those on a theme.
    """

    sought: str
    things: Mapping[Kind, tuple[str, ...]]
    clauses: Sequence[Clause]
    filters: Mapping[str, Sequence[str]]
    reviews: int
    near: tuple[Thing, ...]
    role: str | None
    ways: Mapping[Way, Mapping[str, int]]
    on: Mapping[str, int]


def find(c: Collection, texts: Iterable[str]) -> Matches:
    """Return what has all words of some texts; without words, all things but reviews.

    Words that ask for an agency's role (“everything for probation”) are looked for by the agency's name.
    """
    query = " ".join(texts)
    wish = role_wish(query, c)
    words = words_in([wish.name if wish else query])
    things = {kind: _matches(c, kind, words) for kind in KINDS if words or kind != "review"}
    things = {kind: ids for kind, ids in things.items() if ids}
    filters = _as_filters(c, words)
    reviews = len(choose(c, filters).reviews) if words else 0
    return Matches(
        sought=wish.name if wish else query,
        things=things,
        clauses=clauses_with(c, words) if words else (),
        filters=filters,
        reviews=reviews,
        near=tuple(near_names(c, words)) if words and not things and not reviews else (),
        role=wish.agency if wish else agency_called(query, c) if words else None,
        ways={way: links.counts() for way, links in by_way(c).items()},
        on=facts(c).themes.counts(facts(c).recommendations),
    )


def unused_names(c: Collection, store: Store, texts: Iterable[str]) -> list[Unused]:
    """Return the agencies and themes in a store that no review has, and whose names have all words of some texts."""
    words = words_in(texts)
    unused = {}
    for row in Rows(store).select(_NAMES) if words else ():
        used = c.agencies if row["scheme"] == "agency" else c.themes
        if row["id"] not in used and all(word in plain(row["name"]) for word in words):
            unused[row["label"]] = Unused(row["scheme"], row["id"], row["label"])
    return [unused[label] for label in sorted(unused)]


def near_names(c: Collection, words: Sequence[str]) -> list[Thing]:
    """Return the things whose names are most like what is looked for."""
    query = " ".join(words)[:_LONGEST]
    ranked = [
        (max(likeness(query, plain(name)) for name in c.names(kind, id)), Thing(kind, id))
        for kind in _NAMED
        for id in c.of_kind(kind)
    ]
    ranked.sort(key=lambda each: -each[0])
    return [thing for near, thing in ranked[:_NEAREST] if near >= ALIKE]


def _matches(c: Collection, kind: Kind, words: Sequence[str]) -> tuple[str, ...]:
    """Return the things of a kind whose name has all words, the nearest first."""
    if kind == "review":
        return _reviews(c, words)
    whole = " ".join(words)
    ranked = []
    for id in c.of_kind(kind):
        fitting = [name for name in map(plain, c.names(kind, id)) if all(word in name for word in words)]
        if fitting:
            rank = min(_rank(name, whole) for name in fitting)
            ranked.append((rank if words else 0, alphabetical(c.label(kind, id)), id))
    return tuple(id for *_, id in sorted(ranked))


def _reviews(c: Collection, words: Sequence[str]) -> tuple[str, ...]:
    """Return the reviews whose title has all words, the nearest first."""
    columns, whole = facts(c).columns, " ".join(words)
    fitting = {
        number: _rank(title, whole)
        for number, title in enumerate(columns.titles)
        if all(word in title for word in words)
    }
    in_order = [number for number in facts(c).title_order.tolist() if number in fitting]
    return tuple(columns.ids[number] for number in sorted(in_order, key=fitting.__getitem__))


def _rank(name: str, whole: str) -> int:
    return 0 if name == whole else 1 if name.startswith(whole) else 2


def _as_filters(c: Collection, words: Sequence[str]) -> dict[str, list[str]]:
    """Return what is looked for as filters: names of places, agencies, themes and keywords as such, the rest as words."""
    left = list(words)
    filters: dict[str, list[str]] = {}
    for facet in (each for each in facets(c) if each.id in _CHOOSE_BY):
        keys = _names_of(c, facet)
        for length in range(len(left), 0, -1):
            for start in range(len(left) - length + 1):
                key = keys.get(" ".join(left[start : start + length]))
                if key is not None:
                    filters.setdefault(facet.id, []).append(key)
                    del left[start : start + length]
                    break
    return filters | ({"words": [" ".join(left)]} if left else {})


def _names_of(c: Collection, facet: Facet) -> dict[str, str]:
    """Return the values of a facet by all their names."""
    kind = next((each for each in _NAMED if each == facet.id), None)
    return {
        plain(name): key
        for key, label in facet.values.items()
        for name in (c.names(kind, key) if kind is not None else (label,))
    }
