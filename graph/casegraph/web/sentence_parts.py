"""Where a sentence is from, for the fragments of served pages."""

from casegraph.fragments.elements import Link
from casegraph.views.clauses import Clause
from casegraph.views.collection import Collection
from casegraph.views.list_words import CLAUSE_FOLDERS
from casegraph.views.reviews import Review

__all__ = ["identifier", "page_link", "report_link"]


def identifier(c: Collection, clause: Clause) -> str:
    """Return the IRI of a clause."""
    return f"{c.made.base}{CLAUSE_FOLDERS[clause.kind]}/{clause.review}/{clause.number}"


def report_link(review: Review) -> Link | None:
    """Return the link to the report of a review, None if the page gives none on the web."""
    address = review.link or ""
    is_outside = address.lower().startswith(("https://", "http://"))
    return Link((review.report or "report").capitalize(), address) if is_outside else None


def page_link(c: Collection, review: Review) -> Link | None:
    """Return the link to the page that has the text of a review, None if nobody said where it is on the web."""
    address = c.page_of(review).address
    return Link(f"Page with the {c.profile.words.text}", address) if address else None
