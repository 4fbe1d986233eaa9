"""Told before: what a report asks, beside what a collection asked, and what was asked of the same partnership."""

from dataclasses import dataclass

from casegraph.reports.local_report import LocalRecommendation, LocalReport
from casegraph.views.attribution import counted
from casegraph.views.collection import Collection
from casegraph.views.same_partnership import Whose, whose_area
from casegraph.views.similar import MOST, SimilarTo, similar_to_each

__all__ = ["ToldBefore", "told_before"]


@dataclass(frozen=True, slots=True)
class ToldBefore:
    """The recommendations of a report, and beside each what asks the same; *whose* report it is, if that is known."""

    title: str
    recommendations: tuple[LocalRecommendation, ...]
    answers: tuple[SimilarTo, ...]
    whose: Whose | None

    @property
    def summary(self) -> str:
        """How many were asked before, in how many reviews, and how many of the same partnership."""
        before = [each for each in self.answers if each.same]
        reviews = {id for each in before for id in each.asking}
        asks = counted(len(self.answers), "recommendation")
        if not before:
            return f"None of the {asks} of {self.title} was asked before. {self._of_the_same}"
        were = "was" if len(before) == 1 else "were"
        return (
            f"{len(before):,} of the {asks} of {self.title} {were} asked before, in {counted(len(reviews), 'review')}. "
            f"{self._of_the_same}"
        )

    @property
    def _of_the_same(self) -> str:
        if self.whose is None:
            return "Which were asked of the same partnership cannot be said: the report names no area."
        return self.whose.in_words(self.answers)


def told_before(c: Collection, report: LocalReport, most: int = MOST, area: str = "") -> ToldBefore:
    """Compare each recommendation of a report with the reviews of a collection; *area* is whose report it is, if it does not say.

    Raises UnknownName for an area that nobody knows.
    """
    whose, asks = whose_area(c, area or report.area), report.recommendations
    answers = similar_to_each(c, [each.text for each in asks], most, here=whose.reviews if whose else None)
    return ToldBefore(report.title, asks, tuple(answers), whose)
