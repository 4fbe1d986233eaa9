"""Keywords as concepts of the graph, with all forms in which they are printed."""

from collections.abc import Collection

from casegraph.names import thing
from casegraph.rdf.triples import Triples
from casegraph.schemes import scheme

__all__ = ["keyword_statements"]


def keyword_statements(triples: Triples, key: str, printed: Collection[str]) -> None:
    """Add a keyword with its *printed* forms; its label is that of ontology/keywords.ttl, else the form in lower case."""
    forms = sorted(printed, key=lambda form: (form[:1].isupper(), form))
    decided = scheme("keywords.ttl").get(key)
    preferred = decided.label if decided else forms[0]
    others = {*forms, *(decided.alternatives if decided else ())} - {preferred}
    keyword = thing("keyword", key)
    triples.type(keyword, "skos:Concept")
    triples.link(keyword, "skos:inScheme", thing("scheme", "keyword"))
    triples.say(keyword, "skos:prefLabel", preferred, language="en")
    for form in others:
        triples.say(keyword, "skos:altLabel", form, language="en")
