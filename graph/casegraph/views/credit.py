"""What a picture says of where its numbers are from."""

from typing import TYPE_CHECKING

from casegraph import __version__

if TYPE_CHECKING:
    from casegraph.graph import Graph

__all__ = ["counted", "reviews_counted", "source_line"]

_PAGES = "SELECT ?file { ?page a cg:SourcePage ; rdfs:label ?file } ORDER BY ?file"
_REVIEWS = (
    "SELECT ?year (COUNT(?review) AS ?count) { ?review a cg:Review OPTIONAL { ?review cg:year ?year } } GROUP BY ?year"
)
_SHOWN = 3


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number and what it counts.

    >>> counted(1, "review"), counted(1200, "agency", "agencies")
    ('1 review', '1,200 agencies')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def reviews_counted(graph: "Graph") -> str:
    """Return how many reviews there are and when they were published, such as “73 reviews published in 2025”."""
    rows = graph.query(_REVIEWS)
    years = sorted(row["year"] for row in rows if isinstance(row["year"], int))
    when = (
        (f" published from {years[0]} to {years[-1]}" if len(years) > 1 else f" published in {years[0]}")
        if years
        else ""
    )
    return counted(sum(row["count"] for row in rows), "review") + when


def source_line(graph: "Graph") -> str:
    """Return where the words are from."""
    pages = [row["file"] for row in graph.query(_PAGES)]
    named = ", ".join(pages[:_SHOWN]) + (
        f" and {counted(len(pages) - _SHOWN, 'more page')}" if len(pages) > _SHOWN else ""
    )
    return f"Source: abstracts of the NSPCC National Case Review Collection ({named}), read by Casegraph {__version__}."
