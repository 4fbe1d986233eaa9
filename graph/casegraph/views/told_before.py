"""Told before: what a report asks, beside what a collection asked, and what was asked of the same partnership."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casegraph.areas import Place, areas, partnership, partnerships, places_of, split_label
from casegraph.errors import Choice, UnknownName
from casegraph.nearest import either, nearest
from casegraph.reports.local_report import LocalRecommendation, LocalReport
from casegraph.views.attribution import counted
from casegraph.views.collection import Collection
from casegraph.views.facts import as_read
from casegraph.views.similar import MOST, SimilarTo, similar_to_each

if TYPE_CHECKING:
    from casegraph.views.links import Mask

__all__ = ["ToldBefore", "places_named", "told_before"]


@dataclass(frozen=True, slots=True)
class ToldBefore:
    """The recommendations of a report, and beside each what asks the same; *places* are whose report it is, if that is known.

    *of_here* is how many documents of the collection are of the same places, which *counted_as* calls one, and several.
    """

    title: str
    recommendations: tuple[LocalRecommendation, ...]
    answers: tuple[SimilarTo, ...]
    places: tuple[Place, ...]
    of_here: int
    counted_as: tuple[str, str]

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
        if not self.places:
            return "Which were asked of the same partnership cannot be said: the report names no area."
        whose, here = " and ".join(map(_label, self.places)), [each for each in self.answers if each.here]
        if not self.of_here:
            return f"None was asked of the same partnership: there is no {self.counted_as[0]} of {whose} here."
        reviews = {id for each in here for id in each.here}
        published = f"its {counted(self.of_here, *self.counted_as)}"
        if not here:
            return f"None was asked of the same partnership before: {whose}, in {published}."
        were = "was" if len(here) == 1 else "were"
        return (
            f"{len(here):,} {were} asked of the same partnership before: {whose}, in {len(reviews):,} of {published}."
        )


def told_before(c: Collection, report: LocalReport, most: int = MOST, area: str = "") -> ToldBefore:
    """Compare each recommendation of a report with the reviews of a collection; *area* is whose report it is, if it does not say.

    Raises UnknownName for an area that nobody knows.
    """
    places, asks = places_named(area or report.area), report.recommendations
    here = _reviews_of(c, places)
    answers = similar_to_each(c, [each.text for each in asks], most, here=here)
    return ToldBefore(report.title, asks, tuple(answers), places, int(here.sum()), c.profile.counted_as)


def _reviews_of(c: Collection, places: tuple[Place, ...]) -> "Mask":
    """Return which reviews are of the partnership of one of some places, or of an area in it."""
    known = as_read(c)
    of_partnerships = known.partnerships.having([each.partnership for each in places if each.partnership])
    return of_partnerships | known.areas.having([gss for each in places for gss in each.areas])


def places_named(area: str) -> tuple[Place, ...]:
    """Return what the name of an area or a partnership means, none for no name.

    >>> [place.partnership for place in places_named("Kent Safeguarding Children Partnership")]
    ['kent']
    >>> places_named("Kemt")
    Traceback (most recent call last):
    ...
    casegraph.errors.UnknownName: No area is known as “Kemt”. Did you mean Kent?
    """
    if not area.strip():
        return ()
    known = tuple(each for each in places_of(split_label(area.strip())) if each.areas or each.partnership)
    if not known:
        near = nearest(area.strip(), _names())
        meant = f"Did you mean {either(near)}?" if near else "Write it as headings of reviews do, such as Kent."
        raise UnknownName(
            f"No area is known as “{area.strip()[:80]}”. {meant}", kind="area", value=area, near=map(Choice, near)
        )
    return known


def _names() -> list[str]:
    return [*(each.label for each in areas().values()), *(name for each in partnerships() for name in each.headings)]


def _label(place: Place) -> str:
    """Return the name of a partnership, or of the area where none is known.

    >>> _label(Place(("Kent",), ("E10000016",), "kent"))
    'Kent Safeguarding Children Partnership'
    """
    whole = partnership(place.partnership) if place.partnership else None
    return whole.label if whole else " and ".join(place.names)
