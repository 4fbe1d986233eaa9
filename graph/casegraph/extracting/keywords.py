"""Keywords: the concept that a printed term means. Which terms mean the same is decided in ontology/keywords.ttl."""

import hashlib
from functools import cache, lru_cache

from casegraph.names import slug
from casegraph.schemes import scheme

__all__ = ["keyword_id"]

_LONGEST_REMEMBERED = 100  # characters of a term whose id is remembered


def keyword_id(printed: str) -> str:
    """Return the id of the keyword that a term means; forms that differ in case or spaces share it.

    >>> keyword_id("New-born babies"), keyword_id("Newborn  babies"), keyword_id("нехтування")
    ('newborn-babies', 'newborn-babies', 'keyword-ea1b7c3e')
    """
    return _id(printed) if len(printed) <= _LONGEST_REMEMBERED else _id.__wrapped__(printed)


@lru_cache(maxsize=20_000)
def _id(printed: str) -> str:
    plain = slug(printed)
    return _decided().get(plain, plain) or f"keyword-{hashlib.sha256(printed.casefold().encode()).hexdigest()[:8]}"


@cache
def _decided() -> dict[str, str]:
    """Return the ids of the keywords in ontology/keywords.ttl, by the slugs of all their forms."""
    return {slug(form): key for key, concept in scheme("keywords.ttl").items() for form in concept.wordings}
