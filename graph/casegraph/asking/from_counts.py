"""Counting questions asked of the counts that a build has made, where a graph has them (see ``ontology/counts``)."""

from collections.abc import Sequence
from functools import cache

from pyoxigraph import NamedNode

from casegraph.asking.binding import Bound, fill
from casegraph.asking.questions import Term
from casegraph.asking.values import with_prefixes
from casegraph.counts import GRAPH
from casegraph.names import BASE
from casegraph.resources import resource
from casegraph.store.protocol import Store

__all__ = ["counting_query", "counting_questions"]

_ALL = ("agency", "theme", "basis")
"""Parameters that have the scheme for a value where all of it counts."""


@cache
def counting_questions() -> frozenset[str]:
    """Return the names of the questions that the counts answer.

    >>> "yearly-table" in counting_questions()
    True
    """
    files = (entry.name for entry in resource("ontology", "counts").iterdir())
    return frozenset(name.removesuffix(".rq") for name in files if name.endswith(".rq"))


def counting_query(store: Store, bound: Bound) -> str | None:
    """Return the query that gives a question's rows from the counts, None where there are none or it asks for more."""
    if bound.question.name not in counting_questions() or not _has_counts(store):
        return None
    query = resource("ontology", f"counts/{bound.question.name}.rq").read_text(encoding="utf-8")
    terms: dict[str, Term | Sequence[Term]] = {name: NamedNode(f"{store.base}scheme/{name}") for name in _ALL}
    terms.update(bound.terms)
    return with_prefixes(fill(query.replace(f"<{BASE}", f"<{store.base}"), terms), store.base)


def _has_counts(store: Store) -> bool:
    return store.ask(f"ASK {{ GRAPH <{store.base}{GRAPH}> {{ ?cell <{store.base}ontology#countedYear> ?year }} }}")
