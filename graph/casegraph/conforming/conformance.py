"""Conformance: each query that ships is put to a build and to a server, and a verdict says how their answers compare."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from casegraph.conforming.comparison import difference
from casegraph.conforming.queries import ShippedQuery
from casegraph.conforming.terms import Row, alike
from casegraph.errors import CasegraphError, EndpointError
from casegraph.store.in_terms import in_terms
from casegraph.store.protocol import TIMEOUT, Store
from casegraph.store.remote import RemoteStore

__all__ = ["Verdict", "conform"]

_HERE = 600.0  # seconds: a build has time enough for what it is to be compared with
_LONGEST = 300  # characters of what a server says, and of a value
_IDENTITY = """
SELECT ?triples (COUNT(DISTINCT ?review) AS ?reviews) {
  ?dataset void:uriSpace ?base ; void:triples ?triples FILTER(STR(?dataset) = CONCAT(STR(?base), "dataset"))
  ?review a cg:Review
} GROUP BY ?triples ORDER BY ?triples"""

Outcome = Literal["same", "different", "failed"]

Values = Mapping[str, str]
"""The values of a row by their columns; an unbound column is left out."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a server answers a query that a build answers with *rows*.

    The *message* says what is different or why it failed, in one line without control characters. *here* and *there* are the
    first row that differs, None where there is none to compare with, and *columns* those in which the two differ.
    """

    query: ShippedQuery
    outcome: Outcome
    rows: int
    message: str = ""
    here: Values | None = None
    there: Values | None = None
    columns: tuple[str, ...] = ()


def conform(
    build: Store, server: RemoteStore, queries: Sequence[ShippedQuery], *, timeout: float = TIMEOUT
) -> Iterator[Verdict]:
    """Yield a verdict on each query as soon as it is there; the server may take *timeout* seconds for each.

    Nothing is loaded. Raises EndpointError if the server does not hold the graph of the build.
    """
    _stop_if_another_graph(build, server, max(timeout, TIMEOUT))
    for query in queries:
        columns, here = _answer(build, in_terms(query.sparql, build), None, _HERE)
        try:
            _, there = _answer(server, in_terms(query.sparql, build), columns, timeout)
        except CasegraphError as error:
            yield Verdict(query, "failed", len(here), _reason(error, server.endpoint))
            continue
        differing = difference(query.sparql, columns, here, there)
        if differing is None:
            yield Verdict(query, "same", len(here))
        else:
            first, other = differing.here, differing.there
            pair = _values(columns, first, other), _values(columns, other, first)
            names = tuple(columns[place] for place in differing.columns)
            yield Verdict(query, "different", len(here), differing.words, *pair, names)


def _stop_if_another_graph(build: Store, server: RemoteStore, timeout: float) -> None:
    identity = in_terms(_IDENTITY, build)
    (_, here), (_, there) = _answer(build, identity, None, _HERE), _answer(server, identity, None, timeout)
    held, wanted = _described(server.base, there), _described(build.base, here)
    if held != wanted:
        raise EndpointError(
            "other-graph",
            server.endpoint,
            f"it contains a different graph from the build: {held} there, {wanted} here",
            remedy="Load casegraph.nt of this build, and nothing else.",
        )


def _described(base: str, rows: Sequence[Row]) -> str:
    """Return what tells a graph from others: its base, and the numbers that it states of itself."""
    counts = [f"{_text(triples)} triples in {_text(reviews)} reviews" for triples, reviews in rows]
    return " ".join([" and ".join(counts) or "no description", f"under {_clean(base)}"])


def _answer(
    store: Store, sparql: str, columns: Sequence[str] | None, timeout: float
) -> tuple[Sequence[str], list[Row]]:
    """Return the rows of a query, their terms in the order of *columns*, or of the query if these are not given."""
    solutions = store.select(sparql, timeout=timeout)
    known = [variable.value for variable in solutions.variables]
    names = known if columns is None else columns
    return names, [tuple(row[name] if name in known else None for name in names) for row in solutions]


def _values(columns: Sequence[str], row: Row | None, other: Row | None) -> Values | None:
    """Return the values of a row as text, with datatype and language where these alone tell a term from the *other* row's."""
    if row is None:
        return None
    values = {}
    for name, term, twin in zip(columns, row, other or row, strict=True):
        if term is not None:
            is_like = _text(term) == _text(twin) and not alike(term, twin)
            values[name] = _clean(str(term)) if is_like else _text(term)
    return values


def _text(term: object) -> str:
    return _clean(str(getattr(term, "value", term)))


def _reason(error: CasegraphError, endpoint: str) -> str:
    problem = error.reason if isinstance(error, EndpointError) else error.problem.rstrip(".")
    return _clean(problem.replace(f"The endpoint {endpoint}", "it"))


def _clean(text: str) -> str:
    r"""Return a text in one line, without control characters, and cut if it is long.

    >>> _clean("no\x1b[2J\n such   thing")
    'no�[2J such thing'
    """
    line = " ".join(text[: _LONGEST * 4].split())
    shown = "".join(character if character.isprintable() else "\ufffd" for character in line)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
