"""Find: names and sentences that have the words that somebody looks for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from casegraph.store.protocol import Store
from casegraph.store.rows import Rows
from casegraph.views.clauses import Clause
from casegraph.views.collection import KINDS, Collection, Kind
from casegraph.views.facts import facts
from casegraph.views.plain_text import alphabetical, plain, words_in
from casegraph.views.role_wish import agency_called, role_wish
from casegraph.views.roles import Way, by_way
from casegraph.views.search_words import meaningful, tokens
from casegraph.views.suggestions import Suggestions, suggestions
from casegraph.views.word_search import clauses_with

__all__ = ["Matches", "Unused", "find", "unused_names"]

_NAMES = """
SELECT ?scheme ?id ?label ?name {
  VALUES ?scheme { <https://w3id.org/casegraph/scheme/agency> <https://w3id.org/casegraph/scheme/theme> }
  ?id skos:inScheme ?scheme ; skos:prefLabel ?label ; skos:prefLabel|skos:altLabel ?name
}"""


class Unused(NamedTuple):
    """An agency or a theme that the graph knows and no review has."""

    kind: str
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Matches:
    """What has the words that are *sought*: things by kind, and clauses; *read* is what these words can mean.

    *role* is the agency that the words name, or whose role they ask for. *ways* are the numbers of recommendations that are
    an agency's business, by way; *on* those on a theme.
    """

    sought: str
    things: Mapping[Kind, tuple[str, ...]]
    clauses: Sequence[Clause]
    read: Suggestions
    role: str | None
    ways: Mapping[Way, Mapping[str, int]]
    on: Mapping[str, int]


def find(c: Collection, texts: Iterable[str]) -> Matches:
    """Return what has all words of some texts; without words, all things but reviews.

    Words that ask for an agency's role (“everything for probation”) are looked for by the agency's name. Where nothing has all
    words, those that say nothing about what is looked for (“what was … asked”) are left out.
    """
    query = " ".join(texts)
    wish = role_wish(query, c)
    sought = wish.name if wish else query
    words, fewer = words_in([sought]), meaningful(tokens(sought))
    things, clauses = _having(c, words)
    if words and not clauses and not {*things} - {"area"} and fewer != words:
        others, further = _having(c, fewer)
        if fewer and (further or {*others} - {"area"}):
            things, clauses, sought = others, further, " ".join(fewer)
    return Matches(
        sought=sought,
        things=things,
        clauses=clauses,
        read=suggestions(c, query),
        role=wish.agency if wish else agency_called(sought, c) if words else None,
        ways={way: links.counts() for way, links in by_way(c).items()},
        on=facts(c).themes.counts(facts(c).recommendations),
    )


def _having(c: Collection, words: Sequence[str]) -> tuple[dict[Kind, tuple[str, ...]], Sequence[Clause]]:
    """Return the things and the clauses that have all words; without words, all things but reviews."""
    things = {kind: _matches(c, kind, words) for kind in KINDS if words or kind != "review"}
    return {kind: ids for kind, ids in things.items() if ids}, clauses_with(c, words) if words else ()


def unused_names(c: Collection, store: Store, texts: Iterable[str]) -> list[Unused]:
    """Return the agencies and themes in a store that no review has, and whose names have all words of some texts."""
    words = words_in(texts)
    unused = {}
    for row in Rows(store).select(_NAMES) if words else ():
        used = c.agencies if row["scheme"] == "agency" else c.themes
        if row["id"] not in used and all(word in plain(row["name"]) for word in words):
            unused[row["label"]] = Unused(row["scheme"], row["id"], row["label"])
    return [unused[label] for label in sorted(unused)]


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
