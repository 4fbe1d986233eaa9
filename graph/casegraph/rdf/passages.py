"""Passages and readings: whatever is read from a page leads to its words there."""

from casegraph.names import passage_iri, thing
from casegraph.rdf.triples import Triples
from casegraph.record.model import Passage, Source

__all__ = ["passage_statements", "reading_statements"]


def passage_statements(triples: Triples, source: Source, passage: Passage) -> str:
    """Add a passage with its place and exact words; returns its IRI."""
    iri = passage_iri(source.sha256, passage.start, passage.end)
    triples.type(iri, "Passage")
    triples.link(iri, "oa:hasSource", thing("source", source.sha256[:16]))
    triples.count(iri, "start", passage.start)
    triples.count(iri, "end", passage.end)
    triples.say(iri, "quote", passage.text)
    return iri


def reading_statements(
    triples: Triples, subject: str, reading: str, concept: str, passage: str, wording: str = ""
) -> None:
    """Add a reading of *subject*: the IRIs of the concept and of the passage with the words, and the table's *wording*."""
    triples.link(subject, "hasReading", reading)
    triples.link(reading, "readAs", concept)
    triples.link(reading, "inPassage", passage)
    if wording:
        triples.say(reading, "wording", wording)
