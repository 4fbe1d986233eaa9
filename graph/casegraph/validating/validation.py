"""Validation: what of a graph does not hold."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from casegraph.names import BASE, PREFIXES
from casegraph.store.protocol import Solutions, Store
from casegraph.validating.shapes import Shape, shapes

__all__ = ["Result", "validate", "violations"]

_QUOTES = f"""
PREFIX cg: <{PREFIXES["cg"]}>
PREFIX oa: <{PREFIXES["oa"]}>
SELECT ?passage ?page ?start ?end ?quote WHERE {{
    ?source cg:sha256 ?page . ?passage oa:hasSource ?source ; cg:start ?start ; cg:end ?end ; cg:quote ?quote
}}"""


@dataclass(frozen=True, slots=True)
class Result:
    """A node of which a shape does not hold, and the value that shows it, or ""."""

    shape: Shape
    node: str
    value: str


def validate(store: Store, *, pages: Mapping[str, str] | None = None) -> list[Result]:
    """Return everything that does not hold of a graph, by shape and node.

    *pages* are texts of source pages by their SHA-256; quotes from these are compared letter by letter.

    >>> from casegraph.store.memory import MemoryStore
    >>> [result.shape.label for result in validate(MemoryStore.from_turtle("review:x a cg:Review ."))][:2]
    ['reviews have an entry', 'reviews have one heading']
    """
    misquoted = list(_misquoted(store, pages)) if pages else []
    results = []
    for shape in shapes():
        rows = {(node, _text(value)) for node, value in _rows(store.select(shape.select.replace(BASE, store.base)))}
        rows |= {row for row in misquoted if shape.name == "passage-quote"}
        results += [Result(shape, node, value) for node, value in sorted(rows)]
    return results


def violations(results: Iterable[Result]) -> list[Result]:
    """Return those that make the graph wrong."""
    return [result for result in results if result.shape.severity == "violation"]


def _rows(solutions: Solutions) -> Iterator[tuple[str, object]]:
    shows = any(variable.value == "value" for variable in solutions.variables)
    for row in solutions:
        yield _text(row["this"]), row["value"] if shows else None


def _text(term: object) -> str:
    return str(getattr(term, "value", ""))


def _misquoted(store: Store, pages: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each passage of *pages* whose quote is not what stands there, with the quote."""
    for row in store.select(_QUOTES.replace(BASE, store.base)):
        passage, page, start, end, quote = (_text(row[name]) for name in ("passage", "page", "start", "end", "quote"))
        if page in pages and pages[page][int(start) : int(end)] != quote:
            yield passage, quote
