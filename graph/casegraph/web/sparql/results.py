"""Rows of an answer as a page shows them: labels instead of IRIs, numbers as numbers, links to where things have pages."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode

from casegraph.names import PREFIXES
from casegraph.store.protocol import TIMEOUT, Store
from casegraph.web.addresses import address_of

__all__ = ["DRAWN", "Cell", "Term", "bars_of", "cells", "labels", "matrix_of"]

_NUMBERS = frozenset(f"{PREFIXES['xsd']}{name}" for name in ("integer", "decimal", "double", "float", "int", "long"))
_LONGEST = 120  # letters of a text in a cell
_LABELLED = 2_000  # things whose labels are looked up
_EXACT = 1e15  # above it a double is no exact number
_YEARS = range(1000, 3000)

DRAWN = 60
"""How many bars are drawn, and how many rows and columns a table across has, at most."""

Term = Any
"""A term of Oxigraph, None where a variable is unbound."""


Bars = list[tuple[float, str, str]]
"""Bars: the length of each, its label, and where it leads."""


class Cell(NamedTuple):
    """The content of a cell: a text, the address that it leads to (or ""), and whether it is a number."""

    text: str
    address: str = ""
    is_number: bool = False


def labels(store: Store, terms: Iterable[Term], timeout: float = TIMEOUT) -> Mapping[str, str]:
    """Return the labels of the things of the graph among some terms, by IRI."""
    own = {term.value for term in terms if isinstance(term, NamedNode) and term.value.startswith(store.base)}
    if not own:
        return {}
    values = " ".join(str(NamedNode(iri)) for iri in sorted(own)[:_LABELLED])
    rows = store.select(
        f"SELECT ?s (MIN(?l) AS ?label) {{ VALUES ?s {{ {values} }} ?s rdfs:label|skos:prefLabel|cg:text|cg:quote ?l }}"
        " GROUP BY ?s",
        timeout=timeout,
    )
    return {row["s"].value: _short(row["label"].value) for row in rows}


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"


def cells(row: Sequence[Term], named: Mapping[str, str], base: str, columns: Sequence[str] = ()) -> list[Cell]:
    """Return a row as cells; the names of the *columns* tell years from other numbers.

    >>> from pyoxigraph import Literal
    >>> cells([NamedNode("https://w3id.org/casegraph/agency/icb"), Literal(1200), None], {}, "https://w3id.org/casegraph/")
    [Cell(text='agency/icb', address='/agency/icb', is_number=False), Cell(text='1,200', address='', is_number=True), Cell(text='', address='', is_number=False)]
    """
    years = [name.lower().endswith("year") for name in columns] or [False] * len(row)
    return [_cell(term, named, base, is_year) for term, is_year in zip(row, years, strict=True)]


def _cell(term: Term, named: Mapping[str, str], base: str, is_year: bool) -> Cell:
    if isinstance(term, NamedNode):
        if term.value.startswith(base):
            return Cell(named.get(term.value, term.value.removeprefix(base)), address_of(term.value, base))
        for name, iri in PREFIXES.items():
            if term.value.startswith(iri) and term.value != iri:
                return Cell(f"{name}:{term.value.removeprefix(iri)}", term.value)
        is_web = term.value.lower().startswith(("https://", "http://"))
        return Cell(term.value, term.value if is_web else "")
    if isinstance(term, Literal):
        number = _number(term.value, is_year) if term.datatype.value in _NUMBERS else None
        return Cell(term.value) if number is None else Cell(number, "", not is_year)  # by years things are counted
    return Cell("" if term is None else f"_:{term.value}" if isinstance(term, BlankNode) else str(term))


def _number(text: str, is_year: bool = False) -> str | None:
    """Return a number with separators between thousands, with four places at most; None if it is none.

    >>> [_number(text) for text in ("-1200", "0.25000", "0.00001", "1e30", "INF", "many")]
    ['-1,200', '0.25', '1e-05', '1e+30', 'INF', None]
    >>> _number("2025", is_year=True)
    '2025'
    """
    try:
        value = float(text)
    except ValueError:
        return None
    if not math.isfinite(value):
        return text
    if value.is_integer() and abs(value) < _EXACT:
        return f"{value:.0f}" if is_year and value in _YEARS else f"{value:,.0f}"
    if not 1e-4 <= abs(value) < _EXACT:
        return f"{value:.4g}"
    return f"{value:,.4f}".rstrip("0").rstrip(".")


class Grid(NamedTuple):
    """Rows as a table across: the heads of its columns, and for each line its head and its values."""

    heads: list[Cell]
    lines: list[tuple[Cell, list[str]]]


def bars_of(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Bars | None:
    """Return rows as bars if they are one thing and one number each that a bar can show, else None."""
    if len(columns) != 2 or not rows or not all(row[1].is_number and not row[0].is_number for row in rows):
        return None
    drawn = [(_value(row[1]), row[0].text, row[0].address) for row in rows[:DRAWN]]
    if not all(0 <= value < math.inf for value, _, _ in drawn) or not any(value for value, _, _ in drawn):
        return None
    return drawn


def matrix_of(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Grid | None:
    """Return rows as a table across if they are two things and a number each, else None."""
    if len(columns) != 3 or not rows:
        return None
    if not all(row[2].is_number and not row[0].is_number and not row[1].is_number for row in rows):
        return None
    down = list(dict.fromkeys(row[0] for row in rows))
    across = list(dict.fromkeys(row[1] for row in rows))
    if len(down) > DRAWN or len(across) > DRAWN:
        return None
    at = {(row[0], row[1]): row[2].text for row in rows}
    if len(at) < len(rows):  # two numbers for one place
        return None
    return Grid(across, [(one, [at.get((one, other), "") for other in across]) for one in down])


def _value(cell: Cell) -> float:
    value = float(cell.text.replace(",", ""))
    return int(value) if value.is_integer() else value
