"""Words of the explorer and of served pages that are not sentences: what views, facets, switches and columns are called."""

from collections.abc import Mapping
from functools import cache

from casegraph.collections.profile import Words
from casegraph.collections.words import filled
from casegraph.nearest import ALIKE
from casegraph.schemes import scheme
from casegraph.unranked import UNRANKED
from casegraph.views.addressing_ways import ADDRESSING_WAYS
from casegraph.views.clauses import Basis, ThemeBasis
from casegraph.views.list_words import (
    CLAUSE_FOLDERS,
    FIRST,
    LEARNT,
    LEARNT_FIRST,
    LEARNT_IN,
    MARKS,
    OF_RECOMMENDATIONS,
    ORDERS,
    SENTENCES_TITLES,
    STRENGTH_WORDS,
)

__all__ = [
    "COLUMNS",
    "EXTENT",
    "FACETS",
    "IN_ORDER",
    "MEASURED",
    "NAMING",
    "NAMING_VIA",
    "NEIGHBOURS",
    "NO_AGENCY",
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
        {"recommendations": "Recommendations", "reviews": "Reviews", "share": "% of the column"},
    ),
    "role": (
        "Columns",
        {
            "asked": "Agencies named",
            "any": "Agencies asked in any way",
            "via": "Agencies asked through another agency",
            "statutory": "Statutory partners, of what all of them are asked",
            "owner": "Likely owners, where no agency is named",
            "mentioned": "Agencies mentioned only",
            "concerned": "Agencies asked through another or mentioned",
            "years": "Years of publication",
        },
    ),
    "named": (
        "Recommendations with no agency named",
        {"yes": "Left out", "no": "In a column of their own"},
    ),
    "means": ("Ways of acting, such as policy and training", {"no": "Left out: subjects only", "yes": "Shown as well"}),
    "rows": ("Rows", {"themes": "Themes", "groups": "Groups of themes", "years": "Years of publication"}),
    "order": ("Order", {"largest": "Largest first", "az": "A to Z", "similar": "Group similar"}),
}
"""What can be switched in the table of themes by agencies; the first value of each holds if none is said.

Years are either rows or columns: with years as columns, years as rows are themes.
"""

ROWS = {
    "themes": ("theme", "themes", "Theme"),
    "groups": ("group", "groups", "Group of themes"),
    "years": ("year", "years", "Year of publication"),
}
COLUMNS = {role: ("year", "years") if role == "years" else ("agency", "agencies") for role in SWITCHES["role"][1]}
"""What the rows and columns of that table are: one, several, and as a heading."""

EXTENT = {
    "subjects": "{number} of {all} subjects",
    "themes": "{number} of {all} themes",
    "groups": "{number} of {all} groups of themes",
    "agencies": "{number} of {all} kinds of agency",
}
"""How many of all that there are the rows or the columns of that table are; years are counted alone."""

NO_AGENCY = "no-agency-named"
"""What the column of recommendations that name no agency is called in addresses."""

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
    "asked": "All ways of being asked",
    "named": "Named in the text",
    "introduced": "Named in the introduction",
    "via": "Asked through another agency",
    "statutory": "As a statutory partner",
    "owner": "Likely owner (no agency named)",
    "mentioned": "Mentioned only",
    "unnamed": "No agency named",
    "recommendations": "Recommendations",
    "learning": "Learning points",
}
"""What the sentences of an agency or of a theme are divided into; *asked* has all of ``roles.ASKING`` together."""

NAMING = "{named} named, {unnamed} with no agency named"
"""How many recommendations name an agency and how many name none: wherever the first number stands, the other stands beside it."""

NAMING_VIA = (" (of these {via} asks through a named body)", " (of these {via} ask through a named body)")
"""How many of those that name none ask through a named body, where it is one and where it is any other; it follows NAMING."""

COUNTED = {
    "reviews": ("review", "reviews"),
    "recommendations": ("recommendation", "recommendations"),
    "learning": ("learning point", "learning points"),
    "agencies": ("kind of agency named, of {all}", "kinds of agency named, of {all}"),
    "themes": ("theme, {subjects} of them a subject", "themes, {subjects} of them subjects"),
    "partnerships": ("safeguarding partnership", "safeguarding partnerships"),
    "asking": ("recommendation asks it in one of these ways", "recommendations ask it in one of these ways"),
    "mentioned": ("more only mentions it", "more only mention it"),
    "apart": (
        "has no agency in this way and is left out.",
        "have no agency in this way and are left out.",
    ),
}
"""What stands behind a number, where it is one and where it is any other; *all* are the kinds of agency that have a page, *subjects* the themes that are no ways of acting."""

MEASURED = {
    "subject": "Name of the review",
    "suicide": "Death by suicide",
    "date": "Date of the incident",
    "learning found": "Learning points",
    "learning exact cut": "Learning points: exact boundaries",
    "learning themes": "Themes of learning points",
    "recommendations found": "Recommendations",
    "recommendations exact cut": "Recommendations: exact boundaries",
    "recommendation themes": "Themes of recommendations",
    "addressees": "Who it is for",
    "addressees explicit": "Agencies named in the text",
    "addressees with basis": "Who it is for, and how that is known",
    "concerns": "Agencies mentioned",
}
"""What the measures of reading are called in plain words, where that is not their own name."""

TEXTS = {
    "begin": "Start with a question",
    "read": "How to read this",
    "topAgencies": "Agencies named most often",
    "topThemes": "Themes of recommendations",
    "topThemesHint": "All recommendations, whoever they are for. Subjects only: the full list also has ways of acting, such as policy and "
    "training.",
    "topKeywords": "Keywords of reviews",
    "byYear": "Reviews by year of publication",
    "whichAgencies": "Which agencies have recommendations on which themes?",
    "whoNobody": "Show those with no agency named.",
    "include": "Include those with no agency named.",
    "whichReviews": "Find reviews by area, age or keyword",
    "askedBefore": "Was this asked before? Paste a recommendation",
    "matrix": "Which agencies have recommendations on which themes. Choose a number to read the recommendations behind it, "
    "with the matched words highlighted.",
    "whoInThese": "Themes × agencies in these reviews",
    "largestNumbers": "Largest numbers",
    "shares": "A recommendation can have several themes, so the shares in a column add up to more than 100%. The “any” row and "
    "column give numbers of recommendations.",
    "itsRecommendations": "What these reviews recommend",
    "identifier": "Identifier, for other tools:",
    "sendIt": "To share a view, send its address if you both open this file from the same place. Otherwise send the file and "
    "the part of the address after #.",
    "tooNarrow": "The picture needs a wider window. The table has the same content.",
    "nearNames": "Did you mean",
    "everythingFor": "Everything for {agency}:",
    "explicit": "named earlier in the text:",
    "lead-in": "named in the introduction:",
    "relaxedWords": "No sentence contains all of these words. These recommendations are nearest in meaning: they share some of the "
    "words or themes.",
    "nothingNear": "No sentence contains all of these words, and no recommendation is near them in meaning. Try fewer or "
    "different words.",
    "nearestInMeaning": "Nearest in meaning",
    "askedBeforeTitle": "Asked before?",
    "pasteAsk": "A recommendation, in your own words or pasted",
    "wasAsked": "Was this asked before?",
    "noneNear": "No recommendation is near this in meaning. Try fewer or different words.",
    "nearestOnly": "Nothing leaves this file. It shows the recommendations nearest by words and themes, the nearest first; which of them "
    "ask the same is for you to read. casegraph similar and the pages of casegraph serve compare subject and action as well, and say.",
    "wholeSentence": "Some themes have no listed wording in the sentence: Casegraph finds them by comparing the whole sentence with "
    "labelled examples. “83% likely” means that about 83 of 100 such themes are right.",
    "subjectsAlone": "The rows are subjects only. Ways of acting, such as policy, training and audit, are left out, but “any theme” "
    "counts them.",
    "orNone": "or none",
    "asReadAlone": "Numbers here leave out narrower themes and agencies, which have links of their own. Other pages include them.",
    "noneCounted": "No recommendations match. Remove a filter, or include those with no agency named.",
    "noReview": "No reviews match. Remove a filter.",
    "noSentence": "No sentences match.",
    "changedClauses": "Recommendations and learning points",
    "howChanged": "What is changed on the page has other words there. What is read otherwise has the same words, which another "
    "version of Casegraph, its rules or its vocabulary reads in another way. Where the page and the way of reading both changed, it can be one or the other.",
    "whatAsked": "What this agency is asked",
    "eachOnce": "This includes narrower agencies. Each recommendation counts once, under the first way that applies.",
    "ofAll": "Of all recommendations:",
    "showUnnamed": "Show those with no agency named",
    "likelyOwner": "Likely owner: the recommendation names no agency, and Casegraph infers from its words which agency would have to act; "
    "it never counts as named. The percentage is an estimate, and on test pages it was somewhat too high.",
    "inWhichWords": "The wording",
    "near": "Related",
    "happened": "What happened",
    "derived": "Inferred from the area: the heading of the review names only the area",
    "unknown": "Page not found",
    "accessibility": "Everything here works with a keyboard, and every picture has a table or list with the same content. The "
    "aim is WCAG 2.2, level AA. Automated tests cover every view; people who use screen readers have not tested it yet.",
}
"""Sentences and headings that stand in the explorer and on served pages."""

NEIGHBOURS = {
    "agency": ("Subjects of all that it is asked", "Ways of acting that it is asked for", "Reviews that ask it"),
    "theme": ("Agencies named", "Themes that appear with it"),
    "review": ("Agencies it names", "Its themes"),
    "partnership": ("Themes of the recommendations", "Its reviews"),
    "keyword": ("Keywords that appear with it", "Themes of the recommendations"),
}
"""What stands one step away from a thing of each kind. An agency is asked in any of the ``roles.ASKING`` ways."""

SENTENCE_COLUMNS = (
    "review", "title", "year", "partnership", "nation", "region", "kind", "text", "asked", "basis", "concerned", "themes",
    "themes read from", "theme probability", "page", "start", "end", "report", "iri", "asked through", "likely owner",
    "owner probability", "actions", "corrected", "given", "children", "age groups", "outcome", "certainty", "what happened",
    "keywords", "way of addressing", "strength", "sentence iri",
)  # fmt: skip
"""The columns of a table of sentences."""

REVIEW_COLUMNS = (
    "review", "title", "year", "partnership", "areas", "outcome", "suicide", "date", "children", "keywords",
    "learning points", "recommendations", "report", "iri", "certainty", "what happened",
    "corrected",
)  # fmt: skip
"""The columns of a table of reviews."""


THEME_BASES: Mapping[ThemeBasis, str] = {
    "wording": "listed wording",
    "learned": "whole sentence",
    "corrected": "corrected by a person",
}
"""What a theme was read from, in words."""

_BASES: Mapping[Basis, str] = {
    "explicit": "named in the text",
    "lead-in": "named in the introduction",
    "default": "no agency named, {meant} assumed",
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
    'no agency named, the usual addressee assumed'
    """
    return {basis: filled(label, own) for basis, label in _BASES.items()}


def words() -> dict[str, object]:
    """Return them as the explorer's scripts take them.

    >>> words()["range"]["from"]
    'Published from'
    """
    return {
        "alike": ALIKE,
        "range": RANGE,
        "rows": ROWS,
        "columns": COLUMNS,
        "switches": {name: [label, list(values.items())] for name, (label, values) in SWITCHES.items()},
        "extent": EXTENT,
        "noAgency": NO_AGENCY,
        "parts": PARTS,
        "counted": COUNTED,
        "naming": NAMING,
        "namingVia": NAMING_VIA,
        "texts": TEXTS,
        "neighbours": NEIGHBOURS,
        "themeBases": list(THEME_BASES.values()),
        "sentenceColumns": SENTENCE_COLUMNS,
        "reviewColumns": REVIEW_COLUMNS,
        "orders": list(ORDERS.items()),
        "ofRecommendations": OF_RECOMMENDATIONS,
        "marks": MARKS,
        "addressing": ADDRESSING_WAYS,
        "clauseFolders": CLAUSE_FOLDERS,
        "learnt": LEARNT,
        "learntFirst": LEARNT_FIRST,
        "learntIn": LEARNT_IN,
        "sentencesTitles": SENTENCES_TITLES,
        "first": FIRST,
        "strengths": STRENGTH_WORDS,
        "actions": action_labels(),
        "inOrder": IN_ORDER,
        "unranked": UNRANKED,
    }
