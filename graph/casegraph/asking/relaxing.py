"""When nothing fits a question: what there is without each of its filters, and the recommendations nearest in meaning."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from casegraph.asking.across import each_apart
from casegraph.asking.answering import Answer, Row, ask_bound
from casegraph.asking.binding import Bound, with_values
from casegraph.asking.by_status import with_statuses
from casegraph.asking.relaxed import Filter, Relaxed
from casegraph.store.build_tables import BuildTables
from casegraph.store.protocol import Store

if TYPE_CHECKING:
    from casegraph.views.clauses import Clause
    from casegraph.views.collection import Collection

__all__ = ["ask_relaxing", "nearest_rows"]

_WHERE_OR_WHEN = ("partnership", "place", "region", "review", "year")  # kinds of values that say nothing about meaning
_GROUPING = "by"  # what rows stand for, which narrows nothing
_NO_MEANING = (_GROUPING, "least", "year")  # kinds of values that are no words of a recommendation
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def ask_relaxing(
    store: Store,
    bound: Bound,
    collection: Callable[[], "Collection"],
    words: str = "",
    tables: BuildTables | None = None,
) -> Answer:
    """Return the answer to a question; if nothing fits, with what comes nearest to *words*, or to the names of its values.

    The collection of the store is asked for only then. *tables* are those of its build (see ``ask_bound``).
    """
    answer = ask_bound(store, bound, tables)
    if bound.question.is_across:
        return each_apart(store, answer)
    if answer.total:
        return with_statuses(answer)
    filters = tuple(
        Filter(each.name, answer.values[each.name], ask_bound(store, _without(store, bound, each.name), tables).total)
        for each in bound.question.parameters
        if each.optional and each.name in bound.values and each.kind != _GROUPING
    )
    kind_of = {each.name: each.kind for each in bound.question.parameters}
    values = tuple(f"{name} {value}" for name, value in answer.values.items() if kind_of[name] != _GROUPING)
    labels = [value.label or value.id for name, value in bound.values.items() if kind_of[name] not in _NO_MEANING]
    if not (filters or values or words):  # the graph has none of what is counted
        return answer
    nearest = nearest_rows(collection(), _sought(bound, words))
    return replace(answer, relaxed=Relaxed(filters, values, words or " ".join(labels), nearest))


def nearest_rows(c: "Collection", words: str) -> tuple[Row, ...]:
    """Return the recommendations that come nearest to some words, as rows of an answer."""
    from casegraph.views.meaning import nearest_in_meaning

    nearest = nearest_in_meaning(c, [words])
    return tuple(_row(c, clause, score) for clause, score in zip(nearest.clauses, nearest.scores, strict=True))


def _sought(bound: Bound, words: str) -> str:
    """Return what is compared in meaning: the values of a question and the words, but neither places nor years."""
    from casegraph.views.meaning import terms_in

    places: set[str] = set()
    sought = []
    for each in bound.question.parameters:
        value = bound.values.get(each.name)
        if value is not None and each.kind in _WHERE_OR_WHEN:
            places.update(term for name in value.names for term in terms_in(name))
        elif value is not None and each.kind not in _NO_MEANING:
            sought.append(value.label or value.id)
    sought += [each for each in words.split() if not _YEAR.search(each) and not places.issuperset(terms_in(each))]
    return " ".join(sought)


def _without(store: Store, bound: Bound, name: str) -> Bound:
    """Return a question without one of its values."""
    return with_values(bound.question, {each: value for each, value in bound.values.items() if each != name}, store)


def _row(c: "Collection", clause: "Clause", score: float) -> Mapping[str, Any]:
    review = c.reviews[clause.review]
    return {
        "quote": clause.text,
        "near": round(score, 2),
        "review": review.title,
        "partnership": "; ".join(c.label("partnership", id) for id in review.partnerships) or None,
        "year": review.year,
        "link": review.link,
        "passage": f"{c.made.base}source/{review.page[:16]}#char={clause.start},{clause.end}",
        "iri": f"{c.made.base}recommendation/{review.id}/{clause.number}",
    }
