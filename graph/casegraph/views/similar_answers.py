"""Asked before, as plain values: a row for each recommendation that asks the same or comes near."""

from collections.abc import Iterable, Iterator

from casegraph.views import json_types as types
from casegraph.views.collection import Collection
from casegraph.views.similar import Similar, SimilarTo
from casegraph.views.tables import Table

__all__ = ["similar_answer", "similar_row", "similar_table"]

_HEAD = (
    "asked",
    "relation",
    "score",
    "recommendation",
    "review",
    "year",
    "agencies",
    "words in common",
    "iri",
    "same partnership",
    "basis",
)


def similar_answer(c: Collection, answers: Iterable[SimilarTo]) -> types.SimilarAnswer:
    """Return all rows of some answers, one after the other."""
    answers = [*answers]
    return {
        "rows": [similar_row(c, answer.text, row) for answer in answers for row in answer.rows],
        "searched": [answer.searched for answer in answers],
        "same": sum(answer.same for answer in answers),
    }


def similar_row(c: Collection, wanted: str, row: Similar) -> types.SimilarRow:
    """Return a recommendation with its review, the agencies that it is for, and what it shares with what was asked."""
    clause, review = row.clause, c.reviews[row.clause.review]
    return {
        "text": clause.text,
        "review": review.title,
        "year": review.year,
        "score": row.score,
        "relation": row.relation,
        "words": [*row.words],
        "places": [[*span] for span in row.spans],
        "agencies": [
            {"agency": each.id, "label": c.label("agency", each.id), "basis": each.basis} for each in clause.addressed
        ],
        "partnerships": [*review.partnerships],
        "asked": wanted,
        "same_partnership": row.is_here,
        "review_id": review.id,
        "iri": f"{c.made.base}recommendation/{review.id}/{clause.number}",
    }


def similar_table(c: Collection, answers: Iterable[SimilarTo]) -> Table:
    """Return the same as a table; of several texts, one that nothing comes near has a row that says so."""
    answers = [*answers]
    cells = ([*_cells(c, answer)] or [_nothing(answer)] * (len(answers) > 1) for answer in answers)
    return Table(_HEAD, [row for rows in cells for row in rows])


def _cells(c: Collection, answer: SimilarTo) -> Iterator[list[object]]:
    for row in (similar_row(c, answer.text, each) for each in answer.rows):
        yield [
            row["asked"],
            row["relation"],
            row["score"],
            row["text"],
            row["review"],
            row["year"],
            "; ".join(each["label"] for each in row["agencies"]),
            "; ".join(row["words"]),
            row["iri"],
            "yes" if row["same_partnership"] else "",
            "; ".join(each["basis"] for each in row["agencies"]),
        ]


def _nothing(answer: SimilarTo) -> list[object]:
    return [answer.text, "not asked before", *[""] * (len(_HEAD) - 2)]
