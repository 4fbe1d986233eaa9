"""The ledger as CSV files, for spreadsheets and statistics programs.

There is one row for each clause. Several values in a cell have ``; `` between them; ids have no semicolon, so ids, agencies
and themes can be split there. Other text is as on the page.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields

from casegraph.csv_table import BYTE_ORDER_MARK, csv_lines
from casegraph.ledger.from_collection import learning_rows, recommendation_rows
from casegraph.ledger.rows import LearningRow, RecommendationRow
from casegraph.views.collection import Collection

__all__ = ["LEDGER_FILES", "ledger_csv"]


def ledger_csv(
    row_type: type[LearningRow | RecommendationRow], rows: Iterable[LearningRow | RecommendationRow]
) -> Iterator[str]:
    r"""Yield rows of the ledger as lines of CSV, with a head even if there are no rows.

    >>> "".join(ledger_csv(LearningRow, ())).startswith("\ufeffiri,text,theme_ids,themes,theme_words,theme_basis,theme_probability")
    True
    """
    names = [each.name for each in fields(row_type)]
    yield BYTE_ORDER_MARK
    yield from csv_lines(names, ([_cell(getattr(row, name)) for name in names] for row in rows))


def _cell(value: object) -> object:
    return "; ".join("" if each is None else str(each) for each in value) if isinstance(value, tuple) else value


LEDGER_FILES: Mapping[str, Callable[[Collection], Iterator[str]]] = {
    "recommendations.csv": lambda collection: ledger_csv(RecommendationRow, recommendation_rows(collection)),
    "learning.csv": lambda collection: ledger_csv(LearningRow, learning_rows(collection)),
}
"""The files of the ledger in a build, each with the function that yields it piece by piece."""
