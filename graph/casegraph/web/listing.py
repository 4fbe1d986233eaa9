"""What is listed on pages and in files: clauses and reviews as tables and as JSON, and the words of a clause with marks."""

import json
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any

from casegraph.csv_table import csv_table
from casegraph.views.texts import REVIEW_COLUMNS, SENTENCE_COLUMNS
from casegraph.web.collection import Clause, Collection, Review

__all__ = [
    "clause_json",
    "many_clauses",
    "many_reviews",
    "marked",
    "review_json",
    "reviews_csv",
    "sentences_csv",
    "table",
    "written",
]


def marked(
    clause: Clause, themes: Iterable[int] | None = None, agencies: Iterable[int] | None = None
) -> list[tuple[str, str]]:
    """Return the pieces of a clause, each with the kinds that it was read as ("" for none); None marks all that was read.

    >>> clause = {"text": "the ICB to audit", "themes": [[0, [[11, 16]]]], "asked": [[1, 0, [[0, 7]]]], "concerns": []}
    >>> marked(clause)
    [('the ICB', 'agency'), (' to ', ''), ('audit', 'theme')]
    """
    places = [
        (start, end, kind)
        for kind, listed, wanted, where in (
            ("theme", clause["themes"], themes, 1),
            ("agency", clause["asked"], agencies, 2),
            ("agency", clause["concerns"], agencies, 1),
        )
        for reading in listed
        if wanted is None or reading[0] in wanted
        for start, end in reading[where]
    ]
    text = clause["text"]
    edges = sorted({0, len(text), *(edge for place in places for edge in place[:2])})
    return [
        (text[start:end], " ".join(sorted({kind for one, other, kind in places if one <= start and end <= other})))
        for start, end in pairwise(edges)
    ]


def clause_json(collection: Collection, clause: Clause) -> dict[str, Any]:
    """Return a clause for JSON, with labels."""
    review, data = clause["review"], collection.data
    return {
        "kind": clause["kind"],
        "text": clause["text"],
        "asked": [
            {"agency": data["agencies"][each[0]]["id"], "label": data["agencies"][each[0]]["label"],
             "basis": data["bases"][each[1]]["id"]}
            for each in clause["asked"]
        ],
        "concerned": [_named(data["agencies"][i]) for i in collection.concerned(clause)],
        "themes": [_named(data["themes"][i]) for i in collection.themes(clause)],
        "review": review["id"],
        "title": review["title"],
        "page": data["made"]["pages"][review["page"]]["file"],
        "start": clause["start"],
        "end": clause["end"],
    }  # fmt: skip


def review_json(collection: Collection, review: Review) -> dict[str, Any]:
    """Return a review for JSON, without its clauses."""
    lists = collection.lists
    return {
        **{
            name: review[name]
            for name in ("id", "title", "name", "year", "suicide", "date", "children", "report", "link")
        },
        "outcome": collection.data["outcomes"][review["outcome"]]["id"],
        "partnerships": [_named(lists["partnership"][i]) for i in review["partnerships"]],
        "areas": [{key: value for key, value in lists["area"][i].items() if value} for i in review["areas"]],
        "keywords": [_named(lists["keyword"][i]) for i in review["keywords"]],
        "page": collection.made["pages"][review["page"]]["file"],
        "start": review["start"],
        "end": review["end"],
    }


def _named(thing: dict[str, Any]) -> dict[str, str]:
    return {"id": thing["id"], "label": thing["label"]}


def sentences_csv(collection: Collection, clauses: Iterable[Clause], base: str) -> str:
    """Return clauses as a table for a spreadsheet."""
    return table([SENTENCE_COLUMNS, *(_sentence(collection, clause, base) for clause in clauses)])


def reviews_csv(collection: Collection, reviews: Iterable[Review], base: str) -> str:
    """Return reviews as a table for a spreadsheet."""
    return table([REVIEW_COLUMNS, *(_review(collection, review, base) for review in reviews)])


def table(rows: Iterable[Sequence[object]]) -> str:
    r"""Return rows, the first of which is the head, as CSV that Excel opens correctly (see ``casegraph.csv_table``).

    >>> table([["review", "year"], ["=1+1", 2025]])
    "\ufeffreview,year\r\n'=1+1,2025\r\n"
    """
    head, *rest = rows
    return csv_table(map(str, head), rest, mark=True, line_end="\r\n")


def written(value: object) -> str:
    """Return a value as JSON."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def many_clauses(c: Collection, clauses: Sequence[Clause], base: str) -> dict[str, Callable[[], str]]:
    """Return clauses in the forms that programs take."""
    return {
        "application/json": lambda: written([clause_json(c, clause) for clause in clauses]),
        "text/csv": lambda: sentences_csv(c, clauses, base),
    }


def many_reviews(c: Collection, listed: Sequence[Review], base: str) -> dict[str, Callable[[], str]]:
    """Return reviews in the forms that programs take."""
    return {
        "application/json": lambda: written([review_json(c, review) for review in listed]),
        "text/csv": lambda: reviews_csv(c, listed, base),
    }


def _labels(collection: Collection, kind: str, numbers: Iterable[int]) -> str:
    return "; ".join(collection.label(kind, i) for i in numbers)


def _sentence(collection: Collection, clause: Clause, base: str) -> list[object]:
    review = clause["review"]
    areas = [collection.lists["area"][i] for i in review["areas"]]
    return [
        review["id"], review["title"], review["year"], _labels(collection, "partnership", review["partnerships"]),
        "; ".join(dict.fromkeys(area["nation"] for area in areas)),
        "; ".join(dict.fromkeys(area["region"] for area in areas if area["region"])),
        clause["kind"], clause["text"],
        _labels(collection, "agency", (each[0] for each in clause["asked"])),
        "; ".join(collection.data["bases"][each[1]]["id"] for each in clause["asked"]),
        _labels(collection, "agency", collection.concerned(clause)),
        _labels(collection, "theme", collection.themes(clause)),
        collection.made["pages"][review["page"]]["file"], clause["start"], clause["end"], review["link"],
        f"{base}review/{review['id']}",
    ]  # fmt: skip


def _review(collection: Collection, review: Review, base: str) -> list[object]:
    return [
        review["id"], review["title"], review["year"], _labels(collection, "partnership", review["partnerships"]),
        _labels(collection, "area", review["areas"]), collection.data["outcomes"][review["outcome"]]["label"],
        "yes" if review["suicide"] else "no", review["date"], review["ages"],
        _labels(collection, "keyword", review["keywords"]), len(review["learning"]),
        sum(not clause["remark"] for clause in review["recommendations"]), review["link"], f"{base}review/{review['id']}",
    ]  # fmt: skip
