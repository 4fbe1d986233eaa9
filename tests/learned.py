"""The invented review of `records`, with themes that were read from whole clauses."""

from dataclasses import replace

from casegraph.record.model import Reading
from records import REVIEW

__all__ = ["LEARNED"]

neglect, teenagers = REVIEW.learning
train, tell, hear = REVIEW.recommendations
_words = train.passage.text.index("train GPs") + train.passage.start

LEARNED = replace(
    REVIEW,
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
