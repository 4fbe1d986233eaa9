"""How views are saved: as JSON, and as CSV that Excel opens correctly."""

import json
from collections.abc import Iterable, Iterator

from casegraph.csv_table import BYTE_ORDER_MARK, csv_lines, csv_table
from casegraph.views.clauses import Clause
from casegraph.views.collection import Collection
from casegraph.views.json_answers import clause_answers, review_answers
from casegraph.views.reviews import Review
from casegraph.views.tables import Table, review_table, sentence_table
from casegraph.web.representations import Form
from casegraph.web.streams import json_pieces

__all__ = ["as_csv", "as_json", "csv_pieces", "forms_of_clauses", "forms_of_reviews"]


def as_csv(table: Table) -> str:
    r"""Return a table as CSV with a byte order mark (see ``casegraph.csv_table``).

    >>> as_csv(Table(["review", "year"], [["=1+1", 2025]]))
    "\ufeffreview,year\r\n'=1+1,2025\r\n"
    """
    return csv_table(table.head, table.rows, mark=True, line_end="\r\n")


def as_json(value: object) -> str:
    r"""Return a value as JSON.

    >>> as_json({"reviews": 73})
    '{\n "reviews": 73\n}\n'
    """
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def csv_pieces(table: Table) -> Iterator[str]:
    """Yield the same line by line."""
    yield BYTE_ORDER_MARK
    yield from csv_lines(table.head, table.rows, line_end="\r\n")


def forms_of_clauses(c: Collection, clauses: Iterable[Clause]) -> dict[str, Form]:
    """Return clauses in the forms that programs take, by media type."""
    return {
        "application/json": lambda: json_pieces(clause_answers(c, clauses)),
        "text/csv": lambda: csv_pieces(sentence_table(c, clauses)),
    }


def forms_of_reviews(c: Collection, reviews: Iterable[Review]) -> dict[str, Form]:
    """Return reviews in the forms that programs take, by media type."""
    return {
        "application/json": lambda: json_pieces(review_answers(c, reviews)),
        "text/csv": lambda: csv_pieces(review_table(c, reviews)),
    }
