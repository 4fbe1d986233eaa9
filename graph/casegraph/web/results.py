"""Rows of an answer as a page shows them: labels instead of IRIs, numbers as numbers, links to where things have pages."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode

from casegraph.asking.graph import AskableGraph
from casegraph.names import PREFIXES

__all__ = ["Cell", "bars_of", "cells", "labels", "matrix_of"]

_NUMBERS = frozenset(f"{PREFIXES['xsd']}{name}" for name in ("integer", "decimal", "double", "float", "int", "long"))
_LABELLED = 2_000  # things whose labels are looked up
_GRID = 60  # rows and columns that a table across has at most

Term = Any
"""A term of Oxigraph, None where a variable is unbound."""


class Cell(NamedTuple):
    """What stands in a cell: a text, the address that it leads to (or ""), and whether it is a number."""

    text: str
    address: str = ""
    is_number: bool = False


def labels(graph: AskableGraph, terms: Iterable[Term]) -> Mapping[str, str]:
    """Return the labels of the things of the graph among some terms, by IRI."""
    own = {term.value for term in terms if isinstance(term, NamedNode) and term.value.startswith(graph.base)}
    if not own:
        return {}
    values = " ".join(str(NamedNode(iri)) for iri in sorted(own)[:_LABELLED])
    rows = graph.solutions(
        f"SELECT ?s (MIN(?l) AS ?label) {{ VALUES ?s {{ {values} }} ?s rdfs:label|skos:prefLabel ?l }} GROUP BY ?s"
    )
    return {row["s"].value: row["label"].value for row in rows}


def cells(row: Sequence[Term], named: Mapping[str, str], base: str) -> list[Cell]:
    """Return a row as cells.

    >>> from pyoxigraph import Literal
    >>> cells([NamedNode("https://w3id.org/casegraph/agency/icb"), Literal(1200), None], {}, "https://w3id.org/casegraph/")
    [Cell(text='agency/icb', address='/agency/icb', is_number=False), Cell(text='1,200', address='', is_number=True), Cell(text='', address='', is_number=False)]
    """
    return [_cell(term, named, base) for term in row]


def _cell(term: Term, named: Mapping[str, str], base: str) -> Cell:
    if isinstance(term, NamedNode):
        path = term.value.removeprefix(base)
        if path != term.value:
            return Cell(named.get(term.value, path), f"/{path}")
        is_web = term.value.lower().startswith(("https://", "http://"))
        return Cell(term.value, term.value if is_web else "")
    if isinstance(term, Literal):
        if term.datatype.value in _NUMBERS:
            return Cell(_number(term.value), "", True)
        return Cell(term.value)
    return Cell("" if term is None else f"_:{term.value}" if isinstance(term, BlankNode) else str(term))


def _number(text: str) -> str:
    """Return a number with separators between thousands, with four places at most."""
    try:
        value = float(text)
    except ValueError:
        return text
    return f"{value:,.0f}" if value.is_integer() else f"{value:,.4f}".rstrip("0")


def bars_of(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[tuple[float, str, str]] | None:
    """Return rows as bars if they are one thing and one number each, else None."""
    if len(columns) != 2 or not rows or not all(row[1].is_number and not row[0].is_number for row in rows):
        return None
    return [(_value(row[1]), row[0].text, row[0].address) for row in rows[:_GRID] if _value(row[1]) >= 0]


def matrix_of(
    columns: Sequence[str], rows: Sequence[Sequence[Cell]]
) -> tuple[list[Cell], list[tuple[Cell, list[str]]]] | None:
    """Return rows as a table across (the heads, then each line) if they are two things and a number each, else None."""
    if len(columns) != 3 or not rows:
        return None
    if not all(row[2].is_number and not row[0].is_number and not row[1].is_number for row in rows):
        return None
    down = list(dict.fromkeys(row[0] for row in rows))
    across = list(dict.fromkeys(row[1] for row in rows))
    if len(down) > _GRID or len(across) > _GRID:
        return None
    at = {(row[0], row[1]): row[2].text for row in rows}
    return across, [(one, [at.get((one, other), "") for other in across]) for one in down]


def _value(cell: Cell) -> float:
    return float(cell.text.replace(",", ""))
