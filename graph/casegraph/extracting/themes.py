"""The themes of a clause: which concepts of the theme scheme its words speak of, and which words those are."""

from functools import cache
from typing import Literal

from casegraph.extracting.lexicon import Lexicon
from casegraph.record.model import Passage, Reading
from casegraph.schemes import Concept, scheme

__all__ = [
    "MOST_THEMES",
    "ClauseKind",
    "ThemeMention",
    "theme_lexicon",
    "theme_readings",
    "theme_wordings",
    "themes_of",
]

ClauseKind = Literal["learning", "recommendation"]
ThemeMention = tuple[str, int, int]
"""A theme's id, and the start and end of the words in the clause that mean it."""

MOST_THEMES = 5
_GROUP = "group-"  # ids of concepts that only gather themes
_OTHER = "other"


def theme_wordings(kind: ClauseKind) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return pairs of theme and wording for clauses of a *kind*, and pairs of theme and exception.

    Only in a recommendation does "develop guidance" make policy, or "raise awareness" training, part of the subject.
    """
    themes = _themes()
    wordings = [(theme.id, text) for theme in themes for text in theme.wordings]
    for theme in themes:
        own = theme.recommendation if kind == "recommendation" else theme.learning
        wordings += [(theme.id, text) for text in own]
    return wordings, [(theme.id, text) for theme in themes for text in theme.exceptions]


@cache
def theme_lexicon() -> Lexicon:
    """Return the wordings of themes, in any clause and in those of a kind; compiled once a process."""
    return Lexicon.of(_themes())


def _themes() -> list[Concept]:
    return [concept for concept in scheme("themes.ttl").values() if not concept.id.startswith(_GROUP)]


def themes_of(text: str, kind: ClauseKind, lexicon: Lexicon | None = None) -> tuple[ThemeMention, ...]:
    """Return the themes of a clause with the words that mean them, by place; of more than five the first five.

    A theme comes once for every place in the clause that speaks of it. The theme "other" stands alone or not at all.
    *lexicon* takes the place of the scheme's wordings.

    >>> themes_of("professional curiosity about fathers", "learning")
    (('professional-curiosity', 0, 22), ('unseen-men', 29, 36))
    """
    found = [(theme, start, end) for start, end, theme in (lexicon or theme_lexicon()).find(text, kind)]
    if len(found) > 1:
        themes = dict.fromkeys([theme for theme, _, _ in found])
        if len(themes) > 1 and (_OTHER in themes or len(themes) > MOST_THEMES):
            kept = [theme for theme in themes if theme != _OTHER][:MOST_THEMES]
            found = [mention for mention in found if mention[0] in kept]
    return tuple(found)


def theme_readings(passage: Passage, kind: ClauseKind, lexicon: Lexicon | None = None) -> tuple[Reading, ...]:
    """Return the themes of a clause on a page, each with the passage that means it."""
    place, _, text = passage
    found = [
        Reading(theme, Passage(place + start, place + end, text[start:end]))
        for theme, start, end in themes_of(text, kind, lexicon)
    ]
    return tuple(found)
