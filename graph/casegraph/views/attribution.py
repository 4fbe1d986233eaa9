"""Attribution: where the numbers of a picture or page are from, what they do not say, and who to turn to."""

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING

from casegraph import __version__
from casegraph.collections import Profile
from casegraph.store.in_terms import in_terms, profile_of
from casegraph.store.protocol import Store
from casegraph.store.values import select_values

if TYPE_CHECKING:
    from casegraph.views.collection import Collection

__all__ = ["counted", "credit_lines", "credit_of", "helpline", "profile_of", "reviews_counted"]

_PAGES = "SELECT ?file { ?page a cg:SourcePage ; rdfs:label ?file } ORDER BY ?file"
_REVIEWS = (
    "SELECT ?year (COUNT(?review) AS ?count) { ?review a cg:Review OPTIONAL { ?review cg:year ?year } } GROUP BY ?year"
)
_SHOWN = 3


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number and what it counts.

    >>> counted(1, "review"), counted(1200, "agency", "agencies")
    ('1 review', '1,200 agencies')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def reviews_counted(store: Store) -> str:
    """Return how many reviews there are and when they were published, such as “73 reviews published in 2025”."""
    rows = select_values(store, in_terms(_REVIEWS, store))
    years = sorted(row["year"] for row in rows if isinstance(row["year"], int))
    appeared = profile_of(store).words.appeared
    when = (
        (f" {appeared} from {years[0]} to {years[-1]}" if len(years) > 1 else f" {appeared} in {years[0]}")
        if years
        else ""
    )
    return counted(sum(row["count"] for row in rows), *profile_of(store).short_documents) + when


def credit_lines(store: Store) -> tuple[str, ...]:
    """Return the text below every picture: where the words are from, what counts do not say, and the helpline."""
    return _credit(profile_of(store), [row["file"] for row in select_values(store, _PAGES)])


def credit_of(c: "Collection") -> tuple[str, ...]:
    """Return the same of a collection that was read from a store before."""
    return _credit(c.profile, sorted({page.file for page in c.made.pages}))


def _credit(profile: Profile, pages: Sequence[str]) -> tuple[str, ...]:
    line = profile.helpline
    named = ", ".join(pages[:_SHOWN]) + (
        f" and {counted(len(pages) - _SHOWN, 'more page')}" if len(pages) > _SHOWN else ""
    )
    words = profile.words
    source = f"{words.texts} of the {profile.title}" if words.whole else profile.rights.words
    return (
        f"Source: {source} ({named}), read by Casegraph {__version__}.",
        profile.notice.counts,
        f"{line.question} {line.name} {_spaced(line.telephone)}, {line.email}; in an emergency call {line.emergency}.",
    )


def helpline(profile: Profile) -> str:
    """Return the helpline of a collection as HTML, its address a link."""
    line = profile.helpline
    parts = (line.name, _spaced(line.telephone), line.email, line.emergency)
    name, telephone, email, emergency = map(html.escape, parts)
    return f'{name}: {telephone}, <a href="mailto:{email}">{email}</a>; in an emergency call {emergency}.'


def _spaced(telephone: str) -> str:
    """Return a number with spaces at which a line can break."""
    return telephone.replace("\u00a0", " ")
