"""The vocabularies that go into a graph beside the reviews: the ontology's terms, the schemes, and the areas in use."""

from collections.abc import Collection

from pyoxigraph import RdfFormat, Triple, parse

from casegraph.names import PREFIXES, term, thing
from casegraph.resources import resource

__all__ = ["SCHEMES", "vocabulary_lines"]

SCHEMES = ("themes.ttl", "agencies.ttl", "outcomes.ttl", "bases.ttl", "keywords.ttl")
"""The files of ontology/ with a SKOS scheme each."""

# Wordings for the extraction only; they would be nine tenths of the schemes. The files of ontology/ have them.
_LEFT_OUT = frozenset(
    [f"{PREFIXES['skos']}hiddenLabel", *map(term, ("exception", "learningWording", "recommendationWording"))]
)


def vocabulary_lines(areas: Collection[str]) -> set[str]:
    """Return the vocabularies as lines of N-Triples, of the *areas* only those with these GSS codes."""
    wanted = {thing("area", gss) for gss in areas}
    lines = {f"{triple} ." for file in ("casegraph.ttl", *SCHEMES) for triple in _triples(file)}
    lines |= {f"{triple} ." for triple in _triples("areas.ttl") if str(triple.subject)[1:-1] in wanted}
    return lines


def _triples(file: str) -> list[Triple]:
    found = parse(resource("ontology", file).read_bytes(), format=RdfFormat.TURTLE)
    return [Triple(*quad.triple) for quad in found if quad.predicate.value not in _LEFT_OUT]
