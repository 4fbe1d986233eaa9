"""What no page of case reviews has: a page with more is refused, before a graph is made of it."""

from casegraph.errors import PageError
from casegraph.reading import Entry, Page
from casegraph.record.model import MOST_KEYWORDS

__all__ = ["check_clauses", "check_keywords"]

_FEW_CLAUSES = 10_000  # which a page may have whatever its length
_SHORTEST_CLAUSE = 20  # characters of a page for each clause; real pages have about a hundred


def check_keywords(page: Page, entry: Entry) -> None:
    """Raise PageError where an entry has more keywords than any review."""
    if len(entry.terms) > MOST_KEYWORDS:
        line = page.text.count("\n", 0, entry.keywords[0].start) + 1
        raise PageError(
            f"{page.file}, line {line}: the entry “{entry.heading.text[:160]}” has {len(entry.terms):,} keywords. "
            f"No review has more than {MOST_KEYWORDS}. Check that each entry on the page begins with its heading."
        )


def check_clauses(page: Page, number: int) -> None:
    """Raise PageError where a page has more clauses than a page of its length can have."""
    if number > max(_FEW_CLAUSES, len(page.text) // _SHORTEST_CLAUSE):
        raise PageError(
            f"{page.file} has {number:,} learning points and recommendations in {len(page.text):,} characters. "
            f"No page of case reviews has that many. Check that it is the page that you meant."
        )
