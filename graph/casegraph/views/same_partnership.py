"""The same partnership: the reviews of whoever was asked, and whether they were asked the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casegraph.areas import Place, areas, partnership, partnerships, places_of, split_label
from casegraph.errors import Choice, UnknownName
from casegraph.nearest import either, nearest
from casegraph.views.attribution import counted
from casegraph.views.clauses import Clause
from casegraph.views.collection import Collection
from casegraph.views.facts import as_read

if TYPE_CHECKING:
    from casegraph.views.links import Mask
    from casegraph.views.similar import SimilarTo

__all__ = ["Whose", "places_named", "whose_area", "whose_recommendation"]


@dataclass(frozen=True, slots=True, eq=False)
class Whose:
    """Whose recommendations are compared, by *names*, and which *reviews* are theirs too.

    *counted_as* is what one review of theirs is called, and several.
    """

    names: tuple[str, ...]
    reviews: "Mask"
    counted_as: tuple[str, str]

    def in_words(self, answers: Sequence["SimilarTo"]) -> str:
        """Return how much was asked of the same partnership before, and in how many of its reviews."""
        whose, here = " and ".join(self.names), [each for each in answers if each.here]
        number = int(self.reviews.sum())
        if not number:
            none = "None was asked" if len(answers) > 1 else "Not asked"
            return f"{none} of the same partnership: there is no {self.counted_as[0]} of {whose} here."
        theirs = f"its {counted(number, *self.counted_as)}"
        if not here:
            none = "None was asked" if len(answers) > 1 else "Not asked"
            return f"{none} of the same partnership before: {whose}, in {theirs}."
        asking = {id for each in here for id in each.here}
        if len(answers) == 1:
            return f"Asked of the same partnership before: {whose}, in {len(asking):,} of {theirs}."
        were = "was" if len(here) == 1 else "were"
        return f"{len(here):,} {were} asked of the same partnership before: {whose}, in {len(asking):,} of {theirs}."


def whose_area(c: Collection, area: str) -> Whose | None:
    """Return the partnership of an area or by its name, None for no name; raises UnknownName for one that nobody knows."""
    places = places_named(area)
    if not places:
        return None
    known = as_read(c)
    of_partnerships = known.partnerships.having([each.partnership for each in places if each.partnership])
    reviews = of_partnerships | known.areas.having([gss for each in places for gss in each.areas])
    label = _label if c.profile.areas_are_authorities else _area
    return Whose(tuple(map(label, places)), reviews, c.profile.counted_as)


def whose_recommendation(c: Collection, clause: Clause) -> Whose | None:
    """Return the partnership of a recommendation's review, whose other reviews are looked at; None where none is known."""
    known, review = as_read(c), c.reviews[clause.review]
    if not review.partnerships:
        return None
    reviews = known.partnerships.having(review.partnerships) | known.areas.having(review.areas)
    reviews[[*known.columns.ids].index(clause.review)] = False
    one, many = c.profile.counted_as
    return Whose(
        tuple(c.label("partnership", id) for id in review.partnerships), reviews, (f"other {one}", f"other {many}")
    )


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
    return whole.label if whole else _area(place)


def _area(place: Place) -> str:
    return " and ".join(place.names)
