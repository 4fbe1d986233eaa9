"""The themes of a clause: which concepts of the theme scheme its words speak of, and which words those are."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

from casegraph.extracting.lexicon import Lexicon, Mention
from casegraph.learned import LearnedReader
from casegraph.record.model import Passage, Reading, new
from casegraph.wordings import wordings_of

__all__ = ["LEAST", "MOST_THEMES", "ClauseKind", "theme_lexicon", "theme_readings", "themes_of"]

ClauseKind = Literal["learning", "recommendation"]

MOST_THEMES = 5
LEAST = 0.3
"""How probable a theme has to be: chosen on voices that the weights had not heard, docs/decisions/0041."""

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


def theme_readings(
    passages: Sequence[Passage],
    kind: ClauseKind,
    lexicon: Lexicon | None = None,
    reader: LearnedReader | None = None,
    mentions: Sequence[Sequence[Mention]] | None = None,
    texts: Sequence[str] | None = None,
    least: tuple[float, float] = (LEAST, LEAST),
) -> list[tuple[Reading, ...]]:
    """Return for each clause on a page its themes, with the passages that mean them and in the order of these.

    A *reader* judges all themes by all words of a clause: what the wordings found and it thinks improbable is left out,
    and what it thinks probable without a wording is added, with the words that weigh most. *mentions* are what
    `themes_of` gives for each clause, if that is known already. A reader judges *texts* in the place of the clauses' words, each
    as long as these; *least* is how probable a theme has to be that a wording found, and one that none did.
    """
    by_wordings = mentions or [themes_of(passage.text, kind, lexicon) for passage in passages]
    if reader is None:
        return [
            tuple([new(Reading, _reading(passage, mention, None)) for mention in of_clause])
            for passage, of_clause in zip(passages, by_wordings, strict=True)
        ]
    fired = [[*dict.fromkeys([mention.wording.concept for mention in of_clause])] for of_clause in by_wordings]
    texts = texts or [passage.text for passage in passages]
    judged = reader.judge(texts, kind, fired, min(least))
    if least[0] != least[1]:
        judged = [
            [(theme, value) for theme, value in probable if value >= least[theme not in of_clause]]
            for probable, of_clause in zip(judged, fired, strict=True)
        ]
    return [
        _judged(passage, text, of_clause, dict(probable[:MOST_THEMES]), reader)
        for passage, text, of_clause, probable in zip(passages, texts, by_wordings, judged, strict=True)
    ]


def _judged(
    passage: Passage, text: str, mentions: Sequence[Mention], probable: Mapping[str, float], reader: LearnedReader
) -> tuple[Reading, ...]:
    """Return what the wordings found and is probable, and what is probable without one."""
    readings = []
    fired = set()
    for mention in mentions:
        concept = mention.wording.concept
        fired.add(concept)
        if concept in probable or concept not in reader.number:
            readings.append(new(Reading, _reading(passage, mention, probable.get(concept))))
    if learned := [theme for theme in probable if theme not in fired]:
        for theme, (start, end) in zip(learned, reader.words_for(text, learned), strict=True):
            words = passage.part(passage.start + start, passage.start + end)
            readings.append(new(Reading, (theme, words, "", None, probable[theme])))
        readings.sort(key=lambda reading: (reading.words.start, reading.words.end, reading.concept))
    return tuple(readings)


def _reading(passage: Passage, mention: Mention, probability: float | None) -> tuple[object, ...]:
    place, _, text = passage
    start, end, wording = mention
    words = new(Passage, (place + start, place + end, text[start:end]))
    return wording.concept, words, wording.text, None, probability
