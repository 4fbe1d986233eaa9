"""Highlights: the words of a clause that were read as themes or agencies, and words that somebody looks for."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from casegraph.views.clauses import Clause, Span
from casegraph.views.collection import Collection, Kind
from casegraph.views.crossing import Cell
from casegraph.views.matrix import Matrix
from casegraph.views.plain_text import plain, words_in
from casegraph.views.roles import acting

__all__ = [
    "ALL",
    "NOTHING",
    "Only",
    "Piece",
    "highlighted",
    "only_cell",
    "only_reviews",
    "only_thing",
    "only_words",
    "places_of_words",
]


class Piece(NamedTuple):
    """A piece of a clause's text, and the kinds of things that it was read as, such as "agency theme"; "" is none.

    "whole" is of words that counted most for a theme that was read from the whole clause, "owner" of those for a likely
    owner, "sought" of words that somebody looks for.
    """

    text: str
    kinds: str


class Only(NamedTuple):
    """The themes and agencies whose words are highlighted, None is all; and plain words that are looked for."""

    themes: Container[str] | None = None
    agencies: Container[str] | None = None
    words: tuple[str, ...] = ()


ALL = Only()
NOTHING = Only(frozenset(), frozenset())


def highlighted(clause: Clause, only: Only = ALL) -> list[Piece]:
    """Return the pieces of a clause.

    >>> from casegraph.views.clauses import Addressing, ThemeReading
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
    spans += [(span, "sought") for span in places_of_words(clause.text, only.words)]
    text = clause.text
    edges = sorted({0, len(text), *(edge for span, _ in spans for edge in span)})
    return [
        Piece(
            text[start:end], " ".join(sorted({kind for span, kind in spans if span.start <= start and end <= span.end}))
        )
        for start, end in pairwise(edges)
    ]


def places_of_words(text: str, words: Iterable[str]) -> Iterator[Span]:
    """Yield where plain words stand in a text, whatever capitals, accents and apostrophes it has.

    >>> [tuple(span) for span in places_of_words("The Child’s voice", ["child's", "e"])]
    [(4, 11), (2, 3), (16, 17)]
    """
    sought = [each for each in words if each]
    if not sought:
        return
    letters = [plain(each) for each in text]
    at = [place for place, each in enumerate(letters) for _ in each]
    whole = "".join(letters)
    for word in sought:
        start = whole.find(word)
        while start >= 0:
            end = start + len(word)
            yield Span(at[start], at[end - 1] + 1)
            start = whole.find(word, end)


def only_words(words: Iterable[str]) -> Only:
    """Return that only words that are looked for are highlighted."""
    return Only(frozenset(), frozenset(), tuple(words))


def only_reviews(c: Collection, theme: str, filters: Mapping[str, Sequence[str]]) -> Only:
    """Return what is highlighted in sentences of chosen reviews: the words of a *theme* ("" for none), and those looked for."""
    return Only(_themes(c, theme or None), frozenset(), tuple(words_in(filters.get("words", ()))))


def only_thing(c: Collection, kind: Kind, id: str, partner: str | None) -> Only:
    """Return what is highlighted on the page of an agency or a theme: its own words, and those of a *partner* if there is one."""
    theme, agency = (id, partner) if kind == "theme" else (partner, id)
    return Only(_themes(c, theme), frozenset() if agency is None else acting(c, agency))


def only_cell(c: Collection, counted: Matrix, cell: Cell) -> Only:
    """Return what is highlighted in the clauses of a cell of the matrix: the words of its row and of its column."""
    is_agency = cell.column is not None and cell.column in c.agencies  # neither a year nor “no agency named”
    agencies = acting(c, str(cell.column)) if is_agency else frozenset()
    if cell.row is None or counted.by.rows == "years":
        return Only(frozenset(), agencies)
    if counted.by.rows == "actions":
        return Only(frozenset(), agencies)  # what words say that is not marked
    if counted.by.rows == "groups":
        return Only({theme.id for theme in c.themes.values() if theme.group == cell.row}, agencies)
    return Only(c.beneath("theme", cell.row), agencies)


def _themes(c: Collection, theme: str | None) -> frozenset[str]:
    return frozenset() if theme is None else c.beneath("theme", theme)
