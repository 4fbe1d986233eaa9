"""Words of the explorer and of served pages that are not sentences: what views, facets, switches and columns are called."""

from collections.abc import Mapping
from functools import cache

from casegraph.collections.profile import Words
from casegraph.collections.words import filled
from casegraph.nearest import ALIKE
from casegraph.schemes import scheme
from casegraph.unranked import UNRANKED
from casegraph.views.clauses import Basis, ThemeBasis

__all__ = [
    "COLUMNS",
    "FACETS",
    "IN_ORDER",
    "MEASURED",
    "NAMING",
    "NEIGHBOURS",
    "PARTS",
    "RANGE",
    "REVIEW_COLUMNS",
    "ROWS",
    "SENTENCE_COLUMNS",
    "SHORT",
    "SWITCHES",
    "TEXTS",
    "THEME_BASES",
    "VIEWS",
    "action_labels",
    "bases",
    "switches",
    "words",
]

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
    "agency": "Agency named",
    "theme": "Theme",
    "keyword": "Keyword",
    "outcome": "What happened to the child",
    "age": "Age of a child",
}
"""What reviews are chosen by, in the order in which it is offered."""

IN_ORDER = ("year", "age", "outcome")
"""Facets whose values stay in their order; of the others the frequent ones are first, of partnerships the first in the alphabet."""

RANGE = {"from": "Published from", "to": "Published to"}
"""The two ends of a range of years that reviews are chosen by."""

SWITCHES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "measure": (
        "Count",
        {"recommendations": "Recommendations", "reviews": "Reviews", "share": "Share of the column"},
    ),
    "role": (
        "Columns",
        {
            "asked": "Agencies addressed",
            "concerned": "Agencies asked through another or mentioned",
            "years": "Years of publication",
        },
    ),
    "named": (
        "Recommendations with no agency named",
        {"yes": "Left out", "no": "Included, {meant} assumed"},
    ),
    "means": ("Ways of acting, such as policy and training", {"no": "Left out: subjects alone", "yes": "Shown too"}),
    "rows": ("Rows", {"themes": "Themes", "groups": "Groups of themes", "years": "Years of publication"}),
    "order": ("Order", {"largest": "Largest first", "az": "A to Z", "similar": "Similar side by side"}),
}
"""What can be switched in the table of themes by agencies; the first value of each holds if none is said.

What is in braces is a collection's own (see ``switches``). Years are either rows or columns: with years as columns, years as rows are themes.
"""

ROWS = {
    "themes": ("theme", "themes", "Theme"),
    "groups": ("group", "groups", "Group of themes"),
    "years": ("year", "years", "Year of publication"),
}
COLUMNS = {
    "asked": ("agency", "agencies"),
    "concerned": ("agency", "agencies"),
    "years": ("year", "years"),
}
"""What the rows and columns of that table are: one, several, and as a heading."""

SHORT = {
    "adult-mental-health": "Adult mental health",
    "adcs": "ADCS",
    "camhs": "CAMHS",
    "community-safety": "Community safety",
    "education": "Education services",
    "family-courts": "Family courts",
    "general-practice": "GP / primary care",
    "health": "Health",
    "housing": "Housing",
    "icb": "Integrated care board",
    "legal-services": "LA legal services",
    "mash": "MASH",
    "maternity": "Maternity services",
    "national-body": "National government",
    "national-panel": "National Panel",
    "ncmd": "NCMD",
    "occupational-therapy": "Allied health",
    "practitioners": "Practitioners",
    "private-sector": "Private providers",
    "safeguarding-adults-board": "Adults board",
    "safeguarding-partners": "Partners (any)",
    "safeguarding-partnership": "Safeguarding partnership",
    "statutory-partners": "Statutory partners",
    "voluntary-sector": "Voluntary sector",
}
"""What agencies are called where there is little room, by id; the others by their label."""

PARTS = {
    "named": "Named in the text",
    "introduced": "Named in the introduction",
    "via": "Asked through another agency",
    "statutory": "As a statutory partner",
    "owner": "Likely owner, no agency named",
    "mentioned": "Mentioned only",
    "unnamed": "No agency named",
    "recommendations": "Recommendations",
    "learning": "Learning points",
}
"""What the sentences of an agency or of a theme are divided into; the first six are ``roles.WAYS``."""

NAMING = "{named} named, {unnamed} with no agency named"
"""How many recommendations name an agency and how many name none: wherever the first number stands, the other stands beside it."""

COUNTED = {
    "reviews": ("review", "reviews"),
    "recommendations": ("recommendation", "recommendations"),
    "learning": ("learning point", "learning points"),
    "agencies": ("kind of agency named", "kinds of agency named"),
    "themes": ("theme", "themes"),
    "partnerships": ("safeguarding partnership", "safeguarding partnerships"),
    "apart": (
        "asks nobody through another, mentions nobody else and is left out.",
        "ask nobody through another, mention nobody else and are left out.",
    ),
}
"""What stands behind a number, where it is one and where it is any other."""

MEASURED = {
    "subject": "Name of the review",
    "suicide": "Whether it was suicide",
    "date": "Date of the incident",
    "learning found": "Learning points found",
    "learning exact cut": "Learning points, cut at the same letters",
    "learning themes": "Themes of learning points",
    "recommendations found": "Recommendations found",
    "recommendations exact cut": "Recommendations, cut at the same letters",
    "recommendation themes": "Themes of recommendations",
    "addressees": "Who is asked",
    "addressees explicit": "Who is named in the text",
    "addressees with basis": "Who is asked, and how it is known",
    "concerns": "Who is mentioned",
}
"""What the measures of reading are called in plain words, where that is not their own name."""

TEXTS = {
    "begin": "Begin with a question",
    "read": "How to read this",
    "topAgencies": "Agencies asked most often",
    "topThemes": "Themes of recommendations",
    "topThemesHint": "All recommendations, whoever is asked. Subjects alone: ways of acting, such as policy and training, stand in the "
    "full list.",
    "topKeywords": "Keywords of reviews",
    "byYear": "Reviews by year of publication",
    "whichAgencies": "Which agencies are asked about which themes?",
    "whoNobody": "Read those that name nobody.",
    "include": "Include those with no agency named.",
    "whichReviews": "Which reviews speak of a place, an age, a keyword?",
    "matrix": "Who is asked about what. Choose a number to read the sentences that it counts, with the words marked that "
    "were read.",
    "whoInThese": "Who was asked about what in these reviews?",
    "largestNumbers": "Largest numbers",
    "shares": "A recommendation can have several themes, so the shares of a column add up to more than 100%. Beside “all” "
    "stand numbers of recommendations.",
    "itsRecommendations": "What these reviews recommend",
    "identifier": "Identifier, for other tools:",
    "sendIt": "To show somebody a view, send its address if both of you open this file from the same place; else send the "
    "file, and the part of the address from # on.",
    "tooNarrow": "The picture needs a wider window; the table says the same.",
    "nearNames": "Did you mean",
    "explicit": "named in the text before it:",
    "lead-in": "named in the introduction:",
    "relaxedWords": "No sentence has all of these words, so not all of them are required: these recommendations come nearest in "
    "meaning, by some of the words and by themes.",
    "nothingNear": "No sentence has all of these words, and no recommendation comes near them in meaning either. Look for fewer "
    "or for other words.",
    "nearestInMeaning": "Nearest in meaning",
    "wholeSentence": "Some themes have no listed wording in the sentence: Casegraph finds them by comparing the whole sentence with "
    "labelled examples. “83% likely” means that about 83 of 100 such themes are right.",
    "subjectsAlone": "The rows are subjects. Ways of acting, such as policy, training and audit, are left out; “all themes” counts them.",
    "noneCounted": "No recommendation fits. Take a filter away, or include those that name nobody.",
    "noReview": "No review fits. Take a filter away.",
    "noSentence": "There are no such sentences.",
    "changedClauses": "Recommendations and learning points",
    "howChanged": "What is changed on the page has other words there. What is read otherwise has the same words, which another "
    "version of Casegraph, its rules or its vocabulary reads in another way. Where the page and the way of reading both changed, it can be one or the other.",
    "whatAsked": "Recommendations that involve this agency",
    "eachOnce": "Narrower agencies included. Each recommendation counts once, in the first of these ways that fits.",
    "ofAll": "Of all recommendations:",
    "showUnnamed": "Show those with no agency named",
    "likelyOwner": "A likely owner is inferred where no agency is named. It never counts as named.",
    "inWhichWords": "In which words",
    "near": "One step away",
    "happened": "What happened",
    "derived": "made from the name of the area; the heading of the review names only the area",
    "unknown": "Nothing is kept under this address",
    "accessibility": "Everything here can be done with a keyboard, and each picture has a table or list beside it that says "
    "the same. The aim is WCAG 2.2, level AA. It is tested by program in every view; people with screen readers have not "
    "tested it yet.",
}
"""Sentences and headings that stand in the explorer and on served pages."""

NEIGHBOURS = {
    "agency": ("Themes, where it is named", "Reviews that name it"),
    "theme": ("Agencies named", "Themes beside it"),
    "review": ("Agencies it names", "Its themes"),
    "partnership": ("Themes of the recommendations", "Its reviews"),
    "keyword": ("Keywords beside it", "Themes of the recommendations"),
}
"""What stands one step away from a thing of each kind."""

SENTENCE_COLUMNS = (
    "review", "title", "year", "partnership", "nation", "region", "kind", "text", "asked", "basis", "concerned", "themes",
    "themes read from", "theme probability", "page", "start", "end", "report", "iri", "asked through", "likely owner",
    "owner probability", "actions",
)  # fmt: skip
"""The columns of a table of sentences."""

REVIEW_COLUMNS = (
    "review", "title", "year", "partnership", "areas", "outcome", "suicide", "date", "children", "keywords",
    "learning points", "recommendations", "report", "iri", "certainty", "what happened",
)  # fmt: skip
"""The columns of a table of reviews."""


THEME_BASES: Mapping[ThemeBasis, str] = {"wording": "listed wording", "learned": "whole sentence"}
"""What a theme was read from, in words."""

_BASES: Mapping[Basis, str] = {
    "explicit": "named in the text",
    "lead-in": "named in the introduction",
    "default": "no agency named, so {meant} is taken to be meant",
}


@cache
def action_labels() -> Mapping[str, str]:
    """Return what each kind of action is called, by its id.

    >>> action_labels()["coordination"]
    'Working together'
    """
    return {id: concept.label for id, concept in scheme("actions.ttl").items()}


def bases(own: Words) -> Mapping[Basis, str]:
    """Return each basis in words, the surest first, with a collection's *own* words.

    >>> from casegraph.collections.words import NEUTRAL
    >>> bases(NEUTRAL)["default"]
    'no agency named, so the usual addressee is taken to be meant'
    """
    return {basis: filled(label, own) for basis, label in _BASES.items()}


def switches(own: Words) -> Mapping[str, tuple[str, Mapping[str, str]]]:
    """Return SWITCHES with a collection's *own* words.

    >>> from casegraph.collections.words import NEUTRAL
    >>> switches(NEUTRAL)["named"][1]["no"]
    'Included, the usual addressee assumed'
    """
    return {
        name: (label, {key: _headed(filled(text, own)) for key, text in values.items()})
        for name, (label, values) in SWITCHES.items()
    }


def _headed(text: str) -> str:
    """Return the text of an option without an article at its beginning."""
    rest = text.removeprefix("The ")
    return rest[:1].upper() + rest[1:]


def words(own: Words) -> dict[str, object]:
    """Return them as the explorer's scripts take them, with a collection's *own* words.

    >>> from casegraph.collections.words import NEUTRAL
    >>> words(NEUTRAL)["range"]["from"]
    'Published from'
    """
    return {
        "alike": ALIKE,
        "range": RANGE,
        "rows": ROWS,
        "columns": COLUMNS,
        "switches": {name: [label, list(values.items())] for name, (label, values) in switches(own).items()},
        "parts": PARTS,
        "counted": COUNTED,
        "naming": NAMING,
        "texts": TEXTS,
        "neighbours": NEIGHBOURS,
        "themeBases": list(THEME_BASES.values()),
        "sentenceColumns": SENTENCE_COLUMNS,
        "reviewColumns": REVIEW_COLUMNS,
        "actions": action_labels(),
        "inOrder": IN_ORDER,
        "unranked": UNRANKED,
    }
