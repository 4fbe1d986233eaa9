"""Words of the explorer and of served pages that are not sentences: what views, facets, switches and columns are called."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from casegraph.collections import Profile
from casegraph.collections.words import filled, in_requests
from casegraph.nearest import ALIKE
from casegraph.schemes import scheme
from casegraph.unranked import UNRANKED
from casegraph.views.addressing_ways import ADDRESSING_WAYS
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
from casegraph.views.matrix_texts import COLUMNS, EXTENT, NARROW, NO_AGENCY, ROWS, SWITCHES
from casegraph.views.network_choice import MEANS, PARTNERSHIP
from casegraph.views.network_sizes import SIZES

if TYPE_CHECKING:
    from casegraph.views.clauses import Basis, ThemeBasis

__all__ = [
    "COMPARE",
    "FACETS",
    "IN_ORDER",
    "KIND_LABELS",
    "MEASURED",
    "NAMING",
    "NAMING_VIA",
    "NEIGHBOURS",
    "PARTS",
    "RANGE",
    "REVIEW_COLUMNS",
    "SENTENCE_COLUMNS",
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

KIND_LABELS = {
    "agency": "Agency",
    "nation": "Nation",
    "region": "Region",
    "partnership": "Safeguarding partnership",
    "year": "Year",
    "age": "Age",
    "outcome": "What happened",
    "theme": "Theme",
    "keyword": "Keyword",
    "review": "Review",
    "words": "Words",
}
"""What somebody can look for, as suggestions call it."""

RANGE = {"from": "Published from", "to": "Published to"}
"""The two ends of a range of years that reviews are chosen by."""

PARTS = {
    "asked": "All ways",
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

NAMING_VIA = (" ({via} of these asks others to act)", " ({via} of these ask others to act)")
"""How many of those that name none ask for others to be got to act, where it is one and where it is any other; it follows NAMING."""

COUNTED = {
    "reviews": ("review", "reviews"),
    "recommendations": ("recommendation", "recommendations"),
    "learning": ("learning point", "learning points"),
    "agencies": (
        "agency named, of {all} that recommendations ask or mention",
        "agencies named, of {all} that recommendations ask or mention",
    ),
    "themes": (
        "theme of learning and recommendations, {subjects} of them a subject",
        "themes of learning and recommendations, {subjects} of them subjects",
    ),
    "themes alone": (
        "theme of recommendations, {subjects} of them a subject",
        "themes of recommendations, {subjects} of them subjects",
    ),
    "partnerships": ("safeguarding partnership", "safeguarding partnerships"),
    "asking": ("recommendation asks it in one of these ways", "recommendations ask it in one of these ways"),
    "mentioned": ("more only mentions it", "more only mention it"),
    "apart": (
        "has no agency of this type and is left out.",
        "have no agency of this type and are left out.",
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
    "addressees with basis": "Who it is for, and how it was identified",
    "concerns": "Agencies mentioned",
}
"""What the measures of reading are called in plain words, where that is not their own name."""

TEXTS = {
    "begin": "Start with a question",
    "read": "How to read this",
    "topAgencies": "Agencies named most often",
    "topKeywords": "Keywords of reviews",
    "whichAgencies": "Which agencies have recommendations on which themes?",
    "whoNobody": "Show those with no agency named.",
    "include": "Include those with no agency named.",
    "whichReplied": "Which reviews have a reply, and which are overdue?",
    "itsReplies": "Replies to the reviews that were sent to it",
    "whichReviews": "Find reviews by area, age or keyword",
    "whoIsCentral": "Who or what is central, and what does that mean?",
    "askedBefore": "Was this asked before? Paste a recommendation",
    "matrix": "Which agencies have recommendations on which themes. Choose a number to read the recommendations behind it, "
    "with the matched words highlighted.",
    "arrows": "Arrow keys move through the table; Enter opens the wording. ↕ sorts, + opens a group, × hides a column.",
    "without": "Without the {agency}",
    "hiddenColumns": "Hidden columns do not count: “any agency shown” leaves out the recommendations that only they have.",
    "openAll": "Open all groups",
    "closeAll": "Close all groups",
    "showAll": "Show all columns",
    "sortRows": "Sort rows by {what}",
    "sortColumns": "Sort columns by {what}",
    "smallestFirst": ", smallest first",
    "backwards": ", Z to A",
    "openGroup": "Show the agencies in {what}",
    "closeGroup": "Close {what}",
    "hideColumn": "Hide {what}",
    "whoInThese": "Themes × agencies in these reviews",
    "largestNumbers": "Largest numbers",
    "shares": "A recommendation can have several themes, so the shares in a column add up to more than 100%. The “any” row and "
    "column give numbers of recommendations.",
    "itsRecommendations": "What these reviews recommend",
    "collection": "Collection:",
    "countedApart": "They are counted apart and are in none of the numbers above.",
    "identifier": "Identifier, for other tools:",
    "sendIt": "To share a view, send its address if you both open this file from the same place. Otherwise send the file and "
    "the part of the address after #.",
    "compareWith": "Compare with another agency",
    "toCentral": "Who or what is central",
    "centralMore": "A network measure such as PageRank is worth a look only where it gives another order than this count. The served "
    "pages of Casegraph show where it does.",
    "noLinks": "There are no links of this type.",
    "noneForIt": "no recommendation is for it",
    "noneOnIt": "no recommendation is on it",
    "noSentenceSee": "No sentence contains {words}: see the results above.",
    "canMean": "What “{words}” can mean",
    "unusedWords": "No review has “{words}”, and nothing here is called that.",
    "replacedWords": "No review has “{words}”. The nearest names are shown instead.",
    "noneHasAll": "No review has all of this together.",
    "everythingFor": "Everything for {agency}:",
    "explicit": "named earlier in the text:",
    "lead-in": "named in the introduction:",
    "relaxedWords": "No sentence contains all of these words. These recommendations are nearest in meaning: they share some of the "
    "words or themes.",
    "nearestInMeaning": "Nearest in meaning",
    "askedBeforeTitle": "Asked before?",
    "pasteAsk": "A recommendation, in your own words or pasted",
    "wasAsked": "Was this asked before?",
    "noneNear": "No recommendation is near this in meaning. Try fewer or different words.",
    "nearestOnly": "Nothing leaves this file. It lists recommendations with similar words and themes, most similar first; read them to see "
    "which ask the same. The served pages of Casegraph also compare subject and action, and say which do.",
    "wholeSentence": "Some themes have no listed wording in the sentence: Casegraph finds them by comparing the whole sentence with "
    "labelled examples. “83% likely” means that about 83 of 100 such themes are right.",
    "subjectsAlone": "The rows are subjects only. Ways of acting, such as policy, training and audit, are left out, but “any theme” "
    "counts them.",
    "orNone": "or none",
    "notHidden": "shown",
    "asReadAlone": "Numbers here leave out narrower themes and agencies, which have links of their own. Other pages include them.",
    "noneCounted": "No recommendations match. Remove a filter, or include those with no agency named.",
    "noReview": "No reviews match. Remove a filter.",
    "noSentence": "No sentences match.",
    "changedClauses": "Recommendations and learning points",
    "howChanged": "“Changed on the page” means that the page now has different words. “Read differently” means the same words, which another "
    "version of Casegraph, of its rules or of its vocabulary reads differently. If both changed, it can be either.",
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

COMPARE = {
    "choose": "Choose two agencies.",
    "state": "{one} and {other}: {both} in common, of the {all} on which recommendations name either.",
    "note": "Numbers are recommendations that name the agency in the text or in the introduction. Narrower agencies and themes "
    "count on their own. An agency may have fewer themes only because fewer recommendations name it.",
}
"""What the page that compares two agencies says."""

NEIGHBOURS = {
    "agency": (
        "Subjects of its recommendations",
        "Ways of acting in its recommendations",
        "Reviews with recommendations to it",
    ),
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


THEME_BASES: Mapping["ThemeBasis", str] = {
    "wording": "listed wording",
    "learned": "whole sentence",
    "corrected": "corrected by a person",
}
"""What a theme was read from, in words."""

_BASES: Mapping["Basis", str] = {
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


def bases(profile: Profile) -> Mapping["Basis", str]:
    """Return each basis in words, the surest first, in the words of the collection of a *profile*.

    >>> from casegraph.collections import profiles
    >>> bases(profiles()[0])["default"]
    'no agency named, the partnership assumed'
    """
    return {basis: in_requests(filled(label, profile.words), profile) for basis, label in _BASES.items()}


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
        "narrow": NARROW,
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
        "network": {"partnership": PARTNERSHIP, "means": MEANS, "sizes": SIZES},
        "compare": COMPARE,
        "labels": {"review": "Review", "reviews": "Reviews", "recommendations": "Recommendations"},
    }
