"""The words of the choices above a list of sentences, and of the table of what was learnt."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casegraph.views.clauses import ClauseKind

__all__ = [
    "ALL_MARKED",
    "CLAUSE_FOLDERS",
    "FIRST",
    "LEARNT",
    "LEARNT_FIRST",
    "LEARNT_IN",
    "MARKS",
    "OF_RECOMMENDATIONS",
    "ORDERS",
    "SENTENCES_TITLES",
    "STRENGTH_WORDS",
]

ORDERS: Mapping[str, str] = {
    "": "By review",
    "newest": "Newest first",
    "agency": "Agency",
    "theme": "Theme",
    "strength": "Strength",
}
"""The orders by the word that stands for each in an address; the first one holds if none is said.

By strength, what gives a time is first, then what says how to check; what only asks to consider is last.
"""

OF_RECOMMENDATIONS = ("agency", "strength")
"""The orders that tell only recommendations apart."""

ALL_MARKED = "all"
MARKS: Mapping[str, str] = {"": "Highlight all matched words", ALL_MARKED: "Highlight fewer words"}
"""What the switch says while words are highlighted as in the address."""

CLAUSE_FOLDERS: Mapping["ClauseKind", str] = {
    "recommendation": "recommendation",
    "learning point": "learning",
    "remark": "remark",
}
"""The part of an IRI that says which kind of clause it is."""

FIRST = 2
"""How many agencies of a way and themes a list names of a sentence; the others are under “Source”."""

STRENGTH_WORDS: Mapping[str, str] = {
    "deadline": "gives a time or frequency",
    "measure": "says how to check",
    "soft": "only asks to consider",
}
"""How firmly a recommendation asks, in words."""

LEARNT_FIRST = 6
"""How many themes the table of what was learnt shows at first."""

LEARNT: Mapping[str, str] = {
    "title": "What was learnt, and what was recommended",
    "all": "All themes",
    "more": "Other themes ({number})",
    "means": "Ways of acting, such as policy and training ({number})",
}
"""Headings of the table of what was learnt."""

LEARNT_IN: Mapping[str, str] = {
    "agency": "What was learnt in the {number} that name it",
    "theme": "What was learnt in the {number} with this theme",
}
"""The links to what was learnt in the reviews of an agency or a theme."""

SENTENCES_TITLES: Mapping[str, str] = {"recommendations": "Recommendations", "learning": "Learning points"}
"""What the lists of sentences of the reviews that are chosen are called."""
