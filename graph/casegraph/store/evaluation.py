"""A query evaluated over a store of pyoxigraph.

The worker process runs this, and so does a store in memory. The worker starts within a few milliseconds, so this module
and ``casegraph.store.serialisation`` import as little as they can: of casegraph only ``csv_table``, ``rdf.sorted_lines``, ``rdf.turtle`` and
``outcome``.
"""

import re

import pyoxigraph as ox

__all__ = ["Evaluation", "evaluate", "in_order", "named", "reads"]


class Evaluation:
    """A query with all that decides on its result; a plain class, as dataclasses take too long to import.

    *star* is the place of the ``*`` in SELECT *, None for a query that names its variables. With *first*, only that many
    rows or triples are written, and at most *counted* rows are counted. *largest* bounds the bytes, None does not.
    """

    def __init__(
        self,
        query: str,
        *,
        star: "int | None",
        rows: str = "json",
        graph: str = "ntriples",
        relative_to: "str | None" = None,
        first: "int | None" = None,
        counted: int = 0,
        largest: "int | None" = None,
        base: str = "",
        prefixes: "dict[str, str] | None" = None,
    ) -> None:
        self.query = query
        self.star = star
        self.rows = rows
        self.graph = graph
        self.relative_to = relative_to
        self.first = first
        self.counted = counted
        self.largest = largest
        self.base = base
        self.prefixes = prefixes or {}


def evaluate(store: ox.Store, wanted: Evaluation) -> "ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples":
    """Return the engine's result of a query, its columns in the order in which the query names its variables."""
    result = _query(store, wanted.query, wanted)
    if wanted.star is not None and isinstance(result, ox.QuerySolutions):
        names = [variable.value for variable in result.variables]
        result = _query(store, named(wanted.query, wanted.star, names), wanted)
    return result


def reads(text: str, wanted: Evaluation) -> str:
    """Return what the engine has against the text of a query; empty if it can be read."""
    try:
        _query(ox.Store(), text, wanted)
    except SyntaxError as error:
        return str(error)
    except (OSError, RuntimeError, ValueError):
        pass
    return ""


def _query(store: ox.Store, text: str, wanted: Evaluation) -> "ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples":
    """Run a query over the graph of the store: FROM, where the guard lets it pass, means that one."""
    return store.query(text, prefixes=wanted.prefixes, base_iri=wanted.relative_to, default_graph=ox.DefaultGraph())


def named(query: str, star: int, variables: list[str]) -> str:
    """Name the variables of SELECT * in the order in which the query has them; the engine sorts them."""
    names = " ".join(f"?{name}" for name in in_order(query, variables))
    return f"{query[:star]} {names} {query[star + 1 :]}" if names else query


def in_order(query: str, variables: list[str]) -> list[str]:
    """Return variables in the order in which a query has them."""
    return sorted(variables, key=lambda name: _mention(query, name))


def _mention(query: str, name: str) -> int:
    match = re.search(rf"[?$]{re.escape(name)}(?![\w\u00b7])", query)
    return match.start() if match else len(query)
