"""Cross-validation: an estimate of how well Casegraph reads themes in unseen reviews.

The wordings of themes were written while reading the annotated reviews, so the plain scores flatter them. Here the reviews
are dealt into folds, and each fold is read again without the wordings that match in it alone: such a wording was perhaps
written for it. This is harsh on wordings that would have been written anyway, so the truth is between the two scores.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from casegraph.evaluating.gold import Gold, squash
from casegraph.extracting.lexicon import Lexicon
from casegraph.extracting.themes import ClauseKind, theme_readings
from casegraph.record.model import LearningPoint, Recommendation, Review
from casegraph.schemes import scheme
from casegraph.wordings import Wording, wordings_of

__all__ = ["cross_validated"]

_KINDS: tuple[ClauseKind, ...] = ("learning", "recommendation")


def cross_validated(gold: Sequence[Gold], reviews: Iterable[Review], folds: int = 5) -> tuple[Review, ...]:
    """Return the annotated *reviews*, with themes read without the wordings that match in their own fold alone.

    Folds are dealt in the order of *gold*. The preferred label of a theme is never withheld.
    """
    dealt = {squash(each.title): number % folds for number, each in enumerate(gold)}
    review_of = {key: each for each in reviews if (key := squash(each.title)) in dealt}
    for kind in _KINDS:
        folds_of = _folds_of_wordings([(dealt[key], each) for key, each in review_of.items()], kind)
        for fold in range(folds):
            lexicon = _without(kind, {wording for wording, matched in folds_of.items() if matched == {fold}})
            for key, each in review_of.items():
                if dealt[key] == fold:
                    review_of[key] = _reread(each, kind, lexicon)
    return tuple(review_of.values())


def _folds_of_wordings(reviews: Sequence[tuple[int, Review]], kind: ClauseKind) -> dict[str, set[int]]:
    """Return the folds in which each wording or exception of a theme matches."""
    lexicon = Lexicon(Wording(text, text) for text in {each.text for each in _counting(kind)})
    folds_of: defaultdict[str, set[int]] = defaultdict(set)
    for fold, review in reviews:
        for clause in _clauses(review, kind):
            for mention in lexicon.find(clause.passage.text, contained=True):
                folds_of[mention.wording.text].add(fold)
    return folds_of


def _counting(kind: ClauseKind) -> list[Wording]:
    """Return the wordings that count in clauses of a *kind*, and all exceptions."""
    return [each for each in wordings_of("themes") if each.counts_in in ("any", "exception", kind)]


def _without(kind: ClauseKind, withheld: set[str]) -> Lexicon:
    labels = {(theme.id, theme.label) for theme in scheme("themes.ttl").values()}
    return Lexicon(each for each in _counting(kind) if each.text not in withheld or (each.concept, each.text) in labels)


def _clauses(review: Review, kind: ClauseKind) -> Sequence[LearningPoint | Recommendation]:
    return (
        review.learning if kind == "learning" else [each for each in review.recommendations if each.is_recommendation]
    )


def _reread(review: Review, kind: ClauseKind, lexicon: Lexicon) -> Review:
    if kind == "learning":
        points = (each._replace(themes=theme_readings([each.passage], kind, lexicon)[0]) for each in review.learning)
        return replace(review, learning=tuple(points))
    recommendations = (
        each._replace(themes=theme_readings([each.passage], kind, lexicon)[0]) if each.is_recommendation else each
        for each in review.recommendations
    )
    return replace(review, recommendations=tuple(recommendations))
