"""The queries that ship: each question with its example's values, and each projection of a network."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from casegraph.asking import questions
from casegraph.asking.values import with_prefixes
from casegraph.errors import Choice, UnknownName
from casegraph.names import BASE
from casegraph.nearest import either, nearest
from casegraph.network.projection_queries import projection_query, projections

__all__ = ["ShippedQuery", "shipped_queries"]


@dataclass(frozen=True, slots=True)
class ShippedQuery:
    """A query that ships: what kind of thing it is for, that thing's name, and the SPARQL for a graph's base."""

    kind: Literal["question", "network"]
    name: str
    sparql: str


def shipped_queries(
    base: str = BASE, *, only: Collection[str] = (), without: Collection[str] = ()
) -> tuple[ShippedQuery, ...]:
    """Return the queries of all questions, then of all networks, for a graph whose IRIs begin with *base*.

    *only* and *without* are names to keep and to leave out. Raises UnknownName for a name that no query has.

    >>> [query.kind for query in shipped_queries(only=["agency-theme", "yearly-table"])]
    ['question', 'network']
    """
    every = [ShippedQuery("question", each.name, with_prefixes(each.sparql, base)) for each in questions().values()]
    every += [
        ShippedQuery("network", name, projection_query(name).sparql.replace(BASE, base)) for name in projections()
    ]
    names = {each.name for each in every}
    for name in (*only, *without):
        if name not in names:
            raise _unknown(name, names)
    return tuple(each for each in every if (not only or each.name in only) and each.name not in without)


def _unknown(name: str, names: Collection[str]) -> UnknownName:
    near = nearest(name[:80], names)
    hint = f" Did you mean {either(near)}?" if near else ""
    return UnknownName(
        f"No question and no network is called “{name[:80]}”.{hint}", kind="query", value=name, near=map(Choice, near)
    )
