"""The invented review of `records`, with themes that were read from whole clauses."""

from dataclasses import replace
from typing import TypeVar

from casegraph.record.model import LearningPoint, Reading, Recommendation
from records import REVIEW

__all__ = ["BY_WORDINGS", "LEARNED"]

Clause = TypeVar("Clause", LearningPoint, Recommendation)


def _by_wordings(clause: Clause) -> Clause:
    """A clause with those of its themes alone that wordings led to."""
    return clause._replace(themes=tuple(each._replace(probability=None) for each in clause.themes if each.wording))


BY_WORDINGS = replace(
    REVIEW,
    learning=tuple(map(_by_wordings, REVIEW.learning)),
    recommendations=tuple(map(_by_wordings, REVIEW.recommendations)),
)
"""The review as listed wordings read it."""

neglect, teenagers = BY_WORDINGS.learning
train, tell, hear = BY_WORDINGS.recommendations
_words = train.passage.text.index("train GPs") + train.passage.start

LEARNED = replace(
    BY_WORDINGS,
    learning=(
        neglect._replace(themes=tuple(each._replace(probability=0.97) for each in neglect.themes)),
        teenagers._replace(
            themes=(
                *teenagers.themes,
                Reading(
                    "professional-curiosity",
                    teenagers.passage.part(teenagers.passage.end - 9, teenagers.passage.end),
                    probability=0.3,
                ),
            )
        ),
    ),
    recommendations=(
        train._replace(
            themes=(
                *train.themes,
                *(
                    Reading("information-sharing", train.passage.part(_words + start, _words + end), probability=0.83)
                    for start, end in ((0, 5), (6, 9))
                ),
            )
        ),
        tell,
        hear,
    ),
)
"""Neglect by a wording, sure to 0.97; curiosity (0.3) and information sharing (0.83) learned; the rest by wordings alone."""
