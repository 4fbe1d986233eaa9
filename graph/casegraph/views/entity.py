"""One agency, theme, keyword, partnership, area or review: what its page shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from casegraph.views.clauses import Clause
from casegraph.views.collection import Collection, Kind
from casegraph.views.neighbours import reviews_of
from casegraph.views.reviews import Review
from casegraph.views.tally import Count, tally

__all__ = ["PARTS_OF", "Collected", "Part", "Sentences", "collected", "parts", "sentences"]

Part = Literal["asked", "meant", "concerned", "recommendations", "learning"]
"""The parts that the clauses of an agency or a theme are in, as in ``texts.PARTS``."""

PARTS_OF: Mapping[Kind, tuple[Part, ...]] = {
    "agency": ("asked", "meant", "concerned"),
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
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Collected:
    """The reviews of a keyword, a partnership or an area, and the recommendations of a partnership's reviews."""

    reviews: tuple[Review, ...]
    recommendations: tuple[Clause, ...]


def sentences(c: Collection, kind: Kind, id: str, part: str = "", partner: str = "") -> Sentences:
    """Return a part of the clauses of an agency or a theme: the first that has any, unless there is one called *part*.

    With a *partner* that does not exist there are none.
    """
    own = parts(c, kind, id)
    first = next((each for each in own if own[each]), next(iter(own)))
    chosen = next((each for each in own if each == part), first)
    other: Kind = "theme" if kind == "agency" else "agency"
    fitting = [clause for clause in own[chosen] if not partner or partner in _partners(clause, other)]
    return Sentences(
        part=chosen,
        first=first,
        sizes={each: len(clauses) for each, clauses in own.items()},
        partner_kind=other,
        partners=tuple(tally(own[chosen], lambda clause: _partners(clause, other))),
        partner=partner if partner in c.of_kind(other) else None,
        clauses=tuple(fitting),
    )


def parts(c: Collection, kind: Kind, id: str) -> Mapping[Part, Sequence[Clause]]:
    """Return the clauses of an agency or a theme by part."""
    asks = c.recommendations
    if kind == "theme":
        return {
            "recommendations": [clause for clause in asks if id in clause.theme_ids],
            "learning": [clause for clause in c.learning if id in clause.theme_ids],
        }
    return {
        "asked": [clause for clause in asks if id in clause.agency_ids()],
        "meant": [each for each in asks if id in each.agency_ids(named=False) and id not in each.agency_ids()],
        "concerned": [clause for clause in asks if id in clause.mentioned_ids],
    }


def collected(c: Collection, kind: Kind, id: str) -> Collected:
    """Return the reviews of a keyword, a partnership or an area."""
    reviews = reviews_of(c, kind, id)
    asks = [clause for review in reviews for clause in review.asks] if kind == "partnership" else []
    return Collected(tuple(reviews), tuple(asks))


def _partners(clause: Clause, kind: Kind) -> list[str]:
    return clause.theme_ids if kind == "theme" else [*clause.agency_ids(), *clause.mentioned_ids]
