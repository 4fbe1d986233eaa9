"""What single recommendations are chosen by, beside their reviews: who is named, subject, action, and how firmly they ask.

Each number of a finding is such a choice, so that it opens exactly the recommendations that it counts. The explorer's
``recommendations.js`` chooses the same.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from casegraph.collections.words import in_requests
from casegraph.views.collection import Collection
from casegraph.views.columns import STRENGTHS
from casegraph.views.facets import Filters, choose, chosen_values
from casegraph.views.facts import Facts, facts
from casegraph.views.read_as_shown import Clauses
from casegraph.views.texts import action_labels

if TYPE_CHECKING:
    from casegraph.views.links import Mask

__all__ = ["ANY_SUBJECT", "FILTERS", "NAMING", "STRENGTH", "choices", "filter_values", "recommendations"]

FILTERS = {"naming": "Who has to act", "on": "Subject", "action": "Kind of action", "strength": "How firmly"}
"""What recommendations are chosen by, by the name in addresses."""

NAMING = {
    "named": "Named in the text or the introduction",
    "text": "Named in the text",
    "introduction": "Named in the introduction",
    "through": "Asked through another agency",
    "nobody": "Nobody named or asked through",
    "unnamed": "No agency named",
}
"""Who has to act: *text*, *introduction*, *through* and *nobody* add up; *named* is the first two, *unnamed* the others."""

STRENGTH = {"deadline": "Gives a time or frequency", "measure": "Says how to check", "soft": "Only asks to consider"}
"""How firmly a recommendation asks."""

ANY_SUBJECT = "any-subject"
"""The recommendations with any subject, ways of acting being none."""


def recommendations(c: Collection, filters: Filters) -> Clauses:
    """Return the recommendations that fit all filters, in reviews that do; a value that does not exist has none.

    >>> from casegraph.store.memory import MemoryStore
    >>> from casegraph.views.from_store import collection_of
    >>> len(recommendations(collection_of(MemoryStore.from_turtle("")), {"naming": ["text"]}))
    0
    """
    known = facts(c)
    meant = known.recommendations & known.in_reviews(choose(c, filters).mask)
    for value in filters.get("naming", ()):
        meant = meant & naming_mask(known, value)
    for value in filters.get("on", ()):
        subjects = [id for id, theme in c.themes.items() if not theme.is_means]
        meant = meant & known.themes.having(subjects if value == ANY_SUBJECT else [value])
    for value in filters.get("action", ()):
        meant = meant & known.actions.having([value])
    for value in filters.get("strength", ()):
        meant = meant & known.strengths.having([value])
    return Clauses.of(c, meant)


def naming_mask(known: Facts, way: str) -> "Mask":
    """Return which clauses name or ask somebody in a way of ``NAMING``."""
    text, named = known.in_text.having_any(), known.named.having_any()
    through = ~named & known.via.having_any()
    masks = {
        "named": named,
        "text": text,
        "introduction": named & ~text,
        "through": through,
        "nobody": ~named & ~through,
        "unnamed": ~named,
    }
    return masks[way] if way in masks else named & False


def filter_values(c: Collection) -> Mapping[str, Mapping[str, str]]:
    """Return the values of each filter with their labels."""
    subjects = {id: theme.label for id, theme in c.themes.items()}
    return {
        "naming": {name: in_requests(each, c.profile) for name, each in NAMING.items()},
        "on": {ANY_SUBJECT: "Any subject", **subjects},
        "action": action_labels(),
        "strength": {each: STRENGTH[each] for each in STRENGTHS},
    }


def choices(c: Collection, filters: Filters) -> list[tuple[str, str, str]]:
    """Return what recommendations are chosen by: the filter, its value, and both in words."""
    values = filter_values(c)
    own = [
        (name, value, f"{in_requests(label, c.profile)}: {values[name].get(value, value)}")
        for name, label in FILTERS.items()
        for value in dict.fromkeys(filters.get(name, ()))
    ]
    return own + chosen_values(c, filters)
