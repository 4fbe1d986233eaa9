"""What is counted as triples, so that SPARQL need not count it again: each cell is an observation of W3C's Data Cube.

A cell counts the recommendations to an agency, on a theme, in a year, known on a basis, and their reviews. Years add up;
agencies, themes and bases do not (a recommendation can have several), so that cells for all of them are there as well:
these name the scheme in place of a concept. What counts an agency or theme with all narrower ones is a cell too.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from casegraph.counts.reader import Counts
from casegraph.names import BASE, thing
from casegraph.rdf.triples import Triples
from casegraph.schemes import Scheme, scheme

__all__ = ["count_triples"]

_ALL = "all"


class _Set(NamedTuple):
    """A concept, alone or with all narrower ones, or all of a scheme, as a value of cells: its IRI and the properties."""

    iri: str
    ids: tuple[str, ...]
    properties: tuple[str, ...]


def count_triples(files: Mapping[str, Path], base: str = BASE) -> str:
    """Return the cells that count something, as sorted N-Triples, from the *files* of the tables; IRIs begin with *base*."""
    triples = Triples()
    agencies = _sets("agency", scheme("agencies.ttl"), "countedAgency")
    themes = _sets("theme", scheme("themes.ttl"), "countedTheme")

    def cell(year: int, agency: str | None, theme: str | None, basis: str | None) -> str:
        """Add a cell without its numbers, and return its IRI."""
        iri = thing("count", str(year), agency or _ALL, theme or _ALL, basis or _ALL)
        triples.type(iri, "Count")
        triples.count(iri, "countedYear", year)
        for each in (agencies[agency or _ALL], themes[theme or _ALL]):
            for name in each.properties:
                triples.link(iri, name, each.iri)
        triples.link(iri, "countedBasis", thing("basis", basis) if basis else thing("scheme", "basis"))
        return iri

    with Counts(files) as counts:
        for year, number in counts.published():
            triples.count(cell(year, None, None, None), "publishedReviews", number)
        for year, named, through in counts.naming():
            iri = cell(year, None, None, None)
            triples.count(iri, "countedNaming", named)
            triples.count(iri, "countedAskedThrough", through)
        sets = ({name: each.ids for name, each in kind.items() if each.ids} for kind in (agencies, themes))
        for year, agency, theme, basis, recommendations, reviews in counts.by_year(*sets):
            iri = cell(year, agency, theme, basis)
            triples.count(iri, "countedRecommendations", recommendations)
            triples.count(iri, "countedReviews", reviews)
    return triples.text(base)


def _sets(kind: str, concepts: Scheme, counted: str) -> Mapping[str, _Set]:
    """Return what can be a value of a cell, by the names that it has in IRIs of cells."""
    beneath: dict[str, list[str]] = {id: [] for id in concepts}
    for id in concepts:
        above: str | None = id
        while above:
            beneath[above].append(id)
            above = concepts[above].broader
    closed = f"{counted}OrNarrower"
    sets = {_ALL: _Set(thing("scheme", kind), (), (counted, closed))}
    for id, ids in beneath.items():
        iri = thing(kind, id)
        if len(ids) == 1:
            sets[id] = _Set(iri, (id,), (counted, closed))
        else:
            sets[id] = _Set(iri, (id,), (counted,))
            sets[f"{id}-and-narrower"] = _Set(iri, tuple(ids), (closed,))
    return sets
