"""The graph of reviews: one sorted text of N-Triples, checked against the shapes."""

from collections.abc import Sequence

from casegraph.areas import partnership
from casegraph.building.files import MEDIA_TYPES
from casegraph.collections import profile_named, profiles
from casegraph.errors import BuildError
from casegraph.names import BASE
from casegraph.rdf.description import description_lines
from casegraph.rdf.statements import review_statements
from casegraph.rdf.vocabulary import vocabulary_lines
from casegraph.record.identity import Minted
from casegraph.record.model import Place
from casegraph.record.page_record import PageRecord
from casegraph.store.memory import MemoryStore
from casegraph.validating import Result, validate, violations

__all__ = ["checked", "graph_text"]

_SHOWN = 5
"""Violations that an error lists."""


def graph_text(minted: Sequence[Minted], base: str = BASE) -> str:
    """Return the graph of reviews and the vocabularies they use as sorted N-Triples text."""
    triples = review_statements(minted)
    covered = {gss for each in minted for place in each.review.areas for gss in _covered(place)}
    keywords = {term.concept for each in minted for term in each.review.keywords}
    collections = {each.review.source.collection for each in minted}
    about = profile_named(min(collections)) if collections else profiles()[0]
    triples.add(vocabulary_lines(covered, keywords, about.words))
    sources = {entry.source.sha256 for each in minted for entry in (each.review, *each.others)}
    triples.add(description_lines(tuple(triples), sorted(sources), MEDIA_TYPES, about, base=base))
    return triples.text(base)


def _covered(place: Place) -> tuple[str, ...]:
    """Return the areas of a place, and those of the partnership there."""
    lscp = partnership(place.partnership) if place.partnership else None
    return (*place.areas, *(lscp.covers if lscp else ()))


def checked(store: MemoryStore, records: Sequence[PageRecord]) -> list[Result]:
    """Return the warnings and silences that the shapes find in a graph; raises BuildError for a violation.

    Quotes are compared with the text of each page that is at hand.
    """
    texts = {record.sha256: record.text for record in records if record.text is not None}
    results = validate(store, pages=texts)
    wrong = violations(results)
    if wrong:
        shown = "".join(f"\n  {each.shape.message} {each.node} {each.value}".rstrip() for each in wrong[:_SHOWN])
        cause = "This is a fault of casegraph; please report it with the page"
        if any(record.text is None for record in records):
            cause = f"If nobody has changed the extracted lines, t{cause[1:]}"
        raise BuildError(
            f"The graph does not hold what it must (violations of ontology/shapes.ttl: {len(wrong)}), so nothing was "
            f"written. {cause}:{shown}"
        )
    return results
