"""The themes of a clause: which concepts of the theme scheme its words speak of, and which words those are."""

from functools import cache
from typing import Literal

from casegraph.extracting.lexicon import Lexicon, Mention
from casegraph.record.model import Passage, Reading, new
from casegraph.wordings import wordings_of

__all__ = ["MOST_THEMES", "ClauseKind", "theme_lexicon", "theme_readings", "themes_of"]

ClauseKind = Literal["learning", "recommendation"]

MOST_THEMES = 5
_OTHER = "other"


@cache
def theme_lexicon() -> Lexicon:
    """Return the wordings of themes, in any clause and in those of a kind; compiled once a process.

    Only in a recommendation does "develop guidance" make policy, or "raise awareness" training, part of the subject.
    """
    return Lexicon(wordings_of("themes"))


def themes_of(text: str, kind: ClauseKind, lexicon: Lexicon | None = None) -> tuple[Mention, ...]:
    """Return where a clause mentions themes, and by which wordings; of more than five themes the first five.

    A theme comes once for every place in the clause that mentions it. The theme "other" comes alone or not at all.
    *lexicon* takes the place of the scheme's wordings.

    >>> [mention.wording.concept for mention in themes_of("professional curiosity about fathers", "learning")]
    ['professional-curiosity', 'male-carers']
    """
    mentions = (lexicon or theme_lexicon()).find(text, kind)
    if len(mentions) > 1:
        concepts = [mention.wording.concept for mention in mentions]
        if len(concepts) > MOST_THEMES or _OTHER in concepts:
            themes = [theme for theme in dict.fromkeys(concepts) if theme != _OTHER][:MOST_THEMES] or [_OTHER]
            mentions = [mention for mention in mentions if mention.wording.concept in themes]
    return tuple(mentions)


def theme_readings(passage: Passage, kind: ClauseKind, lexicon: Lexicon | None = None) -> tuple[Reading, ...]:
    """Return the themes of a clause on a page, each with the passage that means it."""
    place, _, text = passage
    readings = []
    for start, end, wording in themes_of(text, kind, lexicon):
        words = new(Passage, (place + start, place + end, text[start:end]))
        readings.append(new(Reading, (wording.concept, words, wording.text, None, None)))
    return tuple(readings)
