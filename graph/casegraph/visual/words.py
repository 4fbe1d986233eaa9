"""Words of the explorer and of served pages that are not sentences: what views, facets, switches and columns are called."""

from collections.abc import Mapping

__all__ = ["FACETS", "PARTS", "REVIEW_COLUMNS", "SENTENCE_COLUMNS", "SWITCHES", "VIEWS", "words"]

VIEWS = {
    "": "Overview",
    "matrix": "Themes × agencies",
    "reviews": "Reviews",
    "network": "Network",
    "data": "Data and method",
}
"""The explorer's views by the word that stands for each in an address."""

FACETS = {
    "year": "Year",
    "nation": "Nation",
    "region": "Region",
    "partnership": "Safeguarding partnership",
    "agency": "Agency asked by name",
    "theme": "Theme",
    "keyword": "Keyword",
    "outcome": "What happened to the child",
    "age": "Age of a child",
}
"""What reviews are chosen by, in the order in which it is offered."""

SWITCHES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "measure": (
        "Count",
        {"recommendations": "Recommendations", "reviews": "Reviews", "share": "Share of the agency's total"},
    ),
    "role": ("Columns", {"asked": "Agencies asked", "concerned": "Agencies concerned"}),
    "named": ("Agencies asked", {"yes": "Only where the words name them", "no": "Also where nobody is named"}),
    "rows": ("Rows", {"themes": "Themes", "groups": "Groups of themes"}),
    "order": ("Order", {"largest": "Largest first", "az": "A to Z", "similar": "Similar side by side"}),
}
"""What can be switched in the table of themes by agencies; the first value of each holds if none is said."""

PARTS = {
    "asked": "Asked, by name",
    "meant": "Taken to be meant, nobody is named",
    "concerned": "Concerned, but not asked",
    "recommendations": "Recommendations",
    "learning": "Learning points",
}
"""What the sentences of an agency or of a theme are divided into."""

SENTENCE_COLUMNS = (
    "review", "title", "year", "partnership", "nation", "region", "kind", "text", "asked", "basis", "concerned", "themes",
    "page", "start", "end", "report", "iri",
)  # fmt: skip
"""The columns of a table of sentences."""

REVIEW_COLUMNS = (
    "review", "title", "year", "partnership", "areas", "outcome", "suicide", "date", "children", "keywords",
    "learning points", "recommendations", "report", "iri",
)  # fmt: skip
"""The columns of a table of reviews."""


def words() -> dict[str, object]:
    """Return them as the explorer's scripts take them.

    >>> words()["facets"]["age"]
    'Age of a child'
    """
    return {
        "facets": FACETS,
        "switches": {name: [label, list(values.items())] for name, (label, values) in SWITCHES.items()},
        "parts": PARTS,
        "sentenceColumns": SENTENCE_COLUMNS,
        "reviewColumns": REVIEW_COLUMNS,
    }
