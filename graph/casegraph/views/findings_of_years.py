"""The finding of years: how many reviews and recommendations each year has, where there is more than one year."""

from casegraph.collections.profile import REQUESTS
from casegraph.collections.words import in_requests
from casegraph.views.attribution import counted
from casegraph.views.collection import Collection
from casegraph.views.facets import is_year
from casegraph.views.facets import years as years_of
from casegraph.views.facts import facts
from casegraph.views.finding import Finding, Number, charts
from casegraph.views.recommendation_filters import naming_mask

__all__ = ["years"]


def years(c: Collection) -> Finding | None:
    """Return the charts of years, None where there is one year or none."""
    known = facts(c)
    listed = [year for year in years_of(c) if is_year(year)]
    if len(listed) < 2:
        return None
    of_year = {year: known.years == int(year) for year in listed}
    asks = {year: known.recommendations & known.in_reviews(mask) for year, mask in of_year.items()}
    named = naming_mask(known, "named")
    one, many = c.profile.documents
    range = (("from", listed[0]), ("to", listed[-1]))
    reviews, recommendations = (sum(int(each.sum()) for each in of.values()) for of in (of_year, asks))
    shown = charts(
        (
            many.capitalize(),
            [Number(year, int(mask.sum()), (("year", year),), "reviews") for year, mask in of_year.items()],
        ),
        (
            f"{c.profile.requests[1][:1].upper()}{c.profile.requests[1][1:]}",
            [Number(year, int(mask.sum()), (("year", year),)) for year, mask in asks.items()],
        ),
        (
            in_requests("Of these, named who has to act", c.profile),
            [
                Number(year, int((mask & named).sum()), (("naming", "named"), ("year", year)))
                for year, mask in asks.items()
            ],
        ),
    )
    unknown = len(c.reviews) - reviews
    notes = [f"Each year has only the {many} on the pages that Casegraph read. Differences between years are no trend."]
    if unknown:
        notes.append(f"{counted(unknown, one, many)} with no year {'is' if unknown == 1 else 'are'} left out.")
    return Finding(
        "years",
        (
            Number(counted(reviews, one, many), reviews, range, "reviews"),
            f" {c.profile.words.appeared} from {listed[0]} to {listed[-1]} {_makes(c, reviews)} ",
            Number(counted(recommendations, *c.profile.requests), recommendations, range),
        ),
        shown,
        None,
        f"Of {counted(recommendations, *c.profile.requests)} in {counted(reviews, one, many)}.",
        tuple(notes),
    )


def _makes(c: Collection, number: int) -> str:
    """Return what so many documents do with their requests: reviews make recommendations."""
    several, one, _ = c.profile.asking if c.profile.requests != REQUESTS else ("make", "makes", "made")
    return one if number == 1 else several
