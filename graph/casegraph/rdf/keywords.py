"""Keywords: which printed terms are one concept. The decisions stand in ontology/keywords.ttl."""

import hashlib
from collections.abc import Collection
from functools import cache

from casegraph.names import slug, thing
from casegraph.rdf.triples import Triples
from casegraph.schemes import scheme

__all__ = ["keyword_id", "keyword_statements"]


def keyword_id(printed: str) -> str:
    """Return the last part of a keyword's IRI; terms of the same meaning share it, and forms that differ in case or spaces.

    >>> keyword_id("New-born babies"), keyword_id("Newborn  babies"), keyword_id("нехтування")
    ('newborn-babies', 'newborn-babies', 'keyword-ea1b7c3e')
    """
    plain = slug(printed)
    return _decided().get(plain, plain) or f"keyword-{hashlib.sha256(printed.casefold().encode()).hexdigest()[:8]}"


def keyword_statements(triples: Triples, key: str, printed: Collection[str]) -> None:
    """Say a keyword's forms: one that was decided on has its own label; else the form in small letters is preferred."""
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


@cache
def _decided() -> dict[str, str]:
    """Return the ids of the keywords that were decided on, by the slugs of all their forms."""
    return {slug(form): key for key, concept in scheme("keywords.ttl").items() for form in concept.wordings}
