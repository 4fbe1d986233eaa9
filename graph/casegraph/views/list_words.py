"""The words of the choices above a list of sentences, and of the table of what was learnt."""

from collections.abc import Mapping

from casegraph.views.clauses import ClauseKind

__all__ = ["ALL_MARKED", "CLAUSE_FOLDERS", "FIRST", "LEARNT", "MARKS", "ORDERS", "STRENGTH_WORDS"]

ORDERS: Mapping[str, str] = {
    "": "By review",
    "newest": "Newest first",
    "agency": "Agency",
    "theme": "Theme",
    "strength": "Strength",
}
"""The orders by the word that stands for each in an address; the first one holds if none is said.

By strength, what sets a time is first, then what sets how one knows that it is done; what asks no more than to consider is last.
"""

ALL_MARKED = "all"
MARKS: Mapping[str, str] = {"": "Highlight all matched words", ALL_MARKED: "Highlight fewer words"}
"""What the switch says while words are highlighted as in the address."""

CLAUSE_FOLDERS: Mapping[ClauseKind, str] = {
    "recommendation": "recommendation",
    "learning point": "learning",
    "remark": "remark",
}
"""The part of an IRI that says which kind of clause it is."""

FIRST = 2
"""How many agencies of a way, themes and kinds of action a list names of a sentence; the others are under “Source”."""

STRENGTH_WORDS: Mapping[str, str] = {
    "deadline": "sets a time",
    "measure": "sets how one knows that it is done",
    "soft": "asks no more than to consider",
}
"""How firmly a recommendation asks, in words."""

LEARNT: Mapping[str, str] = {
    "title": "What was learnt, and what was recommended",
    "hint": "Choose a number to read the sentences. A sentence can have several themes and counts once under each.",
    "all": "All themes",
    "more": "More themes",
    "means": "Ways of acting",
    "none": "These reviews have no learning points and no recommendations.",
    "theme": "Theme",
    "learning": "Learning points",
    "recommendations": "Recommendations",
    "here": "What was learnt in these reviews",
}
"""Headings and hints of the table of what was learnt."""
