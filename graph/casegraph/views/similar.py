"""Asked before: the recommendations that ask the same as a text or as another recommendation, then those that come near."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casegraph.collections.words import in_requests
from casegraph.similar.asks import LONGEST, Asks, asks_of
from casegraph.similar.numbers import shipped_numbers
from casegraph.similar.scoring import Relation, likeness_of, relation, score
from casegraph.similar.stems import stems_of
from casegraph.views.attribution import counted
from casegraph.views.clauses import Clause, Span
from casegraph.views.collection import Collection, once
from casegraph.views.facts import as_read
from casegraph.views.filed_asks import FILE as ASKS
from casegraph.views.filed_asks import read_asks
from casegraph.views.filed_reviews import FiledReviews
from casegraph.views.links import distinct
from casegraph.views.read_as_shown import Clauses

if TYPE_CHECKING:
    from casegraph.views.links import Mask, Numbers

__all__ = [
    "MOST",
    "Similar",
    "SimilarTo",
    "in_words",
    "recommendation_at",
    "similar_to",
    "similar_to_each",
    "words_shared",
]

MOST = 10
"""How many recommendations are shown."""

_TELLING = 2.95  # how rare a word is that is named as shared
_SHOWN = 12  # words of an ask that are named


@dataclass(frozen=True, slots=True)
class Similar:
    """A recommendation that asks the same or comes near: how near, from 0 to 1, and which of its words are shared, and where.

    *is_here* says that its review is of the same partnership or area as what was compared.
    """

    clause: Clause
    score: float
    relation: Relation
    words: tuple[str, ...]
    spans: tuple[Span, ...]
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class SimilarTo:
    """What asks the same as *text*, the nearest first; *searched* says among what, and for which words.

    *same* is how many recommendations ask the same: more than there are rows, maybe. *asking* are their reviews, *here* those
    of them that are of the same partnership or area as what was compared.
    """

    text: str
    rows: tuple[Similar, ...]
    searched: str
    same: int = 0
    asking: tuple[str, ...] = ()
    here: tuple[str, ...] = ()

    @property
    def reviews(self) -> int:
        """How many reviews ask the same."""
        return len(self.asking)


def similar_to(
    c: Collection, text: str, most: int = MOST, besides: Clause | None = None, here: "Mask | None" = None
) -> SimilarTo:
    """Return the recommendations that ask the same as a text, then those that come near: the first of them.

    *besides* is a recommendation that is left out, as the text is its own; *here* is as in ``similar_to_each``.
    """
    return similar_to_each(c, [text], most, besides, here)[0]


def similar_to_each(
    c: Collection,
    texts: Sequence[str],
    most: int = MOST,
    besides: Clause | None = None,
    here: "Mask | None" = None,
) -> list[SimilarTo]:
    """Return the same for each of several texts.

    *here* are the reviews of the partnership that the texts are of: all of theirs that ask the same are shown, after the
    *most* that come nearest.
    """
    known = _all_asks(c)
    own = asks_of(texts)
    return [_similar(c, known, own, number, text[:LONGEST], most, besides, here) for number, text in enumerate(texts)]


def in_words(answer: SimilarTo) -> str:
    """Return how many ask the same, of how many reviews, and how many are related.

    >>> in_words(SimilarTo("audit it", (), "Nothing among 3 recommendations of 1 review."))
    'Not asked before.'
    """
    if not answer.rows:
        return "Not asked before."
    related = sum(row.relation == "related" for row in answer.rows)
    before = f"Asked before in {counted(answer.reviews, 'review')}" if answer.same else "Not asked before"
    if answer.here:
        before += f", {len(answer.here):,} of the same partnership"
    return f"{before}; {related} related." if related else f"{before}."


def recommendation_at(c: Collection, id: str) -> Clause | None:
    """Return the recommendation with an id such as ``2025-kent-child-u/3``, or its IRI; None if there is none."""
    path = id.strip().removeprefix("<").removesuffix(">").removeprefix(c.made.base).removeprefix("recommendation/")
    review, _, number = path.rpartition("/")
    if review not in c.reviews or not number.isdecimal():
        return None
    own = [each for each in c.reviews[review].recommendations if each.number == int(number) and not each.is_remark]
    return own[0] if own else None


def words_shared(text: str, other: str) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """Return the words of a text that another shares and that tell something, the rarest first, and where they stand.

    >>> words_shared("Promote the escalation policy", "escalate by the policies")
    (('escalation', 'policy'), (Span(start=12, end=22), Span(start=23, end=29)))
    """
    from casegraph.learned.features import places_of

    numbers, shared = shipped_numbers(), {*stems_of(other)}
    words: dict[str, str] = {}
    spans = []
    for stem, (start, end) in zip(stems_of(text), places_of(text), strict=True):
        if stem and stem in shared and numbers.rarity(stem) >= _TELLING:
            words.setdefault(stem, text[start:end])
            spans.append(Span(start, end))
    rarest = sorted(words, key=lambda stem: -numbers.rarity(stem))
    return tuple(words[stem] for stem in rarest), tuple(spans)


@dataclass(frozen=True, slots=True, eq=False)
class _AllAsks:
    """What all recommendations ask; *clauses* are their numbers as clauses, *reviews* how many have any."""

    clauses: "Numbers"
    reviews: int
    asks: Asks


@once
def _all_asks(c: Collection) -> _AllAsks:
    import numpy as np

    known = as_read(c)
    numbers = np.flatnonzero(known.recommendations)
    reviews = int(known.reviews_of(known.recommendations).sum())
    folder = c.reviews.folder if isinstance(c.reviews, FiledReviews) else None
    filed = read_asks(folder / ASKS, c.made) if folder is not None else None
    if filed is not None and len(filed[1]) == len(numbers):
        return _AllAsks(numbers, reviews, filed[0].taken(filed[1]))
    texts = [clause.text for clause in Clauses(c, numbers)]
    once = {text: at for at, text in enumerate(dict.fromkeys(texts))}
    asks = asks_of([*once])
    return _AllAsks(
        numbers,
        reviews,
        asks.taken(np.array([once[each] for each in texts], int)),
    )


def _similar(
    c: Collection,
    known: _AllAsks,
    own: Asks,
    number: int,
    text: str,
    most: int,
    besides: Clause | None,
    own_reviews: "Mask | None",
) -> SimilarTo:
    import numpy as np

    scores = score(likeness_of(own, number, known.asks))
    if not any(stem in known.asks.vocabulary for stem in stems_of(text)):
        scores[:] = 0  # words that nobody uses mean nothing here
    if besides is not None:
        scores[_place(c, known, besides)] = 0
    same = scores >= shipped_numbers().same
    review_of = as_read(c).review_of[known.clauses]
    ids = as_read(c).columns.ids
    asking = [ids[each] for each in distinct(review_of[same])]
    is_here = np.zeros(len(scores), bool) if own_reviews is None else own_reviews[review_of]
    here = [ids[each] for each in distinct(review_of[same & is_here])]
    order = np.argsort(-scores, kind="stable")
    order = order[(np.arange(len(order)) < most) | (same & is_here)[order]]
    rows = []
    near_to = zip(Clauses(c, known.clauses[order]), scores[order].tolist(), is_here[order].tolist(), strict=True)
    for clause, near, is_own in near_to:
        meant, (words, spans) = relation(near), words_shared(clause.text, text)
        if meant == "same" or (meant == "related" and words):  # words that mean nothing are near to anything
            rows.append(Similar(clause, near, meant, words, spans, is_own))
    searched = _searched(c, known, text, bool(rows))
    return SimilarTo(text, tuple(rows), searched, int(same.sum()), tuple(asking), tuple(here))


def _place(c: Collection, known: _AllAsks, clause: Clause) -> int:
    """Return the place of a recommendation among all."""
    import numpy as np

    facts = as_read(c)
    review = [*facts.columns.ids].index(clause.review)
    number = int(facts.first[review]) + c.reviews[clause.review].clauses.index(clause)
    return int(np.searchsorted(known.clauses, number))


def _searched(c: Collection, known: _AllAsks, text: str, is_any: bool) -> str:
    """Return among what was searched, in the words of the collection, and for which words of the *text*, which stay as they are."""
    numbers = shipped_numbers()
    among = in_requests(
        f"{counted(len(known.clauses), 'recommendation')} of {counted(known.reviews, 'review')}", c.profile
    )
    words, _ = words_shared(text, text)
    if not words:
        stems = [*dict.fromkeys(filter(None, stems_of(text)))]
        if not stems:
            return f"Nothing was searched for among {among}: the text has no word that says anything."
        words = tuple(sorted(stems, key=lambda stem: -numbers.rarity(stem)))
    named = ", ".join(words[:_SHOWN]) + (", …" if len(words) > _SHOWN else "")
    if not is_any:
        return f"Nothing among {among}; searched for the subject, the action, and the words {named}."
    return f"Searched {among} for the subject, the action, and the words {named}."
