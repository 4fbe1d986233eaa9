"""The tool that finds what was recommended before: the same or nearly the same as a text, or as another recommendation."""

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta

from casegraph.assistant.forms import Sentence, Source
from casegraph.assistant.sentences import sentence, source
from casegraph.assistant.served import Served
from casegraph.assistant.tool import COLLECTION
from casegraph.collections.words import in_requests
from casegraph.errors import QueryError, UnknownName
from casegraph.similar.asks import LONGEST
from casegraph.views.facts import facts
from casegraph.views.same_partnership import whose_area, whose_recommendation
from casegraph.views.similar import MOST, in_words, recommendation_at, similar_to

__all__ = ["SimilarAnswer", "SimilarArguments", "similar"]

_MOST = 50


@dataclass(frozen=True, slots=True)
class SimilarArguments:
    """A text, or a recommendation of the graph."""

    text: Annotated[str, Meta(description="A recommendation in any words.", max_length=LONGEST)] = ""
    recommendation: Annotated[
        str,
        Meta(
            description="Instead of a text: the id or IRI of a recommendation, such as 2025-kent-child-u/3.",
            max_length=300,
        ),
    ] = ""
    area: Annotated[
        str,
        Meta(
            description="An area or partnership, such as Kent, to mark what was recommended to it before.",
            max_length=300,
        ),
    ] = ""
    most: Annotated[int, Meta(description="The most recommendations to list.", ge=1, le=_MOST)] = MOST
    collection: Annotated[str, COLLECTION] = ""


@dataclass(frozen=True, slots=True)
class SimilarSentence:
    """A recommendation that asks the same or comes near, how near (0 to 1), and the words that both have."""

    relation: str
    score: float
    quoted_shared_words: list[str]
    is_same_partnership: bool
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class SimilarAnswer:
    """The recommendations that ask the same, the nearest first, then those that come near.

    *same* is how many ask the same, in *reviews* reviews, *of_recommendations* that were searched: more than are listed, maybe. *in_words* says so, *quoted_searched*
    among how many and for which words, and *quoted_same_partnership* how often the same partnership was asked.
    """

    source: Source
    in_words: str
    quoted_searched: str
    same: int
    reviews: int
    of_recommendations: int
    quoted_same_partnership: str
    rows: list[SimilarSentence]


def similar(served: Served, wanted: SimilarArguments) -> SimilarAnswer:
    """Return what was recommended before; raises UnknownName for a recommendation or area that nobody knows, QueryError for no text."""
    c = served.collection
    clause = recommendation_at(c, wanted.recommendation) if wanted.recommendation else None
    if wanted.recommendation and clause is None:
        meant = served.where_else(lambda there: recommendation_at(there, wanted.recommendation) is not None)
        raise UnknownName(
            f"There is no recommendation “{wanted.recommendation}” here. {meant or 'Find one by its words with search.'}",
            kind="recommendation",
            value=wanted.recommendation,
        )
    text = clause.text if clause else wanted.text
    if not text.strip():
        raise QueryError("There is nothing to compare.", "Give a text, or the id of a recommendation.")
    whose = whose_area(c, wanted.area) or (whose_recommendation(c, clause) if clause else None)
    answer = similar_to(c, text, wanted.most, clause, whose.reviews if whose else None)
    return SimilarAnswer(
        source=source(served),
        in_words=in_requests(in_words(answer), c.profile),
        quoted_searched=answer.searched,
        same=answer.same,
        reviews=answer.reviews,
        of_recommendations=int(facts(c).recommendations.sum()),
        quoted_same_partnership="" if whose is None else whose.in_words([answer]),
        rows=[
            SimilarSentence(
                each.relation, round(each.score, 4), [*each.words], each.is_here, sentence(served, each.clause)
            )
            for each in answer.rows
        ],
    )
