"""Trackers of a collection: the recommendations of an agency, a theme or a partnership, each as people read it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from casegraph.briefings.behind import recommendation_places
from casegraph.briefings.topics import thing_id
from casegraph.collections.words import in_requests
from casegraph.tracking.by_question import answered
from casegraph.tracking.model import Ask, Chosen, Entries, Line, Tracker
from casegraph.tracking.suggestions import sources_in, suggested
from casegraph.views.clauses import Clause
from casegraph.views.collection import Collection
from casegraph.views.entity import parts
from casegraph.views.facts import facts
from casegraph.views.neighbours import reviews_having
from casegraph.views.read_as_shown import Clauses
from casegraph.views.reviews import Review
from casegraph.views.role_answers import agency_id
from casegraph.views.roles import WAYS, agencies_of, ways_of
from casegraph.views.texts import PARTS, action_labels

if TYPE_CHECKING:
    from casegraph.store.protocol import Store
    from casegraph.views.links import Mask

__all__ = ["ask", "asked_in", "chosen_clauses", "chosen_named", "new_lines", "tracker"]


def tracker(c: Collection, chosen: Chosen, store: "Store | None" = None) -> Tracker:
    """Return a tracker of some recommendations, in which nobody wrote yet; *store* answers a question of what is chosen."""
    return Tracker(tuple(new_lines(c, chosen, store)), chosen)


def new_lines(c: Collection, chosen: Chosen, store: "Store | None" = None) -> Iterator[Line]:
    """Yield lines in which nobody wrote yet; where there is a *store*, with what the source says of owner and deadline."""
    sources = sources_in(store) if store is not None else None
    for each in chosen_clauses(c, chosen, store):
        yield Line(ask(c, each), Entries() if sources is None else suggested(c, each, sources))


def chosen_named(c: Collection, *, agency: str = "", theme: str = "", partnership: str = "") -> Chosen:
    """Return what is chosen by ids or names; raises UnknownName with those that come near."""
    return Chosen(
        agency and agency_id(agency),
        theme and thing_id(c, "theme", theme),
        partnership and thing_id(c, "partnership", partnership),
    )


def chosen_clauses(c: Collection, chosen: Chosen, store: "Store | None" = None) -> Clauses:
    """Return the recommendations that are meant: the business of an agency, about a theme, in reviews of a partnership.

    Where they are the answer to a question, the *store* is asked; raises QueryError if it does not know the question.
    """
    known = facts(c)
    mask: Mask = known.recommendations
    for id, has in ((chosen.agency, c.agencies), (chosen.theme, c.themes), (chosen.partnership, c.partnerships)):
        if id and id not in has:
            return Clauses.of(c, mask & False)
    if chosen.agency:
        business = mask & False
        for way in ways_of(c, chosen.agency).values():
            business = business | way
        mask = mask & business
    if chosen.theme:
        mask = mask & parts(c, "theme", chosen.theme)["recommendations"]
    if chosen.partnership:
        mask = mask & known.in_reviews(reviews_having(c, "partnership", chosen.partnership))
    if chosen.question:
        if store is None:
            raise ValueError("a tracker by a question takes a store that answers it")
        mask = mask & _having(c, answered(store, chosen.question))
    return Clauses.of(c, mask)


def _having(c: Collection, ids: frozenset[str]) -> "Mask":
    """Return which clauses have one of some ids."""
    import numpy as np

    mask = np.zeros(len(facts(c).recommendations), bool)
    places = recommendation_places(c)
    for id in ids:
        review, _, number = id.rpartition("/")
        if (place := places.get((review, int(number)))) is not None:
            mask[place] = True
    return mask


def asked_in(c: Collection, review: Review) -> Iterator[Ask]:
    """Yield the recommendations of a review."""
    return (ask(c, each) for each in review.asks)


def ask(c: Collection, clause: Clause) -> Ask:
    """Return a recommendation as people read it: with labels, and the agencies in their strongest way."""
    review = c.reviews[clause.review]
    way, agencies = _addressed(clause)
    return Ask(
        id=f"{clause.review}/{clause.number}",
        text=clause.text,
        review=review.title,
        year=review.year,
        agency="; ".join(c.agencies[id].label for id in agencies),
        addressing=in_requests(PARTS[way], c.profile),
        themes="; ".join(c.themes[id].label for id in clause.theme_ids),
        kinds="; ".join(action_labels()[each.id] for each in clause.actions),
    )


def _addressed(clause: Clause) -> tuple[str, list[str]]:
    """Return the strongest way in which a recommendation has agencies that should act, and which these are."""
    for way in WAYS:
        if way not in ("statutory", "mentioned") and (agencies := agencies_of(clause, way)):
            return way, [*dict.fromkeys(agencies)]
    return "unnamed", [*dict.fromkeys(clause.agency_ids(named=False))]
