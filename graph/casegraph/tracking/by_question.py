"""Trackers of what a question answers: the recommendations that its rows are, asked anew at each update."""

from urllib.parse import parse_qsl, urlencode

from casegraph.asking import bind, question
from casegraph.asking.answering import ask_bound
from casegraph.asking.binding import Bound
from casegraph.asking.questions import Question
from casegraph.store.protocol import Store

__all__ = ["answered", "chosen_text", "lists_recommendations"]


def lists_recommendations(of: Question) -> bool:
    """Return whether the rows of a question are recommendations of one collection.

    >>> lists_recommendations(question("recommendations-to")), lists_recommendations(question("actions-table"))
    (True, False)
    """
    return of.about.endswith("#Recommendation") and "iri" in of.columns and not of.is_across


def chosen_text(bound: Bound) -> str:
    """Return a question with its values as a tracker says it: its name, and the values as in an address."""
    values = urlencode([(name, value.id) for name, value in bound.values.items()])
    return f"{bound.question.name}?{values}" if values else bound.question.name


def answered(store: Store, text: str) -> frozenset[str]:
    """Return the ids of the recommendations that a question answers, which a tracker says as *text*.

    Raises QueryError for a question or a value that there is not.
    """
    name, _, values = text.partition("?")
    bound = bind(store, question(name), dict(parse_qsl(values)))
    start = f"{store.base}recommendation/"
    rows = (str(row.get("iri") or "") for row in ask_bound(store, bound).rows)
    return frozenset(iri.removeprefix(start) for iri in rows if iri.startswith(start))
