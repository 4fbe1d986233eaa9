"""Facts: the links of all clauses and reviews of a collection, from its columns."""

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from casegraph.record.ages import AGE_GROUPS
from casegraph.views.collection import Collection, once
from casegraph.views.columns import KINDS_OF_CLAUSES, STRENGTHS, Columns, columns_of
from casegraph.views.filed_reviews import FiledReviews
from casegraph.views.incidents import counted_as
from casegraph.views.links import Links
from casegraph.views.texts import action_labels

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from casegraph.views.concepts import Agency, Theme
    from casegraph.views.links import Mask, Numbers

__all__ = ["Facts", "above_each", "as_read", "facts"]


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """What is counted of a collection; see ``Columns`` for the numbers of clauses and reviews.

    *review_of* says to which review each clause belongs. *addressed* has agencies that nobody names as well, *named* has not.
    *concerned* are agencies that are asked through another or merely mentioned.
    """

    columns: Columns
    title_order: "Numbers"
    first: "Numbers"
    years: "Numbers"
    review_of: "Numbers"
    recommendations: "Mask"
    learning: "Mask"
    remarks: "Mask"
    themes: Links
    addressed: Links
    named: Links
    in_text: Links
    via: Links
    owners: Links
    mentioned: Links
    concerned: Links
    actions: Links
    strengths: Links
    partnerships: Links
    areas: Links
    keywords: Links
    outcomes: Links
    ages: Links

    def in_reviews(self, reviews: "Mask") -> "Mask":
        """Return which clauses are in some reviews."""
        return reviews[self.review_of]

    def reviews_of(self, clauses: "Mask") -> "Mask":
        """Return which reviews have any of some clauses."""
        import numpy as np

        mask = np.zeros(len(self.years), bool)
        mask[self.review_of[clauses]] = True
        return mask

    def per_review(self, links: Links) -> Links:
        """Return links of clauses as links of their reviews."""
        return links.lifted(self.review_of, len(self.years))


@once
def facts(c: Collection) -> Facts:
    """Return what is counted of a collection.

    A clause with a theme or an agency counts for those above it too, so that a number for health is one for all its services.
    """
    exact, above = as_read(c), above_each(c.agencies)
    return replace(
        exact,
        themes=exact.themes.with_broader(above_each(c.themes)),
        addressed=exact.addressed.with_broader(above),
        named=exact.named.with_broader(above),
        in_text=exact.in_text.with_broader(above),
        via=exact.via.with_broader(above),
        owners=exact.owners.with_broader(above),
        mentioned=exact.mentioned.with_broader(above),
        concerned=exact.concerned.with_broader(above),
    )


@once
def as_read(c: Collection) -> Facts:
    """Return the same with each clause counted only for the very themes and agencies that it was read as, as networks do."""
    import numpy as np

    columns = c.reviews.columns if isinstance(c.reviews, FiledReviews) else columns_of(c)

    def links(column: memoryview, ids: "Sequence[str]", size: int) -> Links:
        pairs = np.frombuffer(column, "<i4").reshape(-1, 2)
        return Links(pairs[:, 0], pairs[:, 1], ids, size)

    first, kinds = np.frombuffer(columns.first, "<i4"), np.frombuffer(columns.kinds, "<i4")
    size = len(columns.ids)
    agencies = [*c.agencies]
    of_clauses, of_reviews = partial(links, size=len(kinds)), partial(links, size=size)
    via, mentioned = of_clauses(columns.via, agencies), of_clauses(columns.mentioned, agencies)
    recommendations, learning, remarks = (kinds == number for number in range(len(KINDS_OF_CLAUSES)))
    return Facts(
        columns=columns,
        title_order=np.frombuffer(columns.title_order, "<i4"),
        first=first,
        years=np.frombuffer(columns.years, "<i4"),
        review_of=np.repeat(np.arange(size, dtype=np.int32), np.diff(first)),
        recommendations=recommendations,
        learning=learning,
        remarks=remarks,
        themes=of_clauses(columns.themes, [*c.themes]),
        addressed=of_clauses(columns.addressed, agencies),
        named=of_clauses(columns.named, agencies),
        in_text=of_clauses(columns.in_text, agencies),
        via=via,
        owners=of_clauses(columns.owners, agencies),
        mentioned=mentioned,
        concerned=via.joined(mentioned),
        actions=of_clauses(columns.actions, [*action_labels()]),
        strengths=of_clauses(columns.strengths, STRENGTHS),
        partnerships=of_reviews(columns.partnerships, [*c.partnerships]),
        areas=of_reviews(columns.areas, [*c.areas]),
        keywords=of_reviews(columns.keywords, [*c.keywords]),
        outcomes=of_reviews(columns.outcomes, [*counted_as(c.outcomes)]),
        ages=of_reviews(columns.ages, AGE_GROUPS),
    )


def above_each(concepts: "Mapping[str, Agency] | Mapping[str, Theme]") -> list[int]:
    """Return the number of the concept above each one, -1 for none."""
    number_of = {id: number for number, id in enumerate(concepts)}
    return [-1 if each.broader is None else number_of[each.broader] for each in concepts.values()]
