"""Queries in the terms of a collection: the classes of its documents and of what they ask, in the place of those that ship."""

import re

from casegraph.collections.profile import Profile

__all__ = ["in_classes", "may_differ"]

_SHIPPED = re.compile(r"(\bcg:|/ontology#)(Review|Recommendation)(?![\w-])")


def may_differ(query: str) -> bool:
    """Tell whether a query names a class that a collection may call otherwise.

    >>> may_differ("ASK { ?r a cg:Review }"), may_differ("ASK { ?r a cg:ReviewOfMine ; cg:fromReview ?s }")
    (True, False)
    """
    return _SHIPPED.search(query) is not None


def in_classes(query: str, profile: Profile) -> str:
    """Return a query with a collection's classes.

    >>> from dataclasses import replace
    >>> from casegraph.collections import profiles
    >>> letters = replace(profiles()[0], document_class="Letter", request_class="Wish")
    >>> in_classes("ASK { ?review a cg:Review ; cg:hasRecommendation/a cg:Recommendation }", letters)
    'ASK { ?review a cg:Letter ; cg:hasRecommendation/a cg:Wish }'
    """
    classes = {"Review": profile.document_class, "Recommendation": profile.request_class}
    if all(name == of for name, of in classes.items()):
        return query
    return _SHIPPED.sub(lambda match: match[1] + classes[match[2]], query)
