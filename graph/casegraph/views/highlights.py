"""Highlights: the words of a clause that were read as themes or agencies."""

from collections.abc import Container
from itertools import pairwise
from typing import NamedTuple

from casegraph.views.clauses import Clause
from casegraph.views.collection import Collection, Kind
from casegraph.views.crossing import Cell
from casegraph.views.matrix import Matrix
from casegraph.views.roles import acting

__all__ = ["Only", "Piece", "highlighted", "only_cell", "only_thing"]


class Piece(NamedTuple):
    """A piece of a clause's text, and the kinds of things that it was read as, such as "agency theme"; "" is none.

    "whole" is of words that counted most for a theme that was read from the whole clause, "owner" of those for a likely owner.
    """

    text: str
    kinds: str


class Only(NamedTuple):
    """The themes and agencies whose words are highlighted; None is all."""

    themes: Container[str] | None = None
    agencies: Container[str] | None = None


_ALL = Only()


def highlighted(clause: Clause, only: Only = _ALL) -> list[Piece]:
    """Return the pieces of a clause.

    >>> from casegraph.views.clauses import Addressing, Span, ThemeReading
    >>> asked = Addressing("icb", (Span(0, 7),), "explicit")
    >>> clause = Clause("recommendation", "r", 1, "the ICB to audit", 0, 16, (ThemeReading("audit", (Span(11, 16),)),), (asked,))
    >>> [tuple(piece) for piece in highlighted(clause)]
    [('the ICB', 'agency'), (' to ', ''), ('audit', 'theme')]
    """
    read = [
        *((("whole" if each.basis == "learned" else "theme"), each, only.themes) for each in clause.themes),
        *(("agency", each, only.agencies) for each in (*clause.addressed, *clause.via, *clause.mentioned)),
        *(("owner", each, only.agencies) for each in (clause.owner,) if each),
    ]
    spans = [(span, kind) for kind, each, wanted in read if wanted is None or each.id in wanted for span in each.spans]
    text = clause.text
    edges = sorted({0, len(text), *(edge for span, _ in spans for edge in span)})
    return [
        Piece(
            text[start:end], " ".join(sorted({kind for span, kind in spans if span.start <= start and end <= span.end}))
        )
        for start, end in pairwise(edges)
    ]


def only_thing(c: Collection, kind: Kind, id: str, partner: str | None) -> Only:
    """Return what is highlighted on the page of an agency or a theme: its own words, and those of a *partner* if there is one."""
    theme, agency = (id, partner) if kind == "theme" else (partner, id)
    return Only(None if theme is None else c.beneath("theme", theme), None if agency is None else acting(c, agency))


def only_cell(c: Collection, counted: Matrix, cell: Cell) -> Only:
    """Return what is highlighted in the clauses of a cell of the matrix: the words of its row and of its column."""
    is_agency = cell.column is not None and cell.column in c.agencies  # neither a year nor “no agency named”
    agencies = acting(c, str(cell.column)) if is_agency else None
    if cell.row is None or counted.by.rows == "years":
        return Only(None, agencies)
    if counted.by.rows == "actions":
        return Only((), agencies)  # what words say that is not marked
    if counted.by.rows == "groups":
        return Only({theme.id for theme in c.themes.values() if theme.group == cell.row}, agencies)
    return Only(c.beneath("theme", cell.row), agencies)
