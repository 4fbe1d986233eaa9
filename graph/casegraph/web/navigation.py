"""The navigation of served pages: what every page leads to, and the pages behind one entry of it."""

__all__ = ["NAVIGATION", "entries"]

NAVIGATION = {
    "/": "Overview",
    "/matrix": "Themes × agencies",
    "/reviews": "Reviews",
    "/networks": "Networks",
    "/questions": "Questions",
    "/report": "Summary",
    "/downloads": "Downloads",
    "/about": "About",
}
"""The pages that every page leads to."""

_ENTRIES = {
    "/questions": {
        "/questions": "Questions",
        "/replies": "Replies",
        "/similar": "Asked before?",
        "/query": "SPARQL query",
    },
    "/report": {"/report": "Summary", "/new": "What is new", "/answers": "Answers"},
}
"""The pages that one entry of the navigation leads to, by its address."""


def entries(*, has_former: bool, has_tracker: bool, has_replies: bool = False) -> dict[str, dict[str, str]]:
    """Return the pages that one entry leads to: what is new, replies and answers only where they are served.

    >>> list(entries(has_former=False, has_tracker=True)["/report"])
    ['/report', '/answers']
    """
    there = {"/new": has_former, "/answers": has_tracker, "/replies": has_replies}
    left_out = {address for address, is_there in there.items() if not is_there}
    return {
        entry: {address: label for address, label in pages.items() if address not in left_out}
        for entry, pages in _ENTRIES.items()
    }
