"""One agency, theme, keyword, partnership, area or review: what its page shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from casegraph.views.collection import Collection, Kind, once
from casegraph.views.facts import facts
from casegraph.views.links import Count, Links
from casegraph.views.neighbours import reviews_having
from casegraph.views.read_as_shown import Clauses, Reviews
from casegraph.views.roles import WAYS, Way, asked_ways, assumed, ways_of

if TYPE_CHECKING:
    from casegraph.views.links import Mask

__all__ = ["PARTS_OF", "Collected", "Part", "Sentences", "collected", "parts", "sentences"]

Part = Way | Literal["asked", "unnamed", "recommendations", "learning"]
"""The parts that the clauses of an agency or a theme are in, as in ``texts.PARTS``.

*asked* has all ways of being asked.
What is *unnamed* names no agency, and no agency has it as a way: it is listed with the one that is assumed to be meant.
"""

PARTS_OF: Mapping[Kind, tuple[Part, ...]] = {
    "agency": ("asked", *WAYS, "unnamed"),
    "theme": ("recommendations", "learning"),
}


@dataclass(frozen=True, slots=True)
class Sentences:
    """One part of the clauses of an agency or a theme.

    *first* is the part that is shown unless another is wanted, *sizes* counts all parts. *partners* are the themes beside
    an agency, or the agencies beside a theme, in this part; with a *partner*, *clauses* are only those that have it.
    """

    part: Part
    first: Part
    sizes: Mapping[Part, int]
    partner_kind: Kind
    partners: tuple[Count, ...]
    partner: str | None
    clauses: Clauses


@dataclass(frozen=True, slots=True)
class Collected:
    """The reviews of a keyword, a partnership or an area, also as a *mask*, and the recommendations of a partnership's reviews."""

    reviews: Reviews
    mask: "Mask"
    recommendations: Clauses


def sentences(c: Collection, kind: Kind, id: str, part: str = "", partner: str = "") -> Sentences:
    """Return a part of the clauses of an agency or a theme: the first that has any, unless there is one called *part*.

    With a *partner* that does not exist there are none.
    """
    own = parts(c, kind, id)
    first = next((each for each in own if own[each].any()), next(iter(own)))
    chosen = next((each for each in own if each == part), first)
    other: Kind = "theme" if kind == "agency" else "agency"
    partners = facts(c).themes if other == "theme" else _named_or_mentioned(c)
    return Sentences(
        part=chosen,
        first=first,
        sizes={each: int(clauses.sum()) for each, clauses in own.items()},
        partner_kind=other,
        partners=tuple(partners.tally(own[chosen])),
        partner=partner if partner in c.of_kind(other) else None,
        clauses=Clauses.of(c, own[chosen] & partners.having([partner]) if partner else own[chosen]),
    )


def parts(c: Collection, kind: Kind, id: str) -> "Mapping[Part, Mask]":
    """Return the clauses of an agency or a theme by part."""
    known = facts(c)
    if kind == "theme":
        having = known.themes.having([id])
        return {"recommendations": known.recommendations & having, "learning": known.learning & having}
    own: dict[Part, Mask] = {"asked": asked_ways(c).having([id]), **dict(ways_of(c, id).items())}
    unnamed = assumed(c, id)
    if unnamed.any():
        own["unnamed"] = unnamed
    return own


def collected(c: Collection, kind: Kind, id: str) -> Collected:
    """Return the reviews of a keyword, a partnership or an area."""
    import numpy as np

    known, reviews = facts(c), reviews_having(c, kind, id)
    asks = known.recommendations & known.in_reviews(reviews) & np.bool_(kind == "partnership")
    return Collected(Reviews.of(c, reviews), reviews, Clauses.of(c, asks))


@once
def _named_or_mentioned(c: Collection) -> Links:
    """Return the agencies that each clause names, asks through another or mentions."""
    return facts(c).named.joined(facts(c).concerned)
