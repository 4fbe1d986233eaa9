"""Validation of a whole store: what of a graph does not hold."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from casegraph.names import BASE
from casegraph.store.protocol import Store
from casegraph.validating.quotes import Text, misquoted
from casegraph.validating.shapes import Shape, shapes

__all__ = ["PATIENCE", "QUOTED", "Result", "results_of", "validate", "violations"]

PATIENCE = 3600.0
"""How many seconds a query may take here: each looks at a whole graph once, which takes minutes for 100,000 reviews on disk."""

QUOTED = "passage-quote"
"""The shape that quotes are compared for."""


@dataclass(frozen=True, slots=True)
class Result:
    """A node of which a shape does not hold, and the value that shows it, or ""."""

    shape: Shape
    node: str
    value: str


def validate(store: Store, *, pages: Mapping[str, Text] | None = None, timeout: float = PATIENCE) -> list[Result]:
    """Return everything that does not hold of a graph, by shape and node.

    *pages* are texts of source pages by their SHA-256; quotes from these are compared letter by letter. Each query may
    take *timeout* seconds.

    >>> from casegraph.store.memory import MemoryStore
    >>> [result.shape.label for result in validate(MemoryStore.from_turtle("review:x a cg:Review ."))][:2]
    ['reviews have an entry', 'reviews have one heading']
    """
    return [result for shape in shapes() for result in results_of(shape, store, pages or {}, timeout=timeout)]


def results_of(shape: Shape, store: Store, pages: Mapping[str, Text], *, timeout: float = PATIENCE) -> list[Result]:
    """Return where one shape does not hold, by node; a quote that is not on its page (see ``validate``) is among these."""
    solutions = store.select(shape.select.replace(BASE, store.base), timeout=timeout)
    shows = any(variable.value == "value" for variable in solutions.variables)
    rows = {(_text(row["this"]), _text(row["value"]) if shows else "") for row in solutions}
    if pages and shape.name == QUOTED:
        rows.update(misquoted(store, pages, timeout=timeout))
    return [Result(shape, node, value) for node, value in sorted(rows)]


def violations(results: Iterable[Result]) -> list[Result]:
    """Return those that make the graph wrong."""
    return [result for result in results if result.shape.severity == "violation"]


def _text(term: object) -> str:
    return str(getattr(term, "value", ""))
